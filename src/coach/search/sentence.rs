//! How well a caller's own sentence fits what is asked for.
//!
//! Every word is looked up in the [`Lines`]. What it counts is learnt from them: nothing where every topic's lines hold
//! it, as they do `hello` and `please`, much where few do. The best lines of a topic speak for it, and so does the share
//! of its lines that hold a word, so that one odd line does not. All of it in whole numbers, the same on every machine.

use super::{
    lines::{Lines, MIDDLING, Voice},
    query::Query,
    tally::{halvings, place_of},
    vocabulary::{EXACT, Quality, Vocabulary},
};

/// What the best lines of a group count for it, in percent: one that fits is more than five that fit a little.
const VOTES: [u64; 5] = [100, 40, 30, 20, 10];

/// What the share of the lines that hold a word counts, in percent of what a line does.
const SHARE: u64 = 150;

/// How many groups there have to be before what is common among them is common speech.
const ENOUGH: usize = 10;

/// What one of weight counts where the best lines of a group, of middling length, and all its other lines hold a word.
const PERFECT: u64 = EXACT as u64 * MIDDLING * (200 + SHARE * 2 / 3);

/// What a line holds of a query that quotes it, in percent: all the words, or all but an ending or a typo.
const QUOTE: u32 = 75;

/// A word of the query as the library has it.
#[derive(Clone, Debug)]
struct Word {
    forms: Vec<(usize, Quality)>,
    weight: u32,
}

/// How well everything fits a sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    words: Vec<Word>,
    /// What a line holds at least that is quoted.
    quote: u32,
    /// Per line.
    totals: Vec<u32>,
    /// Per line, what the words count that it holds, however long it is.
    held: Vec<u32>,
    /// Per group, from 0 to 1000.
    pub scores: Vec<u32>,
    /// Per group its best lines, best first.
    best: Vec<[Option<u32>; VOTES.len()]>,
}

/// What is noted per word, cleared after each.
struct Slate {
    /// Per line how well it holds the word.
    quality: Vec<Quality>,
    lines: Vec<usize>,
    /// Per group the sum of that.
    sums: Vec<u32>,
    /// Per group who says it, as bits.
    voices: Vec<u8>,
    groups: Vec<usize>,
}

impl Slate {
    fn new(lines: &Lines) -> Slate {
        let (count, groups) = (lines.len(), lines.groups.len());
        Slate {
            quality: vec![0; count],
            lines: Vec::new(),
            sums: vec![0; groups],
            voices: vec![0; groups],
            groups: Vec::new(),
        }
    }

    fn note(&mut self, lines: &Lines, vocabulary: &Vocabulary, forms: &[(usize, Quality)]) {
        for (word, quality) in forms {
            for posting in vocabulary.postings(*word) {
                let (number, field) = place_of(*posting);
                let Some(line) = lines.at(number, field) else { continue };
                if self.quality[line] == 0 {
                    self.lines.push(line);
                }
                self.quality[line] = self.quality[line].max(*quality);
            }
        }
        for line in &self.lines {
            let voice = match lines.voice(*line) {
                Voice::Label => 1,
                Voice::Caller => 2,
                Voice::Phrase => 4,
            };
            for group in lines.of(*line) {
                let group = *group as usize;
                if self.voices[group] == 0 {
                    self.groups.push(group);
                }
                self.voices[group] |= voice;
                self.sums[group] += u32::from(self.quality[*line]);
            }
        }
    }

    /// What the word counts: 16 for each halving of the groups that hold it, one for each halving of the lines. A word
    /// that most callers say, or most phrases, is held by as large a part of all.
    fn weight(&self, lines: &Lines) -> u32 {
        let all = lines.groups.len();
        let mut holding = self.groups.len();
        for (bit, spoken) in [2, 4].into_iter().zip(lines.spoken) {
            if spoken >= ENOUGH {
                let saying = self.groups.iter().filter(|group| self.voices[**group] & bit != 0).count();
                holding = holding.max(all * saying.saturating_sub(1) / spoken);
            }
        }
        let weight = 2 + halvings(2 * all + 2, 2 * holding + 1) + halvings(lines.len(), self.lines.len()) / 16;
        u32::try_from(weight).unwrap_or(u32::MAX)
    }

    fn clear(&mut self) {
        for line in self.lines.drain(..) {
            self.quality[line] = 0;
        }
        for group in self.groups.drain(..) {
            (self.sums[group], self.voices[group]) = (0, 0);
        }
    }
}

impl Sentence {
    /// Compares a query with the lines.
    pub fn new(query: &Query, lines: &Lines, vocabulary: &Vocabulary) -> Sentence {
        let mut slate = Slate::new(lines);
        let mut words = Vec::with_capacity(query.words.len());
        let (mut totals, mut held) = (vec![0u32; lines.len()], vec![0u32; lines.len()]);
        let mut shares = vec![0u64; lines.groups.len()];
        for (place, word) in query.words.iter().enumerate() {
            let forms = vocabulary.forms(word, place + 1 == query.words.len());
            slate.note(lines, vocabulary, &forms);
            let weight = slate.weight(lines);
            for line in &slate.lines {
                let quality = slate.quality[*line];
                totals[*line] += weight * u32::from(quality) * lines.brevity(*line);
                held[*line] += weight * u32::from(quality);
            }
            for group in &slate.groups {
                shares[*group] += share(weight, slate.sums[*group], lines.groups[*group].size);
            }
            slate.clear();
            words.push(Word { forms, weight });
        }
        let best = best(&totals, lines);
        let quote = words.iter().map(|word| word.weight).sum::<u32>() * QUOTE;
        let mut sentence = Sentence { quote, words, totals, held, scores: Vec::new(), best };
        sentence.scores =
            shares.iter().enumerate().map(|(group, share)| sentence.score(lines, group, *share)).collect();
        sentence
    }

    /// How well a group fits, whose lines hold the words to such a share.
    fn score(&self, lines: &Lines, group: usize, share: u64) -> u32 {
        let votes = self.best[group].iter().flatten().zip(VOTES);
        let votes: u64 = votes.map(|(line, vote)| u64::from(self.totals[*line as usize]) * vote).sum();
        let perfect = self.words.iter().map(|word| u64::from(word.weight)).sum::<u64>() * PERFECT;
        let score = (votes + share * SHARE) * u64::from(lines.groups[group].favour) * 10 / perfect.max(1);
        u32::try_from(score).unwrap_or(1000).min(1000)
    }

    /// How well a line fits: 0 where it holds nothing.
    pub fn total(&self, line: usize) -> u32 {
        self.totals[line]
    }

    /// Whether a line holds nearly all that was typed.
    pub fn quoted(&self, line: usize) -> bool {
        self.held[line] >= self.quote
    }

    /// What the words count that a line holds, however long it is.
    pub fn held(&self, line: usize) -> u32 {
        self.held[line]
    }

    /// What every word adds to a line and to the best lines of a group.
    pub fn parts(&self, lines: &Lines, vocabulary: &Vocabulary, group: usize, line: Option<usize>) -> Vec<u64> {
        let best = self.best[group].iter().flatten().map(|line| *line as usize).zip(VOTES);
        let counted: Vec<(usize, u64)> = line.map(|line| (line, VOTES[0])).into_iter().chain(best).collect();
        let part = |word: &Word| {
            let quality = |line: usize| u64::from(quality(lines, vocabulary, &word.forms, line) * lines.brevity(line));
            counted.iter().map(|(line, vote)| quality(*line) * vote * u64::from(word.weight)).sum()
        };
        self.words.iter().map(part).collect()
    }
}

/// What the share of a group's lines that hold a word counts for it; half of it where half of them do, as words that
/// all lines hold are few.
fn share(weight: u32, sum: u32, size: u32) -> u64 {
    let half = u64::from(EXACT / 2) * u64::from(size);
    u64::from(weight) * u64::from(EXACT) * MIDDLING * u64::from(sum) / (u64::from(sum) + half).max(1)
}

/// The best lines of every group, best first; of two as good ones the earlier.
fn best(totals: &[u32], lines: &Lines) -> Vec<[Option<u32>; VOTES.len()]> {
    let mut best = vec![[None; VOTES.len()]; lines.groups.len()];
    let total = |line: Option<u32>| line.map_or(0, |line| totals[line as usize]);
    for (line, own) in (0u32..).zip(totals).filter(|(_, own)| **own > 0) {
        for group in lines.of(line as usize) {
            let top = &mut best[*group as usize];
            let mut next = Some(line);
            if *own > total(top[VOTES.len() - 1]) {
                for place in top {
                    if total(next) > total(*place) {
                        std::mem::swap(place, &mut next);
                    }
                }
            }
        }
    }
    best
}

/// How well a line holds any of these forms.
fn quality(lines: &Lines, vocabulary: &Vocabulary, forms: &[(usize, Quality)], line: usize) -> u32 {
    let holds = |word: usize| {
        let postings = vocabulary.postings(word);
        let from = postings.partition_point(|posting| (place_of(*posting).0 as usize) < line);
        let here = postings[from..].iter().map(|posting| place_of(*posting)).take_while(|(at, _)| *at as usize == line);
        here.into_iter().any(|(at, field)| lines.at(at, field).is_some())
    };
    forms.iter().filter(|(word, _)| holds(*word)).map(|(_, quality)| u32::from(*quality)).max().unwrap_or(0)
}
