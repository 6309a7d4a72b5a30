//! What a call never comes to: a step or a scenario with nothing to say, a phrase that its own `not_in:` shuts out, an
//! emergency that the emergency key does not lead to.

use std::collections::{HashMap, HashSet};

use super::super::{
    fault::Fault,
    layer::HUB,
    model::{Kind, Layer},
    source::{PhraseSource, Text},
};
use super::advice::{Advisor, name};

impl Advisor<'_> {
    /// Warns of everything that is written and never comes to the screen, and of screens with nothing to say.
    pub(super) fn reach(&mut self) {
        for phrase in &self.book.phrases {
            self.shut_out(&phrase.value);
        }
        // What is missing may stand in a file that was left out.
        if self.given.excused.is_empty() && !(self.given.partial && self.is_built_in()) {
            self.silent();
        }
        self.pathless();
    }

    fn is_built_in(&self) -> bool {
        self.given.pages.iter().all(|page| page.layer == Layer::BuiltIn)
    }

    /// A phrase is offered where one of its places is open, and of its moods one holds; `not_in:` must leave one.
    fn shut_out(&mut self, phrase: &PhraseSource) {
        let shut: HashSet<&str> =
            phrase.not_in.iter().flat_map(|list| &list.value.0).map(|id| id.value.as_str()).collect();
        if shut.is_empty() {
            return;
        }
        let kinds = |wanted: &[Kind]| {
            let places = phrase.places.iter().flat_map(|list| &list.value.0);
            places
                .filter(|id| self.names.kind(&id.value).is_some_and(|kind| wanted.contains(&kind)))
                .collect::<Vec<_>>()
        };
        for group in [kinds(&[Kind::Step, Kind::Scenario, Kind::Moment]), kinds(&[Kind::Emotion])] {
            if let Some(last) = group.last().filter(|_| group.iter().all(|id| shut.contains(id.value.as_str()))) {
                let not = phrase.not_in.iter().flat_map(|list| &list.value.0).find(|id| id.value == last.value);
                let message =
                    format!("this phrase is never offered: `{}` is both in `for` and in `not_in`", last.value);
                let fault = Fault::warning("HK0614", not.map_or(last.at, |id| id.at), message);
                return self.warn(fault.fix("take it out of `not_in:`, or name another place in `for:`"));
            }
        }
    }

    /// Steps and scenarios for which there is no phrase that may lead.
    fn silent(&mut self) {
        let mut said: HashMap<&str, bool> = HashMap::new();
        for phrase in &self.book.phrases {
            let quoted = phrase.value.verbatim.as_ref().is_some_and(|flag| flag.value);
            for place in phrase.value.places.iter().flat_map(|list| &list.value.0) {
                *said.entry(place.value.as_str()).or_default() |= !quoted;
            }
        }
        for framework in &self.book.frameworks {
            let outer = name(framework.value.id.as_ref());
            for step in framework.value.steps.iter().flat_map(|list| &list.value) {
                if let Some(id) = &step.value.id {
                    self.unsaid("step", &format!("{outer}.{}", id.value), id, &said);
                }
            }
        }
        for scenario in &self.book.scenarios {
            if let Some(id) = &scenario.value.id {
                self.unsaid("scenario", &id.value, id, &said);
            }
        }
    }

    fn unsaid(&mut self, what: &str, full: &str, id: &Text, said: &HashMap<&str, bool>) {
        let (message, fix) = match said.get(full) {
            Some(true) => return,
            Some(false) => (
                format!("the {what} `{full}` has only quoted phrases, and those never lead"),
                format!("add a phrase with `for: {full}` and without `verbatim`"),
            ),
            None => (
                format!("the {what} `{full}` has no phrase: nothing to say is shown there"),
                format!("add a phrase with `for: {full}`"),
            ),
        };
        if !self.is_faulty(id.at) {
            self.warn(Fault::warning("HK0613", id.at, message).fix(fix));
        }
    }

    /// Emergencies that no hub of the family leads to.
    fn pathless(&mut self) {
        let family = |flag: &super::super::source::Given<bool>| flag.as_ref().is_some_and(|flag| flag.value);
        let hubs = self.book.scenarios.iter().filter(|x| family(&x.value.emergency));
        let led: HashSet<&str> =
            hubs.flat_map(|x| &x.value.branches).flat_map(|list| &list.value).map(|id| id.value.as_str()).collect();
        let mut lost = vec![];
        for scenario in self.book.scenarios.iter().filter(|x| family(&x.value.emergency)) {
            let id = name(scenario.value.id.as_ref());
            if let Some(at) =
                scenario.value.emergency.as_ref().map(|flag| flag.at).filter(|_| id != HUB && !led.contains(id))
            {
                lost.push((at, id));
            }
        }
        for (at, id) in lost {
            let message = format!("`{id}` is an emergency, but the emergency list does not lead to it");
            let fix = format!("add it to the `branches:` of `{HUB}`, behind the built-in ones");
            self.warn(Fault::warning("HK0614", at, message).fix(fix));
        }
    }
}

#[cfg(test)]
mod tests;
