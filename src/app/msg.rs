//! Everything that can reach the application.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    app::{
        glance::Target,
        keymap::Key,
        mock::MockWish,
        offer::Listener,
        people::Person,
        rehearse::{Past, Wish},
    },
    call::{
        event::{At, CallEvent, CallId, Guidance, TextId, TextRole},
        state::CallState,
    },
    coach::Index,
    playbook::model::{Id, Library},
    practice::{drill::Progress, progress::Kept},
};

/// When a message is taken in, and an id for a call that may begin with it: what would else make `update` depend on the
/// world.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// The moment.
    pub at: At,
    /// An id no call has yet.
    pub fresh: CallId,
}

/// A library with everything that was derived from it while it was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The library.
    pub library: Arc<Library>,
    /// Its search index.
    pub index: Arc<Index>,
    /// What is wrong in which file, one line each: `parcels.yaml:41:7 …`.
    pub faults: Vec<String>,
    /// How many files are in force.
    pub files: usize,
}

impl Loaded {
    /// A fault on one row, without the folders its file lies in: `parcels.yaml:41:7 …`; of several with their number.
    pub fn at_a_glance(&self, fault: &str) -> String {
        let place = fault.find(' ').map_or(fault, |end| &fault[..end]);
        let short = place.rfind(['/', '\\']).map_or(fault, |slash| &fault[slash + 1..]);
        match self.faults.len() {
            0 | 1 => short.to_string(),
            n => format!("{n} faults: {short}"),
        }
    }
}

impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        self.library == other.library && self.faults == other.faults && self.files == other.files
    }
}

/// A call that was begun and not finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    /// Which.
    pub call: CallId,
    /// When its last event was.
    pub last: At,
    /// The caller's name, where it is known.
    pub name: Option<String>,
    /// The step and item it stopped in, for people.
    pub stopped: String,
    /// What it is.
    pub kind: Begun,
}

/// What was begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Begun {
    /// A live call.
    #[default]
    Call,
    /// A rehearsal.
    Rehearsal,
    /// A mock call.
    Mock,
}

impl Begun {
    /// What a call is, by its state.
    pub fn of(state: &CallState) -> Begun {
        match (&state.mock, &state.practice) {
            (Some(_), _) => Begun::Mock,
            (None, Some(_)) => Begun::Rehearsal,
            (None, None) => Begun::Call,
        }
    }

    /// What it is, for people.
    pub fn word(self) -> &'static str {
        match self {
            Begun::Call => "call",
            Begun::Rehearsal => "rehearsal",
            Begun::Mock => "mock call",
        }
    }
}

/// A promise that is kept until it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The call it was made in.
    pub call: CallId,
    /// The event that made it.
    pub seq: u32,
    /// By when.
    pub due: At,
    /// What.
    pub text: String,
    /// Whom to call.
    pub who: String,
}

/// How a copy went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It is in the clipboard of this desk.
    Done,
    /// It was sent to the terminal, which may or may not take it.
    Sent,
    /// It could not be: the text is shown to be selected.
    Failed,
}

/// A call's log and its texts.
pub type Log = (Vec<CallEvent>, BTreeMap<TextId, (TextRole, String)>);

/// One thing that reached the application.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Text that was pasted.
    Paste(String),
    /// A click on something.
    Click(Target),
    /// The wheel turned: down is positive.
    Wheel(isize),
    /// The terminal has this size now: columns, rows.
    Resized(u16, u16),
    /// Time went by as far as was asked for.
    Tick,
    /// A call begins, with what is known of the caller.
    Begin {
        /// The caller's name.
        name: Option<String>,
        /// The caller's number.
        number: Option<String>,
        /// The industry it is in, where it is not the config's.
        industry: Option<Id>,
    },
    /// An author wants to see this thing of a playbook without a call, and again with every save.
    Try(Id),
    /// Playbooks were read.
    Library(Loaded),
    /// What listens for the cues of the playbooks is ready.
    Ear(Listener),
    /// Everything up to this ticket is on disk.
    Saved(u64),
    /// It could not be written, and why.
    NotSaved(String),
    /// Rehearse.
    Rehearse(Wish),
    /// Play a caller and mark.
    Mock(MockWish),
    /// A mock call that is over is marked once more, from the start, by someone who did not see the marks.
    MarkAgain {
        /// Which.
        of: CallId,
        /// Its log and its texts.
        log: Log,
        /// Who was trained, where they have a name.
        trainee: Option<Box<Person>>,
    },
    /// A page was written to this file, or why not.
    Exported(Result<String, String>),
    /// Nothing here can say the caller's lines aloud, and what would.
    Voiceless(String),
    /// What the store knows of practice.
    Practised {
        /// Rehearsals of the past.
        past: Vec<Past>,
        /// How much wording steps have in rehearsals, where it is less than all.
        help: BTreeMap<Id, Guidance>,
        /// What went badly in the last of them, the latest first.
        weak: Vec<Id>,
        /// Those who are trained and have a name, by name.
        people: Vec<Person>,
    },
    /// What the store knows that home shows.
    Home {
        /// Calls nobody holds, newest first.
        unfinished: Vec<Unfinished>,
        /// Promises not yet kept, the earliest first.
        due: Vec<Due>,
    },
    /// What was practised so far.
    Reviewed(Progress),
    /// Today's cards are wanted.
    Drill,
    /// How many finished calls and rehearsals the store has.
    Counted(u32),
    /// What they came to, the newest first, and the days with cards; or why it cannot be read.
    History(Result<Kept, String>),
    /// A finished call was read, to be looked at, or why it could not be.
    LookedBack {
        /// Which.
        call: CallId,
        /// Its log and its texts.
        log: Result<Log, String>,
    },
    /// A call was claimed and read from the store.
    Reopened {
        /// Which.
        call: CallId,
        /// Its log.
        events: Vec<CallEvent>,
        /// Its texts.
        texts: BTreeMap<TextId, (TextRole, String)>,
        /// What was being typed, by field.
        drafts: BTreeMap<String, String>,
        /// Whether to go on with it, rather than wrap it up.
        live: bool,
    },
    /// A call could not be claimed, and why.
    NotReopened(String),
    /// A call's texts are gone from the disk.
    Erased(CallId),
    /// How the copy went.
    Copied(Copied),
    /// The settings were written, or why not.
    ConfigSaved(Result<(), String>),
    /// The program is asked to end: a signal, or the terminal went away.
    Terminate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_of_a_faulty_file_are_not_told_in_a_glance() {
        let loaded = |faults: &[&str]| Loaded {
            library: Arc::default(),
            index: Arc::default(),
            faults: faults.iter().map(ToString::to_string).collect(),
            files: 0,
        };
        for (fault, short) in [
            ("/home/ann/playbooks/a.yaml:4:7 no step `x/y`", "a.yaml:4:7 no step `x/y`"),
            ("a.yaml:4:7 no step `x/y`", "a.yaml:4:7 no step `x/y`"),
            ("team\\b.yaml:1:1 the file is empty", "b.yaml:1:1 the file is empty"),
        ] {
            assert_eq!(loaded(&[fault]).at_a_glance(fault), short);
        }
        let two = loaded(&["x/a.yaml:1:1 one", "x/b.yaml:1:1 two"]);
        assert_eq!(two.at_a_glance(&two.faults[1]), "2 faults: b.yaml:1:1 two");
    }
}
