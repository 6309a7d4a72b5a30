//! Which phrases fit the moment, best first.
//!
//! A phrase names in `for:` where it belongs (steps, scenarios, moments) and what narrows it (emotions, industries,
//! channels, topics). It is offered where one of its places is open and, of every kind of narrowing that it names, one
//! holds. What fits more exactly comes first; the order of the files breaks ties, so that equal scenes show equal lists.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
};

use crate::playbook::model::{Id, Kind, Label, Library, MOMENTS, Phrase, When};

#[cfg(test)]
mod tests;

/// Where a call stands, as far as phrases care.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// Where we are, most specific first: the scenario on top, or the moment, or the current step; further entries are
    /// weaker.
    pub places: Vec<Id>,
    /// The caller's mood, an emotion.
    pub mood: Option<Id>,
    /// The industry of the desk.
    pub industry: Option<Id>,
    /// What the caller rings about.
    pub topic: Option<Id>,
    /// The channel; none is the phone, `call`.
    pub channel: Option<Id>,
    /// Scenarios that are or were open in this call, and moods that were set in it: what `not_in:` is about.
    pub been: BTreeSet<Id>,
    /// Whether nothing was said or done yet.
    pub opening: bool,
    /// Whether the caller has really waited, in a queue or on hold.
    pub waited: bool,
    /// Whether everything in the last step is settled.
    pub closing: bool,
    /// The phrases that were said, in order.
    pub said: Vec<Id>,
}

/// The channel of a spoken call, which every shipped playbook knows.
pub const SPOKEN: &str = "call";

/// The rank of a phrase that only narrows, among the places.
const NARROWED: usize = 1;

/// How many lines stand below the lead.
const BELOW: usize = 2;

/// How well a phrase fits; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// The greeting while opening, the goodbye while closing, then all else.
    moment: u8,
    /// 0 at the first place, 1 by narrowing alone, then the weaker places.
    place: usize,
    /// What narrows it: a mood weighs more than a topic, a topic more than an industry.
    narrowed: Reverse<u8>,
    /// What is quoted stands behind what was written for the screen.
    quoted: bool,
}

/// The phrases that may be offered in a scene, best first: those not said yet, then those that were, the one said
/// longest ago first. A verbatim one is never at the head while anything else is there.
pub fn rank(library: &Library, scene: &Scene) -> Vec<Id> {
    let judge = Judge::new(library, scene);
    let mut fitting: Vec<(Option<usize>, Fit, &Phrase)> = library
        .phrases
        .iter()
        .filter_map(|phrase| {
            let fit = judge.fit(phrase)?;
            Some((scene.said.iter().rposition(|said| *said == phrase.id), fit, phrase))
        })
        .collect();
    // Stable: the order of the files is the last word. `None`, not said yet, is the smallest.
    fitting.sort_by_key(|(said, fit, _)| (*said, *fit));
    if let Some(lead) = fitting.iter().position(|(_, _, phrase)| !phrase.verbatim) {
        fitting[..=lead].rotate_right(1);
    }
    // What the caller rings about has a line of its own at every step: the last that is seen.
    let own = fitting.iter().position(|(said, fit, _)| said.is_none() && fit.place == NARROWED);
    if let Some(at) = own.filter(|at| *at > BELOW) {
        fitting[BELOW..=at].rotate_right(1);
    }
    // One greeting leads; two lines of the step stand below it already, so that nothing has to move once it is said.
    let unsaid = fitting.iter().take_while(|(said, ..)| said.is_none()).count();
    let greetings = fitting[..unsaid].iter().take_while(|(_, _, phrase)| phrase.when == When::Opening).count();
    if greetings > 1 {
        let of_step = (BELOW + 1).min(unsaid - greetings);
        fitting[1..greetings + of_step].rotate_left(greetings - 1);
        // The best of the step waits behind those two: it takes the lead then.
        fitting[1..=of_step].rotate_left(usize::from(of_step > BELOW));
    }
    fitting.into_iter().map(|(_, _, phrase)| phrase.id.clone()).collect()
}

/// What decides whether a phrase fits, looked up once.
struct Judge<'a> {
    scene: &'a Scene,
    channel: Id,
    /// Every id that is true of the scene.
    open: HashSet<&'a str>,
    /// Steps, scenarios and moments: ids that say where.
    where_ids: HashSet<&'a str>,
    /// What narrows, with its kind: there may be hundreds of topics, and a phrase is asked for each of its places.
    narrowing: HashMap<&'a str, Kind>,
    /// Whether the scene is at a step.
    at_step: bool,
}

impl<'a> Judge<'a> {
    fn new(library: &'a Library, scene: &'a Scene) -> Self {
        let steps = library.frameworks.iter().flat_map(|f| &f.steps).map(|s| s.id.as_str());
        let scenarios = library.scenarios.iter().map(|s| s.id.as_str());
        let at_step = scene.places.first().is_some_and(|place| library.kind_of(place) == Some(Kind::Step));
        let labels = |list: &'a [Label], kind| list.iter().map(move |label| (label.id.as_str(), kind));
        let emotions = library.emotions.iter().map(|emotion| (emotion.id.as_str(), Kind::Emotion));
        let narrowing = emotions
            .chain(labels(&library.topics, Kind::Topic))
            .chain(labels(&library.industries, Kind::Industry))
            .chain(labels(&library.channels, Kind::Channel))
            .collect();
        let channel = scene.channel.clone().unwrap_or_else(|| Id::from(SPOKEN));
        let set = [&scene.mood, &scene.topic, &scene.industry].into_iter().flatten();
        let open = scene.places.iter().chain(set).map(Id::as_str);
        let open = open.chain([scene.channel.as_ref().map_or(SPOKEN, Id::as_str)]).collect();
        Judge { scene, channel, open, where_ids: steps.chain(scenarios).chain(MOMENTS).collect(), narrowing, at_step }
    }

    /// How a phrase fits; none if it must not be offered here.
    fn fit(&self, phrase: &Phrase) -> Option<Fit> {
        // Cheap and nearly always final: none of its ids holds.
        if !phrase.places.iter().any(|id| self.open.contains(id.as_str())) {
            return None;
        }
        if !self.timely(phrase.when) || phrase.not_in.iter().any(|id| self.touched(id)) {
            return None;
        }
        let narrowed = self.narrowed(phrase)?;
        let place = self.place(phrase)?;
        let moment = match phrase.when {
            When::Opening | When::Closing => 0,
            When::Always | When::Waited => 1,
        };
        Some(Fit { moment, place, narrowed: Reverse(narrowed), quoted: phrase.verbatim })
    }

    /// Whether a narrowing id is true of the scene.
    fn holds(&self, id: &Id) -> bool {
        let scene = self.scene;
        [&scene.mood, &scene.topic, &scene.industry].into_iter().any(|set| set.as_ref() == Some(id))
            || *id == self.channel
    }

    /// Whether the call is, or was, in what a phrase must not follow.
    fn touched(&self, id: &Id) -> bool {
        self.scene.been.contains(id) || self.scene.mood.as_ref() == Some(id) || self.scene.places.contains(id)
    }

    fn timely(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Opening => self.scene.opening,
            When::Waited => self.scene.waited,
            When::Closing => self.scene.closing,
        }
    }

    /// The weight of what narrows a phrase; none if one kind of it does not hold. Of several ids of a kind one is enough.
    fn narrowed(&self, phrase: &Phrase) -> Option<u8> {
        let mut weight = 0;
        for (kind, bonus) in [(Kind::Emotion, 8), (Kind::Topic, 4), (Kind::Industry, 2), (Kind::Channel, 1)] {
            let mut named = phrase.places.iter().filter(|id| self.kind(id) == Some(kind)).peekable();
            if named.peek().is_some() {
                let id = named.find(|id| self.holds(id))?;
                // The phone is where every phrase is at home: saying so is no better fit.
                weight += if id.as_str() == SPOKEN { 0 } else { bonus };
            }
        }
        Some(weight)
    }

    fn kind(&self, id: &Id) -> Option<Kind> {
        if self.where_ids.contains(id.as_str()) { None } else { self.narrowing.get(id.as_str()).copied() }
    }

    /// The rank of the best place where a phrase belongs. One that only narrows is at home at every step, after the
    /// step's own; a scenario and a moment only take what is written for them.
    fn place(&self, phrase: &Phrase) -> Option<usize> {
        if phrase.places.iter().any(|id| self.where_ids.contains(id.as_str())) {
            let at = self.scene.places.iter().position(|place| phrase.places.contains(place))?;
            return Some(if at == 0 { 0 } else { at + 1 });
        }
        self.at_step.then_some(NARROWED)
    }
}
