//! The words of time that a promise means: which of the frames found in it, if it is one.

use std::ops::Range;

use super::{
    super::timeframe::{Chunk, Found, Kind, Source, Token, find, tokens},
    Doubt,
};

/// Words that promise nothing. They are no time frames, but who types one is told what is missing.
const VAGUE: [&str; 10] =
    ["soon", "shortly", "later", "asap", "eventually", "presently", "sometime", "someday", "weekend", "whenever"];

/// The words of time that a text means, with the places of them in bytes, in order; none where it names no time.
pub(super) fn read(text: &str) -> Option<(Found, Vec<Range<usize>>)> {
    let tokens = tokens(text);
    let found = all(&tokens);
    let (chosen, parts) = choose(found, tokens.len());
    let bytes = |at: &Range<usize>| tokens[at.start].span.start..tokens[at.end - 1].span.end;
    chosen.map(|found| (found, parts.iter().map(bytes).collect()))
}

/// Every run of words of time that could be promised, in order.
fn all(tokens: &[Token]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    for chunk in find(tokens, Source::Promise) {
        out.extend(vague(tokens, at..chunk.at.start));
        at = chunk.at.end;
        out.extend(promised(tokens, chunk));
    }
    out.extend(vague(tokens, at..tokens.len()));
    out
}

/// Words that only sound like a time.
fn vague(tokens: &[Token], at: Range<usize>) -> impl Iterator<Item = Found> {
    at.filter(|at| tokens[*at].word().is_some_and(|w| VAGUE.contains(&w))).map(|at| Found {
        at: at..at + 1,
        doubt: Some(Doubt::Vague),
        ..Found::default()
    })
}

/// What of a chunk could be promised: nothing of a length or a recurrence.
fn promised(tokens: &[Token], chunk: Chunk) -> Vec<Found> {
    let doubt = match chunk.parts {
        1 => return led(tokens, chunk),
        _ if chunk.kind == Kind::Repeat || chunk.founds.is_empty() => return Vec::new(),
        _ if chunk.range => Doubt::Range,
        parts if chunk.founds.len() == parts => return chunk.founds,
        _ => Doubt::Vague,
    };
    vec![Found { at: chunk.at, doubt: Some(doubt), ..Found::default() }]
}

/// The one part of a chunk, with the words before it that only lead to it: `no later than Friday`.
fn led(tokens: &[Token], mut chunk: Chunk) -> Vec<Found> {
    let first = tokens[chunk.at.start].word();
    if let [found] = &mut chunk.founds[..]
        && matches!(first, Some("no" | "not" | "as" | "by"))
    {
        found.at.start = chunk.at.start;
    }
    chunk.founds
}

/// Which of several runs is meant, and all the runs that go with it.
///
/// A day and a time of day that stand apart belong together. Else the one that a preposition leads to, or that ends the
/// text, is meant: `the van Tuesday never came, by Thu noon`. Where two are as good, neither is.
fn choose(found: Vec<Found>, tokens: usize) -> (Option<Found>, Vec<Range<usize>>) {
    let clear: Vec<&Found> = found.iter().filter(|f| f.doubt.is_none()).collect();
    if let [a, b] = clear[..]
        && found.iter().all(|f| f.doubt.is_none_or(yields))
        && let Some(joined) = join(a, b).or_else(|| join(b, a))
    {
        return (Some(joined), vec![a.at.clone(), b.at.clone()]);
    }
    let whole = |f: &Found| f.ahead.is_some() || (f.day.is_some() && f.clock.is_some());
    let weight = |f: &Found| 2 * u8::from(f.led) + u8::from(f.at.end == tokens) + u8::from(whole(f));
    // What is clear goes before what is vague (`call soon, by Thu noon`) or over (`he rang yesterday, call by noon`),
    // but half a time not before a range that may be its other half (`tomorrow between 2 and 4pm`).
    let doubtful = || found.iter().filter(|f| f.doubt.is_some_and(|d| !yields(d))).collect::<Vec<_>>();
    let pool = match clear.iter().any(|f| whole(f)) || (!clear.is_empty() && doubtful().is_empty()) {
        true => clear,
        false if doubtful().is_empty() => found.iter().collect(),
        false => doubtful(),
    };
    let Some(best) = pool.iter().map(|f| weight(f)).max() else { return (None, Vec::new()) };
    let mut best = pool.into_iter().filter(|f| weight(f) == best);
    let Some(first) = best.next().cloned() else { return (None, Vec::new()) };
    let place = vec![first.at.clone()];
    match best.next() {
        Some(second) => {
            let at = first.at.start..second.at.end;
            (Some(Found { at, doubt: Some(Doubt::TwoTimes), ..first }), place)
        }
        None => (Some(first), place),
    }
}

/// Whether words with this doubt may be no promise at all, so that clear ones elsewhere are meant.
fn yields(doubt: Doubt) -> bool {
    matches!(doubt, Doubt::Vague | Doubt::Past)
}

/// A run that only names a day with one that only names a time of day.
fn join(day: &Found, time: &Found) -> Option<Found> {
    let only_day = day.day.is_some() && day.clock.is_none() && day.part.is_none();
    let only_time = time.day.is_none() && time.ahead.is_none() && (time.clock.is_some() || time.part.is_some());
    let at = day.at.start.min(time.at.start)..day.at.end.max(time.at.end);
    (only_day && only_time).then(|| Found { at, clock: time.clock, part: time.part, ..day.clone() })
}

#[cfg(test)]
mod tests;
