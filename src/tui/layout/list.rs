//! Lists: how tall their rows are, which of them are seen when not all fit, and how they are drawn.
//!
//! No scroll bars and no memory: what is seen follows from the current row, and the head says the rest in words.

use super::pen::{Ground, Pen};
use super::{Glyphs, words};
use crate::app::glance::{Killer, List, Mark, Row, Span, State, Tone, Words};
use crate::text;

/// Columns, from 0, that rows keep to; `end` is the first column not written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Killer mark, heads, long keys.
    pub(super) killer: usize,
    /// State or key.
    pub(super) mark: usize,
    /// Text.
    pub(super) text: usize,
    /// After the last column.
    pub(super) end: usize,
    /// Blank columns at least between words and what is right of them.
    pub(super) gap: usize,
}

/// One row or one line of cells, measured.
pub(super) enum Line<'a> {
    /// A row, its words in lines.
    Row { row: &'a Row, x: usize, lines: Vec<Words>, right: Words },
    /// Cells side by side: key columns and the cell.
    Cells(Vec<(usize, &'a (String, String))>),
}

impl Line<'_> {
    /// Rows on the screen.
    pub(super) fn height(&self) -> usize {
        match self {
            Line::Row { lines, .. } => lines.len(),
            Line::Cells(_) => 1,
        }
    }

    fn row(&self) -> Option<&Row> {
        match self {
            Line::Row { row, .. } => Some(row),
            Line::Cells(_) => None,
        }
    }

    fn is_open_killer(&self) -> bool {
        self.row().is_some_and(|row| row.killer == Killer::Open)
    }

    fn is_open(&self) -> bool {
        self.row().is_some_and(|row| matches!(row.mark, Mark::State(State::Open | State::Current)))
    }
}

/// Lines of each list that are seen before the longest takes the rest.
const FAIR: usize = 4;

/// The columns of one cell of a list of cells.
const CELL: usize = 26;

/// A list, measured, and which of its lines are seen.
pub(super) struct View<'a> {
    /// The list.
    pub(super) list: &'a List,
    /// Its lines; settled ones may have left.
    pub(super) lines: Vec<Line<'a>>,
    /// Which are seen.
    pub(super) seen: Vec<bool>,
    /// Whether settled items have left.
    pub(super) thinned: bool,
    /// Whether the head is drawn.
    pub(super) head: bool,
}

impl<'a> View<'a> {
    /// Measures a list.
    pub(super) fn of(list: &'a List, edge: Edge, glyphs: Glyphs) -> View<'a> {
        let mut lines: Vec<Line> = list.rows.iter().map(|row| measure(row, edge, glyphs)).collect();
        lines.extend(cells(list, edge).into_iter().map(Line::Cells));
        let seen = vec![true; lines.len()];
        View { list, lines, seen, thinned: false, head: !list.name.is_empty() }
    }

    /// Rows of the head.
    pub(super) fn head_rows(&self) -> usize {
        usize::from(self.head)
    }

    /// Rows that all lines take together, the head too.
    pub(super) fn height(&self) -> usize {
        self.head_rows() + self.lines.iter().map(Line::height).sum::<usize>()
    }

    /// Rows that the first `count` lines take, the head too.
    pub(super) fn height_of(&self, count: usize) -> usize {
        self.head_rows() + self.lines.iter().take(count).map(Line::height).sum::<usize>()
    }

    /// Rows that each list gets before one gets all it would like.
    pub(super) fn fair(&self) -> usize {
        self.height_of(FAIR)
    }

    /// Rows that may not be hidden: the head, the current line and the one below it, open killers.
    pub(super) fn need(&self) -> usize {
        let current = self.current();
        let held = |i: usize, line: &Line| line.is_open_killer() || current.is_some_and(|at| i == at || i == at + 1);
        let rows: usize = self.lines.iter().enumerate().filter(|(i, l)| held(*i, l)).map(|(_, l)| l.height()).sum();
        if rows == 0 { 0 } else { self.head_rows() + rows }
    }

    /// Rows below which the list is of no use: the head and the current line; nothing for a list without one.
    pub(super) fn floor(&self) -> usize {
        let current = self.current().map(|at| self.lines[at].height());
        let rows = current.or_else(|| self.lines.iter().any(Line::is_open_killer).then_some(0));
        rows.map_or(0, |rows| self.head_rows() + rows)
    }

    /// The line acted on.
    pub(super) fn current(&self) -> Option<usize> {
        let place = |wanted: fn(&Row) -> bool| self.lines.iter().position(|line| line.row().is_some_and(wanted));
        place(|row| row.current).or_else(|| place(|row| row.raised || row.reversed))
    }

    /// Lets done and deferred items leave; whether any did.
    pub(super) fn thin(&mut self) -> bool {
        let all = self.lines.len();
        self.lines.retain(|line| {
            let settled = |row: &Row| {
                matches!(row.mark, Mark::State(s) if s != State::Open && s != State::Current)
                    && !(row.current || row.raised || row.reversed)
                    && row.killer != Killer::Open
            };
            !line.row().is_some_and(settled)
        });
        self.seen = vec![true; self.lines.len()];
        self.thinned |= self.lines.len() < all;
        self.lines.len() < all
    }

    /// Chooses what is seen in `budget` rows, the head included.
    pub(super) fn fit(&mut self, budget: usize) {
        if budget == 0 {
            self.head = false;
        }
        if self.height() > budget {
            self.seen = window(self, budget.saturating_sub(self.head_rows()));
        }
    }

    /// Rows it takes on the screen now.
    pub(super) fn rows(&self) -> usize {
        let lines = self.lines.iter().zip(&self.seen).filter(|(_, seen)| **seen);
        self.head_rows() + lines.map(|(line, _)| line.height()).sum::<usize>()
    }

    /// What the head says at the right: its own words and what is not seen.
    fn figures(&self) -> String {
        let first = self.current().or_else(|| self.seen.iter().position(|seen| *seen)).unwrap_or(0);
        let hidden = || self.lines.iter().enumerate().filter(|(i, _)| !self.seen[*i]);
        let must = hidden().filter(|(_, line)| line.is_open_killer()).count();
        let below = hidden().filter(|(i, _)| *i >= first).count();
        let above = hidden().count() - below;
        let mut parts = vec![self.list.right.clone()];
        if must > 0 {
            parts.push(format!("{must} must below"));
        } else if below > 0 {
            let open = self.thinned && hidden().all(|(_, line)| line.is_open());
            parts.push(if open { format!("{below} open below") } else { format!("{below} below") });
        }
        if above > 0 {
            parts.push(format!("{above} above"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }
}

/// Which lines are seen in `budget` rows: the current one, open killers, the one below, then its neighbours.
fn window(view: &View, budget: usize) -> Vec<bool> {
    let count = view.lines.len();
    let mut seen = vec![false; count];
    let mut left = budget;
    let mut take = |i: usize| {
        let height = view.lines[i].height();
        let fits = seen[i] || height <= left;
        if fits && !seen[i] {
            seen[i] = true;
            left -= height;
        }
        fits
    };
    let current = view.current();
    if let Some(at) = current {
        take(at);
    }
    for i in (0..count).filter(|i| view.lines[*i].is_open_killer()) {
        take(i);
    }
    let top = current.unwrap_or(view.list.top.min(count));
    if top + 1 < count {
        // The row below the current one; without one, the first row that is to be seen.
        take(if current.is_some() { top + 1 } else { top });
    }
    if current.is_some() {
        let _ = (0..top).rev().all(&mut take);
        let _ = (top..count).all(&mut take);
    } else {
        // What is too tall for what is left gives way to what is not.
        (top..count).for_each(|i| {
            take(i);
        });
        let _ = (0..top).rev().all(&mut take);
    }
    seen
}

/// A row's words in lines, and what stands right of them.
fn measure<'a>(row: &'a Row, edge: Edge, glyphs: Glyphs) -> Line<'a> {
    let x = text_column(&row.mark, row.killer, edge);
    let space = edge.end.saturating_sub(x);
    let right = words::cut(&words::tidy(&row.right, glyphs), space * 3 / 5, glyphs);
    let taken = if right.is_empty() { 0 } else { words::width(&right) + edge.gap };
    let room = space.saturating_sub(taken).max(1);
    let text = words::tidy(&dress(row), glyphs);
    let wraps = row.wraps || row.killer != Killer::No || words::has_blank(&text);
    let lines = if wraps { words::wrap(&text, room) } else { vec![words::cut(&text, room, glyphs)] };
    let lines =
        lines.into_iter().flat_map(|line| [words::signs(&line), Some(line)].into_iter().rev().flatten()).collect();
    Line::Row { row, x, lines, right }
}

/// Where a row's words begin.
pub(super) fn text_column(mark: &Mark, killer: Killer, edge: Edge) -> usize {
    match mark {
        Mark::Key(key, _) => {
            let begin = key_column(key, killer, edge);
            edge.text.max(begin + text::width(key) + 1)
        }
        _ => edge.text,
    }
}

/// A key of one sign stands in the state's column, a longer one further left.
fn key_column(key: &str, killer: Killer, edge: Edge) -> usize {
    if text::width(key) > 1 && killer == Killer::No { edge.killer } else { edge.mark }
}

/// Ordinary words take the look of their row's state.
fn dress(row: &Row) -> Words {
    let (tone, bold) = match row.mark {
        Mark::State(State::Current) => (Tone::Current, true),
        Mark::State(State::Done | State::NotApplicable) => (Tone::Muted, false),
        Mark::State(State::Deferred | State::Overridden) => (Tone::Held, false),
        _ if row.current => (Tone::Current, true),
        _ => (Tone::Text, false),
    };
    let look = |span: &Span| match span.tone {
        Tone::Text => Span { tone, bold: span.bold || bold, ..span.clone() },
        _ => span.clone(),
    };
    Words(row.words.0.iter().map(look).collect())
}

/// Cells flowed into columns, top to bottom: each line's cells with the width of their column's keys.
fn cells(list: &List, edge: Edge) -> Vec<Vec<(usize, &(String, String))>> {
    let columns = ((edge.end.saturating_sub(edge.killer) + 3) / CELL).max(1);
    let rows = list.grid.len().div_ceil(columns);
    let mut lines = vec![Vec::new(); rows];
    for column in list.grid.chunks(rows.max(1)) {
        let keys = column.iter().filter(|(_, meaning)| !meaning.is_empty()).map(|(key, _)| text::width(key));
        let wide = (keys.max().unwrap_or(0) + 1).max(7);
        column.iter().enumerate().for_each(|(i, cell)| lines[i].push((wide, cell)));
    }
    lines
}

/// Draws a list from row `y`; returns the row after it.
pub(super) fn draw(pen: &mut Pen, view: &View, edge: Edge, y: usize, body: std::ops::Range<usize>) -> usize {
    let mut y = y;
    if view.head && body.contains(&y) {
        head(pen, &view.list.name, &view.figures(), edge, y);
        y += 1;
    }
    for (line, _) in view.lines.iter().zip(&view.seen).filter(|(_, seen)| **seen) {
        let height = line.height().min(body.end.saturating_sub(y));
        match line {
            Line::Row { row, x, lines, right } => draw_row(pen, row, (*x, &lines[..height], right), edge, y),
            Line::Cells(cells) => draw_cells(pen, cells, edge, y),
        }
        y += height;
    }
    y
}

/// The head: its name if there is room for it, short or not at all; its figures always.
fn head(pen: &mut Pen, name: &str, figures: &str, edge: Edge, y: usize) {
    let (name, figures) = (pen.glyphs.text(name), pen.glyphs.text(figures));
    let tail = if figures.is_empty() { 0 } else { text::width(&figures) + 4 };
    let room = edge.end.saturating_sub(edge.killer + tail + 6);
    let short = name.split(':').next().unwrap_or_default();
    let name = if text::width(&name) <= room { name.as_str() } else { short };
    let mut x = edge.killer;
    if text::width(name) <= room && !name.is_empty() {
        pen.rule(x, x + 2, y);
        x = pen.text(x + 3, y, Tone::Muted, name) + 1;
    }
    if tail == 0 {
        pen.rule(x, edge.end, y);
        return;
    }
    let begin = (edge.end + 1).saturating_sub(tail).max(edge.killer);
    pen.rule(x, begin.saturating_sub(1), y);
    let figures = text::cut(&figures, edge.end.saturating_sub(begin), pen.glyphs.ellipsis());
    let after = pen.text(begin, y, Tone::Muted, &figures);
    pen.rule(after + 1, edge.end, y);
}

fn draw_row(pen: &mut Pen, row: &Row, (x, lines, right): (usize, &[Words], &Words), edge: Edge, y: usize) {
    pen.ground = match (row.reversed, row.raised) {
        (true, _) => Ground::Reversed,
        (_, true) => Ground::Raised,
        _ => Ground::Paper,
    };
    for (i, words) in lines.iter().enumerate() {
        pen.lay(edge.killer, edge.end, y + i);
        pen.words(x, y + i, words);
        pen.target(edge.killer, edge.end, y + i, row.target.as_ref());
    }
    if lines.is_empty() {
        pen.ground = Ground::Paper;
        return;
    }
    pen.right(edge.end, y, right);
    match row.killer {
        Killer::No => {}
        Killer::Open => pen.sign(edge.killer, y, '◆', Tone::Must, true),
        Killer::Settled => pen.sign(edge.killer, y, '◆', Tone::Muted, false),
    }
    match &row.mark {
        Mark::None => {}
        Mark::State(state) => {
            let (tone, bold) = state_look(*state);
            let sign = pen.glyphs.state(*state);
            pen.sign(edge.mark, y, sign, tone, bold);
        }
        Mark::Key(key, tone) => {
            let key = pen.glyphs.text(key);
            pen.text(key_column(&key, row.killer, edge), y, *tone, &key);
        }
    }
    pen.target(edge.mark, edge.mark + 1, y, row.glyph_target.as_ref());
    if row.current || row.raised || row.reversed {
        pen.cursor(edge.mark, y, false);
    }
    pen.ground = Ground::Paper;
}

/// What a state's sign is drawn with.
pub(super) fn state_look(state: State) -> (Tone, bool) {
    match state {
        State::Open => (Tone::Text, false),
        State::Current => (Tone::Current, true),
        State::Done => (Tone::Done, false),
        State::Deferred | State::Overridden => (Tone::Held, false),
        State::NotApplicable => (Tone::Muted, false),
    }
}

fn draw_cells(pen: &mut Pen, cells: &[(usize, &(String, String))], edge: Edge, y: usize) {
    for (i, (wide, (key, meaning))) in cells.iter().enumerate() {
        let x = edge.killer + i * CELL;
        let end = (x + CELL - 1).min(edge.end);
        let key = pen.glyphs.text(key);
        if meaning.is_empty() {
            let name = text::cut(&key, end.saturating_sub(x), pen.glyphs.ellipsis());
            pen.text(x, y, Tone::Muted, &name);
            continue;
        }
        pen.text(x, y, Tone::Text, &key);
        let meaning = text::cut(&pen.glyphs.text(meaning), end.saturating_sub(x + wide), pen.glyphs.ellipsis());
        pen.text(x + wide, y, Tone::Muted, &meaning);
    }
}
