//! The layers laid over each other: built-in, then team folders, then the user's own. Things merge by their ids, fields
//! given replace, `remove:` hides.

mod emergency;
mod part;
mod shelf;

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::{
    check::nearest,
    fault::{Fault, Faults},
    place::{Page, Span},
    source::{
        CallerSource, ContactSource, CueSource, EmotionSource, FileSource, FrameworkSource, LabelSource,
        LanguageSource, PhraseSource, ScenarioSource, ScorecardSource, Text, WordingSource,
    },
};

pub use emergency::{Guard, HUB};
pub use part::{Field, Fields};
pub use shelf::{Clash, Laying, Shelf};

use shelf::Gone;

/// Everything that is in force, still as authors wrote it.
#[derive(Debug, Default, Serialize)]
pub struct Book {
    /// Ways through a call.
    pub frameworks: Shelf<FrameworkSource>,
    /// Sentences.
    pub phrases: Shelf<PhraseSource>,
    /// Hard moments.
    pub scenarios: Shelf<ScenarioSource>,
    /// How callers feel.
    pub emotions: Shelf<EmotionSource>,
    /// Industries.
    pub industries: Shelf<LabelSource>,
    /// What callers ring about.
    pub topics: Shelf<LabelSource>,
    /// Channels.
    pub channels: Shelf<LabelSource>,
    /// How a call may have ended.
    pub dispositions: Shelf<LabelSource>,
    /// Numbers per country.
    pub contacts: Shelf<ContactSource>,
    /// Languages that callers may speak.
    pub languages: Shelf<LanguageSource>,
    /// What callers say, and lists of words for it.
    pub cues: Shelf<CueSource>,
    /// What a reply does and risks.
    pub wording: Shelf<WordingSource>,
    /// Callers to rehearse with.
    pub callers: Shelf<CallerSource>,
    /// Forms that mock calls are marked by.
    pub scorecards: Shelf<ScorecardSource>,
    /// What the files are called, for people.
    #[serde(skip)]
    pub titles: Vec<Text>,
    /// Ids that some file removed: who still refers to them is not at fault.
    #[serde(skip)]
    pub removed: HashSet<String>,
    /// Files of which something was laid over by a later one.
    #[serde(skip)]
    pub overridden: BTreeSet<u32>,
    /// What two files of one layer say differently.
    #[serde(skip)]
    pub clashes: Vec<Clash>,
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
        self.remove(&file.remove, pages, excused, faults);
        let (overridden, clashes) = (&mut self.overridden, &mut self.clashes);
        let into = &mut Laying { pages, faults, overridden, clashes, differs: false };
        self.frameworks.absorb(file.frameworks, into);
        self.phrases.absorb(file.phrases, into);
        self.scenarios.absorb(file.scenarios, into);
        self.emotions.absorb(file.emotions, into);
        self.industries.absorb(file.industries, into);
        self.topics.absorb(file.topics, into);
        self.channels.absorb(file.channels, into);
        self.dispositions.absorb(file.dispositions, into);
        self.contacts.absorb(file.contacts, into);
        self.languages.absorb(file.languages, into);
        self.cues.absorb(file.cues, into);
        self.wording.absorb(file.wording, into);
        self.callers.absorb(file.callers, into);
        self.scorecards.absorb(file.scorecards, into);
    }

    fn remove(&mut self, ids: &[Text], pages: &[Page], excused: &HashSet<String>, faults: &mut Faults) {
        if ids.is_empty() {
            return;
        }
        // What was refused is not done: others would be blamed for what is missing then.
        let allowed = ids.iter().filter(|id| !faults.touched(id.at));
        let wanted = allowed.map(|id| (id.value.as_str(), id.at)).collect();
        let mut gone = Gone { wanted, hit: HashSet::new(), pages, clashes: vec![] };
        self.frameworks.sweep(&mut gone);
        self.phrases.sweep(&mut gone);
        self.scenarios.sweep(&mut gone);
        self.emotions.sweep(&mut gone);
        self.industries.sweep(&mut gone);
        self.topics.sweep(&mut gone);
        self.channels.sweep(&mut gone);
        self.dispositions.sweep(&mut gone);
        self.contacts.sweep(&mut gone);
        self.languages.sweep(&mut gone);
        self.cues.sweep(&mut gone);
        self.wording.sweep(&mut gone);
        self.callers.sweep(&mut gone);
        self.scorecards.sweep(&mut gone);
        let (hit, mut clashes) = (gone.hit, gone.clashes);
        self.clashes.append(&mut clashes);
        for id in ids {
            if !hit.contains(&id.value)
                && !excused.contains(&id.value)
                && !faults.is_full(id.at.file)
                && !faults.touched(id.at)
            {
                let mut all = self.ids();
                let mut absent: Vec<String> = excused.iter().cloned().collect();
                absent.sort_unstable();
                all.extend(absent);
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
        self.frameworks.names(&mut all);
        self.phrases.names(&mut all);
        self.scenarios.names(&mut all);
        self.emotions.names(&mut all);
        self.industries.names(&mut all);
        self.topics.names(&mut all);
        self.channels.names(&mut all);
        self.dispositions.names(&mut all);
        self.contacts.names(&mut all);
        self.languages.names(&mut all);
        self.cues.names(&mut all);
        self.wording.names(&mut all);
        self.callers.names(&mut all);
        self.scorecards.names(&mut all);
        all
    }
}

#[cfg(test)]
mod tests;
