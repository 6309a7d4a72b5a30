//! The store's side of the effects, on a thread of its own: opening, claiming and reading may take a moment, and none
//! of it may hold up a key. Writing is queued further, to the journal's own thread.
//!
//! A store that cannot be opened ends nothing: the program goes on in memory, and every write is answered with why.

use std::{
    collections::BTreeMap,
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
};

use crate::{
    app::msg::{Begun, Due, Msg, Unfinished},
    call::{
        event::{At, CallId, TextRole},
        session::CallSession,
    },
    playbook::model::Library,
    practice::drill::Progress,
    runtime::event_loop::Event,
    storage::journal::{Claim, Journal, Practised, Report, Retention, Stored, Taken, Write},
};

/// The ticket of a flush that only wants to know when reading is up to date; no save of the model's has it.
const HOME: u64 = u64::MAX;

/// Something to do with the store.
#[derive(Debug)]
pub enum Job {
    /// Write it; a call's first event claims the call.
    Write(Write),
    /// Read what home shows, once everything before is written. The library names the steps.
    ReadHome(Arc<Library>),
    /// Read what was practised, as far as it is on the disk.
    ReadPractice,
    /// Read what finished calls came to, once everything before is written.
    ReadHistory,
    /// Read a finished call, which nobody needs to hold.
    LookBack(CallId),
    /// Claim a call and read it.
    Reopen {
        /// Which.
        call: CallId,
        /// Whether to go on with it, rather than wrap it up.
        live: bool,
    },
    /// How long texts stay from now on.
    Retain(Retention),
    /// The writer has something to say.
    Report(Report),
    /// Write what is queued and end.
    End,
}

/// The store's thread, as the loop sees it. Dropping it writes everything that is queued, then lets go.
#[derive(Debug)]
pub struct Store {
    jobs: Sender<Job>,
    thread: Option<JoinHandle<()>>,
}

impl Store {
    /// Opens the store of a folder, behind the loop's back.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn open(dir: Result<PathBuf, String>, retention: Retention, now: At, to: Sender<Event>) -> io::Result<Store> {
        let (jobs, inbox) = channel();
        let back = jobs.clone();
        let thread = thread::Builder::new().name("store".into()).spawn(move || {
            let mut keeper = Keeper::open(dir, retention, to, back);
            keeper.write(Write::Sweep { now });
            keeper.run(&inbox);
        })?;
        Ok(Store { jobs, thread: Some(thread) })
    }

    /// Asks for something; the answer comes as a message.
    pub fn ask(&self, job: Job) {
        // The thread ends only when it is told to, or by a fault of its own that no answer could mend.
        let _ = self.jobs.send(job);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.ask(Job::End);
        if let Some(thread) = self.thread.take() {
            // One that panicked has nothing left to write.
            let _ = thread.join();
        }
    }
}

/// Who holds the journal and the claims.
struct Keeper {
    dir: Result<PathBuf, String>,
    journal: Result<Journal, String>,
    retention: Retention,
    claims: BTreeMap<CallId, Claim>,
    /// Whose home waits to be read.
    waiting: Option<Arc<Library>>,
    /// Whether what is past waits to be read.
    asked_past: bool,
    to: Sender<Event>,
    back: Sender<Job>,
}

impl Keeper {
    fn open(dir: Result<PathBuf, String>, retention: Retention, to: Sender<Event>, back: Sender<Job>) -> Keeper {
        let journal = Err("the store is not open".into());
        let (claims, waiting, asked_past) = (BTreeMap::new(), None, false);
        let mut keeper = Keeper { dir, journal, retention, claims, waiting, asked_past, to, back };
        keeper.reopen();
        keeper
    }

    /// Opens the journal, with the retention as it is now.
    fn reopen(&mut self) {
        // What is queued is written before another one opens the file.
        self.journal = Err("the store is not open".into());
        let (to, back) = (self.to.clone(), self.back.clone());
        let report = move |report: Report| {
            // Whoever hears neither has ended.
            match report {
                Report::Saved { ticket } if ticket != HOME => {
                    let _ = to.send(Event::Msg(Msg::Saved(ticket)));
                }
                other => {
                    let _ = back.send(Job::Report(other));
                }
            }
        };
        self.journal = self.dir.clone().and_then(|dir| {
            Journal::open(&dir, self.retention, report).map_err(|fault| format!("{fault}; {}", fault.hint()))
        });
        if let Err(why) = &self.journal {
            self.say(Msg::NotSaved(why.clone()));
        }
    }

    fn run(&mut self, inbox: &Receiver<Job>) {
        for job in inbox {
            match job {
                Job::Write(write) => self.write(write),
                Job::ReadHome(library) => {
                    self.waiting = Some(library);
                    self.once_written();
                }
                Job::ReadPractice => self.read_practice(),
                Job::ReadHistory => {
                    self.asked_past = true;
                    self.once_written();
                }
                Job::LookBack(call) => self.look_back(call),
                Job::Reopen { call, live } => self.reopen_call(call, live),
                Job::Retain(retention) if retention != self.retention => {
                    self.retention = retention;
                    self.reopen();
                }
                Job::Retain(_) => {}
                Job::Report(report) => self.heard(report),
                Job::End => return,
            }
        }
    }

    /// Reads what is waited for as soon as all that is queued is on the disk.
    fn once_written(&mut self) {
        match &self.journal {
            Ok(journal) => journal.write(Write::Flush { ticket: HOME }),
            Err(_) => self.read_waited_for(),
        }
    }

    fn read_waited_for(&mut self) {
        self.read_home();
        self.read_history();
    }

    fn say(&self, msg: Msg) {
        // A loop that has ended hears nothing more.
        let _ = self.to.send(Event::Msg(msg));
    }

    fn write(&mut self, write: Write) {
        let journal = match &self.journal {
            Ok(journal) => journal,
            Err(why) => {
                match write {
                    // Nothing of it ever was on the disk.
                    Write::Erase { call } => self.say(Msg::Erased(call)),
                    Write::Event { .. }
                    | Write::Draft { .. }
                    | Write::Promise { .. }
                    | Write::Review { .. }
                    | Write::Person { .. } => self.say(Msg::NotSaved(why.clone())),
                    _ => {}
                }
                return;
            }
        };
        match &write {
            Write::Event { call, .. } if !self.claims.contains_key(call) => {
                // The id is new in the world: only the disk can refuse, and then writing will say so too.
                if let Ok(claim) = journal.claim(call) {
                    self.claims.insert(call.clone(), claim);
                }
            }
            Write::Discard { call } if !self.claims.contains_key(call) => match journal.claim(call) {
                Ok(claim) => {
                    self.claims.insert(call.clone(), claim);
                }
                Err(taken) => return self.say(Msg::NotReopened(taken.to_string())),
            },
            _ => {}
        }
        let discarded = if let Write::Discard { call } = &write { Some(call.clone()) } else { None };
        journal.write(write);
        if let Some(claim) = discarded.and_then(|call| self.claims.remove(&call)) {
            claim.close();
        }
    }

    fn heard(&mut self, report: Report) {
        match report {
            Report::Saved { .. } => self.read_waited_for(),
            Report::NotSaved { reason } => {
                self.say(Msg::NotSaved(reason));
                self.read_waited_for();
            }
            Report::Erased { call } => {
                self.let_go(&call);
                self.say(Msg::Erased(call));
            }
            Report::ErasePending { call } => self.let_go(&call),
            Report::PromiseErased { .. } | Report::Purged | Report::PurgePending => {}
        }
    }

    fn let_go(&mut self, call: &CallId) {
        if let Some(claim) = self.claims.remove(call) {
            claim.close();
        }
    }

    /// Reads what home shows, if it is waited for. What cannot be read is not shown.
    fn read_home(&mut self) {
        let Some(library) = self.waiting.take() else { return };
        let Ok(journal) = &self.journal else {
            return self.say(Msg::Home { unfinished: Vec::new(), due: Vec::new() });
        };
        let calls = journal.unfinished().unwrap_or_default();
        let free = calls.into_iter().filter(|found| !found.held_by_other && !self.claims.contains_key(&found.call));
        let unfinished = free.filter_map(|found| {
            let stored = journal.load(&found.call).ok().filter(|stored| !stored.events.is_empty())?;
            Some(seen(found.call, found.last, stored, &library))
        });
        let unfinished = unfinished.collect();
        let promises = journal.promises().unwrap_or_default().into_iter();
        let due = promises.map(|p| Due { call: p.call, seq: p.seq, due: p.due, text: p.text, who: p.who }).collect();
        let Practised { past, help, weak, people } = journal.practised().unwrap_or_default();
        self.say(Msg::Home { unfinished, due });
        self.say(Msg::Practised { past, help, weak, people });
        let kept = journal.summary().unwrap_or_default();
        self.say(Msg::Counted(kept.calls.saturating_sub(kept.unfinished)));
    }

    /// Reads what finished calls came to, if it is waited for.
    fn read_history(&mut self) {
        if !std::mem::take(&mut self.asked_past) {
            return;
        }
        let kept = match &self.journal {
            Ok(journal) => journal.kept().map_err(|fault| format!("{fault}; {}", fault.hint())),
            Err(why) => Err(why.clone()),
        };
        self.say(Msg::History(kept));
    }

    fn look_back(&mut self, call: CallId) {
        let read = |journal: &Journal| match journal.load(&call) {
            Ok(stored) if stored.events.is_empty() => Err("this call is no longer there".into()),
            Ok(stored) => Ok((stored.events, stored.texts)),
            Err(fault) => Err(fault.to_string()),
        };
        let log = self.journal.as_ref().map_err(Clone::clone).and_then(read);
        self.say(Msg::LookedBack { call, log });
    }

    /// Reads what was practised and folds it here: years of it take a moment. What cannot be read is not known.
    fn read_practice(&self) {
        let reviews = self.journal.as_ref().ok().and_then(|journal| journal.reviews().ok());
        self.say(Msg::Reviewed(Progress::of(reviews.unwrap_or_default())));
    }

    fn reopen_call(&mut self, call: CallId, live: bool) {
        let msg = match self.claim_and_load(&call) {
            Ok(Stored { events, texts, drafts }) => Msg::Reopened { call, events, texts, drafts, live },
            Err(why) => Msg::NotReopened(why),
        };
        self.say(msg);
    }

    fn claim_and_load(&mut self, call: &CallId) -> Result<Stored, String> {
        let journal = self.journal.as_ref().map_err(Clone::clone)?;
        let claim = journal.claim(call).map_err(|taken: Taken| taken.to_string())?;
        let stored = journal.load(call).map_err(|fault| fault.to_string())?;
        if stored.events.is_empty() {
            return Err("this call is no longer there".into());
        }
        self.claims.insert(call.clone(), claim);
        Ok(stored)
    }
}

/// An unfinished call as home shows it.
fn seen(call: CallId, last: At, stored: Stored, library: &Library) -> Unfinished {
    let session = CallSession::replay(call.clone(), stored.events);
    let state = session.state();
    let name = state.slots.get(&"customer".into()).and_then(|id| stored.texts.get(id)).map(|(_, text)| text.clone());
    let list = match state.top().filter(|frame| frame.in_hand) {
        Some(frame) => Some(&frame.scenario),
        None => state.framework().and_then(|f| f.pin.steps.get(f.step)).map(|step| &step.id),
    };
    let place = list.map_or("the beginning", |id| library.title_of(id).unwrap_or(id.as_str()));
    let (items, cursor) = state.list();
    let stopped = if items.is_empty() { place.to_string() } else { format!("{place}, item {}", cursor + 1) };
    Unfinished { call, last, name, stopped, kind: Begun::of(state) }
}

/// What a field holds, by the name its draft is kept under.
pub fn draft_role(field: &str) -> TextRole {
    match field.split(' ').next() {
        Some("promise") => TextRole::Promise,
        Some("word") => TextRole::Caller,
        _ => TextRole::Note,
    }
}

#[cfg(test)]
mod tests;
