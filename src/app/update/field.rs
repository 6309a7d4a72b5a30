//! Typing: one field at a time, in the note row.

use tui_input::{Input, InputRequest};

use crate::{
    app::{
        config::Keep,
        effect::Effect,
        keymap::{Code, Key},
        model::{ANSWER, Field, FieldKind, Screen, Sheet},
        offer, text_of,
        update::{Turn, sheet::LANGUAGE},
    },
    call::{
        event::{At, ItemState, TextRole},
        promise,
        session::Intent,
    },
    playbook::model::Id,
    text::{card, clean},
};

/// How long after a letter the next still belongs to the same sentence, in milliseconds.
const MOMENTUM: u64 = 300;

/// The longest text a field takes, in characters.
const LONGEST: usize = 2_000;

impl Turn<'_> {
    /// Opens a field with what was typed in it before.
    pub(super) fn open_field(&mut self, kind: FieldKind) {
        if self.model.call().is_none() && kind.is_of_call() {
            self.refuse("no call is open");
            return;
        }
        let text = kind.draft().and_then(|name| self.model.drafts.get(&name).cloned()).unwrap_or_default();
        self.model.field = Some(Field { kind, input: Input::new(text) });
    }

    /// `w`: the blank of the current item, or of what stands to be said, or the caller's name.
    pub(super) fn open_word(&mut self) {
        match self.word_slots().first().cloned() {
            Some(slot) if slot.as_str() == LANGUAGE && !self.model.library().languages.is_empty() => {
                self.open_languages()
            }
            Some(slot) => self.open_field(FieldKind::Word(slot)),
            None => self.refuse("no call is open"),
        }
    }

    /// The slots that `w` may fill, blank ones first, in the order in which the eye meets them.
    fn word_slots(&mut self) -> Vec<Id> {
        let shown: Vec<Id> = (0..3).filter_map(|place| self.shown_at(place)).collect();
        let Some(call) = self.model.call() else { return Vec::new() };
        let library = self.model.library();
        let (items, cursor) = call.session.state().list();
        let item = items.get(cursor).and_then(|item| library.item(&item.id)).map(|item| &item.text);
        let phrases = shown.iter().filter_map(|id| library.phrase(id)).map(|phrase| &phrase.say);
        let spoken: Vec<_> = phrases.collect();
        let rest = items.iter().cycle().skip(cursor + 1).take(items.len().saturating_sub(1));
        let listed = rest.filter_map(|item| library.item(&item.id)).map(|item| &item.text);
        let customer = Id::from("customer");
        let own = ["agent", "company", "daypart", "promise", "emergency-number"];
        let blank = |wording| text_of::blanks(self.model, wording).cloned();
        let mut slots: Vec<Id> = item.into_iter().flat_map(blank).collect();
        slots.extend(listed.flat_map(blank));
        slots.extend(spoken.iter().copied().flat_map(blank));
        slots.extend(call.slot("customer").is_none().then(|| customer.clone()));
        slots.extend(item.into_iter().chain(spoken).flat_map(|wording| wording.slots().cloned()));
        slots.push(customer);
        let mut seen = Vec::new();
        slots.retain(|slot| {
            !own.contains(&slot.as_str()) && !seen.contains(slot) && {
                seen.push(slot.clone());
                true
            }
        });
        slots
    }

    pub(super) fn field_key(&mut self, key: Key) {
        if self.answer_typing(key) {
            return;
        }
        let typed = matches!(key, Key { code: Code::Char(_), ctrl: false, alt: false });
        match key.code {
            Code::Esc => self.close_field(),
            Code::Enter => self.enter(),
            Code::Tab if self.is_replying() => self.say_aloud(),
            Code::Up | Code::Down if self.is_replying() => self.recall(if key.code == Code::Up { 1 } else { -1 }),
            Code::Char('r') if key.ctrl && self.is_replying() => self.take_back(),
            Code::Tab => self.other_slot(),
            Code::F(_) => self.function_key(key),
            Code::Up | Code::Down if self.model.sheet.is_some() => {
                self.sheet_move(if key.code == Code::Up { -1 } else { 1 });
            }
            Code::Char(c @ '1'..='9') if typed && matches!(self.model.sheet, Some(Sheet::Scenarios(_))) => {
                self.choose_at(c as usize - '1' as usize);
            }
            _ => {
                if let (Some(request), Some(field)) = (request(key), self.model.field.as_mut())
                    && !(typed && field.input.value().chars().count() >= LONGEST)
                    && field.input.handle(request).is_some_and(|change| change.value)
                {
                    self.typed();
                }
            }
        }
    }

    fn is_replying(&self) -> bool {
        self.model.field.as_ref().is_some_and(|field| field.kind == FieldKind::Reply)
    }

    /// Function keys work while one types: the draft stays.
    fn function_key(&mut self, key: Key) {
        self.leave_field();
        self.model.sheet = None;
        if let Some(action) = self.model.keymap.action(self.place(), key) {
            self.act(action);
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.model.status = Default::default();
        let Some(field) = self.model.field.as_mut() else {
            self.refuse("open a field to paste into, such as a note");
            return;
        };
        let room = LONGEST.saturating_sub(field.input.value().chars().count());
        for c in clean(text).chars().take(room) {
            field.input.handle(InputRequest::InsertChar(c));
        }
        self.typed();
    }

    /// Something changed in the field: the list follows, the draft is kept.
    fn typed(&mut self) {
        self.model.typed = Some(self.model.now);
        let Some(field) = self.model.field.as_ref() else { return };
        let text = field.input.value().to_string();
        if field.kind == FieldKind::Query {
            self.query(&text);
        } else if let Some(name) = field.kind.draft() {
            self.draft(name, &text);
            self.hear_words();
        }
    }

    /// Letters that still come after an emergency cut into a sentence belong to its draft: they are no commands.
    pub(super) fn still_typing(&mut self, key: Key) -> bool {
        let Some((last, field)) = self.model.hush.take() else { return false };
        let Key { code: Code::Char(c), ctrl: false, alt: false } = key else { return false };
        if self.model.now.since(last) > MOMENTUM {
            return false;
        }
        let text = format!("{}{c}", self.model.drafts.get(&field).map_or("", String::as_str));
        self.draft(field.clone(), &text);
        self.model.hush = Some((self.model.now, field));
        true
    }

    /// Keeps what is being typed; empty forgets it. A card number on its way is held back.
    fn draft(&mut self, field: String, text: &str) {
        if text.is_empty() {
            self.model.drafts.remove(&field);
        } else {
            self.model.drafts.insert(field.clone(), card::mask(text));
        }
        let keep = match field.split(' ').next() {
            Some("word") => self.model.config.keep_caller,
            Some("promise") => Keep::default(),
            _ => self.model.config.keep_notes,
        };
        let call =
            self.model.call().filter(|call| call.is_real() && field != ANSWER).map(|call| call.session.id.clone());
        if let Some(call) = call.filter(|_| keep != Keep::Never) {
            let ticket = self.model.saves.ticket(self.model.now);
            self.ask(Effect::Draft { ticket, call, field, text: card::settled(text) });
        }
    }

    /// A draft did its work.
    pub(super) fn forget_draft(&mut self, field: &str) {
        if self.model.drafts.contains_key(field) {
            self.draft(field.to_string(), "");
        }
    }

    /// Before leaving: what stands in the field is kept as far as it went.
    pub(super) fn keep_draft(&mut self) {
        let Some(field) = self.model.field.as_ref() else { return };
        if let Some(name) = field.kind.draft() {
            let text = field.input.value().to_string();
            self.draft(name, &text);
        }
    }

    /// Closes the field without its sheet; the draft stays.
    pub(super) fn leave_field(&mut self) {
        self.hear_note();
        if self.model.field.take().is_some_and(|field| field.kind == FieldKind::Query) {
            self.model.sheet = None;
        }
    }

    fn close_field(&mut self) {
        self.hear_note();
        let kind = self.model.field.take().map(|field| field.kind);
        match kind {
            Some(FieldKind::Query) => {
                self.model.sheet = None;
                self.model.chosen = 0;
            }
            Some(FieldKind::Question(_)) => self.skip_questions(),
            _ => {}
        }
    }

    /// Tab: the next slot that could be filled.
    fn other_slot(&mut self) {
        let Some(FieldKind::Word(now)) = self.model.field.as_ref().map(|field| field.kind.clone()) else { return };
        let slots = self.word_slots();
        let next = slots.iter().position(|slot| *slot == now).map_or(0, |i| i + 1) % slots.len().max(1);
        if let Some(slot) = slots.get(next).cloned() {
            self.open_field(FieldKind::Word(slot));
        }
    }

    fn enter(&mut self) {
        self.hear_note();
        let Some(field) = self.model.field.as_ref() else { return };
        let (kind, text) = (field.kind.clone(), field.input.value().trim().to_string());
        let done = match &kind {
            FieldKind::Query => {
                self.choose();
                return;
            }
            FieldKind::Reply => {
                self.reply(&text);
                return;
            }
            FieldKind::Setting(setting) => self.set_setting(*setting, &text),
            FieldKind::Question(setting) => {
                self.answer_question(*setting, &text);
                return;
            }
            FieldKind::Trainee => {
                self.name_trainee(&text);
                return;
            }
            FieldKind::Answer => self.answer_card(&card::mask(&clean(&text))),
            FieldKind::Why(_) if text.is_empty() => {
                self.refuse("say why in a few words");
                false
            }
            _ if text.is_empty() && !matches!(kind, FieldKind::Word(_)) => true,
            FieldKind::Note => self.perform_with(TextRole::Note, &text, Intent::Note),
            FieldKind::Observation(about) => self.observe(about.clone(), &text),
            FieldKind::Promise => self.promise(&text),
            FieldKind::Word(slot) if text.is_empty() => {
                self.model.call().is_none_or(|call| call.slot(slot.as_str()).is_none())
                    || self.perform(Intent::Fill(slot.clone(), None))
            }
            FieldKind::Word(slot) => {
                self.perform_with(TextRole::Caller, &text, |id| Intent::Fill(slot.clone(), Some(id)))
            }
            FieldKind::Why(item) => self.why(item.clone(), &text),
        };
        if done {
            self.finish_field(&kind, text.is_empty());
        }
    }

    /// The field did its work: it closes, its draft goes; the next blank of the same item opens.
    fn finish_field(&mut self, kind: &FieldKind, was_empty: bool) {
        self.model.field = None;
        if *kind == FieldKind::Note {
            offer::noted(self.model);
        }
        if let Some(name) = kind.draft()
            && self.model.drafts.contains_key(&name)
        {
            self.draft(name, "");
        }
        if matches!(kind, FieldKind::Word(_)) && !was_empty && self.model.screen == Screen::Call {
            let Some(call) = self.model.call() else { return };
            let (items, cursor) = call.session.state().list();
            let item = items.get(cursor).and_then(|item| self.model.library().item(&item.id)).cloned();
            let next = item.and_then(|item| text_of::blanks(self.model, &item.text).next().cloned());
            if let (Some(slot), FieldKind::Word(done)) = (next, kind)
                && self.is_blank_of_item(done)
            {
                self.open_field(FieldKind::Word(slot));
            }
        }
    }

    fn is_blank_of_item(&self, slot: &Id) -> bool {
        let Some(call) = self.model.call() else { return false };
        let (items, cursor) = call.session.state().list();
        let item = items.get(cursor).and_then(|item| self.model.library().item(&item.id));
        item.is_some_and(|item| item.text.slots().any(|id| id == slot))
    }

    fn promise(&mut self, text: &str) -> bool {
        let wall = self.model.wall(self.model.now);
        match self.model.understand(text, wall) {
            Ok(understood) if understood.what.trim().is_empty() => {
                self.refuse("say what is promised as well: call back Thu noon");
                false
            }
            Ok(understood) => {
                let due = At(understood.due.timestamp_millis());
                let zone = self.model.zone_name.clone();
                let done = self.perform_with(TextRole::Promise, &understood.what, |id| Intent::Promise(id, due, zone));
                if done {
                    let when = promise::describe(understood.due, &wall).when;
                    self.did(format!("promised by {when}; kept until it is done or cancelled"));
                }
                done
            }
            Err(missing) => {
                self.refuse(missing.to_string());
                false
            }
        }
    }

    fn why(&mut self, item: Id, text: &str) -> bool {
        self.perform_with(TextRole::Note, text, |why| Intent::SetItem(item, ItemState::Overridden, Some(why)))
    }
}

/// What a key does to the text.
fn request(key: Key) -> Option<InputRequest> {
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Char(c), false, false) => InputRequest::InsertChar(c),
        (Code::Backspace, _, true) | (Code::Char('w'), true, _) => InputRequest::DeletePrevWord,
        (Code::Backspace, ..) | (Code::Char('h'), true, _) => InputRequest::DeletePrevChar,
        (Code::Delete, ..) => InputRequest::DeleteNextChar,
        (Code::Left, true, _) | (Code::Left, _, true) | (Code::Char('b'), _, true) => InputRequest::GoToPrevWord,
        (Code::Right, true, _) | (Code::Right, _, true) | (Code::Char('f'), _, true) => InputRequest::GoToNextWord,
        (Code::Left, ..) => InputRequest::GoToPrevChar,
        (Code::Right, ..) => InputRequest::GoToNextChar,
        (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
        (Code::End, ..) => InputRequest::GoToEnd,
        (Code::Char('u'), true, _) => InputRequest::DeleteLine,
        (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
        _ => return None,
    })
}
