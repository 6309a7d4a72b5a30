//! Learns the ear's weights from labelled text that does not ship: `cargo run --release --example learn -- FOLDER`; a
//! second word, such as `explore`, learns that one alone.
//!
//! Logistic regression over words, pairs of words and first words, by stochastic gradients with a fixed seed. The place
//! at which a verdict tips is chosen so that pattern or weights together fit best, on folds that were held out.

use std::{collections::BTreeMap, collections::HashMap, fs, path::Path, process::ExitCode};

use hearken::{
    coach::{Ear, Setting, features, listen, parts, review},
    playbook::{self, model::Library},
};
use serde_json::Value;

/// What is learnt.
struct Task {
    id: &'static str,
    file: &'static str,
    field: &'static str,
    counts: fn(&Value) -> bool,
    so: fn(&Value) -> bool,
    source: &'static str,
    /// A feature in fewer rows says nothing.
    rows: usize,
    /// How strongly weights are drawn to nothing.
    decay: f64,
}

const EPITOME: &str = "EPITOME, Reddit part (Sharma et al. 2020), BSD-style licence";

/// Whether a label stands in a field of a row.
fn has(row: &Value, field: &str, label: &str) -> bool {
    row[field].as_array().is_some_and(|labels| labels.iter().any(|l| l == label))
}

/// Nothing but what its label is about, and ordinary turns.
fn about(row: &Value, label: &str) -> bool {
    has(row, "annotated", label) || row["ordinary"] == true
}

const TASKS: [Task; 4] = [
    Task {
        id: "hardship",
        file: "scenario/dev.jsonl",
        field: "text",
        counts: |row| about(row, "basic_needs"),
        so: |row| has(row, "labels", "basic_needs"),
        source: "disaster response messages (Munro 2012), CC BY 4.0, and ordinary turns of the sources below",
        rows: 4,
        decay: 0.004,
    },
    Task {
        id: "interpret",
        file: "empathy/train.jsonl",
        field: "response",
        counts: |_| true,
        so: |row| row["ip"].as_u64() > Some(0),
        source: EPITOME,
        rows: 8,
        decay: 0.004,
    },
    Task {
        id: "acknowledge",
        file: "empathy/train.jsonl",
        field: "response",
        counts: |_| true,
        so: |row| row["er"].as_u64() > Some(0),
        source: EPITOME,
        rows: 4,
        decay: 0.004,
    },
    Task {
        id: "explore",
        file: "empathy/train.jsonl",
        field: "response",
        counts: |_| true,
        so: |row| row["ex"].as_u64() > Some(0),
        source: EPITOME,
        rows: 4,
        decay: 0.004,
    },
];

/// One text as numbers: its features, whether a pattern tells it, whether it is so, the row it came from.
struct Row {
    features: Vec<u32>,
    says_nothing: bool,
    asks: bool,
    told: bool,
    so: bool,
    of: usize,
}

/// What was learnt: the sum for a row without features, and what each adds.
struct Learnt {
    bias: f64,
    weights: Vec<f64>,
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("which folder? cargo run --release --example learn -- FOLDER");
        return ExitCode::from(2);
    };
    let only = std::env::args().nth(2);
    let library = playbook::load(&playbook::built_in()).library;
    for task in TASKS.iter().filter(|task| only.as_deref().is_none_or(|only| only == task.id)) {
        match learn(task, &library, Path::new(&folder)) {
            Ok(text) => {
                if let Err(fault) = fs::write(format!("assets/ear/{}.tsv", task.id), text) {
                    eprintln!("{}: {fault}", task.id);
                    return ExitCode::FAILURE;
                }
            }
            Err(fault) => {
                eprintln!("{}: {fault}", task.id);
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Text as a speech recogniser delivers it.
fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '\'' || c.is_whitespace()).collect()
}

fn learn(task: &Task, library: &Library, folder: &Path) -> std::io::Result<String> {
    let ear = Ear::patterns_only(library);
    let read = fs::read_to_string(folder.join(task.file))?;
    let mut texts = Vec::new();
    for (of, line) in read.lines().enumerate() {
        let row: Value = serde_json::from_str(line)?;
        if !(task.counts)(&row) {
            continue;
        }
        let text = row[task.field].as_str().unwrap_or_default().to_string();
        let so = (task.so)(&row);
        texts.push((bare(&text), so, of));
        texts.push((text, so, of));
    }
    let found: Vec<Look> = texts.iter().map(|(text, ..)| look(task, library, &ear, text)).collect();
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    found.iter().flat_map(|(features, ..)| features).for_each(|feature| *rows.entry(feature).or_default() += 1);
    let names: Vec<&str> = rows.into_iter().filter(|(_, rows)| *rows >= 2 * task.rows).map(|(name, _)| name).collect();
    let index: HashMap<&str, u32> = (0u32..).zip(&names).map(|(i, name)| (*name, i)).collect();
    let row = |((features, told, asks), (_, so, of)): (&Look, &(String, bool, usize))| Row {
        features: features.iter().filter_map(|feature| index.get(feature.as_str()).copied()).collect(),
        says_nothing: features.is_empty(),
        asks: *asks,
        told: *told,
        so: *so,
        of: *of,
    };
    let data: Vec<Row> = found.iter().zip(&texts).map(row).collect();
    let tips = tips(task, &data, names.len());
    let all: Vec<&Row> = data.iter().filter(|row| !row.says_nothing).collect();
    let learnt = fit(task, &all, names.len());
    Ok(written(task, &names, &learnt, tips))
}

/// The features of a text, whether a pattern tells it, whether a sign says that it asks.
type Look = (Vec<String>, bool, bool);

fn look(task: &Task, library: &Library, ear: &Ear, text: &str) -> Look {
    let moves = review(library, ear, text, &Setting::default()).moves;
    let scenarios = listen(library, ear, text).scenarios;
    let told = moves
        .iter()
        .map(|made| &made.id)
        .chain(scenarios.iter().map(|heard| &heard.id))
        .any(|id| id.as_str() == task.id);
    let turn = ear.read(text);
    let stretches = parts(task.id, library, &turn, &ear.find(&turn));
    let asks = stretches.iter().copied().flatten().any(|token| token.asks);
    (features(&stretches).into_iter().map(|(feature, _)| feature).collect(), told, asks)
}

/// The sums from which a verdict fits best on rows that were not learnt from (five folds): without a sign that something
/// is asked, and with one.
fn tips(task: &Task, data: &[Row], count: usize) -> [f64; 2] {
    let mut judged: Vec<(f64, &Row)> = Vec::new();
    for fold in 0..5 {
        let (held, seen): (Vec<&Row>, Vec<&Row>) = data.iter().partition(|row| row.of % 5 == fold);
        let seen: Vec<&Row> = seen.into_iter().filter(|row| !row.says_nothing).collect();
        let learnt = fit(task, &seen, count);
        judged.extend(held.into_iter().map(|row| (learnt.sum(row), row)));
    }
    [false, true].map(|asks| tip(task, &judged, asks))
}

fn tip(task: &Task, judged: &[(f64, &Row)], asks: bool) -> f64 {
    let fits = |tip: f64| {
        let (mut hit, mut off) = (0.0, 0.0);
        for (sum, row) in judged.iter().filter(|(_, row)| row.asks == asks) {
            match (row.told || (!row.says_nothing && *sum >= tip), row.so) {
                (true, true) => hit += 1.0,
                (false, false) => {}
                _ => off += 1.0,
            }
        }
        2.0 * hit / (2.0 * hit + off)
    };
    // A broad top is better than a high peak: each is judged with its neighbours. Of those that are as good to a hundredth,
    // the one that says least: a verdict that is not there does no harm.
    let broad = |tip: f64| (-2..=2).map(|step| fits(tip + f64::from(step) / 10.0)).sum::<f64>() / 5.0;
    let tips: Vec<(f64, f64)> = (-30..=30).map(|step| f64::from(step) / 10.0).map(|tip| (tip, broad(tip))).collect();
    let top = tips.iter().map(|(_, fit)| *fit).fold(0.0, f64::max);
    let best = tips.iter().rev().find(|(_, fit)| *fit >= top - 0.01).map_or(0.0, |(tip, _)| *tip);
    eprintln!("{}: F1 {:.3} on held-out folds, tipping at {best}, asking: {asks}", task.id, fits(best));
    best
}

impl Learnt {
    fn sum(&self, row: &Row) -> f64 {
        let said: f64 = row.features.iter().map(|i| self.weights[*i as usize]).sum();
        self.bias + said * scale(row)
    }
}

fn scale(row: &Row) -> f64 {
    1.0 / (row.features.len().max(1) as f64).sqrt()
}

/// How often every row is seen, and how far each step goes.
const ROUNDS: usize = 30;
const STEP: f64 = 0.2;

/// Logistic regression, each weight with a step of its own that shrinks as it moves.
fn fit(task: &Task, rows: &[&Row], count: usize) -> Learnt {
    let mut learnt = Learnt { bias: 0.0, weights: vec![0.0; count] };
    let (mut moved, mut moved_bias) = (vec![1e-6; count], 1e-6);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 7u64;
    for _ in 0..ROUNDS {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        for &i in &order {
            let row = rows[i];
            let error = 1.0 / (1.0 + (-learnt.sum(row)).exp()) - f64::from(u8::from(row.so));
            moved_bias += error * error;
            learnt.bias -= STEP * error / f64::sqrt(moved_bias);
            for j in row.features.iter().map(|j| *j as usize) {
                let slope = error * scale(row) + task.decay * learnt.weights[j];
                moved[j] += slope * slope;
                learnt.weights[j] -= STEP * slope / f64::sqrt(moved[j]);
            }
        }
    }
    learnt
}

/// The file: a remark with the source, the bias without a name, then every feature in thousandths of a logit.
fn written(task: &Task, names: &[&str], learnt: &Learnt, [tip, asking]: [f64; 2]) -> String {
    let thousandths = |logit: f64| (logit * 1000.0).round() as i64;
    let mut out = format!("# {}: learnt by examples/learn.rs from {}.\n", task.id, task.source);
    out += "# Words, pairs of words, and with ^ first words, each with its weight in thousandths of a logit.\n";
    out += &format!("\t{}\n?\t{}\n", thousandths(learnt.bias - tip), thousandths(tip - asking));
    for (name, weight) in names.iter().zip(&learnt.weights) {
        out += &format!("{name}\t{}\n", thousandths(*weight));
    }
    out
}
