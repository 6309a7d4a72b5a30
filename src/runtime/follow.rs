//! Follows the playbooks' folders: a save is read again and sent to the loop, on a thread of its own.
//!
//! Folders are watched, never files, for editors save by renaming. Where the system does not tell of changes, as on a
//! network share, the folder is looked at twice a second.

mod watch;

use std::{
    io,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

use crate::{
    app::{msg::Msg, offer::Listener},
    playbook,
    runtime::{
        event_loop::Event,
        library::{Reader, Sources},
    },
};

use watch::Watch;

/// How long it must be quiet before a change is read: one save is several acts of an editor.
const QUIET: Duration = Duration::from_millis(50);

/// How often it is waited for while changes go on; after that what is there is read.
const MOST: usize = 10;

/// What the thread is woken by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wake {
    /// Someone asks for the playbooks.
    Asked,
    /// Something changed where they lie.
    Changed,
}

/// The thread that reads playbooks.
#[derive(Debug)]
pub struct Follower {
    wake: Sender<Wake>,
}

impl Follower {
    /// Starts it; nothing is read before it is asked for.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(sources: Sources, to: Sender<Event>) -> io::Result<Follower> {
        let (wake, woken) = channel();
        let watch = Watch::new(wake.clone());
        thread::Builder::new().name("playbooks".into()).spawn(move || follow(sources, watch, &woken, &to))?;
        Ok(Follower { wake })
    }

    /// Reads all playbooks and sends them, changed or not.
    pub fn read(&self) {
        // Without the thread, what is in force stays in force.
        let _ = self.wake.send(Wake::Asked);
    }
}

fn follow(sources: Sources, mut watch: Watch, woken: &Receiver<Wake>, to: &Sender<Event>) {
    let places: Vec<PathBuf> = sources.places().collect();
    let mut reader = Reader::new(sources);
    let mut last = None;
    while let Ok(wake) = woken.recv() {
        let Some(asked) = settle(wake, woken) else { return };
        // Watched before it is read: what changes meanwhile is heard.
        watch.places(&places);
        let found = reader.find();
        let print = (playbook::digest(&found.files), found.faults.clone());
        if !asked && last.as_ref() == Some(&print) {
            continue;
        }
        last = Some(print);
        let loaded = reader.load(found);
        let library = loaded.library.clone();
        // What listens takes longer to make than all else: the playbooks do not wait for it.
        let sent = to.send(Event::Msg(Msg::Library(loaded)));
        if sent.and_then(|()| to.send(Event::Msg(Msg::Ear(Listener::new(library))))).is_err() {
            return;
        }
    }
}

/// Waits until it is quiet; whether anyone asked meanwhile. Nothing where nobody can wake it any more.
fn settle(first: Wake, woken: &Receiver<Wake>) -> Option<bool> {
    let mut asked = first == Wake::Asked;
    for _ in 0..MOST {
        asked |= woken.try_iter().any(|wake| wake == Wake::Asked);
        if asked {
            break;
        }
        match woken.recv_timeout(QUIET) {
            Ok(wake) => asked = wake == Wake::Asked,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(asked)
}

#[cfg(test)]
mod tests;
