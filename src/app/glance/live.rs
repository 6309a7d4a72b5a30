//! The call: what to say, what to do, where one is.

use crate::{
    app::{
        action::Action,
        glance::{
            Alternative, Entry, Glance, Killer, Lead, List, Mark, Place, Row, Saved, Span, State, Stroke, Target, Tone,
            Words, keys, side,
        },
        model::{HUB, Model, Status},
        scene, text_of,
    },
    call::{
        clock::{clock_face, short_face},
        desk::Call,
        event::{Guidance, ItemPin, ItemState},
        state::{CallState, Frame, FrameworkState, Phase},
    },
    playbook::model::{Id, Phrase},
};

/// How often to check in on someone on hold, in milliseconds. A trainer's judgement: every 30 to 60 seconds.
const CHECK_IN: u64 = 45_000;

/// The screen of the call in hand.
pub fn live(model: &Model, call: &Call) -> Glance {
    let state = call.session.state();
    let top = state.top().filter(|frame| frame.in_hand);
    let hub = top.is_some_and(|frame| frame.scenario.as_str() == HUB);
    let mut lists = vec![list(model, call)];
    if hub {
        lists.push(branches(model));
    }
    let lists_first = top.is_some();
    let mut alternatives = alternatives(model, call);
    if hub {
        alternatives.clear();
    }
    Glance {
        stroke: stroke(state),
        who: who(model, call),
        clocks: clocks(model, call),
        place: Some(place(model, state)),
        lead: lead(model, call),
        alternatives,
        lists_first,
        lists,
        next: if lists_first { None } else { next_step(model, state) },
        side: side::side(model, call),
        strip: if hub { Vec::new() } else { keys::strip(model) },
        strip_more: (!hub).then(|| keys::all_scenarios(model)),
        entry: entry(model, call),
        status: status(model, call),
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

/// Who calls: name, topic, mood.
pub fn who(model: &Model, call: &Call) -> Vec<String> {
    let state = call.session.state();
    let library = model.library();
    let name = call.slot("customer").or(call.slot("number")).unwrap_or("Caller").to_string();
    let topic = state.topic.as_ref().map(|id| library.title_of(id).unwrap_or(id.as_str()).to_lowercase());
    let mood = state.mood.as_ref().map(|id| library.emotion(id).map_or(id.to_string(), |mood| mood.word.clone()));
    [Some(name), topic, mood].into_iter().flatten().collect()
}

/// The clocks of row 1.
pub fn clocks(model: &Model, call: &Call) -> Words {
    let state = call.session.state();
    if call.provisional {
        return Words::muted("begins with the first tick");
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
fn step_title(model: &Model, id: &Id) -> String {
    let last = id.as_str().rsplit('.').next().unwrap_or_default();
    model.library().step(id).map_or(last.to_string(), |step| step.title.clone())
}

fn framework_title(model: &Model, f: &FrameworkState) -> String {
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
        _ if model.call().is_some_and(|call| call.provisional) && state.stack.len() == 1 => format!("{back} leaves it"),
        Some(frame) => format!("{back} returns to {}", title(frame)),
        None => format!("{back} returns to {step}, item {}", f.cursors.get(f.step).map_or(1, |item| item + 1)),
    };
    Place::Path { crumbs, right: Words::muted(right) }
}

fn rail(model: &Model, state: &CallState, f: &FrameworkState) -> Place {
    let steps = f.pin.steps.iter().enumerate().map(|(i, step)| {
        let settled = step.items.iter().all(|item| state.item(&item.id) != ItemState::Open);
        let mark = match i.cmp(&f.step) {
            std::cmp::Ordering::Equal => State::Current,
            std::cmp::Ordering::Less => State::Done,
            std::cmp::Ordering::Greater if settled && !step.items.is_empty() => State::Done,
            std::cmp::Ordering::Greater => State::Open,
        };
        (mark, step_title(model, &step.id))
    });
    let known: Vec<_> = model.library().frameworks.iter().filter(|other| other.id != f.pin.id).collect();
    let tab = model.keymap.name(Action::OtherFramework).unwrap_or_default();
    Place::Rail {
        framework: framework_title(model, f),
        at: f.step + 1,
        steps: steps.collect(),
        other: known.first().map(|other| format!("{tab} {}", other.title)),
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
        let next = (model.now.since(since) / CHECK_IN + 1) * CHECK_IN;
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
fn lead(model: &Model, call: &Call) -> Lead {
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
        Some(item) => item_words(model, item, Tone::Lead),
        None => Words::of(Tone::Lead, "No words are written for this place yet."),
    };
    Lead { mark: "▸".into(), rows: vec![(words.bold(), "")], target: None }
}

fn alternatives(model: &Model, call: &Call) -> Vec<Alternative> {
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

/// The words of an item; one that its playbook no longer holds says so.
fn item_words(model: &Model, item: &ItemPin, tone: Tone) -> Words {
    match model.library().item(&item.id) {
        Some(found) => text_of::whole(model, &found.text, tone),
        None => Words::muted("removed from playbook"),
    }
}

/// The list in hand.
fn list(model: &Model, call: &Call) -> List {
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
    let mut words = item_words(model, item, tone);
    if current {
        words = words.bold();
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
        words,
        right: state_words(model, call, item, current),
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

/// The word at the right of an item.
fn state_words(model: &Model, call: &Call, item: &ItemPin, current: bool) -> Words {
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
    let _ = model;
    match (item.killer, state.settled(&item.id)) {
        (false, _) => word,
        (true, false) => Words::of(Tone::Must, "must").bold().then(Words::muted(" · ")).then(word),
        (true, true) => Words::muted("must · ").then(word),
    }
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
        saved: saved(model),
        ..Entry::default()
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

/// The status row: what was done or refused, else an offer, else what this moment needs known.
fn status(model: &Model, call: &Call) -> Words {
    if let Some(words) = said_status(model) {
        return words;
    }
    let state = call.session.state();
    if let Some((framework, step, _)) = &state.offer {
        return offer(model, framework, *step);
    }
    if let Some(waiting) = model.desk.waiting().next() {
        let name = who(model, waiting).into_iter().next().unwrap_or_default();
        return Words::of(Tone::Held, format!("waiting: {name}"));
    }
    Words::muted(moment(model, state))
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

fn offer(model: &Model, framework: &Id, step: usize) -> Words {
    let library = model.library();
    let found = library.framework(framework);
    let title = found.and_then(|f| f.steps.get(step)).map_or("", |step| step.title.as_str());
    let framework = found.map_or("", |f| f.title.as_str());
    let (yes, no) = (keys::name(model, Action::Accept), keys::name(model, Action::NotNow));
    Words::text(format!("{framework}, {title} fits now   "))
        .then(Words::of(Tone::Current, yes).bold())
        .then(Words::text(" go there  "))
        .then(Words::of(Tone::Current, no).bold())
        .then(Words::text(" not now"))
}

/// What this moment needs known, at rest.
fn moment(model: &Model, state: &CallState) -> String {
    let back = keys::name(model, Action::Back);
    let title = |id: &Id| model.library().scenario(id).map_or(id.to_string(), |s| s.title.clone());
    let framework = state.framework().map(|f| framework_title(model, f)).unwrap_or_default();
    if let (Phase::OnHold, Some(since)) = (state.phase, state.held_since) {
        let (items, cursor) = state.list();
        let item = items.get(cursor).map(|item| item_words(model, item, Tone::Text).plain()).unwrap_or_default();
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
        return format!("{} stays on while you go through {framework}; {back} leaves it", title(&frame.scenario));
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
        (None, None) => "your local emergency number; set country in the settings to see it".into(),
    }
}
