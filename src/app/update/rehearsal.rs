//! A rehearsal: a caller is played, replies are taken, and looked back on in the end.

mod aloud;

use std::sync::Arc;

use crate::{
    app::{
        action::Action,
        effect::Effect,
        keymap::{Code, Key},
        model::{Field, FieldKind, Screen, Sheet, Status},
        offer,
        rehearse::{self, Playing, Wish, rehearsal},
        scene,
        update::Turn,
    },
    call::{
        desk::Footing,
        event::{EndReason, Guidance, ItemState, TextId, TextRole},
        rehearsal::{CallerState, Exchange, Practice},
        session::Intent,
    },
    coach::Ear,
    playbook::model::Id,
    practice::{
        caller::{Answer, Partner, Said, signal},
        debrief::debrief,
    },
    text::{card, clean},
};

/// So long after the end, or after the letter before, someone still types a reply, in milliseconds.
const TYPED_ON: u64 = 1_500;

/// After so long on hold a caller says something to it, in milliseconds.
const LONG_HOLD: u64 = 60_000;

pub use aloud::marks;

impl Turn<'_> {
    /// Rehearses what is wished for, once the playbooks and the ear are there and it is known what may be kept.
    pub(super) fn rehearse(&mut self, wish: Wish) {
        if self.model.reading || self.model.listener.is_none() {
            self.model.awaited = Some(wish);
            self.did("one moment: the callers are being read");
            return;
        }
        self.model.awaited = None;
        self.model.status = Status::Rest;
        let Some(caller) = wish.caller.clone() else { return self.show_callers() };
        if self.model.library().caller(&caller).is_none() {
            self.show_callers();
            self.refuse(format!("there is no caller called {caller}"));
        } else if self.model.config.keep_practice.is_none() {
            self.show_callers();
            self.open_sheet(Sheet::Consent(Some(wish)));
        } else {
            self.play(&caller, wish);
        }
    }

    /// The list of callers, the one to take next chosen.
    pub(super) fn show_callers(&mut self) {
        self.model.screen = Screen::Callers;
        let next = rehearse::next_caller(self.model).map(|(id, _)| id);
        let place = self.model.library().callers.iter().position(|caller| Some(&caller.id) == next.as_ref());
        self.model.chosen = place.unwrap_or(0);
        if self.model.library().callers.is_empty() {
            self.refuse("no playbook has a caller to rehearse with");
        }
    }

    pub(super) fn callers_act(&mut self, action: Action) {
        let rows = self.model.library().callers.len();
        match action {
            Action::Back => {
                self.model.cast = None;
                self.go_home();
            }
            Action::ItemDown => self.choose_by(1, rows),
            Action::ItemUp => self.choose_by(-1, rows),
            Action::Choose => {
                let chosen = self.model.library().callers.get(self.model.chosen).map(|caller| caller.id.clone());
                if let (Some(caller), true) = (&chosen, self.model.cast.is_some()) {
                    self.cast(caller.clone());
                } else if chosen.is_some() {
                    self.rehearse(Wish { caller: chosen, ..Wish::default() });
                }
            }
            _ => {}
        }
    }

    /// What was answered to the question whether practice may be kept.
    pub(super) fn consent(&mut self, keep: bool) {
        let Some(Sheet::Consent(asked)) = self.model.sheet.take() else { return };
        self.model.config.keep_practice = Some(keep);
        self.ask(Effect::SaveConfig(self.model.config.clone()));
        match asked {
            Some(wish) => self.rehearse(wish),
            None => self.open_drill(),
        }
    }

    /// The one who is played.
    pub(super) fn partner(&self, caller: &Id) -> Option<Partner> {
        let library = self.model.library().clone();
        let ready = self.model.listener.as_ref().filter(|listener| listener.is_for(&library));
        let ear = ready.map_or_else(|| Arc::new(Ear::new(&library)), |listener| listener.ear());
        Partner::new(library, ear, caller)
    }

    fn play(&mut self, caller: &Id, wish: Wish) {
        let Some(partner) = self.partner(caller) else { return };
        // A number that one can say and type again.
        let anything = self.now.fresh.0.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 999) + 1;
        let seed = wish.seed.unwrap_or(anything);
        let practice = Practice { caller: caller.clone(), seed, from: None, mock: None };
        let footing = if self.model.config.keep_practice == Some(true) { Footing::Real } else { Footing::Unkept };
        let script = partner.script().clone();
        let (state, line) = partner.begin(seed);
        self.model.playing = Some(Playing::new(partner, wish));
        self.open_practice(script.framework, script.industry, practice, footing);
        self.perform(Intent::Answer);
        self.perform_with(TextRole::Practice, &script.name, |text| Intent::Fill("customer".into(), Some(text)));
        self.fit_level();
        self.caller_speaks(state, &line);
        self.open_reply();
        self.model.status = Status::Rest;
    }

    fn caller_speaks(&mut self, state: CallerState, line: &str) {
        self.perform_with(TextRole::Practice, line, |text| Intent::CallerSpeaks(text, Box::new(state)));
        self.begin_to_speak(line);
    }

    /// The caller's line is shown word by word, and spoken where that is wished for.
    fn begin_to_speak(&mut self, line: &str) {
        let mood = self.model.call().and_then(rehearsal).map_or(0, |rehearsal| rehearsal.caller.mood);
        let at = self.model.now;
        let still = self.model.config.reduced_motion;
        let Some(playing) = &mut self.model.playing else { return };
        playing.speaking = (!still).then_some(at);
        playing.recalled = 0;
        if playing.wish.voice {
            self.ask(Effect::Speak { text: line.into(), mood });
        }
        if still {
            self.hear_out();
        }
    }

    /// What they say is heard once all of it is said.
    pub(super) fn hear_out(&mut self) {
        let Some(line) = self.model.call().and_then(rehearsal).map(|rehearsal| rehearsal.line) else { return };
        let line = self.model.text(line).to_string();
        if let Some(playing) = &mut self.model.playing {
            playing.speaking = None;
        }
        offer::hear_anew(self.model, &line, self.called_for());
    }

    /// The scenario that what they said last calls for: a twist's, which is known without listening.
    fn called_for(&self) -> Option<Id> {
        let now = self.model.call().and_then(rehearsal)?;
        let before = now.turns.len().checked_sub(1).map(|last| &now.before(last).met);
        let new = now.caller.met.iter().filter(|id| before.is_some_and(|before| !before.contains(id)));
        let script = self.model.playing.as_ref()?.partner.script();
        let twist = |id: &Id| script.twists.iter().find(|twist| twist.id == *id)?.scenario.clone();
        new.filter_map(twist).next()
    }

    /// The field for the reply, with what was typed in it before.
    pub(super) fn open_reply(&mut self) {
        match self.model.playing {
            Some(_) => self.open_field(FieldKind::Reply),
            None => self.refuse("this is no rehearsal: nobody here to answer"),
        }
    }

    /// Enter in the reply field. Whether the field is done with, which it never is: the next reply is typed there.
    pub(super) fn reply(&mut self, text: &str) {
        let line = self.model.call().and_then(rehearsal).map(|rehearsal| rehearsal.line);
        let (_, whole) =
            rehearse::spoken(self.model, &line.map_or(String::new(), |id| self.model.text(id).to_string()));
        if text.is_empty() {
            // The rest of what they say, at once.
            if !whole {
                self.hear_out();
            }
            return;
        }
        let text = card::mask(clean(text).trim());
        let extra: &[&'static str] = if whole { &[] } else { &[signal::INTERRUPTED] };
        self.answer_caller(Said::Words(&text), Some(&text), extra);
    }

    fn answer_caller(&mut self, said: Said, reply: Option<&str>, extra: &[&'static str]) {
        let (Some(playing), Some(now)) = (&self.model.playing, self.model.call().and_then(rehearsal)) else { return };
        if now.caller.over.is_some() {
            return self.refuse("they have rung off");
        }
        let seed = now.practice.seed;
        let answer = playing.partner.answer(seed, &now.caller, said, extra);
        let line = answer.line.clone();
        let moves = answer.moves.clone();
        let over = answer.caller.over.is_some();
        if !self.exchange(reply, answer) {
            return;
        }
        self.tick_what_was_shown(&moves);
        // Another line to say, for the next reply.
        scene::rotate(self.model);
        self.begin_to_speak(&line);
        if over {
            self.model.ended = Some(self.model.now);
            self.end_rehearsal(EndReason::Caller);
        } else if reply.is_some() {
            self.clear_reply();
        }
    }

    /// Keeps a reply and what came of it, as one event.
    fn exchange(&mut self, reply: Option<&str>, answer: Answer) -> bool {
        let Some(call) = self.model.desk.call_mut() else { return false };
        let mut texts: Vec<(TextId, TextRole, String)> = Vec::new();
        let mut keep = |text: &str| {
            let id = call.keep(TextRole::Practice, text.to_string());
            texts.push((id, TextRole::Practice, text.to_string()));
            id
        };
        let reply = reply.map(&mut keep);
        let line = keep(&answer.line);
        let Answer { review, moves, cautions, felt, caller, .. } = answer;
        let exchange = Exchange { reply, moves, cautions, felt, answer: line, caller };
        let done = self.perform_texts(Intent::Reply(Box::new(exchange)), &texts);
        if !done && let Some(call) = self.model.desk.call_mut() {
            texts.iter().for_each(|(id, ..)| drop(call.texts.remove(id)));
        }
        if let (true, Some(playing)) = (done, &mut self.model.playing) {
            playing.review = review;
        }
        done
    }

    /// Items that the moves of the reply show done are ticked.
    fn tick_what_was_shown(&mut self, moves: &[Id]) {
        let library = self.model.library().clone();
        let Some(state) = self.model.call().map(|call| call.session.state()) else { return };
        let shown = |id: &Id| library.item(id).is_some_and(|item| item.shown_by.iter().any(|by| moves.contains(by)));
        let open = |id: &&Id| state.item(id) == ItemState::Open && shown(id);
        let items: Vec<Id> = state.list().0.iter().map(|item| &item.id).filter(open).cloned().collect();
        for item in items {
            self.perform(Intent::SetItem(item, ItemState::Done, None));
        }
    }

    /// The reply is said: the field is empty for the next.
    fn clear_reply(&mut self) {
        if self.model.field.as_ref().is_some_and(|field| field.kind == FieldKind::Reply) {
            self.model.field = Some(Field { kind: FieldKind::Reply, input: Default::default() });
        }
        self.forget_draft("reply");
    }

    /// Takes the last reply back, with all that came of it; it stands in the field again.
    pub(super) fn take_back(&mut self) {
        let Some(last) = self.model.call().and_then(rehearsal).and_then(|r| r.turns.last()).cloned() else {
            return self.refuse("nothing was said yet");
        };
        while let Some(seq) = self.model.call().and_then(|call| call.session.last_undoable()) {
            if !self.perform(Intent::Undo) || seq == last.seq {
                break;
            }
        }
        let text = last.exchange.reply.map_or(String::new(), |id| self.model.text(id).to_string());
        let review = self.last_review();
        if let Some(playing) = &mut self.model.playing {
            playing.speaking = None;
            playing.review = review;
        }
        self.model.field = Some(Field { kind: FieldKind::Reply, input: text.into() });
        self.did("taken back: say it another way");
    }

    /// What was found in the reply that is now the last.
    pub(super) fn last_review(&self) -> crate::coach::Review {
        let (Some(playing), Some(now)) = (&self.model.playing, self.model.call().and_then(rehearsal)) else {
            return Default::default();
        };
        let Some(last) = now.turns.len().checked_sub(1) else { return Default::default() };
        let words = now.turns[last].exchange.reply.map_or("", |id| self.model.text(id));
        playing.partner.review(words, now.before(last))
    }

    /// An earlier reply into the field, the last one first; past the first the field is empty again.
    pub(super) fn recall(&mut self, by: isize) {
        let Some(now) = self.model.call().and_then(rehearsal) else { return };
        let said: Vec<TextId> = now.turns.iter().rev().filter_map(|turn| turn.exchange.reply).collect();
        let Some(playing) = &mut self.model.playing else { return };
        playing.recalled = playing.recalled.saturating_add_signed(by).min(said.len());
        let text = playing.recalled.checked_sub(1).and_then(|at| said.get(at)).copied();
        let text = text.map_or(String::new(), |id| self.model.text(id).to_string());
        self.model.field = Some(Field { kind: FieldKind::Reply, input: text.into() });
    }

    /// After a hold: who waited long says so.
    pub(super) fn waited_for(&mut self) {
        let waited = self.model.call().and_then(|call| call.session.state().back_after).unwrap_or(0);
        if waited >= LONG_HOLD {
            self.react(signal::WAITING);
        }
    }

    /// The caller takes something that was done without words.
    pub(super) fn react(&mut self, signal: &'static str) {
        let (Some(playing), Some(now)) = (&self.model.playing, self.model.call().and_then(rehearsal)) else { return };
        let Some((state, line)) = playing.partner.unasked(now.practice.seed, &now.caller, signal) else { return };
        self.caller_speaks(state, &line);
    }

    /// A step of a rehearsal has the help that fits it.
    pub(super) fn fit_level(&mut self) {
        if self.model.playing.is_none() {
            return;
        }
        let Some(state) = self.model.call().map(|call| call.session.state()) else { return };
        let here = state.framework().and_then(|f| f.pin.steps.get(f.step)).map(|step| step.id.clone());
        let wanted = here.map(|step| rehearse::level(self.model, &step));
        let now = state.guidance;
        if let Some(level) = wanted.filter(|level| *level != now) {
            self.perform(Intent::Guide(level));
        }
    }

    /// It is over: looked back on.
    pub(super) fn end_rehearsal(&mut self, reason: EndReason) {
        if !self.perform(Intent::End(reason)) {
            return;
        }
        self.look_back();
    }

    /// Whether a letter belongs to a reply that is typed on although the caller has rung off.
    pub(super) fn types_on(&mut self, key: Key) -> bool {
        let Some(last) = self.model.ended.take() else { return false };
        let letter =
            matches!(key, Key { code: Code::Char(_) | Code::Enter | Code::Backspace, ctrl: false, alt: false });
        let on = letter && self.model.screen == Screen::Debrief && self.model.now.since(last) < TYPED_ON;
        if on {
            self.model.ended = Some(self.model.now);
        }
        on
    }

    /// Works the debrief out, and writes down what it came to.
    pub(super) fn look_back(&mut self) {
        self.model.field = None;
        self.forget_draft("reply");
        self.model.screen = Screen::Debrief;
        self.model.sheet = None;
        self.model.chosen = 0;
        let (Some(playing), Some(call)) = (&self.model.playing, self.model.call()) else { return };
        let level = |step: &Id| level_in(&self.model.help, playing, step);
        let found = debrief(self.model.library(), &playing.partner, call, &level);
        if call.session.state().passed.is_none() {
            let (passed, weak) = (found.passed, found.weak.clone());
            self.perform(Intent::Judge(passed, weak));
        }
        if let Some(playing) = &mut self.model.playing {
            playing.debrief = Some(found);
        }
    }

    /// A rehearsal that was found unfinished has its caller again; one whose caller is gone is only looked back on.
    pub(super) fn play_on(&mut self) {
        let Some(call) = self.model.call() else { return };
        let Some(practice) = call.session.state().practice.clone() else { return };
        let over = call.session.state().ended.is_some();
        match self.partner(&practice.caller) {
            Some(partner) if over => {
                self.model.playing = Some(Playing::new(partner, Wish::default()));
                self.look_back();
            }
            Some(partner) => self.play_with(partner, Wish::default()),
            None => {
                self.perform(Intent::End(EndReason::Failed));
                self.look_back();
                self.refuse(format!("no playbook has the caller {} any more", practice.caller));
            }
        }
    }

    /// Goes on with a rehearsal that is in hand.
    pub(super) fn play_with(&mut self, partner: Partner, wish: Wish) {
        self.model.playing = Some(Playing::new(partner, wish));
        let review = self.last_review();
        if let Some(playing) = &mut self.model.playing {
            playing.review = review;
        }
        self.open_reply();
    }
}

/// How much help a step has in this rehearsal.
fn level_in(help: &std::collections::BTreeMap<Id, Guidance>, playing: &Playing, step: &Id) -> Guidance {
    playing.wish.level.or_else(|| help.get(step).copied()).unwrap_or_default()
}

impl Playing {
    fn new(partner: Partner, wish: Wish) -> Playing {
        Playing {
            partner,
            wish,
            speaking: None,
            review: Default::default(),
            declined: None,
            marks: Vec::new(),
            recalled: 0,
            debrief: None,
        }
    }
}
