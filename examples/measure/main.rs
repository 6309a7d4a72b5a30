//! Measures what hearken finds against sets of questions in a folder: `cargo run --release --example measure -- FOLDER`.
//! None of their text is part of hearken.

use std::{path::PathBuf, process::ExitCode};

mod retrieval;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: measure FOLDER");
        return ExitCode::from(2);
    };
    for (figure, value) in retrieval::measure(&folder) {
        println!("{figure:<44}{value:.4}");
    }
    ExitCode::SUCCESS
}
