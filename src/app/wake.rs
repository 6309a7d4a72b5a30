//! When something on the screen is next due to change by itself.

use crate::{
    app::{
        model::{Model, Screen},
        rehearse,
    },
    call::{desk::Footing, event::At},
};

/// When the application next wants to be woken, if nothing else happens; none lets it sleep.
pub fn next_wake(model: &Model) -> Option<At> {
    let face = model.call().filter(|_| matches!(model.screen, Screen::Call | Screen::WrapUp | Screen::Desk)).and_then(
        |call| {
            let state = call.session.state();
            state.clock.running()?;
            if state.room().hides_clock || matches!(call.footing, Footing::Provisional | Footing::Trial) {
                return None;
            }
            let times = state.clock.times(model.now);
            let shown = match state.phase {
                crate::call::state::Phase::OnHold => times.hold,
                crate::call::state::Phase::WrapUp => times.after_call,
                _ => times.talk,
            };
            Some(model.now.plus(1000 - shown % 1000))
        },
    );
    let saving = model.saves.waiting_since.filter(|_| !model.saves.settled()).map(|since| since.plus(250));
    let saving = saving.filter(|at| *at > model.now);
    let due = model.due.iter().map(|due| due.due).filter(|due| *due > model.now).min();
    let word = rehearse::next_word(model).filter(|_| model.screen == Screen::Call);
    [face, saving, word, due.filter(|_| model.screen == Screen::Home)].into_iter().flatten().min()
}
