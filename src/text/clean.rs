//! The border: what may never reach a terminal is made visible or dropped here, once.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// How many combining marks one grapheme may carry.
const MAX_MARKS: usize = 8;

/// Text that is safe to keep and to draw: tabs and line breaks become single spaces, control, bidirectional, zero-width,
/// tag and private-use characters become visible marks such as `<U+202E>`, heaps of combining marks are cut to eight.
pub fn clean(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let mut marks = 0;
        for (i, c) in grapheme.chars().enumerate() {
            if matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else if c == '\u{200D}' && i > 0 && grapheme.chars().nth(i + 1).is_some() {
                // A joiner inside one grapheme only joins: an emoji family stays one.
                out.push(c);
            } else if is_unsafe(c) {
                out.push_str(&format!("<U+{:04X}>", c as u32));
            } else if i > 0 && c.width() == Some(0) {
                marks += 1;
                if marks <= MAX_MARKS {
                    out.push(c);
                }
            } else {
                out.push(c);
            }
        }
    }
    out
}

/// Whether a character is one that a terminal might obey, or that hides or reorders what is read.
pub fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\u{00}'..='\u{1F}' | '\u{7F}'..='\u{9F}'           // C0, DEL, C1
        | '\u{AD}' | '\u{61C}' | '\u{180E}'                 // soft hyphen, Arabic letter mark, Mongolian separator
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' // zero width, bidi marks and overrides
        | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0E}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_becomes_visible() {
        assert_eq!(clean("a\x1b[2Jb"), "a<U+001B>[2Jb");
        assert_eq!(clean("pay \u{202E}won"), "pay <U+202E>won");
        assert_eq!(clean("x\u{9b}31m"), "x<U+009B>31m");
        assert_eq!(clean("a\u{200B}b\u{FEFF}"), "a<U+200B>b<U+FEFF>");
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(clean("one\ttwo\r\nthree"), "one two three");
    }

    #[test]
    fn ordinary_letters_and_joined_emoji_stay() {
        for text in ["Zoë Müller", "नमस्ते", "你好", "👩‍👩‍👧", "e\u{301}te\u{301}"] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn marks_do_not_spill() {
        let zalgo = format!("a{}", "\u{301}".repeat(120));
        assert_eq!(clean(&zalgo).chars().count(), 9);
    }

    proptest::proptest! {
        #[test]
        fn nothing_unsafe_survives_but_inner_joiners(text in ".*") {
            let cleaned = clean(&text);
            let safe = cleaned.chars().all(|c| c == '\u{200D}' || !is_unsafe(c));
            proptest::prop_assert!(safe);
            proptest::prop_assert_eq!(clean(&cleaned), cleaned);
        }
    }
}
