//! What a scenario says never to say, in a reply that says nearly that.

use std::ops::Range;

use crate::{
    coach::ear::{Ear, Token, Turned},
    playbook::model::{Id, Scenario},
};

use super::{NEVER, Risk};

/// What a word counts that only holds a sentence together.
const LIGHT: u32 = 1;
/// What any other word counts.
const FULL: u32 = 4;

/// A line is said where so much of its weight stands in one stretch of the reply, in order, in percent.
const SAID: u32 = 75;

/// How many words more than the line has the stretch may have.
const SLACK: usize = 4;

/// How far before it a word may stand that turns it round.
const BEFORE: usize = 2;

/// A line of less weight says too little to be known again.
const LEAST: u32 = 6;

/// The lines of a scenario's never-list that a reply says, with where.
pub fn said(scenario: &Scenario, ear: &Ear, turn: &Turned) -> Vec<Risk> {
    let lines = scenario.never.iter().filter_map(|never| {
        let line = ear.read(&never.say).tokens;
        let span = stretch(&line, &turn.tokens, |token| ear.denies(token))?;
        Some(Risk {
            id: Id::from(NEVER),
            title: never.say.clone(),
            evidence: vec![span],
            why: never.why.clone(),
            instead: never.instead.plain(),
            scenario: Some(scenario.id.clone()),
            of_scene: true,
        })
    });
    lines.collect()
}

fn weight(token: &Token) -> u32 {
    if token.word.len() <= 3 { LIGHT } else { FULL }
}

/// The bytes of the reply that say a line, and not that one should not.
fn stretch(line: &[Token], reply: &[Token], denies: impl Fn(&Token) -> bool) -> Option<Range<usize>> {
    let whole: u32 = line.iter().map(weight).sum();
    if whole < LEAST {
        return None;
    }
    let width = (line.len() + SLACK).min(reply.len());
    let best = (0..=reply.len() - width)
        .map(|from| (common(line, &reply[from..from + width]), from))
        .max_by_key(|((held, ..), from)| (*held, std::cmp::Reverse(*from)));
    let ((held, first, last), from) = best?;
    if held * 100 < whole * SAID {
        return None;
    }
    let (first, last) = (from + first, from + last);
    let count = |tokens: &[Token]| tokens.iter().filter(|token| denies(token)).count();
    let around = &reply[first.saturating_sub(BEFORE)..=last];
    (count(around) == count(line)).then(|| reply[first].span.start..reply[last].span.end)
}

/// The weight of the words that stand in both in the same order, and the first and last of them in the stretch.
fn common(line: &[Token], stretch: &[Token]) -> (u32, usize, usize) {
    let columns = stretch.len() + 1;
    let mut table = vec![(0u32, usize::MAX, 0usize); (line.len() + 1) * columns];
    for (i, word) in line.iter().enumerate() {
        for (j, said) in stretch.iter().enumerate() {
            let (above, left) = (table[i * columns + j + 1], table[(i + 1) * columns + j]);
            let mut best = if above.0 >= left.0 { above } else { left };
            if word.word == said.word {
                let (held, first, _) = table[i * columns + j];
                if held + weight(word) > best.0 {
                    best = (held + weight(word), first.min(j), j);
                }
            }
            table[(i + 1) * columns + j + 1] = best;
        }
    }
    table[table.len() - 1]
}
