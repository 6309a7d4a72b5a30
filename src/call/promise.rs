//! Promises with a time: what `call back with the driver's answer Thu noon` is due, and how that is said.
//!
//! A promise is for another person, so nothing is guessed that could be kept wrongly: `soon`, `2-4pm` or `5/6` are asked
//! back, and what was understood is shown before it counts. Spans of time mean their end: `by Friday` is the end of
//! business, `Monday morning` is noon. The words of time are found by [`timeframe`](super::timeframe), as in any text;
//! a promise is a text with one clear moment.

mod read;
#[cfg(test)]
mod tests;

use std::{fmt, ops::Range};

use chrono::{DateTime, Datelike, TimeDelta, TimeZone, Utc};

pub use super::timeframe::Doubt;
use super::timeframe::due;

/// A promise that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// When it falls due; always after the moment it was made.
    pub due: DateTime<Utc>,
    /// What is promised: the text without its words of time, perhaps empty.
    pub what: String,
    /// The bytes of the text that hold the words of time; where these stand apart, from the first to the last.
    pub span: Range<usize>,
}

/// Why a promise has no time yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// No word of time was found.
    Missing,
    /// There are words of time, but they do not say one moment.
    Ambiguous {
        /// Where they stand, in bytes.
        span: Range<usize>,
        /// Why they do not.
        doubt: Doubt,
    },
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unclear::Missing => f.write_str("by when?"),
            Unclear::Ambiguous { doubt, .. } => doubt.fmt(f),
        }
    }
}

impl std::error::Error for Unclear {}

/// Reads what is promised and by when, as someone in the zone of `now` means it.
///
/// A stretch in hours or minutes is elapsed time; days, weeks and times of day are read off the wall clock. A time that
/// the clock skips in spring becomes the first moment after the gap; one that comes twice in autumn is the first of the
/// two that is still ahead. A time without a day that is past means the next day; a weekday that is today means next
/// week unless its time is still ahead; a date without a year that is past means next year.
///
/// # Errors
/// Where the text names no time, or not exactly one.
pub fn parse<Tz: TimeZone>(text: &str, now: &DateTime<Tz>) -> Result<Understood, Unclear> {
    let (found, places) = read::read(text).ok_or(Unclear::Missing)?;
    let ends = places.first().zip(places.last()).map(|(a, b)| a.start..b.end);
    let span = ends.ok_or(Unclear::Missing)?;
    let due = match found.doubt {
        Some(doubt) => Err(doubt),
        None => due(&found, now),
    };
    match due {
        Ok(due) => Ok(Understood { due, what: without(text, &places), span }),
        Err(doubt) => Err(Unclear::Ambiguous { span, doubt }),
    }
}

/// A text without some of its stretches, with single blanks and no sign left hanging at its ends.
fn without(text: &str, places: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for place in places {
        rest.push_str(&text[from..place.start]);
        rest.push(' ');
        from = place.end;
    }
    rest.push_str(&text[from..]);
    let words: Vec<&str> = rest.split_whitespace().filter(|w| !matches!(*w, "," | ";" | ":" | "-" | "–")).collect();
    words.join(" ").trim_matches(|c: char| matches!(c, ',' | ';' | ':') || c.is_whitespace()).to_string()
}

/// How a due time is said: `Thu 19 Nov 12:00` and `in 21 h 51 min`; from 36 hours on `in 3 days`, by the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The day and the time in the zone of the person; with the year where it is another.
    pub when: String,
    /// How far away it is; `38 min ago` once it is over.
    pub away: String,
}

/// Says a due time as someone in the zone of `now` would.
pub fn describe<Tz: TimeZone>(due: DateTime<Utc>, now: &DateTime<Tz>) -> Described {
    let local = due.with_timezone(&now.timezone()).naive_local();
    let today = now.naive_local();
    let year = local.year() != today.year();
    let when = local.format(if year { "%a %-d %b %Y %H:%M" } else { "%a %-d %b %H:%M" }).to_string();
    let left = due.signed_duration_since(now);
    let away = match stretch(left.abs(), (local.date() - today.date()).num_days().abs()) {
        None if left < TimeDelta::zero() => "just now".to_string(),
        None => "in less than a minute".to_string(),
        Some(text) if left < TimeDelta::zero() => format!("{text} ago"),
        Some(text) => format!("in {text}"),
    };
    Described { when, away }
}

/// Below so many hours, hours are easier to feel than days.
const HOURS: i64 = 36;

/// A stretch of time over so many midnights: in days, or in hours and minutes rounded down; none below a minute.
fn stretch(time: TimeDelta, days: i64) -> Option<String> {
    let (hours, rest) = (time.num_hours(), time.num_minutes() % 60);
    Some(match (hours, rest) {
        (HOURS.., _) if days > 1 => format!("{days} days"),
        (0, 0) => return None,
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    })
}
