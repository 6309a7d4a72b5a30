//! What the callers of a library make of their own examples: the good conversation passes, the clumsy one does not.

use std::sync::Arc;

use super::caller::{Partner, Said, verdict};
use crate::{
    call::rehearsal::CallerState,
    coach::Ear,
    playbook::{
        Remark,
        model::{CallerScript, Id, Kind, Library},
    },
};

/// The seed that examples are played with.
const SEED: u64 = 1;

/// Every remark on the callers of a library that are asked about.
pub fn proof(library: &Arc<Library>, ear: &Arc<Ear>, asked: &dyn Fn(Kind, &Id) -> bool) -> Vec<Remark> {
    let of = |caller: &CallerScript| {
        let partner = Partner::new(library.clone(), ear.clone(), &caller.id)?;
        Some(play_both(&partner))
    };
    library.callers.iter().filter(|caller| asked(Kind::Caller, &caller.id)).filter_map(of).flatten().collect()
}

fn play_both(partner: &Partner) -> Vec<Remark> {
    let script = partner.script();
    let remark = |words: Option<&String>, code, message: String, fix: &str| Remark {
        code,
        kind: Kind::Caller,
        id: Id::from(script.id.as_str()),
        words: words.cloned(),
        message,
        fix: fix.into(),
    };
    let mut out = Vec::new();
    let (end, unsaid) = play(partner, &script.good);
    let judged = verdict(script, &end);
    if let Some(reply) = unsaid {
        let message = "the caller has rung off before this reply".to_string();
        out.push(remark(Some(reply), "HK0621", message, "take it out, or let the call go on longer"));
    } else if end.over.is_none() && !script.good.is_empty() {
        let message = "the good conversation ends before the caller says goodbye".to_string();
        out.push(remark(script.good.last(), "HK0622", message, "add the replies that bring it to its end"));
    } else if !judged.passed && !script.good.is_empty() {
        let missing: Vec<&str> = judged.lines.iter().filter(|(_, ok)| !ok).map(|(text, _)| text.as_str()).collect();
        let message = format!("the good conversation does not pass: {} (mood {})", missing.join("; "), end.mood);
        out.push(remark(script.good.last(), "HK0623", message, "mend the replies, the patterns or what passing means"));
    }
    if !script.clumsy.is_empty() && verdict(script, &play(partner, &script.clumsy).0).passed {
        let message = "the clumsy conversation passes".to_string();
        out.push(remark(script.clumsy.last(), "HK0624", message, "ask more of who passes, or make it clumsier"));
    }
    out
}

/// How a caller stands to it after these replies, and the first of them that came after they had rung off.
pub fn play<'r>(partner: &Partner, replies: &'r [String]) -> (CallerState, Option<&'r String>) {
    let mut caller = partner.begin(SEED).0;
    for reply in replies {
        if caller.over.is_some() {
            return (caller, Some(reply));
        }
        caller = partner.answer(SEED, &caller, Said::Words(reply), &[]).caller;
    }
    (caller, None)
}
