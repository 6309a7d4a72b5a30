//! The fold itself: how each event changes where a call stands. No event ever reads a playbook.

use std::collections::BTreeSet;

use crate::call::{
    clock::Timed,
    event::{Arrival, At, CallEvent, EndReason, FrameworkPin, TextId, What},
    mock::Marking,
    rehearsal::{CallerState, Exchange, Rehearsal, Turn},
    state::{CallState, Frame, FrameworkState, ItemRecord, Moment, Phase, Promise},
};

/// The acts of a log that no longer count.
pub(super) fn undone(events: &[CallEvent]) -> BTreeSet<u32> {
    let mut undone = BTreeSet::new();
    for event in events {
        match event.what {
            What::Undone { seq } => undone.insert(seq),
            What::Redone { seq } => undone.remove(&seq),
            _ => false,
        };
    }
    undone
}

impl CallState {
    /// The fold of a log: undone acts left out, everything else in order.
    pub fn fold(events: &[CallEvent]) -> CallState {
        let undone = undone(events);
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

    /// Takes one event in. Never reads a playbook, never fails: what makes no sense any more changes nothing.
    pub fn apply(&mut self, event: &CallEvent) {
        let at = event.at;
        if !event.what.is_fact() {
            self.back_after = None;
        }
        match &event.what {
            What::Opened { arrival, library, framework, industry, practice } => {
                self.practice = practice.as_deref().cloned();
                self.mock = practice.as_ref().and_then(|practice| practice.mock.as_deref()).cloned().map(Marking::new);
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
            What::CueDeclined { cue } => drop(self.declined.insert(cue.clone())),
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
            // A rehearsal stands still while nobody is there.
            What::Reopened { .. } if self.practice.is_some() && self.phase == Phase::Talking => {
                self.clock.switch(self.last, None);
                self.clock.switch(at, Some(Timed::Talk));
            }
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
            What::ChannelSet { channel } => self.channel.clone_from(channel),
            What::GuidanceSet { level } => self.guidance = *level,
            What::TransferChosen { way } => self.transfer = Some(*way),
            What::CallerSpoke { text, caller } => self.hear_caller(*text, caller),
            What::Replied { exchange } => self.take_reply(event.seq, talk, exchange),
            What::AtDesk { act } => {
                let late = self.ended.is_some();
                if let Some(mock) = &mut self.mock {
                    mock.take(act, talk, late);
                }
            }
            What::Judged { passed, .. } => self.passed = Some(*passed),
            What::DispositionSet { disposition } => self.disposition = Some(disposition.clone()),
            What::Newer { .. } => self.newer += 1,
            _ => {}
        }
    }

    /// A scripted caller speaks, for the first time or unasked.
    fn hear_caller(&mut self, text: TextId, caller: &CallerState) {
        match (&mut self.rehearsal, &self.practice) {
            (Some(rehearsal), _) => {
                rehearsal.line = text;
                rehearsal.caller.clone_from(caller);
            }
            (None, Some(practice)) => {
                self.rehearsal = Some(Rehearsal {
                    practice: practice.clone(),
                    first: caller.clone(),
                    line: text,
                    caller: caller.clone(),
                    turns: Vec::new(),
                });
            }
            (None, None) => {}
        }
    }

    fn take_reply(&mut self, seq: u32, talk: u64, exchange: &Exchange) {
        let step = self.framework().and_then(|f| f.pin.steps.get(f.step)).map(|step| step.id.clone());
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.line = exchange.answer;
            rehearsal.caller.clone_from(&exchange.caller);
            rehearsal.turns.push(Turn { seq, talk, step, exchange: exchange.clone() });
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
