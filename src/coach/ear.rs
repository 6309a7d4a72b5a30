//! The ear: words in, what of the playbooks' patterns is in them out. Deterministic, and every find has its words.
//!
//! A turn becomes tokens (`token`), with other spellings and typos brought back to the words that the patterns use
//! (`lexicon`). Patterns are compiled once per library (`compile`) and tried only where one of their first words stands
//! (`matching`). What patterns cannot tell, learnt weights do (`weights`).

mod compile;
mod lexicon;
mod matching;
mod token;
mod weights;

use std::ops::Range;

use crate::playbook::model::{Id, Library, Listening};

use compile::{Compiled, Compiler, Role};
use lexicon::Lexicon;
use matching::{First, Match};

pub use token::Token;
pub use weights::{Weights, features};

/// The words that turn a meaning round: the list of this name. What a pattern skips holds none of them.
const NOT: &str = "not";
/// How one is greeted: the list of this name. A sentence begins behind its greeting too.
const GREETING: &str = "greeting";
/// The sounds between words: the list of this name. They are not there.
const FILLER: &str = "filler";
/// What stands before a comma and no part of what follows: the list of this name.
const AHEAD: &str = "ahead";

/// What a rule of the ear stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The cue with this number in the library.
    Cue(u32),
    /// The turn of `wording` with this number in the library.
    Turn(u32),
    /// The rule with this number among those that one brought oneself.
    Own(u32),
}

/// Something that was found in a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which rule found it.
    pub owner: Owner,
    /// The number of its pattern: two finds of one pattern are one hint.
    pub pattern: u32,
    /// Whether it is enough by itself.
    pub sure: bool,
    /// The tokens.
    pub tokens: Range<usize>,
    /// The bytes of the turn that show it.
    pub span: Range<usize>,
}

/// Everything that is listened for, ready for a turn.
#[derive(Clone, Debug, Default)]
pub struct Ear {
    lexicon: Lexicon,
    patterns: Vec<Compiled>,
    first: First,
    /// What rules out by its place beside what was heard, by the number of its pattern.
    beside: Vec<u32>,
    /// The general rules, by the number of their cue.
    general: Vec<(u32, Id)>,
    /// For each cue the general rules that do not count.
    despite: Vec<Vec<Id>>,
    weights: Vec<(Id, Weights)>,
}

/// A turn, read.
#[derive(Clone, Debug, Default)]
pub struct Turned {
    /// Its words.
    pub tokens: Vec<Token>,
}

impl Turned {
    /// Its sentences, without what greets before anything is said.
    pub fn sentences(&self) -> Vec<&[Token]> {
        self.tokens[self.said()..].split_inclusive(|token| token.ends).collect()
    }

    /// Where it begins behind what greets.
    fn said(&self) -> usize {
        self.tokens.iter().position(|token| !token.greets).unwrap_or(self.tokens.len())
    }

    /// Its questions: sentences that ask, and from each of these places on what is asked without a sign.
    pub fn questions(&self, places: &[usize]) -> Vec<&[Token]> {
        let mut out = Vec::new();
        let mut at = self.said();
        while at < self.tokens.len() {
            let end = self.tokens[at..].iter().position(|token| token.ends).map_or(self.tokens.len(), |i| at + i + 1);
            let sentence = at..end;
            if self.tokens[at].asks {
                out.push(&self.tokens[sentence]);
            } else {
                let starts: Vec<usize> = places.iter().copied().filter(|place| sentence.contains(place)).collect();
                for (i, start) in starts.iter().enumerate() {
                    let next = starts.get(i + 1).copied().unwrap_or(end).min(start + ASKED);
                    out.push(&self.tokens[*start..next]);
                }
            }
            at = end;
        }
        out
    }
}

/// How long a question is that no sign ends, in words.
const ASKED: usize = 14;

impl Ear {
    /// Reads a library once.
    pub fn new(library: &Library) -> Ear {
        Ear::with(library, Weights::shipped().filter(|(id, _)| knows(library, id)).collect())
    }

    /// The patterns alone: what is learnt is learnt beside them.
    pub fn patterns_only(library: &Library) -> Ear {
        Ear::with(library, Vec::new())
    }

    /// Rules of one's own, in their order, in words that are spelled and listed as the library has it.
    pub fn of<'l>(library: &Library, rules: impl IntoIterator<Item = &'l Listening>) -> Ear {
        let mut compiler = Compiler::new(Lexicon::new(&library.cues), &library.cues);
        (0u32..).zip(rules).for_each(|(i, rule)| compiler.rule(Owner::Own(i), rule));
        Ear::done(compiler, Vec::new())
    }

    fn with(library: &Library, weights: Vec<(Id, Weights)>) -> Ear {
        let mut compiler = Compiler::new(Lexicon::new(&library.cues), &library.cues);
        let (mut general, mut despite) = (Vec::new(), Vec::new());
        for (i, cue) in (0u32..).zip(&library.cues) {
            compiler.rule(Owner::Cue(i), &cue.listening);
            if cue.places.is_empty() && !cue.listening.unless.is_empty() {
                general.push((i, cue.id.clone()));
            }
            despite.push(cue.listening.despite.clone());
        }
        for (i, turn) in (0u32..).zip(&library.wording) {
            compiler.rule(Owner::Turn(i), &turn.listening);
        }
        Ear { general, despite, ..Ear::done(compiler, weights) }
    }

    fn done(compiler: Compiler, weights: Vec<(Id, Weights)>) -> Ear {
        let (lexicon, patterns) = compiler.done(weights.iter().map(|(_, weights)| weights));
        let first = First::new(&patterns);
        let beside = (0u32..).zip(&patterns).filter(|(_, p)| p.role == Role::Beside).map(|(i, _)| i).collect();
        Ear { lexicon, patterns, first, beside, weights, ..Ear::default() }
    }

    /// Whether a word turns a meaning round.
    pub fn denies(&self, token: &Token) -> bool {
        self.lexicon.not().binary_search(&token.id).is_ok()
    }

    /// Reads a turn.
    pub fn read(&self, text: &str) -> Turned {
        Turned { tokens: self.lexicon.tokens(text) }
    }

    /// Everything that is found in a turn and not ruled out, in the order of the rules, then of the words.
    pub fn find(&self, turn: &Turned) -> Vec<Found> {
        let all = self.first.matches(&self.patterns, turn, self.lexicon.not());
        let (ruling, mut heard): (Vec<Match>, Vec<Match>) =
            all.into_iter().partition(|m| self.patterns[m.pattern as usize].role == Role::Unless);
        heard.retain(|m| !self.is_ruled_out(m, &ruling, turn));
        let mut found: Vec<Found> = heard
            .into_iter()
            .map(|m| {
                let pattern = &self.patterns[m.pattern as usize];
                let span = turn.tokens[m.tokens.start].span.start..turn.tokens[m.tokens.end - 1].span.end;
                Found {
                    owner: pattern.owner,
                    pattern: m.pattern,
                    sure: pattern.role == Role::Hear,
                    tokens: m.tokens,
                    span,
                }
            })
            .collect();
        found.sort_by_key(|f| (f.owner, f.tokens.start, f.tokens.end, !f.sure));
        found.dedup_by_key(|f| (f.owner, f.tokens.clone(), f.sure, f.pattern));
        found
    }

    /// What learnt weights say of stretches of a turn, where there are any for this id and anything is said.
    pub fn weigh(&self, id: &Id, parts: &[&[Token]]) -> Option<weights::Verdict> {
        let (_, weights) = self.weights.iter().find(|(of, _)| of == id)?;
        weights.judge(parts)
    }

    fn is_ruled_out(&self, heard: &Match, ruling: &[Match], turn: &Turned) -> bool {
        let of = self.patterns[heard.pattern as usize].owner;
        let touches = |m: &Match| m.tokens.start < heard.tokens.end && heard.tokens.start < m.tokens.end;
        let counts = |owner: Owner| owner == of || self.is_general(owner, of);
        ruling.iter().any(|m| touches(m) && counts(self.patterns[m.pattern as usize].owner))
            || self.beside.iter().map(|i| &self.patterns[*i as usize]).any(|pattern| {
                counts(pattern.owner) && matching::beside(pattern, &heard.tokens, turn, self.lexicon.not())
            })
    }

    /// Whether the rules of a cue count for all, and so for this one.
    fn is_general(&self, owner: Owner, of: Owner) -> bool {
        let (Owner::Cue(owner), Owner::Cue(of)) = (owner, of) else { return false };
        let rule = self.general.iter().find(|(i, _)| *i == owner);
        rule.is_some_and(|(_, id)| !self.despite[of as usize].contains(id))
    }
}

/// Whether a library has what weights are for.
fn knows(library: &Library, id: &Id) -> bool {
    library.wording.iter().any(|turn| turn.id == *id) || library.cues.iter().any(|cue| cue.places.contains(id))
}

impl Listening {
    /// Whether nothing is listened for.
    pub fn is_empty(&self) -> bool {
        self.hear.is_empty() && self.hints.is_empty()
    }
}
