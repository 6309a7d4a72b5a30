//! An author's trial: one thing of a playbook is opened without a call, and opened anew with every save.

use crate::{
    app::{
        model::Status,
        update::{Turn, acts::FIRST},
    },
    call::{desk::Footing, event::ItemState, session::Intent},
    playbook::model::{Framework, Id, Library},
};

/// Where a thing is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sight {
    step: Option<Id>,
    scenarios: Vec<Id>,
    mood: Option<Id>,
    topic: Option<Id>,
    /// The item in hand.
    item: Option<Id>,
    /// What was ticked.
    settled: Vec<(Id, ItemState)>,
}

impl Turn<'_> {
    /// Opens what an author wants to see.
    pub(super) fn try_out(&mut self, id: Id) {
        let sight = sight(self.model.library(), &id);
        self.model.trial = Some(id);
        self.open_trial(&sight.unwrap_or_default());
        if let Some(fault) = self.model.loaded.faults.first().cloned() {
            self.refuse(fault);
        }
    }

    /// Playbooks were read: what is tried is opened as it is now, where the author had got to. Whether it could be, or
    /// nothing is tried.
    pub(super) fn try_again(&mut self) -> bool {
        let Some(trial) = self.model.trial.clone() else { return true };
        let library = self.model.library().clone();
        let Some(state) = self.model.call().map(|call| call.session.state().clone()) else { return true };
        let Some(first) = sight(&library, &trial) else {
            self.refuse(format!("nothing is called {trial} any more: this is what it was"));
            return false;
        };
        let step = state.framework().and_then(|f| f.pin.steps.get(f.step)).map(|step| step.id.clone());
        let scenarios = state.stack.iter().map(|frame| frame.scenario.clone());
        let (items, cursor) = state.list();
        let now = Sight {
            step: step.filter(|step| library.step(step).is_some()).or(first.step),
            scenarios: scenarios.filter(|id| library.scenario(id).is_some()).collect(),
            mood: state.mood.clone(),
            topic: state.topic.clone(),
            item: items.get(cursor).map(|item| item.id.clone()),
            settled: state.items.iter().map(|(id, item)| (id.clone(), item.state)).collect(),
        };
        self.open_trial(&now);
        true
    }

    fn open_trial(&mut self, sight: &Sight) {
        if let Some(old) = self.model.call().map(|call| call.session.id.clone()) {
            self.model.desk.drop_call(&old);
            self.now.fresh = old;
        }
        let found = sight.step.as_ref().and_then(|step| place(self.model.library(), step));
        let framework = found.as_ref().map_or(FIRST.into(), |(framework, _)| framework.clone());
        self.open_call_in(framework, None, Footing::Trial);
        self.perform(Intent::Answer);
        if let Some((_, step)) = found.filter(|(_, step)| *step > 0) {
            self.perform(Intent::GoToStep(step));
        }
        for scenario in &sight.scenarios {
            self.perform(Intent::OpenScenario(scenario.clone()));
        }
        if sight.mood.is_some() {
            self.perform(Intent::Mood(sight.mood.clone()));
        }
        if sight.topic.is_some() {
            self.perform(Intent::Topic(sight.topic.clone()));
        }
        for (item, state) in &sight.settled {
            self.perform(Intent::SetItem(item.clone(), *state, None));
        }
        let state = self.model.call().map(|call| call.session.state());
        let item = state.and_then(|state| state.list().0.iter().position(|item| Some(&item.id) == sight.item.as_ref()));
        if let Some(item) = item.filter(|item| *item > 0) {
            self.perform(Intent::MoveTo(item));
        }
        let lead = self.model.trial.clone().filter(|id| self.model.library().phrase(id).is_some());
        self.model.put = self.scene_key().zip(lead);
        self.model.status = Status::Rest;
    }
}

/// The framework of a step and its place there, from 0.
fn place(library: &Library, step: &Id) -> Option<(Id, usize)> {
    let framework: &Framework = library.framework_of(step)?;
    let place = framework.steps.iter().position(|found| found.id == *step)?;
    Some((framework.id.clone(), place))
}

/// Where a thing is seen first; nothing where nothing is called so.
fn sight(library: &Library, id: &Id) -> Option<Sight> {
    if library.step(id).is_some() {
        return Some(Sight { step: Some(id.clone()), ..Sight::default() });
    }
    if let Some(framework) = library.framework(id) {
        return Some(Sight { step: framework.steps.first().map(|step| step.id.clone()), ..Sight::default() });
    }
    if let Some(scenario) = library.scenario(id) {
        return Some(Sight { step: scenario.returns.clone(), scenarios: vec![id.clone()], ..Sight::default() });
    }
    if library.emotion(id).is_some() {
        return Some(Sight { step: home(library, id), mood: Some(id.clone()), ..Sight::default() });
    }
    if library.topic(id).is_some() {
        return Some(Sight { step: home(library, id), topic: Some(id.clone()), ..Sight::default() });
    }
    let phrase = library.phrase(id)?;
    let first = |is: &dyn Fn(&Id) -> bool| phrase.places.iter().find(|place| is(place)).cloned();
    Some(Sight {
        step: first(&|id| library.step(id).is_some()),
        scenarios: first(&|id| library.scenario(id).is_some()).into_iter().collect(),
        mood: first(&|id| library.emotion(id).is_some()),
        topic: first(&|id| library.topic(id).is_some()),
        ..Sight::default()
    })
}

/// The first step at which something is said of a mood or a topic.
fn home(library: &Library, id: &Id) -> Option<Id> {
    let about = library.phrases.iter().filter(|phrase| phrase.places.contains(id));
    about.flat_map(|phrase| &phrase.places).find(|place| library.step(place).is_some()).cloned()
}

/// Whether this can be tried.
pub fn can_try(library: &Library, id: &Id) -> bool {
    sight(library, id).is_some()
}

#[cfg(test)]
mod tests;
