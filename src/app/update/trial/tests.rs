//! What an author sees of what they write.

use super::super::tests::{Desk, asked, loaded};
use crate::{
    app::{glance::glance, model::Screen, msg::Msg, update::trial::can_try},
    playbook::model::Id,
};

const FLORIST: &str = "title: Florist\n\
    topics: [{id: wilted, title: Flowers wilted}]\n\
    scenarios:\n  - id: wedding\n    title: A wedding order\n    short: wedding\n    goal: the day, safe\n    items:\n      \
    - {id: day, do: Ask the day, killer: true}\n      - {id: hall, do: Ask the hall}\n    returns: hear.analyze\n\
    phrases:\n  - {id: wed-1, for: wedding, say: Which day is it?}\n  - {id: wilt-1, for: [hear.empathize, wilted], say: \
    I am sorry about your roses.}\n";

fn trying(id: &str) -> Desk {
    let mut desk = Desk::new(asked());
    desk.send(Msg::Library(loaded(FLORIST)));
    desk.send(Msg::Try(Id::from(id)));
    desk
}

fn rows(desk: &Desk) -> Vec<String> {
    glance(&desk.model).lists[0].rows.iter().map(|row| row.words.plain()).collect()
}

fn lead(desk: &Desk) -> String {
    glance(&desk.model).lead.rows[0].0.plain()
}

#[test]
fn a_scenario_opens_at_once_and_nothing_is_written() {
    let mut desk = trying("wedding");
    assert_eq!(rows(&desk), ["Ask the day", "Ask the hall"]);
    assert_eq!(lead(&desk), "Which day is it?");
    desk.keys("Space 1 d h h F9 Esc");
    assert!(desk.asked.is_empty(), "{:?}", desk.asked);
    assert_eq!(desk.model.screen, Screen::Call);
}

#[test]
fn a_save_shows_at_once_with_its_structure_and_the_item_in_hand_stays() {
    let mut desk = trying("wedding");
    desk.keys("Space");
    let more = FLORIST.replace("- {id: hall", "- {id: cake, do: Ask about the cake}\n      - {id: hall");
    desk.send(Msg::Library(loaded(&more.replace("Which day is it?", "When is the day?"))));
    assert_eq!(rows(&desk), ["Ask the day", "Ask about the cake", "Ask the hall"]);
    assert!(glance(&desk.model).lists[0].rows[2].current, "the hall is still in hand");
    assert!(glance(&desk.model).lists[0].right.starts_with("1 of 3"), "the tick stays");
    assert_eq!(lead(&desk), "When is the day?");
}

#[test]
fn what_was_renamed_away_stays_as_it_was() {
    let mut desk = trying("wedding");
    desk.send(Msg::Library(loaded(
        &FLORIST.replace("wedding\n", "marriage\n").replace("for: wedding", "for: marriage"),
    )));
    assert_eq!(rows(&desk).len(), 2);
    assert!(desk.status().contains("nothing is called wedding any more"), "{}", desk.status());
    assert_eq!(desk.model.screen, Screen::Call);
}

#[test]
fn steps_frameworks_moods_topics_and_phrases_can_be_tried() {
    for (id, lead_has) in
        [("hear.empathize", ""), ("last", ""), ("grief", ""), ("wilt-1", "roses"), ("wed-1", "Which day")]
    {
        let desk = trying(id);
        assert!(!rows(&desk).is_empty(), "{id}");
        assert!(lead(&desk).contains(lead_has), "{id}: {}", lead(&desk));
    }
    let library = loaded(FLORIST).library;
    assert!(can_try(&library, &Id::from("wilted")));
    assert!(!can_try(&library, &Id::from("wilter")));
}

#[test]
fn it_is_left_by_the_keys_that_leave() {
    for key in ["q", "e"] {
        let mut desk = trying("wedding");
        desk.keys(key);
        assert!(desk.model.quitting, "{key}");
    }
    let mut desk = trying("wedding");
    desk.keys("Esc");
    assert!(!desk.model.quitting && desk.status().contains("leaves it"), "{}", desk.status());
    desk.send(Msg::NotSaved("no home".into()));
    assert!(!desk.status().contains("not saved"), "{}", desk.status());
}
