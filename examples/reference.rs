//! Remakes the field reference in `playbooks/README.md`: `cargo run --example reference`.

use std::{fs, io, path::Path};

#[path = "../tests/support/reference.rs"]
mod reference;

fn main() -> io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks/README.md");
    let text = fs::read_to_string(&path)?;
    let text = reference::renewed(&text).ok_or_else(|| io::Error::other("the marks are gone"))?;
    fs::write(path, text)?;
    println!("playbooks/README.md");
    Ok(())
}
