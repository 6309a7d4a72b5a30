//! `hearken playbook show ID`: one thing as it is in force, all layers taken together.

use clap::Args;

use crate::{
    cli::{CliError, put, setup::Setup},
    playbook::Edition,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Show {
    /// What to show: a framework, a step, a scenario, a phrase, any id
    #[arg(value_name = "ID")]
    id: String,
}

const HELP: &str = "\
It is YAML, ready to be changed in a file of your own, under a line that says where it comes from. Where several files
had a part in it, each line says which file and line gave it. What nobody gave is not shown.

Example:
  hearken playbook show hear.empathize";

impl Show {
    /// Prints it.
    ///
    /// # Errors
    /// Where nothing has this id, a folder cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let edition = Edition::open(&setup.files()?);
        if let Some(page) = edition.show(&self.id) {
            return put(&page);
        }
        let id = clean(&self.id);
        if edition.is_homeless(&self.id) {
            return Err(CliError::user(format!("`{id}` is not in force: all that its `for` names was removed"))
                .hint("`hearken playbook diff` tells which file removed what"));
        }
        let near = edition.whereabouts(&self.id);
        Err(CliError::user(format!("nothing is called `{id}`"))
            .hint(near.unwrap_or("`hearken playbook list` names everything that is loaded".into())))
    }
}
