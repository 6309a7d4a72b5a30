//! Phrases that say nearly the same at the same place: who looks for one second wants three choices, not one in three
//! spellings.
//!
//! Every phrase is worn down to the words that carry it, and those to one number, their sum: leaving a word out is a
//! subtraction, so that 100,000 phrases are compared by look-ups and never each with each.

use std::collections::{HashMap, HashSet};

use super::super::{fault::Fault, place::Span, source::PhraseSource};
use super::advice::{Advisor, name};

/// Words that a phrase can gain or lose without saying anything else, in order.
const FILLERS: [&str; 40] = [
    "a", "am", "an", "and", "are", "as", "at", "be", "d", "for", "had", "has", "have", "here", "in", "is", "it",
    "just", "ll", "m", "now", "of", "on", "please", "re", "really", "right", "s", "so", "that", "the", "then", "there",
    "this", "to", "ve", "very", "well", "will", "with",
];

/// Words that turn a sentence round: with one more of them it says something else.
const TURNS: [&str; 10] = ["not", "no", "never", "nobody", "nothing", "t", "cannot", "without", "un", "until"];

/// How many words must carry a phrase before one word more or less makes no other of it.
const ENOUGH: usize = 5;

/// From how many words on a phrase is far too long, and its end is nothing to compare.
const LONGEST: usize = 60;

/// A phrase, worn down.
struct Worn {
    at: Span,
    /// The words that carry it: each once, with its number.
    words: Vec<(u64, bool)>,
    sum: u64,
    /// Its places and its time, as numbers.
    places: Vec<u64>,
}

impl Advisor<'_> {
    /// Warns of every phrase that says what an earlier one says at the same place.
    pub(super) fn twins(&mut self) {
        let book = self.book;
        let mut worn: Vec<(Worn, &PhraseSource)> =
            book.phrases.iter().filter_map(|x| Some((wear(&x.value)?, &x.value))).collect();
        worn.sort_by_key(|(worn, _)| worn.at);
        let known: HashSet<u64> = worn.iter().map(|(worn, _)| worn.sum).collect();
        let mut first: HashMap<(u64, u64), usize> = HashMap::new();
        for (i, (phrase, _)) in worn.iter().enumerate() {
            for place in &phrase.places {
                first.entry((*place, phrase.sum)).or_insert(i);
            }
        }
        for (i, (phrase, _)) in worn.iter().enumerate() {
            let at = |sum: u64| phrase.places.iter().map(move |place| (*place, sum));
            let same = at(phrase.sum).filter_map(|key| first.get(&key)).find(|other| **other < i);
            let shorter = phrase.shorter().filter(|sum| known.contains(sum));
            let near = same.or_else(|| shorter.flat_map(at).find_map(|key| first.get(&key)));
            let Some(other) = near.copied() else { continue };
            let (blamed, kept) = if other < i { (i, other) } else { (other, i) };
            let id = name(worn[kept].1.id.as_ref());
            let words = if same.is_some() { "says the same as" } else { "says nearly the same as" };
            let message = format!("this {words} `{id}`, {}, at the same place", self.whence(worn[kept].0.at));
            let fault = Fault::warning("HK0610", worn[blamed].0.at, message);
            self.warn(fault.fix("keep the better one, or let the second say something else"));
        }
    }
}

impl Worn {
    /// The sums with one word left out, where that makes no other phrase of it.
    fn shorter(&self) -> impl Iterator<Item = u64> {
        let enough = self.words.len() > ENOUGH;
        let spare = self.words.iter().filter(move |(_, spare)| enough && *spare);
        spare.map(|(word, _)| self.sum.wrapping_sub(*word))
    }
}

/// A phrase with what carries it; nothing where it is a quote, or has no words.
fn wear(phrase: &PhraseSource) -> Option<Worn> {
    let say = phrase.say.as_ref()?;
    if phrase.verbatim.as_ref().is_some_and(|flag| flag.value) {
        return None;
    }
    let mut words: Vec<(u64, bool)> = vec![];
    for word in carriers(&say.value) {
        let number = number(&[&word]);
        // A number or a blank says which, a turn says the contrary: neither can be spared.
        let spare = !TURNS.contains(&word.as_str()) && word.chars().all(char::is_alphabetic);
        if words.len() < LONGEST && words.iter().all(|(other, _)| *other != number) {
            words.push((number, spare));
        }
    }
    let sum = words.iter().fold(0u64, |sum, (word, _)| sum.wrapping_add(*word));
    let when = phrase.when.as_ref().map_or("always", |when| when.value.as_str());
    let places =
        phrase.places.iter().flat_map(|list| &list.value.0).map(|place| number(&[&place.value, when])).collect();
    (!words.is_empty()).then_some(Worn { at: say.at, words, sum, places })
}

/// The words that carry a text, without case and punctuation; every blank is the same. A text of fillers keeps them.
fn carriers(text: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        split(&rest[..open], &mut words);
        let close = rest[open..].find('}').map_or(rest.len(), |close| open + close + 1);
        words.push("{}".into());
        rest = &rest[close..];
    }
    split(rest, &mut words);
    let filler = |word: &String| FILLERS.binary_search(&word.as_str()).is_ok();
    if !words.iter().all(filler) {
        words.retain(|word| !filler(word));
    }
    words
}

fn split(text: &str, words: &mut Vec<String>) {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.extend(parts.map(str::to_lowercase));
}

/// A number for a text, the same at every start: the same files get the same advice.
fn number(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
    let mixed =
        bytes.fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    // Sums of such numbers are told apart by all of their bits.
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests;
