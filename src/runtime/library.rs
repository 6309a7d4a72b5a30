//! Reading playbooks: the compiled-in ones at once, the team's and the user's behind the first frame.

use std::{path::PathBuf, sync::Arc};

use crate::{
    app::msg::Loaded,
    coach::Index,
    playbook::{
        self, Diagnostic, SourceFile,
        model::{Kind, Layer, Library},
    },
    storage::{
        library::{self, Found, Kept},
        paths,
    },
};

/// Where playbooks come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Whether the whole shipped set is in force, and not only its emergencies.
    pub built_in: bool,
    /// The team's folders; later ones win.
    pub team: Vec<PathBuf>,
    /// The user's own folder.
    pub own: Option<PathBuf>,
}

impl Sources {
    /// The shipped files that are in force.
    pub fn shipped(&self) -> Vec<SourceFile> {
        if self.built_in { playbook::built_in() } else { playbook::built_in_emergency() }
    }

    /// Where files are looked for.
    pub fn places(&self) -> impl Iterator<Item = PathBuf> {
        self.team.iter().map(|place| paths::from_home(place)).chain(self.own.clone())
    }

    /// The files of the folders, and what there is not read.
    pub fn found(&self) -> Found {
        library::find(&self.team, self.own.as_deref())
    }
}

/// The shipped playbooks alone, without what is heard: no disk is read.
pub fn built_in(sources: &Sources) -> Loaded {
    let files = if sources.built_in { playbook::built_in_but_ear() } else { sources.shipped() };
    let playbook::Loaded { library, faults } = playbook::load(&files);
    derived(sources, library, &faults, Vec::new(), files.len())
}

/// Every playbook that is in force, read once.
pub fn read(sources: &Sources) -> Loaded {
    let mut reader = Reader::new(sources.clone());
    let found = reader.find();
    reader.load(found)
}

/// Reads playbooks again and again; a file that was broken since the last time counts as it was.
#[derive(Debug)]
pub struct Reader {
    sources: Sources,
    kept: Kept,
}

impl Reader {
    /// Nothing was read yet.
    pub fn new(sources: Sources) -> Reader {
        Reader { sources, kept: Kept::default() }
    }

    /// What lies in the folders now.
    pub fn find(&self) -> Found {
        self.sources.found()
    }

    /// What is in force with these files.
    pub fn load(&mut self, found: Found) -> Loaded {
        let mut files = self.sources.shipped();
        files.extend(found.files);
        let count = files.len();
        let (playbook::Loaded { library, faults }, out) = self.kept.load(files);
        let refused = found.faults.iter().map(ToString::to_string).collect();
        derived(&self.sources, library, &faults, refused, count - out.min(count))
    }
}

/// A library with what is derived from it.
fn derived(sources: &Sources, library: Library, found: &[Diagnostic], refused: Vec<String>, files: usize) -> Loaded {
    let mut faults = refused;
    faults.extend(found.iter().filter(|fault| fault.is_error()).map(Diagnostic::one_line));
    let index = if sources.built_in { Index::build(&library) } else { Index::build(&without_shipped(&library)) };
    Loaded { library: Arc::new(library), index: Arc::new(index), faults, files }
}

/// What is found where the shipped set was not asked for: its emergencies stay behind their key alone.
fn without_shipped(library: &Library) -> Library {
    let mut library = library.clone();
    let origins = std::mem::take(&mut library.origins);
    let ours = |kind: Kind, id: &_| origins.get(&(kind, Clone::clone(id))).is_none_or(|o| o.layer != Layer::BuiltIn);
    library.phrases.retain(|phrase| ours(Kind::Phrase, &phrase.id));
    library.scenarios.retain(|scenario| ours(Kind::Scenario, &scenario.id));
    library
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_set_is_in_force_without_a_disk() {
        let all = built_in(&Sources { built_in: true, ..Sources::default() });
        assert_eq!(all.faults, Vec::<String>::new());
        assert!(all.files > 5 && !all.index.find("refund", &[], 5).is_empty());
    }

    #[test]
    fn without_it_emergencies_stay_but_are_not_found() {
        let few = built_in(&Sources::default());
        assert!(few.library.scenario(&"suicide-risk".into()).is_some());
        assert!(few.library.framework(&"hear".into()).is_none());
        assert!(few.index.find("emergency", &[], 5).is_empty());
    }

    #[test]
    fn a_faulty_file_is_told_and_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("bad.yaml"), "title: [\n").expect("a file");
        std::fs::write(folder.path().join("good.yaml"), "title: Good\ntopics: [{id: lost-hat, title: Hats}]\n")
            .expect("a file");
        let sources = Sources { built_in: true, team: vec![folder.path().to_owned()], own: None };
        let loaded = read(&sources);
        assert!(loaded.library.topic(&"lost-hat".into()).is_some());
        assert!(loaded.faults.iter().any(|fault| fault.contains("bad.yaml:")), "{:?}", loaded.faults);
        assert_eq!(loaded.files, sources.shipped().len() + 1);
    }
}
