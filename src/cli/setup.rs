//! What every verb starts from: where things lie, the settings, the playbook files.

use std::path::PathBuf;

use crate::{
    app::{config::Config, keymap::Keymap},
    cli::{CliError, args::Overrides, talk},
    playbook::{self, SourceFile, model::Layer},
    runtime::{effects::retention, library::Sources, surroundings::THEMES},
    storage::{
        config::{self, Loaded},
        journal::Journal,
        library::{self, Found, Refused},
        paths::Paths,
    },
    text::clean,
};

/// Places and settings; what of it cannot be had is told by the verb that needs it.
#[derive(Debug)]
pub struct Setup {
    overrides: Overrides,
    paths: Result<Paths, CliError>,
    /// Every setting that is right.
    config: Config,
    /// What is wrong with the others.
    faults: Option<CliError>,
}

impl Setup {
    /// Finds the places and reads the settings.
    pub fn read(overrides: Overrides) -> Setup {
        let paths = Paths::find(overrides.data_dir.as_deref(), overrides.config.as_deref()).map_err(CliError::from);
        let (config, faults) = match &paths {
            Ok(paths) => settings(paths),
            Err(_) => (Config::default(), None),
        };
        Setup { overrides, paths, config, faults }
    }

    /// The places.
    ///
    /// # Errors
    /// Where the user has no home and named none.
    pub fn paths(&self) -> Result<&Paths, CliError> {
        self.paths.as_ref().map_err(Clone::clone)
    }

    /// The settings.
    ///
    /// # Errors
    /// Where they have faults.
    pub fn config(&self) -> Result<&Config, CliError> {
        self.faults.clone().map_or(Ok(&self.config), Err)
    }

    /// Those settings that are right, whatever the others are.
    pub fn sound_config(&self) -> &Config {
        &self.config
    }

    /// The keys as the settings have them.
    ///
    /// # Errors
    /// Where the settings have faults.
    pub fn keymap(&self) -> Result<Keymap, CliError> {
        Keymap::with(&self.config()?.keys).map_err(|faults| {
            let lines: Vec<String> =
                faults.iter().map(|(act, fault)| format!("keys: {act}: {}", clean(fault))).collect();
            CliError::user(lines.join("\n"))
        })
    }

    /// The theme that was named, if any.
    ///
    /// # Errors
    /// Where there is none of this name.
    pub fn theme(&self) -> Result<Option<String>, CliError> {
        match &self.overrides.theme {
            Some(name) if !THEMES.contains(&name.as_str()) => {
                Err(CliError::user(format!("there is no theme `{}`", clean(name)))
                    .hint(format!("there are {}", THEMES.join(", "))))
            }
            named => Ok(named.clone()),
        }
    }

    /// Where playbooks come from: the settings' folders first, then those that were named.
    pub fn sources(&self) -> Sources {
        let mut team: Vec<PathBuf> = self.config.playbooks.iter().map(PathBuf::from).collect();
        team.extend(self.overrides.playbooks.iter().cloned());
        let own = self.paths.as_ref().ok().map(|paths| paths.playbooks.clone());
        Sources { built_in: !self.overrides.no_builtin, team, own }
    }

    /// The store, where there is one; none is made to be looked into.
    ///
    /// # Errors
    /// Where the user has no home, or the store cannot be opened.
    pub fn journal(&self) -> Result<Option<Journal>, CliError> {
        let data = &self.paths()?.data;
        if !Journal::is_in(data) {
            return Ok(None);
        }
        // Who only reads has nothing to be told of.
        Ok(Some(Journal::open(data, retention(&self.config), |_| ())?))
    }

    /// Every playbook file that would be loaded. What cannot be read is told on the way.
    ///
    /// # Errors
    /// Where the settings have faults.
    pub fn files(&self) -> Result<Vec<SourceFile>, CliError> {
        let Found { files, faults } = self.found()?;
        faults.iter().for_each(|place| talk(&format!("warning: {place}")));
        Ok(files)
    }

    /// Every playbook file that would be loaded, and what cannot be read.
    ///
    /// # Errors
    /// Where the settings have faults.
    pub fn found(&self) -> Result<Found, CliError> {
        self.config()?;
        let sources = self.sources();
        let Found { files, faults } = sources.found();
        Ok(Found { files: sources.shipped().into_iter().chain(files).collect(), faults })
    }

    /// The shipped files and those that are named, which need not lie in any layer's folder, with what of these cannot be
    /// read; and how many were named.
    pub fn found_and(&self, named: &[PathBuf]) -> (Found, usize) {
        let Found { files, mut faults } = library::named(named);
        let count = files.len();
        for (n, place) in named.iter().enumerate() {
            let own = Layer::Team(u8::try_from(n).unwrap_or(u8::MAX));
            let name = clean(&place.to_string_lossy());
            if place.is_dir() && files.iter().all(|file| file.layer != own) && faults.iter().all(|f| f.name != name) {
                let (reason, fix) = ("no .yaml file is in it".into(), "name a folder with playbooks".into());
                faults.push(Refused { name, reason, fix });
            }
        }
        (Found { files: over(self.sources().shipped(), files), faults }, count)
    }
}

/// Named files over the shipped ones. One that holds what a shipped file holds is that file, not one that repeats it: so
/// the shipped set can be checked where it is written.
fn over(shipped: Vec<SourceFile>, named: Vec<SourceFile>) -> Vec<SourceFile> {
    let mut all: Vec<SourceFile> =
        shipped.into_iter().filter(|file| named.iter().all(|named| named.bytes != file.bytes)).collect();
    let built_in = playbook::built_in();
    all.extend(named.into_iter().map(|file| {
        let same = built_in.iter().any(|shipped| shipped.bytes == file.bytes);
        SourceFile { layer: if same { Layer::BuiltIn } else { file.layer }, ..file }
    }));
    all
}

/// The settings that are right, and what is wrong with the others as one error.
fn settings(paths: &Paths) -> (Config, Option<CliError>) {
    match config::load_files(&paths.config, Some(&paths.system_config)) {
        Ok(Loaded { config, faults }) if faults.is_empty() => (config, None),
        Ok(Loaded { config, faults }) => {
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            (config, Some(CliError::user(lines.join("\n"))))
        }
        Err(fault) => (Config::default(), Some(CliError::from(fault))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shipped_file_is_itself_and_not_a_repetition() {
        let shipped = playbook::built_in();
        let copies: Vec<SourceFile> = shipped
            .iter()
            .map(|file| SourceFile { layer: Layer::Own, name: format!("playbooks/{}", file.name), ..file.clone() })
            .collect();
        let all = over(shipped.clone(), copies);
        assert_eq!(all.len(), shipped.len());
        assert!(all.iter().all(|file| file.layer == Layer::BuiltIn && file.name.starts_with("playbooks/")));
    }

    #[test]
    fn any_other_file_lies_over_the_shipped_ones() {
        let file = SourceFile { layer: Layer::Own, name: "mine.yaml".into(), bytes: b"title: Mine\n".to_vec() };
        let shipped = playbook::built_in();
        let all = over(shipped.clone(), vec![file.clone()]);
        assert_eq!(all.len(), shipped.len() + 1);
        assert_eq!(all.last(), Some(&file));
    }
}
