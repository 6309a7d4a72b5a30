//! `hearken playbook new`: a first file of a kind, to be changed in an editor.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    cli::{CliError, put, setup::Setup, talk},
    playbook::{self, SourceFile, model::Layer, skeleton::skeleton},
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct New {
    /// What: playbook (a topic and a phrase), framework, phrase, scenario, emotion, industry, topic, channel, disposition,
    /// contact, language, cue, wording, caller, scorecard, or remove
    #[arg(value_name = "KIND")]
    kind: String,
    /// What it is to be called: letters, digits and `-`
    #[arg(value_name = "ID")]
    id: String,
    /// Write it into this file, which must not be there yet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const HELP: &str = "\
It passes `hearken playbook check --strict` as it stands. Each field has a remark; those that are not needed are switched
off with a #.

Example:
  hearken playbook new scenario ruined-wedding --out wedding.yaml";

impl New {
    /// Prints or writes it.
    ///
    /// # Errors
    /// Where there is no such kind, the id cannot be one or is taken, or the file is there or cannot be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let text =
            skeleton(&self.kind, &self.id).map_err(|trouble| CliError::user(trouble.message).hint(trouble.hint))?;
        self.free(setup, &text)?;
        match &self.out {
            None => put(&text),
            Some(path) => write(path, &text),
        }
    }

    /// Whether the name is free in everything that would be loaded.
    fn free(&self, setup: &Setup, text: &str) -> Result<(), CliError> {
        const NAME: &str = "the new file";
        let mut files = setup.files()?;
        let before = playbook::load(&files).library;
        let same = |kind: &str| self.kind == kind || playbook::schema::one_of(&self.kind) == kind;
        let taken = |kind: &str| same(kind) || (kind == "topic" && self.kind == "playbook");
        if let Some(((kind, id), origin)) =
            before.origins.iter().find(|((kind, id), _)| id.as_str() == self.id && taken(&kind.to_string()))
        {
            let message = format!("there is a {kind} `{id}` already, {}:{}", origin.file, origin.line);
            return Err(CliError::user(message)
                .hint(format!("choose another id, or change that one: `hearken playbook show {id}` prints it")));
        }
        files.push(SourceFile { layer: Layer::Own, name: NAME.into(), bytes: text.into() });
        let faults = playbook::load(&files).faults;
        match faults.iter().find(|fault| fault.file == NAME && fault.is_error()) {
            Some(fault) => {
                Err(CliError::user(fault.message.clone()).hint(fault.fix.clone().unwrap_or("choose another id".into())))
            }
            None => Ok(()),
        }
    }
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> Result<(), CliError> {
    let name = clean(&path.to_string_lossy());
    let is_playbook =
        path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"));
    if !is_playbook {
        return Err(CliError::user(format!("`{name}` would not be read")).hint("a playbook's name ends with .yaml"));
    }
    let written =
        OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => {
            talk(&format!("{name} is written; when you have changed it: hearken playbook check --strict {name}"));
            Ok(())
        }
        Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {
            Err(CliError::user(format!("`{name}` is there already"))
                .hint("nothing is ever overwritten: choose another name, or move that file away"))
        }
        Err(fault) if fault.kind() == ErrorKind::NotFound => {
            Err(CliError::user(format!("the folder of `{name}` is not there"))
                .hint("make the folder first, or name another"))
        }
        Err(fault) => {
            Err(CliError::machine(format!("`{name}` cannot be written: {fault}")).hint("name another folder"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_help_names_every_kind() {
        use clap::CommandFactory;
        let mut command = crate::cli::args::Arguments::command();
        let new = command.find_subcommand_mut("playbook").and_then(|verb| verb.find_subcommand_mut("new"));
        let help = new.expect("the verb").render_long_help().to_string();
        for kind in playbook::skeleton::kinds() {
            assert!(help.contains(&kind), "{kind}");
        }
    }

    #[test]
    fn a_file_is_written_once_and_never_over_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.yaml");
        write(&path, "title: A\n").expect("written");
        let again = write(&path, "title: B\n").expect_err("it is there");
        assert_eq!((again.code(), again.hint.is_some()), (2, true));
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "title: A\n");
    }

    #[test]
    fn names_that_would_not_be_read_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(write(&folder.path().join("new.txt"), "").expect_err("no playbook").code(), 2);
        let lost = write(&folder.path().join("nowhere/new.yaml"), "").expect_err("no folder");
        assert!(lost.message.contains("folder"), "{}", lost.message);
    }
}
