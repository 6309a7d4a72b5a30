//! What is weakest now, and what shows it.

use std::cmp::Reverse;

use crate::{
    call::event::At,
    playbook::model::{Id, Library},
    practice::progress::record::{Record, Rehearsed},
};

/// How many rehearsals count for it: what was weak long ago need not be any more.
const NEWEST: usize = 5;

/// What went badly most often of late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weak {
    /// A caution, a move, an item or a scenario.
    pub id: Id,
    /// In how many of the last rehearsals it went badly.
    pub times: usize,
    /// How many rehearsals were looked at.
    pub of: usize,
    /// When it last did.
    pub last: At,
}

/// What went badly in most of the newest rehearsals; of several, what did so last, and there the worst.
pub(super) fn weakest(records: &[Record]) -> Option<Weak> {
    let mut all: Vec<(&Record, &Rehearsed)> =
        records.iter().filter_map(|record| Some((record, record.rehearsed()?))).collect();
    all.sort_by(|(a, _), (b, _)| (b.opened, &b.call).cmp(&(a.opened, &a.call)));
    all.truncate(NEWEST);
    let mut found: Vec<(Weak, usize)> = Vec::new();
    for (age, (record, rehearsed)) in all.iter().enumerate() {
        for (place, id) in rehearsed.weak.iter().enumerate() {
            match found.iter_mut().find(|(weak, _)| weak.id == *id) {
                Some((weak, _)) => weak.times += 1,
                // A place in the newest that has it: rehearsals first, then the order there.
                None => found.push((
                    Weak { id: id.clone(), times: 1, of: all.len(), last: record.opened },
                    age * 1_000 + place.min(999),
                )),
            }
        }
    }
    found.into_iter().min_by_key(|(weak, place)| (Reverse(weak.times), *place)).map(|(weak, _)| weak)
}

impl Weak {
    /// What sort of thing it is: `caution`, `move`, `item`, `scenario`, or `other` where no playbook has it any more.
    pub fn kind(&self, library: &Library) -> &'static str {
        let rule = library.wording.iter().find(|rule| rule.id == self.id);
        match rule.map(|rule| rule.caution.is_some()) {
            Some(true) => "caution",
            Some(false) => "move",
            None if library.item(&self.id).is_some() => "item",
            None if library.scenario(&self.id).is_some() => "scenario",
            None => "other",
        }
    }

    /// What shows it, as a sentence.
    pub fn reason(&self, library: &Library) -> String {
        let what = match self.kind(library) {
            "caution" => "It was in your replies",
            "move" => "It was asked for and missing",
            "item" => "It must be done and was not ticked",
            "scenario" => "It was not passed",
            _ => "It went badly",
        };
        match (self.times, self.of) {
            (1, 1) => format!("{what} in your last rehearsal."),
            (times, of) => format!("{what} in {times} of your last {of} rehearsals."),
        }
    }
}

/// The name of whatever an id names, for people: a step, an item, a caller, a move.
pub fn title(library: &Library, id: &Id) -> String {
    let rule = library.wording.iter().find(|rule| rule.id == *id).map(|_| id.as_str().replace('-', " "));
    let known = library.title_of(id).map(str::to_string).or(rule);
    known.or_else(|| library.item(id).map(|item| item.text.plain())).unwrap_or_else(|| id.to_string())
}
