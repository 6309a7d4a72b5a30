//! Time frames in what is said: every date, time, length and recurrence of a text, and the moment that one names.
//!
//! Text comes typed, or from a speech recogniser: in lower case, without signs, numbers as words. What only sounds like
//! a time is left: `this may take longer`, `one moment`, `have a lovely week`. [`promise`](super::promise) reads the one
//! moment of a promise with the same finder.

mod ahead;
mod calendar;
mod clock;
mod date;
mod day;
mod feast;
mod find;
mod length;
mod lex;
mod month;
mod number;
mod often;
mod part;
mod period;
mod resolve;
mod run;
mod speech;
mod spelling;
#[cfg(test)]
mod tests;
mod vet;

use std::{fmt, ops::Range};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};

#[cfg(test)]
pub(in crate::call) use self::{ahead::Ahead, clock::Part, day::Day};
pub(in crate::call) use self::{
    find::{Chunk, Source, find},
    lex::{Token, tokens},
    resolve::due,
    run::Found,
};

/// What a time frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A day or a time of day: `by Thursday noon`, `in two hours`, `2 weeks ago`.
    Moment,
    /// A stretch of the calendar: `next week`, `between 6 and 8 last night`, `from 2011 to 2016`.
    Span,
    /// How long: `two hours`.
    Length,
    /// What comes again: `twice a week`.
    Repeat,
}

/// Words of time in a text.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Their bytes in the text, with the words that lead to them.
    pub span: Range<usize>,
    /// What they are.
    pub kind: Kind,
    found: Result<Found, Doubt>,
    length: Option<ahead::Ahead>,
}

/// Why words of time do not say one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// `soon`, `in a few days`, `next week`.
    Vague,
    /// `2-4pm`, `Thu or Fri`.
    Range,
    /// Two times at different places in the text.
    TwoTimes,
    /// `5/6`: which is the month?
    DayOrMonth,
    /// `Thu 20 Nov`, which is a Friday.
    Weekday,
    /// `31 Nov`, or a day beyond the calendar.
    NoSuchDay,
    /// It is over: `today 9am` in the afternoon.
    Past,
    /// More than ten years away.
    TooFar,
    /// `two hours`: how long, not by when.
    Length,
    /// `every Monday`: which one?
    Repeat,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Doubt::Vague => "say a day or a time",
            Doubt::Range => "one time, not a range: by when at the latest?",
            Doubt::TwoTimes => "two times: which one is promised?",
            Doubt::DayOrMonth => "which is the month? write it as a word",
            Doubt::Weekday => "the weekday and the date do not match",
            Doubt::NoSuchDay => "there is no such day",
            Doubt::Past => "that time is over",
            Doubt::TooFar => "that is too far away",
            Doubt::Length => "that is how long: by when?",
            Doubt::Repeat => "that comes again: which one is promised?",
        })
    }
}

impl Frame {
    /// The moment that the words name, as someone in the zone of `now` means them; by the rules of
    /// [`promise::parse`](super::promise::parse).
    ///
    /// # Errors
    /// Where they do not name exactly one that is ahead.
    pub fn due<Tz: TimeZone>(&self, now: &DateTime<Tz>) -> Result<DateTime<Utc>, Doubt> {
        due(self.found.as_ref().map_err(|doubt| *doubt)?, now)
    }

    /// How long, where the words say a length that does not depend on the calendar; a day is 24 hours.
    pub fn length(&self) -> Option<TimeDelta> {
        match self.length? {
            ahead::Ahead::Seconds(seconds) => TimeDelta::try_seconds(seconds),
            ahead::Ahead::Days(days) => TimeDelta::try_days(days.into()),
            ahead::Ahead::Working(_) | ahead::Ahead::Months(_) => None,
        }
    }
}

/// Every time frame of a text, in order; they do not overlap.
pub fn frames(text: &str) -> Vec<Frame> {
    let tokens = tokens(text);
    find(&tokens, Source::Talk).into_iter().map(|chunk| frame(&tokens, chunk)).collect()
}

fn frame(tokens: &[Token], chunk: Chunk) -> Frame {
    let span = tokens[chunk.at.start].span.start..tokens[chunk.at.end - 1].span.end;
    let stretch = |at: usize| ahead::stretch(tokens, at).filter(|(_, end)| *end == chunk.at.end);
    let length = (chunk.kind == Kind::Length)
        .then(|| chunk.at.clone().find_map(stretch).and_then(|(read, _)| read.ok()))
        .flatten();
    let over = tokens[chunk.at.clone()].iter().any(|t| t.is("ago") || t.is("last") || t.is("yesterday"));
    let found = match (chunk.kind, <[Found; 1]>::try_from(chunk.founds)) {
        (Kind::Length, _) => Err(Doubt::Length),
        (Kind::Repeat, _) => Err(Doubt::Repeat),
        (_, Ok([found])) if chunk.parts == 1 => match found.doubt {
            Some(doubt) => Err(doubt),
            None => Ok(found),
        },
        _ if over => Err(Doubt::Past),
        _ if chunk.range => Err(Doubt::Range),
        _ => Err(Doubt::Vague),
    };
    Frame { span, kind: chunk.kind, found, length }
}
