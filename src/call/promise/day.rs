//! Days in a promise: `tomorrow`, `Thu`, `next Monday`, `24 Nov`, `2026-11-24`, `the 24th`, `end of the week`.

use chrono::Weekday;

use super::{
    Doubt,
    clock::{Part, clock, half},
    lex::{Kind, Token},
    spelling::meant,
};

/// A day as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from today.
    In(u32),
    /// The next such day, or today while its time is still ahead.
    Coming(Weekday),
    /// Such a day in the week after this one, Monday first.
    NextWeek(Weekday),
    /// A day of the year, and the year where it was said.
    Date(Option<i32>, u32, u32),
    /// A day of this month, or of the next that has it.
    OfMonth(u32),
    /// Friday of this week.
    WeekEnd,
    /// The last day of this month.
    MonthEnd,
}

/// What was read: a day, or why it is not clear which.
pub(super) type Read = Result<Day, Doubt>;

fn is(tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|t| t.is(word))
}

fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    tokens.get(at)?.number()
}

/// The day that begins at a token, and the token after it. `led` says that a preposition stands before it: then a
/// number may be a day of the month.
pub(super) fn day(tokens: &[Token], at: usize, led: bool) -> Option<(Read, usize)> {
    let ok = |(day, end): (Day, usize)| (Ok(day), end);
    named(tokens, at)
        .or_else(|| week(tokens, at))
        .or_else(|| iso(tokens, at).map(ok))
        .or_else(|| month_first(tokens, at).map(ok))
        .or_else(|| day_first(tokens, at).map(ok))
        .or_else(|| figures(tokens, at, led))
        .or_else(|| ordinal(tokens, at, led).map(ok))
}

/// Words for days.
fn named(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    match tokens.get(at)?.word()? {
        "today" => Some((Ok(Day::In(0)), at + 1)),
        "yesterday" => Some((Err(Doubt::Past), at + 1)),
        word if meant(word) == Some("tomorrow") => Some((Ok(Day::In(1)), at + 1)),
        "overmorrow" => Some((Ok(Day::In(2)), at + 1)),
        "the" if is(tokens, at + 1, "day") => named(tokens, at + 1),
        "day" if is(tokens, at + 1, "after") && named(tokens, at + 2) == Some((Ok(Day::In(1)), at + 3)) => {
            Some((Ok(Day::In(2)), at + 3))
        }
        "eow" => Some((Ok(Day::WeekEnd), at + 1)),
        "eom" => Some((Ok(Day::MonthEnd), at + 1)),
        "end" if is(tokens, at + 1, "of") => {
            let end = at + 2 + usize::from(is(tokens, at + 2, "the") || is(tokens, at + 2, "this"));
            match tokens.get(end)?.word()? {
                "week" => Some((Ok(Day::WeekEnd), end + 1)),
                "month" => Some((Ok(Day::MonthEnd), end + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Weekdays, and what stands around them.
fn week(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let word = tokens.get(at)?.word()?;
    let next_week = |at: usize| is(tokens, at, "next") && is(tokens, at + 1, "week");
    if next_week(at) {
        return match tokens.get(at + 2).and_then(Token::word).and_then(weekday) {
            Some(day) => Some((Ok(Day::NextWeek(day)), at + 3)),
            None => Some((Err(Doubt::Vague), at + 2)),
        };
    }
    if matches!(word, "next" | "this" | "coming") {
        let named = tokens.get(at + 1)?.word()?;
        if matches!(named, "week" | "weekend" | "month") {
            return Some((Err(Doubt::Vague), at + 2));
        }
        let day = weekday(named)?;
        return Some((Ok(if word == "next" { Day::NextWeek(day) } else { Day::Coming(day) }), at + 2));
    }
    if word == "last" {
        let named = tokens.get(at + 1)?.word()?;
        let over = weekday(named).is_some() || matches!(named, "night" | "week" | "weekend" | "month");
        return over.then_some((Err(Doubt::Past), at + 2));
    }
    let day = weekday(word)?;
    // `sat`, `sun` and `wed` are words of their own: they are days beside other words of time, or at an end.
    let own = matches!(word, "sat" | "sun" | "wed" | "mon");
    let next = tokens.get(at + 1);
    let beside = next.is_none_or(|t| !matches!(&t.kind, Kind::Word(w) if !timely(w)));
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).and_then(Token::word).is_some_and(timely);
    if own && !beside && !before {
        return None;
    }
    let end = at + 1 + usize::from(next.is_some_and(|t| t.sign('.') && t.glued));
    match next_week(at + 1) {
        true => Some((Ok(Day::NextWeek(day)), at + 3)),
        false => Some((Ok(Day::Coming(day)), if is(tokens, end, "the") { end } else { at + 1 })),
    }
}

/// Whether a word belongs to times.
fn timely(word: &str) -> bool {
    super::read::PREPOSITIONS.contains(&word)
        || super::clock::Part::named(word).is_some()
        || month(word).is_some()
        || matches!(
            word,
            "noon" | "midday" | "midnight" | "at" | "eod" | "cob" | "next" | "this" | "the" | "half" | "or"
        )
}

/// The weekday that a word names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    match meant(word).unwrap_or(word) {
        "mon" | "monday" => Some(Weekday::Mon),
        "tue" | "tues" | "tuesday" => Some(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Some(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => Some(Weekday::Thu),
        "fri" | "friday" => Some(Weekday::Fri),
        "sat" | "saturday" => Some(Weekday::Sat),
        "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}

/// The month that a word names, from 1.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = word.len() == 3 || word == "sept";
    MONTHS.iter().zip(1..).find(|(name, _)| **name == word || (short && name.starts_with(word))).map(|(_, m)| m)
}

/// A year in four digits, and the token after it.
fn year(tokens: &[Token], at: usize) -> (Option<i32>, usize) {
    let comma = usize::from(tokens.get(at).is_some_and(|t| t.sign(',')));
    match number(tokens, at + comma) {
        Some((value @ 1900..=2999, 4)) => (i32::try_from(value).ok(), at + comma + 1),
        _ => (None, at),
    }
}

/// `2026-11-24`, also with a `T` before a time.
fn iso(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let glued = |i: usize, c: char| tokens.get(i).is_some_and(|t| t.sign(c) && t.glued);
    let (value, 4) = number(tokens, at)? else { return None };
    let sign = ['-', '/', '.'].into_iter().find(|c| glued(at + 1, *c) && glued(at + 3, *c))?;
    let (month, day) = (number(tokens, at + 2)?.0, number(tokens, at + 4)?.0);
    let _ = sign;
    let end = at + 5 + usize::from(tokens.get(at + 5).is_some_and(|t| t.is("t") && t.glued));
    Some((Day::Date(i32::try_from(value).ok(), month, day), end))
}

/// `24`, `24th`, `24th of`: the number and the token after it.
fn day_number(tokens: &[Token], at: usize) -> Option<(u32, bool, usize)> {
    let (value, digits) = number(tokens, at)?;
    let ends = tokens.get(at + 1).filter(|t| t.glued).and_then(Token::word);
    let ordinal = matches!(ends, Some("st" | "nd" | "rd" | "th"));
    (digits <= 2 && (1..=31).contains(&value)).then_some((value, ordinal, at + 1 + usize::from(ordinal)))
}

/// `24 Nov`, `the 24th of November 2026`.
fn day_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let at = at + usize::from(is(tokens, at, "the"));
    let (day, _, end) = day_number(tokens, at)?;
    let end = end + usize::from(is(tokens, end, "of"));
    let dot = usize::from(tokens.get(end).is_some_and(|t| t.sign('.') && t.glued));
    let month = month(tokens.get(end + dot)?.word()?)?;
    let (year, end) = year(tokens, end + dot + 1);
    Some((Day::Date(year, month, day), end))
}

/// `Nov 24`, `November 24th, 2026`.
fn month_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let month = month(tokens.get(at)?.word()?)?;
    let start = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.sign('.')));
    let start = start + usize::from(is(tokens, start, "the"));
    let (day, _, end) = day_number(tokens, start)?;
    // `May 12:30` is a time.
    if tokens.get(end).is_some_and(|t| t.glued && (t.sign(':') || t.word().is_some())) {
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
    let hourly = |t: &Token| t.sign('@') || t.word().is_some_and(|w| super::read::TO_HOUR.contains(&w));
    let after = end + usize::from(next.is_some_and(|t| t.sign(',')));
    let leads = tokens.get(after).is_some_and(hourly);
    let after = after + usize::from(leads);
    let part = tokens.get(after).and_then(Token::word).is_some_and(|w| Part::named(w).is_some());
    let timed = part || clock(tokens, after, leads || first > 23).is_some();
    let over = next.is_none_or(|t| [',', ';', ':', '-', '–'].into_iter().any(|c| t.sign(c)));
    let alone = at == 0 || (led && !before.is_some_and(hourly)) || (first > 23 && digits == 2);
    (timed || (over && alone) || (led && first > 23)).then_some((Day::Date(None, second, first), end))
}

/// `the 24th`; also `24th` after a preposition.
fn ordinal(tokens: &[Token], at: usize, led: bool) -> Option<(Day, usize)> {
    let the = is(tokens, at, "the");
    let (day, ordinal, end) = day_number(tokens, at + usize::from(the))?;
    (ordinal && (the || led)).then_some((Day::OfMonth(day), end))
}

#[cfg(test)]
mod tests {
    use super::super::lex::tokens;
    use super::*;

    fn read(text: &str) -> Option<Read> {
        let tokens = tokens(text);
        day(&tokens, 0, true).filter(|(_, end)| *end == tokens.len()).map(|x| x.0)
    }

    #[test]
    fn days() {
        let table = [
            ("today", Day::In(0)),
            ("tmrw", Day::In(1)),
            ("the day after tomorrow", Day::In(2)),
            ("Thu", Day::Coming(Weekday::Thu)),
            ("sat", Day::Coming(Weekday::Sat)),
            ("this Friday", Day::Coming(Weekday::Fri)),
            ("next Monday", Day::NextWeek(Weekday::Mon)),
            ("next week Tuesday", Day::NextWeek(Weekday::Tue)),
            ("Tuesday next week", Day::NextWeek(Weekday::Tue)),
            ("24 Nov", Day::Date(None, 11, 24)),
            ("24th of November 2026", Day::Date(Some(2026), 11, 24)),
            ("Nov 24", Day::Date(None, 11, 24)),
            ("november the 24th, 2026", Day::Date(Some(2026), 11, 24)),
            ("2026-11-24", Day::Date(Some(2026), 11, 24)),
            ("24/11", Day::Date(None, 11, 24)),
            ("11/24", Day::Date(None, 11, 24)),
            ("5/5", Day::Date(None, 5, 5)),
            ("24/11/26", Day::Date(Some(2026), 11, 24)),
            ("24.11.2026", Day::Date(Some(2026), 11, 24)),
            ("24.12", Day::Date(None, 12, 24)),
            ("24.12.", Day::Date(None, 12, 24)),
            ("5.6.", Day::Date(None, 6, 5)),
            ("24.12. 2026", Day::Date(Some(2026), 12, 24)),
            ("thurday", Day::Coming(Weekday::Thu)),
            ("next wensday", Day::NextWeek(Weekday::Wed)),
            ("tomorow", Day::In(1)),
            ("the 24th", Day::OfMonth(24)),
            ("end of the week", Day::WeekEnd),
            ("eom", Day::MonthEnd),
        ];
        for (text, want) in table {
            assert_eq!(read(text), Some(Ok(want)), "{text}");
        }
    }

    #[test]
    fn days_in_doubt() {
        for (text, want) in [
            ("5/6", Doubt::DayOrMonth),
            ("next week", Doubt::Vague),
            ("this weekend", Doubt::Vague),
            ("next month", Doubt::Vague),
            ("13/13", Doubt::NoSuchDay),
            ("yesterday", Doubt::Past),
            ("last Friday", Doubt::Past),
            ("last week", Doubt::Past),
        ] {
            assert_eq!(read(text), Some(Err(want)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "Tuesday's",
            "sat waiting",
            "sun cream",
            "may",
            "march past",
            "24",
            "0/5",
            "32 Nov",
            "12.30",
            "9.30",
            "3/4 of it",
            "9.10pm",
            "24.12.5",
            "Mondays",
            "last van",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(day(&tokens("24/7"), 0, false), None);
    }
}
