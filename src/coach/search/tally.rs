//! How well every entry holds the words of a query.
//!
//! What a word counts depends on how few categories it is found in, not on how few entries: `loan` tells what a caller
//! wants, `please` does not, however many phrases about loans there are.

use std::collections::{HashMap, HashSet};

use crate::playbook::model::{Id, Kind};

use super::{
    entry::{CONTEXT, Entry, FIELDS, NAME},
    vocabulary::{EXACT, INSIDE, PREFIX, Quality, Vocabulary},
};

/// What counts per field of an entry, in percent: its name, its own text, other words for it, the names of where it
/// belongs.
const FIELD_WEIGHT: [u32; FIELDS] = [100, 85, 85, 20];

/// What counts on top when the thing that an entry is for holds the word too, in percent. A phrase under `Refund` that
/// says `refund` goes before one elsewhere; the topic itself keeps level with it.
const TITLE_WEIGHT: u32 = 60;

/// How many bits of a posting name the field.
const FIELD_BITS: u32 = 2;

/// Two words that were typed as one.
const JOINED: Quality = 80;

/// How an entry holds a word of the query: not at all, or from [`WITHIN`] to [`WHOLE`].
type Class = u8;

/// As letters inside a word.
const WITHIN: Class = 1;
/// With a typo or another ending, or in the names of where the entry belongs.
const ALIKE: Class = 2;
/// As the beginning of a word.
const BEGUN: Class = 3;
/// As a word.
const WHOLE: Class = 4;

fn class(quality: Quality, field: usize) -> Class {
    match quality {
        INSIDE => WITHIN,
        _ if field == CONTEXT => ALIKE,
        EXACT => WHOLE,
        // Whoever types the beginning of a name means what is called so.
        PREFIX if field == NAME => WHOLE,
        PREFIX => BEGUN,
        _ => ALIKE,
    }
}

/// From this tier on, an entry holds all the words.
pub(super) const COMPLETE: u32 = 2;

/// A candidate: the entry and how well it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Which entry.
    pub entry: u32,
    /// What comes before everything else: 4 where every word is there as a word, 3 where some only begin one, 2 where
    /// some are only alike, 1 where some are missing, 0 where there are only letters inside words.
    pub tier: u32,
    /// How well, from 0 to 1000.
    pub base: u32,
}

/// Where a field of an entry is noted in the vocabulary.
pub(super) fn posting(entry: u32, field: u32) -> u32 {
    entry << FIELD_BITS | field
}

/// The entry and the field of a posting.
pub(super) fn place_of(posting: u32) -> (u32, usize) {
    (posting >> FIELD_BITS, (posting & ((1 << FIELD_BITS) - 1)) as usize)
}

/// Which entries belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// The category of each entry, by number.
    of: Vec<u32>,
    /// How many categories there are.
    count: usize,
    /// The entry that is the category of each entry: the topic of a phrase, the scenario itself.
    title: Vec<Option<u32>>,
}

impl Groups {
    /// Groups entries by what they are for.
    pub fn new(entries: &[Entry]) -> Groups {
        let mut numbers: HashMap<&Id, u32> = HashMap::new();
        let mut titles: HashMap<&Id, u32> = HashMap::new();
        let mut of = Vec::with_capacity(entries.len());
        for (i, entry) in (0u32..).zip(entries) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            of.push(*numbers.entry(entry.category()).or_insert(next));
            if entry.kind != Kind::Phrase {
                titles.insert(&entry.id, i);
            }
        }
        let title = entries.iter().map(|entry| titles.get(entry.category()).copied()).collect();
        Groups { of, count: numbers.len(), title }
    }
}

/// How well every entry holds every word.
#[derive(Debug)]
pub(super) struct Tally {
    /// Per word of the query: the quality per entry.
    words: Vec<Vec<Quality>>,
    /// Per word of the query: the class per entry.
    classes: Vec<Vec<Class>>,
    entries: usize,
}

impl Tally {
    /// Nothing noted yet, for so many words and entries.
    pub fn new(words: usize, entries: usize) -> Self {
        Tally { words: vec![vec![0; entries]; words], classes: vec![vec![0; entries]; words], entries }
    }

    /// Notes where the words stand that a typed word may mean.
    pub fn add(&mut self, vocabulary: &Vocabulary, place: usize, meaning: &[(usize, Quality)]) {
        let (best, classes) = (&mut self.words[place], &mut self.classes[place]);
        for (word, quality) in meaning {
            let by_field = FIELD_WEIGHT.map(|weight| u8::try_from(u32::from(*quality) * weight / 100).unwrap_or(EXACT));
            let classed: [Class; FIELDS] = std::array::from_fn(|field| class(*quality, field));
            for posting in vocabulary.postings(*word) {
                let (entry, field) = place_of(*posting);
                let entry = entry as usize;
                // What follows behind the entries are lines for sentences.
                if entry >= self.entries {
                    break;
                }
                best[entry] = best[entry].max(by_field[field]);
                classes[entry] = classes[entry].max(classed[field]);
            }
        }
    }

    /// Notes where two words stand that were typed as one.
    pub fn add_both(&mut self, vocabulary: &Vocabulary, place: usize, first: usize, second: usize) {
        let entries = |word: usize| vocabulary.postings(word).iter().map(|posting| place_of(*posting).0);
        let with_first: HashSet<u32> = entries(first).collect();
        for entry in entries(second).filter(|entry| with_first.contains(entry)) {
            if let (Some(best), Some(class)) =
                (self.words[place].get_mut(entry as usize), self.classes[place].get_mut(entry as usize))
            {
                (*best, *class) = (JOINED, ALIKE);
            }
        }
    }

    /// How many entries hold every word.
    pub fn complete(&self) -> usize {
        self.tiers().into_iter().filter(|tier| u32::from(*tier) >= COMPLETE).count()
    }

    /// The tier of every entry.
    fn tiers(&self) -> Vec<u8> {
        let (mut worst, mut best) = (vec![WHOLE; self.entries], vec![0; self.entries]);
        for classes in &self.classes {
            for ((worst, best), class) in worst.iter_mut().zip(&mut best).zip(classes) {
                *worst = (*worst).min(*class);
                *best = (*best).max(*class);
            }
        }
        worst
            .iter()
            .zip(best)
            .map(|(worst, best)| if *worst >= ALIKE { *worst } else { u8::from(best >= ALIKE) })
            .collect()
    }

    /// What every word counts.
    pub fn weights(&self, groups: &Groups) -> Vec<u64> {
        self.words.iter().map(|best| weight(best, groups)).collect()
    }

    /// What every word of such weights adds to an entry.
    pub fn parts(&self, weights: &[u64], groups: &Groups, entry: u32) -> Vec<u64> {
        let words = self.words.iter().zip(weights);
        words.map(|(best, weight)| part(best, *weight, entry as usize, groups)).collect()
    }

    /// The entries that hold anything, each with its share of what would be perfect.
    pub fn candidates(&self, weights: &[u64], groups: &Groups) -> Vec<Candidate> {
        let mut totals = vec![0u64; self.entries];
        for (best, weight) in self.words.iter().zip(weights) {
            for (i, total) in totals.iter_mut().enumerate() {
                *total += part(best, *weight, i, groups);
            }
        }
        let perfect = weights.iter().sum::<u64>() * u64::from(u32::from(EXACT) * (100 + TITLE_WEIGHT) / 100);
        let share = |total: u64| u32::try_from(total * 1000 / perfect.max(1)).unwrap_or(1000);
        let found = (0u32..).zip(totals.into_iter().zip(self.tiers())).filter(|(_, (total, _))| *total > 0);
        found.map(|(entry, (total, tier))| Candidate { entry, tier: tier.into(), base: share(total) }).collect()
    }
}

/// What a word adds to an entry: as well as that holds it, and what it belongs to.
fn part(best: &[Quality], weight: u64, entry: usize, groups: &Groups) -> u64 {
    let title = groups.title[entry].map_or(0, |title| u32::from(best[title as usize]) * TITLE_WEIGHT / 100);
    u64::from(u32::from(best[entry]) + title) * weight
}

/// What a word counts: 16 for each halving of the categories that hold it, one for each halving of the entries.
fn weight(best: &[Quality], groups: &Groups) -> u64 {
    let mut seen = vec![false; groups.count];
    let mut holding = 0;
    for (quality, group) in best.iter().zip(&groups.of) {
        if *quality > 0 {
            holding += 1;
            seen[*group as usize] = true;
        }
    }
    let categories = seen.iter().filter(|seen| **seen).count();
    2 + halvings(groups.count, categories) + halvings(best.len(), holding) / 16
}

/// Sixteen times how often `all` is halved to come down to `some`, rounded down. By squaring alone, so that it is the
/// same on every machine.
pub(super) fn halvings(all: usize, some: usize) -> u64 {
    let mut ratio = (all.max(1) as f64) / (some.max(1) as f64);
    for _ in 0..4 {
        ratio *= ratio;
    }
    (ratio.max(1.0).to_bits() >> 52) - 1023
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halvings_in_sixteenths() {
        assert_eq!(halvings(8, 8), 0);
        assert_eq!(halvings(8, 4), 16);
        assert_eq!(halvings(8, 1), 48);
        assert_eq!(halvings(3, 2), 9);
        assert_eq!(halvings(0, 0), 0);
        assert_eq!(halvings(2, 7), 0);
        assert_eq!(halvings(100_000, 1), 265);
    }

    #[test]
    fn a_word_of_few_categories_counts_for_more() {
        let groups = Groups { of: vec![0, 0, 0, 1, 2], count: 3, title: vec![None; 5] };
        let one_category = weight(&[100, 100, 100, 0, 0], &groups);
        let three = weight(&[100, 0, 0, 100, 100], &groups);
        assert!(one_category > three, "{one_category} {three}");
        assert_eq!(weight(&[100; 5], &groups), 2);
    }
}
