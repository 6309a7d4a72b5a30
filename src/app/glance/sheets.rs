//! What is laid over a screen: lists to pick from, the help, the two questions, and the field being typed in.

use crate::{
    app::{
        action::Action,
        glance::{
            Entry, Glance, KeyHint, List, Mark, Row, Target, Tone, Words, desk, drill, keys, rehearsal, said, side,
            status,
        },
        keymap::{self, Code, Context, Group, TABLE},
        model::{Field, FieldKind, Model, Sheet, WAYS},
        offer,
        settings::SETTINGS,
        text_of, update,
    },
    call::promise,
    coach::Hit,
    playbook::model::{Id, Kind},
};

/// Lays a sheet over a screen: the lead and the clock stay.
pub fn lay(model: &Model, sheet: &Sheet, mut glance: Glance) -> Glance {
    glance.next = None;
    glance.status = status::said_status(model).unwrap_or_default();
    let list = match sheet {
        Sheet::Find(hits) => find(model, hits),
        Sheet::Commands(actions) => commands(model, actions),
        Sheet::Scenarios(ids) => scenarios(model, ids),
        Sheet::Moods(ids) => titles(model, "how they feel", ids),
        Sheet::Dispositions(ids) => titles(model, "how it turned out", ids),
        Sheet::Transfer => transfer(model),
        Sheet::Help => return help(model, glance),
        Sheet::LookUp => look_up(model),
        Sheet::CopyByHand(text) => by_hand(text),
        Sheet::Consent(_) => consent(model, &mut glance),
        Sheet::Scorecards | Sheet::KeepMock | Sheet::Fails | Sheet::SelfScore => desk::lay(model, sheet),
        Sheet::Aloud => aloud(model),
        Sheet::Leave => question("Leave? The call stays open here and waits for you at the next start.", &mut glance),
        Sheet::Discard(_) => {
            question("Discard the open call? Its notes and ticks are forgotten for good.", &mut glance)
        }
    };
    if !matches!(sheet, Sheet::Find(_) | Sheet::Commands(_)) || glance.lists_first {
        glance.alternatives.clear();
    }
    if !matches!(sheet, Sheet::Leave | Sheet::Discard(_)) {
        glance.strip.clear();
        glance.strip_more = None;
    }
    glance.lists = vec![list];
    glance.beside.clear();
    glance.roomy = None;
    glance.keys = sheet_keys(sheet);
    glance
}

fn sheet_keys(sheet: &Sheet) -> Vec<KeyHint> {
    let enter = match sheet {
        Sheet::Find(_) => "to the lead or open",
        Sheet::Leave => "leave",
        Sheet::Discard(_) => "discard",
        Sheet::CopyByHand(_) | Sheet::LookUp => "close",
        Sheet::Commands(_) => "do it",
        Sheet::Aloud => "that is what I said",
        _ => "choose",
    };
    let esc = match sheet {
        Sheet::Leave | Sheet::Discard(_) => "stay",
        _ => "close",
    };
    let mut keys = vec![keys::key(Code::Enter, enter)];
    if matches!(sheet, Sheet::Aloud) {
        keys.push(keys::key(Code::Char(' '), "mark"));
    }
    if !matches!(sheet, Sheet::Leave | Sheet::Discard(_) | Sheet::CopyByHand(_) | Sheet::LookUp) {
        keys.push(keys::remark("Up Down", "choose"));
        if !matches!(sheet, Sheet::Find(_) | Sheet::Commands(_)) {
            let aloud = matches!(sheet, Sheet::Aloud);
            keys.push(keys::remark("1-9", if aloud { "mark" } else { "choose at once" }));
        }
    }
    keys.push(keys::key(Code::Esc, esc));
    keys
}

fn pick(chosen: bool, at: usize, words: Words, right: Words) -> Row {
    Row {
        mark: if chosen { Mark::State(super::State::Current) } else { Mark::None },
        words,
        right,
        current: chosen,
        raised: chosen,
        target: Some(Target::Choose(at)),
        ..Row::default()
    }
}

fn find(model: &Model, hits: &[Hit]) -> List {
    let library = model.library();
    let rows = hits.iter().enumerate().map(|(i, hit)| {
        let kind = match hit.kind {
            Kind::Framework => "way".to_string(),
            Kind::Emotion => "mood".to_string(),
            kind => kind.to_string(),
        };
        let words = match library.phrase(&hit.id).filter(|_| hit.kind == Kind::Phrase) {
            Some(phrase) => Words::text(text_of::copied(model, &phrase.say)),
            None => Words::text(hit.text.clone()),
        };
        let category = library.title_of(&hit.category).unwrap_or("").to_lowercase();
        pick(i == model.chosen, i, Words::muted(format!("{kind:<10}")).then(words), Words::muted(category))
    });
    let mut rows: Vec<Row> = rows.collect();
    let typed = model.field.as_ref().is_some_and(|field| !field.input.value().trim().is_empty());
    if rows.is_empty() {
        let text = if typed {
            "nothing sounds like that; try fewer letters"
        } else {
            "type any part of a phrase, topic or scenario"
        };
        rows.push(Row { words: Words::muted(text), ..Row::default() });
    }
    let all = library.phrases.len() + library.topics.len() + library.scenarios.len();
    List { name: "find".into(), right: format!("{} of {all}", hits.len()), rows, ..List::default() }
}

/// What stands behind the list in hand.
fn look_up(model: &Model) -> List {
    let mut list = side::look_up(model).unwrap_or_default();
    for (i, row) in list.rows.iter_mut().enumerate() {
        row.current = i == model.chosen;
    }
    if list.rows.is_empty() {
        list.rows.push(Row { words: Words::muted("the playbooks say nothing more of this"), ..Row::default() });
    }
    list
}

fn commands(model: &Model, actions: &[Action]) -> List {
    let rows = actions.iter().enumerate().filter_map(|(i, action)| {
        let row = keymap::binding(*action)?;
        let words = Words::text(format!("{:<18}", row.name)).then(Words::muted(row.help));
        Some(pick(i == model.chosen, i, words, Words::muted(model.keymap.names(*action))))
    });
    List { name: "commands".into(), right: actions.len().to_string(), rows: rows.collect(), ..List::default() }
}

fn scenarios(model: &Model, ids: &[Id]) -> List {
    let library = model.library();
    let rows = ids.iter().enumerate().filter_map(|(i, id)| {
        let scenario = library.scenario(id)?;
        let digit = if i < 9 { (i + 1).to_string() } else { " ".into() };
        let words = Words::text(format!("{digit} {:<18}  ", scenario.title)).then(Words::muted(scenario.signs.clone()));
        Some(pick(i == model.chosen, i, words, Words::default()))
    });
    List { name: "scenarios".into(), right: ids.len().to_string(), rows: rows.collect(), ..List::default() }
}

fn titles(model: &Model, name: &str, ids: &[Id]) -> List {
    let library = model.library();
    let rows = ids.iter().enumerate().map(|(i, id)| {
        let title = library.title_of(id).unwrap_or(id.as_str());
        let what = library.emotion(id).map_or("", |emotion| emotion.signs.as_str());
        let digit = if i < 9 { (i + 1).to_string() } else { " ".into() };
        let words = Words::text(format!("{digit} {title:<18}  ")).then(Words::muted(what));
        pick(i == model.chosen, i, words, Words::default())
    });
    List { name: name.into(), right: ids.len().to_string(), rows: rows.collect(), ..List::default() }
}

fn transfer(model: &Model) -> List {
    let rows = WAYS
        .iter()
        .enumerate()
        .map(|(i, (_, text))| pick(i == model.chosen, i, Words::text(format!("{} {text}", i + 1)), Words::default()));
    List { name: "hand over".into(), rows: rows.collect(), ..List::default() }
}

fn by_hand(text: &str) -> List {
    let rows = text.lines().map(|line| Row { words: Words::text(line), wraps: true, ..Row::default() });
    List { name: "no clipboard here: select it".into(), rows: rows.collect(), ..List::default() }
}

/// Whether practice may be kept, asked once.
fn consent(model: &Model, glance: &mut Glance) -> List {
    glance.alternatives.clear();
    let text = "Practice may be kept on this machine: what you say, marks, cards. It leaves it never.";
    let rows = ["1 Keep it: it shows what to take next, and how you come on", "2 Keep nothing of it"];
    let pick = |(i, text): (usize, &str)| pick(i == model.chosen, i, Words::text(text), Words::default());
    let mut all = vec![Row { words: Words::text(text), wraps: true, ..Row::default() }];
    all.extend(rows.into_iter().enumerate().map(pick));
    List { name: "before you practise".into(), right: "the settings change it".into(), rows: all, ..List::default() }
}

/// What can be marked in a reply that was said aloud.
fn aloud(model: &Model) -> List {
    let marked = model.playing.as_ref().map(|playing| playing.marks.as_slice()).unwrap_or_default();
    let rows = update::marks(model).into_iter().enumerate().map(|(i, id)| {
        let rule = model.library().wording.iter().find(|rule| rule.id == id);
        let digit = if i < 9 { (i + 1).to_string() } else { " ".into() };
        let (name, title) = (said::name(&id), rule.map_or("", |rule| rule.title.as_str()));
        let risk = rule.is_some_and(|rule| rule.caution.is_some());
        let on = marked.contains(&id);
        let words = Words::text(format!("{digit} {name:<18}")).then(Words::muted(title));
        let word = match (on, risk) {
            (true, true) => Words::of(Tone::Must, "^ it was in it"),
            (true, false) => Words::of(Tone::Done, "~ it was in it"),
            (false, _) => Words::default(),
        };
        pick(i == model.chosen, i, words, word)
    });
    List {
        name: "what was in it? mark honestly".into(),
        right: marked.len().to_string(),
        rows: rows.collect(),
        ..List::default()
    }
}

fn question(text: &str, glance: &mut Glance) -> List {
    glance.alternatives.clear();
    List {
        name: "sure?".into(),
        rows: vec![Row { words: Words::of(Tone::Current, text).bold(), wraps: true, ..Row::default() }],
        ..List::default()
    }
}

/// The keys of this screen, from the one table: a column for each group, longest first.
fn help(model: &Model, mut glance: Glance) -> Glance {
    let mut columns: Vec<Vec<(String, String)>> =
        [Group::TheCall, Group::Say, Group::Items].map(|group| help_of(model, group)).into();
    columns.retain(|column| !column.is_empty());
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    columns.iter_mut().for_each(|column| column.resize(longest, Default::default()));
    glance.lists = vec![List {
        name: "keys of this screen".into(),
        right: "* = changed in your config".into(),
        grid: columns.concat(),
        top: model.chosen,
        ..List::default()
    }];
    glance.lists_first = true;
    glance.alternatives.clear();
    glance.strip.clear();
    glance.strip_more = None;
    let commands = keys::name(model, Action::Commands);
    glance.status = Words::muted(format!("{commands} runs any command by its name"));
    glance.keys = vec![keys::hint_as(model, Action::Help, "close"), keys::key(Code::Esc, "close")];
    glance
}

/// The keys of a group that count on this screen; keys of one kind share a cell.
fn help_of(model: &Model, group: Group) -> Vec<(String, String)> {
    let context = model.context();
    let first = |action| keys::name(model, action);
    let rows = TABLE.iter().filter(|row| row.group == group && row.contexts.contains(&context) && !row.help.is_empty());
    let cells = rows.filter_map(|row| {
        let keys = match row.action {
            Action::Say2 | Action::Say3 | Action::Redo | Action::ItemUp => return None,
            Action::Say1 => [Action::Say1, Action::Say2, Action::Say3].map(first).join(" "),
            Action::Undo if matches!(context, Context::Call | Context::WrapUp) => {
                [Action::Undo, Action::Redo].map(first).join(" ")
            }
            Action::ItemDown => [Action::ItemDown, Action::ItemUp].map(first).join(" "),
            Action::Strip2 => [Action::Strip2, Action::Strip8].map(first).join("-"),
            action => model.keymap.names(action),
        };
        let star = if model.keymap.is_changed(row.action) { " *" } else { "" };
        Some((keys, format!("{}{star}", row.help)))
    });
    cells.collect()
}

/// Puts the field into the note row: the rule names it, the keys are those that work in it.
pub fn type_in(model: &Model, field: &Field, mut glance: Glance) -> Glance {
    let value = field.input.value().to_string();
    let caret: usize = value.chars().take(field.input.cursor()).map(char::len_utf8).sum();
    let (name, sign) = names(model, &field.kind);
    glance.entry = Entry {
        field: Some(name),
        sign,
        text: value,
        caret: Some(caret),
        earlier: None,
        saved: if field.kind.draft().is_some() { status::saved(model) } else { Default::default() },
    };
    let hears = matches!(field.kind, FieldKind::Note | FieldKind::Reply);
    let offered = hears && offer::standing(model).is_some();
    let rest = matches!(model.status, crate::app::model::Status::Rest) && model.saves.failed.is_none();
    if !offered && (rest || status::said_status(model).is_none()) {
        glance.status = Words::muted(remark(model, field));
    }
    if model.sheet.is_none() {
        glance.keys = field_keys(model, &field.kind);
    }
    glance
}

fn names(model: &Model, kind: &FieldKind) -> (String, String) {
    let sign = |action| keys::name(model, action);
    match kind {
        FieldKind::Note => ("note".into(), sign(Action::Note)),
        FieldKind::Promise => ("promise".into(), sign(Action::Promise)),
        FieldKind::Word(slot) => (format!("their word: {}", slot.as_str().replace('-', " ")), sign(Action::TheirWord)),
        FieldKind::Why(_) => ("why".into(), sign(Action::Override)),
        FieldKind::Observation(_) | FieldKind::Trainee => desk::names(model, kind),
        FieldKind::Answer => ("answer".into(), ">".into()),
        FieldKind::Reply => ("your reply".into(), ">".into()),
        FieldKind::Query => match model.sheet {
            Some(Sheet::Commands(_)) => ("command".into(), sign(Action::Commands)),
            Some(Sheet::Scenarios(_)) => ("scenario".into(), sign(Action::Scenarios)),
            _ => ("find".into(), sign(Action::Find)),
        },
        FieldKind::Setting(setting) | FieldKind::Question(setting) => {
            let key = SETTINGS.iter().find(|(s, ..)| s == setting).map_or("", |(_, key, _)| key);
            (key.into(), ">".into())
        }
    }
}

/// One quiet line about the field.
fn remark(model: &Model, field: &Field) -> String {
    match &field.kind {
        FieldKind::Note => match model.config.keep_notes {
            crate::app::config::Keep::UntilWrapUp => {
                "erased when wrap-up ends, unless keep_notes says otherwise".into()
            }
            crate::app::config::Keep::Never => "never written to disk".into(),
            crate::app::config::Keep::Days(days) => format!("kept for {days} days"),
        },
        FieldKind::Reply => rehearsal::remark(model),
        FieldKind::Observation(_) | FieldKind::Trainee => desk::remark(model, &field.kind),
        FieldKind::Promise => understood(model, field.input.value()),
        FieldKind::Word(_) => format!("{} goes to the next word", crate::app::keymap::Key::plain(Code::Tab)),
        FieldKind::Why(item) => {
            let text = text_of::plain_item(model.library(), item).unwrap_or_default();
            format!("left out on purpose: {text}")
        }
        FieldKind::Answer => drill::remark(model),
        FieldKind::Query => match model.sheet {
            Some(Sheet::Find(_)) => "typos forgiven; step:, scenario: or said: narrows".into(),
            Some(Sheet::Scenarios(_)) => "a digit chooses; letters narrow".into(),
            _ => String::new(),
        },
        FieldKind::Setting(setting) | FieldKind::Question(setting) => {
            SETTINGS.iter().find(|(s, ..)| s == setting).map_or(String::new(), |(.., what)| (*what).to_string())
        }
    }
}

/// What of a promise was understood, before it counts.
fn understood(model: &Model, text: &str) -> String {
    let wall = model.wall(model.now);
    match model.understand(text, wall) {
        Ok(found) => {
            let said = promise::describe(found.due, &wall);
            format!("{}, {}", said.when, said.away)
        }
        Err(_) if text.trim().is_empty() => "what, and by when: call back Thu noon".into(),
        Err(missing) => missing.to_string(),
    }
}

fn field_keys(model: &Model, kind: &FieldKind) -> Vec<KeyHint> {
    if *kind == FieldKind::Reply {
        return rehearsal::field_keys(model);
    }
    let mut keys = vec![match kind {
        FieldKind::Promise => keys::key(Code::Enter, "promise it"),
        FieldKind::Setting(_) | FieldKind::Question(_) => keys::key(Code::Enter, "set it"),
        FieldKind::Answer => keys::key(Code::Enter, "show the answer"),
        FieldKind::Trainee => keys::key(Code::Enter, "go on"),
        _ => keys::key(Code::Enter, "add"),
    }];
    keys.push(match kind {
        FieldKind::Question(_) => keys::key(Code::Esc, "skip the questions"),
        FieldKind::Setting(_) => keys::key(Code::Esc, "leave it as it was"),
        FieldKind::Answer => keys::key(Code::Esc, "to keys, draft stays"),
        FieldKind::Trainee => keys::key(Code::Esc, "another caller"),
        _ => keys::key(Code::Esc, "close, draft stays"),
    });
    match kind {
        FieldKind::Promise => keys.push(keys::remark("in 2h  tomorrow 17:00  Fri 9am", "")),
        FieldKind::Note | FieldKind::Word(_) | FieldKind::Why(_) => {
            let strip = model.keymap.name(Action::Strip2).unwrap_or_default();
            let emergency = model.keymap.names(Action::Emergency).replace(' ', " and ");
            keys.push(keys::remark(&format!("{strip} to {emergency}"), "work while you type"));
        }
        _ => {}
    }
    keys
}
