//! What sounds like a time only in a promise: in ordinary talk `at 6 people`, `9/10` or `i sat` are none.

use super::{
    Doubt,
    ahead::unit,
    date::listed,
    day::own,
    lex::{Kind, Token, before, is, number, sign, word},
    number::count,
    run::{Found, PREPOSITIONS},
    speech::{closing, counts, goes_on, opening},
};

/// Whether words of time are meant as such in ordinary talk.
pub(super) fn sound(tokens: &[Token], found: &Found) -> bool {
    let (start, end) = (found.at.start, found.at.end);
    let core = start + leads(tokens, start, end);
    let led = core > start;
    let lead = before(tokens, core).filter(|_| led).or_else(|| before(tokens, start));
    if found.ahead.is_some() || is_stretch(tokens, found) {
        return stretch(tokens, found);
    }
    if !led && count(tokens, core).is_some() && lead.is_some_and(|w| NUMBERED.contains(&w)) {
        return false;
    }
    let figures = number(tokens, core).is_some() && sign(tokens, core + 1, '/');
    let range = found.doubt == Some(Doubt::Range) && !figures;
    let dayless = found.day.is_none() && found.part.is_none();
    if dayless && !figures && (found.clock.is_some() || range) {
        return hours(tokens, core, end, lead);
    }
    day(tokens, found, core, lead)
}

/// Words before a number that is no time: `chapter 3:16`.
const NUMBERED: [&str; 14] = [
    "order", "number", "no", "invoice", "case", "ticket", "account", "code", "room", "chapter", "verse", "page",
    "version", "ref",
];

/// How many words lead to what is found.
fn leads(tokens: &[Token], start: usize, end: usize) -> usize {
    (start..end)
        .take_while(|at| {
            word(tokens, *at).is_some_and(|w| PREPOSITIONS.contains(&w) || w == "between") || tokens[*at].sign('@')
        })
        .count()
}

/// Whether it is a stretch that is vague or a range: `in 2-3 hours`.
fn is_stretch(tokens: &[Token], found: &Found) -> bool {
    found.doubt.is_some() && found.day.is_none() && word(tokens, found.at.end - 1).and_then(unit).is_some() && {
        let first = &tokens[found.at.start];
        first.is("in") || first.is("within") || first.sign('+') || count(tokens, found.at.start).is_some()
    }
}

/// `in a second wave`, `in three quarters of the cases` are no stretches.
fn stretch(tokens: &[Token], found: &Found) -> bool {
    let end = found.at.end;
    let last = word(tokens, end - 1);
    match last {
        Some("second") => goes_on(tokens, end) || is(tokens, end, "or"),
        Some("quarter" | "quarters") => !is(tokens, end, "of"),
        Some("m" | "d" | "w") => tokens[end - 1].glued,
        _ => true,
    }
}

/// A time of day without a day: beyond doubt, or led and followed by nothing that it counts.
fn hours(tokens: &[Token], core: usize, end: usize, lead: Option<&str>) -> bool {
    if is(tokens, core, "first") {
        return goes_on(tokens, end) && core > 0 && !is(tokens, end, "i") && !is(tokens, core - 1, "the");
    }
    if marked(tokens, core, end) {
        return true;
    }
    if ordinary_to(tokens, core, end) {
        return matches!(lead, Some("at" | "until" | "till")) && goes_on(tokens, end);
    }
    let Some((value, next)) = count(tokens, core) else { return true };
    let last = tokens.get(end).is_none_or(|t| matches!(t.kind, Kind::Sign(_)));
    let at = matches!(lead, Some("at" | "until" | "till")) || (core > 0 && tokens[core - 1].sign('@'));
    let at = at || (matches!(lead, Some("by" | "around" | "before" | "after")) && last && meets(tokens, core));
    let digits = number(tokens, core).map_or(0, |(_, digits)| digits);
    let one = is(tokens, core, "one") && end < tokens.len() && word(tokens, end).is_some();
    let hour = digits == 4 || (1..=12).contains(&value);
    let range = end > next && !sign(tokens, next, '.');
    at && hour && !one && !range && goes_on(tokens, end) && !is(tokens, end, "of")
}

/// Whether somebody is to come or to call before a place: then `by six` is an hour, and no amount.
fn meets(tokens: &[Token], before: usize) -> bool {
    (0..before).any(|at| {
        matches!(
            word(tokens, at),
            Some(
                "call"
                    | "ring"
                    | "phone"
                    | "done"
                    | "ready"
                    | "back"
                    | "there"
                    | "home"
                    | "meet"
                    | "see"
                    | "arrive"
                    | "come"
                    | "here"
                    | "leave"
                    | "finish"
                    | "finished"
            )
        )
    })
}

/// `five to ten`, `two after one`: a time only where something else says so.
fn ordinary_to(tokens: &[Token], core: usize, end: usize) -> bool {
    let to = (core..end).any(|at| matches!(word(tokens, at), Some("to" | "before" | "after")));
    let named = (core..end).any(|at| {
        matches!(
            word(tokens, at),
            Some("quarter" | "half" | "minutes" | "am" | "pm" | "noon" | "midday" | "o'clock" | "m")
        )
    });
    to && !named && count(tokens, core).is_some() && !(core..end).any(|at| tokens[at].sign(':'))
}

/// Whether a time of day says by itself that it is one: `5:30`, `5pm`, `noon`, `half past`, `two thirty`.
fn marked(tokens: &[Token], core: usize, end: usize) -> bool {
    (core..end).any(|at| match &tokens[at].kind {
        Kind::Sign(':') => true,
        Kind::Word(w) => {
            matches!(
                w.as_str(),
                "am" | "pm"
                    | "m"
                    | "p"
                    | "o'clock"
                    | "clock"
                    | "ish"
                    | "noon"
                    | "midday"
                    | "midnight"
                    | "noonish"
                    | "past"
                    | "quarter"
                    | "half"
                    | "minutes"
                    | "h"
            ) || (at + 1 < end && number(tokens, at).is_none() && spoken_minutes(tokens, at))
        }
        _ => false,
    })
}

/// `two thirty`, where nothing is counted by it.
fn spoken_minutes(tokens: &[Token], at: usize) -> bool {
    super::clock::hour_word(tokens, at)
        .and_then(|(_, end)| super::clock::minute_words(tokens, end))
        .is_some_and(|(_, end)| goes_on(tokens, end))
}

/// A day: not a share, a score, the fifth of its kind, or a word of its own.
fn day(tokens: &[Token], found: &Found, core: usize, lead: Option<&str>) -> bool {
    let end = found.at.end;
    let lone = found.clock.is_none() && found.part.is_none() && found.weekday.is_none();
    let led = matches!(
        lead,
        Some(
            "on" | "by"
                | "before"
                | "until"
                | "till"
                | "from"
                | "since"
                | "after"
                | "between"
                | "through"
                | "to"
                | "this"
                | "next"
        )
    );
    let first = word(tokens, core);
    if first == Some("happy") || before(tokens, core) == Some("happy") {
        return false;
    }
    if first.is_some_and(own) && end == core + 1 {
        return (led && lead != Some("to")) || (core == opening(tokens) && end == closing(tokens));
    }
    if matches!(first, Some("may" | "march")) && number(tokens, core + 1).is_some() && !led {
        return end != core + 2 || goes_on(tokens, end);
    }
    let the = usize::from(first == Some("the"));
    let Some((value, _)) = number(tokens, core + the) else { return true };
    if !lone {
        return true;
    }
    match tokens.get(core + the + 1).map(|t| &t.kind) {
        Some(Kind::Sign('/')) if end == core + 3 => figures(tokens, core, value, led),
        Some(Kind::Sign('.')) if end <= core + 4 => lead == Some("on"),
        Some(Kind::Word(w)) if matches!(w.as_str(), "st" | "nd" | "rd" | "th") && end == core + the + 2 => {
            (led && (goes_on(tokens, end) || number(tokens, end).is_some())) || listed(tokens, end)
        }
        _ => !counts(tokens, end) || end > core + 2,
    }
}

/// `11/20` in ordinary talk: after a preposition, or by itself where it can be no score.
fn figures(tokens: &[Token], core: usize, first: u32, led: bool) -> bool {
    let second = number(tokens, core + 2).map_or(0, |x| x.0);
    let apart = core == opening(tokens) || matches!(tokens[core - 1].kind, Kind::Sign(_));
    let ends = tokens.get(core + 3).is_none_or(|t| matches!(t.kind, Kind::Sign(_)));
    let dates = first.max(second) > 12 && first.min(second) <= 12;
    let alone = core == opening(tokens) && core + 3 == closing(tokens);
    (led && !counts(tokens, core + 3)) || ((dates || alone) && apart && ends)
}
