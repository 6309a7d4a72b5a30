//! From bytes to a tree of nodes with their spans; every fault of the text itself is noted on the way.
//!
//! The tree is built from the parser's events: a scalar stays the text that was written (`NO`, `1.10` and `0044` too), tags
//! and merge keys are refused, a key that comes twice is told with both lines, and hostile files meet a budget at once.

mod build;
mod hint;
mod omit;
mod raw;
mod slip;

use super::place::{Located, Span};

pub use build::parse;
pub use raw::{MAX_BYTES, lost_ids, page};

/// How deep lists and maps may stand in each other.
pub const MAX_DEPTH: usize = 24;
/// How many values and keys a file may hold.
pub const MAX_NODES: usize = 200_000;
/// How many anchors a file may set.
pub const MAX_ANCHORS: usize = 50;
/// How many values aliases may repeat.
pub const MAX_REPLAYED: usize = 20_000;
/// How many bytes of text aliases may repeat.
pub const MAX_REPLAYED_BYTES: usize = 1 << 22;

/// A value in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub at: Span,
    /// What it is.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text as it was written; `plain` without quotes or a block mark.
    Scalar {
        /// The text.
        text: String,
        /// Whether it stands without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, its keys in order.
    Map(Vec<(Located<String>, Node)>),
}

impl Node {
    /// What it is, in a word for people.
    pub fn what(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_nothing() => "nothing",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "keys",
        }
    }

    /// Whether nothing was given: no text, `~` or `null`.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Takes out every part that stands at this span; false where it is the whole.
    pub fn cut(&mut self, at: Span) -> bool {
        if self.at == at {
            return false;
        }
        match &mut self.value {
            Value::Scalar { .. } => {}
            Value::List(list) => list.retain_mut(|node| node.cut(at)),
            Value::Map(pairs) => pairs.retain_mut(|(key, node)| key.at != at && node.cut(at)),
        }
        true
    }

    /// Every text that stands under a key called `id`, at any depth.
    pub fn ids(&self, found: &mut Vec<String>) {
        match &self.value {
            Value::Scalar { .. } => {}
            Value::List(list) => list.iter().for_each(|node| node.ids(found)),
            Value::Map(pairs) => {
                for (key, node) in pairs {
                    match &node.value {
                        Value::Scalar { text, .. } if key.value == "id" => found.push(text.clone()),
                        _ => node.ids(found),
                    }
                }
            }
        }
    }

    fn weight(&self) -> (usize, usize) {
        let add = |(n, b): (usize, usize), (m, c): (usize, usize)| (n + m, b + c);
        match &self.value {
            Value::Scalar { text, .. } => (1, text.len()),
            Value::List(list) => list.iter().map(Node::weight).fold((1, 0), add),
            Value::Map(pairs) => pairs.iter().map(|(k, v)| add((1, k.value.len()), v.weight())).fold((1, 0), add),
        }
    }
}

#[cfg(test)]
mod tests;
