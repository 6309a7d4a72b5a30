//! What to say: the lead and the lines below it.

use crate::{
    app::{
        action::Action,
        glance::{Alternative, Lead, Target, Tone, Words, items},
        model::Model,
        scene, text_of,
    },
    call::{desk::Call, event::Guidance, state::CallState},
    playbook::model::Phrase,
};

/// The phrases at the three places; what was put to the lead comes first.
fn shown<'a>(model: &'a Model, call: &Call) -> [Option<(&'a Phrase, bool)>; 3] {
    let key = scene::key(&call.session);
    let library = model.library();
    let deal = model.deals.get(&key);
    let mut out = [0, 1, 2].map(|place| {
        let id = deal.and_then(|deal| deal.places()[place])?;
        Some((library.phrase(id)?, deal.is_some_and(|deal| deal.spent(place))))
    });
    if let Some((_, put)) = model.put.as_ref().filter(|(at, _)| *at == key) {
        out[0] = library.phrase(put).map(|phrase| (phrase, false)).or(out[0]);
    }
    out
}

/// The lead: row 5, column 7.
pub fn lead(model: &Model, call: &Call) -> Lead {
    let state = call.session.state();
    let [first, ..] = shown(model, call);
    let level = state.guidance;
    let Some((phrase, _)) = first.filter(|_| level != Guidance::Killers) else {
        return item_lead(model, state);
    };
    let mark = model.keymap.name(Action::Say1).unwrap_or_default();
    let target = Some(Target::Act(Action::Say1));
    if level == Guidance::Cues {
        let text = text_of::words(model, &phrase.say.opening, Tone::Lead, true).plain();
        let cue: Vec<&str> = text.split(' ').take(3).collect();
        return Lead { mark, rows: vec![(Words::of(Tone::Lead, format!("{} …", cue.join(" "))).bold(), "")], target };
    }
    if state.room().segments {
        return Lead { mark, rows: segments(model, phrase), target };
    }
    let mut rows = vec![(text_of::words(model, &phrase.say.opening, Tone::Lead, true), "")];
    if !phrase.say.rest.is_empty() {
        rows.push((text_of::words(model, &phrase.say.rest, Tone::Lead, false), ""));
    }
    Lead { mark, rows, target }
}

/// A phrase in the breaths of interpreted speech: a pause after each, the last waits.
fn segments(model: &Model, phrase: &Phrase) -> Vec<(Words, &'static str)> {
    let own = phrase.segments.iter().map(|s| text_of::whole(model, s, Tone::Lead));
    let mut parts: Vec<Words> = own.collect();
    if parts.is_empty() {
        parts.push(text_of::words(model, &phrase.say.opening, Tone::Lead, true));
        if !phrase.say.rest.is_empty() {
            parts.push(text_of::words(model, &phrase.say.rest, Tone::Lead, false));
        }
    }
    let last = parts.len() - 1;
    let row = |(i, words): (usize, Words)| {
        (if i == 0 { words.bold() } else { words }, if i == last { "wait" } else { "pause" })
    };
    parts.into_iter().enumerate().map(row).collect()
}

/// Where only what must not be missed is shown, or nothing can be said: the item in hand leads.
fn item_lead(model: &Model, state: &CallState) -> Lead {
    let (items, cursor) = state.list();
    let words = match items.get(cursor) {
        Some(item) => items::words(model, item, Tone::Lead),
        None => Words::of(Tone::Lead, "No words are written for this place yet."),
    };
    Lead { mark: "▸".into(), rows: vec![(words.bold(), "")], target: None }
}

/// The second and the third line.
pub fn alternatives(model: &Model, call: &Call) -> Vec<Alternative> {
    if call.session.state().guidance != Guidance::Full {
        return Vec::new();
    }
    let lines = usize::from(model.config.lines);
    let acts = [Action::Say2, Action::Say3];
    shown(model, call)
        .into_iter()
        .take(lines)
        .skip(1)
        .zip(acts)
        .filter_map(|(shown, act)| {
            let (phrase, spent) = shown?;
            let mut words = text_of::whole(model, &phrase.say, Tone::Muted);
            if spent {
                words = words.then(Words::muted("   said"));
            }
            let mark = model.keymap.name(act).unwrap_or_default();
            Some(Alternative { mark, words, target: Target::Act(act) })
        })
        .collect()
}
