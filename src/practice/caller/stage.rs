//! How far a conversation is: the story, the facts, the plan, the goodbye.

use super::{Taken, name};
use crate::{
    call::rehearsal::CallerState,
    playbook::model::{CallerScript, Id, Stage},
};

/// After so many replies a story is told, heard or not.
const TOLD: u32 = 3;

/// Goes on by one stage where the reply allows it. A plan that comes before a fact it needs brings that fact up, late.
pub(super) fn advance(script: &CallerScript, caller: &mut CallerState, taken: &mut Taken) {
    let untold = |caller: &CallerState| {
        script.facts.iter().position(|f| f.needed && !caller.told.contains(&f.id) && !caller.late.contains(&f.id))
    };
    // A plan is one that was made since it was time for it.
    let since = |caller: &CallerState, id: &str| caller.made.get(&Id::from(id)).is_some_and(|at| *at >= caller.since);
    let now = |caller: &CallerState, id: &str| taken.has(id) || since(caller, id);
    let plans = taken.has(name::TIMEFRAME) && (taken.has(name::OFFER) || taken.has(name::OWN));
    let heard = [name::ACKNOWLEDGE, name::INTERPRET, name::EXPLORE, name::ASK].iter().any(|id| taken.has(id));
    let next = match caller.stage {
        Stage::Story if heard || !taken.told.is_empty() || caller.replies - caller.since >= TOLD => Stage::Facts,
        Stage::Facts if plans || untold(caller).is_none() => Stage::Plan,
        Stage::Plan => {
            let planned = now(caller, name::OFFER) || now(caller, name::OWN);
            let settled = planned && now(caller, name::TIMEFRAME) && untold(caller).is_none();
            if settled { Stage::Close } else { Stage::Plan }
        }
        stage => stage,
    };
    if next == Stage::Plan
        && plans
        && let Some(at) = untold(caller)
    {
        let id = script.facts[at].id.clone();
        caller.late.push(id);
        taken.late = Some(at);
    }
    if next != caller.stage {
        (caller.stage, caller.since) = (next, caller.replies);
    }
}

/// A twist takes the goodbye back; one that calls for a scenario asks for a plan of its own.
pub(super) fn reopen(caller: &mut CallerState, anew: bool) {
    if anew {
        for id in [name::OFFER, name::OWN, name::TIMEFRAME] {
            caller.made.remove(&Id::from(id));
        }
        caller.since = caller.replies;
    }
    if caller.stage == Stage::Close {
        caller.stage = Stage::Plan;
        // What was agreed still is, where the twist asks for nothing more.
        caller.since = if anew { caller.replies } else { 0 };
    }
}
