//! What the ear for words works with: how callers say that something is the matter, and what a reply does.

use super::{Background, Id};
use crate::playbook::pattern::Pattern;

/// Words that are listened for, and what rules them out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listening {
    /// One of these is enough.
    pub hear: Vec<Pattern>,
    /// It takes two of these.
    pub hints: Vec<Pattern>,
    /// What rules it out where it touches what was heard.
    pub unless: Vec<Pattern>,
    /// The general rules that do not count here.
    pub despite: Vec<Id>,
}

/// How a scenario or a mood is heard; without places a list of words, of spellings, or what rules out every cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its id; a list of words is named by it.
    pub id: Id,
    /// The scenarios and emotions that are heard.
    pub places: Vec<Id>,
    /// The words of the list.
    pub words: Vec<Pattern>,
    /// Other spellings and shorthand.
    pub same: Vec<Spelling>,
    /// What is listened for.
    pub listening: Listening,
}

/// Words that stand for another: `cust` for `customer`, `favour` for `favor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The words as they are written.
    pub forms: Vec<String>,
    /// What they stand for, one word or several.
    pub means: String,
}

/// What a reply does: a move, or a caution where it can do harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its id, such as `apologize` or `calm-down`.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// By which words.
    pub listening: Listening,
    /// The scenarios and emotions to which it is limited; none: it counts always.
    pub scenes: Vec<Id>,
    /// The moves that make up for it.
    pub unless_moves: Vec<Id>,
    /// Where it is a caution: what is wrong with it.
    pub caution: Option<Caution>,
    /// What stands behind it.
    pub background: Background,
}

/// What is wrong with a reply, and what is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// Why it does harm.
    pub why: String,
    /// What to say instead.
    pub instead: String,
}
