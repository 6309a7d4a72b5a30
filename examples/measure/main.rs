//! Measures hearken on labelled data: `cargo run --release --example measure -- FOLDER`.

use std::path::Path;

mod timeframe;

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: measure FOLDER");
        return;
    };
    for (name, value) in timeframe::measure(Path::new(&folder)) {
        println!("{name}\t{value:.4}");
    }
}
