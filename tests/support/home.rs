//! A user's folders for one test.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use tempfile::TempDir;

/// The program under test.
pub const HEARKEN: &str = env!("CARGO_BIN_EXE_hearken");

/// A user's folders, empty but for a config that has answered the first questions.
/// They stay as long as anyone holds them.
#[derive(Clone)]
pub struct Home {
    root: Arc<TempDir>,
}

impl Home {
    /// New folders.
    pub fn new() -> Home {
        let home = Home { root: Arc::new(TempDir::new().expect("a folder")) };
        home.write("config/config.yaml", "agent: Sam\ncompany: Acme\ncountry: GB\n");
        home
    }

    /// The folder of everything.
    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// The folder of the store.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file below the folder and says where.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    }

    /// The environment that keeps hearken in here, as a plain desk would have it.
    pub fn env(&self) -> Vec<(&'static str, String)> {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        vec![
            ("HOME", text(self.path().to_owned())),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "Europe/London".into()),
            ("HEARKEN_CONFIG", text(self.path().join("config/config.yaml"))),
            ("HEARKEN_DATA_DIR", text(self.data())),
        ]
    }
}
