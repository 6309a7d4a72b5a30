//! What happened in a call: the events a log is made of.
//!
//! Events are resolved: they carry ids, the next cursor and, when a list opens, its items. Applying one never reads a
//! playbook, so that a log replays for ever. Free text is referenced by [`TextId`] and lives beside the log, where it can
//! be erased. Events are versioned and additive: an unknown kind is kept as it came.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    call::{
        mock::DeskAct,
        rehearsal::{CallerState, Exchange, Practice},
    },
    playbook::model::{Id, Room},
};

/// The version that new events are written with.
pub const VERSION: u32 = 1;

/// A moment: milliseconds since 1970 UTC, from a clock that also counts while the machine sleeps and never runs back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub i64);

impl At {
    /// The milliseconds from `earlier` to here; none if it is later.
    pub fn since(self, earlier: At) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    /// This moment and so many milliseconds.
    pub fn plus(self, ms: u64) -> At {
        At(self.0.saturating_add_unsigned(ms))
    }
}

/// A call's own id: a UUID, unique across machines.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallId(pub String);

impl fmt::Debug for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text of a call, by number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextId(pub u32);

/// What a text is, so that it is kept as long as it may be and no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextRole {
    /// A note, or why an item was overridden.
    Note,
    /// The caller: name, number, own words.
    Caller,
    /// What was promised: kept until it is done or cancelled.
    Promise,
    /// What was said in practice: no caller's, kept until it is purged.
    Practice,
}

/// A checklist item as it was when its list opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPin {
    /// Its full id.
    pub id: Id,
    /// Whether it is a killer item.
    pub killer: bool,
}

/// A step as it was when its framework opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPin {
    /// Its full id.
    pub id: Id,
    /// The time meant for it, in seconds.
    pub budget_secs: u32,
    /// Its items, in order.
    pub items: Vec<ItemPin>,
}

/// A framework as it was when it opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkPin {
    /// Its id.
    pub id: Id,
    /// Its steps, in order.
    pub steps: Vec<StepPin>,
}

/// The state of a checklist item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    /// Nothing was done yet.
    #[default]
    Open,
    /// Done.
    Done,
    /// For later; not done.
    Deferred,
    /// It does not apply to this call.
    NotApplicable,
    /// Left out on purpose.
    Overridden,
}

/// How much wording is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guidance {
    /// Whole sentences.
    #[default]
    Full,
    /// Their first words.
    Cues,
    /// Killer items only.
    Killers,
}

impl Guidance {
    /// Each level by its name in the store and on the command line.
    pub const NAMES: [(&'static str, Guidance); 3] =
        [("full", Guidance::Full), ("cues", Guidance::Cues), ("bare", Guidance::Killers)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Guidance::NAMES.iter().find(|(_, level)| *level == self).map_or("full", |(name, _)| name)
    }

    /// The level of this name.
    pub fn named(name: &str) -> Option<Guidance> {
        Guidance::NAMES.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
    }
}

/// How a caller is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transfer {
    /// The colleague is briefed while the agent stays on the line.
    Warm,
    /// Put through without a word to the colleague.
    Cold,
    /// Someone calls back at a time.
    Callback,
}

/// Who or what ended a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// The agent hung up.
    Us,
    /// The caller hung up.
    Caller,
    /// Nobody answered.
    Missed,
    /// It was turned away.
    Rejected,
    /// The line failed, or hearken was gone and the call is only wrapped up.
    Failed,
    /// It was handed over.
    Transferred,
}

/// How a call began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrival {
    /// It rings here.
    Ringing,
    /// It was dialled from here.
    Dialing,
    /// It waits in a queue.
    Queued,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum What {
    /// The call came to be; first of every log.
    Opened {
        /// How.
        arrival: Arrival,
        /// The digest of the library that was in force.
        library: String,
        /// The framework it starts with.
        framework: FrameworkPin,
        /// The industry it is in, where one is set.
        industry: Option<Id>,
        /// What it is a rehearsal of, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        practice: Option<Box<Practice>>,
    },
    /// Someone speaks: talk time begins.
    Answered,
    /// Another framework was opened, or one again.
    FrameworkOpened {
        /// The framework as it is now.
        framework: FrameworkPin,
        /// Where in it the cursor stands: step and item.
        cursor: (usize, usize),
    },
    /// The cursor went to a step of the framework.
    StepEntered {
        /// Which, from 0.
        step: usize,
        /// The item in it, from 0.
        item: usize,
    },
    /// The cursor went to an item of the list that is open.
    CursorMoved {
        /// Which, from 0.
        item: usize,
    },
    /// An item changed its state.
    ItemSet {
        /// Its full id.
        item: Id,
        /// The new state.
        state: ItemState,
        /// Why, for an override.
        why: Option<TextId>,
        /// Where the cursor stands then, from 0.
        cursor: usize,
    },
    /// A phrase was said.
    Said {
        /// Which.
        phrase: Id,
        /// At which place it stood, 1 to 3; 0 from the palette.
        place: u8,
    },
    /// A scenario was opened on top of what was open.
    ScenarioOpened {
        /// Which.
        scenario: Id,
        /// Its items.
        items: Vec<ItemPin>,
        /// What it does to the room.
        room: Room,
        /// Whether it belongs to the emergency family.
        emergency: bool,
        /// Whether it is hard on the agent too.
        severe: bool,
        /// Where the cursor stands in it, from 0.
        cursor: usize,
    },
    /// The list of an open scenario that lets the framework go on was chosen (`true`), or the framework's.
    ListChosen {
        /// Whether the scenario's list is the one in hand.
        scenario: bool,
    },
    /// The topmost scenario was left.
    ScenarioClosed {
        /// Which.
        scenario: Id,
        /// Whether killer items were still open: an emergency stays pinned then.
        unfinished: bool,
        /// The step it suggests to go on with: framework, step and item, from 0.
        offer: Option<(Id, usize, usize)>,
    },
    /// The suggested step was declined.
    OfferDeclined,
    /// A scenario or a mood that was heard was declined: it is not offered again.
    CueDeclined {
        /// Which.
        cue: Id,
    },
    /// A scripted caller speaks, unasked.
    CallerSpoke {
        /// What they say.
        text: TextId,
        /// How they stand to it.
        caller: Box<CallerState>,
    },
    /// A scripted caller was answered, and answered back.
    Replied {
        /// The reply and what came of it.
        #[serde(flatten)]
        exchange: Box<Exchange>,
    },
    /// A rehearsal was looked back on.
    Judged {
        /// Whether everything was true that had to be.
        passed: bool,
        /// What went badly and is worth a card, the worst first: cautions made, moves and items missing, scenarios.
        weak: Vec<Id>,
    },
    /// Something was done at the trainer's desk.
    AtDesk {
        /// What.
        #[serde(flatten)]
        act: Box<DeskAct>,
    },
    /// The caller was put on hold.
    Held,
    /// The hold ended.
    Resumed,
    /// A note was written.
    Noted {
        /// Its text.
        text: TextId,
    },
    /// Something was promised.
    Promised {
        /// What.
        text: TextId,
        /// By when.
        due: At,
        /// In which time zone it was said (IANA name, or an offset).
        zone: String,
    },
    /// A word for a slot.
    SlotFilled {
        /// Which slot.
        slot: Id,
        /// The word; none empties it.
        text: Option<TextId>,
    },
    /// The caller's mood.
    MoodSet {
        /// An emotion, or none.
        emotion: Option<Id>,
    },
    /// What the call is about.
    TopicSet {
        /// A topic, or none.
        topic: Option<Id>,
    },
    /// The channel it is in: how the words reach the caller.
    ChannelSet {
        /// A channel; none is the phone.
        channel: Option<Id>,
    },
    /// How much wording is shown.
    GuidanceSet {
        /// The level.
        level: Guidance,
    },
    /// How the caller is handed over.
    TransferChosen {
        /// The way.
        way: Transfer,
    },
    /// The call ended; after-call work begins.
    Ended {
        /// Who or what ended it.
        reason: EndReason,
    },
    /// How it turned out.
    DispositionSet {
        /// A disposition.
        disposition: Id,
    },
    /// Wrap-up is finished.
    Closed,
    /// An earlier act no longer counts.
    Undone {
        /// Its sequence number.
        seq: u32,
    },
    /// An undone act counts again.
    Redone {
        /// Its sequence number.
        seq: u32,
    },
    /// hearken was gone and is back; what passed in between counts as time only if the call went on.
    Reopened {
        /// Whether the call is still going on.
        live: bool,
    },
    /// An event from a newer version, kept as it came.
    #[serde(skip)]
    Newer {
        /// The body as it was written.
        body: Value,
    },
}

impl What {
    /// Whether it is a fact of the world, which undo passes over.
    pub fn is_fact(&self) -> bool {
        matches!(
            self,
            What::Opened { .. }
                | What::Answered
                | What::Held
                | What::Resumed
                | What::Ended { .. }
                | What::Closed
                | What::Judged { .. }
                | What::Undone { .. }
                | What::Redone { .. }
                | What::Reopened { .. }
                | What::Newer { .. }
        )
    }

    /// The event as it is written, with its kind in `kind`.
    pub fn to_json(&self) -> String {
        match self {
            What::Newer { body } => body.to_string(),
            what => serde_json::to_string(what).expect("an event is plain data"),
        }
    }

    /// An event as it was written; one of an unknown kind or shape is kept whole.
    ///
    /// # Errors
    /// Only where the text is not JSON at all.
    pub fn from_json(text: &str) -> Result<What, serde_json::Error> {
        serde_json::from_str(text).or_else(|_| Ok(What::Newer { body: serde_json::from_str(text)? }))
    }
}

/// One event of a call's log.
#[derive(Clone, Debug, PartialEq)]
pub struct CallEvent {
    /// Its place in the log of its call, from 1.
    pub seq: u32,
    /// When.
    pub at: At,
    /// What.
    pub what: What,
}
