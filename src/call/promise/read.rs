//! Finds the words of time in a promise and reads them as a whole: a day, a time of day, or a stretch ahead.

use std::ops::Range;

use super::{
    Doubt,
    ahead::{Ahead, ahead, stretch},
    clock::{Clock, Part, clock},
    day::{Day, day},
    lex::{Kind, Token, tokens},
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

/// Words that promise nothing, and that a clear time may follow.
const SOON: [&str; 6] = ["soon", "shortly", "later", "asap", "eventually", "presently"];

/// Words that promise nothing.
const VAGUE: [&str; 4] = ["sometime", "someday", "weekend", "whenever"];

/// A run of words of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
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
    fn is_empty(&self) -> bool {
        self.day.is_none()
            && self.clock.is_none()
            && self.part.is_none()
            && self.ahead.is_none()
            && self.doubt.is_none()
    }
}

/// The words of time that a text means, with the places of them in bytes, in order; none where it names no time.
pub(super) fn read(text: &str) -> Option<(Found, Vec<Range<usize>>)> {
    let tokens = tokens(text);
    let found = all(&tokens);
    let (chosen, parts) = choose(found, tokens.len());
    let bytes = |at: &Range<usize>| tokens[at.start].span.start..tokens[at.end - 1].span.end;
    chosen.map(|found| (found, parts.iter().map(bytes).collect()))
}

/// Every run of words of time, in order.
fn all(tokens: &[Token]) -> Vec<Found> {
    // A stretch alone needs no `in`.
    if let Some((read, end)) = stretch(tokens, 0)
        && end == tokens.len()
    {
        let (ahead, doubt) = (read.ok(), read.err());
        return vec![Found { at: 0..end, ahead, doubt, ..Found::default() }];
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match open_range(tokens, at).or_else(|| run(tokens, at)) {
            Some(found) => {
                at = found.at.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// A range whose first hour would not be a time alone: `2-4pm`, `between 2 and 4pm`.
fn open_range(tokens: &[Token], start: usize) -> Option<Found> {
    let between = tokens.get(start)?.is("between");
    let at = start + usize::from(between || tokens[start].is("from"));
    let (hour, digits) = tokens.get(at)?.number()?;
    let joint = tokens.get(at + 1)?;
    let joins = joint.sign('-') || joint.sign('–') || joint.is("to") || joint.is("or") || (between && joint.is("and"));
    let (_, end) = clock(tokens, at + 2, between)?;
    (joins && digits <= 2 && hour <= 24).then(|| Found {
        at: start..end,
        doubt: Some(Doubt::Range),
        ..Found::default()
    })
}

/// The run that begins exactly at a token.
fn run(tokens: &[Token], start: usize) -> Option<Found> {
    let mut found = Found { at: start..start, ..Found::default() };
    let mut at = start;
    loop {
        let lead = lead(tokens, at, found.is_empty());
        let Some(end) = piece(tokens, at + lead, lead > 0, &mut found) else { break };
        found.led |= at == start && lead > 0;
        at = end;
        // `soon, Friday 9am`: what follows says it. `the weekend at noon` stays vague.
        if found.doubt == Some(Doubt::Vague) && tokens[end - 1].word().is_some_and(|word| SOON.contains(&word)) {
            break;
        }
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
        let filler = !first && (token.sign(',') || token.is("of") || token.is("the"));
        if !(preposition || filler) || next - at == 2 {
            break;
        }
        next += 1;
    }
    next - at
}

/// Reads one more piece into a run; the token after it.
fn piece(tokens: &[Token], at: usize, led: bool, found: &mut Found) -> Option<usize> {
    let token = tokens.get(at)?;
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
    part(tokens, at, found)
        .or_else(|| time(tokens, at, led, found))
        .or_else(|| a_day(tokens, at, led, found))
        .or_else(|| vague(token, at, found))
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

/// A word that only sounds like a time.
fn vague(token: &Token, at: usize, found: &mut Found) -> Option<usize> {
    let word = token.word()?;
    if !found.is_empty() || !(VAGUE.contains(&word) || SOON.contains(&word)) {
        return None;
    }
    found.doubt = Some(Doubt::Vague);
    Some(at + 1)
}

/// Whether a run goes on as a range or a choice: `Thu or Fri`, `2-4pm`, `Thu 2 to 4`.
fn range(tokens: &[Token], found: &mut Found) {
    let end = found.at.end;
    let Some(joint) = tokens.get(end) else { return };
    let dash = joint.sign('-') || joint.sign('–') || joint.sign('/');
    if !(dash || joint.is("to") || joint.is("or") || joint.is("and")) {
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

/// Which of several runs is meant, and all the runs that go with it.
///
/// A day and a time of day that stand apart belong together. Else the one that a preposition leads to, or that ends the
/// text, is meant: `the van Tuesday never came, by Thu noon`. Where two are as good, neither is.
fn choose(found: Vec<Found>, tokens: usize) -> (Option<Found>, Vec<Range<usize>>) {
    let clear: Vec<&Found> = found.iter().filter(|f| f.doubt.is_none()).collect();
    if let [a, b] = clear[..]
        && found.iter().all(|f| f.doubt.is_none_or(yields))
        && let Some(joined) = join(a, b).or_else(|| join(b, a))
    {
        return (Some(joined), vec![a.at.clone(), b.at.clone()]);
    }
    let whole = |f: &Found| f.ahead.is_some() || (f.day.is_some() && f.clock.is_some());
    let weight = |f: &Found| 2 * u8::from(f.led) + u8::from(f.at.end == tokens) + u8::from(whole(f));
    // What is clear goes before what is vague (`call soon, by Thu noon`) or over (`he rang yesterday, call by noon`),
    // but half a time not before a range that may be its other half (`tomorrow between 2 and 4pm`).
    let doubtful = || found.iter().filter(|f| f.doubt.is_some_and(|d| !yields(d))).collect::<Vec<_>>();
    let pool = match clear.iter().any(|f| whole(f)) || (!clear.is_empty() && doubtful().is_empty()) {
        true => clear,
        false if doubtful().is_empty() => found.iter().collect(),
        false => doubtful(),
    };
    let Some(best) = pool.iter().map(|f| weight(f)).max() else { return (None, Vec::new()) };
    let mut best = pool.into_iter().filter(|f| weight(f) == best);
    let Some(first) = best.next().cloned() else { return (None, Vec::new()) };
    let place = vec![first.at.clone()];
    match best.next() {
        Some(second) => {
            let at = first.at.start..second.at.end;
            (Some(Found { at, doubt: Some(Doubt::TwoTimes), ..first }), place)
        }
        None => (Some(first), place),
    }
}

/// Whether words with this doubt may be no promise at all, so that clear ones elsewhere are meant.
fn yields(doubt: Doubt) -> bool {
    matches!(doubt, Doubt::Vague | Doubt::Past)
}

/// A run that only names a day with one that only names a time of day.
fn join(day: &Found, time: &Found) -> Option<Found> {
    let only_day = day.day.is_some() && day.clock.is_none() && day.part.is_none();
    let only_time = time.day.is_none() && time.ahead.is_none() && (time.clock.is_some() || time.part.is_some());
    let at = day.at.start.min(time.at.start)..day.at.end.max(time.at.end);
    (only_day && only_time).then(|| Found { at, clock: time.clock, part: time.part, ..day.clone() })
}

#[cfg(test)]
mod tests;
