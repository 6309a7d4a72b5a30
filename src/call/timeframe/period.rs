//! Stretches of the calendar that are pointed at: `next week`, `the last 4 months`, `that weekend`, `all day`,
//! `the week after next`, `first week of May`.

use super::{
    Kind,
    ahead::{Unit, amount, unit},
    day::{own, weekday},
    feast::feast,
    lex::{Token, before, is, sign, word},
    month::named as month_named,
    number::{ordinal, year},
    speech::wished,
};

/// Whether a word points at one of several stretches.
pub(super) fn which(word: &str) -> bool {
    matches!(
        word,
        "this"
            | "next"
            | "last"
            | "past"
            | "previous"
            | "prior"
            | "coming"
            | "upcoming"
            | "following"
            | "current"
            | "that"
            | "same"
            | "these"
            | "those"
    )
}

/// Words before a unit that say what kind of year or week it is.
fn kind_of(word: &str) -> bool {
    matches!(
        word,
        "fiscal" | "financial" | "calendar" | "school" | "academic" | "business" | "working" | "work" | "tax"
    )
}

/// The period that begins at a token, and the token after it.
pub(super) fn period(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    pointed(tokens, at)
        .or_else(|| counted(tokens, at))
        .or_else(|| the(tokens, at))
        .or_else(|| whole(tokens, at))
        .or_else(|| numbered(tokens, at))
        .or_else(|| season(tokens, at))
        .or_else(|| possessive(tokens, at))
        .map(|end| (Kind::Span, end))
}

/// `next week`, `this past weekend`, `the following Monday`, `the last 4 months`.
fn pointed(tokens: &[Token], at: usize) -> Option<usize> {
    let first = word(tokens, at).filter(|w| which(w))?;
    let more = first != "that" && word(tokens, at + 1).is_some_and(|w| (which(w) && w != "that") || w == "very");
    let start = at + 1 + usize::from(more);
    let start = start + usize::from(sign(tokens, start, '-') && matches!(first, "same" | "next"));
    let noun = start + usize::from(word(tokens, start).is_some_and(kind_of));
    if let Some((_, end)) = amount(tokens, start).filter(|(_, end)| *end > start) {
        let end = end + usize::from(word(tokens, end).is_some_and(kind_of));
        let named = word(tokens, end).filter(|w| w.len() > 1).and_then(unit).is_some();
        return (named && !matches!(first, "that" | "same")).then_some(end + 1);
    }
    let name = word(tokens, noun)?;
    let of = unit(name).filter(|_| name.len() > 1);
    let fits = match of {
        // `last minute` and `this second` are how one speaks.
        Some(Unit::Second | Unit::Minute) => false,
        Some(_) => !wished(tokens, noun),
        None => {
            let day = weekday(name).is_some() && !own(name);
            let loose = matches!(name, "may" | "march") || name.len() == 3;
            let month = month_named(name).is_some() && (!loose || matches!(first, "next" | "last"));
            let other =
                matches!(name, "morning" | "afternoon" | "evening" | "semester" | "night" | "mornings" | "evenings");
            let date = name == "date" && first == "current";
            // `what would that fall under`
            let verb = first == "that" && matches!(name, "fall" | "spring");
            let season =
                !verb && season_named(name) && matches!(first, "this" | "next" | "last" | "that" | "past" | "coming");
            day || month || other || date || season
        }
    };
    match fits {
        true => Some(noun + 1),
        false => feast(tokens, noun).map(|(_, end)| end),
    }
}

/// `2 next days`, `5 last minutes`.
fn counted(tokens: &[Token], at: usize) -> Option<usize> {
    let (_, end) = amount(tokens, at).filter(|(_, end)| *end > at)?;
    let pointed = word(tokens, end).is_some_and(|w| which(w) && w != "that");
    (pointed && word(tokens, end + 1).filter(|w| w.len() > 3).and_then(unit).is_some()).then_some(end + 2)
}

/// `the month`, `end of month`, `the week after next`, `the other day`, `the day before`.
fn the(tokens: &[Token], at: usize) -> Option<usize> {
    let prior = before(tokens, at);
    let earlier = at.checked_sub(2).and_then(|at| word(tokens, at));
    let name = word(tokens, at)?;
    if name == "other" && prior == Some("the") {
        return matches!(word(tokens, at + 1), Some("day" | "night" | "week" | "morning" | "evening"))
            .then_some(at + 2);
    }
    if matches!(name, "early" | "small") && is(tokens, at + 1, "hours") && prior == Some("the") {
        return Some(at + 2);
    }
    if kind_of(name) && is(tokens, at + 1, "year") {
        return Some(year(tokens, at + 2).map_or(at + 2, |(_, end)| end));
    }
    let edge =
        prior == Some("of") && matches!(earlier, Some("end" | "start" | "beginning" | "middle" | "rest" | "close"));
    let led =
        prior == Some("the") || edge || (name == "year" && is(tokens, at + 1, "to") && is(tokens, at + 2, "date"));
    let during = matches!(earlier, Some("in" | "of" | "for" | "during" | "over" | "through" | "throughout" | "by"));
    let after = matches!(word(tokens, at + 1), Some("after" | "before" | "prior"));
    let fits = match name {
        "week" | "weekend" | "month" | "year" | "fortnight" | "decade" => led,
        "weeks" | "months" | "years" | "days" => led && during && prior == Some("the"),
        "quarter" | "century" | "summer" | "winter" => led && (during || edge),
        "day" => (led && during && earlier != Some("for")) || edge || (led && after),
        "night" => led && after,
        _ => false,
    };
    if !fits || wished(tokens, at) {
        return None;
    }
    let tail = match (word(tokens, at + 1), word(tokens, at + 2)) {
        (Some("after"), Some("next")) | (Some("before"), Some("last")) | (Some("to"), Some("date")) => 2,
        (Some("after" | "before" | "prior"), _) if name == "day" || name == "night" => 1,
        _ => 0,
    };
    Some(at + 1 + tail)
}

/// `all day`, `the whole week`, `the entire year`.
fn whole(tokens: &[Token], at: usize) -> Option<usize> {
    let first = word(tokens, at).filter(|w| matches!(*w, "all" | "whole" | "entire"))?;
    let the = usize::from(first == "all" && is(tokens, at + 1, "the"));
    let name = word(tokens, at + 1 + the)?;
    let plural = name.ends_with('s') && first == "all";
    let long =
        matches!(name, "day" | "night" | "week" | "weekend" | "month" | "year" | "morning" | "afternoon" | "evening");
    (long && !plural && !wished(tokens, at)).then_some(at + 2 + the)
}

/// `first week of May`, `10th day of next month`, `last 3 days of 2019`, `week 27`.
fn numbered(tokens: &[Token], at: usize) -> Option<usize> {
    if is(tokens, at, "week") {
        let (value, _) = super::lex::number(tokens, at + 1)?;
        return ((1..=53).contains(&value) && !sign(tokens, at + 2, '%')).then_some(at + 2);
    }
    let start = match ordinal(tokens, at) {
        Some((_, end)) => end,
        None => at + usize::from(is(tokens, at, "last")),
    };
    if start == at {
        return None;
    }
    // `the first of the month`
    let pointed = word(tokens, start + 1).is_some_and(|w| w == "the" || which(w));
    if is(tokens, start, "of") && pointed && is(tokens, start + 2, "month") {
        return Some(start + 3);
    }
    let end = amount(tokens, start).map_or(start, |(_, end)| end);
    let half = usize::from(is(tokens, end, "half"));
    let named = half == 1 || word(tokens, end).filter(|w| w.len() > 1).and_then(unit).is_some();
    if !named || !is(tokens, end + 1, "of") {
        return None;
    }
    let next = end + 2 + usize::from(is(tokens, end + 2, "the"));
    let timely = word(tokens, next).is_some_and(|w| {
        which(w)
            || month_named(w).is_some()
            || weekday(w).is_some()
            || unit(w).is_some()
            || matches!(w, "every" | "each")
    });
    (timely || year(tokens, next).is_some()).then_some(end + 1)
}

fn season_named(word: &str) -> bool {
    matches!(word, "spring" | "summer" | "autumn" | "fall" | "winter")
}

/// `in summer`, `fall 2019`, `during the winter`.
fn season(tokens: &[Token], at: usize) -> Option<usize> {
    word(tokens, at).filter(|w| season_named(w))?;
    if let Some((year, end)) = year(tokens, at + 1)
        && (1800..=2100).contains(&year)
    {
        return Some(end);
    }
    if is(tokens, at + 1, "of")
        && let Some((_, end)) = year(tokens, at + 2)
    {
        return Some(end);
    }
    let the = usize::from(at > 0 && is(tokens, at - 1, "the"));
    let led = before(tokens, at - the);
    let fits = matches!(led, Some("in" | "during" | "since" | "until" | "by" | "early" | "late" | "every" | "over"));
    (fits && (the == 1 || led != Some("over"))).then_some(at + 1)
}

/// `today's`, `Monday's`, `yesterdays`.
fn possessive(tokens: &[Token], at: usize) -> Option<usize> {
    let name = word(tokens, at)?;
    let owner = name
        .strip_suffix("'s")
        .or_else(|| name.strip_suffix('s').filter(|w| !w.ends_with("day") || *w == "today" || *w == "yesterday"))?;
    let day = matches!(owner, "today" | "tomorrow" | "yesterday" | "tonight")
        || (owner.ends_with("day") && weekday(owner).is_some());
    day.then_some(at + 1)
}
