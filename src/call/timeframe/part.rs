//! Parts of the day, meals and `now`, where they are no greeting: `late afternoon`, `at lunch`, `right now`.

use super::{
    Kind,
    lex::{Token, before, is, sign, word},
    number::count,
    speech::{goes_on, hailed, wished},
};

/// The part of the day that begins at a token, and the token after it.
pub(super) fn part(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let span = |more: usize| Some((Kind::Span, at + more));
    let dashed = usize::from(sign(tokens, at + 1, '-'));
    match word(tokens, at)? {
        "tonight" | "overnight" | "midweek" | "noonish" | "midday" | "noon" | "midnight" | "lunchtime"
        | "dinnertime" | "teatime" | "bedtime" | "daytime" | "nighttime" | "nowadays" => span(1),
        "day" | "night" if dashed > 0 && is(tokens, at + 2, "time") => span(3),
        "night" if is(tokens, at + 1, "time") => span(2),
        "lunch" | "dinner" if is(tokens, at + 1 + dashed, "time") && !wished(tokens, at) => span(2 + dashed),
        "morning" | "afternoon" | "evening" | "night" if wished(tokens, at) => None,
        "morning" | "afternoon" | "evening" if !hailed(tokens, at, at + 1) => span(1),
        // `last night`, `at night`, `the night before`; `night` alone is also a good-bye.
        "night" if named_night(tokens, at) => span(1),
        "mornings" | "afternoons" | "evenings" | "nights" if !wished(tokens, at) => Some((Kind::Repeat, at + 1)),
        "lunch" | "dinner" | "breakfast" | "supper" | "brunch" | "tea" => meal(tokens, at),
        "dawn" | "dusk" | "sunrise" | "sunset" | "nightfall" => daylight(tokens, at),
        "pacific" | "eastern" | "central" | "mountain" | "greenwich" => zone_time(tokens, at),
        _ => None,
    }
}

/// Whether a token names a time zone.
pub(super) fn zone(tokens: &[Token], at: usize) -> bool {
    matches!(
        word(tokens, at),
        Some(
            "pst"
                | "pdt"
                | "pt"
                | "est"
                | "edt"
                | "et"
                | "cst"
                | "cdt"
                | "mst"
                | "mdt"
                | "gmt"
                | "utc"
                | "bst"
                | "cet"
                | "cest"
                | "ist"
                | "aest"
        )
    )
}

/// `Pacific time`, `the Eastern time zone`.
fn zone_time(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let standard = usize::from(matches!(word(tokens, at + 1), Some("standard" | "daylight")));
    let end = at + 1 + standard;
    match word(tokens, end) {
        Some("time") => Some((Kind::Span, end + 1 + usize::from(is(tokens, end + 1, "zone")))),
        Some("timezone") => Some((Kind::Span, end + 1)),
        _ => None,
    }
}

/// Whether a word before `night` makes it one: `at night`, `three night shifts`; `date night` is an outing.
fn named_night(tokens: &[Token], at: usize) -> bool {
    let led = matches!(
        before(tokens, at),
        Some(
            "last"
                | "that"
                | "at"
                | "by"
                | "all"
                | "the"
                | "per"
                | "late"
                | "of"
                | "in"
                | "through"
                | "over"
                | "during"
                | "first"
                | "other"
                | "same"
                | "next"
                | "previous"
                | "and"
                | "or"
                | "day"
                | "for"
                | "before"
                | "until"
        )
    );
    (led || (at > 0 && count(tokens, at - 1).is_some())) && !is(tokens, at + 1, "night")
}

/// A meal is a time only after a word that leads to one.
fn meal(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let led = matches!(before(tokens, at), Some("at" | "after" | "before" | "during" | "until" | "till" | "around"));
    let tea = is(tokens, at, "tea") && !matches!(before(tokens, at), Some("after" | "before"));
    (led && !tea && goes_on(tokens, at + 1) || led && is(tokens, at + 1, "tomorrow")).then_some((Kind::Span, at + 1))
}

/// `at dawn`; `the dawn of an age` is none.
fn daylight(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let led =
        matches!(before(tokens, at), Some("at" | "after" | "before" | "by" | "until" | "till" | "around" | "since"));
    (led && !is(tokens, at + 1, "of")).then_some((Kind::Span, at + 1))
}

/// Words for the present that begin at a token, and the token after them.
pub(super) fn present(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let moment = |more: usize| Some((Kind::Moment, at + more));
    let is = |i: usize, w: &str| is(tokens, at + i, w);
    let prior = before(tokens, at);
    match word(tokens, at)? {
        "now" => match prior {
            Some("right" | "until" | "till" | "by" | "between" | "from" | "since" | "just" | "before") => moment(1),
            Some("of") => (at > 1 && tokens[at - 2].is("as")).then_some((Kind::Moment, at + 1)),
            // `call me now`; at the start it only fills: `now, let me see`.
            Some("hello" | "hi" | "hey") => None,
            Some(_) if tokens.get(at + 1).is_none_or(|t| t.sign('.') || t.sign('!') || t.sign('?')) => moment(1),
            _ => None,
        },
        "right" if is(1, "now") => moment(2),
        "at" if is(1, "the") && (is(2, "moment") || is(2, "minute")) => moment(3),
        "at" if is(1, "present") && goes_on(tokens, at + 2) => moment(2),
        "at" if is(1, "the") && (is(2, "present") || is(2, "current")) && is(3, "time") => moment(4),
        "at" if (is(1, "this") || is(1, "that") || is(1, "the")) && is(2, "time") => moment(3),
        "to" if is(1, "date") && !matches!(prior, Some("up" | "going" | "want" | "wants" | "trying" | "able")) => {
            goes_on(tokens, at + 2).then_some((Kind::Span, at + 2))
        }
        "this" if is(1, "time") && matches!(word(tokens, at + 2), Some("last" | "next" | "tomorrow" | "yesterday")) => {
            moment(2)
        }
        _ => None,
    }
}
