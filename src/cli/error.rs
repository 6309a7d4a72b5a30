//! What ends a command: what went wrong, whose it is, and what to do about it.

use std::io::{self, Write};

/// Whose fault it is; the exit code follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// What the user wrote: arguments, a playbook, the settings. Exit code 2.
    User,
    /// What the machine did: a disk, a terminal. Exit code 1.
    Machine,
}

/// Why a command could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CliError {
    /// Whose fault it is.
    pub kind: ErrorKind,
    /// What is wrong; empty where everything was said already.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl CliError {
    /// Something the user wrote.
    pub fn user(message: impl Into<String>) -> CliError {
        CliError { kind: ErrorKind::User, message: message.into(), hint: None }
    }

    /// Something the machine did.
    pub fn machine(message: impl Into<String>) -> CliError {
        CliError { kind: ErrorKind::Machine, message: message.into(), hint: None }
    }

    /// And what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> CliError {
        self.hint = Some(hint.into());
        self
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self.kind {
            ErrorKind::Machine => 1,
            ErrorKind::User => 2,
        }
    }

    /// Says it on stderr.
    pub fn tell(&self) {
        if !self.message.is_empty() {
            talk(&format!("error: {}", self.message));
        }
        if let Some(hint) = &self.hint {
            talk(&format!("  help: {hint}"));
        }
    }
}

/// Says a line to the person; where nobody listens, nothing is lost.
pub fn talk(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Puts data out. A reader that has seen enough, as `head` has, is content.
///
/// # Errors
/// Where it cannot be written otherwise.
pub fn put(data: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(data.as_bytes()).and_then(|()| out.flush()) {
        Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::machine(format!("the output could not be written: {fault}")))
        }
        _ => Ok(()),
    }
}
