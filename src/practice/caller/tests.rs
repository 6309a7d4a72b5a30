//! How a caller takes it: moods, facts, stages, twists, ends.

use std::sync::OnceLock;

use super::*;
use crate::{
    call::rehearsal::Over,
    playbook::{SourceFile, built_in, load, model::Layer},
};

const ANN: &str = r#"
title: Ann
callers:
  - id: ann
    title: Ann, broken lamp
    name: Ann
    about: broken lamp
    who: Ann, who is tired of lamps.
    framework: hear
    practises: [supervisor]
    hard: 1
    goal: a lamp that works
    need: to be asked what it was for
    mood: 6
    opens: ["The lamp is broken.", "My lamp arrived in two."]
    facts:
      - {id: order, know: order 12, hear: ["order number"], needed: true, say: ["Twelve."], late: ["You never asked for my order number."]}
      - {id: reason, know: for her mother, freely: true, hear: ["who is it for"], say: ["It is for my mother."]}
    reacts:
      - {id: mother, hear: ["mother"], by: -2, why: "her mother, named: it calmed her", say: ["She is ninety."], once: true}
      - {id: rules, on: [policy-shield], by: 3, why: she heard a wall, say: ["Rules, of course."]}
      - {id: enough, on: [two-cautions], by: 1, why: twice running, say: ["Who is above you?"]}
      - {id: wait, on: [waiting], by: 1, why: nobody said how long, say: ["Are you there?"]}
    lines:
      - {stage: story, say: ["It came in two parts.", "And the bulb is gone."]}
      - {stage: story, from: 8, say: ["Do you even listen?"]}
      - {stage: facts, say: ["What else?"]}
      - {stage: plan, say: ["So what happens now?"]}
      - {stage: close, say: ["Good. Goodbye."]}
    twists:
      - {id: boss, title: asks for a supervisor, after: 9, from: 8, scenario: supervisor, say: ["I want your supervisor."]}
    leaves: ["I give up."]
    stop: red card
    pass:
      - {say: "a plan with a time", moves: [own, timeframe]}
      - {say: "her order was asked for", done: [order]}
      - {say: "no rule was hidden behind", never: [policy-shield]}
      - {say: "she is calmer", mood: 5}
    good:
      - "I'm sorry it arrived broken. What happened?"
      - "What is your order number?"
      - "I'll take care of it myself. A new one is with you by Thursday noon."
      - "Thank you, Ann."
    clumsy: ["Our policy is to wait five days.", "That is our policy."]
"#;

fn partner() -> Partner {
    static READY: OnceLock<Partner> = OnceLock::new();
    let made = || {
        let mut files = built_in();
        files.push(SourceFile { layer: Layer::Own, name: "ann.yaml".into(), bytes: ANN.into() });
        let loaded = load(&files);
        assert_eq!(loaded.faults, []);
        let library = Arc::new(loaded.library);
        let ear = Arc::new(Ear::new(&library));
        Partner::new(library, ear, &"ann".into()).expect("Ann is there")
    };
    READY.get_or_init(made).clone()
}

/// Says one thing after the other; the answers.
fn talk(replies: &[&str]) -> Vec<Answer> {
    let partner = partner();
    let mut caller = partner.begin(7).0;
    let say = |reply: &&str| {
        let answer = partner.answer(7, &caller, Said::Words(reply), &[]);
        caller = answer.caller.clone();
        answer
    };
    replies.iter().map(say).collect()
}

fn last(replies: &[&str]) -> Answer {
    talk(replies).pop().expect("something was said")
}

#[test]
fn the_same_seed_and_replies_make_the_same_call_and_another_seed_may_not() {
    let partner = partner();
    assert_eq!(partner.begin(7), partner.begin(7));
    let firsts: std::collections::BTreeSet<String> = (0..20).map(|seed| partner.begin(seed).1).collect();
    assert_eq!(firsts.len(), 2);
    let replies = ["What happened?", "Our policy is to wait five days.", "What is your order number?"];
    assert_eq!(talk(&replies), talk(&replies));
}

#[test]
fn a_policy_heats_and_a_name_calms_each_with_its_reason() {
    let heated = last(&["Our policy is to wait five days."]);
    assert_eq!(heated.caller.mood, 9);
    assert_eq!(heated.line, "Rules, of course.");
    let felt = heated.felt.iter().find(|felt| felt.to > felt.from).expect("something heated");
    assert_eq!((felt.id.as_str(), felt.reaction.clone()), ("policy-shield", Some("rules".into())));
    let calmed = last(&["A lamp for your mother, was it?"]);
    assert_eq!((calmed.caller.mood, calmed.line.as_str()), (4, "She is ninety."));
}

#[test]
fn what_calms_once_does_not_calm_again() {
    let answers = talk(&["Is it for your mother?", "Your mother, I see.", "Mother, mother."]);
    assert_eq!(answers[0].caller.mood, 4);
    assert!(answers[2].caller.mood >= 3, "{:?}", answers[2].felt);
    assert!(answers[0].line.starts_with("She is ninety."));
    assert!(!answers[1].line.contains("ninety"), "{}", answers[1].line);
}

#[test]
fn a_fact_is_told_when_it_is_asked_for_and_freely_at_an_open_question() {
    let told = last(&["What is your order number?"]);
    assert_eq!(told.line, "Twelve.");
    assert_eq!(told.caller.told, [Id::from("order")]);
    let open = last(&["Tell me what happened."]);
    assert_eq!(open.line, "It is for my mother.");
}

#[test]
fn a_plan_before_the_fact_it_needs_costs() {
    let answers = talk(&["I'm sorry about the lamp.", "I'll send you a new one myself by Thursday noon."]);
    let late = &answers[1];
    assert_eq!(late.line, "You never asked for my order number.");
    assert_eq!(late.caller.late, [Id::from("order")]);
    assert!(late.felt.iter().any(|felt| felt.id.as_str() == "order" && felt.to > felt.from));
    let judged = verdict(partner().script(), &late.caller);
    assert!(judged.lines.contains(&("her order was asked for".into(), false)));
}

#[test]
fn two_cautions_running_ask_for_someone_else() {
    let answers = talk(&["You should have called earlier.", "You need to calm down."]);
    assert_eq!(answers[1].line, "Who is above you?");
}

#[test]
fn a_twist_comes_once_and_asks_for_a_plan_of_its_own() {
    let mut replies = vec!["I'll do it myself by Thursday noon."];
    replies.extend(["Our policy is to wait."; 2]);
    replies.extend(["Hm."; 7]);
    let answers = talk(&replies);
    let met = answers.iter().filter(|answer| answer.line == "I want your supervisor.").count();
    assert!(met <= 1);
    for pair in answers.windows(2).filter(|pair| pair[1].caller.met.len() > pair[0].caller.met.len()) {
        if pair[1].caller.met.contains(&"boss".into()) && !pair[0].caller.met.contains(&"boss".into()) {
            assert!(!pair[1].caller.made.contains_key(&Id::from("own")));
        }
    }
}

#[test]
fn the_good_conversation_ends_well_and_the_clumsy_one_does_not() {
    let library = partner().library;
    assert_eq!(crate::practice::proof::proof(&library, &partner().ear, &|_, id| id.as_str() == "ann"), []);
}

#[test]
fn they_ring_off_at_the_worst_or_when_it_goes_on_for_ever() {
    let answers = talk(&["Our policy is to wait.", "Our policy is to wait.", "Our policy is to wait."]);
    assert_eq!(answers[2].caller.over, Some(Over::Left));
    assert_eq!(answers[2].line, "I give up.");
    let endless = vec!["Hm."; PATIENCE as usize];
    let answers = talk(&endless);
    assert!(answers[..answers.len() - 1].iter().all(|answer| answer.caller.over.is_none()));
    assert_eq!(answers.last().and_then(|answer| answer.caller.over), Some(Over::Left));
}

#[test]
fn the_stop_word_ends_the_play_and_nothing_is_judged_of_it() {
    let stopped = last(&["Red card, please."]);
    assert_eq!(stopped.caller.over, Some(Over::Stopped));
    assert!(!verdict(partner().script(), &stopped.caller).passed);
    assert!(stopped.felt.is_empty());
}

#[test]
fn cutting_in_and_leaving_them_waiting_is_felt() {
    let partner = partner();
    let caller = partner.begin(7).0;
    let cut_in = partner.answer(7, &caller, Said::Words("Hm."), &[signal::INTERRUPTED]);
    assert_eq!(cut_in.caller.mood, 7);
    let (waited, line) = partner.unasked(7, &caller, signal::WAITING).expect("she says so");
    assert_eq!((waited.mood, line.as_str()), (7, "Are you there?"));
    assert_eq!(partner.unasked(7, &caller, signal::TRANSFER), None);
}

#[test]
fn a_reply_said_aloud_counts_as_it_was_marked() {
    let partner = partner();
    let caller = partner.begin(7).0;
    let marked: Vec<Id> = ["acknowledge", "ask", "policy-shield"].map(Id::from).into();
    let answer = partner.answer(7, &caller, Said::Aloud(&marked), &[]);
    assert_eq!(answer.moves, [Id::from("acknowledge"), Id::from("ask")]);
    assert_eq!(answer.cautions, [Id::from("policy-shield")]);
    assert_eq!(answer.caller.told, [] as [Id; 0], "the rule was answered, not the question");
    let answer = partner.answer(7, &caller, Said::Aloud(&marked[..2]), &[]);
    assert_eq!(answer.caller.told, [Id::from("order")], "the question was the next that matters");
}

#[test]
fn a_time_inside_a_question_promises_nothing() {
    let review = partner().review("Can you talk right now, or tomorrow at ten?", &CallerState::default());
    assert!(!review.moves.iter().any(|found| found.id.as_str() == "timeframe"), "{:?}", review.moves);
}
