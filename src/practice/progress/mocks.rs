//! Mock calls: what one came to, and the figures of all, which are the trainer's and none of the user's own practice.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    call::{
        event::{At, CallId},
        mock::{Mark, Marker, Marking, PersonId},
    },
    playbook::model::Id,
    practice::{
        progress::{Lens, Record, Taken, last_first, take},
        scorecard::Score,
    },
};

/// What a mock call came to, in the observer's eyes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mocked {
    /// The caller who was played.
    pub caller: Id,
    /// Who was trained, where they were given a name.
    pub trainee: Option<PersonId>,
    /// The call that is marked once more in it.
    pub again: Option<CallId>,
    /// The scorecard.
    pub card: Id,
    /// Points in halves.
    pub halves: u32,
    /// The points there were.
    pub of: u32,
    /// The percentage; 0 with an automatic fail.
    pub percent: u32,
    /// Whether it passed.
    pub passed: bool,
    /// How many lines were not marked.
    pub open: u32,
    /// Automatic fails that were met.
    pub failed: Vec<Id>,
    /// Criteria that were missed, wholly or by half.
    pub missed: Vec<Id>,
    /// Criteria that were marked and applied.
    pub marked: Vec<Id>,
}

impl Mocked {
    /// What a marking of a call with this caller came to.
    pub(super) fn of(caller: &Id, marking: &Marking) -> Mocked {
        let score = Score::of(marking, Marker::Trainer);
        let with = |wanted: &[Mark]| -> Vec<Id> {
            let ids = marking.mock.sheet.criteria.iter().map(|pin| &pin.id);
            let is = |id: &&Id| marking.mark(Marker::Trainer, id).is_some_and(|marked| wanted.contains(&marked.mark));
            ids.filter(is).cloned().collect()
        };
        Mocked {
            caller: caller.clone(),
            trainee: marking.mock.trainee.clone(),
            again: marking.mock.of.clone(),
            card: marking.mock.sheet.card.clone(),
            halves: score.halves,
            of: score.of,
            percent: score.percent(),
            passed: score.passed,
            open: u32::try_from(score.open).unwrap_or(u32::MAX),
            failed: score.failed,
            missed: with(&[Mark::No, Mark::Partly]),
            marked: with(&[Mark::Yes, Mark::No, Mark::Partly]),
        }
    }

    /// Whether anything was marked at all; else its points say nothing.
    pub fn is_marked(&self) -> bool {
        !self.marked.is_empty() || !self.failed.is_empty()
    }

    /// How it turned out, in words: `passed, 82%`.
    pub fn result(&self) -> String {
        match (self.is_marked(), self.failed.is_empty(), self.passed) {
            (false, ..) => "not marked".into(),
            (true, false, _) => "automatic fail".into(),
            (true, true, true) => format!("passed, {}%", self.percent),
            (true, true, false) => format!("not passed, {}%", self.percent),
        }
    }
}

/// The figures of mock calls. One that several marked counts once, as it was marked first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mocks {
    /// How many there were.
    pub count: u32,
    /// How many of them passed.
    pub passed: u32,
    /// Who was trained: the last first, and those without a name at the end.
    pub trainees: Vec<Trainee>,
    /// Lines of the sheets, those missed most often first.
    pub lines: Vec<SheetLine>,
    /// Automatic fails with how often they were met, the most frequent first.
    pub fails: Vec<(Id, u32)>,
    /// By caller played.
    pub callers: Vec<Taken>,
}

/// Someone who is trained, over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trainee {
    /// Their name; none for all who have none.
    pub name: Option<String>,
    /// Their mock calls, the earliest first.
    pub sessions: Vec<TraineeCall>,
}

impl Trainee {
    /// How many of them passed.
    pub fn passed(&self) -> usize {
        self.sessions.iter().filter(|session| session.passed).count()
    }
}

/// One mock call of someone's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraineeCall {
    /// Which.
    pub call: CallId,
    /// When.
    pub at: At,
    /// The day, on the wall.
    pub day: NaiveDate,
    /// The caller who was played.
    pub caller: Id,
    /// The scorecard.
    pub card: Id,
    /// The percentage; none where nothing was marked.
    pub percent: Option<u32>,
    /// Whether it passed.
    pub passed: bool,
}

/// A line of a sheet over all mock calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Which.
    pub criterion: Id,
    /// How often it was missed, wholly or by half.
    pub missed: u32,
    /// How often it was marked and applied.
    pub marked: u32,
}

/// The figures of the mock calls among these.
pub(super) fn mocks(records: &[Record], lens: &Lens) -> Mocks {
    let mut out = Mocks::default();
    let mut trainees: BTreeMap<Option<String>, Trainee> = BTreeMap::new();
    let mut lines: BTreeMap<Id, (u32, u32)> = BTreeMap::new();
    let mut fails: BTreeMap<Id, u32> = BTreeMap::new();
    let mut callers: BTreeMap<Id, Taken> = BTreeMap::new();
    for (record, mocked) in firsts(records) {
        out.count += 1;
        out.passed += u32::from(mocked.passed);
        take(&mut callers, &mocked.caller, mocked.passed, record.opened);
        for id in &mocked.marked {
            lines.entry(id.clone()).or_default().1 += 1;
        }
        for id in &mocked.missed {
            lines.entry(id.clone()).or_default().0 += 1;
        }
        for fail in &mocked.failed {
            *fails.entry(fail.clone()).or_default() += 1;
        }
        // Someone whom a file from elsewhere brought along may be there twice: one name is one person.
        let name = mocked.trainee.as_ref().and_then(|person| (lens.name)(person));
        let known = trainees.entry(name.as_ref().map(|name| name.to_lowercase())).or_default();
        known.name = name.max(known.name.take());
        known.sessions.push(session(record, mocked, lens));
    }
    out.trainees = trainees.into_values().collect();
    for trainee in &mut out.trainees {
        trainee.sessions.sort_by(|a, b| (a.at, &a.call).cmp(&(b.at, &b.call)));
    }
    let last = |trainee: &Trainee| trainee.sessions.last().map(|session| session.at);
    out.trainees.sort_by_key(|trainee| (trainee.name.is_none(), Reverse(last(trainee)), trainee.name.clone()));
    out.lines =
        lines.into_iter().map(|(criterion, (missed, marked))| SheetLine { criterion, missed, marked }).collect();
    out.lines.sort_by_key(|line| (Reverse(line.missed), line.marked));
    out.fails = fails.into_iter().collect();
    out.fails.sort_by_key(|(_, count)| Reverse(*count));
    out.callers = last_first(callers);
    out
}

/// Each mock call once: as it was marked first, else by whoever of the others is there.
fn firsts(records: &[Record]) -> Vec<(&Record, &Mocked)> {
    let mut firsts: BTreeMap<&CallId, (&Record, &Mocked)> = BTreeMap::new();
    for record in records {
        let Some(mocked) = record.mocked() else { continue };
        let root = mocked.again.as_ref().unwrap_or(&record.call);
        let rank = |(record, mocked): (&Record, &Mocked)| (mocked.again.is_some(), record.opened, record.call.clone());
        let kept = firsts.entry(root).or_insert((record, mocked));
        if rank((record, mocked)) < rank(*kept) {
            *kept = (record, mocked);
        }
    }
    firsts.into_values().collect()
}

fn session(record: &Record, mocked: &Mocked, lens: &Lens) -> TraineeCall {
    TraineeCall {
        call: record.call.clone(),
        at: record.opened,
        day: (lens.day)(record.opened),
        caller: mocked.caller.clone(),
        card: mocked.card.clone(),
        percent: mocked.is_marked().then_some(mocked.percent),
        passed: mocked.passed,
    }
}
