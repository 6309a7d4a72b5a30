//! The settings: `config.yaml` to [`Config`] and back.
//!
//! Two files count: one for the whole machine, and the user's above it. Every fault is told at its place; what is right
//! beside it still counts, so that a slip never costs more than one setting.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::app::config::Config;
use crate::storage::StorageError;

mod node;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use write::save;

/// The longest settings file, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Something wrong in a file, where it is and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}; {fix}")]
pub struct Fault {
    /// The file, as shown to people.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// The settings in force, and what is wrong in their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Every setting that is right; the others are as if they were not there.
    pub config: Config,
    /// Every fault, in order.
    pub faults: Vec<Fault>,
}

/// Reads the settings of the machine, where there are any, and the user's above them. A file that is not there is empty;
/// [`Config::asked`] tells whether the user's was there.
///
/// # Errors
/// Where a file is there and cannot be read.
pub fn load(user: &Path, system: Option<&Path>) -> Result<Loaded, StorageError> {
    let mut loaded = Loaded::default();
    if let Some(path) = system
        && let Some(bytes) = bytes(path)?
    {
        read::apply(&mut loaded, path, &bytes, read::Whose::System);
    }
    if let Some(bytes) = bytes(user)? {
        loaded.config.asked = true;
        read::apply(&mut loaded, user, &bytes, read::Whose::User);
    }
    Ok(loaded)
}

/// What a file holds, up to a little more than the longest; none if it is not there.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, StorageError> {
    let read = || {
        // Opening a pipe would wait for someone to write into it.
        if !std::fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StorageError::unusable(path, e)),
    }
}

/// The nearest of some names, if one is near enough to be meant.
fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let best = names.iter().map(|known| (distance(name, known), *known)).min()?;
    (best.0 <= 1 + name.chars().count() / 4).then_some(best.1)
}

/// How many letters have to be changed, left out or put in.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
