//! What a call is beyond a call when a trainer plays the caller: the sheet it is marked by, and what is done at the desk.
//!
//! The sheet is pinned when the mock call begins, so that its marks mean the same for ever. What they come to is worked
//! out in `practice`. A mock call is otherwise a call like any other: steps, holds and times are its log's.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    call::event::{CallId, TextId},
    playbook::model::{Critical, Id, Scorecard},
};

#[cfg(test)]
mod tests;

/// Someone who is trained, by an id without meaning; their name lies beside the log, where it can be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub String);

/// What makes a call a mock call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mock {
    /// Who is trained, where the trainer gave a name.
    pub trainee: Option<PersonId>,
    /// The session that is marked once more by another observer: the first of them.
    pub of: Option<CallId>,
    /// The sheet as it was when it began.
    pub sheet: SheetPin,
}

/// A scorecard's structure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPin {
    /// The scorecard.
    pub card: Id,
    /// The percentage from which a call passes.
    pub pass: u32,
    /// Its criteria, in order.
    pub criteria: Vec<CriterionPin>,
    /// Its automatic fails, in order.
    pub fails: Vec<Id>,
}

/// A criterion's structure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionPin {
    /// Its full id.
    pub id: Id,
    /// Its section's full id.
    pub section: Id,
    /// Its weight in points.
    pub weight: u32,
    /// Whether it is weighed rather than seen.
    pub judged: bool,
    /// Whether it may be half met.
    pub graded: bool,
    /// Whom it harms when it is missed.
    pub error: Option<Critical>,
}

impl SheetPin {
    /// A scorecard, pinned.
    pub fn of(card: &Scorecard) -> SheetPin {
        let criteria = card.criteria().map(|(section, criterion)| CriterionPin {
            id: criterion.id.clone(),
            section: section.id.clone(),
            weight: criterion.weight,
            judged: criterion.judgement == crate::playbook::model::Judgement::Judged,
            graded: criterion.partly.is_some(),
            error: criterion.error,
        });
        SheetPin {
            card: card.id.clone(),
            pass: card.pass,
            criteria: criteria.collect(),
            fails: card.fails.iter().map(|fail| fail.id.clone()).collect(),
        }
    }
}

/// What was heard of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It was met.
    Yes,
    /// It was half met.
    Partly,
    /// It was missed.
    No,
    /// There was no occasion for it: it leaves the denominator.
    NotApplicable,
}

impl Mark {
    /// Each by its name in files and on screens.
    pub const ALL: [(&'static str, Mark); 4] =
        [("yes", Mark::Yes), ("partly", Mark::Partly), ("no", Mark::No), ("n/a", Mark::NotApplicable)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Mark::ALL.iter().find(|(_, mark)| *mark == self).map_or("", |(name, _)| name)
    }
}

/// Who marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marker {
    /// The one who plays the caller, or observes.
    Trainer,
    /// The one who is trained, of themselves.
    Trainee,
}

/// Something done at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum DeskAct {
    /// A criterion was marked; none takes the mark away.
    Marked {
        /// By whom.
        by: Marker,
        /// Which.
        criterion: Id,
        /// How.
        mark: Option<Mark>,
    },
    /// An automatic fail was met, or was not after all.
    Failed {
        /// Which.
        fail: Id,
        /// Whether it was met.
        met: bool,
    },
    /// A line of the card was said.
    Spoke {
        /// Which: `opens`, `line <stage> <mood>`, `fact <id>`, `react <id>`, `twist <id>`, `leaves`, with its place from 0
        /// after it.
        line: String,
        /// Its words.
        text: TextId,
    },
    /// The caller who is played feels otherwise: 0 is calm, 10 is worst.
    Felt {
        /// How.
        mood: u8,
    },
    /// Something was heard and noted.
    Observed {
        /// What.
        text: TextId,
        /// The talk time of the moment it belongs to, in milliseconds.
        talk: u64,
        /// The criterion or the automatic fail it is about.
        about: Option<Id>,
    },
    /// Someone is done with marking.
    Finished {
        /// Who.
        by: Marker,
    },
}

/// A mark in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The mark.
    pub mark: Mark,
    /// The talk time then, in milliseconds.
    pub talk: u64,
    /// Whether the call was over.
    pub late: bool,
}

/// A line that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Which, as in [`DeskAct::Spoke`].
    pub line: String,
    /// Its words.
    pub text: TextId,
    /// The talk time then, in milliseconds.
    pub talk: u64,
}

/// Something noted at its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// What.
    pub text: TextId,
    /// The talk time it belongs to, in milliseconds.
    pub talk: u64,
    /// What it is about.
    pub about: Option<Id>,
}

/// A mock call, as far as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// What it is.
    pub mock: Mock,
    /// The marks of each who marks, by criterion.
    pub marks: BTreeMap<Marker, BTreeMap<Id, Marked>>,
    /// Automatic fails that were met, with the talk time, in milliseconds.
    pub fails: BTreeMap<Id, u64>,
    /// Lines that were said, in order.
    pub spoke: Vec<Spoken>,
    /// The mood as it went, from the start: talk time in milliseconds, 0 calm to 10 worst.
    pub moods: Vec<(u64, u8)>,
    /// What was noted, in the order of writing.
    pub notes: Vec<Observed>,
    /// Who is done with marking.
    pub finished: BTreeSet<Marker>,
}

impl Marking {
    /// Nothing marked yet.
    pub fn new(mock: Mock) -> Marking {
        Marking {
            mock,
            marks: BTreeMap::new(),
            fails: BTreeMap::new(),
            spoke: Vec::new(),
            moods: Vec::new(),
            notes: Vec::new(),
            finished: BTreeSet::new(),
        }
    }

    /// How someone marked a criterion.
    pub fn mark(&self, by: Marker, criterion: &Id) -> Option<&Marked> {
        self.marks.get(&by)?.get(criterion)
    }

    /// The mood now; none before it was set.
    pub fn mood(&self) -> Option<u8> {
        self.moods.last().map(|(_, mood)| *mood)
    }

    /// Takes an act in, at a talk time in milliseconds; `late` once the call is over.
    pub fn take(&mut self, act: &DeskAct, talk: u64, late: bool) {
        match act {
            DeskAct::Marked { by, criterion, mark: Some(mark) } => {
                let marked = Marked { mark: *mark, talk, late };
                self.marks.entry(*by).or_default().insert(criterion.clone(), marked);
            }
            DeskAct::Marked { by, criterion, mark: None } => {
                self.marks.entry(*by).or_default().remove(criterion);
            }
            DeskAct::Failed { fail, met: true } => drop(self.fails.insert(fail.clone(), talk)),
            DeskAct::Failed { fail, met: false } => drop(self.fails.remove(fail)),
            DeskAct::Spoke { line, text } => {
                self.spoke.push(Spoken { line: line.clone(), text: *text, talk });
            }
            DeskAct::Felt { mood } => self.moods.push((talk, (*mood).min(10))),
            DeskAct::Observed { text, talk, about } => {
                self.notes.push(Observed { text: *text, talk: *talk, about: about.clone() });
            }
            DeskAct::Finished { by } => drop(self.finished.insert(*by)),
        }
    }
}
