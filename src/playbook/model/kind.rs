//! The kinds of things that ids name.

use std::fmt;

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A [`Framework`](super::Framework).
    Framework,
    /// A [`Step`](super::Step).
    Step,
    /// A [`Scenario`](super::Scenario).
    Scenario,
    /// An [`Emotion`](super::Emotion).
    Emotion,
    /// An industry.
    Industry,
    /// A channel.
    Channel,
    /// A topic.
    Topic,
    /// A moment of any call, see [`MOMENTS`](super::MOMENTS).
    Moment,
    /// A [`Phrase`](super::Phrase).
    Phrase,
    /// A disposition.
    Disposition,
    /// A [`Contact`](super::Contact).
    Contact,
    /// A [`Language`](super::Language).
    Language,
    /// A [`Cue`](super::Cue).
    Cue,
    /// A [`Turn`](super::Turn).
    Wording,
    /// A [`CallerScript`](super::CallerScript).
    Caller,
    /// A [`Scorecard`](super::Scorecard).
    Scorecard,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Kind::Framework => "framework",
            Kind::Step => "step",
            Kind::Scenario => "scenario",
            Kind::Emotion => "emotion",
            Kind::Industry => "industry",
            Kind::Channel => "channel",
            Kind::Topic => "topic",
            Kind::Moment => "moment",
            Kind::Phrase => "phrase",
            Kind::Disposition => "disposition",
            Kind::Contact => "contact",
            Kind::Language => "language",
            Kind::Cue => "cue",
            Kind::Wording => "wording",
            Kind::Caller => "caller",
            Kind::Scorecard => "scorecard",
        })
    }
}
