//! Places in playbook files: spans, values that remember theirs, and pages that turn bytes into lines and columns.

use crate::text::clean;

use super::model::{Layer, Origin};

/// A stretch of one file, in bytes of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which file, by its position in the load.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(file: u32, start: usize, end: usize) -> Span {
        Span { file, start: start as u32, end: end.max(start) as u32 }
    }

    /// Whether `other` lies within this one.
    pub fn holds(&self, other: &Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub at: Span,
}

/// One file as text, with its line starts.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its layer.
    pub layer: Layer,
    /// Its name as shown to people, cleaned.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
    starts: Vec<usize>,
}

impl Page {
    /// A page of this text; a byte order mark in front is dropped.
    pub fn new(layer: Layer, name: &str, text: String) -> Page {
        let text = text.strip_prefix('\u{FEFF}').map(str::to_string).unwrap_or(text);
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (i, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        if starts.len() > 1 && starts.last() == Some(&text.len()) {
            starts.pop();
        }
        Page { layer, name: clean(name), text, starts }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let byte = self.floor(byte);
        let line = self.line_of(byte);
        let start = self.starts[line - 1];
        let column = self.text[start..byte].chars().filter(|c| !matches!(c, '\r' | '\n')).count() + 1;
        (line, column)
    }

    /// The line of a byte, from 1.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// The lines of two places of this file, in words: `lines 3 and 4`, `both on line 3`.
    pub fn lines_of(&self, one: Span, two: Span) -> String {
        let (one, two) = (self.line_of(one.start as usize), self.line_of(two.start as usize));
        if one == two { format!("both on line {one}") } else { format!("lines {one} and {two}") }
    }

    /// The text of a line, from 1, without its break.
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = self.starts.get(line.wrapping_sub(1)).copied() else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\r', '\n'])
    }

    /// The byte at which a line, from 1, starts.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The text of a span.
    pub fn slice(&self, at: Span) -> &str {
        let (start, end) = (self.floor(at.start as usize), self.floor(at.end as usize));
        self.text.get(start..end).unwrap_or("")
    }

    /// The origin of what starts at this span.
    pub fn origin(&self, at: Span) -> Origin {
        Origin { layer: self.layer, file: self.name.clone(), line: self.line_of(at.start as usize) }
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page::new(Layer::Own, "a.yaml", text.to_string())
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let page = page("Zoë: x\r\nb: y\n");
        assert_eq!(page.lines(), 2);
        assert_eq!(page.place(0), (1, 1));
        assert_eq!(page.place("Zoë: ".len()), (1, 6));
        assert_eq!(page.place("Zoë: x\r\nb".len()), (2, 2));
        assert_eq!(page.line(1), "Zoë: x");
        assert_eq!(page.line(3), "");
        assert_eq!(page.line_start(2), "Zoë: x\r\n".len());
    }

    #[test]
    fn places_outside_or_inside_a_letter_stay_in_the_file() {
        let page = page("é");
        assert_eq!(page.place(1), (1, 1));
        assert_eq!(page.place(99), (1, 2));
        assert_eq!(page.slice(Span::new(0, 1, 50)), "é");
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let page = page("\u{FEFF}title: a");
        assert_eq!(page.place(0), (1, 1));
        assert_eq!(page.line(1), "title: a");
    }

    #[test]
    fn a_span_holds_what_is_inside_in_the_same_file() {
        let outer = Span::new(1, 4, 10);
        assert!(outer.holds(&Span::new(1, 5, 6)));
        assert!(!outer.holds(&Span::new(2, 5, 6)));
        assert!(!outer.holds(&Span::new(1, 5, 11)));
    }
}
