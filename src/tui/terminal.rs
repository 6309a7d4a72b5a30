//! The screen, entered once and left once: every mode that was set is undone, whatever way the program ends.
//!
//! Frames are written by a thread of their own (`writer`), so that a terminal that stops reading stops nothing else.
//! A panic in any thread gives the screen back, says the place and nothing of the message, and wakes the caller to end.

mod encode;
mod panic;
mod tty;
mod writer;

pub use panic::panicked;

use super::renderer::Frame;
use crossterm::clipboard::CopyToClipboard;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use writer::Writer;

/// Title kept, alternate screen, pastes in brackets, cursor hidden.
const ENTER: &str = "\x1b[22;0t\x1b]2;hearken\x1b\\\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// Clicks and the wheel, with places beyond column 223; no motion.
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// All of it undone, and a frame that was being written ended; harmless where it was never set.
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[23;0t";
/// How long a frame that is being written may take when the screen is to be left.
const SETTLE: Duration = Duration::from_millis(500);

/// Whether the screen is ours.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// What to set beside the screen itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// Whether clicks and the wheel are wanted.
    pub mouse: bool,
    /// `TERM`; a dumb terminal is refused, because a screen cannot be drawn there.
    pub term: Option<&'a str>,
}

/// The screen while it is ours.
#[derive(Debug)]
pub struct Terminal {
    writer: Writer,
    mouse: bool,
}

impl Terminal {
    /// Takes the screen. `wake` is called when any thread panics, after the screen was given back, so that the program
    /// ends instead of drawing over the shell.
    ///
    /// # Errors
    /// Where standard output is no terminal, or a dumb one, or refuses a step; every step taken is undone.
    pub fn enter(options: Options, wake: impl Fn() + Send + Sync + 'static) -> io::Result<Terminal> {
        if options.term == Some("dumb") {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "TERM=dumb cannot show a screen"));
        }
        let out = tty::output()?;
        panic::hook(wake);
        take(options.mouse)?;
        let writer = Writer::start(out, panicked).inspect_err(|_| restore())?;
        Ok(Terminal { writer, mouse: options.mouse })
    }

    /// Columns and rows; 80x24 where the terminal does not know.
    pub fn size(&self) -> (u16, u16) {
        tty::size().unwrap_or((80, 24))
    }

    /// Shows a frame as soon as the terminal takes it; frames that came meanwhile are skipped for the latest.
    pub fn draw(&self, frame: &Frame) {
        self.writer.show(frame.clone());
    }

    /// Asks the terminal to put a text into the desk's clipboard (OSC 52). Whether it does, it does not say; `false`
    /// where it is gone.
    pub fn copy(&self, text: &str) -> bool {
        let mut asked = String::new();
        let command = CopyToClipboard::to_clipboard_from(text);
        let written = crossterm::Command::write_ansi(&command, &mut asked);
        self.writer.say(&asked);
        written.is_ok() && !self.is_gone()
    }

    /// Writes the whole next frame, not what changed: after the program was stopped, or something else wrote here.
    pub fn repaint(&self) {
        self.writer.forget();
    }

    /// Whether the terminal refused a frame; it is not coming back.
    pub fn is_gone(&self) -> bool {
        self.writer.failed()
    }

    /// Gives the screen back for a while, as before the program is stopped.
    pub fn suspend(&self) {
        self.writer.settle(SETTLE);
        restore();
    }

    /// Takes the screen again; the next frame is written whole. The size may be another: ask for it.
    ///
    /// # Errors
    /// Where the terminal refuses a step.
    pub fn resume(&self) -> io::Result<()> {
        take(self.mouse)?;
        self.writer.forget();
        Ok(())
    }

    /// What stands on the screen is not known any more: the next frame is written whole.
    pub fn forget(&self) {
        self.writer.forget();
    }

    /// Gives the screen back for good; dropping does the same.
    pub fn leave(self) {}
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.writer.end(SETTLE);
        restore();
    }
}

/// Takes the screen; a step that fails undoes the ones before.
fn take(mouse: bool) -> io::Result<()> {
    ENTERED.store(true, Ordering::SeqCst);
    let taken = crossterm::terminal::enable_raw_mode().and_then(|()| tty::say(ENTER));
    let taken = taken.and_then(|()| if mouse { tty::say(MOUSE).and_then(|()| tty::mouse(true)) } else { Ok(()) });
    taken.inspect_err(|_| restore())
}

/// Gives the screen back if it is ours. Every step is tried, and none may panic or wait for long: this also runs while
/// another thread is panicking and when the terminal is gone.
fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = tty::mouse(false);
        let _ = tty::say(LEAVE);
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A terminal to show bytes to.
    pub(crate) fn emulator(rows: u16, columns: u16) -> vt100::Parser {
        vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
    }

    /// Modes that a text sets and resets, as `?2004`.
    fn modes(text: &str, end: char) -> Vec<&str> {
        let mut modes: Vec<&str> = text
            .split("\x1b[")
            .filter_map(|part| part.strip_prefix('?')?.split_once(end).map(|(mode, _)| mode))
            .filter(|mode| mode.chars().all(|c| c.is_ascii_digit()))
            .collect();
        modes.sort_unstable();
        modes
    }

    #[test]
    fn every_mode_that_is_set_is_undone() {
        let undone = modes(LEAVE, 'l');
        let shown = modes(LEAVE, 'h');
        for mode in modes(ENTER, 'h').into_iter().chain(modes(MOUSE, 'h')).chain(["2026"]) {
            assert!(undone.contains(&mode), "{mode} stays on");
        }
        for mode in modes(ENTER, 'l') {
            assert!(shown.contains(&mode), "{mode} stays off");
        }
        assert!(ENTER.contains("\x1b[22;0t") && LEAVE.contains("\x1b[23;0t"));
        assert!(LEAVE.find("\x1b[0m") < LEAVE.find("\x1b[?1049l"));
    }

    #[test]
    fn a_dumb_terminal_is_refused_before_anything_is_touched() {
        let refused = Terminal::enter(Options { mouse: true, term: Some("dumb") }, || {});
        assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::Unsupported);
        assert!(!ENTERED.load(Ordering::SeqCst));
    }

    #[test]
    fn leaving_what_was_not_entered_does_nothing() {
        restore();
        assert!(!ENTERED.load(Ordering::SeqCst));
    }
}
