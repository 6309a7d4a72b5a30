//! From the source shapes back to nodes with places: what is in force, as it would be written, whoever wrote which part.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::{
    super::{
        place::{Located, Span},
        tree::{Node, Value},
    },
    decode::Many,
    form,
};

impl<T: Serialize> Serialize for Located<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.at.file, self.at.start, self.at.end, &self.value).serialize(serializer)
    }
}

impl Serialize for Many {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Lists of things, by their keys, as nodes; what was not given is not in them.
pub fn written<T: Serialize>(lists: &T) -> Vec<(String, Vec<Node>)> {
    let Ok(Json::Object(lists)) = serde_json::to_value(lists) else { return vec![] };
    let list = |list: Json| match list {
        Json::Array(things) => things.into_iter().filter_map(node).collect(),
        _ => vec![],
    };
    lists.into_iter().map(|(key, things)| (key, list(things))).collect()
}

/// A located value: file, start, end and what it holds.
fn node(located: Json) -> Option<Node> {
    let Json::Array(parts) = located else { return None };
    let [file, start, end, value] = <[Json; 4]>::try_from(parts).ok()?;
    let number = |part: Json| part.as_u64().and_then(|number| u32::try_from(number).ok());
    let at = Span { file: number(file)?, start: number(start)?, end: number(end)? };
    let plain = |text: String| Value::Scalar { text, plain: true };
    let value = match value {
        Json::String(text) => Value::Scalar { text, plain: false },
        Json::Array(list) => Value::List(list.into_iter().filter_map(node).collect()),
        Json::Object(fields) => {
            let field = |(key, value)| node(value).map(|node: Node| (Located { value: key, at: node.at }, node));
            Value::Map(fields.into_iter().filter_map(field).collect())
        }
        other => plain(other.to_string()),
    };
    Some(Node { at, value })
}

impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl JsonSchema for Many {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "many".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut one = generator.subschema_for::<String>();
        let mut several = generator.subschema_for::<Vec<String>>();
        form::reference(&mut one);
        form::references(&mut several);
        json_schema!({"anyOf": [one, several]})
    }
}
