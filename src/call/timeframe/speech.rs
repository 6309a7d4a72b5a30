//! What stands around words of time in ordinary speech: words that go on after them, nouns that make a number a count,
//! and greetings.

use super::{
    lex::{Kind, Token, before, is, word},
    spelling::near,
};

/// Words that may follow a time without belonging to it.
const GO_ON: [&str; 68] = [
    "sharp", "prompt", "and", "or", "but", "so", "then", "please", "if", "when", "while", "because", "as", "i", "you",
    "we", "they", "he", "she", "it", "is", "was", "are", "were", "will", "would", "can", "could", "to", "for", "with",
    "at", "on", "in", "from", "by", "the", "a", "an", "my", "your", "our", "this", "that", "until", "till", "before",
    "after", "though", "also", "not", "just", "too", "again", "i'll", "we'll", "you'll", "i'm", "works", "should",
    "must", "may", "has", "had", "of", "what", "okay", "ok",
];

/// Nouns that are counted and do not end in `s`.
const COUNTED: [&str; 13] =
    ["people", "men", "women", "children", "percent", "per", "more", "other", "km", "kg", "mg", "feet", "million"];

/// Whether the text ends here, or goes on with a sign or a word that is no noun.
pub(super) fn goes_on(tokens: &[Token], at: usize) -> bool {
    match tokens.get(at).map(|t| &t.kind) {
        None => true,
        Some(Kind::Sign(sign)) => !matches!(sign, '%' | '/' | '$' | '£' | '€' | '+' | '*' | '='),
        // A long word that is no plural is rather a verb, or is misspelt.
        Some(Kind::Word(w)) => GO_ON.contains(&w.as_str()) || (w.len() > 5 && !counts(tokens, at)),
        Some(Kind::Number(..)) => false,
    }
}

/// Whether what follows is counted by the number before it: `in 2000 words`.
pub(super) fn counts(tokens: &[Token], at: usize) -> bool {
    let Some(next) = word(tokens, at) else { return tokens.get(at).is_some_and(|t| t.sign('%')) };
    let plural = next.len() > 4 && next.ends_with('s') && !next.ends_with("ss") && !next.contains('\'');
    COUNTED.contains(&next) || (plural && !GO_ON.contains(&next))
}

/// Words of good wishes that stand right before what is wished.
const WISHED: [&str; 19] = [
    "good",
    "great",
    "nice",
    "lovely",
    "wonderful",
    "fantastic",
    "amazing",
    "awesome",
    "pleasant",
    "fabulous",
    "beautiful",
    "happy",
    "merry",
    "blessed",
    "restful",
    "relaxing",
    "peaceful",
    "brilliant",
    "safe",
];

/// Whether words of time at a place are part of a greeting: `good morning`, `have a lovely week`, `enjoy the weekend`.
pub(super) fn wished(tokens: &[Token], at: usize) -> bool {
    let rest = at > 2 && is(tokens, at - 1, "the") && is(tokens, at - 2, "of") && is(tokens, at - 3, "rest");
    let from = if rest { at - 3 } else { at };
    let from = from - usize::from(matches!(before(tokens, from), Some("the" | "your")));
    let wish = |w: &str| WISHED.iter().any(|name| *name == w || (w.len() > 5 && near(w, name)));
    matches!(before(tokens, from), Some("enjoy" | "enjoying")) || before(tokens, from).is_some_and(wish)
}

/// Whether a part of the day opens the text as a greeting: `morning Paul`, `hello evening all`.
pub(super) fn hailed(tokens: &[Token], at: usize, end: usize) -> bool {
    at == opening(tokens) && (closing(tokens) <= end + 2 || !matches!(tokens[end].kind, Kind::Word(_)))
}

/// Where a text begins after a greeting.
pub(super) fn opening(tokens: &[Token]) -> usize {
    let hello = usize::from(matches!(word(tokens, 0), Some("hello" | "hi" | "hey")));
    hello + usize::from(hello == 1 && tokens.get(1).is_some_and(|t| t.sign(',') || t.sign('!')))
}

/// Where a text ends before its last signs.
pub(super) fn closing(tokens: &[Token]) -> usize {
    let signs = tokens.iter().rev().take_while(|t| ['.', '!', '?', ','].into_iter().any(|c| t.sign(c))).count();
    tokens.len() - signs
}
