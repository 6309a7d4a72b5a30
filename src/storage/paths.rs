//! Where things lie, and that only their owner may read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs, UserDirs};

use crate::storage::StorageError;

/// The folders and files of one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The folder of the store.
    pub data: PathBuf,
    /// The user's settings.
    pub config: PathBuf,
    /// The user's own playbooks, beside the settings.
    pub playbooks: PathBuf,
    /// The settings of the whole machine.
    pub system_config: PathBuf,
}

impl Paths {
    /// The platform's places, or those that were named instead.
    ///
    /// # Errors
    /// Where the user has no home and not both were named.
    pub fn find(data: Option<&Path>, config: Option<&Path>) -> Result<Paths, StorageError> {
        let platform = || ProjectDirs::from("", "", "hearken").ok_or(StorageError::NoHome);
        let whole = |path: &Path| std::path::absolute(path).map_err(|e| StorageError::unusable(path, e));
        let data = match data {
            Some(path) => whole(path)?,
            None => platform()?.data_dir().to_owned(),
        };
        let config = match config {
            Some(path) => whole(path)?,
            None => platform()?.config_dir().join("config.yaml"),
        };
        let playbooks = config.parent().unwrap_or(Path::new(".")).join("playbooks");
        Ok(Paths { data, config, playbooks, system_config: system_config() })
    }
}

/// Where pages are written that are handed over: the user's documents, else their home.
pub fn documents() -> Option<PathBuf> {
    let user = UserDirs::new()?;
    let documents = user.document_dir().filter(|folder| folder.is_dir());
    Some(documents.unwrap_or_else(|| user.home_dir()).to_owned())
}

/// The settings of the whole machine.
fn system_config() -> PathBuf {
    let folder = if cfg!(windows) {
        r"C:\ProgramData\hearken"
    } else if cfg!(target_os = "macos") {
        "/Library/Application Support/hearken"
    } else {
        "/etc/hearken"
    };
    Path::new(folder).join("config.yaml")
}

/// A path as a person writes it: `~/` stands for their home.
pub fn from_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(below), Some(home)) => home.home_dir().join(below),
        _ => path.to_owned(),
    }
}

/// From here on whatever this program creates is its owner's alone. Call it first of all.
pub fn private() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// Makes a folder and those above it, for the owner alone; one that exists stays as it is.
///
/// # Errors
/// Where it cannot be made.
pub fn folder(path: &Path) -> Result<(), StorageError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|e| StorageError::unusable(path, e))
}

/// Opens a file to read and write, made for the owner alone if it is not there; what it holds stays.
///
/// # Errors
/// Those of the system.
pub fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("it exists").permissions().mode() & 0o777
    }

    #[test]
    fn named_places_win_and_playbooks_lie_beside_the_settings() {
        let paths = Paths::find(Some(Path::new("/d")), Some(Path::new("/c/mine.yaml"))).unwrap();
        assert_eq!(paths.data, Path::new("/d"));
        assert_eq!(paths.config, Path::new("/c/mine.yaml"));
        assert_eq!(paths.playbooks, Path::new("/c/playbooks"));
        assert!(paths.system_config.is_absolute());
    }

    #[test]
    fn a_tilde_is_home() {
        let home = from_home(Path::new("~"));
        assert!(home.is_absolute() && from_home(Path::new("~/team")) == home.join("team"));
        assert_eq!(from_home(Path::new("/a/~b")), Path::new("/a/~b"));
        assert_eq!(from_home(Path::new("~b/c")), Path::new("~b/c"));
    }

    #[test]
    fn a_relative_place_becomes_absolute() {
        let paths = Paths::find(Some(Path::new("d")), Some(Path::new("c.yaml"))).unwrap();
        assert!(paths.data.is_absolute() && paths.data.ends_with("d"));
        assert!(paths.playbooks.is_absolute());
    }

    #[test]
    fn folders_and_files_are_their_owners_alone() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b");
        folder(&deep).unwrap();
        assert_eq!((mode(&root.path().join("a")), mode(&deep)), (0o700, 0o700));
        file(&deep.join("f")).unwrap();
        assert_eq!(mode(&deep.join("f")), 0o600);
        folder(&deep).unwrap();
    }

    #[test]
    fn a_folder_below_a_file_cannot_be_made() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("f"), "").unwrap();
        let error = folder(&root.path().join("f/g")).unwrap_err();
        assert!(matches!(error, StorageError::Unusable { .. }), "{error}");
        assert!(error.hint().contains("--data-dir"));
    }
}
