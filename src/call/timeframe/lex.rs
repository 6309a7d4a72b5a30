//! A text as tokens: numbers, words and signs, each with its place. Words come in lower case, and a misspelt or
//! abbreviated word of time as the word that is meant, so that no rule below has to know about either.

use std::ops::Range;

use super::spelling::meant;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::call) enum Kind {
    /// A run of ASCII digits: its value and how many digits it has.
    Number(u32, usize),
    /// A run of letters in lower case, spelt as it is meant; apostrophes inside belong to it, so that `Tuesday's` is not `Tuesday`.
    Word(String),
    /// Any other visible character.
    Sign(char),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::call) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Whether it follows the token before it without a blank.
    pub glued: bool,
}

impl Token {
    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(w) if w == word)
    }

    /// The word it is.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The number it is, and its digits.
    pub fn number(&self) -> Option<(u32, usize)> {
        match self.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    /// Whether it is this sign.
    pub fn sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// The class by which characters run together.
#[derive(Clone, Copy, PartialEq)]
enum Run {
    Digits,
    Letters,
    Sign,
    Blank,
}

fn run(c: char) -> Run {
    match c {
        '0'..='9' => Run::Digits,
        c if c.is_whitespace() => Run::Blank,
        c if c.is_alphanumeric() => Run::Letters,
        _ => Run::Sign,
    }
}

/// The tokens of a text, in order.
pub(in crate::call) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = run(c);
        if kind == Run::Blank {
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut ahead = chars.clone();
        ahead.next();
        while kind != Run::Sign
            && let Some(&(at, next)) = chars.peek()
        {
            let joins = kind == Run::Letters
                && matches!(next, '\'' | '’')
                && ahead.peek().is_some_and(|(_, after)| run(*after) == Run::Letters);
            if run(next) != kind && !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
            ahead.next();
        }
        let glued = out.last().is_some_and(|last| last.span.end == start);
        out.push(Token { kind: token(&text[start..end], kind, c), span: start..end, glued });
    }
    out
}

fn token(text: &str, run: Run, first: char) -> Kind {
    match run {
        // A number beyond u32 is no time: it becomes one that no rule accepts.
        Run::Digits => Kind::Number(text.parse().unwrap_or(u32::MAX), text.len()),
        Run::Letters => Kind::Word(lower(text)),
        Run::Sign | Run::Blank => Kind::Sign(first),
    }
}

fn lower(text: &str) -> String {
    let word = text.to_lowercase().replace('’', "'");
    meant(&word).map_or(word, str::to_string)
}

/// Whether there is such a word at a place.
pub(super) fn is(tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|t| t.is(word))
}

/// The word at a place.
pub(super) fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).and_then(Token::word)
}

/// The word before a place.
pub(super) fn before(tokens: &[Token], at: usize) -> Option<&str> {
    at.checked_sub(1).and_then(|at| word(tokens, at))
}

/// The number at a place, and its digits.
pub(super) fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    tokens.get(at).and_then(Token::number)
}

/// Whether there is such a sign at a place, without a blank before it.
pub(super) fn sign(tokens: &[Token], at: usize, sign: char) -> bool {
    tokens.get(at).is_some_and(|t| t.sign(sign) && t.glued)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_part_and_know_that_they_touch() {
        let got: Vec<_> = tokens("by 5pm").into_iter().map(|t| (t.kind, t.glued)).collect();
        let word = |w: &str| Kind::Word(w.to_string());
        assert_eq!(got, [(word("by"), false), (Kind::Number(5, 1), false), (word("pm"), true)]);
    }

    #[test]
    fn an_apostrophe_inside_belongs_to_the_word_and_one_outside_does_not() {
        let got: Vec<_> = tokens("Tuesday’s 'noon'").into_iter().map(|t| t.kind).collect();
        assert_eq!(got[0], Kind::Word("tuesday's".into()));
        assert_eq!(got[1..], [Kind::Sign('\''), Kind::Word("noon".into()), Kind::Sign('\'')]);
    }

    #[test]
    fn a_number_too_long_to_be_one_is_kept_as_a_token() {
        assert_eq!(tokens("99999999999999")[0].number(), Some((u32::MAX, 14)));
    }

    proptest::proptest! {
        #[test]
        fn spans_are_in_order_and_cover_everything_visible(text in ".{0,60}") {
            let found = tokens(&text);
            let mut end = 0;
            for token in &found {
                proptest::prop_assert!(token.span.start >= end && token.span.end > token.span.start);
                proptest::prop_assert!(text[end..token.span.start].chars().all(char::is_whitespace));
                end = token.span.end;
            }
            proptest::prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
