//! What went wrong where the text is no YAML, in words that say what to do: the parser knows the place where it gave up,
//! people want the place where the mistake is.

use serde_yaml::granit_parser::ErrorKind;

use super::{
    super::{
        fault::Fault,
        place::{Page, Span},
    },
    MAX_DEPTH, omit, slip,
};

/// Too many brackets or indents in each other.
pub fn too_deep(at: Span) -> Fault {
    let fault = Fault::error("HK0114", at, format!("lists and maps stand more than {MAX_DEPTH} deep in each other"));
    fault.fix("close the brackets sooner, or put text that begins with brackets into quotes")
}

/// A text of which a sign at its beginning leaves nothing.
pub fn no_text(file: u32, page: &Page, at: Span) -> Fault {
    let line = page.line_of(at.start as usize);
    let start = page.line(line).find('&').map_or(at.start as usize, |i| page.line_start(line) + i);
    let fault = Fault::error("HK0106", Span::new(file, start, start + 1), "text that begins with `&` needs quotes");
    fault.fix("put the whole text into double quotes")
}

/// The fault behind a parser error at byte `at`; `last` is where the last whole piece ended.
pub fn explain(file: u32, page: &Page, last: usize, at: usize, kind: &ErrorKind) -> Fault {
    let span = |start: usize, end: usize| Span::new(file, start, end);
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        return too_deep(span(at, at));
    }
    if let Some(tab) = tab(page, at, kind) {
        let fault = Fault::error("HK0107", span(tab, tab + 1), "a tab cannot indent a line");
        return fault.label("tab").fix("indent with blanks");
    }
    if is_escape(kind) {
        return escape(file, page, at);
    }
    if let Some(fault) = slip::find(file, page, at) {
        return fault;
    }
    let open = open_quote(&page.text, last, at).filter(|_| is_quote(kind));
    if open.is_none()
        && let Some(fault) = omit::find(file, page, at)
    {
        return fault;
    }
    if let Some(open) = open {
        let fault = Fault::error("HK0108", span(open, open + 1), "this quote is never closed");
        return fault.label("opened here").fix(closing(page, open));
    }
    if let Some(colon) = colon(page, last, at, kind) {
        let fault = Fault::error("HK0109", span(colon, colon + 1), "text that contains `: ` needs quotes");
        let curly = page.line(page.line_of(colon)).contains(['“', '”', '„']);
        return fault.label("read as a key").fix(if curly {
            "type the straight quotes `\"`: `“` and `”` are letters like any other"
        } else {
            "put the whole text into double quotes"
        });
    }
    let (message, fix) = match page.text[at..].chars().next() {
        Some('[') if is_bracket(kind) => ("this `[` is never closed".to_string(), "add the `]` where its list ends"),
        Some('{') if is_bracket(kind) => {
            ("this `{` is never closed".to_string(), "add the `}`; put text that starts with `{` into quotes")
        }
        _ => words(kind),
    };
    Fault::error("HK0106", span(at, at), message).fix(fix)
}

/// How to close the quote at byte `open`.
fn closing(page: &Page, open: usize) -> &'static str {
    let line = page.line(page.line_of(open));
    if page.text[open..].starts_with('"') && line.trim_end().ends_with(['“', '”', '„']) {
        "close it with the straight `\"` too: the curly quote at the end is a letter like any other"
    } else {
        "close it at the end of the text with the same quote"
    }
}

/// A tab among the blanks before the text, on the line of the error or beside it.
fn tab(page: &Page, at: usize, kind: &ErrorKind) -> Option<usize> {
    let line = page.line_of(at);
    let told = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let lines = if told { line.saturating_sub(1).max(1)..line + 2 } else { line..line + 1 };
    lines.into_iter().find_map(|line| {
        let text = page.line(line);
        let blank = text.len() - text.trim_start_matches([' ', '\t']).len();
        text[..blank].find('\t').map(|i| page.line_start(line) + i)
    })
}

fn is_bracket(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
    )
}

fn is_escape(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::InvalidLowSurrogate
            | ErrorKind::MissingLowSurrogate
            | ErrorKind::UnpairedLowSurrogate
            | ErrorKind::InvalidUnicodeEscape
    )
}

/// The first escape from byte `at` on that means nothing: the parser tells where the text begins.
fn escape(file: u32, page: &Page, at: usize) -> Fault {
    let rest = &page.text[at..];
    let mut chars = rest.char_indices();
    let mut start = at;
    while let Some((i, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let kind = chars.next().map_or('\u{FFFF}', |(_, kind)| kind);
        if !is_sound(kind, chars.as_str()) {
            start = at + i;
            break;
        }
    }
    let name: String = page.text[start..].chars().take(2).collect();
    let span = Span::new(file, start, start + name.len());
    let fault = Fault::error("HK0110", span, format!("`{name}` is no escape"));
    fault.fix("write `\\\\` for a backslash, or put the text into single quotes")
}

/// Whether `\` and this character make an escape, given what follows.
fn is_sound(kind: char, rest: &str) -> bool {
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return "0abtnvfre \"/\\N_LP\t\n\r".contains(kind),
    };
    let code = rest.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    code.is_some_and(|code| code <= u32::from(char::MAX))
}

fn is_quote(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::UnexpectedEof
            | ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::ExpectedBlockMappingKey
    )
}

/// The quote after `from` whose text is the mistake: not closed before `at`, or closed just there by the quote that was
/// to open a text on a later line.
fn open_quote(text: &str, from: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = from;
    let end = at.max(from).min(bytes.len());
    while i < end {
        let begins = i == 0 || matches!(bytes[i - 1], b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':');
        if !(begins && matches!(bytes[i], b'"' | b'\'')) {
            i += 1;
            continue;
        }
        let open = i;
        let Some(close) = closing_quote(bytes, open).filter(|close| *close < end) else { return Some(open) };
        let lines = bytes[open..close].contains(&b'\n');
        let meant_to_open = text.get(close + 1..end).is_some_and(|between| between.trim().is_empty());
        if lines && meant_to_open && bytes.get(close + 1).is_some_and(|byte| !b" \t\r\n,]}:".contains(byte)) {
            return Some(open);
        }
        i = close + 1;
    }
    None
}

/// The quote that closes the text which the quote at `open` opens.
fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let quote = bytes[open];
    let mut i = open + 1;
    loop {
        match bytes.get(i)? {
            b'\\' if quote == b'"' => i += 2,
            b'\'' if quote == b'\'' && bytes.get(i + 1) == Some(&b'\'') => i += 2,
            byte if *byte == quote => return Some(i),
            _ => i += 1,
        }
    }
}

/// The second `: ` on a line whose value stands without quotes.
fn colon(page: &Page, last: usize, at: usize, kind: &ErrorKind) -> Option<usize> {
    let known = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::InvalidMappingValueWhitespace
            | ErrorKind::ExpectedBlockMappingKey
    );
    if !known {
        return None;
    }
    let line = page.line_of(at);
    let text = page.line(line);
    let start = page.line_start(line);
    let mut colons = text.match_indices(':').map(|(i, _)| i).filter(|i| {
        let rest = &text[i + 1..];
        rest.is_empty() || rest.starts_with(' ')
    });
    let first = colons.next()?;
    let second = colons.next()?;
    let value = text[first + 1..].trim_start();
    let key = text[..first].trim_start_matches([' ', '-']);
    let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>']) && !key.starts_with(['"', '\'', '[', '{']);
    (plain && start + second >= last.min(at)).then_some(start + second)
}

fn words(kind: &ErrorKind) -> (String, &'static str) {
    let quote = "close the quote before anything else follows; inside single quotes write '' for one";
    let (message, fix): (&str, &str) = match kind {
        ErrorKind::UnknownAnchor => ("text that begins with `*` needs quotes", "put the whole text into double quotes"),
        ErrorKind::InvalidTrailingSingleQuotedScalar => ("text goes on after its closing quote", quote),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("text goes on after its closing quote", "inside double quotes write \\\" for a quote")
        }
        ErrorKind::DirectiveDisallowed => {
            ("lines that start with `%` have no meaning in a playbook", "delete the line")
        }
        ErrorKind::UnclosedFlowCollection { open: '[' } | ErrorKind::UnexpectedEofFlowSequence => {
            ("a `[` is never closed", "add the `]`")
        }
        ErrorKind::UnclosedFlowCollection { .. } | ErrorKind::UnexpectedEofFlowMapping => {
            ("a `{` is never closed", "add the `}`; put text that starts with `{` into quotes")
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing", "put text with brackets into quotes")
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("a line such as `key: value` is expected here", "check the blanks in front and the `:` after the key")
        }
        ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::InvalidIndentation => {
            ("this line does not fit the ones above", "give it as many blanks in front as its neighbours have")
        }
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            ("a `,` or the closing bracket is expected here", "put text that contains `,` or brackets into quotes")
        }
        ErrorKind::UnexpectedCharacter { .. } => ("no text can start with this character", "put the text into quotes"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement | ErrorKind::MappingKeyNotAllowed => (
            "no `:` can follow here",
            "give the line as many blanks in front as its neighbours have, or put text that contains `: ` into quotes",
        ),
        _ => {
            ("from here on this cannot be read", "check the blanks in front, the quotes and the brackets on this line")
        }
    };
    (message.to_string(), fix)
}

#[cfg(test)]
mod tests;
