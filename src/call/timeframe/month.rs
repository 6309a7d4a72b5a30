//! Names of months, and when `may` and `march` are none.

use super::lex::{Token, word};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that go on after the verb: `the 20 may have`, `it may not`.
const AFTER_MAY: [&str; 28] = [
    "be", "have", "not", "also", "take", "seem", "need", "want", "get", "even", "help", "still", "find", "make",
    "come", "feel", "do", "think", "look", "like", "never", "result", "say", "ask", "change", "cause", "contain",
    "require",
];

/// The month that a word names, from 1.
pub(super) fn named(word: &str) -> Option<u32> {
    let short = word.len() == 3 || word == "sept";
    MONTHS.iter().zip(1..).find(|(name, _)| **name == word || (short && name.starts_with(word))).map(|(_, m)| m)
}

/// The month that a token names, where what follows leaves it one.
pub(super) fn month(tokens: &[Token], at: usize) -> Option<u32> {
    let name = word(tokens, at)?;
    let verb = name == "may" && word(tokens, at + 1).is_some_and(|next| AFTER_MAY.contains(&next));
    named(name).filter(|_| !verb)
}
