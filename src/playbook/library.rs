//! Everything that is in force at once, and how to find a thing in it.
//!
//! A [`Library`] is immutable; a reload makes a new one, told apart by its digest.

use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use super::model::{
    CallerScript, ChecklistItem, Contact, Cue, Emotion, Framework, Id, Kind, Label, Language, Layer, MOMENTS, Origin,
    Phrase, Scenario, Scorecard, Step, Turn,
};

/// Everything that is in force, from all layers together.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// A digest of every file that went into it: equal digests mean equal libraries.
    pub digest: String,
    /// The frameworks, in order.
    pub frameworks: Vec<Framework>,
    /// The phrases, in order.
    pub phrases: Vec<Phrase>,
    /// The scenarios, in order.
    pub scenarios: Vec<Scenario>,
    /// The emotions, in order.
    pub emotions: Vec<Emotion>,
    /// The industries, in order.
    pub industries: Vec<Label>,
    /// The channels, in order.
    pub channels: Vec<Label>,
    /// What callers ring about, in order.
    pub topics: Vec<Label>,
    /// How a call may have ended, in order.
    pub dispositions: Vec<Label>,
    /// Numbers per country.
    pub contacts: Vec<Contact>,
    /// Languages that callers may speak.
    pub languages: Vec<Language>,
    /// How scenarios and emotions are heard, with the lists of words for it.
    pub cues: Vec<Cue>,
    /// What replies do and risk.
    pub wording: Vec<Turn>,
    /// Callers to rehearse with.
    pub callers: Vec<CallerScript>,
    /// Forms that mock calls are marked by.
    pub scorecards: Vec<Scorecard>,
    /// Where each thing comes from, by kind and id.
    pub origins: BTreeMap<(Kind, Id), Origin>,
    /// Where each phrase stands.
    pub index: PhraseIndex,
}

/// Where each phrase stands in its library, worked out when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct PhraseIndex(OnceLock<HashMap<Id, usize>>);

impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Library {
    /// The framework with this id.
    pub fn framework(&self, id: &Id) -> Option<&Framework> {
        self.frameworks.iter().find(|x| x.id == *id)
    }

    /// The step with this full id.
    pub fn step(&self, id: &Id) -> Option<&Step> {
        self.frameworks.iter().flat_map(|x| &x.steps).find(|x| x.id == *id)
    }

    /// The framework that holds this step.
    pub fn framework_of(&self, step: &Id) -> Option<&Framework> {
        self.frameworks.iter().find(|x| x.steps.iter().any(|s| s.id == *step))
    }

    /// The scenario with this id.
    pub fn scenario(&self, id: &Id) -> Option<&Scenario> {
        self.scenarios.iter().find(|x| x.id == *id)
    }

    /// The emotion with this id.
    pub fn emotion(&self, id: &Id) -> Option<&Emotion> {
        self.emotions.iter().find(|x| x.id == *id)
    }

    /// The caller to rehearse with that has this id.
    pub fn caller(&self, id: &Id) -> Option<&CallerScript> {
        self.callers.iter().find(|x| x.id == *id)
    }

    /// The form for mock calls that has this id.
    pub fn scorecard(&self, id: &Id) -> Option<&Scorecard> {
        self.scorecards.iter().find(|x| x.id == *id)
    }

    /// The topic with this id.
    pub fn topic(&self, id: &Id) -> Option<&Label> {
        self.topics.iter().find(|x| x.id == *id)
    }

    /// The phrase with this id. There may be a hundred thousand, and a frame asks for several.
    pub fn phrase(&self, id: &Id) -> Option<&Phrase> {
        let all = || self.phrases.iter().enumerate().map(|(i, phrase)| (phrase.id.clone(), i)).collect();
        self.phrases.get(*self.index.0.get_or_init(all).get(id)?).filter(|phrase| phrase.id == *id)
    }

    /// The files that things of this library come from, by layer and name, each with how many.
    pub fn files(&self) -> BTreeMap<(Layer, &str), usize> {
        let mut files = BTreeMap::new();
        for origin in self.origins.values() {
            *files.entry((origin.layer, origin.file.as_str())).or_default() += 1;
        }
        files
    }

    /// The checklist item with this full id, wherever it is at home.
    pub fn item(&self, id: &Id) -> Option<&ChecklistItem> {
        let steps = self.frameworks.iter().flat_map(|x| &x.steps).flat_map(|s| &s.items);
        steps.chain(self.scenarios.iter().flat_map(|s| &s.items)).find(|x| x.id == *id)
    }

    /// The numbers of a country for a scenario; none without a country.
    pub fn contacts_for<'a>(&'a self, country: Option<&'a str>, scenario: &'a Id) -> impl Iterator<Item = &'a Contact> {
        self.contacts.iter().filter(move |c| Some(c.country.as_str()) == country && c.scenario == *scenario)
    }

    /// What this id names among the things that `for:` may name.
    pub fn kind_of(&self, id: &Id) -> Option<Kind> {
        if self.step(id).is_some() {
            Some(Kind::Step)
        } else if self.scenario(id).is_some() {
            Some(Kind::Scenario)
        } else if self.emotion(id).is_some() {
            Some(Kind::Emotion)
        } else if self.industries.iter().any(|x| x.id == *id) {
            Some(Kind::Industry)
        } else if self.channels.iter().any(|x| x.id == *id) {
            Some(Kind::Channel)
        } else if self.topic(id).is_some() {
            Some(Kind::Topic)
        } else if MOMENTS.contains(&id.as_str()) {
            Some(Kind::Moment)
        } else if self.framework(id).is_some() {
            Some(Kind::Framework)
        } else {
            None
        }
    }

    /// The name of what this id names, for people.
    pub fn title_of(&self, id: &Id) -> Option<&str> {
        let labels = [&self.industries, &self.channels, &self.topics, &self.dispositions];
        None.or_else(|| self.step(id).map(|x| x.title.as_str()))
            .or_else(|| self.scenario(id).map(|x| x.title.as_str()))
            .or_else(|| self.emotion(id).map(|x| x.title.as_str()))
            .or_else(|| self.framework(id).map(|x| x.title.as_str()))
            .or_else(|| labels.into_iter().flatten().find(|x| x.id == *id).map(|x| x.title.as_str()))
            .or_else(|| self.caller(id).map(|x| x.title.as_str()))
            .or_else(|| self.scorecard(id).map(|x| x.title.as_str()))
    }
}

#[cfg(test)]
mod tests;
