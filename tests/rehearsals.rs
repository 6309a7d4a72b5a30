//! Rehearsals in keys and virtual time: Mrs Okoye with full wording, then bare; aloud; broken off; taken up again.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
}

use hearken::{
    app::{
        effect::Effect,
        model::Screen,
        msg::{Begun, Msg, Unfinished},
        rehearse::{Past, Wish},
    },
    call::{
        event::{Guidance, TextRole, What},
        rehearsal::Over,
        session::CallSession,
    },
    playbook::model::{CallerScript, Id},
};
use support::journey::{Journey, START};

/// Home, with playbooks read and an ear that listens; practice may be kept.
fn ready() -> Journey {
    let mut journey = Journey::new();
    journey.model.config.keep_practice = None;
    journey.listen();
    journey
}

fn rehearse(caller: &str, level: Option<Guidance>) -> Journey {
    let mut journey = ready();
    journey.model.config.keep_practice = Some(true);
    journey.send(Msg::Rehearse(Wish { caller: Some(caller.into()), seed: Some(41), level, voice: false }));
    journey
}

fn script(journey: &Journey, caller: &str) -> CallerScript {
    journey.model.library().caller(&caller.into()).expect("it is shipped").clone()
}

/// Hears them out, then says it.
fn say(journey: &mut Journey, reply: &str) {
    journey.play("t:20s");
    reply.chars().for_each(|c| journey.play(&if c == ' ' { "\" \"".into() } else { format!("\"{c}\"") }).clear());
    journey.play("Enter");
}

fn caller(journey: &Journey) -> &hearken::call::rehearsal::Rehearsal {
    let call = journey.model.call().expect("a call is in hand");
    call.session.state().rehearsal.as_ref().expect("it is a rehearsal")
}

#[test]
fn mrs_okoye_with_full_wording() {
    let mut journey = ready();
    let okoye = script(&journey, "mrs-okoye");
    // Which caller is offered first follows from their order; she is chosen among them.
    let at = journey.model.library().callers.iter().position(|caller| caller.id == okoye.id).unwrap();
    let mut seen = journey.play("r look");
    journey.play(&"Down ".repeat(at));
    seen += &journey.play("Enter look 1 look t:20s look");
    for (n, reply) in okoye.good.iter().enumerate() {
        if journey.model.screen != Screen::Call {
            break;
        }
        say(&mut journey, reply);
        if n == 0 {
            seen += &journey.play("t:20s look look:120x40 look:46x40 look:40x15 Alt-a look r");
        }
        if n == 3 {
            seen += &journey.play("Esc look Esc j Space ? look Esc r");
        }
    }
    assert_eq!(journey.model.screen, Screen::Debrief);
    seen += &journey.play("look look:46x40 look:120x40 Tab look Down Down look");
    insta::assert_snapshot!(seen);
    let debrief = journey.model.playing.as_ref().unwrap().debrief.clone().unwrap();
    assert!(debrief.passed, "{:?}", debrief.lines);

    // Its times are those of the log, read anew.
    let (id, events) = journey.logs.iter().next().unwrap();
    let again = CallSession::replay(id.clone(), events.clone());
    let framework = again.state().framework().unwrap();
    let spent: Vec<u64> = debrief.steps.iter().map(|step| step.spent).collect();
    assert_eq!(spent, framework.spent);
    assert_eq!(again.state().passed, Some(true));
    assert_eq!(spent.iter().sum::<u64>(), again.state().clock.times(journey.at).talk);
}

#[test]
fn mrs_okoye_bare_and_clumsy() {
    let mut journey = rehearse("mrs-okoye", Some(Guidance::Killers));
    let okoye = script(&journey, "mrs-okoye");
    let mut seen = journey.play("t:20s look");
    for (n, reply) in okoye.clumsy.iter().enumerate() {
        if journey.model.screen != Screen::Call {
            break;
        }
        say(&mut journey, reply);
        if n == 1 {
            seen += &journey.play("t:20s look");
        }
    }
    journey.play(if journey.model.screen == Screen::Call { "Esc e" } else { "t:1s" });
    seen += &journey.play("look Tab look");
    insta::assert_snapshot!(seen);
    let debrief = journey.model.playing.as_ref().unwrap().debrief.clone().unwrap();
    assert!(!debrief.passed);
    assert!(!debrief.weak.is_empty(), "something is worth a card");
    journey.play("Esc");
    assert_eq!(journey.model.screen, Screen::Home);
}

#[test]
fn the_caller_speaks_at_a_pace_can_be_heard_out_and_feels_a_cut() {
    let mut journey = rehearse("rosa", None);
    let whole = journey.model.text(caller(&journey).line).to_string();
    let first = journey.screen((80, 24));
    assert!(!first.contains(&whole), "not all at once");
    let shown = journey.play("Enter look");
    assert!(shown.contains(whole.split(' ').next_back().unwrap()), "an empty line hears them out");
    let mut journey = rehearse("rosa", None);
    journey.play("\"ok\" Enter");
    let cut = &caller(&journey).turns[0].exchange;
    assert!(cut.felt.iter().any(|felt| felt.id.as_str() == "interrupted" && felt.to > felt.from), "{:?}", cut.felt);
    let mut still = ready();
    still.model.config.keep_practice = Some(true);
    still.model.config.reduced_motion = true;
    still.send(Msg::Rehearse(Wish { caller: Some("rosa".into()), seed: Some(41), ..Wish::default() }));
    assert!(still.screen((80, 24)).contains(whole.split(' ').next_back().unwrap()), "at once where nothing may move");
}

#[test]
fn the_same_seed_and_replies_make_the_same_call() {
    let run = || {
        let mut journey = rehearse("dev", None);
        for reply in script(&journey, "dev").clumsy.iter().take(3) {
            say(&mut journey, reply);
        }
        let whats: Vec<What> = journey.logs.values().next().unwrap().iter().map(|event| event.what.clone()).collect();
        (whats, journey.screen((80, 24)))
    };
    assert_eq!(run(), run());
}

#[test]
fn a_reply_is_taken_back_with_all_that_came_of_it() {
    let mut journey = rehearse("rosa", None);
    let before = caller(&journey).caller.clone();
    say(&mut journey, "Our policy is to wait five days.");
    assert_ne!(caller(&journey).caller, before);
    let seen = journey.play("Ctrl-R look");
    assert_eq!(caller(&journey).caller, before);
    assert!(seen.contains("> Our policy is to wait five days."), "{seen}");
    journey.play("Ctrl-U Up look");
    say(&mut journey, "I'm sorry it missed her birthday.");
    let seen = journey.play("Up look");
    assert!(seen.contains("> I'm sorry it missed her birthday."), "an earlier reply comes back: {seen}");
}

#[test]
fn a_reply_said_aloud_is_marked_by_oneself() {
    let mut journey = rehearse("rosa", None);
    let seen = journey.play("t:20s Tab look 1 4 Down look Enter t:20s look");
    insta::assert_snapshot!(seen);
    let turn = &caller(&journey).turns[0].exchange;
    assert_eq!(turn.reply, None);
    assert_eq!(turn.moves, [Id::from("acknowledge"), Id::from("apologize")]);
}

#[test]
fn it_goes_on_from_any_reply() {
    let mut journey = rehearse("rosa", None);
    let rosa = script(&journey, "rosa");
    for reply in &rosa.good[..3] {
        say(&mut journey, reply);
    }
    let second = caller(&journey).before(1).clone();
    journey.play("t:20s Esc e");
    assert_eq!(journey.model.screen, Screen::Debrief);
    let first = journey.model.call().unwrap().session.id.clone();
    journey.play("Tab Down Down r");
    assert_eq!(journey.model.screen, Screen::Call);
    assert_eq!(caller(&journey).turns.len(), 1, "before the second reply");
    assert_eq!(caller(&journey).caller, second);
    let practice = caller(&journey).practice.clone();
    assert_eq!((practice.seed, practice.from), (41, Some((first, 1))));
    // What is replayed is in the log of its own, with texts.
    let id = journey.model.call().unwrap().session.id.clone();
    let replayed = CallSession::replay(id.clone(), journey.logs[&id].clone());
    assert_eq!(replayed.state(), journey.model.call().unwrap().session.state());
    say(&mut journey, &rosa.good[1]);
    assert_eq!(caller(&journey).turns.len(), 2);
}

#[test]
fn help_fades_where_it_is_agreed_to() {
    let mut journey = rehearse("nia", None);
    let nia = script(&journey, "nia");
    for reply in &nia.good {
        if journey.model.screen != Screen::Call {
            break;
        }
        say(&mut journey, reply);
        if journey.model.screen == Screen::Call {
            journey.play("Esc Space Space Space Space Space Space r");
        }
    }
    let debrief = journey.model.playing.as_ref().unwrap().debrief.clone().unwrap();
    assert!(debrief.passed, "{:?}", debrief.lines);
    let (step, level) = debrief.less_help.first().cloned().expect("a step went without a slip");
    assert_eq!(level, Guidance::Cues);
    let seen = journey.play("t:3s look g look Esc");
    assert!(seen.contains("agrees"), "{seen}");
    assert!(journey.effects.contains(&Effect::Help { step: step.clone(), level }));
    journey.model.config.keep_practice = Some(true);
    journey.send(Msg::Rehearse(Wish { caller: Some("nia".into()), seed: Some(1), ..Wish::default() }));
    let state = journey.model.call().unwrap().session.state();
    let first = &state.framework().unwrap().pin.steps[0].id;
    assert_eq!(state.guidance, if *first == step { Guidance::Cues } else { Guidance::Full });
}

#[test]
fn nothing_is_kept_where_that_was_asked_for_and_words_are_practice_where_it_was_not() {
    let mut journey = ready();
    journey.send(Msg::Rehearse(Wish { caller: Some("rosa".into()), seed: Some(3), ..Wish::default() }));
    let seen = journey.play("look");
    assert!(seen.contains("Practice may be kept"), "{seen}");
    journey.play("2");
    assert_eq!(journey.model.config.keep_practice, Some(false));
    say(&mut journey, "I'm sorry it missed her birthday.");
    journey.play("Esc e");
    assert_eq!(journey.model.screen, Screen::Debrief);
    journey.play("Esc");
    assert!(journey.logs.is_empty(), "nothing was written");
    let written = |effect: &Effect| matches!(effect, Effect::Append { .. } | Effect::Draft { .. } | Effect::Finish(_));
    assert!(!journey.effects.iter().any(written));

    let mut kept = rehearse("rosa", None);
    say(&mut kept, "I'm sorry it missed her birthday.");
    kept.play("Esc i \"a note\" Enter");
    for effect in &kept.effects {
        if let Effect::Append { texts, .. } = effect {
            assert!(texts.iter().all(|(_, role, _)| *role == TextRole::Practice), "{texts:?}");
        }
    }
}

#[test]
fn a_rehearsal_that_was_broken_off_goes_on() {
    let mut before = rehearse("rosa", None);
    say(&mut before, "I'm sorry it missed her birthday.");
    before.play("t:20s \"half a sen\"");
    let (call, events) = before.logs.pop_first().unwrap();
    let texts = before.model.call().unwrap().texts.clone();
    let mut after = ready();
    let unfinished = Unfinished {
        call: call.clone(),
        last: START,
        name: Some("Rosa".into()),
        stopped: "Hear".into(),
        kind: Begun::Rehearsal,
    };
    after.send(Msg::Home { unfinished: vec![unfinished], due: Vec::new() });
    assert!(after.play("look").contains("Resume the rehearsal with Rosa?"));
    after.at = before.at.plus(3_600_000);
    let drafts = [("reply".to_string(), "half a sen".to_string())].into();
    after.send(Msg::Reopened { call, events, texts, drafts, live: true });
    let seen = after.play("look");
    assert!(seen.contains("> half a sen"), "{seen}");
    assert!(seen.contains("you said, turn 1"), "{seen}");
    assert_eq!(caller(&after).turns.len(), 1);
    let talk = after.model.call().unwrap().session.state().clock.times(after.at).talk;
    assert!(talk <= 40_000, "the hour away does not count: {talk}");
}

#[test]
fn what_is_typed_on_after_the_end_presses_no_key_and_an_offer_taken_leaves_the_reply_open() {
    let mut journey = rehearse("rosa", None);
    for _ in 0..10 {
        if journey.model.screen == Screen::Call {
            say(&mut journey, "You should have called earlier. Calm down, our policy is to wait.");
        }
    }
    let first = journey.model.call().unwrap().session.id.clone();
    journey.play("\"her free gift\" Enter");
    assert_eq!(journey.model.screen, Screen::Debrief);
    assert_eq!(journey.model.call().unwrap().session.id, first, "no new rehearsal began");
    journey.play("t:3s r");
    assert_eq!(journey.model.screen, Screen::Call, "later r is a key again");

    let mut journey = rehearse("mrs-okoye", None);
    journey.play("t:30s Alt-a \"hello\"");
    assert!(journey.model.call().unwrap().session.state().top().is_some(), "bereavement is open");
    let seen = journey.play("look");
    assert!(seen.contains("> hello"), "{seen}");
}

#[test]
fn on_hold_nobody_hears_a_reply() {
    let mut journey = rehearse("rosa", None);
    journey.play("t:20s Esc h r");
    say(&mut journey, "Are you still there?");
    assert_eq!(caller(&journey).turns.len(), 0);
    let seen = journey.play("look Esc h r look");
    assert!(seen.contains("on hold nobody hears you"), "{seen}");
    assert!(seen.contains("> Are you still there?"), "nothing typed is lost: {seen}");
}

#[test]
fn what_a_twist_calls_for_is_offered_in_the_same_breath() {
    let mut journey = rehearse("marcus", None);
    let marcus = script(&journey, "marcus");
    let twist = marcus.twists.iter().find(|twist| twist.scenario == Some("suicide-risk".into())).unwrap();
    for reply in &marcus.good {
        if caller(&journey).caller.met.contains(&twist.id) {
            break;
        }
        say(&mut journey, reply);
    }
    assert!(caller(&journey).caller.met.contains(&twist.id));
    let seen = journey.play("t:30s look Alt-a");
    assert!(seen.contains("SUICIDE RISK"), "{seen}");
    let top = journey.model.call().unwrap().session.state().top().map(|frame| frame.scenario.clone());
    assert_eq!(top, Some("suicide-risk".into()));
}

#[test]
fn the_emergency_stays_one_key_away_and_the_caller_waits() {
    let mut journey = rehearse("sam", None);
    journey.play("t:20s \"where are\" Ctrl-E");
    let state = journey.model.call().unwrap().session.state();
    assert!(state.top().is_some_and(|frame| frame.emergency));
    let seen = journey.play("look t:2s r look");
    assert!(seen.contains("> where are"), "the draft stays: {seen}");
}

#[test]
fn what_to_take_next_is_what_was_not_passed_then_what_is_new() {
    let mut journey = ready();
    let callers: Vec<Id> = journey.model.library().callers.iter().map(|caller| caller.id.clone()).collect();
    let first = journey.play("r look");
    assert!(first.contains("new to you, and a gentle one"), "{first}");
    let past = |passed| Past { caller: callers[3].clone(), at: START, passed };
    journey.send(Msg::Practised {
        past: vec![past(Some(false))],
        help: Default::default(),
        weak: Vec::new(),
        people: Vec::new(),
    });
    let again = journey.play("Esc r look");
    assert!(again.contains("not passed yet"), "{again}");
    assert_eq!(journey.model.chosen, 3);
    let all = callers.iter().map(|id| Past { caller: id.clone(), at: START, passed: Some(true) });
    let mut all: Vec<Past> = all.collect();
    all[5].at.0 -= 86_400_000;
    journey.send(Msg::Practised { past: all, help: Default::default(), weak: Vec::new(), people: Vec::new() });
    let oldest = journey.play("Esc r look");
    assert!(oldest.contains("longest ago"), "{oldest}");
    assert_eq!(journey.model.chosen, 5);
}

#[test]
fn a_caller_who_gives_up_says_so_and_the_call_is_over() {
    let mut journey = rehearse("rosa", None);
    for _ in 0..10 {
        if journey.model.screen != Screen::Call {
            break;
        }
        say(&mut journey, "You should have called earlier. Calm down, our policy is to wait.");
    }
    assert_eq!(journey.model.screen, Screen::Debrief);
    assert_eq!(caller(&journey).caller.over, Some(Over::Left));
    let seen = journey.play("look");
    assert!(seen.contains("not passed"), "{seen}");
    // An Enter too many from the reply before does not lose it.
    journey.play("Enter");
    assert_eq!(journey.model.screen, Screen::Debrief);
}

#[test]
fn no_caller_is_talked_to_in_a_real_call() {
    let mut journey = ready();
    let seen = journey.play("l t:4s r look y look Ctrl-R look");
    assert_eq!(seen.matches("this is no rehearsal").count(), 2, "{seen}");
    assert!(!seen.contains("rehearsal with"));
    assert!(journey.logs.values().flatten().all(|event| !matches!(event.what, What::Replied { .. })));
}
