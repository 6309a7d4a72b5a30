//! What is left when a call is over.

use crate::{
    call::{event::ItemState, state::CallState},
    playbook::model::Id,
};

/// What is left to look at, in order: open killer items, what was deferred, what was passed over, what was ticked late.
pub fn left(state: &CallState) -> Vec<Id> {
    let mut rows: Vec<Id> = state.open_killers().into_iter().map(|item| item.id.clone()).collect();
    let visited = state
        .framework()
        .into_iter()
        .flat_map(|f| f.pin.steps.iter().enumerate().filter(|(i, _)| *i <= f.step).flat_map(|(_, step)| &step.items));
    let listed: Vec<&Id> = state
        .opened_lists
        .iter()
        .filter(|(id, _)| state.used.contains(id))
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
