//! `hearken playbook try ID`: an author sees what they write, without a call, and again with every save.

use std::path::PathBuf;

use clap::Args;

use crate::{
    app::{msg::Msg, update::can_try},
    cli::{CliError, commands::home, setup::Setup, talk},
    playbook::{Edition, model::Id},
    runtime::library,
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Trial {
    /// What to see: a scenario, a step, a framework, an emotion, a topic or a phrase
    #[arg(value_name = "ID")]
    id: String,
    /// Files and folders it may stand in, beside everything that hearken would load
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

const HELP: &str = "\
It opens as in a call, with every key, and follows each save. Nothing is kept; `q` leaves it.

Example:
  hearken playbook try wedding-order florist.yaml";

impl Trial {
    /// Opens it.
    ///
    /// # Errors
    /// Where nothing is called so, or as for the full screen.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let mut start = home::start(setup)?;
        start.sources.team.extend(self.paths.iter().cloned());
        let loaded = library::read(&start.sources);
        let id = Id::from(self.id.as_str());
        if !can_try(&loaded.library, &id) {
            loaded.faults.iter().for_each(|fault| talk(fault));
            if let Some((kind, _)) = loaded.library.origins.keys().find(|(_, known)| *known == id) {
                return Err(CliError::user(format!("`{id}` is a {kind}: such a thing cannot be tried"))
                    .hint(format!("`hearken playbook show {id}` prints it")));
            }
            let files = start.sources.shipped().into_iter().chain(start.sources.found().files);
            let hint = Edition::open(&files.collect::<Vec<_>>()).whereabouts(&self.id).unwrap_or(
                "`hearken playbook list` names everything that is loaded; name the file after the id".into(),
            );
            return Err(CliError::user(format!("nothing that can be tried is called `{}`", clean(&self.id))).hint(hint));
        }
        start.paths = Err("a trial keeps nothing".into());
        start.first.extend([Msg::Library(loaded), Msg::Try(id)]);
        home::open(start)
    }
}
