//! A first file of a kind, to be changed by someone who has never seen one: sound as it stands, a remark on every field,
//! made from the same lines that editors and the reference read.

use serde_json::Value;

use super::{
    check::nearest,
    print::scalar,
    schema::{EDITOR_LINE, Shape, Shapes, one_of},
    source::form::MAX_ID,
};
use crate::text::clean;

/// The kind that is a small whole: a topic and a phrase for it.
const WHOLE: &str = "playbook";

/// Why there is no such skeleton, and what would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

/// The kinds there are skeletons of.
pub fn kinds() -> Vec<String> {
    let shapes = Shapes::all();
    let lists = shapes.file().fields().filter(|(_, field)| field.is_list()).map(|(key, _)| one_of(key));
    std::iter::once(WHOLE.to_string()).chain(lists).collect()
}

/// A skeleton of this kind for a thing with this id.
///
/// # Errors
/// Where there is no such kind, or this cannot be an id.
pub fn skeleton(kind: &str, id: &str) -> Result<String, Trouble> {
    let shapes = Shapes::all();
    let key = key(&shapes, kind)?;
    let thing = key.and_then(|(_, list)| list.thing());
    let inner = thing.is_some_and(|thing| thing.fields().any(|(name, field)| name == "id" && field.is_inner_id()));
    let place = place(key.map(|(name, _)| name), id);
    // Its phrase takes two letters more.
    sound(id, !inner, if place.is_some() { MAX_ID - 2 } else { MAX_ID })?;
    // No wider than its place on the screen.
    let wide = if key.is_some_and(|(name, _)| name == "callers") { 28 } else { 40 };
    let title: String = title(id).chars().take(wide).collect::<String>().trim_end().to_string();
    let mut page = Page { out: head() };
    for (name, field) in shapes.file().fields().filter(|(name, _)| *name == "title") {
        page.remark(0, field);
        page.line(0, None, &format!("{name}: {}\n", scalar(&title)));
    }
    let short: String = id.split(['-', '.']).next().unwrap_or(id).chars().take(11).collect();
    let id_and = |own: &str| vec![("id", own.to_string()), ("title", scalar(&title)), ("short", scalar(&short))];
    let lists = shapes.file();
    let list = |wanted: &str| lists.fields().find(|(name, _)| *name == wanted);
    if let Some((name, shape)) = key.or_else(|| list("topics")) {
        page.list(name, shape, id, &id_and(id));
    }
    if let Some((place, (name, shape))) = place.zip(list("phrases")) {
        let phrase = format!("{id}-1");
        page.list(name, shape, &phrase, &[("id", phrase.clone()), ("for", place)]);
    }
    Ok(page.out.trim_end().to_string() + "\n")
}

/// Where the phrase of a skeleton belongs: a topic, a scenario or the first step of a framework says nothing without one.
fn place(list: Option<&str>, id: &str) -> Option<String> {
    match list {
        None | Some("scenarios") => Some(id.to_string()),
        // The example of a step's id.
        Some("frameworks") => Some(format!("{id}.greet")),
        Some(_) => None,
    }
}

/// What every file begins with.
fn head() -> String {
    format!(
        "{EDITOR_LINE}playbook.schema.json\n\
         # The line above lets an editor help while you type: hearken playbook schema > playbook.schema.json\n\
         # Lines that begin with # are remarks. A field that is switched off works once its # is taken away.\n\
         # When you have changed it: hearken playbook check --strict, and the name of this file.\n\n"
    )
}

/// The key of a kind and its list; none for a whole.
fn key<'s>(shapes: &'s Shapes, kind: &str) -> Result<Option<(&'s str, Shape<'s>)>, Trouble> {
    if kind == WHOLE {
        return Ok(None);
    }
    let mut lists = shapes.file().fields().filter(|(_, field)| field.is_list());
    if let Some(found) = lists.find(|(name, _)| *name == kind || one_of(name) == kind) {
        return Ok(Some(found));
    }
    let kinds = kinds();
    let near = nearest(kind, kinds.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`? "));
    Err(Trouble {
        message: format!("there is no kind `{}`", clean(kind)),
        hint: format!("{}there are {}", near.unwrap_or_default(), kinds.join(", ")),
    })
}

/// Whether this can be an id.
fn sound(id: &str, dots: bool, longest: usize) -> Result<(), Trouble> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || (dots && c == '.');
    let mut near: String = id.trim().chars().map(|c| if good(c) { c } else { '-' }).collect();
    while near.contains("..") {
        near = near.replace("..", ".");
    }
    let edge = |c: char| !c.is_ascii_alphanumeric();
    let near: String = near.trim_matches(edge).chars().take(longest).collect();
    let near = near.trim_end_matches(edge);
    if near == id && !id.is_empty() {
        return Ok(());
    }
    let letters = if dots { "letters, digits, `-` and `.`" } else { "letters, digits and `-`" };
    let rule = format!("an id has {letters}, at most {longest}, and begins and ends with a letter or a digit");
    let hint = if near.is_empty() { rule } else { format!("did you mean `{near}`? {rule}") };
    Err(Trouble { message: format!("`{}` cannot be an id", clean(id)), hint })
}

/// An id as a name: `late-parcel`, `Late parcel`.
fn title(id: &str) -> String {
    let words = id.replace(['-', '.'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

struct Page {
    out: String,
}

impl Page {
    /// A line; `off` is the column at which it is switched off.
    fn line(&mut self, indent: usize, off: Option<usize>, text: &str) {
        let blanks = " ".repeat(indent);
        match off {
            Some(column) => self.out.push_str(&format!("{}#{}{text}\n", &blanks[..column], &blanks[column..])),
            None => self.out.push_str(&format!("{blanks}{text}\n")),
        }
    }

    /// What a field is, in one line.
    fn remark(&mut self, indent: usize, field: Shape<'_>) {
        let words: Vec<&str> = field.words().collect();
        let words = if words.is_empty() { String::new() } else { format!(" One of: {}.", words.join(", ")) };
        self.line(indent, None, &format!("# {}{words}", field.sentence()));
    }

    /// A key of the file with one entry.
    fn list(&mut self, name: &str, list: Shape<'_>, id: &str, own: &[(&str, String)]) {
        self.remark(0, list);
        self.line(0, None, &format!("{name}:"));
        match list.thing() {
            Some(thing) => self.fields(thing, 4, None, true, own),
            None => self.line(2, None, &format!("- {id}")),
        }
        self.out.push('\n');
    }

    /// The fields of a thing; `own` are the values of this one. The first field of an entry follows its dash.
    fn fields(&mut self, thing: Shape<'_>, indent: usize, off: Option<usize>, entry: bool, own: &[(&str, String)]) {
        let mut dash = entry;
        for (name, field) in thing.fields() {
            let given = own.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
            let value = given.or_else(|| field.example().filter(|_| field.thing().is_none()).map(value));
            if value.is_none() && field.thing().is_none() {
                continue;
            }
            let off = if field.is_shown() { off } else { off.or(Some(indent)) };
            let (at, mark) = if dash { (indent - 2, "- ") } else { (indent, "") };
            dash = false;
            self.remark(at, field);
            match (value, field.thing()) {
                (Some(value), _) => self.line(at, off, &format!("{mark}{name}: {value}")),
                (None, Some(below)) => {
                    self.line(at, off, &format!("{mark}{name}:"));
                    self.fields(below, indent + if field.is_list() { 4 } else { 2 }, off, field.is_list(), &[]);
                    let entries = field.example().and_then(Value::as_array).into_iter().flatten();
                    entries.skip(1).for_each(|entry| self.entry(below, indent + 4, off, entry));
                }
                (None, None) => {}
            }
        }
    }

    /// A further entry of a list that takes more than one to be whole: only what it holds.
    fn entry(&mut self, thing: Shape<'_>, indent: usize, off: Option<usize>, entry: &Value) {
        let held = thing.fields().filter_map(|(name, field)| Some((name, field, entry.get(name)?)));
        for (i, (name, field, held)) in held.enumerate() {
            let (at, mark) = if i == 0 { (indent - 2, "- ") } else { (indent, "") };
            self.remark(at, field);
            self.line(at, off, &format!("{mark}{name}: {}", value(held)));
        }
    }
}

/// An example as it is written.
fn value(example: &Value) -> String {
    match example {
        Value::String(text) => scalar(text),
        Value::Array(list) => format!("[{}]", list.iter().map(value).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
