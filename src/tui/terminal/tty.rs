//! The terminal's descriptor: a handle of our own, without the lock of `stdout`, and writes that do not wait for ever.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// How long a terminal may take to accept the few bytes that take or give back the screen.
const PATIENCE: Duration = Duration::from_millis(300);

/// A handle of our own on standard output.
///
/// # Errors
/// Where that is no terminal.
pub(super) fn output() -> io::Result<Box<dyn Write + Send>> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "standard output is not a terminal"));
    }
    own()
}

/// Writes to the terminal, if it takes the bytes soon.
pub(super) fn say(text: &str) -> io::Result<()> {
    let stdout = io::stdout();
    if !takes(&stdout) {
        return Err(io::ErrorKind::TimedOut.into());
    }
    let mut own = own()?;
    own.write_all(text.as_bytes())?;
    own.flush()
}

/// Writes to standard error, if it takes the bytes soon; whatever happens, without a panic.
pub(super) fn complain(text: &str) {
    let stderr = io::stderr();
    if takes(&stderr) {
        let _ = complain_now(text);
    }
}

#[cfg(unix)]
mod system {
    use super::PATIENCE;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use std::fs::File;
    use std::io::{self, Write};
    use std::os::fd::AsFd;

    pub(in super::super) fn own() -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }

    pub(super) fn complain_now(text: &str) -> io::Result<()> {
        File::from(io::stderr().as_fd().try_clone_to_owned()?).write_all(text.as_bytes())
    }

    /// Whether bytes would be taken within the time; a terminal that was stopped or is gone takes none.
    pub(super) fn takes(out: &impl AsFd) -> bool {
        let mut fds = [PollFd::new(out, PollFlags::OUT)];
        let wait = Timespec::try_from(PATIENCE).ok();
        let found = poll(&mut fds, wait.as_ref());
        found.is_ok() && fds[0].revents().contains(PollFlags::OUT)
    }

    pub(in super::super) fn size() -> Option<(u16, u16)> {
        let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
    }

    pub(in super::super) fn mouse(_: bool) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use std::io::{self, Write};

    pub(in super::super) fn own() -> io::Result<Box<dyn Write + Send>> {
        // On Windows this also turns control sequences on.
        #[cfg(windows)]
        crossterm::ansi_support::supports_ansi();
        Ok(Box::new(io::stdout()))
    }

    pub(super) fn complain_now(text: &str) -> io::Result<()> {
        io::stderr().write_all(text.as_bytes())
    }

    pub(super) fn takes<T>(_: &T) -> bool {
        true
    }

    pub(in super::super) fn size() -> Option<(u16, u16)> {
        crossterm::terminal::size().ok()
    }

    pub(in super::super) fn mouse(on: bool) -> io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        if on {
            crossterm::execute!(io::stdout(), EnableMouseCapture)
        } else {
            crossterm::execute!(io::stdout(), DisableMouseCapture)
        }
    }
}

use system::{complain_now, takes};
pub(super) use system::{mouse, own, size};

#[cfg(all(test, unix))]
mod tests {
    use super::takes;
    use std::io::Write;
    use std::os::unix::net::UnixStream;

    #[test]
    fn what_does_not_read_is_not_waited_for() {
        let (mut ours, _theirs) = UnixStream::pair().unwrap();
        assert!(takes(&ours));
        ours.set_nonblocking(true).unwrap();
        while ours.write(&[0; 4096]).is_ok() {}
        assert!(!takes(&ours));
    }
}
