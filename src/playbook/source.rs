//! The YAML shapes as authors write them. Everything may be left out, for a higher layer gives only what it changes;
//! what must be there in the end is for the check to say. Unknown keys are refused.
//!
//! A field is listed here and nowhere else: reading it, laying it over a lower layer, writing it out and describing it to
//! editors and authors follow from its line. Its text is what an author reads while typing, so it is written for them:
//! the first sentence alone stands in skeletons. What it means for a call is for the check to say.

#[macro_use]
mod shape;

mod decode;
mod encode;
pub mod form;
mod listening;
mod practice;
mod scorecard;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use decode::{Many, read};
pub use encode::written;
pub use listening::{CueSource, WordingSource};
pub use practice::{CallerSource, FactSource, LineSource, PassSource, ReactionSource, TwistSource};
pub use scorecard::{CriterionSource, FailSource, ScorecardSource, SectionSource};

use super::{
    layer::{Field, Fields, Laying},
    place::{Located, Span},
    tree::Node,
};
use crate::playbook::fault::Faults;

/// A text and its place.
pub type Text = Located<String>;
/// Something an author may leave out.
pub type Given<T> = Option<Located<T>>;

playbook! {
    /// A playbook: what hearken shows during calls, in one file. Any of the lists below may be left out.
    pub struct FileSource {
        /// What the file is, for people. Every file has one: `Parcel desk`.
        #[schemars(transform = form::needed, example = &"Parcel desk")]
        title: Option<Text>,
        /// Ways through a call, such as HEAR: steps in their order.
        frameworks: Vec<Located<FrameworkSource>>,
        /// Sentences to say.
        phrases: Vec<Located<PhraseSource>>,
        /// Hard moments, each with its checklist: a death, a threat, an interpreter on the line.
        scenarios: Vec<Located<ScenarioSource>>,
        /// How callers feel.
        emotions: Vec<Located<EmotionSource>>,
        /// Industries. A phrase that names one is offered only there.
        industries: Vec<Located<LabelSource>>,
        /// What callers ring about. A phrase that names one is offered once it is set.
        topics: Vec<Located<LabelSource>>,
        /// Ways of contact: call, email, chat, social media.
        channels: Vec<Located<LabelSource>>,
        /// How a call may have ended, chosen in wrap-up.
        dispositions: Vec<Located<LabelSource>>,
        /// Telephone numbers for emergencies and crises, per country, each with the day it was looked up.
        contacts: Vec<Located<ContactSource>>,
        /// Languages that callers may speak: the card from which a caller's language is found.
        languages: Vec<Located<LanguageSource>>,
        /// What callers say, by which a scenario or a mood is heard, and lists of words for it.
        cues: Vec<Located<CueSource>>,
        /// What a reply does, and what it risks, by its words.
        wording: Vec<Located<WordingSource>>,
        /// Callers to rehearse with: what they know, how they take what is said to them, and what has to be true at the end.
        callers: Vec<Located<CallerSource>>,
        /// Forms by which a trainer marks a mock call: what to listen for, what each mark means, what fails a call at once.
        scorecards: Vec<Located<ScorecardSource>>,
        /// Ids of lower layers that are hidden. A step or an item is named by its whole id: `hear.empathize`.
        #[schemars(transform = form::references)]
        remove: Vec<Text>,
    }
}

shapes! {
    /// A way through a call: its steps in their order.
    #[schemars(rename = "framework")]
    pub struct FrameworkSource {
        /// A short name of its own: letters, digits and `-`. Phrases name a step as `parcel-desk.greet`.
        #[schemars(required, transform = form::id, transform = form::needed)]
        id: Option<Text>,
        /// Its name on the screen.
        #[schemars(transform = form::needed, example = &"Parcel desk")]
        title: Option<Text>,
        /// Whom it is for: the caller, a colleague, a reader, or oneself between two calls.
        #[schemars(transform = form::one_of(&form::AUDIENCE), example = &"caller")]
        audience: Option<Text>,
        /// When to choose it, in one line.
        #[schemars(example = &"The caller asks where a parcel is.")]
        use_when: Option<Text>,
        /// The time meant for the whole call: minutes, a colon, two digits of seconds, in quotes.
        #[schemars(transform = form::time, transform = form::needed, example = &"6:40")]
        target: Option<Text>,
        /// Its steps, in order. A higher layer changes a step by its id and may add more.
        #[schemars(transform = form::some, transform = form::needed)]
        steps: Given<Vec<Located<StepSource>>>,
        /// A remark for trainers. Nobody sees it during a call.
        #[schemars(example = &"Ask the team what they would add.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// One step of a framework.
    #[schemars(rename = "step")]
    pub struct StepSource {
        /// A short name inside the framework: letters, digits and `-`. Outside it is `framework.step`.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"greet")]
        id: Option<Text>,
        /// Its name on the screen.
        #[schemars(transform = form::needed, example = &"Greet")]
        title: Option<Text>,
        /// What it is for. At most 30 columns are shown.
        #[schemars(transform = form::needed, example = &"they know who helps")]
        goal: Option<Text>,
        /// How you know that it is done.
        #[schemars(example = &"They have told you why they ring.")]
        done_when: Option<Text>,
        /// What the caller does when it is time to go on.
        #[schemars(example = &"They fall silent.")]
        move_on: Option<Text>,
        /// What goes wrong most.
        #[schemars(example = &"Asking for the order number first.")]
        pitfall: Option<Text>,
        /// Its part of the framework's time, in percent. Those of all steps together make 100.
        #[schemars(transform = form::at_most(form::WHOLE), transform = form::needed, example = 100)]
        share: Given<u32>,
        /// What to do, one line each. People take in nine lines at most.
        #[schemars(transform = form::some, transform = form::needed)]
        items: Given<Vec<Located<ItemSource>>>,
        /// A remark for trainers. Nobody sees it during a call.
        #[schemars(example = &"Ask the team what they would add.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// One line of a checklist. With `use` it is borrowed from another list and has no `id`, `do`, `killer` or
    /// `shown_by` of its own.
    #[schemars(rename = "item", transform = form::id_or_use)]
    pub struct ItemSource {
        /// A short name inside the list: letters, digits and `-`. Outside it is `scenario.item` or `framework.step.item`.
        #[schemars(transform = form::id, transform = form::needed, example = &"name")]
        id: Option<Text>,
        /// What to do, in a few words. A word in braces is filled from the call: `{name}`.
        #[serde(rename = "do")]
        #[schemars(transform = form::wording, transform = form::needed, example = &"Say your name")]
        text: Option<Text>,
        /// Whether leaving it out can do harm. It is then always shown, and skipping it asks why.
        #[schemars(example = true)]
        killer: Given<bool>,
        /// Why a killer item stands below the first five.
        #[schemars(example = &"It can only be done at the end.")]
        because: Option<Text>,
        /// The moves in a reply that show it done in a rehearsal. Their ids are those of `wording`.
        #[schemars(example = ["timeframe"])]
        shown_by: Given<Many>,
        /// The whole id of another list's item that stands here too: `hear.hear.summary`. One tick settles it in both.
        #[serde(rename = "use")]
        #[schemars(transform = form::reference)]
        borrowed: Option<Text>,
    }

    /// A sentence to say.
    #[schemars(rename = "phrase")]
    pub struct PhraseSource {
        /// A short name of its own: letters, digits, `-` and `.`.
        #[schemars(required, transform = form::dotted_id, transform = form::needed)]
        id: Option<Text>,
        /// Where it belongs: one id or several in brackets. A step (`hear.empathize`), a scenario, or a moment of any call
        /// (`hold`, `return`, `transfer`, `warm-transfer`, `cold-transfer`, `callback`) says where it is offered; an emotion,
        /// a topic, an industry or a channel narrows it.
        #[serde(rename = "for")]
        #[schemars(transform = form::places, transform = form::needed, example = &"hold")]
        places: Given<Many>,
        /// The words. The first sentence stands alone and has at most 8 words, the whole at most 20. A word in braces is
        /// filled from the call and stays a visible blank until it is known: `{date}`.
        #[schemars(transform = form::wording, transform = form::needed, example = &"One moment, please. I'm looking at it now.")]
        say: Option<Text>,
        /// The same words in short parts, for calls with an interpreter who repeats each.
        #[schemars(transform = form::wordings, example = ["One moment, please.", "I'm looking at it now."])]
        segments: Given<Vec<Text>>,
        /// When it is right. `opening`: before anything was said; `waited`: after a real wait; `closing`: when all is settled.
        #[schemars(transform = form::one_of(&form::WHEN), example = &"waited")]
        when: Option<Text>,
        /// Scenarios and emotions in which it would be wrong, and after which too.
        #[schemars(example = ["bereavement", "anger"])]
        not_in: Given<Many>,
        /// Where the words come from.
        #[schemars(example = &"Call guide, page 12")]
        source: Option<Text>,
        /// Whether the words are quoted exactly as they stand. Such a phrase may be long and is never offered first.
        #[schemars(example = true)]
        verbatim: Given<bool>,
    }

    /// A hard moment: what it does to the call, and its checklist.
    #[schemars(rename = "scenario")]
    pub struct ScenarioSource {
        /// A short name of its own: letters, digits, `-` and `.`.
        #[schemars(required, transform = form::dotted_id, transform = form::needed)]
        id: Option<Text>,
        /// Its full name.
        #[schemars(transform = form::needed, example = &"Ruined wedding flowers")]
        title: Option<Text>,
        /// Its name where there is little room. At most 11 columns.
        #[schemars(transform = form::needed, example = &"wedding")]
        short: Option<Text>,
        /// What it is for. At most 34 columns are shown.
        #[schemars(transform = form::needed, example = &"their day before our rules")]
        goal: Option<Text>,
        /// What you notice. At most 52 columns are shown.
        #[schemars(example = &"a wedding, today, tears")]
        signs: Option<Text>,
        /// What a caller says, in their own words. `playbook check` plays each: the cues have to hear the scenario in it.
        #[schemars(example = ["the wedding is today", "everything is wilted"])]
        heard: Given<Vec<Text>>,
        /// What sounds like it and is not. `playbook check` plays each: the cues must not hear the scenario in it.
        #[schemars(example = ["my sister's wedding was lovely"])]
        unlike: Given<Vec<Text>>,
        /// Whether it belongs to the emergency family. It then stays in sight until it is finished.
        #[schemars(example = true)]
        emergency: Given<bool>,
        /// Whether it is hard on the one who takes the call. Wrap-up then offers support and a pause.
        #[schemars(example = true)]
        severe: Given<bool>,
        /// What it does to the call while it is open.
        room: Given<RoomSource>,
        /// What to do, one line each. People take in nine lines at most.
        #[schemars(transform = form::some, transform = form::needed)]
        items: Given<Vec<Located<ItemSource>>>,
        /// Scenarios that are chosen from this one. One that has them may do without `items`.
        #[schemars(transform = form::references, example = ["hardship", "bereavement"])]
        branches: Given<Vec<Text>>,
        /// The step with which the call goes on afterwards.
        #[schemars(transform = form::reference, example = &"hear.respond")]
        returns: Option<Text>,
        /// What never to say, why, and what to say instead.
        never: Given<Vec<Located<NeverSource>>>,
        /// What to write down.
        #[schemars(example = ["what was agreed, and for when"])]
        record: Given<Vec<Text>>,
        /// A remark for trainers. Nobody sees it during a call.
        #[schemars(example = &"The second line is our own judgement.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// What a scenario does to the call while it is open.
    #[schemars(rename = "room")]
    pub struct RoomSource {
        /// Whether the framework waits until the scenario is closed. It does unless this says `continues`.
        #[schemars(transform = form::one_of(&form::FRAMEWORK), example = &"pauses")]
        framework: Option<Text>,
        /// Whether the clock is to be seen. It is unless this says `hidden`.
        #[schemars(transform = form::one_of(&form::CLOCK), example = &"hidden")]
        clock: Option<Text>,
        /// How many times longer everything may take: 1, which changes nothing, to 4.
        #[schemars(transform = form::factor, example = 2)]
        budget: Given<u32>,
        /// How phrases are shown: whole, or in short parts with pauses. They are whole unless this says `segments`.
        #[schemars(transform = form::one_of(&form::WORDING), example = &"whole")]
        wording: Option<Text>,
    }

    /// Something never to say.
    #[schemars(rename = "never")]
    pub struct NeverSource {
        /// The words.
        #[schemars(transform = form::needed, example = &"These things happen.")]
        say: Option<Text>,
        /// Why they do harm.
        #[schemars(transform = form::needed, example = &"It makes their day small.")]
        why: Option<Text>,
        /// What to say instead.
        #[schemars(transform = form::needed, example = &"I'm so sorry. Today of all days.")]
        instead: Option<Text>,
    }

    /// How a caller feels.
    #[schemars(rename = "emotion")]
    pub struct EmotionSource {
        /// A short name of its own: letters, digits, `-` and `.`.
        #[schemars(required, transform = form::dotted_id, transform = form::needed)]
        id: Option<Text>,
        /// Its name.
        #[schemars(transform = form::needed, example = &"Impatience")]
        title: Option<Text>,
        /// The word that stands beside the caller's name.
        #[schemars(transform = form::needed, example = &"impatient")]
        word: Option<Text>,
        /// How you hear it.
        #[schemars(example = &"short answers, sighs")]
        signs: Option<Text>,
        /// What a caller says, in their own words, played by `playbook check` as those of a scenario are.
        #[schemars(example = ["how much longer is this going to be"])]
        heard: Given<Vec<Text>>,
        /// What sounds like it and is not.
        #[schemars(example = ["take as long as you need"])]
        unlike: Given<Vec<Text>>,
        /// What to do.
        #[schemars(example = &"Say how long it will take, and keep to it.")]
        approach: Option<Text>,
        /// What makes it worse.
        #[schemars(example = &"Explaining why it takes so long.")]
        avoid: Option<Text>,
        /// A remark for trainers. Nobody sees it during a call.
        #[schemars(example = &"Ask the team what they would add.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// A name to choose from: an industry, a topic, a channel or a result of a call.
    #[schemars(rename = "label")]
    pub struct LabelSource {
        /// A short name of its own: letters, digits, `-` and `.`.
        #[schemars(required, transform = form::dotted_id, transform = form::needed)]
        id: Option<Text>,
        /// Its name on the screen.
        #[schemars(transform = form::needed, example = &"Late bouquet")]
        title: Option<Text>,
        /// A remark for trainers. Nobody sees it during a call.
        #[schemars(example = &"Ask the team what they would add.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// A telephone number for one country. It is shown only where that country is set.
    #[schemars(rename = "contact")]
    pub struct ContactSource {
        /// A short name of its own: letters, digits, `-` and `.`.
        #[schemars(required, transform = form::dotted_id, transform = form::needed)]
        id: Option<Text>,
        /// The country, two capital letters as in ISO 3166.
        #[schemars(transform = form::country, transform = form::needed, example = &"GB")]
        country: Option<Text>,
        /// The scenario in which it is shown.
        #[serde(rename = "for")]
        #[schemars(transform = form::reference, transform = form::needed, example = &"hardship")]
        scenario: Option<Text>,
        /// Who answers.
        #[schemars(transform = form::needed, example = &"Debt advice line")]
        name: Option<Text>,
        /// The number as one says it, in quotes.
        #[schemars(transform = form::number, transform = form::needed, example = &"01632 960 000")]
        number: Option<Text>,
        /// The day on which someone last looked it up: year, month, day.
        #[schemars(transform = form::date, transform = form::needed, example = &"2026-11-21")]
        checked: Option<Text>,
        /// Where they looked it up.
        #[schemars(transform = form::needed, example = &"https://example.org/debt")]
        source: Option<Text>,
    }

    /// A language that callers may speak, on the card from which it is found.
    #[schemars(rename = "language")]
    pub struct LanguageSource {
        /// A short name of its own: letters, digits, `-` and `.`.
        #[schemars(required, transform = form::dotted_id, transform = form::needed, example = &"lang-pl")]
        id: Option<Text>,
        /// Its name in the agent's language.
        #[schemars(transform = form::needed, example = &"Polish")]
        title: Option<Text>,
        /// Its name in its own script.
        #[schemars(transform = form::needed, example = &"polski")]
        own: Option<Text>,
        /// "One moment, I am getting an interpreter" in this language, where you are sure of it.
        #[schemars(example = &"Chwileczkę, łączę z tłumaczem.")]
        say: Option<Text>,
        /// Whether a native speaker has reviewed the line.
        #[schemars(example = true)]
        reviewed: Given<bool>,
    }
}

#[cfg(test)]
mod tests;
