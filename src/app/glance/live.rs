//! The call: what to say, what to do, where one is.

use crate::{
    app::{
        action::Action,
        glance::{
            Entry, Glance, List, Mark, Place, Row, Span, State, Stroke, Target, Tone, Words, items, keys, rehearsal,
            say, side, status,
        },
        model::{HUB, Model},
        rehearse,
    },
    call::{
        clock::{clock_face, short_face},
        desk::{Call, Footing},
        state::{CallState, Frame, FrameworkState, Phase},
    },
    playbook::model::Id,
};

/// How often to check in on someone on hold, in milliseconds. A trainer's judgement: every 30 to 60 seconds.
const CHECK_IN: u64 = 45_000;

/// The screen of the call in hand: a rehearsal's is laid over it.
pub fn live(model: &Model, call: &Call) -> Glance {
    match (rehearse::rehearsal(call), &model.playing) {
        (Some(now), Some(playing)) => rehearsal::rehearse(model, call, now, playing),
        _ => self::call(model, call),
    }
}

/// The screen of a call.
pub fn call(model: &Model, call: &Call) -> Glance {
    let state = call.session.state();
    let top = state.top().filter(|frame| frame.in_hand);
    let hub = top.is_some_and(|frame| frame.scenario.as_str() == HUB);
    let mut lists = vec![items::list(model, call)];
    if hub {
        lists.push(branches(model));
    }
    let lists_first = top.is_some();
    let mut alternatives = say::alternatives(model, call);
    if hub {
        alternatives.clear();
    }
    Glance {
        stroke: stroke(state),
        who: who(model, call),
        clocks: clocks(model, call),
        place: Some(place(model, state)),
        lead: say::lead(model, call),
        alternatives,
        lists_first,
        lists,
        next: if lists_first { None } else { next_step(model, state) },
        side: side::side(model, call),
        strip: if hub { Vec::new() } else { keys::strip(model) },
        strip_more: (!hub).then(|| keys::all_scenarios(model)),
        entry: entry(model, call),
        status: status::status(model, call),
        emergency: Some(keys::emergency(model)),
        keys: keys::call(model, call),
        ..Glance::default()
    }
}

/// The stroke that tells the mode.
fn stroke(state: &CallState) -> Stroke {
    if state.top().is_some_and(|frame| frame.emergency) {
        Stroke::Emergency
    } else if state.phase == Phase::OnHold || state.room().pauses {
        Stroke::Paused
    } else {
        Stroke::Normal
    }
}

/// Who calls: name, channel where it is not the phone, topic, mood.
pub fn who(model: &Model, call: &Call) -> Vec<String> {
    let state = call.session.state();
    let library = model.library();
    let name = call.slot("customer").or(call.slot("number")).unwrap_or("Caller").to_string();
    let topic = state.topic.as_ref().map(|id| library.title_of(id).unwrap_or(id.as_str()).to_lowercase());
    let mood = state.mood.as_ref().map(|id| library.emotion(id).map_or(id.to_string(), |mood| mood.word.clone()));
    let channel = state.channel.as_ref().map(|id| library.title_of(id).unwrap_or(id.as_str()).to_lowercase());
    [Some(name), channel, topic, mood].into_iter().flatten().collect()
}

/// The clocks of row 1.
pub fn clocks(model: &Model, call: &Call) -> Words {
    let state = call.session.state();
    match call.footing {
        Footing::Provisional => return Words::muted("begins with the first tick"),
        Footing::Trial => return Words::of(Tone::Held, "a trial, no call"),
        Footing::Real | Footing::Unkept => {}
    }
    if state.room().hides_clock {
        return Words::default();
    }
    let times = state.clock.times(model.now);
    let talk = Words::muted(format!("talk {}", clock_face(times.talk)));
    match (state.phase, state.back_after) {
        (Phase::OnHold, _) => {
            let since = state.held_since.map_or(0, |since| model.now.since(since));
            let text = format!("HOLD {}", clock_face(since));
            Words(vec![Span { text, tone: Tone::Held, bold: true, reversed: true, ..Span::default() }])
                .then(Words::muted("   "))
                .then(talk)
        }
        (Phase::WrapUp | Phase::Closed, _) => Words::muted(format!("after-call {}", clock_face(times.after_call))),
        (_, Some(held)) => Words::muted(format!("held {}   ", clock_face(held))).then(talk),
        _ => talk,
    }
}

/// A step's name; what the playbook no longer holds keeps its id.
pub fn step_title(model: &Model, id: &Id) -> String {
    let last = id.as_str().rsplit('.').next().unwrap_or_default();
    model.library().step(id).map_or(last.to_string(), |step| step.title.clone())
}

/// A framework's name; what the playbooks no longer hold keeps its id.
pub fn framework_title(model: &Model, f: &FrameworkState) -> String {
    model.library().framework(&f.pin.id).map_or(f.pin.id.to_string(), |framework| framework.title.clone())
}

/// Row 3: the rail, or the way back.
fn place(model: &Model, state: &CallState) -> Place {
    let Some(f) = state.framework() else { return Place::default() };
    if state.room().pauses { path(model, state, f) } else { rail(model, state, f) }
}

fn path(model: &Model, state: &CallState, f: &FrameworkState) -> Place {
    let step = f.pin.steps.get(f.step).map(|step| step_title(model, &step.id)).unwrap_or_default();
    let title = |frame: &Frame| {
        model.library().scenario(&frame.scenario).map_or(frame.scenario.to_string(), |s| s.title.clone())
    };
    let mut crumbs = vec![framework_title(model, f), step.clone()];
    crumbs.extend(state.stack.iter().map(title));
    let back = model.keymap.name(Action::Back).unwrap_or_default();
    let beneath = state.stack.len().checked_sub(2).and_then(|i| state.stack.get(i));
    let right = match beneath {
        _ if model.trial.is_some() && state.stack.len() == 1 => {
            format!("{} leaves it", model.keymap.name(Action::Leave).unwrap_or_default())
        }
        _ if model.call().is_some_and(Call::is_provisional) && state.stack.len() == 1 => format!("{back} leaves it"),
        Some(frame) => format!("{back} returns to {}", title(frame)),
        None => format!("{back} returns to {step}, item {}", f.cursors.get(f.step).map_or(1, |item| item + 1)),
    };
    Place::Path { crumbs, right: Words::muted(right) }
}

fn rail(model: &Model, state: &CallState, f: &FrameworkState) -> Place {
    let steps = f.pin.steps.iter().enumerate().map(|(i, step)| {
        let touched = f.spent[i] > 0 || step.items.iter().any(|item| state.items.contains_key(&item.id));
        let mark = match i == f.step {
            true => State::Current,
            false if touched && state.open_killer(&step.items).is_none() => State::Done,
            false => State::Open,
        };
        (mark, step_title(model, &step.id))
    });
    let other = model.call().and_then(|call| call.session.other_framework(model.library()));
    let tab = model.keymap.name(Action::OtherFramework).unwrap_or_default();
    Place::Rail {
        framework: framework_title(model, f),
        at: f.step + 1,
        steps: steps.collect(),
        other: other.map(|other| format!("{tab} {}", other.title)),
        right: step_time(model, state, f),
    }
}

/// The time meant for the step: it stands still until it is passed.
fn step_time(model: &Model, state: &CallState, f: &FrameworkState) -> Words {
    let room = state.room();
    if room.hides_clock {
        return Words::default();
    }
    if let (Phase::OnHold, Some(since)) = (state.phase, state.held_since) {
        let held = model.now.since(since);
        if held >= CHECK_IN && held % CHECK_IN < 10_000 {
            return Words::of(Tone::Held, "check in now").bold();
        }
        let next = (held / CHECK_IN + 1) * CHECK_IN;
        return Words::muted(format!("check in at {}", clock_face(next)));
    }
    let Some(step) = f.pin.steps.get(f.step) else { return Words::default() };
    let meant = u64::from(step.budget_secs) * 1000 * u64::from(room.budget);
    let spent = f.spent[f.step] + state.clock.times(model.now).talk.saturating_sub(f.entered);
    if meant > 0 && spent > meant {
        let over = ((spent - meant) / 10_000).max(1) * 10_000;
        return Words::of(Tone::Held, format!("over by {}", short_face(over)));
    }
    Words::muted(match room.budget {
        0 | 1 => format!("{} for this step", short_face(meant)),
        2 => format!("{}, double time", short_face(meant)),
        n => format!("{}, {n} times as long", short_face(meant)),
    })
}

/// What the hub leads to.
fn branches(model: &Model) -> List {
    let library = model.library();
    let hub = library.scenario(&HUB.into());
    let mut rows = vec![Row { words: Words::muted("What is it?"), ..Row::default() }];
    for (i, id) in hub.into_iter().flat_map(|hub| &hub.branches).enumerate() {
        let (Some(act), Some(branch)) = (keys::STRIP_ACTS.get(i), library.scenario(id)) else { continue };
        let key = model.keymap.name(*act).unwrap_or_default();
        rows.push(Row {
            mark: Mark::Key(key, Tone::Must),
            words: Words::text(format!("{:<15}  ", branch.title)).then(Words::muted(branch.signs.clone())),
            target: Some(Target::Act(*act)),
            ..Row::default()
        });
    }
    List { rows, space_above: true, ..List::default() }
}

/// The next step, quietly.
fn next_step(model: &Model, state: &CallState) -> Option<(String, String)> {
    let f = state.framework()?;
    let step = f.pin.steps.get(f.step + 1)?;
    let found = model.library().step(&step.id)?;
    let musts = step.items.iter().filter(|item| item.killer).count();
    let must = if musts == 0 { String::new() } else { format!(", {musts} must") };
    Some((format!("{}: {}", found.title, found.goal), format!("{} items{must}", step.items.len())))
}

/// The note row: the last note, or the field.
fn entry(model: &Model, call: &Call) -> Entry {
    let notes = &call.session.state().notes;
    let mut last = notes.iter().rev().map(|note| call.text(note.what).to_string());
    let text = last.next().unwrap_or_default();
    Entry {
        sign: if text.is_empty() { String::new() } else { keys::name(model, Action::Note) },
        text,
        earlier: last.next(),
        saved: status::saved(model),
        ..Entry::default()
    }
}
