//! Text in columns: how wide it is, where it wraps, where it is cut.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns a text takes in a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `columns`, ended by `mark` (`…` or `...`) where something had to go.
pub fn cut(text: &str, columns: usize, mark: &str) -> String {
    if width(text) <= columns {
        return text.to_string();
    }
    let room = columns.saturating_sub(width(mark));
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    let mut out = out.trim_end().to_string();
    if width(mark) <= columns {
        out.push_str(mark);
    }
    out
}

/// The text in rows of at most `columns`, broken between words, or inside a word that is wider than a row. What stands
/// between `[` and `]` stays whole where it fits a row. At least one row, perhaps empty; nothing is lost but the blank
/// at a break.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut rows = vec![String::new()];
    let mut used = 0;
    for word in words(text) {
        let wide = width(word);
        let gap = usize::from(used > 0);
        if used > 0 && used + gap + wide > columns {
            rows.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut rows, " ");
            used += 1;
        }
        for grapheme in word.graphemes(true) {
            let w = width(grapheme);
            if used > 0 && used + w > columns {
                rows.push(String::new());
                used = 0;
            }
            push(&mut rows, grapheme);
            used += w;
        }
    }
    rows
}

fn push(rows: &mut [String], text: &str) {
    if let Some(row) = rows.last_mut() {
        row.push_str(text);
    }
}

/// The words of a text; a bracketed blank is one word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    text.split(move |c: char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ' ' && depth == 0
    })
    .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_between_words_and_keeps_blanks_whole() {
        assert_eq!(wrap("I can see it left on [date ____], so", 24), ["I can see it left on", "[date ____], so"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn cuts_from_the_end() {
        assert_eq!(cut("Say sorry once", 10, "…"), "Say sorry…");
        assert_eq!(cut("short", 10, "…"), "short");
        assert_eq!(cut("你好世界", 5, "…"), "你好…");
    }

    proptest::proptest! {
        #[test]
        fn rows_fit_and_lose_no_letter(text in "[a-z你é ]{0,80}", columns in 2usize..40) {
            let rows = wrap(&text, columns);
            proptest::prop_assert!(rows.iter().all(|row| width(row) <= columns));
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            proptest::prop_assert_eq!(letters(&rows.concat()), letters(&text));
        }

        #[test]
        fn a_cut_fits(text in ".{0,40}", columns in 0usize..30) {
            proptest::prop_assert!(width(&cut(&text, columns, "…")) <= columns);
        }
    }
}
