//! `hearken rehearse`: alone, with a caller who answers back.

use clap::{Args, ValueEnum};

use crate::{
    app::{msg::Msg, rehearse::Wish},
    call::event::Guidance,
    cli::{CliError, commands::home, setup::Setup},
    playbook::model::{Id, Library},
    runtime::library,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Rehearse {
    /// Whom to talk to; without one, what to practise next is offered
    #[arg(value_name = "CALLER")]
    caller: Option<String>,
    /// What decides among the caller's words: the same seed and the same replies make the same call
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How much wording is shown: whole sentences, their first words, or only what must not be missed
    #[arg(long, value_name = "LEVEL")]
    level: Option<Level>,
    /// Let the system's speech program say the caller's lines; the text stays
    #[arg(long)]
    voice: bool,
}

/// How much wording is shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    /// Whole sentences.
    Full,
    /// Their first words.
    Cues,
    /// Only what must not be missed.
    Bare,
}

const HELP: &str = "\
Examples:
  hearken rehearse                         what to practise next, and why
  hearken rehearse mrs-okoye --level cues  with less wording
  hearken rehearse rosa --seed 41          the same call again

The callers: hearken playbook list";

impl Rehearse {
    /// Opens the screen with it.
    ///
    /// # Errors
    /// Where no caller is called so, or as for the full screen.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let mut start = home::start(setup)?;
        if let Some(caller) = &self.caller {
            known(caller, &library::read(&start.sources).library)?;
        }
        start.first.push(Msg::Rehearse(self.wish()));
        home::open(start)
    }

    fn wish(&self) -> Wish {
        let level = self.level.map(|level| match level {
            Level::Full => Guidance::Full,
            Level::Cues => Guidance::Cues,
            Level::Bare => Guidance::Killers,
        });
        Wish { caller: self.caller.as_deref().map(Id::from), seed: self.seed, level, voice: self.voice }
    }
}

/// Whether there is a caller of this name.
pub fn known(caller: &str, library: &Library) -> Result<(), CliError> {
    if library.caller(&Id::from(caller)).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = library.callers.iter().map(|caller| caller.id.as_str()).collect();
    let hint = if names.is_empty() { "no playbook has one".into() } else { format!("there are {}", names.join(", ")) };
    Err(CliError::user(format!("there is no caller `{}`", clean(caller))).hint(hint))
}
