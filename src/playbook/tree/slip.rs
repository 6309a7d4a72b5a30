//! Slips of hand and of word processors that the parser meets only later, told where they were made: a dash or a blank
//! that only looks right, a text that begins with a bracket, a remark that swallowed one.

use super::super::{
    fault::Fault,
    place::{Page, Span},
};

/// The slip behind an error at byte `at`, on its line or the one before.
pub fn find(file: u32, page: &Page, at: usize) -> Option<Fault> {
    let line = page.line_of(at);
    let mut lines = [line, line.saturating_sub(1)].into_iter().filter(|line| *line > 0);
    lines.find_map(|line| {
        let (text, start) = (page.line(line), page.line_start(line));
        let (i, length, message, fix) =
            sign(text).or_else(|| swallowed(text)).or_else(|| bracket(text).filter(|_| start <= at))?;
        Some(Fault::error("HK0106", Span::new(file, start + i, start + i + length), message).fix(fix))
    })
}

/// Where in a line, how long, what is wrong, how to mend it.
type Slip = (usize, usize, String, &'static str);

/// A sign that only looks like the one that is wanted.
fn sign(text: &str) -> Option<Slip> {
    let front = text.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let begin = text.len() - front.len();
    if let Some((i, c)) = text[..begin].char_indices().find(|(_, c)| !c.is_ascii()) {
        let message = format!("this blank is U+{:04X}, not the plain one", c as u32);
        return Some((i, c.len_utf8(), message, "delete it and type a blank with the space bar"));
    }
    let first = front.chars().next()?;
    if matches!(first, '–' | '—' | '•' | '·' | '−' | '‐') && front[first.len_utf8()..].starts_with(char::is_whitespace)
    {
        return Some((
            begin,
            first.len_utf8(),
            format!("`{first}` begins no entry of a list"),
            "write a plain `-` and a blank",
        ));
    }
    if matches!(first, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{2060}') {
        let message = format!("this line begins with U+{:04X}, which nobody sees", first as u32);
        return Some((begin, first.len_utf8(), message, "delete it"));
    }
    let (i, c) = text.char_indices().find(|(_, c)| matches!(c, '：' | '，' | '｛' | '｝' | '［' | '］'))?;
    let outside = !text[..i].contains(['"', '\'', '#']);
    outside.then(|| {
        (i, c.len_utf8(), format!("`{c}` only looks like the sign that is wanted"), "type it on an English keyboard")
    })
}

/// A remark that takes the end of a bracket with it.
fn swallowed(text: &str) -> Option<Slip> {
    let at = unquoted(text, |bytes, i| bytes[i] == b'#' && i > 0 && matches!(bytes[i - 1], b' ' | b'\t'))?;
    let count = |part: &str, of: [char; 2]| part.matches(of).count();
    let open = count(&text[..at], ['{', '[']) > count(&text[..at], ['}', ']']);
    (open && text[at..].contains(['}', ']'])).then(|| {
        let message = "from this `#` on the line is a remark, and so is the bracket behind it";
        (at, text.len() - at, message.to_string(), "put the text that holds the `#` into quotes")
    })
}

/// A text that begins with a bracket and goes on behind it.
fn bracket(text: &str) -> Option<Slip> {
    let colon = text.find(": ")?;
    let value = text[colon + 1..].trim_start();
    let begin = text.len() - value.len();
    let close = value.find(match value.as_bytes().first()? {
        b'{' => '}',
        b'[' => ']',
        _ => return None,
    })?;
    let inner = &value[1..close];
    let behind = value[close + 1..].trim_start();
    let goes_on =
        behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '!' | '?' | ';' | '\'' | ':'));
    (goes_on && !inner.contains([':', '{', '['])).then(|| {
        let message = format!("text that begins with `{}` needs quotes", &value[..1]);
        (begin, close + 1, message, "put the whole text into double quotes")
    })
}

/// The first byte outside quotes for which this holds.
fn unquoted(text: &str, wanted: impl Fn(&[u8], usize) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    for (i, byte) in bytes.iter().enumerate() {
        match quote {
            Some(open) if *byte == open => quote = None,
            Some(_) => {}
            None if wanted(bytes, i) => return Some(i),
            None => {
                let begins = i == 0 || matches!(bytes[i - 1], b' ' | b'[' | b'{' | b',');
                quote = matches!(byte, b'"' | b'\'').then_some(*byte).filter(|_| begins);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{only, places};

    #[test]
    fn each_slip_is_told_where_it_was_made() {
        for (text, place, message) in [
            ("title: t\ntopics:\n\u{a0}\u{a0}- {id: a, title: A}\n", "3:1", "U+00A0"),
            ("title: t\ntopics:\n  – id: a\n    title: A\n", "3:3", "`–` begins no entry"),
            ("title: t\n\u{feff}topics: []\n", "2:1", "U+FEFF"),
            ("title: t\ntopics:\n  - {id: a, title: Call # 4}\n  - {id: b, title: B}\n", "3:25", "remark"),
            ("title: t\nremove: [a, b #c]\n", "2:15", "remark"),
            (
                "title: t\nphrases:\n  - id: a\n    for: hold\n    say: {customer}, thank you.\n",
                "5:10",
                "begins with `{`",
            ),
            ("title: [Parcel] desk\n", "1:8", "begins with `[`"),
            ("title: t\ntopics： []\n", "2:7", "looks like"),
        ] {
            let fault = only(text);
            assert_eq!(
                (fault.code, format!("{}:{}", fault.line, fault.column).as_str()),
                ("HK0106", place),
                "{text}\n{}",
                fault.render()
            );
            assert!(fault.message.contains(message), "{}", fault.message);
            assert!(fault.fix.is_some());
        }
    }

    #[test]
    fn what_reads_well_is_no_slip() {
        for text in [
            "title: \"{a} b\"\n",
            "title: a – b\n",
            "title: t\nremove: [] # all [of] them\n",
            "title: '# [a'\n",
            "title: a： b\n",
        ] {
            assert_eq!(places(text), Vec::<String>::new(), "{text}");
        }
    }
}
