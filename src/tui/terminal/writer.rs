//! The thread that writes frames. It always writes the latest: a terminal that reads slowly misses frames, never the
//! last one, and a terminal that does not read at all holds up nobody but this thread.

use super::encode::encode;
use crate::tui::renderer::Frame;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a panic waits for a frame that is being written, in milliseconds.
const GRACE: u32 = 200;

/// Whether bytes are on their way, for a panic that wants the screen.
static WRITING: AtomicBool = AtomicBool::new(false);

/// Waits a little for a frame that is being written, unless this is the thread that writes it.
pub(super) fn pause() {
    let ours = thread::current().name() == Some(NAME);
    let mut looks = 0..GRACE;
    while !ours && WRITING.load(Ordering::SeqCst) && looks.next().is_some() {
        thread::sleep(Duration::from_millis(1));
    }
}

const NAME: &str = "hearken-screen";

/// What the thread is to do, and how it fares.
#[derive(Debug, Default)]
struct Slot {
    frame: Option<Frame>,
    /// Bytes that show nothing, to be written before the next frame.
    said: String,
    forget: bool,
    writing: bool,
    end: bool,
    ended: bool,
    failed: bool,
}

impl Slot {
    fn is_idle(&self) -> bool {
        self.frame.is_none() && self.said.is_empty()
    }
}

#[derive(Debug, Default)]
struct Shared {
    slot: Mutex<Slot>,
    changed: Condvar,
}

impl Shared {
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Slot)) {
        change(&mut self.slot());
        self.changed.notify_all();
    }

    /// Waits until a slot is as wanted, at most for `patience`; whether it is.
    fn wait(&self, patience: Duration, wanted: impl Fn(&Slot) -> bool) -> bool {
        let until = self.changed.wait_timeout_while(self.slot(), patience, |slot| !wanted(slot));
        wanted(&until.unwrap_or_else(PoisonError::into_inner).0)
    }
}

/// The thread's handle.
#[derive(Debug)]
pub(super) struct Writer {
    shared: Arc<Shared>,
}

impl Writer {
    /// Starts the thread; while `stopped` says so it writes nothing.
    pub(super) fn start(out: Box<dyn Write + Send>, stopped: fn() -> bool) -> io::Result<Writer> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name(NAME.into()).spawn(move || run(&theirs, out, stopped))?;
        Ok(Writer { shared })
    }

    /// Leaves a frame to be written, in place of one that was not begun.
    pub(super) fn show(&self, frame: Frame) {
        self.shared.change(|slot| slot.frame = Some(frame));
    }

    /// Leaves bytes to be written that show nothing.
    pub(super) fn say(&self, bytes: &str) {
        self.shared.change(|slot| slot.said.push_str(bytes));
    }

    /// Has the next frame written whole.
    pub(super) fn forget(&self) {
        self.shared.change(|slot| slot.forget = true);
    }

    /// Whether the terminal refused a frame.
    pub(super) fn failed(&self) -> bool {
        self.shared.slot().failed
    }

    /// Waits until all that was left is written.
    pub(super) fn settle(&self, patience: Duration) -> bool {
        self.shared.wait(patience, |slot| slot.ended || slot.is_idle() && !slot.writing)
    }

    /// Ends the thread after the frame that is being written.
    pub(super) fn end(&self, patience: Duration) -> bool {
        self.shared.change(|slot| slot.end = true);
        self.shared.wait(patience, |slot| slot.ended)
    }
}

fn run(shared: &Shared, mut out: Box<dyn Write + Send>, stopped: fn() -> bool) {
    let mut seen: Option<Frame> = None;
    while let Some(Work { frame, said, forget }) = next(shared) {
        if forget {
            seen = None;
        }
        let drawn = frame.as_ref().map(|frame| encode(seen.as_ref(), frame)).unwrap_or_default();
        let bytes = said + &drawn;
        WRITING.store(true, Ordering::SeqCst);
        let written = if stopped() { Ok(()) } else { out.write_all(bytes.as_bytes()).and_then(|()| out.flush()) };
        WRITING.store(false, Ordering::SeqCst);
        let failed = written.is_err();
        seen = frame.or(seen);
        shared.change(|slot| {
            slot.writing = false;
            slot.failed |= failed;
        });
        if failed {
            break;
        }
    }
    shared.change(|slot| slot.ended = true);
}

/// What is to be written next.
struct Work {
    frame: Option<Frame>,
    said: String,
    forget: bool,
}

/// What is to be written next, a frame whole where it has to be; `None` at the end.
fn next(shared: &Shared) -> Option<Work> {
    let waiting = |slot: &mut Slot| slot.is_idle() && !slot.end;
    let guard = shared.changed.wait_while(shared.slot(), waiting);
    let mut slot = guard.unwrap_or_else(PoisonError::into_inner);
    if slot.end {
        return None;
    }
    slot.writing = true;
    // Kept until there is a frame: bytes that show nothing leave the screen as it is.
    let forget = slot.frame.is_some() && std::mem::take(&mut slot.forget);
    Some(Work { frame: slot.frame.take(), said: std::mem::take(&mut slot.said), forget })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::tests::emulator;
    use ratatui::buffer::Buffer;
    use std::sync::mpsc::{Receiver, Sender, channel};

    const LONG: Duration = Duration::from_secs(10);

    /// A terminal that reads only when it is allowed to, and tells what it read.
    struct Slow {
        allowed: Receiver<()>,
        read: Sender<String>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.allowed.recv();
            let _ = self.read.send(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn frame(text: &str) -> Frame {
        Frame { cells: Buffer::with_lines([text]), ..Frame::default() }
    }

    fn slow() -> (Writer, Sender<()>, Receiver<String>) {
        let (allow, allowed) = channel();
        let (read, from) = channel();
        (Writer::start(Box::new(Slow { allowed, read }), || false).unwrap(), allow, from)
    }

    #[test]
    fn a_terminal_that_does_not_read_holds_up_nobody_and_sees_the_last_frame() {
        let (writer, allow, read) = slow();
        for i in 0..1000 {
            writer.show(frame(&format!("frame {i:03}")));
        }
        writer.show(frame("the last!"));
        assert!(!writer.settle(Duration::from_millis(5)));
        drop(allow);
        assert!(writer.settle(LONG));
        let seen: Vec<String> = read.try_iter().collect();
        assert!(seen.len() <= 2, "{}", seen.len());
        let mut terminal = emulator(1, 9);
        terminal.process(seen.concat().as_bytes());
        assert_eq!(terminal.screen().contents(), "the last!");
        assert!(writer.end(LONG));
    }

    #[test]
    fn what_shows_nothing_is_written_too_and_changes_no_frame() {
        let (writer, allow, read) = slow();
        drop(allow);
        writer.show(frame("same"));
        assert!(writer.settle(LONG));
        writer.say("\x1b]52;c;eA==\x07");
        assert!(writer.settle(LONG));
        writer.show(frame("same"));
        assert!(writer.settle(LONG));
        let all: Vec<String> = read.try_iter().collect();
        assert_eq!(all.iter().filter(|bytes| bytes.contains("]52;c;")).count(), 1);
        assert_eq!(all.iter().filter(|bytes| bytes.contains("same")).count(), 1);
    }

    #[test]
    fn after_something_else_wrote_the_frame_is_written_whole() {
        let (writer, allow, read) = slow();
        drop(allow);
        writer.show(frame("same"));
        assert!(writer.settle(LONG));
        writer.forget();
        writer.show(frame("same"));
        assert!(writer.settle(LONG));
        assert_eq!(read.try_iter().filter(|bytes| bytes.contains("same")).count(), 2);
    }

    #[test]
    fn after_a_panic_nothing_is_drawn_over_the_shell() {
        let (read, from) = channel();
        let allowed = channel().1;
        let writer = Writer::start(Box::new(Slow { allowed, read }), || true).unwrap();
        writer.show(frame("a"));
        assert!(writer.settle(LONG));
        assert!(from.try_recv().is_err());
    }

    #[test]
    fn a_terminal_that_is_gone_is_said_once_and_hangs_nothing() {
        let writer = Writer::start(Box::new(Gone), || false).unwrap();
        writer.show(frame("a"));
        assert!(writer.shared.wait(LONG, |slot| slot.ended));
        assert!(writer.failed());
        writer.show(frame("b"));
        assert!(writer.end(LONG));
        assert!(writer.settle(LONG));
    }
}
