//! Weights that were learnt from labelled text: words, pairs of words and first words, each with what it says for or
//! against.
//!
//! The files in `assets/ear` name their sources and licences. A weight is in thousandths of a logit.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::playbook::model::Id;

use super::token::Token;

/// The files, by the id of what they tell.
const SHIPPED: [(&str, &str); 4] = [
    ("acknowledge", include_str!("../../../assets/ear/acknowledge.tsv")),
    ("explore", include_str!("../../../assets/ear/explore.tsv")),
    ("hardship", include_str!("../../../assets/ear/hardship.tsv")),
    ("interpret", include_str!("../../../assets/ear/interpret.tsv")),
];

/// What was learnt for one verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// What is added to every sum.
    bias: i64,
    /// What is added where a sign says that something is asked.
    asks: i64,
    /// By words, one or two with a blank between.
    of: HashMap<Box<str>, i64>,
}

/// What weights say of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The sum, in thousandths of a logit: above 0 it is more likely than not.
    pub sum: i64,
    /// The bytes that speak for it most, with what they weigh, the heaviest first.
    pub words: Vec<(Range<usize>, i64)>,
}

/// How many words are shown for a verdict.
const SHOWN: usize = 3;

impl Verdict {
    /// How likely it is, in percent: 50 and more where the sum is not below 0.
    pub fn percent(&self) -> u32 {
        let logit = self.sum as f64 / 1000.0;
        let percent = (100.0 / (1.0 + (-logit).exp())).floor().clamp(0.0, 98.0);
        if self.sum < 0 { (percent as u32).min(49) } else { (percent as u32).max(50) }
    }

    /// The bytes that speak for it most.
    pub fn evidence(&self) -> Vec<Range<usize>> {
        self.words.iter().filter(|(_, weight)| *weight > 0).take(SHOWN).map(|(span, _)| span.clone()).collect()
    }
}

impl Weights {
    /// What ships, by id.
    pub fn shipped() -> impl Iterator<Item = (Id, Weights)> {
        SHIPPED.iter().map(|(id, text)| (Id::from(*id), Weights::read(text)))
    }

    /// Reads a file: `words<TAB>weight` a line, `#` before a remark. What is no such line is skipped.
    pub fn read(text: &str) -> Weights {
        let mut weights = Weights::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((words, weight)) = line.split_once('\t')
                && let Ok(weight) = weight.trim().parse()
            {
                match words {
                    "" => weights.bias = weight,
                    "?" => weights.asks = weight,
                    _ => {
                        weights.of.insert(words.into(), weight);
                    }
                }
            }
        }
        weights
    }

    /// Every word in it.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.of.keys().flat_map(|words| words.trim_start_matches('^').split(' '))
    }

    /// Weighs stretches of a turn together: what they say is divided by the root of how much they say, so that a long turn
    /// is not loud for its length. Nothing where nothing is said.
    pub fn judge(&self, parts: &[&[Token]]) -> Option<Verdict> {
        let found = features(parts);
        let mut words: Vec<(Range<usize>, i64)> =
            found.into_iter().filter_map(|(feature, span)| Some((span, *self.of.get(feature.as_str())?))).collect();
        let known = words.len().max(1) as f64;
        let said: i64 = words.iter().map(|(_, weight)| weight).sum();
        words.sort_by_key(|(span, weight)| (-weight, span.start, span.end));
        let asks = if parts.iter().copied().flatten().any(|token| token.asks) { self.asks } else { 0 };
        let sum = self.bias + asks + (said as f64 / known.sqrt()) as i64;
        (!parts.is_empty()).then_some(Verdict { sum, words })
    }
}

/// The words and pairs of words of stretches, and with `^` what each begins with, each once, with the bytes where it
/// first stands.
pub fn features(parts: &[&[Token]]) -> Vec<(String, Range<usize>)> {
    let mut out: Vec<(String, Range<usize>)> = Vec::new();
    for part in parts {
        for (i, token) in part.iter().enumerate() {
            let pair = part.get(i + 1).filter(|_| !token.ends);
            let pair = pair.map(|next| (format!("{} {}", token.word, next.word), token.span.start..next.span.end));
            if i == 0 {
                out.push((format!("^{}", token.word), token.span.clone()));
                out.extend(pair.clone().map(|(words, span)| (format!("^{words}"), span)));
            }
            out.push((token.word.to_string(), token.span.clone()));
            out.extend(pair);
        }
    }
    let mut seen = HashSet::new();
    out.retain(|(feature, _)| seen.insert(feature.clone()));
    out
}
