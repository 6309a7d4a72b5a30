//! What the application knows of a mock call beside its log: who is played, which line of the sheet is chosen, what is
//! looked up.

use crate::{
    app::model::Model,
    call::{
        desk::Call,
        event::At,
        mock::{Marker, Marking},
        state::Phase,
    },
    playbook::model::{CallerScript, Id},
    practice::mock::{self, CardLine, MockDebrief},
};

/// What is to be played, as far as it has been asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MockWish {
    /// Which caller.
    pub caller: Option<Id>,
    /// By which scorecard it is marked.
    pub card: Option<Id>,
    /// The trainee's name; empty where none is given.
    pub trainee: Option<String>,
    /// Whether it is kept, where that was asked for this one.
    pub keep: Option<bool>,
}

/// What stands left of the sheet where there is room for one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// Who is played.
    #[default]
    Card,
    /// What they know.
    Facts,
    /// How they take things.
    Temper,
    /// Their lines.
    Lines,
    /// What was heard.
    Heard,
}

impl Pane {
    /// The one after it.
    pub fn next(self) -> Pane {
        match self {
            Pane::Card => Pane::Facts,
            Pane::Facts => Pane::Temper,
            Pane::Temper => Pane::Lines,
            Pane::Lines => Pane::Heard,
            Pane::Heard => Pane::Card,
        }
    }
}

/// The desk, while a mock call is in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct AtDesk {
    /// Who is played.
    pub script: CallerScript,
    /// Who marks now.
    pub by: Marker,
    /// The chosen line of the sheet, from 0.
    pub row: usize,
    /// What is looked up.
    pub pane: Pane,
    /// The line chosen to be said now, where it is not the next; its place among the lines.
    pub line: Option<usize>,
    /// The curveball that is being played: its words.
    pub twist: Option<String>,
    /// The talk time at which the note that is being written began, in milliseconds.
    pub noting: Option<u64>,
    /// Whether it was said that lines are open, and that they stay so where it is left.
    pub warned: bool,
    /// What it came to, once it is over.
    pub debrief: Option<MockDebrief>,
}

impl AtDesk {
    /// The desk at the start.
    pub fn new(script: CallerScript) -> AtDesk {
        AtDesk {
            script,
            by: Marker::Trainer,
            row: 0,
            pane: Pane::default(),
            line: None,
            twist: None,
            noting: None,
            warned: false,
            debrief: None,
        }
    }
}

/// The mock call in hand, where the call in hand is one.
pub fn marking(call: &Call) -> Option<&Marking> {
    call.session.state().mock.as_ref()
}

/// The trainee of a mock call by name, where there is one and it is known.
pub fn trainee<'m>(model: &'m Model, marking: &Marking) -> Option<&'m str> {
    let id = marking.mock.trainee.as_ref()?;
    model.people.iter().find(|person| person.id == *id).map(|person| person.name.as_str())
}

/// The lines of the card as they stand, and the place of the one to say now.
pub fn lines(model: &Model, call: &Call, marking: &Marking) -> (Vec<CardLine>, Option<usize>) {
    let Some(desk) = &model.at_desk else { return (Vec::new(), None) };
    let state = call.session.state();
    let seed = state.practice.as_ref().map_or(0, |practice| practice.seed);
    let mood = marking.mood().unwrap_or(desk.script.mood);
    let lines = mock::lines(&desk.script, seed, mood, marking);
    let step = state.framework().map_or_else(Default::default, |f| mock::stage_of_step(f.step, f.pin.steps.len()));
    let next = desk.line.filter(|at| *at < lines.len()).or_else(|| mock::next_line(&lines, marking, step));
    (lines, next)
}

/// The talk time of the call in hand, in milliseconds.
pub fn talk(call: &Call, now: At) -> u64 {
    call.session.state().clock.times(now).talk
}

/// Whether the call still goes on.
pub fn goes_on(call: &Call) -> bool {
    matches!(call.session.state().phase, Phase::Talking | Phase::OnHold)
}
