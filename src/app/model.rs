//! What the application knows.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, FixedOffset, Local, TimeZone, Utc};
use tui_input::Input;

use crate::{
    app::{
        action::Action,
        config::Config,
        drill::Drill,
        history::History,
        keymap::{Context, Keymap},
        mock::{AtDesk, MockWish},
        msg::{Due, Loaded, Unfinished},
        offer::{Heard, Listener},
        people::Person,
        rehearse::{Past, Playing, Wish},
        saves::Saves,
        scene::Hand,
        settings::Setting,
    },
    call::{
        desk::{Call, Desk},
        event::{At, CallId, Guidance, TextId, Transfer},
        promise::{self, Unclear, Understood},
    },
    coach::{Deals, Hit},
    playbook::model::{Id, Library},
};

/// The emergency hub.
pub const HUB: &str = "emergency";

/// The scenarios of the strip, F2 to F8, in their fixed places.
pub const STRIP: [&str; 7] =
    ["bereavement", "interpreter", "hardship", "extra-care", "abusive-caller", "complaint", "supervisor"];

/// What home offers, in order.
pub const OFFERS: [Action; 8] = [
    Action::Live,
    Action::Rehearse,
    Action::Drill,
    Action::Mock,
    Action::History,
    Action::FollowUps,
    Action::Playbooks,
    Action::Settings,
];

/// The ways to hand a caller over, in the order they are offered.
pub const WAYS: [(Transfer, &str); 3] = [
    (Transfer::Warm, "Warm      stay on the line, tell the colleague the story, then leave"),
    (Transfer::Callback, "Callback  agree who calls back, on which number, at what time"),
    (Transfer::Cold, "Cold      put through without a word; only if nothing else can be done"),
];

/// Which screen is beneath everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Screen {
    /// Where one starts.
    #[default]
    Home,
    /// The call in hand.
    Call,
    /// The call is over and written up.
    WrapUp,
    /// Today's short practice.
    Drill,
    /// Promises to keep.
    FollowUps,
    /// What is loaded and what is wrong in it.
    Playbooks,
    /// What can be set.
    Settings,
    /// A pause after a hard call.
    Pause,
    /// Callers to rehearse with.
    Callers,
    /// A mock call, where a trainer plays the caller and marks.
    Desk,
    /// Practice looked back on.
    Debrief,
    /// What is past.
    History,
}

/// A list laid over the screen; the lead and the clock stay.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// Find anything; the field below holds the query.
    Find(Vec<Hit>),
    /// Every command by name; the field below narrows it.
    Commands(Vec<Action>),
    /// All scenarios; the field below narrows it.
    Scenarios(Vec<Id>),
    /// The caller's moods.
    Moods(Vec<Id>),
    /// Ways to hand the caller over.
    Transfer,
    /// How the call turned out.
    Dispositions(Vec<Id>),
    /// What stands behind the list in hand: what never to say, what to write down.
    LookUp,
    /// The keys of this screen.
    Help,
    /// Text that could not be copied, to be selected.
    CopyByHand(String),
    /// Whether to leave although a call goes on.
    Leave,
    /// Whether to discard an unfinished call.
    Discard(CallId),
    /// Whether practice may be kept, before the first rehearsal, or with nothing wished for the first drill.
    Consent(Option<Wish>),
    /// The moves of a reply that was said aloud.
    Aloud,
    /// The forms that a mock call may be marked by.
    Scorecards,
    /// Whether a mock call may be kept.
    KeepMock,
    /// What fails a mock call at once.
    Fails,
    /// Whether the trainee marks too.
    SelfScore,
}

/// The name of the draft of an answer to a card; it is never kept on the disk.
pub const ANSWER: &str = "answer";

/// What the note row is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A note.
    Note,
    /// A promise with its time.
    Promise,
    /// A word for a slot.
    Word(Id),
    /// Why an item is overridden.
    Why(Id),
    /// What is said to a scripted caller.
    Reply,
    /// What was heard in a mock call: at this moment, or of something that was missed.
    Observation(Option<Id>),
    /// The name of who is trained.
    Trainee,
    /// A query that narrows the sheet above.
    Query,
    /// A setting's value.
    Setting(Setting),
    /// One of the first questions.
    Question(Setting),
    /// The answer to a card.
    Answer,
}

impl FieldKind {
    /// The name its draft is kept under; none for what is no part of a call.
    pub fn draft(&self) -> Option<String> {
        match self {
            FieldKind::Note => Some("note".into()),
            FieldKind::Promise => Some("promise".into()),
            FieldKind::Reply => Some("reply".into()),
            FieldKind::Word(slot) => Some(format!("word {slot}")),
            FieldKind::Why(item) => Some(format!("why {item}")),
            FieldKind::Observation(None) => Some("observation".into()),
            FieldKind::Observation(Some(about)) => Some(format!("observation {about}")),
            FieldKind::Answer => Some(ANSWER.into()),
            _ => None,
        }
    }

    /// Whether what is typed belongs to the call in hand.
    pub fn is_of_call(&self) -> bool {
        self.draft().is_some_and(|name| name != ANSWER)
    }
}

/// The field being typed in.
#[derive(Clone, Debug)]
pub struct Field {
    /// What for.
    pub kind: FieldKind,
    /// Its text and caret.
    pub input: Input,
}

/// The status row until the next key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing.
    #[default]
    Rest,
    /// What was done.
    Did(String),
    /// Why a key did nothing.
    Refused(String),
}

/// The zone times are shown and understood in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The machine's.
    Local,
    /// A fixed one, as tests have it.
    Fixed(FixedOffset),
}

impl Zone {
    /// A moment on the wall.
    pub fn wall(self, at: At) -> DateTime<FixedOffset> {
        let utc = Utc.timestamp_millis_opt(at.0).single().unwrap_or_default();
        match self {
            Zone::Local => utc.with_timezone(&Local).fixed_offset(),
            Zone::Fixed(offset) => utc.with_timezone(&offset),
        }
    }
}

/// What the application knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The moment of the last message.
    pub now: At,
    /// The zone of the wall.
    pub zone: Zone,
    /// Its name, for promises.
    pub zone_name: String,
    /// The terminal's columns and rows.
    pub size: (u16, u16),
    /// The settings.
    pub config: Config,
    /// The keys.
    pub keymap: Keymap,
    /// The playbooks in force.
    pub loaded: Loaded,
    /// What listens to the notes, as soon as it is ready.
    pub listener: Option<Listener>,
    /// What was heard in them and is not answered.
    pub heard: Heard,
    /// Whether only the shipped playbooks are in force, because the others are still being read.
    pub reading: bool,
    /// The calls.
    pub desk: Desk,
    /// The screen beneath.
    pub screen: Screen,
    /// What an author looks at without a call.
    pub trial: Option<Id>,
    /// What to return to when a provisional call is dropped.
    pub beneath: Vec<(Option<CallId>, Screen)>,
    /// The rehearsal in hand.
    pub playing: Option<Playing>,
    /// The trainer's desk, while a mock call is in hand.
    pub at_desk: Option<AtDesk>,
    /// The mock call that is being prepared.
    pub cast: Option<MockWish>,
    /// What is to be rehearsed as soon as everything for it is there.
    pub awaited: Option<Wish>,
    /// Rehearsals of the past.
    pub past: Vec<Past>,
    /// How much wording a step has in rehearsals, where it is less than all.
    pub help: BTreeMap<Id, Guidance>,
    /// Those who are trained and have a name, by name.
    pub people: Vec<Person>,
    /// What is past.
    pub history: History,
    /// Whether the debrief shows what was said.
    pub conversation: bool,
    /// The list laid over it.
    pub sheet: Option<Sheet>,
    /// The field being typed in.
    pub field: Option<Field>,
    /// Drafts of fields that were closed, by name.
    pub drafts: BTreeMap<String, String>,
    /// The chosen row of the list to pick from, from 0.
    pub chosen: usize,
    /// What they are dealt from, as long as it holds.
    pub hand: Option<Arc<Hand>>,
    /// The three places of each context.
    pub deals: Deals,
    /// The phrase that was said or put to the lead last, for copying.
    pub last_said: Option<Id>,
    /// A phrase put to the lead from the palette, and the context it was put there in.
    pub put: Option<(String, Id)>,
    /// While letters still come after an emergency cut in: when the last came, and the draft they belong to.
    pub hush: Option<(At, String)>,
    /// When a rehearsal ended under someone's hands, or a letter came since: letters that still come are no keys.
    pub ended: Option<At>,
    /// When a letter was last typed into a field.
    pub typed: Option<At>,
    /// The status row.
    pub status: Status,
    /// What is on disk.
    pub saves: Saves,
    /// Calls that were begun and not finished.
    pub unfinished: Vec<Unfinished>,
    /// Promises to keep.
    pub due: Vec<Due>,
    /// Promises settled since the program started, so that they can come back, the last first.
    pub settled: Vec<Due>,
    /// What is being copied, to be shown if it cannot be.
    pub copying: Option<String>,
    /// The country that the locale suggests.
    pub country_guess: Option<String>,
    /// Whether the wrap-up shows the e-mail draft.
    pub email: bool,
    /// What was practised, and the cards in hand.
    pub drill: Drill,
    /// Texts erased at wrap-up, still on their way.
    pub erasing: Vec<CallId>,
    /// Whether the program is to end.
    pub quitting: bool,
}

impl Model {
    /// A model at home, before anything happened.
    pub fn new(config: Config, keymap: Keymap, loaded: Loaded, zone: Zone, zone_name: String, now: At) -> Model {
        Model {
            now,
            zone,
            zone_name,
            size: (80, 24),
            config,
            keymap,
            loaded,
            listener: None,
            heard: Heard::default(),
            reading: true,
            desk: Desk::default(),
            screen: Screen::Home,
            trial: None,
            beneath: Vec::new(),
            playing: None,
            at_desk: None,
            cast: None,
            awaited: None,
            past: Vec::new(),
            help: BTreeMap::new(),
            people: Vec::new(),
            history: History::default(),
            conversation: false,
            sheet: None,
            field: None,
            drafts: BTreeMap::new(),
            chosen: 0,
            hand: None,
            deals: Deals::default(),
            last_said: None,
            put: None,
            hush: None,
            ended: None,
            typed: None,
            status: Status::Rest,
            saves: Saves::default(),
            unfinished: Vec::new(),
            due: Vec::new(),
            settled: Vec::new(),
            copying: None,
            country_guess: None,
            email: false,
            drill: Drill::default(),
            erasing: Vec::new(),
            quitting: false,
        }
    }

    /// The playbooks in force.
    pub fn library(&self) -> &Arc<Library> {
        &self.loaded.library
    }

    /// The call in hand.
    pub fn call(&self) -> Option<&Call> {
        self.desk.call()
    }

    /// Where keys count on the screen beneath.
    pub fn context(&self) -> Context {
        match self.screen {
            Screen::Home => Context::Home,
            Screen::Call => Context::Call,
            Screen::WrapUp => Context::WrapUp,
            Screen::Drill => Context::Drill,
            Screen::FollowUps => Context::FollowUps,
            Screen::Playbooks | Screen::Settings | Screen::Callers => Context::List,
            Screen::History if self.history.opened.is_none() => Context::History,
            Screen::Desk => Context::Desk,
            Screen::Debrief if self.at_desk.is_some() => Context::MockDebrief,
            Screen::Debrief | Screen::History => Context::Debrief,
            Screen::Pause => Context::Pause,
        }
    }

    /// What a promise means, in the zone of the wall.
    ///
    /// # Errors
    /// What is missing, for people.
    pub fn understand(&self, text: &str, wall: DateTime<FixedOffset>) -> Result<Understood, Unclear> {
        match self.zone {
            Zone::Local => promise::parse(text, &wall.with_timezone(&Local)),
            Zone::Fixed(offset) => promise::parse(text, &wall.with_timezone(&offset)),
        }
    }

    /// A text of the call in hand.
    pub fn text(&self, id: TextId) -> &str {
        self.call().map_or("", |call| call.text(id))
    }

    /// A moment on the wall.
    pub fn wall(&self, at: At) -> DateTime<FixedOffset> {
        self.zone.wall(at)
    }

    /// The scenario at a place of the strip, F2 being 2, as things are now: the hub's branches while an emergency is
    /// open, the fixed ones else.
    pub fn strip(&self, key: u8) -> Option<Id> {
        let place = usize::from(key).checked_sub(2)?;
        let id = if self.in_emergency() {
            self.library().scenario(&HUB.into())?.branches.get(place).cloned()?
        } else {
            Id::from(*STRIP.get(place)?)
        };
        self.library().scenario(&id).map(|s| s.id.clone())
    }

    /// Whether the topmost scenario belongs to the emergency family.
    pub fn in_emergency(&self) -> bool {
        self.call().and_then(|call| call.session.state().top()).is_some_and(|frame| frame.emergency)
    }
}
