//! The command line: arguments in, data on stdout, talk on stderr, an exit code.

pub mod args;
pub mod commands;
mod csv;
mod error;
mod lines;
mod out;
pub mod setup;

use std::{env, ffi::OsString, process::ExitCode};

use clap::Parser;

use crate::storage::{StorageError, paths};

use args::{Arguments, Playbook, Score, Verb};
use commands::home;
use setup::Setup;

pub use error::{CliError, ErrorKind, put, talk};

impl From<StorageError> for CliError {
    fn from(fault: StorageError) -> CliError {
        CliError::machine(fault.to_string()).hint(fault.hint())
    }
}

/// Does what the arguments say; the first is the program's name. Gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    paths::private();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(told) => {
            // Help for someone who has seen enough of it is no fault.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    match act(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.tell();
            ExitCode::from(error.code())
        }
    }
}

fn act(arguments: Arguments) -> Result<(), CliError> {
    let setup = Setup::read(arguments.global.over(|name| env::var_os(name)));
    match arguments.verb {
        None => home::run(&setup, None, None),
        Some(Verb::Live(live)) => home::run(&setup, Some(live.begin()), live.industry()),
        Some(Verb::Drill(drill)) => home::run(&setup, Some(drill.open()), None),
        Some(Verb::Rehearse(rehearse)) => rehearse.run(&setup),
        Some(Verb::Mock(mock)) => mock.run(&setup),
        Some(Verb::Emergency(emergency)) => emergency.run(setup.sound_config().country.as_deref()),
        Some(Verb::Playbook(Playbook::Check(check))) => check.run(&setup),
        Some(Verb::Playbook(Playbook::List(list))) => list.run(&setup),
        Some(Verb::Playbook(Playbook::Show(show))) => show.run(&setup),
        Some(Verb::Playbook(Playbook::Try(trial))) => trial.run(&setup),
        Some(Verb::Search(search)) => search.run(&setup),
        Some(Verb::Detect(detect)) => detect.run(&setup),
        Some(Verb::Review(review)) => review.run(&setup),
        Some(Verb::Playbook(Playbook::New(new))) => new.run(&setup),
        Some(Verb::Playbook(Playbook::Diff(diff))) => diff.run(&setup),
        Some(Verb::Playbook(Playbook::Schema(schema))) => schema.run(),
        Some(Verb::History(history)) => history.run(&setup),
        Some(Verb::Export(export)) => export.run(&setup),
        Some(Verb::Score(Score::Agree(agree))) => agree.run(&setup),
        Some(Verb::Score(Score::Import(import))) => import.run(&setup),
        Some(Verb::Stats(stats)) => stats.run(&setup),
        Some(Verb::Purge(purge)) => purge.run(&setup),
    }
}
