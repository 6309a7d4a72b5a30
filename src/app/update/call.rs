//! Keys of a call that goes on.

use crate::{
    app::{
        action::Action,
        effect::Effect,
        keymap::{Code, Key},
        model::{FieldKind, Model, Screen, Sheet, Status},
        scene, text_of,
        update::Turn,
    },
    call::{
        desk::Call,
        event::{CallEvent, EndReason, Guidance, ItemState, Transfer, What},
        mock::{DeskAct, Mark},
        session::Intent,
        state::Phase,
    },
    playbook::model::{Id, Library},
    practice::mock::title,
};

impl Turn<'_> {
    pub(super) fn call_act(&mut self, action: Action) {
        match action {
            Action::Tick => self.tick(),
            Action::ItemDown => drop(self.perform(Intent::Move(1))),
            Action::ItemUp => drop(self.perform(Intent::Move(-1))),
            Action::NextStep => self.next_step(),
            Action::PreviousStep => {
                self.perform(Intent::PreviousStep);
                self.fit_level();
            }
            Action::OtherFramework => drop(self.perform(Intent::OtherFramework)),
            Action::Say1 => self.say(0),
            Action::Say2 => self.say(1),
            Action::Say3 => self.say(2),
            Action::Variants => self.variants(),
            Action::Copy => self.copy_lead(),
            Action::Accept => self.accept(),
            Action::NotNow => self.decline(),
            Action::Note => self.open_field(FieldKind::Note),
            Action::Promise => self.open_field(FieldKind::Promise),
            Action::TheirWord => self.open_word(),
            Action::Mood => self.open_moods(),
            Action::LookUp => self.open_sheet(Sheet::LookUp),
            Action::Scenarios => self.open_scenarios(),
            Action::Transfer => self.open_sheet(Sheet::Transfer),
            Action::Defer => drop(self.perform(Intent::Set(ItemState::Deferred, None))),
            Action::NotApplicable => drop(self.perform(Intent::Set(ItemState::NotApplicable, None))),
            Action::Override => self.leave_out(),
            Action::Hold => self.hold(),
            Action::Undo => self.undo(Intent::Undo),
            Action::Redo => self.undo(Intent::Redo),
            Action::Guidance => self.guide(),
            Action::End => self.end(),
            Action::Reply => self.open_reply(),
            Action::Aloud => self.say_aloud(),
            Action::TakeBack => self.take_back(),
            Action::Back => self.back(),
            Action::Strip2 => self.strip(2),
            Action::Strip3 => self.strip(3),
            Action::Strip4 => self.strip(4),
            Action::Strip5 => self.strip(5),
            Action::Strip6 => self.strip(6),
            Action::Strip7 => self.strip(7),
            Action::Strip8 => self.strip(8),
            _ => {}
        }
    }

    /// Ticks; a blank that was left empty is named.
    fn tick(&mut self) {
        let Some(call) = self.model.call() else { return };
        let (items, cursor) = call.session.state().list();
        let item = items.get(cursor).and_then(|item| self.model.library().item(&item.id));
        let blank = item.and_then(|item| text_of::blanks(self.model, &item.text).next()).map(|slot| slot.to_string());
        if self.perform(Intent::Tick)
            && let Some(blank) = blank
        {
            self.did(format!("ticked; still blank: {}", blank.replace('-', " ")));
        }
    }

    /// The next step; a must that stays open behind is named.
    fn next_step(&mut self) {
        let Some(call) = self.model.call() else { return };
        let state = call.session.state();
        let here = state.framework().and_then(|f| f.pin.steps.get(f.step));
        let open = here.and_then(|step| state.open_killer(&step.items)).map(|item| item.id.clone());
        let text =
            open.and_then(|id| self.model.library().item(&id)).map(|item| text_of::copied(self.model, &item.text));
        if self.perform(Intent::NextStep) {
            self.fit_level();
            if let Some(text) = text {
                self.did(format!("still open behind you: {text}"));
            }
        } else if matches!(&self.model.status, Status::Refused(why) if why.contains("last step")) {
            let end = self.model.keymap.name(Action::End).unwrap_or_default();
            self.refuse(format!("this is the last step; {end} ends the call"));
        }
    }

    /// The phrase at a place was said: the place takes the next variant.
    fn say(&mut self, place: usize) {
        let Some(id) = self.shown_at(place) else {
            self.refuse("no phrase stands there");
            return;
        };
        if self.perform(Intent::Say(id.clone(), place as u8 + 1)) {
            self.model.last_said = Some(id.clone());
            if self.model.put.as_ref().is_some_and(|(_, put)| *put == id && place == 0) {
                self.model.put = None;
            } else if let Some(key) = self.scene_key() {
                self.model.deals.at(&key).said(place);
            }
            self.did("said");
            // What is written is said by pasting it.
            if self.model.call().is_some_and(|call| call.session.state().channel.is_some()) {
                let library = self.model.library().clone();
                let text = library.phrase(&id).map(|phrase| text_of::copied(self.model, &phrase.say));
                text.into_iter().for_each(|text| self.ask(Effect::Copy(text)));
            }
        }
    }

    /// The phrase at a place, from 0; what was put to the lead from the palette comes first.
    pub(super) fn shown_at(&mut self, place: usize) -> Option<Id> {
        let key = self.scene_key()?;
        let put = self.model.put.as_ref().filter(|(at, _)| *at == key && place == 0).map(|(_, id)| id.clone());
        put.or_else(|| self.model.deals.at(&key).places().get(place).copied().flatten().cloned())
    }

    pub(super) fn scene_key(&self) -> Option<String> {
        self.model.call().map(|call| scene::key(&call.session))
    }

    fn variants(&mut self) {
        let shown = |turn: &mut Self| (0..3).map(|place| turn.shown_at(place)).collect::<Vec<_>>();
        let before = shown(self);
        self.model.put = None;
        scene::rotate(self.model);
        if shown(self) == before {
            self.refuse("these are all there are here");
        }
    }

    fn copy_lead(&mut self) {
        let lead = self.shown_at(0).or_else(|| self.model.last_said.clone());
        let library = self.model.library().clone();
        match lead.as_ref().and_then(|id| library.phrase(id)) {
            Some(phrase) => {
                let text = text_of::copied(self.model, &phrase.say);
                self.ask(Effect::Copy(text));
            }
            None => self.refuse("nothing to copy"),
        }
    }

    fn leave_out(&mut self) {
        let Some(call) = self.model.call() else { return };
        let (items, cursor) = call.session.state().list();
        match items.get(cursor).cloned() {
            Some(item) if item.killer => self.open_field(FieldKind::Why(item.id)),
            Some(_) => drop(self.perform(Intent::Set(ItemState::Overridden, None))),
            None => self.refuse("there is no item here"),
        }
    }

    pub(super) fn hold(&mut self) {
        let on_hold = self.model.call().is_some_and(|call| call.session.state().phase == Phase::OnHold);
        let done = self.perform(if on_hold { Intent::Resume } else { Intent::Hold });
        if done && on_hold && self.model.playing.is_some() {
            self.waited_for();
        }
    }

    pub(super) fn undo(&mut self, intent: Intent) {
        if !self.perform(intent) {
            return;
        }
        let review = self.last_review();
        self.model.playing.iter_mut().for_each(|playing| playing.review = review.clone());
        let Some(call) = self.model.call() else { return };
        let (word, seq) = match call.session.events().last().map(|event| &event.what) {
            Some(What::Undone { seq }) => ("undid", *seq),
            Some(What::Redone { seq }) => ("again", *seq),
            _ => return,
        };
        let what = call.session.event(seq).map(|event| name_of(self.model, event)).unwrap_or_default();
        self.did(format!("{word}: {what}"));
    }

    fn guide(&mut self) {
        let level = self.model.call().map(|call| call.session.state().guidance);
        let (next, word) = match level {
            Some(Guidance::Full) => (Guidance::Cues, "cue words; the next one shows only what must not be missed"),
            Some(Guidance::Cues) => (Guidance::Killers, "only what must not be missed"),
            _ => (Guidance::Full, "full wording"),
        };
        if let Some(playing) = &mut self.model.playing {
            playing.wish.level = Some(next);
        }
        if self.perform(Intent::Guide(next)) {
            self.did(word);
        }
    }

    fn end(&mut self) {
        if self.model.call().is_some_and(Call::is_provisional) {
            self.drop_provisional();
            return;
        }
        if self.model.trial.is_some() {
            self.quit();
            return;
        }
        let transfer = self.model.call().and_then(|call| call.session.state().transfer);
        let reason = match transfer {
            Some(Transfer::Warm | Transfer::Cold) => EndReason::Transferred,
            _ => EndReason::Us,
        };
        if self.model.playing.is_some() {
            return self.end_rehearsal(reason);
        }
        if self.perform(Intent::End(reason)) {
            self.show_call();
        }
    }

    fn back(&mut self) {
        let stack = self.model.call().map_or(0, |call| call.session.state().stack.len());
        if self.model.trial.is_some() && stack <= 1 {
            let leave = self.model.keymap.name(Action::Leave).unwrap_or_default();
            self.refuse(format!("this is a trial; {leave} leaves it"));
            return;
        }
        let provisional = self.model.call().is_some_and(Call::is_provisional);
        if provisional && stack <= 1 {
            self.drop_provisional();
        } else if stack == 0 {
            self.refuse("nothing is open here; the call goes on");
        } else if self.perform(Intent::Back) {
            let left = self.model.call().and_then(|call| call.session.state().pinned.last().cloned());
            let closed = self.model.call().and_then(|call| match call.session.events().last().map(|e| &e.what) {
                Some(What::ScenarioClosed { scenario, unfinished: true, .. }) => Some(scenario.clone()),
                _ => None,
            });
            self.back_to_desk();
            if closed.is_some() && closed == left {
                self.did("left open: it stays pinned until its last must is settled");
            }
        }
    }

    fn strip(&mut self, key: u8) {
        match self.model.strip(key) {
            Some(scenario) => drop(self.perform(Intent::OpenScenario(scenario))),
            None => self.refuse("nothing is at this key yet"),
        }
    }

    pub(super) fn go_to_item(&mut self, item: usize) {
        if self.model.screen == Screen::Call {
            let here = self.model.call().map(|call| call.session.state().list().1);
            if here != Some(item) {
                self.perform(Intent::MoveTo(item));
            }
        } else {
            self.model.chosen = item;
        }
    }

    pub(super) fn go_to_step(&mut self, step: usize) {
        self.perform(Intent::GoToStep(step));
        self.fit_level();
    }

    /// A digit that is no act: it chooses in a list that is open.
    pub(super) fn digit(&mut self, key: Key) {
        let Code::Char(c @ '0'..='9') = key.code else { return };
        let row = (c as usize + 9 - '0' as usize) % 10;
        if self.model.sheet.is_some() && c != '0' {
            self.choose_at(row);
        } else if self.model.screen == Screen::Desk {
            self.go_to_line(row);
        }
    }
}

/// What an event was, for the status row.
fn name_of(model: &Model, event: &CallEvent) -> String {
    let library = model.library();
    let title = |id: &Id| library.title_of(id).unwrap_or(id.as_str()).to_string();
    let item = |id: &Id| library.item(id).map_or(id.to_string(), |item| text_of::copied(model, &item.text));
    match &event.what {
        What::FrameworkOpened { framework, .. } => format!("to {}", title(&framework.id)),
        What::StepEntered { .. } => "the change of step".into(),
        What::CursorMoved { .. } => "the move to another item".into(),
        What::ItemSet { item: id, state, .. } => {
            let word = match state {
                ItemState::Open => "open",
                ItemState::Done => "done",
                ItemState::Deferred => "deferred",
                ItemState::NotApplicable => "n/a",
                ItemState::Overridden => "overridden",
            };
            format!("{word}, {}", item(id))
        }
        What::Said { .. } => "said".into(),
        What::ScenarioOpened { scenario, .. } => format!("opening {}", title(scenario)),
        What::ScenarioClosed { scenario, .. } => format!("leaving {}", title(scenario)),
        What::Replied { .. } => "the reply".into(),
        What::AtDesk { act } => desk_act(library, act),
        What::OfferDeclined | What::CueDeclined { .. } => "not now".into(),
        What::Noted { .. } => "the note".into(),
        What::Promised { .. } => "the promise".into(),
        What::SlotFilled { slot, .. } => format!("the word for {slot}"),
        What::MoodSet { .. } => "the mood".into(),
        What::TopicSet { .. } => "the topic".into(),
        What::ChannelSet { .. } => "the channel".into(),
        What::GuidanceSet { .. } => "the amount of wording".into(),
        What::TransferChosen { .. } => "the transfer".into(),
        What::DispositionSet { .. } => "the result".into(),
        _ => "the last act".into(),
    }
}

/// What was done at the trainer's desk, for the status row.
fn desk_act(library: &Library, act: &DeskAct) -> String {
    match act {
        DeskAct::Marked { criterion, mark, .. } => {
            format!("{}, {}", mark.map_or("no mark", Mark::name), title(library, criterion))
        }
        DeskAct::Failed { fail, met: true } => format!("automatic fail, {}", title(library, fail)),
        DeskAct::Failed { fail, met: false } => format!("taking away the automatic fail, {}", title(library, fail)),
        DeskAct::Spoke { .. } => "the line".into(),
        DeskAct::Felt { .. } => "the mood".into(),
        DeskAct::Observed { .. } => "the note".into(),
        DeskAct::Finished { .. } => "being done with marking".into(),
    }
}
