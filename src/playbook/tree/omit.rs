//! What people leave out who do not know the format: a blank behind a sign, the dash of an entry, a comma, the closing
//! bracket, the quotes around a text that begins with a sign. The parser stumbles only lines later.

use super::super::{
    fault::Fault,
    place::{Page, Span},
};

/// How many lines above an error are looked through.
const ABOVE: usize = 20;

/// What was left out before an error at byte `at`, if that explains it.
pub fn find(file: u32, page: &Page, at: usize) -> Option<Fault> {
    let line = page.line_of(at);
    let near = || [Some(line), before(page, line)].into_iter().flatten();
    let told = near()
        .find_map(|line| on_line(page.line(line)).map(|omitted| (line, omitted)))
        .or_else(|| comma(page, at).map(|omitted| (line, omitted)))
        .or_else(|| bracket(page, line))
        .or_else(|| dash(page, line));
    let (line, (i, length, message, fix)) = told?;
    let start = page.line_start(line) + i;
    Some(Fault::error("HK0106", Span::new(file, start, start + length), message).fix(fix))
}

/// Where in a line, how long, what is wrong, how to mend it.
type Omitted = (usize, usize, String, String);

/// The line above that has text, if there is one.
fn before(page: &Page, line: usize) -> Option<usize> {
    (line.saturating_sub(ABOVE).max(1)..line).rev().find(|line| !is_empty(page.line(*line)))
}

fn is_empty(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.starts_with('#')
}

/// How many blanks a line begins with.
fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// Where the first key of a line begins, behind the dashes of entries, and how long it is.
fn key(text: &str) -> Option<(usize, usize)> {
    let mut begin = indent(text);
    while text[begin..].starts_with("- ") {
        begin += 1 + indent(&text[begin + 1..]);
    }
    let rest = &text[begin..];
    let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_').len();
    (length > 1).then_some((begin, length))
}

/// Whether a line is a key with its colon.
fn is_keyed(text: &str) -> bool {
    key(text).is_some_and(|(begin, length)| {
        let rest = &text[begin + length..];
        rest == ":" || rest.starts_with(": ")
    })
}

/// What one line alone shows.
fn on_line(text: &str) -> Option<Omitted> {
    let front = indent(text);
    let first = text[front..].chars().next()?;
    if first == '-' && is_keyed(&text[front + 1..]) && !text[front + 1..].starts_with([' ', '-']) {
        return omitted(front, 1, "a blank is missing after the `-`", "write `- ` and then the key");
    }
    if first == '*' && is_keyed(text[front + 1..].trim_start()) {
        return omitted(front, 1, "`*` begins no entry of a list", "write a plain `-` and a blank");
    }
    let (begin, length) = key(text)?;
    let (name, rest) = (&text[begin..begin + length], &text[begin + length..]);
    if let Some(value) = rest.trim_start().strip_prefix('=') {
        let value: String = value.trim().chars().take(40).collect();
        let sign = begin + length + rest.len() - rest.trim_start().len();
        return omitted(sign, 1, "`=` gives a key nothing", &format!("write `{name}: {value}`"));
    }
    let value = rest.strip_prefix(':')?;
    let at = begin + length + 1;
    let next = value.chars().next()?;
    if next.is_whitespace() && !next.is_ascii() {
        let message = format!("this blank is U+{:04X}, not the plain one", next as u32);
        return omitted(at, next.len_utf8(), &message, "delete it and type a blank with the space bar");
    }
    if next != ' ' && next != '\t' && !value.starts_with("//") {
        let fix = "write the key, its `:`, a blank, and then the text";
        return omitted(at - 1, 1, "a blank is missing after the `:`", fix);
    }
    sign(value).map(|(i, length, message, fix)| (at + i, length, message, fix))
}

fn omitted(i: usize, length: usize, message: &str, fix: &str) -> Option<Omitted> {
    Some((i, length, message.to_string(), fix.to_string()))
}

/// A text that begins with a sign which means something else there.
fn sign(value: &str) -> Option<Omitted> {
    let text = value.trim_start();
    let i = value.len() - text.len();
    let first = text.chars().next()?;
    let needs_quotes = match first {
        '-' => text.starts_with("- "),
        '*' => true,
        '>' | '|' => {
            let behind = text[1..].trim_start_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
            !is_empty(behind)
        }
        _ => false,
    };
    if needs_quotes {
        let message = format!("text that begins with `{first}` needs quotes");
        return omitted(i, 1, &message, "put the whole text into double quotes");
    }
    // `wedding# where there is room: at most`
    let hash = text.find("# ").filter(|_| !text.starts_with(['"', '\'', '[', '{']))?;
    let stuck = text[..hash].ends_with(|c: char| !c.is_whitespace()) && !text[..hash].contains([':', '#']);
    (stuck && text[hash..].contains(": ")).then(|| {
        let fix = "put a blank before the `#`, or the whole text into double quotes".to_string();
        (i + hash, 1, "a blank is missing before this `#`, so it begins no remark".to_string(), fix)
    })
}

/// Two texts in quotes with nothing between them, or a comma where a line ends.
fn comma(page: &Page, at: usize) -> Option<Omitted> {
    let line = page.line_of(at);
    let (text, start) = (page.line(line), page.line_start(line));
    let (front, rest) = text.split_at_checked(at.checked_sub(start)?)?;
    let quoted = front.trim_end().ends_with(['"', '\'']);
    if quoted && rest.trim_end() == "," {
        let fix = "take the comma away: each entry stands on a line of its own and begins with `- `";
        return omitted(front.len(), 1, "a comma ends no entry here", fix);
    }
    let open = front.rfind('[').is_some_and(|open| front.rfind(']').is_none_or(|close| close < open));
    (quoted && open && rest.starts_with(['"', '\''])).then(|| {
        let fix = "write a comma between the two texts".to_string();
        (front.len(), 1, "a `,` is missing before this text".to_string(), fix)
    })
}

/// A bracket above that nothing closes before the next line as far left as its own.
fn bracket(page: &Page, line: usize) -> Option<(usize, Omitted)> {
    for above in (line.saturating_sub(ABOVE).max(1)..line).rev() {
        let text = page.line(above);
        let stack = open_brackets(text)?;
        let Some((i, c)) = stack.first().copied() else { continue };
        let margin = key(text).map_or(indent(text), |(begin, _)| begin);
        let starts_anew = |text: &str| {
            let begins = is_keyed(text) || text.trim_start().starts_with("- ");
            begins && indent(text) <= margin
        };
        if !(above + 1..=line).any(|line| starts_anew(page.line(line))) {
            return None;
        }
        let fix = if c == '[' { "add the `]` where its list ends" } else { "add the `}` where it ends" };
        return Some((above, (i, 1, format!("this `{c}` is never closed"), fix.to_string())));
    }
    None
}

/// The brackets that a line opens and does not close; nothing where it closes more than it opens.
fn open_brackets(text: &str) -> Option<Vec<(usize, char)>> {
    let mut stack: Vec<(usize, char)> = vec![];
    let mut quote = None;
    let mut last = ' ';
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(last, ' ' | '[' | '{' | ',') => quote = Some(c),
            (None, '#') if last == ' ' => break,
            (None, '[' | '{') if !stack.is_empty() || begins(&text[..i]) => stack.push((i, c)),
            (None, ']' | '}') if stack.is_empty() && text[..i].trim().is_empty() => return None,
            (None, ']' | '}') => drop(stack.pop()),
            (None, _) => {}
        }
        last = c;
    }
    Some(stack)
}

/// Whether a value can begin behind this.
fn begins(front: &str) -> bool {
    let front = front.trim_end();
    front.is_empty() || front.ends_with([':', '-'])
}

/// A list whose first entry has no dash, where a later one does.
fn dash(page: &Page, line: usize) -> Option<(usize, Omitted)> {
    let text = page.line(line);
    if !text.trim_start().starts_with("- ") {
        return None;
    }
    let mut first = None;
    for above in (line.saturating_sub(ABOVE).max(1)..line).rev() {
        let upper = page.line(above);
        if is_empty(upper) {
            continue;
        }
        if upper.trim_start().starts_with("- ") {
            return None;
        }
        let heads = indent(upper) <= indent(text) && is_keyed(upper) && upper.trim_end().ends_with(':');
        if heads {
            break;
        }
        first = Some(above);
    }
    let first = first.filter(|first| is_keyed(page.line(*first)))?;
    let message = "this first entry has no `- ` in front of it".to_string();
    let fix = "each entry of a list begins with `- `; what belongs to it stands two blanks further right".to_string();
    Some((first, (indent(page.line(first)), 1, message, fix)))
}
