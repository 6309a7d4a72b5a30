//! Blanks that nobody fills: a slot with a name that is nearly one that hearken or another phrase has, and blanks in a
//! form that only people understand, such as `[name]` or `____`.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::super::{fault::Fault, model::Id, place::Span, source::Text};
use super::{advice::Advisor, names::distance, wording::spot};

/// Slots that hearken fills from the settings, the clock and the call.
const FILLED: [&str; 8] =
    ["agent", "company", "customer", "daypart", "promise", "emergency-number", "callback", "number"];

/// The longest slot name that is compared, and the longest text in brackets that is taken for a blank, in letters.
const LONGEST: usize = 30;

/// From how many letters on one wrong letter makes no other word.
const LONG_WORD: usize = 5;

impl Advisor<'_> {
    /// Warns of every blank that would stay one.
    pub(super) fn blanks(&mut self) {
        let mut texts: Vec<&Text> = vec![];
        for phrase in &self.book.phrases {
            if !phrase.value.verbatim.as_ref().is_some_and(|flag| flag.value) {
                texts.extend(&phrase.value.say);
                texts.extend(phrase.value.segments.iter().flat_map(|list| &list.value));
            }
        }
        texts.extend(self.items().into_iter().filter_map(|(_, item)| item.text.as_ref()));
        for text in &texts {
            if let Some((part, slot)) = odd_form(&text.value) {
                let at = spot(self.given.pages, text, part.clone());
                let message = format!("`{}` is shown as it stands: nobody can fill it", &text.value[part]);
                self.warn(Fault::warning("HK0609", at, message).fix(format!("write a blank as `{{{slot}}}`")));
            }
        }
        self.misspelled(&texts);
    }

    /// Slots whose names are used once and are nearly those of others.
    fn misspelled(&mut self, texts: &[&Text]) {
        let mut uses: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
        let pages = self.given.pages;
        for text in texts {
            for (part, name) in slots(&text.value) {
                let entry = uses.entry(name).or_insert_with(|| (0, spot(pages, text, part)));
                entry.0 += 1;
            }
        }
        let often = uses.iter().filter(|(_, (count, _))| *count > 1).map(|(name, _)| *name);
        let often = Nearby::new(often);
        let mut wrong: Vec<(Span, &str, &str)> = vec![];
        for (name, (count, at)) in &uses {
            let near = filled(name).or_else(|| often.find(name).filter(|_| *count == 1));
            wrong.extend(near.map(|near| (*at, *name, near)));
        }
        for (at, name, near) in wrong {
            let message = format!("nothing fills `{{{name}}}`");
            self.warn(Fault::warning("HK0609", at, message).fix(format!("did you mean `{{{near}}}`?")));
        }
    }
}

/// The slots of a text with their places in it, braces included.
fn slots(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices('{').filter_map(|(open, _)| {
        let close = open + text[open..].find('}')?;
        Some((open..close + 1, text[open + 1..close].trim()))
    })
}

/// The slot that hearken fills and that was meant.
fn filled(name: &str) -> Option<&'static str> {
    let letters: Vec<char> = name.chars().take(LONGEST + 1).map(|c| c.to_ascii_lowercase()).collect();
    if FILLED.contains(&name) || letters.len() > LONGEST {
        return None;
    }
    FILLED.into_iter().find(|known| {
        let limit = if known.len() > 7 { 2 } else { 1 };
        let limit = if letters.len() < LONG_WORD { 0 } else { limit };
        !plural(name, known) && known.len().abs_diff(letters.len()) <= limit && distance(&letters, known) <= limit
    })
}

/// Whether two names differ by an `s` at the end: one means one, the other several.
fn plural(one: &str, other: &str) -> bool {
    one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
}

/// Names, found by any name that differs in one letter: each is known by itself with every letter left out once.
struct Nearby<'a>(HashMap<String, Vec<&'a str>>);

impl<'a> Nearby<'a> {
    fn new(names: impl Iterator<Item = &'a str>) -> Nearby<'a> {
        let mut all: HashMap<String, Vec<&'a str>> = HashMap::new();
        for name in names.filter(|name| name.len() <= LONGEST) {
            for key in keys(name) {
                let known = all.entry(key).or_default();
                if known.len() < 8 {
                    known.push(name);
                }
            }
        }
        Nearby(all)
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        if name.len() > LONGEST {
            return None;
        }
        let letters: Vec<char> = name.chars().map(|c| c.to_ascii_lowercase()).collect();
        let keys = keys(name);
        let mut near = keys.iter().filter_map(|key| self.0.get(key)).flatten().copied();
        near.find(|other| match distance(&letters, other) {
            0 => *other != name,
            1 => !plural(name, other) && (is_swap(name, other) || letters.len().min(other.len()) >= LONG_WORD),
            _ => false,
        })
    }
}

/// Whether two names have the same letters in another order.
fn is_swap(one: &str, other: &str) -> bool {
    let sorted = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

fn keys(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().map(|c| c.to_ascii_lowercase()).collect();
    let without = |i: usize| letters.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, c)| *c).collect();
    (0..=letters.len()).map(without).collect()
}

/// The first blank of a text in a form that only people understand, and the slot that was meant.
fn odd_form(text: &str) -> Option<(Range<usize>, Id)> {
    let marks = text.char_indices().filter(|(_, c)| matches!(c, '[' | '<' | '%' | '_' | '$'));
    marks.filter_map(|(i, c)| odd_at(text, i, c)).next()
}

fn odd_at(text: &str, start: usize, mark: char) -> Option<(Range<usize>, Id)> {
    let rest = &text[start + 1..];
    let end = match mark {
        '_' => {
            let length = 1 + rest.len() - rest.trim_start_matches('_').len();
            return (length > 1).then(|| (start..start + length, Id::from("date")));
        }
        '[' => rest.find(']')?,
        '<' => rest.find('>')?,
        '%' => rest.find('%')?,
        _ => rest.starts_with('{').then(|| rest.find('}')).flatten()?,
    };
    let inner = rest[..end].trim_start_matches('{');
    let slot: Vec<&str> = inner.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '.' | '/');
    let is_blank = inner.chars().all(word) && inner.starts_with(char::is_alphabetic) && inner.len() <= LONGEST;
    // `5% off, 10% later` has no blank between its signs.
    let is_blank = is_blank && (mark != '%' || slot.len() == 1);
    let slot = if slot.is_empty() { "name".into() } else { slot.join("-").to_ascii_lowercase() };
    is_blank.then(|| (start..start + 1 + end + 1, Id::from(slot)))
}

#[cfg(test)]
mod tests;
