//! `hearken detect`: what a caller's words show.

use std::ops::Range;

use clap::Args;
use serde_json::{Map, Value, json};

use crate::{
    cli::{CliError, lines, put, setup::Setup, talk},
    coach::{Cues, Ear, Heard, listen},
    playbook::model::Library,
    runtime::library,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Detect {
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
    /// Answer one JSON object a line of standard input: {"id": 1, "text": "the words"}
    #[arg(long, conflicts_with = "words")]
    stdin: bool,
    /// What was said, or noted
    #[arg(value_name = "TEXT", required_unless_present = "stdin")]
    words: Vec<String>,
}

const HELP: &str = "\
Scenarios and moods, those of emergencies first, each with the words that showed it. Places in JSON count code points.

Example:
  hearken detect \"cust husb passed away last wk\"";

impl Detect {
    /// Listens, and prints what is heard.
    ///
    /// # Errors
    /// Where the settings are wrong, a line is no question, or the output cannot be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        setup.config()?;
        let loaded = library::read(&setup.sources());
        loaded.faults.iter().for_each(|fault| talk(&format!("warning: {fault}")));
        let library = &loaded.library;
        let ear = Ear::new(library);
        if self.stdin {
            return lines::stream(|asked| answer(library, &ear, &asked.text));
        }
        let text = self.words.join(" ");
        if self.json {
            let mut told = Map::from_iter([("id".to_string(), Value::Null)]);
            told.extend(answer(library, &ear, &text));
            return put(&format!("{}\n", Value::Object(told)));
        }
        let cues = listen(library, &ear, &text);
        if cues == Cues::default() {
            talk("nothing is heard in these words");
        }
        let rows = cues.scenarios.iter().map(|heard| ("scenario", heard));
        let rows = rows.chain(cues.emotions.iter().map(|heard| ("emotion", heard)));
        put(&rows.map(|(kind, heard)| row(kind, heard, &text)).collect::<String>())
    }
}

/// One row: what, how sure, the words.
fn row(kind: &str, heard: &Heard, text: &str) -> String {
    let words: Vec<String> = heard.evidence.iter().map(|span| format!("\"{}\"", clean(&text[span.clone()]))).collect();
    format!("{kind:<10}{:<18}{:>3}%  {}\n", heard.id.as_str(), heard.score, words.join(" "))
}

fn answer(library: &Library, ear: &Ear, text: &str) -> Map<String, Value> {
    let cues = listen(library, ear, text);
    let all = |list: &[Heard]| list.iter().map(|heard| json(heard, text)).collect::<Vec<Value>>();
    Map::from_iter([
        ("scenarios".to_string(), json!(all(&cues.scenarios))),
        ("emotions".to_string(), json!(all(&cues.emotions))),
    ])
}

fn json(heard: &Heard, text: &str) -> Value {
    let score = f64::from(heard.score) / 100.0;
    json!({"id": heard.id.as_str(), "score": score, "evidence": evidence(&heard.evidence, text)})
}

/// Places in code points, with their words.
pub fn evidence(spans: &[Range<usize>], text: &str) -> Vec<Value> {
    let points = |byte: usize| text[..byte].chars().count();
    let one = |span: &Range<usize>| json!({"start": points(span.start), "end": points(span.end), "text": &text[span.clone()]});
    spans.iter().map(one).collect()
}
