//! The store of what happened in calls: one SQLite file, written by one thread.
//!
//! [`Journal::write`] only queues. The writer drains its queue into one transaction, commits it with a flush to the
//! disk, and reports. What cannot be written stays queued, in order, and is tried again. Free text lies in tables of its
//! own, so that it can be erased: a text is called erased only when no byte of it is in any file of the folder.
//! Readers open a connection for one answer and never keep it, since a reader holds an erasure up.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crate::app::config::Keep;
use crate::app::people::Person;
use crate::call::event::{At, CallEvent, CallId, Guidance, TextId, TextRole};
use crate::call::mock::PersonId;
use crate::playbook::model::Id;
use crate::practice::drill::Review;
use crate::practice::progress::Kept;
use crate::storage::{StorageError, paths};

mod apply;
mod erase;
mod lock;
#[cfg(test)]
mod people;
#[cfg(test)]
mod practice;
#[cfg(test)]
mod proofs;
mod read;
mod records;
mod schema;
#[cfg(test)]
mod tests;
mod writer;

pub use lock::{Claim, Taken};
pub use read::{Practised, Stored, StoredPromise, Summary, Unfinished};
pub use records::Records;

/// What is to be kept, or kept no longer.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Something happened.
    Event {
        /// Named in the report.
        ticket: u64,
        /// In which call.
        call: CallId,
        /// What.
        event: CallEvent,
        /// The texts it names.
        texts: Vec<(TextId, TextRole, String)>,
        /// The digest of the library in force.
        digest: String,
        /// The wording that is shown, by id, once per digest.
        shown: Vec<(Id, String)>,
    },
    /// What is being typed, settled; only the newest of a field counts, and an empty one removes it.
    Draft {
        /// In which call.
        call: CallId,
        /// In which field.
        field: String,
        /// What the text will be, since some must never reach the disk.
        role: TextRole,
        /// As far as it is settled.
        text: String,
    },
    /// A promise, kept until it is done or cancelled.
    Promise {
        /// In which call.
        call: CallId,
        /// The event that made it.
        seq: u32,
        /// By when.
        due: At,
        /// The time zone it was said in.
        zone: String,
        /// What.
        text: String,
        /// Whom to call.
        who: String,
    },
    /// How much wording a step has in rehearsals.
    Help {
        /// Which step.
        step: Id,
        /// How much.
        level: Guidance,
    },
    /// A promise was done or cancelled.
    PromiseGone {
        /// In which call.
        call: CallId,
        /// The event that made it.
        seq: u32,
    },
    /// Wrap-up ended: drafts go, and texts as their retention says.
    Erase {
        /// Which call.
        call: CallId,
    },
    /// An unfinished call is forgotten whole.
    Discard {
        /// Which call.
        call: CallId,
    },
    /// A card was answered.
    Review {
        /// Named in the report.
        ticket: u64,
        /// The answer.
        review: Review,
    },
    /// An answer to a card was taken back.
    ReviewGone {
        /// Named in the report.
        ticket: u64,
        /// The answer.
        review: Review,
    },
    /// Someone who is trained has a name, and agreed to it.
    Person {
        /// Named in the report.
        ticket: u64,
        /// Who.
        person: Person,
    },
    /// Someone is forgotten: their name, and every mock call of theirs whole, with those that mark it again. A call that a
    /// running hearken holds stays, and the name with it.
    Forget {
        /// Who.
        person: PersonId,
        /// The time it is.
        now: At,
    },
    /// Calls whose last event is older are forgotten whole, promises due before, and answers to cards given before;
    /// without a time all of them. Calls that a running hearken holds stay. People without a call go too.
    Purge {
        /// The time.
        before: Option<At>,
        /// The time it is.
        now: At,
    },
    /// What is past its date goes, and some records of an earlier version are written anew: at the start of the program.
    Sweep {
        /// The time it is.
        now: At,
    },
    /// A report is wanted once all before it is on disk.
    Flush {
        /// Named in the report.
        ticket: u64,
    },
}

/// What became of it, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// On disk, flushed.
    Saved {
        /// Which.
        ticket: u64,
    },
    /// Writing failed; what was queued is kept and tried again.
    NotSaved {
        /// Why, for people.
        reason: String,
    },
    /// No byte of the call's erased texts is in any file.
    Erased {
        /// Which call.
        call: CallId,
    },
    /// The call's texts are deleted, but something still reads the file; it is tried until it is true.
    ErasePending {
        /// Which call.
        call: CallId,
    },
    /// No byte of the promise is in any file.
    PromiseErased {
        /// In which call.
        call: CallId,
        /// The event that made it.
        seq: u32,
    },
    /// No byte of what was purged is in any file.
    Purged,
    /// It is deleted, but something still reads the file; it is tried until it is true.
    PurgePending,
}

/// How long texts stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Notes.
    pub notes: Keep,
    /// Names, numbers and the caller's own words.
    pub caller: Keep,
    /// Days that records stay.
    pub keep_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Retention { notes: Keep::UntilWrapUp, caller: Keep::UntilWrapUp, keep_days: 90 }
    }
}

impl Retention {
    /// How long a text of this role stays in the call's own texts; none: until it is purged.
    fn of(&self, role: TextRole) -> Option<Keep> {
        match role {
            TextRole::Note => Some(self.notes),
            TextRole::Caller => Some(self.caller),
            // The promise itself lies among the promises.
            TextRole::Promise => Some(Keep::UntilWrapUp),
            TextRole::Practice => None,
        }
    }
}

/// Where reports go.
type Tell = Arc<Mutex<dyn Fn(Report) + Send>>;

/// Tells one thing; a receiver that panicked once is still told.
fn tell(to: &Tell, report: Report) {
    to.lock().unwrap_or_else(std::sync::PoisonError::into_inner)(report);
}

/// The store, open. Dropping it writes what is queued, once.
pub struct Journal {
    dir: PathBuf,
    queue: Option<Sender<Write>>,
    writer: Option<JoinHandle<()>>,
    report: Tell,
    held: Arc<Mutex<BTreeSet<CallId>>>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Journal {
    /// Opens the store in a folder, making both if they are not there. Reports come from the writer's thread.
    ///
    /// # Errors
    /// Where the folder cannot be written, the disk is full, or the store is damaged, newer or not ours; nothing of it is
    /// changed then.
    pub fn open(
        dir: &Path,
        retention: Retention,
        report: impl Fn(Report) + Send + 'static,
    ) -> Result<Journal, StorageError> {
        let dir = std::path::absolute(dir).map_err(|e| StorageError::unusable(dir, e))?;
        paths::folder(&dir)?;
        lock::prepare(&dir)?;
        let conn = {
            let _one_at_a_time = lock::Guard::take(&dir).map_err(|e| StorageError::unusable(&dir, e))?;
            schema::open_to_write(&dir)?
        };
        let report: Tell = Arc::new(Mutex::new(report));
        let writer = writer::Writer::new(dir.clone(), retention, conn, Arc::clone(&report));
        let (queue, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || writer.run(&inbox))
            .map_err(|e| StorageError::unusable(&dir, e))?;
        Ok(Journal { dir, queue: Some(queue), writer: Some(thread), report, held: Arc::default() })
    }

    /// Whether there is a store in a folder; a folder without one has nothing to tell.
    pub fn is_in(dir: &Path) -> bool {
        schema::path(dir).exists()
    }

    /// Queues something; never waits.
    pub fn write(&self, write: Write) {
        let queued = self.queue.as_ref().is_some_and(|queue| queue.send(write).is_ok());
        if !queued {
            tell(&self.report, Report::NotSaved { reason: "the writer has stopped; start hearken again".to_owned() });
        }
    }

    /// Takes a call, so that no other hearken goes on with it. Held until the claim is dropped or closed.
    ///
    /// # Errors
    /// Where someone else has it, or the lock cannot be made.
    pub fn claim(&self, call: &CallId) -> Result<Claim, Taken> {
        Claim::take(&self.dir, call, &self.held)
    }

    /// The calls whose wrap-up did not end, the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, StorageError> {
        let mine = self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let mut calls = read::unfinished(&self.dir)?;
        for call in &mut calls {
            call.held_by_other = !mine.contains(&call.call) && lock::is_held(&self.dir, &call.call);
        }
        Ok(calls)
    }

    /// Everything kept of one call; nothing at all if it is not known.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn load(&self, call: &CallId) -> Result<Stored, StorageError> {
        read::load(&self.dir, call)
    }

    /// The promises that are neither done nor cancelled, the first due first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn promises(&self) -> Result<Vec<StoredPromise>, StorageError> {
        read::promises(&self.dir)
    }

    /// Every answer to a card, in the order in which they were given.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reviews(&self) -> Result<Vec<Review>, StorageError> {
        read::reviews(&self.dir)
    }

    /// What is kept of practice.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn practised(&self) -> Result<Practised, StorageError> {
        read::practised(&self.dir)
    }

    /// What finished calls and rehearsals came to, the newest first, read as they are asked for.
    pub fn records(&self) -> Records {
        Records::of(self.dir.clone())
    }

    /// All of them, and the days on which cards were answered: what figures are made from.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn kept(&self) -> Result<Kept, StorageError> {
        let drilled = read::drilled(&self.dir)?;
        Ok(Kept { records: self.records().collect::<Result<_, _>>()?, drilled })
    }

    /// Everyone who has a name, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, StorageError> {
        read::people(&self.dir)
    }

    /// The mock calls of someone, and those that mark one of them again.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn calls_of(&self, person: &PersonId) -> Result<Vec<CallId>, StorageError> {
        read::answer(&self.dir, |conn| read::calls_of(conn, person))
    }

    /// How much is kept.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn summary(&self) -> Result<Summary, StorageError> {
        read::summary(&self.dir)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has nothing left to say.
            let _ = writer.join();
        }
    }
}
