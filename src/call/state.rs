//! Where a call stands: what its events come to, and what can be asked of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    call::{
        clock::Clock,
        event::{At, EndReason, FrameworkPin, Guidance, ItemPin, ItemState, TextId, Transfer},
        mock::Marking,
        rehearsal::{Practice, Rehearsal},
    },
    playbook::model::{Id, Room},
};

/// Where a call stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It rings here.
    #[default]
    Ringing,
    /// It is being dialled.
    Dialing,
    /// It waits in a queue.
    Queued,
    /// Someone speaks.
    Talking,
    /// The caller waits.
    OnHold,
    /// It is over and written up.
    WrapUp,
    /// It is done with.
    Closed,
}

/// A framework in a call: its pinned structure and its own place in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameworkState {
    /// Its structure, as it was when it opened.
    pub pin: FrameworkPin,
    /// The current step, from 0.
    pub step: usize,
    /// The cursor of each step, from 0.
    pub cursors: Vec<usize>,
    /// Talk time spent in each step until it was left, in milliseconds.
    pub spent: Vec<u64>,
    /// The talk time at which the current step was entered, in milliseconds.
    pub entered: u64,
}

/// An open scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Which.
    pub scenario: Id,
    /// Its items, as they were when it opened.
    pub items: Vec<ItemPin>,
    /// What it does to the room.
    pub room: Room,
    /// Whether it belongs to the emergency family.
    pub emergency: bool,
    /// The item in hand, from 0.
    pub cursor: usize,
    /// Whether its list is the one in hand, rather than the framework's beneath it.
    pub in_hand: bool,
}

/// A settled or open item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemRecord {
    /// Its state.
    pub state: ItemState,
    /// When it came to it.
    pub at: At,
    /// The talk time then, in milliseconds.
    pub talk: u64,
    /// Why it was overridden.
    pub why: Option<TextId>,
    /// Whether it was only settled after the call had ended.
    pub late: bool,
}

/// Something that was said or noted.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment<T> {
    /// The talk time then, in milliseconds.
    pub talk: u64,
    /// What.
    pub what: T,
}

/// A promise made in the call.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The event that made it.
    pub seq: u32,
    /// What.
    pub text: TextId,
    /// By when.
    pub due: At,
    /// The time zone it was said in.
    pub zone: String,
}

/// The fold of a call's events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallState {
    /// Where it stands.
    pub phase: Phase,
    /// When it came to be, when the last event was.
    pub opened: At,
    /// When the last event happened.
    pub last: At,
    /// The digest of the library it was opened with.
    pub library: String,
    /// The industry it is in.
    pub industry: Option<Id>,
    /// What it is a rehearsal of, where it is one.
    pub practice: Option<Practice>,
    /// Its clocks.
    pub clock: Clock,
    /// The frameworks opened in it.
    pub frameworks: Vec<FrameworkState>,
    /// Which of them is in hand.
    pub active: usize,
    /// The open scenarios, the topmost last.
    pub stack: Vec<Frame>,
    /// Emergencies that were left unfinished.
    pub pinned: Vec<Id>,
    /// Scenarios opened and moods set at any time in the call.
    pub been: BTreeSet<Id>,
    /// Whether a severe scenario was opened.
    pub severe: bool,
    /// Every scenario's items ever pinned, in the order of opening.
    pub opened_lists: Vec<(Id, Vec<ItemPin>)>,
    /// Scenarios in which something was said or done, and every emergency.
    pub used: BTreeSet<Id>,
    /// Items that were touched.
    pub items: BTreeMap<Id, ItemRecord>,
    /// Phrases said, in order.
    pub said: Vec<Moment<Id>>,
    /// Notes, in order.
    pub notes: Vec<Moment<TextId>>,
    /// Promises, in order.
    pub promises: Vec<Promise>,
    /// Words for slots.
    pub slots: BTreeMap<Id, TextId>,
    /// The caller's mood.
    pub mood: Option<Id>,
    /// What the call is about.
    pub topic: Option<Id>,
    /// The channel it is in; none is the phone.
    pub channel: Option<Id>,
    /// How much wording is shown.
    pub guidance: Guidance,
    /// How the caller is handed over.
    pub transfer: Option<Transfer>,
    /// The step that is offered: framework, step, item.
    pub offer: Option<(Id, usize, usize)>,
    /// Scenarios and moods that were heard and declined.
    pub declined: BTreeSet<Id>,
    /// When the hold began, the last hold's length in milliseconds, and whether nothing has been done since it ended.
    pub held_since: Option<At>,
    /// How long the last hold was, until the next act.
    pub back_after: Option<u64>,
    /// Whether the caller has really waited, on hold or in a queue.
    pub waited: bool,
    /// Why it ended.
    pub ended: Option<EndReason>,
    /// When it ended.
    pub ended_at: Option<At>,
    /// The rehearsal that it is, where it is one and someone has spoken.
    pub rehearsal: Option<Rehearsal>,
    /// The mock call that it is, where a trainer plays the caller.
    pub mock: Option<Marking>,
    /// Whether practice passed, once it was looked back on.
    pub passed: Option<bool>,
    /// How it turned out.
    pub disposition: Option<Id>,
    /// Events of a newer version that were passed over.
    pub newer: usize,
}

impl CallState {
    /// The framework in hand.
    pub fn framework(&self) -> Option<&FrameworkState> {
        self.frameworks.get(self.active)
    }

    /// The scenario on top, where one is open.
    pub fn top(&self) -> Option<&Frame> {
        self.stack.last()
    }

    /// The items of the list in hand and the cursor in it: the topmost scenario's, or the step's.
    pub fn list(&self) -> (&[ItemPin], usize) {
        match self.top().filter(|frame| frame.in_hand) {
            Some(frame) => (&frame.items, frame.cursor),
            None => self.framework().map_or((&[], 0), |f| {
                let items = f.pin.steps.get(f.step).map_or(&[][..], |step| &step.items);
                (items, f.cursors.get(f.step).copied().unwrap_or(0))
            }),
        }
    }

    /// The state of an item.
    pub fn item(&self, id: &Id) -> ItemState {
        self.items.get(id).map_or(ItemState::Open, |record| record.state)
    }

    /// Whether an item needs no more: done, not applicable, or left out on purpose.
    pub fn settled(&self, id: &Id) -> bool {
        !matches!(self.item(id), ItemState::Open | ItemState::Deferred)
    }

    /// The first killer item of a list that is not settled.
    pub fn open_killer<'a>(&self, items: &'a [ItemPin]) -> Option<&'a ItemPin> {
        items.iter().find(|item| item.killer && !self.settled(&item.id))
    }

    /// The room as the open scenarios make it together.
    pub fn room(&self) -> Room {
        let mut room = Room { pauses: false, ..Room::default() };
        for frame in &self.stack {
            room.pauses |= frame.room.pauses;
            room.hides_clock |= frame.room.hides_clock;
            room.budget = room.budget.max(frame.room.budget);
            room.segments |= frame.room.segments;
        }
        room
    }

    /// Killer items of the framework in hand, and of every scenario that was more than looked at.
    pub fn killers(&self) -> impl Iterator<Item = &ItemPin> {
        let steps = self.framework().into_iter().flat_map(|f| &f.pin.steps).flat_map(|step| &step.items);
        let used = self.opened_lists.iter().filter(|(id, _)| self.used.contains(id));
        used.flat_map(|(_, items)| items).chain(steps).filter(|item| item.killer)
    }

    /// Those of them that are still open at the end.
    pub fn open_killers(&self) -> Vec<&ItemPin> {
        let mut seen = BTreeSet::new();
        self.killers().filter(|item| self.item(&item.id) == ItemState::Open && seen.insert(&item.id)).collect()
    }
}
