//! The running program: the only owner of threads, of the terminal and of time.
//!
//! [`event_loop`] waits on one channel and is woken by nothing else; [`effects`] does what the application asks;
//! everything slow happens on a thread of its own ([`store`], [`clipboard`], [`follow`]) and answers with a message.

pub mod clipboard;
pub mod clock;
pub mod display;
pub mod effects;
pub mod event_loop;
pub mod follow;
pub mod library;
pub mod page;
pub mod signals;
pub mod store;
pub mod surroundings;
pub mod voice;

use std::{
    io,
    sync::mpsc::{Sender, channel},
    thread,
};

use crate::{
    app::{
        config::Config,
        keymap::Keymap,
        model::{Model, Zone},
        msg::Msg,
    },
    storage::paths::Paths,
    tui::{
        input,
        terminal::{self, Terminal},
    },
};

use clock::Clock;
use display::Display;
use effects::Effects;
use event_loop::{End, Event, Loop};
use library::Sources;
use surroundings::Surroundings;

/// What the program starts with.
#[derive(Debug)]
pub struct Start {
    /// Where things lie, or why nothing can be kept.
    pub paths: Result<Paths, String>,
    /// The settings.
    pub config: Config,
    /// The keys.
    pub keymap: Keymap,
    /// The theme that was named.
    pub theme: Option<String>,
    /// The environment.
    pub surroundings: Surroundings,
    /// Where playbooks come from.
    pub sources: Sources,
    /// What happens at once.
    pub first: Vec<Msg>,
}

/// Why the program could not start, or ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The terminal refused.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[source] io::Error),
    /// The system refused a thread or a signal.
    #[error("the system refuses what hearken needs: {0}")]
    System(#[from] io::Error),
    /// A part of the program failed; what was said to be saved is saved.
    #[error("hearken had to end: {0} failed; everything that was saved is kept")]
    Failed(&'static str),
}

/// Runs the full-screen program until it is left.
///
/// # Errors
/// Where it cannot start or has to end by itself.
pub fn run(start: Start) -> Result<(), Fault> {
    let Start { paths, config, keymap, theme, surroundings, sources, first } = start;
    let clock = Clock::start();
    let (to, events) = channel();
    // The shipped playbooks are read while the terminal opens.
    let shipped = {
        let sources = sources.clone();
        thread::Builder::new().name("shipped".into()).spawn(move || library::built_in(&sources))?
    };
    signals::listen(to.clone())?;
    let terminal = enter(&config, &surroundings, to.clone())?;
    let loaded = shipped.join().map_err(|_| Fault::Failed("reading the shipped playbooks"))?;
    let effects = Effects::start(paths, sources, &config, clock.now(), to)?;
    let mut model = Model::new(config, keymap, loaded, Zone::Local, clock::zone(), clock.now());
    model.size = terminal.size();
    model.country_guess = surroundings.country();
    let display = Display::new(terminal, surroundings, theme, &model.config);
    let mut running = Loop { model, effects, display, clock, events };
    let end = running.run(first);
    running.leave();
    match end {
        End::Left => Ok(()),
        End::Failed(part) => Err(Fault::Failed(part)),
    }
}

/// Takes the terminal, then listens to it.
fn enter(config: &Config, surroundings: &Surroundings, to: Sender<Event>) -> Result<Terminal, Fault> {
    let wake = to.clone();
    let options = terminal::Options { mouse: config.mouse, term: surroundings.term() };
    let terminal = Terminal::enter(options, move || {
        // A loop that has ended needs no waking.
        let _ = wake.send(Event::Failed("a part of the program"));
    });
    let terminal = terminal.map_err(Fault::Terminal)?;
    input::spawn(move |batch| batch.into_iter().all(|event| to.send(Event::Input(event)).is_ok()))?;
    Ok(terminal)
}
