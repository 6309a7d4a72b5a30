//! Files that are handed over: for their owner alone, whole or not at all.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// So many files of one name are enough.
const NAMES: u32 = 999;

/// A new file; half a one does not stay.
///
/// # Errors
/// Where there is one of this name, its folder is not there, or it cannot be written.
pub fn new(path: &Path, data: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(data.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // What failed is told; there is nothing more to tell of what is left of it.
        let _ = fs::remove_file(path);
    }
    written
}

/// A new file in the place of another, so that whoever could read that one cannot read this.
///
/// # Errors
/// Where it is a folder, or cannot be written.
pub fn over(path: &Path, data: &str) -> io::Result<()> {
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let name = path.file_name().ok_or(ErrorKind::NotFound)?.to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    new(&beside, data)?;
    let moved = fs::rename(&beside, path);
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// A new file in a folder, by a name that nothing there has: `-2`, `-3` and so on stand before the extension where it is
/// needed. Where it lies.
///
/// # Errors
/// Where the folder is not there or cannot be written into.
pub fn beside(folder: &Path, name: &str, extension: &str, data: &str) -> io::Result<PathBuf> {
    let mut count = 1;
    loop {
        let more = if count == 1 { String::new() } else { format!("-{count}") };
        let path = folder.join(format!("{name}{more}.{extension}"));
        match new(&path, data) {
            Err(fault) if fault.kind() == ErrorKind::AlreadyExists && count < NAMES => count += 1,
            written => return written.map(|()| path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_there_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = beside(folder.path(), "mock", "html", "one").expect("written");
        let second = beside(folder.path(), "mock", "html", "two").expect("written");
        assert!(first.ends_with("mock.html") && second.ends_with("mock-2.html"), "{second:?}");
        assert_eq!(
            (fs::read_to_string(first).expect("there"), fs::read_to_string(second).expect("there")),
            ("one".into(), "two".into())
        );
        let gone = beside(&folder.path().join("none"), "mock", "html", "x").expect_err("no folder");
        assert_eq!(gone.kind(), ErrorKind::NotFound);
    }
}
