//! What a playbook may hold, for editors and authors: a JSON Schema made from the shapes, and the kinds of things in it.

use schemars::{Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::{Map, Value, json};

use super::source::FileSource;

/// The comment by which an editor finds the schema, before its path.
pub const EDITOR_LINE: &str = "# yaml-language-server: $schema=";

/// The schema (draft-07, which editors' YAML servers read), as JSON.
pub fn value() -> Value {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(plain as fn(&mut Schema)));
    settings.into_generator().into_root_schema_for::<FileSource>().to_value()
}

/// The schema as text, ready to be kept in a file.
pub fn text() -> String {
    format!("{:#}\n", value())
}

/// As hearken reads YAML: nothing is never a value, text is text whatever it looks like and is not empty.
fn plain(schema: &mut Schema) {
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [kind] = kinds.as_slice() {
            let kind = kind.clone();
            schema.insert("type".into(), kind);
        }
    }
    if let Some(Value::Array(ways)) = schema.get_mut("anyOf") {
        ways.retain(|way| way["type"] != "null");
        if let [way] = ways.as_slice() {
            // Beside a reference nothing else is read in this draft.
            let (key, way) = match &way["anyOf"] {
                Value::Null => ("allOf", json!([way])),
                ways => ("anyOf", ways.clone()),
            };
            schema.remove("anyOf");
            schema.insert(key.into(), way);
        }
    }
    let free = schema.get("enum").or(schema.get("pattern")).is_none();
    if free && schema.get("type").is_some_and(|kind| kind == "string") {
        schema.insert("type".into(), json!(["string", "number"]));
        schema.insert("minLength".into(), 1.into());
    }
    schema.remove("format");
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// The schema as it is walked by those who write from it.
pub struct Shapes(Value);

/// What is said of a field or a thing.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    all: &'a Value,
    own: &'a Value,
}

impl Shapes {
    /// The shapes of everything.
    pub fn all() -> Shapes {
        Shapes(value())
    }

    /// The whole file.
    pub fn file(&self) -> Shape<'_> {
        Shape { all: &self.0, own: &self.0 }
    }
}

impl<'a> Shape<'a> {
    /// The fields in their order.
    pub fn fields(self) -> impl Iterator<Item = (&'a str, Shape<'a>)> {
        let fields = self.own["properties"].as_object().map(Map::iter);
        fields.into_iter().flatten().map(move |(name, own)| (name.as_str(), Shape { own, ..self }))
    }

    /// The thing that this field holds, or each entry of the list that it holds.
    pub fn thing(self) -> Option<Shape<'a>> {
        let named = |own: &'a Value| own["$ref"].as_str().and_then(|path| self.all.pointer(path.strip_prefix('#')?));
        let held = [self.own, &self.own["items"], &self.own["allOf"][0]].into_iter().find_map(named)?;
        Some(Shape { own: held, ..self })
    }

    /// What a thing is called, such as `framework`.
    pub fn name(self) -> Option<&'a str> {
        let of = |own: &'a Value| own["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        [self.own, &self.own["items"], &self.own["allOf"][0]].into_iter().find_map(of)
    }

    /// Whether this field holds a list and nothing else.
    pub fn is_list(self) -> bool {
        self.own["type"] == "array"
    }

    /// What it is, for people: at first one sentence that stands alone.
    pub fn description(self) -> &'a str {
        self.own["description"].as_str().unwrap_or_default()
    }

    /// The first sentence of it.
    pub fn sentence(self) -> &'a str {
        let text = self.description();
        text.find(". ").map_or(text, |end| &text[..=end])
    }

    /// The words of which it is one, if it is.
    pub fn words(self) -> impl Iterator<Item = &'a str> {
        self.own["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    /// Whether a new thing is not whole without this field.
    pub fn is_needed(self) -> bool {
        self.own[super::source::form::NEEDED] == true
    }

    /// Whether a skeleton has it switched on.
    pub fn is_shown(self) -> bool {
        self.is_needed() || self.own[super::source::form::SHOWN] == true
    }

    /// Whether it is an id that stands inside another, without `.`.
    pub fn is_inner_id(self) -> bool {
        self.own["pattern"] == super::source::form::ID
    }

    /// What could stand here.
    pub fn example(self) -> Option<&'a Value> {
        self.own["examples"].get(0)
    }

    /// What sort of value it is, for people.
    pub fn sort(self) -> &'static str {
        let list = self.is_list();
        match self.own["type"].as_str() {
            _ if self.thing().is_some() && !list => "keys",
            _ if list && self.thing().is_some() => "list",
            _ if list => "list of texts",
            Some("boolean") => "true or false",
            Some("integer") => "number",
            _ if self.own["anyOf"].is_array() => "id or list of ids",
            _ if self.own["enum"].is_array() => "one word",
            _ => "text",
        }
    }
}

/// What the things behind a key of the file are called one by one: `industries`, `industry`.
pub fn one_of(key: &str) -> String {
    match key.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if key == "reacts" => "reaction".to_string(),
        None if key == "criteria" => "criterion".to_string(),
        None if key.ends_with("ss") => key.to_string(),
        None => key.strip_suffix('s').unwrap_or(key).to_string(),
    }
}

#[cfg(test)]
mod tests;
