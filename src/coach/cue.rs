//! What a caller's words show: scenarios and moods, each with the words that showed it.
//!
//! A cue is a suggestion and never acts. Those of the emergency family come first, then the surer ones.

use std::ops::Range;

use crate::playbook::model::{Id, Library};

use super::ear::{Ear, Found, Owner};

/// A scenario or a mood that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which.
    pub id: Id,
    /// How sure it is, in percent: from 50.
    pub score: u32,
    /// The bytes of the turn that show it, in order.
    pub evidence: Vec<Range<usize>>,
}

/// Everything that was heard in a turn, what matters most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cues {
    /// Scenarios: those of the emergency family, then the surest.
    pub scenarios: Vec<Heard>,
    /// Moods, the surest first.
    pub emotions: Vec<Heard>,
}

/// One pattern that is enough by itself.
const SURE: u32 = 80;
/// What every further one adds.
const MORE: u32 = 6;
/// Two hints.
const HINTED: u32 = 65;
/// Nothing is certain.
const MOST: u32 = 98;

/// Listens to what a caller said, or what an agent notes of it.
pub fn listen(library: &Library, ear: &Ear, text: &str) -> Cues {
    let turn = ear.read(text);
    let found = ear.find(&turn);
    let heard = |id: &Id| {
        let of = |found: &&Found| match found.owner {
            Owner::Cue(i) => library.cues[i as usize].places.contains(id),
            Owner::Turn(_) | Owner::Own(_) => false,
        };
        let mut patterns: Vec<&Found> = found.iter().filter(of).collect();
        patterns.sort_by_key(|found| (found.span.start, found.span.end));
        let learnt = ear.weigh(id, &turn.sentences());
        let score = judged(&patterns).max(learnt.as_ref().map_or(0, |verdict| verdict.percent()));
        (score >= 50).then(|| {
            let mut evidence: Vec<Range<usize>> = patterns.iter().map(|found| found.span.clone()).collect();
            if evidence.is_empty() {
                evidence = learnt.map_or_else(Vec::new, |verdict| verdict.evidence());
            }
            Heard { id: id.clone(), score, evidence: joined(evidence) }
        })
    };
    let mut scenarios: Vec<Heard> = library.scenarios.iter().filter_map(|scenario| heard(&scenario.id)).collect();
    let danger = |id: &Id| library.scenario(id).is_some_and(|scenario| scenario.emergency);
    scenarios.sort_by_key(|heard| (!danger(&heard.id), std::cmp::Reverse(heard.score)));
    let mut emotions: Vec<Heard> = library.emotions.iter().filter_map(|emotion| heard(&emotion.id)).collect();
    emotions.sort_by_key(|heard| std::cmp::Reverse(heard.score));
    Cues { scenarios, emotions }
}

/// How sure patterns make it, in percent; 0 where they are not enough.
pub(super) fn judged(patterns: &[&Found]) -> u32 {
    let sure = patterns.iter().filter(|found| found.sure).count();
    let hints = apart(patterns);
    let more = |count: usize| MORE * u32::try_from(count).unwrap_or(u32::MAX / MORE).min(MOST);
    match (sure, hints) {
        (0, 0 | 1) => 0,
        (0, hints) => (HINTED + more(hints - 2)).min(MOST),
        (sure, hints) => (SURE + more(sure - 1 + hints)).min(MOST),
    }
}

/// How many different hints stand apart from each other.
fn apart(patterns: &[&Found]) -> usize {
    let mut end = 0;
    let mut counted = Vec::new();
    for hint in patterns.iter().filter(|found| !found.sure) {
        if hint.tokens.start >= end && !counted.contains(&hint.pattern) {
            counted.push(hint.pattern);
            end = hint.tokens.end;
        }
    }
    counted.len()
}

/// Stretches in order, those that overlap as one.
pub(super) fn joined(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by_key(|span| (span.start, span.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests;
