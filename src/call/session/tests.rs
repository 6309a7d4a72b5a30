use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::call::event::{EndReason, Guidance};
use crate::playbook::{
    SourceFile, load,
    model::{Layer, Wording},
};

const BOOK: &str = r#"
title: A small desk
frameworks:
  - {id: hear, title: HEAR, use_when: always, target: "6:40", steps: [
      {id: hear, title: Hear, goal: g, done_when: d, move_on: m, pitfall: p, share: 50, items: [
        {id: a, do: First}, {id: b, do: Second, killer: true}, {id: c, do: Third}]},
      {id: respond, title: Respond, goal: g, done_when: d, move_on: m, pitfall: p, share: 50, items: [
        {id: plan, do: Plan, killer: true}]}]}
  - {id: last, title: LAST, use_when: complaints, target: "6:00", steps: [
      {id: listen, title: Listen, goal: g, done_when: d, move_on: m, pitfall: p, share: 100, items: [{id: x, do: Listen}]}]}
scenarios:
  - {id: loss, title: Loss, short: loss, goal: g, signs: s, room: {framework: pauses, clock: hidden}, returns: hear.respond,
     items: [{id: stop, do: Stop, killer: true}, {id: sorry, do: Say sorry}]}
  - {id: slow, title: Slow, short: slow, goal: g, signs: s, room: {framework: continues, budget: 2},
     items: [{id: one, do: One}, {id: two, do: Two}]}
  - {id: danger, title: Danger, short: danger, goal: g, signs: s, emergency: true, severe: true,
     items: [{id: place, do: "Place {location}", killer: true}, {id: help, do: Help, killer: true}]}
  - {id: fire, title: Fire, short: fire, goal: g, signs: s, emergency: true,
     items: [{use: danger.place}, {id: leave, do: Leave, killer: true}, {use: danger.help}]}
"#;

fn library() -> Library {
    let loaded = load(&[SourceFile { layer: Layer::BuiltIn, name: "t.yaml".into(), bytes: BOOK.into() }]);
    let faults: Vec<_> = loaded.faults.iter().map(|fault| fault.one_line()).collect();
    assert!(!loaded.library.frameworks.is_empty(), "{faults:?}");
    loaded.library
}

fn start() -> Start {
    Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: None }
}

struct Played {
    library: Library,
    session: CallSession,
    at: At,
}

impl Played {
    fn new() -> Played {
        let library = library();
        let session = CallSession::open(CallId("c".into()), &library, start(), At(0));
        let mut played = Played { library, session, at: At(0) };
        played.act(Intent::Answer).expect("it can be answered");
        played
    }

    fn act(&mut self, intent: Intent) -> Result<(), Refusal> {
        self.at = self.at.plus(1_000);
        let event = self.session.decide(&self.library, intent, self.at)?;
        self.session.apply(event);
        Ok(())
    }

    fn all(&mut self, intents: impl IntoIterator<Item = Intent>) -> &mut Played {
        for intent in intents {
            self.act(intent.clone()).unwrap_or_else(|why| panic!("{intent:?}: {why}"));
        }
        self
    }

    fn state(&self) -> &CallState {
        self.session.state()
    }

    fn open(&mut self, scenario: &str) -> Result<(), Refusal> {
        self.act(Intent::OpenScenario(scenario.into()))
    }
}

#[test]
fn a_tick_goes_to_the_next_open_item_and_wraps_round() {
    let mut call = Played::new();
    call.all([Intent::MoveTo(2), Intent::Tick]);
    assert_eq!(call.state().list().1, 0);
    assert_eq!(call.state().item(&"hear.hear.c".into()), ItemState::Done);
    call.all([Intent::Tick, Intent::Tick]);
    assert_eq!(call.act(Intent::Tick), Err(Refusal::Done));
}

#[test]
fn a_killer_item_is_left_out_only_with_a_reason() {
    let mut call = Played::new();
    call.all([Intent::MoveTo(1)]);
    assert_eq!(call.act(Intent::Set(ItemState::Overridden, None)), Err(Refusal::NeedsWhy));
    call.all([Intent::Set(ItemState::Overridden, Some(TextId(1)))]);
    assert!(call.state().settled(&"hear.hear.b".into()));
    let unknown = Intent::SetItem("nobody".into(), ItemState::Done, None);
    assert_eq!(call.act(unknown), Err(Refusal::NoItem));
}

#[test]
fn each_framework_keeps_its_place() {
    let mut call = Played::new();
    call.all([Intent::MoveTo(1), Intent::NextStep, Intent::OtherFramework]);
    assert_eq!(call.state().framework().map(|f| f.pin.id.as_str()), Some("last"));
    call.all([Intent::OtherFramework]);
    let hear = call.state().framework().expect("a framework");
    assert_eq!((hear.pin.id.as_str(), hear.step, hear.cursors[0]), ("hear", 1, 1));
    assert_eq!(call.act(Intent::NextStep), Err(Refusal::NoStep("last")));
}

#[test]
fn nested_scenarios_return_exactly() {
    let mut call = Played::new();
    call.all([Intent::MoveTo(2)]);
    call.open("slow").expect("opens");
    call.all([Intent::Move(1)]);
    call.open("loss").expect("opens");
    call.all([Intent::Tick]);
    call.open("danger").expect("opens");
    assert!(call.state().room().hides_clock && call.state().room().budget == 2);
    assert_eq!(call.act(Intent::NextStep), Err(Refusal::Waits("HEAR".into())));
    call.all([Intent::Back]);
    assert_eq!((call.state().top().map(|f| f.scenario.as_str()), call.state().list().1), (Some("loss"), 1));
    call.all([Intent::Back]);
    assert_eq!((call.state().top().map(|f| f.scenario.as_str()), call.state().list().1), (Some("slow"), 1));
    call.all([Intent::Back]);
    assert_eq!((call.state().top(), call.state().list().1), (None, 2));
    assert_eq!(call.act(Intent::Back), Err(Refusal::NothingOpen));
}

#[test]
fn a_scenario_that_lets_the_framework_go_on_yields_the_list() {
    let mut call = Played::new();
    call.open("slow").expect("opens");
    call.all([Intent::NextStep]);
    assert_eq!(call.state().list().0[0].id.as_str(), "hear.respond.plan");
    call.open("slow").expect("takes its list in hand again");
    assert_eq!(call.state().list().0[0].id.as_str(), "slow.one");
    assert_eq!(call.state().stack.len(), 1);
}

#[test]
fn a_step_is_offered_on_the_way_back_and_waits_for_an_answer() {
    let mut call = Played::new();
    call.open("loss").expect("opens");
    call.all([Intent::Back]);
    assert_eq!(call.state().offer, Some(("hear".into(), 1, 0)));
    call.all([Intent::NotNow]);
    assert_eq!(call.act(Intent::Accept), Err(Refusal::NoOffer));
    call.open("loss").expect("opens");
    call.all([Intent::Back, Intent::Accept]);
    assert_eq!(call.state().framework().map(|f| f.step), Some(1));
}

#[test]
fn a_borrowed_item_is_one_item() {
    let mut call = Played::new();
    call.open("danger").expect("opens");
    call.all([Intent::Tick]);
    call.open("fire").expect("opens");
    assert_eq!(call.state().item(&"danger.place".into()), ItemState::Done);
    assert_eq!(call.state().list().1, 1, "the cursor stands at the first open item");
}

#[test]
fn an_unfinished_emergency_stays_pinned_until_its_musts_are_settled() {
    let mut call = Played::new();
    call.open("danger").expect("opens");
    call.all([Intent::Tick, Intent::Back]);
    assert_eq!(call.state().pinned, [Id::from("danger")]);
    call.open("danger").expect("opens again");
    assert!(call.state().pinned.is_empty());
    call.all([Intent::Tick, Intent::Back]);
    assert!(call.state().pinned.is_empty());
}

#[test]
fn a_scenario_that_was_only_looked_at_leaves_nothing_to_settle() {
    let mut call = Played::new();
    call.open("loss").expect("opens");
    call.all([Intent::Back]);
    let open = |call: &Played| call.state().open_killers().iter().any(|item| item.id.as_str() == "loss.stop");
    assert!(!open(&call));
    call.open("loss").expect("opens");
    call.all([Intent::Say("p".into(), 1), Intent::Back]);
    assert!(open(&call));
}

#[test]
fn facts_are_passed_over_by_undo_and_the_end_is_a_barrier() {
    let mut call = Played::new();
    call.all([Intent::Tick, Intent::Hold, Intent::Resume, Intent::Undo]);
    assert_eq!(call.state().item(&"hear.hear.a".into()), ItemState::Open);
    assert_eq!(call.state().phase, Phase::Talking);
    call.all([Intent::Redo]);
    assert_eq!(call.state().item(&"hear.hear.a".into()), ItemState::Done);
    call.all([Intent::End(EndReason::Us)]);
    assert_eq!(call.act(Intent::Undo), Err(Refusal::Nothing("undo")));
    assert_eq!(call.act(Intent::Redo), Err(Refusal::Nothing("redo")));
}

#[test]
fn a_new_act_ends_what_could_be_redone() {
    let mut call = Played::new();
    call.all([Intent::Tick, Intent::Undo, Intent::Move(1)]);
    assert_eq!(call.act(Intent::Redo), Err(Refusal::Nothing("redo")));
}

#[test]
fn a_call_closes_only_when_every_must_is_settled() {
    let mut call = Played::new();
    assert_eq!(call.act(Intent::Close), Err(Refusal::NotOver));
    call.all([Intent::End(EndReason::Caller)]);
    assert_eq!(call.act(Intent::Close), Err(Refusal::Unsettled("Second".into())));
    call.all([
        Intent::SetItem("hear.hear.b".into(), ItemState::Done, None),
        Intent::SetItem("hear.respond.plan".into(), ItemState::Deferred, None),
        Intent::Close,
    ]);
    assert!(call.state().items.values().all(|record| record.late));
    assert_eq!(call.state().phase, Phase::Closed);
    assert_eq!(call.act(Intent::Undo), Err(Refusal::Over));
}

#[test]
fn the_hold_is_timed_and_the_item_to_go_on_with_stands_out_until_the_next_act() {
    let mut call = Played::new();
    call.all([Intent::Hold]);
    assert_eq!(call.act(Intent::Hold), Err(Refusal::Hold("the caller is on hold already")));
    call.at = call.at.plus(51_000);
    call.all([Intent::Resume]);
    assert_eq!(call.state().back_after, Some(53_000));
    assert!(call.state().waited);
    call.all([Intent::Tick]);
    assert_eq!(call.state().back_after, None);
}

#[test]
fn what_passed_while_hearken_was_gone_counts_only_if_the_call_went_on() {
    for (live, talk, after) in [(true, 3_600_000, 0), (false, 1_000, 5_000)] {
        let mut call = Played::new();
        call.all([Intent::Tick]);
        let mut back = CallSession::replay(CallId("c".into()), call.session.events().to_vec());
        let at = call.at.plus(3_600_000 - 1_000);
        let event = back.decide(&call.library, Intent::Reopen(live), at).expect("it reopens");
        back.apply(event);
        let times = back.state().clock.times(at.plus(if live { 0 } else { 5_000 }));
        assert_eq!((times.talk, times.after_call), (talk, after), "live: {live}");
        assert_eq!(back.state().phase, if live { Phase::Talking } else { Phase::WrapUp });
    }
}

#[test]
fn an_event_of_a_newer_version_is_kept_and_passed_over() {
    let mut call = Played::new();
    let body = r#"{"kind":"sentiment","score":3}"#;
    let what = What::from_json(body).expect("it is JSON");
    assert_eq!(what.to_json(), body);
    let before = call.state().clone();
    call.session.apply(CallEvent { seq: 3, at: call.at, what });
    assert_eq!(call.state().newer, 1);
    assert_eq!(CallState { newer: 0, last: before.last, ..call.state().clone() }, before);
}

/// Any intent, as wild as it gets.
fn any_intent() -> impl Strategy<Value = Intent> {
    let scenario = prop::sample::select(vec!["loss", "slow", "danger", "fire", "gone"]);
    let state = prop::sample::select(vec![
        ItemState::Open,
        ItemState::Done,
        ItemState::Deferred,
        ItemState::NotApplicable,
        ItemState::Overridden,
    ]);
    prop_oneof![
        4 => Just(Intent::Tick),
        2 => (-3isize..3).prop_map(Intent::Move),
        1 => (0usize..5).prop_map(Intent::MoveTo),
        2 => Just(Intent::NextStep),
        1 => Just(Intent::PreviousStep),
        1 => (0usize..4).prop_map(Intent::GoToStep),
        1 => Just(Intent::OtherFramework),
        2 => state.prop_map(|state| Intent::Set(state, Some(TextId(9)))),
        3 => scenario.prop_map(|id| Intent::OpenScenario(id.into())),
        3 => Just(Intent::Back),
        1 => Just(Intent::Accept),
        1 => Just(Intent::NotNow),
        1 => Just(Intent::Hold),
        1 => Just(Intent::Resume),
        1 => (1u32..9).prop_map(|text| Intent::Note(TextId(text))),
        1 => (1u32..9).prop_map(|text| Intent::Promise(TextId(text), At(99), "UTC".into())),
        1 => (1u32..9).prop_map(|text| Intent::Fill("name".into(), Some(TextId(text)))),
        1 => Just(Intent::Mood(Some("anger".into()))),
        1 => Just(Intent::Guide(Guidance::Cues)),
        1 => Just(Intent::Say("p".into(), 1)),
        3 => Just(Intent::Undo),
        2 => Just(Intent::Redo),
        1 => Just(Intent::End(EndReason::Us)),
        1 => any::<bool>().prop_map(Intent::Reopen),
        1 => Just(Intent::Close),
    ]
}

/// The fold without what a later moment or a passed-over undo event is allowed to change.
fn essence(state: &CallState) -> CallState {
    CallState { last: At(0), back_after: None, ..state.clone() }
}

/// A library in which wording and structure differ from the first.
fn changed(library: &Library) -> Library {
    let mut other = library.clone();
    other.digest = "another".into();
    other.frameworks[0].steps[0].items.remove(0);
    other.scenarios.retain(|scenario| scenario.id.as_str() != "slow");
    for scenario in &mut other.scenarios {
        scenario.items.reverse();
        scenario.items.iter_mut().for_each(|item| item.text = Wording::default());
    }
    other
}

proptest! {
    #[test]
    fn any_intents_keep_the_times_and_replay_to_the_same(
        intents in prop::collection::vec((any_intent(), 0u64..90_000, any::<bool>()), 0..80),
    ) {
        let mut call = Played::new();
        let (first, second) = (call.library.clone(), changed(&call.library));
        let (mut answered, mut gaps, mut closed) = (call.at, 0, None);
        answered = answered.min(call.at);
        for (intent, ms, reload) in intents {
            call.library = if reload { second.clone() } else { first.clone() };
            let before = (call.state().last, call.state().phase);
            call.at = call.at.plus(ms);
            let gone = intent == Intent::Reopen(false) || intent == Intent::Reopen(true) && before.1 == Phase::WrapUp;
            if call.act(intent).is_ok() && gone {
                gaps += call.at.since(before.0);
            }
            if call.state().phase == Phase::Closed {
                closed.get_or_insert(call.at);
            }
        }
        let end = closed.unwrap_or(call.at);
        let times = call.state().clock.times(call.at);
        prop_assert_eq!(times.handle(), end.since(answered) - gaps);
        let replayed = CallSession::replay(CallId("c".into()), call.session.events().to_vec());
        prop_assert_eq!(essence(replayed.state()), essence(call.state()));
    }

    #[test]
    fn undo_inverts_and_redo_restores(intents in prop::collection::vec(any_intent(), 0..40), last in any_intent()) {
        let mut call = Played::new();
        for intent in intents {
            let _ = call.act(intent);
        }
        let before = call.session.clone();
        let barrier = matches!(last, Intent::End(_) | Intent::Reopen(_) | Intent::Undo | Intent::Redo | Intent::Close
            | Intent::Hold | Intent::Resume);
        if barrier || call.act(last).is_err() {
            return Ok(());
        }
        let after = call.session.clone();
        call.all([Intent::Undo]);
        prop_assert_eq!(essence(call.state()), essence(before.state()));
        call.all([Intent::Redo]);
        prop_assert_eq!(essence(call.state()), essence(after.state()));
    }

    #[test]
    fn closing_a_scenario_restores_the_place_exactly(
        before in prop::collection::vec(any_intent(), 0..20),
        inside in prop::collection::vec(prop::sample::select(vec![Intent::Tick, Intent::Move(1), Intent::Move(-1),
            Intent::Hold, Intent::Resume, Intent::Note(TextId(1))]), 0..12),
    ) {
        let mut call = Played::new();
        for intent in before {
            let _ = call.act(intent);
        }
        let (stack, frameworks) = (call.state().stack.clone(), call.state().frameworks.clone());
        if call.open("loss").is_err() || call.state().stack.len() <= stack.len() {
            return Ok(());
        }
        for intent in inside {
            let _ = call.act(intent);
        }
        call.all([Intent::Back]);
        prop_assert_eq!(&call.state().stack, &stack);
        prop_assert_eq!(&call.state().frameworks, &frameworks);
    }
}

#[test]
fn ids_of_items_are_unique_in_the_fold() {
    let mut call = Played::new();
    call.open("danger").expect("opens");
    call.open("fire").expect("opens");
    let open: Vec<_> = call.state().open_killers().into_iter().map(|item| item.id.clone()).collect();
    let unique: BTreeSet<_> = open.iter().cloned().collect();
    assert_eq!(open.len(), unique.len());
}
