//! `hearken score import`: mock calls from files, with all marks, into the store.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::channel,
    time::Duration,
};

use clap::Args;

use crate::{
    call::{mock::PersonId, state::Phase},
    cli::{CliError, setup::Setup, talk},
    runtime::effects::retention,
    storage::{
        journal::{Journal, Report, Write},
        session::{self, Session},
    },
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Import {
    /// What `hearken export --format json ID` wrote
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

const HELP: &str = "\
A mock call keeps its id, its marks and notes, and the name of who was trained, with when they agreed to that. One that is
here already is refused, and then nothing of any file is taken in. `hearken purge --person` forgets it with the rest.

Example:
  hearken score import ann.json bo.json";

/// How long the disk is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// The last thing that is to be on disk.
const LAST: u64 = 1;

impl Import {
    /// Takes them in: all or none.
    ///
    /// # Errors
    /// Where a file is no such file, holds what is no finished mock call or is here already, or the store cannot be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let mut all: Vec<Session> = Vec::new();
        for file in &self.files {
            all.extend(sound(file)?);
        }
        let data = &setup.paths()?.data;
        let (tell, reports) = channel();
        // Who stops listening has ended.
        let journal = Journal::open(data, retention(setup.config()?), move |report| {
            let _ = tell.send(report);
        })?;
        refuse_known(&journal, &all)?;
        let known: BTreeSet<PersonId> = journal.people()?.into_iter().map(|person| person.id).collect();
        let mut people = BTreeSet::new();
        for session in &all {
            if let Some(person) = session.trainee.clone().filter(|person| !known.contains(&person.id)) {
                people.insert(person.id.clone());
                journal.write(Write::Person { ticket: 0, person });
            }
            keep(&journal, session);
        }
        journal.write(Write::Flush { ticket: LAST });
        loop {
            match reports.recv_timeout(PATIENCE) {
                Ok(Report::Saved { ticket: LAST }) => break,
                Ok(Report::NotSaved { reason }) => return Err(CliError::machine(reason)),
                Ok(_) => {}
                Err(_) => return Err(CliError::machine("the store is not written: the disk does not answer")),
            }
        }
        let names = if people.is_empty() { String::new() } else { format!(", new names {}", people.len()) };
        talk(&format!("taken in: mock calls {}{names}", all.len()));
        Ok(())
    }
}

/// The mock calls of a file, if all are finished ones.
fn sound(file: &Path) -> Result<Vec<Session>, CliError> {
    let sessions = session::read(file).map_err(|unfit| {
        CliError::user(unfit.to_string()).hint("name a file that `hearken export --format json ID` wrote")
    })?;
    let name = clean(&file.to_string_lossy());
    for session in &sessions {
        let call = session.call();
        let state = call.session.state();
        let id = clean(&session.id.0);
        if state.mock.is_none() {
            return Err(CliError::user(format!("{name}: `{id}` is no mock call")).hint("only mock calls are taken in"));
        }
        if state.phase != Phase::Closed {
            return Err(CliError::user(format!("{name}: `{id}` is not finished"))
                .hint("whoever led it finishes it, and exports it again"));
        }
    }
    Ok(sessions)
}

/// One that is here already may have other marks here; which of them count is not for a file to say.
fn refuse_known(journal: &Journal, all: &[Session]) -> Result<(), CliError> {
    for (n, session) in all.iter().enumerate() {
        let id = clean(&session.id.0);
        if all[..n].iter().any(|before| before.id == session.id) {
            return Err(CliError::user(format!("`{id}` is there twice")).hint("name each session once"));
        }
        if !journal.load(&session.id)?.events.is_empty() {
            return Err(CliError::user(format!("`{id}` is here already; nothing was taken in"))
                .hint("leave that file out; `hearken score agree` compares it without taking it in"));
        }
    }
    Ok(())
}

/// The events of one, the texts with the first.
fn keep(journal: &Journal, session: &Session) {
    let mut texts: Vec<_> = session.texts.iter().map(|(id, (role, text))| (*id, *role, text.clone())).collect();
    for event in &session.events {
        journal.write(Write::Event {
            ticket: 0,
            call: session.id.clone(),
            event: event.clone(),
            texts: std::mem::take(&mut texts),
            digest: session.library.clone(),
            shown: Vec::new(),
        });
    }
}
