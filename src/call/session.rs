//! A call in hand: its log and its fold, and the one way to add to it: decide, then apply.

use crate::{
    call::{
        event::{Arrival, At, CallEvent, CallId, FrameworkPin, ItemPin, ItemState, StepPin, TextId, What},
        rehearsal::Practice,
        state::{CallState, Phase},
    },
    playbook::model::{Audience, ChecklistItem, Framework, Id, Library, Scenario},
};

pub use crate::call::intent::{Intent, Refusal};

/// How deep scenarios may be nested.
const DEEPEST: usize = 8;

/// A call: its log and the fold of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CallSession {
    /// Its id.
    pub id: CallId,
    events: Vec<CallEvent>,
    state: CallState,
}

impl CallSession {
    /// A new call with its first event.
    pub fn open(id: CallId, library: &Library, start: Start, at: At) -> CallSession {
        let framework = library.frameworks.iter().find(|f| f.id == start.framework).or(library.frameworks.first());
        let what = What::Opened {
            arrival: start.arrival,
            library: library.digest.clone(),
            framework: framework.map_or(FrameworkPin { id: start.framework, steps: Vec::new() }, pin_framework),
            industry: start.industry,
            practice: start.practice.map(Box::new),
        };
        let mut session = CallSession { id, events: Vec::new(), state: CallState::default() };
        session.apply(CallEvent { seq: 1, at, what });
        session
    }

    /// A call from its log.
    pub fn replay(id: CallId, events: Vec<CallEvent>) -> CallSession {
        let state = CallState::fold(&events);
        CallSession { id, events, state }
    }

    /// The log.
    pub fn events(&self) -> &[CallEvent] {
        &self.events
    }

    /// The events that count: what was undone, and that it was, left out.
    pub fn counted(&self) -> impl Iterator<Item = &CallEvent> {
        let undone = crate::call::fold::undone(&self.events);
        let about_undo = |what: &What| matches!(what, What::Undone { .. } | What::Redone { .. });
        self.events.iter().filter(move |event| !undone.contains(&event.seq) && !about_undo(&event.what))
    }

    /// The fold.
    pub fn state(&self) -> &CallState {
        &self.state
    }

    /// The framework to change to: the one that was in hand before; before there was one, the first other one for
    /// callers.
    pub fn other_framework<'a>(&self, library: &'a Library) -> Option<&'a Framework> {
        let now = self.state.framework().map(|f| &f.pin.id);
        let other = |f: &&Framework| Some(&f.id) != now;
        // They stand in the order in which they were last in hand.
        let before = self.state.frameworks.iter().rev().filter_map(|f| library.framework(&f.pin.id)).find(other);
        before.or_else(|| library.frameworks.iter().filter(|f| f.audience == Audience::Caller).find(other))
    }

    /// Takes an event in.
    pub fn apply(&mut self, event: CallEvent) {
        let refold = matches!(event.what, What::Undone { .. } | What::Redone { .. });
        if refold {
            self.events.push(event);
            self.state = CallState::fold(&self.events);
        } else {
            self.state.apply(&event);
            self.events.push(event);
        }
    }

    /// What an intent comes to, fully resolved; or why it does not.
    ///
    /// # Errors
    /// A [`Refusal`] where the intent makes no sense now.
    pub fn decide(&self, library: &Library, intent: Intent, at: At) -> Result<CallEvent, Refusal> {
        let what = self.resolve(library, intent)?;
        let seq = self.events.last().map_or(1, |event| event.seq + 1);
        Ok(CallEvent { seq, at: at.max(self.state.last), what })
    }

    fn resolve(&self, library: &Library, intent: Intent) -> Result<What, Refusal> {
        self.allow(&intent)?;
        match intent {
            Intent::Answer => Ok(What::Answered),
            Intent::Tick => self.set(ItemState::Done, None),
            Intent::Set(state, why) => self.set(state, why),
            Intent::SetItem(item, state, why) => self.set_item(item, state, why),
            Intent::Move(by) => self.move_by(by),
            Intent::MoveTo(item) => match self.state.list().0.get(item) {
                Some(_) => Ok(What::CursorMoved { item }),
                None => Err(Refusal::NoItem),
            },
            Intent::NextStep => self.step_by(1),
            Intent::PreviousStep => self.step_by(-1),
            Intent::GoToStep(step) => self.enter(step),
            Intent::OtherFramework => match self.other_framework(library) {
                Some(next) => self.open_framework(next, None),
                None => Err(Refusal::OneFramework),
            },
            Intent::OpenFramework(id) => match library.framework(&id) {
                Some(framework) => self.open_framework(framework, None),
                None => Err(Refusal::Unknown(id.to_string())),
            },
            Intent::Say(phrase, place) => Ok(What::Said { phrase, place }),
            Intent::OpenScenario(id) => match library.scenario(&id) {
                Some(scenario) => self.open_scenario(scenario),
                None => Err(Refusal::Unknown(id.to_string())),
            },
            Intent::Back => self.back(library),
            Intent::Accept => self.accept(library),
            Intent::NotNow => self.state.offer.as_ref().map(|_| What::OfferDeclined).ok_or(Refusal::NoOffer),
            Intent::Decline(cue) => Ok(What::CueDeclined { cue }),
            Intent::CallerSpeaks(text, caller) => Ok(What::CallerSpoke { text, caller }),
            Intent::Reply(exchange) => Ok(What::Replied { exchange }),
            Intent::Judge(passed, weak) => Ok(What::Judged { passed, weak }),
            Intent::AtDesk(act) => Ok(What::AtDesk { act: Box::new(act) }),
            Intent::Hold => Ok(What::Held),
            Intent::Resume => Ok(What::Resumed),
            Intent::Note(text) => Ok(What::Noted { text }),
            Intent::Promise(text, due, zone) => Ok(What::Promised { text, due, zone }),
            Intent::Fill(slot, text) => Ok(What::SlotFilled { slot, text }),
            Intent::Mood(emotion) => Ok(What::MoodSet { emotion }),
            Intent::Topic(topic) => Ok(What::TopicSet { topic }),
            Intent::Channel(channel) => Ok(What::ChannelSet { channel }),
            Intent::Guide(level) => Ok(What::GuidanceSet { level }),
            Intent::Transfer(way) => Ok(What::TransferChosen { way }),
            Intent::End(reason) => Ok(What::Ended { reason }),
            Intent::Disposition(disposition) => Ok(What::DispositionSet { disposition }),
            Intent::Close => self.close(library),
            Intent::Undo => self.last_undoable().map(|seq| What::Undone { seq }).ok_or(Refusal::Nothing("undo")),
            Intent::Redo => self.last_undone().map(|seq| What::Redone { seq }).ok_or(Refusal::Nothing("redo")),
            Intent::Reopen(live) => Ok(What::Reopened { live }),
        }
    }

    /// Whether the phase allows an intent at all.
    fn allow(&self, intent: &Intent) -> Result<(), Refusal> {
        use Phase::{Closed, OnHold, Talking, WrapUp};
        let phase = self.state.phase;
        match (intent, phase) {
            (_, Closed) => Err(Refusal::Over),
            (Intent::Reopen(_) | Intent::Undo | Intent::Redo | Intent::Note(_), _) => Ok(()),
            (Intent::Promise(..) | Intent::Fill(..) | Intent::SetItem(..), _) => Ok(()),
            (Intent::Mood(_) | Intent::Topic(_) | Intent::Disposition(_), _) => Ok(()),
            (Intent::AtDesk(_), _) if self.state.mock.is_none() => Err(Refusal::NoMock),
            (Intent::AtDesk(_), _) => Ok(()),
            (Intent::Answer, Talking | OnHold) => Err(Refusal::Answered),
            (Intent::Answer, WrapUp) => Err(Refusal::Over),
            (Intent::Answer, _) => Ok(()),
            (Intent::Close | Intent::Judge(..), WrapUp) => Ok(()),
            (Intent::Close, _) => Err(Refusal::NotOver),
            (_, WrapUp) => Err(Refusal::Over),
            (Intent::Reply(_), OnHold) => Err(Refusal::Hold("on hold nobody hears you: resume first")),
            (Intent::Hold, OnHold) => Err(Refusal::Hold("the caller is on hold already")),
            (Intent::Resume, Talking) => Err(Refusal::Hold("nobody is on hold")),
            (Intent::Hold | Intent::Resume, Phase::Ringing | Phase::Dialing | Phase::Queued) => {
                Err(Refusal::NotAnswered)
            }
            _ => Ok(()),
        }
    }

    fn set(&self, state: ItemState, why: Option<TextId>) -> Result<What, Refusal> {
        let (items, cursor) = self.state.list();
        let item = items.get(cursor).ok_or(Refusal::NoItem)?;
        let now = self.state.item(&item.id);
        if state == ItemState::Done && now == ItemState::Done {
            return Err(Refusal::Done);
        }
        if state == ItemState::Overridden && item.killer && why.is_none() {
            return Err(Refusal::NeedsWhy);
        }
        Ok(What::ItemSet { item: item.id.clone(), state, why, cursor: self.next_open(cursor) })
    }

    /// The next open item after the cursor, or the first before it, or the cursor's own.
    fn next_open(&self, cursor: usize) -> usize {
        let items = self.state.list().0;
        let open = |i: &usize| *i != cursor && self.state.item(&items[*i].id) == ItemState::Open;
        (cursor..items.len()).chain(0..cursor).find(open).unwrap_or(cursor)
    }

    fn set_item(&self, item: Id, state: ItemState, why: Option<TextId>) -> Result<What, Refusal> {
        let killer = self.pins().any(|pin| pin.id == item && pin.killer);
        if state == ItemState::Overridden && killer && why.is_none() {
            return Err(Refusal::NeedsWhy);
        }
        if !self.pins().any(|pin| pin.id == item) {
            return Err(Refusal::NoItem);
        }
        let (items, cursor) = self.state.list();
        let here = items.get(cursor).is_some_and(|pin| pin.id == item);
        let cursor = if here { self.next_open(cursor) } else { cursor };
        Ok(What::ItemSet { item, state, why, cursor })
    }

    /// Every item ever pinned in this call.
    fn pins(&self) -> impl Iterator<Item = &ItemPin> {
        let steps = self.state.frameworks.iter().flat_map(|f| &f.pin.steps).flat_map(|step| &step.items);
        steps.chain(self.state.opened_lists.iter().flat_map(|(_, items)| items))
    }

    fn move_by(&self, by: isize) -> Result<What, Refusal> {
        let (items, cursor) = self.state.list();
        let last = items.len().checked_sub(1).ok_or(Refusal::NoItem)?;
        let item = cursor.saturating_add_signed(by).min(last);
        if item == cursor { Err(Refusal::NoItem) } else { Ok(What::CursorMoved { item }) }
    }

    fn step_by(&self, by: isize) -> Result<What, Refusal> {
        let framework = self.state.framework().ok_or(Refusal::NoItem)?;
        let step = framework.step.checked_add_signed(by).ok_or(Refusal::NoStep("first"))?;
        if step >= framework.pin.steps.len() {
            return Err(Refusal::NoStep("last"));
        }
        self.enter(step)
    }

    fn enter(&self, step: usize) -> Result<What, Refusal> {
        let framework = self.state.framework().ok_or(Refusal::NoItem)?;
        if self.state.room().pauses {
            return Err(Refusal::Waits(framework.pin.id.to_string().to_uppercase()));
        }
        let item = *framework.cursors.get(step).ok_or(Refusal::NoStep("last"))?;
        Ok(What::StepEntered { step, item })
    }

    fn open_framework(&self, framework: &Framework, to: Option<(usize, usize)>) -> Result<What, Refusal> {
        if self.state.room().pauses {
            let now = self.state.framework().map_or(String::new(), |f| f.pin.id.to_string().to_uppercase());
            return Err(Refusal::Waits(now));
        }
        let pin = pin_framework(framework);
        let kept = self.state.frameworks.iter().find(|f| f.pin.id == pin.id).and_then(|old| {
            let here = old.pin.steps.get(old.step)?;
            let step = pin.steps.iter().position(|s| s.id == here.id)?;
            Some((step, old.cursors[old.step].min(pin.steps[step].items.len().saturating_sub(1))))
        });
        let cursor = to.or(kept).unwrap_or((0, 0));
        Ok(What::FrameworkOpened { framework: pin, cursor })
    }

    fn open_scenario(&self, scenario: &Scenario) -> Result<What, Refusal> {
        if let Some(open) = self.state.top().filter(|frame| frame.scenario == scenario.id) {
            let other = What::ListChosen { scenario: !open.in_hand };
            return if open.room.pauses { Err(Refusal::Open(scenario.title.clone())) } else { Ok(other) };
        }
        // An emergency opens on top of anything, also of another scenario opened on top of the same emergency.
        if !scenario.emergency && self.state.stack.iter().any(|frame| frame.scenario == scenario.id) {
            return Err(Refusal::Open(scenario.title.clone()));
        }
        if !scenario.emergency && self.state.stack.len() >= DEEPEST {
            return Err(Refusal::TooDeep);
        }
        let items = pin_items(&scenario.items);
        let cursor = items.iter().position(|item| self.state.item(&item.id) == ItemState::Open).unwrap_or(0);
        Ok(What::ScenarioOpened {
            scenario: scenario.id.clone(),
            items,
            room: scenario.room,
            emergency: scenario.emergency,
            severe: scenario.severe,
            cursor,
        })
    }

    fn back(&self, library: &Library) -> Result<What, Refusal> {
        let frame = self.state.top().ok_or(Refusal::NothingOpen)?;
        let unfinished = self.state.open_killer(&frame.items).is_some();
        let offer = library
            .scenario(&frame.scenario)
            .filter(|_| self.state.stack.len() == 1)
            .and_then(|s| s.returns.as_ref())
            .and_then(|step| self.offer_of(library, step));
        Ok(What::ScenarioClosed { scenario: frame.scenario.clone(), unfinished, offer })
    }

    /// Where a suggested step is: framework, step, item; none if the call stands there already.
    fn offer_of(&self, library: &Library, step: &Id) -> Option<(Id, usize, usize)> {
        let framework = library.framework_of(step)?;
        let at = framework.steps.iter().position(|s| s.id == *step)?;
        let known = self.state.frameworks.iter().find(|f| f.pin.id == framework.id);
        let item = known.and_then(|f| f.cursors.get(at)).copied().unwrap_or(0);
        let here = self.state.framework().is_some_and(|f| f.pin.steps.get(f.step).is_some_and(|s| s.id == *step));
        (!here).then(|| (framework.id.clone(), at, item))
    }

    fn accept(&self, library: &Library) -> Result<What, Refusal> {
        let (framework, step, item) = self.state.offer.clone().ok_or(Refusal::NoOffer)?;
        let now = self.state.framework().filter(|f| f.pin.id == framework && step < f.pin.steps.len());
        match (now, library.framework(&framework)) {
            (Some(_), _) => Ok(What::StepEntered { step, item }),
            (None, Some(other)) => self.open_framework(other, Some((step, item))),
            (None, None) => Err(Refusal::Unknown(framework.to_string())),
        }
    }

    fn close(&self, library: &Library) -> Result<What, Refusal> {
        // What was left undone in practice harms nobody: the debrief has told it.
        let open = if self.state.practice.is_some() { Vec::new() } else { self.state.open_killers() };
        match open.first() {
            Some(item) => {
                let text = library.item(&item.id).map_or(item.id.to_string(), |item| item.text.plain());
                Err(Refusal::Unsettled(text))
            }
            None => Ok(What::Closed),
        }
    }

    /// The acts that undo and redo see, since the last barrier: done ones, and undone ones with the next to redo last.
    fn acts(&self) -> (Vec<u32>, Vec<u32>) {
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for event in &self.events {
            match event.what {
                What::Undone { seq } => {
                    done.retain(|s| *s != seq);
                    undone.push(seq);
                }
                What::Redone { seq } => {
                    undone.retain(|s| *s != seq);
                    done.push(seq);
                }
                What::Ended { .. } | What::Reopened { live: false } => {
                    done.clear();
                    undone.clear();
                }
                ref what if what.is_fact() => {}
                _ => {
                    done.push(event.seq);
                    undone.clear();
                }
            }
        }
        (done, undone)
    }

    /// The act that undo would take back.
    pub fn last_undoable(&self) -> Option<u32> {
        self.acts().0.last().copied()
    }

    /// The act that redo would bring back.
    pub fn last_undone(&self) -> Option<u32> {
        self.acts().1.last().copied()
    }

    /// An event by its number.
    pub fn event(&self, seq: u32) -> Option<&CallEvent> {
        self.events.iter().rev().find(|event| event.seq == seq)
    }
}

/// How a call starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// How it arrived.
    pub arrival: Arrival,
    /// The framework to start with; the first there is, if it is unknown.
    pub framework: Id,
    /// The industry it is in.
    pub industry: Option<Id>,
    /// What it is a rehearsal of, where it is one.
    pub practice: Option<Practice>,
}

/// The items of a list, pinned.
fn pin_items(items: &[ChecklistItem]) -> Vec<ItemPin> {
    items.iter().map(|item| ItemPin { id: item.id.clone(), killer: item.killer }).collect()
}

/// A framework's structure, pinned.
pub fn pin_framework(framework: &Framework) -> FrameworkPin {
    let steps = framework.steps.iter().map(|step| StepPin {
        id: step.id.clone(),
        budget_secs: framework.target_secs * step.share / 100,
        items: pin_items(&step.items),
    });
    FrameworkPin { id: framework.id.clone(), steps: steps.collect() }
}

#[cfg(test)]
mod tests;
