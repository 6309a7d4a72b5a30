//! What the application asks of the world, done: nothing here waits, and what comes of it returns as a message.

use std::{
    env, io,
    sync::{Arc, mpsc::Sender},
    thread,
};

use crate::{
    app::{
        config::Config,
        effect::Effect,
        model::Model,
        msg::{Copied, Msg},
    },
    call::event::At,
    runtime::{
        clipboard::{self, Outcome, Way},
        event_loop::Event,
        follow::Follower,
        library::Sources,
        page,
        store::{Job, Store, draft_role},
        voice::{self, Voice},
    },
    storage::{
        config,
        journal::{Retention, Write},
        paths::Paths,
    },
};

/// Who does what is asked.
#[derive(Debug)]
pub struct Effects {
    store: Store,
    paths: Option<Paths>,
    playbooks: Follower,
    ways: Arc<[Way]>,
    voice: Voice,
    to: Sender<Event>,
}

/// What a configuration says about how long texts stay.
pub fn retention(config: &Config) -> Retention {
    Retention { notes: config.keep_notes, caller: config.keep_caller, keep_days: config.keep_days }
}

impl Effects {
    /// Opens the store behind the loop's back; without paths the program goes on in memory, for the reason given.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(
        paths: Result<Paths, String>,
        sources: Sources,
        config: &Config,
        now: At,
        to: Sender<Event>,
    ) -> io::Result<Effects> {
        let dir = paths.as_ref().map(|paths| paths.data.clone()).map_err(Clone::clone);
        let store = Store::open(dir, retention(config), now, to.clone())?;
        let ways = clipboard::ways(|name| env::var_os(name)).into();
        let playbooks = Follower::start(sources, to.clone())?;
        let folders: Vec<_> = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
        let voice = Voice::start(folders.into_iter())?;
        Ok(Effects { store, paths: paths.ok(), playbooks, ways, voice, to })
    }

    /// Does one thing.
    pub fn run(&self, effect: Effect, model: &Model) {
        match effect {
            Effect::Append { ticket, call, event, texts, digest, shown } => {
                self.write(Write::Event { ticket, call, event, texts, digest, shown });
            }
            Effect::Draft { ticket, call, field, text } => {
                let role = draft_role(&field);
                self.write(Write::Draft { call, field, role, text });
                self.write(Write::Flush { ticket });
            }
            Effect::Promise { call, seq, due, zone, text, who } => {
                self.write(Write::Promise { call, seq, due, zone, text, who });
            }
            Effect::PromiseGone { call, seq } => self.write(Write::PromiseGone { call, seq }),
            Effect::Finish(call) => self.write(Write::Erase { call }),
            Effect::Discard(call) => self.write(Write::Discard { call }),
            Effect::Review { ticket, review } => self.write(Write::Review { ticket, review }),
            Effect::ReviewGone { ticket, review } => self.write(Write::ReviewGone { ticket, review }),
            Effect::Person { ticket, person } => self.write(Write::Person { ticket, person }),
            Effect::Export => self.export(model),
            Effect::ReadPractice => self.store.ask(Job::ReadPractice),
            Effect::ReadHome => self.store.ask(Job::ReadHome(Arc::clone(model.library()))),
            Effect::ReadHistory => self.store.ask(Job::ReadHistory),
            Effect::LookBack(call) => self.store.ask(Job::LookBack(call)),
            Effect::Reopen { call, live } => self.store.ask(Job::Reopen { call, live }),
            Effect::Speak { text, mood } => {
                if !self.voice.say(text, mood) {
                    self.tell(Msg::Voiceless(voice::HINT.into()));
                }
            }
            Effect::Help { step, level } => self.write(Write::Help { step, level }),
            Effect::Copy(text) => self.copy(text),
            Effect::SaveConfig(config) => self.save(config),
            Effect::ReloadLibrary => self.playbooks.read(),
            // The loop sees for itself that the model is quitting.
            Effect::Quit => {}
        }
    }

    fn tell(&self, msg: Msg) {
        // A loop that has ended hears nothing more.
        let _ = self.to.send(Event::Msg(msg));
    }

    fn write(&self, write: Write) {
        self.store.ask(Job::Write(write));
    }

    /// Writes the debrief that is shown as a page.
    fn export(&self, model: &Model) {
        let Some((page, name)) = page::shown(model) else { return };
        let failed = Msg::Exported(Err("no thread could be started".into()));
        self.behind("page", Some(failed), move || Event::Msg(Msg::Exported(page::write(&page, &name))));
    }

    fn copy(&self, text: String) {
        let ways = Arc::clone(&self.ways);
        self.behind("copy", Some(Msg::Copied(Copied::Failed)), move || match clipboard::copy(&ways, &text) {
            Outcome::Kept => Event::Msg(Msg::Copied(Copied::Done)),
            Outcome::AskTerminal => Event::ToTerminal(text),
            Outcome::Failed => Event::Msg(Msg::Copied(Copied::Failed)),
        });
    }

    fn save(&self, config: Config) {
        self.store.ask(Job::Retain(retention(&config)));
        let paths = self.paths.clone();
        let failed = Msg::ConfigSaved(Err("no thread could be started".into()));
        self.behind("settings", Some(failed), move || {
            let saved = match &paths {
                Some(paths) => config::save(paths, &config).map_err(|fault| format!("{fault}; {}", fault.hint())),
                None => Err("there is no home folder to keep them in".into()),
            };
            Event::Msg(Msg::ConfigSaved(saved))
        });
    }

    /// Does something slow on a thread of its own; the answer comes as an event, or `failed` where there is no thread.
    fn behind(&self, name: &str, failed: Option<Msg>, work: impl FnOnce() -> Event + Send + 'static) {
        let to = self.to.clone();
        // A loop that has ended needs no answer.
        let started = thread::Builder::new().name(name.into()).spawn(move || drop(to.send(work())));
        if let (Err(_), Some(failed)) = (started, failed) {
            let _ = self.to.send(Event::Msg(failed));
        }
    }
}
