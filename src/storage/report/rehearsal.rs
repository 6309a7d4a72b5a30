//! A rehearsal looked back on, as a page.

use crate::{
    app::model::Zone,
    call::{
        clock::clock_face,
        desk::Call,
        event::ItemState,
        rehearsal::{Over, Rehearsal},
    },
    playbook::model::{CallerScript, Id, Library},
    practice::{
        debrief::{Debrief, Heard, StepTime},
        progress::title,
    },
    storage::report::{
        mood,
        page::{Cell, Column, Group, Lead, Line, Outcome, Page, Part, Row, Section, Table, Tone},
        words::{self, KEPT, count, long, quoted, when},
    },
};

/// A rehearsal as a page. Where its caller is in no playbook any more, there is no debrief, and what its log tells remains.
pub fn page(library: &Library, call: &Call, seen: Option<(&Debrief, &CallerScript)>, zone: Zone) -> Page {
    let state = call.session.state();
    let Some(now) = &state.rehearsal else { return never_began(library, call, zone) };
    let name = seen.map_or_else(|| title(library, &now.practice.caller), |(_, script)| script.name.clone());
    let debrief = seen.map(|(debrief, _)| debrief);
    let mut sections = Vec::new();
    sections.extend(debrief.and_then(to_pass));
    sections.extend(moods(call, now, &name));
    sections.extend(debrief.and_then(|found| time(library, found)));
    if let Some(found) = debrief {
        sections.extend(cautions(found));
        sections.extend(moves(found));
        sections.extend(items(library, call, found));
        sections.extend(best(found));
    }
    sections.push(talk(call, now, &name));
    Page {
        kind: "Rehearsal",
        title: seen.map_or_else(|| name.clone(), |(_, script)| script.title.clone()).into(),
        facts: facts(call, now, seen, zone),
        lead: debrief.and_then(lead),
        result: Some(outcome(state.passed, debrief, now)),
        sections,
        foot: vec![KEPT.into()],
    }
}

/// It was rung off before anyone spoke.
fn never_began(library: &Library, call: &Call, zone: Zone) -> Page {
    let state = call.session.state();
    let caller = state.practice.as_ref().map_or(String::new(), |practice| title(library, &practice.caller));
    Page {
        kind: "Rehearsal",
        title: caller.into(),
        facts: vec![("Rehearsed", when(zone, state.opened).into())],
        result: Some(Outcome { word: "Broken off before anyone spoke".into(), ..Outcome::default() }),
        foot: vec![KEPT.into()],
        ..Page::default()
    }
}

fn facts(
    call: &Call,
    now: &Rehearsal,
    seen: Option<(&Debrief, &CallerScript)>,
    zone: Zone,
) -> Vec<(&'static str, crate::storage::report::page::Plain)> {
    let state = call.session.state();
    let times = state.clock.times(state.last);
    let mut facts = vec![("Rehearsed", when(zone, state.opened).into())];
    if let Some((_, script)) = seen {
        facts.push(("Caller", format!("{}: {}", script.name, script.about).into()));
        facts.push(("They wanted", script.goal.as_str().into()));
    }
    let held = if times.hold > 0 { format!(", {} on hold", long(times.hold)) } else { String::new() };
    facts.push(("Length", format!("{}{held}", long(times.talk)).into()));
    facts.push(("Replies", now.turns.len().to_string().into()));
    facts.push(("Again", format!("hearken rehearse {} --seed {}", now.practice.caller, now.practice.seed).into()));
    facts
}

fn lead(found: &Debrief) -> Option<Lead> {
    let (words, why) = &found.try_next;
    let lead = Lead { name: "One thing to try", words: words.as_str().into(), why: why.as_str().into() };
    (!words.is_empty()).then_some(lead)
}

/// As it was judged then. What passing asks for may have changed since.
fn outcome(judged: Option<bool>, debrief: Option<&Debrief>, now: &Rehearsal) -> Outcome {
    let over = match now.caller.over {
        Some(Over::Settled) => "It came to a goodbye.",
        Some(Over::Left) => "The caller gave up and rang off.",
        Some(Over::Stopped) => "It was stopped with the agreed word.",
        None => "It ended before a goodbye.",
    };
    let mut remarks = vec![over.into()];
    if let (Some(then), Some(found)) = (judged, debrief)
        && then != found.passed
    {
        let now = if found.passed { "would pass" } else { "would not pass" };
        remarks.push(format!("What passing asks for has changed since: by what holds now it {now}.").into());
    }
    let passed = judged.or(debrief.map(|found| found.passed));
    let figure = debrief.map_or(String::new(), |found| {
        let held = found.lines.iter().filter(|(_, holds)| *holds).count();
        format!("{held} of {} met", found.lines.len())
    });
    let word = match passed {
        Some(true) => "Passed",
        Some(false) => "Not passed",
        None => "Broken off",
    };
    Outcome { good: passed == Some(true), word: word.into(), figure: figure.into(), failed: Vec::new(), remarks }
}

fn table(caption: &str, columns: &[(&'static str, &'static str)], rows: Vec<Row>) -> Option<Table> {
    let columns = columns.iter().map(|(head, set)| Column { head, set }).collect();
    let groups = vec![Group { rows, ..Group::default() }];
    (!groups[0].rows.is_empty()).then(|| Table { caption: caption.into(), columns, groups, spread: false })
}

fn to_pass(found: &Debrief) -> Option<Section> {
    let mut lines: Vec<&(String, bool)> = found.lines.iter().collect();
    lines.sort_by_key(|(_, holds)| *holds);
    let row = |(text, holds): &(String, bool)| Row {
        name: text.into(),
        cells: vec![words::yes_no(*holds)],
        stands_out: !holds,
        ..Row::default()
    };
    let rows = lines.into_iter().map(row).collect();
    let table =
        table("What had to be true at the end, and whether it was", &[("To pass", "text"), ("True", "mark")], rows)?;
    Some(Section::of("What passing asked for", Part::Table(table)))
}

/// The mood at the start, and after each reply.
fn moods(call: &Call, now: &Rehearsal, name: &str) -> Option<Section> {
    let after = now.turns.iter().map(|turn| (turn.talk, turn.exchange.caller.mood));
    let moods: Vec<(u64, u8)> = std::iter::once((0, now.first.mood)).chain(after).collect();
    let state = call.session.state();
    mood::curve(name, &moods, state.clock.times(state.last).talk)
}

fn time(library: &Library, found: &Debrief) -> Option<Section> {
    let of = |step: &StepTime| words::spent(step, count(step.replies, "reply", "replies"));
    words::time(library, &found.steps.iter().map(of).collect::<Vec<_>>())
}

/// The name of a move or a caution.
fn name(id: &Id) -> String {
    id.as_str().replace('-', " ")
}

fn change(heard: &Heard) -> Cell {
    match heard.mood {
        Some((from, to)) => {
            let tone = if to > from { Tone::Bad } else { Tone::Good };
            Cell::Sign(if to > from { "▲" } else { "▼" }, format!("{from} to {to}").into(), tone)
        }
        None => Cell::words(""),
    }
}

fn cautions(found: &Debrief) -> Option<Section> {
    let row = |heard: &Heard| Row {
        name: name(&heard.id).into(),
        under: if heard.instead.is_empty() { String::new() } else { format!("Instead: {}", heard.instead) }.into(),
        cells: vec![
            Cell::words(quoted(&heard.words)),
            Cell::words(format!("{}, {}", heard.turn, clock_face(heard.talk))),
            change(heard),
        ],
        stands_out: true,
    };
    let rows: Vec<Row> = found.heard.iter().filter(|heard| heard.caution).map(row).collect();
    let columns = [("Caution", "text"), ("The words", "text"), ("Reply, at", "time"), ("Mood", "mark")];
    let table = table("What the replies risked, and what to say instead", &columns, rows)?;
    let table = Table { spread: true, ..table };
    Some(Section::of("What to say otherwise", Part::Table(table)))
}

fn moves(found: &Debrief) -> Option<Section> {
    let row = |heard: &Heard| Row {
        name: name(&heard.id).into(),
        cells: vec![
            Cell::words(quoted(&heard.words)),
            Cell::words(format!("{}, {}", heard.turn, clock_face(heard.talk))),
            change(heard),
        ],
        ..Row::default()
    };
    let moves: Vec<&Heard> = found.heard.iter().filter(|heard| !heard.caution).collect();
    let rows: Vec<Row> = moves.iter().copied().filter(|heard| heard.mood.is_some()).map(row).collect();
    let columns = [("Move", "text"), ("The words", "text"), ("Reply, at", "time"), ("Mood", "mark")];
    let table = table("The words that changed the mood", &columns, rows);
    let parts = table.map(Part::Table).into_iter().collect();
    (!moves.is_empty()).then(|| Section { title: "What landed".into(), remark: tally(&moves).into(), parts })
}

/// How often each move was made, in the order in which they first were.
fn tally(moves: &[&Heard]) -> String {
    let mut counts: Vec<(&Id, usize)> = Vec::new();
    for heard in moves {
        match counts.iter_mut().find(|(id, _)| **id == heard.id) {
            Some((_, count)) => *count += 1,
            None => counts.push((&heard.id, 1)),
        }
    }
    let counts: Vec<String> = counts.iter().map(|(id, count)| format!("{} {count}", name(id))).collect();
    format!("Moves, and in how many replies: {}.", counts.join(", "))
}

fn items(library: &Library, call: &Call, found: &Debrief) -> Option<Section> {
    let row = |(id, state): &(Id, ItemState)| {
        let (sign, word, tone) = match state {
            ItemState::Deferred => ("»", "deferred", Tone::Plain),
            ItemState::Overridden => ("/", "left out", Tone::Plain),
            _ => ("○", "never done", Tone::Bad),
        };
        let cells = vec![Cell::Sign(sign, word.into(), tone)];
        Row { name: words::item(library, call, id).into(), cells, ..Row::default() }
    };
    let rows = found.items.iter().map(row).collect();
    let table = table("Items that must be done in such a call", &[("Item", "text"), ("State", "mark")], rows)?;
    Some(Section::of("Not ticked, though it must be", Part::Table(table)))
}

fn best(found: &Debrief) -> Option<Section> {
    let (sentence, turn) = found.best.as_ref()?;
    let quote = (sentence.as_str().into(), format!("Reply {turn}").into());
    Some(Section::of("The best sentence", Part::Quotes(vec![quote])))
}

/// The conversation, from the first word.
fn talk(call: &Call, now: &Rehearsal, name: &str) -> Section {
    let mut lines: Vec<Line> = Vec::new();
    let mut said = |place: String, who: &str, words: &str, after: String, own| {
        lines.push(Line { place: place.into(), who: who.into(), words: words.into(), after: after.into(), own });
    };
    said(String::new(), name, opening(call, now), format!("mood {}", now.first.mood), false);
    for (at, turn) in now.turns.iter().enumerate() {
        let words = turn.exchange.reply.map_or("(said aloud)", |id| call.text(id));
        said(format!("{}", at + 1), "You", words, clock_face(turn.talk), true);
        let answer = call.text(turn.exchange.answer);
        if !answer.is_empty() {
            let (before, after) = (now.before(at).mood, turn.exchange.caller.mood);
            let mood = if before == after { format!("mood {after}") } else { format!("mood {before} to {after}") };
            said(String::new(), name, answer, mood, false);
        }
    }
    Section::of("What was said", Part::Talk(lines)).remarked(count(now.turns.len(), "reply", "replies"))
}

/// What the caller said first.
fn opening<'c>(call: &'c Call, now: &Rehearsal) -> &'c str {
    let first = call.session.events().iter().find_map(|event| match &event.what {
        crate::call::event::What::CallerSpoke { text, .. } => Some(*text),
        _ => None,
    });
    call.text(first.unwrap_or(now.line))
}
