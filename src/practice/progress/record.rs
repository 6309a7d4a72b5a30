//! What the log of one finished call comes to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    call::{
        clock::Times,
        event::{At, CallEvent, CallId, ItemState, What},
        rehearsal::{Practice, Turn},
        state::CallState,
    },
    playbook::model::Id,
    practice::progress::Mocked,
};

/// What a record holds. A higher one has records that are kept made anew from their logs.
pub const VERSION: u32 = 2;

/// A finished call, rehearsal or mock call: times, ids and counts, no text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which.
    pub call: CallId,
    /// When it came to be.
    pub opened: At,
    /// Its times.
    pub times: Times,
    /// How many promises were made in it.
    pub promises: u32,
    /// Scenarios in which something was said or done, in order of opening.
    pub scenarios: Vec<Id>,
    /// Killer items that were not done while it went on.
    pub missed: Vec<Missed>,
    /// What it was.
    pub kind: Kind,
}

/// A killer item that was not done in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Which.
    pub item: Id,
    /// Whether it was ticked after the end, rather than not at all.
    pub late: bool,
}

/// What a call was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A live call.
    Call {
        /// How it turned out.
        disposition: Option<Id>,
    },
    /// A rehearsal.
    Rehearsal(Rehearsed),
    /// A mock call.
    Mock(Mocked),
}

/// What a rehearsal came to. Of one that went on from an earlier one only what was new counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsed {
    /// With whom.
    pub caller: Id,
    /// Whether it passed; none where it was never looked back on.
    pub passed: Option<bool>,
    /// What went badly, the worst first.
    pub weak: Vec<Id>,
    /// How many replies were given.
    pub replies: u32,
    /// Its steps, in order.
    pub steps: Vec<Stepped>,
    /// In how many replies each move was made.
    pub moves: BTreeMap<Id, u32>,
    /// In how many replies each caution was heard.
    pub cautions: BTreeMap<Id, u32>,
}

/// A step in one rehearsal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepped {
    /// The framework it is a step of.
    pub framework: Id,
    /// Its place in it, from 0.
    pub place: usize,
    /// Which.
    pub step: Id,
    /// The time meant for it, in milliseconds.
    pub meant: u64,
    /// The talk time it took, in milliseconds.
    pub taken: u64,
    /// Replies given in it.
    pub replies: u32,
    /// Cautions heard in them.
    pub cautions: u32,
}

impl Record {
    /// What a call's log comes to.
    pub fn of(call: CallId, events: &[CallEvent]) -> Record {
        let state = CallState::fold(events);
        let used = state.opened_lists.iter().map(|(id, _)| id).filter(|id| state.used.contains(*id));
        Record {
            call,
            opened: events.first().map_or(state.opened, |first| first.at),
            times: state.clock.times(state.last),
            promises: count(state.promises.len()),
            scenarios: used.cloned().collect(),
            missed: missed(&state),
            kind: match (&state.practice, &state.mock) {
                (Some(practice), Some(marking)) => Kind::Mock(Mocked::of(&practice.caller, marking)),
                (Some(practice), None) => Kind::Rehearsal(rehearsed(practice, &state, events)),
                (None, _) => Kind::Call { disposition: state.disposition.clone() },
            },
        }
    }

    /// The rehearsal that it was, where it was one.
    pub fn rehearsed(&self) -> Option<&Rehearsed> {
        match &self.kind {
            Kind::Rehearsal(rehearsed) => Some(rehearsed),
            _ => None,
        }
    }

    /// The mock call that it was, where it was one.
    pub fn mocked(&self) -> Option<&Mocked> {
        match &self.kind {
            Kind::Mock(mocked) => Some(mocked),
            _ => None,
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Killer items of what was in hand that were not done, or not in time.
fn missed(state: &CallState) -> Vec<Missed> {
    let mut seen = BTreeSet::new();
    let killers = state.killers().filter(|item| seen.insert(&item.id));
    let told = killers.filter_map(|item| {
        let late = state.items.get(&item.id).is_some_and(|record| record.late);
        match state.item(&item.id) {
            ItemState::NotApplicable => None,
            ItemState::Done => late.then(|| Missed { item: item.id.clone(), late: true }),
            ItemState::Open | ItemState::Deferred | ItemState::Overridden => {
                Some(Missed { item: item.id.clone(), late: false })
            }
        }
    });
    told.collect()
}

fn rehearsed(practice: &Practice, state: &CallState, events: &[CallEvent]) -> Rehearsed {
    let all: &[Turn] = state.rehearsal.as_ref().map_or(&[], |rehearsal| &rehearsal.turns);
    let copied = practice.from.as_ref().map_or(0, |(_, replies)| *replies).min(all.len());
    let turns = &all[copied..];
    let before = copied.checked_sub(1).map(|last| spent_until(events, all[last].seq)).unwrap_or_default();
    let weak = events.iter().rev().find_map(|event| match &event.what {
        What::Judged { weak, .. } => Some(weak.clone()),
        _ => None,
    });
    let (mut moves, mut cautions) = (BTreeMap::new(), BTreeMap::new());
    for turn in turns {
        tally(&mut moves, &turn.exchange.moves);
        tally(&mut cautions, &turn.exchange.cautions);
    }
    Rehearsed {
        caller: practice.caller.clone(),
        passed: state.passed,
        weak: weak.unwrap_or_default(),
        replies: count(turns.len()),
        steps: steps(state, turns, &before),
        moves,
        cautions,
    }
}

/// Counts each id of a reply once.
fn tally(sums: &mut BTreeMap<Id, u32>, found: &[Id]) {
    for id in found.iter().collect::<BTreeSet<_>>() {
        *sums.entry(id.clone()).or_default() += 1;
    }
}

/// The talk time of each step, by framework and step.
type Spent = BTreeMap<(Id, Id), u64>;

/// The talk time of each step up to an event.
fn spent_until(events: &[CallEvent], seq: u32) -> Spent {
    let end = events.iter().position(|event| event.seq > seq).unwrap_or(events.len());
    spent(&CallState::fold(&events[..end]))
}

fn spent(state: &CallState) -> Spent {
    let talk = state.clock.times(state.last).talk;
    let mut all = Spent::new();
    for (i, framework) in state.frameworks.iter().enumerate() {
        for (place, (step, spent)) in framework.pin.steps.iter().zip(&framework.spent).enumerate() {
            let here = i == state.active && place == framework.step;
            let running = if here { talk.saturating_sub(framework.entered) } else { 0 };
            all.insert((framework.pin.id.clone(), step.id.clone()), spent + running);
        }
    }
    all
}

/// The steps of the frameworks in which something happened.
fn steps(state: &CallState, turns: &[Turn], before: &Spent) -> Vec<Stepped> {
    let now = spent(state);
    let mut out = Vec::new();
    for (i, framework) in state.frameworks.iter().enumerate() {
        let of = |(place, step): (usize, &crate::call::event::StepPin)| {
            let key = (framework.pin.id.clone(), step.id.clone());
            let taken = now.get(&key).copied().unwrap_or(0);
            let own = turns.iter().filter(|turn| turn.step.as_ref() == Some(&step.id));
            let heard = own.clone().map(|turn| turn.exchange.cautions.iter().collect::<BTreeSet<_>>().len());
            Stepped {
                place,
                meant: u64::from(step.budget_secs) * 1000,
                taken: taken.saturating_sub(before.get(&key).copied().unwrap_or(0)),
                replies: count(own.clone().count()),
                cautions: count(heard.sum()),
                framework: key.0,
                step: key.1,
            }
        };
        let steps: Vec<Stepped> = framework.pin.steps.iter().enumerate().map(of).collect();
        if i == state.active || steps.iter().any(|step| step.taken > 0 || step.replies > 0) {
            out.extend(steps);
        }
    }
    out
}
