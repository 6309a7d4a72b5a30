//! `hearken mock`: a trainer plays the caller, marks what they hear, and debriefs in the minute after.

use clap::Args;

use crate::{
    app::{mock::MockWish, msg::Msg, people},
    cli::{
        CliError,
        commands::{home, rehearse::known},
        setup::Setup,
    },
    playbook::model::{Id, Library},
    runtime::library,
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
}

const HELP: &str = "\
The trainee answers on the phone or across the table. You play the caller from the card and mark what you hear, one \
key a line. Afterwards the debrief shows what happened when, what was missed and one thing to try.

Examples:
  hearken mock                                   whom to play, by which sheet, with whom
  hearken mock rosa --sheet first-week --trainee Amir
  hearken score agree A B                        how two observers agree

The callers and the sheets: hearken playbook list";

impl Mock {
    /// Opens the screen with it.
    ///
    /// # Errors
    /// Where no caller or no scorecard is called so, or as for the full screen.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let mut start = home::start(setup)?;
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

/// Whether there is a scorecard of this name.
fn has_sheet(sheet: &str, library: &Library) -> Result<(), CliError> {
    if library.scorecards.iter().any(|card| card.id.as_str() == sheet) {
        return Ok(());
    }
    let names: Vec<&str> = library.scorecards.iter().map(|card| card.id.as_str()).collect();
    let hint = if names.is_empty() { "no playbook has one".into() } else { format!("there are {}", names.join(", ")) };
    Err(CliError::user(format!("there is no scorecard `{}`", clean(sheet))).hint(hint))
}
