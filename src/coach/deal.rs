//! The phrases under the agent's eyes: at most three places that never trade places.
//!
//! A glance takes a second, so what stands somewhere stays there until it was said, is no longer offered, or other
//! variants were asked for. Ranking decides only what fills an empty place.

use std::collections::BTreeMap;

use crate::playbook::model::Id;

#[cfg(test)]
mod tests;

/// How many places there are.
pub const PLACES: usize = 3;

/// What stands at the places of one context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deal {
    places: [Option<Place>; PLACES],
    /// Every phrase that stood at a place, in the order in which they came, the latest last.
    shown: Vec<Id>,
}

/// A phrase at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    id: Id,
    /// Whether it had been said before it came back, because the variants had run out.
    spent: bool,
}

impl Deal {
    /// What stands at the places, the lead first; an empty one where nothing is left.
    pub fn places(&self) -> [Option<&Id>; PLACES] {
        self.places.each_ref().map(|place| place.as_ref().map(|p| &p.id))
    }

    /// Whether the phrase at a place, from 0, was said before and is only there because the variants ran out.
    pub fn spent(&self, place: usize) -> bool {
        self.at(place).is_some_and(|p| p.spent)
    }

    /// The phrase at a place was said: the place is empty until the next refresh.
    pub fn said(&mut self, place: usize) {
        if let Some(place) = self.places.get_mut(place) {
            *place = None;
        }
    }

    /// Fills what is empty, of `lines` places, from the phrases that are offered now, best first.
    ///
    /// What is shown and still offered stays where it is, unless it was said meanwhile. An empty place takes the best
    /// that was not shown yet, then what was shown longest ago; what was said only when nothing else is left. A verbatim
    /// phrase never takes the first place: that one stays empty rather.
    pub fn refresh(&mut self, ranked: &[Id], said: &[Id], verbatim: impl Fn(&Id) -> bool, lines: usize) {
        for (at, slot) in self.places.iter_mut().enumerate() {
            let Some(place) = slot else { continue };
            let was_said = said.contains(&place.id);
            let leads = at == 0 && verbatim(&place.id);
            if at >= lines || !ranked.contains(&place.id) || leads || (was_said && !place.spent) {
                *slot = None;
            } else {
                place.spent = was_said;
            }
        }
        if self.places.iter().take(lines).any(Option::is_none) {
            let queue = self.queue(ranked, said);
            self.fill(queue, said, verbatim, lines);
        }
    }

    /// Other variants at all places: those that are not shown, then, where these do not suffice, round again.
    pub fn rotate(&mut self, ranked: &[Id], said: &[Id], verbatim: impl Fn(&Id) -> bool, lines: usize) {
        let shown: Vec<Id> = self.places.iter().flatten().map(|p| p.id.clone()).collect();
        let queue = self.queue(ranked, said);
        let is_said = |id: &Id| said.contains(id);
        let is_shown = |id: &Id| shown.contains(id);
        let fresh_left = queue.iter().any(|id| !is_said(id) && !is_shown(id));
        let mut queue = queue;
        // While something unsaid is out of sight, nothing that was said comes back; then it does, before what is shown.
        queue.sort_by_key(|id| match (is_said(id), is_shown(id)) {
            (false, false) => 0,
            (true, false) if !fresh_left => 1,
            (false, true) => 2,
            (true, _) => 3,
        });
        self.places = [const { None }; PLACES];
        self.fill(queue, said, verbatim, lines);
    }

    /// All that is offered in the order in which it takes empty places: unsaid before said, never shown before shown.
    fn queue(&self, ranked: &[Id], said: &[Id]) -> Vec<Id> {
        let mut queue = ranked.to_vec();
        queue.sort_by_key(|id| (said.contains(id), self.shown.iter().rposition(|shown| shown == id)));
        queue
    }

    /// Fills the empty places from a queue, the lead first, so that the best that may lead does.
    fn fill(&mut self, queue: Vec<Id>, said: &[Id], verbatim: impl Fn(&Id) -> bool, lines: usize) {
        for at in 0..lines.min(PLACES) {
            if self.places[at].is_some() {
                continue;
            }
            let free = |id: &&Id| !self.places.iter().flatten().any(|p| p.id == **id);
            let Some(id) = queue.iter().filter(free).find(|id| at > 0 || !verbatim(id)) else { continue };
            self.shown.retain(|shown| shown != id);
            self.shown.push(id.clone());
            self.places[at] = Some(Place { id: id.clone(), spent: said.contains(id) });
        }
    }

    fn at(&self, place: usize) -> Option<&Place> {
        self.places.get(place)?.as_ref()
    }
}

/// The deals of a call by context, so that coming back to a step shows what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deals {
    by_context: BTreeMap<String, Deal>,
}

impl Deals {
    /// The deal of a context, if it was ever there.
    pub fn get(&self, context: &str) -> Option<&Deal> {
        self.by_context.get(context)
    }

    /// The deal of a context, empty at first.
    pub fn at(&mut self, context: &str) -> &mut Deal {
        self.by_context.entry(context.to_string()).or_default()
    }
}
