//! What is past: the list of it, and one live call looked at again.

use crate::{
    app::{
        action::Action,
        glance::{
            Glance, Killer, Lead, List, Mark, Place, Row, State, Target, Tone, Words, debrief, desk, keys, progress,
            status,
        },
        history::{self, NEWEST, Opened, Told},
        model::Model,
        text_of,
    },
    call::{
        clock::{Times, clock_face, short_face},
        event::{At, ItemPin, ItemState},
        state::CallState,
    },
    playbook::model::Id,
    practice::progress::{Kind, Record, title},
};

/// Whatever of the past is looked at.
pub fn of(model: &Model) -> Glance {
    match &model.history.opened {
        Some(opened) => match &opened.debrief {
            Some((Told::Rehearsal(found), script)) => debrief::past(model, &opened.call, found, script),
            Some((Told::Mock(found), script)) => desk::past(model, &opened.call, found, script),
            None => past(model, opened),
        },
        None if model.history.figures => progress::figures(model),
        None => list(model),
    }
}

/// A screen of the past, without its lead and lists.
pub(super) fn page(model: &Model, name: &str, lead: (String, String), lists: Vec<List>) -> Glance {
    let rows = vec![(Words::of(Tone::Lead, lead.0).bold(), ""), (Words::of(Tone::Lead, lead.1), "")];
    let back = if model.history.opened.is_some() { "history" } else { "home" };
    Glance {
        who: vec!["hearken".into(), "what is past".into()],
        clocks: Words::muted(model.wall(model.now).format("%a %-d %b").to_string()),
        place: Some(Place::Title {
            words: Words::text(name).bold(),
            right: Words::muted(format!("{} {back}", keys::name(model, Action::Back))),
        }),
        lead: Lead { mark: "▸".into(), rows, target: None },
        lists_first: true,
        lists,
        status: status::said_status(model).unwrap_or_else(|| Words::muted("kept on this machine; purge forgets it")),
        emergency: Some(keys::emergency(model)),
        ..Glance::default()
    }
}

/// Several lists as one that scrolls: their heads are rows, so that its own head tells how much is above and below.
pub(super) fn joined(model: &Model, lists: Vec<List>) -> Vec<List> {
    let mut lists = lists.into_iter().filter(|list| !list.rows.is_empty());
    let Some(mut all) = lists.next() else { return Vec::new() };
    for list in lists {
        let mark = Mark::Key(list.name, Tone::Muted);
        all.rows.push(Row { mark, right: Words::muted(list.right), ..Row::default() });
        all.rows.extend(list.rows);
    }
    for (at, row) in all.rows.iter_mut().enumerate() {
        row.current = at == model.chosen;
        row.raised = row.current;
        row.target = Some(Target::Choose(at));
    }
    vec![all]
}

/// The calls and rehearsals, the newest first.
fn list(model: &Model) -> Glance {
    let history = &model.history;
    let rows = history.rows();
    let all = history.records.as_ref().map_or(0, Vec::len);
    let lead = match (rows.get(model.chosen), &history.records) {
        (Some(record), _) => (name(model, record), times(record.times, record.promises)),
        (None, Some(_)) => {
            ("Nothing is past yet.".into(), "Calls and rehearsals stand here once they are wrapped up.".into())
        }
        (None, None) => ("One moment: what is past is being read.".into(), String::new()),
    };
    let right = match all {
        0 => String::new(),
        1..=NEWEST => all.to_string(),
        _ => format!("the newest {NEWEST} of {all}"),
    };
    let list = List {
        name: "calls and practice".into(),
        right,
        rows: rows.iter().enumerate().map(|(i, record)| row(model, i, record)).collect(),
        ..List::default()
    };
    let mut glance = page(model, "HISTORY", lead, vec![list]);
    if !rows.is_empty() {
        glance.keys.push(keys::hint_as(model, Action::Choose, "look at it"));
    }
    glance.keys.extend([
        keys::hint_as(model, Action::Figures, "figures"),
        keys::hint_as(model, Action::Back, "home"),
        keys::hint(model, Action::Help),
    ]);
    glance
}

/// What a record was, as the lead says it.
fn name(model: &Model, record: &Record) -> String {
    let when = model.wall(record.opened).format("%a %-d %b %Y, %H:%M");
    match &record.kind {
        Kind::Call { disposition: Some(id) } => format!("Call: {}; {when}", title(model.library(), id)),
        Kind::Call { disposition: None } => format!("Call; {when}"),
        Kind::Rehearsal(rehearsed) => {
            format!("{}: {}; {when}", title(model.library(), &rehearsed.caller), passed(rehearsed.passed).1)
        }
        Kind::Mock(mocked) => {
            let caller = title(model.library(), &mocked.caller);
            let with = history::name_of(model, mocked.trainee.as_ref());
            let with = with.map_or(String::new(), |name| format!(" with {name}"));
            format!("Mock call{with}, {caller}: {}; {when}", mocked.result())
        }
    }
}

fn times(times: Times, promises: u32) -> String {
    let promised = match promises {
        0 => String::new(),
        1 => "; 1 promise".into(),
        n => format!("; {n} promises"),
    };
    let [talk, hold, after, handle] = [times.talk, times.hold, times.after_call, times.handle()].map(clock_face);
    format!("talk {talk}, hold {hold}, after call {after}, handle {handle}{promised}")
}

/// The mark and the word for whether a rehearsal passed.
fn passed(passed: Option<bool>) -> (Mark, &'static str) {
    match passed {
        Some(true) => (Mark::State(State::Done), "passed"),
        Some(false) => (Mark::Key("✗".into(), Tone::Muted), "not passed"),
        None => (Mark::Key("-".into(), Tone::Muted), "broken off"),
    }
}

fn row(model: &Model, at: usize, record: &Record) -> Row {
    let library = model.library();
    let (mark, what, word) = match &record.kind {
        Kind::Call { disposition: None } => (Mark::None, "call".to_string(), String::new()),
        Kind::Call { disposition: Some(id) } => (Mark::None, "call".into(), format!(", {}", title(library, id))),
        Kind::Rehearsal(rehearsed) => {
            let (mark, word) = passed(rehearsed.passed);
            let name = library.caller(&rehearsed.caller).map(|caller| caller.name.clone());
            (mark, name.unwrap_or_else(|| rehearsed.caller.to_string()), format!(", {word}"))
        }
        Kind::Mock(mocked) => {
            let (mark, _) = passed(mocked.is_marked().then_some(mocked.passed));
            let with = history::name_of(model, mocked.trainee.as_ref()).unwrap_or_default();
            let what = if with.is_empty() { "mock call".into() } else { format!("mock call, {with}") };
            (mark, what, format!(", {}", mocked.result()))
        }
    };
    let chosen = at == model.chosen;
    Row {
        mark: if chosen { Mark::State(State::Current) } else { mark },
        words: Words::muted(format!("{:<14}", when(model, record.opened)))
            .then(Words::text(what))
            .then(Words::muted(word)),
        right: Words::muted(clock_face(record.times.handle())),
        current: chosen,
        raised: chosen,
        target: Some(Target::Choose(at)),
        ..Row::default()
    }
}

/// A day and time; of another year the day alone.
fn when(model: &Model, at: At) -> String {
    let wall = model.wall(at);
    let this_year = wall.format("%Y").to_string() == model.wall(model.now).format("%Y").to_string();
    wall.format(if this_year { "%-d %b %H:%M" } else { "%-d %b %Y" }).to_string()
}

/// One call: its times and what was ticked; no text of it.
fn past(model: &Model, opened: &Opened) -> Glance {
    let state = opened.call.session.state();
    let record = Record::of(opened.call.session.id.clone(), opened.call.session.events());
    let lead = (name(model, &record), times(record.times, record.promises));
    let mut glance = page(model, "A CALL", lead, lists(model, state));
    glance.keys = vec![
        keys::remark("Up Down", "all of it"),
        keys::hint_as(model, Action::Back, "history"),
        keys::hint(model, Action::Help),
    ];
    glance
}

/// How many rows they have.
pub fn past_rows(model: &Model, opened: &Opened) -> usize {
    lists(model, opened.call.session.state()).iter().map(|list| list.rows.len()).sum()
}

fn lists(model: &Model, state: &CallState) -> Vec<List> {
    let mut lists = vec![steps(model, state)];
    for framework in &state.frameworks {
        for step in &framework.pin.steps {
            lists.extend(items(model, state, &step.id, &step.items));
        }
    }
    for (id, pins) in &state.opened_lists {
        lists.extend(items(model, state, id, pins));
    }
    joined(model, lists)
}

/// The time of each step that was gone through.
fn steps(model: &Model, state: &CallState) -> List {
    let all = state.frameworks.iter().flat_map(|framework| framework.pin.steps.iter().zip(&framework.spent));
    let rows = all.filter(|(_, spent)| **spent > 0).map(|(step, spent)| Row {
        words: Words::text(title(model.library(), &step.id)),
        right: Words::muted(format!("{:>5}", short_face(u64::from(step.budget_secs) * 1000)))
            .then(Words::text(format!("  {:>5}", short_face(*spent)))),
        ..Row::default()
    });
    List { name: "where the time went".into(), right: "meant    was".into(), rows: rows.collect(), ..List::default() }
}

/// The items of a list that were touched, and the killers that were not.
fn items(model: &Model, state: &CallState, of: &Id, pins: &[ItemPin]) -> Option<List> {
    let told = |pin: &&ItemPin| state.items.contains_key(&pin.id) || (pin.killer && state.used.contains(of));
    let rows: Vec<Row> = pins.iter().filter(told).map(|pin| item(model, state, pin)).collect();
    let done = pins.iter().filter(|pin| state.item(&pin.id) == ItemState::Done).count();
    let right = format!("{done} of {} done", pins.len());
    (!rows.is_empty()).then(|| List { name: title(model.library(), of), right, rows, ..List::default() })
}

fn item(model: &Model, state: &CallState, pin: &ItemPin) -> Row {
    let record = state.items.get(&pin.id);
    let text = model.library().item(&pin.id).map(|item| text_of::whole(model, &item.text, Tone::Text));
    let (mark, word) = match state.item(&pin.id) {
        ItemState::Open => (State::Open, "never done".to_string()),
        ItemState::Done if record.is_some_and(|record| record.late) => (State::Done, "late".into()),
        ItemState::Done => (State::Done, format!("done {}", clock_face(record.map_or(0, |record| record.talk)))),
        ItemState::Deferred => (State::Deferred, "deferred".into()),
        ItemState::NotApplicable => (State::NotApplicable, "n/a".into()),
        // Why it was is a text, and texts of callers are not shown again.
        ItemState::Overridden => (State::Overridden, "left out".into()),
    };
    Row {
        killer: if pin.killer { Killer::Settled } else { Killer::No },
        mark: Mark::State(mark),
        words: text.unwrap_or_else(|| Words::muted("removed from playbook")),
        right: Words::muted(word),
        ..Row::default()
    }
}
