//! What each key of the settings may be.

use std::path::Path;

use serde_yaml::{Location, Spanned};

use crate::app::config::{Config, GlyphSet, Keep};
use crate::playbook::model::Id;
use crate::storage::config::node::{Node, parse};
use crate::storage::config::{Fault, LONGEST, Loaded, nearest};
use crate::text;

/// The keys, in the order they are written in.
pub(super) const KEYS: [&str; 18] = [
    "agent",
    "company",
    "country",
    "industry",
    "playbooks",
    "keep_notes",
    "keep_caller",
    "keep_days",
    "keep_practice",
    "keys",
    "theme",
    "glyphs",
    "lines",
    "cursor",
    "mouse",
    "reduced_motion",
    "support",
    "locked",
];

/// The most days that anything is kept: a hundred years.
const MOST_DAYS: i64 = 36_500;

/// The longest text, in characters.
const LONGEST_TEXT: usize = 200;

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The machine's, which may lock keys.
    System,
    /// The user's.
    User,
}

/// A fault without its file.
struct Wrong {
    at: Location,
    message: String,
    fix: String,
}

impl Wrong {
    fn new(at: Location, message: impl Into<String>, fix: impl Into<String>) -> Wrong {
        Wrong { at, message: message.into(), fix: fix.into() }
    }
}

/// Applies a file to what is loaded so far.
pub(super) fn apply(loaded: &mut Loaded, file: &Path, bytes: &[u8], whose: Whose) {
    let file = text::clean(&file.display().to_string());
    let at = |line, column, message: String, fix: String| Fault { file: file.clone(), line, column, message, fix };
    let text = match read_text(bytes) {
        Ok(text) => text,
        Err((line, column, message, fix)) => return loaded.faults.push(at(line, column, message, fix.to_owned())),
    };
    let mut wrong = Vec::new();
    match parse(text) {
        Err(broken) => wrong.push(Wrong::new(broken.at, broken.message, broken.fix)),
        Ok(Spanned { value: Node::Empty, .. }) => {}
        Ok(Spanned { value: Node::Map(entries), .. }) => {
            let locked = loaded.config.locked.clone();
            for (key, value) in &entries {
                let is_locked = whose == Whose::User && locked.contains(&key.value);
                let set = if is_locked { Err(lock(key)) } else { set(&mut loaded.config, text, key, value, whose) };
                wrong.extend(set.err());
            }
        }
        Ok(node) => {
            let message = format!("the settings are {}, not keys with values", node.value.kind());
            wrong.push(Wrong::new(node.referenced, message, "write lines such as `agent: Ann`"));
        }
    }
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).max(1);
    let located = |w: Wrong| at(place(w.at.line()), place(w.at.column()), text::clean(&w.message), w.fix);
    loaded.faults.extend(wrong.into_iter().map(located));
}

/// The bytes as text, without a mark of their order; else line, column, message and fix.
pub(super) fn read_text(bytes: &[u8]) -> Result<&str, (usize, usize, String, &'static str)> {
    if bytes.len() as u64 > LONGEST {
        return Err((1, 1, format!("it is longer than {LONGEST} bytes"), "shorten it"));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = String::from_utf8_lossy(&bytes[..e.valid_up_to()]).into_owned();
        let (line, last) = (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default());
        (line, last.chars().count() + 1, "it is not UTF-8".to_owned(), "save it as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn lock(key: &Spanned<String>) -> Wrong {
    Wrong::new(key.referenced, format!("`{}` is locked on this machine", key.value), "take the line out")
}

/// Sets one key.
fn set(
    config: &mut Config,
    source: &str,
    key: &Spanned<String>,
    value: &Spanned<Node>,
    whose: Whose,
) -> Result<(), Wrong> {
    let text = || as_text(source, value);
    match key.value.as_str() {
        "agent" => config.agent = Some(text()?),
        "company" => config.company = Some(text()?),
        "country" => config.country = Some(country(value, &text()?)?),
        "industry" => config.industry = Some(id(value, &text()?)?),
        "playbooks" => config.playbooks = texts(source, value)?,
        "keep_notes" => config.keep_notes = keep(value)?,
        "keep_caller" => config.keep_caller = keep(value)?,
        "keep_days" => config.keep_days = days(value, "a number of days from 1")?,
        "keep_practice" => config.keep_practice = Some(boolean(value)?),
        "keys" => {
            let Node::Map(entries) = &value.value else {
                return Err(expected(value, "acts with their keys", "write `act: key` below it"));
            };
            for (act, keys) in entries {
                config.keys.insert(text::clean(&act.value), texts(source, keys)?);
            }
        }
        "theme" => config.theme = Some(text()?),
        "glyphs" => config.glyphs = Some(one_of(value, &[("unicode", GlyphSet::Unicode), ("ascii", GlyphSet::Ascii)])?),
        "lines" => match value.value {
            Node::Whole(2) => config.lines = 2,
            Node::Whole(3) => config.lines = 3,
            _ => return Err(expected(value, "2 or 3", "write `lines: 3`")),
        },
        "cursor" => config.cursor_always = one_of(value, &[("auto", false), ("always", true)])?,
        "mouse" => config.mouse = boolean(value)?,
        "reduced_motion" => config.reduced_motion = boolean(value)?,
        "support" => config.support = Some(text()?),
        "locked" => config.locked = locked(source, key, value, whose)?,
        _ => return Err(unknown(key)),
    }
    Ok(())
}

/// A key that is not there.
fn unknown(key: &Spanned<String>) -> Wrong {
    let fix = match nearest(&key.value, &KEYS) {
        Some(name) => format!("write `{name}`"),
        None => format!("take the line out; the keys are {}", KEYS.join(", ")),
    };
    Wrong::new(key.referenced, format!("there is no setting `{}`", key.value), fix)
}

/// A value of another kind.
fn expected(value: &Spanned<Node>, wanted: &str, fix: &str) -> Wrong {
    let found = match &value.value {
        Node::Text(text) => format!("`{text}`"),
        Node::Whole(n) => format!("{n}"),
        node => node.kind().to_owned(),
    };
    Wrong::new(value.referenced, format!("{found} stands where {wanted} is expected"), fix)
}

/// Text, cleaned; a number is taken as it was typed.
fn as_text(source: &str, value: &Spanned<Node>) -> Result<String, Wrong> {
    let raw = match &value.value {
        Node::Text(text) => text.clone(),
        Node::Whole(_) | Node::Number => typed(source, value.referenced),
        _ => return Err(expected(value, "text", "write it as text, in quotes if need be")),
    };
    let cleaned = text::clean(raw.trim());
    if cleaned.is_empty() {
        return Err(Wrong::new(value.referenced, "the text is empty", "write something or take the line out"));
    }
    if cleaned.chars().count() > LONGEST_TEXT {
        let message = format!("the text is longer than {LONGEST_TEXT} characters");
        return Err(Wrong::new(value.referenced, message, "shorten it"));
    }
    Ok(cleaned)
}

/// The letters of a plain value, as they stand in the file.
fn typed(source: &str, at: Location) -> String {
    let span = at.span();
    let range = span.byte_offset().zip(span.byte_len()).and_then(|(start, length)| {
        let start = usize::try_from(start).ok()?;
        source.get(start..start + usize::try_from(length).ok()?)
    });
    range.unwrap_or_default().to_owned()
}

/// One text or a list of them.
fn texts(source: &str, value: &Spanned<Node>) -> Result<Vec<String>, Wrong> {
    match &value.value {
        Node::List(list) => list.iter().map(|one| as_text(source, one)).collect(),
        _ => Ok(vec![as_text(source, value)?]),
    }
}

fn country(value: &Spanned<Node>, name: &str) -> Result<String, Wrong> {
    let code = name.to_ascii_uppercase();
    let two_letters = code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase());
    match code.as_str() {
        "UK" => Err(Wrong::new(value.referenced, "`UK` is no ISO code of a country", "write `GB`")),
        _ if two_letters => Ok(code),
        _ => Err(expected(value, "a country's two letters", "write its ISO 3166 code, such as `GB` or `DE`")),
    }
}

fn id(value: &Spanned<Node>, name: &str) -> Result<Id, Wrong> {
    if name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.')) {
        return Ok(Id::from(name));
    }
    Err(expected(value, "an id", "use letters, digits, `-` and `.`"))
}

fn keep(value: &Spanned<Node>) -> Result<Keep, Wrong> {
    let wanted = "`never`, `until-wrapup` or a number of days from 1";
    match &value.value {
        Node::Text(text) if text == "never" => Ok(Keep::Never),
        Node::Text(text) if text == "until-wrapup" => Ok(Keep::UntilWrapUp),
        _ => days(value, wanted).map(Keep::Days),
    }
}

fn days(value: &Spanned<Node>, wanted: &str) -> Result<u32, Wrong> {
    match value.value {
        Node::Whole(n) if (1..=MOST_DAYS).contains(&n) => Ok(u32::try_from(n).unwrap_or(u32::MAX)),
        _ => Err(expected(value, wanted, &format!("write {wanted}, at most {MOST_DAYS}"))),
    }
}

fn boolean(value: &Spanned<Node>) -> Result<bool, Wrong> {
    match value.value {
        Node::Bool(is) => Ok(is),
        _ => Err(expected(value, "`true` or `false`", "write `true` or `false`")),
    }
}

fn one_of<T: Copy>(value: &Spanned<Node>, choices: &[(&str, T)]) -> Result<T, Wrong> {
    if let Node::Text(text) = &value.value
        && let Some((_, choice)) = choices.iter().find(|(name, _)| name == text)
    {
        return Ok(*choice);
    }
    let names: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
    let names = names.join(" or ");
    Err(expected(value, &names, &format!("write {names}")))
}

/// The keys that the machine's settings lock.
fn locked(source: &str, key: &Spanned<String>, value: &Spanned<Node>, whose: Whose) -> Result<Vec<String>, Wrong> {
    if whose == Whose::User {
        return Err(Wrong::new(key.referenced, "only the machine's settings lock keys", "take the line out"));
    }
    let names = texts(source, value)?;
    for (n, name) in names.iter().enumerate() {
        if !KEYS.contains(&name.as_str()) {
            let at = match &value.value {
                Node::List(list) => list[n].referenced,
                _ => value.referenced,
            };
            let fix = nearest(name, &KEYS).map_or("take it out".to_owned(), |near| format!("write `{near}`"));
            return Err(Wrong::new(at, format!("there is no setting `{name}` to lock"), fix));
        }
    }
    Ok(names)
}
