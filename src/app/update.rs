//! Messages in, effects out: the only place where the model changes.
//!
//! [`update`] sorts a message to the file that knows it: keys by the screen they are pressed on, answers of the store to
//! `answers`. Every change of a call goes through `acts`.

mod acts;
mod answers;
mod call;
mod debrief;
mod desk;
mod drill;
mod field;
mod history;
mod home;
mod offers;
mod rehearsal;
mod settings;
mod sheet;
mod trial;
mod wrapup;

use crate::app::{
    action::Action,
    effect::Effect,
    glance::Target,
    keymap::{Context, Key},
    model::{Model, Screen, Status},
    msg::{Msg, Now},
    offer, rehearse, scene,
};

pub use rehearsal::marks;
pub use trial::can_try;

/// A model being changed, and what the world is to do about it.
struct Turn<'a> {
    model: &'a mut Model,
    now: Now,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn ask(&mut self, effect: Effect) {
        if let Effect::Copy(text) = &effect {
            self.model.copying = Some(text.clone());
        }
        self.effects.push(effect);
    }

    fn did(&mut self, what: impl Into<String>) {
        self.model.status = Status::Did(what.into());
    }

    fn refuse(&mut self, why: impl Into<String>) {
        self.model.status = Status::Refused(why.into());
    }
}

/// Takes a message in: changes the model, answers with what the world is to do. Deterministic: no file, no terminal, no
/// clock.
pub fn update(model: &mut Model, msg: Msg, now: Now) -> Vec<Effect> {
    model.now = model.now.max(now.at);
    // Time that went by and words from the disk change nothing of what is offered.
    let offers = !matches!(msg, Msg::Tick | Msg::Saved(_) | Msg::NotSaved(_) | Msg::Erased(_) | Msg::Resized(..));
    let mut turn = Turn { model, now, effects: Vec::new() };
    if rehearse::said_all(turn.model) {
        turn.hear_out();
    }
    turn.take(msg);
    let effects = turn.effects;
    if offers {
        offer::refresh(model);
        scene::refresh(model);
        if matches!(model.screen, Screen::Home | Screen::Drill) {
            crate::app::drill::refresh(model);
        }
    }
    effects
}

impl Turn<'_> {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Click(target) => self.click(target),
            Msg::Wheel(by) => self.wheel(by),
            Msg::Resized(columns, rows) => self.model.size = (columns, rows),
            Msg::Tick => {}
            Msg::Terminate => self.quit(),
            other => self.answer(other),
        }
    }

    fn key(&mut self, key: Key) {
        if self.still_typing(key) || self.types_on(key) {
            return;
        }
        self.model.status = Status::Rest;
        if self.model.keymap.is_emergency(key) {
            self.emergency();
        } else if self.model.field.is_some() {
            self.field_key(key);
        } else if let Some(action) = self.model.keymap.action(self.place(), key) {
            self.act(action);
        } else {
            self.digit(key);
        }
    }

    /// Where a key counts now.
    fn place(&self) -> Context {
        if self.model.sheet.is_some() { Context::Sheet } else { self.model.context() }
    }

    fn click(&mut self, target: Target) {
        self.model.status = Status::Rest;
        match target {
            Target::Act(Action::Emergency) => self.emergency(),
            Target::Act(action) => {
                self.leave_field();
                self.act(action);
            }
            Target::Press(key) => self.key(key),
            Target::Choose(row) if self.model.chosen == row => self.choose(),
            Target::Choose(row) => self.model.chosen = row,
            Target::Item(item) => self.go_to_item(item),
            Target::Tick(item) => {
                self.go_to_item(item);
                self.act(Action::Tick);
            }
            Target::Step(step) => self.go_to_step(step),
        }
    }

    fn wheel(&mut self, by: isize) {
        let action = if by > 0 { Action::ItemDown } else { Action::ItemUp };
        self.act(action);
    }

    /// Does an act: those that are the same everywhere here, the others on their screen.
    fn act(&mut self, action: Action) {
        match action {
            Action::Emergency => self.emergency(),
            Action::Help => self.open_help(),
            Action::Leave => self.ask_to_leave(),
            _ if self.model.sheet.is_some() => self.sheet_act(action),
            Action::Commands => self.open_commands(),
            Action::Find => self.open_find(),
            _ => match self.model.screen {
                Screen::Home => self.home_act(action),
                Screen::Call => self.call_act(action),
                Screen::WrapUp => self.wrapup_act(action),
                Screen::Drill => self.drill_act(action),
                Screen::FollowUps => self.follow_up_act(action),
                Screen::Playbooks => self.playbooks_act(action),
                Screen::Settings => self.settings_act(action),
                Screen::Pause => self.pause_act(action),
                Screen::Callers => self.callers_act(action),
                Screen::Desk => self.desk_act(action),
                Screen::Debrief if self.model.at_desk.is_some() => self.mock_debrief_act(action),
                Screen::Debrief => self.debrief_act(action),
                Screen::History => self.history_act(action),
            },
        }
    }

    /// Moves the chosen row of a list of so many.
    fn choose_by(&mut self, by: isize, rows: usize) {
        self.model.chosen = self.model.chosen.saturating_add_signed(by).min(rows.saturating_sub(1));
    }

    fn quit(&mut self) {
        self.keep_draft();
        self.model.quitting = true;
        self.ask(Effect::Quit);
    }
}

#[cfg(test)]
mod tests;
