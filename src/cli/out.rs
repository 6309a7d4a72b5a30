//! Data into a file that someone named: for its owner alone, whole or not at all, and over another file only where asked.

use std::{io::ErrorKind, path::Path};

use crate::{
    cli::{CliError, talk},
    storage::out,
    text::clean,
};

/// Writes a file. One that is there stays, unless it is to be replaced.
///
/// # Errors
/// Where it is there, its folder is not, or it cannot be written.
pub fn write(path: &Path, data: &str, replace: bool) -> Result<(), CliError> {
    let name = clean(&path.to_string_lossy());
    let written = if replace { out::over(path, data) } else { out::new(path, data) };
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

#[cfg(test)]
mod tests {
    use std::fs;

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
