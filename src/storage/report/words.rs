//! What all pages say in the same words: days, lengths, items, where the time went.

use crate::{
    app::model::Zone,
    call::{clock::clock_face, desk::Call, event::At, mock::Mark},
    playbook::model::{Id, Library, Piece, Wording},
    practice::{debrief::StepTime, progress::title},
    storage::report::page::{Cell, Column, Group, Part, Row, Section, Table, Tone},
};

/// What stands for something that was not said, to be filled in by hand.
pub(super) const BLANK: &str = "____";

/// What every page ends with.
pub(super) const KEPT: &str = "Kept on the machine that it was made on, and nowhere else by hearken; whoever has this file \
                               has what is in it. hearken purge forgets what is in the store, and no file.";

/// A day and a time on the wall.
pub(super) fn when(zone: Zone, at: At) -> String {
    zone.wall(at).format("%A %-d %B %Y, %H:%M").to_string()
}

/// A day on the wall.
pub(super) fn day(zone: Zone, at: At) -> String {
    zone.wall(at).format("%-d %B %Y").to_string()
}

/// Words that someone said.
pub(super) fn quoted(words: &str) -> String {
    format!("\u{201C}{words}\u{201D}")
}

/// A length with its unit.
pub(super) fn long(ms: u64) -> String {
    let seconds = ms / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, s) => format!("{m} min {s:02} s"),
        (h, m, s) => format!("{h} h {m:02} min {s:02} s"),
    }
}

/// So many of something.
pub(super) fn count(n: usize, one: &str, more: &str) -> String {
    match n {
        0 => format!("no {one}"),
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    }
}

/// An item as it is read, with the words of the call in it.
pub(super) fn item(library: &Library, call: &Call, id: &Id) -> String {
    match library.item(id) {
        Some(item) => worded(call, &item.text),
        None => format!("{id} (removed from its playbook)"),
    }
}

fn worded(call: &Call, wording: &Wording) -> String {
    let mut out = String::new();
    for (at, part) in [&wording.opening, &wording.rest].into_iter().enumerate() {
        if at == 1 && !part.is_empty() {
            out.push(' ');
        }
        for piece in part {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(id) => match call.slot(id.as_str()) {
                    Some(word) => out.push_str(word),
                    None => out.push_str(&format!("[{} {BLANK}]", id.as_str().replace('-', " "))),
                },
            }
        }
    }
    out
}

/// A step with the time that was meant for it and the time that it took.
pub(super) struct Spent {
    /// Which.
    pub(super) step: Id,
    /// In percent of the whole.
    pub(super) meant: u64,
    /// In percent of the whole.
    pub(super) was: u64,
    /// In milliseconds.
    pub(super) spent: u64,
    /// What else is to be said of it.
    pub(super) under: String,
}

/// A step of a debrief.
pub(super) fn spent(step: &StepTime, under: String) -> Spent {
    Spent { step: step.step.clone(), meant: step.meant, was: step.was, spent: step.spent, under }
}

/// Steps that took so much more than was meant stand out, in percent of the whole.
const OVER: u64 = 15;

/// Where the time went; none where nothing of it is known.
pub(super) fn time(library: &Library, steps: &[Spent]) -> Option<Section> {
    if steps.iter().all(|step| step.spent == 0) {
        return None;
    }
    let most = steps.iter().map(|step| step.meant.max(step.was)).max().unwrap_or(0).max(1);
    let row = |step: &Spent| Row {
        name: title(library, &step.step).into(),
        under: step.under.as_str().into(),
        cells: vec![
            Cell::words(format!("{}%", step.meant)),
            Cell::words(format!("{}%", step.was)),
            Cell::words(clock_face(step.spent)),
            Cell::Bars(step.meant, step.was, most),
        ],
        stands_out: step.was > step.meant + OVER,
    };
    let set = |head, set| Column { head, set };
    let table = Table {
        caption: "The share of the talk time that was meant for each step, and that it took".into(),
        columns: vec![
            set("Step", "text"),
            set("Meant", "figure"),
            set("Was", "figure"),
            set("Time", "figure"),
            set("Meant above, was below", "bars"),
        ],
        groups: vec![Group { rows: steps.iter().map(row).collect(), ..Group::default() }],
        spread: false,
    };
    Some(Section::of("Where the time went", Part::Table(table)))
}

/// The sign of a mark, and what it says with its look.
pub(super) fn mark(mark: Option<Mark>) -> (&'static str, Tone) {
    match mark {
        Some(Mark::Yes) => ("✓", Tone::Good),
        Some(Mark::Partly) => ("½", Tone::Bad),
        Some(Mark::No) => ("✗", Tone::Bad),
        Some(Mark::NotApplicable) => ("–", Tone::Faint),
        None => ("○", Tone::Faint),
    }
}

/// Yes or no, in a cell.
pub(super) fn yes_no(yes: bool) -> Cell {
    if yes { Cell::Sign("✓", "yes".into(), Tone::Good) } else { Cell::Sign("✗", "no".into(), Tone::Bad) }
}
