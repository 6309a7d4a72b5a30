//! `hearken history`: past calls and practice, the newest first.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use clap::Args;
use serde_json::json as object;

use crate::{
    app::model::Zone,
    call::clock::clock_face,
    cli::{CliError, csv, put, setup::Setup, talk},
    playbook::{self, model::Library},
    practice::progress::{Kind, Record, title},
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct History {
    /// For programs: one JSON array on stdout
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// For spreadsheets: CSV on stdout, with a header
    #[arg(long)]
    csv: bool,
    /// How many are told at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

const HELP: &str = "\
Finished calls, rehearsals and mock calls with their times, the newest first. No name, number or word of a caller is in it,
and none of who was trained; of a rehearsal and a mock call the scripted caller is told.

Fields of --json and columns of --csv: id; kind (call, rehearsal or mock); opened (RFC 3339); caller and title (of practice);
talk_ms, hold_ms, after_call_ms, handle_ms; disposition (of a call); passed (of practice); promises. What a call has not is
null, and an empty cell.

Examples:
  hearken history --limit 20
  hearken history --csv > calls.csv";

/// How many rows are put out at once.
const AT_ONCE: usize = 256;

/// The fields, in order.
pub(super) const FIELDS: [&str; 12] = [
    "id",
    "kind",
    "opened",
    "caller",
    "title",
    "talk_ms",
    "hold_ms",
    "after_call_ms",
    "handle_ms",
    "disposition",
    "passed",
    "promises",
];

impl History {
    /// Prints what is past.
    ///
    /// # Errors
    /// Where the settings are wrong, the store cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let library = playbook::load(&setup.files()?).library;
        let journal = setup.journal()?;
        let mut out = self.head();
        let mut told = 0_usize;
        for record in journal.iter().flat_map(|journal| journal.records()).take(self.limit.unwrap_or(usize::MAX)) {
            let record = record?;
            out += &match (self.json, self.csv) {
                (true, _) => format!("{}{}", if told > 0 { ",\n" } else { "\n" }, json(&record, &library)),
                (_, true) => csv_row(&record, &library),
                _ => as_words(&record, Zone::Local.wall(record.opened), &library),
            };
            told += 1;
            if told.is_multiple_of(AT_ONCE) {
                put(&std::mem::take(&mut out))?;
            }
        }
        if self.json {
            out += if told > 0 { "\n]\n" } else { "]\n" };
        }
        if told == 0 && self.limit != Some(0) {
            talk("nothing is past yet: calls and rehearsals stand here once they are wrapped up");
        }
        put(&out)
    }

    fn head(&self) -> String {
        match (self.json, self.csv) {
            (true, _) => "[".into(),
            (_, true) => csv::row(FIELDS),
            _ => String::new(),
        }
    }
}

/// What it was, in a word.
pub(super) fn kind(record: &Record) -> &'static str {
    match record.kind {
        Kind::Call { .. } => "call",
        Kind::Rehearsal(_) => "rehearsal",
        Kind::Mock(_) => "mock",
    }
}

/// A record as an object.
pub(super) fn json(record: &Record, library: &Library) -> String {
    let opened = Zone::Local.wall(record.opened);
    let (disposition, rehearsed) = parts(record);
    let times = record.times;
    let value = object!({
        "id": record.call.0,
        "kind": kind(record),
        "opened": opened.to_rfc3339_opts(SecondsFormat::Secs, false),
        "caller": rehearsed.map(|(caller, _)| caller),
        "title": rehearsed.map(|(caller, _)| title(library, &caller.into())),
        "talk_ms": times.talk,
        "hold_ms": times.hold,
        "after_call_ms": times.after_call,
        "handle_ms": times.handle(),
        "disposition": disposition,
        "passed": rehearsed.and_then(|(_, passed)| passed),
        "promises": record.promises,
    });
    value.to_string()
}

/// The same as cells.
pub(super) fn csv_row(record: &Record, library: &Library) -> String {
    let opened = Zone::Local.wall(record.opened);
    let (disposition, rehearsed) = parts(record);
    let times = record.times;
    let passed = rehearsed.and_then(|(_, passed)| passed);
    let cells: [String; 12] = [
        record.call.0.clone(),
        kind(record).into(),
        opened.to_rfc3339_opts(SecondsFormat::Secs, false),
        rehearsed.map_or(String::new(), |(caller, _)| caller.into()),
        rehearsed.map_or(String::new(), |(caller, _)| title(library, &caller.into())),
        times.talk.to_string(),
        times.hold.to_string(),
        times.after_call.to_string(),
        times.handle().to_string(),
        disposition.unwrap_or_default().into(),
        passed.map_or(String::new(), |passed| passed.to_string()),
        record.promises.to_string(),
    ];
    csv::row(cells.iter().map(String::as_str))
}

/// The disposition of a call; the caller of practice and whether it passed.
type Parts<'a> = (Option<&'a str>, Option<(&'a str, Option<bool>)>);

fn parts(record: &Record) -> Parts<'_> {
    match &record.kind {
        Kind::Call { disposition } => (disposition.as_ref().map(|id| id.as_str()), None),
        Kind::Rehearsal(rehearsed) => (None, Some((rehearsed.caller.as_str(), rehearsed.passed))),
        Kind::Mock(mocked) => (None, Some((mocked.caller.as_str(), mocked.is_marked().then_some(mocked.passed)))),
    }
}

fn as_words(record: &Record, opened: DateTime<FixedOffset>, library: &Library) -> String {
    let times = record.times;
    let mut result = match &record.kind {
        Kind::Call { disposition: Some(id) } => vec![title(library, id)],
        Kind::Call { disposition: None } => Vec::new(),
        Kind::Rehearsal(rehearsed) => vec![
            match rehearsed.passed {
                Some(true) => "passed".into(),
                Some(false) => "not passed".into(),
                None => "broken off".into(),
            },
            title(library, &rehearsed.caller),
        ],
        Kind::Mock(mocked) => vec![mocked.result(), title(library, &mocked.caller)],
    };
    match record.promises {
        0 => {}
        1 => result.push("1 promise".into()),
        n => result.push(format!("{n} promises")),
    }
    let line = format!(
        "{}  {:<10} talk {}  hold {}  after {}  handle {}  {}",
        opened.format("%Y-%m-%d %H:%M"),
        kind(record),
        clock_face(times.talk),
        clock_face(times.hold),
        clock_face(times.after_call),
        clock_face(times.handle()),
        result.join(", ")
    );
    format!("{}\n", line.trim_end())
}
