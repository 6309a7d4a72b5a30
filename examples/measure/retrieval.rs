//! Whether a caller's own sentence finds its topic: among the first three different ones, as a person reads them.
//!
//! `retrieval/NAME_library.jsonl` holds lines of topics (`key`, `title`, `text`), `retrieval/NAME_queries.jsonl` sentences
//! with the `key` of the topic that each is about. A library is loaded as a team's playbook.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use hearken::{
    coach::Index,
    playbook::{self, SourceFile, model::Layer},
};
use serde_json::Value;

/// How many hits are asked for, as `hearken search` does.
const LIMIT: usize = 10;

/// Figures by name: for every library the share of sentences that find their topic, alone and beside the built-in set.
/// What cannot be read is left out.
pub fn measure(folder: &Path) -> Vec<(String, f64)> {
    libraries(&folder.join("retrieval")).iter().flat_map(|library| figures(library)).collect()
}

/// Every file of a library, in order of names.
fn libraries(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_library = |path: &PathBuf| path.to_string_lossy().ends_with("_library.jsonl");
    files.filter(is_library).collect::<BTreeSet<_>>().into_iter().collect()
}

fn figures(library: &Path) -> Vec<(String, f64)> {
    let path = library.to_string_lossy();
    let base = path.trim_end_matches("_library.jsonl");
    let name = base.rsplit('/').next().unwrap_or(base);
    let queries = rows(Path::new(&format!("{base}_queries.jsonl")));
    let team = SourceFile { layer: Layer::Team(0), name: name.into(), bytes: playbook_of(&rows(library)).into_bytes() };
    let mut out = Vec::new();
    for (beside, mut files) in [("alone", Vec::new()), ("beside built-in", playbook::built_in())] {
        files.push(team.clone());
        let index = Index::build(&playbook::load(&files).library);
        for most in [1, 3, 5] {
            let hits = queries.iter().filter(|query| finds(&index, query, most)).count();
            out.push((format!("retrieval {name} {beside} hit@{most}"), hits as f64 / queries.len().max(1) as f64));
        }
    }
    out
}

/// Whether the topic of a query is among the first `most` different categories.
fn finds(index: &Index, query: &Value, most: usize) -> bool {
    let mut seen = Vec::new();
    for hit in index.find(text(query, "text"), &[], LIMIT) {
        if !seen.contains(&hit.category) {
            seen.push(hit.category);
        }
    }
    seen.iter().take(most).any(|category| category.as_str() == slug(text(query, "key")))
}

fn rows(path: &Path) -> Vec<Value> {
    let whole = fs::read_to_string(path).unwrap_or_default();
    whole.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

/// `ChangePlan` as an id: `change-plan`.
fn slug(key: &str) -> String {
    let mut out = String::new();
    for c in key.chars() {
        if c.is_uppercase() && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        out.push(if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    }
    out
}

/// The rows as an author would write them. JSON's quotes are YAML's too.
fn playbook_of(rows: &[Value]) -> String {
    let (mut topics, mut phrases, mut seen) = (String::new(), String::new(), BTreeSet::new());
    for (i, row) in rows.iter().enumerate() {
        let topic = slug(text(row, "key"));
        // Braces would be blanks to fill.
        let say = Value::from(text(row, "text").replace(['{', '}'], ""));
        // Writing to a string cannot fail.
        let _ = writeln!(phrases, "  - {{id: line-{i}, for: {topic}, say: {say}}}");
        if seen.insert(topic.clone()) {
            let _ = writeln!(topics, "  - {{id: {topic}, title: {}}}", row["title"]);
        }
    }
    format!("title: Measured\ntopics:\n{topics}phrases:\n{phrases}")
}
