//! The distinct words of a library, and which of them a typed word may mean.
//!
//! A hundred thousand phrases hold some ten thousand words: comparing a typed word with these, and not with every phrase,
//! keeps a keystroke within a frame and judges typos by word.

use std::{collections::HashMap, ops::Range};

use frizbee::{CaseMatching, Config, Matcher, SortStrategy};

/// How well a word of the text is what was typed, in percent.
pub(super) type Quality = u8;

/// It is the word.
pub(super) const EXACT: Quality = 100;
/// The word begins so.
pub(super) const PREFIX: Quality = 90;
/// One typo in the word.
const TYPO: Quality = 70;
/// The typed word goes on where the word ends: `refunded` for `refund`.
const LONGER: Quality = 65;
/// It stands inside the word.
pub(super) const INSIDE: Quality = 60;
/// One typo in what the word begins with.
const TYPO_PREFIX: Quality = 55;
/// Another ending: `charging` for `charged`.
const ENDING: Quality = 50;
/// Its letters are in the word in this order: `rfnd` for `refund`.
const SKETCH: Quality = 35;

/// A typed word of fewer letters has no typos.
const TYPO_LETTERS: usize = 4;

/// How many letters an ending has at most.
const ENDING_LETTERS: usize = 3;

/// A typed word of fewer letters stands inside nearly everything; but a sign of a script without blanks is a word.
const INSIDE_LETTERS: usize = 4;

/// The words in order, and where each stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Box<str>>,
    /// All words in one text, each behind a line break, and where each begins: to look inside words at once.
    joined: String,
    begins: Vec<u32>,
    /// The postings of word `i` are `postings[from[i]..from[i + 1]]`.
    from: Vec<u32>,
    postings: Vec<u32>,
}

/// Collects words and where they stand.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: HashMap<Box<str>, Vec<u32>>,
}

impl Builder {
    /// Notes that a folded word stands at a posting; postings come in rising order. Whether it was not noted there yet.
    pub fn add(&mut self, word: &str, posting: u32) -> bool {
        let at = match self.words.get_mut(word) {
            Some(at) => at,
            None => self.words.entry(word.into()).or_default(),
        };
        let new = at.last() != Some(&posting);
        if new {
            at.push(posting);
        }
        new
    }

    /// The vocabulary.
    pub fn build(self) -> Vocabulary {
        let mut all: Vec<_> = self.words.into_iter().collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut out = Vocabulary::default();
        out.from.push(0);
        for (word, at) in all {
            out.joined.push('\n');
            out.begins.push(position(out.joined.len()));
            out.joined.push_str(&word);
            out.words.push(word);
            out.postings.extend(at);
            out.from.push(position(out.postings.len()));
        }
        out
    }
}

fn position(len: usize) -> u32 {
    u32::try_from(len).expect("a library is far below 4 GiB")
}

impl Vocabulary {
    /// Where a word stands.
    pub fn postings(&self, word: usize) -> &[u32] {
        &self.postings[self.from[word] as usize..self.from[word + 1] as usize]
    }

    /// The words that a typed word means without any typo: itself, what it begins, what it stands in, other endings.
    /// Each with its quality, no word twice. `open` says that the word may go on; one that may not, and is a word of the
    /// library, stands inside no other, and begins none if it is as short as `in` or `the`.
    pub fn literal(&self, typed: &str, open: bool) -> Vec<(usize, Quality)> {
        let letters = typed.chars().count();
        let mut begun = self.begun(typed);
        let whole = |i: usize| *self.words[i] == *typed;
        let complete = !open && begun.clone().next().is_some_and(whole);
        if complete && letters < TYPO_LETTERS {
            begun.end = begun.start + 1;
        }
        let mut out: Vec<_> = begun.clone().map(|i| (i, if whole(i) { EXACT } else { PREFIX })).collect();
        if !complete && (letters >= INSIDE_LETTERS || !typed.is_ascii()) {
            out.extend(self.containing(typed).into_iter().filter(|i| !begun.contains(i)).map(|i| (i, INSIDE)));
        }
        if letters > TYPO_LETTERS && typed.is_ascii() {
            self.endings(typed, &mut out);
        }
        out
    }

    /// The words that a word of a sentence means: itself, itself with other endings, and what it begins where it is
    /// `open`. Where there are none, those with one typo.
    pub fn forms(&self, typed: &str, open: bool) -> Vec<(usize, Quality)> {
        let letters = typed.chars().count();
        let begun = self.begun(typed);
        let whole = begun.clone().next().filter(|i| *self.words[*i] == *typed);
        let mut out: Vec<_> = whole.map(|i| (i, EXACT)).into_iter().collect();
        // A small word that is one is no beginning: `a`, `an` and `in` begin half the library.
        let goes_on = |i: usize| open && whole.is_none() || self.words[i].len() - typed.len() <= ENDING_LETTERS;
        if (open && whole.is_none()) || letters >= TYPO_LETTERS {
            out.extend(begun.filter(|i| Some(*i) != whole && goes_on(*i)).map(|i| (i, PREFIX)));
        }
        if letters > TYPO_LETTERS && typed.is_ascii() {
            self.endings(typed, &mut out);
        }
        if out.is_empty() {
            let least = if open { TYPO_PREFIX } else { TYPO };
            out = self.typos(typed, &[]);
            out.retain(|(_, quality)| *quality >= least);
        }
        out
    }

    /// The words that a typed word means with one typo, beyond `known`; where there are none at all, those that
    /// hold its letters in order.
    pub fn typos(&self, typed: &str, known: &[(usize, Quality)]) -> Vec<(usize, Quality)> {
        let typed: Vec<char> = typed.chars().collect();
        if typed.len() < TYPO_LETTERS {
            return Vec::new();
        }
        let known: std::collections::HashSet<usize> = known.iter().map(|(i, _)| *i).collect();
        let mut out = Vec::new();
        let mut sketches = Vec::new();
        for i in fuzzy(&typed.iter().collect::<String>(), &self.words) {
            if known.contains(&i) {
                continue;
            }
            let word: Vec<char> = self.words[i].chars().collect();
            if one_typo(&typed, &word) {
                out.push((i, TYPO));
            } else if typed[0] == word[0] && typo_in_prefix(&typed, &word) {
                out.push((i, TYPO_PREFIX));
            } else if typed[0] == word[0] && word.len() <= 2 * typed.len() && in_order(&typed, &word) {
                sketches.push((i, SKETCH));
            }
        }
        if out.is_empty() && known.is_empty() { sketches } else { out }
    }

    /// The two words that a typed word is made of, where the blank between them is missing.
    pub fn split(&self, typed: &str) -> Option<(usize, usize)> {
        let find = |word: &str| self.words.binary_search_by(|w| (**w).cmp(word)).ok();
        let cuts = typed.char_indices().map(|(at, _)| at).filter(|at| *at >= 3 && typed.len() - at >= 3);
        cuts.filter_map(|at| Some((find(&typed[..at])?, find(&typed[at..])?)))
            .max_by_key(|(a, b)| self.postings(*a).len().min(self.postings(*b).len()))
    }

    /// The words that begin so.
    fn begun(&self, start: &str) -> Range<usize> {
        let from = self.words.partition_point(|word| **word < *start);
        let len = self.words[from..].partition_point(|word| word.starts_with(start));
        from..from + len
    }

    /// The words that a typed word stands in, in order.
    fn containing(&self, typed: &str) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for (at, _) in self.joined.match_indices(typed) {
            let word = self.begins.partition_point(|begin| *begin as usize <= at) - 1;
            if out.last() != Some(&word) {
                out.push(word);
            }
        }
        out
    }

    /// Words with another ending of at most [`ENDING_LETTERS`].
    fn endings(&self, typed: &str, out: &mut Vec<(usize, Quality)>) {
        let stem = typed.len().saturating_sub(ENDING_LETTERS).max(TYPO_LETTERS);
        let known: Vec<usize> = out.iter().map(|(i, _)| *i).collect();
        for i in self.begun(&typed[..stem]) {
            let word = &*self.words[i];
            let common = word.bytes().zip(typed.bytes()).take_while(|(a, b)| a == b).count();
            if word.len() - common > ENDING_LETTERS || !word.is_ascii() || known.contains(&i) {
                continue;
            }
            out.push((i, if common == word.len() { LONGER } else { ENDING }));
        }
    }
}

/// The haystacks that hold the letters of the needle in order, all but one, in the order of the haystacks. The only
/// place that knows the matcher.
fn fuzzy(needle: &str, haystacks: &[Box<str>]) -> Vec<usize> {
    let config = Config::default().max_typos(Some(1)).casing(CaseMatching::Respect).sort(SortStrategy::IndexAsc);
    Matcher::new(needle, &config).match_list(haystacks).into_iter().map(|found| found.index as usize).collect()
}

/// Whether two words differ by one letter: another, one more, one less, or two that changed places.
fn one_typo(typed: &[char], word: &[char]) -> bool {
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (a, b) = (&typed[same..], &word[same..]);
    match (a.len(), b.len()) {
        (0, 0) => false,
        (n, m) if n == m => a[1..] == b[1..] || (n > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]),
        (n, m) if n + 1 == m => a == &b[1..],
        (n, m) if n == m + 1 => &a[1..] == b,
        _ => false,
    }
}

/// Whether a word begins with the typed one but for one letter.
fn typo_in_prefix(typed: &[char], word: &[char]) -> bool {
    typed.len() > TYPO_LETTERS
        && (typed.len() - 1..=typed.len() + 1).any(|len| word.get(..len).is_some_and(|start| one_typo(typed, start)))
}

/// Whether the letters of one word are in the other in their order.
fn in_order(typed: &[char], word: &[char]) -> bool {
    let mut rest = word.iter();
    typed.iter().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vocabulary(words: &str) -> Vocabulary {
        let mut builder = Builder::default();
        for (posting, word) in (0..).zip(words.split_whitespace()) {
            builder.add(word, posting);
        }
        builder.build()
    }

    fn found(all: &Vocabulary, found: Vec<(usize, Quality)>) -> Vec<(&str, Quality)> {
        let mut out: Vec<_> = found.into_iter().map(|(i, quality)| (&*all.words[i], quality)).collect();
        out.sort_by_key(|(word, quality)| (std::cmp::Reverse(*quality), *word));
        out
    }

    #[test]
    fn itself_then_what_it_begins_then_what_it_stands_in() {
        let all = vocabulary("refund refunds prefund order fund");
        assert_eq!(
            found(&all, all.literal("refund", true)),
            [("refund", EXACT), ("refunds", PREFIX), ("prefund", INSIDE)]
        );
        assert_eq!(
            found(&all, all.literal("fund", true)),
            [("fund", EXACT), ("prefund", INSIDE), ("refund", INSIDE), ("refunds", INSIDE)]
        );
        assert_eq!(found(&all, all.literal("fun", true)), [("fund", PREFIX)]);
        assert_eq!(found(&all, all.literal("f", true)), [("fund", PREFIX)]);
        assert_eq!(found(&all, all.literal("zzzz", true)), []);
    }

    #[test]
    fn a_finished_word_stands_inside_no_other() {
        let all = vocabulary("me name mean order orders reorder");
        assert_eq!(found(&all, all.literal("me", false)), [("me", EXACT)]);
        assert_eq!(found(&all, all.literal("order", false)), [("order", EXACT), ("orders", PREFIX)]);
        assert_eq!(
            found(&all, all.literal("rder", false)),
            [("order", INSIDE), ("orders", INSIDE), ("reorder", INSIDE)]
        );
        assert_eq!(found(&all, all.literal("am", false)), [], "too short for a fragment");
    }

    #[test]
    fn other_endings() {
        let all = vocabulary("charged charge wait waitress part");
        assert_eq!(found(&all, all.literal("charging", true)), [("charge", ENDING), ("charged", ENDING)]);
        assert_eq!(found(&all, all.literal("waiting", true)), [("wait", LONGER)]);
        assert_eq!(found(&all, all.literal("parcel", true)), []);
    }

    #[test]
    fn one_typo_is_forgiven_in_words_of_four_letters_and_more() {
        let all = vocabulary("password parcel left reset the refund");
        for typed in ["pasword", "passwrod", "passwordd", "oassword", "passwort"] {
            assert_eq!(found(&all, all.typos(typed, &[])), [("password", TYPO)], "{typed}");
        }
        assert_eq!(found(&all, all.typos("parsel", &[])), [("parcel", TYPO)]);
        assert_eq!(found(&all, all.typos("lfet", &[])), [("left", TYPO)]);
        assert_eq!(found(&all, all.typos("paswo", &[])), [("password", TYPO_PREFIX)]);
        assert_eq!(found(&all, all.typos("teh", &[])), []);
        assert_eq!(found(&all, all.typos("pazzword", &[])), [], "two typos");
    }

    #[test]
    fn letters_in_order_only_where_nothing_else_is() {
        let all = vocabulary("refund rfnds password");
        assert_eq!(found(&all, all.typos("rfnd", &[])), [("rfnds", TYPO)]);
        let all = vocabulary("refund password");
        assert_eq!(found(&all, all.typos("rfnd", &[])), [("refund", SKETCH)]);
        assert_eq!(found(&all, all.typos("rfnd", &[(1, EXACT)])), []);
    }

    #[test]
    fn a_missing_blank() {
        let all = vocabulary("password reset call back");
        let words = all.split("passwordreset").map(|(a, b)| (&*all.words[a], &*all.words[b]));
        assert_eq!(words, Some(("password", "reset")));
        assert_eq!(all.split("callbacks"), None);
    }

    #[test]
    fn scripts_without_blanks_are_found_inside() {
        let all = vocabulary("退款申请 密码");
        assert_eq!(found(&all, all.literal("款", true)), [("退款申请", INSIDE)]);
    }

    #[test]
    fn a_word_keeps_every_place_once() {
        let mut builder = Builder::default();
        for posting in [1, 1, 4, 7, 7] {
            builder.add("word", posting);
        }
        builder.add("other", 5);
        let all = builder.build();
        assert_eq!(all.postings(0), [5]);
        assert_eq!(all.postings(1), [1, 4, 7]);
    }

    /// The distance with neighbours that change places, by definition.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    let step = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = step.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if swap { best.min(rows[i - 2][j - 2] + 1) } else { best }
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn one_typo_is_a_distance_of_one(a in "[abc]{0,6}", b in "[abc]{0,6}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(one_typo(&a, &b), distance(&a, &b) == 1);
        }

        #[test]
        fn the_matcher_misses_no_single_typo(words in prop::collection::vec("[a-e]{3,14}|[a-eéя]{3,9}", 1..20), typed in "[a-eé]{4,12}") {
            let all = vocabulary(&words.join(" "));
            let chars: Vec<char> = typed.chars().collect();
            let got: Vec<usize> = all.typos(&typed, &[]).into_iter().map(|x| x.0).collect();
            for (i, word) in all.words.iter().enumerate() {
                let word: Vec<char> = word.chars().collect();
                prop_assert!(!one_typo(&chars, &word) || got.contains(&i), "{} for {}", typed, all.words[i]);
            }
        }
    }
}
