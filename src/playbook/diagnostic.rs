//! What is wrong in a playbook, for its author: the place, the words, the line itself and how to mend it.
//!
//! Nothing raw from a file gets in here: every text has passed [`clean`].

use std::{fmt, ops::Range};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::text::clean;

use super::{fault::Fault, place::Page};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is left out.
    Error,
    /// The file loads.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// One fault at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the file is left out for it.
    pub severity: Severity,
    /// The kind of fault, such as `HK0401`; it never changes its meaning.
    pub code: &'static str,
    /// The file, as shown to people.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The column after the last marked character on that line.
    pub end_column: usize,
    /// The line as it stands, cleaned, and cut around the place where it is very long.
    pub source: String,
    /// What is wrong.
    pub message: String,
    /// What the mark under the line says, perhaps nothing.
    pub label: String,
    /// How to mend it, where that is known.
    pub fix: Option<String>,
    mark: Range<usize>,
}

/// How many characters of a line are shown before and after its mark.
const AROUND: usize = 80;
/// How many characters of a message are shown; more of them quote a text that is far too long.
const MESSAGE: usize = 300;

/// A message without the middle of what is far too long.
fn cut(text: String) -> String {
    let length = text.chars().count();
    if length <= MESSAGE {
        return text;
    }
    let front: String = text.chars().take(MESSAGE * 2 / 3).collect();
    let back: String = text.chars().skip(length - MESSAGE / 3).collect();
    format!("{front}…{back}")
}

impl Diagnostic {
    /// The fault as people see it, with its line from the page.
    pub fn new(fault: &Fault, page: &Page) -> Diagnostic {
        let (line, column) = page.place(fault.at.start as usize);
        let (last, end) = page.place(fault.at.end as usize);
        let text = page.line(line);
        let length = text.chars().count();
        let end_column = if last == line { end } else { length + 1 }.max(column);
        let from = (column - 1).saturating_sub(AROUND);
        let to = end_column.min(column + AROUND);
        let part = |from: usize, to: usize| {
            let part: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
            clean(&part)
        };
        let before = part(from, column - 1);
        let marked = part(column - 1, to - 1);
        let after = part(to - 1, to - 1 + AROUND);
        let front = if from > 0 { "…" } else { "" };
        let back = if to - 1 + AROUND < length { "…" } else { "" };
        let start = front.len() + before.len();
        Diagnostic {
            severity: fault.severity,
            code: fault.code,
            file: page.name.clone(),
            line,
            column,
            end_column,
            mark: start..start + marked.len(),
            source: format!("{front}{before}{marked}{after}{back}"),
            message: cut(clean(&fault.message)),
            label: cut(clean(&fault.label)),
            fix: fault.fix.as_deref().map(|fix| cut(clean(fix))),
        }
    }

    /// Whether the file is left out for it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// `parcels.yaml:41:7`
    pub fn at(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }

    /// The place and the message in one line.
    pub fn one_line(&self) -> String {
        format!("{} {}", self.at(), self.message)
    }

    /// As a compiler would print it, in plain text: place, message, the line with its mark, and how to mend it. Every
    /// row ends with a line break.
    pub fn render(&self) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mark = AnnotationKind::Primary.span(self.mark.clone());
        let mark = if self.label.is_empty() { mark } else { mark.label(self.label.as_str()) };
        let mut group = level
            .primary_title(self.message.as_str())
            .id(self.code)
            .element(Snippet::source(self.source.as_str()).line_start(self.line).fold(false).annotation(mark));
        if let Some(fix) = &self.fix {
            group = group.element(Level::HELP.message(fix.as_str()));
        }
        let report = [group];
        let mut out = format!("{}: {}", self.at(), Renderer::plain().render(&report));
        out.push('\n');
        out
    }

    /// For programs: one object.
    pub fn to_json(&self) -> Value {
        json!({
            "severity": self.severity.to_string(),
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_column": self.end_column,
            "message": self.message,
            "fix": self.fix,
        })
    }
}

#[cfg(test)]
mod tests;
