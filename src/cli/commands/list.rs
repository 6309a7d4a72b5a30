//! `hearken playbook list`: what is loaded, and from where.

use std::fmt::Write;

use clap::Args;

use crate::{
    cli::{CliError, put, setup::Setup},
    playbook::{
        self,
        model::{Layer, Library, Origin},
    },
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct List {}

const HELP: &str = "\
One thing a line: its kind, its id, the layer that has the last word on it, and the file.

Example:
  hearken playbook list | grep bereavement";

impl List {
    /// Prints what is in force.
    ///
    /// # Errors
    /// Where the settings or a folder cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let sources = setup.sources();
        let library = playbook::load(&setup.files()?).library;
        put(&lines(&library, sources.built_in))
    }
}

/// One line a thing; without the built-in set, what of it stays for emergencies is not listed.
fn lines(library: &Library, built_in: bool) -> String {
    let mut out = String::new();
    for ((kind, id), origin) in &library.origins {
        if built_in || origin.layer != Layer::BuiltIn {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{:<12}{:<32}{}", kind, id.as_str(), place(origin));
        }
    }
    out
}

fn place(origin: &Origin) -> String {
    format!("{:<10}{}:{}", origin.layer, origin.file, origin.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::model::Kind;

    #[test]
    fn each_thing_stands_on_a_line_with_its_place() {
        let mut library = Library::default();
        let own = Origin { layer: Layer::Team(0), file: "parcels.yaml".into(), line: 3 };
        library.origins.insert((Kind::Topic, "late-parcel".into()), own);
        let built_in = Origin { layer: Layer::BuiltIn, file: "emergency.yaml".into(), line: 5 };
        library.origins.insert((Kind::Scenario, "emergency".into()), built_in);
        let all = lines(&library, true);
        assert!(all.contains("topic       late-parcel                     team 1    parcels.yaml:3\n"), "{all}");
        assert!(all.contains("scenario    emergency"), "{all}");
        assert!(!lines(&library, false).contains("emergency"));
    }
}
