//! What to do: the list in hand, its items and their states.

use crate::{
    app::{
        glance::{Killer, List, Mark, Row, State, Target, Tone, Words, live::step_title},
        model::Model,
        text_of,
    },
    call::{
        clock::clock_face,
        desk::Call,
        event::{Guidance, ItemPin, ItemState},
        state::{CallState, ItemRecord, Phase},
    },
};

/// The words of an item; one that its playbook no longer holds says so.
pub fn words(model: &Model, item: &ItemPin, tone: Tone) -> Words {
    match model.library().item(&item.id) {
        Some(found) => text_of::whole(model, &found.text, tone),
        None => Words::muted("removed from playbook"),
    }
}

/// The list in hand.
pub fn list(model: &Model, call: &Call) -> List {
    let state = call.session.state();
    let (items, cursor) = state.list();
    let name = match state.top().filter(|frame| frame.in_hand) {
        Some(frame) => model.library().scenario(&frame.scenario).map(|s| s.goal.clone()),
        None => state.framework().and_then(|f| f.pin.steps.get(f.step)).map(|step| {
            let title = step_title(model, &step.id);
            model.library().step(&step.id).map_or(title.clone(), |found| format!("{title}: {}", found.goal))
        }),
    };
    let done = items.iter().filter(|item| state.item(&item.id) == ItemState::Done).count();
    let rows =
        items.iter().enumerate().filter(|(i, item)| state.guidance != Guidance::Killers || item.killer || *i == cursor);
    List {
        name: name.unwrap_or("removed from playbook".into()),
        right: format!("{done} of {} done", items.len()),
        rows: rows.map(|(i, item)| item_row(model, call, item, i, i == cursor)).collect(),
        ..List::default()
    }
}

fn item_row(model: &Model, call: &Call, item: &ItemPin, at: usize, current: bool) -> Row {
    let state = call.session.state();
    let now = state.item(&item.id);
    let settled = state.settled(&item.id);
    let tone = match (current, now) {
        (true, _) => Tone::Current,
        (_, ItemState::Deferred | ItemState::Overridden) => Tone::Held,
        _ if settled => Tone::Muted,
        _ => Tone::Text,
    };
    let mut text = words(model, item, tone);
    if current {
        text = text.bold();
    }
    Row {
        killer: match (item.killer, settled) {
            (false, _) => Killer::No,
            (true, false) => Killer::Open,
            (true, true) => Killer::Settled,
        },
        mark: Mark::State(match now {
            ItemState::Open if current => State::Current,
            ItemState::Open => State::Open,
            ItemState::Done => State::Done,
            ItemState::Deferred => State::Deferred,
            ItemState::NotApplicable => State::NotApplicable,
            ItemState::Overridden => State::Overridden,
        }),
        words: text,
        right: state_words(call, item, current),
        current,
        reversed: current && state.back_after.is_some(),
        wraps: current
            || item.killer
            || model.library().item(&item.id).is_some_and(|i| i.text.slots().next().is_some()),
        target: Some(Target::Item(at)),
        glyph_target: Some(Target::Tick(at)),
        ..Row::default()
    }
}

/// In a rehearsal, the reply that an item was done with.
fn done_in(state: &CallState, record: Option<&ItemRecord>) -> String {
    let talk = record.map_or(0, |record| record.talk);
    let turns = state.rehearsal.iter().flat_map(|rehearsal| &rehearsal.turns);
    let turn = turns.filter(|turn| turn.talk <= talk).count();
    if turn == 0 { "done".into() } else { format!("done, turn {turn}") }
}

/// The word at the right of an item.
fn state_words(call: &Call, item: &ItemPin, current: bool) -> Words {
    let state = call.session.state();
    let record = state.items.get(&item.id);
    let now = state.item(&item.id);
    let word = match now {
        ItemState::Open if !current => "open".to_string(),
        ItemState::Open if state.phase == Phase::OnHold => "next".into(),
        ItemState::Open if state.back_after.is_some() => "you are here".into(),
        ItemState::Open => "now".into(),
        ItemState::Done if record.is_some_and(|record| record.late) => "late".into(),
        ItemState::Done if state.room().hides_clock => "done".into(),
        ItemState::Done if state.rehearsal.is_some() => done_in(state, record),
        ItemState::Done => format!("done {}", clock_face(record.map_or(0, |record| record.talk))),
        ItemState::Deferred => "deferred".into(),
        ItemState::NotApplicable => "n/a".into(),
        ItemState::Overridden => match record.and_then(|record| record.why) {
            Some(why) => format!("overridden: {}", call.text(why)),
            None => "overridden".into(),
        },
    };
    let tone = match now {
        ItemState::Deferred | ItemState::Overridden => Tone::Held,
        ItemState::Open if current => Tone::Current,
        ItemState::Open => Tone::Text,
        _ => Tone::Muted,
    };
    let word = Words::of(tone, word);
    match (item.killer, state.settled(&item.id)) {
        (false, _) => word,
        (true, false) => Words::of(Tone::Must, "must").bold().then(Words::muted(" · ")).then(word),
        (true, true) => Words::muted("must · ").then(word),
    }
}
