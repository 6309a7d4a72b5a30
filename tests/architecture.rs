//! The plan of the house, checked: which room may import which, what may not stand in the pure rooms, how large a file
//! may get. Each rule is tried on a breach of it as well, so that it is known to bite.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms, from the outside in: imports go to a later row only; rooms of one row never import each other.
const ROOMS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["runtime"],
    &["tui", "storage"],
    &["app"],
    &["practice"],
    &["coach"],
    &["call"],
    &["playbook"],
    &["text"],
];

/// The rooms without a terminal, a disk or a clock.
const PURE: &[&str] = &["app", "practice", "coach", "call", "playbook", "text"];

/// Modules of the standard library that they do without.
const OUTSIDE: &[&str] = &["fs", "net", "env", "thread"];

/// The longest file, in lines; tests and pure tables aside.
const LONGEST: usize = 450;

/// A source file without what is no code.
struct Source {
    /// Its place below `src`, such as `app/msg.rs`.
    path: String,
    /// As it is written.
    whole: String,
    /// Its code, comments and texts blanked out.
    code: String,
    /// Where its tests begin, in bytes of `code`.
    tests: usize,
}

impl Source {
    fn new(path: &str, whole: &str) -> Source {
        let code = blank(whole);
        let is_test = path.ends_with("tests.rs") || path.contains("/tests/");
        let tests = if is_test { 0 } else { tests_begin(&code) };
        Source { path: path.into(), whole: whole.into(), code, tests }
    }

    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// The code that ships.
    fn shipped(&self) -> &str {
        &self.code[..self.tests]
    }

    fn is_test(&self) -> bool {
        self.tests == 0
    }

    /// How deep its module lies: `src/app.rs` is 1.
    fn depth(&self) -> usize {
        self.path.split('/').count()
    }
}

/// Where an inline module of tests begins; the length where there is none.
fn tests_begin(code: &str) -> usize {
    let inline = |at: &(usize, &str)| {
        let after = code[at.0..].split_once("mod ").map_or("", |(_, after)| after);
        after.find('{').is_some_and(|brace| after.find(';').is_none_or(|end| brace < end))
    };
    test_marks(code).find(inline).map_or(code.len(), |(at, _)| at)
}

/// Where something is said to be for tests only.
fn test_marks(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let for_tests = |(at, _): &(usize, &str)| {
        let rest = &code[*at..];
        rest.starts_with("#[cfg(test)]") || rest.starts_with("#[cfg(all(test")
    };
    code.match_indices("#[cfg(").filter(for_tests)
}

/// The files of modules that are for tests only, as `storage/journal/proofs.rs`.
fn test_files(source: &Source) -> Vec<String> {
    let folder = source.path.trim_end_matches(".rs");
    let declared = |(at, _): (usize, &str)| {
        let (before, after) = source.code[at..].split_once("mod ")?;
        let (name, _) = after.split_once([';', '{', ' '])?;
        (!before.contains(';')).then(|| format!("{folder}/{name}.rs"))
    };
    test_marks(&source.code).filter_map(declared).collect()
}

/// The same text with comments, texts and characters blanked out, lines kept.
fn blank(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(c) = rest.chars().next() {
        let skip = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            'r' if rest.starts_with("r\"") => rest[2..].find('"').map_or(rest.len(), |end| end + 3),
            'r' if rest.starts_with("r#\"") => rest.find("\"#").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest, '"'),
            '\'' if rest[1..].starts_with('\\') || rest[1..].chars().nth(1) == Some('\'') => quoted(rest, '\''),
            _ => 0,
        };
        if skip == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.extend(rest[..skip].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[skip..];
        }
    }
    out
}

/// The length of a text in quotes at the start.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// What is named right after `root::`, in a path or in the braces after it.
fn named_below<'a>(code: &'a str, root: &str) -> Vec<&'a str> {
    let start = format!("{root}::");
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for (at, _) in code.match_indices(&start) {
        if code[..at].ends_with(word) || code[..at].ends_with("::") {
            continue;
        }
        let after = &code[at + start.len()..];
        let first = |text: &'a str| &text[..text.find(|c| !word(c)).unwrap_or(text.len())];
        match after.strip_prefix('{') {
            None => names.push(first(after)),
            Some(group) => {
                let (mut depth, mut from) = (0_usize, 0);
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        ',' | '}' if depth == 0 => {
                            names.push(first(group[from..i].trim_start()));
                            from = i + 1;
                            if c == '}' {
                                break;
                            }
                        }
                        '}' => depth -= 1,
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

fn row(room: &str) -> Option<usize> {
    ROOMS.iter().position(|rooms| rooms.contains(&room))
}

fn wrong_imports(source: &Source) -> Vec<String> {
    let Some(own) = row(source.room()) else { return vec![format!("{} belongs to no room", source.path)] };
    let names = named_below(&source.code, "crate").into_iter().chain(named_below(&source.code, "hearken"));
    names
        .filter(|name| *name != source.room() && row(name).is_some_and(|row| row <= own))
        .map(|name| format!("{} imports {name}", source.path))
        .collect()
}

/// `super::` that leaves the room, where the check above does not look.
fn climbs_out(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, _) in source.code.match_indices("super::") {
        if source.code[..at].ends_with("super::") {
            continue;
        }
        let climbed = source.code[at..].split("::").take_while(|part| *part == "super").count();
        let inside = usize::from(at >= source.tests);
        if climbed >= source.depth() + inside {
            faults.push(format!("{} leaves its room with super::", source.path));
        }
    }
    faults
}

fn impure(source: &Source) -> Vec<String> {
    if !PURE.contains(&source.room()) {
        return Vec::new();
    }
    let code = source.shipped();
    let crates = ["ratatui", "crossterm", "rustix", "rusqlite"].into_iter().filter(|name| code.contains(name));
    let modules = named_below(code, "std").into_iter().filter(|name| OUTSIDE.contains(name));
    let clock = code.contains("now()").then_some("now()");
    crates.chain(modules).chain(clock).map(|name| format!("{} uses {name}", source.path)).collect()
}

fn untidy(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let (path, tests) = (&source.path, source.is_test());
    if path.ends_with("/mod.rs") {
        faults.push(format!("{path}: a module is foo.rs beside foo/"));
    }
    let lines = source.whole.lines().count();
    if !tests && !path.ends_with("keymap/table.rs") && lines > LONGEST {
        faults.push(format!("{path} has {lines} lines"));
    }
    if !tests && !source.whole.starts_with("//!") {
        faults.push(format!("{path} does not say what it is for"));
    }
    if source.shipped().split(';').any(|part| part.contains("use ") && part.trim_end().ends_with("::*")) {
        faults.push(format!("{path} imports everything of something"));
    }
    for folder in ["utils", "util", "common", "helpers", "misc"] {
        if path.split(['/', '.']).any(|part| part == folder) {
            faults.push(format!("{path} is named for nothing of this field"));
        }
    }
    faults
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path: PathBuf = entry.expect("src is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().into_owned();
                found.push(Source::new(&name, &fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    let for_tests: Vec<String> = found.iter().flat_map(test_files).collect();
    for source in found.iter_mut().filter(|source| for_tests.contains(&source.path)) {
        source.tests = 0;
    }
    found
}

fn check(rule: impl Fn(&Source) -> Vec<String>) {
    let sources = sources();
    assert!(sources.len() > 20, "the sources were found");
    let mut faults: Vec<String> = sources.iter().filter(|source| source.path != "lib.rs").flat_map(rule).collect();
    faults.sort();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn imports_go_inwards_only() {
    check(wrong_imports);
    check(climbs_out);
}

#[test]
fn the_pure_rooms_know_no_terminal_no_disk_and_no_clock() {
    check(impure);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    check(untidy);
}

#[test]
fn a_wrong_import_is_seen_however_it_is_written() {
    let faults = |path: &str, text: &str| wrong_imports(&Source::new(path, text));
    assert_eq!(faults("call/desk.rs", "use crate::app::msg::Msg;"), ["call/desk.rs imports app"]);
    assert_eq!(
        faults("tui/input.rs", "use crate::{\n    app::{msg::Msg, x},\n    storage::y,\n};"),
        ["tui/input.rs imports storage"]
    );
    assert_eq!(faults("text.rs", "fn f() { crate::call::g() }"), ["text.rs imports call"]);
    assert_eq!(faults("corner.rs", ""), ["corner.rs belongs to no room"]);
    assert!(faults("app/msg.rs", "use crate::{app::x, call::y, text}; // crate::tui\n").is_empty());
    assert!(faults("app/msg.rs", "const X: &str = \"crate::tui::x\";").is_empty());
    assert_eq!(climbs_out(&Source::new("app.rs", "use super::tui;")).len(), 1);
    assert_eq!(climbs_out(&Source::new("app/msg.rs", "use super::super::tui;")).len(), 1);
    assert!(
        climbs_out(&Source::new("app/msg.rs", "use super::key;\n#[cfg(test)]\nmod t { use super::*; }")).is_empty()
    );
}

#[test]
fn files_of_tests_are_known_by_their_mark() {
    let text =
        "#[cfg(test)]\nmod proofs;\nmod read;\n#[cfg(any(unix, test))]\nmod codes;\n#[cfg(test)]\nmod tests {}\n";
    assert_eq!(
        test_files(&Source::new("storage/journal.rs", text)),
        ["storage/journal/proofs.rs", "storage/journal/tests.rs"]
    );
}

#[test]
fn what_is_impure_or_untidy_is_seen() {
    let faults = |text: &str| impure(&Source::new("call/desk.rs", text)).len();
    assert_eq!(faults("use std::{fmt, fs::File};"), 1);
    assert_eq!(faults("use ratatui::buffer::Buffer;"), 1);
    assert_eq!(faults("let t = Instant::now();"), 1);
    assert_eq!(faults("use std::fmt; // std::fs\n#[cfg(test)]\nmod tests { use std::fs; }"), 0);
    assert_eq!(faults("#[cfg(test)]\nmod tests;\nuse std::fs;"), 1, "what follows a test module elsewhere ships");
    let faults = |path: &str, text: &str| untidy(&Source::new(path, text)).len();
    assert_eq!(faults("call/mod.rs", "//! x\n"), 1);
    assert_eq!(faults("call/desk.rs", "fn main() {}"), 1);
    assert_eq!(faults("call/desk.rs", &format!("//! x\n{}", "\n".repeat(500))), 1);
    assert_eq!(faults("call/desk.rs", "//! x\nuse std::fmt::*;"), 1);
    assert_eq!(faults("call/helpers.rs", "//! x\n"), 1);
    assert_eq!(faults("call/tests.rs", "use super::*;"), 0);
    assert_eq!(faults("call/desk.rs", "//! x\n#[cfg(test)]\nmod tests {\n    use super::*;\n}"), 0);
}
