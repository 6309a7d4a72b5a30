//! The status row and whether everything is on disk.

use crate::{
    app::{
        action::Action,
        glance::{
            Saved, Tone, Words, items, keys,
            live::{framework_title, who},
        },
        model::{HUB, Model, Status},
        offer::{self, Cue, Offer, Sort},
    },
    call::{
        clock::clock_face,
        desk::Call,
        state::{CallState, Phase},
    },
    playbook::model::Id,
};

/// The status row: what was done or refused, else an offer, else what this moment needs known. An emergency that was
/// heard is offered before it is said that nothing is saved, which the note row says too.
pub fn status(model: &Model, call: &Call) -> Words {
    let state = call.session.state();
    let offer = offer::standing(model);
    let urgent = matches!(offer, Some(Offer::Heard(cue)) if cue.sort == Sort::Emergency);
    if let Some(words) = said_status(model).filter(|_| !urgent || matches!(model.status, Status::Refused(_))) {
        return words;
    }
    match offer {
        Some(Offer::Heard(cue)) => return heard(model, cue),
        Some(Offer::Step(framework, step)) => return step_offered(model, framework, step),
        None => {}
    }
    if let Some(waiting) = model.desk.waiting().next() {
        let name = who(model, waiting).into_iter().next().unwrap_or_default();
        return Words::of(Tone::Held, format!("waiting: {name}"));
    }
    let moment = moment(model, state);
    let fault = model.loaded.faults.first().filter(|_| moment.is_empty());
    Words::muted(fault.map_or(moment, |fault| model.loaded.at_a_glance(fault)))
}

/// What was done, why a key did nothing, or why nothing is saved.
pub fn said_status(model: &Model) -> Option<Words> {
    match (&model.status, &model.saves.failed) {
        (Status::Refused(why), _) => Some(Words::of(Tone::Held, why.clone())),
        (_, Some(reason)) => Some(Words::of(Tone::Must, format!("! not saved: {reason}"))),
        (Status::Did(what), _) => Some(Words::muted(what.clone())),
        (Status::Rest, None) => None,
    }
}

/// The words that were heard, and what they are an offer of.
fn heard(model: &Model, cue: &Cue) -> Words {
    let library = model.library();
    let title = || library.title_of(&cue.id).unwrap_or(cue.id.as_str());
    let name = match cue.sort {
        Sort::Emergency => Words::of(Tone::Must, format!(" {}", title().to_uppercase())).bold(),
        Sort::Scenario => Words::text(format!(" {}", library.scenario(&cue.id).map_or(title(), |s| s.short.as_str()))),
        Sort::Mood => Words::text(format!(" mood {}", library.emotion(&cue.id).map_or("", |mood| mood.word.as_str()))),
    };
    asked(model, Words::text(format!("heard \"{}\"   ", cue.words)), name)
}

fn step_offered(model: &Model, framework: &Id, step: usize) -> Words {
    let library = model.library();
    let found = library.framework(framework);
    let title = found.and_then(|f| f.steps.get(step)).map_or("", |step| step.title.as_str());
    let framework = found.map_or("", |f| f.title.as_str());
    asked(model, Words::text(format!("{framework}, {title} fits now   ")), Words::text(" go there"))
}

/// An offer with the keys that answer it, as they count where one is: while one types, letters are letters.
fn asked(model: &Model, why: Words, what: Words) -> Words {
    let key = |action| {
        let name = if model.field.is_some() { model.keymap.name_typing(action) } else { model.keymap.name(action) };
        Words::of(Tone::Current, name.unwrap_or_default()).bold()
    };
    why.then(key(Action::Accept))
        .then(what)
        .then(Words::text("  "))
        .then(key(Action::NotNow))
        .then(Words::text(" not now"))
}

/// What this moment needs known, at rest.
fn moment(model: &Model, state: &CallState) -> String {
    let back = keys::name(model, Action::Back);
    let title = |id: &Id| model.library().scenario(id).map_or(id.to_string(), |s| s.title.clone());
    let framework = state.framework().map(|f| framework_title(model, f)).unwrap_or_default();
    if let (Phase::OnHold, Some(since)) = (state.phase, state.held_since) {
        let (items, cursor) = state.list();
        let item = items.get(cursor).map(|item| items::words(model, item, Tone::Text).plain()).unwrap_or_default();
        return format!("on hold since {}; resume opens at: {item}", model.wall(since).format("%H:%M"));
    }
    if let Some(held) = state.back_after {
        return format!("back after {} on hold", clock_face(held));
    }
    let Some(frame) = state.top() else {
        let left = state.pinned.iter().map(title).collect::<Vec<_>>().join(", ");
        return if left.is_empty() { left } else { format!("still open: {left}") };
    };
    if frame.scenario.as_str() == HUB {
        return contact(model);
    }
    if frame.emergency {
        let done = state.open_killer(&frame.items).is_none();
        let word = if done { "every must is settled" } else { "it is complete once every must is settled" };
        return format!("{back} leaves it open; {word}");
    }
    if !state.room().pauses {
        let name = title(&frame.scenario);
        let key = (2..9).zip(keys::STRIP_ACTS).find(|(n, _)| model.strip(*n).as_ref() == Some(&frame.scenario));
        return match key.filter(|_| !frame.in_hand) {
            Some((_, act)) => format!("{name} stays on; {} shows its list again", keys::name(model, act)),
            None => format!("{name} stays on while you go through {framework}; {back} leaves it"),
        };
    }
    if state.room().hides_clock { "no clock here; time is still kept".into() } else { String::new() }
}

/// The emergency number of the country, with its date; without a country, how to set one.
fn contact(model: &Model) -> String {
    let country = model.config.country.as_deref();
    let found = model.library().contacts_for(country, &Id::from(HUB)).next().cloned();
    match (found, country) {
        (Some(c), _) => {
            let age = model.wall(model.now).date_naive().signed_duration_since(c.checked).num_days();
            let word = if age > 365 { "check: last looked up" } else { "checked" };
            format!("{}: {}, {word} {}. Do not diagnose.", c.country, c.number, c.checked.format("%-d %b %Y"))
        }
        (None, Some(country)) => format!("{country}: no number is known here; use your local emergency number"),
        (None, None) => "your local emergency number (no country is set)".into(),
    }
}

/// Whether everything typed and done is on disk.
pub fn saved(model: &Model) -> Saved {
    let saves = &model.saves;
    if saves.failed.is_some() {
        Saved::NotSaved
    } else if saves.given == 0 {
        Saved::Unsaid
    } else if saves.settled() {
        Saved::Saved
    } else if saves.waiting_since.is_some_and(|since| model.now.since(since) >= 250) {
        Saved::Saving
    } else {
        Saved::Unsaid
    }
}
