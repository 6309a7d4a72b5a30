//! The pictures in the README show what the program draws.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
    pub mod pictures;
}

use std::{fs, path::Path};

use support::pictures::PICTURES;

#[test]
fn every_picture_is_what_the_program_draws_now() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let readme = fs::read_to_string(assets.with_file_name("README.md")).unwrap();
    for picture in &PICTURES {
        let kept = fs::read_to_string(assets.join(picture.file)).unwrap_or_default();
        let now = picture.svg();
        assert!(
            kept.replace("\r\n", "\n") == now,
            "assets/{} shows another frame; look at the new one after: cargo run --example pictures",
            picture.file
        );
        assert!(readme.contains(&format!("(assets/{})", picture.file)), "the README shows {}", picture.file);
    }
}
