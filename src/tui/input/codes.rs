//! What terminals call their keys: the numbers and letters at the end of a control sequence.

use crate::app::keymap::{Code, Key};

/// Modifiers of a sequence, `1` plus one bit each: shift, alt, ctrl.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mods(pub(super) u32);

impl Mods {
    /// From a parameter; absent or `1` is none.
    pub(super) fn of(param: Option<u32>) -> Mods {
        Mods(param.unwrap_or(1).saturating_sub(1))
    }

    fn shift(self) -> bool {
        self.0 & 1 != 0
    }

    /// A key with these; shift is only ever part of Tab or of a character.
    pub(super) fn on(self, code: Code) -> Key {
        let code = match code {
            Code::Tab if self.shift() => Code::BackTab,
            Code::Char(c) if self.shift() && self.0 & 4 == 0 => Code::Char(c.to_uppercase().next().unwrap_or(c)),
            code => code,
        };
        let ctrl = self.0 & 4 != 0;
        let code = match code {
            Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Key { code, ctrl, alt: self.0 & 2 != 0 }
    }
}

/// `ESC [ number ~`
pub(super) fn numbered(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => function(number - 10)?,
        17..=21 => function(number - 11)?,
        23..=26 => function(number - 12)?,
        28 | 29 => function(number - 13)?,
        31..=34 => function(number - 14)?,
        _ => return None,
    })
}

/// `ESC [ letter` and `ESC O letter`
pub(super) fn lettered(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' | b'a' => Code::Up,
        b'B' | b'b' => Code::Down,
        b'C' | b'c' => Code::Right,
        b'D' | b'd' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'R' => Code::F(3),
        b'S' => Code::F(4),
        b'Z' => Code::BackTab,
        _ => return None,
    })
}

/// `ESC O letter` of a keypad: what is printed on the key.
pub(super) fn keypad(letter: u8) -> Option<Code> {
    Some(match letter {
        b'M' => Code::Enter,
        b'j'..=b'y' => Code::Char(char::from(letter - b'j' + b'*')),
        b'X' => Code::Char('='),
        _ => return None,
    })
}

/// `ESC [ code u`: a character, or a key's own number.
pub(super) fn unicode(code: u32) -> Option<Code> {
    Some(match code {
        8 | 127 => Code::Backspace,
        9 => Code::Tab,
        13 | 57414 => Code::Enter,
        27 => Code::Esc,
        57364..=57375 => function(code - 57363)?,
        57399..=57408 => Code::Char(char::from_digit(code - 57399, 10)?),
        57409 => Code::Char('.'),
        57410 => Code::Char('/'),
        57411 => Code::Char('*'),
        57412 => Code::Char('-'),
        57413 => Code::Char('+'),
        57415 => Code::Char('='),
        57417 => Code::Left,
        57418 => Code::Right,
        57419 => Code::Up,
        57420 => Code::Down,
        57421 => Code::PageUp,
        57422 => Code::PageDown,
        57423 => Code::Home,
        57424 => Code::End,
        57426 => Code::Delete,
        57344..=63743 | 0..=31 => return None,
        code => Code::Char(char::from_u32(code)?),
    })
}

/// A byte below 0x20, or 0x7F.
pub(super) fn control(byte: u8) -> Option<Key> {
    Some(match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x08 | 0x7F => Key::plain(Code::Backspace),
        0x1B => Key::plain(Code::Esc),
        0 => Key::ctrl(' '),
        1..=26 => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1C..=0x1F => Key::ctrl(char::from(byte + 0x40)),
        _ => return None,
    })
}

fn function(number: u32) -> Option<Code> {
    u8::try_from(number).ok().map(Code::F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_keys_have_gaps_in_their_numbers() {
        let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];
        for (i, number) in numbers.into_iter().enumerate() {
            assert_eq!(numbered(number), Some(Code::F(i as u8 + 1)));
        }
        assert_eq!(numbered(16), None);
        assert_eq!(numbered(2), None);
    }

    #[test]
    fn modifiers_are_bits_above_one() {
        assert_eq!(Mods::of(None).on(Code::F(9)), Key::plain(Code::F(9)));
        assert_eq!(Mods::of(Some(2)).on(Code::F(9)), Key::plain(Code::F(9)));
        assert_eq!(Mods::of(Some(5)).on(Code::Char('E')), Key::ctrl('e'));
        assert_eq!(Mods::of(Some(2)).on(Code::Char('a')), Key::plain(Code::Char('A')));
        assert_eq!(Mods::of(Some(2)).on(Code::Tab), Key::plain(Code::BackTab));
        assert!(Mods::of(Some(3)).on(Code::Up).alt);
        assert_eq!(Mods::of(Some(0)), Mods(0));
    }

    #[test]
    fn control_bytes_are_keys() {
        assert_eq!(control(5), Some(Key::ctrl('e')));
        assert_eq!(control(0x7F), Some(Key::plain(Code::Backspace)));
        assert_eq!(control(b'\r'), Some(Key::plain(Code::Enter)));
        assert_eq!(control(0x1C), Some(Key::ctrl('\\')));
        assert_eq!(control(b'a'), None);
    }

    #[test]
    fn keypads_and_numbers_of_their_own() {
        assert_eq!(keypad(b'p'), Some(Code::Char('0')));
        assert_eq!(keypad(b'k'), Some(Code::Char('+')));
        assert_eq!(unicode(57372), Some(Code::F(9)));
        assert_eq!(unicode(0x1F600), Some(Code::Char('😀')));
        assert_eq!(unicode(57441), None);
        assert_eq!(unicode(u32::MAX), None);
        assert_eq!(lettered(b'I'), None);
    }
}
