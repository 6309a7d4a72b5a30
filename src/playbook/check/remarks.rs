//! Texts that are not what was meant: with quotes that are none, or cut off by a remark. In YAML a blank and a `#` end a text that stands without quotes, so `title: Call # 4` is
//! called `Call`, and nobody notices.

use super::super::{fault::Fault, place::Span, source::Text};
use super::Checker;

impl Checker<'_> {
    /// Warns where a text that stands without quotes begins or ends with signs that were meant to be some.
    pub(super) fn curly(&mut self, text: &Text) {
        let Some(page) = self.given.pages.get(text.at.file as usize) else { return };
        let slice = page.slice(text.at).trim_end();
        let Some((i, c)) = false_quote(slice) else { return };
        let start = text.at.start as usize + i;
        let message = format!("this `{c}` is no quote here: it will stand on the screen");
        let fault = Fault::warning("HK0616", Span::new(text.at.file, start, start + c.len_utf8()), message);
        let fix = "type the straight quote `\"` at both ends of the text, or take the sign away";
        self.faults.add(fault.fix(fix));
    }

    /// Warns where what stands behind a text looks like a part of it, not like a remark.
    pub(super) fn cut_off(&mut self, text: &Text) {
        let Some(page) = self.given.pages.get(text.at.file as usize) else { return };
        let quoted = |slice: &str| slice.starts_with(['"', '\'', '|', '>', '*']);
        let (line, end) = (page.line_of(text.at.end as usize), text.at.end as usize);
        let rest = &page.line(line)[(end - page.line_start(line)).min(page.line(line).len())..];
        let remark = rest.trim_start_matches([' ', '\t']);
        if remark.len() == rest.len() || !is_meant_as_text(remark) || quoted(page.slice(text.at)) {
            return;
        }
        let start = end + rest.len() - remark.len();
        let at = Span::new(text.at.file, start, start + remark.trim_end().len());
        let fault =
            Fault::warning("HK0608", at, "this is no part of the text: what follows a blank and `#` is a remark");
        self.faults.add(
            fault
                .label("left out")
                .fix("put the whole text into quotes; if it is a remark, begin it with a word: `# …`"),
        );
    }
}

/// A sign at an edge of a text without quotes that was meant as one, and where it stands.
fn false_quote(slice: &str) -> Option<(usize, char)> {
    let (first, last) = (slice.chars().next()?, slice.chars().next_back()?);
    if matches!(first, '"' | '\'' | '|' | '>' | '*' | '&' | '!') {
        return None;
    }
    let double = |c: char| matches!(c, '“' | '”' | '„' | '‟' | '«' | '»');
    let inside = slice.chars().filter(|c| double(*c) || *c == '"').count();
    if double(first) && (double(last) || inside == 1) {
        return Some((0, first));
    }
    let alone = inside == 1 && (double(last) || last == '"');
    alone.then(|| (slice.len() - last.len_utf8(), last))
}

/// Whether a remark looks like words of a text: `#4`, `# 4`, `#{order}`. A remark has a blank and a word behind its `#`.
fn is_meant_as_text(remark: &str) -> bool {
    let Some(behind) = remark.strip_prefix('#') else { return false };
    match behind.chars().next() {
        Some(' ' | '\t') => behind.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || c == '{',
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::tests::{only, places},
        is_meant_as_text,
    };

    #[test]
    fn a_number_behind_the_sign_is_text_and_words_are_a_remark() {
        for (remark, expected) in [
            ("#4", true),
            ("# 4", true),
            ("#{order}", true),
            ("#parcel", true),
            ("#", false),
            ("# see the guide", false),
            ("## 4", false),
            ("#---", false),
            ("4", false),
        ] {
            assert_eq!(is_meant_as_text(remark), expected, "{remark}");
        }
    }

    #[test]
    fn signs_that_were_meant_as_quotes_are_told() {
        for (text, place) in [
            ("title: “That is sad.”\n", "1:8 HK0616"),
            ("title: „Wilted“\n", "1:8 HK0616"),
            ("title: That is sad.\"\n", "1:20 HK0616"),
            ("title: That is sad.”\n", "1:20 HK0616"),
        ] {
            assert_eq!(places(text), [place], "{text}");
        }
        for text in ["title: \"“That” is sad.”\"\n", "title: He said “late”\n", "title: The 5\" pot\n", "title: It’s\n"]
        {
            assert_eq!(places(text), Vec::<String>::new(), "{text}");
        }
        assert!(only("title: “Sad”\n").fix.is_some_and(|fix| fix.contains("straight")));
    }

    #[test]
    fn a_text_that_was_cut_off_is_told_at_its_sign() {
        for (text, place) in [
            ("title: Call # 4\n", "1:13 HK0608"),
            ("title: Call #4", "1:13 HK0608"),
            ("title: Call \t #4  \r\n", "1:15 HK0608"),
            ("title: t\ntopics:\n  - id: a\n    title: Order #4\n", "4:18 HK0608"),
            ("title: t\nphrases:\n  - id: a\n    for: hold\n    say: It is order #{order}.\n", "5:22 HK0608"),
            ("title: two\n  lines #4\n", "2:9 HK0608"),
        ] {
            assert_eq!(places(text), [place], "{text}");
        }
        let fault = only("title: Call #4 now\n");
        assert_eq!((fault.column, fault.end_column), (13, 19));
        assert!(fault.fix.is_some_and(|fix| fix.contains("quotes")));
    }

    #[test]
    fn remarks_quotes_and_ids_are_left_alone() {
        for text in [
            "title: Call # as trainers say it\n",
            "title: \"Call\" #4\n",
            "title: 'Call' # 4\n",
            "title: \"Call # 4\"\n",
            "title: Call#4\n",
            "title: > # 4\n  Call\n",
            "title: |  #4\n  Call #4\n",
            "title: t\ntopics:\n  - id: a #4\n    title: A\n",
            "title: t #\n",
        ] {
            assert_eq!(places(text), Vec::<String>::new(), "{text}");
        }
    }
}
