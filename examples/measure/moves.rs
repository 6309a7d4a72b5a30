//! What replies do: EPITOME's empathy and exploration, GoEmotions' gratitude and remorse.

use std::path::Path;

use hearken::{
    coach::{Ear, Setting, review},
    playbook::{self, model::Library},
};

use super::score::{Tally, rows, text};

/// Text as a speech recogniser delivers it.
fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '\'' || c.is_whitespace()).collect()
}

/// Whether a reply makes a move.
fn makes(library: &Library, ear: &Ear, reply: &str, id: &str) -> bool {
    review(library, ear, reply, &Setting::default()).moves.iter().any(|made| made.id.as_str() == id)
}

/// The figures of the moves.
pub fn measure(folder: &Path) -> Vec<(String, f64)> {
    let library = playbook::load(&playbook::built_in()).library;
    let ear = Ear::new(&library);
    let mut out = vec![];
    for file in ["train", "dev"] {
        let replies = rows(&folder.join(format!("empathy/{file}.jsonl")));
        for (id, level, strip) in [
            ("acknowledge", "er", false),
            ("explore", "ex", false),
            ("explore", "ex", true),
            ("acknowledge", "er", true),
            ("interpret", "ip", false),
        ] {
            let mut tally = Tally::default();
            for row in &replies {
                let reply = text(row, "response");
                let reply = if strip { bare(reply) } else { reply.to_string() };
                tally.count(makes(&library, &ear, &reply, id), row[level].as_u64().unwrap_or(0) > 0);
            }
            out.extend(tally.rows(&format!("{id}{} (EPITOME {file})", if strip { ", bare" } else { "" })));
        }
        let acts = rows(&folder.join(format!("acts/{file}.jsonl")));
        for (id, label) in [("thank", "gratitude"), ("apologize", "remorse")] {
            let mut tally = Tally::default();
            for row in &acts {
                let so = row["labels"].as_array().is_some_and(|labels| labels.iter().any(|l| l == label));
                tally.count(makes(&library, &ear, text(row, "text"), id), so);
            }
            out.extend(tally.rows(&format!("{id} (GoEmotions {file})")));
        }
    }
    out
}
