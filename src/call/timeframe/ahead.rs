//! Stretches of time: `in 2h`, `within 24 hours`, `in an hour and a half`, `3-5 working days`, `a couple of weeks`.

use super::{
    Doubt,
    lex::{Token, is, number, sign, word},
    number::count,
};

/// How far ahead, or how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::call) enum Ahead {
    /// So many elapsed seconds.
    Seconds(i64),
    /// So many days of the calendar.
    Days(u32),
    /// So many days from Monday to Friday.
    Working(u32),
    /// So many months of the calendar.
    Months(u32),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// The smallest that is said.
    Second,
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A day of the calendar.
    Day,
    /// A night, which is as long as a day.
    Night,
    /// Seven days.
    Week,
    /// Fourteen days.
    Fortnight,
    /// A month of the calendar.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// More than this is no promise: ten years, in days.
const MOST_DAYS: u32 = 3660;

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    match word {
        "second" | "seconds" => Some(Unit::Second),
        "m" | "min" | "minute" | "minutes" | "minute's" | "minutes'" => Some(Unit::Minute),
        "h" | "hour" | "hours" | "hour's" | "hours'" => Some(Unit::Hour),
        "d" | "day" | "days" | "day's" | "weekday" | "weekdays" => Some(Unit::Day),
        "night" | "nights" => Some(Unit::Night),
        "w" | "week" | "weeks" | "week's" | "weekend" | "weekends" => Some(Unit::Week),
        "fortnight" | "fortnights" | "fortnight's" => Some(Unit::Fortnight),
        "month" | "months" | "month's" => Some(Unit::Month),
        "quarter" | "quarters" => Some(Unit::Quarter),
        "year" | "years" | "year's" => Some(Unit::Year),
        "decade" | "decades" => Some(Unit::Decade),
        "century" | "centuries" => Some(Unit::Century),
        _ => None,
    }
}

/// A stretch has no more parts than this after its first: years, weeks, days and hours.
const MOST_PARTS: usize = 3;

/// What was read: a stretch, or why it is none that one can promise.
pub(super) type Read = Result<Ahead, Doubt>;

/// Words between a lead and its amount that do not change by when it is.
const NEARLY: [&str; 12] =
    ["under", "less", "than", "about", "around", "approximately", "roughly", "just", "at", "most", "no", "more"];

/// The stretch that begins at a token with `in`, `within` or `+`, or ends in `from now`; and the token after it.
pub(super) fn ahead(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let first = tokens.get(at)?;
    let led = first.is("in") || first.is("within") || first.sign('+');
    let mut start = at + usize::from(led);
    if led {
        start += usize::from(is(tokens, start, "the"));
        start += usize::from(is(tokens, start, "next") || is(tokens, start, "coming"));
        while word(tokens, start).is_some_and(|w| NEARLY.contains(&w)) && start - at < 5 {
            start += 1;
        }
    }
    let (read, mut end) = stretch(tokens, start)?;
    let from_now = is(tokens, end, "from") && matches!(word(tokens, end + 1), Some("now" | "today"));
    end += if from_now { 2 } else { usize::from(is(tokens, end, "time")) };
    (led || from_now).then_some((read, end))
}

/// An amount and a unit without any lead: `2h`, `90 min`, `3 days and 4 hours`.
pub(super) fn stretch(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let (mut read, mut end) = simple(tokens, at)?;
    // More goes with it only where it is said as more.
    for _ in 0..MOST_PARTS {
        let Some((more, next)) = simple(tokens, end + 1).filter(|_| is(tokens, end, "and")) else { break };
        read = read.and_then(|read| sum(read, more?));
        end = next;
    }
    Some((read, end))
}

fn sum(a: Ahead, b: Ahead) -> Read {
    match (a, b) {
        (Ahead::Seconds(a), Ahead::Seconds(b)) => Ok(Ahead::Seconds(a.saturating_add(b))),
        (Ahead::Days(a), Ahead::Days(b)) => Ok(Ahead::Days(a.saturating_add(b))),
        (Ahead::Days(a), Ahead::Seconds(b)) | (Ahead::Seconds(b), Ahead::Days(a)) => {
            Ok(Ahead::Seconds(i64::from(a) * 86_400 + b))
        }
        (Ahead::Months(a), Ahead::Months(b)) => Ok(Ahead::Months(a.saturating_add(b))),
        _ => Err(Doubt::Vague),
    }
}

/// One amount with one unit.
fn simple(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let (hundredths, end) = amount(tokens, at)?;
    let working = working(tokens, end);
    let end = end + usize::from(working) + usize::from(whole(tokens, end));
    let dash = usize::from(sign(tokens, end, '-') && tokens.get(end + 1).is_some_and(|t| t.glued));
    let unit = word(tokens, end + dash).and_then(unit)?;
    let end = end + dash + 1;
    match hundredths {
        Ok(amount) => {
            let (more, end) = rest(tokens, end, unit);
            Some((total(amount + more, unit, working), end))
        }
        Err(doubt) => Some((Err(doubt), end)),
    }
}

fn working(tokens: &[Token], at: usize) -> bool {
    matches!(word(tokens, at), Some("working" | "business" | "work" | "banking"))
}

/// `two full days`: a word that adds nothing.
fn whole(tokens: &[Token], at: usize) -> bool {
    matches!(
        word(tokens, at),
        Some("full" | "whole" | "more" | "calendar" | "long" | "short" | "consecutive" | "straight")
    )
}

/// What adds to an amount of hours: `30` in `1h30`, `15 min`, `and a half`; in hundredths of the unit.
fn rest(tokens: &[Token], at: usize, of: Unit) -> (u64, usize) {
    if is(tokens, at, "and") && is(tokens, at + 1, "a") && is(tokens, at + 2, "half") {
        return (50, at + 3);
    }
    if of != Unit::Hour {
        return (0, at);
    }
    let start = at + usize::from(is(tokens, at, "and"));
    let Some((minutes, end)) = count(tokens, start).filter(|(value, _)| *value < 60) else { return (0, at) };
    let named = word(tokens, end).and_then(unit) == Some(Unit::Minute);
    let glued = start == at && tokens[start].glued && tokens[start].number().is_some();
    match (named, glued) {
        // Rounded up, so that no promise falls due before the minute that was said.
        (true, _) => (u64::from(minutes * 100).div_ceil(60), end + 1),
        (false, true) => (u64::from(minutes * 100).div_ceil(60), end),
        _ => (0, at),
    }
}

/// The hundredths of a unit as a stretch.
fn total(hundredths: u64, unit: Unit, working: bool) -> Read {
    let too_far = |days: u64| days > u64::from(MOST_DAYS);
    let whole = hundredths / 100;
    let days =
        |days: u64| if too_far(days) { Err(Doubt::TooFar) } else { Ok(u32::try_from(days).unwrap_or(MOST_DAYS)) };
    let months = |each: u64| match hundredths.saturating_mul(each) / 100 {
        121.. => Err(Doubt::TooFar),
        months => Ok(Ahead::Months(u32::try_from(months).unwrap_or(120))),
    };
    match unit {
        // Nobody means one second by `in a second`.
        _ if hundredths == 0 || (unit == Unit::Second && hundredths == 100) => Err(Doubt::Vague),
        Unit::Second | Unit::Minute | Unit::Hour => {
            let size = [1, 60, 3600][unit as usize];
            let seconds = hundredths.saturating_mul(size) / 100;
            // Hundredths of an hour are 36 s: a stretch of whole minutes is meant.
            let exact = hundredths.is_multiple_of(100) || unit == Unit::Second;
            let seconds = if exact { seconds } else { seconds / 60 * 60 };
            match too_far(seconds / 86_400) || seconds == 0 {
                true => Err(Doubt::TooFar),
                false => Ok(Ahead::Seconds(i64::try_from(seconds).unwrap_or(i64::MAX))),
            }
        }
        Unit::Day if working => days(whole).map(Ahead::Working),
        Unit::Day if !hundredths.is_multiple_of(100) => total(hundredths.saturating_mul(24), Unit::Hour, false),
        Unit::Day | Unit::Night => days(whole).map(Ahead::Days),
        Unit::Week => days(hundredths.saturating_mul(7) / 100).map(Ahead::Days),
        Unit::Fortnight => days(hundredths.saturating_mul(14) / 100).map(Ahead::Days),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => Err(Doubt::TooFar),
    }
}

/// How many, in hundredths, and the token after it.
pub(super) fn amount(tokens: &[Token], at: usize) -> Option<(Result<u64, Doubt>, usize)> {
    if tokens.get(at)?.number().is_some() {
        return decimal(tokens, at);
    }
    let vague = |end: usize| Some((Err(Doubt::Vague), end));
    let of = |at: usize| at + usize::from(is(tokens, at, "of"));
    match word(tokens, at)? {
        "half" => Some((Ok(50), at + 1 + usize::from(is(tokens, at + 1, "an") || is(tokens, at + 1, "a")))),
        "couple" => Some((Ok(200), of(at + 1))),
        "a" | "another" if is(tokens, at + 1, "couple") => amount(tokens, at + 1),
        "a" if is(tokens, at + 1, "half") => Some((Ok(50), at + 2)),
        "a" if is(tokens, at + 1, "quarter") && is(tokens, at + 2, "of") && is(tokens, at + 3, "an") => {
            Some((Ok(25), at + 4))
        }
        "quarter" if is(tokens, at + 1, "of") && is(tokens, at + 2, "an") => Some((Ok(25), at + 3)),
        "a" | "another" if is(tokens, at + 1, "few") => vague(at + 2),
        "a" if matches!(word(tokens, at + 1), Some("lot" | "number")) && is(tokens, at + 2, "of") => vague(at + 3),
        "a" if is(tokens, at + 1, "dozen") => Some((Ok(1200), at + 2)),
        "few" | "several" | "some" | "many" => vague(at + 1),
        // `within the hour`: the article was read as a lead.
        "hour" if at > 0 && is(tokens, at - 1, "the") => Some((Ok(100), at)),
        "day" | "week" | "fortnight" | "month" | "year"
            if at > 1 && is(tokens, at - 1, "the") && is(tokens, at - 2, "within") =>
        {
            Some((Ok(100), at))
        }
        // `in the next week`, `within the next hour`.
        "hour" | "week" | "month" | "year" if at > 1 && is(tokens, at - 1, "next") && led(tokens, at - 1) => {
            Some((Ok(100), at))
        }
        "a" | "an" | "another" => Some(match count(tokens, at) {
            Some((value, end)) => (Ok(u64::from(value) * 100), end),
            None => (Ok(100), at + 1),
        }),
        _ => {
            let (value, end) = count(tokens, at)?;
            Some(wider(tokens, u64::from(value) * 100, end))
        }
    }
}

/// Whether `in`, `in the`, `within the` stands before a place.
fn led(tokens: &[Token], at: usize) -> bool {
    let at = at - usize::from(at > 0 && is(tokens, at - 1, "the"));
    at > 0 && (is(tokens, at - 1, "in") || is(tokens, at - 1, "within"))
}

/// What follows a whole amount: `and a half`, or that it is the first of a range.
fn wider(tokens: &[Token], hundredths: u64, end: usize) -> (Result<u64, Doubt>, usize) {
    let half = is(tokens, end, "and") && is(tokens, end + 1, "a");
    match word(tokens, end + 2) {
        Some("half") if half => return (Ok(hundredths + 50), end + 3),
        Some("quarter") if half => return (Ok(hundredths + 25), end + 3),
        _ => {}
    }
    let Some(joint) = tokens.get(end) else { return (Ok(hundredths), end) };
    let joined = matches!(joint.word(), Some("to" | "or")) || ['-', '–', '~'].into_iter().any(|c| joint.sign(c));
    match count(tokens, end + 1).filter(|_| joined) {
        Some((_, end)) => (Err(Doubt::Range), end),
        None => (Ok(hundredths), end),
    }
}

/// A number in digits: whole, with a fraction, or the first of a range.
fn decimal(tokens: &[Token], at: usize) -> Option<(Result<u64, Doubt>, usize)> {
    if (sign(tokens, at + 1, '.') || sign(tokens, at + 1, ',')) && tokens.get(at + 2).is_some_and(|t| t.glued) {
        let whole = u64::from(number(tokens, at)?.0) * 100;
        match number(tokens, at + 2) {
            Some((fraction, 1)) => return Some((Ok(whole + u64::from(fraction) * 10), at + 3)),
            Some((fraction, 2)) => return Some((Ok(whole + u64::from(fraction)), at + 3)),
            _ => {}
        }
    }
    let (value, end) = count(tokens, at)?;
    Some(wider(tokens, u64::from(value) * 100, end))
}

#[cfg(test)]
mod tests {
    use super::super::lex::tokens;
    use super::*;

    fn read(text: &str) -> Option<Read> {
        let tokens = tokens(text);
        ahead(&tokens, 0).filter(|(_, end)| *end == tokens.len()).map(|x| x.0)
    }

    #[test]
    fn stretches() {
        let table = [
            ("in 2h", Ahead::Seconds(7200)),
            ("in 2 hours", Ahead::Seconds(7200)),
            ("in 90 min", Ahead::Seconds(5400)),
            ("in two hours", Ahead::Seconds(7200)),
            ("in an hour", Ahead::Seconds(3600)),
            ("in half an hour", Ahead::Seconds(1800)),
            ("in an hour and a half", Ahead::Seconds(5400)),
            ("in 1.5 h", Ahead::Seconds(5400)),
            ("in one and a half hours", Ahead::Seconds(5400)),
            ("in 1h30", Ahead::Seconds(5400)),
            ("in 1 h 20 min", Ahead::Seconds(4800)),
            ("in 2 hours and 15 minutes", Ahead::Seconds(8100)),
            ("in 2 hours and 7 minutes", Ahead::Seconds(7620)),
            ("within 24 hours", Ahead::Seconds(86_400)),
            ("within the hour", Ahead::Seconds(3600)),
            ("within the next 2 hours", Ahead::Seconds(7200)),
            ("2 hours from now", Ahead::Seconds(7200)),
            ("in an hour's time", Ahead::Seconds(3600)),
            ("in a couple of hours", Ahead::Seconds(7200)),
            ("in a couple of days", Ahead::Days(2)),
            ("in 3 days", Ahead::Days(3)),
            ("in a week", Ahead::Days(7)),
            ("in a fortnight", Ahead::Days(14)),
            ("in a fortnight's time", Ahead::Days(14)),
            ("within two fortnights", Ahead::Days(28)),
            ("in half a day", Ahead::Seconds(43_200)),
            ("within 3 working days", Ahead::Working(3)),
            ("in two months", Ahead::Months(2)),
            ("+45 min", Ahead::Seconds(2700)),
        ];
        for (text, want) in table {
            assert_eq!(read(text), Some(Ok(want)), "{text}");
        }
    }

    #[test]
    fn stretches_that_cannot_be_promised() {
        let table = [
            ("in a few days", Doubt::Vague),
            ("in some hours", Doubt::Vague),
            ("in 2-3 hours", Doubt::Range),
            ("within 3 to 5 working days", Doubt::Range),
            ("in one or two days", Doubt::Range),
            ("in 0 min", Doubt::Vague),
            ("in 99999 days", Doubt::TooFar),
            ("in 4000000000 hours", Doubt::TooFar),
            ("in 500 months", Doubt::TooFar),
        ];
        for (text, want) in table {
            assert_eq!(read(text), Some(Err(want)), "{text}");
        }
    }

    #[test]
    fn what_is_no_stretch() {
        for text in ["2h", "in time", "in the van", "in 2 vans", "within reach", "hour from now", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
