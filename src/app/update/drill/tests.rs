//! What keys do to cards.

use super::super::tests::{Desk, asked, loaded};
use crate::{
    app::{
        effect::Effect,
        glance::glance,
        model::{ANSWER, FieldKind, Screen},
        msg::Msg,
    },
    practice::drill::{Grade, Progress, Review},
};

/// A desk at home to which nothing is known of practice yet; the drill opens with `d`.
fn desk() -> Desk {
    let mut desk = Desk::new(asked());
    desk.send(Msg::Reviewed(Progress::default()));
    desk
}

fn opened() -> Desk {
    let mut desk = desk();
    desk.keys("d");
    desk
}

fn type_in(desk: &mut Desk, text: &str) {
    for c in text.chars() {
        desk.keys(if c == ' ' { "Space".into() } else { c.to_string() }.as_str());
    }
}

fn who(desk: &Desk) -> String {
    glance(&desk.model).who.join(" ")
}

fn reviews(desk: &Desk) -> Vec<(&str, Grade)> {
    let kept = desk.asked.iter().filter_map(|effect| match effect {
        Effect::Review { review, .. } => Some((review.card.as_str(), review.grade)),
        _ => None,
    });
    kept.collect()
}

fn lead(desk: &Desk) -> (String, String) {
    let rows = glance(&desk.model).lead.rows;
    (rows[0].0.plain(), rows[1].0.plain())
}

#[test]
fn the_first_cards_are_what_must_not_be_missed() {
    let desk = opened();
    assert_eq!(desk.model.screen, Screen::Drill);
    assert_eq!(who(&desk), "Practice card 1 of 4");
    assert!(desk.model.field.as_ref().is_some_and(|field| field.kind == FieldKind::Answer), "one types at once");
    let session = desk.model.drill.session.as_ref().expect("cards");
    assert!(session.cards.iter().all(|card| card.vital));
    assert_eq!(lead(&desk).0, "In which order?");
}

#[test]
fn an_answer_is_looked_at_and_a_grade_brings_the_next_card() {
    let mut desk = opened();
    type_in(&mut desk, "1 3 2");
    desk.keys("Enter");
    assert!(desk.model.field.is_none());
    let seen = glance(&desk.model);
    assert_eq!((seen.lists[0].name.as_str(), seen.lists[0].right.as_str()), ("in this order", "right"));
    let grades = seen.lists[1].rows[1].words.plain();
    assert_eq!(grades, "1 again, today  2 hard, today  3 good, tomorrow  4 easy, in 3 days");
    desk.keys("3");
    assert_eq!(who(&desk), "Practice card 2 of 4");
    assert_eq!(reviews(&desk), [("order.emergency", Grade::Good)]);
    assert!(desk.model.field.is_some() && !desk.model.drafts.contains_key(ANSWER));
}

#[test]
fn what_was_not_known_comes_again_at_the_end() {
    let mut desk = opened();
    desk.keys("Enter 1");
    assert_eq!(who(&desk), "Practice card 2 of 5");
    desk.keys("Enter 3 Enter 3 Enter 3");
    assert_eq!(who(&desk), "Practice card 5 of 5");
    assert_eq!(
        desk.model.drill.session.as_ref().and_then(|s| s.card()).map(|c| c.id.as_str()),
        Some("order.emergency")
    );
    desk.keys("Enter 3");
    assert_eq!(lead(&desk).0, "That is it for today.");
    assert!(lead(&desk).1.starts_with("Tomorrow 4 cards are due."), "{}", lead(&desk).1);
    assert_eq!(glance(&desk.model).lists[0].right, "4 of 5 known");
}

#[test]
fn the_last_grade_is_taken_back() {
    let mut desk = opened();
    desk.keys("Esc u");
    assert_eq!(desk.status(), "nothing to undo");
    desk.keys("Enter Enter 1 Esc u");
    assert_eq!(who(&desk), "Practice card 1 of 4");
    assert!(desk.model.drill.session.as_ref().is_some_and(|session| session.answer.is_some()));
    let gone = |effect: &Effect| matches!(effect, Effect::ReviewGone { review: Review { card, .. }, .. } if card.as_str() == "order.emergency");
    assert!(desk.asked.iter().any(gone));
    assert_eq!(desk.model.drill.progress, Some(Progress::default()), "as if it had not been");
    desk.keys("3");
    assert_eq!(who(&desk), "Practice card 2 of 4");
    // The last card of a day too.
    desk.keys("Enter 3 Enter 3 Enter 3 u");
    assert_eq!(who(&desk), "Practice card 4 of 4");
}

#[test]
fn a_grade_before_the_answer_is_refused() {
    let mut desk = opened();
    desk.keys("Esc 3");
    assert!(desk.status().starts_with("answer first; Enter"), "{}", desk.status());
    assert_eq!(reviews(&desk), []);
}

#[test]
fn an_answer_can_be_given_again() {
    let mut desk = opened();
    type_in(&mut desk, "3 2 1");
    desk.keys("Enter");
    assert_eq!(glance(&desk.model).lists[0].right, "not right");
    desk.keys("Enter");
    type_in(&mut desk, "1 3 2");
    desk.keys("Enter");
    assert_eq!(glance(&desk.model).lists[0].right, "right");
}

#[test]
fn a_draft_stays_through_escape_and_an_emergency() {
    let mut desk = opened();
    type_in(&mut desk, "3 1");
    desk.keys("Esc Enter");
    assert_eq!(desk.model.field.as_ref().map(|field| field.input.value()), Some("3 1"));
    desk.keys("F9");
    assert_eq!(desk.model.screen, Screen::Call);
    desk.keys("Esc");
    assert_eq!(desk.model.screen, Screen::Drill);
    desk.keys("Enter");
    assert_eq!(desk.model.field.as_ref().map(|field| field.input.value()), Some("3 1"));
    assert!(!desk.asked.iter().any(|effect| matches!(effect, Effect::Draft { .. })), "an answer is no note of a call");
}

#[test]
fn a_day_without_cards_says_when_the_next_are_and_offers_more() {
    let mut desk = opened();
    desk.keys("Enter 4 Enter 4 Enter 4 Enter 4 Esc d");
    assert_eq!(desk.model.screen, Screen::Drill);
    assert_eq!(lead(&desk), ("Nothing is due today.".into(), "On Saturday 4 cards are due.".into()));
    desk.keys("Enter");
    assert_eq!(who(&desk), "Practice card 1 of 5");
    desk.keys("Esc Esc");
    assert_eq!(desk.model.screen, Screen::Home);
    assert!(desk.model.drill.session.is_none());
}

#[test]
fn the_drill_may_be_asked_for_before_anything_is_read() {
    let mut desk = Desk::new(asked());
    desk.send(Msg::Drill);
    assert_eq!(lead(&desk).0, "One moment.");
    desk.keys("Enter 1 u");
    desk.send(Msg::Reviewed(Progress::default()));
    assert_eq!(who(&desk), "Practice card 1 of 4");
    desk.send(Msg::Library(loaded("title: T\ntopics: [{id: wilted, title: Flowers wilted}]")));
    assert_eq!(who(&desk), "Practice card 1 of 4");
}

#[test]
fn what_was_weak_comes_before_other_new_cards() {
    let mut desk = desk();
    let vital: Vec<Review> = {
        desk.keys("d");
        let today = desk.model.drill.today.clone().expect("today");
        let vital = today.deck.cards().iter().filter(|card| card.vital);
        vital
            .map(|card| Review {
                card: card.id.clone(),
                at: desk.model.now,
                day: crate::app::drill::day(&desk.model) - chrono::Days::new(1),
                grade: Grade::Easy,
            })
            .collect()
    };
    desk.keys("Esc Esc");
    desk.model.drill.weak = vec!["nothing-here".into(), "hear.empathize".into(), "grief".into()];
    desk.send(Msg::Reviewed(Progress::of(vital)));
    desk.keys("d");
    let session = desk.model.drill.session.as_ref().expect("cards");
    let ids: Vec<&str> = session.cards.iter().map(|card| card.id.as_str()).collect();
    assert!(ids[0].starts_with("step.hear.empathize."), "{ids:?}");
    assert!(ids[3].starts_with("say.grief."), "{ids:?}");
}

#[test]
fn home_says_what_the_drill_is_about() {
    let mut desk = Desk::new(asked());
    let row = |desk: &Desk| {
        let row = &glance(&desk.model).lists[0].rows[2];
        (row.words.plain(), row.right.plain())
    };
    assert_eq!(row(&desk), ("Drill         ten minutes of cards".into(), String::new()));
    desk.send(Msg::Reviewed(Progress::default()));
    assert_eq!(row(&desk), ("Drill         emergency, medical, fire or gas".into(), "4 new, 2 min".into()));
}
