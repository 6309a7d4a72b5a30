//! Playbooks: from the text that a trainer wrote to the library that a call is led by.
//!
//! `tree` reads bytes into nodes with places, `source` decodes them into the shapes that authors write, `layer` lays the
//! files over each other, `check` makes the [`model`] of it. Every fault becomes a [`Diagnostic`] at its place; a file
//! with an error is left out whole, and the others still load.

pub mod builtin;
mod check;
pub mod diagnostic;
mod diff;
mod edition;
mod fault;
mod layer;
mod library;
pub mod model;
pub mod pattern;
mod place;
mod print;
pub mod schema;
pub mod skeleton;
mod source;
mod tree;

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use check::Given;
use fault::Faults;
use layer::{Book, Guard};
use model::{Layer, Library};
use place::Page;
use source::FileSource;

pub use builtin::{built_in, built_in_but_ear, built_in_emergency, emergency};
pub use check::nearest;
pub use diagnostic::{Diagnostic, Severity};
pub use diff::Change;
pub use edition::{Edition, Remark};
pub use tree::MAX_BYTES;

/// One playbook file as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its layer.
    pub layer: Layer,
    /// Its name as shown to people.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a load gave.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What is in force: every file without an error.
    pub library: Library,
    /// Everything that was found wrong, by file and place.
    pub faults: Vec<Diagnostic>,
}

/// Reads, merges and checks these files; within a layer later ones win. Never fails: a file with an error is left out
/// and told with all its faults.
pub fn load(files: &[SourceFile]) -> Loaded {
    let Laid { library, faults, pages, .. } = lay(&in_order(files), None);
    Loaded { library, faults: faults.diagnostics(&pages) }
}

/// Everything that [`load`] tells, and advice on what only the whole shows, for who writes a playbook: phrases that say
/// the same, ids that look alike, blanks that nobody fills, what has nothing to say, numbers that nobody looked up for a
/// year before `today`. Advice is a warning, and in other files than the built-in ones where there are others.
pub fn review(files: &[SourceFile], today: NaiveDate) -> Vec<Diagnostic> {
    let order = in_order(files);
    let mut whole = lay(&order, Some(today));
    for file in std::mem::take(&mut whole.overridden).into_iter().take(LAID_OVER) {
        let below = &order[..=file as usize];
        if below.last().is_some_and(|file| file.layer != Layer::BuiltIn) {
            whole.faults.take_values(&lay(below, None).faults, file);
        }
    }
    whole.faults.diagnostics(&whole.pages)
}

/// How many files that later ones lay over are checked by themselves too.
const LAID_OVER: usize = 16;

/// The files as they count: by their layers, within a layer as they came.
fn in_order(files: &[SourceFile]) -> Vec<&SourceFile> {
    let mut order: Vec<&SourceFile> = files.iter().collect();
    order.sort_by_key(|file| file.layer);
    order
}

/// What laying files over each other gave.
struct Laid {
    library: Library,
    faults: Faults,
    pages: Vec<Page>,
    /// Which of the files are kept.
    kept: Vec<bool>,
    /// Files of which a later one laid something over, unseen by the check.
    overridden: BTreeSet<u32>,
}

fn lay(order: &[&SourceFile], today: Option<NaiveDate>) -> Laid {
    let mut faults = Faults::default();
    let page =
        |(i, file): (usize, &&SourceFile)| tree::page(i as u32, file.layer, &file.name, &file.bytes, &mut faults);
    let (pages, sound): (Vec<Page>, Vec<bool>) = order.iter().enumerate().map(page).unzip();
    let sources = read(&pages, &sound, &mut faults);
    let mut kept: Vec<bool> = sources.iter().map(Option::is_some).collect();
    let (partial, deaf, overridden) = (is_partial(order), is_deaf(order), BTreeSet::new());
    let mut work = Work { pages: &pages, sources, excused: HashSet::new(), partial, deaf, today, overridden };
    for (source, page) in work.sources.iter().zip(&pages) {
        work.excused.extend(source.as_ref().map_or_else(|| tree::lost_ids(page), |source| source.lost.clone()));
    }
    work.guard(&mut faults);
    let mut round = 0;
    loop {
        let mut told = faults.clone();
        let mut library = work.merge(&kept, round == 0, &mut told);
        let bad = |i: usize, faults: &Faults| kept[i] && faults.has_error(i as u32) && pages[i].layer != Layer::BuiltIn;
        let mut out: Vec<usize> = (0..kept.len()).filter(|i| bad(*i, &told)).collect();
        if out.is_empty() {
            library.digest = digest(order.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(file, _)| *file));
            let overridden = work.overridden;
            return Laid { library, faults: told, pages, kept, overridden };
        }
        if out.iter().any(|i| bad(*i, &faults)) {
            out.retain(|i| bad(*i, &faults));
        } else if round < ONE_BY_ONE {
            out.truncate(1);
        }
        if round == 0 {
            work.sources = read(&pages, &sound, &mut Faults::default());
        }
        for i in out {
            kept[i] = false;
            faults.take(&told, i as u32);
            work.excuse(i);
        }
        round += 1;
    }
}

/// The files as their authors wrote them; nothing where the text of one is not `sound` or no playbook.
fn read(pages: &[Page], sound: &[bool], faults: &mut Faults) -> Vec<Option<FileSource>> {
    let mut sources = vec![];
    for (i, page) in pages.iter().enumerate() {
        let tree = if sound[i] { tree::parse(i as u32, page, faults) } else { None };
        sources.push(tree.and_then(|tree| source::read(tree, faults)));
    }
    sources
}

/// For how many rounds only the lowest faulty file is left out, so that nobody is blamed for what it did to others;
/// after that all are.
const ONE_BY_ONE: usize = 4;

/// Whether some built-in files were not asked for, so that the others may refer to nothing.
fn is_partial(files: &[&SourceFile]) -> bool {
    files.iter().filter(|file| file.layer == Layer::BuiltIn).count() < builtin::FILES.len()
}

/// Whether the built-in files are there without those for the ear.
fn is_deaf(files: &[&SourceFile]) -> bool {
    let ear = |file: &&SourceFile| builtin::EAR.iter().any(|(name, _)| file.name == *name);
    !is_partial(files) && !files.iter().filter(|file| file.layer == Layer::BuiltIn).any(ear)
}

struct Work<'a> {
    pages: &'a [Page],
    sources: Vec<Option<FileSource>>,
    excused: HashSet<String>,
    partial: bool,
    deaf: bool,
    today: Option<NaiveDate>,
    overridden: BTreeSet<u32>,
}

impl Work<'_> {
    /// Notes every attempt to take something of the emergency family away. Only what is built in counts for it.
    fn guard(&self, faults: &mut Faults) {
        if self.pages.iter().all(|page| page.layer == Layer::BuiltIn) {
            return;
        }
        let mut book = Book::default();
        let layers = self.pages.iter().map(|page| page.layer == Layer::BuiltIn);
        let (low, high): (Vec<_>, Vec<_>) = self.sources.iter().zip(layers).partition(|(_, built_in)| *built_in);
        for source in low.into_iter().filter_map(|(source, _)| source.as_ref()) {
            book.lay(source.clone(), self.pages, &self.excused, &mut Faults::default());
        }
        let guard = Guard::new(&book);
        high.into_iter().filter_map(|(source, _)| source.as_ref()).for_each(|source| guard.check(source, faults));
    }

    /// Lays the kept files over each other and checks the whole. The first round, which is mostly the only one, uses the
    /// sources up: they are as large as the files.
    fn merge(&mut self, kept: &[bool], first: bool, faults: &mut Faults) -> Library {
        let mut book = Book::default();
        for (source, kept) in self.sources.iter_mut().zip(kept) {
            let source = if first { source.take() } else { source.as_ref().filter(|_| *kept).cloned() };
            if let Some(source) = source {
                book.lay(source, self.pages, &self.excused, faults);
            }
        }
        self.overridden.append(&mut book.overridden);
        let Work { pages, excused, partial, deaf, today, .. } = self;
        let given = Given { pages, excused, partial: *partial, deaf: *deaf, today: *today };
        check::check(&book, &given, faults)
    }

    /// From now on nobody is blamed for referring to what this file defines.
    fn excuse(&mut self, file: usize) {
        let mut alone = Book::default();
        if let Some(source) = &self.sources[file] {
            alone.lay(source.clone(), self.pages, &self.excused, &mut Faults::default());
        }
        self.excused.extend(alone.ids());
    }
}

/// A digest over layer, name and content of files, as hexadecimal digits.
pub fn digest<'a>(files: impl IntoIterator<Item = &'a SourceFile>) -> String {
    let mut sha = Sha256::new();
    for file in files {
        let layer = match file.layer {
            Layer::BuiltIn => [0, 0],
            Layer::Team(n) => [1, n],
            Layer::Own => [2, 0],
        };
        sha.update(layer);
        for part in [file.name.as_bytes(), file.bytes.as_slice()] {
            sha.update((part.len() as u64).to_le_bytes());
            sha.update(part);
        }
    }
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
