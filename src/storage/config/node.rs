//! A YAML text as nodes with places, so that every fault in it can be told and not only the first.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::MergeKeyPolicy;
use serde_yaml::{Location, Options, Spanned};

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Nothing.
    Empty,
    /// `true` or `false`, and nothing else.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number,
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Spanned<Node>>),
    /// A map, in order.
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
}

impl Node {
    /// What it is, for people.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Node::Empty => "nothing",
            Node::Bool(_) => "true or false",
            Node::Whole(_) | Node::Number => "a number",
            Node::Text(_) => "text",
            Node::List(_) => "a list",
            Node::Map(_) => "a map",
        }
    }
}

/// Why a text is no YAML that is taken here.
pub(super) struct Broken {
    pub(super) at: Location,
    pub(super) message: String,
    pub(super) fix: &'static str,
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Result<Spanned<Node>, Broken> {
    let mut options = Options::default();
    options.strict_booleans = true;
    options.with_snippet = false;
    options.reject_unsupported_tags = true;
    options.merge_keys = MergeKeyPolicy::Error;
    options.budget =
        serde_yaml::budget! { max_nodes: 2_000, max_depth: 8, max_events: 5_000, max_anchors: 0, max_aliases: 0 };
    serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let message = error.without_snippet().to_string();
        let at = error.location().unwrap_or(Location::UNKNOWN);
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message).to_owned();
        let message = message.split(", set DuplicateKeyPolicy").next().unwrap_or_default().to_owned();
        let message = match message.strip_prefix("budget breached") {
            Some(which) if which.contains("nchor") || which.contains("lias") => "anchors are not taken here".to_owned(),
            Some(_) => "it is too deep or too long".to_owned(),
            None => message,
        };
        Broken { at, fix: fix(&message), message }
    })
}

/// What to do about an error of the parser.
fn fix(message: &str) -> &'static str {
    let table = [
        ("duplicate", "keep one of them"),
        ("merge key", "write the keys out"),
        ("anchor", "write the value out at each place"),
        ("alias", "write the value out at each place"),
        ("too deep", "make it simpler"),
        ("tab", "indent with blanks"),
        ("mapping values", "put text with `: ` in it in quotes"),
        ("quote", "close the quote"),
        ("bracket", "close the bracket"),
        ("tag", "leave the tag out"),
        ("documents", "keep one document"),
        ("unexpected character", "put the text in quotes"),
    ];
    table.iter().find(|(part, _)| message.contains(part)).map_or("correct the YAML here", |(_, fix)| fix)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Node, D::Error> {
        from.deserialize_any(Reader)
    }
}

/// Takes whatever comes.
struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Empty)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(Reader)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::Number, Node::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = from.next_element()? {
            list.push(value);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = from.next_entry()? {
            map.push(entry);
        }
        Ok(Node::Map(map))
    }
}
