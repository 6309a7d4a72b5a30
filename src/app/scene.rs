//! Where the call stands, as the choice of phrases sees it, and the three places under the agent's eyes.

use std::sync::Arc;

use crate::{
    app::model::Model,
    call::{
        event::{ItemState, Transfer, What},
        session::CallSession,
        state::{CallState, Phase},
    },
    coach::{Scene, rank},
    playbook::model::Id,
};

/// What the three places belong to: coming back to it shows the same three.
pub fn key(session: &CallSession) -> String {
    let state = session.state();
    if state.phase == Phase::OnHold {
        return "hold".into();
    }
    let step = state.framework().and_then(|f| f.pin.steps.get(f.step)).map_or("", |step| step.id.as_str());
    let mood = state.mood.as_ref().map_or("", Id::as_str);
    let topic = state.topic.as_ref().map_or("", Id::as_str);
    match state.top().filter(|frame| frame.in_hand) {
        Some(frame) => format!("{} {mood} {:?}", frame.scenario, state.transfer),
        None if just_back(session) => format!("{step} return"),
        None if closing(state) => format!("{step} closing {mood}"),
        None => {
            let channel = state.channel.as_ref().map_or("", Id::as_str);
            format!("{step} {mood} {topic} {channel} {:?}", state.transfer)
        }
    }
}

/// Where the call stands.
pub fn scene(session: &CallSession) -> Scene {
    let state = session.state();
    let step = state.framework().and_then(|f| f.pin.steps.get(f.step)).map(|step| step.id.clone());
    let mut places: Vec<Id> = Vec::new();
    if let Some(way) = state.transfer.filter(|_| state.phase != Phase::OnHold) {
        let words = match way {
            Transfer::Warm => "warm-transfer",
            Transfer::Cold => "cold-transfer",
            Transfer::Callback => "callback",
        };
        places.extend([words.into(), "transfer".into()]);
    }
    if state.phase == Phase::OnHold {
        places.push("hold".into());
    } else if let Some(frame) = state.top().filter(|frame| frame.in_hand) {
        places.push(frame.scenario.clone());
    } else {
        places.extend(just_back(session).then(|| Id::from("return")));
        places.extend(step);
    }
    Scene {
        places,
        mood: state.mood.clone(),
        industry: state.industry.clone(),
        topic: state.topic.clone(),
        channel: state.channel.clone(),
        been: state.been.clone(),
        // In a rehearsal a reply has opened it.
        opening: state.said.is_empty()
            && state.items.is_empty()
            && state.rehearsal.as_ref().is_none_or(|rehearsal| rehearsal.turns.is_empty()),
        waited: state.waited || state.phase == Phase::OnHold,
        closing: closing(state),
        said: state.said.iter().map(|said| said.what.clone()).collect(),
    }
}

/// Whether a scenario was just left in which something was said or done, and nothing has been since, but to take or
/// decline the step it suggests.
fn just_back(session: &CallSession) -> bool {
    let passes = |what: &What| {
        matches!(what, What::CursorMoved { .. } | What::Noted { .. } | What::OfferDeclined | What::CueDeclined { .. })
    };
    let mut events = session.events().iter().rev().filter(|event| !passes(&event.what));
    let mut last = events.next();
    let entered = matches!(last.map(|event| &event.what), Some(What::StepEntered { .. }));
    if entered {
        last = events.next();
    }
    match last.map(|event| &event.what) {
        Some(What::ScenarioClosed { offer, unfinished, .. }) if !unfinished && (!entered || offer.is_some()) => {
            events.next().is_some_and(|event| !matches!(event.what, What::ScenarioOpened { .. }))
        }
        _ => false,
    }
}

/// Whether everything in the last step is settled.
fn closing(state: &CallState) -> bool {
    state.framework().is_some_and(|f| {
        f.step + 1 == f.pin.steps.len()
            && f.pin.steps[f.step].items.iter().all(|item| state.item(&item.id) != ItemState::Open)
    })
}

/// What the three places are dealt from: the context, what is offered best first, what was said.
#[derive(Clone, Debug)]
pub struct Hand {
    /// What it was made of: where the call stood, and the digest of the library.
    of: (Scene, String),
    key: String,
    ranked: Vec<Id>,
}

/// The hand for where the call stands now. All phrases are looked through for it, so it is kept until the call stands
/// elsewhere, or other playbooks come into force.
fn hand(model: &mut Model) -> Option<Arc<Hand>> {
    let session = model.desk.call().map(|call| &call.session)?;
    if matches!(session.state().phase, Phase::WrapUp | Phase::Closed) {
        return None;
    }
    let library = &model.loaded.library;
    let (of, key) = ((scene(session), library.digest.clone()), key(session));
    if model.hand.as_ref().is_none_or(|hand| hand.of != of || hand.key != key) {
        let ranked = rank(library, &of.0);
        model.hand = Some(Arc::new(Hand { of, key, ranked }));
    }
    model.hand.clone()
}

/// Fills the three places for where the call stands now. What is shown and still offered does not move.
pub fn refresh(model: &mut Model) {
    let Some(hand) = hand(model) else { return };
    let library = &model.loaded.library;
    let verbatim = |id: &Id| library.phrase(id).is_some_and(|phrase| phrase.verbatim);
    model.deals.at(&hand.key).refresh(&hand.ranked, &hand.of.0.said, verbatim, usize::from(model.config.lines));
}

/// Puts other variants at the three places.
pub fn rotate(model: &mut Model) {
    let Some(hand) = hand(model) else { return };
    let library = &model.loaded.library;
    let verbatim = |id: &Id| library.phrase(id).is_some_and(|phrase| phrase.verbatim);
    model.deals.at(&hand.key).rotate(&hand.ranked, &hand.of.0.said, verbatim, usize::from(model.config.lines));
}
