//! What was answered to a card, what is right or works, and the grades.

use super::{GRADES, number, row, when};
use crate::{
    app::{
        drill as hand,
        glance::{
            List, Mark, Row, State, Tone, Words, keys,
            said::{self, Landed},
        },
        model::Model,
        text_of,
    },
    coach::{Review, Risk},
    playbook::model::Id,
    practice::drill::{Answer, Ask, Card, PLAIN, Verdict, order, wording},
};

/// An item's words with its blanks as people read them.
pub(super) fn plain(item: &str) -> String {
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
pub(super) fn feedback(model: &Model, card: &Card, answer: &Answer) -> Vec<List> {
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
            let told = |_: &Id| Landed { why: Some(why.clone()), mood: None };
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
    let none = |_: &Id| Landed::default();
    let mut list = said::said("you said".into(), &answer.said, &answer.review.clone().unwrap_or_default(), &none);
    match &answer.review {
        None => list.right = String::new(),
        // What does harm is seen whatever the room; what was done well can wait below.
        Some(review) => {
            list.rows[1..].rotate_left(review.moves.len());
            let first = usize::from(!review.cautions.is_empty());
            list.rows[first].current = true;
        }
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
            None => (Mark::None, Words::default()),
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
pub(super) fn how_was_it(model: &Model, card: &Card, answer: &Answer) -> List {
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
