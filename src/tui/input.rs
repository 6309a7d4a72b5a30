//! What is typed: bytes of the terminal become keys, pastes and clicks.
//!
//! On Unix the bytes are read and parsed here, because a sequence that never ends may not swallow the keys after it: the
//! emergency key gets through after any garbage. Elsewhere crossterm reads.

#[cfg(any(unix, test))]
mod codes;
#[cfg(any(unix, test))]
mod parse;
#[cfg_attr(unix, path = "input/reader.rs")]
#[cfg_attr(not(unix), path = "input/crossterm.rs")]
mod reader;

pub use reader::spawn;

use crate::app::keymap::Key;

/// Something that came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key.
    Key(Key),
    /// Text that came at once: at most 64 KiB, lines ended by `\n`, not cleaned.
    Paste(String),
    /// The mouse, at a column and row from 0.
    Mouse {
        /// What it did.
        kind: MouseKind,
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The terminal has another size now; only where the system sends no signal for it.
    Resize(u16, u16),
    /// The terminal is gone; nothing comes after this.
    Eof,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// The first button went down.
    Click,
    /// The wheel turned away from the person.
    WheelUp,
    /// The wheel turned towards the person.
    WheelDown,
}
