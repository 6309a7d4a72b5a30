//! A turn as words, each with its place.

use std::ops::Range;

/// A word of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in lower case, without accents or apostrophes, its spelling and typos mended.
    pub word: Box<str>,
    /// Its number in the lexicon; [`UNKNOWN`] where no pattern has it.
    pub id: u32,
    /// Its bytes in the turn. Two words that stand in one, such as `didn't`, have the same.
    pub span: Range<usize>,
    /// Whether a sentence begins with it.
    pub begins: bool,
    /// Whether a sentence ends with it.
    pub ends: bool,
    /// Whether it greets before anything is said.
    pub greets: bool,
    /// Whether its sentence asks.
    pub asks: bool,
}

/// The number of a word that no pattern has.
pub const UNKNOWN: u32 = u32::MAX;

/// A stretch of a turn between blanks and signs, with the signs behind it.
pub(super) struct Raw<'a> {
    /// The letters, digits and apostrophes inside.
    pub text: &'a str,
    /// Its place.
    pub span: Range<usize>,
    /// The sign behind it that ends a sentence: `?` where one of them asks.
    pub stop: Option<char>,
    /// Whether a comma stands right behind it.
    pub comma: bool,
}

/// The stretches of a turn, in order.
pub(super) fn raw(text: &str) -> Vec<Raw<'_>> {
    let mut out: Vec<Raw<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            let stop = match c {
                '?' => Some('?'),
                '.' | '!' | ';' | '…' | '\n' => Some('.'),
                _ => None,
            };
            if let Some(last) = out.last_mut().filter(|last| c == ',' && last.span.end == start) {
                last.comma = true;
            }
            if let (Some(last), Some(stop)) = (out.last_mut(), stop) {
                last.stop = Some(if last.stop == Some('?') { '?' } else { stop });
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let after = text[at + next.len_utf8()..].chars().next();
            let joins = match next {
                '\'' | '’' | '‘' => after.is_some_and(char::is_alphanumeric),
                // `e.g.`, `3.50`, `10:30` are one.
                '.' | ',' | ':' => {
                    after.is_some_and(|c| c.is_ascii_digit()) && text[..at].ends_with(|c: char| c.is_ascii_digit())
                }
                // What carries marks of its own is a part of its letter.
                _ => next.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&next),
            };
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        out.push(Raw { text: &text[start..end], span: start..end, stop: None, comma: false });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, Option<char>)> {
        raw(text).into_iter().map(|raw| (raw.text, raw.stop)).collect()
    }

    #[test]
    fn words_know_where_sentences_end() {
        let expected = [("He", None), ("didn't", None), ("die", Some('.')), ("Why", Some('?')), ("no", None)];
        assert_eq!(words("He didn't die. Why?! 'no'"), expected);
        assert_eq!(words("... at 10:30, e-mail"), [("at", None), ("10:30", None), ("e", None), ("mail", None)]);
        assert_eq!(words(" ?!"), []);
    }

    proptest::proptest! {
        #[test]
        fn every_letter_is_in_a_word(text in "\\PC{0,40}") {
            let raws = raw(&text);
            let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
            for (at, _) in letters {
                proptest::prop_assert!(raws.iter().any(|raw| raw.span.contains(&at)));
            }
        }
    }
}
