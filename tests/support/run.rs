//! hearken run to its end without a terminal.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use crate::home::{HEARKEN, Home};

impl Home {
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
        let mut child =
            shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a shell");
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
