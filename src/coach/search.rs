//! Finding anything by a fragment: phrases, topics, scenarios, steps and frameworks.
//!
//! Every typed word is looked up among the words of the library, where one typo is forgiven, and what holds the rarer
//! words, and holds them better, comes first. What is never to be said is not in here.

use std::{cmp::Reverse, collections::HashMap};

use crate::playbook::model::{Id, Kind, Library};

mod entry;
mod query;
mod vocabulary;

#[cfg(test)]
mod tests;

use entry::{Entry, FIELDS, entries, words};
use query::Query;
use vocabulary::{Builder, Quality, Vocabulary};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What.
    pub id: Id,
    /// Its kind: a phrase, topic, scenario, step or framework.
    pub kind: Kind,
    /// What it says, as one line; slots as `{name}`.
    pub text: String,
    /// The first place of a phrase; else the thing's own id.
    pub category: Id,
    /// The name of the category for people: the topic of a phrase, the framework of a step, a scenario's short name.
    pub home: String,
    /// How well it fits: better is more, and nothing else decides the order but whether it is verbatim and where it
    /// stands in the files. From 0 to 400,399.
    pub score: u32,
}

/// Everything that can be found, ready to be searched at every keystroke.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    vocabulary: Vocabulary,
}

/// What counts per field of an entry, in percent: its own text, other words for it, the names of where it belongs.
const FIELD_WEIGHT: [u32; FIELDS] = [100, 100, 60];

/// How many bits of a posting name the field.
const FIELD_BITS: u32 = 2;

/// What is worse than this share of the best, in percent, is left out.
const CUT: u32 = 45;

/// How many of the best are looked at word by word, for each one that is asked for.
const CLOSER: usize = 8;

/// A candidate: the entry and how well it fits, from 0 to 1000.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    entry: u32,
    base: u32,
}

impl Index {
    /// Reads a library once.
    pub fn build(library: &Library) -> Index {
        let entries = entries(library);
        let mut vocabulary = Builder::default();
        for (i, entry) in (0u32..).zip(&entries) {
            for (field, text) in (0u32..).zip(entry.fields()) {
                words(text, |word| vocabulary.add(word, i << FIELD_BITS | field));
            }
        }
        Index { entries, vocabulary: vocabulary.build() }
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a query finds, best first, at most `limit`. Words in any order; `step:`, `scenario:`, `phrase:`, `topic:`
    /// and `framework:` narrow to a kind and `said:` to the phrases of `said`, all of them where no word follows.
    /// An empty query finds nothing.
    pub fn find(&self, query: &str, said: &[Id], limit: usize) -> Vec<Hit> {
        let query = Query::parse(query);
        if limit == 0 || (query.words.is_empty() && !query.narrows()) {
            return Vec::new();
        }
        let allowed = |entry: &Entry| query.allows(entry.kind, &entry.id, said);
        if query.words.is_empty() {
            let all = self.entries.iter().filter(|entry| allowed(entry));
            return all.take(limit).map(|entry| entry.hit(0)).collect();
        }
        let mut found = self.candidates(&query, limit);
        found.retain(|c| allowed(&self.entries[c.entry as usize]));
        self.best(found, &query, limit)
    }

    /// Every entry that holds some of the words, with how well it does.
    fn candidates(&self, query: &Query, limit: usize) -> Vec<Candidate> {
        let mut meanings: Vec<_> = query.words.iter().map(|word| self.vocabulary.literal(word)).collect();
        let mut tally = Tally::new(self.entries.len());
        for (place, meaning) in meanings.iter().enumerate() {
            tally.add(&self.vocabulary, place, meaning);
        }
        // Typos matter where the words as typed do not find enough.
        if tally.complete(query.words.len()) < limit {
            for (place, (word, meaning)) in query.words.iter().zip(&mut meanings).enumerate() {
                let more = self.vocabulary.typos(word, meaning);
                tally.add(&self.vocabulary, place, &more);
                if meaning.is_empty()
                    && more.is_empty()
                    && let Some((first, second)) = self.vocabulary.split(word)
                {
                    tally.add_both(&self.vocabulary, place, first, second);
                }
            }
        }
        tally.candidates(query.words.len())
    }

    /// The best of the candidates as hits.
    fn best(&self, mut found: Vec<Candidate>, query: &Query, limit: usize) -> Vec<Hit> {
        let top = found.iter().map(|c| c.base).max().unwrap_or(0);
        found.retain(|c| c.base * 100 >= top * CUT);
        let closer = limit.saturating_mul(CLOSER).max(256);
        let rough = |c: &Candidate| {
            let entry = &self.entries[c.entry as usize];
            (Reverse(c.base * 4 + entry.precedence()), entry.verbatim, entry.length, c.entry)
        };
        if found.len() > closer {
            found.select_nth_unstable_by_key(closer, rough);
            found.truncate(closer);
        }
        let mut scored: Vec<_> = found
            .into_iter()
            .map(|c| {
                let entry = &self.entries[c.entry as usize];
                let score = (c.base * 4 + entry.precedence()) * 100 + entry.closeness(query);
                (Reverse(score), entry.verbatim, c.entry)
            })
            .collect();
        scored.sort_unstable();
        scored.truncate(limit);
        scored.into_iter().map(|(Reverse(score), _, entry)| self.entries[entry as usize].hit(score)).collect()
    }
}

/// How well every entry holds every word of a query.
struct Tally {
    /// Per word of the query: the quality per entry.
    words: Vec<Vec<Quality>>,
    entries: usize,
}

impl Tally {
    fn new(entries: usize) -> Self {
        Tally { words: Vec::new(), entries }
    }

    /// Notes where the words stand that a typed word may mean.
    fn add(&mut self, vocabulary: &Vocabulary, place: usize, meaning: &[(usize, Quality)]) {
        if self.words.len() <= place {
            self.words.resize_with(place + 1, Vec::new);
        }
        let best = &mut self.words[place];
        if best.is_empty() {
            best.resize(self.entries, 0);
        }
        for (word, quality) in meaning {
            let by_field = FIELD_WEIGHT.map(|weight| u8::try_from(u32::from(*quality) * weight / 100).unwrap_or(100));
            for posting in vocabulary.postings(*word) {
                let field = (posting & ((1 << FIELD_BITS) - 1)) as usize;
                let slot = &mut best[(posting >> FIELD_BITS) as usize];
                *slot = (*slot).max(by_field[field]);
            }
        }
    }

    /// Notes where two words stand that were typed as one.
    fn add_both(&mut self, vocabulary: &Vocabulary, place: usize, first: usize, second: usize) {
        const JOINED: Quality = 80;
        let entries = |word: usize| vocabulary.postings(word).iter().map(|posting| posting >> FIELD_BITS);
        let with_first: std::collections::HashSet<u32> = entries(first).collect();
        for entry in entries(second).filter(|entry| with_first.contains(entry)) {
            self.words[place][entry as usize] = JOINED;
        }
    }

    /// How many entries hold every word.
    fn complete(&self, words: usize) -> usize {
        (0..self.entries).filter(|entry| self.words.iter().take(words).all(|best| best[*entry] > 0)).count()
    }

    /// The entries that hold anything, each with its share of what would be perfect. A rare word counts for more.
    fn candidates(&self, words: usize) -> Vec<Candidate> {
        let weights: Vec<u32> = self.words.iter().take(words).map(|best| weight(best)).collect();
        let perfect = weights.iter().sum::<u32>() * u32::from(vocabulary::EXACT);
        let mut totals = vec![0u32; self.entries];
        for (best, weight) in self.words.iter().zip(&weights) {
            for (total, quality) in totals.iter_mut().zip(best) {
                *total += u32::from(*quality) * weight;
            }
        }
        let found = (0u32..).zip(totals).filter(|(_, total)| *total > 0);
        found.map(|(entry, total)| Candidate { entry, base: total * 1000 / perfect.max(1) }).collect()
    }
}

/// What a word counts: 2 where everything holds it, and one more for each halving.
fn weight(best: &[Quality]) -> u32 {
    let holding = best.iter().filter(|quality| **quality > 0).count().max(1);
    2 + (best.len().max(1) / holding).max(1).ilog2()
}

/// The names of all that a phrase may be for, once, for quick looking up.
fn names(library: &Library) -> HashMap<&Id, &str> {
    let frameworks = library.frameworks.iter();
    let steps = frameworks.clone().flat_map(|f| &f.steps).map(|s| (&s.id, s.title.as_str()));
    let scenarios = library.scenarios.iter().map(|s| (&s.id, s.short.as_str()));
    let emotions = library.emotions.iter().map(|e| (&e.id, e.title.as_str()));
    let labels = library.industries.iter().chain(&library.channels).chain(&library.topics);
    let labels = labels.map(|l| (&l.id, l.title.as_str()));
    frameworks.map(|f| (&f.id, f.title.as_str())).chain(steps).chain(scenarios).chain(emotions).chain(labels).collect()
}
