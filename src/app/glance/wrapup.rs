//! Wrap-up: what is left to settle, what was promised, the note to leave.

use crate::{
    app::{
        action::Action,
        glance::{Entry, Glance, Killer, Lead, List, Mark, Place, Row, State, Target, Tone, Words, keys, live, status},
        handoff,
        model::Model,
        text_of,
    },
    call::{clock::clock_face, desk::Call, event::ItemState, left::left},
    playbook::model::Id,
};

/// The screen after a call.
pub fn wrapup(model: &Model, call: &Call) -> Glance {
    let state = call.session.state();
    let musts = state.open_killers().len();
    let times = state.clock.times(model.now);
    let hidden = state.room().hides_clock;
    let figures = match hidden {
        true => String::new(),
        false => format!(
            "   talk {}   hold {}   handle {}",
            clock_face(times.talk),
            clock_face(times.hold),
            clock_face(times.handle())
        ),
    };
    let left = if musts > 0 {
        Words::of(Tone::Must, format!("{musts} must to settle")).bold()
    } else {
        Words::muted("ready to close")
    };
    Glance {
        who: live::who(model, call),
        clocks: if hidden { Words::default() } else { live::clocks(model, call) },
        place: Some(Place::Title { words: Words::text("WRAP-UP").bold().then(Words::text(figures)), right: left }),
        lead: lead(model, call),
        lists_first: true,
        lists: lists(model, call),
        entry: entry(model, musts > 0),
        status: status(model, call),
        emergency: Some(keys::emergency(model)),
        keys: keys_of(model, call),
        ..Glance::default()
    }
}

fn item_text(model: &Model, id: &Id) -> Words {
    match model.library().item(id) {
        Some(item) => text_of::whole(model, &item.text, Tone::Text),
        None => Words::muted("removed from playbook"),
    }
}

/// While a killer item is open it is the lead; then the one thing to try.
fn lead(model: &Model, call: &Call) -> Lead {
    let state = call.session.state();
    let rows = left(state);
    let chosen = rows.get(model.chosen).filter(|id| state.item(id) == ItemState::Open);
    let killer = |id: &Id| state.open_killers().iter().any(|item| item.id == *id);
    let name = |action| keys::name(model, action);
    match chosen.filter(|_| !state.open_killers().is_empty()).or(rows.first().filter(|id| killer(id))) {
        Some(id) => {
            let ways = format!(
                "{} done, late   {} no, and why   {} follow it up",
                name(Action::Tick),
                name(Action::Override),
                name(Action::Defer)
            );
            let mut words = item_text(model, id).bold();
            words
                .0
                .iter_mut()
                .for_each(|span| span.tone = if span.tone == Tone::Held { Tone::Held } else { Tone::Lead });
            Lead { mark: "▸".into(), rows: vec![(words, ""), (Words::of(Tone::Lead, ways), "")], target: None }
        }
        None => {
            let close = format!("{} closes the call.", name(Action::CloseCall));
            let rows =
                vec![(Words::of(Tone::Lead, handoff::try_next(model)).bold(), ""), (Words::of(Tone::Lead, close), "")];
            Lead { mark: "▸".into(), rows, target: None }
        }
    }
}

fn lists(model: &Model, call: &Call) -> Vec<List> {
    let state = call.session.state();
    let ids = left(state);
    let mut lists = Vec::new();
    if model.email {
        return vec![List {
            name: "e-mail draft".into(),
            right: "nothing is sent".into(),
            rows: written(model, 0),
            ..List::default()
        }];
    }
    if !ids.is_empty() {
        let rows = ids.iter().enumerate().map(|(i, id)| row(model, call, id, i)).collect();
        lists.push(List {
            name: "not done, deferred or late".into(),
            right: ids.len().to_string(),
            rows,
            ..List::default()
        });
    }
    if !state.promises.is_empty() {
        let rows = state.promises.iter().map(|promise| {
            let when = model.wall(promise.due).format("%a %-d %b %H:%M").to_string();
            Row {
                mark: Mark::Key(keys::name(model, Action::Promise), Tone::Text),
                words: Words::text(format!("{when:<19}{}", call.text(promise.text))),
                right: Words::muted("you"),
                ..Row::default()
            }
        });
        lists.push(List {
            name: "promised".into(),
            right: state.promises.len().to_string(),
            rows: rows.collect(),
            ..List::default()
        });
    }
    let right = format!("{} copies it", keys::name(model, Action::Copy));
    lists.push(List { name: "hand-off note".into(), right, rows: written(model, ids.len()), ..List::default() });
    lists
}

/// What is written, row by row; the chosen one is kept in sight.
fn written(model: &Model, above: usize) -> Vec<Row> {
    let rows = handoff::rows(model).into_iter().enumerate();
    let row = |(i, line): (usize, String)| Row {
        words: Words::text(line),
        current: above + i == model.chosen,
        target: Some(Target::Choose(above + i)),
        ..Row::default()
    };
    rows.map(row).collect()
}

fn row(model: &Model, call: &Call, id: &Id, at: usize) -> Row {
    let state = call.session.state();
    let killer = state.open_killers().iter().any(|item| item.id == *id);
    let late = state.items.get(id).is_some_and(|record| record.late);
    let (glyph, word) = match state.item(id) {
        ItemState::Open => (State::Open, "open".to_string()),
        ItemState::Done => (State::Done, "late".into()),
        ItemState::Deferred => (State::Deferred, "deferred".into()),
        ItemState::NotApplicable => (State::NotApplicable, "n/a".into()),
        ItemState::Overridden => (
            State::Overridden,
            match state.items.get(id).and_then(|record| record.why) {
                Some(why) => format!("overridden: {}", call.text(why)),
                None => "overridden".into(),
            },
        ),
    };
    let current = at == model.chosen;
    let tone = if matches!(glyph, State::Deferred | State::Overridden) || late { Tone::Held } else { Tone::Text };
    let mut words = item_text(model, id);
    if current {
        words = words.bold();
    }
    let right = Words::of(tone, word);
    Row {
        killer: if killer { Killer::Open } else { Killer::No },
        mark: Mark::State(if current && glyph == State::Open { State::Current } else { glyph }),
        words,
        right: if killer { Words::of(Tone::Must, "must").bold().then(Words::muted(" · ")).then(right) } else { right },
        current,
        wraps: killer,
        target: Some(Target::Choose(at)),
        ..Row::default()
    }
}

/// The one thing to try, while something else is the lead.
fn entry(model: &Model, led: bool) -> Entry {
    let (sign, text) = if led { ("try".to_string(), handoff::try_next(model)) } else { Default::default() };
    Entry { sign, text, saved: status::saved(model), ..Entry::default() }
}

fn status(model: &Model, call: &Call) -> Words {
    if let Some(words) = status::said_status(model) {
        return words;
    }
    let result = call.session.state().disposition.as_ref().and_then(|id| model.library().title_of(id));
    match result {
        Some(result) => Words::muted(format!("result: {result}; closing erases names, notes and words for good")),
        None => Words::muted("closing erases names, notes and words for good"),
    }
}

fn keys_of(model: &Model, call: &Call) -> Vec<super::KeyHint> {
    let copy = if model.email { "copy e-mail" } else { "copy note" };
    let tab = if model.email { "note" } else { "e-mail draft" };
    let mut keys = vec![keys::hint_as(model, Action::Copy, copy), keys::hint_as(model, Action::EmailDraft, tab)];
    if !left(call.session.state()).is_empty() {
        keys.push(keys::hint_as(model, Action::Tick, "done"));
        keys.push(keys::hint_as(model, Action::Override, "why"));
    }
    keys.push(keys::hint(model, Action::Disposition));
    keys.push(keys::hint(model, Action::CloseCall));
    keys.push(keys::hint(model, Action::Help));
    keys
}
