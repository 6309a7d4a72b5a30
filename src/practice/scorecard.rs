//! What the marks of a mock call come to: points, what leaves the denominator, automatic fails, errors counted apart.

use std::collections::BTreeMap;

use crate::{
    call::mock::{Mark, Marker, Marking},
    playbook::model::{Critical, Id},
};

#[cfg(test)]
mod tests;

/// What one who marks makes of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Points in halves, so that half met is exact; of criteria that apply and were marked.
    pub halves: u32,
    /// The points there are: all but those of criteria that do not apply.
    pub of: u32,
    /// Criteria not marked yet.
    pub open: usize,
    /// Criteria that did not apply.
    pub not_applicable: usize,
    /// Automatic fails that were met, in the order of the sheet. One is enough for a score of 0.
    pub failed: Vec<Id>,
    /// Criteria missed, wholly or by half, by whom that harms; and automatic fails are none of them.
    pub errors: BTreeMap<Critical, u32>,
    /// Each section's points in halves and its points, in the order of the sheet; only where something applies.
    pub sections: Vec<(Id, u32, u32)>,
    /// Whether it passes: all marked, no automatic fail, and enough points.
    pub passed: bool,
}

impl Score {
    /// What a mock call comes to in someone's eyes. Automatic fails are the trainer's to see; they count for both.
    pub fn of(marking: &Marking, by: Marker) -> Score {
        let sheet = &marking.mock.sheet;
        let mut score = Score::default();
        for criterion in &sheet.criteria {
            let mark = marking.mark(by, &criterion.id).map(|marked| marked.mark);
            let halves = match mark {
                Some(Mark::Yes) => criterion.weight.saturating_mul(2),
                Some(Mark::Partly) => criterion.weight,
                _ => 0,
            };
            match mark {
                Some(Mark::NotApplicable) => {
                    score.not_applicable += 1;
                    continue;
                }
                None => score.open += 1,
                Some(Mark::No | Mark::Partly) => {
                    if let Some(kind) = criterion.error {
                        *score.errors.entry(kind).or_default() += 1;
                    }
                }
                Some(Mark::Yes) => {}
            }
            score.halves = score.halves.saturating_add(halves);
            score.of = score.of.saturating_add(criterion.weight);
            match score.sections.iter_mut().find(|(id, ..)| *id == criterion.section) {
                Some((_, got, of)) => {
                    *got = got.saturating_add(halves);
                    *of = of.saturating_add(criterion.weight);
                }
                None => score.sections.push((criterion.section.clone(), halves, criterion.weight)),
            }
        }
        score.failed = sheet.fails.iter().filter(|fail| marking.fails.contains_key(fail)).cloned().collect();
        score.passed = score.open == 0 && score.failed.is_empty() && score.percent() >= sheet.pass;
        score
    }

    /// The percentage, rounded down; 0 with an automatic fail, and where nothing applies.
    pub fn percent(&self) -> u32 {
        // A sheet from a file may have any weights.
        let percent = (u64::from(self.halves) * 50).checked_div(u64::from(self.of)).unwrap_or(0);
        if self.failed.is_empty() { u32::try_from(percent.min(100)).unwrap_or(100) } else { 0 }
    }

    /// The points for people, `30` or `22.5`; `0` with an automatic fail.
    pub fn points(&self) -> String {
        if self.failed.is_empty() { points(self.halves) } else { "0".into() }
    }
}

/// Points that are counted in halves, for people.
pub fn points(halves: u32) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}
