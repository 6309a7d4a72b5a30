//! Wording with its slots filled from the call, the config and the clock.

use chrono::Timelike;

use crate::{
    app::{
        glance::{Span, Tone, Words},
        model::{HUB, Model},
    },
    playbook::model::{Id, Library, Piece, Wording},
};

/// The wording of an item, slots as `{name}`; none if it is gone.
pub fn plain_item(library: &Library, id: &Id) -> Option<String> {
    library.item(id).map(|item| item.text.plain())
}

/// The wording of a phrase, slots as `{name}`; none if it is gone.
pub fn plain_phrase(library: &Library, id: &Id) -> Option<String> {
    library.phrase(id).map(|phrase| phrase.say.plain())
}

/// What stands in a slot now; none while it is blank.
pub fn slot(model: &Model, id: &Id) -> Option<String> {
    let call = model.call();
    let own = call.and_then(|call| call.slot(id.as_str())).map(str::to_string);
    own.or_else(|| match id.as_str() {
        "agent" => model.config.agent.clone(),
        "company" => model.config.company.clone(),
        "daypart" => Some(daypart(model).to_string()),
        "emergency-number" => Some(emergency_number(model)),
        "callback" => call.and_then(|call| call.slot("number")).map(|number| format!("{number}, from the line")),
        "promise" => {
            let promise = call?.session.state().promises.last()?;
            Some(model.wall(promise.due).format("%A %H:%M").to_string())
        }
        _ => None,
    })
}

/// The part of the day on the wall.
fn daypart(model: &Model) -> &'static str {
    match model.wall(model.now).hour() {
        4..12 => "morning",
        12..18 => "afternoon",
        _ => "evening",
    }
}

/// The number of the set country, or how to say it without one.
fn emergency_number(model: &Model) -> String {
    let hub = HUB.into();
    let found = model.library().contacts_for(model.config.country.as_deref(), &hub).next();
    found.map_or("your local emergency number".into(), |contact| contact.number.clone())
}

/// Pieces as they are shown: a blank slot is `[name ____]`, bold, underlined, held.
pub fn words(model: &Model, pieces: &[Piece], tone: Tone, bold: bool) -> Words {
    let mut out = Words::default();
    for piece in pieces {
        let span = match piece {
            Piece::Text(text) => Span { text: text.clone(), tone, bold, ..Span::default() },
            Piece::Slot(id) => match slot(model, id) {
                Some(text) => Span { text, tone, bold, ..Span::default() },
                None => Span {
                    text: format!("[{} ____]", id.as_str().replace('-', " ")),
                    tone: Tone::Held,
                    bold: true,
                    underlined: true,
                    ..Span::default()
                },
            },
        };
        out.0.push(span);
    }
    out
}

/// The whole wording in one row.
pub fn whole(model: &Model, wording: &Wording, tone: Tone) -> Words {
    let mut out = words(model, &wording.opening, tone, false);
    if !wording.rest.is_empty() {
        out = out.then(Words::of(tone, " ")).then(words(model, &wording.rest, tone, false));
    }
    out
}

/// The wording as it is copied: a blank is `____`.
pub fn copied(model: &Model, wording: &Wording) -> String {
    let mut out = String::new();
    for (i, part) in [&wording.opening, &wording.rest].into_iter().enumerate() {
        if i == 1 && !part.is_empty() {
            out.push(' ');
        }
        for piece in part {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(id) => out.push_str(&slot(model, id).unwrap_or("____".into())),
            }
        }
    }
    out
}

/// The slots of a wording that are blank now.
pub fn blanks<'a>(model: &'a Model, wording: &'a Wording) -> impl Iterator<Item = &'a Id> {
    wording.slots().filter(|id| slot(model, id).is_none())
}
