//! Where you are: the rail of a framework, the way back from a scenario, or a screen's name.

use super::list::state_look;
use super::pen::Pen;
use super::plan::Plan;
use super::{Glyphs, Kind, words};
use crate::app::glance::{Glance, Place, Span, State, Stroke, Target, Tone, Words};

/// Words, and the step a click on them goes to.
type Segments = Vec<(Words, Option<usize>)>;

/// Draws the place in row `y`; beside a softphone its right half stands in the row of who.
pub(super) fn draw(pen: &mut Pen, glance: &Glance, plan: &Plan, y: usize) {
    let Some(place) = &glance.place else { return };
    let (start, end) = (plan.edge.killer, if plan.kind == Kind::Docked { plan.end } else { plan.edge.end });
    let right =
        if plan.kind == Kind::Docked { Words::default() } else { words::tidy(&right(place, plan.kind), pen.glyphs) };
    let forms = forms(place, glance.stroke, plan.kind, pen.glyphs);
    let room = end - start;
    let tail = if right.is_empty() { 0 } else { words::width(&right) + plan.edge.gap };
    if let Some(form) = forms.iter().find(|form| width(form) + tail <= room) {
        pen.right(end, y, &right);
        segments(pen, form, (start, y));
    } else {
        squeeze(pen, forms.last(), right, plan, (start, end, y));
    }
}

/// The place where it does not fit beside its right half: in two rows where the row below is blank, else cut.
fn squeeze(pen: &mut Pen, form: Option<&Segments>, right: Words, plan: &Plan, (start, end, y): (usize, usize, usize)) {
    let all = form.into_iter().flatten().fold(Words::default(), |all, (words, _)| all.then(words.clone()));
    let room = end - start;
    let rows = words::wrap(&all, room);
    let below = plan.blanks.under_place > 0;
    if !below || rows.len() > 2 {
        pen.words(start, y, &from_the_end(&all, room, pen.glyphs));
        return;
    }
    let last = rows.len() - 1;
    for (i, row) in rows.iter().enumerate() {
        pen.words(start, y + i, row);
    }
    let taken = if last == 1 { words::width(&rows[1]) + plan.edge.gap } else { 0 };
    let right = words::cut(&right, room.saturating_sub(taken), pen.glyphs);
    pen.right(end, y + 1, &right);
}

/// The end of words that are too long: the place itself, and as much of the way to it as fits.
fn from_the_end(all: &Words, room: usize, glyphs: Glyphs) -> Words {
    let mut rest = all.clone();
    while words::width(&rest) + 2 > room && rest.0.len() > 1 {
        rest.0.remove(0);
    }
    if rest.0.len() < all.0.len() {
        rest = Words::muted(format!("{} ", glyphs.ellipsis())).then(rest);
    }
    words::cut(&rest, room, glyphs)
}

/// The rest of who, and the place's right half: the second row beside a softphone.
pub(super) fn second_row(pen: &mut Pen, glance: &Glance, plan: &Plan, y: usize) {
    let right =
        glance.place.as_ref().map(|place| words::tidy(&right(place, plan.kind), pen.glyphs)).unwrap_or_default();
    let begin = pen.right(plan.end, y, &right);
    let room = begin.saturating_sub(plan.edge.killer + plan.edge.gap);
    let rest = Words::text(glance.who.get(1..).unwrap_or_default().join(" · "));
    let rest = words::cut(&words::tidy(&rest, pen.glyphs), room, pen.glyphs);
    pen.words(plan.edge.killer, y, &rest);
}

/// What stands right of the place; the smallest layout has no room for the steps and says where `Tab` goes.
fn right(place: &Place, kind: Kind) -> Words {
    match place {
        Place::Rail { other: Some(other), .. } if kind == Kind::Small => Words::muted(other.clone()),
        Place::Rail { right, .. } | Place::Path { right, .. } | Place::Title { right, .. } => right.clone(),
    }
}

/// The place in its forms, from the fullest to the shortest.
fn forms(place: &Place, stroke: Stroke, kind: Kind, glyphs: Glyphs) -> Vec<Segments> {
    match place {
        Place::Rail { framework, at, steps, .. } => {
            let figures = format!("{} {at} of {}", glyphs.text(framework), steps.len());
            let full = rail(Words::text(figures.clone()), steps, ("   ", "  "), glyphs);
            let close = rail(Words::text(glyphs.text(framework)), steps, (" ", " "), glyphs);
            let here: Vec<_> = steps.iter().enumerate().filter(|(_, (state, _))| *state == State::Current).collect();
            let mut short: Segments = vec![(Words::text(figures), None)];
            short.extend(here.into_iter().map(|(i, step)| (Words::text(" ").then(step_words(step, glyphs)), Some(i))));
            if kind == Kind::Small { vec![short] } else { vec![full, close, short] }
        }
        Place::Path { crumbs, .. } => vec![path(crumbs, stroke, glyphs)],
        Place::Title { words, .. } => {
            vec![words::tidy(words, glyphs).0.into_iter().map(|s| (Words(vec![s]), None)).collect()]
        }
    }
}

fn rail(name: Words, steps: &[(State, String)], (first, between): (&str, &str), glyphs: Glyphs) -> Segments {
    let mut out = vec![(name, None)];
    for (i, step) in steps.iter().enumerate() {
        out.push((Words::text(if i == 0 { first } else { between }), None));
        out.push((step_words(step, glyphs), Some(i)));
    }
    out
}

/// A step with its sign; the current one in capitals.
fn step_words((state, name): &(State, String), glyphs: Glyphs) -> Words {
    let (tone, bold) = state_look(*state);
    let name = glyphs.text(name);
    let (name, words_tone) = match state {
        State::Current => (name.to_uppercase(), Tone::Current),
        State::Done | State::NotApplicable => (name, Tone::Muted),
        _ => (name, tone),
    };
    let span = |text: String, tone| Span { text, tone, bold, ..Span::default() };
    Words(vec![span(format!("{} ", glyphs.state(*state)), tone), span(name, words_tone)])
}

/// `HEAR › Hear › BEREAVEMENT`, the last in bold capitals, in alarm in an emergency.
fn path(crumbs: &[String], stroke: Stroke, glyphs: Glyphs) -> Segments {
    let mut out = Segments::new();
    for (i, crumb) in crumbs.iter().enumerate() {
        if i > 0 {
            out.push((Words::muted(format!(" {} ", glyphs.of('›'))), None));
        }
        let crumb = glyphs.text(crumb);
        out.push(match i + 1 == crumbs.len() {
            true if stroke == Stroke::Emergency => (Words::of(Tone::Alarm, crumb.to_uppercase()).bold(), None),
            true => (Words::text(crumb.to_uppercase()).bold(), None),
            false => (Words::text(crumb), None),
        });
    }
    out
}

fn width(form: &Segments) -> usize {
    form.iter().map(|(words, _)| words::width(words)).sum()
}

fn segments(pen: &mut Pen, form: &Segments, (x, y): (usize, usize)) {
    let mut x = x;
    for (words, step) in form {
        let after = pen.words(x, y, words);
        pen.target(x, after, y, step.map(Target::Step).as_ref());
        x = after;
    }
}
