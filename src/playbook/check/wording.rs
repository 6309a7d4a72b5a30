//! Texts: cleaned, told where they hold what nobody can see, and cut into opening, rest and slots.

use std::ops::Range;

use crate::text::{clean, is_unsafe, width};

use super::super::{
    fault::Fault,
    model::{Id, Piece, Wording},
    place::{Page, Span},
    source::Text,
};
use super::Checker;

/// Words that end with a full stop and no sentence.
const ABBREVIATIONS: [&str; 20] = [
    "e.g.", "i.e.", "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "no.", "vs.", "approx.", "a.m.", "p.m.", "jr.", "sr.",
    "dept.", "ext.", "tel.", "cf.", "ca.",
];

impl Checker<'_> {
    /// A text as it may be shown; nothing where it is empty, which is told.
    pub(super) fn text(&mut self, text: &Text) -> Option<String> {
        self.hidden(text);
        self.cut_off(text);
        self.curly(text);
        let cleaned = clean(text.value.trim());
        let cleaned = cleaned.trim();
        if cleaned.is_empty() || text.value.chars().all(|c| c.is_whitespace() || is_unsafe(c)) {
            self.faults.add(
                Fault::error("HK0313", text.at, "this text is empty").fix("write something, or leave the key out"),
            );
            return None;
        }
        Some(cleaned.to_string())
    }

    /// A text that should be no wider than `columns`.
    pub(super) fn narrow(&mut self, text: &Option<Text>, shown: &Option<String>, columns: usize) {
        if let (Some(text), Some(shown)) = (text, shown)
            && width(shown) > columns
        {
            let message = format!("this takes {} columns; {columns} are shown", width(shown));
            self.faults.add(Fault::warning("HK0606", text.at, message).fix("say it shorter"));
        }
    }

    /// Warns of characters that hide or reorder what is read.
    fn hidden(&mut self, text: &Text) {
        let value = &text.value;
        if value.is_ascii() && !value.bytes().any(|b| b.is_ascii_control() && !b"\t\n\r".contains(&b)) {
            return;
        }
        let space = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let shown = clean(value);
        let odd = |c: char| is_unsafe(c) && !space(c) && (c != '\u{200D}' || shown.contains("<U+200D>"));
        if let Some((i, c)) = value.char_indices().find(|(_, c)| odd(*c)) {
            let at = match self.page_slice(text.at).find(c) {
                Some(_) => self.spot(text, i),
                None => text.at,
            };
            let message = format!("the text holds U+{0:04X}, which nobody sees: shown as <U+{0:04X}>", c as u32);
            self.faults.add(Fault::warning("HK0605", at, message).fix("delete it"));
        } else if shown.chars().filter(|c| *c != ' ').count()
            < value.chars().filter(|c| !space(*c) && *c != ' ').count()
        {
            let message = "a letter carries more than eight marks: the rest is dropped";
            self.faults.add(Fault::warning("HK0605", text.at, message).fix("type the text again without them"));
        }
    }

    fn page_slice(&self, at: Span) -> &str {
        slice(self.given.pages, at)
    }

    /// Where in the file the character at byte `i` of a text stands.
    pub(super) fn spot(&self, text: &Text, i: usize) -> Span {
        let length = text.value[i..].chars().next().map_or(1, char::len_utf8);
        spot(self.given.pages, text, i..i + length)
    }

    /// Words with opening, rest and slots; nothing where they cannot be read, which is told.
    pub(super) fn wording(&mut self, text: &Text) -> Option<Wording> {
        self.text(text)?;
        let trimmed = text.value.trim();
        let skipped = text.value.len() - text.value.trim_start().len();
        let at = opening_end(trimmed);
        let opening = self.pieces(text, skipped, &trimmed[..at])?;
        let tail = &trimmed[at..];
        let blank = tail.len() - tail.trim_start().len();
        let rest = self.pieces(text, skipped + at + blank, tail.trim_start())?;
        let mut depth = 0usize;
        let mut letters = trimmed.chars().filter(|c| {
            depth = if *c == '{' {
                1
            } else if *c == '}' {
                0
            } else {
                depth
            };
            depth == 0 && c.is_alphabetic()
        });
        if letters.next().is_none() {
            self.faults.add(Fault::error("HK0306", text.at, "this holds no words").fix("write what is to be said"));
            return None;
        }
        Some(Wording { opening, rest })
    }

    /// The pieces of a part that starts at byte `from` of the text.
    fn pieces(&mut self, text: &Text, from: usize, part: &str) -> Option<Vec<Piece>> {
        let mut pieces = vec![];
        let mut done = 0;
        let part = part.trim_end();
        while let Some(open) = part[done..].find(['{', '}']).map(|i| done + i) {
            let inner = part[open + 1..].find(['{', '}']).map(|i| open + 1 + i);
            let close = inner.filter(|i| part.as_bytes()[*i] == b'}' && part.as_bytes()[open] == b'{');
            let Some(close) = close else {
                let what = if part.as_bytes()[open] == b'{' {
                    "this `{` opens a slot that is not closed"
                } else {
                    "this `}` closes nothing"
                };
                let fault = Fault::error("HK0307", self.spot(text, from + open), what);
                self.faults.add(fault.fix("a slot is written `{name}`; braces cannot be part of a text"));
                return None;
            };
            let name = part[open + 1..close].trim();
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                let fault = Fault::error("HK0307", self.spot(text, from + open), format!("`{{{name}}}` is no slot"));
                self.faults
                    .add(fault.fix("a slot's name has letters, digits and `-`; braces cannot be part of a text"));
                return None;
            }
            push_text(&mut pieces, &part[done..open]);
            pieces.push(Piece::Slot(Id::from(name)));
            done = close + 1;
        }
        push_text(&mut pieces, &part[done..]);
        Some(pieces)
    }
}

fn slice(pages: &[Page], at: Span) -> &str {
    pages.get(at.file as usize).map_or("", |page| page.slice(at))
}

/// Where in the file these bytes of a text stand: exactly where the text stands there as it is, otherwise where the text
/// begins.
pub(super) fn spot(pages: &[Page], text: &Text, part: Range<usize>) -> Span {
    match slice(pages, text.at).find(text.value.as_str()) {
        Some(offset) => {
            let start = text.at.start as usize + offset;
            Span::new(text.at.file, start + part.start, start + part.end)
        }
        None => text.at,
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(clean(text)));
    }
}

/// How many words someone has to say.
pub(super) fn words<'p>(pieces: impl Iterator<Item = &'p Piece>) -> usize {
    let mut all = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => all.push_str(text),
            Piece::Slot(_) => all.push('x'),
        }
    }
    all.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Where the opening of a text ends: at its first line break, else after its first sentence.
pub(super) fn opening_end(text: &str) -> usize {
    if let Some(at) = text.find('\n') {
        return at;
    }
    let mut depth = 0usize;
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '.' | '!' | '?' | '…' if depth == 0 => {
                let after = i + c.len_utf8();
                let closed =
                    after + text[after..].len() - text[after..].trim_start_matches(['"', '\'', '”', '’', ')']).len();
                let rest = &text[closed..];
                if rest.starts_with(char::is_whitespace) && !goes_on(&text[..after], rest) {
                    return closed;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether a sentence goes on after this full stop.
fn goes_on(before: &str, rest: &str) -> bool {
    if before.ends_with(['!', '?']) {
        return false;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(['(', '"', '“', '\'']);
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 2 && word.chars().next().is_some_and(|c| c.is_uppercase() && c != 'I');
    let next = rest.trim_start().chars().next();
    let number = lower != "no." || next.is_some_and(|c| c.is_ascii_digit());
    (number && ABBREVIATIONS.contains(&lower.as_str())) || initial || next.is_none_or(char::is_lowercase)
}

#[cfg(test)]
mod tests;
