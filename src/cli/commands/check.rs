//! `hearken playbook check`: every fault in every file, with its place and how to mend it.

use std::{collections::HashSet, path::PathBuf, sync::Arc};

use chrono::{DateTime, NaiveDate};
use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{CliError, ErrorKind, put, setup::Setup, talk},
    coach::{self, Ear},
    playbook::{
        self, Diagnostic, Edition, SourceFile,
        model::{Id, Kind, Layer},
    },
    practice,
    runtime::clock::Clock,
    storage::library::{Found, Refused},
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Check {
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
    /// The day from which the age of telephone numbers is counted, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
    /// Files and folders; without any, everything that hearken would load
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

const HELP: &str = "\
A file may refer to what hearken brings. Errors leave a file out, warnings do
not. Exit code 0 if there is no error, else 2.

Example:
  hearken playbook check --strict team/parcels.yaml";

impl Check {
    /// Says what is wrong.
    ///
    /// # Errors
    /// Where anything is, or a path cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let (Found { files, faults: unread }, looked_at) = if self.paths.is_empty() {
            let found = setup.found()?;
            let count = found.files.len();
            (found, count)
        } else {
            setup.found_and(&self.paths)
        };
        let mut faults = playbook::review(&files, self.on.unwrap_or_else(today));
        let edition = Edition::open(&files);
        let asked = |file: &SourceFile| self.paths.is_empty() && file.layer != Layer::BuiltIn;
        let named = if self.paths.is_empty() { 0 } else { looked_at };
        let (others, named) = files.split_at(files.len() - named);
        let theirs: HashSet<&str> =
            others.iter().filter(|f| asked(f)).chain(named).map(|file| file.name.as_str()).collect();
        faults.extend(proofs(&edition, &theirs));
        // Nobody mends a built-in file that they did not name.
        faults.retain(|fault| fault.is_error() || theirs.contains(fault.file.as_str()));
        let wrong = faults.iter().filter(|fault| fault.is_error()).count();
        let (errors, warnings) = (wrong + unread.len(), faults.len() - wrong);
        if self.json {
            put(&json(&faults, &unread, looked_at, [errors, warnings]))?;
        } else {
            unread.iter().for_each(|refused| talk(&format!("error: {refused}")));
            faults.iter().for_each(|fault| talk(fault.render().trim_end_matches('\n')));
            talk(&format!("{}: {}, {}", many(looked_at, "file"), many(errors, "error"), many(warnings, "warning")));
        }
        if errors > 0 || (self.strict && warnings > 0) {
            return Err(CliError { kind: ErrorKind::User, message: String::new(), hint: None });
        }
        Ok(())
    }
}

/// What the ear and the callers make of what stands in these files: nothing to listen to, no ear.
fn proofs(edition: &Edition, files: &HashSet<&str>) -> Vec<Diagnostic> {
    let library = Arc::new(edition.loaded.library.clone());
    let theirs = |kind: Kind, id: &Id| {
        let origin = library.origins.get(&(kind, id.clone()));
        origin.is_some_and(|origin| files.contains(origin.file.as_str()))
    };
    let heard = [Kind::Scenario, Kind::Emotion, Kind::Phrase, Kind::Caller];
    if !library.origins.keys().any(|(kind, id)| heard.contains(kind) && theirs(*kind, id)) {
        return Vec::new();
    }
    let ear = Arc::new(Ear::new(&library));
    let mut remarks = coach::proof(&library, &ear, &theirs);
    remarks.extend(practice::proof::proof(&library, &ear, &theirs));
    edition.placed(&remarks)
}

/// The day, as it is in Greenwich.
fn today() -> NaiveDate {
    DateTime::from_timestamp_millis(Clock::start().now().0).unwrap_or_default().date_naive()
}

fn json(faults: &[Diagnostic], unread: &[Refused], files: usize, [errors, warnings]: [usize; 2]) -> String {
    let faults: Vec<Value> = faults.iter().map(Diagnostic::to_json).collect();
    let refused = |one: &Refused| json!({"file": one.name, "message": one.reason, "fix": one.fix});
    let unread: Vec<Value> = unread.iter().map(refused).collect();
    let whole = json!({"files": files, "errors": errors, "warnings": warnings, "faults": faults, "unread": unread});
    format!("{whole}\n")
}

fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_say_them() {
        assert_eq!(many(0, "error"), "0 errors");
        assert_eq!(many(1, "error"), "1 error");
    }

    #[test]
    fn programs_get_one_object_a_run() {
        let text = json(&[], &[], 2, [0, 0]);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["files"], 2);
        assert_eq!((&value["faults"], &value["unread"]), (&json!([]), &json!([])));
        assert_eq!(text.lines().count(), 1);
    }
}
