//! `hearken score agree`: line by line, how often two observers came to the same mark.

use std::path::PathBuf;

use clap::Args;

use super::{
    json, side,
    side::{Pair, Side, marking},
    words,
};
use crate::{
    app::model::Zone,
    call::mock::SheetPin,
    cli::{CliError, out, put, setup::Setup, talk},
    playbook::{self, model::Library},
    practice::agreement::{Agreement, Observed, agreement},
    storage::report::{
        calibration::{self, Compared},
        html::html,
    },
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Agree {
    /// What the first observer marked: a session's id, or the beginning of it, or a file
    #[arg(value_name = "A")]
    first: String,
    /// What the second observer marked
    #[arg(value_name = "B")]
    second: String,
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
    /// A page for the meeting in which you agree, into this file, for you alone
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "html")]
    force: bool,
}

const HELP: &str = "\
A file is what `hearken export --format json ID` writes; a JSON list of them is a file too. Calls are compared that both
marked: those with one first session, or the only one of each. Both have to be marked by the same scorecard.

A line is flagged (!) where an objective one came to the same mark in fewer than 90 % of the calls, a judged one in fewer
than 80 %, or where only one of the two met an automatic fail: hearken's own limits. Kappa is how far two agree beyond what
their habits of marking would give by chance: 1 is wholly, 0 no more than chance. With fewer than two marks, or where chance
alone would make all the same, there is none.

--json gives first and second (name and sessions), card, calls; lines [{id, title, kind, first, second, pairs, same,
percent, kappa, only_first, only_second, flagged}], both marks where one call is compared; fails [{id, title, both,
only_first, only_second, neither, flagged}]; overall {pairs, same, percent, kappa}; limits {objective, judged}.

Examples:
  hearken score agree 0193 ann.json
  hearken score agree ann.json bo.json --html calibration.html";

/// Everything that is told of two observers.
pub(super) struct Told<'a> {
    pub(super) sides: (&'a Side, &'a Side),
    pub(super) pairs: &'a [Pair<'a>],
    pub(super) sheet: &'a SheetPin,
    pub(super) found: &'a Agreement,
    pub(super) library: &'a Library,
}

impl Agree {
    /// Compares, and tells.
    ///
    /// # Errors
    /// Where a side is no mock call, they have none in common, the sheets differ, or something cannot be read or written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let library = playbook::load(&setup.files()?).library;
        let journal = setup.journal()?;
        let (first, second) = (Side::of(&self.first, journal.as_ref())?, Side::of(&self.second, journal.as_ref())?);
        let (pairs, lone) = side::pairs(&first, &second)?;
        let sheet = side::sheet(&pairs)?;
        let observed = |(one, other): &Pair| (Observed::of(marking(one)), Observed::of(marking(other)));
        let found = agreement(sheet, &pairs.iter().map(observed).collect::<Vec<_>>());
        if !lone.is_empty() {
            talk(&format!("not compared, since only one marked them: {}", lone.join(", ")));
        }
        if pairs.iter().any(|(one, other)| one.session == other.session) {
            talk("a call is compared with itself");
        }
        if let Some(path) = &self.html {
            let names = (first.name.as_str(), second.name.as_str());
            let compared = Compared { names, pairs: &pairs, sheet, found: &found };
            out::write(path, &html(&calibration::page(&library, compared, Zone::Local)), self.force)?;
        }
        let told = Told { sides: (&first, &second), pairs: &pairs, sheet, found: &found, library: &library };
        put(&if self.json { json::of(&told) } else { words::of(&told) })
    }
}
