//! Wrap-up: what was left out is settled, the note is copied, the call is closed.

use crate::{
    app::{
        action::Action,
        effect::Effect,
        handoff,
        model::{FieldKind, Model, Screen},
        update::Turn,
    },
    call::{event::ItemState, session::Intent, state::CallState},
    playbook::model::Id,
};

/// What wrap-up lists, in order: open killer items, what was deferred, what was passed over, what was ticked late.
pub fn rows(state: &CallState) -> Vec<Id> {
    let mut rows: Vec<Id> = state.open_killers().into_iter().map(|item| item.id.clone()).collect();
    let visited = state
        .frameworks
        .iter()
        .flat_map(|f| f.pin.steps.iter().enumerate().filter(|(i, _)| *i <= f.step).flat_map(|(_, step)| &step.items));
    let listed: Vec<&Id> = state
        .opened_lists
        .iter()
        .flat_map(|(_, items)| items)
        .chain(visited)
        .map(|item| &item.id)
        .chain(state.items.keys())
        .collect();
    let late = |id: &Id| state.items.get(id).is_some_and(|record| record.late);
    let wanted: [&dyn Fn(&Id) -> bool; 3] =
        [&|id| state.item(id) == ItemState::Deferred && !late(id), &|id| state.item(id) == ItemState::Open, &|id| {
            late(id)
        }];
    for fits in wanted {
        for id in &listed {
            if fits(id) && !rows.contains(id) {
                rows.push((*id).clone());
            }
        }
    }
    rows
}

impl Turn<'_> {
    pub(super) fn wrapup_act(&mut self, action: Action) {
        let rows = self.model.call().map_or(Vec::new(), |call| rows(call.session.state()));
        let chosen = rows.get(self.model.chosen).cloned();
        match action {
            Action::ItemDown => self.choose_by(1, rows.len()),
            Action::ItemUp => self.choose_by(-1, rows.len()),
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
            Action::EmailDraft => self.model.email = !self.model.email,
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
                let rows = self.model.call().map_or(0, |call| rows(call.session.state()).len());
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
        if !self.perform(Intent::Close) {
            return;
        }
        self.model.drafts.clear();
        self.model.erasing.push(id.clone());
        self.ask(Effect::Finish(id.clone()));
        self.give_up(&id);
        if severe && self.model.screen == Screen::Home {
            self.model.screen = Screen::Pause;
        }
    }
}

/// The one thing to try next time: from what was left out, or what went well.
pub fn try_next(model: &Model) -> String {
    let Some(call) = model.call() else { return String::new() };
    let state = call.session.state();
    let library = model.library();
    let name = |id: &Id| library.item(id).map_or(id.to_string(), |item| item.text.plain());
    if let Some(item) = state.items.iter().find(|(_, record)| record.late).map(|(id, _)| id) {
        return format!("Earlier in the call: {}.", name(item));
    }
    let open = rows(state).into_iter().find(|id| state.item(id) == ItemState::Open);
    match open {
        Some(id) => format!("Leave room for this one: {}.", name(&id)),
        None if state.promises.is_empty() => "Name a day and an hour for what happens next.".into(),
        None => "All of it done. Keep the pace you had.".into(),
    }
}
