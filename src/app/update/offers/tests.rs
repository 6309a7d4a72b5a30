//! What is offered while notes are typed, and what answers do.

use std::sync::{Arc, OnceLock};

use crate::{
    app::{
        glance::glance,
        keymap::{Code, Key},
        model::Status,
        msg::Msg,
        offer::Listener,
        update::tests::{Desk, asked},
    },
    call::event::What,
    playbook,
};

/// A call whose notes are listened to.
fn desk() -> Desk {
    static LISTENER: OnceLock<Listener> = OnceLock::new();
    let mut desk = Desk::new(asked());
    let all = || Listener::new(Arc::new(playbook::load(&playbook::built_in()).library));
    let listener = LISTENER.get_or_init(all).clone();
    desk.send(Msg::Ear(listener));
    desk.keys("l 1");
    desk
}

fn types(desk: &mut Desk, text: &str) {
    text.chars().for_each(|c| desk.send(Msg::Key(Key::plain(Code::Char(c)))));
}

/// A whole note.
fn notes(desk: &mut Desk, text: &str) {
    desk.keys("i");
    types(desk, text);
    desk.keys("Enter");
}

/// What is offered.
fn offered(desk: &Desk) -> &str {
    desk.model.heard.first().map_or("", |cue| cue.id.as_str())
}

fn status(desk: &Desk) -> String {
    glance(&desk.model).status.plain()
}

#[test]
fn a_word_counts_when_it_is_typed_to_its_end() {
    let mut desk = desk();
    desk.keys("i");
    types(&mut desk, "her husband died");
    assert_eq!(offered(&desk), "", "the last word may go on");
    types(&mut desk, ",");
    assert_eq!(offered(&desk), "bereavement");
    assert_eq!(status(&desk), "heard \"husband died\"   Alt-a bereavement  Alt-n not now");
    desk.keys("Enter");
    assert_eq!(status(&desk), "heard \"husband died\"   a bereavement  n not now");
}

#[test]
fn leaving_a_note_ends_its_last_word() {
    for leave in ["Enter", "Esc", "F1"] {
        let mut desk = desk();
        desk.keys("i");
        types(&mut desk, "her husband passed away");
        desk.keys(leave);
        assert_eq!(offered(&desk), "bereavement", "{leave}");
    }
}

#[test]
fn taking_an_offer_opens_it_as_its_key_would() {
    let mut desk = desk();
    notes(&mut desk, "her husband passed away");
    let mut by_key = Desk::new(asked());
    by_key.keys("l 1 F2");
    desk.keys("a");
    let stack = |desk: &Desk| desk.model.call().map(|call| call.session.state().stack.clone());
    assert_eq!(stack(&desk), stack(&by_key));
    assert_eq!(offered(&desk), "");
    desk.keys("Esc");
    notes(&mut desk, "her husband passed away");
    assert_eq!(offered(&desk), "", "it was open in this call");
}

#[test]
fn what_was_declined_is_not_offered_again() {
    let mut desk = desk();
    notes(&mut desk, "lost his job");
    assert_eq!(offered(&desk), "hardship");
    desk.keys("n");
    assert_eq!((offered(&desk), status(&desk).contains("heard")), ("", false));
    let declined = desk.asked.iter().filter(|effect| format!("{effect:?}").contains("CueDeclined")).count();
    assert_eq!(declined, 1, "it is in the log, so going on after a crash keeps it");
    notes(&mut desk, "lost his job, cant afford the bill");
    assert_eq!(offered(&desk), "");
    desk.keys("n");
    assert_eq!(desk.status(), "nothing is offered");
}

#[test]
fn an_emergency_stands_above_all_others_until_it_is_answered() {
    let mut desk = desk();
    notes(&mut desk, "lost his job");
    notes(&mut desk, "i want to end it all");
    assert_eq!(offered(&desk), "suicide-risk");
    assert!(status(&desk).ends_with("a SUICIDE RISK  n not now"), "{}", status(&desk));
    notes(&mut desk, "her husband passed away");
    assert_eq!(offered(&desk), "suicide-risk", "a lower one waits");
    desk.keys("Enter");
    assert_eq!(offered(&desk), "suicide-risk", "it does not go with the step");
    desk.send(Msg::NotSaved("the disk is full".into()));
    assert!(status(&desk).starts_with("heard"), "{}", status(&desk));
    desk.keys("a");
    assert!(desk.model.in_emergency());
    notes(&mut desk, "lost his job");
    assert_eq!(offered(&desk), "", "nothing else is offered in an emergency");
}

#[test]
fn another_offer_goes_with_the_step_or_the_next() {
    let mut desk = desk();
    notes(&mut desk, "lost his job");
    notes(&mut desk, "her husband passed away");
    assert_eq!(offered(&desk), "bereavement");
    desk.keys("Enter");
    assert_eq!((offered(&desk), status(&desk).contains("heard")), ("", false));
    notes(&mut desk, "lost his job");
    assert_eq!(offered(&desk), "hardship", "nobody said not now to it");
}

#[test]
fn what_further_words_turn_round_is_no_longer_offered() {
    let mut desk = desk();
    desk.keys("i");
    types(&mut desk, "her husband passed away ");
    assert_eq!(offered(&desk), "bereavement");
    desk.keys("Ctrl-U");
    types(&mut desk, "her invoice is late ");
    assert_eq!(offered(&desk), "");
    types(&mut desk, "her husband passed away ");
    assert_eq!(offered(&desk), "bereavement");
}

#[test]
fn an_offer_is_answered_while_one_types() {
    let mut desk = desk();
    desk.keys("i");
    types(&mut desk, "lost his job, an");
    desk.keys("Alt-n");
    types(&mut desk, "d his father passed away last ");
    assert_eq!(offered(&desk), "bereavement");
    let text = desk.model.field.as_ref().map(|field| field.input.value().to_string());
    assert_eq!(text.as_deref(), Some("lost his job, and his father passed away last "));
    desk.keys("Alt-a");
    assert!(desk.model.field.is_none() && desk.model.drafts.contains_key("note"), "the draft stays");
    let open = desk.model.call().and_then(|call| call.session.state().top().map(|frame| frame.scenario.clone()));
    assert_eq!(open, Some("bereavement".into()));
    desk.keys("Alt-a");
    assert_eq!(desk.model.status, Status::Rest);
}

#[test]
fn a_mood_is_set_as_its_key_would() {
    let mut desk = desk();
    notes(&mut desk, "third call, so frustrated");
    assert_eq!(offered(&desk), "frustration");
    assert!(status(&desk).ends_with("a mood frustrated  n not now"), "{}", status(&desk));
    desk.keys("a");
    assert_eq!(desk.model.call().and_then(|call| call.session.state().mood.clone()), Some("frustration".into()));
    assert!(desk.asked.iter().any(|effect| format!("{effect:?}").contains("MoodSet")));
    notes(&mut desk, "third call, so frustrated");
    assert_eq!(offered(&desk), "");
}

#[test]
fn nothing_is_offered_in_another_call_or_after_it() {
    let mut desk = desk();
    notes(&mut desk, "i want to end it all");
    desk.keys("e");
    assert_eq!(offered(&desk), "");
    notes(&mut desk, "i want to end it all");
    assert_eq!(offered(&desk), "", "the call is over");
}

#[test]
fn a_suggested_step_is_taken_and_declined_by_the_same_keys() {
    for (key, taken) in [("a", true), ("n", false)] {
        let mut desk = desk();
        desk.keys("F2 Space 1 Esc");
        assert!(status(&desk).contains("fits now"), "{}", status(&desk));
        desk.keys(key);
        let last = desk.model.call().and_then(|call| call.session.events().last().map(|event| event.what.clone()));
        assert_eq!(matches!(last, Some(What::StepEntered { .. })), taken, "{key}: {last:?}");
        assert!(desk.model.call().is_some_and(|call| call.session.state().offer.is_none()));
    }
}
