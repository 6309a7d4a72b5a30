//! `hearken search`: what `/` would offer.

use std::fmt::Write;

use clap::Args;
use serde_json::{Map, Value, json};

use crate::{
    cli::{CliError, lines, put, setup::Setup, talk},
    coach::{Hit, Index},
    runtime::library,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Search {
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
    /// Answer one JSON object a line of standard input: {"id": 1, "text": "the words"}
    #[arg(long, conflicts_with = "words")]
    stdin: bool,
    /// How many are given at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// What to look for; typos are forgiven
    #[arg(value_name = "WORDS", required_unless_present = "stdin")]
    words: Vec<String>,
}

const HELP: &str = "\
Phrases, topics, scenarios, moods, steps and frameworks, best first. A few letters will do, and so will the whole
sentence that a caller says. `topic:`, `scenario:` or `phrase:` before the words keeps to one kind. With --json, `why`
names the words that spoke for each, with their part in percent.

Example:
  hearken search parcel never came";

impl Search {
    /// Finds, and prints what is found.
    ///
    /// # Errors
    /// Where the settings are wrong, a line is no question, or the output cannot be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        setup.config()?;
        let loaded = library::read(&setup.sources());
        loaded.faults.iter().for_each(|fault| talk(&format!("warning: {fault}")));
        if self.stdin {
            return lines::stream(|asked| self.answer(&loaded.index, &asked.text));
        }
        let query = self.words.join(" ");
        if self.json {
            let mut answer = Map::from_iter([("id".to_string(), Value::Null)]);
            answer.extend(self.answer(&loaded.index, &query));
            return put(&format!("{}\n", Value::Object(answer)));
        }
        let hits = loaded.index.find(&query, &[], self.limit);
        if hits.is_empty() {
            talk(&format!("nothing is found for `{}`", clean(&query)));
        }
        put(&rows(&hits))
    }

    fn answer(&self, index: &Index, query: &str) -> Map<String, Value> {
        let results: Vec<Value> = index.find(query, &[], self.limit).iter().map(result).collect();
        Map::from_iter([("query".to_string(), json!(query)), ("results".to_string(), json!(results))])
    }
}

fn result(hit: &Hit) -> Value {
    json!({
        "id": hit.id.as_str(),
        "kind": hit.kind.to_string(),
        "text": hit.text,
        "score": hit.score,
        "category": hit.category.as_str(),
        "why": hit.why.iter().map(|reason| json!({"word": reason.word, "weight": reason.weight})).collect::<Vec<_>>(),
    })
}

/// One row a hit: its kind, its id, what it says.
fn rows(hits: &[Hit]) -> String {
    let mut out = String::new();
    for hit in hits {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:<10}{:<24}{}", hit.kind, hit.id.as_str(), hit.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{coach::Reason, playbook::model::Kind};

    fn hit() -> Hit {
        Hit {
            id: "late-1".into(),
            kind: Kind::Phrase,
            text: "It left on {date}.".into(),
            category: "late-parcel".into(),
            home: "Parcel is late".into(),
            score: 7,
            why: vec![Reason { word: "parcel".into(), weight: 100 }],
        }
    }

    #[test]
    fn a_row_holds_kind_id_and_words() {
        assert_eq!(rows(&[hit()]), "phrase    late-1                  It left on {date}.\n");
    }

    #[test]
    fn a_program_gets_all_that_the_contract_names() {
        let fields = json!({"id": "late-1", "kind": "phrase", "text": "It left on {date}.", "score": 7,
            "category": "late-parcel", "why": [{"word": "parcel", "weight": 100}]});
        assert_eq!(result(&hit()), fields);
    }
}
