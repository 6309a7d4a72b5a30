//! Patterns as they are matched: words as numbers, lists in their places.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::playbook::{
    model::{Cue, Id, Listening},
    pattern::{Part, Pattern},
};

use super::{
    AHEAD, FILLER, GREETING, NOT, Owner, Weights,
    lexicon::{Aside, Lexicon},
};

/// What a pattern does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is enough.
    Hear,
    /// It takes two.
    Hint,
    /// It rules out what it touches.
    Unless,
    /// It rules out what it stands around.
    Beside,
}

/// A pattern, ready.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Whose it is.
    pub owner: Owner,
    /// What it does.
    pub role: Role,
    /// Its parts; of one that stands around what was heard, those before it.
    pub nodes: Vec<Node>,
    /// Of one that stands around what was heard, the parts behind it.
    pub behind: Vec<Node>,
}

/// A part, ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One of these words, by number, rising.
    One(Arc<[u32]>),
    /// A word that begins so.
    Begins(Box<str>),
    /// A number in digits.
    Number,
    /// Up to so many words.
    Gap(u8),
    /// One of several.
    Any(Arc<[Vec<Node>]>),
    /// One of several or nothing.
    Perhaps(Arc<[Vec<Node>]>),
    /// The beginning of a sentence.
    Start,
    /// Its end.
    End,
    /// Nothing, in a sentence that asks.
    Asked,
}

/// Compiles patterns, one rule after the other.
pub struct Compiler<'a> {
    lexicon: Lexicon,
    lists: HashMap<&'a Id, &'a [Pattern]>,
    ready: HashMap<Id, Vec<Node>>,
    patterns: Vec<Compiled>,
}

/// Lists may name lists, to this depth: one that names itself ends.
const DEPTH: usize = 6;

impl<'a> Compiler<'a> {
    /// Begins with spellings and the lists of words of these cues.
    pub fn new(lexicon: Lexicon, cues: &'a [Cue]) -> Compiler<'a> {
        let lists =
            cues.iter().filter(|cue| !cue.words.is_empty()).map(|cue| (&cue.id, cue.words.as_slice())).collect();
        Compiler { lexicon, lists, ready: HashMap::new(), patterns: Vec::new() }
    }

    /// Compiles what is listened for and what rules it out.
    pub fn rule(&mut self, owner: Owner, listening: &Listening) {
        for (list, role) in [(&listening.hear, Role::Hear), (&listening.hints, Role::Hint)] {
            for pattern in list {
                let nodes = self.nodes(&pattern.0, DEPTH);
                self.patterns.push(Compiled { owner, role, nodes, behind: Vec::new() });
            }
        }
        for pattern in &listening.unless {
            let compiled = match pattern.heard() {
                None => Compiled { owner, role: Role::Unless, nodes: self.nodes(&pattern.0, DEPTH), behind: vec![] },
                Some(at) => {
                    let nodes = self.nodes(&pattern.0[..at], DEPTH);
                    let behind = self.nodes(&pattern.0[at + 1..], DEPTH);
                    Compiled { owner, role: Role::Beside, nodes, behind }
                }
            };
            self.patterns.push(compiled);
        }
    }

    /// The lexicon and the patterns, once the words of the weights are known too.
    pub fn done<'w>(mut self, weights: impl Iterator<Item = &'w Weights>) -> (Lexicon, Vec<Compiled>) {
        for word in weights.flat_map(Weights::words) {
            self.lexicon.number(word);
        }
        let not = self.singles(NOT);
        let [greeting, filler, ahead] = [GREETING, FILLER, AHEAD].map(|list| self.plain(list));
        self.lexicon.close(not, Aside { greeting, filler, ahead });
        (self.lexicon, self.patterns)
    }

    /// The single words of a list, as they are written.
    fn plain(&self, list: &str) -> HashSet<Box<str>> {
        let words = self.lists.get(&Id::from(list)).copied().unwrap_or_default().iter();
        let single = |pattern: &Pattern| match &pattern.0[..] {
            [Part::Word(word)] => Some(word.to_lowercase().into()),
            _ => None,
        };
        words.filter_map(single).collect()
    }

    /// The single words of a list.
    fn singles(&mut self, list: &str) -> Vec<u32> {
        let nodes = self.list(&Id::from(list), DEPTH);
        let mut ids: Vec<u32> = Vec::new();
        let mut take = |node: &Node| {
            if let Node::One(of) = node {
                ids.extend(of.iter());
            }
        };
        for node in &nodes {
            match node {
                Node::Any(of) => of.iter().filter(|side| side.len() == 1).flatten().for_each(&mut take),
                node => take(node),
            }
        }
        ids
    }

    fn nodes(&mut self, parts: &[Part], depth: usize) -> Vec<Node> {
        let mut out = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Part::Word(word) => out.extend(self.lexicon.learn(word).into_iter().map(|id| Node::One([id].into()))),
                Part::Begins(word) => out.push(Node::Begins(crate::coach::fold::fold(word).into())),
                Part::List(id) => out.extend(self.list(id, depth)),
                Part::Number => out.push(Node::Number),
                Part::Gap(most) => out.push(Node::Gap(*most)),
                Part::Choice { of, optional } => {
                    let sides = of.iter().map(|pattern| self.nodes(&pattern.0, depth)).collect();
                    out.push(choice(sides, *optional));
                }
                Part::Start => out.push(Node::Start),
                Part::End => out.push(Node::End),
                Part::Asked => out.push(Node::Asked),
                // It has a place only at the top, where it was cut out.
                Part::Heard => {}
            }
        }
        out
    }

    /// A list of words where it is named; nothing is heard where it is empty or names itself.
    fn list(&mut self, id: &Id, depth: usize) -> Vec<Node> {
        if let Some(ready) = self.ready.get(id) {
            return ready.clone();
        }
        let words = self.lists.get(id).copied().unwrap_or_default();
        let sides = if depth == 0 { vec![] } else { words.iter().map(|word| self.nodes(&word.0, depth - 1)).collect() };
        let nodes = vec![choice(sides, false)];
        if depth == DEPTH {
            self.ready.insert(id.clone(), nodes.clone());
        }
        nodes
    }
}

/// One of several sides: those of one word together.
fn choice(sides: Vec<Vec<Node>>, optional: bool) -> Node {
    let mut single: Vec<u32> = Vec::new();
    let mut others: Vec<Vec<Node>> = Vec::new();
    for side in sides {
        match &side[..] {
            [Node::One(ids)] => single.extend(ids.iter()),
            _ => others.push(side),
        }
    }
    single.sort_unstable();
    single.dedup();
    if others.is_empty() && !optional {
        return Node::One(single.into());
    }
    if !single.is_empty() {
        others.insert(0, vec![Node::One(single.into())]);
    }
    if optional { Node::Perhaps(others.into()) } else { Node::Any(others.into()) }
}
