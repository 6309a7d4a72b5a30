//! `hearken playbook schema`: what a playbook may hold, for editors.

use clap::Args;

use crate::{
    cli::{CliError, put},
    playbook::schema,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Schema {}

const HELP: &str = "\
A JSON Schema (draft-07). Put it beside your playbooks and begin each of them with the line
  # yaml-language-server: $schema=playbook.schema.json
Editors with a YAML server then explain each key while you type, and underline what is wrong.

Example:
  hearken playbook schema > playbook.schema.json";

impl Schema {
    /// Prints it.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn run(&self) -> Result<(), CliError> {
        put(&schema::text())
    }
}
