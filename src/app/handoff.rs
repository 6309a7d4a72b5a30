//! What is written when a call is over: the hand-off note, the e-mail draft, the one thing to try next.

use crate::{
    app::{model::Model, scene, text_of},
    call::{
        desk::Call,
        event::{EndReason, ItemState, Transfer},
        left::left,
        state::CallState,
    },
    coach::{Scene, reply},
    playbook::model::Id,
    text,
};

/// The most lines a note has, so that it fits any CRM's field.
pub const LINES: usize = 10;

/// The hand-off note: at most [`LINES`] lines, in which nothing skipped stands as done.
pub fn note(model: &Model) -> Vec<String> {
    let Some(call) = model.call() else { return Vec::new() };
    let mut lines = vec![about(model, call)];
    lines.extend(scenarios(model, call));
    lines.extend(words(model, call));
    lines.extend(promises(model, call));
    lines.extend(listed(model, call, "Open", ItemState::Open));
    lines.extend(listed(model, call, "Deferred", ItemState::Deferred));
    lines.extend(left_out(model, call));
    lines.extend(handed_over(call));
    let room = LINES.saturating_sub(lines.len());
    let notes: Vec<&str> = call.session.state().notes.iter().map(|note| call.text(note.what)).collect();
    let mut words = notes.iter().map(|note| sentence(note)).collect::<Vec<_>>();
    if words.len() > room && room > 0 {
        let rest = words.split_off(room - 1);
        words.push(rest.join(" "));
    }
    lines.splice(1..1, words);
    lines.truncate(LINES);
    lines
}

/// The note, or the e-mail, in rows of the screen.
pub fn rows(model: &Model) -> Vec<String> {
    let columns = usize::from(model.size.0).clamp(40, 80) - 10;
    let lines = if model.email { email(model) } else { note(model) };
    lines.iter().flat_map(|line| text::wrap(line, columns)).collect()
}

/// The first line: what it was about and how it turned out.
fn about(model: &Model, call: &Call) -> String {
    let library = model.library();
    let state = call.session.state();
    let title = |id: &Option<Id>| id.as_ref().and_then(|id| library.title_of(id)).map(str::to_string);
    let name = call.slot("customer").map(str::to_string);
    let parts = [name, title(&state.topic), title(&state.disposition)];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    let at = model.wall(state.opened).format("%a %-d %b %H:%M");
    sentence(&format!("Call of {at}{}{}", if known.is_empty() { "" } else { ": " }, known.join(", ")))
}

fn scenarios(model: &Model, call: &Call) -> Option<String> {
    let library = model.library();
    let state = call.session.state();
    let opened: Vec<String> = state
        .opened_lists
        .iter()
        .filter(|(id, _)| state.used.contains(id))
        .map(|(id, items)| {
            let done = items.iter().filter(|item| state.item(&item.id) == ItemState::Done).count();
            let title = library.title_of(id).unwrap_or(id.as_str());
            format!("{title} ({done} of {} done)", items.len())
        })
        .collect();
    (!opened.is_empty()).then(|| format!("Came up: {}.", opened.join("; ")))
}

/// What items with a blank were filled with: an address, a number, who called.
fn words(model: &Model, call: &Call) -> Option<String> {
    let opened = call.session.state().opened_lists.iter().flat_map(|(_, items)| items);
    let mut told: Vec<String> = Vec::new();
    for item in opened.filter_map(|pin| model.library().item(&pin.id)) {
        let filled = item.text.slots().any(|slot| call.slot(slot.as_str()).is_some());
        let text = text_of::copied(model, &item.text);
        if filled && !told.contains(&text) {
            told.push(text);
        }
    }
    (!told.is_empty()).then(|| format!("Known: {}.", told.join("; ")))
}

fn promises(model: &Model, call: &Call) -> Option<String> {
    let who = model.config.agent.as_deref().map(|agent| format!(" ({agent})")).unwrap_or_default();
    let made: Vec<String> = call
        .session
        .state()
        .promises
        .iter()
        .map(|promise| {
            let wall = model.wall(promise.due).format("%a %-d %b %H:%M");
            format!("{} by {wall}{who}", call.text(promise.text))
        })
        .collect();
    (!made.is_empty()).then(|| format!("Promised: {}.", made.join("; ")))
}

/// Items in a state, for what matters: all killer items, and every item that was touched.
fn listed(model: &Model, call: &Call, head: &str, state: ItemState) -> Option<String> {
    let fold = call.session.state();
    let ids: Vec<Id> = if state == ItemState::Open {
        fold.open_killers().into_iter().map(|item| item.id.clone()).collect()
    } else {
        fold.items.iter().filter(|(_, record)| record.state == state).map(|(id, _)| id.clone()).collect()
    };
    let names: Vec<String> = ids.iter().map(|id| name(model, id)).collect();
    (!names.is_empty()).then(|| format!("{head}: {}.", names.join("; ")))
}

fn left_out(model: &Model, call: &Call) -> Option<String> {
    let fold = call.session.state();
    let names: Vec<String> = fold
        .items
        .iter()
        .filter(|(_, record)| record.state == ItemState::Overridden)
        .map(|(id, record)| match record.why {
            Some(why) => format!("{} ({})", name(model, id), call.text(why)),
            None => name(model, id),
        })
        .collect();
    (!names.is_empty()).then(|| format!("Left out: {}.", names.join("; ")))
}

fn handed_over(call: &Call) -> Option<String> {
    let state = call.session.state();
    let way = match state.transfer {
        Some(Transfer::Warm) => Some("Handed over with the story told.".to_string()),
        Some(Transfer::Cold) => Some("Put through without a briefing.".into()),
        Some(Transfer::Callback) => Some("A colleague calls back.".into()),
        None => None,
    };
    way.or_else(|| {
        (state.ended == Some(EndReason::Failed)).then(|| "The record breaks off before the call ended.".into())
    })
}

/// An item as it is read, with the caller's words in it.
fn name(model: &Model, id: &Id) -> String {
    let item = model.library().item(id);
    item.map_or("an item removed from its playbook".into(), |item| text_of::copied(model, &item.text))
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_string() } else { format!("{text}.") }
}

/// The way an e-mail after a call is put together.
const FOLLOW_UP: &str = "follow-up";

/// The follow-up e-mail: greeting, care, solution, details, time-frame, closing. What was said and promised in the call
/// comes first; where it has nothing stands a line of the playbooks, and where these have none a blank.
pub fn email(model: &Model) -> Vec<String> {
    let Some(call) = model.call() else { return Vec::new() };
    let library = model.library();
    let state = call.session.state();
    let topic = state.topic.as_ref().and_then(|id| library.title_of(id)).unwrap_or("your call");
    let mut lines =
        vec![format!("Subject: {topic}"), format!("Hello {},", call.slot("customer").unwrap_or("[name ____]"))];
    let scene = Scene { channel: Some("email".into()), ..scene::scene(&call.session) };
    let written = library.framework(&FOLLOW_UP.into()).map(|way| reply(library, way, &scene)).unwrap_or_default();
    for part in ["greeting", "care", "solution", "details", "time-frame", "closing"] {
        let own = match part {
            "care" => said_for(model, &["hear.empathize", "last.acknowledge"]),
            "solution" => said_for(model, &["hear.respond", "last.solve"]),
            "time-frame" => promised(model),
            _ => None,
        };
        let line =
            written.iter().find(|(step, _)| step.as_str().ends_with(&format!(".{part}"))).and_then(|(_, line)| *line);
        let line = own.or_else(|| line.map(|line| text_of::copied(model, &line.say)));
        match (line, part) {
            (Some(line), _) => lines.push(line),
            (None, "care" | "solution" | "time-frame") => lines.push(format!("[{part} ____]")),
            (None, _) => {}
        }
    }
    let agent = model.config.agent.as_deref().unwrap_or("[your name ____]");
    let company = model.config.company.as_deref().unwrap_or("[company ____]");
    lines.push(format!("{agent}, {company}"));
    lines
}

/// What was last said at one of these steps, as it was said.
fn said_for(model: &Model, steps: &[&str]) -> Option<String> {
    let call = model.call()?;
    call.session.state().said.iter().rev().find_map(|said| {
        let phrase = model.library().phrase(&said.what).filter(|phrase| !phrase.verbatim)?;
        let fits = phrase.places.iter().any(|place| steps.contains(&place.as_str()));
        fits.then(|| text_of::copied(model, &phrase.say))
    })
}

/// What was promised, each with its day.
fn promised(model: &Model) -> Option<String> {
    let call = model.call()?;
    let dates = call.session.state().promises.iter().map(|promise| {
        let wall = model.wall(promise.due).format("%A %-d %B, %H:%M");
        format!("By {wall}: {}.", call.text(promise.text))
    });
    Some(dates.collect::<Vec<_>>().join(" ")).filter(|dates| !dates.is_empty())
}

/// The one thing to try next time: from what was left out, or what went well.
pub fn try_next(model: &Model) -> String {
    model.call().map_or(String::new(), |call| to_try(call.session.state(), &|id| name(model, id)))
}

/// The same of any call, with names for its items.
pub fn to_try(state: &CallState, name: &dyn Fn(&Id) -> String) -> String {
    if let Some(item) = state.items.iter().find(|(_, record)| record.late).map(|(id, _)| id) {
        return format!("Earlier in the call: {}.", name(item));
    }
    let open = left(state).into_iter().find(|id| state.item(id) == ItemState::Open);
    match open {
        Some(id) => format!("Leave room for this one: {}.", name(&id)),
        None if state.items.values().any(|record| record.state == ItemState::Deferred) => {
            "Settle what was deferred while it is fresh.".into()
        }
        None if state.promises.is_empty() => "Name a day and an hour for what happens next.".into(),
        None => "All of it done. Keep the pace you had.".into(),
    }
}
