//! What is asked around a mock call: the sheet, whether it may be kept, what failed it, whether the trainee marks too.

use crate::{
    app::{
        action::Action,
        glance::{List, Mark, Row, Target, Tone, Words, keys},
        mock::marking,
        model::{FieldKind, Model, Sheet},
    },
    call::clock::clock_face,
    playbook::model::{AutoFail, Scorecard},
    practice::mock::{BLANK, title},
    text::cut,
};

/// The list of a sheet that belongs to the desk.
pub fn lay(model: &Model, sheet: &Sheet) -> List {
    match sheet {
        Sheet::Scorecards => scorecards(model),
        Sheet::KeepMock => keep(model),
        Sheet::Fails => fails(model),
        _ => self_score(model),
    }
}

/// A row that a digit or Enter chooses.
fn pick(model: &Model, at: usize, words: Words, right: Words) -> Row {
    let chosen = at == model.chosen;
    Row {
        mark: if chosen { Mark::Key("▸".into(), Tone::Current) } else { Mark::None },
        words: Words::text(format!("{} ", at + 1)).then(words),
        right,
        raised: chosen,
        target: Some(Target::Choose(at)),
        ..Row::default()
    }
}

fn said(words: impl Into<String>) -> Row {
    Row { words: Words::text(words), wraps: true, ..Row::default() }
}

fn scorecards(model: &Model) -> List {
    let row = |(i, card): (usize, &Scorecard)| {
        let lines = card.criteria().count();
        let words = Words::text(format!("{:<26}", cut(&card.title, 24, "…"))).then(Words::muted(card.about.clone()));
        pick(model, i, words, Words::muted(format!("{lines} lines")))
    };
    let rows = model.library().scorecards.iter().enumerate().map(row).collect();
    List { name: "which sheet?".into(), rows, ..List::default() }
}

fn keep(model: &Model) -> List {
    let name = model.cast.as_ref().and_then(|wish| wish.trainee.clone()).filter(|name| !name.is_empty());
    let who = name.clone().unwrap_or_else(|| "whoever is trained".into());
    let mut rows = vec![said(format!(
        "Ask {who}: marks and notes of mock calls are kept on this machine until they are purged. They leave it only as \
         a page or a file that someone exports. Do they agree?"
    ))];
    let answers: Vec<String> = match &name {
        Some(name) => vec![
            format!("Yes, under the name {name}; this is not asked again"),
            "Yes, but without a name".into(),
            "No: keep nothing of this call".into(),
        ],
        None => vec!["Yes: keep it, without a name".into(), "No: keep nothing of this call".into()],
    };
    rows.extend(answers.into_iter().enumerate().map(|(i, words)| pick(model, i, Words::text(words), Words::default())));
    List { name: "before you begin".into(), rows, ..List::default() }
}

fn fails(model: &Model) -> List {
    let now = model.call().and_then(marking);
    let ids = now.map(|now| now.mock.sheet.fails.clone()).unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    for (i, id) in ids.iter().enumerate() {
        let met = now.and_then(|now| now.fails.get(id));
        let right = match met {
            Some(talk) => Words::of(Tone::Must, format!("met {}", clock_face(*talk))).bold(),
            None => Words::muted("not met"),
        };
        rows.push(pick(model, i, Words::text(title(model.library(), id)), right));
    }
    let chosen: Option<&AutoFail> =
        ids.get(model.chosen).and_then(|id| model.library().scorecards.iter().find_map(|card| card.fail(id)));
    rows.extend(chosen.map(|fail| Row { words: Words::muted(fail.why.clone()), wraps: true, ..Row::default() }));
    List {
        name: "automatic fail".into(),
        right: "a digit marks it, again takes it away".into(),
        rows,
        ..List::default()
    }
}

fn self_score(model: &Model) -> List {
    let now = model.call().and_then(marking);
    let name = now.and_then(|now| crate::app::mock::trainee(model, now)).unwrap_or("the trainee");
    let rows = vec![
        said(format!(
            "Hand the keys to {name}: they mark themselves before anyone sees the sheet. Then both stand side by side."
        )),
        pick(model, 0, Words::text("They mark themselves now"), Words::default()),
        pick(model, 1, Words::text("Not now"), Words::muted(format!("{} later", keys::name(model, Action::SelfScore)))),
    ];
    List { name: "self-score first?".into(), rows, ..List::default() }
}

/// The name and the sign of a field that belongs to the desk.
pub fn names(model: &Model, kind: &FieldKind) -> (String, String) {
    let name = match kind {
        FieldKind::Trainee => return ("who is trained".into(), ">".into()),
        FieldKind::Observation(Some(about)) => {
            let found = model.at_desk.as_ref().and_then(|desk| desk.debrief.as_ref());
            let told = found.and_then(|found| found.sbi.iter().find(|sbi| sbi.about == *about));
            let heard = told.is_some_and(|sbi| sbi.behaviour != BLANK);
            let what = if heard { "what it did" } else { "what was heard" };
            format!("{what}: {}", title(model.library(), about))
        }
        _ => "note".into(),
    };
    (name, keys::name(model, Action::Note))
}

/// One quiet line about it.
pub fn remark(model: &Model, kind: &FieldKind) -> String {
    match kind {
        FieldKind::Trainee => {
            let names: Vec<&str> = model.people.iter().map(|person| person.name.as_str()).collect();
            let known = if names.is_empty() { String::new() } else { format!("; known: {}", names.join(", ")) };
            format!("a name, or nothing for none{known}")
        }
        FieldKind::Observation(Some(_)) => {
            "in their words: it completes the line above; once more, and what it did".into()
        }
        _ => {
            let at = model.at_desk.as_ref().and_then(|desk| desk.noting).unwrap_or(0);
            let back = keys::name(model, Action::Back);
            format!("Enter adds it at {}; marks need {back} first", clock_face(at))
        }
    }
}
