//! From what authors wrote, merged, to what the program works with; every fault on the way at its place.

mod advice;
mod age;
mod blanks;
mod callers;
mod listening;
mod looks;
mod names;
mod phrases;
mod reach;
mod remarks;
mod scenarios;
mod scorecards;
mod twins;
mod wording;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::{
    diagnostic::Severity,
    fault::{Fault, Faults},
    layer::Book,
    model::{Background, Id, Kind, Label, Layer, Library},
    place::{Located, Page, Span},
    source::{self, LabelSource, Text, form::MAX_ID},
};
use crate::text::is_unsafe;
use names::Names;

pub use names::nearest;

/// What the check may take as given.
pub struct Given<'a> {
    /// The files.
    pub pages: &'a [Page],
    /// Ids whose absence is told elsewhere: they stand in files or parts that were left out.
    pub excused: &'a HashSet<String>,
    /// Whether built-in files may refer to built-in files that were not asked for.
    pub partial: bool,
    /// Whether what only the ear needs was not asked for, so that nothing is known of moves and cautions.
    pub deaf: bool,
    /// The day, where advice on the whole is wanted.
    pub today: Option<NaiveDate>,
}

/// The library of a book. What is faulty is noted and left out.
pub fn check(book: &Book, given: &Given<'_>, faults: &mut Faults) -> Library {
    let names = Names::new(book, given.pages, faults);
    let mut checker = Checker { given, book, faults, names: &names, origins: BTreeMap::new(), absent: HashSet::new() };
    for title in &book.titles {
        checker.text(title);
    }
    let mut library = Library {
        frameworks: book.frameworks.iter().filter_map(|x| checker.framework(x)).collect(),
        scenarios: book.scenarios.iter().filter_map(|x| checker.scenario(x)).collect(),
        emotions: book.emotions.iter().filter_map(|x| checker.emotion(x)).collect(),
        phrases: book.phrases.iter().filter_map(|x| checker.phrase(x)).collect(),
        contacts: book.contacts.iter().filter_map(|x| checker.contact(x)).collect(),
        cues: book.cues.iter().filter_map(|x| checker.cue(x)).collect(),
        wording: book.wording.iter().filter_map(|x| checker.turn(x)).collect(),
        callers: book.callers.iter().filter_map(|x| checker.caller(x)).collect(),
        scorecards: book.scorecards.iter().filter_map(|x| checker.scorecard(x)).collect(),
        languages: book.languages.iter().filter_map(|x| checker.language(x)).collect(),
        industries: checker.labels(&book.industries, Kind::Industry),
        channels: checker.labels(&book.channels, Kind::Channel),
        topics: checker.labels(&book.topics, Kind::Topic),
        dispositions: checker.labels(&book.dispositions, Kind::Disposition),
        ..Library::default()
    };
    library.origins = checker.origins;
    if let Some(today) = given.today {
        advice::advise(book, given, &names, today, faults);
    }
    library
}

/// How many columns a title has.
const TITLE: usize = 40;

struct Checker<'a> {
    given: &'a Given<'a>,
    book: &'a Book,
    faults: &'a mut Faults,
    names: &'a Names<'a>,
    origins: BTreeMap<(Kind, Id), super::model::Origin>,
    /// What was already told to be out of force, by file and the first part of its id.
    absent: HashSet<(u32, String)>,
}

impl Checker<'_> {
    /// Notes where a thing comes from.
    fn origin(&mut self, kind: Kind, id: &Id, at: Span) {
        if let Some(page) = self.given.pages.get(at.file as usize) {
            self.origins.insert((kind, id.clone()), page.origin(at));
        }
    }

    /// An id of its own: letters, digits, `-`, and `.` where `dots` says so.
    fn id(&mut self, id: &Text, dots: bool) -> Option<Id> {
        let text = &id.value;
        let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || (dots && c == '.');
        let edge = |c: char| !c.is_ascii_alphanumeric();
        if text.len() > MAX_ID {
            let fault = Fault::error("HK0301", id.at, format!("an id has at most {MAX_ID} letters"));
            self.faults.add(fault.fix("choose a shorter one"));
            return None;
        }
        if let Some((i, c)) = text.char_indices().find(|(_, c)| !good(*c)) {
            let at = self.spot(id, i);
            let code = if c.is_ascii() || is_unsafe(c) { String::new() } else { format!(" (U+{:04X})", c as u32) };
            let fault = Fault::error("HK0301", at, format!("an id cannot hold `{c}`{code}"));
            self.faults.add(fault.fix(match c {
                '.' => "write the last part only: the whole id is put together from where it stands",
                _ if dots => "use plain letters (a to z), digits, `-` and `.`",
                _ => "use plain letters (a to z), digits and `-`",
            }));
            return None;
        }
        if text.starts_with(edge) || text.ends_with(edge) || text.contains("..") {
            let fault = Fault::error("HK0301", id.at, "an id begins and ends with a letter or a digit");
            self.faults.add(fault.fix("take the `-` or `.` at its edge away, and write one `.` at a time"));
            return None;
        }
        Some(Id::from(text.as_str()))
    }

    /// A field that must be there.
    fn need(&mut self, field: &Option<Text>, name: &str, of: Of<'_>) -> Option<String> {
        match field {
            Some(text) => self.text(text),
            None => {
                self.missing(name, of);
                None
            }
        }
    }

    /// A field that may be there.
    fn may(&mut self, field: &Option<Text>) -> Option<String> {
        field.as_ref().and_then(|text| self.text(text))
    }

    /// What stands behind a thing.
    fn background(&mut self, remark: &Option<Text>, sources: &source::Given<Vec<Text>>) -> Background {
        Background { remark: self.may(remark), sources: self.texts(sources) }
    }

    /// Tells that a field is missing, unless something in the same place was already found wrong.
    fn missing(&mut self, name: &str, of: Of<'_>) {
        if self.given.excused.contains(of.id) {
            let message = format!("`{}` is not in force: the file with the rest of it was left out", of.id);
            self.faults.add(Fault::warning("HK0607", of.at, message).fix("mend that file first"));
        } else if self.book.removed.contains(of.id) {
            let fault = Fault::error("HK0203", of.at, format!("the {} `{}` has no `{name}`", of.kind, of.id));
            self.faults.add(fault.fix("it was removed: give all of it, or take it out of `remove`"));
        } else if !self.faults.touched_inside(of.at) {
            let fault = Fault::error("HK0203", of.at, format!("the {} `{}` has no `{name}`", of.kind, of.id));
            self.faults.add(fault.label("incomplete").fix(format!("add `{name}:`")));
        }
    }

    /// One of a few words, or the default where nothing stands.
    fn choice<T: Copy + Default>(&mut self, field: &Option<Text>, options: &[(&str, T)]) -> T {
        let Some(text) = field else { return T::default() };
        if let Some((_, value)) = options.iter().find(|(name, _)| *name == text.value) {
            return *value;
        }
        let known: Vec<&str> = options.iter().map(|(name, _)| *name).collect();
        let fault = Fault::error("HK0304", text.at, format!("`{}` is not possible here", text.value));
        let near = nearest(&text.value, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        self.faults.add(fault.fix(format!("possible here: {}", known.join(", "))).maybe_fix(near));
        T::default()
    }

    /// An id that names something; nothing where it does not, which is told unless it is no fault of this file.
    fn refer(&mut self, id: &Text, wanted: &[Kind], what: &str) -> Option<Id> {
        let found = self.names.kind(&id.value);
        if found.is_some_and(|kind| wanted.contains(&kind)) {
            return Some(Id::from(id.value.as_str()));
        }
        if self.is_excused(id) {
            return None;
        }
        if self.faults.is_full(id.at.file) {
            return None;
        }
        let candidates = self.names.of_kinds(wanted);
        let step = candidates.iter().find(|name| name.starts_with(&format!("{}.", id.value)));
        let (message, fix) = match found {
            Some(Kind::Framework) if step.is_some() => {
                let step = step.map_or("", |step| step);
                (
                    format!("`{}` is a framework, a {what} is wanted", id.value),
                    Some(format!("name a step, such as `{step}`")),
                )
            }
            Some(kind) => (format!("`{}` is {}, a {what} is wanted", id.value, names::word(kind)), None),
            None => (format!("there is no {what} `{}`", id.value), None),
        };
        let near = nearest(&id.value, candidates.iter().copied()).or_else(|| self.nearest_excused(&id.value));
        let near = near.or_else(|| candidates.iter().copied().find(|name| name.ends_with(&format!(".{}", id.value))));
        let near = near.map(|near| format!("did you mean `{near}`?"));
        let fault = Fault::error("HK0401", id.at, message).label(format!("no such {what}"));
        let fault = fault.fix("correct the id, or define what it names");
        self.faults.add(fault.maybe_fix(near).maybe_fix(fix).maybe_fix(names::several(&id.value)));
        None
    }

    /// What a file that was left out defines may be meant too.
    fn nearest_excused(&self, wrong: &str) -> Option<&str> {
        let mut names: Vec<&str> = self.given.excused.iter().map(String::as_str).collect();
        names.sort_unstable();
        nearest(wrong, names.into_iter())
    }

    /// Whether the absence of what an id names is no fault of the file that names it.
    fn is_excused(&mut self, id: &Text) -> bool {
        let inside = id.value.match_indices('.').any(|(i, _)| self.given.excused.contains(&id.value[..i]));
        if inside || self.given.excused.contains(&id.value) {
            let root = id.value.split('.').next().unwrap_or_default().to_string();
            if self.absent.insert((id.at.file, root)) {
                let message = format!("`{}` is not in force: the file that has it was left out", id.value);
                self.faults.add(Fault::warning("HK0607", id.at, message).fix("mend that file first"));
            }
            return true;
        }
        let built_in = self.given.pages.get(id.at.file as usize).is_some_and(|page| page.layer == Layer::BuiltIn);
        self.book.removed.contains(&id.value) || (built_in && self.given.partial)
    }

    fn labels(&mut self, list: &[Located<LabelSource>], kind: Kind) -> Vec<Label> {
        list.iter().filter_map(|label| self.label(label, kind)).collect()
    }

    fn label(&mut self, label: &Located<LabelSource>, kind: Kind) -> Option<Label> {
        let id = self.id(label.value.id.as_ref()?, true);
        let of = Of { kind: &kind.to_string(), id: &label.value.id.as_ref()?.value, at: label.at };
        let title = self.need(&label.value.title, "title", of);
        self.narrow(&label.value.title, &title, TITLE);
        let background = self.background(&label.value.remark, &label.value.sources);
        let id = id?;
        self.origin(kind, &id, label.at);
        Some(Label { id, title: title?, background })
    }

    /// A list longer than a person takes in.
    fn short_list(&mut self, count: usize, at: Span) {
        if count > 9 {
            let fault = Fault::warning("HK0603", at, format!("this list has {count} lines; people take in nine"));
            self.faults.add(fault.fix("split the list or drop what is not needed"));
        }
    }

    fn add(&mut self, severity: Severity, code: &'static str, at: Span, message: String, fix: &str) {
        let fault = Fault { severity, ..Fault::error(code, at, message) };
        self.faults.add(fault.fix(fix));
    }
}

/// The thing whose fields are looked at.
#[derive(Clone, Copy)]
struct Of<'a> {
    kind: &'a str,
    id: &'a str,
    at: Span,
}

#[cfg(test)]
mod tests;
