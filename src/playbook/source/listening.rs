//! What the ear listens for, as authors write it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::layer::{Field, Fields, Laying},
    Given, Many, Text, form,
};

shapes! {
    /// Words by which a scenario or a mood is heard. Without `for` it is a list of words that others name in braces, a
    /// list of spellings, or what rules out every cue.
    #[schemars(rename = "cue")]
    pub struct CueSource {
        /// A short name of its own: letters, digits and `-`. A list of words is named by it: `{flowers}`.
        #[schemars(required, transform = form::id, transform = form::needed)]
        id: Option<Text>,
        /// The scenarios and moods that are heard.
        #[serde(rename = "for")]
        #[schemars(transform = form::needed, example = &"hardship")]
        places: Given<Many>,
        /// Words, each of which is heard where this list is named: `{flowers}`.
        #[schemars(example = ["rose*", "bouquet", "wedding flowers"])]
        words: Given<Vec<Text>>,
        /// Other spellings and agents' shorthand, each with what it stands for.
        #[schemars(example = ["cust|cstmr = customer", "favour = favor"])]
        same: Given<Vec<Text>>,
        /// Patterns of which one is enough: words, `(this|that)`, `[perhaps this]`, `{list}`, `..` for up to three words.
        #[schemars(transform = form::needed, example = ["(flower*|rose*|bouquet) .. (wilted|dead)"])]
        hear: Given<Vec<Text>>,
        /// Patterns of which it takes two in one turn.
        #[schemars(example = ["the wedding is today"])]
        hint: Given<Vec<Text>>,
        /// Patterns that rule it out where they touch it; `~` stands for what was heard.
        #[schemars(example = ["not ~", "~ last year"])]
        unless: Given<Vec<Text>>,
        /// Ids of the general rules, such as `denied`, that do not rule this cue out.
        #[schemars(transform = form::references, example = ["denied"])]
        despite: Given<Vec<Text>>,
    }

    /// What a reply does or risks, by its words. With `why` and `instead` it is a caution, else a move.
    #[schemars(rename = "wording")]
    pub struct WordingSource {
        /// A short name of its own: letters, digits and `-`.
        #[schemars(required, transform = form::id, transform = form::needed)]
        id: Option<Text>,
        /// Its name on the screen.
        #[schemars(transform = form::needed, example = &"Brushes it aside")]
        title: Option<Text>,
        /// Patterns of which one is enough, as in a cue.
        #[schemars(example = ["only flowers"])]
        hear: Given<Vec<Text>>,
        /// Patterns of which it takes two.
        #[schemars(example = ["these things", "happens"])]
        hint: Given<Vec<Text>>,
        /// Patterns that rule it out where they touch it; `~` stands for what was found.
        #[schemars(example = ["not ~"])]
        unless: Given<Vec<Text>>,
        /// Scenarios and moods to which a caution is limited.
        #[serde(rename = "in")]
        #[schemars(example = ["bereavement", "grief"])]
        scenes: Given<Many>,
        /// Moves that make up for it anywhere in the reply: a no is none where a step is offered.
        #[schemars(transform = form::references, example = ["offer"])]
        unless_moves: Given<Vec<Text>>,
        /// Why it does harm.
        #[schemars(transform = form::needed, example = &"It makes their day small.")]
        why: Option<Text>,
        /// What to say instead.
        #[schemars(transform = form::needed, example = &"I'm so sorry. Today of all days.")]
        instead: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }
}
