//! A mock call looked back on: the sheet with both marks, what was missed ready to be told, what happened when.

use crate::{
    app::{
        action::Action,
        glance::{
            Entry, Glance, KeyHint, Killer, Lead, List, Mark, Place, Row, Target, Tone, Words, keys, live, status,
        },
        keymap::Code,
        mock::{AtDesk, marking, trainee},
        model::Model,
    },
    call::{
        clock::clock_face,
        desk::Call,
        mock::{Mark as Marked, Marker, Marking},
    },
    playbook::model::CallerScript,
    practice::{
        mock::{self, Line, MockDebrief, Moment, MomentKind, title},
        scorecard::{Score, points},
    },
};

use super::{heard, mark_sign, mark_word};

/// The debrief of the mock call in hand.
pub fn debrief(model: &Model, call: &Call) -> Glance {
    let (Some(now), Some(desk)) = (marking(call), &model.at_desk) else { return Glance::default() };
    let none = MockDebrief::default();
    let found = desk.debrief.as_ref().unwrap_or(&none);
    Glance {
        entry: entry(model, desk, call),
        status: status::said_status(model).unwrap_or_else(|| proposal(model, now, found)),
        keys: keys_of(model, now, found),
        ..page(model, call, (now, found, &desk.script))
    }
}

/// The debrief of one that is past: read, and no more.
pub fn past(model: &Model, call: &Call, found: &MockDebrief, script: &CallerScript) -> Glance {
    let Some(now) = marking(call) else { return Glance::default() };
    let tab = if model.conversation { "debrief" } else { "what happened" };
    let at = model.wall(call.session.state().opened).format("%a %-d %b %Y, %H:%M");
    Glance {
        entry: Entry { text: format!("Played on {at}."), ..Entry::default() },
        status: status::said_status(model).unwrap_or_else(|| Words::muted("kept on this machine; purge forgets it")),
        keys: vec![
            keys::hint_as(model, Action::Conversation, tab),
            keys::hint(model, Action::Copy),
            keys::hint(model, Action::Export),
            keys::key(Code::Esc, "history"),
            keys::hint(model, Action::Help),
        ],
        ..page(model, call, (now, found, script))
    }
}

fn page(model: &Model, call: &Call, (now, found, script): (&Marking, &MockDebrief, &CallerScript)) -> Glance {
    let state = call.session.state();
    let times = state.clock.times(state.last);
    let name = trainee(model, now).map_or(String::new(), |name| format!("agent {name}"));
    let who = [script.name.clone(), format!("{}, mock call", script.about), name];
    let lists = if model.conversation {
        vec![timeline(model, found)]
    } else {
        let mut lists = vec![missed(model, found), sheet(model, found), time(model, found)];
        lists.retain(|list| !list.rows.is_empty());
        lists
    };
    Glance {
        who: who.into_iter().filter(|part| !part.is_empty()).collect(),
        clocks: Words::muted(format!("talk {}   hold {}", clock_face(times.talk), clock_face(times.hold))),
        place: Some(Place::Title { words: moods(now), right: result(&found.score) }),
        lead: lead(found),
        lists_first: true,
        lists,
        side: vec![heard::notes(call, now), heard::moods(now)],
        emergency: Some(keys::emergency(model)),
        ..Glance::default()
    }
}

fn moods(now: &Marking) -> Words {
    let moods: Vec<String> = now.moods.iter().map(|(_, mood)| mood.to_string()).collect();
    let first = moods.len().saturating_sub(9);
    let words = Words::text("DEBRIEF").bold();
    if moods.is_empty() { words } else { words.then(Words::text(format!("   mood {}", moods[first..].join(" ")))) }
}

/// Points of points, and what that comes to.
fn result(score: &Score) -> Words {
    let mut words = format!("{} of {}", score.points(), score.of);
    if score.not_applicable > 0 {
        let lines = if score.not_applicable == 1 { "line" } else { "lines" };
        words.push_str(&format!(", {} {lines} n/a", score.not_applicable));
    }
    let verdict = match score {
        _ if !score.failed.is_empty() => Words::of(Tone::Must, "automatic fail").bold(),
        _ if score.open > 0 => Words::of(Tone::Held, format!("{} open", score.open)),
        _ if score.passed => Words::of(Tone::Done, format!("{} %, passed", score.percent())),
        _ => Words::of(Tone::Must, format!("{} %, not passed", score.percent())).bold(),
    };
    Words::text(format!("{words}   ")).then(verdict)
}

fn lead(found: &MockDebrief) -> Lead {
    let (first, second) = &found.try_next;
    let rows = vec![(Words::of(Tone::Lead, first.clone()).bold(), ""), (Words::of(Tone::Lead, second.clone()), "")];
    Lead { mark: "▸".into(), rows, target: None }
}

/// What was missed: situation, behaviour, impact.
fn missed(model: &Model, found: &MockDebrief) -> List {
    let mut rows = Vec::new();
    for (i, sbi) in found.sbi.iter().enumerate() {
        let chosen = i == model.chosen;
        let fail = found.failed.iter().any(|(id, _)| *id == sbi.about);
        let word = if fail { "automatic fail" } else { "missed" };
        let partly = found.lines.iter().any(|line| line.criterion == sbi.about && line.mark == Some(Marked::Partly));
        let right = if partly { Words::of(Tone::Held, "partly") } else { Words::of(Tone::Must, word).bold() };
        rows.push(Row {
            killer: Killer::No,
            mark: if chosen { Mark::Key("▸".into(), Tone::Current) } else { Mark::Key("✗".into(), Tone::Must) },
            words: Words::text(title(model.library(), &sbi.about)),
            right,
            current: chosen,
            raised: chosen,
            target: Some(Target::Choose(i)),
            ..Row::default()
        });
        if chosen {
            // One row: a list keeps the one below the chosen in sight.
            let told = format!("{}: {}. What it did: {}.", sbi.situation, sbi.behaviour, sbi.impact);
            rows.push(Row { words: Words::text(told), wraps: true, ..Row::default() });
        }
    }
    let right = if rows.is_empty() { String::new() } else { found.sbi.len().to_string() };
    List { name: "missed: when, what, what it did".into(), right, rows, ..List::default() }
}

/// The sheet, the trainee's own mark beside the trainer's once both are done.
fn sheet(model: &Model, found: &MockDebrief) -> List {
    let row = |line: &Line| {
        let word = line.mark.map_or("open", Marked::name);
        let time = line.talk.map_or(String::new(), |talk| format!("  {}", clock_face(talk)));
        let own = match (&found.own, line.own) {
            (Some(_), Some(own)) if line.mark == Some(own) => Words::muted("own: same   "),
            (Some(_), own) => Words::of(Tone::Held, format!("own: {}   ", own.map_or("open", Marked::name))),
            (None, _) => Words::default(),
        };
        Row {
            mark: line.mark.map_or(Mark::State(super::State::Open), mark_sign),
            words: Words::text(title(model.library(), &line.criterion)),
            right: own.then(mark_word(word, line.mark)).then(Words::muted(time)),
            ..Row::default()
        }
    };
    let mut lines: Vec<&Line> = found.lines.iter().collect();
    // What both see alike needs no talk: it stands below.
    lines.sort_by_key(|line| found.own.is_some() && line.own == line.mark);
    let own = found.own.as_ref().map(|own| format!(", own {}", points(own.halves)));
    List {
        name: "sheet".into(),
        right: format!("{} of {}{}", points(found.score.halves), found.score.of, own.unwrap_or_default()),
        rows: lines.into_iter().map(row).collect(),
        ..List::default()
    }
}

/// Where the time went.
fn time(model: &Model, found: &MockDebrief) -> List {
    let row = |step: &crate::practice::debrief::StepTime| {
        let title = live::step_title(model, &step.step);
        let was = format!("{:>3}%", step.was);
        let over = step.was > step.meant + 15;
        Row {
            words: Words::text(format!("{title:<12}")).then(Words::muted(clock_face(step.spent))),
            right: Words::muted(format!("{:>3}%  ", step.meant)).then(if over {
                Words::of(Tone::Held, was)
            } else {
                Words::text(was)
            }),
            ..Row::default()
        }
    };
    let rows = found.steps.iter().map(row).collect();
    List { name: "where the time went".into(), right: "meant   was".into(), rows, ..List::default() }
}

/// What happened, beside a sheet that is still being marked: all but the marks themselves.
pub fn happened(model: &Model, call: &Call) -> List {
    let moments = mock::timeline(call);
    let shown = moments.iter().filter(|moment| !matches!(moment.kind, MomentKind::Mark { .. } | MomentKind::Fail(_)));
    let row = |moment: &Moment| Row {
        mark: Mark::Key(format!("{} ", clock_face(moment.talk)), Tone::Muted),
        words: told(model, &moment.kind).1,
        ..Row::default()
    };
    let rows = shown.map(row).collect();
    List { name: "what happened".into(), rows, space_above: true, ..List::default() }
}

/// What happened, a moment a row, one of them chosen to begin again from.
fn timeline(model: &Model, found: &MockDebrief) -> List {
    let row = |(i, moment): (usize, &Moment)| {
        let chosen = i == model.chosen;
        let (sign, words) = told(model, &moment.kind);
        Row {
            mark: Mark::Key(format!("{} ", clock_face(moment.talk)), if chosen { Tone::Current } else { Tone::Muted }),
            words: Words::muted(format!("{sign:<8}")).then(words),
            current: chosen,
            raised: chosen,
            target: Some(Target::Choose(i)),
            ..Row::default()
        }
    };
    let key = keys::name(model, Action::Replay);
    let right = if model.at_desk.is_some() { format!("{key} plays it again from here") } else { String::new() };
    let rows = found.timeline.iter().enumerate().map(row).collect();
    List { name: "what happened".into(), right, rows, ..List::default() }
}

/// A moment in words: what it is, and what.
fn told(model: &Model, kind: &MomentKind) -> (&'static str, Words) {
    match kind {
        MomentKind::Began => ("begin", Words::muted("the call begins")),
        MomentKind::Step(id) => ("step", Words::text(live::step_title(model, id))),
        MomentKind::Held => ("hold", Words::text("on hold")),
        MomentKind::Resumed { ms } => ("hold", Words::text(format!("back after {}", clock_face(*ms)))),
        MomentKind::Line { words } => ("caller", Words::muted(format!("\"{words}\""))),
        MomentKind::Twist { words, .. } => ("twist", Words::text(format!("\"{words}\""))),
        MomentKind::Note { words, .. } => ("note", Words::text(words.clone())),
        MomentKind::Mark { criterion, mark } => (
            "mark",
            Words::text(format!("{}: ", title(model.library(), criterion))).then(mark_word(mark.name(), Some(*mark))),
        ),
        MomentKind::Fail(id) => ("fail", Words::of(Tone::Must, title(model.library(), id)).bold()),
        MomentKind::Mood { from, to } if to > from => ("mood", Words::of(Tone::Must, format!("{from} to {to}"))),
        MomentKind::Mood { from, to } => ("mood", Words::text(format!("{from} to {to}"))),
        MomentKind::Ended => ("end", Words::muted("the call ends")),
    }
}

fn entry(model: &Model, desk: &AtDesk, call: &Call) -> Entry {
    let name = &desk.script.name;
    let found = desk.debrief.as_ref();
    let at = found.and_then(|found| {
        let replay = found.replay?;
        found.timeline.iter().find(|moment| moment.seq == replay).map(|moment| clock_face(moment.talk))
    });
    let from = at.map_or("the beginning".into(), |at| at);
    let seed = call.session.state().practice.as_ref().map_or(0, |practice| practice.seed);
    Entry {
        sign: "try".into(),
        text: format!("Play it again from {from}, as the same {name} (seed {seed})."),
        saved: status::saved(model),
        ..Entry::default()
    }
}

/// What could be done next.
fn proposal(model: &Model, now: &Marking, found: &MockDebrief) -> Words {
    let name = trainee(model, now).unwrap_or("the trainee");
    let own = now.finished.contains(&Marker::Trainee);
    let words = match (own, found.score.open) {
        (_, open) if open > 0 => {
            format!("{open} still to mark: {} goes on with the sheet", keys::name(model, Action::MarkOn))
        }
        (false, _) => format!("{}: {name} marks too, before you talk", keys::name(model, Action::SelfScore)),
        (true, _) if model.call().is_some_and(Call::is_real) => "kept on this machine; purge forgets it".into(),
        (true, _) => "nothing of this is kept".into(),
    };
    Words::muted(words)
}

fn keys_of(model: &Model, now: &Marking, found: &MockDebrief) -> Vec<KeyHint> {
    let tab = if model.conversation { "debrief" } else { "what happened" };
    let hint = |action| keys::hint(model, action);
    let mut out = vec![keys::hint_as(model, Action::Replay, "replay"), keys::hint_as(model, Action::Conversation, tab)];
    if !model.conversation && !found.sbi.is_empty() {
        out.push(keys::hint_as(model, Action::Note, "complete"));
    }
    if !now.finished.contains(&Marker::Trainee) {
        out.push(hint(Action::SelfScore));
    }
    out.extend([keys::hint_as(model, Action::Export, "export"), keys::key(Code::Esc, "home")]);
    out.extend([Action::MarkOn, Action::Copy].map(hint));
    out.push(hint(Action::Help));
    out
}
