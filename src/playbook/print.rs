//! Nodes as YAML that reads back as it was, with the place of each line beside it where that is asked for.

use crate::text::{clean, width};

use super::{
    place::Span,
    tree::{Node, Value},
};

/// How wide a list may be that stands on one line.
const WIDE: usize = 100;

/// Where something stands, if that is to be said.
type Place<'a> = &'a dyn Fn(Span) -> Option<String>;

/// A thing below the keys and ids that lead to it.
pub fn thing(trail: &[(&str, &str)], node: &Node, place: Place<'_>) -> String {
    let mut page = Page { out: String::new(), place };
    let mut indent = 0;
    for (i, (key, id)) in trail.iter().enumerate() {
        page.line(indent, &format!("{key}:"), None);
        if i + 1 < trail.len() {
            page.line(indent + 2, &format!("- id: {}", scalar(id)), None);
            indent += 4;
        }
    }
    page.entry(indent + 2, node);
    page.out
}

/// A value alone, on one line or several.
pub fn value(node: &Node) -> String {
    let mut page = Page { out: String::new(), place: &|_| None };
    match &node.value {
        Value::List(list) if inline(list).is_none() => list.iter().for_each(|entry| page.entry(0, entry)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, node)| page.field(0, &key.value, node)),
        _ => page.value("", 0, node),
    }
    page.out
}

struct Page<'a> {
    out: String,
    place: Place<'a>,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: &str, at: Option<Span>) {
        self.out.push_str(&format!("{:indent$}{text}", ""));
        if let Some(place) = at.and_then(|at| (self.place)(at)) {
            self.out.push_str(&format!("  # {place}"));
        }
        self.out.push('\n');
    }

    /// An entry of a list.
    fn entry(&mut self, indent: usize, node: &Node) {
        let Value::Map(pairs) = &node.value else { return self.value(&format!("{:indent$}- ", ""), indent + 2, node) };
        let from = self.out.len();
        for (key, node) in pairs {
            self.field(indent + 2, &key.value, node);
        }
        if pairs.is_empty() {
            self.line(indent + 2, "{}", Some(node.at));
        }
        self.out.replace_range(from + indent..from + indent + 1, "-");
    }

    fn field(&mut self, indent: usize, key: &str, node: &Node) {
        let head = format!("{:indent$}{key}:", "");
        match &node.value {
            Value::Map(pairs) if !pairs.is_empty() => {
                self.line(0, &head, None);
                pairs.iter().for_each(|(key, node)| self.field(indent + 2, &key.value, node));
            }
            Value::List(list) if inline(list).is_none() => {
                self.line(0, &head, None);
                list.iter().for_each(|entry| self.entry(indent + 2, entry));
            }
            _ => self.value(&format!("{head} "), indent + 2, node),
        }
    }

    /// What fits behind a key or a dash; further lines of a text stand at the indent.
    fn value(&mut self, head: &str, indent: usize, node: &Node) {
        match &node.value {
            Value::Map(_) => self.line(0, &format!("{head}{{}}"), Some(node.at)),
            Value::List(list) => {
                self.line(0, &format!("{head}{}", inline(list).unwrap_or_default()), Some(node.at));
            }
            Value::Scalar { text, plain: true } => self.line(0, &format!("{head}{}", clean(text)), Some(node.at)),
            Value::Scalar { text, .. } => match lines(text).as_slice() {
                [] => self.line(0, &format!("{head}\"\""), Some(node.at)),
                [one] => self.line(0, &format!("{head}{}", scalar(one)), Some(node.at)),
                // Where the author broke the line, the opening ends.
                many => {
                    self.line(0, &format!("{head}|-"), Some(node.at));
                    many.iter().for_each(|line| self.line(indent, line, None));
                }
            },
        }
    }
}

/// The lines of a text as they may be shown.
fn lines(text: &str) -> Vec<String> {
    let lines = text.trim().split('\n').map(|line| clean(line.trim()).trim().to_string());
    lines.filter(|line| !line.is_empty()).collect()
}

/// A list of short texts on one line.
fn inline(list: &[Node]) -> Option<String> {
    let text = |node: &Node| match &node.value {
        Value::Scalar { text, .. } => match lines(text).as_slice() {
            [one] => Some(scalar(one)),
            _ => None,
        },
        _ => None,
    };
    let texts: Vec<String> = list.iter().map(text).collect::<Option<_>>()?;
    let line = format!("[{}]", texts.join(", "));
    (width(&line) <= WIDE).then_some(line)
}

/// A text as YAML reads it back: in quotes unless it is a plain word.
pub(super) fn scalar(text: &str) -> String {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
    if word && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        text.to_string()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests;
