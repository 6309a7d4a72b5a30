//! Stretches of time in a promise: `in 2h`, `within 24 hours`, `in an hour and a half`, `within 3 working days`.

use super::{
    Doubt,
    lex::{Token, number_word},
};

/// How far ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ahead {
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
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A day of the calendar.
    Day,
    /// Seven days.
    Week,
    /// Fourteen days.
    Fortnight,
    /// A month of the calendar.
    Month,
}

/// More than this is no promise: ten years, in days.
const MOST_DAYS: u32 = 3660;

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    match word {
        "m" | "min" | "mins" | "minute" | "minutes" => Some(Unit::Minute),
        "h" | "hr" | "hrs" | "hour" | "hours" | "hour's" | "hours'" => Some(Unit::Hour),
        "d" | "day" | "days" | "day's" => Some(Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" | "week's" => Some(Unit::Week),
        "fortnight" | "fortnights" | "fortnight's" => Some(Unit::Fortnight),
        "month" | "months" => Some(Unit::Month),
        _ => None,
    }
}

/// What was read: a stretch, or why it is none that one can promise.
pub(super) type Read = Result<Ahead, Doubt>;

/// The stretch that begins at a token with `in`, `within` or `+`, or ends in `from now`; and the token after it.
pub(super) fn ahead(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let first = tokens.get(at)?;
    let led = first.is("in") || first.is("within") || first.sign('+');
    let mut start = at + usize::from(led);
    if led && tokens.get(start).is_some_and(|t| t.is("the")) {
        start += 1;
    }
    if led && tokens.get(start).is_some_and(|t| t.is("next")) {
        start += 1;
    }
    let (read, mut end) = stretch(tokens, start)?;
    let word = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.is(word));
    let from_now = word(end, "from") && word(end + 1, "now");
    end += if from_now { 2 } else { usize::from(word(end, "time")) };
    (led || from_now).then_some((read, end))
}

/// An amount and a unit without any lead: `2h`, `90 min`.
pub(super) fn stretch(tokens: &[Token], at: usize) -> Option<(Read, usize)> {
    let (hundredths, end) = amount(tokens, at)?;
    let hundredths = match hundredths {
        Ok(amount) => amount,
        Err(doubt) => {
            let end = end + usize::from(working(tokens, end));
            tokens.get(end)?.word().and_then(unit)?;
            return Some((Err(doubt), end + 1));
        }
    };
    let working = working(tokens, end);
    let end = end + usize::from(working);
    let unit = tokens.get(end)?.word().and_then(unit)?;
    let (more, end) = rest(tokens, end + 1, unit);
    Some((total(hundredths + more, unit, working), end))
}

fn working(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is("working") || t.is("business") || t.is("work"))
}

/// What adds to an amount of hours: `30` in `1h30`, `15 min`, `and a half`; in hundredths of the unit.
fn rest(tokens: &[Token], at: usize, of: Unit) -> (u64, usize) {
    let word = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.is(word));
    if word(at, "and") && word(at + 1, "a") && word(at + 2, "half") {
        return (50, at + 3);
    }
    if of != Unit::Hour {
        return (0, at);
    }
    let start = at + usize::from(word(at, "and"));
    let Some(token) = tokens.get(start) else { return (0, at) };
    let Some((minutes, _)) = token.number().filter(|(value, _)| *value < 60) else { return (0, at) };
    let named = tokens.get(start + 1).and_then(Token::word).and_then(unit) == Some(Unit::Minute);
    match (named, token.glued && start == at) {
        // Rounded up, so that no promise falls due before the minute that was said.
        (true, _) => (u64::from(minutes * 100).div_ceil(60), start + 2),
        (false, true) => (u64::from(minutes * 100).div_ceil(60), start + 1),
        _ => (0, at),
    }
}

/// The hundredths of a unit as a stretch.
fn total(hundredths: u64, unit: Unit, working: bool) -> Read {
    let too_far = |days: u64| days > u64::from(MOST_DAYS);
    let whole = hundredths / 100;
    let days =
        |days: u64| if too_far(days) { Err(Doubt::TooFar) } else { Ok(u32::try_from(days).unwrap_or(MOST_DAYS)) };
    match unit {
        _ if hundredths == 0 => Err(Doubt::Vague),
        Unit::Minute | Unit::Hour => {
            let size = if unit == Unit::Hour { 3600 } else { 60 };
            let seconds = hundredths.saturating_mul(size) / 100;
            // Hundredths of an hour are 36 s: a stretch of whole minutes is meant.
            let seconds = if hundredths.is_multiple_of(100) { seconds } else { seconds / 60 * 60 };
            match too_far(seconds / 86_400) || seconds == 0 {
                true => Err(Doubt::TooFar),
                false => Ok(Ahead::Seconds(i64::try_from(seconds).unwrap_or(i64::MAX))),
            }
        }
        Unit::Day if working => days(whole).map(Ahead::Working),
        Unit::Day if !hundredths.is_multiple_of(100) => total(hundredths * 24, Unit::Hour, false),
        Unit::Day => days(whole).map(Ahead::Days),
        Unit::Week => days(hundredths.saturating_mul(7) / 100).map(Ahead::Days),
        Unit::Fortnight => days(hundredths.saturating_mul(14) / 100).map(Ahead::Days),
        Unit::Month if whole > 120 => Err(Doubt::TooFar),
        Unit::Month => Ok(Ahead::Months(u32::try_from(whole).unwrap_or(120))),
    }
}

/// How many, in hundredths, and the token after it.
fn amount(tokens: &[Token], at: usize) -> Option<(Result<u64, Doubt>, usize)> {
    let token = tokens.get(at)?;
    let word = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.is(word));
    if let Some((value, _)) = token.number() {
        return Some(decimal(tokens, at, value));
    }
    match token.word()? {
        "half" => Some((Ok(50), at + 1 + usize::from(word(at + 1, "an") || word(at + 1, "a")))),
        "couple" => Some((Ok(200), at + 1 + usize::from(word(at + 1, "of")))),
        "a" if word(at + 1, "couple") => amount(tokens, at + 1),
        "a" if word(at + 1, "few") => Some((Err(Doubt::Vague), at + 2)),
        "few" | "several" | "some" => Some((Err(Doubt::Vague), at + 1)),
        // `within the hour`: the article was read as a lead.
        "hour" | "day" | "week" | "fortnight" | "month" if at > 0 && word(at - 1, "the") => Some((Ok(100), at)),
        text => {
            let value = u64::from(number_word(text)?) * 100;
            let end = at + 1;
            if word(end, "and") && word(end + 1, "a") && word(end + 2, "half") {
                return Some((Ok(value + 50), end + 3));
            }
            if (word(end, "or") || word(end, "to")) && amount(tokens, end + 1).is_some() {
                return amount(tokens, end + 1).map(|(_, end)| (Err(Doubt::Range), end));
            }
            Some((Ok(value), end))
        }
    }
}

/// A number in digits: whole, with a fraction, or the first of a range.
fn decimal(tokens: &[Token], at: usize, value: u32) -> (Result<u64, Doubt>, usize) {
    let whole = u64::from(value) * 100;
    let end = at + 1;
    let Some(next) = tokens.get(end) else { return (Ok(whole), end) };
    let number = |at: usize| tokens.get(at).and_then(Token::number);
    if (next.sign('.') || next.sign(',')) && tokens.get(end + 1).is_some_and(|t| t.glued) {
        match number(end + 1) {
            Some((fraction, 1)) => return (Ok(whole + u64::from(fraction) * 10), end + 2),
            Some((fraction, 2)) => return (Ok(whole + u64::from(fraction)), end + 2),
            _ => {}
        }
    }
    let range = next.sign('-') || next.sign('–') || next.is("to") || next.is("or");
    if range
        && (number(end + 1).is_some()
            || tokens.get(end + 1).and_then(Token::word).is_some_and(|w| number_word(w).is_some()))
    {
        return (Err(Doubt::Range), end + 2);
    }
    (Ok(whole), end)
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
