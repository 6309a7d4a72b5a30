//! Finding anything by a fragment: phrases, topics, scenarios, emotions, steps and frameworks.
//!
//! Every typed word is looked up among the words of the library, where one typo is forgiven. What holds all of them
//! comes before what holds some, words before beginnings of words, and letters inside words last; then what holds the
//! rarer words, and holds them better. What is never to be said is not in here.

use std::{cmp::Reverse, collections::HashMap};

use crate::playbook::model::{Id, Kind, Library};

mod entry;
mod query;
mod tally;
mod vocabulary;

#[cfg(test)]
mod tests;

use entry::{Entry, entries, words};
use query::Query;
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
    /// The first place of a phrase; else the thing's own id.
    pub category: Id,
    /// The name of the category for people: the topic of a phrase, the framework of a step, a scenario's short name.
    pub home: String,
    /// How well it fits: better is more, and nothing else decides the order but whether it is verbatim and where it
    /// stands in the files. From 0 to 2,400,399.
    pub score: u32,
}

/// Everything that can be found, ready to be searched at every keystroke.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    groups: Groups,
    vocabulary: Vocabulary,
}

/// What is worse than this share of the best, in percent, is left out.
const CUT: u32 = 45;

/// What a tier weighs in a score: more than all within it.
const TIER: u32 = 500_000;

/// How many of the best are looked at word by word, for each one that is asked for.
const CLOSER: usize = 8;

impl Index {
    /// Reads a library once.
    pub fn build(library: &Library) -> Index {
        let entries = entries(library);
        let mut vocabulary = Builder::default();
        for (i, entry) in (0u32..).zip(&entries) {
            for (field, text) in (0u32..).zip(entry.fields()) {
                words(text, |word| vocabulary.add(word, posting(i, field)));
            }
        }
        Index { groups: Groups::new(&entries), entries, vocabulary: vocabulary.build() }
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a query finds, best first, at most `limit`. Words in any order; `step:`, `scenario:`, `phrase:`, `topic:`,
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
        let mut found = self.candidates(&query, limit);
        found.retain(|c| allowed(&self.entries[c.entry as usize]));
        self.best(found, &query, limit)
    }

    /// Every entry that holds some of the words, with how well it does.
    fn candidates(&self, query: &Query, limit: usize) -> Vec<Candidate> {
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
        tally.candidates(&self.groups)
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

    /// The best of the candidates as hits.
    fn best(&self, mut found: Vec<Candidate>, query: &Query, limit: usize) -> Vec<Hit> {
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
        scored.into_iter().map(|(Reverse(score), _, entry)| self.entries[entry as usize].hit(score)).collect()
    }
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
