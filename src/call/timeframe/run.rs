//! Words of time that say one moment, read as a whole: a day, a time of day, or a stretch ahead.

use std::ops::Range;

use super::{
    Doubt,
    ahead::{Ahead, ahead},
    clock::{Clock, Part, clock},
    day::{Day, day},
    lex::{Kind, Token, is},
};

/// Words that lead to a time and go with it.
pub(super) const PREPOSITIONS: [&str; 9] = ["by", "at", "on", "before", "until", "till", "around", "for", "from"];

/// Words that a bare hour may follow.
pub(super) const TO_HOUR: [&str; 6] = ["at", "by", "before", "until", "till", "around"];

/// Words before a number that is no time: `order 0930 tomorrow`.
const COUNTED: [&str; 18] = [
    "order",
    "ref",
    "reference",
    "number",
    "no",
    "nr",
    "invoice",
    "case",
    "ticket",
    "account",
    "code",
    "room",
    "flat",
    "extension",
    "ext",
    "version",
    "refund",
    "pay",
];

/// A run of words of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::call) struct Found {
    /// Its tokens.
    pub at: Range<usize>,
    /// The day.
    pub day: Option<Day>,
    /// A weekday said beside a date, to be compared with it.
    pub weekday: Option<chrono::Weekday>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// The part of the day.
    pub part: Option<Part>,
    /// A stretch from now.
    pub ahead: Option<Ahead>,
    /// Why it is not clear.
    pub doubt: Option<Doubt>,
    /// Whether a preposition leads to it.
    pub led: bool,
}

impl Found {
    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.day.is_none()
            && self.clock.is_none()
            && self.part.is_none()
            && self.ahead.is_none()
            && self.doubt.is_none()
    }
}

/// A range whose first hour would not be a time alone: `2-4pm`, `between 2 and 4pm`.
pub(super) fn open_range(tokens: &[Token], start: usize) -> Option<Found> {
    let between = tokens.get(start)?.is("between");
    let at = start + usize::from(between || tokens[start].is("from"));
    let (first, loose) = match tokens.get(at)?.number() {
        Some((hour, digits)) => ((digits <= 2 && hour <= 24).then_some(at + 1)?, between),
        // `two thirty to four`: in words it is told from a count by its minutes, or by what follows.
        None => (clock(tokens, at, at > start).map(|x| x.1)?, true),
    };
    let joint = tokens.get(first)?;
    let joins = dash(joint) || to(joint) || joint.is("or") || (between && joint.is("and"));
    let (_, end) = clock(tokens, first + 1, loose)?;
    joins.then(|| Found { at: start..end, doubt: Some(Doubt::Range), ..Found::default() })
}

/// Whether a sign stands between the two ends of a range.
pub(super) fn dash(token: &Token) -> bool {
    ['-', '–', '—', '~'].into_iter().any(|c| token.sign(c))
}

/// Whether a word leads to the later end of a range.
pub(super) fn to(token: &Token) -> bool {
    token.word().is_some_and(|w| matches!(w, "to" | "until" | "till" | "through" | "thru"))
}

/// The run that begins exactly at a token.
pub(super) fn run(tokens: &[Token], start: usize) -> Option<Found> {
    let mut found = Found { at: start..start, ..Found::default() };
    let mut at = start;
    loop {
        let lead = lead(tokens, at, found.is_empty());
        let Some(end) = piece(tokens, at + lead, lead > 0, &mut found) else { break };
        found.led |= at == start && lead > 0;
        at = end;
    }
    if found.is_empty() {
        return None;
    }
    found.at.end = at;
    range(tokens, &mut found);
    Some(found)
}

/// How many tokens lead from one piece to the next, or to the first.
fn lead(tokens: &[Token], at: usize, first: bool) -> usize {
    let mut next = at;
    while let Some(token) = tokens.get(next) {
        let preposition = token.word().is_some_and(|w| PREPOSITIONS.contains(&w)) || token.sign('@');
        let end = token.is("the") && next > at && is(tokens, next + 1, "end");
        let filler = end || (!first && (token.sign(',') || token.is("of") || token.is("the")));
        if !(preposition || filler) || next - at == 2 {
            break;
        }
        next += 1;
    }
    next - at
}

/// Reads one more piece into a run; the token after it.
fn piece(tokens: &[Token], at: usize, led: bool, found: &mut Found) -> Option<usize> {
    if found.ahead.is_none()
        && found.day.is_none()
        && let Some((read, end)) = ahead(tokens, at)
    {
        match read {
            Ok(stretch) => found.ahead = Some(stretch),
            Err(doubt) => found.doubt = Some(doubt),
        }
        found.led = true;
        return Some(end);
    }
    part(tokens, at, found).or_else(|| time(tokens, at, led, found)).or_else(|| a_day(tokens, at, led, found))
}

/// A part of the day: `tonight`, `this afternoon`, `in the morning`, and `morning` after a day.
fn part(tokens: &[Token], at: usize, found: &mut Found) -> Option<usize> {
    if found.part.is_some() {
        return None;
    }
    let word = |i: usize| tokens.get(i).and_then(Token::word);
    let (part, day, end) = match word(at)? {
        "tonight" => (Part::Evening, Some(Day::In(0)), at + 1),
        "this" => (Part::named(word(at + 1)?)?, Some(Day::In(0)), at + 2),
        "in" if word(at + 1) == Some("the") => (Part::named(word(at + 2)?)?, None, at + 3),
        "night" if found.clock.is_none() && found.day.is_none() => return None,
        "am" if found.day.is_some() && found.clock.is_none() => (Part::Morning, None, at + 1),
        "pm" if found.day.is_some() && found.clock.is_none() => (Part::Afternoon, None, at + 1),
        name if found.day.is_some() || found.clock.is_some() => (Part::named(name)?, None, at + 1),
        _ => return None,
    };
    if day.is_some() && found.day.is_some() && found.day != day {
        return None;
    }
    found.day = day.or(found.day);
    found.part = Some(part);
    Some(end)
}

/// A time of day; a bare number only after `at` or after a day.
fn time(tokens: &[Token], at: usize, led: bool, found: &mut Found) -> Option<usize> {
    if found.clock.is_some() || found.ahead.is_some_and(|a| matches!(a, Ahead::Seconds(_))) {
        return None;
    }
    // A date is no hour: `by 24 Nov`, `Thu 19 Nov`.
    if day(tokens, at, led).is_some() {
        return None;
    }
    let to_hour = at > 0 && TO_HOUR.iter().any(|w| tokens[at - 1].is(w));
    let at_sign = at > 0 && tokens[at - 1].sign('@');
    let after_day = found.day.is_some() || found.part.is_some() || found.ahead.is_some();
    let (read, end) = clock(tokens, at, to_hour || at_sign || after_day || before_day(tokens, at))?;
    found.clock = Some(read);
    Some(end)
}

/// Whether `9.30`, `0930` or `9h30` is a time because a day follows, or because the text says nothing else.
fn before_day(tokens: &[Token], at: usize) -> bool {
    let Some((_, digits)) = tokens.get(at).and_then(Token::number) else { return false };
    let Some((_, end)) = clock(tokens, at, true) else { return false };
    let counted = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| match &t.kind {
        Kind::Word(word) => COUNTED.contains(&word.as_str()),
        Kind::Sign(sign) => matches!(sign, '£' | '$' | '€' | '#'),
        Kind::Number(..) => false,
    });
    let next = end + lead(tokens, end, true);
    let named = day(tokens, next, false).is_some() || part(tokens, next, &mut Found::default()).is_some();
    let alone = at == 0 && end == tokens.len();
    (end > at + 1 || digits == 4) && !counted && (named || alone)
}

/// A day; a weekday and a date go together.
fn a_day(tokens: &[Token], at: usize, led: bool, found: &mut Found) -> Option<usize> {
    if found.ahead.is_some() {
        return None;
    }
    let (read, end) = day(tokens, at, led || found.day.is_some())?;
    match (found.day, read) {
        (_, Err(doubt)) => found.doubt = Some(doubt),
        (None, Ok(day)) => found.day = Some(day),
        (Some(Day::Coming(weekday)), Ok(date @ (Day::Date(..) | Day::OfMonth(_)))) => {
            found.weekday = Some(weekday);
            found.day = Some(date);
        }
        (Some(date @ (Day::Date(..) | Day::OfMonth(_) | Day::In(_))), Ok(Day::Coming(weekday))) => {
            found.weekday = Some(weekday);
            found.day = Some(date);
        }
        _ => return None,
    }
    Some(end)
}

/// Whether a run goes on as a range or a choice: `Thu or Fri`, `2-4pm`, `Thu 2 to 4`.
fn range(tokens: &[Token], found: &mut Found) {
    let end = found.at.end;
    let Some(joint) = tokens.get(end) else { return };
    if !(dash(joint) || joint.sign('/') || to(joint) || joint.is("or") || joint.is("and")) {
        return;
    }
    let loose = !joint.is("and");
    let more = clock(tokens, end + 1, loose)
        .map(|x| x.1)
        .or_else(|| day(tokens, end + 1, false).map(|x| x.1))
        .or_else(|| ahead(tokens, end + 1).map(|x| x.1));
    if let Some(end) = more {
        found.doubt = Some(Doubt::Range);
        found.at.end = end;
    }
}
