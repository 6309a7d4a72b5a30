//! Where everything stands: `page(&Glance, size, glyphs) -> Page`, pure, one function for every screen.
//!
//! Places never move: who, place and lead are counted from the top; keys, status, note and rule from the bottom. What is
//! between gives way in one order when rows run short (`plan`), and only lists scroll, in words (`list`).

mod beside;
mod body;
mod bottom;
mod chrome;
mod glyphs;
mod list;
mod pen;
mod place;
mod plan;
mod side;
mod strip;
mod words;

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;

pub use glyphs::Glyphs;

use crate::app::glance::{Glance, Target, Tone};
use pen::Pen;
use plan::Plan;
use ratatui::layout::Rect;

/// What words are drawn with: a meaning, or the strokes' own quiet colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Words of a tone.
    Word(Tone),
    /// A stroke; never words.
    Rule,
}

/// How a run looks beside its ink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Underlined.
    pub underlined: bool,
    /// Reversed, as the word HOLD or the item to go on with is.
    pub reversed: bool,
    /// On the raised ground, as the chosen row is.
    pub raised: bool,
}

/// Some text at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// Column, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
    /// The text; it fits the page.
    pub text: String,
    /// What it is drawn with.
    pub ink: Ink,
    /// Weight and ground.
    pub look: Look,
}

/// Where the terminal's own cursor stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Column, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
    /// Whether it is in a field, at the caret; else it is parked, hidden, at the current item.
    pub in_field: bool,
}

/// A screen's words at their places, what a click on them means, and the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Columns and rows.
    pub size: (u16, u16),
    /// The text, in drawing order.
    pub runs: Vec<Run>,
    /// What clicks mean; the last that holds a place counts.
    pub targets: Vec<(Rect, Target)>,
    /// The terminal's cursor.
    pub cursor: Cursor,
}

impl Page {
    /// What a click at a column and row means.
    pub fn hit(&self, x: u16, y: u16) -> Option<&Target> {
        self.targets.iter().rev().find(|(rect, _)| rect.contains((x, y).into())).map(|(_, target)| target)
    }
}

/// The four layouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// From 116x30, with a right column.
    Wide,
    /// From 78x22.
    Standard,
    /// From 44x28, beside a softphone.
    Docked,
    /// From 40x10.
    Small,
}

/// The widest page; beyond, the surplus stays empty at the right.
const WIDEST: usize = 140;
/// The columns of everything but the right column and the full-width rows.
const BODY: usize = 80;

impl Kind {
    /// The layout of a size; `None` where nothing fits.
    pub(crate) fn of((width, height): (u16, u16)) -> Option<Kind> {
        match (width, height) {
            (116.., 30..) => Some(Kind::Wide),
            (78.., 22..) => Some(Kind::Standard),
            (44.., 28..) => Some(Kind::Docked),
            (40.., 10..) => Some(Kind::Small),
            _ => None,
        }
    }
}

/// Places a glance on a screen of `(columns, rows)`.
pub fn page(glance: &Glance, size: (u16, u16), glyphs: Glyphs) -> Page {
    let mut pen = Pen::new(size, glyphs, glance.stroke);
    match Kind::of(size) {
        Some(kind) => {
            let narrow = beside::stacked(glance, kind);
            let glance = narrow.as_ref().unwrap_or(glance);
            let plan = Plan::of(glance, kind, (usize::from(size.0).min(WIDEST), usize::from(size.1)), glyphs);
            chrome::top(&mut pen, glance, &plan);
            body::draw(&mut pen, glance, &plan);
            bottom::bottom(&mut pen, glance, &plan);
            if kind == Kind::Wide {
                side::draw(&mut pen, glance, &plan);
            }
        }
        None => chrome::too_small(&mut pen, glance, size),
    }
    pen.page
}
