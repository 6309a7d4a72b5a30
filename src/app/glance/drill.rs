//! The drill: a card, what was answered and what works; what was done, or when the next is due.

use chrono::NaiveDate;

use crate::{
    app::{
        action::Action,
        drill::{self as hand, Session, Today},
        glance::{
            Entry, Glance, KeyHint, Lead, List, Mark, Place, Row, State, Target, Tone, Words, keys,
            said::{self, Landed},
            status,
        },
        model::Model,
        text_of,
    },
    coach::{Review, Risk},
    practice::drill::{Answer, Ask, Card, Grade, PLAIN, Sign, Verdict, order, seconds, wording},
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
            lists.extend(feedback(model, card, answer));
            lists.push(how_was_it(model, card, answer));
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
        Ask::Order { items, mixed, .. } => {
            mixed.iter().enumerate().map(|(at, item)| row(number(at), Words::text(plain(&items[*item])))).collect()
        }
        Ask::Step { steps, .. } => {
            steps.iter().enumerate().map(|(at, step)| row(number(at), Words::text(step.clone()))).collect()
        }
        _ => return None,
    };
    let name = if matches!(card.ask, Ask::Order { .. }) { "mixed up" } else { "steps" };
    Some(List { name: name.into(), rows, ..List::default() })
}

/// An item's words with its blanks as people read them.
fn plain(item: &str) -> String {
    let mut inside = false;
    let each = item.chars().map(|c| match c {
        '{' => {
            inside = true;
            '['
        }
        '}' => {
            inside = false;
            ']'
        }
        '-' if inside => ' ',
        c => c,
    });
    each.collect()
}

/// What was answered, and what is right or works.
fn feedback(model: &Model, card: &Card, answer: &Answer) -> Vec<List> {
    match &card.ask {
        Ask::Say { .. } | Ask::Plain { .. } => {
            let mut lists: Vec<List> = you_said(card, answer).into_iter().collect();
            lists.extend(works(model, card));
            lists
        }
        Ask::Instead { title, why, instead, .. } => {
            let mut lists: Vec<List> = you_said(card, answer).into_iter().collect();
            let rows = vec![
                row(
                    Mark::Key("^".into(), Tone::Must),
                    Words::of(Tone::Must, format!("{title}. ")).then(Words::text(why)),
                ),
                row(Mark::State(State::Done), Words::text(instead.clone())),
            ];
            lists.push(List { name: "instead".into(), rows, space_above: true, ..List::default() });
            lists
        }
        Ask::Order { items, mixed, .. } => vec![in_order(items, mixed, answer)],
        Ask::Caution { reply, harm, why, instead, .. } => {
            let risk = Risk {
                id: "never-here".into(),
                title: String::new(),
                evidence: vec![harm.clone()],
                why: why.clone(),
                instead: instead.clone(),
                scenario: None,
                of_scene: true,
            };
            let review = Review { moves: Vec::new(), cautions: vec![risk] };
            let told = |_: &crate::playbook::model::Id| Landed { why: Some(why.clone()), mood: None };
            let mut list = said::said("what does harm".into(), reply, &review, &told);
            list.right = verdict(answer).into();
            list.rows.extend(typed(answer));
            vec![list]
        }
        Ask::Step { steps, right, .. } => vec![named(steps, *right, answer)],
    }
}

/// Whether an answer is right, in a word.
fn verdict(answer: &Answer) -> &'static str {
    match answer.verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "not right",
        Verdict::Open => "",
    }
}

/// What was typed, where it is shown beside something else.
fn typed(answer: &Answer) -> Option<Row> {
    let shown = (!answer.said.is_empty()).then(|| Words::muted(format!("you said: {}", answer.said)))?;
    Some(row(Mark::None, shown))
}

/// A reply with what was found in it; nothing where it was said aloud.
fn you_said(card: &Card, answer: &Answer) -> Option<List> {
    if answer.said.is_empty() {
        return None;
    }
    let none = |_: &crate::playbook::model::Id| Landed::default();
    let mut list = said::said("you said".into(), &answer.said, &answer.review.clone().unwrap_or_default(), &none);
    if answer.review.is_none() {
        list.right = String::new();
    }
    if matches!(card.ask, Ask::Plain { .. }) {
        let figures = if answer.review.is_some() {
            format!(", {}", said::figures(answer.review.as_ref()?))
        } else {
            String::new()
        };
        list.right = format!("{} of {PLAIN} words{figures}", answer.words);
    }
    Some(list)
}

/// Wording of the playbooks for this.
fn works(model: &Model, card: &Card) -> Option<List> {
    let rows: Vec<Row> = wording(card, model.library())
        .into_iter()
        .map(|phrase| row(Mark::None, text_of::whole(model, &phrase.say, Tone::Text)))
        .collect();
    (!rows.is_empty()).then(|| List { name: "wording that works".into(), rows, space_above: true, ..List::default() })
}

/// The items in their order, with what stood elsewhere.
fn in_order(items: &[String], mixed: &[usize], answer: &Answer) -> List {
    let given = order(&answer.said, mixed.len());
    let given: Option<Vec<usize>> = given.map(|places| places.iter().map(|place| mixed[*place]).collect());
    let rows = items.iter().enumerate().map(|(at, item)| {
        let place = given.as_ref().and_then(|given| given.iter().position(|other| *other == at));
        let (mark, right) = match place {
            Some(place) if place == at => (Mark::State(State::Done), Words::muted("right")),
            Some(place) => {
                (Mark::Key("✗".into(), Tone::Must), Words::of(Tone::Must, format!("you had it at {}", place + 1)))
            }
            None => (number(at), Words::default()),
        };
        Row { right, ..row(mark, Words::text(format!("{}  {}", at + 1, plain(item)))) }
    });
    let right = match &answer.verdict {
        Verdict::Wrong if given.is_none() => "each number once, please".into(),
        _ => verdict(answer).into(),
    };
    List { name: "in this order".into(), right, rows: rows.collect(), ..List::default() }
}

/// The steps, the right one marked.
fn named(steps: &[String], right: usize, answer: &Answer) -> List {
    let rows = steps.iter().enumerate().map(|(at, step)| match at == right {
        true => Row { current: true, ..row(Mark::State(State::Done), Words::text(step.clone()).bold()) },
        false => row(number(at), Words::muted(step.clone())),
    });
    let mut rows: Vec<Row> = rows.collect();
    rows.extend(typed(answer));
    List { name: "it is".into(), right: verdict(answer).into(), rows, ..List::default() }
}

/// The grades, each with when the card comes back.
fn how_was_it(model: &Model, card: &Card, answer: &Answer) -> List {
    let day = hand::day(model);
    let gaps = model.drill.progress.as_ref().map_or([0; 4], |progress| progress.gaps(&card.id, card.vital, day));
    let asked = match (&answer.verdict, &card.ask) {
        (Verdict::Open, Ask::Say { .. } | Ask::Instead { .. } | Ask::Plain { .. }) => "Say one aloud. How was yours?",
        (Verdict::Wrong, Ask::Plain { .. }) => "Say it once more, shorter or kinder. How was yours?",
        (Verdict::Open, _) => "Did you know it?",
        (Verdict::Right, _) => "How well did you know it?",
        (Verdict::Wrong, _) => "Look at it once more.",
    };
    let grades = GRADES
        .iter()
        .zip(gaps)
        .map(|((action, name), gap)| format!("{} {name}, {}", keys::name(model, *action), when(gap)));
    let grades: Vec<String> = grades.collect();
    let rows = vec![
        Row { words: Words::text(asked), ..Row::default() },
        Row { words: Words::of(Tone::Current, grades.join("  ")), current: true, wraps: true, ..Row::default() },
    ];
    List { rows, space_above: true, ..List::default() }
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
