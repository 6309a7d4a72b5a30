//! The layers laid over each other: built-in, then team folders, then the user's own. Things merge by their ids, fields
//! given replace, `remove:` hides.

mod emergency;

use std::collections::{HashMap, HashSet};

use super::{
    check::nearest,
    fault::{Fault, Faults},
    place::{Located, Page, Span},
    source::{
        ContactSource, EmotionSource, FileSource, FrameworkSource, ItemSource, LabelSource, PhraseSource,
        ScenarioSource, StepSource, Text,
    },
};

pub use emergency::{Guard, HUB};

/// Everything that is in force, still as authors wrote it.
#[derive(Debug, Default)]
pub struct Book {
    /// Ways through a call.
    pub frameworks: Vec<Located<FrameworkSource>>,
    /// Sentences.
    pub phrases: Vec<Located<PhraseSource>>,
    /// Hard moments.
    pub scenarios: Vec<Located<ScenarioSource>>,
    /// How callers feel.
    pub emotions: Vec<Located<EmotionSource>>,
    /// Industries.
    pub industries: Vec<Located<LabelSource>>,
    /// What callers ring about.
    pub topics: Vec<Located<LabelSource>>,
    /// Channels.
    pub channels: Vec<Located<LabelSource>>,
    /// How a call may have ended.
    pub dispositions: Vec<Located<LabelSource>>,
    /// Numbers per country.
    pub contacts: Vec<Located<ContactSource>>,
    /// What the files are called, for people.
    pub titles: Vec<Text>,
    /// Ids that some file removed: who still refers to them is not at fault.
    pub removed: HashSet<String>,
}

impl Book {
    /// Lays a file over what is there. `excused` are ids whose absence is not this file's fault.
    pub fn lay(&mut self, file: FileSource, pages: &[Page], excused: &HashSet<String>, faults: &mut Faults) {
        if file.title.is_none() && !faults.touched(file.at) {
            let at = Span { end: file.at.start, ..file.at };
            let fault = Fault::error("HK0203", at, "the file has no `title`");
            faults.add(fault.fix("add a line such as `title: Parcel desk`"));
        }
        self.titles.extend(file.title);
        self.remove(&file.remove, excused, faults);
        let into = &mut Laying { pages, faults };
        absorb(&mut self.frameworks, file.frameworks, into);
        absorb(&mut self.phrases, file.phrases, into);
        absorb(&mut self.scenarios, file.scenarios, into);
        absorb(&mut self.emotions, file.emotions, into);
        absorb(&mut self.industries, file.industries, into);
        absorb(&mut self.topics, file.topics, into);
        absorb(&mut self.channels, file.channels, into);
        absorb(&mut self.dispositions, file.dispositions, into);
        absorb(&mut self.contacts, file.contacts, into);
    }

    fn remove(&mut self, ids: &[Text], excused: &HashSet<String>, faults: &mut Faults) {
        if ids.is_empty() {
            return;
        }
        // What was refused is not done: others would be blamed for what is missing then.
        let allowed = ids.iter().filter(|id| !faults.touched(id.at));
        let mut gone = Gone { wanted: allowed.map(|id| (id.value.as_str(), id.at)).collect(), hit: HashSet::new() };
        gone.sweep(&mut self.frameworks, "");
        gone.sweep(&mut self.phrases, "");
        gone.sweep(&mut self.scenarios, "");
        gone.sweep(&mut self.emotions, "");
        gone.sweep(&mut self.industries, "");
        gone.sweep(&mut self.topics, "");
        gone.sweep(&mut self.channels, "");
        gone.sweep(&mut self.dispositions, "");
        gone.sweep(&mut self.contacts, "");
        let hit = gone.hit;
        for id in ids {
            if !hit.contains(&id.value)
                && !excused.contains(&id.value)
                && !faults.is_full(id.at.file)
                && !faults.touched(id.at)
            {
                let all = self.ids();
                let near = nearest(&id.value, all.iter().map(String::as_str));
                let fault = Fault::error("HK0404", id.at, format!("no lower layer has `{}` to remove", id.value));
                let fault = fault.label("nothing to remove").fix("correct the id, or take it out of `remove`");
                faults.add(fault.maybe_fix(near.map(|near| format!("did you mean `{near}`?"))));
            }
        }
        self.removed.extend(hit);
    }

    /// Every id that `remove:` could name.
    pub fn ids(&self) -> Vec<String> {
        let mut all = vec![];
        names(&self.frameworks, "", &mut all);
        names(&self.phrases, "", &mut all);
        names(&self.scenarios, "", &mut all);
        names(&self.emotions, "", &mut all);
        names(&self.industries, "", &mut all);
        names(&self.topics, "", &mut all);
        names(&self.channels, "", &mut all);
        names(&self.dispositions, "", &mut all);
        names(&self.contacts, "", &mut all);
        all
    }
}

struct Laying<'a> {
    pages: &'a [Page],
    faults: &'a mut Faults,
}

/// Something with an id that a higher layer may change in part.
trait Part: Default {
    const KIND: &'static str;

    /// By what it merges.
    fn key(&self) -> Option<&Text>;

    /// Takes over the fields that are given.
    fn take(&mut self, new: Self, into: &mut Laying<'_>);

    /// Removes parts of itself, which is called `id`.
    fn sweep(&mut self, _id: &str, _gone: &mut Gone<'_>) {}

    /// The full ids of its parts.
    fn names(&self, _id: &str, _all: &mut Vec<String>) {}

    /// Its full id inside what is called `outer`.
    fn full(&self, outer: &str) -> Option<String> {
        let key = &self.key()?.value;
        Some(if outer.is_empty() { key.clone() } else { format!("{outer}.{key}") })
    }
}

fn absorb<T: Part>(have: &mut Vec<Located<T>>, new: Vec<Located<T>>, into: &mut Laying<'_>) {
    if new.is_empty() {
        return;
    }
    let keyed = |(i, part): (usize, &Located<T>)| part.value.key().map(|key| (key.value.clone(), i));
    let mut index: HashMap<String, usize> = have.iter().enumerate().filter_map(keyed).collect();
    for part in new {
        let Some(key) = part.value.key().cloned() else {
            if !into.faults.touched(part.at) {
                let fault = Fault::error("HK0203", part.at, format!("this {} has no `id`", T::KIND));
                into.faults.add(fault.fix("give it one: letters, digits and `-`"));
            }
            continue;
        };
        let place = *index.entry(key.value.clone()).or_insert(have.len());
        if let Some(old) = have.get_mut(place) {
            if old.at.file == part.at.file {
                let first = old.value.key().map_or(old.at, |key| key.at);
                let lines =
                    into.pages.get(key.at.file as usize).map_or(String::new(), |page| page.lines_of(first, key.at));
                let message = format!("two {}s are called `{}`: {lines}", T::KIND, key.value);
                into.faults.add(Fault::error("HK0302", key.at, message).label("again").fix("rename one of them"));
                continue;
            }
            old.at = part.at;
            old.value.take(part.value, into);
        } else {
            let mut value = T::default();
            value.take(part.value, into);
            have.push(Located { value, at: part.at });
        }
    }
}

/// What one file removes.
struct Gone<'a> {
    wanted: HashMap<&'a str, Span>,
    hit: HashSet<String>,
}

impl Gone<'_> {
    /// Removes parts of a list; where something went, the place that asked for it.
    fn sweep<T: Part>(&mut self, list: &mut Vec<Located<T>>, outer: &str) -> Option<Span> {
        let mut asked = None;
        list.retain_mut(|part| {
            let Some(id) = part.value.full(outer) else { return true };
            if let Some(at) = self.wanted.get(id.as_str()) {
                asked = Some(*at);
                let mut inner = vec![];
                part.value.names(&id, &mut inner);
                self.hit.extend(inner);
                self.hit.insert(id);
                return false;
            }
            part.value.sweep(&id, self);
            true
        });
        asked
    }
}

fn names<T: Part>(list: &[Located<T>], outer: &str, all: &mut Vec<String>) {
    for part in list {
        if let Some(id) = part.value.full(outer) {
            part.value.names(&id, all);
            all.push(id);
        }
    }
}

/// Lists of parts inside a part.
fn absorb_inner<T: Part>(
    have: &mut Option<Located<Vec<Located<T>>>>,
    new: Option<Located<Vec<Located<T>>>>,
    into: &mut Laying<'_>,
) {
    if let Some(new) = new {
        let have = have.get_or_insert_with(|| Located { value: vec![], at: new.at });
        have.at = new.at;
        absorb(&mut have.value, new.value, into);
    }
}

fn sweep_inner<T: Part>(list: &mut Option<Located<Vec<Located<T>>>>, id: &str, gone: &mut Gone<'_>) {
    if let Some(list) = list
        && let Some(asked) = gone.sweep(&mut list.value, id)
    {
        list.at = asked;
    }
}

/// Fields given replace.
macro_rules! replace {
    ($old:ident, $new:ident: $($field:ident),*) => { $( if $new.$field.is_some() { $old.$field = $new.$field; } )* };
}

impl Part for FrameworkSource {
    const KIND: &'static str = "framework";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, into: &mut Laying<'_>) {
        replace!(self, new: id, title, audience, use_when, target);
        absorb_inner(&mut self.steps, new.steps, into);
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.steps, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.steps.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for StepSource {
    const KIND: &'static str = "step";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, into: &mut Laying<'_>) {
        replace!(self, new: id, title, goal, done_when, move_on, pitfall, share);
        absorb_inner(&mut self.items, new.items, into);
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.items, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.items.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for ItemSource {
    const KIND: &'static str = "item";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref().or(self.borrowed.as_ref())
    }

    fn full(&self, outer: &str) -> Option<String> {
        match (&self.id, &self.borrowed) {
            (None, Some(borrowed)) => Some(borrowed.value.clone()),
            (id, _) => id.as_ref().map(|id| format!("{outer}.{}", id.value)),
        }
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, text, killer, because, borrowed);
    }
}

impl Part for PhraseSource {
    const KIND: &'static str = "phrase";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, places, say, segments, when, not_in, source, verbatim);
    }
}

impl Part for ScenarioSource {
    const KIND: &'static str = "scenario";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, into: &mut Laying<'_>) {
        replace!(self, new: id, title, short, goal, signs, heard, emergency, severe, branches, returns, never);
        replace!(self, new: record, remark, sources);
        if let Some(room) = new.room {
            let mut old = self.room.take().map(|room| room.value).unwrap_or_default();
            let given = room.value;
            replace!(old, given: framework, clock, budget, wording);
            self.room = Some(Located { value: old, at: room.at });
        }
        absorb_inner(&mut self.items, new.items, into);
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.items, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.items.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for EmotionSource {
    const KIND: &'static str = "emotion";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, title, word, signs, approach, avoid);
    }
}

impl Part for LabelSource {
    const KIND: &'static str = "label";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, title);
    }
}

impl Part for ContactSource {
    const KIND: &'static str = "contact";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, country, scenario, name, number, checked, source);
    }
}

#[cfg(test)]
mod tests;
