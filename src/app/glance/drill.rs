//! The drill: a card and its answer; what was done, or when the next is due.

mod feedback;

use chrono::NaiveDate;

use crate::{
    app::{
        action::Action,
        drill::{self as hand, Session, Today},
        glance::{Entry, Glance, KeyHint, Lead, List, Mark, Place, Row, State, Target, Tone, Words, keys, status},
        model::Model,
    },
    practice::drill::{Ask, Card, Grade, PLAIN, Sign, seconds},
};

/// The acts that grade, in the order of their keys.
const GRADES: [(Action, &str); 4] =
    [(Action::Grade1, "again"), (Action::Grade2, "hard"), (Action::Grade3, "good"), (Action::Grade4, "easy")];

/// The screen of the drill.
pub fn drill(model: &Model) -> Glance {
    let session = model.drill.session.as_ref();
    let shown = session.and_then(|session| Some((session, session.card()?)));
    let mut glance = match (shown, session) {
        (Some((session, card)), _) => asked(model, session, card),
        (None, Some(session)) if !session.done.is_empty() => done(model, session),
        _ => nothing(model),
    };
    glance.status = status::said_status(model).unwrap_or_default();
    glance.emergency = Some(keys::emergency(model));
    glance.lists_first = true;
    glance.entry.saved = status::saved(model);
    glance
}

fn lead(first: impl Into<String>, second: impl Into<String>) -> Lead {
    let rows = vec![(Words::of(Tone::Lead, first).bold(), ""), (Words::of(Tone::Lead, second), "")];
    Lead { rows, ..Lead::default() }
}

/// About how long, in words.
pub fn minutes(seconds: u32) -> String {
    format!("{} min", seconds.div_ceil(60).max(1))
}

/// A card, and its answer once that was given.
fn asked(model: &Model, session: &Session, card: &Card) -> Glance {
    let left = seconds(session.cards.iter());
    let (at, all) = (session.done.len() + 1, session.done.len() + session.cards.len());
    let known = model.drill.progress.as_ref().and_then(|progress| progress.state(&card.id));
    let seen = match known {
        None => "new".into(),
        Some(state) if state.last == hand::day(model) => "seen today".into(),
        Some(state) => format!("last seen {}", state.last.format("%a %-d %b")),
    };
    let mut lists = Vec::new();
    match &session.answer {
        None => lists.extend(question(card)),
        Some(answer) => {
            lists.extend(feedback::feedback(model, card, answer));
            lists.push(feedback::how_was_it(model, card, answer));
        }
    }
    let entry = match &session.answer {
        Some(_) => Entry { sign: ">".into(), text: "try again here, or grade above".into(), ..Entry::default() },
        None => Entry::default(),
    };
    Glance {
        who: vec!["Practice".into(), format!("card {at} of {all}")],
        clocks: Words::muted(format!("about {} left", minutes(left))),
        place: Some(Place::Path {
            crumbs: vec![kind(&card.ask).into(), hand::title(model.library(), card)],
            right: Words::muted(seen),
        }),
        lead: ask(card),
        lists,
        entry,
        keys: card_keys(model, session),
        ..Glance::default()
    }
}

fn card_keys(model: &Model, session: &Session) -> Vec<KeyHint> {
    let mut keys = Vec::new();
    if session.answer.is_some() {
        let name = |action| keys::name(model, action);
        keys.push(keys::remark(&format!("{}-{}", name(Action::Grade1), name(Action::Grade4)), "grade, next card"));
        keys.push(keys::hint_as(model, Action::Answer, "try again"));
    } else {
        keys.push(keys::hint(model, Action::Answer));
    }
    keys.extend((!session.done.is_empty()).then(|| keys::hint(model, Action::Undo)));
    keys.extend([keys::hint_as(model, Action::Back, "home"), keys::hint(model, Action::Help)]);
    keys
}

/// What kind of question it is.
fn kind(ask: &Ask) -> &'static str {
    match ask {
        Ask::Say { .. } => "What to say",
        Ask::Order { .. } => "In order",
        Ask::Caution { .. } => "What does harm",
        Ask::Instead { .. } => "What instead",
        Ask::Step { .. } => "Where am I",
        Ask::Plain { .. } => "Plain words",
    }
}

/// The question.
fn ask(card: &Card) -> Lead {
    match &card.ask {
        Ask::Say { line, .. } => lead(quoted(line), "The caller says this. What do you say?"),
        Ask::Order { .. } => lead("In which order?", "Type the numbers, such as 2 3 1."),
        Ask::Caution { reply, .. } => lead(quoted(reply), "Which words do harm here? Type them."),
        Ask::Instead { words, .. } => lead(quoted(words), "This does harm. What do you say instead?"),
        Ask::Step { text, title, sign, .. } => {
            let asked = match sign {
                Sign::Done => "Which step has done its work?",
                Sign::MoveOn => "Which step do you leave now?",
                Sign::Pitfall => "In which step does this go wrong?",
            };
            lead(text.clone(), format!("{title}: {asked}"))
        }
        Ask::Plain { title, .. } => {
            lead(format!("{title}."), format!("A caller rings about it. Your answer, in at most {PLAIN} plain words?"))
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn row(mark: Mark, words: Words) -> Row {
    Row { mark, words, wraps: true, ..Row::default() }
}

fn number(at: usize) -> Mark {
    Mark::Key((at + 1).to_string(), Tone::Muted)
}

/// What belongs to the question beside the lead.
fn question(card: &Card) -> Option<List> {
    let rows: Vec<Row> = match &card.ask {
        Ask::Order { items, mixed, .. } => mixed
            .iter()
            .enumerate()
            .map(|(at, item)| row(number(at), Words::text(feedback::plain(&items[*item]))))
            .collect(),
        Ask::Step { steps, .. } => {
            steps.iter().enumerate().map(|(at, step)| row(number(at), Words::text(step.clone()))).collect()
        }
        _ => return None,
    };
    let name = if matches!(card.ask, Ask::Order { .. }) { "mixed up" } else { "steps" };
    Some(List { name: name.into(), rows, ..List::default() })
}

/// In so many days, in words.
fn when(days: u64) -> String {
    match days {
        0 => "today".into(),
        1 => "tomorrow".into(),
        n => format!("in {n} days"),
    }
}

/// What is due next, in words.
fn next(model: &Model, next: Option<(NaiveDate, usize)>) -> String {
    let Some((day, count)) = next else { return "Nothing is due yet.".into() };
    let cards = if count == 1 { "1 card is due".into() } else { format!("{count} cards are due") };
    match day.signed_duration_since(hand::day(model)).num_days() {
        1 => format!("Tomorrow {cards}."),
        n if n < 7 => format!("On {} {cards}.", day.format("%A")),
        _ => format!("On {} {cards}.", day.format("%a %-d %b")),
    }
}

fn end_keys(model: &Model, undo: bool) -> Vec<KeyHint> {
    let mut keys = vec![keys::hint_as(model, Action::Answer, "practise more")];
    keys.extend(undo.then(|| keys::hint_as(model, Action::Undo, "undo the last grade")));
    keys.extend([keys::hint_as(model, Action::Back, "home"), keys::hint(model, Action::Help)]);
    keys
}

/// After the last card: what was done, and when the next is due.
fn done(model: &Model, session: &Session) -> Glance {
    let today = model.drill.today.as_ref();
    let waiting = today.map_or(0, |today| today.plan.cards.len() + today.plan.waiting);
    let due = next(model, today.and_then(|today| today.next));
    let due = if waiting > 0 { format!("{due} {waiting} more can wait until then.") } else { due };
    let known = session.done.iter().filter(|done| done.review.grade > Grade::Hard).count();
    let rows = session.done.iter().map(|done| {
        let (_, name) = GRADES[done.review.grade as usize];
        let about = hand::title(model.library(), &done.card);
        let tone = if done.review.grade == Grade::Again { Tone::Held } else { Tone::Muted };
        Row {
            mark: Mark::State(if done.again { State::Open } else { State::Done }),
            words: Words::text(format!("{about:<24}  ")).then(Words::muted(brief(&done.card))),
            right: Words::of(tone, name),
            ..Row::default()
        }
    });
    let list = List {
        name: "today".into(),
        right: format!("{known} of {} known", session.done.len()),
        rows: rows.collect(),
        ..List::default()
    };
    Glance {
        who: vec!["Practice".into(), "done".into()],
        place: Some(title("DONE")),
        lead: lead("That is it for today.", due),
        lists: vec![list],
        keys: end_keys(model, true),
        ..Glance::default()
    }
}

fn title(name: &str) -> Place {
    Place::Title { words: Words::text(name).bold(), right: Words::default() }
}

/// What a card asks, in a few words.
fn brief(card: &Card) -> String {
    match &card.ask {
        Ask::Say { line, .. } => line.clone(),
        Ask::Order { .. } => "what must be done, in order".into(),
        Ask::Caution { reply, harm, .. } => reply.get(harm.clone()).unwrap_or_default().into(),
        Ask::Instead { words, .. } => words.clone(),
        Ask::Step { text, .. } => text.clone(),
        Ask::Plain { .. } => "in plain words".into(),
    }
}

/// No card is in hand and none was answered: nothing is due, or it is not known yet.
fn nothing(model: &Model) -> Glance {
    let empty = |today: &Today| today.deck.cards().is_empty();
    let (first, second) = match &model.drill.today {
        None => ("One moment.", "What you practised so far is being read.".to_string()),
        Some(today) if empty(today) => {
            ("There is nothing to practise.", "The playbooks that are loaded give no cards.".into())
        }
        Some(today) => ("Nothing is due today.", next(model, today.next)),
    };
    let more = model.drill.today.as_ref().is_some_and(|today| !empty(today));
    let mut keys = if more { end_keys(model, false) } else { vec![keys::hint_as(model, Action::Back, "home")] };
    if !more {
        keys.push(keys::hint(model, Action::Help));
    }
    Glance {
        who: vec!["Practice".into()],
        place: Some(title("DRILL")),
        lead: Lead { target: more.then_some(Target::Act(Action::Answer)), ..lead(first, second) },
        keys,
        ..Glance::default()
    }
}

/// One quiet line about the answer being typed.
pub fn remark(model: &Model) -> String {
    let card = model.drill.session.as_ref().and_then(Session::card);
    match card.map(|card| &card.ask) {
        Some(Ask::Order { .. }) => "numbers, in the order in which it is done",
        Some(Ask::Step { .. }) => "a number, or the beginning of the name",
        Some(Ask::Caution { .. }) => "some of the words are enough",
        _ => "type it, or say it aloud and see what works",
    }
    .into()
}

/// What home says of the drill: what it is about, and how long it takes.
pub fn at_home(model: &Model) -> (String, String) {
    let Some(today) = &model.drill.today else { return ("ten minutes of cards".into(), String::new()) };
    let mut about: Vec<String> = Vec::new();
    for card in today.plan.cards.iter().filter_map(|id| today.deck.card(id)) {
        let title = hand::title(model.library(), card).to_lowercase();
        if !about.contains(&title) && about.len() < 3 {
            about.push(title);
        }
    }
    match (today.plan.cards.len(), today.plan.new) {
        (0, _) => (next(model, today.next).to_lowercase(), String::new()),
        (all, new) if all == new => (about.join(", "), format!("{new} new, {}", minutes(today.plan.seconds))),
        (all, new) => (about.join(", "), format!("{} due, {}", all - new, minutes(today.plan.seconds))),
    }
}
