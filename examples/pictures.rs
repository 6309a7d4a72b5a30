//! Writes the README's pictures anew: `cargo run --example pictures`.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
#[path = "../tests/support"]
mod support {
    pub mod journey;
    pub mod pictures;
}

use std::{fs, io, path::Path};

use support::pictures::PICTURES;

fn main() -> io::Result<()> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    fs::create_dir_all(&assets)?;
    for picture in &PICTURES {
        fs::write(assets.join(picture.file), picture.svg())?;
        println!("assets/{}", picture.file);
    }
    Ok(())
}
