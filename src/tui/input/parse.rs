//! Bytes to events, one byte after the other. Nothing waits for ever: a sequence that stays partial is given up after
//! 50 ms, a paste without an end after 250 ms of silence, and a control byte ends whatever it stands in.

use super::codes::{self, Mods};
use super::{Event, MouseKind};
use crate::app::keymap::{Code, Key};
use std::time::Duration;

/// How long a partial sequence may wait for its next byte.
const PARTIAL: Duration = Duration::from_millis(50);
/// How long a paste may be silent before it is over.
const SILENT: Duration = Duration::from_millis(250);
/// The longest paste.
pub(super) const LONGEST: usize = 64 * 1024;
/// The longest control sequence that means anything here.
const SEQUENCE: usize = 64;
/// The longest answer of a terminal that is passed over as one.
const ANSWER: usize = 4096;
const ESC: u8 = 0x1B;
const END: &[u8] = b"\x1b[201~";

/// Where the bytes stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    /// Between two events.
    #[default]
    Rest,
    /// Within a sequence or a character; what came of it.
    Partial(Vec<u8>),
    /// Within a paste.
    Paste(Vec<u8>),
    /// After a paste of full length, waiting for its end; the last bytes seen.
    Passing(Vec<u8>),
}

/// The parser.
#[derive(Clone, Debug, Default)]
pub(super) struct Parser {
    state: State,
    events: Vec<Event>,
}

impl Parser {
    /// Takes bytes; returns what they completed.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Event> {
        bytes.iter().for_each(|byte| self.byte(*byte));
        std::mem::take(&mut self.events)
    }

    /// How long to wait for the next byte before `silence` is to be called; `None` is for ever.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Rest => None,
            State::Partial(_) => Some(PARTIAL),
            State::Paste(_) | State::Passing(_) => Some(SILENT),
        }
    }

    /// Nothing came for as long as `patience` said: what is open is over.
    pub(super) fn silence(&mut self) -> Vec<Event> {
        match std::mem::take(&mut self.state) {
            State::Rest | State::Passing(_) => {}
            State::Partial(bytes) => self.give_up(&bytes),
            State::Paste(bytes) => self.end_of_silence(bytes),
        }
        std::mem::take(&mut self.events)
    }

    fn byte(&mut self, byte: u8) {
        match std::mem::take(&mut self.state) {
            State::Rest => self.first(byte),
            State::Partial(bytes) => self.next(bytes, byte),
            State::Paste(bytes) => self.pasted(bytes, byte),
            State::Passing(mut tail) => {
                tail.push(byte);
                if !tail.ends_with(END) {
                    let from = tail.len().saturating_sub(END.len());
                    self.state = State::Passing(tail.split_off(from));
                }
            }
        }
    }

    /// A byte between two events.
    fn first(&mut self, byte: u8) {
        match byte {
            ESC | 0xC2..=0xF4 => self.state = State::Partial(vec![byte]),
            0x20..=0x7E => self.key(Key::plain(Code::Char(char::from(byte)))),
            _ => match codes::control(byte) {
                Some(key) => self.key(key),
                None => self.key(Key::plain(Code::Char(char::REPLACEMENT_CHARACTER))),
            },
        }
    }

    /// A byte within a sequence or a character.
    fn next(&mut self, mut bytes: Vec<u8>, byte: u8) {
        let interrupts = (byte < 0x20 || byte == 0x7F) && !is_part(&bytes, byte);
        if interrupts {
            self.give_up(&bytes);
            self.first(byte);
            return;
        }
        bytes.push(byte);
        match bytes[0] {
            ESC => self.escape(bytes),
            _ => self.character(bytes, false),
        }
    }

    /// The bytes of a sequence so far.
    fn escape(&mut self, bytes: Vec<u8>) {
        match bytes[1] {
            b'[' => self.csi(bytes),
            b'O' => self.ss3(bytes),
            b']' | b'P' | b'X' | b'^' | b'_' => self.answer(bytes),
            0x20..=0x7E => self.alt(Code::Char(char::from(bytes[1]))),
            0x7F => self.alt(Code::Backspace),
            _ => self.character(bytes, true),
        }
    }

    /// A character of several bytes, perhaps after an escape.
    fn character(&mut self, bytes: Vec<u8>, alt: bool) {
        let text = &bytes[usize::from(alt)..];
        match std::str::from_utf8(text) {
            Ok(text) => {
                let code = Code::Char(text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER));
                if alt { self.alt(code) } else { self.key(Key::plain(code)) }
            }
            Err(error) if error.error_len().is_none() => self.state = State::Partial(bytes),
            Err(error) => {
                // One broken character is one mark; what broke it is read on its own.
                let broken = error.error_len().unwrap_or(1).min(text.len());
                let rest = text[broken..].to_vec();
                self.key(Key::plain(Code::Char(char::REPLACEMENT_CHARACTER)));
                rest.into_iter().for_each(|byte| self.byte(byte));
            }
        }
    }

    /// `ESC [ ...`
    fn csi(&mut self, bytes: Vec<u8>) {
        let body = &bytes[2..];
        let Some(last) = body.last().copied() else {
            self.state = State::Partial(bytes);
            return;
        };
        if body[0] == b'M' {
            // The oldest mouse report: three bytes after it. It is not asked for, and passed over.
            if body.len() < 4 {
                self.state = State::Partial(bytes);
            }
        } else if body[0] == b'[' {
            // The Linux console: F1 to F5.
            match body.get(1) {
                None => self.state = State::Partial(bytes),
                Some(letter @ b'A'..=b'E') => self.key(Key::plain(Code::F(letter - b'A' + 1))),
                Some(_) => {}
            }
        } else if (0x40..=0x7E).contains(&last) {
            self.final_byte(&bytes[2..bytes.len() - 1], last);
        } else if (0x20..=0x3F).contains(&last) {
            if bytes.len() < SEQUENCE {
                self.state = State::Partial(bytes);
            }
        } else {
            self.give_up(&bytes[..bytes.len() - 1]);
            self.first(last);
        }
    }

    /// A complete control sequence: what stands between `[` and its last byte, and that.
    fn final_byte(&mut self, body: &[u8], last: u8) {
        let text = String::from_utf8_lossy(body);
        if let (Some(report), b'M' | b'm') = (text.strip_prefix('<'), last) {
            self.mouse(report, last);
            return;
        }
        // Parameters, each with what may stand after a colon.
        let params: Vec<Vec<Option<u32>>> =
            text.split(';').map(|part| part.split(':').map(|n| n.parse().ok()).collect()).collect();
        let number = |i: usize, j: usize| params.get(i).and_then(|part| part.get(j)).copied().flatten();
        let (first, mods) = (number(0, 0), Mods::of(number(1, 0)));
        if number(1, 1) == Some(3) || text.starts_with(['?', '>', '=']) {
            return; // A key that was let go, or an answer.
        }
        let code = match (last, first) {
            (b'~', Some(200)) => {
                self.state = State::Paste(Vec::new());
                None
            }
            (b'~', Some(27)) => number(2, 0).and_then(codes::unicode),
            (b'~' | b'^' | b'@', Some(n)) => codes::numbered(n),
            (b'u', Some(code)) => {
                let shifted = number(0, 1).filter(|_| mods.0 & 1 != 0 && mods.0 & 4 == 0);
                codes::unicode(shifted.unwrap_or(code))
            }
            // The same letter ends an answer about the cursor: only a key has the parameter 1.
            (b'R', Some(first)) if first != 1 || params.len() > 2 => None,
            (letter, _) => codes::lettered(letter),
        };
        let mods = if matches!(last, b'^' | b'@') { Mods(mods.0 | 4) } else { mods };
        if let Some(code) = code {
            self.key(mods.on(code));
        }
    }

    /// `ESC [ < button ; column ; row M`
    fn mouse(&mut self, report: &str, last: u8) {
        let parts: Vec<u16> = report.split(';').filter_map(|part| part.parse().ok()).collect();
        let [button, x, y] = parts[..] else { return };
        let kind = match (button & !0b1_1100, last) {
            (0, b'M') => MouseKind::Click,
            (64, b'M') => MouseKind::WheelUp,
            (65, b'M') => MouseKind::WheelDown,
            _ => return,
        };
        self.events.push(Event::Mouse { kind, x: x.saturating_sub(1), y: y.saturating_sub(1) });
    }

    /// `ESC O letter`, with digits before the letter for modifiers.
    fn ss3(&mut self, bytes: Vec<u8>) {
        match bytes[2..] {
            [] => self.state = State::Partial(bytes),
            [letter @ b'a'..=b'd'] => self.key(Mods(4).on(codes::lettered(letter).unwrap_or(Code::Up))),
            [letter] if letter.is_ascii_digit() => self.state = State::Partial(bytes),
            [letter] => self.coded(codes::lettered(letter).or_else(|| codes::keypad(letter)), Mods(0)),
            [digit, letter] => self.coded(codes::lettered(letter), Mods::of(Some(u32::from(digit - b'0')))),
            _ => {}
        }
    }

    fn coded(&mut self, code: Option<Code>, mods: Mods) {
        if let Some(code) = code {
            self.key(mods.on(code));
        }
    }

    /// An answer of the terminal, which is passed over up to its end.
    fn answer(&mut self, bytes: Vec<u8>) {
        let ended = bytes.ends_with(b"\x07") || bytes.ends_with(b"\x1b\\");
        if let ([ESC, _, .., ESC, last], false) = (&bytes[..], ended) {
            // That escape did not end the answer: something else begins with it.
            self.first(ESC);
            self.byte(*last);
            return;
        }
        if !ended && bytes.len() < ANSWER {
            self.state = State::Partial(bytes);
        }
    }

    /// A byte of a paste.
    fn pasted(&mut self, mut bytes: Vec<u8>, byte: u8) {
        bytes.push(byte);
        if bytes.ends_with(END) {
            bytes.truncate(bytes.len() - END.len());
            self.paste(&bytes);
        } else if bytes.len() >= LONGEST {
            // The rest of it may not be taken for keys.
            self.paste(&bytes);
            self.state = State::Passing(Vec::new());
        } else {
            self.state = State::Paste(bytes);
        }
    }

    /// A paste that was never ended. Terminals take escapes and Ctrl-E out of what they paste, so what stands from the
    /// first of them on was typed: the emergency key even then.
    fn end_of_silence(&mut self, bytes: Vec<u8>) {
        let typed = bytes.iter().position(|byte| matches!(*byte, ESC | 0x05)).unwrap_or(bytes.len());
        self.paste(&bytes[..typed]);
        for byte in &bytes[typed..] {
            self.byte(*byte);
        }
        // A second paste that began in there is over as well.
        match std::mem::take(&mut self.state) {
            State::Partial(bytes) => self.give_up(&bytes),
            State::Paste(bytes) => self.paste(&bytes),
            State::Rest | State::Passing(_) => {}
        }
    }

    fn paste(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
        if !text.is_empty() {
            self.events.push(Event::Paste(text));
        }
    }

    /// What a partial sequence means when nothing more comes: the keys that begin as sequences do, else nothing.
    fn give_up(&mut self, bytes: &[u8]) {
        match bytes {
            [ESC] => self.key(Key::plain(Code::Esc)),
            [ESC, letter @ 0x20..=0x7E] => self.alt(Code::Char(char::from(*letter))),
            // rxvt ends the keys it was given with Shift so.
            [ESC, b'[', digits @ .., b'$'] => {
                let number = std::str::from_utf8(digits).ok().and_then(|text| text.parse().ok());
                self.coded(number.and_then(codes::numbered), Mods(1));
            }
            [first, ..] if *first != ESC => self.key(Key::plain(Code::Char(char::REPLACEMENT_CHARACTER))),
            _ => {}
        }
    }

    fn alt(&mut self, code: Code) {
        self.key(Key { code, ctrl: false, alt: true });
    }

    fn key(&mut self, key: Key) {
        self.events.push(Event::Key(key));
    }
}

/// Whether a control byte belongs to what is open: the end of an answer, Alt with Backspace.
fn is_part(bytes: &[u8], byte: u8) -> bool {
    let answer = matches!(bytes, [ESC, b']' | b'P' | b'X' | b'^' | b'_', ..]);
    match byte {
        0x07 => answer,
        ESC => answer && bytes.len() > 2 && bytes.last() != Some(&ESC),
        0x7F => bytes == [ESC],
        _ => false,
    }
}

#[cfg(test)]
mod tests;
