//! The emergency family is for ever: what is built in for an emergency can be added to, never taken away. Each attempt
//! is an error at its place, the file is left out, and the built-in list stays in force.

use std::collections::{HashMap, HashSet};

use super::{
    super::{
        fault::{Fault, Faults},
        place::{Located, Span},
        source::{FileSource, FrameworkSource, ItemSource, ScenarioSource, Text},
    },
    Book,
};

/// The hub of the family.
pub const HUB: &str = "emergency";

/// What no file may take away.
#[derive(Debug, Default)]
pub struct Guard {
    family: HashSet<String>,
    /// The killer items by full id, with their words.
    killers: HashMap<String, String>,
    /// What killer items stand in: scenarios, steps and frameworks.
    owners: HashSet<String>,
    branches: HashMap<String, Vec<String>>,
}

/// Whether a scenario belongs to the family.
fn is_family(scenario: &ScenarioSource) -> bool {
    let hub = scenario.id.as_ref().is_some_and(|id| id.value == HUB);
    hub || scenario.emergency.as_ref().is_some_and(|emergency| emergency.value)
}

impl Guard {
    /// Guards the family of this book, which holds what is built in.
    pub fn new(book: &Book) -> Guard {
        let mut guard = Guard::default();
        let family = || book.scenarios.iter().map(|scenario| &scenario.value).filter(|scenario| is_family(scenario));
        let killers = killers(book);
        for scenario in family() {
            let Some(id) = &scenario.id else { continue };
            guard.family.insert(id.value.clone());
            guard.owners.insert(id.value.clone());
            let named = scenario.branches.iter().flat_map(|list| &list.value).map(|branch| branch.value.clone());
            guard.branches.insert(id.value.clone(), named.collect());
            for item in scenario.items.iter().flat_map(|list| &list.value) {
                let full = item_id(&id.value, &item.value);
                guard.killers.extend(
                    full.and_then(|full| killers.get_key_value(&full).map(|(id, text)| (id.clone(), text.clone()))),
                );
            }
        }
        for killer in guard.killers.keys() {
            for (i, _) in killer.match_indices('.') {
                guard.owners.insert(killer[..i].to_string());
            }
        }
        guard
    }

    /// Notes every attempt of a file to take something away.
    pub fn check(&self, file: &FileSource, faults: &mut Faults) {
        for id in &file.remove {
            if self.killers.contains_key(&id.value) || self.owners.contains(&id.value) {
                faults.add(refused("HK0501", id.at, format!("`{}` cannot be removed", id.value)));
            }
        }
        for scenario in &file.scenarios {
            self.scenario(&scenario.value, faults);
        }
        for framework in &file.frameworks {
            self.framework(&framework.value, faults);
        }
        let labels = [&file.industries, &file.topics, &file.channels, &file.dispositions];
        let labels = labels.into_iter().flatten().filter_map(|label| label.value.id.as_ref());
        for id in labels.chain(file.emotions.iter().filter_map(|emotion| emotion.value.id.as_ref())) {
            self.shadow(&id.value, id.at, faults);
        }
    }

    /// Something else that takes a name of the family.
    fn shadow(&self, id: &str, at: Span, faults: &mut Faults) {
        if self.family.contains(id) || self.killers.contains_key(id) {
            let fault = refused("HK0504", at, format!("`{id}` belongs to the emergency list and cannot be shadowed"));
            faults.add(fault.fix("choose another id"));
        }
    }

    fn framework(&self, framework: &FrameworkSource, faults: &mut Faults) {
        let Some(id) = &framework.id else { return };
        self.shadow(&id.value, id.at, faults);
        for step in framework.steps.iter().flat_map(|list| &list.value) {
            let Some(name) = &step.value.id else { continue };
            let full = format!("{}.{}", id.value, name.value);
            self.shadow(&full, name.at, faults);
            self.items(&full, step.value.items.as_ref(), faults);
        }
    }

    fn scenario(&self, scenario: &ScenarioSource, faults: &mut Faults) {
        let Some(id) = &scenario.id else { return };
        if self.killers.contains_key(&id.value) {
            self.shadow(&id.value, id.at, faults);
        }
        if self.family.contains(&id.value) {
            if let Some(flag) = scenario.emergency.as_ref().filter(|flag| !flag.value) {
                faults.add(refused("HK0502", flag.at, format!("`{}` stays an emergency", id.value)));
            }
            self.hub(id, scenario, faults);
        }
        self.items(&id.value, scenario.items.as_ref(), faults);
    }

    /// A hub keeps the ways into the family; more may be added.
    fn hub(&self, id: &Text, scenario: &ScenarioSource, faults: &mut Faults) {
        let (Some(list), Some(kept)) = (&scenario.branches, self.branches.get(&id.value)) else { return };
        let missing = kept.iter().find(|kept| !list.value.iter().any(|branch| branch.value == **kept));
        if let Some(missing) = missing {
            let message = format!("`{}` must go on leading to `{missing}`", id.value);
            faults.add(refused("HK0503", list.at, message).fix("list the built-in branches too"));
        }
    }

    fn items(&self, owner: &str, items: Option<&Located<Vec<Located<ItemSource>>>>, faults: &mut Faults) {
        let Some(items) = items else { return };
        if items.value.is_empty() && self.owners.contains(owner) {
            faults.add(refused("HK0503", items.at, format!("the list of `{owner}` cannot be emptied")));
        }
        for item in &items.value {
            let Some(full) = item_id(owner, &item.value) else { continue };
            let Some(words) = self.killers.get(&full).filter(|_| item.value.id.is_some()) else { continue };
            let item = &item.value;
            if let Some(killer) = item.killer.as_ref().filter(|killer| !killer.value) {
                faults.add(refused("HK0502", killer.at, format!("`{full}` stays a killer item")));
            }
            if let Some(text) = item.text.as_ref().filter(|text| text.value != *words) {
                let empty = text.value.trim().is_empty();
                let (code, what) = if empty { ("HK0503", "emptied") } else { ("HK0504", "reworded") };
                let fault = refused(code, text.at, format!("`{full}` cannot be {what}"));
                faults.add(fault.fix("add an item with an id of its own"));
            }
            if let Some(other) = &item.borrowed {
                faults.add(refused("HK0504", other.at, format!("`{full}` cannot be replaced by another item")));
            }
        }
    }
}

/// Every killer item where it is at home: its full id and its words.
fn killers(book: &Book) -> HashMap<String, String> {
    let mut all = HashMap::new();
    let mut note = |owner: &str, items: Option<&Located<Vec<Located<ItemSource>>>>| {
        for item in items.into_iter().flat_map(|list| &list.value) {
            if item.value.id.is_some() && item.value.killer.as_ref().is_some_and(|killer| killer.value) {
                let text = item.value.text.as_ref().map_or(String::new(), |text| text.value.clone());
                all.extend(item_id(owner, &item.value).map(|id| (id, text)));
            }
        }
    };
    for scenario in &book.scenarios {
        if let Some(id) = &scenario.value.id {
            note(&id.value, scenario.value.items.as_ref());
        }
    }
    for framework in &book.frameworks {
        for step in framework.value.steps.iter().flat_map(|list| &list.value) {
            if let (Some(id), Some(name)) = (&framework.value.id, &step.value.id) {
                note(&format!("{}.{}", id.value, name.value), step.value.items.as_ref());
            }
        }
    }
    all
}

fn item_id(owner: &str, item: &ItemSource) -> Option<String> {
    match (&item.id, &item.borrowed) {
        (Some(id), _) => Some(format!("{owner}.{}", id.value)),
        (None, borrowed) => borrowed.as_ref().map(|id| id.value.clone()),
    }
}

fn refused(code: &'static str, at: Span, message: String) -> Fault {
    let fault = Fault::error(code, at, message).label("kept as built in");
    fault.fix("the emergency lists can be added to, nothing in them can be taken away")
}
