//! Times of day: `noon`, `5pm`, `17:00`, `half past three`, `nine thirty`, `in the morning`.

use super::{
    lex::{Kind, Token, is, sign, word},
    number::{below_hundred, count},
};

/// A time of day as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::call) enum Clock {
    /// Hour and minute, beyond doubt.
    Sure(u32, u32),
    /// An hour from 1 to 12 and a minute, without saying which half of the day.
    Half(u32, u32),
    /// The end of the day.
    Midnight,
}

/// A part of the day. A promise for it is kept when it is kept by its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::call) enum Part {
    /// Until noon.
    Morning,
    /// Until the end of business.
    Afternoon,
    /// Until eight.
    Evening,
}

/// The hour at which business ends: what `by Friday` and `end of day` mean.
pub(super) const CLOSE: u32 = 17;

impl Part {
    /// The hour by which it is kept.
    pub fn due(self) -> u32 {
        match self {
            Part::Morning => 12,
            Part::Afternoon => CLOSE,
            Part::Evening => 20,
        }
    }

    /// The last time that may still be called so, for a promise made after [`Part::due`].
    pub fn last(self) -> (u32, u32) {
        match self {
            Part::Morning => (12, 0),
            Part::Afternoon => (18, 0),
            Part::Evening => (23, 0),
        }
    }

    /// The part of the day that a word names.
    pub fn named(word: &str) -> Option<Part> {
        match word {
            "morning" => Some(Part::Morning),
            "afternoon" => Some(Part::Afternoon),
            "evening" | "night" => Some(Part::Evening),
            _ => None,
        }
    }
}

impl Clock {
    /// Hour and minute in the 24 hours, as one of `part` where that is known. Without it an hour from 1 to 6 is
    /// after noon and one from 7 to 11 before: calls are returned by day. Midnight is 24:00.
    pub fn hour(self, part: Option<Part>) -> (u32, u32) {
        match (self, part) {
            (Clock::Sure(h, m), _) => (h, m),
            (Clock::Midnight, _) | (Clock::Half(12, 0), Some(Part::Evening)) => (24, 0),
            (Clock::Half(h, m), Some(Part::Morning)) => (h % 12, m),
            (Clock::Half(h, m), Some(_)) => (h % 12 + 12, m),
            (Clock::Half(h @ 7..=12, m), None) => (h, m),
            (Clock::Half(h, m), None) => (h + 12, m),
        }
    }

    /// The other reading of an hour that could be either half of the day, where it is later.
    pub fn later(self) -> Option<(u32, u32)> {
        match self {
            Clock::Half(h @ 7..=11, m) => Some((h + 12, m)),
            _ => None,
        }
    }
}

/// The time of day that begins at a token, and the token after it. `loose` also takes a bare number: after `at`, or
/// after a day.
pub(super) fn clock(tokens: &[Token], at: usize, loose: bool) -> Option<(Clock, usize)> {
    named(tokens, at)
        .or_else(|| spoken(tokens, at, loose))
        .or_else(|| digits(tokens, at, loose))
        .or_else(|| word_hour(tokens, at, loose))
}

/// `noon`, `midnight`, `eod`, `close of business`.
fn named(tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let close = Clock::Sure(CLOSE, 0);
    match tokens.get(at)?.word()? {
        "noon" | "midday" | "noonish" => Some((Clock::Sure(12, 0), at + 1)),
        "midnight" => Some((Clock::Midnight, at + 1)),
        "lunchtime" => Some((Clock::Sure(13, 0), at + 1)),
        "eod" | "cob" | "eob" => Some((close, at + 1)),
        "first" if is(tokens, at + 1, "thing") => Some((Clock::Sure(9, 0), at + 2)),
        "end" | "close" if is(tokens, at + 1, "of") => {
            let mut next = at + 2;
            for filler in ["the", "business", "working", "work"] {
                // `close of business` ends there; in `end of the business day` it does not.
                let ends = filler == "business" && !is(tokens, next + 1, "day");
                if is(tokens, next, filler) && !ends {
                    next += 1;
                }
            }
            let ends = ["day", "business", "play", "today"].iter().position(|word| is(tokens, next, word))?;
            // `end of today` names the day too, which is left to be read next.
            Some((close, if ends == 3 { next } else { next + 1 }))
        }
        _ => None,
    }
}

/// `half past three`, `quarter to 5`, `ten past two`, `twenty-two minutes past four`.
fn spoken(tokens: &[Token], at: usize, loose: bool) -> Option<(Clock, usize)> {
    let at = if is(tokens, at, "a") && is(tokens, at + 1, "quarter") { at + 1 } else { at };
    let (minutes, mut next) = match word(tokens, at) {
        Some("half") => (30, at + 1),
        Some("quarter") => (15, at + 1),
        _ => count(tokens, at)?,
    };
    if minutes == 0 || minutes >= 60 {
        return None;
    }
    next += usize::from(is(tokens, next, "minutes") || is(tokens, next, "minute"));
    let past = match word(tokens, next) {
        Some("past" | "after") => true,
        // `2 to 4pm` is a range; `two to four` and `2 min to 4` are not.
        Some("to" | "before") if next > at + 1 || tokens[at].word().is_some() => false,
        _ if is(tokens, at, "half") && loose => {
            let (hour, end) = hour_word(tokens, next)?;
            return finish(tokens, hour, 30, end);
        }
        _ => return None,
    };
    if is(tokens, next + 1, "noon") || is(tokens, next + 1, "midday") {
        return Some((Clock::Sure(if past { 12 } else { 11 }, if past { minutes } else { 60 - minutes }), next + 2));
    }
    let (hour, end) = hour_word(tokens, next + 1)?;
    match past {
        true => finish(tokens, hour, minutes, end),
        false => finish(tokens, (hour + 10) % 12 + 1, 60 - minutes, end),
    }
}

/// An hour from 1 to 12, in digits or as a word.
pub(super) fn hour_word(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let (hour, end) = match tokens.get(at)?.number() {
        Some((value, _)) => (value, at + 1),
        None => below_hundred(tokens, at)?,
    };
    (1..=12).contains(&hour).then_some((hour, end))
}

/// `5pm`, `5:30 p.m.`, `17:00`, `12.30`, `17h30`, `1730`, and a bare hour where that is allowed.
fn digits(tokens: &[Token], at: usize, loose: bool) -> Option<(Clock, usize)> {
    let (value, len) = tokens.get(at)?.number()?;
    if len == 4 && half(tokens, at + 1).is_some() {
        return finish(tokens, value / 100, value % 100, at + 1).filter(|_| value % 100 < 60);
    }
    if len == 4 && loose && !(1900..=2100).contains(&value) {
        let end = at + 1 + usize::from(is(tokens, at + 1, "h") || is(tokens, at + 1, "hrs"));
        return finish_exact(value / 100, value % 100, end);
    }
    if len > 2 {
        return None;
    }
    if let Some((minute, end)) = minute(tokens, at, loose) {
        let end = if sign(tokens, end, ':') && tokens.get(end + 1).is_some_and(|t| t.number().is_some()) {
            end + 2 // seconds are not promised
        } else {
            end
        };
        return match len == 2 && value < 10 {
            true => finish_exact(value, minute, end),
            false => finish(tokens, value, minute, end),
        };
    }
    let (clock, end) = finish(tokens, value, 0, at + 1)?;
    let marked = end > at + 1;
    (marked || (loose && stands_alone(tokens, at))).then_some((clock, end))
}

/// The minutes after an hour in digits, and the token after them.
fn minute(tokens: &[Token], at: usize, loose: bool) -> Option<(u32, usize)> {
    let (minute, digits) = tokens.get(at + 2).filter(|t| t.glued)?.number()?;
    let colon = sign(tokens, at + 1, ':');
    let dot = sign(tokens, at + 1, '.') && (loose || half(tokens, at + 3).is_some());
    let hour = loose && tokens.get(at + 1).is_some_and(|t| t.is("h") && t.glued);
    ((colon || dot || hour) && digits == 2 && minute < 60).then_some((minute, at + 3))
}

/// Whether nothing after a bare number makes it anything else than an hour.
fn stands_alone(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    let unit = next.word().is_some_and(|w| super::ahead::unit(w).is_some());
    let joined = next.glued && (next.word().is_some() || matches!(next.kind, Kind::Sign('/' | ':' | '%')));
    let fraction = next.glued && next.sign('.') && tokens.get(at + 2).is_some_and(|t| t.glued);
    !(unit || joined || fraction)
}

/// `at three`, `nine thirty`: only where a bare hour is allowed, or `pm` follows.
fn word_hour(tokens: &[Token], at: usize, loose: bool) -> Option<(Clock, usize)> {
    word(tokens, at)?;
    let (hour, end) = hour_word(tokens, at)?;
    let (minute, end) = minute_words(tokens, end).unwrap_or((0, end));
    let (clock, next) = finish(tokens, hour, minute, end)?;
    let other = word(tokens, end).is_some_and(|w| w == "of" || super::ahead::unit(w).is_some());
    (next > end || (loose && !other)).then_some((clock, next))
}

/// `thirty`, `twenty-one minutes`, `oh five` after an hour.
pub(super) fn minute_words(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let zero = usize::from(is(tokens, at, "oh") || is(tokens, at, "o"));
    let (minute, end) = below_hundred(tokens, at + zero)?;
    let right = if zero == 1 { minute < 10 } else { (10..60).contains(&minute) };
    // `at one twenty people` is rare; `at two thirty days` is not said.
    let end = end + usize::from(is(tokens, end, "minutes"));
    let unit = word(tokens, end).is_some_and(|w| super::ahead::unit(w).is_some());
    (right && !unit).then_some((minute, end))
}

/// `am`, `p.m.`, `p m`, `9p`, `o'clock`, `noon`: what half of the day, and the token after it.
pub(super) fn half(tokens: &[Token], at: usize) -> Option<(Option<bool>, usize)> {
    let clock = |end: usize| Some(half(tokens, end).unwrap_or((None, end)));
    match word(tokens, at)? {
        "am" => Some((Some(false), at + 1)),
        "pm" => Some((Some(true), at + 1)),
        "o'clock" => clock(at + 1),
        "o" if is(tokens, at + 1, "clock") => clock(at + 2),
        "ish" => clock(at + 1),
        letter @ ("a" | "p") => {
            let dot = |i: usize| tokens.get(i).is_some_and(|t| t.sign('.'));
            let m = at + 1 + usize::from(dot(at + 1));
            if is(tokens, m, "m") {
                // The last dot goes with it, unless it is set off as the end of a sentence would never be.
                return Some((Some(letter == "p"), m + 1 + usize::from(dot(m + 1) && dot(at + 1))));
            }
            let said = at > 1 && (is(tokens, at - 2, "at") || is(tokens, at - 2, "by"));
            (tokens[at].glued && said).then_some((Some(letter == "p"), at + 1))
        }
        _ => None,
    }
}

/// An hour and a minute with whatever follows them.
fn finish(tokens: &[Token], hour: u32, minute: u32, end: usize) -> Option<(Clock, usize)> {
    if hour == 12 && minute == 0 && (is(tokens, end, "noon") || is(tokens, end, "midday")) {
        return Some((Clock::Sure(12, 0), end + 1));
    }
    if hour == 12 && minute == 0 && is(tokens, end, "midnight") {
        return Some((Clock::Midnight, end + 1));
    }
    match half(tokens, end) {
        Some((Some(pm), end)) if (1..=12).contains(&hour) => {
            finish_exact(hour % 12 + if pm { 12 } else { 0 }, minute, end)
        }
        Some((_, end)) => read(hour, minute, end),
        None => read(hour, minute, end),
    }
}

fn read(hour: u32, minute: u32, end: usize) -> Option<(Clock, usize)> {
    match hour {
        1..=12 => Some((Clock::Half(hour, minute), end)),
        24 if minute == 0 => Some((Clock::Midnight, end)),
        _ => finish_exact(hour, minute, end),
    }
}

fn finish_exact(hour: u32, minute: u32, end: usize) -> Option<(Clock, usize)> {
    (hour < 24 && minute < 60).then_some((Clock::Sure(hour, minute), end))
}

#[cfg(test)]
mod tests {
    use super::super::lex::tokens;
    use super::*;

    fn loose(text: &str) -> Option<Clock> {
        clock(&tokens(text), 0, true).map(|x| x.0)
    }

    fn strict(text: &str) -> Option<Clock> {
        clock(&tokens(text), 0, false).map(|x| x.0)
    }

    #[test]
    fn what_says_by_itself_that_it_is_a_time() {
        let table = [
            ("noon", Clock::Sure(12, 0)),
            ("midnight", Clock::Midnight),
            ("17:00", Clock::Sure(17, 0)),
            ("17:00:30", Clock::Sure(17, 0)),
            ("07:30", Clock::Sure(7, 30)),
            ("7:30", Clock::Half(7, 30)),
            ("5pm", Clock::Sure(17, 0)),
            ("12am", Clock::Sure(0, 0)),
            ("12pm", Clock::Sure(12, 0)),
            ("12 noon", Clock::Sure(12, 0)),
            ("12 midnight", Clock::Midnight),
            ("5.30 p.m.", Clock::Sure(17, 30)),
            ("three pm", Clock::Sure(15, 0)),
            ("3 o'clock", Clock::Half(3, 0)),
            ("half past three", Clock::Half(3, 30)),
            ("a quarter to 1", Clock::Half(12, 45)),
            ("ten past two pm", Clock::Sure(14, 10)),
            ("quarter to noon", Clock::Sure(11, 45)),
            ("eod", Clock::Sure(17, 0)),
            ("end of the day", Clock::Sure(17, 0)),
            ("close of business", Clock::Sure(17, 0)),
            ("end of the business day", Clock::Sure(17, 0)),
            ("end of business", Clock::Sure(17, 0)),
        ];
        for (text, want) in table {
            assert_eq!(strict(text), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_a_time_only_after_a_day_or_a_preposition() {
        let table = [
            ("12", Clock::Half(12, 0)),
            ("15", Clock::Sure(15, 0)),
            ("12.30", Clock::Half(12, 30)),
            ("1730", Clock::Sure(17, 30)),
            ("17h30", Clock::Sure(17, 30)),
            ("three", Clock::Half(3, 0)),
            ("half three", Clock::Half(3, 30)),
            ("24", Clock::Midnight),
        ];
        for (text, want) in table {
            assert_eq!(loose(text), Some(want), "{text}");
            assert_eq!(strict(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in
            ["25", "4471", "12th", "2 hours", "12:5", "25:00", "12.5", "3%", "one of them", "2026", "a", "end of"]
        {
            assert_eq!(loose(text), None, "{text}");
        }
    }

    #[test]
    fn an_hour_takes_the_half_of_the_day_that_is_meant() {
        assert_eq!(Clock::Half(9, 0).hour(None), (9, 0));
        assert_eq!(Clock::Half(7, 30).hour(None), (7, 30));
        assert_eq!(Clock::Half(6, 59).hour(None), (18, 59));
        assert_eq!(Clock::Half(3, 30).hour(None), (15, 30));
        assert_eq!(Clock::Half(12, 0).hour(None), (12, 0));
        assert_eq!(Clock::Half(6, 0).hour(Some(Part::Morning)), (6, 0));
        assert_eq!(Clock::Half(8, 0).hour(Some(Part::Evening)), (20, 0));
        assert_eq!(Clock::Half(12, 0).hour(Some(Part::Evening)), (24, 0));
        assert_eq!(Clock::Half(9, 0).later(), Some((21, 0)));
        assert_eq!(Clock::Half(7, 0).later(), Some((19, 0)));
        assert_eq!(Clock::Half(3, 0).later(), None);
    }
}
