//! What comes again: `every Monday`, `twice a week`, `daily`, `3 times per month`, `weekends`.

use super::{
    Kind,
    ahead::{Unit, unit},
    day::{own, weekday},
    feast::feast,
    lex::{Token, before, is, number, sign, word},
    month::named as month_named,
    number::{count, ordinal},
};

/// The recurrence that begins at a token, and the token after it.
pub(super) fn often(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    each(tokens, at).or_else(|| times(tokens, at)).or_else(|| adverb(tokens, at)).map(|end| (Kind::Repeat, end))
}

/// `every day`, `each two weeks`, `per month`, `every other Tuesday`, `any year`.
fn each(tokens: &[Token], at: usize) -> Option<usize> {
    let first = word(tokens, at)?;
    if !matches!(first, "every" | "each" | "per" | "any") {
        return None;
    }
    let named = |at: usize| {
        let name = word(tokens, at)?;
        let day = weekday(name.strip_suffix('s').unwrap_or(name)).is_some() && !own(name);
        let part = matches!(name, "morning" | "afternoon" | "evening" | "weekday" | "weeknight");
        let of = unit(name).filter(|_| name.len() > 1);
        // `any second`, `any minute` say soon.
        let unit = of.is_some_and(|of| first != "any" || !matches!(of, Unit::Second | Unit::Minute | Unit::Hour));
        let month = name.len() > 3 && month_named(name).is_some();
        (day || part || unit || month).then_some(at + 1).or_else(|| feast(tokens, at).map(|(_, end)| end))
    };
    if let Some(end) = named(at + 1) {
        return Some(end);
    }
    let next = match word(tokens, at + 1) {
        Some("other" | "single" | "few" | "last" | "working" | "business" | "calendar") if first != "any" => at + 2,
        Some("given" | "one") if first == "any" => at + 2,
        _ => ordinal(tokens, at + 1).or_else(|| count(tokens, at + 1)).map(|x| x.1)?,
    };
    named(next)
}

/// `twice a week`, `three times per month`, `one a day`.
fn times(tokens: &[Token], at: usize) -> Option<usize> {
    let end = match word(tokens, at) {
        Some("once" | "twice" | "thrice") => at + 1,
        Some("times" | "several" | "many" | "few") => at + usize::from(!is(tokens, at, "times")),
        _ => count(tokens, at)?.1,
    };
    let end = end + usize::from(matches!(word(tokens, end), Some("times" | "time")));
    let per = matches!(word(tokens, end), Some("a" | "an" | "per" | "every" | "each"));
    let name = word(tokens, end + 1).filter(|_| per && end > at)?;
    let fits = name.len() > 2 && unit(name).is_some() && !matches!(unit(name), Some(Unit::Second));
    fits.then_some(end + 2)
}

/// `daily`, `quarterly`, `weekends`, `Mondays`, `24/7`.
fn adverb(tokens: &[Token], at: usize) -> Option<usize> {
    if number(tokens, at) == Some((24, 2)) && sign(tokens, at + 1, '/') && number(tokens, at + 2) == Some((7, 1)) {
        return Some(at + 3);
    }
    let name = word(tokens, at)?;
    let plural = name.strip_suffix('s').is_some_and(|day| day.ends_with("day") && weekday(day).is_some());
    let twice = usize::from(matches!(name, "bi" | "semi") && sign(tokens, at + 1, '-')) * 2;
    let fits = match word(tokens, at + twice)? {
        "daily" | "weekly" | "monthly" | "yearly" | "quarterly" | "hourly" | "nightly" | "annually" | "annual"
        | "biweekly" | "bimonthly" | "fortnightly" | "semiannual" | "semiannually" | "biannual" | "biannually"
        | "everyday" | "weekdays" | "weekends" | "weeknights" => true,
        _ => plural,
    };
    (fits && !matches!(before(tokens, at), Some("happy" | "your"))).then_some(at + 1 + twice)
}
