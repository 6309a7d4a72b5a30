//! `hearken export`: a debrief to hand over, records for other programs, promises for a calendar.

mod sheet;

use std::{path::PathBuf, sync::Arc};

use clap::{Args, ValueEnum};

use crate::{
    app::{model::Zone, people::Person},
    call::{
        desk::Call,
        event::{CallId, Guidance},
        mock::Marking,
        session::CallSession,
        state::CallState,
    },
    cli::{
        CliError,
        commands::history::{self, kind},
        csv, out, put,
        setup::Setup,
        talk,
    },
    coach::Ear,
    playbook::{self, model::Library},
    practice::{
        caller::Partner,
        debrief::debrief,
        mock as mocked,
        progress::{Kind, Record},
    },
    runtime::clock::Clock,
    storage::{
        journal::{Journal, StoredPromise},
        report::{Page, call, html::html, ics, markdown::markdown, mock, rehearsal},
        session,
    },
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Export {
    /// What it is to be
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// Which call or practice, by its id or the beginning of it
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Write it into this file, for you alone, and not to stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
}

/// What it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page to read, print and hand over; one file, nothing in it runs or is loaded.
    Html,
    /// The same page as Markdown.
    Md,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For calendars.
    Ics,
}

const HELP: &str = "\
What is exported, with an ID and without:
  html, md  the debrief of a practice, or the record of a call; without an ID of the newest practice
  json      the whole session, log and texts, for another observer: `hearken score` reads it; without an ID all records,
            as `hearken history --json` tells them
  csv       a mock call's sheet, a row a criterion: id, criterion, section, title, judgement, weight, error, mark, own,
            marked_ms; of anything else its record; without an ID all records, as `hearken history --csv` tells them.
            A cell that a spreadsheet would take for a formula begins with '
  ics       the promises still open, of one call or of all: events with an alarm, which every calendar shows

Of a call's texts stands in it what is still kept; what was erased is told as (erased). `hearken history --json` tells the
ids. A file belongs to you alone and is no longer hearken's to erase.

Examples:
  hearken export --format html --out debrief.html
  hearken export --format md 0193
  hearken export --format ics --out promises.ics";

/// So many ids are told where one is wrong.
const TOLD: usize = 6;

impl Export {
    /// Exports.
    ///
    /// # Errors
    /// Where the settings are wrong, no session or more than one is meant, the store cannot be read, or the output not be
    /// written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let text = self.text(setup)?;
        match &self.out {
            Some(path) => out::write(path, &text, self.force),
            None => put(&text),
        }
    }

    fn text(&self, setup: &Setup) -> Result<String, CliError> {
        setup.config()?;
        let journal = setup.journal()?;
        match self.format {
            Format::Ics => {
                let promises = self.promises(journal.as_ref())?;
                Ok(ics::calendar(&promises, Zone::Local, Clock::start().now()))
            }
            Format::Json | Format::Csv => self.records(setup, journal.as_ref()),
            Format::Html => Ok(html(&self.page(setup, journal.as_ref())?)),
            Format::Md => Ok(markdown(&self.page(setup, journal.as_ref())?)),
        }
    }

    /// The promises still open, of one call or of all.
    fn promises(&self, journal: Option<&Journal>) -> Result<Vec<StoredPromise>, CliError> {
        let chosen = self.chosen(journal)?.map(|record| record.call);
        let mut promises = journal.map_or(Ok(Vec::new()), Journal::promises)?;
        promises.retain(|promise| chosen.as_ref().is_none_or(|call| promise.call == *call));
        if promises.is_empty() {
            talk("no promise is open");
        }
        Ok(promises)
    }

    fn records(&self, setup: &Setup, journal: Option<&Journal>) -> Result<String, CliError> {
        let library = playbook::load(&setup.files()?).library;
        let records = match self.chosen(journal)? {
            Some(record) if self.format == Format::Json => {
                return self.session(setup, journal.ok_or_else(nothing)?, &record.call);
            }
            Some(record) => {
                let call = looked_back(journal.ok_or_else(nothing)?, record.call.clone())?;
                if let Some(found) = mocked::debrief(&library, &call) {
                    return Ok(sheet::rows(&library, &call, &found));
                }
                vec![record]
            }
            None => all(journal)?,
        };
        if records.is_empty() {
            talk("nothing is past yet: calls and practice stand here once they are wrapped up");
        }
        Ok(match self.format {
            Format::Csv => {
                let rows = records.iter().map(|record| history::csv_row(record, &library));
                std::iter::once(csv::row(history::FIELDS)).chain(rows).collect()
            }
            _ => {
                let all: Vec<String> = records.iter().map(|record| history::json(record, &library)).collect();
                if all.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", all.join(",\n")) }
            }
        })
    }

    /// One session as a file that imports again.
    fn session(&self, setup: &Setup, journal: &Journal, id: &CallId) -> Result<String, CliError> {
        let stored = journal.load(id)?;
        let state = CallState::fold(&stored.events);
        let trainee = state.mock.as_ref().map(|marking| person(journal, marking)).transpose()?.flatten();
        Ok(session::to_json(id, &stored, trainee.as_ref(), setup.sound_config().agent.as_deref()))
    }

    /// The record that the id names; none without an id.
    fn chosen(&self, journal: Option<&Journal>) -> Result<Option<Record>, CliError> {
        self.id.as_deref().map(|id| named(all(journal)?, id)).transpose()
    }

    fn page(&self, setup: &Setup, journal: Option<&Journal>) -> Result<Page, CliError> {
        let newest =
            || all(journal)?.into_iter().find(|record| !matches!(record.kind, Kind::Call { .. })).ok_or_else(nothing);
        let chosen = self.chosen(journal)?.map_or_else(newest, Ok)?;
        let journal = journal.ok_or_else(nothing)?;
        let library = Arc::new(playbook::load(&setup.files()?).library);
        let call = looked_back(journal, chosen.call)?;
        let state = call.session.state();
        Ok(match (&state.mock, &state.practice) {
            (Some(marking), _) => {
                let found = mocked::debrief(&library, &call).unwrap_or_default();
                mock::page(&library, &call, &found, person(journal, marking)?.as_ref(), Zone::Local)
            }
            (None, Some(practice)) => rehearsed(&library, &call, &practice.caller),
            (None, None) => call::page(&library, &call, &journal.promises()?, Zone::Local),
        })
    }
}

/// Every record, the newest first.
fn all(journal: Option<&Journal>) -> Result<Vec<Record>, CliError> {
    Ok(journal.into_iter().flat_map(Journal::records).collect::<Result<_, _>>()?)
}

fn nothing() -> CliError {
    CliError::user("no practice is kept yet").hint(
        "rehearse with `hearken rehearse`, or name a call: `hearken history --json` tells the ids of what is past",
    )
}

/// The one whose id is this or begins so.
fn named(records: Vec<Record>, id: &str) -> Result<Record, CliError> {
    let name = clean(id);
    if let Some(exact) = records.iter().position(|record| record.call.0 == id) {
        return Ok(records.into_iter().nth(exact).expect("it was found there"));
    }
    let mut fits: Vec<Record> =
        records.iter().filter(|record| !id.is_empty() && record.call.0.starts_with(id)).cloned().collect();
    match fits.len() {
        1 => Ok(fits.remove(0)),
        0 if records.is_empty() => Err(CliError::user(format!("there is no call or practice `{name}`"))
            .hint("nothing is past yet: calls and practice are there once they are wrapped up")),
        0 => Err(CliError::user(format!("no id is `{name}` or begins so"))
            .hint(format!("the newest are {}; `hearken history --json` tells all", told(&records)))),
        n => {
            Err(CliError::user(format!("{n} ids begin with `{name}`"))
                .hint(format!("write more of one: {}", told(&fits))))
        }
    }
}

fn told(records: &[Record]) -> String {
    let one = |record: &Record| {
        let when = Zone::Local.wall(record.opened).format("%-d %b %Y %H:%M");
        format!("{} ({}, {when})", clean(&record.call.0), kind(record))
    };
    let rest = if records.len() > TOLD { ", …" } else { "" };
    format!("{}{rest}", records.iter().take(TOLD).map(one).collect::<Vec<_>>().join(", "))
}

/// A call from the store, as far as it is kept.
fn looked_back(journal: &Journal, id: CallId) -> Result<Call, CliError> {
    let stored = journal.load(&id)?;
    let mut call = Call::new(CallSession::replay(id, stored.events));
    call.texts = stored.texts;
    Ok(call)
}

/// The trainee of a mock call, where they have a name.
fn person(journal: &Journal, marking: &Marking) -> Result<Option<Person>, CliError> {
    Ok(journal.people()?.into_iter().find(|person| Some(&person.id) == marking.mock.trainee.as_ref()))
}

fn rehearsed(library: &Arc<Library>, call: &Call, caller: &crate::playbook::model::Id) -> Page {
    let ear = Arc::new(Ear::new(library));
    let partner = Partner::new(Arc::clone(library), ear, caller);
    let found = partner.as_ref().map(|partner| debrief(library, partner, call, &|_| Guidance::Killers));
    let seen = found.as_ref().zip(partner.as_ref().map(Partner::script));
    rehearsal::page(library, call, seen, Zone::Local)
}
