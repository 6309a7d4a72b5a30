//! What lies on disk: where it lies, the settings, the playbook files, and the store of what happened in calls.
//!
//! Nothing here may end a live call: every failure is a [`StorageError`] with a hint, and the caller goes on in memory.

use std::io;
use std::path::PathBuf;

pub mod config;
pub mod journal;
pub mod library;
pub mod out;
pub mod paths;
pub mod report;
pub mod session;

/// Why something cannot be kept or read. [`StorageError::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The platform names no folder for this user.
    #[error("there is no home folder to keep anything in")]
    NoHome,
    /// A folder or file cannot be made, opened, read or written.
    #[error("{path}: {source}", path = path.display())]
    Unusable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The disk is full.
    #[error("{path}: the disk is full", path = path.display())]
    Full {
        /// The store.
        path: PathBuf,
    },
    /// Another program keeps the store busy.
    #[error("{path}: another program keeps it busy", path = path.display())]
    Busy {
        /// The store.
        path: PathBuf,
    },
    /// The store was written by a newer hearken.
    #[error("{path} was written by a newer hearken (store version {found}; this one knows {known})", path = path.display())]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// It is a database of another program.
    #[error("{path} is not hearken's", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The store is damaged.
    #[error("{path} is damaged: {reason}", path = path.display())]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What the database says.
        reason: String,
    },
    /// Anything else the database refuses.
    #[error("{path}: {reason}", path = path.display())]
    Refused {
        /// The store.
        path: PathBuf,
        /// What the database says.
        reason: String,
    },
    /// A file has faults and is not written over.
    #[error("{0}")]
    Faulty(config::Fault),
}

impl StorageError {
    /// What to do about it, for people.
    pub fn hint(&self) -> String {
        match self {
            StorageError::NoHome => "set HOME, or name a folder with --data-dir and a file with --config".to_owned(),
            StorageError::Unusable { .. } => {
                "check that the folder exists and is yours, or name another with --data-dir".to_owned()
            }
            StorageError::Full { .. } => "make room on the disk; what was not saved is written then".to_owned(),
            StorageError::Busy { .. } => "close other programs that use the file, then start hearken again".to_owned(),
            StorageError::Newer { .. } => "use the newer hearken, or name another folder with --data-dir".to_owned(),
            StorageError::Foreign { .. } => "name another folder with --data-dir".to_owned(),
            StorageError::Damaged { path, .. } | StorageError::Refused { path, .. } => {
                format!("move {} aside and start again, or name another folder with --data-dir", path.display())
            }
            StorageError::Faulty(fault) => fault.fix.clone(),
        }
    }

    /// A file or folder that cannot be used.
    pub(crate) fn unusable(path: impl Into<PathBuf>, source: io::Error) -> StorageError {
        let path = path.into();
        if source.kind() == io::ErrorKind::StorageFull {
            return StorageError::Full { path };
        }
        StorageError::Unusable { path, source }
    }
}
