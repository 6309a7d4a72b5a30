//! Reads the terminal's bytes on a thread of its own: hang-up first, everything that waits in one batch.

use super::Event;
use super::parse::Parser;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::thread;
use std::time::Duration;

/// The most bytes taken in one batch, so that a flood cannot keep the screen from being drawn.
const BATCH: usize = 1 << 20;

/// Starts reading standard input; each batch of events goes to `send`, which says whether to go on.
///
/// # Errors
/// Where standard input is no terminal, or no thread can be started.
pub fn spawn(send: impl Fn(Vec<Event>) -> bool + Send + 'static) -> io::Result<()> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "standard input is not a terminal"));
    }
    spawn_on(stdin.as_fd().try_clone_to_owned()?, send).map(drop)
}

/// Reads a descriptor.
fn spawn_on(tty: OwnedFd, send: impl Fn(Vec<Event>) -> bool + Send + 'static) -> io::Result<thread::JoinHandle<()>> {
    thread::Builder::new().name("hearken-input".into()).spawn(move || run(tty.as_fd(), send))
}

/// What one look at the descriptor found.
enum Found {
    Bytes(Vec<u8>),
    Nothing,
    End,
}

fn run(tty: BorrowedFd, send: impl Fn(Vec<Event>) -> bool) {
    let mut parser = Parser::default();
    loop {
        let (mut events, ended) = match look(tty, parser.patience()) {
            Found::Bytes(bytes) => (parser.push(&bytes), false),
            Found::Nothing => (parser.silence(), false),
            Found::End => (parser.silence(), true),
        };
        if ended {
            events.push(Event::Eof);
        }
        if !events.is_empty() && !send(events) || ended {
            return;
        }
    }
}

/// Waits for bytes, at most for `patience`, and takes all that wait.
fn look(tty: BorrowedFd, patience: Option<Duration>) -> Found {
    let mut batch = Vec::new();
    let mut wait = patience;
    while batch.len() < BATCH {
        match ready(tty, wait) {
            Ready::Bytes => {}
            Ready::Nothing => break,
            Ready::Gone => return if batch.is_empty() { Found::End } else { Found::Bytes(batch) },
        }
        let mut bytes = [0; 4096];
        match read(tty, &mut bytes) {
            Ok(0) => return if batch.is_empty() { Found::End } else { Found::Bytes(batch) },
            Ok(count) => batch.extend_from_slice(&bytes[..count]),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return if batch.is_empty() { Found::End } else { Found::Bytes(batch) },
        }
        wait = Some(Duration::ZERO);
    }
    if batch.is_empty() { Found::Nothing } else { Found::Bytes(batch) }
}

enum Ready {
    Bytes,
    Nothing,
    Gone,
}

fn ready(tty: BorrowedFd, wait: Option<Duration>) -> Ready {
    let wait = wait.and_then(|wait| Timespec::try_from(wait).ok());
    loop {
        let mut fds = [PollFd::from_borrowed_fd(tty, PollFlags::IN)];
        match poll(&mut fds, wait.as_ref()) {
            Ok(0) => return Ready::Nothing,
            Err(Errno::INTR) => continue,
            Err(_) => return Ready::Gone,
            Ok(_) => {}
        }
        let found = fds[0].revents();
        // The hang-up is looked at before the bytes: a terminal that is gone is always "ready" and must not be read on.
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        return if found.intersects(gone) && !found.contains(PollFlags::IN) {
            Ready::Gone
        } else if found.contains(PollFlags::IN) {
            Ready::Bytes
        } else {
            Ready::Gone
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::{Code, Key};
    use std::io::Write;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{Receiver, channel};

    const LONG: Duration = Duration::from_secs(10);

    fn start() -> (UnixStream, Receiver<Vec<Event>>) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let (to, from) = channel();
        spawn_on(theirs.into(), move |events| to.send(events).is_ok()).unwrap();
        (ours, from)
    }

    #[test]
    fn everything_that_waits_is_one_batch() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        (&ours).write_all(&[b'a'; 5000]).unwrap();
        let Found::Bytes(bytes) = look(theirs.as_fd(), None) else { panic!("no bytes") };
        assert_eq!(bytes.len(), 5000);
        assert!(matches!(look(theirs.as_fd(), Some(Duration::ZERO)), Found::Nothing));
    }

    #[test]
    fn a_partial_sequence_times_out_and_f9_gets_through() {
        let (mut ours, events) = start();
        ours.write_all(b"\x1b").unwrap();
        assert_eq!(events.recv_timeout(LONG).unwrap(), [Event::Key(Key::plain(Code::Esc))]);
        ours.write_all(b"\x1b[200~never ended").unwrap();
        assert_eq!(events.recv_timeout(LONG).unwrap(), [Event::Paste("never ended".into())]);
        ours.write_all(b"\x1b[20~").unwrap();
        assert_eq!(events.recv_timeout(LONG).unwrap(), [Event::Key(Key::plain(Code::F(9)))]);
    }

    #[test]
    fn end_of_file_is_the_end() {
        let (mut ours, events) = start();
        ours.write_all(b"a").unwrap();
        drop(ours);
        let all: Vec<Event> = events.iter().flatten().collect();
        assert_eq!(all, [Event::Key(Key::plain(Code::Char('a'))), Event::Eof]);
    }

    #[test]
    fn nobody_listening_ends_the_thread() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let thread = spawn_on(theirs.into(), |_| false).unwrap();
        (&ours).write_all(b"a").unwrap();
        thread.join().unwrap();
    }
}
