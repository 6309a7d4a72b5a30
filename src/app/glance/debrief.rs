//! A rehearsal looked back on, and the callers to choose from.

use crate::{
    app::{
        action::Action,
        glance::{
            Entry, Glance, KeyHint, Killer, Lead, List, Mark, Place, Row, State, Target, Tone, Words, desk, keys,
            rehearsal::mood_chart, said, status,
        },
        history::Told,
        keymap::Code,
        model::{Model, Screen, Sheet},
        msg::Begun,
        rehearse::{self, rehearsal},
        text_of,
    },
    call::{
        clock::clock_face,
        desk::Call,
        event::{Guidance, ItemState},
        rehearsal::Rehearsal,
    },
    playbook::model::{CallerScript, Id},
    practice::debrief::{Debrief, Heard},
};

/// Rows of moves that are shown beside the cautions.
const MOVES: usize = 4;

/// The debrief.
pub fn debrief(model: &Model, call: &Call, now: &Rehearsal) -> Glance {
    let playing = model.playing.as_ref();
    let none = Debrief::default();
    let found = playing.and_then(|playing| playing.debrief.as_ref()).unwrap_or(&none);
    let script = playing.map(|playing| playing.partner.script());
    Glance {
        entry: entry(model, now, script),
        status: status::said_status(model).unwrap_or_else(|| proposal(model, found)),
        keys: keys_of(model, found),
        ..page(model, call, (now, found, script))
    }
}

/// The debrief of one that is past: read, and no more.
pub fn past(model: &Model, call: &Call, found: &Debrief, script: &CallerScript) -> Glance {
    let Some(now) = rehearsal(call) else { return Glance::default() };
    let judged = call.session.state().passed;
    let word = match judged {
        Some(passed) if passed != found.passed => {
            let then = if passed { "passed" } else { "not passed" };
            format!("then it was {then}: what passing asks for has changed since")
        }
        _ => "kept on this machine; purge forgets it".into(),
    };
    let tab = if model.conversation { "debrief" } else { "what was said" };
    let at = model.wall(call.session.state().opened).format("%a %-d %b %Y, %H:%M");
    let seed = now.practice.seed;
    Glance {
        entry: Entry { text: format!("Rehearsed on {at}, seed {seed}."), ..Entry::default() },
        status: status::said_status(model).unwrap_or_else(|| Words::muted(word)),
        keys: vec![
            keys::hint_as(model, Action::Conversation, tab),
            keys::hint(model, Action::Copy),
            keys::hint(model, Action::Export),
            keys::key(Code::Esc, "history"),
            keys::hint(model, Action::Help),
        ],
        ..page(model, call, (now, found, Some(script)))
    }
}

/// What both show.
fn page(model: &Model, call: &Call, seen: (&Rehearsal, &Debrief, Option<&CallerScript>)) -> Glance {
    let (now, found, script) = seen;
    let state = call.session.state();
    let times = state.clock.times(state.last);
    let moods: Vec<String> = now.moods().map(|mood| mood.to_string()).collect();
    let result = if found.passed {
        Words::of(Tone::Done, "passed")
    } else {
        let missing = found.lines.iter().filter(|(_, holds)| !holds).count();
        let why = match missing {
            0 => "no goodbye yet".into(),
            n => format!("{n} of {} open", found.lines.len()),
        };
        Words::of(Tone::Must, format!("not passed: {why}")).bold()
    };
    let title = Words::text("DEBRIEF").bold().then(Words::text(format!("   mood {}", moods.join(" "))));
    let lists = if model.conversation { vec![conversation(model, call, now)] } else { lists(model, found) };
    Glance {
        who: vec![
            script.map_or("Rehearsal".into(), |script| script.name.clone()),
            script.map_or(String::new(), |script| script.about.clone()),
            "rehearsal".into(),
        ],
        clocks: Words::muted(format!("talk {}   hold {}", clock_face(times.talk), clock_face(times.hold))),
        place: Some(Place::Title { words: title, right: result }),
        lead: lead(found),
        lists_first: true,
        lists,
        side: vec![mood_chart(now)],
        emergency: Some(keys::emergency(model)),
        ..Glance::default()
    }
}

fn lead(found: &Debrief) -> Lead {
    let (first, second) = &found.try_next;
    let rows = vec![(Words::of(Tone::Lead, first.clone()).bold(), ""), (Words::of(Tone::Lead, second.clone()), "")];
    Lead { mark: "▸".into(), rows, target: None }
}

fn lists(model: &Model, found: &Debrief) -> Vec<List> {
    let mut lists = vec![to_pass(found), time(model, found), heard(found)];
    lists.extend(items(model, found));
    if let Some((sentence, turn)) = &found.best {
        let row = Row { words: Words::text(format!("\"{sentence}\"")), wraps: true, ..Row::default() };
        let right = format!("reply {turn}");
        lists.push(List { name: "your best sentence".into(), right, rows: vec![row], ..List::default() });
    }
    lists.retain(|list| !list.rows.is_empty());
    // Down shows what is below in each.
    lists.iter_mut().for_each(|list| list.top = model.chosen.min(list.rows.len().saturating_sub(1)));
    lists
}

/// What had to be true.
fn to_pass(found: &Debrief) -> List {
    let row = |(text, holds): &(String, bool)| Row {
        mark: if *holds { Mark::State(State::Done) } else { Mark::Key("✗".into(), Tone::Must) },
        words: Words::text(text.clone()),
        right: if *holds { Words::muted("yes") } else { Words::of(Tone::Must, "no").bold() },
        wraps: !holds,
        killer: if *holds { Killer::No } else { Killer::Open },
        ..Row::default()
    };
    let yes = found.lines.iter().filter(|(_, holds)| *holds).count();
    let mut lines: Vec<&(String, bool)> = found.lines.iter().collect();
    lines.sort_by_key(|(_, holds)| *holds);
    List {
        name: "to pass".into(),
        right: format!("{yes} of {}", found.lines.len()),
        rows: lines.into_iter().map(row).collect(),
        ..List::default()
    }
}

/// Where the time went.
fn time(model: &Model, found: &Debrief) -> List {
    let row = |step: &crate::practice::debrief::StepTime| {
        let title = model.library().step(&step.step).map_or(step.step.to_string(), |step| step.title.clone());
        let over = step.was > step.meant + 15;
        let replies = match step.replies {
            0 => "no reply".to_string(),
            1 => "1 reply".into(),
            n => format!("{n} replies"),
        };
        let was = format!("{:>3}%", step.was);
        Row {
            words: Words::text(format!("{title:<12}"))
                .then(Words::muted(format!("{replies}, {}", clock_face(step.spent)))),
            right: Words::muted(format!("{:>3}%  ", step.meant)).then(if over {
                Words::of(Tone::Held, was)
            } else {
                Words::text(was)
            }),
            ..Row::default()
        }
    };
    List {
        name: "where the time went".into(),
        right: "meant   was".into(),
        rows: found.steps.iter().map(row).collect(),
        ..List::default()
    }
}

/// Cautions with what to say instead, then moves.
fn heard(found: &Debrief) -> List {
    let (cautions, moves): (Vec<&Heard>, Vec<&Heard>) = found.heard.iter().partition(|heard| heard.caution);
    let mut rows: Vec<Row> = Vec::new();
    for heard in &cautions {
        rows.push(heard_row(heard, '^', Tone::Must));
        if !heard.instead.is_empty() {
            rows.push(said::instead(&heard.instead));
        }
    }
    let mut landed: Vec<&&Heard> = moves.iter().filter(|heard| heard.mood.is_some()).collect();
    landed.sort_by_key(|heard| heard.mood.map_or(0, |(from, to)| i16::from(to) - i16::from(from)));
    rows.extend(landed.into_iter().take(MOVES).map(|heard| heard_row(heard, '~', Tone::Done)));
    let right = said::counted(moves.len(), cautions.len());
    List { name: "what was heard".into(), right, rows, ..List::default() }
}

fn heard_row(heard: &Heard, sign: char, tone: Tone) -> Row {
    let mood = heard.mood.map_or(String::new(), |(from, to)| format!("{from} to {to}  "));
    Row {
        mark: said::found(sign, &heard.id, tone),
        words: Words::text(format!("\"{}\"", heard.words)),
        right: Words::muted(format!("{mood}reply {}", heard.turn)),
        ..Row::default()
    }
}

/// What must be done in such calls and was not.
fn items(model: &Model, found: &Debrief) -> Option<List> {
    let row = |(id, state): &(Id, ItemState)| {
        let text = model.library().item(id).map(|item| text_of::whole(model, &item.text, Tone::Text));
        let (mark, word) = match state {
            ItemState::Deferred => (State::Deferred, "deferred"),
            ItemState::Overridden => (State::Overridden, "left out"),
            _ => (State::Open, "never done"),
        };
        let open = *state == ItemState::Open;
        Row {
            killer: if open { Killer::Settled } else { Killer::No },
            mark: Mark::State(mark),
            words: text.unwrap_or_else(|| Words::muted("removed from playbook")),
            right: Words::of(if open { Tone::Must } else { Tone::Held }, word),
            ..Row::default()
        }
    };
    let rows: Vec<Row> = found.items.iter().map(row).collect();
    let right = rows.len().to_string();
    (!rows.is_empty()).then(|| List { name: "not ticked, though it must be".into(), right, rows, ..List::default() })
}

/// The conversation, a reply a row, one of them chosen to begin again from.
fn conversation(model: &Model, call: &Call, now: &Rehearsal) -> List {
    let chosen = |at: usize| model.chosen == at;
    let row = |at: usize, who: &str, words: String, mood: String| Row {
        mark: if chosen(at) { Mark::State(State::Current) } else { Mark::Key(who.into(), Tone::Muted) },
        words: Words::text(words),
        right: Words::muted(mood),
        current: chosen(at),
        raised: chosen(at),
        wraps: true,
        target: Some(Target::Choose(at)),
        ..Row::default()
    };
    let mut rows = vec![row(0, "", "from the beginning".into(), format!("mood {}", now.first.mood))];
    for (i, turn) in now.turns.iter().enumerate() {
        let exchange = &turn.exchange;
        let said = exchange.reply.map_or("(said aloud)", |id| call.text(id)).to_string();
        let before = now.before(i).mood;
        rows.push(row(i + 1, &format!("{}", i + 1), said, format!("{before} to {}", exchange.caller.mood)));
        rows.push(Row {
            words: Words::muted(format!("\"{}\"", call.text(exchange.answer))),
            wraps: true,
            ..Row::default()
        });
    }
    let right = match model.screen {
        Screen::History => format!("{} replies", now.turns.len()),
        _ => format!("{} begins again at the chosen reply", keys::name(model, Action::Replay)),
    };
    List { name: "what was said".into(), right, rows, ..List::default() }
}

fn entry(model: &Model, now: &Rehearsal, script: Option<&CallerScript>) -> Entry {
    let name = script.map_or("caller", |script| script.name.as_str());
    let again = format!(
        "The same {name} again (seed {}); {} chooses from where.",
        now.practice.seed,
        keys::name(model, Action::Conversation)
    );
    Entry { sign: "try".into(), text: again, saved: status::saved(model), ..Entry::default() }
}

/// What help could go next time.
fn proposal(model: &Model, found: &Debrief) -> Words {
    let titles: Vec<String> = found
        .less_help
        .iter()
        .map(|(id, level)| {
            let title = model.library().step(id).map_or(id.to_string(), |step| step.title.clone());
            format!("{title}: {}", level_word(*level))
        })
        .collect();
    if titles.is_empty() {
        let kept = model.call().is_some_and(Call::is_real);
        let word = if kept { "kept on this machine; purge forgets it" } else { "nothing of this is kept" };
        return Words::muted(word);
    }
    let key = keys::name(model, Action::LessHelp);
    Words::text("without a slip; next time ")
        .then(Words::text(titles.join(", ")))
        .then(Words::muted(format!("   {key} agrees")))
}

fn level_word(level: Guidance) -> &'static str {
    match level {
        Guidance::Full => "full wording",
        Guidance::Cues => "cue words",
        Guidance::Killers => "bare",
    }
}

fn keys_of(model: &Model, found: &Debrief) -> Vec<KeyHint> {
    let tab = if model.conversation { "debrief" } else { "what was said" };
    let from = if model.conversation && model.chosen > 0 { "again from here" } else { "again" };
    let mut keys = vec![
        keys::hint_as(model, Action::Replay, from),
        keys::hint_as(model, Action::Conversation, tab),
        keys::hint(model, Action::Copy),
    ];
    if !found.less_help.is_empty() {
        keys.push(keys::hint(model, Action::LessHelp));
    }
    keys.push(keys::key(Code::Esc, "home"));
    keys.push(keys::hint(model, Action::Export));
    keys.push(keys::hint(model, Action::Help));
    keys
}

/// The debrief as text, to be copied.
pub fn debrief_text(model: &Model) -> String {
    let looked_at = model.history.opened.as_ref().and_then(|opened| Some((&opened.call, opened.debrief.as_ref()?)));
    let glance = match (looked_at, model.call()) {
        (Some((call, (Told::Rehearsal(found), script))), _) => past(model, call, found, script),
        (Some((call, (Told::Mock(found), script))), _) => desk::past(model, call, found, script),
        (None, Some(call)) if model.at_desk.is_some() => desk::debrief(model, call),
        (None, Some(call)) => match rehearsal(call) {
            Some(now) => debrief(model, call, now),
            None => return String::new(),
        },
        (None, None) => return String::new(),
    };
    let mut out = vec![glance.who.join(", ")];
    out.extend(glance.lead.rows.iter().map(|(words, _)| words.plain()));
    for list in &glance.lists {
        out.push(String::new());
        out.push(format!("{} ({})", list.name, list.right));
        out.extend(list.rows.iter().map(|row| {
            let right = row.right.plain();
            let right = if right.is_empty() { right } else { format!("  [{right}]") };
            format!("- {}{right}", row.words.plain().trim())
        }));
    }
    out.join("\n")
}

/// The callers to choose from: the lead is the one to take next, and why.
pub fn callers(model: &Model) -> Glance {
    let callers = &model.library().callers;
    let next = rehearse::next_caller(model);
    let mock = model.cast.as_ref();
    let asked = match &model.sheet {
        _ if mock.is_some_and(|wish| wish.caller.is_some()) => {
            mock.and_then(|wish| model.library().caller(wish.caller.as_ref()?))
        }
        Some(Sheet::Consent(Some(wish))) => wish.caller.as_ref().and_then(|id| model.library().caller(id)),
        _ => None,
    };
    let chosen = asked.or(callers.get(model.chosen));
    let rows = match chosen {
        Some(caller) => {
            let next = next.filter(|(id, _)| *id == caller.id && mock.is_none());
            let why = next.map_or(String::new(), |(_, why)| format!(" ({why})"));
            vec![
                (Words::of(Tone::Lead, format!("{}{why}", caller.title)).bold(), ""),
                (Words::of(Tone::Lead, format!("They want: {}.", caller.goal)), ""),
            ]
        }
        None => vec![(Words::of(Tone::Lead, "No caller is there to rehearse with.").bold(), "")],
    };
    let list = List {
        name: "callers".into(),
        right: match mock {
            Some(_) => format!("{} in all", callers.len()),
            None => format!("{} taken, {} in all", taken(model), callers.len()),
        },
        rows: callers.iter().enumerate().map(|(i, caller)| caller_row(model, i, caller)).collect(),
        ..List::default()
    };
    Glance {
        who: vec!["hearken".into(), if mock.is_some() { "mock call" } else { "rehearse alone" }.into()],
        place: Some(Place::Title {
            words: Words::text(match mock {
                Some(wish) if wish.caller.is_none() => "MOCK CALL: WHOM DO YOU PLAY?",
                Some(_) => "MOCK CALL",
                None => "REHEARSE",
            })
            .bold(),
            right: Words::muted(if mock.is_some() { "" } else { "the same screen and keys as a call" }),
        }),
        lead: Lead { mark: "▸".into(), rows, target: Some(Target::Act(Action::Choose)) },
        lists_first: true,
        lists: vec![list],
        status: status::said_status(model).unwrap_or_else(|| unfinished(model)),
        emergency: Some(keys::emergency(model)),
        keys: vec![
            keys::hint_as(model, Action::Choose, "begin"),
            keys::remark("Up Down", "choose"),
            keys::key(Code::Esc, "home"),
            keys::hint(model, Action::Help),
        ],
        ..Glance::default()
    }
}

/// A rehearsal that was left in the middle is taken up at home.
fn unfinished(model: &Model) -> Words {
    let open = model.unfinished.iter().filter(|call| call.kind == Begun::Rehearsal).count();
    let word = match open {
        0 => return Words::default(),
        1 => "a rehearsal was left in the middle: home takes it up again".to_string(),
        n => format!("{n} rehearsals were left in the middle: home takes them up again"),
    };
    Words::of(Tone::Held, word)
}

fn taken(model: &Model) -> usize {
    model.library().callers.iter().filter(|caller| model.past.iter().any(|past| past.caller == caller.id)).count()
}

fn caller_row(model: &Model, at: usize, caller: &CallerScript) -> Row {
    // How the user got on with them alone says nothing of who is trained.
    let last = rehearse::best(model, &caller.id).filter(|_| model.cast.is_none());
    let (mark, word) = match last.map(|past| past.passed) {
        Some(Some(true)) => (State::Done, "passed"),
        Some(_) => (State::Deferred, "again"),
        None => (State::Open, "new"),
    };
    let chosen = at == model.chosen;
    let names = caller.practises.iter().filter_map(|id| model.library().scenario(id)).map(|s| s.short.clone());
    let names: Vec<String> = names.collect();
    let hard = ["gentle", "middling", "hard"][usize::from(caller.hard.clamp(1, 3)) - 1];
    Row {
        mark: Mark::State(if chosen { State::Current } else { mark }),
        words: Words::text(format!("{:<28}", caller.title)).then(Words::muted(names.join(", "))),
        right: Words::muted(if model.cast.is_some() { hard.into() } else { format!("{hard}, {word}") }),
        current: chosen,
        raised: chosen,
        target: Some(Target::Choose(at)),
        ..Row::default()
    }
}
