//! Days by name: `tomorrow`, `Thu`, `next Monday`, `end of the week`; dates are in [`date`](super::date).

use chrono::Weekday;

use super::{
    Doubt,
    clock::Part,
    date::{date, of_month},
    lex::{Kind, Token, before, is, number, word},
    month::named as month_named,
};

/// A day as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::call) enum Day {
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
    /// Friday of the week after.
    NextWeekEnd,
    /// The last day of this month.
    MonthEnd,
    /// The last day of the month after.
    NextMonthEnd,
    /// The last day of this year.
    YearEnd,
}

/// What was read: a day, or why it is not clear which.
pub(super) type Read = Result<Day, Doubt>;

/// The day that begins at a token, and the token after it. `led` says that a preposition stands before it: then a
/// number may be a day of the month.
pub(super) fn day(tokens: &[Token], at: usize, led: bool) -> Option<(Read, usize)> {
    named(tokens, at)
        .or_else(|| week(tokens, at))
        .or_else(|| date(tokens, at, led))
        .or_else(|| of_month(tokens, at, led).map(|(day, end)| (Ok(day), end)))
}

/// Words for days.
fn named(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    match word(tokens, at)? {
        "today" => Some((Ok(Day::In(0)), at + 1)),
        "yesterday" => Some((Err(Doubt::Past), at + 1)),
        "tomorrow" => Some((Ok(Day::In(1)), at + 1)),
        // A name, unless a time follows at once.
        "tom" if number(tokens, at + 1).is_some() || word(tokens, at + 1).is_some_and(timely) => {
            Some((Ok(Day::In(1)), at + 1))
        }
        "overmorrow" => Some((Ok(Day::In(2)), at + 1)),
        "the" if is(tokens, at + 1, "day") => named(tokens, at + 1),
        "day" if is(tokens, at + 1, "after") && is(tokens, at + 2, "tomorrow") => Some((Ok(Day::In(2)), at + 3)),
        "day" if is(tokens, at + 1, "before") && is(tokens, at + 2, "yesterday") => Some((Err(Doubt::Past), at + 3)),
        "eow" => Some((Ok(Day::WeekEnd), at + 1)),
        "eom" => Some((Ok(Day::MonthEnd), at + 1)),
        "end" if is(tokens, at + 1, "of") => {
            let next = is(tokens, at + 2, "next");
            let end = at + 2 + usize::from(matches!(word(tokens, at + 2), Some("the" | "this" | "next")));
            match word(tokens, end)? {
                "week" if next => Some((Ok(Day::NextWeekEnd), end + 1)),
                "month" if next => Some((Ok(Day::NextMonthEnd), end + 1)),
                "week" => Some((Ok(Day::WeekEnd), end + 1)),
                "month" => Some((Ok(Day::MonthEnd), end + 1)),
                "year" if !next => Some((Ok(Day::YearEnd), end + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Weekdays, and what stands around them.
fn week(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let first = word(tokens, at)?;
    let next_week = |at: usize| is(tokens, at, "next") && is(tokens, at + 1, "week");
    if next_week(at) {
        let on = at + 2 + usize::from(is(tokens, at + 2, "on"));
        return match word(tokens, on).and_then(weekday) {
            Some(day) => Some((Ok(Day::NextWeek(day)), on + 1)),
            None => Some((Err(Doubt::Vague), at + 2)),
        };
    }
    if matches!(first, "next" | "this" | "coming" | "upcoming") {
        let more = usize::from(first == "this" && matches!(word(tokens, at + 1), Some("coming" | "upcoming")));
        let named = word(tokens, at + 1 + more)?;
        if matches!(named, "week" | "weekend" | "month") {
            return Some((Err(Doubt::Vague), at + 2 + more));
        }
        let day = weekday(named)?;
        let read = if first == "next" { Day::NextWeek(day) } else { Day::Coming(day) };
        return Some((Ok(read), at + 2 + more));
    }
    if matches!(first, "last" | "previous") {
        let named = word(tokens, at + 1)?;
        let over = weekday(named).is_some() || matches!(named, "night" | "week" | "weekend" | "month" | "year");
        return over.then_some((Err(Doubt::Past), at + 2));
    }
    let day = weekday(first)?;
    if own(first) && !is_day(tokens, at) {
        return None;
    }
    let end = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.sign('.') && t.glued));
    match next_week(at + 1) {
        true => Some((Ok(Day::NextWeek(day)), at + 3)),
        false => Some((Ok(Day::Coming(day)), if is(tokens, end, "the") { end } else { at + 1 })),
    }
}

/// Whether a short name of a day is a word of its own: `i sat`, `the sun`.
pub(super) fn own(word: &str) -> bool {
    matches!(word, "sat" | "sun" | "wed" | "mon")
}

/// Whether a word of its own is a day: beside other words of time, or at an end.
fn is_day(tokens: &[Token], at: usize) -> bool {
    let numbered = |at: usize| number(tokens, at).is_some() || word(tokens, at).is_some_and(timely);
    let follows = match tokens.get(at + 1).map(|t| &t.kind) {
        None | Some(Kind::Sign(_)) => !matches!(
            before(tokens, at),
            Some("i" | "he" | "she" | "we" | "they" | "you" | "it" | "who" | "and" | "the" | "just" | "to" | "were")
        ),
        Some(Kind::Number(..)) => word(tokens, at + 2).and_then(super::ahead::unit).is_none(),
        Some(Kind::Word(w)) => match w.as_str() {
            "at" | "from" | "between" | "before" | "after" | "by" | "the" => numbered(at + 2),
            "next" => is(tokens, at + 2, "week"),
            "or" | "and" | "to" | "through" => word(tokens, at + 2).and_then(weekday).is_some(),
            w => timely(w),
        },
    };
    let leads = matches!(
        before(tokens, at),
        Some(
            "by" | "on" | "before" | "until" | "till" | "from" | "since" | "this" | "next" | "last" | "every" | "noon"
        )
    );
    let pair = matches!(before(tokens, at), Some("or" | "to" | "and" | "through")) && at > 1;
    follows || leads || (pair && word(tokens, at - 2).and_then(weekday).is_some())
}

/// Whether a word belongs to times.
fn timely(word: &str) -> bool {
    Part::named(word).is_some()
        || month_named(word).is_some()
        || matches!(word, "noon" | "midday" | "midnight" | "eod" | "cob" | "half")
}

/// The weekday that a word names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "mon" | "monday" => Some(Weekday::Mon),
        "tue" | "tuesday" => Some(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Some(Weekday::Wed),
        "thu" | "thur" | "thursday" => Some(Weekday::Thu),
        "fri" | "friday" => Some(Weekday::Fri),
        "sat" | "saturday" => Some(Weekday::Sat),
        "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
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
