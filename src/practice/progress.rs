//! What calls and practice come to over time: a record of each, and the figures of all of them together.
//!
//! A [`Record`] is what the log of one finished call comes to, without any text. [`Progress`] is the fold of records; it
//! is the same in whatever order they come. Days and playbooks are seen through a [`Lens`], so that nothing here knows
//! a clock or a zone.

mod heard;
mod mocks;
mod record;
mod spread;
mod streak;
#[cfg(test)]
mod tests;
mod weakest;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    call::{event::At, mock::PersonId},
    playbook::model::Id,
};

pub use heard::{Heard, Week, monday};
pub use mocks::{Mocked, Mocks, SheetLine, Trainee, TraineeCall};
pub use record::{Kind, Missed, Record, Rehearsed, Stepped, VERSION};
pub use spread::Spread;
pub use streak::{Streak, streak};
pub use weakest::{Weak, title};

/// What figures are made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Finished calls, rehearsals and mock calls.
    pub records: Vec<Record>,
    /// Days on which cards were answered: each counts for the streak.
    pub drilled: Vec<NaiveDate>,
}

/// What records are seen through.
pub struct Lens<'a> {
    /// The day that a moment is on, on the wall.
    pub day: &'a dyn Fn(At) -> NaiveDate,
    /// The day that it is.
    pub today: NaiveDate,
    /// The scenarios that a scripted caller practises.
    pub practises: &'a dyn Fn(&Id) -> Vec<Id>,
    /// The name of someone who is trained, where it is kept.
    pub name: &'a dyn Fn(&PersonId) -> Option<String>,
}

/// The figures of everything that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Of live calls.
    pub calls: Calls,
    /// Of rehearsals.
    pub practice: Practice,
    /// Of mock calls.
    pub mocks: Mocks,
}

/// The figures of live calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calls {
    /// How many there were.
    pub count: u32,
    /// In how many of them someone spoke; the times are theirs.
    pub answered: u32,
    /// Promises made.
    pub promises: u32,
    /// Talk time.
    pub talk: Spread,
    /// Hold time.
    pub hold: Spread,
    /// After-call work.
    pub after_call: Spread,
    /// Handle time.
    pub handle: Spread,
    /// How they turned out, the most frequent first; none: it was not said.
    pub dispositions: Vec<(Option<Id>, u32)>,
    /// Killer items that were missed, the most frequent first.
    pub missed: Vec<Misses>,
}

/// How often a killer item was missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misses {
    /// Which.
    pub item: Id,
    /// In how many calls it was never done.
    pub not_done: u32,
    /// In how many it was ticked only after the call had ended.
    pub late: u32,
}

/// The figures of rehearsals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practice {
    /// How many were taken.
    pub taken: u32,
    /// How many of them passed.
    pub passed: u32,
    /// Replies in all of them.
    pub replies: u32,
    /// The steps, framework by framework, in order.
    pub steps: Vec<StepSum>,
    /// Weeks with practice, the earliest first.
    pub weeks: Vec<Week>,
    /// Moves, the most frequent first.
    pub moves: Vec<Heard>,
    /// Cautions, the most frequent first.
    pub cautions: Vec<Heard>,
    /// By scenario.
    pub scenarios: Vec<Taken>,
    /// By caller.
    pub callers: Vec<Taken>,
    /// Days in a row.
    pub streak: Streak,
    /// What is weakest now.
    pub weakest: Option<Weak>,
}

/// A step over all rehearsals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepSum {
    /// The framework it is a step of.
    pub framework: Id,
    /// Which.
    pub step: Id,
    /// In how many rehearsals its framework was in hand.
    pub rehearsals: u32,
    /// The time meant for it, in milliseconds.
    pub meant: u64,
    /// The talk time it took, in milliseconds.
    pub taken: u64,
    /// The share of its framework that was meant for it, in percent.
    pub meant_share: u64,
    /// The share that it took, in percent.
    pub taken_share: u64,
    /// Replies given in it.
    pub replies: u32,
    /// Cautions heard in them.
    pub cautions: u32,
}

/// How often something was rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// A scenario or a caller.
    pub id: Id,
    /// How often.
    pub taken: u32,
    /// How often it passed.
    pub passed: u32,
    /// When it was last.
    pub last: At,
}

impl Progress {
    /// The figures of these, seen so.
    pub fn of(kept: &Kept, lens: &Lens) -> Progress {
        let mut sums = Sums::default();
        for record in &kept.records {
            sums.add(record, lens);
        }
        let mut days = sums.days;
        days.extend(&kept.drilled);
        days.sort_unstable();
        days.dedup();
        let practice = Practice {
            taken: sums.taken,
            passed: sums.passed,
            replies: sums.replies,
            steps: shares(in_order(sums.steps)),
            moves: sums.moves.heard(&sums.weeks),
            cautions: sums.cautions.heard(&sums.weeks),
            weeks: sums.weeks.into_iter().map(|(monday, replies)| Week { monday, replies }).collect(),
            scenarios: last_first(sums.scenarios),
            callers: last_first(sums.callers),
            streak: streak(&days, lens.today),
            weakest: weakest::weakest(&kept.records),
        };
        Progress { calls: calls(&kept.records), practice, mocks: mocks::mocks(&kept.records, lens) }
    }
}

/// Sums of rehearsals on the way.
#[derive(Default)]
struct Sums {
    taken: u32,
    passed: u32,
    replies: u32,
    days: Vec<NaiveDate>,
    /// By framework and step, each with its place.
    steps: BTreeMap<(Id, Id), (usize, StepSum)>,
    weeks: BTreeMap<NaiveDate, u32>,
    moves: heard::Sums,
    cautions: heard::Sums,
    scenarios: BTreeMap<Id, Taken>,
    callers: BTreeMap<Id, Taken>,
}

impl Sums {
    fn add(&mut self, record: &Record, lens: &Lens) {
        let Kind::Rehearsal(rehearsed) = &record.kind else { return };
        let day = (lens.day)(record.opened);
        let passed = rehearsed.passed == Some(true);
        self.taken += 1;
        self.passed += u32::from(passed);
        self.replies += rehearsed.replies;
        self.days.push(day);
        let week = monday(day);
        *self.weeks.entry(week).or_default() += rehearsed.replies;
        self.moves.add(week, &rehearsed.moves);
        self.cautions.add(week, &rehearsed.cautions);
        for step in &rehearsed.steps {
            self.step(step);
        }
        take(&mut self.callers, &rehearsed.caller, passed, record.opened);
        let mut scenarios = (lens.practises)(&rehearsed.caller);
        scenarios.extend(record.scenarios.iter().cloned());
        scenarios.sort_unstable();
        scenarios.dedup();
        for scenario in &scenarios {
            take(&mut self.scenarios, scenario, passed, record.opened);
        }
    }

    fn step(&mut self, step: &Stepped) {
        let key = (step.framework.clone(), step.step.clone());
        let (place, sum) = self.steps.entry(key).or_insert_with(|| {
            let (framework, step) = (step.framework.clone(), step.step.clone());
            (usize::MAX, StepSum { framework, step, ..StepSum::default() })
        });
        *place = step.place.min(*place);
        sum.rehearsals += 1;
        sum.meant += step.meant;
        sum.taken += step.taken;
        sum.replies += step.replies;
        sum.cautions += step.cautions;
    }
}

fn take(all: &mut BTreeMap<Id, Taken>, id: &Id, passed: bool, at: At) {
    let taken = all.entry(id.clone()).or_insert_with(|| Taken { id: id.clone(), taken: 0, passed: 0, last: at });
    taken.taken += 1;
    taken.passed += u32::from(passed);
    taken.last = taken.last.max(at);
}

/// What was rehearsed last stands first.
fn last_first(all: BTreeMap<Id, Taken>) -> Vec<Taken> {
    let mut all: Vec<Taken> = all.into_values().collect();
    all.sort_by(|a, b| b.last.cmp(&a.last).then_with(|| a.id.cmp(&b.id)));
    all
}

/// The steps of each framework in the order they have in it.
fn in_order(steps: BTreeMap<(Id, Id), (usize, StepSum)>) -> Vec<StepSum> {
    let mut steps: Vec<(usize, StepSum)> = steps.into_values().collect();
    steps.sort_by(|(a, x), (b, y)| (&x.framework, a).cmp(&(&y.framework, b)));
    steps.into_iter().map(|(_, step)| step).collect()
}

/// A part of a whole in percent; 0 of nothing.
pub fn share(part: u64, whole: u64) -> u64 {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// The share of each step in its framework.
fn shares(mut steps: Vec<StepSum>) -> Vec<StepSum> {
    let mut whole: BTreeMap<Id, (u64, u64)> = BTreeMap::new();
    for step in &steps {
        let (meant, taken) = whole.entry(step.framework.clone()).or_default();
        *meant += step.meant;
        *taken += step.taken;
    }
    for step in &mut steps {
        let (meant, taken) = whole[&step.framework];
        step.meant_share = share(step.meant, meant);
        step.taken_share = share(step.taken, taken);
    }
    steps
}

/// The figures of the live calls among these.
fn calls(records: &[Record]) -> Calls {
    let mut calls = Calls::default();
    let mut dispositions: BTreeMap<Option<Id>, u32> = BTreeMap::new();
    let mut missed: BTreeMap<Id, Misses> = BTreeMap::new();
    let mut times = Vec::new();
    for record in records {
        let Kind::Call { disposition } = &record.kind else { continue };
        calls.count += 1;
        calls.promises += record.promises;
        *dispositions.entry(disposition.clone()).or_default() += 1;
        if record.times.handle() > 0 {
            times.push(record.times);
        }
        for Missed { item, late } in &record.missed {
            let none = || Misses { item: item.clone(), not_done: 0, late: 0 };
            let misses = missed.entry(item.clone()).or_insert_with(none);
            *(if *late { &mut misses.late } else { &mut misses.not_done }) += 1;
        }
    }
    calls.answered = u32::try_from(times.len()).unwrap_or(u32::MAX);
    calls.talk = Spread::of(times.iter().map(|times| times.talk));
    calls.hold = Spread::of(times.iter().map(|times| times.hold));
    calls.after_call = Spread::of(times.iter().map(|times| times.after_call));
    calls.handle = Spread::of(times.iter().map(|times| times.handle()));
    calls.dispositions = dispositions.into_iter().collect();
    calls.dispositions.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    calls.missed = missed.into_values().collect();
    calls.missed.sort_by_key(|misses| std::cmp::Reverse(misses.not_done + misses.late));
    calls
}
