//! Days that have a name of their own: `Christmas Eve`, `Labor Day`, `New Year's Day`, `Easter Monday`.

use super::{
    Kind,
    date::year,
    lex::{Token, before, is, word},
    speech::wished,
};

/// Feasts of one word.
const NAMES: [&str; 10] = [
    "christmas",
    "easter",
    "thanksgiving",
    "halloween",
    "juneteenth",
    "hanukkah",
    "ramadan",
    "diwali",
    "passover",
    "kwanzaa",
];

/// Words that name a day with `day` after them.
const DAYS: [&str; 42] = [
    "labor",
    "labour",
    "memorial",
    "independence",
    "veterans",
    "veteran's",
    "columbus",
    "presidents",
    "president's",
    "mother's",
    "mothers",
    "father's",
    "fathers",
    "valentine's",
    "valentines",
    "valentine",
    "earth",
    "boxing",
    "canada",
    "australia",
    "anzac",
    "groundhog",
    "patrick's",
    "patricks",
    "fools",
    "fool's",
    "workers",
    "worker's",
    "christmas",
    "thanksgiving",
    "years",
    "year's",
    "year",
    "freedom",
    "jubilee",
    "bastille",
    "remembrance",
    "armistice",
    "mlk",
    "election",
    "king",
    "teacher's",
];

/// The feast that begins at a token, and the token after it.
pub(super) fn feast(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let end = new_year(tokens, at).or_else(|| with_day(tokens, at)).or_else(|| named(tokens, at))?;
    if wished(tokens, at) {
        return None;
    }
    let end = end + usize::from(is(tokens, end, "weekend") || is(tokens, end, "holidays"));
    Some((Kind::Moment, year(tokens, end).1))
}

fn named(tokens: &[Token], at: usize) -> Option<usize> {
    word(tokens, at).filter(|w| NAMES.contains(w))?;
    let more = matches!(word(tokens, at + 1), Some("eve" | "day" | "monday" | "sunday" | "morning" | "time"));
    // `a Christmas present` names no time.
    let thing = matches!(before(tokens, at), Some("a" | "my" | "your" | "our")) && !more;
    (!thing).then_some(at + 1 + usize::from(more))
}

/// `Labor Day`, `Valentine's Day`, `workers' day`.
fn with_day(tokens: &[Token], at: usize) -> Option<usize> {
    let name = word(tokens, at).filter(|w| DAYS.contains(w))?;
    let mark = usize::from(tokens.get(at + 1).is_some_and(|t| t.glued && (t.sign('\'') || t.sign('’'))));
    let new = !matches!(name, "years" | "year's" | "year") || matches!(before(tokens, at), Some("new"));
    (new && is(tokens, at + 1 + mark, "day")).then_some(at + 2 + mark)
}

/// `New Year's Eve`, `the new year`.
fn new_year(tokens: &[Token], at: usize) -> Option<usize> {
    if !is(tokens, at, "new") || !matches!(word(tokens, at + 1), Some("year" | "years" | "year's")) {
        return None;
    }
    let mark = usize::from(tokens.get(at + 2).is_some_and(|t| t.glued && (t.sign('\'') || t.sign('’'))));
    let end = at + 2 + mark;
    let more = matches!(word(tokens, end), Some("eve" | "day"));
    let led =
        matches!(before(tokens, at), Some("the" | "at" | "in" | "by" | "after" | "before" | "until" | "till" | "over"));
    (more || (led && !is(tokens, at + 1, "years"))).then_some(end + usize::from(more))
}
