//! A user's folders for one test, and hearken run in them without a terminal.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// The program under test.
pub const HEARKEN: &str = env!("CARGO_BIN_EXE_hearken");

/// A user's folders, empty but for a config that has answered the first questions.
pub struct Home {
    root: TempDir,
}

impl Home {
    /// New folders.
    pub fn new() -> Home {
        let home = Home { root: TempDir::new().expect("a folder") };
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

    /// hearken with these arguments, not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(HEARKEN);
        command.args(arguments).env_clear().envs(self.env()).current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// Runs hearken to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().expect("it starts"))
    }

    /// Runs hearken in a shell line, `$HEARKEN` being the program.
    pub fn shell(&self, line: &str) -> Ran {
        let mut shell = Command::new("sh");
        shell.env_clear().envs(self.env()).env("HEARKEN", HEARKEN).current_dir(self.path());
        let mut child = shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(line.as_bytes()).expect("the shell reads");
        drop(stdin);
        Ran::from(child.wait_with_output().expect("it ends"))
    }
}

/// How a run went.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// What was data.
    pub out: String,
    /// What was talk.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}
