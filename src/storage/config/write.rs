//! Settings back to the user's file: only the lines of what changed, the rest as the user wrote it.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use crate::app::config::{Config, GlyphSet, Keep};
use crate::storage::config::node::{Node, parse};
use crate::storage::config::read::{self, KEYS, Whose};
use crate::storage::config::{Fault, Loaded, bytes, load_files};
use crate::storage::{StorageError, paths};

/// What a file begins with that hearken makes.
const HEAD: &str = "# hearken's settings; `hearken --help` and the manual name the keys.\n";

/// Writes what differs from the settings in force to the user's file, whole or not at all. Comments and lines of other
/// keys stay where the file is one key a line. A file with faults is not touched, nor is a locked key changed.
///
/// # Errors
/// Where the file cannot be read or written, has faults, or a locked key was changed.
pub fn save_file(user: &Path, system: Option<&Path>, config: &Config) -> Result<(), StorageError> {
    let now = load_files(user, system)?;
    if let Some(fault) = now.faults.into_iter().next() {
        return Err(StorageError::Faulty(fault));
    }
    let base = load_files(Path::new(""), system)?.config;
    let mut changes = Vec::new();
    for key in KEYS {
        let wanted = value(key, config);
        if wanted == value(key, &now.config) {
            continue;
        }
        if base.locked.iter().any(|locked| locked == key) {
            let file = system.unwrap_or(user).display().to_string();
            let (message, fix) = (format!("`{key}` is locked on this machine"), "ask who looks after it".to_owned());
            return Err(StorageError::Faulty(Fault { file, line: 1, column: 1, message, fix }));
        }
        changes.push((key, wanted.filter(|wanted| Some(wanted) != value(key, &base).as_ref())));
    }
    let there = bytes(user)?;
    if changes.is_empty() && there.is_some() {
        return Ok(());
    }
    let old = there.map_or_else(|| HEAD.to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
    let text = edited(&old, &changes).filter(|text| means(text, &base, config));
    let text = text.unwrap_or_else(|| rewritten(config, &base));
    replace(user, text.as_bytes()).map_err(|e| StorageError::unusable(user, e))
}

/// Whether a text, over the machine's settings, comes to the wanted ones.
fn means(text: &str, base: &Config, wanted: &Config) -> bool {
    let mut loaded = Loaded { config: base.clone(), faults: Vec::new() };
    read::apply(&mut loaded, Path::new(""), text.as_bytes(), Whose::User);
    loaded.faults.is_empty() && KEYS.iter().all(|key| value(key, &loaded.config) == value(key, wanted))
}

/// The old text with some keys set or taken out; none where it is not one key a line.
fn edited(old: &str, changes: &[(&str, Option<String>)]) -> Option<String> {
    let node = parse(old.strip_prefix('\u{feff}').unwrap_or(old)).ok()?;
    let entries = match node.value {
        Node::Map(entries) => entries,
        Node::Empty => Vec::new(),
        _ => return None,
    };
    let starts: Vec<(usize, String)> = entries
        .iter()
        .map(|(key, _)| Some((usize::try_from(key.referenced.line()).ok()? - 1, key.value.clone())))
        .collect::<Option<_>>()?;
    let lines: Vec<&str> = old.lines().collect();
    let mut out: Vec<String> =
        lines[..starts.first().map_or(lines.len(), |first| first.0)].iter().map(|l| (*l).to_owned()).collect();
    for (n, (start, key)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(lines.len(), |next| next.0);
        let entry = lines.get(*start..end)?;
        match changes.iter().find(|(changed, _)| changed == key) {
            None => out.extend(entry.iter().map(|line| (*line).to_owned())),
            Some((_, wanted)) => {
                out.extend(wanted.iter().map(|wanted| format!("{key}: {wanted}")));
                // What stands between this key and the next is said about the next.
                let is_value = |line: &&str| !(line.trim().is_empty() || line.starts_with('#'));
                let after = entry.iter().rposition(is_value).map_or(0, |last| last + 1);
                out.extend(entry[after..].iter().map(|line| (*line).to_owned()));
            }
        }
    }
    let is_new = |key: &str| !starts.iter().any(|(_, there)| there == key);
    let new = changes.iter().filter(|(key, _)| is_new(key));
    out.extend(new.filter_map(|(key, wanted)| wanted.as_ref().map(|wanted| format!("{key}: {wanted}"))));
    Some(out.join("\n") + "\n")
}

/// A new text, with everything that differs from the machine's settings.
fn rewritten(config: &Config, base: &Config) -> String {
    let line = |key: &&str| {
        let wanted = value(key, config).filter(|wanted| Some(wanted) != value(key, base).as_ref())?;
        Some(format!("{key}: {wanted}\n"))
    };
    HEAD.to_owned() + &KEYS.iter().filter(|key| **key != "locked").filter_map(line).collect::<String>()
}

/// A key's value as it is written, on one line; none if it is not set.
fn value(key: &str, config: &Config) -> Option<String> {
    let text = |text: &String| serde_json::Value::from(text.as_str()).to_string();
    let list = |list: &[String]| format!("[{}]", list.iter().map(text).collect::<Vec<_>>().join(", "));
    match key {
        "agent" => config.agent.as_ref().map(text),
        "company" => config.company.as_ref().map(text),
        "country" => config.country.as_ref().map(text),
        "industry" => config.industry.as_ref().map(|id| text(&id.to_string())),
        "playbooks" => (!config.playbooks.is_empty()).then(|| list(&config.playbooks)),
        "keep_notes" => Some(keep(config.keep_notes)),
        "keep_caller" => Some(keep(config.keep_caller)),
        "keep_days" => Some(config.keep_days.to_string()),
        "keep_practice" => config.keep_practice.map(|keep| keep.to_string()),
        "keys" => {
            let pairs: Vec<String> =
                config.keys.iter().map(|(act, keys)| format!("{}: {}", text(act), list(keys))).collect();
            (!pairs.is_empty()).then(|| format!("{{{}}}", pairs.join(", ")))
        }
        "theme" => config.theme.as_ref().map(text),
        "glyphs" => config.glyphs.map(|set| if set == GlyphSet::Ascii { "ascii" } else { "unicode" }.to_owned()),
        "lines" => Some(config.lines.to_string()),
        "cursor" => Some(if config.cursor_always { "always" } else { "auto" }.to_owned()),
        "mouse" => Some(config.mouse.to_string()),
        "reduced_motion" => Some(config.reduced_motion.to_string()),
        "support" => config.support.as_ref().map(text),
        "locked" => (!config.locked.is_empty()).then(|| list(&config.locked)),
        _ => None,
    }
}

fn keep(keep: Keep) -> String {
    match keep {
        Keep::Never => "never".to_owned(),
        Keep::UntilWrapUp => "until-wrapup".to_owned(),
        Keep::Days(days) => days.to_string(),
    }
}

/// Puts a text in the place of a file, so that a crash leaves the old or the new and nothing between.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    // A link, as managers of settings make them, stays one.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    paths::folder(folder).map_err(io::Error::other)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = write_whole(&beside, text).and_then(|()| std::fs::rename(&beside, &path));
    if written.is_err() {
        // The old file counts; what is left of the new one is in nobody's way.
        let _ = std::fs::remove_file(&beside);
    }
    written?;
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A new file, on the disk when this returns.
fn write_whole(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = paths::file(path)?;
    file.set_len(0)?;
    file.write_all(text)?;
    file.sync_all()
}
