//! How well time frames are found in labelled texts: `timeframe/dev.jsonl`, a text and the words of time in it a row.

use std::{fs, path::Path, time::Instant};

use hearken::call::timeframe::frames;
use serde_json::Value;

/// Figures over the rows below a folder: share of the labelled spans that a found one overlaps, share of the rows
/// without a label in which nothing is found, share of the found spans that overlap a label, and the time a row takes.
pub fn measure(folder: &Path) -> Vec<(String, f64)> {
    let path = folder.join("timeframe/dev.jsonl");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("{}: cannot be read", path.display());
        return Vec::new();
    };
    let rows: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut tally = Tally::default();
    for row in &rows {
        tally.row(row);
    }
    let share = |part: usize, of: usize| if of == 0 { f64::NAN } else { part as f64 / of as f64 };
    [
        ("rows", rows.len() as f64),
        ("span overlap", share(tally.hit, tally.gold)),
        ("specificity", share(tally.quiet, tally.bare)),
        ("precision of spans", share(tally.right, tally.found)),
        ("milliseconds a row", tally.seconds * 1000.0 / rows.len().max(1) as f64),
    ]
    .map(|(name, value)| (format!("timeframe: {name}"), value))
    .to_vec()
}

#[derive(Default)]
struct Tally {
    gold: usize,
    hit: usize,
    bare: usize,
    quiet: usize,
    found: usize,
    right: usize,
    seconds: f64,
}

impl Tally {
    fn row(&mut self, row: &Value) {
        let text = row["text"].as_str().unwrap_or_default();
        let start = started();
        let found = frames(text);
        self.seconds += start.elapsed().as_secs_f64();
        // Lower case may be longer or shorter: the labels are looked for in a text of the same length.
        let lower = text.to_ascii_lowercase();
        let labels = row["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
        let gold: Vec<_> = labels
            .iter()
            .filter_map(|label| label[0].as_str())
            .filter_map(|words| lower.find(&words.to_ascii_lowercase()).map(|at| at..at + words.len()))
            .collect();
        let meets = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| a.start < b.end && b.start < a.end;
        self.gold += labels.len();
        self.hit += gold.iter().filter(|gold| found.iter().any(|frame| meets(gold, &frame.span))).count();
        self.bare += usize::from(labels.is_empty());
        self.quiet += usize::from(labels.is_empty() && found.is_empty());
        self.found += found.len();
        self.right += found.iter().filter(|frame| gold.iter().any(|gold| meets(gold, &frame.span))).count();
    }
}

/// A clock is what a measurement needs; the program itself gets its time as an argument.
#[allow(clippy::disallowed_methods)]
fn started() -> Instant {
    Instant::now()
}
