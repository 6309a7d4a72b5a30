//! How long something takes or took, and what counts from there: `two hours`, `3-5 business days`, `for years`,
//! `2 weeks ago`, `20 min later`.

use super::{
    Kind,
    ahead::{Unit, amount, stretch, unit},
    lex::{Token, before, is, number, sign, word},
    speech::goes_on,
};

/// Words that a bare unit may follow: `for years`, `takes hours`.
const BEFORE_UNITS: [&str; 13] =
    ["for", "in", "over", "after", "within", "take", "takes", "took", "last", "lasts", "lasted", "spent", "waited"];

/// The length that begins at a token, and the token after it.
pub(super) fn length(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let loose = loosely_ago(tokens, at).or_else(|| bare_units(tokens, at));
    let Some((_, mut end)) = stretch(tokens, at).filter(|(_, end)| sound(tokens, at, *end)) else { return loose };
    if is(tokens, end, "or") && matches!(word(tokens, end + 1), Some("two" | "so" | "more" | "less")) {
        end += 2;
    }
    let dash = usize::from(sign(tokens, end, '-'));
    // An age is no time to wait for.
    if matches!(word(tokens, end + dash), Some("old" | "olds")) {
        return None;
    }
    counted_from(tokens, end).or(Some((Kind::Length, end)))
}

/// What makes a length a moment: `ago`, `later`, `from now`.
fn counted_from(tokens: &[Token], end: usize) -> Option<(Kind, usize)> {
    let moment = |more: usize| Some((Kind::Moment, end + more));
    match word(tokens, end)? {
        "ago" | "later" | "earlier" | "hence" | "prior" | "beforehand" | "afterwards" => moment(1),
        "from" if matches!(word(tokens, end + 1), Some("now" | "then" | "today")) => moment(2),
        _ => None,
    }
}

/// `a while ago`, `long ago`, `moments ago`.
fn loosely_ago(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let more = usize::from(matches!(word(tokens, at), Some("a" | "some" | "few" | "not" | "quite")));
    let more = more + usize::from(matches!(word(tokens, at + more), Some("long" | "short" | "little" | "few" | "so")));
    let noun = usize::from(matches!(word(tokens, at + more), Some("while" | "time" | "moment" | "moments")));
    let end = at + more + noun;
    (end > at && is(tokens, end, "ago")).then_some((Kind::Moment, end + 1))
}

/// Plural units without a number: `for years`, `months ago`.
fn bare_units(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let name = word(tokens, at).filter(|name| name.len() > 3 && name.ends_with('s'))?;
    unit(name)?;
    if let Some(found) = counted_from(tokens, at + 1) {
        return Some(found);
    }
    let led = before(tokens, at).is_some_and(|w| BEFORE_UNITS.contains(&w));
    (led && !matches!(name, "quarters" | "seconds" | "nights")).then_some((Kind::Length, at + 1))
}

/// Whether an amount with a unit is a time at all.
pub(super) fn sound(tokens: &[Token], at: usize, end: usize) -> bool {
    let Some((much, mut named)) = amount(tokens, at) else { return false };
    while named < end && word(tokens, named).and_then(unit).is_none() {
        named += 1;
    }
    let (Some(name), Some(of)) = (word(tokens, named), word(tokens, named).and_then(unit)) else { return false };
    let prior = before(tokens, at);
    let one = matches!(word(tokens, at), Some("a" | "an" | "one" | "another"));
    let led = matches!(prior, Some("in" | "within" | "for" | "after" | "every" | "per" | "under" | "than"));
    let counted = counted_from(tokens, end).is_some();
    if name.len() == 1 {
        return letter(tokens, at, name, led);
    }
    match of {
        // `one second`, `just a minute`, `a second wave`: to wait a little, or the next of its kind.
        Unit::Second if one && much == Ok(100) => {
            counted || prior == Some("a") || (led && goes_on(tokens, end) && prior != Some("for"))
        }
        Unit::Minute if one && much == Ok(100) => counted || led,
        Unit::Second => !matches!(prior, Some("me" | "on" | "just")),
        Unit::Night => !matches!(word(tokens, at), Some("a" | "another" | "some" | "many")),
        Unit::Quarter => much.is_ok_and(|much| much >= 200) && !is(tokens, end, "of"),
        Unit::Day if one => !matches!(prior, Some("what" | "such" | "quite")),
        _ if much.is_err() && matches!(word(tokens, at), Some("some" | "many")) => name.ends_with('s'),
        _ => true,
    }
}

/// `3h`, `2w`: a letter that is glued to its number; `3d` and `60w` are other things.
fn letter(tokens: &[Token], at: usize, name: &str, led: bool) -> bool {
    let Some((value, _)) = number(tokens, at) else { return false };
    let glued = tokens.get(at + 1).is_some_and(|t| t.glued);
    let usual = match name {
        "h" => value <= 72,
        "d" => (4..=90).contains(&value),
        "w" => value <= 12,
        _ => false,
    };
    led || (glued && usual)
}
