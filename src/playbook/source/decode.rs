//! From the node tree into the source shapes, through serde, with the place of every fault.
//!
//! serde stops at the first fault. So each thing of a list is read on its own; a faulty part is noted, cut out of the
//! tree, and the thing is read again, until it can be read or nothing is left of it.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};

use super::super::{
    check::nearest,
    fault::{Fault, Faults},
    place::{Located, Span},
    tree::{Node, Value},
};
use super::FileSource;

/// One text or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Many(pub Vec<Located<String>>);

/// Names by which the shapes ask the reader below for a place, or for one thing as a list of one.
const LOCATED: &str = "\u{1}located";
const MANY: &str = "\u{1}many";

/// A file as its author wrote it, with every fault in its shape noted. Nothing where it is no map at all.
pub fn read(root: Node, faults: &mut Faults) -> Option<FileSource> {
    let at = root.at;
    let what = root.what();
    let Value::Map(pairs) = root.value else {
        let fault = Fault::error("HK0204", at, format!("a playbook is keys with their texts; this is {what}"));
        faults.add(fault.fix("write `title: Parcel desk` on the first line, then `phrases:` with a list below it"));
        return None;
    };
    let mut file = FileSource { at, ..FileSource::default() };
    for (key, node) in pairs {
        if let Some(node) = file.set(&key.value, node, faults) {
            faults.add(unknown(key.at, &key.value, FileSource::KEYS));
            node.ids(&mut file.lost);
        }
    }
    Some(file)
}

/// What stands behind a key of the file.
pub(super) trait Entry {
    /// Reads it, with every fault noted and the ids that were lost.
    fn read(node: Node, faults: &mut Faults, lost: &mut Vec<String>) -> Self;
}

impl<T: DeserializeOwned> Entry for Option<Located<T>> {
    fn read(node: Node, faults: &mut Faults, lost: &mut Vec<String>) -> Self {
        thing(node, faults, lost)
    }
}

impl<T: DeserializeOwned> Entry for Vec<Located<T>> {
    fn read(node: Node, faults: &mut Faults, lost: &mut Vec<String>) -> Self {
        things(node, faults, lost)
    }
}

fn things<T: DeserializeOwned>(node: Node, faults: &mut Faults, lost: &mut Vec<String>) -> Vec<Located<T>> {
    if !matches!(node.value, Value::List(_)) {
        let what = node.what();
        let fault = Fault::error("HK0202", node.at, format!("a list is expected here, not {what}")).label(what);
        faults.add(fault.fix(shape(LIST, &node)));
        node.ids(lost);
    }
    let Value::List(list) = node.value else { return vec![] };
    list.into_iter().filter_map(|node| thing(node, faults, lost)).collect()
}

fn thing<T: DeserializeOwned>(mut node: Node, faults: &mut Faults, lost: &mut Vec<String>) -> Option<Located<T>> {
    loop {
        let error = match Located::<T>::deserialize(Reader(&node)) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        let at = error.at.unwrap_or(node.at);
        faults.add(match error.what {
            What::Shape(message, fix) => Fault::error("HK0202", at, message).fix(fix),
            What::Unknown(name, known) => unknown(at, &name, known),
        });
        if faults.is_full(at.file) || !node.cut(at) {
            node.ids(lost);
            return None;
        }
    }
}

fn unknown(at: Span, name: &str, known: &[&str]) -> Fault {
    let fault = Fault::error("HK0201", at, format!("there is no key `{name}` here")).label("unknown key");
    match nearest(name, known.iter().copied()) {
        Some(near) => fault.fix(format!("did you mean `{near}`?")),
        None => fault.fix(format!("possible here: {}", known.join(", "))),
    }
}

/// What may be expected at a place, as it is told.
const TEXT: &str = "text";
const LIST: &str = "a list";
const MAP: &str = "keys";
const FLAG: &str = "true or false";
const NUMBER: &str = "a whole number";
const SIGNED: &str = "a whole number, perhaps below zero";
const IDS: &str = "one id or a list of ids";

/// How to make what is expected out of what stands there.
fn shape(wanted: &str, found: &Node) -> &'static str {
    let text = match &found.value {
        Value::Scalar { text, .. } => text.to_lowercase(),
        _ => String::new(),
    };
    match wanted {
        _ if found.is_nothing() => "write something after the `:` or the `-`, or delete the line",
        TEXT => "write one text here; put it into quotes if it begins with a bracket or a brace",
        LIST if text.starts_with('-') || is_stuck(found) => {
            "a blank is missing after the `-`: write `- ` and then the key"
        }
        LIST => "put each entry on a line of its own that begins with `- `",
        FLAG if matches!(text.as_str(), "yes" | "on" | "y") => "write `true`, without quotes",
        FLAG if matches!(text.as_str(), "no" | "off" | "n") => "write `false`, without quotes",
        FLAG => "write `true` or `false`, without quotes",
        NUMBER => "write digits only, without quotes, such as 2",
        SIGNED => "write digits only, without quotes, such as -2 or 1",
        IDS => "write one id, or several in brackets: [one, two]",
        _ => "write keys here, each with its `:` and a blank",
    }
}

/// Whether the first key begins with the dash of an entry: `-id: x`.
fn is_stuck(found: &Node) -> bool {
    matches!(&found.value, Value::Map(pairs) if pairs.first().is_some_and(|(key, _)| key.value.starts_with('-')))
}

/// How to write a thing that has these keys, where something else stands.
fn keyed(known: &[&str], found: &Node) -> &'static str {
    let text = match &found.value {
        Value::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    let has = |key: &str| known.contains(&key);
    match text.split_once(':') {
        _ if found.is_nothing() => shape(MAP, found),
        Some((key, rest)) if has(key) && !rest.starts_with(' ') => "put a blank after the `:`",
        _ if has("why") && has("instead") && has("say") => {
            "write `say:`, `why:` and `instead:` below each other, each with its text"
        }
        _ if has("clock") => "write a key, its `:`, a blank and a word, such as `clock: hidden`",
        _ if has("know") => "write `id:`, `know:`, `hear:` and `say:`, each with its value",
        _ if has("by") => "write `id:`, `hear:`, `by:` and `why:`, each with its value",
        _ if has("moves") => "write `say:` and below it what has to be true, such as `moves: [own, timeframe]`",
        _ if has("from") => "write keys, each with its `:` and a blank, and `say:` with a list of texts",
        _ if has("yes") => "write `id:`, `title:`, `weight:`, `yes:` and `no:`, each with its value",
        _ if has("criteria") => "write `id:`, `title:` and `criteria:`, with a list below it",
        _ if has("why") && has("error") => "write `id:`, `title:` and `why:`, each with its text",
        _ if has("do") => "write `id:` and `do:`, each with its text: the text that stands here belongs to `do:`",
        _ if has("say") && has("for") => "write `id:`, `for:` and `say:`, each with its text",
        _ => "write `id:` and `title:`, each with its text",
    }
}

/// Why reading stopped, and at which node.
#[derive(Debug)]
struct Stop {
    at: Option<Span>,
    what: What,
}

#[derive(Debug)]
enum What {
    Shape(String, &'static str),
    Unknown(String, &'static [&'static str]),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Shape(text, _) | What::Unknown(text, _) => f.write_str(text),
        }
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Stop {
            at: None,
            what: What::Shape(message.to_string(), "write it as the other entries of its list are written"),
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Stop { at: None, what: What::Unknown(field.to_string(), expected) }
    }
}

impl Stop {
    /// The place of the innermost node wins.
    fn at(mut self, at: Span) -> Stop {
        self.at.get_or_insert(at);
        self
    }
}

#[derive(Clone, Copy)]
struct Reader<'a>(&'a Node);

impl<'a> Reader<'a> {
    fn expected(self, wanted: &str) -> Stop {
        let message = format!("{wanted} is expected here, not {}", self.0.what());
        Stop { at: Some(self.0.at), what: What::Shape(message, shape(wanted, self.0)) }
    }

    fn plain(self, wanted: &str) -> Result<&'a str, Stop> {
        match &self.0.value {
            Value::Scalar { text, plain: true } => Ok(text),
            _ => Err(self.expected(wanted)),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match &self.0.value {
            Value::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Value::List(list) => visitor.visit_seq(Elements(list.iter())),
            Value::Map(pairs) => visitor.visit_map(Pairs { pairs: pairs.iter(), value: None }),
        }
        .map_err(|stop| stop.at(self.0.at))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match &self.0.value {
            Value::Scalar { .. } if !self.0.is_nothing() => self.deserialize_any(visitor),
            _ => Err(self.expected(TEXT)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.plain(FLAG)? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(self.expected(FLAG)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let text = self.plain(NUMBER)?;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let number = text.parse().ok().filter(|_| digits).ok_or_else(|| self.expected(NUMBER))?;
        visitor.visit_u32(number)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        let text = self.plain(SIGNED)?;
        let digits = text.strip_prefix('-').unwrap_or(text).bytes().all(|b| b.is_ascii_digit());
        let number = text.parse().ok().filter(|_| digits).ok_or_else(|| self.expected(SIGNED))?;
        visitor.visit_i32(number)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match &self.0.value {
            Value::List(_) => self.deserialize_any(visitor),
            _ => Err(self.expected(LIST)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        match &self.0.value {
            _ if name == LOCATED => visitor.visit_seq(Place { node: self.0, part: 0 }),
            Value::Map(_) => self.deserialize_any(visitor),
            _ => {
                let message = format!("{MAP} are expected here, not {}", self.0.what());
                Err(Stop { at: Some(self.0.at), what: What::Shape(message, keyed(known, self.0)) })
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Stop> {
        match &self.0.value {
            Value::Scalar { .. } if name == MANY => visitor.visit_seq(Elements(std::slice::from_ref(self.0).iter())),
            Value::List(_) if name == MANY => self.deserialize_any(visitor),
            _ if name == MANY => Err(self.expected(IDS)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct map enum identifier ignored_any
    }
}

struct Elements<'a>(std::slice::Iter<'a, Node>);

impl<'a> SeqAccess<'a> for Elements<'a> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        self.0.next().map(|node| seed.deserialize(Reader(node)).map_err(|stop| stop.at(node.at))).transpose()
    }
}

struct Pairs<'a> {
    pairs: std::slice::Iter<'a, (Located<String>, Node)>,
    value: Option<&'a Node>,
}

impl<'a> MapAccess<'a> for Pairs<'a> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        let Some((key, node)) = self.pairs.next() else { return Ok(None) };
        self.value = Some(node);
        let name: de::value::StrDeserializer<'_, Stop> = key.value.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|stop| stop.at(key.at))
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let node = self.value.take().ok_or_else(|| de::Error::custom("a value without a key"))?;
        seed.deserialize(Reader(node)).map_err(|stop| stop.at(node.at))
    }
}

/// A node as file, start, end and value, for [`Located`].
struct Place<'a> {
    node: &'a Node,
    part: u8,
}

impl<'a> SeqAccess<'a> for Place<'a> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        let at = self.node.at;
        self.part += 1;
        match self.part {
            1 => seed.deserialize(at.file.into_deserializer()),
            2 => seed.deserialize(at.start.into_deserializer()),
            3 => seed.deserialize(at.end.into_deserializer()),
            4 => seed.deserialize(Reader(self.node)),
            _ => return Ok(None),
        }
        .map(Some)
    }
}

impl<'a, T: Deserialize<'a>> Deserialize<'a> for Located<T> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(LOCATED, &[], LocatedVisitor(PhantomData))
    }
}

struct LocatedVisitor<T>(PhantomData<T>);

impl<'a, T: Deserialize<'a>> Visitor<'a> for LocatedVisitor<T> {
    type Value = Located<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value in a playbook")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let mut next = || parts.next_element::<u32>()?.ok_or_else(|| de::Error::custom("no place"));
        let (file, start, end) = (next()?, next()?, next()?);
        let value = parts.next_element()?.ok_or_else(|| de::Error::custom("no value"))?;
        Ok(Located { value, at: Span { file, start, end } })
    }
}

impl<'a> Deserialize<'a> for Many {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MANY, ManyVisitor)
    }
}

struct ManyVisitor;

impl<'a> Visitor<'a> for ManyVisitor {
    type Value = Many;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one id or a list of ids")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<Many, A::Error> {
        let mut all = vec![];
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(Many(all))
    }
}
