//! A frame as the bytes that turn the one before into it.

use crate::tui::renderer::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::borrow::Cow;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A frame is shown at once, where the terminal knows how.
const BEGIN: &str = "\x1b[?2026h\x1b[?25l";
const END: &str = "\x1b[?2026l";

/// What to write so that `frame` is seen, given what is seen; empty where nothing changed. Without `before`, or after
/// another size, every cell is written and nothing is cleared: a screen that was cleared first would flash.
pub(super) fn encode(before: Option<&Frame>, frame: &Frame) -> String {
    let same_size = before.filter(|before| before.cells.area == frame.cells.area);
    let old = match same_size {
        Some(before) => overflown(&before.cells, &frame.cells),
        None => Cow::Owned(Buffer::filled(frame.cells.area, unknown())),
    };
    let changes = old.diff(&frame.cells);
    let cursor = |frame: &Frame| (frame.cursor.x, frame.cursor.y, frame.cursor_visible);
    if changes.is_empty() && same_size.is_some_and(|before| cursor(before) == cursor(frame)) {
        return String::new();
    }
    let mut out = String::from(BEGIN);
    let mut style = None;
    let mut at = None;
    for (x, y, cell) in changes {
        if at != Some((x, y)) {
            let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
        }
        let look = (cell.fg, cell.bg, cell.modifier);
        if style != Some(look) {
            sgr(&mut out, look);
            style = Some(look);
        }
        out.push_str(cell.symbol());
        // Terminals differ about the width of anything that is not one plain character: the next cell is placed anew.
        at = (cell.symbol().chars().count() == 1 && cell.symbol().width() == 1).then_some((x + 1, y));
    }
    let _ = write!(out, "\x1b[0m\x1b[{};{}H", frame.cursor.y + 1, frame.cursor.x + 1);
    if frame.cursor_visible {
        out.push_str("\x1b[?25h");
    }
    out.push_str(END);
    out
}

/// A cell that looks like no other.
fn unknown() -> Cell {
    let mut cell = Cell::new("\u{FFFD}");
    cell.modifier = Modifier::HIDDEN;
    cell
}

/// What is seen. Of a row that held letters with signs around them, as many scripts have, nobody knows how wide a terminal
/// drew it: where such a row changes, all of it is written.
fn overflown<'a>(before: &'a Buffer, now: &Buffer) -> Cow<'a, Buffer> {
    let mut old = Cow::Borrowed(before);
    let width = usize::from(before.area.width).max(1);
    for (y, (row, new)) in before.content.chunks(width).zip(now.content.chunks(width)).enumerate() {
        if row != new && row.iter().any(|cell| !cell.symbol().is_ascii() && cell.symbol().chars().count() > 1) {
            old.to_mut().content[y * width..(y + 1) * width].fill(unknown());
        }
    }
    old
}

/// A cell's look, from nothing.
fn sgr(out: &mut String, (fg, bg, modifier): (Color, Color, Modifier)) {
    out.push_str("\x1b[0");
    for (flag, code) in [(Modifier::BOLD, 1), (Modifier::UNDERLINED, 4), (Modifier::REVERSED, 7)] {
        if modifier.contains(flag) {
            let _ = write!(out, ";{code}");
        }
    }
    colour(out, fg, 30);
    colour(out, bg, 40);
    out.push('m');
}

/// A colour of the ground (`base` 40) or of what stands on it (30); the terminal's own needs no word.
fn colour(out: &mut String, colour: Color, base: u8) {
    let plain = |n: u8| base + n;
    let bright = |n: u8| base + 60 + n;
    let code = match colour {
        Color::Reset => return,
        Color::Rgb(r, g, b) => {
            let _ = write!(out, ";{};2;{r};{g};{b}", base + 8);
            return;
        }
        Color::Indexed(n) => {
            let _ = write!(out, ";{};5;{n}", base + 8);
            return;
        }
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
    };
    let _ = write!(out, ";{code}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::layout::{Glyphs, fixtures};
    use crate::tui::renderer::Renderer;
    use crate::tui::terminal::tests::emulator;
    use crate::tui::theme::Theme;

    fn frames(theme: &str, size: (u16, u16)) -> Vec<Frame> {
        let mut renderer = Renderer::new(Theme::by_name(theme).unwrap(), Glyphs::Unicode, false);
        fixtures::all().iter().map(|(_, glance)| renderer.draw(glance, size).unwrap().clone()).collect()
    }

    /// What a terminal shows of a frame must be the frame.
    fn assert_shown(screen: &vt100::Screen, frame: &Frame) {
        for y in 0..frame.cells.area.height {
            for x in 0..frame.cells.area.width {
                let (cell, seen) = (&frame.cells[(x, y)], screen.cell(y, x).unwrap());
                let text = if seen.contents().is_empty() { " ".to_string() } else { seen.contents().to_string() };
                assert_eq!(text, cell.symbol(), "at {x},{y}");
                assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "at {x},{y}");
                assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "at {x},{y}");
                if let Color::Rgb(r, g, b) = cell.bg {
                    assert_eq!(seen.bgcolor(), vt100::Color::Rgb(r, g, b), "at {x},{y}");
                }
            }
        }
        assert_eq!(screen.cursor_position(), (frame.cursor.y, frame.cursor.x));
        assert_eq!(!screen.hide_cursor(), frame.cursor_visible);
    }

    #[test]
    fn a_terminal_shows_every_frame_after_every_other() {
        for theme in ["dark", "light16", "mono"] {
            let frames = frames(theme, (80, 24));
            let mut terminal = emulator(24, 80);
            let mut before = None;
            for frame in frames.iter().chain(frames.iter().rev()) {
                terminal.process(encode(before, frame).as_bytes());
                assert_shown(terminal.screen(), frame);
                before = Some(frame);
            }
        }
    }

    #[test]
    fn nothing_new_is_no_bytes_and_a_clock_is_few() {
        let frame = &frames("dark", (80, 24))[0];
        assert_eq!(encode(Some(frame), frame), "");
        let mut later = frame.clone();
        later.cells[(77, 0)].set_symbol("2");
        assert!(encode(Some(frame), &later).len() < 120);
    }

    #[test]
    fn another_size_writes_every_cell_and_clears_nothing() {
        let (small, large) = (&frames("dark", (80, 24))[0], &frames("dark", (120, 40))[0]);
        let bytes = encode(Some(small), large);
        assert!(!bytes.contains("\x1b[2J") && !bytes.contains("\x1b[J"));
        let mut terminal = emulator(40, 120);
        terminal.process("junk ".repeat(900).as_bytes());
        terminal.process(bytes.as_bytes());
        assert_shown(terminal.screen(), large);
    }

    #[test]
    fn a_row_whose_width_nobody_knows_is_written_whole_when_it_changes() {
        let frame = |text: &str| {
            let mut frame = Frame { cells: Buffer::empty(ratatui::layout::Rect::new(0, 0, 8, 2)), ..Frame::default() };
            frame.cells.set_string(0, 0, text, ratatui::style::Style::new());
            frame.cells.set_string(0, 1, "below", ratatui::style::Style::new());
            frame
        };
        let (bengali, gone) = (frame("\u{9ac}\u{9be}\u{982}"), frame(""));
        let bytes = encode(Some(&bengali), &gone);
        assert!(bytes.contains(&" ".repeat(8)), "a sign may stand in any cell of it: {bytes:?}");
        assert!(!bytes.contains("below"), "{bytes:?}");
        assert_eq!(encode(Some(&bengali), &frame("\u{9ac}\u{9be}\u{982}")), "");
    }

    #[test]
    fn after_a_wide_sign_the_next_cell_is_placed_anew() {
        let mut frame = Frame { cells: Buffer::empty(ratatui::layout::Rect::new(0, 0, 6, 1)), ..Frame::default() };
        frame.cells.set_string(0, 0, "a👍b你c", ratatui::style::Style::new());
        let bytes = encode(None, &frame);
        assert!(bytes.contains("\x1b[1;4Hb"), "{bytes:?}");
    }
}
