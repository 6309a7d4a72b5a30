//! Home, the first questions, the follow-ups, the playbooks, the settings, and the pause after a hard call.

use crate::{
    app::{
        action::Action,
        glance::{Entry, Glance, KeyHint, Lead, List, Mark, Place, Row, Target, Tone, Words, drill, keys, status},
        model::{FieldKind, Model, OFFERS, Screen},
        msg::Due,
        settings::{self, SETTINGS, Setting},
    },
    call::event::At,
    playbook::model::{Audience, Layer},
};

/// How many promises home shows.
const PROMISES: usize = 5;

/// Home.
pub fn home(model: &Model) -> Glance {
    let mut lists = vec![List { name: "start".into(), rows: offers(model), ..List::default() }];
    lists.extend(promised(model));
    let status = status::said_status(model).unwrap_or_else(|| Words::muted(counts(model)));
    Glance {
        who: hearken(model),
        clocks: Words::muted(model.wall(model.now).format("%a %-d %b").to_string()),
        place: Some(title("HOME", String::new())),
        lead: lead(model),
        lists,
        lists_first: true,
        entry: fault_line(model),
        status,
        emergency: Some(keys::emergency(model)),
        keys: home_keys(model),
        ..Glance::default()
    }
}

fn title(name: &str, right: String) -> Place {
    Place::Title { words: Words::text(name).bold(), right: Words::muted(right) }
}

/// Row 1 away from calls: the program, the company, the agent.
fn hearken(model: &Model) -> Vec<String> {
    let mut parts = vec!["hearken".to_string()];
    parts.extend(model.config.company.clone());
    parts.extend(model.config.agent.clone());
    parts
}

fn lead(model: &Model) -> Lead {
    if let Some(question) = question(model) {
        return question;
    }
    let rows = |first: &str, second: &str| {
        vec![(Words::of(Tone::Lead, first).bold(), ""), (Words::of(Tone::Lead, second), "")]
    };
    let (first, second) = match model.unfinished.first() {
        Some(call) => {
            let what = call.kind.word();
            let name =
                call.name.as_deref().map_or(format!("Resume the {what}?"), |n| format!("Resume the {what} with {n}?"));
            let at = model.wall(call.last).format("%H:%M");
            let more = match model.unfinished.len() {
                1 => String::new(),
                n => format!(" {} more wait behind it.", n - 1),
            };
            (name, format!("Stopped {at} in {}. Everything up to then is kept.{more}", call.stopped))
        }
        None => ("Ready for a call".into(), String::new()),
    };
    Lead { mark: "▸".into(), rows: rows(&first, &second), target: Some(Target::Act(Action::First)) }
}

/// The first questions take the lead while they are asked.
fn question(model: &Model) -> Option<Lead> {
    let Some(FieldKind::Question(setting)) = model.field.as_ref().map(|field| &field.kind) else { return None };
    let (first, second) = match setting {
        Setting::Agent => ("What is your name?", "It stands in your greeting. Leave it empty to skip."),
        Setting::Company => ("Which company do you speak for?", "It stands in your greeting. Leave it empty to skip."),
        _ => ("Which country do you answer calls in?", "Two letters, such as GB. It sets the emergency numbers."),
    };
    let rows = vec![(Words::of(Tone::Lead, first).bold(), ""), (Words::of(Tone::Lead, second), "")];
    Some(Lead { mark: "▸".into(), rows, target: None })
}

fn offers(model: &Model) -> Vec<Row> {
    let faults = model.loaded.faults.len();
    let due = model.due.iter().filter(|due| due.due <= end_of_day(model)).count();
    let (about, cards) = drill::at_home(model);
    let line = |action: Action| match action {
        Action::Live => ("Live call", "take a call now", String::new()),
        Action::Rehearse => ("Rehearse", "a caller who answers back", callers(model)),
        Action::History => (
            "History",
            "calls, debriefs, figures",
            match model.history.count {
                0 => String::new(),
                n => n.to_string(),
            },
        ),
        Action::Drill => ("Drill", about.as_str(), cards.clone()),
        Action::Mock => ("Mock call", "the trainer's desk", String::new()),
        Action::FollowUps => {
            ("Follow-ups", "promises to keep", if due > 0 { format!("{due} due") } else { String::new() })
        }
        Action::Playbooks => (
            "Playbooks",
            "what is loaded, and what is wrong in it",
            match faults {
                0 => String::new(),
                1 => "1 fault".into(),
                n => format!("{n} faults"),
            },
        ),
        _ => ("Settings", "your name, company, country and more", String::new()),
    };
    let rows = OFFERS.iter().enumerate().map(|(i, action)| {
        let (name, what, right) = line(*action);
        let chosen = model.chosen == i + 1;
        Row {
            mark: Mark::Key(keys::name(model, *action), Tone::Text),
            words: Words::text(format!("{name:<14}")).then(Words::muted(what)),
            // What is past, and practice, wait for no one.
            right: Words::of(
                if matches!(action, Action::Drill | Action::History) { Tone::Text } else { Tone::Held },
                right,
            ),
            current: chosen,
            raised: chosen,
            target: Some(Target::Act(*action)),
            ..Row::default()
        }
    });
    rows.collect()
}

/// How many callers there are to rehearse with.
fn callers(model: &Model) -> String {
    match model.library().callers.len() {
        0 => String::new(),
        n => format!("{n} callers"),
    }
}

fn end_of_day(model: &Model) -> At {
    let wall = model.wall(model.now);
    let seconds = i64::from(86_400 - chrono::Timelike::num_seconds_from_midnight(&wall));
    At(model.now.0 + seconds * 1000)
}

/// The promises that home shows.
fn promised(model: &Model) -> Option<List> {
    let today = model.due.iter().filter(|due| due.due <= end_of_day(model)).count();
    let rows: Vec<Row> = model.due.iter().take(PROMISES).map(|due| due_row(model, due)).collect();
    let right = if today > 0 { format!("{today} today") } else { format!("{} open", model.due.len()) };
    (!rows.is_empty()).then(|| List { name: "promised".into(), right, rows, space_above: true, ..List::default() })
}

fn due_row(model: &Model, due: &Due) -> Row {
    let wall = model.wall(due.due);
    let late = due.due <= model.now;
    let day = if wall.date_naive() == model.wall(model.now).date_naive() {
        format!("Today {}", wall.format("%H:%M"))
    } else {
        wall.format("%a %-d %b %H:%M").to_string()
    };
    let who = if due.who.is_empty() { String::new() } else { format!(", {}", due.who) };
    Row {
        mark: if late { Mark::Key("!".into(), Tone::Must) } else { Mark::State(super::State::Open) },
        words: Words::text(format!("{day:<18}{}{who}", due.text)),
        right: if late { Words::of(Tone::Must, "late").bold() } else { Words::text("open") },
        ..Row::default()
    }
}

/// The note row of home: the first fault, where there is one; or the question being answered.
fn fault_line(model: &Model) -> Entry {
    match model.loaded.faults.first() {
        Some(fault) => Entry { sign: "!".into(), text: fault.clone(), ..Entry::default() },
        None => Entry::default(),
    }
}

fn counts(model: &Model) -> String {
    let library = model.library();
    format!(
        "{} playbooks, {} phrases, {} scenarios",
        model.loaded.files,
        library.phrases.len(),
        library.scenarios.len()
    )
}

fn home_keys(model: &Model) -> Vec<KeyHint> {
    let mut keys = Vec::new();
    if model.unfinished.is_empty() {
        keys.push(keys::hint_as(model, Action::First, "take a call"));
    } else {
        keys.push(keys::hint_as(model, Action::First, "resume"));
        keys.extend([Action::WrapUp, Action::Discard].map(|action| keys::hint(model, action)));
    }
    let rest = [Action::FollowUps, Action::Playbooks, Action::Settings, Action::Leave, Action::Commands, Action::Help];
    keys.extend(rest.map(|action| keys::hint(model, action)));
    keys
}

/// A screen that is one list, with a lead that says what it is about.
fn list_screen(model: &Model, name: &str, lead: (&str, &str), list: List, keys: Vec<KeyHint>) -> Glance {
    let rows = vec![(Words::of(Tone::Lead, lead.0).bold(), ""), (Words::of(Tone::Lead, lead.1), "")];
    Glance {
        who: hearken(model),
        clocks: Words::muted(model.wall(model.now).format("%a %-d %b").to_string()),
        place: Some(title(name, format!("{} home", keys::name(model, Action::Back)))),
        lead: Lead { mark: "▸".into(), rows, target: None },
        lists: vec![list],
        lists_first: true,
        status: status::said_status(model).unwrap_or_default(),
        emergency: Some(keys::emergency(model)),
        keys,
        ..Glance::default()
    }
}

/// The promises to keep.
pub fn follow_ups(model: &Model) -> Glance {
    let rows = model.due.iter().enumerate().map(|(i, due)| {
        let chosen = i == model.chosen;
        Row { current: chosen, raised: chosen, target: Some(Target::Choose(i)), ..due_row(model, due) }
    });
    let first = model.due.get(model.chosen);
    let second = first.map_or("Promise something in a call and it waits here.".to_string(), |due| {
        let who = if due.who.is_empty() { "no name or number was kept".into() } else { due.who.clone() };
        format!("{who}: {}", model.wall(due.due).format("%A %-d %B, %H:%M"))
    });
    let lead = first.map_or("Nothing is promised.", |due| due.text.as_str());
    let list = List {
        name: "promised".into(),
        right: format!("{} open", model.due.len()),
        rows: rows.collect(),
        ..List::default()
    };
    let mut keys = Vec::new();
    if !model.due.is_empty() {
        keys.extend([Action::Kept, Action::Cancelled].map(|action| keys::hint(model, action)));
    }
    keys.extend([Action::Undo, Action::Help].map(|action| keys::hint(model, action)));
    keys.insert(keys.len() - 1, keys::hint_as(model, Action::Back, "home"));
    list_screen(model, "FOLLOW-UPS", (lead, &second), list, keys)
}

/// What becomes of a file with a fault.
const AS_IT_WAS: &str = "The rest is loaded; a faulty file stays as it last was, or is left out.";

/// What is loaded, and what is wrong in it.
pub fn playbooks(model: &Model) -> Glance {
    let library = model.library();
    let mut rows: Vec<Row> = model
        .loaded
        .faults
        .iter()
        .enumerate()
        .map(|(i, fault)| Row {
            mark: Mark::Key("!".into(), Tone::Must),
            words: Words::text(fault.clone()),
            current: i == model.chosen,
            wraps: true,
            target: Some(Target::Choose(i)),
            ..Row::default()
        })
        .collect();
    rows.extend(library.files().into_iter().map(|((layer, file), count)| {
        let layer = match layer {
            Layer::BuiltIn => "built in",
            Layer::Team(_) => "team",
            Layer::Own => "own",
        };
        Row {
            words: Words::text(format!("{file:<28}")).then(Words::muted(layer)),
            right: Words::muted(format!("{count} things")),
            ..Row::default()
        }
    }));
    let faults = model.loaded.faults.len();
    let (lead, second) = match faults {
        0 => ("Every playbook is in order.".to_string(), counts(model)),
        1 => ("One fault stands in your playbooks.".into(), AS_IT_WAS.into()),
        n => (format!("{n} faults stand in your playbooks."), AS_IT_WAS.into()),
    };
    let list = List { name: "files".into(), right: counts(model), rows, ..List::default() };
    let keys = vec![
        keys::hint_as(model, Action::Choose, "read them again"),
        keys::hint_as(model, Action::Back, "home"),
        keys::hint(model, Action::Help),
    ];
    list_screen(model, "PLAYBOOKS", (&lead, &second), list, keys)
}

/// What can be set.
pub fn settings(model: &Model) -> Glance {
    let rows = SETTINGS.iter().enumerate().map(|(i, (setting, key, _))| {
        let chosen = i == model.chosen;
        let value = settings::value(&model.config, *setting);
        let locked = model.config.locked.iter().any(|locked| locked == key);
        let shown = if value.is_empty() { Words::muted("not set") } else { Words::text(value) };
        Row {
            mark: if chosen { Mark::State(super::State::Current) } else { Mark::None },
            words: Words::muted(format!("{key:<14}")).then(shown),
            right: Words::of(Tone::Held, if locked { "set for everyone" } else { "" }),
            current: chosen,
            raised: chosen,
            target: Some(Target::Choose(i)),
            ..Row::default()
        }
    });
    let list = List { name: "settings".into(), rows: rows.collect(), ..List::default() };
    let (_, key, what) = SETTINGS[model.chosen.min(SETTINGS.len() - 1)];
    let keys = vec![
        keys::hint_as(model, Action::Choose, "change"),
        keys::hint_as(model, Action::Back, "home"),
        keys::hint(model, Action::Help),
    ];
    list_screen(model, "SETTINGS", (key, what), list, keys)
}

/// The pause after a hard call.
pub fn pause(model: &Model) -> Glance {
    let who = model.config.support.clone();
    let second = match &who {
        Some(who) => format!("{who} is there for you after calls like this one."),
        None => "Tell your lead that it was a hard one; set `support` to see who is there.".into(),
    };
    let own = model.library().frameworks.iter().find(|way| way.audience == Audience::Oneself);
    let rows = own.iter().flat_map(|way| &way.steps).map(|step| {
        let first = step.items.first().map_or(String::new(), |item| item.text.plain());
        Row { words: Words::text(first), right: Words::muted(step.title.to_lowercase()), ..Row::default() }
    });
    let list = List { name: "before the next one".into(), rows: rows.collect(), ..List::default() };
    let keys = vec![keys::hint_as(model, Action::NextCall, "ready for the next call"), keys::hint(model, Action::Help)];
    let mut glance = list_screen(model, "PAUSE", ("That was a hard call. Take a moment.", &second), list, keys);
    glance.place = Some(title("PAUSE", String::new()));
    glance
}

/// Which of these a screen shows.
pub fn of(model: &Model) -> Glance {
    match model.screen {
        Screen::Drill => drill::drill(model),
        Screen::FollowUps => follow_ups(model),
        Screen::Playbooks => playbooks(model),
        Screen::Settings => settings(model),
        Screen::Pause => pause(model),
        _ => home(model),
    }
}
