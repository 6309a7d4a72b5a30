//! Who has a call in hand: one lock file per call, so that two hearkens never go on with the same one.
//!
//! The system drops a lock with its process, however that ends. Every look at a lock is taken under one guard, for the
//! blink of an eye, so that neither looking nor tidying can be mistaken for holding.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::call::event::CallId;
use crate::storage::{StorageError, paths};

/// How often the guard is tried, a millisecond apart: long for those who hold it, short for a person.
const TRIES: u32 = 1_000;

/// Why a call cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum Taken {
    /// Someone has it.
    #[error("another hearken has this call open")]
    Held,
    /// The lock cannot be made.
    #[error("the call cannot be locked: {0}")]
    Unusable(#[from] io::Error),
}

/// A call in hand, let go when dropped.
#[derive(Debug)]
pub struct Claim {
    dir: PathBuf,
    call: CallId,
    file: Option<File>,
    held: Arc<Mutex<BTreeSet<CallId>>>,
}

impl Claim {
    /// Takes the call, if no one has it.
    pub(super) fn take(dir: &Path, call: &CallId, held: &Arc<Mutex<BTreeSet<CallId>>>) -> Result<Claim, Taken> {
        let _guard = Guard::take(dir)?;
        let file = paths::file(&path(dir, call))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Taken::Held),
            Err(TryLockError::Error(e)) => return Err(Taken::Unusable(e)),
        }
        calls(held).insert(call.clone());
        Ok(Claim { dir: dir.to_owned(), call: call.clone(), file: Some(file), held: Arc::clone(held) })
    }

    /// Which call.
    pub fn call(&self) -> &CallId {
        &self.call
    }

    /// The call is closed: its lock is let go and leaves nothing behind.
    pub fn close(mut self) {
        let guard = Guard::take(&self.dir);
        if guard.is_ok() {
            // A file that stays is tidied at the next start.
            let _ = std::fs::remove_file(path(&self.dir, &self.call));
        }
        self.file = None;
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.file = None;
        calls(&self.held).remove(&self.call);
    }
}

/// The calls that this process holds.
fn calls(held: &Mutex<BTreeSet<CallId>>) -> MutexGuard<'_, BTreeSet<CallId>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether anyone holds the call; where that cannot be told, yes.
pub(super) fn is_held(dir: &Path, call: &CallId) -> bool {
    let path = path(dir, call);
    if matches!(path.try_exists(), Ok(false)) {
        return false;
    }
    let Ok(_guard) = Guard::take(dir) else { return true };
    match existing(&path) {
        Ok(file) => file.try_lock().is_err(),
        Err(e) => e.kind() != io::ErrorKind::NotFound,
    }
}

/// Removes the lock files of calls that no one holds and that are not among `open`.
pub(super) fn tidy(dir: &Path, open: &BTreeSet<CallId>) -> io::Result<()> {
    let kept: BTreeSet<PathBuf> = open.iter().map(|call| path(dir, call)).collect();
    let _guard = Guard::take(dir)?;
    for entry in std::fs::read_dir(folder(dir))? {
        let path = entry?.path();
        let ours = path.extension().is_some_and(|e| e == "lock");
        if ours && !kept.contains(&path) && existing(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// A lock file that is there already.
fn existing(path: &Path) -> io::Result<File> {
    File::options().read(true).write(true).open(path)
}

/// The guard over all locks, held for a moment.
pub(super) struct Guard {
    _file: File,
}

impl Guard {
    /// Waits for the guard, a second at most.
    pub(super) fn take(dir: &Path) -> io::Result<Guard> {
        let file = paths::file(&folder(dir).join("guard"))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Guard { _file: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
                Err(TryLockError::Error(e)) => return Err(e),
            }
        }
        Err(io::Error::new(io::ErrorKind::TimedOut, "another hearken keeps the locks"))
    }
}

/// Makes the folder of the locks.
pub(super) fn prepare(dir: &Path) -> Result<(), StorageError> {
    paths::folder(&folder(dir))
}

fn folder(dir: &Path) -> PathBuf {
    dir.join("locks")
}

/// The lock of a call. An id that is no plain name is spelled in hexadecimal, so that it cannot lead elsewhere.
fn path(dir: &Path, call: &CallId) -> PathBuf {
    let plain =
        call.0.len() <= 64 && !call.0.is_empty() && call.0.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let mut name = if plain { call.0.clone() } else { String::from("x_") };
    if !plain {
        for byte in call.0.bytes().take(100) {
            // Writing to a string cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
    }
    folder(dir).join(name + ".lock")
}
