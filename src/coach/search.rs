//! Finding anything by a fragment: phrases, topics, scenarios, emotions, steps and frameworks.
//!
//! Every typed word is looked up among the words of the library, where one typo is forgiven. What holds all of them
//! comes before what holds some, words before beginnings of words, and letters inside words last; then what holds the
//! rarer words, and holds them better. What is never to be said is not in here.
//!
//! From four words on, a query is a sentence, such as a caller's own: then what it asks for is found first, by all the
//! lines that speak for it, and of each topic only some lines are listed before those of others.

use std::{cmp::Reverse, collections::HashMap};

use crate::playbook::model::{Id, Kind, Library};

mod entry;
mod lines;
mod listing;
mod query;
mod sentence;
mod tally;
mod vocabulary;

#[cfg(test)]
mod tests;

use entry::{Entry, entries, words};
use lines::Lines;
use listing::Listing;
use query::Query;
use sentence::Sentence;
use tally::{COMPLETE, Candidate, Groups, Tally, posting};
use vocabulary::{Builder, EXACT, Vocabulary};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What.
    pub id: Id,
    /// Its kind: a phrase, topic, scenario, emotion, step or framework.
    pub kind: Kind,
    /// What it says, as one line; slots as `{name}`.
    pub text: String,
    /// What a phrase is for: in a sentence the topic or scenario for which it was found, else its first place; of
    /// anything else its own id.
    pub category: Id,
    /// The name of the category for people: the topic of a phrase, the framework of a step, a scenario's short name.
    pub home: String,
    /// How well it fits: better is more, and nothing else decides the order but whether it is verbatim and where it
    /// stands in the files. From 0 to 2,400,399.
    pub score: u32,
    /// The words of the query that spoke for it, best first.
    pub why: Vec<Reason>,
}

/// A word that spoke for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The word, as it was typed.
    pub word: String,
    /// Its part in what spoke for it, in percent.
    pub weight: u32,
}

/// Everything that can be found, ready to be searched at every keystroke.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    groups: Groups,
    lines: Lines,
    vocabulary: Vocabulary,
}

/// What is worse than this share of the best, in percent, is left out.
const CUT: u32 = 45;

/// What a tier weighs in a score: more than all within it.
const TIER: u32 = 500_000;

/// How many words are told for why something is found.
const REASONS: usize = 6;

/// How many of the best are looked at word by word, for each one that is asked for.
const CLOSER: usize = 8;

impl Index {
    /// Reads a library once.
    pub fn build(library: &Library) -> Index {
        let entries = entries(library);
        let mut vocabulary = Builder::default();
        let mut long = vec![0u32; entries.len()];
        for (i, entry) in (0u32..).zip(&entries) {
            let of_line = entry.line_fields();
            for (field, text) in (0u32..).zip(entry.fields()) {
                let mut count = 0;
                words(text, |word| count += u32::from(vocabulary.add(word, posting(i, field))));
                long[i as usize] += if of_line & (1 << field) == 0 { 0 } else { count };
            }
        }
        let lines = Lines::new(library, &entries, long, &mut vocabulary);
        Index { groups: Groups::new(&entries), entries, lines, vocabulary: vocabulary.build() }
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a query finds, best first, at most `limit`. Up to three words are a fragment, in any order, more are a
    /// sentence; `step:`, `scenario:`, `phrase:`, `topic:`,
    /// `emotion:` and `framework:` narrow to a kind and `said:` to the phrases of `said`, all of them where no word
    /// follows.
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
        if query.is_sentence() {
            let sentence = Sentence::new(&query, &self.lines, &self.vocabulary);
            let listing = Listing { index: self, query: &query, sentence: &sentence };
            return listing.hits(allowed, limit);
        }
        let tally = self.tally(&query, limit);
        let weights = tally.weights(&self.groups);
        let mut found = tally.candidates(&weights, &self.groups);
        found.retain(|c| allowed(&self.entries[c.entry as usize]));
        let hit = |(entry, score): (u32, u32)| {
            let why = reasons(&query, &tally.parts(&weights, &self.groups, entry));
            Hit { why, ..self.entries[entry as usize].hit(score) }
        };
        self.best(found, &query, limit).into_iter().map(hit).collect()
    }

    /// How well every entry holds the words.
    fn tally(&self, query: &Query, limit: usize) -> Tally {
        let last = query.words.len() - 1;
        let mut tally = Tally::new(query.words.len(), self.entries.len());
        let mut meanings = Vec::with_capacity(query.words.len());
        for (place, word) in query.words.iter().enumerate() {
            // Only the last word is perhaps not typed to its end.
            let meaning = self.vocabulary.literal(word, place == last);
            tally.add(&self.vocabulary, place, &meaning);
            meanings.push(meaning);
        }
        // Typos matter where the words as typed do not find enough.
        if tally.complete() < limit {
            for (place, meaning) in meanings.iter().enumerate() {
                self.forgive(&mut tally, query, place, meaning);
            }
        }
        tally
    }

    /// Adds what a word may mean with a typo in it. In more than two words, one that is in the library is taken as it is.
    fn forgive(&self, tally: &mut Tally, query: &Query, place: usize, meaning: &[(usize, u8)]) {
        if query.words.len() > 2 && meaning.iter().any(|(_, quality)| *quality == EXACT) {
            return;
        }
        let word = &query.words[place];
        let more = self.vocabulary.typos(word, meaning);
        tally.add(&self.vocabulary, place, &more);
        if meaning.is_empty()
            && more.is_empty()
            && let Some((first, second)) = self.vocabulary.split(word)
        {
            tally.add_both(&self.vocabulary, place, first, second);
        }
    }

    /// The best of the candidates with their scores.
    fn best(&self, mut found: Vec<Candidate>, query: &Query, limit: usize) -> Vec<(u32, u32)> {
        // What holds all the words is not cut because something holds one of them better.
        let complete = found.iter().filter(|c| c.tier >= COMPLETE).map(|c| c.base).max().unwrap_or(0);
        let top = found.iter().map(|c| c.base).max().unwrap_or(0);
        found.retain(|c| c.base * 100 >= CUT * if c.tier >= COMPLETE { complete } else { top });
        let closer = limit.saturating_mul(CLOSER).max(256);
        let rough = |c: &Candidate| {
            let entry = &self.entries[c.entry as usize];
            (Reverse((c.tier, c.base * 4 + entry.precedence())), entry.verbatim, entry.length, c.entry)
        };
        if found.len() > closer {
            found.select_nth_unstable_by_key(closer, rough);
            found.truncate(closer);
        }
        let mut scored: Vec<_> = found
            .into_iter()
            .map(|c| {
                let entry = &self.entries[c.entry as usize];
                let score = c.tier * TIER + (c.base * 4 + entry.precedence()) * 100 + entry.closeness(query);
                (Reverse(score), entry.verbatim, c.entry)
            })
            .collect();
        scored.sort_unstable();
        scored.truncate(limit);
        scored.into_iter().map(|(Reverse(score), _, entry)| (entry, score)).collect()
    }
}

/// The words of a query by what each of them added, best first; what adds less than a hundredth is not told.
fn reasons(query: &Query, parts: &[u64]) -> Vec<Reason> {
    let all = parts.iter().sum::<u64>().max(1);
    let share = |part: &u64| u32::try_from(part * 100 / all).unwrap_or(100);
    let reasons = query.typed.iter().zip(parts).map(|(word, part)| Reason { word: word.clone(), weight: share(part) });
    let mut reasons: Vec<Reason> = reasons.filter(|reason| reason.weight > 0).collect();
    reasons.sort_by_key(|reason| Reverse(reason.weight));
    reasons.truncate(REASONS);
    reasons
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
