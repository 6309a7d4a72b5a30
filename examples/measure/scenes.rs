//! What callers' words show: hardship on disaster messages, abuse on talk with bots, false alarms on ordinary turns.

use std::path::Path;

use hearken::{
    coach::{Ear, listen},
    playbook,
};

use super::score::{Tally, rows, text};

/// The figures of the scenarios.
pub fn measure(folder: &Path) -> Vec<(String, f64)> {
    let library = playbook::load(&playbook::built_in()).library;
    let ear = Ear::new(&library);
    let (mut hardship, mut abuse) = (Tally::default(), Tally::default());
    let (mut ordinary, mut alarms) = (0usize, 0usize);
    for row in rows(&folder.join("scenario/dev.jsonl")) {
        let heard = listen(&library, &ear, text(&row, "text")).scenarios;
        let has = |field: &str, label: &str| row[field].as_array().is_some_and(|all| all.iter().any(|l| l == label));
        let hears = |id: &str| heard.iter().any(|heard| heard.id.as_str() == id);
        if has("annotated", "basic_needs") {
            hardship.count(hears("hardship"), has("labels", "basic_needs"));
        }
        if has("annotated", "abuse") {
            abuse.count(hears("abusive-caller"), has("labels", "abuse"));
        }
        if row["ordinary"] == true {
            ordinary += 1;
            alarms += usize::from(!heard.is_empty());
        }
    }
    let mut out = hardship.rows("hardship (disaster messages)");
    out.extend(abuse.rows("abusive-caller (ConvAbuse)"));
    out.push(("false alarms per 1,000 ordinary turns".into(), 1000.0 * alarms as f64 / ordinary.max(1) as f64));
    out
}
