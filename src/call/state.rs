//! The fold: what a call has come to, from its events alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    call::{
        clock::{Clock, Timed},
        event::{
            Arrival, At, CallEvent, EndReason, FrameworkPin, Guidance, ItemPin, ItemState, TextId, Transfer, What,
        },
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
    /// How much wording is shown.
    pub guidance: Guidance,
    /// How the caller is handed over.
    pub transfer: Option<Transfer>,
    /// The step that is offered: framework, step, item.
    pub offer: Option<(Id, usize, usize)>,
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
    /// How it turned out.
    pub disposition: Option<Id>,
    /// Events of a newer version that were passed over.
    pub newer: usize,
}

impl CallState {
    /// The fold of a log: undone acts left out, everything else in order.
    pub fn fold(events: &[CallEvent]) -> CallState {
        let mut undone = BTreeSet::new();
        for event in events {
            match event.what {
                What::Undone { seq } => undone.insert(seq),
                What::Redone { seq } => undone.remove(&seq),
                _ => false,
            };
        }
        let mut state = CallState::default();
        for event in events {
            if undone.contains(&event.seq) {
                // What no longer counts still shows that hearken was there.
                state.last = event.at;
            } else {
                state.apply(event);
            }
        }
        state
    }

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

    /// Killer items still open at the end: of the framework in hand, and of every scenario that was more than looked at.
    pub fn open_killers(&self) -> Vec<&ItemPin> {
        let steps = self.framework().into_iter().flat_map(|f| &f.pin.steps).flat_map(|step| &step.items);
        let used = self.opened_lists.iter().filter(|(id, _)| self.used.contains(id));
        let opened = used.flat_map(|(_, items)| items);
        let mut seen = BTreeSet::new();
        opened
            .chain(steps)
            .filter(|item| item.killer && self.item(&item.id) == ItemState::Open && seen.insert(&item.id))
            .collect()
    }

    /// Takes one event in. Never reads a playbook, never fails: what makes no sense any more changes nothing.
    pub fn apply(&mut self, event: &CallEvent) {
        let at = event.at;
        if !event.what.is_fact() {
            self.back_after = None;
        }
        match &event.what {
            What::Opened { arrival, library, framework, industry } => {
                self.opened = at;
                self.library.clone_from(library);
                self.industry.clone_from(industry);
                self.phase = match arrival {
                    Arrival::Ringing => Phase::Ringing,
                    Arrival::Dialing => Phase::Dialing,
                    Arrival::Queued => Phase::Queued,
                };
                self.waited |= *arrival == Arrival::Queued;
                self.open_framework(framework, (0, 0), at);
            }
            What::Answered | What::Held | What::Resumed | What::Ended { .. } | What::Closed | What::Reopened { .. } => {
                self.apply_fact(&event.what, at);
            }
            What::FrameworkOpened { framework, cursor } => self.open_framework(framework, *cursor, at),
            What::StepEntered { step, item } => self.enter_step(*step, *item, at),
            What::CursorMoved { item } => self.set_cursor(*item),
            What::ItemSet { item, state, why, cursor } => {
                let talk = self.clock.times(at).talk;
                let late = self.ended.is_some();
                self.use_top();
                self.items.insert(item.clone(), ItemRecord { state: *state, at, talk, why: *why, late });
                if !late {
                    self.set_cursor(*cursor);
                }
            }
            What::ScenarioOpened { .. } | What::ScenarioClosed { .. } | What::ListChosen { .. } => {
                self.apply_scenario(&event.what);
            }
            What::OfferDeclined => self.offer = None,
            _ => self.apply_words(event),
        }
        self.last = at;
    }

    fn apply_fact(&mut self, what: &What, at: At) {
        match what {
            What::Answered => {
                self.phase = Phase::Talking;
                self.clock.switch(at, Some(Timed::Talk));
            }
            What::Held => {
                self.phase = Phase::OnHold;
                self.held_since = Some(at);
                self.clock.switch(at, Some(Timed::Hold));
            }
            What::Resumed => {
                self.phase = Phase::Talking;
                self.back_after = self.held_since.take().map(|since| at.since(since));
                self.waited = true;
                self.clock.switch(at, Some(Timed::Talk));
            }
            What::Ended { reason } => self.end(*reason, at, at),
            What::Closed => {
                self.phase = Phase::Closed;
                self.clock.switch(at, None);
            }
            What::Reopened { live: false } if self.ended.is_none() => self.end(EndReason::Failed, self.last, at),
            What::Reopened { .. } if self.phase == Phase::WrapUp => {
                self.clock.switch(self.last, None);
                self.clock.switch(at, Some(Timed::AfterCall));
            }
            _ => {}
        }
    }

    /// The call ended at `over`; after-call work begins at `at`.
    fn end(&mut self, reason: EndReason, over: At, at: At) {
        self.leave_step(over);
        let spoke = self.clock.running().is_some();
        self.clock.switch(over, None);
        self.phase = if spoke { Phase::WrapUp } else { Phase::Closed };
        if spoke {
            self.clock.switch(at, Some(Timed::AfterCall));
        }
        self.held_since = None;
        self.back_after = None;
        self.offer = None;
        self.ended = Some(reason);
        self.ended_at = Some(over);
    }

    fn apply_scenario(&mut self, what: &What) {
        match what {
            What::ScenarioOpened { scenario, items, room, emergency, severe, cursor } => {
                self.pinned.retain(|id| id != scenario);
                self.been.insert(scenario.clone());
                self.used.extend(emergency.then(|| scenario.clone()));
                self.severe |= *severe;
                self.opened_lists.retain(|(id, _)| id != scenario);
                self.opened_lists.push((scenario.clone(), items.clone()));
                self.offer = None;
                self.stack.push(Frame {
                    scenario: scenario.clone(),
                    items: items.clone(),
                    room: *room,
                    emergency: *emergency,
                    cursor: *cursor,
                    in_hand: true,
                });
            }
            What::ListChosen { scenario } => {
                if let Some(frame) = self.stack.last_mut() {
                    frame.in_hand = *scenario;
                }
            }
            What::ScenarioClosed { scenario, unfinished, offer } => {
                if let Some(frame) = self.stack.pop_if(|frame| frame.scenario == *scenario)
                    && frame.emergency
                    && *unfinished
                    && !self.pinned.contains(scenario)
                {
                    self.pinned.push(scenario.clone());
                }
                self.offer.clone_from(offer);
            }
            _ => {}
        }
    }

    fn apply_words(&mut self, event: &CallEvent) {
        let talk = self.clock.times(event.at).talk;
        match &event.what {
            What::Said { phrase, .. } => {
                self.use_top();
                self.said.push(Moment { talk, what: phrase.clone() });
            }
            What::Noted { text } => self.notes.push(Moment { talk, what: *text }),
            What::Promised { text, due, zone } => {
                self.promises.push(Promise { seq: event.seq, text: *text, due: *due, zone: zone.clone() });
            }
            What::SlotFilled { slot, text: Some(text) } => {
                self.slots.insert(slot.clone(), *text);
            }
            What::SlotFilled { slot, text: None } => {
                self.slots.remove(slot);
            }
            What::MoodSet { emotion } => {
                self.been.extend(emotion.clone());
                self.mood.clone_from(emotion);
            }
            What::TopicSet { topic } => self.topic.clone_from(topic),
            What::GuidanceSet { level } => self.guidance = *level,
            What::TransferChosen { way } => self.transfer = Some(*way),
            What::DispositionSet { disposition } => self.disposition = Some(disposition.clone()),
            What::Newer { .. } => self.newer += 1,
            _ => {}
        }
    }

    /// The scenario in hand is more than looked at.
    fn use_top(&mut self) {
        let top = self.top().filter(|frame| frame.in_hand).map(|frame| frame.scenario.clone());
        self.used.extend(top);
    }

    fn open_framework(&mut self, pin: &FrameworkPin, cursor: (usize, usize), at: At) {
        self.leave_step(at);
        let steps = pin.steps.len();
        let entered = self.clock.times(at).talk;
        let known = self.frameworks.iter().position(|f| f.pin.id == pin.id);
        let old = known.map(|i| self.frameworks.remove(i));
        let mut state = FrameworkState {
            pin: pin.clone(),
            step: cursor.0.min(steps.saturating_sub(1)),
            cursors: vec![0; steps],
            spent: vec![0; steps],
            entered,
        };
        if let Some(old) = old {
            for (i, step) in pin.steps.iter().enumerate() {
                if let Some(was) = old.pin.steps.iter().position(|s| s.id == step.id) {
                    state.spent[i] = old.spent[was];
                    state.cursors[i] = old.cursors[was].min(step.items.len().saturating_sub(1));
                }
            }
        }
        if let Some(place) = state.cursors.get_mut(state.step) {
            *place = cursor.1;
        }
        self.frameworks.push(state);
        self.active = self.frameworks.len() - 1;
    }

    fn leave_step(&mut self, at: At) {
        let talk = self.clock.times(at).talk;
        if let Some(f) = self.frameworks.get_mut(self.active) {
            if let Some(spent) = f.spent.get_mut(f.step) {
                *spent += talk.saturating_sub(f.entered);
            }
            f.entered = talk;
        }
    }

    fn enter_step(&mut self, step: usize, item: usize, at: At) {
        self.leave_step(at);
        self.offer = None;
        if let Some(frame) = self.stack.last_mut() {
            frame.in_hand = false;
        }
        if let Some(f) = self.frameworks.get_mut(self.active)
            && step < f.pin.steps.len()
        {
            f.step = step;
            f.cursors[step] = item;
        }
    }

    fn set_cursor(&mut self, item: usize) {
        if let Some(frame) = self.stack.last_mut().filter(|frame| frame.in_hand) {
            frame.cursor = item.min(frame.items.len().saturating_sub(1));
        } else if let Some(f) = self.frameworks.get_mut(self.active)
            && let Some(step) = f.pin.steps.get(f.step)
        {
            f.cursors[f.step] = item.min(step.items.len().saturating_sub(1));
        }
    }
}
