//! Whole calls in keys and virtual time. Reviewing their snapshots is reviewing the design.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
}

use chrono::{Days, NaiveDate};
use hearken::{
    app::{
        config::{Config, Keep},
        effect::Effect,
        model::Screen,
        msg::{Begun, Msg, Unfinished},
        offer::Listener,
    },
    call::{
        event::{At, CallId, ItemState, What},
        session::CallSession,
    },
    practice::drill::{Ask, Deck, Grade, Progress, Review},
};
use support::journey::{Journey, START};

#[test]
fn a_whole_call_with_bereavement_inside_interpreter_inside_hardship() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "look l t:4s 1 t:20s w \"Grace Okoye\" Enter Space Space Space t:30s i \"husband Emeka, account in both names\" \
         Enter look F4 look Space t:10s F3 look Space Space t:10s F2 w \"Emeka\" Enter look Space 1 Space t:30s look \
         Esc look Esc look Esc look n Enter look",
    );
    insta::assert_snapshot!(seen);
}

#[test]
fn an_emergency_from_within_a_note() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "l t:8s i \"collapsed on the rear st\" F9 look t:2s w \"Mill Lane 14, room 214\" Enter look Space F2 look Space t:9s \
         Space look Esc look Esc look i look Enter Esc e look",
    );
    insta::assert_snapshot!(seen);
}

#[test]
fn hold_undo_promise_transfer_and_wrap_up() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "l t:5s 1 Space Enter t:60s h t:50s look h look u look U p \"call back with the driver's answer Thu noon\" look \
         Enter look t j 4 Esc t Enter look e look Space look o \"the colleague does it\" Enter d d d look r 3 look Tab look \
         Tab c look Enter look",
    );
    insta::assert_snapshot!(seen);
}

#[test]
fn a_complaint_that_changes_frameworks_midway() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "l t:5s 1 Space Space Space Space Space Enter t:30s Tab look Space t:10s Enter m 3 look 1 look v look Enter look \
         Tab look Tab look g look g look look:46x40 look:40x15",
    );
    insta::assert_snapshot!(seen);
}

#[test]
fn lists_laid_over_a_call() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "l t:5s ? look Esc : look \"ho\" look Enter Esc h s look \"ber\" look Esc / \"pasword\" look Esc q look Esc",
    );
    insta::assert_snapshot!(seen);
}

#[test]
fn home_and_what_it_leads_to() {
    let mut journey = Journey::new();
    journey.play("l 1 p \"refund by tomorrow 16:00\" Enter e d d d d d d d Enter");
    let seen = journey.play("look f look Space look u look Esc b look Esc , look j Enter look");
    insta::assert_snapshot!(seen);
}

#[test]
fn an_unfinished_call_is_taken_up_where_it_stopped() {
    let mut before = Journey::new();
    before.play("l t:5s 1 Space Enter t:30s Space i \"third call\" Enter");
    let (call, events) = before.logs.pop_first().unwrap();
    let texts = before.model.call().unwrap().texts.clone();
    let shown = before.screen((80, 24));

    let mut after = Journey::new();
    let stopped = "Empathize, item 2".to_string();
    after.send(Msg::Home {
        unfinished: vec![Unfinished {
            call: call.clone(),
            last: START,
            name: Some("Dana".into()),
            stopped,
            kind: Begun::Call,
        }],
        due: Vec::new(),
    });
    let mut seen = after.play("look x look Esc");
    after.play("Enter");
    assert!(after.effects.contains(&Effect::Reopen { call: call.clone(), live: true }));
    after.at = before.at;
    after.send(Msg::Reopened { call, events, texts, drafts: Default::default(), live: true });
    seen += &after.play("look");
    insta::assert_snapshot!(seen);
    let rows = |screen: &str| screen.lines().skip(2).take(19).map(str::to_string).collect::<Vec<_>>();
    after.play("j k");
    assert_eq!(rows(&after.screen((80, 24)))[9..16], rows(&shown)[9..16], "the list stands as it stood");
}

#[test]
fn what_is_past_is_looked_at_again() {
    let mut journey = Journey::new();
    journey.model.config.keep_practice = Some(true);
    let mut seen = journey.play("h look Tab look Esc");
    journey.play("l t:5s 1 Space Enter t:30s w \"Grace Okoye\" Enter i \"third call\" Enter h t:20s h t:5s e t:40s");
    journey.play("d d d d d d d r 3 Enter");
    let library = journey.model.library().clone();
    journey.send(Msg::Library(support::journey::shipped()));
    journey.send(Msg::Ear(Listener::new(library)));
    for day in 1..=2 {
        journey.play("t:1440m r");
        let rosa = journey.model.library().callers.iter().position(|caller| caller.id.as_str() == "rosa").unwrap();
        journey.model.chosen = rosa;
        journey.play("Enter t:9s Enter");
        journey.play("\"I'm sorry it never came. That is a long wait.\" Enter t:30s Enter");
        journey.play("\"It is our policy to wait five days.\" Enter t:20s Enter Esc e");
        assert_eq!(journey.model.screen, Screen::Debrief, "day {day}");
        journey.play("Esc");
    }
    seen +=
        &journey.play("look h look look:46x40 look:40x15 Enter look Tab look Esc j j look Enter look look:46x40 Esc");
    seen += &journey.play("Tab look look:46x40 look:40x15 look:200x60 j j j j j j look F9 Esc look Tab Esc look");
    assert!(!seen.contains("Grace") && !seen.contains("third call"), "{seen}");
    assert!(journey.effects.iter().all(|effect| !matches!(effect, Effect::Discard(_))));
    insta::assert_snapshot!(seen);
}

#[test]
fn the_first_start_asks_three_things_once() {
    let config = Config::default();
    let mut journey = Journey::with(config, support::journey::shipped());
    journey.model.country_guess = Some("IE".into());
    let seen = journey.play("look \"Sam\" Enter look \"Northline\" Enter look Enter look");
    insta::assert_snapshot!(seen);
    assert_eq!(journey.model.config.country.as_deref(), Some("IE"));
    assert!(journey.effects.iter().any(|effect| matches!(effect, Effect::SaveConfig(config) if config.asked)));
}

#[test]
fn nothing_is_lost_when_the_disk_is_full() {
    let mut journey = Journey::new();
    journey.play("l t:5s");
    journey.disk_full = true;
    journey.play("Space");
    let screen = journey.play("i \"still here\" look");
    assert!(screen.contains("NOT SAVED") && screen.contains("still here"), "{screen}");
    let screen = journey.play("Esc look");
    assert!(screen.contains("the disk is full"), "{screen}");
}

#[test]
fn said_once_takes_the_next_variant_and_the_others_stand_still() {
    let mut journey = Journey::new();
    journey.play("l 1");
    let lines = |journey: &Journey| {
        let glance = journey.glance();
        let lead: Vec<String> = glance.lead.rows.iter().map(|(words, _)| words.plain()).collect();
        (lead.join(" "), glance.alternatives.iter().map(|line| line.words.plain()).collect::<Vec<_>>())
    };
    for key in ["1", "2", "3", "1", "2", "3", "1"] {
        let before = lines(&journey);
        journey.play(key);
        let after = lines(&journey);
        assert_eq!(before.0 != after.0, key == "1", "{key}: the lead");
        assert_eq!(before.1[0] != after.1[0], key == "2", "{key}: the second");
        assert_eq!(before.1[1] != after.1[1], key == "3", "{key}: the third");
    }
}

#[test]
fn a_call_that_only_the_emergency_opened_begins_with_the_first_tick() {
    let mut journey = Journey::new();
    journey.play("F9 t:20s");
    assert!(journey.logs.is_empty(), "nothing is written before the first act");
    journey.play("Esc");
    assert_eq!(journey.model.screen, Screen::Home);
    journey.play("F9 t:20s F2 j Space");
    let (id, events) = journey.logs.pop_first().unwrap();
    let replayed = CallSession::replay(id, events);
    assert_eq!(replayed.state().stack.len(), 2, "the hub and its branch");
    assert_eq!(replayed.state().opened, journey.at);
    assert_eq!(replayed.state().items.values().filter(|item| item.state == ItemState::Done).count(), 1);
}

#[test]
fn a_card_number_never_reaches_a_log_a_draft_or_the_screen() {
    let mut journey = Journey::new();
    let screen = journey.play("l i \"card 4111 1111 1111 1111 expires\" Enter look");
    assert!(screen.contains("**** 1111") && !screen.contains("4111"), "{screen}");
    journey.play("i \"again 4111111111111111\" Esc c");
    for effect in &journey.effects {
        assert!(!format!("{effect:?}").contains("411111111111"), "{effect:?}");
    }
}

#[test]
fn what_is_never_to_be_kept_never_leaves_for_the_disk() {
    let config = Config { keep_notes: Keep::Never, asked: true, ..Config::default() };
    let mut journey = Journey::with(config, support::journey::shipped());
    journey.play("l i \"planted note\" Enter i \"planted draft\" Esc");
    let drafts = journey.effects.iter().filter(|effect| matches!(effect, Effect::Draft { .. }));
    assert_eq!(drafts.count(), 0, "a draft is a note too");
    assert!(journey.screen((80, 24)).contains("planted note"), "it stays on the screen");
}

#[test]
fn what_is_pasted_is_cleaned_at_the_border() {
    let mut journey = Journey::new();
    journey.play("l i");
    journey.send(Msg::Paste("a\u{1b}]52;c;x\u{7}b\u{202e}c\n\td".into()));
    let screen = journey.play("Enter look");
    assert!(screen.contains("a<U+001B>]52;c;x<U+0007>b<U+202E>c d"), "{screen}");
}

#[test]
fn at_most_one_call_talks_and_the_other_is_shown_as_waiting() {
    let mut journey = Journey::new();
    journey.play("l 1 e F9 look Space");
    let talking = journey
        .model
        .desk
        .calls
        .iter()
        .filter(|call| call.session.state().phase == hearken::call::state::Phase::Talking);
    assert_eq!((talking.count(), journey.model.desk.calls.len()), (1, 2));
    assert_eq!(journey.model.desk.waiting().count(), 1);
    let _ = (At(0), CallId(String::new()));
}

#[test]
fn a_wide_screen_shows_what_one_looks_up() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "l t:4s 1 Space t:40s w \"Dana Whitfield\" Enter i \"wants a firm time, not 'in the system'\" Enter Enter \
         p \"call back with the depot driver's answer Thu noon\" Enter m 1 1 t:20s look:120x40 F5 look:120x40",
    );
    insta::assert_snapshot!(seen);
}

#[test]
fn letters_that_still_come_after_the_emergency_belong_to_the_note() {
    let mut journey = Journey::new();
    journey.play("l 1 i \"she fell on Tues\" F9 \"day hehd e\"");
    let state = journey.model.call().unwrap().session.state();
    assert!(state.ended.is_none() && state.items.is_empty(), "no letter of the sentence was a command");
    assert_eq!(journey.model.drafts["note"], "she fell on Tuesday hehd e");
    journey.play("t:1s Space");
    assert_eq!(journey.model.call().unwrap().session.state().items.len(), 1, "a second later keys are keys again");
}

#[test]
fn words_for_blanks_go_from_one_to_the_next_and_into_the_note() {
    let mut journey = Journey::new();
    journey.play(
        "l 1 F9 w \"12 Mill Road\" Enter w \"07700 900123\" Enter Space Space w \"Ana\" Enter \"21:25\" Enter Space",
    );
    let screen = journey.screen((80, 24));
    for known in ["Exact location 12 Mill Road", "Callback number 07700 900123", "Help confirmed Ana 21:25"] {
        assert!(screen.contains(known), "{known}\n{screen}");
    }
    journey.play("Esc e c");
    let copied = journey.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    let note = copied.unwrap();
    assert!(note.contains("Exact location 12 Mill Road") && note.lines().count() <= 10, "{note}");
    assert!(!note.contains('{'), "{note}");
}

#[test]
fn a_late_answer_of_the_store_does_not_bring_a_settled_promise_back() {
    let mut journey = Journey::new();
    journey.play("l 1 p \"refund by tomorrow 16:00\" Enter e d d d d d d d Enter f");
    let stale = journey.model.due.clone();
    journey.play("Space");
    journey.send(Msg::Home { unfinished: Vec::new(), due: stale });
    assert!(journey.model.due.is_empty());
    journey.play("u");
    assert_eq!(journey.model.due.len(), 1);
}

#[test]
fn a_half_written_note_holds_the_call_open() {
    let mut journey = Journey::new();
    journey.play("l 1 i \"half\" Esc e");
    while !journey.screen((80, 24)).contains("ready to close") {
        journey.play("d");
    }
    let screen = journey.play("Enter look");
    assert!(screen.contains("half written"), "{screen}");
    journey.play("i Enter Enter");
    assert_eq!(journey.model.screen, Screen::Home);
}

#[test]
fn a_scenario_that_was_only_looked_at_is_no_part_of_the_note() {
    let mut journey = Journey::new();
    let looked = journey.play("l 1 F5 Esc e look:80x60");
    assert!(!looked.contains("Extra care") && !looked.contains("Thank them for telling you"), "{looked}");
    let mut journey = Journey::new();
    let used = journey.play("l 1 F5 Space Esc e look:80x60");
    assert!(used.contains("Came up: Extra care (1 of 9 done)"), "{used}");
}

#[test]
fn what_is_heard_in_the_notes_of_a_call_is_offered_and_moves_nothing() {
    let mut journey = Journey::new();
    journey.send(Msg::Ear(Listener::new(journey.model.library().clone())));
    journey.play("l t:5s 1 Space t:10s");
    /// Everything that must not move: what is said, the rail, the lists, the strip, what is typed.
    fn rest(journey: &Journey) -> String {
        let glance = journey.glance();
        format!("{:?} {:?} {:?} {:?} {:?}", glance.lead, glance.alternatives, glance.place, glance.lists, glance.strip)
    }
    let mut offers: Vec<String> = Vec::new();
    let mut note = |journey: &mut Journey, text: &str| {
        let before = rest(journey);
        journey.play("i");
        for c in text.chars() {
            journey.play(&if c == ' ' { "Space".to_string() } else { c.to_string() });
            let field = journey.model.field.as_ref().map(|field| field.input.value().len());
            assert!(field.is_some_and(|len| len > 0), "the note keeps the keys at {c:?} of {text}");
            assert_eq!(rest(journey), before, "{text}");
            let status = journey.glance().status.plain();
            if status.starts_with("heard") && offers.last() != Some(&status) {
                offers.push(status);
            }
        }
        journey.play("Enter");
        assert_eq!(rest(journey), before, "{text}");
        let status = journey.glance().status.plain();
        offers.push(if status.starts_with("heard") { status } else { "-".into() });
    };
    let mut seen = String::new();
    note(&mut journey, "good morning, third line is his account");
    note(&mut journey, "cust husb passed away last wk");
    seen += &journey.play("look look:46x40 a look Space 1 t:20s Esc n");
    note(&mut journey, "cant afford the bill lost his job too");
    seen += &journey.play("i look Esc look n look");
    note(&mut journey, "cant afford the bill lost his job too");
    note(&mut journey, "wants the manager");
    note(&mut journey, "says he wants to end it all tonight");
    seen += &journey.play("look look:46x40 look:40x15 Enter look a look");
    seen += &format!("{}\n", offers.join("\n"));
    let (_, events) = journey.logs.pop_first().unwrap();
    let opened: Vec<&str> = events
        .iter()
        .filter_map(|event| match &event.what {
            What::ScenarioOpened { scenario, .. } => Some(scenario.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(opened, ["bereavement", "suicide-risk"], "nothing opens but what was accepted");
    insta::assert_snapshot!(seen);
}

/// A reviewed day of so many days ago, as the store gives it.
fn practised(card: &str, days: u64, grade: Grade) -> Review {
    let at = At(START.0 - 86_400_000 * days as i64);
    let day = NaiveDate::from_ymd_opt(2026, 11, 18).expect("a day") - Days::new(days);
    Review { card: card.into(), at, day, grade }
}

#[test]
fn a_day_of_the_drill() {
    let mut journey = Journey::new();
    journey.send(Msg::Ear(Listener::new(journey.model.library().clone())));
    let deck = Deck::new(journey.model.library());
    let first = |kind: &str| deck.cards().iter().find(|card| card.id.as_str().starts_with(kind)).unwrap().id.clone();
    let say = first("say.fraud-victim");
    // The vital ones were easy; of the others one of each kind is due today.
    let mut reviews: Vec<Review> = deck
        .cards()
        .iter()
        .filter(|card| card.vital)
        .flat_map(|card| [practised(card.id.as_str(), 20, Grade::Easy), practised(card.id.as_str(), 2, Grade::Easy)])
        .collect();
    reviews.push(practised("order.bereavement", 1, Grade::Again));
    for card in [&say, &first("caution.hardship"), &first("instead."), &first("step."), &first("plain.refund")] {
        reviews.push(practised(card.as_str(), 6, Grade::Easy));
    }
    reviews.sort_by_key(|review| review.at);
    journey.send(Msg::Reviewed(Progress::of(reviews)));
    let mut seen = journey.play("look d look");
    for _ in 0..12 {
        let Some(card) = journey.model.drill.session.as_ref().and_then(|session| session.card()).cloned() else {
            break;
        };
        let answer = match card.ask {
            Ask::Order { .. } => "1 3 2",
            Ask::Say { .. } => "You did right to call. Why did you read out the code?",
            Ask::Caution { .. } => "you should have called us",
            Ask::Step { .. } => "hear",
            Ask::Plain { .. } => "I'm sending it to your card today. It shows by Friday.",
            Ask::Instead { .. } => "What happened just before it stopped?",
        };
        seen += &journey.play(&format!("\"{answer}\" look Enter look t:30s"));
        if matches!(card.ask, Ask::Say { .. }) {
            seen += &journey.play("look:46x40 look:40x15 look:200x60 2 Esc u look Enter look Enter");
        }
        journey.play("3");
    }
    seen += &journey.play("look look:46x40 look:40x15 Esc look");
    assert!(journey.model.drill.session.is_none(), "Esc leads home from the end");
    seen += &journey.play("d look Enter look Esc look ? look Esc Esc look");
    insta::assert_snapshot!(seen);
}

#[test]
fn the_first_day_of_the_drill() {
    let mut journey = Journey::new();
    let seen =
        journey.play("look d look look:46x40 look:40x15 look:200x60 Enter look 1 Enter 3 Enter 3 Enter 3 Enter 3 look");
    insta::assert_snapshot!(seen);
}
