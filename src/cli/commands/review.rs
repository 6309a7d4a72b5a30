//! `hearken review`: what a reply does and what it risks.

use clap::Args;
use serde_json::{Map, Value, json};

use super::detect::evidence;
use crate::{
    cli::{CliError, lines, put, setup::Setup, talk},
    coach::{self, Ear, Setting, listen},
    playbook::model::Library,
    runtime::library,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Review {
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
    /// Answer one JSON object a line of standard input: {"id": 1, "caller": "…", "text": "the reply"}
    #[arg(long, conflicts_with_all = ["reply", "caller"])]
    stdin: bool,
    /// What the caller said before
    #[arg(long, value_name = "TEXT")]
    caller: Option<String>,
    /// The reply
    #[arg(value_name = "REPLY", required_unless_present = "stdin")]
    reply: Vec<String>,
}

const HELP: &str = "\
A move is something the reply does for the caller; a caution something that may do harm, with why and what to say
instead. What the caller said decides which cautions count. Places in JSON count code points.

Example:
  hearken review --caller \"my husband passed away\" \"I know how you feel. Have a great day!\"";

impl Review {
    /// Looks at the reply, and prints what it does.
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
            return lines::stream(|asked| {
                let caller = asked.more.get("caller").and_then(Value::as_str).unwrap_or_default();
                json(&look(library, &ear, caller, &asked.text), &asked.text)
            });
        }
        let reply = self.reply.join(" ");
        let review = look(library, &ear, self.caller.as_deref().unwrap_or_default(), &reply);
        if self.json {
            let mut told = Map::from_iter([("id".to_string(), Value::Null)]);
            told.extend(json(&review, &reply));
            return put(&format!("{}\n", Value::Object(told)));
        }
        if review == coach::Review::default() {
            talk("no move and no caution is found in this reply");
        }
        put(&rows(&review, &reply))
    }
}

fn look(library: &Library, ear: &Ear, caller: &str, reply: &str) -> coach::Review {
    let setting = Setting::of(&listen(library, ear, caller));
    coach::review(library, ear, reply, &setting)
}

/// One row a move, three a caution: the words, why, what instead.
fn rows(review: &coach::Review, reply: &str) -> String {
    let words = |spans: &[std::ops::Range<usize>]| {
        let words: Vec<String> = spans.iter().map(|span| format!("\"{}\"", clean(&reply[span.clone()]))).collect();
        words.join(" ")
    };
    let mut out = String::new();
    for made in &review.moves {
        out += &format!("move      {:<18}{:>3}%  {}\n", made.id.as_str(), made.score, words(&made.evidence));
    }
    for risk in &review.cautions {
        out += &format!("caution   {:<18}      {}\n", risk.id.as_str(), words(&risk.evidence));
        out += &format!("          why: {}\n          instead: {}\n", risk.why, risk.instead);
    }
    out
}

fn json(review: &coach::Review, reply: &str) -> Map<String, Value> {
    let moves = review.moves.iter().map(|made| {
        let score = f64::from(made.score) / 100.0;
        json!({"id": made.id.as_str(), "score": score, "evidence": evidence(&made.evidence, reply)})
    });
    let cautions = review.cautions.iter().map(|risk| {
        let mut told = json!({
            "id": risk.id.as_str(),
            "evidence": evidence(&risk.evidence, reply),
            "why": risk.why,
            "instead": risk.instead,
        });
        if let Some(scenario) = &risk.scenario {
            told["scenario"] = json!(scenario.as_str());
        }
        told
    });
    Map::from_iter([
        ("moves".to_string(), moves.collect::<Vec<Value>>().into()),
        ("cautions".to_string(), cautions.collect::<Vec<Value>>().into()),
    ])
}
