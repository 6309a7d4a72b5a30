//! Dates: `24 Nov`, `November 24th, 2026`, `2026-11-24`, `24/11`, `24.12. 10:00`, `the 24th`.

use super::{
    Doubt,
    clock::{Part, clock, half},
    day::{Day, Read},
    lex::{Kind, Token, before, is, number, sign, word},
    month::month,
    number::{count, ordinal, year as any_year},
};

/// The date that begins at a token, and the token after it.
pub(super) fn date(tokens: &[Token], at: usize, led: bool) -> Option<(Read, usize)> {
    let ok = |(day, end): (Day, usize)| (Ok(day), end);
    iso(tokens, at)
        .or_else(|| month_first(tokens, at))
        .or_else(|| day_first(tokens, at))
        .map(ok)
        .or_else(|| figures(tokens, at, led))
}

/// Whether one of the signs that join the parts of a date stands at a place, without blanks around it.
fn joint(tokens: &[Token], at: usize) -> usize {
    let stands = (sign(tokens, at, '-') || sign(tokens, at, '/')) && tokens.get(at + 1).is_some_and(|t| t.glued);
    usize::from(stands)
}

/// The year of a date, and the token after it.
pub(super) fn year(tokens: &[Token], at: usize) -> (Option<i32>, usize) {
    let joint = joint(tokens, at);
    let filler = tokens.get(at).is_some_and(|t| t.sign(',')) || is(tokens, at, "of");
    let start = at + if joint > 0 { joint } else { usize::from(filler) };
    match any_year(tokens, start).filter(|(year, _)| *year >= 1900) {
        Some((year, end)) => (Some(year), end),
        None => (None, at),
    }
}

/// `2026-11-24`, also with a `T` before a time, with the name of the month, or in one number.
fn iso(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let (value, digits) = number(tokens, at)?;
    if digits == 8 {
        let (month, day) = (value / 100 % 100, value % 100);
        let real = (1900..2100).contains(&(value / 10_000)) && (1..=12).contains(&month) && (1..=31).contains(&day);
        return real.then_some((Day::Date(i32::try_from(value / 10_000).ok(), month, day), at + 1));
    }
    let apart = ['-', '/', '.'].into_iter().any(|c| sign(tokens, at + 1, c) && sign(tokens, at + 3, c));
    let glued = [2, 4].into_iter().all(|i| tokens.get(at + i).is_some_and(|t| t.glued));
    if digits != 4 || !apart || !glued {
        return None;
    }
    let (day, 1..=2) = number(tokens, at + 4)? else { return None };
    let month = match number(tokens, at + 2) {
        Some((month, 1..=2)) => month,
        Some(_) => return None,
        None => month(tokens, at + 2)?,
    };
    let end = at + 5 + usize::from(tokens.get(at + 5).is_some_and(|t| t.is("t") && t.glued));
    Some((Day::Date(i32::try_from(value).ok(), month, day), end))
}

/// `24`, `24th`, `twenty-fourth`: the number, whether it is an ordinal, and the token after it.
fn day_number(tokens: &[Token], at: usize) -> Option<(u32, bool, usize)> {
    let (value, is_ordinal, end) = match ordinal(tokens, at) {
        Some((value, end)) => (value, true, end),
        None => number(tokens, at).filter(|(_, digits)| *digits <= 2).map(|(value, _)| (value, false, at + 1))?,
    };
    (1..=31).contains(&value).then_some((value, is_ordinal, end))
}

/// `24 Nov`, `the 24th of November 2026`, `24-Nov-2026`, `ninth of April`.
fn day_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let at = at + usize::from(is(tokens, at, "the"));
    let (day, _, end) = day_number(tokens, at)?;
    let of = usize::from(is(tokens, end, "of")) + joint(tokens, end);
    // `second march` is a march.
    if of == 0 && number(tokens, at).is_none() {
        return None;
    }
    let dot = usize::from(sign(tokens, end + of, '.'));
    let month = month(tokens, end + of + dot)?;
    let (year, end) = year(tokens, end + of + dot + 1);
    Some((Day::Date(year, month, day), end))
}

/// `Nov 24`, `November 24th, 2026`, `march fifteenth`, `january twenty five`, `Oct/2`.
fn month_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let month = month(tokens, at)?;
    let start = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.sign('.') || t.sign(',')));
    let start = start + joint(tokens, start);
    let the = usize::from(is(tokens, start, "the"));
    let spoken =
        || count(tokens, start).filter(|(value, _)| (1..=31).contains(value)).map(|(day, end)| (day, false, end));
    let (day, ordinal, end) = day_number(tokens, start + the).or_else(spoken)?;
    // `you may first ask`, `may one ask`: words are a day only where a date is expected.
    if number(tokens, start + the).is_none() && matches!(word(tokens, at), Some("may" | "march")) {
        let led = matches!(
            before(tokens, at),
            Some("on" | "by" | "from" | "until" | "till" | "since" | "before" | "after" | "to" | "and" | "of")
        );
        let day_before = before(tokens, at).and_then(super::day::weekday).is_some();
        let last = tokens.get(end).is_none_or(|t| matches!(t.kind, Kind::Sign(_)));
        if !(led || day_before || the == 1 || last) || !ordinal {
            return None;
        }
    }
    // `May 12:30` is a time, `May 5 days` are days.
    let next = tokens.get(end);
    if next.is_some_and(|t| t.glued && (t.sign(':') || t.word().is_some()))
        || (!ordinal && word(tokens, end).and_then(super::ahead::unit).is_some())
    {
        return None;
    }
    let (year, end) = year(tokens, end);
    Some((Day::Date(year, month, day), end))
}

/// `24/11`, `24/11/2026`, `24.11.2026`; which number is the month must show.
fn figures(tokens: &[Token], at: usize, led: bool) -> Option<(Read, usize)> {
    let (first, 1..=2) = number(tokens, at)? else { return None };
    let (second, 1..=2) = number(tokens, at + 2).filter(|_| tokens[at + 2].glued)? else { return None };
    let sign = ['/', '.', '-'].into_iter().find(|c| tokens[at + 1].sign(*c) && tokens[at + 1].glued)?;
    let last = tokens.get(at + 3).is_some_and(|t| t.sign(sign) && t.glued);
    let year = number(tokens, at + 4).filter(|(_, digits)| last && tokens[at + 4].glued && matches!(digits, 2 | 4));
    let year = year.map(|(value, digits)| if digits == 2 { value + 2000 } else { value });
    let end = if year.is_some() { at + 5 } else { at + 3 };
    // `3/4 of it` is a share.
    if sign == '/' && year.is_none() && is(tokens, end, "of") {
        return None;
    }
    if sign == '.' && year.is_none() {
        let (day, end) = dotted(tokens, at, led)?;
        return Some((Ok(day), end));
    }
    let plain = match sign {
        '/' => led || year.is_some() || (first, second) != (24, 7),
        _ => year.is_some(),
    };
    if !plain || first == 0 || second == 0 || first > 31 || second > 31 {
        return None;
    }
    if first > 12 && second > 12 {
        return (sign == '/').then_some((Err(Doubt::NoSuchDay), end));
    }
    let year = year.and_then(|y| i32::try_from(y).ok());
    let read = match (first, second) {
        (d, m) if sign == '.' || d > 12 || d == m => Ok(Day::Date(year, m, d)),
        (m, d) if d > 12 => Ok(Day::Date(year, m, d)),
        _ => Err(Doubt::DayOrMonth),
    };
    Some((read, end))
}

/// `24.12 10:00`, `24.12.`, `on 5.6.`: a day and a month, where a time follows or nothing does. What may be a time
/// of day is one after `at` and its like; elsewhere in a text it is money or a measure.
fn dotted(tokens: &[Token], at: usize, led: bool) -> Option<(Day, usize)> {
    let (Some((first, _)), Some((second, digits))) = (number(tokens, at), number(tokens, at + 2)) else { return None };
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let joined = before.is_some_and(|t| matches!(t.kind, Kind::Sign('£' | '$' | '€' | '.' | ':' | '/')));
    let dates = (1..=31).contains(&first) && (1..=12).contains(&second);
    if !dates || joined || half(tokens, at + 3).is_some() {
        return None;
    }
    let end = at + 3 + usize::from(tokens.get(at + 3).is_some_and(|t| t.sign('.') && t.glued));
    let next = tokens.get(end);
    if next.is_some_and(|t| t.glued && (t.number().is_some() || t.word().is_some() || t.sign('%') || t.sign('/'))) {
        return None;
    }
    if end > at + 3
        && let (Some(year), end) = year(tokens, end)
    {
        return Some((Day::Date(Some(year), second, first), end));
    }
    let hourly = |t: &Token| t.sign('@') || t.word().is_some_and(|w| super::run::TO_HOUR.contains(&w));
    let after = end + usize::from(next.is_some_and(|t| t.sign(',')));
    let leads = tokens.get(after).is_some_and(hourly);
    let after = after + usize::from(leads);
    let part = tokens.get(after).and_then(Token::word).is_some_and(|w| Part::named(w).is_some());
    let timed = part || clock(tokens, after, leads || first > 23).is_some();
    let over = next.is_none_or(|t| [',', ';', ':', '-', '–'].into_iter().any(|c| t.sign(c)));
    let alone = at == 0 || (led && !before.is_some_and(hourly)) || (first > 23 && digits == 2);
    (timed || (over && alone) || (led && first > 23)).then_some((Day::Date(None, second, first), end))
}

/// `the 24th`, `the fifteenth`; also `24th` after a preposition.
pub(super) fn of_month(tokens: &[Token], at: usize, led: bool) -> Option<(Day, usize)> {
    let the = is(tokens, at, "the");
    let start = at + usize::from(the);
    let (day, ordinal, end) = day_number(tokens, start)?;
    // In words it may be the fifth of anything.
    let fits = if number(tokens, start).is_some() { the || led } else { the && led && day > 3 };
    (ordinal && fits).then_some((Day::OfMonth(day), end))
}

/// Whether more days of a month follow that is named at last: `the 4th, 9th or 16th of June`.
pub(super) fn listed(tokens: &[Token], end: usize) -> bool {
    let mut at = end;
    for _ in 0..8 {
        let joint = (at..at + 3).take_while(|at| joins(tokens, *at)).count();
        let Some((_, next)) = ordinal(tokens, at + joint).filter(|_| joint > 0) else { return false };
        let of = usize::from(is(tokens, next, "of"));
        if month(tokens, next + of).is_some() {
            return true;
        }
        at = next;
    }
    false
}

/// The token after one more day of the month that was named: `June 4th, 9th or 16th`.
pub(super) fn one_more(tokens: &[Token], end: usize) -> Option<usize> {
    let joint = (end..end + 3).take_while(|at| joins(tokens, *at)).count();
    let (_, next) = ordinal(tokens, end + joint).filter(|_| joint > 0)?;
    number(tokens, end + joint).map(|_| next)
}

fn joins(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.sign(',') || t.is("and") || t.is("or") || t.is("the"))
}
