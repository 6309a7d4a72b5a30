//! The right column of a wide terminal: promises, their words, what was said. Looked up, never needed.

use super::pen::Pen;
use super::plan::Plan;
use super::{BODY, Glyphs, words};
use crate::app::glance::{Glance, List, Mark, Row, Tone, Words};
use crate::text;

/// Blank rows between two lists.
const BETWEEN: usize = 2;

/// Draws the lists right of a vertical stroke, from the place down to the rule above the note.
pub(super) fn draw(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    if glance.side.is_empty() {
        return;
    }
    let rows = 2..plan.body_end();
    pen.divider(BODY, rows.clone());
    let (x, end) = (BODY + 3, plan.end);
    let all: Vec<_> = glance.side.iter().map(|list| lines(list, end - x, pen.glyphs)).collect();
    let needed: usize = all.iter().map(|lines| lines.len() + 1).sum();
    let gaps = all.len().saturating_sub(1);
    let space = (0..=BETWEEN).rev().find(|blank| needed + gaps * blank <= rows.len()).unwrap_or(0);
    let mut y = rows.start;
    for (list, lines) in glance.side.iter().zip(&all) {
        if y >= rows.end {
            return;
        }
        let name = pen.glyphs.text(&list.name);
        pen.text(x, y, Tone::Muted, &text::cut(&name, end - x, pen.glyphs.ellipsis()));
        let right = Words::muted(list.right.clone());
        pen.right(end, y, &words::tidy(&right, pen.glyphs));
        y += 1;
        for line in lines.iter().take(rows.end.saturating_sub(y)) {
            pen.words(x, y, &line.mark);
            pen.words(x + line.indent, y, &line.words);
            pen.right(end, y, &line.right);
            pen.target(x, end, y, line.row.target.as_ref());
            y += 1;
        }
        y += space;
    }
}

struct Line<'a> {
    row: &'a Row,
    mark: Words,
    indent: usize,
    words: Words,
    right: Words,
}

/// A list's rows in lines; the words of all stand in one column.
fn lines(list: &List, room: usize, glyphs: Glyphs) -> Vec<Line<'_>> {
    let keys = list.rows.iter().filter_map(|row| match &row.mark {
        Mark::Key(key, _) => Some(text::width(key)),
        _ => None,
    });
    let indent = match keys.max() {
        None => 0,
        Some(0..=5) => 7,
        Some(6..=9) => 11,
        Some(more) => more + 2,
    };
    list.rows.iter().flat_map(|row| row_lines(row, indent, room, glyphs)).collect()
}

fn row_lines(row: &Row, indent: usize, room: usize, glyphs: Glyphs) -> Vec<Line<'_>> {
    let (mark, indent) = match &row.mark {
        Mark::None => (Words::default(), indent),
        Mark::Key(key, tone) => (Words::of(*tone, glyphs.text(key)), indent),
        Mark::State(state) => {
            let (tone, _) = super::list::state_look(*state);
            (Words::of(tone, glyphs.state(*state)), indent.max(2))
        }
    };
    let right = words::cut(&words::tidy(&row.right, glyphs), room / 2, glyphs);
    let taken = indent + if right.is_empty() { 0 } else { words::width(&right) + 2 };
    let space = room.saturating_sub(taken).max(1);
    let text = words::tidy(&row.words, glyphs);
    let wraps = row.wraps || words::has_blank(&text);
    let lines = if wraps { words::wrap(&text, space) } else { vec![words::cut(&text, space, glyphs)] };
    let line = |(i, words)| {
        let first = |words: &Words| if i == 0 { words.clone() } else { Words::default() };
        Line { row, mark: first(&mark), indent, words, right: first(&right) }
    };
    lines.into_iter().enumerate().map(line).collect()
}
