//! From a page to cells: themed, then swept once, so that nothing a terminal might obey ever reaches it.

use super::layout::{Cursor, Glyphs, Page, page};
use super::theme::Theme;
use crate::app::glance::{Glance, Target};
use crate::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthChar;

/// How many combining marks one cell may carry.
const MAX_MARKS: usize = 8;
/// What stands where something could not be shown.
const HIDDEN: char = '?';

/// A finished frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The cells.
    pub cells: Buffer,
    /// Where the terminal's cursor stands.
    pub cursor: Cursor,
    /// Whether the cursor is seen.
    pub cursor_visible: bool,
}

/// Draws glances; what did not change is not drawn again.
#[derive(Clone, Debug)]
pub struct Renderer {
    theme: Theme,
    glyphs: Glyphs,
    cursor_always: bool,
    last: Option<(Glance, (u16, u16), Page, Frame)>,
}

impl Renderer {
    /// A renderer with a theme and signs; `cursor_always` shows the parked cursor too, for screen readers.
    pub fn new(theme: Theme, glyphs: Glyphs, cursor_always: bool) -> Renderer {
        Renderer { theme, glyphs, cursor_always, last: None }
    }

    /// Takes another theme or other signs.
    pub fn restyle(&mut self, theme: Theme, glyphs: Glyphs, cursor_always: bool) {
        *self = Renderer::new(theme, glyphs, cursor_always);
    }

    /// Draws a glance on `(columns, rows)`. `None` where the frame is the one drawn before.
    pub fn draw(&mut self, glance: &Glance, size: (u16, u16)) -> Option<&Frame> {
        if self.last.as_ref().is_some_and(|(old, old_size, ..)| *old_size == size && old == glance) {
            return None;
        }
        let page = page(glance, size, self.glyphs);
        let mut cells = paint(&page, &self.theme);
        sweep(&mut cells, self.glyphs);
        let cursor_visible = page.cursor.in_field || self.cursor_always;
        let frame = Frame { cells, cursor: page.cursor, cursor_visible };
        let (.., frame) = self.last.insert((glance.clone(), size, page, frame));
        Some(frame)
    }

    /// What a click at a column and row of the last frame means.
    pub fn hit(&self, x: u16, y: u16) -> Option<Target> {
        self.last.as_ref().and_then(|(_, _, page, _)| page.hit(x, y).cloned())
    }

    /// Forgets the last frame, so that the next is drawn whatever it shows.
    pub fn forget(&mut self) {
        self.last = None;
    }
}

/// Paints a page's runs on the theme's ground.
pub fn paint(page: &Page, theme: &Theme) -> Buffer {
    let area = Rect::new(0, 0, page.size.0, page.size.1);
    let mut cells = Buffer::empty(area);
    cells.set_style(area, theme.ground());
    for run in page.runs.iter().filter(|run| area.contains((run.x, run.y).into())) {
        let room = usize::from(area.width - run.x);
        cells.set_stringn(run.x, run.y, &run.text, room, theme.style(run.ink, run.look));
    }
    cells
}

/// The last look at a finished frame, whatever drew it: no cell keeps a character that a terminal might obey, that hides
/// or reorders what is read, or a heap of combining marks; without Unicode every sign of the page is plain ASCII.
pub fn sweep(cells: &mut Buffer, glyphs: Glyphs) {
    for cell in &mut cells.content {
        let symbol = cell.symbol();
        if symbol.len() == 1 && symbol.is_ascii() && !symbol.starts_with(text::is_unsafe) {
            continue;
        }
        if let Some(swept) = swept(symbol, glyphs) {
            replace(cell, &swept);
        }
    }
}

fn replace(cell: &mut Cell, symbol: &str) {
    cell.set_symbol(if symbol.is_empty() { " " } else { symbol });
}

/// A cell's text made safe; `None` where it is already.
fn swept(symbol: &str, glyphs: Glyphs) -> Option<String> {
    let count = symbol.chars().count();
    let mut marks = 0;
    let mut out = String::with_capacity(symbol.len());
    for (i, c) in symbol.chars().enumerate() {
        let joins = c == '\u{200D}' && i > 0 && i + 1 < count;
        if joins {
            out.push(c);
        } else if c == '\u{FE0F}' {
            // It asks for a coloured form, of which terminals disagree how wide it is; the plain form is one cell.
        } else if text::is_unsafe(c) {
            // Only the first character may take the cell's place; what hung on it just goes.
            if i == 0 {
                out.push(HIDDEN);
            }
        } else if i > 0 && c.width() == Some(0) {
            marks += 1;
            if marks <= MAX_MARKS {
                out.push(c);
            }
        } else {
            out.push(glyphs.of(c));
        }
    }
    (out != symbol).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::glance::Words;
    use crate::tui::layout::fixtures;
    use ratatui::style::{Color, Modifier};

    fn renderer(theme: &str, glyphs: Glyphs) -> Renderer {
        Renderer::new(Theme::by_name(theme).unwrap(), glyphs, false)
    }

    fn row(cells: &Buffer, y: u16) -> String {
        (0..cells.area.width).map(|x| cells[(x, y)].symbol()).collect::<String>().trim_end().to_string()
    }

    #[test]
    fn the_lead_is_the_brightest_and_stands_at_row_5_column_7() {
        let mut renderer = renderer("dark", Glyphs::Unicode);
        let frame = renderer.draw(&fixtures::live(), (80, 24)).unwrap();
        let first = &frame.cells[(6, 4)];
        assert_eq!(first.symbol(), "Y");
        assert_eq!(first.fg, Color::Rgb(255, 255, 255));
        assert!(first.modifier.contains(Modifier::BOLD));
        let second = &frame.cells[(6, 5)];
        assert_eq!((second.fg, second.modifier.contains(Modifier::BOLD)), (Color::Rgb(255, 255, 255), false));
        let blank = &frame.cells[(36, 9)];
        assert_eq!(blank.symbol(), "d");
        assert!(blank.modifier.contains(Modifier::BOLD | Modifier::UNDERLINED));
        assert!(frame.cells.content.iter().all(|cell| cell.bg == Color::Rgb(0x14, 0x18, 0x1D)));
    }

    #[test]
    fn nothing_is_drawn_twice() {
        let mut renderer = renderer("mono", Glyphs::Unicode);
        assert!(renderer.draw(&fixtures::live(), (80, 24)).is_some());
        assert!(renderer.draw(&fixtures::live(), (80, 24)).is_none());
        assert!(renderer.draw(&fixtures::live(), (80, 25)).is_some());
        assert!(renderer.draw(&fixtures::hold(), (80, 25)).is_some());
        renderer.forget();
        assert!(renderer.draw(&fixtures::hold(), (80, 25)).is_some());
    }

    #[test]
    fn a_click_means_what_stands_there() {
        let mut renderer = renderer("mono", Glyphs::Unicode);
        assert_eq!(renderer.hit(6, 13), None);
        renderer.draw(&fixtures::live(), (80, 24));
        assert_eq!(renderer.hit(6, 13), Some(Target::Item(0)));
        assert_eq!(renderer.hit(4, 13), Some(Target::Tick(0)));
        assert_eq!(renderer.hit(30, 2), Some(Target::Step(1)));
        assert_eq!(renderer.hit(0, 0), None);
        assert_eq!(renderer.hit(500, 500), None);
    }

    #[test]
    fn the_word_hold_is_reversed_and_the_chosen_row_raised() {
        let mut renderer = renderer("dark", Glyphs::Unicode);
        let hold = renderer.draw(&fixtures::hold(), (80, 24)).unwrap();
        assert!(hold.cells[(55, 0)].modifier.contains(Modifier::REVERSED));
        let chosen = renderer.draw(&fixtures::palette(), (80, 24)).unwrap();
        assert!((2..78).all(|x| chosen.cells[(x, 12)].bg == Color::Rgb(0x23, 0x2B, 0x34)));
        assert!(chosen.cells[(78, 12)].bg != Color::Rgb(0x23, 0x2B, 0x34));
        assert!(chosen.cursor_visible);
        assert_eq!((chosen.cursor.x, chosen.cursor.y), (16, 21));
        assert_eq!(chosen.cells[(40, 21)].bg, Color::Rgb(0x23, 0x2B, 0x34), "the field is raised");
    }

    #[test]
    fn hostile_words_are_swept_from_the_frame() {
        let mut glance = fixtures::live();
        let zalgo = format!("a{}b", "\u{301}".repeat(40));
        glance.lead.rows[0].0 = Words::text(format!("x\u{202E}y\u{1b}[2Jz\u{200B}\u{E0041}{zalgo}\u{2028}e"));
        let mut renderer = renderer("mono", Glyphs::Unicode);
        let frame = renderer.draw(&glance, (80, 24)).unwrap();
        for cell in &frame.cells.content {
            assert!(!cell.symbol().contains(text::is_unsafe), "{:?}", cell.symbol());
            assert!(cell.symbol().chars().count() <= 1 + MAX_MARKS);
        }
    }

    #[test]
    fn the_sweep_sees_what_was_written_past_every_widget() {
        let mut cells = Buffer::empty(Rect::new(0, 0, 4, 1));
        cells[(0, 0)].set_symbol("\u{1b}[31m");
        cells[(1, 0)].set_char('\u{9b}');
        cells[(2, 0)].set_symbol("👩‍👩‍👧");
        cells[(3, 0)].set_symbol("◆");
        sweep(&mut cells, Glyphs::Ascii);
        assert_eq!(cells[(0, 0)].symbol(), "?[31m");
        assert_eq!(cells[(1, 0)].symbol(), "?");
        assert_eq!(cells[(2, 0)].symbol(), "👩‍👩‍👧");
        assert_eq!(cells[(3, 0)].symbol(), "*");
        cells[(3, 0)].set_symbol("❤\u{FE0F}");
        sweep(&mut cells, Glyphs::Unicode);
        assert_eq!(cells[(3, 0)].symbol(), "❤");
    }

    #[test]
    fn ascii_pages_are_ascii() {
        for (name, glance) in fixtures::all() {
            let mut renderer = renderer("mono", Glyphs::Ascii);
            let frame = renderer.draw(&glance, (120, 40)).unwrap();
            for y in 0..40 {
                assert!(row(&frame.cells, y).is_ascii(), "{name}: {}", row(&frame.cells, y));
            }
        }
    }
}
