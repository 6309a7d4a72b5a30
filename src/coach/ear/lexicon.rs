//! The words that patterns and weights know, and how what was typed or recognised is brought back to them.

use std::collections::{HashMap, HashSet};

use crate::{
    coach::fold::fold,
    playbook::model::{Cue, Spelling},
};

use super::token::{Raw, Token, UNKNOWN, raw};

/// Common English words, one a line, in order: what is one of them is no typo.
const COMMON: &str = include_str!("../../../assets/ear/words.txt");

/// A shorter word has no typos: too many others are one letter away.
const TYPO_LETTERS: usize = 5;

/// A turn of more words is not read to its end.
const MOST_WORDS: usize = 2_000;

/// The words, their numbers, other spellings of them.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    ids: HashMap<Box<str>, u32>,
    same: HashMap<Box<str>, Box<[Box<str>]>>,
    common: HashSet<&'static str>,
    not: Box<[u32]>,
    aside: Aside,
}

/// Words that are no part of what is said.
#[derive(Clone, Debug, Default)]
pub struct Aside {
    /// How one is greeted.
    pub greeting: HashSet<Box<str>>,
    /// The sounds between words.
    pub filler: HashSet<Box<str>>,
    /// What stands before a comma by itself.
    pub ahead: HashSet<Box<str>>,
}

impl Lexicon {
    /// The spellings of these cues; the words come while patterns are compiled.
    pub fn new(cues: &[Cue]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for Spelling { forms, means } in cues.iter().flat_map(|cue| &cue.same) {
            let means: Box<[Box<str>]> = means.split_whitespace().map(|word| fold(word).into()).collect();
            for form in forms {
                lexicon.same.insert(plain(form).into(), means.clone());
            }
        }
        lexicon
    }

    /// The words a pattern's word stands for, spelled as everywhere, with their numbers.
    pub fn learn(&mut self, word: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        for raw in raw(word) {
            for word in self.spelled(&plain(raw.text)) {
                ids.push(self.number(&word));
            }
        }
        ids
    }

    /// The number of a word, a new one where it has none.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = u32::try_from(self.ids.len()).unwrap_or(UNKNOWN - 1);
        self.ids.insert(word.into(), id);
        id
    }

    /// Ends the learning: which words turn a meaning round, and which are no part of what is said.
    pub fn close(&mut self, mut not: Vec<u32>, aside: Aside) {
        not.sort_unstable();
        self.not = not.into();
        self.aside = aside;
        self.common = COMMON.lines().collect();
    }

    /// The numbers of the words that turn a meaning round, rising.
    pub fn not(&self) -> &[u32] {
        &self.not
    }

    /// A turn as words.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut out: Vec<Token> = Vec::new();
        let mut begins = true;
        for Raw { text, span, stop, comma } in raw(text).into_iter().take(MOST_WORDS) {
            let words = self.meant(&plain(text));
            let count = words.len();
            if stop.is_none() && count == 1 && self.aside.filler.contains(&words[0]) {
                continue;
            }
            for (i, word) in words.into_iter().enumerate() {
                let id = self.ids.get(&word).copied().unwrap_or(UNKNOWN);
                let aside = comma && begins && count == 1 && self.aside.ahead.contains(&word);
                let ends = aside || (stop.is_some() && i + 1 == count);
                // A greeting is no part of what is said.
                let opens = out.last().is_none_or(|last| last.greets);
                let greets = opens && count == 1 && self.aside.greeting.contains(&word);
                out.push(Token { word, id, span: span.clone(), begins, ends, greets, asks: false });
                begins = ends || greets;
                if ends && stop == Some('?') {
                    let before = out.len() - 1;
                    let start = out[..before].iter().rposition(|token| token.ends).map_or(0, |last| last + 1);
                    out[start..].iter_mut().for_each(|token| token.asks = true);
                }
            }
        }
        if let Some(last) = out.last_mut() {
            last.ends = true;
        }
        out
    }

    /// The words that one written word stands for, its typo mended.
    fn meant(&self, written: &str) -> Vec<Box<str>> {
        if self.same.contains_key(written) || self.knows(written) {
            return self.spelled(written);
        }
        match self.mended(written) {
            Some(word) => self.spelled(&word),
            None => self.spelled(written),
        }
    }

    /// The words that one word stands for, spelled as the patterns are.
    fn spelled(&self, written: &str) -> Vec<Box<str>> {
        if let Some(means) = self.same.get(written) {
            return means.to_vec();
        }
        // `husband's` is the husband, whose or gone.
        let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("s'")).unwrap_or(written);
        let bare: String = bare.chars().filter(|c| *c != '\'').collect();
        match self.same.get(bare.as_str()) {
            Some(means) => means.to_vec(),
            None => vec![bare.into()],
        }
    }

    fn knows(&self, word: &str) -> bool {
        self.ids.contains_key(word) || self.common.contains(word)
    }

    /// The word of the patterns that is one slip away from a long word that nobody knows: a letter too many, too few,
    /// another, or two in each other's place. Where several are, the one with as many letters, then the first by letters.
    fn mended(&self, typed: &str) -> Option<String> {
        let letters: Vec<char> = typed.chars().collect();
        if letters.len() < TYPO_LETTERS || letters.len() > 24 || !letters.iter().all(char::is_ascii_lowercase) {
            return None;
        }
        let mut best: Option<(u8, String)> = None;
        slips(&letters, |kind, slip| {
            let word = slip.iter().collect::<String>();
            let known = self.ids.contains_key(word.as_str()) || self.same.contains_key(word.as_str());
            let known = known || self.common.contains(word.as_str());
            if known && slip.len() + 1 >= TYPO_LETTERS && best.as_ref().is_none_or(|b| (kind, &word) < (b.0, &b.1)) {
                best = Some((kind, word));
            }
        });
        best.map(|(_, word)| word)
    }
}

/// Every word that is one slip away, with a rank: two letters in each other's place, one doubled or dropped, another.
fn slips(letters: &[char], mut each: impl FnMut(u8, &[char])) {
    let mut word = letters.to_vec();
    for i in 0..letters.len().saturating_sub(1) {
        word.swap(i, i + 1);
        each(0, &word);
        word.swap(i, i + 1);
    }
    for i in 0..letters.len() {
        let letter = word.remove(i);
        each(if i > 0 && letters[i - 1] == letter { 1 } else { 2 }, &word);
        word.insert(i, letter);
    }
    for i in 0..=letters.len() {
        for letter in 'a'..='z' {
            word.insert(i, letter);
            each(if i > 0 && letters[i - 1] == letter { 1 } else { 2 }, &word);
            word.remove(i);
        }
    }
    for i in 0..letters.len() {
        for letter in 'a'..='z' {
            word[i] = letter;
            each(3, &word);
        }
        word[i] = letters[i];
    }
}

/// In lower case, without accents, with straight apostrophes; a letter drawn out is written twice at most.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, part) in text.split(['\'', '’', '‘']).enumerate() {
        if i > 0 {
            out.push('\'');
        }
        out.push_str(&fold(part));
    }
    let bytes = out.as_bytes();
    if !bytes.windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_alphabetic()) {
        return out;
    }
    let mut short = String::with_capacity(out.len());
    for c in out.chars() {
        if !(c.is_ascii_alphabetic() && short.ends_with([c]) && short[..short.len() - 1].ends_with(c)) {
            short.push(c);
        }
    }
    short
}

#[cfg(test)]
mod tests;
