//! `hearken mock`: a trainer plays the caller, marks what they hear, and debriefs in the minute after.

use std::path::Path;

use clap::Args;

use crate::{
    app::{mock::MockWish, msg::Msg, people},
    cli::{
        CliError,
        commands::{home, rehearse::known, score::side::Side},
        setup::Setup,
    },
    playbook::model::{Id, Library},
    runtime::library,
    storage::session,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Mock {
    /// Whom to play; without one, the callers are offered
    #[arg(value_name = "CALLER")]
    caller: Option<String>,
    /// The scorecard to mark by
    #[arg(long, value_name = "ID")]
    sheet: Option<String>,
    /// Who is trained; an empty name for nobody's
    #[arg(long, value_name = "NAME")]
    trainee: Option<String>,
    /// Mark a mock call that is over once more, from the start and unseen: its id, or a file that was exported
    #[arg(long, value_name = "SESSION", conflicts_with_all = ["caller", "sheet", "trainee"])]
    again: Option<String>,
}

const HELP: &str = "\
The trainee answers on the phone or across the table. You play the caller from the card and mark what you hear, one \
key a line. Afterwards the debrief shows what happened when, what was missed and one thing to try.

Examples:
  hearken mock                                   whom to play, by which sheet, with whom
  hearken mock rosa --sheet first-week --trainee Amir
  hearken mock --again amir.json                 a second observer's own sheet of the same call
  hearken score agree A B                        how two observers agree

The callers and the sheets: hearken playbook list";

impl Mock {
    /// Opens the screen with it.
    ///
    /// # Errors
    /// Where no caller or no scorecard is called so, or as for the full screen.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let mut start = home::start(setup)?;
        if let Some(named) = &self.again {
            start.first.push(again(named, setup)?);
            return home::open(start);
        }
        if self.caller.is_some() || self.sheet.is_some() {
            let library = library::read(&start.sources).library;
            self.caller.as_ref().map_or(Ok(()), |caller| known(caller, &library))?;
            self.sheet.as_ref().map_or(Ok(()), |sheet| has_sheet(sheet, &library))?;
        }
        start.first.push(Msg::Mock(MockWish {
            caller: self.caller.as_deref().map(Id::from),
            card: self.sheet.as_deref().map(Id::from),
            trainee: self.trainee.as_deref().map(|name| people::name(name).unwrap_or_default()),
            keep: None,
        }));
        home::open(start)
    }
}

/// What is marked once more: of the store, or of a file with one mock call in it.
fn again(named: &str, setup: &Setup) -> Result<Msg, CliError> {
    let side = Side::of(named, setup.journal()?.as_ref())?;
    let [call] = &side.calls[..] else {
        return Err(CliError::user(format!("`{}` holds {} mock calls", clean(named), side.calls.len()))
            .hint("one at a time is marked: export it by its id"));
    };
    let file = Path::new(named);
    let trainee = session::read(file).ok().filter(|_| file.exists()).and_then(|all| all.into_iter().next()?.trainee);
    let log = (call.session.events().to_vec(), call.texts.clone());
    Ok(Msg::MarkAgain { of: call.session.id.clone(), log, trainee: trainee.map(Box::new) })
}

/// Whether there is a scorecard of this name.
fn has_sheet(sheet: &str, library: &Library) -> Result<(), CliError> {
    if library.scorecards.iter().any(|card| card.id.as_str() == sheet) {
        return Ok(());
    }
    let names: Vec<&str> = library.scorecards.iter().map(|card| card.id.as_str()).collect();
    let hint = if names.is_empty() { "no playbook has one".into() } else { format!("there are {}", names.join(", ")) };
    Err(CliError::user(format!("there is no scorecard `{}`", clean(sheet))).hint(hint))
}
