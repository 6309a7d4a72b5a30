//! The strip: what the function keys do now, in fixed places; F9 in the last.

use super::Kind;
use super::chrome::emergency;
use super::pen::Pen;
use super::plan::Plan;
use crate::app::glance::{Glance, StripCell, Tone};
use crate::text;

/// Columns of `F9 EMERGENCY`, which ends at the right edge.
const LAST: usize = 12;

/// Draws the strip.
pub(super) fn draw(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    let (rows, columns) = (plan.strip, plan.strip_columns);
    if rows == 0 {
        return;
    }
    let (first, edge) = (plan.strip_row(), plan.edge);
    let step = match plan.kind {
        Kind::Wide | Kind::Standard => (edge.end - edge.killer - LAST) / (columns - 1),
        Kind::Docked => 15,
        Kind::Small => 19,
    };
    let place = |slot: usize| (edge.killer + slot % columns * step, first + slot / columns);
    let last = rows * columns - 1;
    let listed = matches!(plan.kind, Kind::Wide | Kind::Standard);
    let more = glance.strip_more.as_ref().filter(|_| listed);
    // The entry for all of them stands above F9, or before it in a strip of one row.
    let more_slot = if rows > 1 { columns - 1 } else { last.saturating_sub(1) };
    let slots = (0..last).filter(|slot| more.is_none() || *slot != more_slot);
    for (slot, cell) in slots.zip(&glance.strip) {
        draw_cell(pen, cell, place(slot), step, 0);
    }
    if let Some(cell) = more {
        draw_cell(pen, cell, place(more_slot), step, if rows > 1 { 2 } else { 0 });
    }
    emergency(pen, glance, place(last));
}

fn draw_cell(pen: &mut Pen, cell: &StripCell, (x, y): (usize, usize), step: usize, pad: usize) {
    if cell.key.is_empty() {
        return;
    }
    if cell.open {
        pen.sign(x - 1, y, '▸', Tone::Current, true);
    }
    let name = pen.glyphs.text(&format!("{:pad$} {}", cell.key, cell.name));
    let name = text::cut(&name, step - 1, pen.glyphs.ellipsis());
    pen.text(x, y, Tone::Muted, &name);
    pen.target(x, x + step - 1, y, cell.target.as_ref());
}
