//! Playbook files (to come).
use crate::playbook::{SourceFile, model::Layer};
use std::path::{Path, PathBuf};
/// Found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files.
    pub files: Vec<SourceFile>,
    /// Faults.
    pub faults: Vec<String>,
}
/// Find.
pub fn find(team: &[PathBuf], _own: Option<&Path>) -> Found {
    named(team)
}
/// Named.
pub fn named(paths: &[PathBuf]) -> Found {
    let mut f = Found::default();
    for p in paths {
        let list: Vec<PathBuf> = if p.is_dir() {
            std::fs::read_dir(p).into_iter().flatten().flatten().map(|e| e.path()).collect()
        } else {
            vec![p.clone()]
        };
        for p in list {
            match std::fs::read(&p) {
                Ok(bytes) => f.files.push(SourceFile { layer: Layer::Team(0), name: p.display().to_string(), bytes }),
                Err(e) => f.faults.push(format!("{}: {e}", p.display())),
            }
        }
    }
    f
}
