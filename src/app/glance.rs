//! What a person is shown, decided once: `&Model → Glance`.
//!
//! A [`Glance`] says what stands where in order of attention, in words and meanings, without sizes or colours. The
//! terminal draws it, a line-by-line output prints it, tests walk it. Every screen is the same few parts, so that places
//! never move: who and clock, where you are, the lead, what else could be said, lists, the strip, the note, status, keys.

mod debrief;
mod desk;
mod drill;
mod history;
mod home;
mod items;
mod keys;
mod live;
mod progress;
mod rehearsal;
pub mod said;
mod say;
mod sheets;
mod side;
mod status;
mod wrapup;

pub use debrief::debrief_text;
pub use history::past_rows;
pub use progress::figure_rows;
pub use side::look_up;

use crate::app::{
    action::Action,
    keymap::Key,
    model::{Model, Screen},
    rehearse::rehearsal,
};

/// What a person is shown now.
pub fn glance(model: &Model) -> Glance {
    let mut glance = match (&model.screen, model.call()) {
        (Screen::Call, Some(call)) => live::live(model, call),
        (Screen::WrapUp, Some(call)) => wrapup::wrapup(model, call),
        (Screen::Desk, Some(call)) => desk::desk(model, call),
        (Screen::Debrief, Some(call)) if model.at_desk.is_some() => desk::debrief(model, call),
        (Screen::Debrief, Some(call)) => match rehearsal(call) {
            Some(now) => debrief::debrief(model, call, now),
            None => home::of(model),
        },
        (Screen::Callers, _) => debrief::callers(model),
        (Screen::History, _) => history::of(model),
        _ => home::of(model),
    };
    if let Some(sheet) = &model.sheet {
        glance = sheets::lay(model, sheet, glance);
    }
    if let Some(field) = &model.field {
        glance = sheets::type_in(model, field, glance);
    }
    glance
}

/// What a word is, so that colour, glyph and weight can follow. Never decoration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// The one thing that matters now.
    Lead,
    /// All else that is read.
    #[default]
    Text,
    /// Alternatives, labels, clocks.
    Muted,
    /// Here: the step, the item, the choice.
    Current,
    /// Settled.
    Done,
    /// Waiting: deferred, on hold, a blank, late.
    Held,
    /// Must not be missed: a killer item, a caution, a fault, F9.
    Must,
    /// Not saved, and the word EMERGENCY while one is open.
    Alarm,
}

/// Some words of one tone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The words.
    pub text: String,
    /// What they are.
    pub tone: Tone,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are underlined.
    pub underlined: bool,
    /// Whether they stand reversed, as the word HOLD does.
    pub reversed: bool,
    /// Whether a move or a caution was found in them: a row of signs stands beneath.
    pub caught: Caught,
}

/// What was found in words of a reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Caught {
    /// Nothing.
    #[default]
    No,
    /// A move: `~~~~` beneath.
    Move,
    /// A caution: `^^^^` beneath.
    Caution,
}

/// Words in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words(pub Vec<Span>);

impl Words {
    /// Words of one tone.
    pub fn of(tone: Tone, text: impl Into<String>) -> Words {
        Words(vec![Span { text: text.into(), tone, ..Span::default() }])
    }

    /// Ordinary words.
    pub fn text(text: impl Into<String>) -> Words {
        Words::of(Tone::Text, text)
    }

    /// Quiet words.
    pub fn muted(text: impl Into<String>) -> Words {
        Words::of(Tone::Muted, text)
    }

    /// The same words in bold.
    pub fn bold(mut self) -> Words {
        self.0.iter_mut().for_each(|span| span.bold = true);
        self
    }

    /// These words, then those.
    pub fn then(mut self, more: Words) -> Words {
        self.0.extend(more.0);
        self
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }
}

/// The stroke of the two rules and of list heads: the mode, told without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// `─`
    #[default]
    Normal,
    /// `╌` the framework waits, or the call is on hold.
    Paused,
    /// `━` an emergency is open.
    Emergency,
}

/// The state of a step or an item, with its glyph and word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// `○ open`
    Open,
    /// `▸ now`
    Current,
    /// `✓ done`
    Done,
    /// `» deferred`
    Deferred,
    /// `- n/a`
    NotApplicable,
    /// `/ overridden`
    Overridden,
}

/// What stands in row 3.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The rail of a framework.
    Rail {
        /// Its name, `HEAR`.
        framework: String,
        /// The current step, from 1.
        at: usize,
        /// All steps with their state; the current one is drawn in capitals.
        steps: Vec<(State, String)>,
        /// What `Tab` goes to, for layouts that have no room for the steps.
        other: Option<String>,
        /// The time meant, or what else stands at the right.
        right: Words,
    },
    /// The way back from a scenario: `HEAR › Hear › BEREAVEMENT`; the last is drawn in capitals, in alarm in an emergency.
    Path {
        /// From the framework to here.
        crumbs: Vec<String>,
        /// Where `Esc` leads.
        right: Words,
    },
    /// A screen's name and what belongs beside it.
    Title {
        /// The name and figures.
        words: Words,
        /// At the right.
        right: Words,
    },
}

/// The lead: row 5, column 7, on every screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lead {
    /// What stands before it: `1`, `▸`, or nothing.
    pub mark: String,
    /// Its rows: the first is bold. Two at least are drawn. Each may say `pause` or `wait` at the right.
    pub rows: Vec<(Words, &'static str)>,
    /// What a click does.
    pub target: Option<Target>,
}

/// Another thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// Its key, `2` or `3`.
    pub mark: String,
    /// The words, opening and rest in one.
    pub words: Words,
    /// What a click does.
    pub target: Target,
}

/// What stands before a row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// A state's glyph.
    State(State),
    /// A key, as in `l` or `F2`; or a sign such as `!` or `p`.
    Key(String, Tone),
}

/// Whether a row is a killer item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Killer {
    /// It is none.
    #[default]
    No,
    /// It is one and still open: it never leaves the screen.
    Open,
    /// It is one and settled.
    Settled,
}

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Row {
    /// The killer mark, column 3.
    pub killer: Killer,
    /// The state or key, column 5.
    pub mark: Mark,
    /// The words, column 7.
    pub words: Words,
    /// The state word or figure, right-aligned.
    pub right: Words,
    /// Whether it is the one acted on; a list shows it whatever happens.
    pub current: bool,
    /// Whether it stands raised, as the chosen row of a list to pick from does.
    pub raised: bool,
    /// Whether it stands reversed, as the item to go on with after a hold.
    pub reversed: bool,
    /// Whether it wraps rather than being cut: killer items, blanks, reasons.
    pub wraps: bool,
    /// What a click on the row does, and on its glyph where that is something else.
    pub target: Option<Target>,
    /// What a click on the glyph does.
    pub glyph_target: Option<Target>,
}

/// A list with its head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct List {
    /// The head's name; empty draws no head.
    pub name: String,
    /// At the right of the head, `1 of 5 done`.
    pub right: String,
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// Cells instead of rows, flowed into as many columns as fit: key and meaning.
    pub grid: Vec<(String, String)>,
    /// Blank rows above it where there is room.
    pub space_above: bool,
    /// The first row to be seen where no row is current: what was scrolled past.
    pub top: usize,
}

/// One place of the strip.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StripCell {
    /// The key, `F2`; empty leaves the place empty.
    pub key: String,
    /// What it opens.
    pub name: String,
    /// Whether it is open in the stack: `▸` stands before it.
    pub open: bool,
    /// What a click does.
    pub target: Option<Target>,
}

/// Whether what was typed is on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Saved {
    /// Nothing to say.
    #[default]
    Unsaid,
    /// `saved`
    Saved,
    /// `saving`, only after 250 ms.
    Saving,
    /// `NOT SAVED`, in alarm.
    NotSaved,
}

/// The note row: the last notes, or the field being typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The field's name in the rule above, while one is open.
    pub field: Option<String>,
    /// The sign before the text: `i`, `p`, `/`.
    pub sign: String,
    /// The text being typed, or the last note.
    pub text: String,
    /// The caret's place in `text`, in bytes, while a field is open.
    pub caret: Option<usize>,
    /// The note before the last, for layouts with two rows.
    pub earlier: Option<String>,
    /// Whether it is on disk.
    pub saved: Saved,
}

/// A key that does something now.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyHint {
    /// Its name, `Space`.
    pub key: String,
    /// What it does.
    pub label: String,
    /// What a click does.
    pub target: Option<Target>,
}

/// What a click means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// The same as an act's key.
    Act(Action),
    /// The same as pressing this key.
    Press(Key),
    /// Make the item at this place of the open list current.
    Item(usize),
    /// Tick the item at this place of the open list.
    Tick(usize),
    /// Go to the step at this place of the rail.
    Step(usize),
    /// Choose the row at this place of the list to pick from; again, and it opens.
    Choose(usize),
}

/// Everything a person sees now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Glance {
    /// The stroke of the rules.
    pub stroke: Stroke,
    /// Row 1: the caller's name first (bold), then what gives way from the end: topic, mood.
    pub who: Vec<String>,
    /// Row 1, right: clocks, from left to right.
    pub clocks: Words,
    /// Row 3.
    pub place: Option<Place>,
    /// Row 5.
    pub lead: Lead,
    /// What else could be said.
    pub alternatives: Vec<Alternative>,
    /// Whether the lists stand before the alternatives, as in a scenario; and the strip takes one row.
    pub lists_first: bool,
    /// The lists, in order.
    pub lists: Vec<List>,
    /// Lists in a second column right of them, from the standard layout on; where there is less room they come first.
    pub beside: Vec<List>,
    /// Both columns as they are where the layout is wide, and more finds room.
    pub roomy: Option<Box<(Vec<List>, Vec<List>)>>,
    /// The next step, one quiet line below the lists where there is room: name and figures.
    pub next: Option<(String, String)>,
    /// The right column, where the terminal is wide enough.
    pub side: Vec<List>,
    /// F2 to F8, and the entry for all of them; F9 has its own place. Empty draws no strip.
    pub strip: Vec<StripCell>,
    /// The entry after the strip, `s  all 23`.
    pub strip_more: Option<StripCell>,
    /// The note row.
    pub entry: Entry,
    /// The status row: an offer, a refusal, what was done. Blank at rest.
    pub status: Words,
    /// The status row, right.
    pub status_right: String,
    /// The emergency key's name and word.
    pub emergency: Option<StripCell>,
    /// The key row, by use.
    pub keys: Vec<KeyHint>,
    /// Beside F9 in the smallest layout, `s scenarios  h hold`; empty takes those of `keys` that found no place.
    pub more_keys: Vec<KeyHint>,
}

impl Default for Place {
    fn default() -> Self {
        Place::Title { words: Words::default(), right: Words::default() }
    }
}
