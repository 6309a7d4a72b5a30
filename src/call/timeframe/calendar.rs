//! Months, years, quarters, decades and centuries: `in May`, `since 2014`, `August 2019`, `Q1`, `the 90s`.

use super::{
    Kind,
    date::year as year_of_date,
    lex::{Token, before, is, number, sign, word},
    month::{month, named},
    number::{ordinal, year},
    run::{dash, to},
    speech::counts,
};

/// What begins at a token and names a month or more, and the token after it.
pub(super) fn calendar(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    years(tokens, at)
        .or_else(|| a_month(tokens, at))
        .or_else(|| quarter(tokens, at))
        .or_else(|| decade(tokens, at))
        .or_else(|| century(tokens, at))
        .map(|end| (Kind::Span, end))
}

/// A month; short names and those that are words of their own need something beside them.
fn a_month(tokens: &[Token], at: usize) -> Option<usize> {
    let name = word(tokens, at).filter(|w| named(w).is_some())?;
    let dot = usize::from(name.len() <= 4 && sign(tokens, at + 1, '.'));
    let apostrophe = usize::from(tokens.get(at + 1).is_some_and(|t| t.sign('\'') || t.sign('’')));
    let short_year = usize::from(apostrophe == 0 && is(tokens, at + 1, "of")) + apostrophe;
    let (said, end) = year_of_date(tokens, at + 1 + dot);
    let (said, end) = match number(tokens, at + 1 + short_year) {
        Some((_, 2)) if short_year > 0 => (Some(0), at + 2 + short_year),
        _ => (said, if said.is_some() { end } else { at + 1 }),
    };
    let inside = is(tokens, at + 1, "in") && year(tokens, at + 2).is_some();
    let own = name.len() <= 4 || name == "march";
    let clear = (!own || name == "june" || name == "july") || said.is_some() || inside;
    let fits = clear || (month(tokens, at).is_some() && (led(tokens, at) || ranged(tokens, at)));
    fits.then_some(end)
}

/// Whether a preposition leads to a month.
fn led(tokens: &[Token], at: usize) -> bool {
    matches!(
        before(tokens, at),
        Some(
            "in" | "of"
                | "since"
                | "until"
                | "till"
                | "by"
                | "early"
                | "late"
                | "mid"
                | "from"
                | "during"
                | "before"
                | "after"
                | "between"
                | "next"
                | "last"
                | "every"
                | "through"
                | "end"
        )
    ) || (at > 0 && tokens[at - 1].sign('-') && is_mid(tokens, at))
}

fn is_mid(tokens: &[Token], at: usize) -> bool {
    at > 1 && matches!(word(tokens, at - 2), Some("mid" | "early" | "late"))
}

/// Whether another month stands at the other end of a range.
fn ranged(tokens: &[Token], at: usize) -> bool {
    let joins = |t: &Token| dash(t) || to(t) || t.is("and") || t.is("or") || t.sign('/');
    let other = |other: usize| word(tokens, other).filter(|w| !is(tokens, at, w)).and_then(named).is_some();
    let after = tokens.get(at + 1).is_some_and(joins) && other(at + 2);
    let before = at > 1 && joins(&tokens[at - 1]) && other(at - 2);
    after || before
}

/// `2011 to 2016`, `nineteen eighty eight`, `2015-12`, and `2014` where something says that it is a year.
fn years(tokens: &[Token], at: usize) -> Option<usize> {
    let plausible = |at: usize| year(tokens, at).filter(|(year, _)| (1700..=2100).contains(year));
    let (value, end) = plausible(at)?;
    let digits = number(tokens, at).is_some();
    let joins = tokens.get(end).is_some_and(|t| dash(t) || to(t) || (t.is("and") && is_between(tokens, at)));
    if let Some((next, last)) = plausible(end + 1).filter(|_| joins)
        && next > value
        && digits == number(tokens, end + 1).is_some()
    {
        return Some(last);
    }
    let joint = digits && (sign(tokens, end, '-') || sign(tokens, end, '/'));
    if joint && number(tokens, end + 1).is_some_and(|(month, digits)| (1..=12).contains(&month) && digits <= 2) {
        return tokens[end + 1].glued.then_some(end + 2);
    }
    let spoken = matches!(word(tokens, at), Some("seventeen" | "eighteen" | "nineteen"));
    ((spoken || is_year(tokens, at, end)) && !counts(tokens, end)).then_some(end)
}

fn is_between(tokens: &[Token], at: usize) -> bool {
    matches!(before(tokens, at), Some("between" | "from"))
}

/// Whether what stands around a number says that it is a year.
fn is_year(tokens: &[Token], at: usize, end: usize) -> bool {
    let earlier = |back: usize| at.checked_sub(back);
    let led = match before(tokens, at) {
        Some("to") => earlier(2).is_some_and(|at| is(tokens, at, "back")),
        Some("and" | "or") => earlier(2).is_some_and(|at| number(tokens, at).is_some() && year(tokens, at).is_some()),
        Some(w) => matches!(
            w,
            "in" | "since"
                | "until"
                | "till"
                | "from"
                | "before"
                | "after"
                | "by"
                | "during"
                | "of"
                | "between"
                | "year"
                | "circa"
                | "cy"
                | "fy"
                | "early"
                | "late"
                | "mid"
                | "through"
                | "winter"
                | "around"
        ),
        None => {
            let open = at > 0 && tokens[at - 1].sign('(');
            open && tokens.get(end).is_some_and(|t| t.sign(')') || t.sign(','))
        }
    };
    let on = matches!(word(tokens, end), Some("onwards" | "onward"))
        || (matches!(word(tokens, end), Some("or" | "and"))
            && matches!(word(tokens, end + 1), Some("later" | "earlier" | "after" | "before" | "onwards" | "greater")));
    led || on
}

/// `Q1`, `q1 2019`, `2019-Q1`.
fn quarter(tokens: &[Token], at: usize) -> Option<usize> {
    let _ = tokens.get(at)?;
    let q = |at: usize| {
        let (value, digits) = number(tokens, at + 1)?;
        (is(tokens, at, "q") && tokens[at + 1].glued && digits == 1 && (1..=4).contains(&value)).then_some(at + 2)
    };
    if let Some(end) = q(at) {
        return Some(year_of_date(tokens, end).1);
    }
    let (_, end) = year(tokens, at)?;
    q(end + usize::from(sign(tokens, end, '-')))
}

/// `the 90s`, `1990's`, `the nineties`.
fn decade(tokens: &[Token], at: usize) -> Option<usize> {
    // `in my early 40s` is an age.
    let part = usize::from(matches!(before(tokens, at), Some("early" | "late" | "mid")));
    let led = at >= part && matches!(before(tokens, at - part), Some("the" | "in" | "since"));
    if let Some((value, digits)) = number(tokens, at) {
        let mark = usize::from(tokens.get(at + 1).is_some_and(|t| t.sign('\'') || t.sign('’')));
        let s = at + 1 + mark;
        let round = value % 10 == 0 && is(tokens, s, "s");
        let fits = match digits {
            4 => (1700..2100).contains(&value) && tokens.get(s).is_some_and(|t| t.glued),
            2 => led,
            _ => false,
        };
        return (round && fits).then_some(s + 1);
    }
    let name = word(tokens, at)?;
    let fits = matches!(
        name,
        "twenties" | "thirties" | "forties" | "fifties" | "sixties" | "seventies" | "eighties" | "nineties"
    );
    (fits && led).then_some(at + 1)
}

/// `21st century`.
fn century(tokens: &[Token], at: usize) -> Option<usize> {
    let (_, end) = ordinal(tokens, at)?;
    is(tokens, end, "century").then_some(end + 1)
}
