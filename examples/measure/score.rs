//! Rows of labelled text, and how well verdicts fit them.

use std::{fs, path::Path};

use serde_json::Value;

/// The rows of a file, one JSON object a line; none where there is no file.
pub fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// A text of a row.
pub fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

/// How often a verdict was right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Said and so.
    pub hit: usize,
    /// Said and not so.
    pub wrong: usize,
    /// So and not said.
    pub missed: usize,
}

impl Tally {
    /// Counts one row.
    pub fn count(&mut self, said: bool, so: bool) {
        match (said, so) {
            (true, true) => self.hit += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.hit as f64 / (2 * self.hit + self.wrong + self.missed).max(1) as f64
    }

    /// The share of what was said that is so.
    pub fn precision(&self) -> f64 {
        self.hit as f64 / (self.hit + self.wrong).max(1) as f64
    }

    /// The share of what is so that was said.
    pub fn recall(&self) -> f64 {
        self.hit as f64 / (self.hit + self.missed).max(1) as f64
    }

    /// The rows of a table.
    pub fn rows(&self, name: &str) -> Vec<(String, f64)> {
        vec![
            (format!("{name} F1"), self.f1()),
            (format!("{name} precision"), self.precision()),
            (format!("{name} recall"), self.recall()),
        ]
    }
}
