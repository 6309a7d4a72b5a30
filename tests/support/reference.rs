//! The field reference in `playbooks/README.md`, made from the shapes of the language.

use std::fmt::Write;

use hearken::playbook::schema::{Shape, Shapes, one_of};

/// What stands before and after it.
pub const MARKS: [&str; 2] = ["<!-- fields: made by `cargo run --example reference` -->\n", "<!-- end of fields -->\n"];

/// The reference with its marks around it, in this text; nothing where the text has no marks.
pub fn renewed(text: &str) -> Option<String> {
    let (before, rest) = text.split_once(MARKS[0])?;
    let (_, after) = rest.split_once(MARKS[1])?;
    Some(format!("{before}{}{}{}{after}", MARKS[0], reference(), MARKS[1]))
}

/// Every key of a file and every field of what is behind it.
pub fn reference() -> String {
    let shapes = Shapes::all();
    let file = shapes.file();
    let mut out = format!("\n### The file\n\n{}\n", table(file));
    let mut things: Vec<(Vec<String>, Shape<'_>)> = vec![];
    collect(file, &mut things);
    for (names, thing) in things {
        let name = thing_name(&names);
        let keys: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        // Writing to a string cannot fail.
        let _ = write!(out, "\n### {name}\n\nBelow {}. {}\n\n{}", keys.join(", "), thing.description(), table(thing));
    }
    out + "\n"
}

/// What a thing is called: by the only key it stands below, or as a name to choose from.
fn thing_name(keys: &[String]) -> String {
    match keys {
        [key] => format!("A {}", one_of(key)).replace("A i", "An i").replace("A e", "An e"),
        _ => "A name to choose from".into(),
    }
}

/// The things below this one, each once, with the keys below which it stands.
fn collect<'s>(thing: Shape<'s>, things: &mut Vec<(Vec<String>, Shape<'s>)>) {
    for (key, field) in thing.fields() {
        let Some(below) = field.thing() else { continue };
        match things.iter_mut().find(|(_, known)| known.description() == below.description()) {
            Some((names, _)) if names.iter().any(|name| name == key) => {}
            Some((names, _)) => names.push(key.into()),
            None => {
                things.push((vec![key.into()], below));
                collect(below, things);
            }
        }
    }
}

fn table(thing: Shape<'_>) -> String {
    let mut out = String::from("| key | holds | what it is |\n|---|---|---|\n");
    for (key, field) in thing.fields() {
        let needed = if field.is_needed() { ", needed" } else { "" };
        let words: Vec<String> = field.words().map(|word| format!("`{word}`")).collect();
        let words = if words.is_empty() { String::new() } else { format!(" One of {}.", words.join(", ")) };
        let _ = writeln!(out, "| `{key}` | {}{needed} | {}{words} |", field.sort(), field.description());
    }
    out
}
