//! A mock call looked back on: what was marked, when it happened, what was missed and the one thing to try.
//!
//! It is worked out from the log alone; the playbooks only lend their words. Where they have gone, ids stand in.

mod card;
mod timeline;

use crate::{
    call::{
        clock::clock_face,
        desk::Call,
        mock::{Mark, Marker, Marking},
    },
    playbook::model::{Id, Library, Scorecard},
    practice::{
        debrief::{self, StepTime},
        scorecard::Score,
    },
    text::cut,
};

pub use card::{CardLine, lines, next_line, stage_of_step};
pub use timeline::{Moment, MomentKind, timeline};

/// What is to be filled in by hand.
pub const BLANK: &str = "____";

/// A change of mood belongs to what was marked at most so long before it, in milliseconds.
const FELT: u64 = 30_000;

/// A note is offered as evidence of what was marked at most so long before or after it, in milliseconds.
const NEAR: u64 = 20_000;

/// How much of a line is quoted, in columns.
const QUOTE: usize = 48;

/// A mock call looked back on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MockDebrief {
    /// What it comes to in the trainer's eyes.
    pub score: Score,
    /// And in the trainee's own, once both are done with marking.
    pub own: Option<Score>,
    /// The lines of the sheet, in order.
    pub lines: Vec<Line>,
    /// Automatic fails that were met, with the talk time in milliseconds.
    pub failed: Vec<(Id, u64)>,
    /// Where the time went, by step.
    pub steps: Vec<StepTime>,
    /// What happened, in the order of talk time.
    pub timeline: Vec<Moment>,
    /// What was missed, ready to be told.
    pub sbi: Vec<Sbi>,
    /// The one thing to try, and what shows why.
    pub try_next: (String, String),
    /// The event before which a replay would best begin; none: at the start.
    pub replay: Option<u32>,
}

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The criterion.
    pub criterion: Id,
    /// The trainer's mark.
    pub mark: Option<Mark>,
    /// The trainee's own, once both are done with marking.
    pub own: Option<Mark>,
    /// The talk time of the trainer's mark, in milliseconds; none where it was made after the call.
    pub talk: Option<u64>,
    /// Its weight in points.
    pub weight: u32,
}

/// Something missed, as situation, behaviour and impact (<https://www.jeffsmith.com/tipsarchive/153>); a [`BLANK`]
/// stands where nobody wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sbi {
    /// The criterion or the automatic fail.
    pub about: Id,
    /// When, in milliseconds of talk time; none where it was marked after the call.
    pub talk: Option<u64>,
    /// When and after which words.
    pub situation: String,
    /// What was heard.
    pub behaviour: String,
    /// What it did.
    pub impact: String,
}

/// Looks back on a mock call; none where it is none.
pub fn debrief(library: &Library, call: &Call) -> Option<MockDebrief> {
    let state = call.session.state();
    let marking = state.mock.as_ref()?;
    let both = [Marker::Trainer, Marker::Trainee].iter().all(|by| marking.finished.contains(by));
    let line = |pin: &crate::call::mock::CriterionPin| {
        let marked = marking.mark(Marker::Trainer, &pin.id);
        let own = marking.mark(Marker::Trainee, &pin.id).filter(|_| both);
        Line {
            criterion: pin.id.clone(),
            mark: marked.map(|marked| marked.mark),
            own: own.map(|marked| marked.mark),
            talk: marked.filter(|marked| !marked.late).map(|marked| marked.talk),
            weight: pin.weight,
        }
    };
    let sheet = &marking.mock.sheet;
    let mut out = MockDebrief {
        score: Score::of(marking, Marker::Trainer),
        own: both.then(|| Score::of(marking, Marker::Trainee)),
        lines: sheet.criteria.iter().map(line).collect(),
        failed: sheet.fails.iter().filter_map(|id| Some((id.clone(), *marking.fails.get(id)?))).collect(),
        steps: debrief::steps(state, &[]),
        timeline: timeline(call),
        ..MockDebrief::default()
    };
    out.sbi = missed(&out).into_iter().map(|(id, talk)| sbi(library, call, marking, &out, id, talk)).collect();
    (out.try_next, out.replay) = try_next(library, &out);
    Some(out)
}

/// What was missed: automatic fails, then criteria by weight, wholly before half.
fn missed(found: &MockDebrief) -> Vec<(Id, Option<u64>)> {
    let mut lines: Vec<&Line> =
        found.lines.iter().filter(|line| matches!(line.mark, Some(Mark::No | Mark::Partly))).collect();
    lines.sort_by_key(|line| {
        let lost = if line.mark == Some(Mark::No) { 2 * line.weight } else { line.weight };
        std::cmp::Reverse(lost)
    });
    let fails = found.failed.iter().map(|(id, talk)| (id.clone(), Some(*talk)));
    fails.chain(lines.into_iter().map(|line| (line.criterion.clone(), line.talk))).collect()
}

fn sbi(library: &Library, call: &Call, marking: &Marking, found: &MockDebrief, about: Id, talk: Option<u64>) -> Sbi {
    let name = caller_name(library, call);
    let situation = match talk {
        None => BLANK.into(),
        Some(talk) => {
            let step = step_at(found, talk).and_then(|step| Some(library.step(step)?.title.clone()));
            let after = last_line(found, talk).map(|(_, words)| format!(", after \"{}\"", cut(words, QUOTE, "…")));
            let step = step.map_or(String::new(), |step| format!(", in {step}"));
            format!("At {}{step}{}", clock_face(talk), after.unwrap_or_default())
        }
    };
    // Only what was written about it is evidence: a note from nearby may praise something else.
    let mut own = marking.notes.iter().filter(|note| note.about.as_ref() == Some(&about));
    let text = |note: &crate::call::mock::Observed| call.text(note.text).to_string();
    let behaviour = own.next().map_or_else(|| BLANK.into(), text);
    let seen =
        talk.and_then(|talk| worse_after(found, talk)).map(|(from, to)| format!("{name} went from {from} to {to}"));
    let impact = own.next_back().map(text).or(seen).unwrap_or_else(|| BLANK.into());
    Sbi { about, talk, situation, behaviour, impact }
}

/// The note nearest to a moment, in milliseconds of talk time, that is about nothing yet: it may be what was heard then.
pub fn note_near(call: &Call, talk: u64) -> Option<&str> {
    let marking = call.session.state().mock.as_ref()?;
    let free = marking.notes.iter().filter(|note| note.about.is_none() && note.talk.abs_diff(talk) <= NEAR);
    free.min_by_key(|note| note.talk.abs_diff(talk)).map(|note| call.text(note.text))
}

/// The one who is played, by name.
pub fn caller_name(library: &Library, call: &Call) -> String {
    let Some(practice) = &call.session.state().practice else { return String::new() };
    library.caller(&practice.caller).map_or_else(|| practice.caller.to_string(), |caller| caller.name.clone())
}

/// What a criterion or an automatic fail is called: by its scorecard, or by the last part of its id.
pub fn title(library: &Library, id: &Id) -> String {
    let of = |card: &Scorecard| {
        let line = card.criterion(id).map(|criterion| criterion.title.clone());
        line.or_else(|| card.fail(id).map(|fail| fail.title.clone()))
    };
    let last = || id.as_str().rsplit('.').next().unwrap_or_default().replace('-', " ");
    library.scorecards.iter().find_map(of).unwrap_or_else(last)
}

fn step_at(found: &MockDebrief, talk: u64) -> Option<&Id> {
    let before = found.timeline.iter().take_while(|moment| moment.talk <= talk);
    let steps = before.filter_map(|moment| match &moment.kind {
        MomentKind::Step(id) => Some(id),
        _ => None,
    });
    steps.last()
}

/// The line of the caller that was said last at a talk time: its event and its words.
fn last_line(found: &MockDebrief, talk: u64) -> Option<(u32, &str)> {
    let before = found.timeline.iter().take_while(|moment| moment.talk <= talk);
    let lines = before.filter_map(|moment| match &moment.kind {
        MomentKind::Line { words } | MomentKind::Twist { words, .. } => Some((moment.seq, words.as_str())),
        _ => None,
    });
    lines.last()
}

/// The first change for the worse that followed soon after a talk time: what was missed calms nobody.
fn worse_after(found: &MockDebrief, talk: u64) -> Option<(u8, u8)> {
    let moods = found.timeline.iter().filter_map(|moment| match moment.kind {
        MomentKind::Mood { from, to } if to > from => Some((moment.talk.checked_sub(talk)?, (from, to))),
        _ => None,
    });
    moods.filter(|(far, _)| *far <= FELT).min_by_key(|(far, _)| *far).map(|(_, mood)| mood)
}

/// One thing, and not three: the automatic fail, or what lost most; and where a replay would best begin.
fn try_next(library: &Library, found: &MockDebrief) -> ((String, String), Option<u32>) {
    let Some(first) = found.sbi.first() else {
        let words = match found.score.open {
            0 => ("Nothing was missed: next time a harder caller.", "Say which sentence was the best, and why."),
            _ => ("Mark the lines that are still open.", "Then it shows the one thing to try."),
        };
        return ((words.0.into(), words.1.into()), None);
    };
    let cards = &library.scorecards;
    let fail = cards.iter().find_map(|card| card.fail(&first.about));
    let criterion = cards.iter().find_map(|card| card.criterion(&first.about));
    let what = match (fail, criterion) {
        (Some(fail), _) => format!("Automatic fail: {}.", fail.title),
        (_, Some(criterion)) => format!("Next time: {}", lower(&criterion.yes)),
        _ => format!("Next time: {}.", title(library, &first.about)),
    };
    let why = match (fail, first.talk) {
        (Some(fail), _) => fail.why.clone(),
        (None, None) => String::from("Marked after the call."),
        (None, Some(talk)) => {
            let heard = if first.behaviour == BLANK {
                title(library, &first.about)
            } else {
                format!("\"{}\"", cut(&first.behaviour, QUOTE, "…"))
            };
            let impact = if first.impact == BLANK { String::new() } else { format!("; {}", first.impact) };
            format!("At {}: {heard}{impact}.", clock_face(talk))
        }
    };
    let from = first.talk.and_then(|talk| last_line(found, talk)).map(|(seq, _)| seq);
    ((what, why), from)
}

/// A sentence that goes on after a colon.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    let second_is_small = words.chars().nth(1).is_some_and(|letter| !letter.is_uppercase());
    match letters.next() {
        Some(first) if second_is_small && !words.starts_with("I ") => first.to_lowercase().chain(letters).collect(),
        _ => words.into(),
    }
}

#[cfg(test)]
mod tests;
