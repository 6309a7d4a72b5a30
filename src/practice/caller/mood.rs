//! What a reply does to the mood. A caller's own reactions come before what holds for all.

use super::{Taken, WORST, name, signal};
use crate::{
    call::rehearsal::{CallerState, Felt},
    playbook::model::{CallerScript, Id, Reaction, Stage},
};

/// The most that one reply calms, and the most that it upsets. A judgement: nobody goes from rage to peace by a
/// sentence, and trust goes faster than it comes.
const MOST: (i8, i8) = (2, 3);
/// What cautions do together where no reaction of the caller's own says more.
const CAUTIONS: i8 = 2;
/// A move that was made in the last so many replies does nothing more by being said again.
const SPENT: u32 = 2;

/// Changes the mood and says by what, kind things first.
pub(super) fn feel(script: &CallerScript, caller: &mut CallerState, taken: &Taken) -> Vec<Felt> {
    let mut steps = own(script, caller, taken);
    let governed = |id: &str| {
        script.reacts.iter().any(|react| react.on.iter().any(|on| on.as_str() == id) && counts(react, taken))
    };
    for id in taken.moves.iter().filter(|id| !governed(id.as_str())) {
        let spent = caller.made.get(id).is_some_and(|last| caller.replies - last <= SPENT);
        steps.push((id.clone(), None, if spent { 0 } else { moved(id, caller) }));
    }
    let mut risen = 0;
    for id in taken.cautions.iter().filter(|id| !governed(id.as_str())) {
        let by = i8::from(risen < CAUTIONS);
        risen += by;
        steps.push((id.clone(), None, by));
    }
    let unpleasant = [signal::INTERRUPTED, signal::WAITING, signal::REPEAT, signal::TRANSFER];
    for id in taken.signals.iter().filter(|id| unpleasant.contains(id) && !governed(id)) {
        steps.push((Id::from(*id), None, 1));
    }
    steps.extend(taken.late.map(|at| (script.facts[at].id.clone(), None, 1)));
    steps.sort_by_key(|(_, _, by)| *by > 0);
    walk(caller, steps)
}

/// A cause, the reaction that names it, by how much.
type Step = (Id, Option<Id>, i8);

/// The caller's own reactions that are set off; they are noted as met.
fn own(script: &CallerScript, caller: &mut CallerState, taken: &Taken) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, react) in script.reacts.iter().enumerate().filter(|(_, react)| counts(react, taken)) {
        let words = taken.words.contains(&at).then(|| react.id.clone());
        let Some(cause) = react.on.iter().find(|id| taken.shows(id)).cloned().or(words) else { continue };
        if !(react.once && caller.met.contains(&react.id)) {
            steps.push((cause, Some(react.id.clone()), react.by));
        }
    }
    for (_, reaction, _) in &steps {
        let id = reaction.as_ref().filter(|id| !caller.met.contains(id)).cloned();
        caller.met.extend(id);
    }
    steps
}

/// Takes the steps one after the other, no further than one reply reaches.
fn walk(caller: &mut CallerState, steps: Vec<Step>) -> Vec<Felt> {
    let mut sum = 0;
    let mut felt = Vec::with_capacity(steps.len());
    for (id, reaction, by) in steps {
        let by = (sum + by).clamp(-MOST.0, MOST.1) - sum;
        sum += by;
        let from = caller.mood;
        caller.mood = from.saturating_add_signed(by).min(WORST);
        felt.push(Felt { id, reaction, from, to: caller.mood });
    }
    felt
}

/// Whether a reaction counts at the stage in which the reply was given.
pub(super) fn counts(react: &Reaction, taken: &Taken) -> bool {
    react.stages.is_empty() || react.stages.contains(&taken.given)
}

/// What a move does to anybody.
fn moved(id: &Id, caller: &CallerState) -> i8 {
    match id.as_str() {
        name::ACKNOWLEDGE | name::INTERPRET | name::OWN => -1,
        name::APOLOGIZE if !caller.made.contains_key(id) => -1,
        name::TIMEFRAME | name::OFFER if caller.stage > Stage::Story => -1,
        _ => 0,
    }
}
