//! The trainer's desk: the line to say now, the card of who is played, the sheet to mark beside it.

mod ask;
mod debrief;
mod heard;

use crate::{
    app::{
        action::Action,
        glance::{
            Entry, Glance, KeyHint, Lead, List, Mark, Place, Row, State, Stroke, Target, Tone, Words, keys, live, said,
            status,
        },
        keymap::Code,
        mock::{self, AtDesk, Pane, goes_on, marking},
        model::{Model, Sheet},
    },
    call::{
        clock::clock_face,
        desk::Call,
        mock::{CriterionPin, Mark as Marked, Marker, Marking},
        state::Phase,
    },
    playbook::model::{CallerScript, Id, Reaction},
    practice::{
        mock::{CardLine, title},
        scorecard::{Score, points},
    },
};

pub use ask::{lay, names, remark};
pub use debrief::{debrief, past};

/// Columns of what a row of the card is about.
const LABEL: usize = 6;

/// The desk.
pub fn desk(model: &Model, call: &Call) -> Glance {
    let (Some(at), Some(now)) = (&model.at_desk, marking(call)) else { return Glance::default() };
    let own = at.by == Marker::Trainee;
    let (lines, next) = mock::lines(model, call, now);
    let over = call.session.state().ended.is_some();
    let lists = match at.pane {
        _ if own => vec![anchors(model, at, now)],
        _ if over => vec![anchors(model, at, now), debrief::happened(model, call)],
        Pane::Card => vec![with_who(card(&at.script), &at.script), twists(model, at, now)],
        Pane::Facts => vec![facts(&at.script)],
        Pane::Temper => vec![temper(&at.script), twists(model, at, now)],
        Pane::Lines => vec![lines_list(&lines, next), twists(model, at, now)],
        Pane::Heard => vec![heard::notes(call, now), heard::moods(now)],
    };
    let beside = |wide| {
        let fails = (!own).then(|| fails(model, now)).flatten();
        [Some(sheet(model, at, now, wide)), fails].into_iter().flatten().collect::<Vec<List>>()
    };
    let roomy = (!own && !over).then(|| {
        let mut whole = card(&at.script);
        let known = at.script.facts.iter().enumerate();
        whole.rows.extend(known.map(|(i, fact)| about(if i == 0 { "knows" } else { "" }, fact.know.clone())));
        whole.rows.extend(temper(&at.script).rows);
        let whole = with_who(whole, &at.script);
        let right = beside(true).into_iter().chain([heard::notes(call, now), heard::moods(now)]);
        Box::new((vec![whole, twists(model, at, now), lines_list(&lines, next)], right.collect()))
    });
    let on_hold = call.session.state().phase == Phase::OnHold;
    Glance {
        stroke: if on_hold { Stroke::Paused } else { Stroke::Normal },
        who: who(model, at, now),
        clocks: live::clocks(model, call),
        place: Some(place(model, call, at, now)),
        lead: lead(model, call, at, (&lines, next)),
        lists_first: true,
        lists,
        beside: beside(false),
        roomy,
        next: following(call, at, (&lines, next)),
        entry: entry(model, call, now, own || model.sheet == Some(Sheet::SelfScore)),
        status: status::said_status(model).unwrap_or_else(|| quiet(model, call, at, now)),
        emergency: Some(keys::emergency(model)),
        keys: keys_of(model, call, at, now),
        ..Glance::default()
    }
}

/// Row 1: what it is, who is played, who is trained.
fn who(model: &Model, at: &AtDesk, now: &Marking) -> Vec<String> {
    let of = [at.script.name.as_str(), at.script.about.as_str()].into_iter().filter(|word| !word.is_empty());
    let trainee = mock::trainee(model, now).map_or(String::new(), |name| format!("agent {name}"));
    let parts = vec!["Mock call".into(), of.collect::<Vec<_>>().join(", "), trainee];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

fn place(model: &Model, call: &Call, at: &AtDesk, now: &Marking) -> Place {
    let state = call.session.state();
    let over = state.ended.is_some();
    let name = match (at.by, over) {
        (Marker::Trainee, _) => "YOUR OWN MARKS".into(),
        (_, true) => "MARK WHAT IS LEFT".into(),
        _ => format!("YOU ARE {}", at.script.name.to_uppercase()),
    };
    let step = state.framework().filter(|_| !over).and_then(|f| Some((f, f.pin.steps.get(f.step)?)));
    let step = step.map_or(String::new(), |(f, step)| {
        let title = live::step_title(model, &step.id);
        let framework = model.library().framework(&f.pin.id).map_or("", |framework| framework.title.as_str());
        format!("   {framework} {} of {}, {title}", f.step + 1, f.pin.steps.len())
    });
    let right = match (at.by, now.mood()) {
        (Marker::Trainee, _) => String::new(),
        (_, Some(mood)) => format!("mood {mood}, 10 is worst"),
        (_, None) => format!("mood {} at the start", at.script.mood),
    };
    Place::Title { words: Words::text(name).bold().then(Words::muted(step)), right: Words::muted(right) }
}

/// What to say now, and what takes the caller up or down; before and after the call what to do.
fn lead(model: &Model, call: &Call, at: &AtDesk, (lines, next): (&[CardLine], Option<usize>)) -> Lead {
    let state = call.session.state();
    let key = |action| keys::name(model, action);
    let quoted = |words: &str| format!("\"{words}\"");
    let (first, second) = match (at.by, state.phase) {
        (Marker::Trainee, _) => (
            "How was it? Mark yourself, before you see the sheet.".into(),
            format!("What you see stays hidden until both are done; {} when you are.", key(Action::NextStep)),
        ),
        (_, Phase::WrapUp | Phase::Closed) => (
            "The call is over: mark what is left.".into(),
            format!("{} looks back on it; a line may stay open.", key(Action::NextStep)),
        ),
        (_, Phase::Talking | Phase::OnHold) => {
            let words = at.twist.as_deref().or_else(|| next.and_then(|next| Some(lines.get(next)?.words.as_str())));
            (words.map_or("Play on in your own words.".into(), quoted), takes(&at.script))
        }
        _ => {
            let first = lines.first().map_or(String::new(), |line| quoted(&line.words));
            (format!("{} begins. You say first:", key(Action::NextStep)), first)
        }
    };
    let rows = vec![(Words::of(Tone::Lead, first).bold(), ""), (Words::of(Tone::Lead, second), "")];
    Lead { mark: String::new(), rows, target: Some(Target::Act(Action::NextLine)).filter(|_| goes_on(call)) }
}

/// What takes the caller up most, and what down.
fn takes(script: &CallerScript) -> String {
    let most = |up: bool| {
        let reacts = script.reacts.iter().filter(|react| if up { react.by > 0 } else { react.by < 0 });
        let mut reacts: Vec<&Reaction> = reacts.collect();
        reacts.sort_by_key(|react| -react.by.abs());
        let names: Vec<String> = reacts.iter().take(2).map(|react| trigger(react)).collect();
        names.join(", ")
    };
    match (most(true), most(false)) {
        (up, down) if up.is_empty() => format!("down: {down}"),
        (up, down) if down.is_empty() => format!("up: {up}"),
        (up, down) => format!("up: {up}; down: {down}"),
    }
}

/// What sets a reaction off, in words.
fn trigger(react: &Reaction) -> String {
    said::name(react.on.first().unwrap_or(&react.id))
}

/// The line after the one that leads.
fn following(call: &Call, at: &AtDesk, (lines, next): (&[CardLine], Option<usize>)) -> Option<(String, String)> {
    let after = if at.twist.is_some() { next? } else { next? + 1 };
    let line = lines.get(after).filter(|_| goes_on(call) && at.by == Marker::Trainer)?;
    Some(("next".into(), format!("\"{}\"", line.words)))
}

/// A row of the card: what it is about, and the words.
fn about(label: &str, words: impl Into<String>) -> Row {
    Row {
        mark: Mark::Key(format!("{label:<LABEL$}"), Tone::Muted),
        words: Words::text(words),
        wraps: true,
        ..Row::default()
    }
}

/// Who is played.
fn card(script: &CallerScript) -> List {
    let mut rows = vec![about("wants", script.goal.clone()), about("needs", script.need.clone())];
    rows.push(about("stop", format!("\"{}\" ends the play", script.stop)));
    rows.retain(|row| !row.words.is_empty());
    List { name: "card".into(), rows, ..List::default() }
}

/// Below it who they are and how they speak: long, and known by heart before the call.
fn with_who(mut card: List, script: &CallerScript) -> List {
    card.rows.push(about("who", script.who.clone()));
    card.rows.retain(|row| !row.words.is_empty());
    card
}

/// What they know, and how they say it when they are asked.
fn facts(script: &CallerScript) -> List {
    let of = |fact: &crate::playbook::model::Fact| {
        let say = fact.say.first().map(|say| Row {
            mark: Mark::Key(format!("{:<LABEL$}", "say"), Tone::Muted),
            words: Words::muted(format!("\"{say}\"")),
            ..Row::default()
        });
        let know = Row { wraps: false, ..about(if fact.freely { "tell" } else { "asked" }, fact.know.clone()) };
        [Some(know), say].into_iter().flatten()
    };
    let rows = script.facts.iter().flat_map(of).collect();
    List { name: "what you know".into(), right: "when asked".into(), rows, ..List::default() }
}

/// How they take things, and what passing asks for.
fn temper(script: &CallerScript) -> List {
    let by = |up: bool| {
        let reacts = script.reacts.iter().filter(|react| if up { react.by > 0 } else { react.by < 0 });
        reacts.map(trigger).collect::<Vec<_>>().join(", ")
    };
    let down = script.pass.iter().find_map(|pass| pass.mood);
    let arc = down.map_or(format!("{} at first", script.mood), |down| format!("{} down to {down}", script.mood));
    let mut rows = vec![about("arc", arc), about("calms", by(false)), about("heats", by(true))];
    for (i, pass) in script.pass.iter().enumerate() {
        rows.push(about(if i == 0 { "pass" } else { "" }, pass.text.clone()));
    }
    rows.retain(|row| !row.words.is_empty());
    List { name: "how they take it".into(), rows, ..List::default() }
}

/// The curveballs with their keys.
fn twists(model: &Model, at: &AtDesk, now: &Marking) -> List {
    let row = |(i, twist): (usize, &crate::playbook::model::Twist)| {
        let action = *keys::STRIP_ACTS.get(i)?;
        let of = format!("twist {} ", twist.id);
        let played =
            now.spoke.iter().filter(|spoken| spoken.line.starts_with(&of)).map(|spoken| spoken.talk).next_back();
        Some(Row {
            mark: Mark::Key(keys::name(model, action), Tone::Text),
            words: Words::text(twist.title.clone()),
            right: Words::muted(played.map_or(String::new(), clock_face)),
            target: Some(Target::Act(action)),
            ..Row::default()
        })
    };
    let rows = at.script.twists.iter().enumerate().filter_map(row).collect::<Vec<_>>();
    let name = if rows.is_empty() { String::new() } else { "curveballs".into() };
    List { name, rows, space_above: true, ..List::default() }
}

fn lines_list(lines: &[CardLine], next: Option<usize>) -> List {
    let row = |(i, line): (usize, &CardLine)| {
        let here = Some(i) == next;
        let state = match (here, line.said) {
            (true, _) => State::Current,
            (_, true) => State::Done,
            _ => State::Open,
        };
        Row { mark: Mark::State(state), words: Words::text(line.words.clone()), ..Row::default() }
    };
    let said = lines.iter().filter(|line| line.said).count();
    let top = next.unwrap_or(0).saturating_sub(2);
    List {
        name: "your lines".into(),
        right: format!("{said} of {}", lines.len()),
        rows: lines.iter().enumerate().map(row).collect(),
        space_above: true,
        top,
        ..List::default()
    }
}

/// The sheet.
fn sheet(model: &Model, at: &AtDesk, now: &Marking, wide: bool) -> List {
    let score = Score::of(now, at.by);
    let row = |(i, pin): (usize, &CriterionPin)| line(model, at, now, (i, pin, wide));
    let right = format!("{} of {}", points(score.halves), score.of);
    let rows = now.mock.sheet.criteria.iter().enumerate().map(row).collect();
    List { name: "sheet".into(), right, rows, ..List::default() }
}

/// A line of the sheet: its digit, what to listen for, its mark.
fn line(model: &Model, at: &AtDesk, now: &Marking, (i, pin, wide): (usize, &CriterionPin, bool)) -> Row {
    let chosen = i == at.row;
    let marked = now.mark(at.by, &pin.id);
    let word = marked.map_or(if chosen { "now" } else { "open" }, |marked| marked.mark.name());
    let padded = if wide { format!("{word:>6}") } else { word.to_string() };
    let mut right = mark_word(&padded, marked.map(|marked| marked.mark));
    if wide {
        let time = marked.filter(|marked| !marked.late).map_or("     ".into(), |marked| clock_face(marked.talk));
        right = Words::muted(format!("{:>3}  ", pin.weight)).then(right).then(Words::muted(format!(" {time}")));
    }
    let digit = if i < 10 { ((i + 1) % 10).to_string() } else { " ".into() };
    Row {
        mark: match marked {
            _ if chosen => Mark::State(State::Current),
            Some(marked) => mark_sign(marked.mark),
            None => Mark::State(State::Open),
        },
        words: Words::muted(format!("{digit} ")).then(Words::text(title(model.library(), &pin.id))),
        right,
        current: chosen,
        raised: chosen,
        target: Some(Target::Item(i)),
        ..Row::default()
    }
}

/// The sign of a mark.
pub(super) fn mark_sign(mark: Marked) -> Mark {
    match mark {
        Marked::Yes => Mark::State(State::Done),
        Marked::Partly => Mark::State(State::Overridden),
        Marked::No => Mark::Key("✗".into(), Tone::Must),
        Marked::NotApplicable => Mark::State(State::NotApplicable),
    }
}

/// The word of a mark in its tone.
pub(super) fn mark_word(word: &str, mark: Option<Marked>) -> Words {
    match mark {
        Some(Marked::No) => Words::of(Tone::Must, word).bold(),
        Some(Marked::Partly) => Words::of(Tone::Held, word),
        _ => Words::muted(word),
    }
}

/// What failed the call at once, or that nothing did.
fn fails(model: &Model, now: &Marking) -> Option<List> {
    if now.mock.sheet.fails.is_empty() {
        return None;
    }
    let key = keys::name(model, Action::AutoFail);
    let row = |words: Words, right: Words| Row {
        mark: Mark::Key("!".into(), Tone::Must),
        words,
        right,
        target: Some(Target::Act(Action::AutoFail)),
        ..Row::default()
    };
    let met: Vec<&Id> = now.mock.sheet.fails.iter().filter(|fail| now.fails.contains_key(fail)).collect();
    let rows = match met[..] {
        [] => vec![row(Words::text("Automatic fail").then(Words::muted(format!("   {key}"))), Words::muted("none"))],
        _ => met
            .iter()
            .map(|id| {
                row(Words::of(Tone::Must, title(model.library(), id)).bold(), Words::of(Tone::Must, "fails").bold())
            })
            .collect(),
    };
    Some(List { rows, space_above: true, ..List::default() })
}

/// What each grade of the chosen line means.
fn anchors(model: &Model, at: &AtDesk, now: &Marking) -> List {
    let pin = now.mock.sheet.criteria.get(at.row);
    let line = pin.and_then(|pin| model.library().scorecards.iter().find_map(|card| card.criterion(&pin.id)));
    let rows = line.map_or(Vec::new(), |line| {
        let mut rows = vec![about("yes", line.yes.clone())];
        rows.extend(line.partly.iter().map(|partly| about("partly", partly.clone())));
        rows.push(about("no", line.no.clone()));
        rows
    });
    List { name: "what each means".into(), rows, ..List::default() }
}

/// The last note.
fn entry(model: &Model, call: &Call, now: &Marking, own: bool) -> Entry {
    let text = |note: &crate::call::mock::Observed| call.text(note.text).to_string();
    // What was heard is the trainer's until both are done.
    let notes = if own { &[] } else { &now.notes[..] };
    let mut notes = notes.iter().rev();
    Entry {
        sign: keys::name(model, Action::Note),
        text: notes.next().map_or(String::new(), text),
        earlier: notes.next().map(text),
        saved: status::saved(model),
        ..Entry::default()
    }
}

/// At rest: what the chosen line asks for, or where things are kept.
fn quiet(model: &Model, call: &Call, at: &AtDesk, now: &Marking) -> Words {
    let pin = now.mock.sheet.criteria.get(at.row);
    let line = pin.and_then(|pin| model.library().scorecards.iter().find_map(|card| card.criterion(&pin.id)));
    match line.filter(|_| call.session.state().phase != Phase::Ringing && at.by == Marker::Trainer) {
        Some(line) => Words::muted(format!("to hear: {}", line.yes)),
        None if call.is_real() => Words::muted("the sheet is saved with each mark"),
        None => Words::muted("nothing of this is kept"),
    }
}

fn keys_of(model: &Model, call: &Call, at: &AtDesk, now: &Marking) -> Vec<KeyHint> {
    let hint = |action| keys::hint(model, action);
    let graded = now.mock.sheet.criteria.get(at.row).is_some_and(|pin| pin.graded);
    let mut marks = vec![hint(Action::MarkYes), hint(Action::MarkNo)];
    marks.extend(graded.then(|| hint(Action::MarkPartly)));
    marks.push(hint(Action::MarkNone));
    let mut out = Vec::new();
    match call.session.state().phase {
        Phase::Ringing | Phase::Dialing | Phase::Queued => {
            out.push(keys::hint_as(model, Action::NextStep, "begin"));
            out.push(keys::hint_as(model, Action::Pane, "turn the card"));
            out.push(keys::key(Code::Esc, "not now"));
        }
        Phase::WrapUp | Phase::Closed => {
            out.push(keys::hint_as(model, Action::NextStep, "done"));
            out.extend(marks);
            out.push(keys::remark("Up Down", "line"));
            out.push(hint(Action::Undo));
        }
        phase => {
            if phase == Phase::OnHold {
                out.push(keys::hint_as(model, Action::Hold, "resume"));
            }
            out.extend(marks);
            out.push(keys::remark("+ -", "mood"));
            out.extend([Action::NextLine, Action::Note, Action::End].map(hint));
            out.push(keys::hint_as(model, Action::NextStep, "next step"));
            out.push(keys::hint_as(model, Action::Pane, "turn the card"));
            out.extend([Action::AutoFail, Action::Hold, Action::Undo].map(hint));
        }
    }
    out.push(hint(Action::Help));
    out
}
