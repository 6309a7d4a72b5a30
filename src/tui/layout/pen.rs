//! The pen: collects runs and targets, keeps everything on the page, knows the signs and the ground it writes on.

use super::{Cursor, Glyphs, Ink, Look, Page, Run, words};
use crate::app::glance::{Span, Stroke, Target, Tone, Words};
use crate::text;
use ratatui::layout::Rect;

/// What a row stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ground {
    /// The paper.
    #[default]
    Paper,
    /// Raised: the chosen row.
    Raised,
    /// Reversed: the item to go on with.
    Reversed,
}

/// Writes a page.
pub(super) struct Pen {
    /// What was written.
    pub(super) page: Page,
    /// The signs.
    pub(super) glyphs: Glyphs,
    /// The stroke of rules and heads.
    pub(super) stroke: Stroke,
    /// What the row now being written stands on.
    pub(super) ground: Ground,
}

impl Pen {
    /// A pen over an empty page.
    pub(super) fn new(size: (u16, u16), glyphs: Glyphs, stroke: Stroke) -> Pen {
        Pen { page: Page { size, ..Page::default() }, glyphs, stroke, ground: Ground::Paper }
    }

    /// Writes words from column `x`; returns the column after them.
    pub(super) fn words(&mut self, x: usize, y: usize, words: &Words) -> usize {
        let mut at = x;
        for span in &words.0 {
            self.run(at, y, span.text.clone(), Ink::Word(span.tone), Self::look(span));
            at += text::width(&span.text);
        }
        at
    }

    /// Writes text of one tone; returns the column after it.
    pub(super) fn text(&mut self, x: usize, y: usize, tone: Tone, text: &str) -> usize {
        self.words(x, y, &Words::of(tone, text))
    }

    /// Writes words that end before column `end`; returns where they begin.
    pub(super) fn right(&mut self, end: usize, y: usize, words: &Words) -> usize {
        let x = end.saturating_sub(words::width(words));
        self.words(x, y, words);
        x
    }

    /// One sign in a tone.
    pub(super) fn sign(&mut self, x: usize, y: usize, sign: char, tone: Tone, bold: bool) {
        let text = self.glyphs.of(sign).to_string();
        self.run(x, y, text, Ink::Word(tone), Look { bold, ..Look::default() });
    }

    /// A stroke from column `from` up to `to`.
    pub(super) fn rule(&mut self, from: usize, to: usize, y: usize) {
        let line = self.glyphs.stroke(self.stroke).to_string().repeat(to.saturating_sub(from));
        self.run(from, y, line, Ink::Rule, Look::default());
    }

    /// A vertical stroke between two columns of text.
    pub(super) fn divider(&mut self, x: usize, rows: std::ops::Range<usize>) {
        for y in rows {
            let line = self.glyphs.of('│').to_string();
            self.run(x, y, line, Ink::Rule, Look::default());
        }
    }

    /// Lays the row's ground from column `from` up to `to`.
    pub(super) fn lay(&mut self, from: usize, to: usize, y: usize) {
        if self.ground != Ground::Paper {
            self.run(from, y, " ".repeat(to.saturating_sub(from)), Ink::Word(Tone::Text), Look::default());
        }
    }

    /// What a click from column `from` up to `to` means.
    pub(super) fn target(&mut self, from: usize, to: usize, y: usize, target: Option<&Target>) {
        if let (Some(target), Some(rect)) = (target, self.rect(from, to, y)) {
            self.page.targets.push((rect, target.clone()));
        }
    }

    /// Puts the terminal's cursor somewhere.
    pub(super) fn cursor(&mut self, x: usize, y: usize, in_field: bool) {
        let last = |size: u16, at: usize| u16::try_from(at).unwrap_or(u16::MAX).min(size.saturating_sub(1));
        let (width, height) = self.page.size;
        self.page.cursor = Cursor { x: last(width, x), y: last(height, y), in_field };
    }

    fn rect(&self, from: usize, to: usize, y: usize) -> Option<Rect> {
        let (width, height) = self.page.size;
        let (from, to, y) = (u16::try_from(from).ok()?, u16::try_from(to).ok()?.min(width), u16::try_from(y).ok()?);
        (from < to && y < height).then(|| Rect::new(from, y, to - from, 1))
    }

    fn look(span: &Span) -> Look {
        Look { bold: span.bold, underlined: span.underlined, reversed: span.reversed, raised: false }
    }

    fn run(&mut self, x: usize, y: usize, text: String, ink: Ink, look: Look) {
        let Some(rect) = self.rect(x, usize::from(self.page.size.0), y) else { return };
        if text.is_empty() {
            return;
        }
        let room = usize::from(rect.width);
        let text = if text::width(&text) > room { text::cut(&text, room, "") } else { text };
        let look = match self.ground {
            Ground::Paper => look,
            Ground::Raised => Look { raised: true, ..look },
            Ground::Reversed => Look { reversed: true, ..look },
        };
        self.page.runs.push(Run { x: rect.x, y: rect.y, text, ink, look });
    }
}
