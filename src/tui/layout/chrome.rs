//! What frames every page and never moves: who and where above, note, status and keys below.

use super::pen::Pen;
use super::plan::Plan;
use super::{Kind, place, words};
use crate::app::glance::{Glance, Span, Target, Tone, Words};
use crate::app::keymap::{Code, Key};
use crate::text;

/// Who, clocks, the rule, the place.
pub(super) fn top(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    let (start, end) = (plan.edge.killer, plan.end);
    let clocks = words::tidy(&glance.clocks, pen.glyphs);
    let begin = pen.right(end, 0, &clocks);
    let room = begin.saturating_sub(start + usize::from(begin < end) * 2);
    let one_name = matches!(plan.kind, Kind::Docked | Kind::Small);
    let who = if one_name { glance.who.get(..1).unwrap_or_default() } else { &glance.who };
    pen_who(pen, who, (start, 0), room);
    let mut y = 1;
    if plan.kind == Kind::Docked {
        place::second_row(pen, glance, plan, y);
        y += 1;
    }
    if plan.kind != Kind::Small && plan.rule {
        pen.rule(0, plan.width, y);
        y += 1;
    }
    if plan.place {
        place::draw(pen, glance, plan, y);
        y += 1;
    }
    if plan.kind == Kind::Small && plan.rule {
        pen.rule(0, plan.width, y);
    }
}

/// The name in bold, then topic and mood, which give way from the end.
fn pen_who(pen: &mut Pen, who: &[String], (x, y): (usize, usize), room: usize) {
    let between = pen.glyphs.text(" · ");
    let parts: Vec<String> = who.iter().map(|part| pen.glyphs.text(part)).collect();
    let shown = (1..=parts.len()).rev().find(|count| text::width(&parts[..*count].join(&between)) <= room);
    let Some(name) = parts.first() else { return };
    let name = text::cut(name, room, pen.glyphs.ellipsis());
    let mut at = pen.words(x, y, &Words::text(name).bold());
    for part in parts.iter().take(shown.unwrap_or(1)).skip(1) {
        at = pen.text(at, y, Tone::Text, &between);
        at = pen.text(at, y, Tone::Text, part);
    }
}

/// The emergency key and its word; returns where it begins.
pub(super) fn emergency(pen: &mut Pen, glance: &Glance, (x, y): (usize, usize)) -> usize {
    let Some(cell) = &glance.emergency else { return x };
    let after = pen.words(x, y, &emergency_words(glance));
    let press = Target::Press(Key::plain(Code::F(9)));
    pen.target(x, after, y, cell.target.as_ref().or(Some(&press)));
    after
}

/// `F9 EMERGENCY`, or nothing.
pub(super) fn emergency_words(glance: &Glance) -> Words {
    let words = |cell: &crate::app::glance::StripCell| Words::of(Tone::Must, format!("{} {}", cell.key, cell.name));
    glance.emergency.as_ref().map(words).unwrap_or_default().bold()
}

/// The one line of a screen below 40x10; the emergency key works there as everywhere.
pub(super) fn too_small(pen: &mut Pen, glance: &Glance, (width, height): (u16, u16)) {
    let key = glance.emergency.as_ref().map_or("F9", |cell| cell.key.as_str());
    let line = Words::text("hearken needs 40x10   ").then(Words(vec![Span {
        text: format!("{key} emergency"),
        tone: Tone::Must,
        bold: true,
        ..Span::default()
    }]));
    let press = Target::Press(Key::plain(Code::F(9)));
    let target = glance.emergency.as_ref().and_then(|cell| cell.target.clone()).unwrap_or(press);
    let rows = words::wrap(&line, usize::from(width).max(1));
    for (y, row) in rows.iter().take(usize::from(height)).enumerate() {
        pen.words(0, y, row);
        pen.target(0, usize::from(width), y, Some(&target));
    }
}
