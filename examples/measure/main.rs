//! How good the ear is, on labelled text that does not ship: `cargo run --release --example measure -- FOLDER`.
//!
//! The folder holds what `assets/ear/README.md` names, one folder a task; a task whose folder is absent is left out.

mod moves;
mod retrieval;
mod scenes;
mod score;
mod timeframe;

use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("which folder? cargo run --release --example measure -- FOLDER");
        return ExitCode::from(2);
    };
    let mut rows = moves::measure(&folder);
    rows.extend(scenes::measure(&folder));
    rows.extend(timeframe::measure(&folder));
    rows.extend(retrieval::measure(&folder));
    for (name, value) in rows {
        println!("{value:8.3}  {name}");
    }
    ExitCode::SUCCESS
}
