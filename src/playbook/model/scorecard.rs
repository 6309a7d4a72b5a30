//! A scorecard: what a trainer marks while they listen, and what each mark means.

use serde::{Deserialize, Serialize};

use super::{Background, Id};

/// A form that a mock call is marked by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// Its id.
    pub id: Id,
    /// Its name in lists.
    pub title: String,
    /// Whom and what it is for, in a sentence.
    pub about: String,
    /// The percentage from which a call passes: 0 to 100.
    pub pass: u32,
    /// Its sections, in the order of a call.
    pub sections: Vec<Section>,
    /// What fails a call at once, whatever else was good.
    pub fails: Vec<AutoFail>,
    /// What stands behind it.
    pub background: Background,
}

impl Scorecard {
    /// All criteria with their sections, in order.
    pub fn criteria(&self) -> impl Iterator<Item = (&Section, &Criterion)> {
        self.sections.iter().flat_map(|section| section.criteria.iter().map(move |criterion| (section, criterion)))
    }

    /// A criterion by its full id.
    pub fn criterion(&self, id: &Id) -> Option<&Criterion> {
        self.criteria().map(|(_, criterion)| criterion).find(|criterion| criterion.id == *id)
    }

    /// An automatic fail by its full id.
    pub fn fail(&self, id: &Id) -> Option<&AutoFail> {
        self.fails.iter().find(|fail| fail.id == *id)
    }
}

/// A part of a scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its full id, `scorecard.section`.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What is marked in it, in order.
    pub criteria: Vec<Criterion>,
}

/// One line of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criterion {
    /// Its full id, `scorecard.section.criterion`.
    pub id: Id,
    /// What to listen for, at most 28 columns.
    pub title: String,
    /// Whether two people who listen have to come to the same mark, or weigh it.
    pub judgement: Judgement,
    /// Its weight in points, above 0.
    pub weight: u32,
    /// Whom it harms when it is missed.
    pub error: Option<Critical>,
    /// What is heard where it is met: behaviour, in plain words.
    pub yes: String,
    /// What is heard where it is half met; only a judged one may have it, and then it has the grade.
    pub partly: Option<String>,
    /// What is heard where it is missed.
    pub no: String,
    /// The step of a framework that it belongs to.
    pub step: Option<Id>,
}

/// How a criterion is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// It happened or it did not.
    #[default]
    Objective,
    /// It is weighed.
    Judged,
}

impl Judgement {
    /// Each by the word authors write.
    pub const ALL: [(&'static str, Judgement); 2] =
        [("objective", Judgement::Objective), ("judged", Judgement::Judged)];
}

/// Whom an error harms: they are counted apart and never offset one another (COPC, <https://copc.com/glossary/compliance-critical-error>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Critical {
    /// The caller: not solved, not heard, calls again.
    Customer,
    /// The business: cost, record, sale.
    Business,
    /// The law, privacy, safety.
    Compliance,
}

impl Critical {
    /// Each by the word authors write.
    pub const ALL: [(&'static str, Critical); 3] =
        [("customer", Critical::Customer), ("business", Critical::Business), ("compliance", Critical::Compliance)];

    /// The word authors write.
    pub fn name(self) -> &'static str {
        Critical::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What fails a call at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AutoFail {
    /// Its full id, `scorecard.fail`.
    pub id: Id,
    /// What it is, at most 28 columns.
    pub title: String,
    /// Whom it harms.
    pub error: Option<Critical>,
    /// What is heard, and why it fails the call whatever else was good.
    pub why: String,
}
