//! What a rehearsal comes to: which of the things that had to be true are.

use crate::{
    call::rehearsal::{CallerState, Over},
    playbook::model::{CallerScript, Id, Pass},
};

/// What a rehearsal came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether all of it is true and the caller said goodbye.
    pub passed: bool,
    /// Each thing that had to be true, in words, and whether it is.
    pub lines: Vec<(String, bool)>,
}

/// Judges by the script how a caller stands to it in the end.
pub fn verdict(script: &CallerScript, caller: &CallerState) -> Verdict {
    let lines: Vec<(String, bool)> = script.pass.iter().map(|pass| (pass.text.clone(), holds(pass, caller))).collect();
    let passed = caller.over == Some(Over::Settled) && lines.iter().all(|(_, holds)| *holds);
    Verdict { passed, lines }
}

fn holds(pass: &Pass, caller: &CallerState) -> bool {
    let made = |id: &Id| caller.made.contains_key(id);
    let in_time = |id: &Id| caller.told.contains(id) && !caller.late.contains(id);
    pass.moves.iter().all(made)
        && pass.done.iter().all(|id| in_time(id) || caller.met.contains(id))
        && !pass.never.iter().any(|id| made(id) || caller.met.contains(id))
        && pass.mood.is_none_or(|most| caller.mood <= most)
}
