//! A live call as a page: its times, what was ticked, what was promised, and of the texts what is still kept.

use std::collections::BTreeSet;

use crate::{
    app::{handoff::to_try, model::Zone},
    call::{
        clock::clock_face,
        desk::Call,
        event::{EndReason, ItemPin, ItemState, Transfer},
        state::CallState,
    },
    playbook::model::{Id, Library},
    practice::progress::{share, title},
    storage::{
        journal::StoredPromise,
        report::{
            page::{Cell, Column, Group, Lead, Outcome, Page, Part, Plain, Row, Section, Table, Tone},
            words::{self, KEPT, Spent, long, when},
        },
    },
};

/// A live call as a page, with the promises of the store that are still open.
pub fn page(library: &Library, call: &Call, open: &[StoredPromise], zone: Zone) -> Page {
    let state = call.session.state();
    let mut sections = Vec::new();
    sections.extend(promises(call, open, zone));
    sections.extend(items(library, call));
    sections.extend(time(library, state));
    sections.extend(notes(call));
    sections.extend(own_words(call));
    let names = [state.topic.as_ref(), state.disposition.as_ref()];
    let names: Vec<String> = names.into_iter().flatten().map(|id| title(library, id)).collect();
    Page {
        kind: "Call",
        title: if names.is_empty() { "A call".into() } else { names.join(", ").into() },
        facts: facts(library, state, zone),
        lead: Some(Lead {
            name: "One thing to try",
            words: to_try(state, &|id| words::item(library, call, id)).into(),
            why: Plain::default(),
        }),
        result: Some(outcome(library, call)),
        sections,
        foot: vec![
            "A call's notes, names, numbers and own words are erased as the settings say; what was erased stands here as \
             (erased)."
                .into(),
            KEPT.into(),
        ],
    }
}

fn facts(library: &Library, state: &CallState, zone: Zone) -> Vec<(&'static str, Plain)> {
    let times = state.clock.times(state.last);
    let named = |id: &Option<Id>| id.as_ref().map(|id| Plain::from(title(library, id)));
    let ended = state.ended.map(|reason| match reason {
        EndReason::Us => "we hung up",
        EndReason::Caller => "the caller hung up",
        EndReason::Missed => "nobody answered",
        EndReason::Rejected => "it was turned away",
        EndReason::Failed => "the record breaks off before the end",
        EndReason::Transferred => "it was handed over",
    });
    let way = state.transfer.map(|way| match way {
        Transfer::Warm => "warm, with the story told",
        Transfer::Cold => "cold, without a briefing",
        Transfer::Callback => "by a callback",
    });
    let handle = format!(
        "{}: talk {}, hold {}, after the call {}",
        long(times.handle()),
        clock_face(times.talk),
        clock_face(times.hold),
        clock_face(times.after_call)
    );
    let all = [
        ("Opened", Some(when(zone, state.opened).into())),
        ("About", named(&state.topic)),
        ("Industry", named(&state.industry)),
        ("Channel", named(&state.channel)),
        ("Mood", named(&state.mood)),
        ("Handle time", Some(handle.into())),
        ("Handed over", way.map(Plain::from)),
        ("How it ended", ended.map(Plain::from)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn outcome(library: &Library, call: &Call) -> Outcome {
    let state = call.session.state();
    let mut seen = BTreeSet::new();
    let musts: Vec<&Id> = state.killers().map(|item| &item.id).filter(|id| seen.insert(*id)).collect();
    let done = musts.iter().filter(|id| state.item(id) == ItemState::Done).count();
    let apply = musts.iter().filter(|id| state.item(id) != ItemState::NotApplicable).count();
    let word = state.disposition.as_ref().map_or("No result was noted".into(), |id| title(library, id));
    let figure = if apply == 0 { String::new() } else { format!("{done} of {apply} musts done") };
    let came_up: Vec<String> =
        state.opened_lists.iter().filter(|(id, _)| state.used.contains(id)).map(|(id, _)| title(library, id)).collect();
    let came_up = (!came_up.is_empty()).then(|| format!("Came up: {}.", came_up.join("; ")).into());
    Outcome {
        good: done == apply,
        word: word.into(),
        figure: figure.into(),
        failed: Vec::new(),
        remarks: came_up.into_iter().collect(),
    }
}

/// What was promised. A text that the call keeps no more may still be among the open promises.
fn promises(call: &Call, open: &[StoredPromise], zone: Zone) -> Option<Section> {
    let state = call.session.state();
    let row = |promise: &crate::call::state::Promise| {
        let kept = open.iter().find(|kept| kept.call == call.session.id && kept.seq == promise.seq);
        let text = match kept {
            Some(kept) => kept.text.as_str(),
            None => call.text(promise.text),
        };
        let state = match kept {
            Some(_) => Cell::Sign("○", "open".into(), Tone::Plain),
            None => Cell::Sign("✓", "done or cancelled".into(), Tone::Good),
        };
        let who = kept.map(|kept| kept.who.as_str()).filter(|who| !who.is_empty());
        let who = who.map_or(String::new(), |who| format!("For {who}; "));
        let by = zone.wall(promise.due).format("%a %-d %b %Y, %H:%M");
        Row {
            name: text.into(),
            under: format!("{who}said in {}", promise.zone).into(),
            cells: vec![Cell::words(by.to_string()), state],
            ..Row::default()
        }
    };
    let rows: Vec<Row> = state.promises.iter().map(row).collect();
    let column = |head, set| Column { head, set };
    let table = Table {
        caption: "What was promised, and by when".into(),
        columns: vec![column("Promise", "text"), column("By", "time"), column("State", "mark")],
        groups: vec![Group { rows, ..Group::default() }],
        spread: true,
    };
    (!state.promises.is_empty()).then(|| Section::of("Promised", Part::Table(table)))
}

/// Every list that was in hand: what was touched in it, and what must be and was not.
fn items(library: &Library, call: &Call) -> Option<Section> {
    let state = call.session.state();
    let mut groups: Vec<Group> = Vec::new();
    for framework in &state.frameworks {
        for step in &framework.pin.steps {
            groups.extend(list(library, call, &step.id, &step.items, true));
        }
    }
    for (id, pins) in &state.opened_lists {
        groups.extend(list(library, call, id, pins, state.used.contains(id)));
    }
    let column = |head, set| Column { head, set };
    let table = Table {
        caption: "The items of each list, and when in the talk time they were done".into(),
        columns: vec![column("Item", "text"), column("Must", "text"), column("State", "mark"), column("At", "time")],
        groups,
        spread: false,
    };
    (!table.groups.is_empty()).then(|| Section::of("Steps and lists", Part::Table(table)))
}

fn list(library: &Library, call: &Call, of: &Id, pins: &[ItemPin], in_hand: bool) -> Option<Group> {
    let state = call.session.state();
    let told = |pin: &&ItemPin| state.items.contains_key(&pin.id) || (pin.killer && in_hand);
    let rows: Vec<Row> = pins.iter().filter(told).map(|pin| item(library, call, pin)).collect();
    let done = pins.iter().filter(|pin| state.item(&pin.id) == ItemState::Done).count();
    let sum = format!("{done} of {} done", pins.len()).into();
    (!rows.is_empty()).then(|| Group { title: title(library, of).into(), sum, rows })
}

fn item(library: &Library, call: &Call, pin: &ItemPin) -> Row {
    let record = call.session.state().items.get(&pin.id);
    let late = record.is_some_and(|record| record.late);
    let (sign, word, tone) = match call.session.state().item(&pin.id) {
        ItemState::Open if pin.killer => ("○", "never done", Tone::Bad),
        ItemState::Open => ("○", "open", Tone::Plain),
        ItemState::Done if late => ("✓", "after the end", Tone::Plain),
        ItemState::Done => ("✓", "done", Tone::Good),
        ItemState::Deferred => ("»", "deferred", Tone::Plain),
        ItemState::NotApplicable => ("–", "n/a", Tone::Faint),
        ItemState::Overridden => ("/", "left out", Tone::Plain),
    };
    let why = record.and_then(|record| record.why).map(|why| format!("Why: {}", call.text(why)));
    Row {
        name: words::item(library, call, &pin.id).into(),
        under: why.unwrap_or_default().into(),
        cells: vec![
            Cell::words(if pin.killer { "must" } else { "" }),
            Cell::Sign(sign, word.into(), tone),
            Cell::words(record.map_or(String::new(), |record| clock_face(record.talk))),
        ],
        stands_out: tone == Tone::Bad,
    }
}

fn time(library: &Library, state: &CallState) -> Option<Section> {
    let mut steps = Vec::new();
    for framework in state.frameworks.iter().filter(|framework| framework.spent.iter().any(|spent| *spent > 0)) {
        let meant: u64 = framework.pin.steps.iter().map(|step| u64::from(step.budget_secs)).sum();
        let was: u64 = framework.spent.iter().sum();
        steps.extend(framework.pin.steps.iter().zip(&framework.spent).map(|(step, spent)| Spent {
            step: step.id.clone(),
            meant: share(u64::from(step.budget_secs), meant),
            was: share(*spent, was),
            spent: *spent,
            under: String::new(),
        }));
    }
    words::time(library, &steps)
}

fn notes(call: &Call) -> Option<Section> {
    let quote = |note: &crate::call::state::Moment<crate::call::event::TextId>| {
        (call.text(note.what).into(), clock_face(note.talk).into())
    };
    let notes: Vec<(Plain, Plain)> = call.session.state().notes.iter().map(quote).collect();
    (!notes.is_empty()).then(|| Section::of("Notes", Part::Quotes(notes)))
}

/// The caller: name, number, own words.
fn own_words(call: &Call) -> Option<Section> {
    let slots = &call.session.state().slots;
    let quote = |(slot, id): (&Id, &crate::call::event::TextId)| {
        (call.text(*id).into(), slot.as_str().replace('-', " ").into())
    };
    let words: Vec<(Plain, Plain)> = slots.iter().map(quote).collect();
    (!words.is_empty()).then(|| Section::of("The caller's words", Part::Quotes(words)))
}
