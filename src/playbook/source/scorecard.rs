//! Forms that mock calls are marked by, as authors write them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        layer::{Field, Fields, Laying},
        place::Located,
    },
    Given, Text, form,
};

shapes! {
    /// A form by which a trainer marks a mock call while they play the caller. An automatic fail makes the score 0; else the
    /// points of what was heard are counted against the points of all that applied.
    #[schemars(rename = "scorecard")]
    pub struct ScorecardSource {
        /// A short name of its own: letters, digits and `-`.
        #[schemars(required, transform = form::id, transform = form::needed)]
        id: Option<Text>,
        /// Its name in lists. At most 40 columns.
        #[schemars(transform = form::needed, example = &"Flower desk")]
        title: Option<Text>,
        /// Whom and what it is for, in a sentence. At most 76 columns.
        #[schemars(transform = form::needed, example = &"For who takes orders alone.")]
        about: Option<Text>,
        /// The percentage from which a call passes: 0 to 100.
        #[schemars(transform = form::between(form::PERCENT), transform = form::needed, example = 80)]
        pass: Given<u32>,
        /// Its parts, in the order of a call. All criteria together are at most ten, for each has a digit.
        #[schemars(transform = form::some, transform = form::needed)]
        sections: Given<Vec<Located<SectionSource>>>,
        /// What fails a call at once, whatever else was good. The fewer, the more they weigh.
        #[schemars(transform = form::shown)]
        fails: Given<Vec<Located<FailSource>>>,
        /// A remark for trainers.
        #[schemars(example = &"Mark two calls together before you mark alone.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// A part of a scorecard: what is marked together.
    #[schemars(rename = "section")]
    pub struct SectionSource {
        /// A short name inside the scorecard: letters, digits and `-`. No automatic fail of it has the same.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"opening")]
        id: Option<Text>,
        /// Its name. At most 28 columns.
        #[schemars(transform = form::needed, example = &"Opening")]
        title: Option<Text>,
        /// What is marked in it, one line each. The weights of all sections together make 100.
        #[schemars(transform = form::some, transform = form::needed, example = two_criteria())]
        criteria: Given<Vec<Located<CriterionSource>>>,
    }

    /// A line of a scorecard: what to listen for, and what each mark means.
    #[schemars(rename = "criterion")]
    pub struct CriterionSource {
        /// A short name inside the section: letters, digits and `-`. Outside it is `scorecard.section.criterion`.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"their-day")]
        id: Option<Text>,
        /// What to listen for. At most 28 columns.
        #[schemars(transform = form::needed, example = &"Names their day")]
        title: Option<Text>,
        /// Whether two who listen have to come to the same mark, or weigh it. It is `objective` unless this says `judged`.
        #[schemars(transform = form::one_of(&form::JUDGEMENT), transform = form::shown, example = &"judged")]
        kind: Option<Text>,
        /// Its weight in points: 1 to 100.
        #[schemars(transform = form::between(form::WEIGHT), transform = form::needed, example = 60)]
        weight: Given<u32>,
        /// Whom it harms when it is missed. Such errors are counted apart and never offset one another.
        #[schemars(transform = form::one_of(&form::ERROR), example = &"customer")]
        error: Option<Text>,
        /// What is heard where it is met: behaviour, in plain words. At most 90 columns.
        #[schemars(transform = form::needed, example = &"Says what the flowers are for, before the first rule.")]
        yes: Option<Text>,
        /// What is heard where it is half met. Only what is `judged` has it, and then half the points are possible.
        #[schemars(example = &"Says it, after a rule or after being told twice.")]
        partly: Option<Text>,
        /// What is heard where it is missed. At most 90 columns.
        #[schemars(transform = form::needed, example = &"Speaks of the order number only.")]
        no: Option<Text>,
        /// The step of a framework that it belongs to.
        #[schemars(transform = form::reference, example = &"hear.empathize")]
        step: Option<Text>,
    }

    /// Something that fails a call at once, whatever else was good.
    #[schemars(rename = "fail")]
    pub struct FailSource {
        /// A short name inside the scorecard: letters, digits and `-`. Outside it is `scorecard.fail`.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"privacy")]
        id: Option<Text>,
        /// What it is. At most 28 columns.
        #[schemars(transform = form::needed, example = &"Privacy breach")]
        title: Option<Text>,
        /// Whom it harms.
        #[schemars(transform = form::one_of(&form::ERROR), example = &"compliance")]
        error: Option<Text>,
        /// What is heard, and why it fails the call whatever else was good.
        #[schemars(transform = form::needed, example = &"Gave the address to someone who was not identified.")]
        why: Option<Text>,
    }
}

/// Two criteria that make 100; the first is written with every field.
fn two_criteria() -> serde_json::Value {
    serde_json::json!([
        {},
        {
            "id": "greeting",
            "title": "Opens with a name",
            "kind": "objective",
            "weight": 40,
            "yes": "Gives their own name in the first breath.",
            "no": "Begins with a question for the order number.",
        },
    ])
}
