//! The rows counted from the bottom: strip, rule, note, status, keys. All typing happens in the note row.

use super::chrome::{emergency, emergency_words};
use super::pen::{Ground, Pen};
use super::plan::Plan;
use super::strip;
use super::words;
use crate::app::glance::{Glance, KeyHint, Saved, Span, Tone, Words};
use crate::text;
use unicode_segmentation::UnicodeSegmentation;

/// Blank columns between two keys.
const BETWEEN: usize = 2;

/// Draws everything below the body.
pub(super) fn bottom(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    strip::draw(pen, glance, plan);
    if plan.note_rule {
        rule(pen, glance, plan);
    }
    if plan.note > 0 {
        note(pen, glance, plan);
    }
    let mut end = plan.end;
    if plan.note == 0 && glance.entry.saved == Saved::NotSaved {
        end = pen.right(plan.end, plan.height - 1, &saved(glance.entry.saved)).saturating_sub(BETWEEN);
    }
    let homeless = plan.strip == 0 && !plan.emergency_row;
    if plan.status {
        status(pen, glance, plan, homeless);
    }
    if homeless && !plan.status && glance.emergency.is_some() {
        let x = end.saturating_sub(words::width(&emergency_words(glance)));
        emergency(pen, glance, (x, plan.height - 1));
        end = x.saturating_sub(BETWEEN);
    }
    let left = keys(pen, glance, plan, end);
    if plan.emergency_row {
        emergency_row(pen, glance, plan, &left);
    }
}

/// The rule above the note; while a field is open it says which.
fn rule(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    let y = plan.body_end();
    let Some(field) = glance.entry.field.as_ref().filter(|field| !field.is_empty()) else {
        pen.rule(0, plan.width, y);
        return;
    };
    let field = pen.glyphs.text(field);
    let field = text::cut(&field, plan.width.saturating_sub(6), pen.glyphs.ellipsis());
    pen.rule(0, 2, y);
    let after = pen.text(3, y, Tone::Current, &field);
    pen.rule(after + 1, plan.width, y);
}

/// The word for whether it is on disk.
fn saved(saved: Saved) -> Words {
    match saved {
        Saved::Unsaid => Words::default(),
        Saved::Saved => Words::muted("saved"),
        Saved::Saving => Words::text("saving"),
        Saved::NotSaved => Words::of(Tone::Alarm, "NOT SAVED").bold(),
    }
}

/// The note row: the last note, or the field with the terminal's cursor at its caret.
fn note(pen: &mut Pen, glance: &Glance, plan: &Plan) {
    let (entry, edge) = (&glance.entry, plan.edge);
    let last = plan.note_row() + plan.note - 1;
    let begin = pen.right(plan.end, last, &saved(entry.saved));
    if let (2.., Some(earlier)) = (plan.note, &entry.earlier) {
        let room = plan.end - edge.text;
        sign(pen, plan, &entry.sign, last - 1);
        let earlier = text::cut(&pen.glyphs.text(earlier), room, pen.glyphs.ellipsis());
        pen.text(edge.text, last - 1, Tone::Text, &earlier);
    }
    sign(pen, plan, &entry.sign, last);
    let gap = if begin < plan.end { edge.gap } else { 0 };
    let room = begin.saturating_sub(edge.text + gap);
    match entry.caret.filter(|_| entry.field.is_some()) {
        Some(caret) => {
            pen.ground = Ground::Raised;
            pen.lay(edge.text, edge.text + room, last);
            field(pen, &entry.text, caret, (edge.text, last), room);
            pen.ground = Ground::Paper;
        }
        None => {
            let line = words::tidy(&Words::text(entry.text.clone()), pen.glyphs);
            pen.words(edge.text, last, &words::cut(&line, room, pen.glyphs));
        }
    }
}

fn sign(pen: &mut Pen, plan: &Plan, sign: &str, y: usize) {
    let x = if text::width(sign) > 1 { plan.edge.killer } else { plan.edge.mark };
    let tone = if sign == "!" { Tone::Must } else { Tone::Muted };
    let sign = text::cut(&pen.glyphs.text(sign), plan.edge.text - x, "");
    pen.text(x, y, tone, &sign);
}

/// What is typed, moved left as far as the caret needs; what is left out shows as the ellipsis.
fn field(pen: &mut Pen, typed: &str, caret: usize, (x, y): (usize, usize), room: usize) {
    let caret = (0..=caret.min(typed.len())).rev().find(|at| typed.is_char_boundary(*at)).unwrap_or(0);
    let (before, after) = typed.split_at(caret);
    let mut shown = before;
    let mark = pen.glyphs.ellipsis();
    // One column stays for the caret itself.
    let space = room.saturating_sub(1);
    let moved = text::width(before) > space;
    if moved {
        let space = space.saturating_sub(text::width(mark));
        for (at, _) in before.grapheme_indices(true).chain([(before.len(), "")]) {
            shown = &before[at..];
            if text::width(shown) <= space {
                break;
            }
        }
    }
    let mut at = x;
    if moved {
        at = pen.text(at, y, Tone::Muted, mark);
    }
    at = pen.text(at, y, Tone::Text, shown);
    let left = (x + room).saturating_sub(at);
    let rest = text::cut(after, left, mark);
    pen.text(at, y, Tone::Text, &rest);
    pen.cursor(at, y, true);
}

/// The status row: what was said at the left, figures and perhaps F9 at the right.
fn status(pen: &mut Pen, glance: &Glance, plan: &Plan, with_emergency: bool) {
    let (y, edge) = (plan.status_row(), plan.edge);
    let mut end = plan.end;
    if with_emergency && glance.emergency.is_some() {
        let x = end.saturating_sub(words::width(&emergency_words(glance)));
        emergency(pen, glance, (x, y));
        end = x.saturating_sub(BETWEEN);
    }
    let line = words::tidy(&glance.status, pen.glyphs);
    let right = words::tidy(&Words::muted(glance.status_right.clone()), pen.glyphs);
    let all = words::width(&line) + words::width(&right) + BETWEEN;
    // The words come first: figures stand beside them only where both fit.
    if !right.is_empty() && all <= end.saturating_sub(edge.text) {
        end = pen.right(end, y, &right).saturating_sub(BETWEEN);
    }
    // Beside a softphone the blank row below takes what does not fit.
    let room = end.saturating_sub(edge.text);
    let below = plan.blanks.above_keys > 0 && words::width(&line) > room;
    let mut rows = if below { words::wrap(&line, room) } else { vec![line] };
    if let Some(rest) = (rows.len() > 2).then(|| rows.split_off(1)) {
        rows.extend(rest.into_iter().reduce(|all, row| all.then(Words::text(" ")).then(row)));
    }
    for (i, row) in rows.iter().enumerate() {
        pen.words(edge.text, y + i, &words::cut(row, room, pen.glyphs));
    }
}

/// The smallest layout's own row for F9; beside it the status that found no row, or more keys.
fn emergency_row(pen: &mut Pen, glance: &Glance, plan: &Plan, left: &[KeyHint]) {
    let y = plan.keys_row().saturating_sub(1);
    let after = emergency(pen, glance, (plan.edge.killer, y));
    let x = if after > plan.edge.killer { after + BETWEEN } else { after };
    let room = plan.end.saturating_sub(x);
    if !plan.status && !glance.status.is_empty() {
        let line = words::tidy(&glance.status, pen.glyphs);
        pen.words(x, y, &words::cut(&line, room, pen.glyphs));
        return;
    }
    let more = if glance.more_keys.is_empty() { left } else { &glance.more_keys };
    let (rows, _) = flow(more, 1, room);
    draw_keys(pen, &rows, (x, y));
}

/// The key rows; returns the keys that found no place.
fn keys(pen: &mut Pen, glance: &Glance, plan: &Plan, end: usize) -> Vec<KeyHint> {
    let (x, y) = (plan.edge.killer, plan.keys_row());
    let room = end.saturating_sub(x);
    if !plan.status && !plan.emergency_row && !glance.status.is_empty() && plan.keys > 0 {
        // A refusal is said whatever goes; where it has no row of its own it takes the keys'.
        let line = words::tidy(&glance.status, pen.glyphs);
        pen.words(x, y, &words::cut(&line, room, pen.glyphs));
        return Vec::new();
    }
    let (rows, left) = flow(&glance.keys, plan.keys, room);
    draw_keys(pen, &rows, (x, y));
    left
}

fn draw_keys(pen: &mut Pen, rows: &[Vec<&KeyHint>], (x, y): (usize, usize)) {
    for (i, row) in rows.iter().enumerate() {
        let mut at = x;
        for hint in row {
            let key = Span { text: pen.glyphs.text(&hint.key), bold: true, ..Span::default() };
            let label = pen.glyphs.text(&hint.label);
            let gap = if hint.key.is_empty() || hint.label.is_empty() { "" } else { " " };
            let words = Words(vec![key]).then(Words::muted(format!("{gap}{label}")));
            let after = pen.words(at, y + i, &words);
            pen.target(at, after, y + i, hint.target.as_ref());
            at = after + BETWEEN;
        }
    }
}

/// The keys in at most `rows` rows; those that do not fit are dropped from the end, but `?` stays.
fn flow(keys: &[KeyHint], rows: usize, room: usize) -> (Vec<Vec<&KeyHint>>, Vec<KeyHint>) {
    let mut kept: Vec<&KeyHint> = keys.iter().collect();
    let mut left = Vec::new();
    loop {
        let flowed = break_rows(&kept, room);
        let fits = flowed.len() <= rows && flowed.iter().flatten().all(|hint| width(hint) <= room);
        if fits || kept.is_empty() {
            left.reverse();
            return (flowed, left);
        }
        let goes = kept.iter().rposition(|hint| !hint.key.starts_with('?')).unwrap_or(kept.len() - 1);
        left.push(kept.remove(goes).clone());
    }
}

fn break_rows<'a>(keys: &[&'a KeyHint], room: usize) -> Vec<Vec<&'a KeyHint>> {
    let mut rows: Vec<Vec<&KeyHint>> = Vec::new();
    let mut used = 0;
    for hint in keys {
        let wide = width(hint);
        match rows.last_mut() {
            Some(row) if used + BETWEEN + wide <= room => {
                row.push(hint);
                used += BETWEEN + wide;
            }
            _ => {
                rows.push(vec![hint]);
                used = wide;
            }
        }
    }
    rows
}

fn width(hint: &KeyHint) -> usize {
    text::width(&hint.key) + usize::from(!hint.key.is_empty() && !hint.label.is_empty()) + text::width(&hint.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(names: &[&str]) -> Vec<KeyHint> {
        let hint = |name: &&str| {
            let (key, label) = name.split_once(' ').unwrap();
            KeyHint { key: key.into(), label: label.into(), target: None }
        };
        names.iter().map(hint).collect()
    }

    fn said(rows: &[Vec<&KeyHint>]) -> Vec<String> {
        let row = |row: &Vec<&KeyHint>| row.iter().map(|h| h.key.as_str()).collect::<Vec<_>>().join(" ");
        rows.iter().map(row).collect()
    }

    #[test]
    fn keys_leave_from_the_end_but_the_question_mark_stays() {
        let all = hints(&["Space tick", "Enter next", "1 said", "v more", "? keys"]);
        let (rows, left) = flow(&all, 1, 38);
        assert_eq!(said(&rows), ["Space Enter 1 ?"]);
        assert_eq!(left, hints(&["v more"]));
        assert_eq!(said(&flow(&all, 2, 24).0), ["Space Enter", "1 v ?"]);
        assert_eq!(said(&flow(&all, 1, 6).0), ["?"]);
        assert!(said(&flow(&all, 1, 3).0).is_empty());
    }

    #[test]
    fn a_label_alone_is_a_hint_too() {
        assert_eq!(width(&KeyHint { key: String::new(), label: "tomorrow".into(), target: None }), 8);
    }
}
