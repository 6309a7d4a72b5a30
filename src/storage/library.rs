//! Finding playbook files: what is read, and what is not and why. What is in them is the playbook room's.

mod kept;

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::playbook::SourceFile;
use crate::playbook::model::Layer;
use crate::storage::paths;
use crate::text;

pub use kept::Kept;

/// The longest playbook, in bytes.
pub const LONGEST: u64 = 1024 * 1024;

/// How many folders deep a playbook may lie below the one that was named.
pub const DEEPEST: usize = 24;

/// The most files that are read of one folder.
const MOST: usize = 10_000;

/// Something that is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {reason}; {fix}")]
pub struct Refused {
    /// Its name as shown to people.
    pub name: String,
    /// Why.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

/// What was found: files with their names as people may follow them, and nothing in those that a terminal would obey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The playbooks, in the order in which they count.
    pub files: Vec<SourceFile>,
    /// What is passed by.
    pub faults: Vec<Refused>,
}

/// Reads every playbook of the team's folders, in their order, and of the user's own, which need not be there. A place
/// may be a single file too. Names that begin with a dot are passed over.
pub fn find(team: &[PathBuf], own: Option<&Path>) -> Found {
    let mut search = named(team);
    if let Some(own) = own
        && !matches!(own.try_exists(), Ok(false))
    {
        search.place(Layer::Own, own);
    }
    search
}

/// Reads the playbooks of places that someone named: folders or single files, each of which has to be there.
pub fn named(places: &[PathBuf]) -> Found {
    let mut search = Found::default();
    for (n, place) in places.iter().enumerate() {
        search.place(Layer::Team(u8::try_from(n).unwrap_or(u8::MAX)), &paths::from_home(place));
    }
    search
}

impl Found {
    /// Searches what the user named. Only here a link is followed: who names it means where it leads.
    fn place(&mut self, layer: Layer, place: &Path) {
        let name = shown(place.as_os_str());
        match std::fs::metadata(place) {
            Ok(kind) if kind.is_dir() => {
                let from = self.files.len();
                self.folder(layer, place, 0);
                if self.files.len() - from > MOST {
                    self.files.truncate(from + MOST);
                    self.refuse(&name, format!("it has more than {MOST} playbooks"), "name a smaller folder");
                }
            }
            Ok(kind) if kind.is_file() => {
                let real = place.canonicalize().unwrap_or_else(|_| place.to_owned());
                self.file(layer, &real, name);
            }
            Ok(_) => self.refuse(&name, "it is neither a folder nor a file", "name a folder of playbooks"),
            Err(e) => self.refuse(&name, reason(&e), "check the name, or take it out of the settings"),
        }
    }

    /// Searches a folder that lies so deep in the one that was named.
    fn folder(&mut self, layer: Layer, path: &Path, depth: usize) {
        let name = shown(path.as_os_str());
        let entries = std::fs::read_dir(path).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(e) => return self.refuse(&name, reason(&e), "make it readable"),
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let (path, file_name) = (entry.path(), entry.file_name());
            if file_name.as_encoded_bytes().starts_with(b".") || self.files.len() > MOST * 2 {
                continue;
            }
            let name = shown(path.as_os_str());
            let kind = match entry.file_type() {
                Ok(kind) => kind,
                Err(e) => {
                    self.refuse(&name, reason(&e), "make it readable");
                    continue;
                }
            };
            if kind.is_dir() && depth == DEEPEST {
                self.refuse(&name, format!("it lies more than {DEEPEST} folders deep"), "move it up");
            } else if kind.is_dir() {
                self.folder(layer, &path, depth + 1);
            } else if kind.is_symlink() && (is_playbook(&path) || path.is_dir()) {
                self.refuse(&name, "it is a link", "put the file itself here, or name its folder in `playbooks`");
            } else if is_playbook(&path) {
                self.file(layer, &path, name);
            }
        }
    }

    /// Reads a file, if it is one.
    fn file(&mut self, layer: Layer, path: &Path, name: String) {
        match read(path) {
            Ok(bytes) => self.files.push(SourceFile { layer, name, bytes }),
            Err(Unread::NoFile) => self.refuse(&name, "it is not a regular file", "put a file of text here"),
            Err(Unread::Long) => self.refuse(&name, "it is longer than 1 MiB", "split it into several files"),
            Err(Unread::System(e)) => self.refuse(&name, reason(&e), "make it readable"),
        }
    }

    fn refuse(&mut self, name: &str, reason: impl Into<String>, fix: &str) {
        self.faults.push(Refused { name: name.to_owned(), reason: reason.into(), fix: fix.to_owned() });
    }
}

/// Whether a name ends like a playbook's.
fn is_playbook(path: &Path) -> bool {
    let is = |ending: &OsStr| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml");
    path.extension().is_some_and(is)
}

/// A name without anything that a terminal would obey.
fn shown(name: &OsStr) -> String {
    text::clean(&name.to_string_lossy())
}

/// Why the system refused, in few words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => text::clean(&error.to_string()),
    }
}

/// Why a file was not read.
enum Unread {
    /// It is a pipe, a device, a socket or a link.
    NoFile,
    /// It is too long.
    Long,
    /// The system refused.
    System(io::Error),
}

/// Reads a regular file. What it is, is asked of the open file, so that nobody can change it in between; opening waits
/// for no one and follows no link.
fn read(path: &Path) -> Result<Vec<u8>, Unread> {
    let file = open(path)?;
    let kind = file.metadata().map_err(Unread::System)?;
    if !kind.is_file() {
        return Err(Unread::NoFile);
    }
    if kind.len() > LONGEST {
        return Err(Unread::Long);
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(Unread::System)?;
    if bytes.len() as u64 > LONGEST { Err(Unread::Long) } else { Ok(bytes) }
}

#[cfg(unix)]
fn open(path: &Path) -> Result<File, Unread> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    use rustix::io::Errno;

    let flags = (OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC).bits();
    let opened = OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path);
    opened.map_err(|e| match Errno::from_io_error(&e) {
        // A link, a socket.
        Some(Errno::LOOP | Errno::NXIO | Errno::OPNOTSUPP) => Unread::NoFile,
        _ => Unread::System(e),
    })
}

#[cfg(not(unix))]
fn open(path: &Path) -> Result<File, Unread> {
    if std::fs::symlink_metadata(path).map_err(Unread::System)?.is_file() {
        OpenOptions::new().read(true).open(path).map_err(Unread::System)
    } else {
        Err(Unread::NoFile)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
