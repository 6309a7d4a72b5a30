//! Where patterns stand in a turn. No sentence's end lies inside one.

use std::{collections::HashMap, ops::Range};

use super::{
    Turned,
    compile::{Compiled, Node, Role},
    token::Token,
};

/// How far before what was heard something may begin that rules it out, in words.
const REACH: usize = 9;

/// A pattern and the tokens it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its number.
    pub pattern: u32,
    /// The tokens.
    pub tokens: Range<usize>,
}

/// Which patterns may begin with which word.
#[derive(Clone, Debug, Default)]
pub struct First {
    by_word: HashMap<u32, Vec<u32>>,
    anywhere: Vec<u32>,
}

impl First {
    /// Notes the first words of all patterns but those that stand around others.
    pub fn new(patterns: &[Compiled]) -> First {
        let mut first = First::default();
        for (i, pattern) in (0u32..).zip(patterns).filter(|(_, pattern)| pattern.role != Role::Beside) {
            let mut words = Vec::new();
            if begin(&pattern.nodes, &mut words) {
                words.sort_unstable();
                words.dedup();
                words.into_iter().for_each(|word| first.by_word.entry(word).or_default().push(i));
            } else {
                first.anywhere.push(i);
            }
        }
        first
    }

    /// Every place at which a pattern stands; of one that could end at several, the nearest.
    pub fn matches(&self, patterns: &[Compiled], turn: &Turned, not: &[u32]) -> Vec<Match> {
        let mut out = Vec::new();
        for (at, token) in turn.tokens.iter().enumerate() {
            let by_word = self.by_word.get(&token.id).map_or(&[][..], Vec::as_slice);
            for i in by_word.iter().chain(&self.anywhere) {
                let walk = Walk { tokens: &turn.tokens, not, from: at };
                let mut end = None;
                walk.run(&patterns[*i as usize].nodes, at, &mut |to| {
                    end = Some(to);
                    true
                });
                if let Some(end) = end.filter(|end| *end > at) {
                    out.push(Match { pattern: *i, tokens: at..end });
                }
            }
        }
        out
    }
}

/// Adds the words that a pattern can begin with. False where any word could be.
fn begin(nodes: &[Node], words: &mut Vec<u32>) -> bool {
    for node in nodes {
        match node {
            Node::One(of) => {
                words.extend(of.iter());
                return true;
            }
            Node::Any(of) => return of.iter().all(|side| begin(side, words)),
            Node::Perhaps(of) => {
                if !of.iter().all(|side| begin(side, words)) {
                    return false;
                }
            }
            Node::Start => {}
            Node::Begins(_) | Node::Number | Node::Gap(_) | Node::End | Node::Asked => return false,
        }
    }
    false
}

/// Whether a pattern stands around what was heard.
pub fn beside(pattern: &Compiled, heard: &Range<usize>, turn: &Turned, not: &[u32]) -> bool {
    let tokens = &turn.tokens[..];
    let before = pattern.nodes.is_empty()
        || (!(heard.start > 0 && tokens[heard.start].begins && starts_new(tokens, heard.start))
            && (heard.start.saturating_sub(REACH)..=heard.start)
                .any(|from| Walk { tokens, not, from }.run(&pattern.nodes, from, &mut |end| end == heard.start)));
    before
        && (pattern.behind.is_empty()
            || Walk { tokens, not, from: heard.start }.run(&pattern.behind, heard.end, &mut |_| true))
}

/// Whether a sentence ended before this token, and not just a greeting.
fn starts_new(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].ends
}

/// A walk through a turn from the place where a pattern begins.
struct Walk<'t> {
    tokens: &'t [Token],
    not: &'t [u32],
    from: usize,
}

impl Walk<'_> {
    /// Tries parts from a place; `done` is given every place where they can end, until it is content.
    fn run(&self, nodes: &[Node], at: usize, done: &mut dyn FnMut(usize) -> bool) -> bool {
        let Some((node, rest)) = nodes.split_first() else { return done(at) };
        match node {
            Node::One(of) => {
                self.word(at).is_some_and(|t| of.binary_search(&t.id).is_ok()) && self.run(rest, at + 1, done)
            }
            Node::Begins(word) => {
                self.word(at).is_some_and(|t| t.word.starts_with(&**word)) && self.run(rest, at + 1, done)
            }
            Node::Number => {
                let digits = |t: &Token| t.word.starts_with(|c: char| c.is_ascii_digit());
                self.word(at).is_some_and(digits) && self.run(rest, at + 1, done)
            }
            Node::Gap(most) => {
                for skipped in 0..=usize::from(*most) {
                    if self.run(rest, at + skipped, done) {
                        return true;
                    }
                    // What turns the meaning round is not skipped.
                    if self.word(at + skipped).is_none_or(|t| self.not.binary_search(&t.id).is_ok()) {
                        return false;
                    }
                }
                false
            }
            Node::Any(of) => of.iter().any(|side| self.run(side, at, &mut |end| self.run(rest, end, done))),
            Node::Perhaps(of) => {
                of.iter().any(|side| self.run(side, at, &mut |end| self.run(rest, end, done)))
                    || self.run(rest, at, done)
            }
            Node::Start => self.tokens.get(at).is_some_and(|t| t.begins) && self.run(rest, at, done),
            Node::End => at > 0 && self.tokens[at - 1].ends && self.run(rest, at, done),
            Node::Asked => at > 0 && self.tokens[at - 1].asks && self.run(rest, at, done),
        }
    }

    /// The word at a place, where no sentence ended since the beginning.
    fn word(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|_| at == self.from || !starts_new(self.tokens, at))
    }
}
