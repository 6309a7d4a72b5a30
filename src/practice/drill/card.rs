//! What a card asks, and what its answer is held against.

use std::ops::Range;

use crate::playbook::model::Id;

/// One question, made from the playbooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Made of what it asks, so that it stays while the words stay: `say.bereavement.1f0c9a52`.
    pub id: Id,
    /// What it trains: scenarios, moods, topics, steps, cautions, moves.
    pub about: Vec<Id>,
    /// Whether it comes back to everyone, again and again: what must not be missed where life or grief is at stake.
    pub vital: bool,
    /// The question.
    pub ask: Ask,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A caller's line: what do you say?
    Say {
        /// The scenario or the mood that is heard in it.
        place: Id,
        /// The line.
        line: String,
    },
    /// Items of a list, mixed up: in which order?
    Order {
        /// The scenario whose items they are.
        scenario: Id,
        /// What to do, in the right order.
        items: Vec<String>,
        /// The places of the items as they are shown.
        mixed: Vec<usize>,
    },
    /// A reply in which some words do harm: which?
    Caution {
        /// The scenario it is said in.
        scenario: Id,
        /// The whole reply.
        reply: String,
        /// The bytes that do harm.
        harm: Range<usize>,
        /// Why they do.
        why: String,
        /// What to say instead.
        instead: String,
    },
    /// Words that do harm anywhere: what instead?
    Instead {
        /// The caution's name for people.
        title: String,
        /// Words that show it.
        words: String,
        /// Why they do harm.
        why: String,
        /// What to say instead.
        instead: String,
    },
    /// A sign in a call: which step is it about?
    Step {
        /// The way through the call.
        framework: Id,
        /// Its name.
        title: String,
        /// What kind of sign.
        sign: Sign,
        /// The sign, in the playbook's words.
        text: String,
        /// The names of the steps, in order.
        steps: Vec<String>,
        /// Which it is.
        right: usize,
    },
    /// What a caller rings about: answer in few plain words.
    Plain {
        /// The topic.
        topic: Id,
        /// Its name.
        title: String,
    },
}

/// What a sign tells of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// That it did its work.
    Done,
    /// That the caller is ready to go on.
    MoveOn,
    /// What goes wrong in it most.
    Pitfall,
}

impl Ask {
    /// How long it takes as a rule, in seconds. A guess, for "about 4 min".
    pub fn seconds(&self) -> u32 {
        match self {
            Ask::Say { .. } | Ask::Plain { .. } => 30,
            Ask::Order { .. } | Ask::Caution { .. } | Ask::Instead { .. } => 25,
            Ask::Step { .. } => 15,
        }
    }
}

/// A number from texts that is the same on every machine, for ever: ids and the order of mixed things are made of it.
pub(super) fn number(parts: &[&str]) -> u64 {
    // FNV-1a, with a byte between the parts that no text holds.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    let mixed =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    // Its low bits are those of the last byte: every bit has to count.
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tell_texts_apart_and_never_change() {
        assert_ne!(number(&["ab", "c"]), number(&["a", "bc"]));
        assert_ne!(number(&["a"]), number(&["a", ""]));
        assert_eq!(number(&["say", "bereavement"]), number(&["say", "bereavement"]));
        let spread = (0..1000).filter(|n| number(&["card", &n.to_string()]).is_multiple_of(2)).count();
        assert!((400..600).contains(&spread), "{spread}");
    }
}
