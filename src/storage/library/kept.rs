//! The last good version of each file: what a broken save falls back on.

use std::collections::{BTreeMap, HashSet};

use crate::playbook::{self, Diagnostic, Loaded, SourceFile, model::Layer};

/// What every file held when it last was in force.
#[derive(Debug, Default)]
pub struct Kept {
    good: BTreeMap<(Layer, String), Vec<u8>>,
}

impl Kept {
    /// Loads these files; one with an error counts as it last was without. The faults are those of the files as they
    /// are. Answers, beside what is in force, how many files are not in force as they are: left out, or kept as they were.
    pub fn load(&mut self, mut files: Vec<SourceFile>) -> (Loaded, usize) {
        let first = playbook::load(&files);
        let faults = first.faults.clone();
        let mut loaded = first;
        // What a kept version took away may have been what another file relied on: that one is kept as well.
        while self.fall_back(&mut files, &faulty(&loaded.faults)) {
            loaded = playbook::load(&files);
        }
        let out = faulty(&loaded.faults);
        for file in files.into_iter().filter(|file| !out.contains(file.name.as_str())) {
            self.good.insert((file.layer, file.name), file.bytes);
        }
        let (told, out) = (faulty(&faults).len(), out.len());
        (Loaded { library: loaded.library, faults }, told.max(out))
    }

    /// Takes each of these files back to its good version; whether there was one that differs.
    fn fall_back(&self, files: &mut [SourceFile], wrong: &HashSet<&str>) -> bool {
        let mut changed = false;
        for file in files.iter_mut().filter(|file| wrong.contains(file.name.as_str())) {
            let good = self.good.get(&(file.layer, file.name.clone()));
            if let Some(good) = good.filter(|good| **good != file.bytes) {
                file.bytes.clone_from(good);
                changed = true;
            }
        }
        changed
    }
}

/// The files that have an error.
fn faulty(faults: &[Diagnostic]) -> HashSet<&str> {
    faults.iter().filter(|fault| fault.is_error()).map(|fault| fault.file.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::model::Id;

    const HATS: &str = "title: Hats\ntopics: [{id: hat, title: A hat}]\n";

    fn files(of: &[(&str, &str)]) -> Vec<SourceFile> {
        let file = |(name, text): &(&str, &str)| SourceFile {
            layer: Layer::Own,
            name: (*name).into(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut all = playbook::built_in_but_ear();
        all.extend(of.iter().map(file));
        all
    }

    fn topic(loaded: &Loaded, id: &str) -> Option<String> {
        loaded.library.topic(&Id::from(id)).map(|topic| topic.title.clone())
    }

    #[test]
    fn a_broken_save_keeps_what_was_good() {
        let mut kept = Kept::default();
        let (loaded, out) = kept.load(files(&[("hats.yaml", HATS)]));
        assert_eq!((topic(&loaded, "hat").as_deref(), out), (Some("A hat"), 0));
        let (loaded, out) = kept.load(files(&[("hats.yaml", "title: Hats\ntopics: [{id: hat, titel: Cap}]\n")]));
        assert_eq!((topic(&loaded, "hat").as_deref(), out), (Some("A hat"), 1));
        assert_eq!(loaded.faults.len(), 1, "{:?}", loaded.faults);
        assert_eq!((loaded.faults[0].line, loaded.faults[0].column), (2, 20));
        let (loaded, out) = kept.load(files(&[("hats.yaml", &HATS.replace("A hat", "A cap"))]));
        assert_eq!((topic(&loaded, "hat").as_deref(), out, loaded.faults.len()), (Some("A cap"), 0, 0));
    }

    #[test]
    fn a_file_that_never_was_good_is_left_out() {
        let (loaded, out) = Kept::default().load(files(&[("bad.yaml", "title: [\n"), ("hats.yaml", HATS)]));
        assert_eq!((topic(&loaded, "hat").as_deref(), out), (Some("A hat"), 1));
    }

    #[test]
    fn a_file_that_is_gone_is_gone() {
        let mut kept = Kept::default();
        kept.load(files(&[("hats.yaml", HATS)]));
        let (loaded, out) = kept.load(files(&[]));
        assert_eq!((topic(&loaded, "hat"), out), (None, 0));
    }

    #[test]
    fn who_relied_on_the_broken_part_stays_as_it_was_too() {
        let uses = "title: Uses\nphrases: [{id: hat-1, for: [hold, hat], say: Your hat is here.}]\n";
        let mut kept = Kept::default();
        kept.load(files(&[("hats.yaml", HATS), ("uses.yaml", uses)]));
        // Both change in one go, and the one that the other now needs is broken.
        let new = uses.replace("hold, hat]", "hold, cap]");
        let broken = "title: Hats\ntopics: [{id: cap, titel: A cap}]\n";
        let (loaded, out) = kept.load(files(&[("hats.yaml", broken), ("uses.yaml", &new)]));
        let phrase = loaded.library.phrase(&Id::from("hat-1")).expect("kept");
        assert_eq!(phrase.places, [Id::from("hold"), Id::from("hat")]);
        assert_eq!(out, 1);
        assert!(loaded.faults.iter().filter(|fault| fault.is_error()).all(|fault| fault.file == "hats.yaml"));
    }
}
