//! What a call is beyond a call when it is practice: whom one talks to, how they take it, what was replied.
//!
//! What follows from a reply is decided in `practice`, with the playbooks at hand; here it is only kept, so that a
//! rehearsal is read from its log like any other call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    call::{
        event::{CallId, TextId},
        mock::Mock,
    },
    playbook::model::{Id, Stage},
};

/// What a rehearsal is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// The scripted caller.
    pub caller: Id,
    /// What decides among variants: the same seed and the same replies make the same call.
    pub seed: u64,
    /// The rehearsal it goes on from, and after how many replies.
    pub from: Option<(CallId, usize)>,
    /// What makes it a mock call, where a trainer plays the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mock: Option<Box<Mock>>,
}

/// How the caller stands to it all: everything that their next words depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerState {
    /// 0 is calm, 10 is worst.
    pub mood: u8,
    /// How far the conversation is.
    pub stage: Stage,
    /// How many replies there were.
    pub replies: u32,
    /// How many there were when the stage began.
    pub since: u32,
    /// Facts that were told, in order.
    pub told: Vec<Id>,
    /// Those of them that were not asked for in time.
    pub late: Vec<Id>,
    /// Reactions that were set off, twists that were met, in order.
    pub met: Vec<Id>,
    /// Moves and cautions that were made, each with the number of the last reply that made it.
    pub made: BTreeMap<Id, u32>,
    /// How many replies running held a caution.
    pub cautions: u32,
    /// How many replies running left the mood at its worst.
    pub worst: u32,
    /// How often each list of variants was drawn from.
    pub drawn: BTreeMap<String, u32>,
    /// How the conversation ended, where it has.
    pub over: Option<Over>,
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// It was settled, and they said goodbye.
    Settled,
    /// They gave up and rang off.
    Left,
    /// The word was said that ends the play.
    Stopped,
}

/// What a reply set off, and what it did to the mood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Felt {
    /// A move, a caution, a signal or a reaction.
    pub id: Id,
    /// Whether a reaction of the caller's own says why.
    pub reaction: Option<Id>,
    /// The mood before.
    pub from: u8,
    /// The mood after.
    pub to: u8,
}

/// A reply, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// What was said; of one that was said aloud and marked by oneself there are no words.
    pub reply: Option<TextId>,
    /// The moves in it.
    pub moves: Vec<Id>,
    /// The cautions in it.
    pub cautions: Vec<Id>,
    /// What it did, in order.
    pub felt: Vec<Felt>,
    /// What the caller said to it.
    pub answer: TextId,
    /// How the caller stands to it then.
    pub caller: CallerState,
}

/// A reply in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The event.
    pub seq: u32,
    /// The talk time then, in milliseconds.
    pub talk: u64,
    /// The step it was given in.
    pub step: Option<Id>,
    /// The reply and what came of it.
    pub exchange: Exchange,
}

/// A rehearsal, as far as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Rehearsal {
    /// What it is of.
    pub practice: Practice,
    /// How the caller stood to it at the start.
    pub first: CallerState,
    /// What the caller said last.
    pub line: TextId,
    /// How the caller stands to it now.
    pub caller: CallerState,
    /// The replies, in order.
    pub turns: Vec<Turn>,
}

impl Rehearsal {
    /// How the caller stood to it before the reply at this place, from 0.
    pub fn before(&self, turn: usize) -> &CallerState {
        turn.checked_sub(1).and_then(|last| self.turns.get(last)).map_or(&self.first, |turn| &turn.exchange.caller)
    }

    /// The mood at the start and after each reply.
    pub fn moods(&self) -> impl Iterator<Item = u8> {
        std::iter::once(self.first.mood).chain(self.turns.iter().map(|turn| turn.exchange.caller.mood))
    }
}
