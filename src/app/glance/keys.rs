//! The strip, the emergency's place and the key row, from the one table of keys.

use crate::{
    app::{
        action::Action,
        glance::{KeyHint, StripCell, Target},
        keymap::{self, Code, Key},
        model::{HUB, Model},
    },
    call::{desk::Call, event::Guidance, state::Phase},
};

/// The acts of the strip, F2 to F8.
pub const STRIP_ACTS: [Action; 7] =
    [Action::Strip2, Action::Strip3, Action::Strip4, Action::Strip5, Action::Strip6, Action::Strip7, Action::Strip8];

/// An act's key, as it is shown.
pub fn name(model: &Model, action: Action) -> String {
    model.keymap.name(action).unwrap_or_default()
}

/// An act in the key row, by its own word.
pub fn hint(model: &Model, action: Action) -> KeyHint {
    hint_as(model, action, keymap::binding(action).map_or("", |row| row.label))
}

/// An act in the key row, by a word that fits the moment.
pub fn hint_as(model: &Model, action: Action, label: &str) -> KeyHint {
    KeyHint { key: name(model, action), label: label.into(), target: Some(Target::Act(action)) }
}

/// A key that has its meaning from the field or list that is open.
pub fn key(code: Code, label: &str) -> KeyHint {
    let key = Key::plain(code);
    KeyHint { key: key.to_string(), label: label.into(), target: Some(Target::Press(key)) }
}

/// Words in the key row that name no single key.
pub fn remark(key: &str, label: &str) -> KeyHint {
    KeyHint { key: key.into(), label: label.into(), target: None }
}

/// The strip: what F2 to F8 do now.
pub fn strip(model: &Model) -> Vec<StripCell> {
    let cell = |(i, action): (usize, &Action)| {
        let scenario = model.strip(i as u8 + 2).and_then(|id| model.library().scenario(&id));
        let open = |id: &crate::playbook::model::Id| {
            let stack = model.call().map(|call| &call.session.state().stack);
            stack.is_some_and(|stack| stack.iter().any(|frame| frame.scenario == *id))
        };
        match scenario {
            Some(scenario) => StripCell {
                key: name(model, *action),
                name: scenario.short.clone(),
                open: open(&scenario.id),
                target: Some(Target::Act(*action)),
            },
            None => StripCell { key: String::new(), name: String::new(), open: false, target: None },
        }
    };
    STRIP_ACTS.iter().enumerate().map(cell).collect()
}

/// The entry for all scenarios.
pub fn all_scenarios(model: &Model) -> StripCell {
    StripCell {
        key: name(model, Action::Scenarios),
        name: format!("all {}", model.library().scenarios.len()),
        open: false,
        target: Some(Target::Act(Action::Scenarios)),
    }
}

/// The emergency's place.
pub fn emergency(model: &Model) -> StripCell {
    let open = model.call().is_some_and(|call| {
        let state = call.session.state();
        state.stack.iter().any(|frame| frame.scenario.as_str() == HUB)
    });
    StripCell {
        key: name(model, Action::Emergency),
        name: "EMERGENCY".into(),
        open,
        target: Some(Target::Act(Action::Emergency)),
    }
}

/// The key row of a call: keys that do something now, by use.
pub fn call(model: &Model, call: &Call) -> Vec<KeyHint> {
    let state = call.session.state();
    let hint = |action| hint(model, action);
    let top = state.top().filter(|frame| frame.in_hand);
    let mut keys = Vec::new();
    if state.phase == Phase::OnHold {
        keys.push(hint_as(model, Action::Hold, "resume"));
        keys.extend([Action::Say1, Action::Find, Action::Note, Action::Promise, Action::End].map(hint));
        keys.push(hint(Action::Help));
        return keys;
    }
    match top {
        Some(frame) if frame.scenario.as_str() == HUB => {
            keys.push(hint_as(model, Action::TheirWord, "type it"));
            keys.push(hint(Action::Tick));
            let last = model.library().scenario(&frame.scenario).map_or(0, |hub| hub.branches.len()).min(7);
            if let Some(end) = STRIP_ACTS.get(last.saturating_sub(1)) {
                let range = format!("{}-{}", name(model, Action::Strip2), name(model, *end));
                keys.push(remark(&range, "what it is"));
            }
            keys.extend([Action::Say1, Action::Note, Action::Back].map(hint));
        }
        Some(_) => {
            keys.push(hint(Action::Tick));
            if !state.room().pauses {
                keys.push(hint(Action::NextStep));
            }
            keys.extend([Action::Say1, Action::Variants, Action::Note, Action::Defer].map(hint));
            keys.push(hint(Action::Back));
            keys.extend([Action::TheirWord, Action::Override, Action::Hold].map(hint));
        }
        None => {
            if state.guidance == Guidance::Killers {
                keys.push(hint_as(model, Action::Guidance, "full wording"));
            }
            keys.extend([Action::Tick, Action::NextStep, Action::Say1, Action::Variants, Action::Find].map(hint));
            keys.extend([Action::Note, Action::Promise, Action::Hold, Action::End, Action::Undo].map(hint));
            keys.extend([Action::Defer, Action::NotApplicable, Action::Override, Action::Scenarios].map(hint));
        }
    }
    keys.push(hint(Action::Help));
    keys
}
