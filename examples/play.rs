//! Plays the examples of callers, so that an author reads the conversation: `cargo run --example play -- FILE…`
//!
//! Each reply stands with what was found in it, what it did to the mood and what the caller says to it.

use std::{env, fs, process::ExitCode, sync::Arc};

use hearken::{
    coach::Ear,
    playbook::{
        SourceFile, built_in, load,
        model::{Id, Kind, Layer},
    },
    practice::caller::{Partner, Said, verdict},
};

const SEED: u64 = 1;

fn main() -> ExitCode {
    let mut sources = built_in();
    let mut wanted = Vec::new();
    for path in env::args().skip(1) {
        match fs::read(&path) {
            Ok(bytes) => {
                sources.push(SourceFile { name: path.clone(), layer: Layer::Own, bytes });
                wanted.push(path);
            }
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(1);
            }
        }
    }
    let loaded = load(&sources);
    for diagnostic in &loaded.faults {
        if wanted.contains(&diagnostic.file) {
            println!("{}", diagnostic.render());
        }
    }
    let library = Arc::new(loaded.library);
    let ear = Arc::new(Ear::new(&library));
    let asked = |id: &Id| {
        let origin = library.origins.get(&(Kind::Caller, id.clone()));
        wanted.is_empty() || origin.is_some_and(|origin| wanted.contains(&origin.file))
    };
    for caller in library.callers.iter().filter(|caller| asked(&caller.id)) {
        if let Some(partner) = Partner::new(library.clone(), ear.clone(), &caller.id) {
            for (name, replies) in [("good", &caller.good), ("clumsy", &caller.clumsy)] {
                println!("\n== {}, {name}", caller.title);
                play(&partner, replies);
            }
        }
    }
    ExitCode::SUCCESS
}

fn play(partner: &Partner, replies: &[String]) {
    let (mut caller, line) = partner.begin(SEED);
    println!("  {:>2}  {line}", caller.mood);
    for reply in replies {
        if caller.over.is_some() {
            println!("  !!  rung off before: {reply}");
            break;
        }
        let answer = partner.answer(SEED, &caller, Said::Words(reply), &[]);
        caller = answer.caller;
        println!("you     {reply}");
        let names = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let felt: Vec<String> = answer
            .felt
            .iter()
            .map(|felt| {
                let why = felt.reaction.as_ref().map_or(String::new(), |id| format!("/{id}"));
                format!("{}{why} {}→{}", felt.id, felt.from, felt.to)
            })
            .collect();
        println!("        moves: {}   cautions: {}", names(&answer.moves), names(&answer.cautions));
        println!(
            "        felt: {}   stage: {:?}   told: {:?} late: {:?}",
            felt.join(", "),
            caller.stage,
            caller.told,
            caller.late
        );
        println!("  {:>2}  {}", caller.mood, answer.line);
    }
    let judged = verdict(partner.script(), &caller);
    println!("  => {} ({:?})", if judged.passed { "PASSES" } else { "does not pass" }, caller.over);
    for (text, holds) in judged.lines {
        println!("     {} {text}", if holds { "yes" } else { "NO " });
    }
}
