//! A scripted caller: who they are, what they know, and how they take what is said to them.
//!
//! It is no tree of dialogue. A caller listens: what is said well lowers the heat, what hurts raises it, what is not asked
//! stays hidden and costs later. What follows from a reply is decided in `practice::caller`.

use super::{Background, Id, Listening};

/// A caller to rehearse with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerScript {
    /// Its id.
    pub id: Id,
    /// Its name in lists: who and what about.
    pub title: String,
    /// The caller's name.
    pub name: String,
    /// What the call is about, in two or three words.
    pub about: String,
    /// Who they are and how they speak, for whoever plays them.
    pub who: String,
    /// The industry it is in.
    pub industry: Option<Id>,
    /// The framework it starts in.
    pub framework: Id,
    /// The scenarios that are practised with it.
    pub practises: Vec<Id>,
    /// How hard it is: 1 to 3.
    pub hard: u8,
    /// What they say they want.
    pub goal: String,
    /// What they need and do not say.
    pub need: String,
    /// How heated or distressed they are at first: 0 is calm, 10 is worst.
    pub mood: u8,
    /// What they say first: one of these.
    pub opens: Vec<String>,
    /// What they know.
    pub facts: Vec<Fact>,
    /// What calms them and what does not.
    pub reacts: Vec<Reaction>,
    /// What they say of themselves, by stage and mood.
    pub lines: Vec<StageLine>,
    /// What makes it harder on the way.
    pub twists: Vec<Twist>,
    /// What they say when they leave without being helped.
    pub leaves: Vec<String>,
    /// The word that ends the play at once.
    pub stop: String,
    /// What has to be true at the end.
    pub pass: Vec<Pass>,
    /// A conversation that passes, reply by reply.
    pub good: Vec<String>,
    /// One that does not.
    pub clumsy: Vec<String>,
    /// What stands behind it.
    pub background: Background,
}

impl CallerScript {
    /// What stands in for a caller that no playbook has any more: a name.
    pub fn gone(id: &Id) -> CallerScript {
        CallerScript { id: id.clone(), name: id.to_string(), ..CallerScript::default() }
    }
}

/// How far a conversation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// They tell what happened.
    #[default]
    Story,
    /// They answer questions.
    Facts,
    /// They want to know what happens now.
    Plan,
    /// It is agreed.
    Close,
}

impl Stage {
    /// Every stage by the word authors write.
    pub const ALL: [(&'static str, Stage); 4] =
        [("story", Stage::Story), ("facts", Stage::Facts), ("plan", Stage::Plan), ("close", Stage::Close)];
}

/// Something the caller knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// Its id inside the caller.
    pub id: Id,
    /// What it is, for whoever plays the caller.
    pub know: String,
    /// What asks for it.
    pub asked: Listening,
    /// Whether it is told at any open question.
    pub freely: bool,
    /// Whether a plan is no good without it.
    pub needed: bool,
    /// How they say it.
    pub say: Vec<String>,
    /// What they say when a plan comes without it; needed facts alone have it.
    pub late: Vec<String>,
}

/// How they take something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reaction {
    /// Its id inside the caller.
    pub id: Id,
    /// Moves and cautions of `wording`, and what only a conversation shows ([`SIGNALS`]).
    pub on: Vec<Id>,
    /// Words that set it off.
    pub hears: Listening,
    /// The stages in which it counts; none: all.
    pub stages: Vec<Stage>,
    /// What it does to the mood: -3 to 3; up is worse.
    pub by: i8,
    /// Why, in a few words, for the one who replied.
    pub why: String,
    /// What they say to it; nothing leaves the word to the next line.
    pub say: Vec<String>,
    /// Whether it counts only the first time.
    pub once: bool,
}

/// What they say at a stage where nothing else is to be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageLine {
    /// At which stage.
    pub stage: Stage,
    /// From which mood on.
    pub from: u8,
    /// The variants, said one after the other.
    pub say: Vec<String>,
}

/// Something that makes the call harder, once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twist {
    /// Its id inside the caller.
    pub id: Id,
    /// What it is, for whoever plays the caller.
    pub title: String,
    /// After how many replies at the earliest.
    pub after: u8,
    /// At which stage at the earliest.
    pub stage: Stage,
    /// From which mood on.
    pub from: u8,
    /// What they say.
    pub say: Vec<String>,
    /// The scenario it calls for.
    pub scenario: Option<Id>,
}

/// One thing that has to be true at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// What it is, for people.
    pub text: String,
    /// Moves that have been made, all of them.
    pub moves: Vec<Id>,
    /// Facts told in time and reactions set off, all of them; a twist that was met.
    pub done: Vec<Id>,
    /// Cautions and reactions that have not been met, none of them.
    pub never: Vec<Id>,
    /// The mood at most.
    pub mood: Option<u8>,
}

/// What only a conversation shows, beside the moves and cautions of a reply.
pub const SIGNALS: [&str; 10] = [
    // Asked something that no fact answers.
    "question",
    // Asked for a fact that was told before.
    "repeat",
    // A plan without a time.
    "no-time",
    // A plan that nobody takes on.
    "no-owner",
    // Cautions in two replies running.
    "two-cautions",
    // Put on hold, or left waiting.
    "waiting",
    // Answered before they had finished.
    "interrupted",
    // Told that someone else will take over.
    "transfer",
    // More than sixty words at once.
    "long",
    // Nothing was found in the reply.
    "nothing",
];
