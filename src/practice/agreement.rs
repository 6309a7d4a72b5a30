//! How far two observers agree who marked the same mock calls: in percent, and beyond chance.
//!
//! Kappa (Cohen 1960, <https://doi.org/10.1177/001316446002000104>) is how far they agree beyond what their habits of
//! marking would give by chance: 1 is wholly, 0 is no more than chance, below 0 less. It is worked out in whole numbers up
//! to one division at the end.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    call::mock::{Mark, Marker, Marking, SheetPin},
    playbook::model::Id,
};

#[cfg(test)]
mod tests;

/// From how many percent two who see or hear the same have come to the same mark often enough: hearken's own limit.
pub const OBJECTIVE: u32 = 90;

/// The same for lines that are weighed.
pub const JUDGED: u32 = 80;

/// Both limits, for people.
pub const LIMITS: &str = "objective lines the same in under 90% of calls, judged ones in under 80%, fails that only one met \
                          (hearken's own limits)";

/// What kappa is, for people.
pub const KAPPA: &str = "Kappa is how far two agree beyond what their habits of marking would give by chance: 1 is wholly, \
                         0 no more than chance, - cannot be told.";

/// What one observer made of a mock call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// Marks by criterion.
    pub marks: BTreeMap<Id, Mark>,
    /// Automatic fails that were met.
    pub fails: BTreeSet<Id>,
}

impl Observed {
    /// What whoever observed made of it; the trainee's own marks count for nothing here.
    pub fn of(marking: &Marking) -> Observed {
        let marks = marking.marks.get(&Marker::Trainer).into_iter().flatten();
        Observed {
            marks: marks.map(|(criterion, marked)| (criterion.clone(), marked.mark)).collect(),
            fails: marking.fails.keys().cloned().collect(),
        }
    }
}

/// How often two came to the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rate {
    /// How often both said something.
    pub pairs: u32,
    /// How often it was the same.
    pub same: u32,
    /// Kappa; none where there are fewer than two pairs, or where chance alone would make all the same.
    pub kappa: Option<f64>,
}

impl Rate {
    /// How often it was the same, in percent, rounded down; none where nothing was compared.
    pub fn percent(&self) -> Option<u32> {
        (self.same * 100).checked_div(self.pairs)
    }

    /// Whether it is less often than this many percent.
    fn below(&self, limit: u32) -> bool {
        self.percent().is_some_and(|percent| percent < limit)
    }
}

/// A criterion in the eyes of two.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// Which.
    pub criterion: Id,
    /// Whether it is weighed rather than seen.
    pub judged: bool,
    /// How often they agree.
    pub rate: Rate,
    /// How often only the first marked it, and only the second.
    pub alone: (u32, u32),
    /// Whether they agree too seldom.
    pub flagged: bool,
}

/// An automatic fail in the eyes of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailAgreed {
    /// Which.
    pub fail: Id,
    /// In how many calls both met it, only the first, only the second, neither.
    pub met: (u32, u32, u32, u32),
}

impl FailAgreed {
    /// Whether they ever saw it differently: one is enough, since it decides a call.
    pub fn flagged(&self) -> bool {
        self.met.1 + self.met.2 > 0
    }
}

/// How far two observers agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// How many calls both observed.
    pub calls: u32,
    /// The criteria, in the order of the sheet.
    pub lines: Vec<Agreed>,
    /// The automatic fails, in the order of the sheet.
    pub fails: Vec<FailAgreed>,
    /// All criteria of all calls together.
    pub overall: Rate,
}

/// How far two agree on calls that were marked by this sheet, each call as the first and as the second saw it.
pub fn agreement(sheet: &SheetPin, calls: &[(Observed, Observed)]) -> Agreement {
    let mut all = Tally::default();
    let line = |pin: &crate::call::mock::CriterionPin| {
        let mut own = Tally::default();
        let mut alone = (0, 0);
        for (first, second) in calls {
            match (first.marks.get(&pin.id), second.marks.get(&pin.id)) {
                (Some(first), Some(second)) => own.add(*first, *second),
                (Some(_), None) => alone.0 += 1,
                (None, Some(_)) => alone.1 += 1,
                (None, None) => {}
            }
        }
        all.take(&own);
        let rate = own.rate();
        let flagged = rate.below(if pin.judged { JUDGED } else { OBJECTIVE });
        Agreed { criterion: pin.id.clone(), judged: pin.judged, rate, alone, flagged }
    };
    let lines = sheet.criteria.iter().map(line).collect();
    let fails = sheet.fails.iter().map(|fail| fail_agreed(fail, calls)).collect();
    let calls = u32::try_from(calls.len()).unwrap_or(u32::MAX);
    Agreement { calls, lines, fails, overall: all.rate() }
}

fn fail_agreed(fail: &Id, calls: &[(Observed, Observed)]) -> FailAgreed {
    let mut met = (0, 0, 0, 0);
    for (first, second) in calls {
        let count = match (first.fails.contains(fail), second.fails.contains(fail)) {
            (true, true) => &mut met.0,
            (true, false) => &mut met.1,
            (false, true) => &mut met.2,
            (false, false) => &mut met.3,
        };
        *count += 1;
    }
    FailAgreed { fail: fail.clone(), met }
}

/// What two sheets do not share: criteria and automatic fails of only one of them, in order. The order of a sheet and its
/// weights are its own affair.
pub fn differences(first: &SheetPin, second: &SheetPin) -> Vec<Id> {
    let ids = |sheet: &SheetPin| -> Vec<Id> {
        sheet.criteria.iter().map(|pin| &pin.id).chain(&sheet.fails).cloned().collect()
    };
    let (first, second) = (ids(first), ids(second));
    let lost = first.iter().filter(|id| !second.contains(id));
    lost.chain(second.iter().filter(|id| !first.contains(id))).cloned().collect()
}

/// Marks counted: how often each was given by either, and how often both gave the same.
#[derive(Default)]
struct Tally {
    first: [u64; Mark::ALL.len()],
    second: [u64; Mark::ALL.len()],
    pairs: u64,
    same: u64,
}

impl Tally {
    fn add(&mut self, first: Mark, second: Mark) {
        self.first[first as usize] += 1;
        self.second[second as usize] += 1;
        self.pairs += 1;
        self.same += u64::from(first == second);
    }

    fn take(&mut self, other: &Tally) {
        for (sums, more) in [(&mut self.first, &other.first), (&mut self.second, &other.second)] {
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
        self.pairs += other.pairs;
        self.same += other.same;
    }

    fn rate(&self) -> Rate {
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        Rate { pairs: count(self.pairs), same: count(self.same), kappa: self.kappa() }
    }

    /// With all shares multiplied by the square of the pairs.
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    fn kappa(&self) -> Option<f64> {
        let chance: u64 = self.first.iter().zip(&self.second).map(|(first, second)| first * second).sum();
        let (most, reached) = (self.pairs * self.pairs, self.pairs * self.same);
        let beyond = reached as f64 - chance as f64;
        (self.pairs > 1 && chance < most).then(|| beyond / (most - chance) as f64)
    }
}
