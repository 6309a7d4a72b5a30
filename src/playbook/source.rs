//! The YAML shapes as authors write them. Everything may be left out, for a higher layer gives only what it changes;
//! what must be there in the end is for the check to say. Unknown keys are refused.

mod decode;

use serde::Deserialize;

pub use decode::{Many, read};

use super::place::{Located, Span};

/// A text and its place.
pub type Text = Located<String>;
/// Something an author may leave out.
pub type Given<T> = Option<Located<T>>;

/// One file as its author wrote it.
#[derive(Clone, Debug, Default)]
pub struct FileSource {
    /// What the file is, for people.
    pub title: Option<Text>,
    /// Ways through a call.
    pub frameworks: Vec<Located<FrameworkSource>>,
    /// Sentences.
    pub phrases: Vec<Located<PhraseSource>>,
    /// Hard moments.
    pub scenarios: Vec<Located<ScenarioSource>>,
    /// How callers feel.
    pub emotions: Vec<Located<EmotionSource>>,
    /// Industries.
    pub industries: Vec<Located<LabelSource>>,
    /// What callers ring about.
    pub topics: Vec<Located<LabelSource>>,
    /// Channels.
    pub channels: Vec<Located<LabelSource>>,
    /// How a call may have ended.
    pub dispositions: Vec<Located<LabelSource>>,
    /// Numbers per country.
    pub contacts: Vec<Located<ContactSource>>,
    /// Languages that callers may speak.
    pub languages: Vec<Located<LanguageSource>>,
    /// Ids of lower layers that are hidden.
    pub remove: Vec<Text>,
    /// The whole file.
    pub at: Span,
    /// Ids in parts that could not be read: who refers to them is not at fault.
    pub lost: Vec<String>,
}

/// A framework.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkSource {
    /// Its id.
    pub id: Option<Text>,
    /// Its name.
    pub title: Option<Text>,
    /// `caller`, `colleague`, `written` or `self`.
    pub audience: Option<Text>,
    /// When to choose it.
    pub use_when: Option<Text>,
    /// The time meant for the whole, `m:ss`.
    pub target: Option<Text>,
    /// Its steps.
    pub steps: Given<Vec<Located<StepSource>>>,
    /// A remark for trainers.
    pub remark: Option<Text>,
    /// Where it comes from.
    pub sources: Given<Vec<Text>>,
}

/// A step of a framework.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSource {
    /// Its id inside the framework.
    pub id: Option<Text>,
    /// Its name.
    pub title: Option<Text>,
    /// What it is for.
    pub goal: Option<Text>,
    /// How one knows it is done.
    pub done_when: Option<Text>,
    /// The cue to move on.
    pub move_on: Option<Text>,
    /// What goes wrong most.
    pub pitfall: Option<Text>,
    /// Percent of the framework's time.
    pub share: Given<u32>,
    /// What to do.
    pub items: Given<Vec<Located<ItemSource>>>,
    /// A remark for trainers.
    pub remark: Option<Text>,
    /// Where it comes from.
    pub sources: Given<Vec<Text>>,
}

/// One line of a checklist, or another list's line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSource {
    /// Its id inside the list.
    pub id: Option<Text>,
    /// What to do.
    #[serde(rename = "do")]
    pub text: Option<Text>,
    /// Whether leaving it out can do harm.
    pub killer: Given<bool>,
    /// Why a killer stands late.
    pub because: Option<Text>,
    /// The full id of the item that is borrowed.
    #[serde(rename = "use")]
    pub borrowed: Option<Text>,
}

/// A phrase.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseSource {
    /// Its id.
    pub id: Option<Text>,
    /// Where it belongs.
    #[serde(rename = "for")]
    pub places: Given<Many>,
    /// The words.
    pub say: Option<Text>,
    /// Its segments for interpreted speech.
    pub segments: Given<Vec<Text>>,
    /// `always`, `opening`, `waited` or `closing`.
    pub when: Option<Text>,
    /// Where it is never offered.
    pub not_in: Given<Many>,
    /// Where the wording comes from.
    pub source: Option<Text>,
    /// Quoted as it stands.
    pub verbatim: Given<bool>,
}

/// A scenario.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioSource {
    /// Its id.
    pub id: Option<Text>,
    /// Its name.
    pub title: Option<Text>,
    /// Its name in the strip.
    pub short: Option<Text>,
    /// What it is for.
    pub goal: Option<Text>,
    /// What one notices.
    pub signs: Option<Text>,
    /// What a caller says.
    pub heard: Given<Vec<Text>>,
    /// Whether it belongs to the emergency family.
    pub emergency: Given<bool>,
    /// Whether it is hard on the agent.
    pub severe: Given<bool>,
    /// What it does to the room.
    pub room: Given<RoomSource>,
    /// What to do.
    pub items: Given<Vec<Located<ItemSource>>>,
    /// Scenarios chosen from this one.
    pub branches: Given<Vec<Text>>,
    /// The step it suggests afterwards.
    pub returns: Option<Text>,
    /// What never to say.
    pub never: Given<Vec<Located<NeverSource>>>,
    /// What to write down.
    pub record: Given<Vec<Text>>,
    /// A remark for trainers.
    pub remark: Option<Text>,
    /// Where it comes from.
    pub sources: Given<Vec<Text>>,
}

/// What a scenario does to the room.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomSource {
    /// `pauses` or `continues`.
    pub framework: Option<Text>,
    /// `shown` or `hidden`.
    pub clock: Option<Text>,
    /// 1 to 4.
    pub budget: Given<u32>,
    /// `whole` or `segments`.
    pub wording: Option<Text>,
}

/// Something never to say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeverSource {
    /// The words.
    pub say: Option<Text>,
    /// Why they do harm.
    pub why: Option<Text>,
    /// What to say instead.
    pub instead: Option<Text>,
}

/// An emotion.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmotionSource {
    /// Its id.
    pub id: Option<Text>,
    /// Its name.
    pub title: Option<Text>,
    /// The word beside the caller's name.
    pub word: Option<Text>,
    /// How one hears it.
    pub signs: Option<Text>,
    /// What to do.
    pub approach: Option<Text>,
    /// What makes it worse.
    pub avoid: Option<Text>,
    /// A remark for trainers.
    pub remark: Option<Text>,
    /// Where it comes from.
    pub sources: Given<Vec<Text>>,
}

/// An industry, a channel, a topic or a disposition.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelSource {
    /// Its id.
    pub id: Option<Text>,
    /// Its name.
    pub title: Option<Text>,
    /// A remark for trainers.
    pub remark: Option<Text>,
    /// Where it comes from.
    pub sources: Given<Vec<Text>>,
}

/// A number to call in one country.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactSource {
    /// Its id.
    pub id: Option<Text>,
    /// ISO 3166 alpha-2.
    pub country: Option<Text>,
    /// The scenario it is for.
    #[serde(rename = "for")]
    pub scenario: Option<Text>,
    /// Who answers.
    pub name: Option<Text>,
    /// The number as one says it.
    pub number: Option<Text>,
    /// When someone last looked it up.
    pub checked: Option<Text>,
    /// Where.
    pub source: Option<Text>,
}

/// A language that a caller may speak.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageSource {
    /// Its id.
    pub id: Option<Text>,
    /// Its name in the agent's language.
    pub title: Option<Text>,
    /// Its name in its own script.
    pub own: Option<Text>,
    /// "One moment, I am getting an interpreter" in this language.
    pub say: Option<Text>,
    /// Whether a native speaker has reviewed the line.
    pub reviewed: Given<bool>,
}

#[cfg(test)]
mod tests;
