//! The right column of a wide screen: what one looks up.

use crate::{
    app::{
        glance::{List, Mark, Row, Tone, Words},
        model::Model,
        text_of,
    },
    call::{clock::clock_face, desk::Call, state::CallState},
};

/// How many lines of each list are shown; the newest stay.
const NEWEST: usize = 6;

/// Everything that belongs in the right column, in its order.
pub fn side(model: &Model, call: &Call) -> Vec<List> {
    let state = call.session.state();
    let lists = [step(model, state), promises(model, call), words(call), said(model, state), notes(call)];
    // What is long comes last: it gives way where there is no room.
    lists.into_iter().chain([passed(model, state), scenario(model, state)]).flatten().collect()
}

fn list(name: &str, right: String, rows: Vec<Row>) -> Option<List> {
    (!rows.is_empty()).then(|| List { name: name.into(), right, rows, space_above: true, ..List::default() })
}

/// A row with its label in a column of its own; its words wrap beside it.
fn row(label: &str, columns: usize, words: Words) -> Row {
    Row { mark: Mark::Key(format!("{label:<columns$}"), Tone::Muted), words, wraps: true, ..Row::default() }
}

/// What stands behind the list in hand, for a call that is open: at a step what ends it, in a scenario what never to say.
pub fn look_up(model: &Model) -> Option<List> {
    let state = model.call()?.session.state();
    step(model, state).or_else(|| scenario(model, state))
}

/// What never to say and what instead, and what to write down.
fn scenario(model: &Model, state: &CallState) -> Option<List> {
    let scenario = model.library().scenario(&state.top()?.scenario)?;
    let never = scenario.never.iter().flat_map(|never| {
        let said = row("never", 10, Words::text(format!("\"{}\"", never.say)));
        let why = row("", 10, Words::muted(never.why.clone()));
        [said, why, row("but", 10, text_of::whole(model, &never.instead, Tone::Text))]
    });
    let record = scenario.record.iter().map(|line| row("write down", 10, Words::text(line.clone())));
    list(&scenario.title, String::new(), never.chain(record).collect())
}

/// What ends this step, what to listen for, what goes wrong.
fn step(model: &Model, state: &CallState) -> Option<List> {
    let f = state.framework().filter(|_| state.top().is_none_or(|frame| !frame.in_hand))?;
    let step = model.library().step(&f.pin.steps.get(f.step)?.id)?;
    let lines = [("done when", &step.done_when), ("move on", &step.move_on), ("mind", &step.pitfall)];
    let rows = lines.into_iter().filter(|(_, text)| !text.is_empty());
    list("This step", String::new(), rows.map(|(head, text)| row(head, 10, Words::text(text.clone()))).collect())
}

fn promises(model: &Model, call: &Call) -> Option<List> {
    let promises = &call.session.state().promises;
    let rows = promises.iter().map(|promise| {
        let when = model.wall(promise.due).format("%a %H:%M").to_string();
        row(&when, 10, Words::text(call.text(promise.text)))
    });
    list("Promises", format!("{} open", promises.len()), rows.collect())
}

fn words(call: &Call) -> Option<List> {
    let slots = &call.session.state().slots;
    let rows =
        slots.iter().map(|(slot, text)| row(&slot.as_str().replace('-', " "), 10, Words::text(call.text(*text))));
    list("Their words", String::new(), rows.collect())
}

fn said(model: &Model, state: &CallState) -> Option<List> {
    let newest = state.said.iter().skip(state.said.len().saturating_sub(NEWEST));
    let rows = newest.map(|said| {
        let words =
            model.library().phrase(&said.what).map(|phrase| text_of::whole(model, &phrase.say, Default::default()));
        let words = words.unwrap_or(Words::muted("removed from playbook"));
        Row { wraps: false, ..row(&time(state, said.talk), 6, words) }
    });
    list("Said", state.said.len().to_string(), rows.collect())
}

fn notes(call: &Call) -> Option<List> {
    let state = call.session.state();
    let newest = state.notes.iter().skip(state.notes.len().saturating_sub(NEWEST));
    let rows = newest.map(|note| row(&time(state, note.talk), 6, Words::text(call.text(note.what))));
    list("Notes", state.notes.len().to_string(), rows.collect())
}

fn time(state: &CallState, talk: u64) -> String {
    if state.room().hides_clock { String::new() } else { clock_face(talk) }
}

fn passed(model: &Model, state: &CallState) -> Option<List> {
    let f = state.framework().filter(|_| !state.room().hides_clock)?;
    let spent = f.pin.steps.iter().zip(&f.spent).filter(|(_, ms)| **ms > 0);
    let rows = spent.map(|(step, ms)| Row {
        words: Words::text(model.library().step(&step.id).map_or(step.id.to_string(), |s| s.title.clone())),
        right: Words::muted(clock_face(*ms)),
        ..Row::default()
    });
    list("Passed", "since start".into(), rows.collect())
}
