//! Between the place and the strip: the lead, what else could be said, the lists.

use super::list::{self, Edge};
use super::pen::Pen;
use super::plan::Plan;
use super::{Kind, beside, words};
use crate::app::glance::{Alternative, Glance, Span, Tone, Words};
use crate::text;

/// Columns of what may stand before the lead.
const LONGEST_MARK: usize = 8;

/// Draws the body.
pub(super) fn draw(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    let end = plan.strip_row();
    let mut y = lead(pen, glance, plan, end) + plan.blanks.after_lead;
    if !glance.beside.is_empty() {
        beside::draw(pen, glance, plan, y..end);
        return;
    }
    if glance.lists_first {
        y = lists(pen, plan, y, end) + plan.blanks.middle;
        alternatives(pen, glance, plan, y, end);
    } else {
        y = alternatives(pen, glance, plan, y, end) + plan.blanks.middle;
        y = lists(pen, plan, y, end);
        next(pen, glance, plan, y, end);
    }
}

/// Where the lead's words begin: the text column, further right only for a long mark.
pub(super) fn lead_column(glance: &Glance, edge: Edge) -> usize {
    let mark = text::width(&glance.lead.mark).min(LONGEST_MARK);
    edge.text.max(edge.mark + mark + usize::from(mark > 0))
}

/// The only bar of the page, and right of it the brightest words.
fn lead(pen: &mut Pen, glance: &Glance, plan: &Plan, end: usize) -> usize {
    let edge = plan.edge;
    let first = plan.lead_row();
    let x = lead_column(glance, edge);
    let rows = (plan.lead.len() + plan.blanks.lead).min(end.saturating_sub(first));
    for i in 0..rows {
        pen.sign(edge.killer, first + i, '┃', Tone::Lead, true);
        if let Some((words, right)) = plan.lead.get(i) {
            pen.words(x, first + i, words);
            pen.right(edge.end, first + i, &Words::muted(*right));
        }
        pen.target(edge.killer, edge.end, first + i, glance.lead.target.as_ref());
    }
    let mark = text::cut(&pen.glyphs.text(&glance.lead.mark), LONGEST_MARK, "");
    pen.text(edge.mark, first, Tone::Lead, &mark);
    pen.cursor(edge.mark, first, false);
    first + rows
}

/// What else could be said: a key and a row or two each, the second else its white space.
fn alternatives(pen: &mut Pen, glance: &Glance, plan: &Plan, first: usize, end: usize) -> usize {
    let mut y = first;
    for (other, rows) in glance.alternatives.iter().zip(&plan.alternatives) {
        if y > first {
            y += plan.blanks.between;
        }
        let rows = (*rows).min(end.saturating_sub(y));
        alternative(pen, other, plan.edge, y, rows);
        y += rows;
    }
    y
}

fn alternative(pen: &mut Pen, other: &Alternative, edge: Edge, y: usize, rows: usize) {
    let x = edge.text;
    let room = edge.end - x;
    let mark = pen.glyphs.text(&other.mark);
    let quiet =
        |span: &Span| Span { tone: if span.tone == Tone::Text { Tone::Muted } else { span.tone }, ..span.clone() };
    let words = words::tidy(&Words(other.words.0.iter().map(quiet).collect()), pen.glyphs);
    let mut lines = words::wrap(&words, room);
    if lines.len() > rows && rows > 0 {
        // What does not fit is cut in the last row: the rest of the text in one line, ended by the ellipsis.
        let rest = lines.split_off(rows - 1);
        let joined = rest.into_iter().reduce(|all, line| all.then(Words::muted(" ")).then(line)).unwrap_or_default();
        lines.push(words::cut(&joined, room, pen.glyphs));
    }
    for (i, line) in lines.iter().take(rows).enumerate() {
        if i == 0 {
            pen.text(edge.mark, y, Tone::Muted, &mark);
        }
        pen.words(x, y + i, line);
        pen.target(edge.killer, edge.end, y + i, Some(&other.target));
    }
}

fn lists(pen: &mut Pen, plan: &Plan, first: usize, end: usize) -> usize {
    let mut y = first;
    let mut blanks = plan.blanks.lists;
    for (i, view) in plan.lists.iter().enumerate() {
        if i > 0 && view.list.space_above && blanks > 0 && view.rows() > 0 {
            y += 1;
            blanks -= 1;
        }
        y = list::draw(pen, view, plan.edge, y, 0..end);
    }
    y
}

/// The next step, two rows below the list, where blank rows are left around it.
fn next(pen: &mut Pen, glance: &Glance, plan: &Plan, y: usize, end: usize) {
    let Some((name, figures)) = &glance.next else { return };
    let (y, edge) = (y + 2, plan.edge);
    let whole = plan.lists.iter().all(|view| view.seen.iter().all(|seen| *seen));
    if plan.kind == Kind::Docked || plan.kind == Kind::Small || !whole || y + 1 >= end {
        return;
    }
    let figures = pen.glyphs.text(figures);
    let begin = pen.right(edge.end, y, &Words::muted(figures));
    let x = pen.text(edge.mark, y, Tone::Muted, "next ");
    let name = pen.glyphs.text(name);
    let name = text::cut(&name, begin.saturating_sub(x + edge.gap), pen.glyphs.ellipsis());
    pen.text(x, y, Tone::Muted, &name);
}
