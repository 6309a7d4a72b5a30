//! What the application knows of what is past, while someone looks at it.

use crate::{
    app::{model::Model, rehearse::rehearsal},
    call::{desk::Call, mock::PersonId},
    playbook::model::{CallerScript, Id},
    practice::{
        debrief::Debrief,
        mock::MockDebrief,
        progress::{Kept, Lens, Progress, Record},
    },
};

/// How many rows the list has at most: the newest. The command line tells all.
pub const NEWEST: usize = 500;

/// What is past.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// How many finished calls and rehearsals there are, as far as home knows.
    pub count: u32,
    /// What they came to, the newest first; none while they are being read.
    pub records: Option<Vec<Record>>,
    /// Their figures.
    pub progress: Progress,
    /// Whether the figures are shown rather than the list.
    pub figures: bool,
    /// The row that was chosen before something else was shown.
    pub place: usize,
    /// The one that is looked at.
    pub opened: Option<Opened>,
}

/// A finished call that is looked at. It is not on the desk: nothing can be done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The call, without a text where it was a live one.
    pub call: Call,
    /// Its debrief and its caller, where it was practice; a rehearsal's only where the caller is still there.
    pub debrief: Option<(Told, CallerScript)>,
}

/// What practice of the past came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A rehearsal.
    Rehearsal(Debrief),
    /// A mock call.
    Mock(MockDebrief),
}

impl Opened {
    /// How many of its moments can be chosen, where it was practice.
    pub fn moments(&self) -> Option<usize> {
        Some(match &self.debrief.as_ref()?.0 {
            Told::Rehearsal(_) => rehearsal(&self.call).map_or(0, |rehearsal| rehearsal.turns.len()) + 1,
            Told::Mock(found) => found.timeline.len().max(found.sbi.len()),
        })
    }
}

impl History {
    /// The records that have a row.
    pub fn rows(&self) -> &[Record] {
        let all = self.records.as_deref().unwrap_or_default();
        &all[..all.len().min(NEWEST)]
    }
}

/// The name of someone who is trained, where it is kept.
pub fn name_of<'m>(model: &'m Model, id: Option<&PersonId>) -> Option<&'m str> {
    model.people.iter().find(|person| Some(&person.id) == id).map(|person| person.name.as_str())
}

/// The figures of all this, by the wall and the playbooks of the model.
pub fn figures(model: &Model, kept: &Kept) -> Progress {
    let day = |at| model.wall(at).date_naive();
    let practises = |id: &Id| model.library().caller(id).map(|caller| caller.practises.clone()).unwrap_or_default();
    let name = |id: &PersonId| name_of(model, Some(id)).map(str::to_string);
    let lens = Lens { day: &day, today: day(model.now), practises: &practises, name: &name };
    Progress::of(kept, &lens)
}
