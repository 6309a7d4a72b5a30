//! The settings: `config.yaml` to [`Config`] and back.
//!
//! Two files count: one for the whole machine, and the user's above it. Every fault is told at its place; what is right
//! beside it still counts, so that a slip never costs more than one setting.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::app::config::Config;
use crate::storage::StorageError;
use crate::storage::paths::Paths;
use crate::text;

mod node;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use write::save_file;

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

/// Reads the settings of a user, over those of the machine.
///
/// # Errors
/// Every fault in the files; one that cannot be read has it at its beginning. [`load_files`] gives what is right beside.
pub fn load(paths: &Paths) -> Result<Config, Vec<Fault>> {
    match load_files(&paths.config, Some(&paths.system_config)) {
        Ok(Loaded { config, faults }) if faults.is_empty() => Ok(config),
        Ok(Loaded { faults, .. }) => Err(faults),
        Err(error) => {
            let (path, message) = match error {
                StorageError::Unusable { path, source } => (path, source.to_string()),
                other => (paths.config.clone(), other.to_string()),
            };
            let (file, fix) = (text::clean(&path.display().to_string()), "make it a file that you may read".to_owned());
            Err(vec![Fault { file, line: 1, column: 1, message, fix }])
        }
    }
}

/// Writes what differs from the settings in force to the user's file, as [`save_file`] does.
///
/// # Errors
/// Those of [`save_file`].
pub fn save(paths: &Paths, config: &Config) -> Result<(), StorageError> {
    save_file(&paths.config, Some(&paths.system_config), config)
}

/// Reads the settings of the machine, where there are any, and the user's above them. A file that is not there is empty;
/// [`Config::asked`] tells whether the user's was there.
///
/// # Errors
/// Where a file is there and cannot be read.
pub fn load_files(user: &Path, system: Option<&Path>) -> Result<Loaded, StorageError> {
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
