//! Two columns of lists in the body, as the trainer's desk has them: a card to look up beside a sheet to mark.

use std::ops::Range;

use super::list::{self, Edge, View};
use super::pen::Pen;
use super::plan::{Plan, share_out};
use super::{Kind, words};
use crate::{
    app::glance::{Glance, List, Tone, Words},
    text,
};

/// Where there is no room for two columns, the second comes first: it is the one that is acted on.
pub(super) fn stacked(glance: &Glance, kind: Kind) -> Option<Glance> {
    let narrow = matches!(kind, Kind::Docked | Kind::Small) && !glance.beside.is_empty();
    narrow.then(|| {
        let lists = glance.beside.iter().chain(&glance.lists).cloned().collect();
        Glance { lists, beside: Vec::new(), ..glance.clone() }
    })
}

/// Rows that what comes next needs, with what stands below the sheet.
const NEXT: usize = 3;

/// The longest list, or the one that is acted on, has what the others leave: they are short and wanted whole.
fn fit(views: &mut [View], budget: usize) -> usize {
    let acted = views.iter().position(|view| view.current().is_some());
    let longest = (0..views.len()).max_by_key(|i| views[*i].height());
    let Some(last) = acted.or(longest) else { return budget };
    let mine = if acted.is_some() { views[last].height() } else { budget / 2 }.min(budget);
    let mut left = budget - mine;
    let mut others: Vec<usize> = (0..views.len()).filter(|i| *i != last).collect();
    others.sort_by_key(|i| views[*i].height());
    for i in others {
        let rows = views[i].height().min(left);
        views[i].fit(rows);
        left = left.saturating_sub(views[i].rows());
    }
    share_out(&mut views[last..=last], left + mine)
}

/// Draws both columns and the stroke between them; the last row is for what comes next.
pub(super) fn draw(pen: &mut Pen, glance: &Glance, plan: &Plan, rows: Range<usize>) {
    let split = plan.end.div_ceil(2);
    let longest = |list: &List| list.rows.iter().any(|row| row.current);
    let tall: usize = glance.beside.iter().filter(|list| longest(list)).map(|list| list.rows.len() + 1).sum();
    // What is acted on comes before what comes next.
    let next = glance.next.as_ref().filter(|_| rows.len() > tall + NEXT);
    let end = if next.is_some() { rows.end - 2 } else { rows.end };
    let left = Edge { killer: 2, mark: 2, text: 4, end: split - 1, gap: 1 };
    let right = Edge { killer: split + 2, mark: split + 2, text: split + 4, end: plan.end, gap: 1 };
    let roomy = glance.roomy.as_deref().filter(|_| plan.kind == Kind::Wide);
    let (one, other) = roomy.map_or((&glance.lists, &glance.beside), |(one, other)| (one, other));
    for (lists, edge) in [(one, left), (other, right)] {
        let mut views: Vec<View> = lists.iter().map(|list| View::of(list, edge, pen.glyphs)).collect();
        let spare = fit(&mut views, end.saturating_sub(rows.start));
        let mut blanks = spare;
        let mut y = rows.start;
        for (i, view) in views.iter().enumerate().filter(|(_, view)| view.rows() > 0) {
            if i > 0 && view.list.space_above && blanks > 0 {
                y += 1;
                blanks -= 1;
            }
            y = list::draw(pen, view, edge, y, rows.start..end);
        }
    }
    pen.divider(split, rows.start + 1..end);
    if let Some((name, what)) = next {
        let y = rows.end - 1;
        let x = pen.text(left.mark, y, Tone::Muted, &format!("{name} "));
        let what = words::tidy(&Words::muted(what.clone()), pen.glyphs);
        let line = words::cut(&what, plan.edge.end.saturating_sub(x + text::width("   ")), pen.glyphs);
        pen.words(x, y, &line);
    }
}
