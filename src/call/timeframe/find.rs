//! Finds every stretch of words of time in a text: reads one piece after the other and joins those that are one.

use std::ops::Range;

use super::{
    Doubt, Kind,
    ahead::stretch,
    calendar::calendar,
    clock::clock,
    date::one_more,
    day::Day,
    feast::feast,
    length::length,
    lex::{Kind as Sort, Token, is, number, word},
    number::count,
    often::often,
    part::{part, present, zone},
    period::{period, which},
    run::{Found, dash, open_range, run, to},
    vet::sound,
};

/// Where a text comes from, which is how readily a number in it is a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::call) enum Source {
    /// Typed as a promise: a time is expected.
    Promise,
    /// Anything that is said.
    Talk,
}

/// Words of time that belong together.
#[derive(Clone, Debug)]
pub(in crate::call) struct Chunk {
    /// Its tokens.
    pub at: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The parts of it that were read as a moment or as the doubt about one.
    pub founds: Vec<Found>,
    /// How many parts it has.
    pub parts: usize,
    /// Whether it is a range.
    pub range: bool,
}

/// One part of a chunk.
struct Piece {
    end: usize,
    kind: Kind,
    found: Option<Found>,
}

/// Words that lead to a time and go with it, in any order: `no later than the end of`.
const LEADS: [&str; 38] = [
    "by",
    "at",
    "on",
    "before",
    "after",
    "until",
    "till",
    "since",
    "from",
    "between",
    "around",
    "about",
    "for",
    "in",
    "within",
    "during",
    "over",
    "through",
    "throughout",
    "of",
    "late",
    "later",
    "early",
    "earlier",
    "mid",
    "than",
    "starting",
    "beginning",
    "commencing",
    "end",
    "start",
    "middle",
    "rest",
    "turn",
    "close",
    "to",
    "the",
    "approximately",
];

/// Leads that stand for nothing where the text has no time after them at once.
const MOST_LEADS: usize = 6;

/// Words that join a time to the one before it.
const CONNECT: [&str; 12] =
    ["of", "in", "on", "at", "from", "between", "before", "after", "by", "around", "since", "starting"];

/// Every chunk of a text, in order.
pub(in crate::call) fn find(tokens: &[Token], source: Source) -> Vec<Chunk> {
    // A stretch alone needs no `in`.
    if source == Source::Promise
        && let Some((read, end)) = stretch(tokens, 0)
        && end == tokens.len()
    {
        let found = Found { at: 0..end, ahead: read.ok(), doubt: read.err(), ..Found::default() };
        return vec![Chunk { at: 0..end, kind: Kind::Moment, founds: vec![found], parts: 1, range: false }];
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match chunk(tokens, at, source) {
            Some(found) => {
                at = found.at.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// The chunk that begins exactly at a token.
fn chunk(tokens: &[Token], start: usize, source: Source) -> Option<Chunk> {
    let core = start + leads(tokens, start);
    let Some(first) = piece(tokens, start, core, source) else { return hours_of_day(tokens, start, source) };
    let range = first.found.as_ref().is_some_and(|found| found.doubt == Some(Doubt::Range));
    let mut chunk = Chunk {
        at: start..first.end,
        kind: if range && first.kind == Kind::Moment { Kind::Span } else { first.kind },
        founds: first.found.into_iter().collect(),
        parts: 1,
        range,
    };
    let between = (start..core).any(|at| is(tokens, at, "between") || is(tokens, at, "from"));
    while chunk.parts < 6 && extend(tokens, &mut chunk, between, source) {}
    Some(chunk)
}

/// How many words lead to a time from a token on.
fn leads(tokens: &[Token], start: usize) -> usize {
    let lead = |at: usize| match word(tokens, at) {
        Some("up") => is(tokens, at + 1, "to"),
        Some("more" | "less") => is(tokens, at + 1, "than"),
        Some("no" | "not") => {
            matches!(word(tokens, at + 1), Some("later" | "earlier" | "more" | "less" | "before" | "until"))
        }
        Some("as") => {
            matches!(word(tokens, at + 1), Some("of" | "from" | "late" | "early" | "soon"))
                || (at > start && matches!(word(tokens, at - 1), Some("late" | "early")))
        }
        Some(w) => LEADS.contains(&w),
        None => {
            (tokens[at].sign('@') && !tokens[at].glued)
                || (tokens[at].sign('-') && tokens[at].glued && at > start && is(tokens, at - 1, "mid"))
        }
    };
    (start..tokens.len().min(start + MOST_LEADS)).take_while(|at| lead(*at)).count()
}

/// The part that begins at a token or after the words that lead to it; the longest that can be read.
fn piece(tokens: &[Token], start: usize, core: usize, source: Source) -> Option<Piece> {
    let talk = source == Source::Talk;
    let read = (start..=core).find_map(|at| {
        let found = open_range(tokens, at).or_else(|| run(tokens, at))?;
        let whole = whole(tokens, core.min(found.at.end - 1), found.at.end);
        (!talk || (whole && sound(tokens, &found))).then_some(found)
    });
    let wide = (start..=core).rev().find_map(|at| wide(tokens, at).filter(|(_, end)| whole(tokens, at, *end)));
    match (read, wide) {
        (Some(mut found), Some((Kind::Length, end))) if found.ahead.is_some() && end > found.at.end => {
            // `in an hour or so` is in an hour; `in a day or two` is a range.
            found.doubt = (!is(tokens, end - 1, "so")).then_some(Doubt::Range);
            found.at.end = end;
            Some(Piece { end, kind: Kind::Moment, found: Some(found) })
        }
        (Some(found), Some((kind, end))) if end > found.at.end => Some(Piece { end, kind, found: None }),
        (Some(found), wide) => {
            let span = found.doubt.is_some() && wide == Some((Kind::Span, found.at.end));
            let kind = if span { Kind::Span } else { Kind::Moment };
            Some(Piece { end: found.at.end, kind, found: Some(found) })
        }
        (None, Some((kind, end))) => Some(Piece { end, kind, found: None }),
        (None, None) => None,
    }
}

/// What begins at a token and need not be one moment: the longest of its kinds.
fn wide(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let readers = [often, length, period, calendar, feast, part, present];
    let mut best: Option<(Kind, usize)> = None;
    for read in readers {
        if let Some(found) = read(tokens, at)
            && best.is_none_or(|best| found.1 > best.1)
        {
            best = Some(found);
        }
    }
    best
}

/// Whether a part is not torn out of a number, a code or an address.
fn whole(tokens: &[Token], start: usize, end: usize) -> bool {
    let first = &tokens[start];
    let figure = first.number().is_some();
    if let Some(before) = start.checked_sub(1).map(|at| &tokens[at]) {
        let chained = start > 1 && before.glued && tokens[start - 2].number().is_some();
        let torn = match before.kind {
            Sort::Number(..) | Sort::Word(_) => first.glued,
            Sort::Sign('£' | '$' | '€' | '#') => figure,
            Sort::Sign('-' | '/' | '.' | ':' | ',') => figure && first.glued && chained,
            Sort::Sign('_' | '~' | '=' | '&') => first.glued,
            Sort::Sign(_) => false,
        };
        if torn {
            return false;
        }
    }
    let Some(next) = tokens.get(end).filter(|next| next.glued) else { return true };
    let figure = tokens[end - 1].number().is_some();
    match next.kind {
        Sort::Number(..) | Sort::Word(_) => false,
        Sort::Sign('%' | '_' | '=') => false,
        Sort::Sign('-' | '/' | '.' | ':' | ',') => {
            let more = tokens.get(end + 1).is_some_and(|t| t.glued && t.number().is_some());
            !(figure && more) || dash_to_date(tokens, end)
        }
        Sort::Sign(_) => true,
    }
}

/// Whether a dash after a date leads to another one: `5/14-5/28`.
fn dash_to_date(tokens: &[Token], end: usize) -> bool {
    let figures = number(tokens, end + 1).is_some() && tokens.get(end + 2).is_some_and(|t| t.sign('/') && t.glued);
    dash(&tokens[end]) && figures
}

/// Takes what follows into a chunk where it belongs to it.
fn extend(tokens: &[Token], chunk: &mut Chunk, between: bool, source: Source) -> bool {
    let end = chunk.at.end;
    if end >= tokens.len() {
        return false;
    }
    let joint = &tokens[end];
    let ranged = chunk.kind != Kind::Length
        && chunk.kind != Kind::Repeat
        && (dash(joint) || to(joint) || (between && joint.is("and")));
    if ranged && let Some(next) = range_end(tokens, end + 1, source) {
        chunk.range = true;
        chunk.kind = Kind::Span;
        chunk.at.end = next;
        chunk.parts += 1;
        return true;
    }
    let dated = chunk.founds.iter().any(|found| matches!(found.day, Some(Day::Date(..) | Day::OfMonth(_))));
    let hours = || bare_range(tokens, end).filter(|_| has_day(chunk));
    if let Some(next) = one_more(tokens, end).filter(|_| dated).or_else(hours) {
        chunk.range = true;
        chunk.kind = Kind::Span;
        chunk.at.end = next;
        chunk.parts += 1;
        return true;
    }
    // In another zone it is another moment.
    if chunk.founds.iter().any(|found| found.clock.is_some() || found.doubt == Some(Doubt::Range)) && zone(tokens, end)
    {
        chunk.at.end += 1;
        chunk.parts += 1;
        return true;
    }
    let core = end + leads(tokens, end).min(3);
    let connected = core == end || word(tokens, end).is_some_and(|w| CONNECT.contains(&w));
    let Some(next) = piece(tokens, end, core, source).filter(|_| connected) else { return false };
    let Some(kind) = joined(chunk.kind, next.kind, word(tokens, end).filter(|_| core > end)) else { return false };
    chunk.kind = kind;
    chunk.at.end = next.end;
    chunk.parts += 1;
    chunk.founds.extend(next.found);
    true
}

/// What two parts are together, if they are one.
fn joined(first: Kind, next: Kind, by: Option<&str>) -> Option<Kind> {
    match (first, next) {
        (Kind::Length, Kind::Moment | Kind::Span) => {
            matches!(by, Some("from" | "after" | "before" | "since")).then_some(Kind::Moment)
        }
        (Kind::Length, Kind::Repeat) => by.is_none().then_some(Kind::Repeat),
        (_, Kind::Length) => None,
        (Kind::Repeat, _) | (_, Kind::Repeat) => Some(Kind::Repeat),
        (Kind::Span, Kind::Span) => Some(Kind::Span),
        _ => Some(Kind::Moment),
    }
}

/// The token after the later end of a range.
fn range_end(tokens: &[Token], at: usize, source: Source) -> Option<usize> {
    let core = at + leads(tokens, at).min(3);
    piece(tokens, at, core, source).filter(|next| next.kind != Kind::Length).map(|next| next.end)
}

/// Whether a chunk says a day or more, beside which bare hours are hours.
fn has_day(chunk: &Chunk) -> bool {
    match chunk.founds.last() {
        Some(found) => names_day(found),
        None => matches!(chunk.kind, Kind::Span | Kind::Moment),
    }
}

/// Whether a moment, clear or not, has a day: `last night` has one that is over.
fn names_day(found: &Found) -> bool {
    found.day.is_some() || found.part.is_some() || matches!(found.doubt, Some(Doubt::Past | Doubt::Vague))
}

/// `7-9`, `between 6 and 8`: bare hours, and the token after them.
fn bare_range(tokens: &[Token], at: usize) -> Option<usize> {
    let led = usize::from(is(tokens, at, "from") || is(tokens, at, "between"));
    let hour = |at: usize| match count(tokens, at) {
        Some((value, _)) if (1..=24).contains(&value) => clock(tokens, at, true).map(|x| x.1),
        _ => None,
    };
    let end = hour(at + led)?;
    let joint = tokens.get(end)?;
    let joins = dash(joint) || to(joint) || (led == 1 && joint.is("and"));
    hour(end + 1).filter(|_| joins)
}

/// Bare hours that a day follows: `between 6 and 8 last night`.
fn hours_of_day(tokens: &[Token], start: usize, source: Source) -> Option<Chunk> {
    let end = bare_range(tokens, start).filter(|_| source == Source::Talk)?;
    let core = end + leads(tokens, end).min(2);
    let next = piece(tokens, end, core, source)?;
    let pointed = next.kind == Kind::Span && word(tokens, core).is_some_and(which);
    let day = next.found.as_ref().map_or(pointed, names_day);
    let at = start..next.end;
    (day && whole(tokens, start, next.end)).then(|| Chunk {
        at,
        kind: Kind::Span,
        founds: next.found.into_iter().collect(),
        parts: 2,
        range: true,
    })
}
