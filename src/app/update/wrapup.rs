//! Wrap-up: what was left out is settled, the note is copied, the call is closed.

use crate::{
    app::{
        action::Action,
        effect::Effect,
        handoff,
        model::{ANSWER, FieldKind, Screen},
        update::Turn,
    },
    call::{event::ItemState, left::left, session::Intent},
    playbook::model::Id,
};

impl Turn<'_> {
    pub(super) fn wrapup_act(&mut self, action: Action) {
        let rows = self.model.call().map_or(Vec::new(), |call| left(call.session.state()));
        let chosen = rows.get(self.model.chosen).cloned();
        match action {
            Action::ItemDown | Action::ItemUp => {
                let listed = if self.model.email { 0 } else { rows.len() };
                let by = if action == Action::ItemDown { 1 } else { -1 };
                self.choose_by(by, listed + handoff::rows(self.model).len());
            }
            Action::Tick => self.settle(chosen, ItemState::Done),
            Action::Defer => self.settle(chosen, ItemState::Deferred),
            Action::NotApplicable => self.settle(chosen, ItemState::NotApplicable),
            Action::Override => match chosen {
                Some(item) => self.open_field(FieldKind::Why(item)),
                None => self.refuse("nothing is left to settle"),
            },
            Action::Note => self.open_field(FieldKind::Note),
            Action::Promise => self.open_field(FieldKind::Promise),
            Action::Undo => self.undo(Intent::Undo),
            Action::Redo => self.undo(Intent::Redo),
            Action::EmailDraft => {
                self.model.email = !self.model.email;
                self.model.chosen = 0;
            }
            Action::Disposition => self.open_dispositions(),
            Action::Copy => self.copy_note(),
            Action::CloseCall => self.close(),
            Action::Back => self.refuse("close the call to go home; a note or a promise can still be added"),
            _ => {}
        }
    }

    fn settle(&mut self, item: Option<Id>, state: ItemState) {
        match item {
            Some(item) => {
                self.perform(Intent::SetItem(item, state, None));
                let rows = self.model.call().map_or(0, |call| left(call.session.state()).len());
                self.choose_by(0, rows);
            }
            None => self.refuse("nothing is left to settle"),
        }
    }

    fn copy_note(&mut self) {
        let text = if self.model.email { handoff::email(self.model) } else { handoff::note(self.model) };
        self.ask(Effect::Copy(text.join("\n")));
    }

    fn close(&mut self) {
        let Some(call) = self.model.call() else { return };
        let (id, severe) = (call.session.id.clone(), call.session.state().severe);
        if let Some(field) = self.model.drafts.keys().find(|name| *name != ANSWER) {
            self.refuse(format!("a {field} is only half written: finish it, or empty it"));
            return;
        }
        if !self.perform(Intent::Close) {
            return;
        }
        self.model.drafts.retain(|name, _| name == ANSWER);
        self.model.erasing.push(id.clone());
        self.ask(Effect::Finish(id.clone()));
        self.give_up(&id);
        if severe && self.model.screen == Screen::Home {
            self.model.screen = Screen::Pause;
        }
    }
}
