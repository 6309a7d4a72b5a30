//! A rehearsal: what the caller says, what was replied and what it did, and the same lists as in a call.

use crate::{
    app::{
        action::Action,
        glance::{
            Glance, KeyHint, Lead, List, Mark, Place, Row, Span, Target, Tone, Words, items, keys, live,
            said::{self, Landed},
            say, status,
        },
        keymap::Code,
        model::Model,
        rehearse::{self, Playing},
    },
    call::{
        clock::clock_face,
        desk::Call,
        event::{Guidance, TextId},
        rehearsal::{Felt, Rehearsal, Turn},
    },
    playbook::model::Id,
    text::cut,
};

/// Replies of which something is shown beside the call.
const NEWEST: usize = 5;

/// The screen of a rehearsal, laid over that of the call it is.
pub fn rehearse(model: &Model, call: &Call, now: &Rehearsal, playing: &Playing) -> Glance {
    let call_screen = live::call(model, call);
    let pauses = call.session.state().room().pauses;
    let script = playing.partner.script();
    let mut lists: Vec<List> = last_reply(model, call, now, playing).into_iter().collect();
    lists.push(items::list(model, call));
    lists.extend(to_say(model, call));
    let times = call.session.state().clock.times(model.now);
    let hidden = call.session.state().room().hides_clock;
    let clock = if hidden { String::new() } else { format!("   {}", clock_face(times.talk)) };
    Glance {
        who: vec![script.name.clone(), script.about.clone(), "rehearsal".into()],
        clocks: match call.session.state().held_since {
            Some(_) => call_screen.clocks,
            None => Words::muted(format!("turn {}{clock}", now.turns.len() + 1)),
        },
        place: Some(match call_screen.place {
            Some(Place::Rail { framework, at, steps, other, .. }) => {
                Place::Rail { framework, at, steps, other, right: mood(now) }
            }
            other => other.unwrap_or_default(),
        }),
        lead: lead(model, now),
        lists_first: true,
        lists,
        alternatives: Vec::new(),
        next: None,
        side: side(model, call, now, playing),
        strip: if pauses { call_screen.strip } else { Vec::new() },
        strip_more: call_screen.strip_more.filter(|_| pauses),
        status: status::status(model, call),
        keys: keys_of(model, call),
        stroke: call_screen.stroke,
        entry: call_screen.entry,
        emergency: call_screen.emergency,
        ..Glance::default()
    }
}

/// The caller's mood, and where it came from.
fn mood(now: &Rehearsal) -> Words {
    let moods: Vec<u8> = now.moods().collect();
    match moods[..] {
        [.., before, last] if before != last => Words::muted(format!("mood {before} to {last}")),
        [.., last] => Words::muted(format!("mood {last}, 10 is worst")),
        [] => Words::default(),
    }
}

/// What the caller says, as far as they have said it.
fn lead(model: &Model, now: &Rehearsal) -> Lead {
    let (words, whole) = rehearse::spoken(model, model.text(now.line));
    let quoted = if whole { format!("\"{words}\"") } else { format!("\"{words}") };
    Lead { mark: String::new(), rows: vec![(Words::of(Tone::Lead, quoted), "")], target: None }
}

/// The last reply, looked at.
fn last_reply(model: &Model, call: &Call, now: &Rehearsal, playing: &Playing) -> Option<List> {
    let turn = now.turns.last()?;
    let name = format!("you said, turn {}", now.turns.len());
    Some(reply_list(model, call, turn, playing, name))
}

/// A reply, what was found in it, and what it did to this caller.
pub fn reply_list(model: &Model, call: &Call, turn: &Turn, playing: &Playing, name: String) -> List {
    let exchange = &turn.exchange;
    let reply = exchange.reply.map_or("(said aloud, marked by yourself)", |id| call.text(id));
    let felt = |id: &Id| exchange.felt.iter().find(|felt| felt.id == *id);
    let landed = |id: &Id| Landed {
        why: felt(id).and_then(|felt| why(playing, felt)),
        mood: felt(id).map(|felt| (felt.from, felt.to)),
    };
    let mut list = said::said(name, reply, &playing.review, &landed);
    if exchange.reply.is_none() {
        list.rows.extend(marked_aloud(model, turn));
        list.right = format!("{} moves, {} cautions", exchange.moves.len(), exchange.cautions.len());
    }
    let shown = |felt: &&Felt| !exchange.moves.contains(&felt.id) && !exchange.cautions.contains(&felt.id);
    let words = exchange.felt.iter().filter(shown).filter(|felt| felt.from != felt.to || felt.reaction.is_some());
    let other = words.filter_map(|felt| {
        let tone = if felt.to > felt.from { Tone::Must } else { Tone::Done };
        let sign = if felt.to > felt.from { '^' } else { '~' };
        let why = why(playing, felt)?;
        let mood = if felt.from == felt.to { "same".into() } else { format!("{} to {}", felt.from, felt.to) };
        Some(Row {
            mark: said::found(sign, &felt.id, tone),
            words: Words::text(why),
            right: Words::muted(mood),
            wraps: true,
            ..Row::default()
        })
    });
    list.rows.extend(other);
    // Moves that did nothing to this caller are under their words; a row each would hide what did something.
    list.rows.retain(|row| row.right.plain() != "same" || matches!(&row.mark, Mark::Key(_, Tone::Must)));
    in_order(&mut list.rows);
    if list.rows.len() == 1 {
        let words = format!("nothing in it calmed or upset them: mood {}, the same", exchange.caller.mood);
        list.rows.push(Row { words: Words::muted(words), ..Row::default() });
    }
    list
}

/// Beneath the reply, what calmed stands in the order in which it did, before what upset.
fn in_order(rows: &mut [Row]) {
    let from = |row: &Row| row.right.plain().split(' ').next().and_then(|from| from.parse::<u8>().ok());
    let kind = |row: &Row| matches!(&row.mark, Mark::Key(_, Tone::Done));
    let first = rows.len().min(1);
    let mut calmed: Vec<Row> = rows.iter().filter(|row| kind(row)).cloned().collect();
    calmed.sort_by_key(|row| std::cmp::Reverse(from(row)));
    let rest: Vec<Row> = rows[first..].iter().filter(|row| !kind(row)).cloned().collect();
    rows[first..].clone_from_slice(&calmed.into_iter().chain(rest).collect::<Vec<_>>());
}

fn marked_aloud(model: &Model, turn: &Turn) -> Vec<Row> {
    let row = |(id, sign, tone): (&Id, char, Tone)| {
        let felt = turn.exchange.felt.iter().find(|felt| felt.id == *id);
        let title = model.library().wording.iter().find(|rule| rule.id == *id).map_or("", |rule| rule.title.as_str());
        Row {
            mark: said::found(sign, id, tone),
            words: Words::text(title),
            right: Words::muted(felt.map_or(String::new(), |felt| format!("{} to {}", felt.from, felt.to))),
            ..Row::default()
        }
    };
    let moves = turn.exchange.moves.iter().map(|id| (id, '~', Tone::Done));
    moves.chain(turn.exchange.cautions.iter().map(|id| (id, '^', Tone::Must))).map(row).collect()
}

/// Why it did something, in the words of the caller's file; what only a conversation shows has its own.
fn why(playing: &Playing, felt: &Felt) -> Option<String> {
    let script = playing.partner.script();
    let own = felt.reaction.as_ref().and_then(|id| script.reacts.iter().find(|react| react.id == *id));
    let own = own.map(|react| react.why.clone()).filter(|why| !why.is_empty());
    own.or_else(|| {
        let late = script.facts.iter().find(|fact| fact.id == felt.id);
        late.map(|fact| format!("planned before you asked: {}", fact.know))
    })
    .or_else(|| {
        Some(match felt.id.as_str() {
            "interrupted" => "you answered before they had finished".into(),
            "waiting" => "they waited".into(),
            "repeat" => "you had asked that before".into(),
            "transfer" => "they were passed on".into(),
            _ => return None,
        })
    })
}

/// The sentence one could say, as much of it as this step has.
fn to_say(model: &Model, call: &Call) -> Option<List> {
    if call.session.state().guidance == Guidance::Killers {
        return None;
    }
    let lead = say::lead(model, call);
    let words = lead.rows.into_iter().map(|(words, _)| words.plain()).collect::<Vec<_>>().join(" ");
    let row = Row {
        mark: Mark::Key("say".into(), Tone::Muted),
        words: Words::text(words),
        target: lead.target,
        ..Row::default()
    };
    Some(List { rows: vec![row], space_above: true, ..List::default() })
}

fn keys_of(model: &Model, call: &Call) -> Vec<KeyHint> {
    let mut keys = vec![keys::hint(model, Action::Reply), keys::hint(model, Action::Aloud)];
    keys.extend(
        [Action::Tick, Action::NextStep, Action::Guidance, Action::Scenarios].map(|act| keys::hint(model, act)),
    );
    keys.extend([Action::TakeBack, Action::Hold, Action::End, Action::Help].map(|act| keys::hint(model, act)));
    if call.session.state().held_since.is_some() {
        keys.insert(0, keys::hint_as(model, Action::Hold, "resume"));
    }
    keys
}

/// The keys of the reply field.
pub fn field_keys(model: &Model) -> Vec<KeyHint> {
    vec![
        keys::key(Code::Enter, "say it"),
        keys::key(Code::Up, "earlier"),
        keys::key(Code::Esc, "to keys"),
        KeyHint {
            key: keys::name(model, Action::TakeBack),
            label: "take back".into(),
            target: Some(Target::Act(Action::TakeBack)),
        },
        keys::key(Code::Tab, "said aloud"),
        KeyHint {
            key: model.keymap.names(Action::Emergency).split(' ').next_back().unwrap_or_default().into(),
            label: "emergency".into(),
            target: Some(Target::Act(Action::Emergency)),
        },
    ]
}

/// One quiet line below the reply field.
pub fn remark(model: &Model) -> String {
    let call = model.call();
    let level = call.map(|call| call.session.state().guidance).unwrap_or_default();
    let said = call.and_then(rehearse::rehearsal).map(|now| rehearse::spoken(model, model.text(now.line)).1);
    if said == Some(false) {
        return "they are still speaking; Enter on an empty line hears them out at once".into();
    }
    let word = match level {
        Guidance::Full => "full wording",
        Guidance::Cues => "cue words",
        Guidance::Killers => "bare: only what must not be missed",
    };
    format!("{word}; {} then {} changes it", keys::name(model, Action::Back), keys::name(model, Action::Guidance))
}

/// The right column: the mood as it went, what was said, the moves so far, this run.
fn side(model: &Model, call: &Call, now: &Rehearsal, playing: &Playing) -> Vec<List> {
    let mut lists = vec![mood_chart(now)];
    lists.push(so_far(call, now));
    let wanted: Vec<Id> = playing.partner.script().pass.iter().flat_map(|pass| pass.moves.clone()).collect();
    if !wanted.is_empty() {
        let rows = wanted.iter().map(|id| {
            let turn = now.caller.made.get(id);
            Row {
                mark: Mark::State(if turn.is_some() { super::State::Done } else { super::State::Open }),
                words: Words::text(said::name(id)),
                right: Words::muted(turn.map_or("open".into(), |turn| format!("turn {turn}"))),
                ..Row::default()
            }
        });
        lists.push(List { name: "Moves to pass".into(), rows: rows.collect(), space_above: true, ..List::default() });
    }
    let run = [
        ("level", remark(model).split(';').next().unwrap_or_default().to_string()),
        ("goal", playing.partner.script().goal.clone()),
    ];
    let rows = run.into_iter().map(|(name, words)| Row {
        mark: Mark::Key(format!("{name:<8}"), Tone::Muted),
        words: Words::text(words),
        wraps: true,
        ..Row::default()
    });
    let right = format!("seed {}", now.practice.seed);
    lists.push(List { name: "This run".into(), right, rows: rows.collect(), space_above: true, ..List::default() });
    lists
}

/// The mood as a chart of bars in text, which any terminal and any reader shows.
pub fn mood_chart(now: &Rehearsal) -> List {
    let moods: Vec<u8> = now.moods().collect();
    let first = moods.len().saturating_sub(12);
    let row = |(at, mood): (usize, &u8)| {
        let name = if at == 0 { "start".to_string() } else { at.to_string() };
        let worse = at > 0 && *mood > moods[at - 1];
        Row {
            mark: Mark::Key(format!("{name:<6}"), Tone::Muted),
            words: Words(vec![
                Span { text: format!("{mood:>2} "), ..Span::default() },
                Span {
                    text: "━".repeat(usize::from(*mood)),
                    tone: if worse { Tone::Must } else { Tone::Done },
                    ..Span::default()
                },
            ]),
            right: Words::muted(cause(now, at)),
            ..Row::default()
        }
    };
    let rows = moods.iter().enumerate().skip(first).map(row).collect();
    List { name: "Mood".into(), right: "10 is worst".into(), rows, ..List::default() }
}

/// What changed the mood most in a reply.
fn cause(now: &Rehearsal, at: usize) -> String {
    let Some(turn) = at.checked_sub(1).and_then(|at| now.turns.get(at)) else { return String::new() };
    let most = turn.exchange.felt.iter().max_by_key(|felt| felt.from.abs_diff(felt.to));
    most.filter(|felt| felt.from != felt.to).map_or(String::new(), |felt| cut(&said::name(&felt.id), 12, "…"))
}

/// The last lines of the conversation.
fn so_far(call: &Call, now: &Rehearsal) -> List {
    let line = |who: &str, id: Option<TextId>| Row {
        mark: Mark::Key(format!("{who:<5}"), Tone::Muted),
        words: Words::text(id.map_or("(said aloud)", |id| call.text(id))),
        wraps: true,
        ..Row::default()
    };
    let last = now.turns.len().saturating_sub(NEWEST);
    let rows = now.turns[last..]
        .iter()
        .flat_map(|turn| [line("you", turn.exchange.reply), line("they", Some(turn.exchange.answer))]);
    let mut rows: Vec<Row> = rows.collect();
    // What they say now leads the screen.
    rows.pop();
    List { name: "So far".into(), rows, space_above: true, ..List::default() }
}
