//! Data into a file that someone named: for its owner alone, whole or not at all, and over another file only where asked.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
};

use crate::{
    cli::{CliError, talk},
    text::clean,
};

/// Writes a file. One that is there stays, unless it is to be replaced.
///
/// # Errors
/// Where it is there, its folder is not, or it cannot be written.
pub fn write(path: &Path, data: &str, replace: bool) -> Result<(), CliError> {
    let name = clean(&path.to_string_lossy());
    let written = if replace { over(path, data) } else { new(path, data) };
    match written {
        Ok(()) => {
            talk(&format!("{name} is written; only you can read it"));
            Ok(())
        }
        Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {
            Err(CliError::user(format!("`{name}` is there already"))
                .hint("choose another name, or replace it: --force"))
        }
        Err(fault) if matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => {
            Err(CliError::user(format!("`{name}` is no place for a file: {fault}"))
                .hint("name a file in a folder that is there"))
        }
        Err(fault) => {
            Err(CliError::machine(format!("`{name}` cannot be written: {fault}")).hint("name another folder"))
        }
    }
}

/// A new file; half a one does not stay.
fn new(path: &Path, data: &str) -> io::Result<()> {
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
fn over(path: &Path, data: &str) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_its_owners_and_is_replaced_only_where_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("debrief.html");
        write(&path, "one", false).expect("written");
        let again = write(&path, "two", false).expect_err("it is there");
        assert_eq!((again.code(), fs::read_to_string(&path).expect("there").as_str()), (2, "one"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("open to all");
            write(&path, "two", true).expect("replaced");
            assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        }
        write(&path, "three", true).expect("replaced");
        assert_eq!(fs::read_to_string(&path).expect("there"), "three");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_place_that_is_none_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, replace) in [("nowhere/a.html", false), ("nowhere/a.html", true), ("", false), ("", true)] {
            let code = write(&folder.path().join(path), "x", replace).expect_err("no place").code();
            assert_eq!(code, 2, "{path} {replace}");
        }
    }
}
