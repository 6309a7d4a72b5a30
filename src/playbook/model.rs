//! What a playbook means, once every file has been read, merged and checked: the types the rest of hearken works with.
//!
//! Nothing here knows YAML. All of it together is a [`Library`].

mod caller;
mod kind;
mod listening;
mod scorecard;

use std::{fmt, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::library::Library;
pub use caller::{CallerScript, Fact, Pass, Reaction, SIGNALS, Stage, StageLine, Twist};
pub use kind::Kind;
pub use listening::{Caution, Cue, Listening, Spelling, Turn};
pub use scorecard::{AutoFail, Criterion, Critical, Judgement, Scorecard, Section};

/// The id of a thing in a playbook: letters, digits, `-` and `.`; cheap to clone.
///
/// A step is `framework.step`, an item `framework.step.item` or `scenario.item`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of something inside this one: `self.name`.
    pub fn child(&self, name: &str) -> Id {
        Id::from(format!("{}.{name}", self.0))
    }
}

impl Default for Id {
    fn default() -> Self {
        Id::from("")
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Id(Arc::from(text))
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Id(Arc::from(text))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

/// A part of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are said.
    Text(String),
    /// A place to fill, `{name}` in the file; an empty one shows as a blank.
    Slot(Id),
}

/// Words to say or to do, with their slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The first sentence, or what stands before a line break in the file: it must stand alone on one row.
    pub opening: Vec<Piece>,
    /// The rest, perhaps empty.
    pub rest: Vec<Piece>,
}

impl Wording {
    /// Every slot, in the order of reading.
    pub fn slots(&self) -> impl Iterator<Item = &Id> {
        self.opening.iter().chain(&self.rest).filter_map(|piece| match piece {
            Piece::Slot(id) => Some(id),
            Piece::Text(_) => None,
        })
    }

    /// The whole as one line, slots as `{name}`.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for (i, part) in [&self.opening, &self.rest].into_iter().enumerate() {
            if i == 1 && !part.is_empty() && !out.is_empty() {
                out.push(' ');
            }
            for piece in part {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Slot(id) => {
                        out.push('{');
                        out.push_str(id.as_str());
                        out.push('}');
                    }
                }
            }
        }
        out
    }
}

/// When in a call a phrase may be offered at its places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Whenever its place is open.
    #[default]
    Always,
    /// Only until something was said or done: the greeting.
    Opening,
    /// Only once the caller has really waited: after a hold or a queue.
    Waited,
    /// Only when everything in the last step is settled: the goodbye.
    Closing,
}

/// A sentence to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Unique among all phrases.
    pub id: Id,
    /// Where it belongs (`for:`): steps, scenarios, moments, and what narrows it: emotions, industries, channels, topics.
    pub places: Vec<Id>,
    /// The words.
    pub say: Wording,
    /// Its segments for interpreted speech; empty where the author gave none.
    pub segments: Vec<Wording>,
    /// When it may be offered.
    pub when: When,
    /// Scenarios and emotions in or after which it is never offered.
    pub not_in: Vec<Id>,
    /// Where the wording comes from.
    pub source: Option<String>,
    /// Quoted as it stands: style cautions are waived and it never leads.
    pub verbatim: bool,
}

/// For whom a framework is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Spoken with the caller.
    #[default]
    Caller,
    /// Spoken with a colleague, as at a hand-off.
    Colleague,
    /// Written to the caller: a short reply is put together from its steps, in their order.
    Written,
    /// For oneself, as between two calls.
    Oneself,
}

/// A way through a call, such as HEAR: its steps in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// Its id, such as `hear`.
    pub id: Id,
    /// Its name on the screen, such as `HEAR`.
    pub title: String,
    /// For whom.
    pub audience: Audience,
    /// When to choose it, in one line.
    pub use_when: String,
    /// The time meant for the whole, in seconds.
    pub target_secs: u32,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// What stands behind it.
    pub background: Background,
}

/// One step of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `framework.step`.
    pub id: Id,
    /// Its name in the rail, such as `Empathize`.
    pub title: String,
    /// What it is for, short: it stands in the list head.
    pub goal: String,
    /// How one knows it is done.
    pub done_when: String,
    /// The caller's cue to move on.
    pub move_on: String,
    /// What goes wrong here most.
    pub pitfall: String,
    /// Its share of the framework's time, in percent.
    pub share: u32,
    /// What to do, in order.
    pub items: Vec<ChecklistItem>,
    /// What stands behind it.
    pub background: Background,
}

/// One line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    /// The full id: `framework.step.item` or `scenario.item`. An item that another list borrows (`use:`) keeps its own,
    /// so that one tick settles it in both.
    pub id: Id,
    /// What to do.
    pub text: Wording,
    /// Whether leaving it out can do harm: it is always shown, and leaving it asks why.
    pub killer: bool,
    /// Why a killer item stands late in its list, where it does.
    pub because: Option<String>,
    /// The moves in a reply that show it done in a rehearsal.
    pub shown_by: Vec<Id>,
}

/// Something never to say, why, and what to say instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Never {
    /// The words to avoid.
    pub say: String,
    /// Why they do harm.
    pub why: String,
    /// What to say instead.
    pub instead: Wording,
}

/// What an open scenario does to the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Whether the framework waits while the scenario is open.
    pub pauses: bool,
    /// Whether the clock and all times are hidden.
    pub hides_clock: bool,
    /// By how much time budgets are multiplied; 1 leaves them.
    pub budget: u8,
    /// Whether phrases are shown in short segments with pauses.
    pub segments: bool,
}

impl Default for Room {
    fn default() -> Self {
        Room { pauses: true, hides_clock: false, budget: 1, segments: false }
    }
}

/// A hard moment and its checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its id, such as `bereavement`.
    pub id: Id,
    /// Its full name.
    pub title: String,
    /// Its name in the strip, at most 11 columns.
    pub short: String,
    /// What it is for, short: it stands in the list head.
    pub goal: String,
    /// What one notices, short: `collapse, slurring, bleeding`.
    pub signs: String,
    /// What a caller says, in their own words.
    pub heard: Vec<String>,
    /// What sounds like it and is not.
    pub unlike: Vec<String>,
    /// What to do, in order.
    pub items: Vec<ChecklistItem>,
    /// Scenarios that are chosen from this one: it is a hub. In order; the first is F2.
    pub branches: Vec<Id>,
    /// What it does to the room.
    pub room: Room,
    /// The step to go on with afterwards, where it suggests one.
    pub returns: Option<Id>,
    /// What never to say.
    pub never: Vec<Never>,
    /// What to write down.
    pub record: Vec<String>,
    /// Whether it belongs to the emergency family: shown in the emergency stroke, stays pinned while unfinished.
    pub emergency: bool,
    /// Whether it is hard on the agent too: wrap-up offers support and a pause.
    pub severe: bool,
    /// What stands behind it.
    pub background: Background,
}

/// What stands behind a thing, for those who train with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    /// A remark for trainers, such as which lines are a trainer's judgement.
    pub remark: Option<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// How a caller feels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emotion {
    /// Its id, such as `frustration`.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// The word beside the caller's name, such as `frustrated`.
    pub word: String,
    /// How one hears it.
    pub signs: String,
    /// What a caller says, in their own words.
    pub heard: Vec<String>,
    /// What sounds like it and is not.
    pub unlike: Vec<String>,
    /// What to do.
    pub approach: String,
    /// What makes it worse.
    pub avoid: String,
    /// What stands behind it.
    pub background: Background,
}

/// Anything that has a name and narrows phrases: an industry, a channel, a topic, a disposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What stands behind it.
    pub background: Background,
}

/// A language that a caller may speak, on the card from which they and the agent find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its id, such as `lang-pl`.
    pub id: Id,
    /// Its name in the agent's language, such as `Polish`.
    pub title: String,
    /// Its name in its own script, such as `Polski`.
    pub own: String,
    /// "One moment, I am getting an interpreter" in this language, where someone was sure of it.
    pub say: Option<String>,
    /// Whether a native speaker has reviewed the line.
    pub reviewed: bool,
}

/// A number to call in one country, as dated data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id, such as `gb-emergency`.
    pub id: Id,
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    /// The scenario it is for.
    pub scenario: Id,
    /// Who answers.
    pub name: String,
    /// The number as one says it: `999 or 112`.
    pub number: String,
    /// When someone last looked it up.
    pub checked: NaiveDate,
    /// Where.
    pub source: String,
}

/// Places a phrase may name that are moments of any call, not steps of a playbook.
pub const MOMENTS: [&str; 6] = ["hold", "return", "transfer", "warm-transfer", "cold-transfer", "callback"];

/// Which layer something comes from; later ones win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Compiled into the program.
    BuiltIn,
    /// A team's folder, in the order they were named.
    Team(u8),
    /// The user's own folder.
    Own,
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Layer::BuiltIn => f.pad("built-in"),
            Layer::Team(n) => f.pad(&format!("team {}", u16::from(*n) + 1)),
            Layer::Own => f.pad("own"),
        }
    }
}

/// Where a thing was last defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The layer.
    pub layer: Layer,
    /// The file, as shown to people.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}
