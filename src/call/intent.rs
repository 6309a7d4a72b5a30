//! What someone wants to happen in a call, and why it may not.

use thiserror::Error;

use crate::{
    call::{
        event::{At, EndReason, Guidance, ItemState, TextId, Transfer},
        mock::DeskAct,
        rehearsal::{CallerState, Exchange},
    },
    playbook::model::Id,
};

/// What someone wants to happen in a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Someone speaks.
    Answer,
    /// Settle the current item as done and go to the next.
    Tick,
    /// Give the item in hand a state; `why` for an override.
    Set(ItemState, Option<TextId>),
    /// Give any item of the call a state, as wrap-up does.
    SetItem(Id, ItemState, Option<TextId>),
    /// Move among the items: down is positive.
    Move(isize),
    /// Make an item of the list in hand current, from 0.
    MoveTo(usize),
    /// The next step.
    NextStep,
    /// The step before.
    PreviousStep,
    /// The step at this place, from 0.
    GoToStep(usize),
    /// Back to the framework before; before there was one, to the first other one for callers.
    OtherFramework,
    /// This framework.
    OpenFramework(Id),
    /// A phrase was said, at a place from 1 to 3, or 0.
    Say(Id, u8),
    /// Open a scenario on top.
    OpenScenario(Id),
    /// Leave the topmost scenario.
    Back,
    /// Go to the step that is offered.
    Accept,
    /// Decline it.
    NotNow,
    /// Decline a scenario or a mood that was heard.
    Decline(Id),
    /// Let a scripted caller speak.
    CallerSpeaks(TextId, Box<CallerState>),
    /// Answer a scripted caller, who answers back.
    Reply(Box<Exchange>),
    /// Look back on a rehearsal: whether it passed, and what was weak.
    Judge(bool, Vec<Id>),
    /// Do something at the trainer's desk.
    AtDesk(DeskAct),
    /// Put the caller on hold.
    Hold,
    /// Come back.
    Resume,
    /// Write a note.
    Note(TextId),
    /// Promise something: what, by when, in which zone.
    Promise(TextId, At, String),
    /// A word for a slot, or none.
    Fill(Id, Option<TextId>),
    /// The caller's mood.
    Mood(Option<Id>),
    /// What the call is about.
    Topic(Option<Id>),
    /// The channel it is in; none is the phone.
    Channel(Option<Id>),
    /// How much wording is shown.
    Guide(Guidance),
    /// How the caller is handed over.
    Transfer(Transfer),
    /// The call ended.
    End(EndReason),
    /// How it turned out.
    Disposition(Id),
    /// Wrap-up is finished.
    Close,
    /// Take the last act back.
    Undo,
    /// Take the last undo back.
    Redo,
    /// hearken is back; whether the call still goes on.
    Reopen(bool),
}

/// Why an intent changes nothing, in words for the status line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No call is going on that this could be done in.
    #[error("the call is over")]
    Over,
    /// It has not been answered.
    #[error("the call has not been answered yet")]
    NotAnswered,
    /// It goes on already.
    #[error("the call is going on already")]
    Answered,
    /// There is no item.
    #[error("there is no item here")]
    NoItem,
    /// The item is done.
    #[error("done already; undo takes it back")]
    Done,
    /// A killer item is left out only with a reason.
    #[error("this one must not be missed: say why")]
    NeedsWhy,
    /// No step that way.
    #[error("this is the {0} step")]
    NoStep(&'static str),
    /// A scenario holds the framework.
    #[error("{0} waits until you leave what is open")]
    Waits(String),
    /// Nothing of that name.
    #[error("there is nothing called {0}")]
    Unknown(String),
    /// It is open.
    #[error("{0} is open already")]
    Open(String),
    /// Too deep.
    #[error("enough is open; leave something first")]
    TooDeep,
    /// Nothing to leave.
    #[error("nothing is open here")]
    NothingOpen,
    /// Nothing offered.
    #[error("nothing is offered")]
    NoOffer,
    /// Not held, or held already.
    #[error("{0}")]
    Hold(&'static str),
    /// Only one framework.
    #[error("there is no other way through the call here")]
    OneFramework,
    /// Nothing to undo or redo.
    #[error("nothing to {0}")]
    Nothing(&'static str),
    /// Open killer items.
    #[error("not complete: {0}")]
    Unsettled(String),
    /// No mock call.
    #[error("this is no mock call")]
    NoMock,
    /// Wrap-up only.
    #[error("end the call first")]
    NotOver,
}
