//! Everything the application asks the world to do.

use crate::{
    app::{config::Config, people::Person},
    call::event::{At, CallEvent, CallId, Guidance, TextId, TextRole},
    playbook::model::Id,
    practice::drill::Review,
};

/// One thing to do. What comes of it returns as a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Add an event to a call's log, with the texts it brings and the wording that was shown.
    Append {
        /// Counts up; saying it is saved names it.
        ticket: u64,
        /// Which call.
        call: CallId,
        /// The event.
        event: CallEvent,
        /// Texts that are new with it.
        texts: Vec<(TextId, TextRole, String)>,
        /// The digest of the library in force.
        digest: String,
        /// Wording shown with it, by id.
        shown: Vec<(Id, String)>,
    },
    /// Keep what is being typed; empty forgets it.
    Draft {
        /// Counts up like an event's.
        ticket: u64,
        /// Which call.
        call: CallId,
        /// Which field.
        field: String,
        /// Its text, as far as it may go to disk.
        text: String,
    },
    /// Keep a promise for the follow-ups.
    Promise {
        /// The call it was made in.
        call: CallId,
        /// The event that made it.
        seq: u32,
        /// By when.
        due: At,
        /// In which time zone.
        zone: String,
        /// What.
        text: String,
        /// Whom to call.
        who: String,
    },
    /// Forget a promise: it is done, cancelled or undone.
    PromiseGone {
        /// The call it was made in.
        call: CallId,
        /// The event that made it.
        seq: u32,
    },
    /// Wrap-up ended: erase what must not stay, give the call up.
    Finish(CallId),
    /// Forget an unfinished call altogether.
    Discard(CallId),
    /// Keep the answer to a card.
    Review {
        /// Counts up like an event's.
        ticket: u64,
        /// The answer.
        review: Review,
    },
    /// Take the answer to a card back.
    ReviewGone {
        /// Counts up like an event's.
        ticket: u64,
        /// The answer.
        review: Review,
    },
    /// Keep who is trained, and that they agreed to it.
    Person {
        /// Counts up like an event's.
        ticket: u64,
        /// Who.
        person: Person,
    },
    /// Read what was practised.
    ReadPractice,
    /// Read what home shows.
    ReadHome,
    /// Read what finished calls and rehearsals came to.
    ReadHistory,
    /// Read a finished call, to be looked at.
    LookBack(CallId),
    /// Claim an unfinished call and read it.
    Reopen {
        /// Which.
        call: CallId,
        /// Whether to go on with it, rather than wrap it up.
        live: bool,
    },
    /// Copy to the clipboard.
    Copy(String),
    /// Say a caller's line aloud, as someone in this mood says it: 0 is calm, 10 is worst.
    Speak {
        /// The line.
        text: String,
        /// The mood.
        mood: u8,
    },
    /// Keep how much wording a step has in rehearsals.
    Help {
        /// Which step.
        step: Id,
        /// How much.
        level: Guidance,
    },
    /// Write the debrief that is shown as a page into a file.
    Export,
    /// Write the settings.
    SaveConfig(Config),
    /// Read the playbooks again.
    ReloadLibrary,
    /// End the program.
    Quit,
}
