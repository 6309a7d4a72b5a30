//! What a layer changes against those below it: things added, things removed and by which line, and of things changed each
//! field with what it was and what it is.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::{
    edition::{Edition, Lists, fields, ids, kind, place, things},
    model::{Layer, Origin},
    print,
    tree::{Node, Value},
};
use crate::text::clean;

/// What a layer does to one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which layer.
    pub layer: Layer,
    /// What the thing is, in a word: `phrase`, `step`, `item`.
    pub kind: String,
    /// Its full id.
    pub id: String,
    /// What is done to it.
    pub what: What,
}

/// What is done to a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new, as a whole.
    Added(Told),
    /// It is gone.
    Removed {
        /// The line that asked for it.
        by: Option<Origin>,
        /// Where it stood.
        was: Origin,
    },
    /// Some of its fields are others.
    Changed(Vec<Field>),
}

/// A field that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key; inside a group of keys with a `.`: `room.clock`.
    pub name: String,
    /// What it was, if it was there.
    pub old: Option<Told>,
    /// What it is, if it still is.
    pub new: Option<Told>,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// As YAML, one line or several.
    pub text: String,
    /// For programs.
    pub json: Json,
    /// Where.
    pub at: Origin,
}

/// Notes every change from `below` to what a layer makes of it.
pub(super) fn compare(edition: &Edition, layer: Layer, below: &Lists, above: &Lists, changes: &mut Vec<Change>) {
    let mut comparing = Comparing { edition, layer, changes };
    for (key, new) in above {
        let old = below.iter().find(|(name, _)| name == key).map_or(&[][..], |(_, old)| old);
        comparing.list(key, "", old, new);
    }
}

struct Comparing<'a> {
    edition: &'a Edition,
    layer: Layer,
    changes: &'a mut Vec<Change>,
}

impl Comparing<'_> {
    fn list(&mut self, key: &str, outer: &str, old: &[Node], new: &[Node]) {
        let mut before: std::collections::HashMap<&str, &Node> =
            old.iter().filter_map(|node| Some((ids(node, outer)?.0, node))).collect();
        for node in new {
            let Some((own, full)) = ids(node, outer) else { continue };
            match before.remove(own) {
                None => self.note(key, full, What::Added(self.told(node))),
                Some(old) => self.thing(key, full, old, node),
            }
        }
        for node in old {
            if let Some((own, full)) = ids(node, outer)
                && before.contains_key(own)
            {
                let by = self.edition.removal(self.layer, &full);
                self.note(key, full, What::Removed { by, was: self.edition.origin(node.at) });
            }
        }
    }

    fn thing(&mut self, key: &str, full: String, old: &Node, new: &Node) {
        let mut changed = vec![];
        self.fields("", old, new, &mut changed);
        if !changed.is_empty() {
            self.note(key, full.clone(), What::Changed(changed));
        }
        // Parts with ids are things of their own.
        let empty = &[][..];
        let mut seen = vec![];
        for (name, part) in fields(new).chain(fields(old)).filter_map(|(name, node)| Some((name, things(node)?))) {
            let of = |node| fields(node).find(|(key, _)| *key == name).and_then(|(_, node)| things(node));
            if !seen.contains(&name) && !part.is_empty() {
                seen.push(name);
                self.list(name, &full, of(old).unwrap_or(empty), of(new).unwrap_or(empty));
            }
        }
    }

    /// Notes the fields that are not what they were; those that hold parts with ids aside.
    fn fields(&self, outer: &str, old: &Node, new: &Node, changed: &mut Vec<Field>) {
        let names = fields(new).chain(fields(old)).map(|(name, _)| name);
        let mut seen: Vec<&str> = vec![];
        for name in names {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let of = |node| fields(node).find(|(key, _)| *key == name).map(|(_, node)| node);
            let (old, new) = (of(old), of(new));
            let full = if outer.is_empty() { name.to_string() } else { format!("{outer}.{name}") };
            match (old, new) {
                (Some(old), Some(new)) if same(old, new) => {}
                (Some(old), Some(new)) if is_map(old) && is_map(new) => self.fields(&full, old, new, changed),
                (old, new) if [old, new].into_iter().flatten().any(|node| things(node).is_some()) => {}
                (old, new) => {
                    let told = |node: Option<&Node>| node.map(|node| self.told(node));
                    changed.push(Field { name: full, old: told(old), new: told(new) });
                }
            }
        }
    }

    fn note(&mut self, key: &str, id: String, what: What) {
        self.changes.push(Change { layer: self.layer, kind: kind(key), id: clean(&id), what });
    }

    fn told(&self, node: &Node) -> Told {
        Told { text: print::value(node), json: json(node), at: self.edition.origin(node.at) }
    }
}

fn is_map(node: &Node) -> bool {
    matches!(node.value, Value::Map(_))
}

/// Whether two nodes say the same, wherever they stand.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Scalar { text: a, .. }, Value::Scalar { text: b, .. }) => a == b,
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((k, a), (l, b))| k.value == l.value && same(a, b))
        }
        _ => false,
    }
}

/// A node for programs.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Scalar { text, plain: true } => text.parse().unwrap_or_else(|_| clean(text).into()),
        Value::Scalar { text, .. } => clean(text.trim()).into(),
        Value::List(list) => list.iter().map(json).collect(),
        Value::Map(pairs) => Json::Object(pairs.iter().map(|(key, node)| (key.value.clone(), json(node))).collect()),
    }
}

impl Change {
    /// For people: the marks of a diff in the first column, and words.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = match &self.what {
            What::Added(told) => writeln!(out, "+ {} {}: added at {}", self.kind, self.id, place(&told.at)).map(|()| {
                told.text.lines().for_each(|line| out.push_str(&format!("+     {line}\n")));
            }),
            What::Removed { by, was } => {
                let by = by.as_ref().map_or(String::new(), |by| format!(" by {}", place(by)));
                writeln!(out, "- {} {}: removed{by}, was at {}", self.kind, self.id, place(was))
            }
            What::Changed(changed) => {
                let head = writeln!(out, "~ {} {}: changed", self.kind, self.id);
                changed.iter().for_each(|field| out.push_str(&field.lines()));
                head
            }
        };
        out
    }

    /// For programs: one object.
    pub fn to_json(&self) -> Json {
        let mut all = json!({"layer": self.layer.to_string(), "kind": self.kind, "id": self.id});
        let more = match &self.what {
            What::Added(told) => json!({"change": "added", "new": told.json, "new_at": place(&told.at)}),
            What::Removed { by, was } => {
                json!({"change": "removed", "removed_at": by.as_ref().map(place), "old_at": place(was)})
            }
            What::Changed(changed) => {
                let fields: Vec<Json> = changed.iter().map(Field::to_json).collect();
                json!({"change": "changed", "fields": fields})
            }
        };
        if let (Json::Object(all), Json::Object(more)) = (&mut all, more) {
            all.extend(more);
        }
        all
    }
}

impl Field {
    fn lines(&self) -> String {
        let mut out = format!("    {}:\n", self.name);
        for (mark, told, word) in [('-', &self.old, "was"), ('+', &self.new, "is")] {
            let Some(told) = told else { continue };
            out.push_str(&format!("{mark}     {word} at {}\n", place(&told.at)));
            told.text.lines().for_each(|line| out.push_str(&format!("{mark}       {line}\n")));
        }
        out
    }

    fn to_json(&self) -> Json {
        let side = |told: &Option<Told>| told.as_ref().map(|told| (told.json.clone(), place(&told.at))).unzip();
        let ((old, old_at), (new, new_at)) = (side(&self.old), side(&self.new));
        json!({"field": self.name, "old": old, "old_at": old_at, "new": new, "new_at": new_at})
    }
}

#[cfg(test)]
mod tests;
