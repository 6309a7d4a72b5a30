//! `hearken playbook check`: every fault in every file, with its place and how to mend it.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::{
    cli::{CliError, ErrorKind, put, setup::Setup, talk},
    playbook::{self, Diagnostic},
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
    /// Files and folders; without any, everything that hearken would load
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

const HELP: &str = "\
A file may refer to what hearken brings. Exit code 0 if nothing is wrong, else 2.

Example:
  hearken playbook check --strict team/parcels.yaml";

impl Check {
    /// Says what is wrong.
    ///
    /// # Errors
    /// Where anything is, or a path cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let (files, looked_at) = if self.paths.is_empty() {
            let files = setup.files()?;
            let count = files.len();
            (files, count)
        } else {
            setup.files_and(&self.paths)?
        };
        let faults = playbook::load(&files).faults;
        let errors = faults.iter().filter(|fault| fault.is_error()).count();
        let warnings = faults.len() - errors;
        if self.json {
            put(&json(&faults, looked_at, errors, warnings))?;
        } else {
            faults.iter().for_each(|fault| talk(fault.render().trim_end_matches('\n')));
            talk(&format!("{}: {}, {}", many(looked_at, "file"), many(errors, "error"), many(warnings, "warning")));
        }
        if errors > 0 || (self.strict && warnings > 0) {
            return Err(CliError { kind: ErrorKind::User, message: String::new(), hint: None });
        }
        Ok(())
    }
}

fn json(faults: &[Diagnostic], files: usize, errors: usize, warnings: usize) -> String {
    let faults: Vec<_> = faults.iter().map(Diagnostic::to_json).collect();
    format!("{}\n", json!({"files": files, "errors": errors, "warnings": warnings, "faults": faults}))
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
        let text = json(&[], 2, 0, 0);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["files"], 2);
        assert_eq!(value["faults"], json!([]));
        assert_eq!(text.lines().count(), 1);
    }
}
