//! Ranking on a small library: every rule of `for:`, `when:` and `not_in:`.

use proptest::prelude::*;

use super::*;
use crate::{
    coach::fixture::{emotion, label, phrase, scenario, step},
    playbook::model::Framework,
};

fn library(phrases: Vec<Phrase>) -> Library {
    Library {
        frameworks: vec![Framework {
            id: Id::from("hear"),
            title: "HEAR".into(),
            audience: Default::default(),
            use_when: String::new(),
            target_secs: 400,
            steps: vec![step("hear.empathize"), step("hear.respond")],
            background: Default::default(),
        }],
        scenarios: vec![scenario("bereavement"), scenario("complaint")],
        emotions: vec![emotion("anger"), emotion("grief")],
        industries: vec![label("retail"), label("finance")],
        channels: vec![label("call"), label("email")],
        topics: vec![label("late-parcel"), label("refund")],
        phrases,
        ..Library::default()
    }
}

fn at(places: &str) -> Scene {
    Scene { places: places.split_whitespace().map(Id::from).collect(), ..Scene::default() }
}

fn ranked(library: &Library, scene: &Scene) -> String {
    rank(library, scene).iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn only_what_belongs_here_in_the_order_of_the_files() {
    let library = library(vec![
        phrase("one", "hear.empathize"),
        phrase("other", "hear.respond"),
        phrase("two", "bereavement hear.empathize"),
        phrase("nowhere", ""),
        phrase("gone", "no-such-place"),
    ]);
    assert_eq!(ranked(&library, &at("hear.empathize")), "one two");
    assert_eq!(ranked(&library, &at("bereavement")), "two");
    assert_eq!(ranked(&library, &at("transfer")), "");
    assert_eq!(ranked(&library, &Scene::default()), "");
}

#[test]
fn weaker_places_come_after_the_first() {
    let library =
        library(vec![phrase("step", "hear.empathize"), phrase("hold", "hold"), phrase("both", "hold hear.empathize")]);
    assert_eq!(ranked(&library, &at("hold hear.empathize")), "hold both step");
}

#[test]
fn an_emotion_needs_its_mood_and_then_ranks_first() {
    let library = library(vec![
        phrase("plain", "hear.empathize"),
        phrase("angry", "hear.empathize anger"),
        phrase("either", "hear.empathize anger grief"),
    ]);
    assert_eq!(ranked(&library, &at("hear.empathize")), "plain");
    let mood = |id: &str| Scene { mood: Some(Id::from(id)), ..at("hear.empathize") };
    assert_eq!(ranked(&library, &mood("anger")), "angry either plain");
    assert_eq!(ranked(&library, &mood("grief")), "either plain");
}

#[test]
fn topic_and_industry_narrow_and_every_kind_must_hold() {
    let library = library(vec![
        phrase("plain", "hear.respond"),
        phrase("retail", "hear.respond retail"),
        phrase("late", "hear.respond late-parcel"),
        phrase("late-retail", "hear.respond late-parcel retail"),
        phrase("finance", "hear.respond finance"),
        phrase("late-finance", "hear.respond late-parcel finance"),
    ]);
    let scene =
        Scene { topic: Some(Id::from("late-parcel")), industry: Some(Id::from("retail")), ..at("hear.respond") };
    assert_eq!(ranked(&library, &scene), "late-retail late retail plain");
    assert_eq!(ranked(&library, &at("hear.respond")), "plain");
}

#[test]
fn what_only_narrows_is_offered_at_every_step_after_its_own_and_never_in_a_scenario() {
    let library =
        library(vec![phrase("late", "late-parcel"), phrase("own", "hear.respond"), phrase("weak", "hear.empathize")]);
    let late = |places: &str| Scene { topic: Some(Id::from("late-parcel")), ..at(places) };
    assert_eq!(ranked(&library, &late("hear.respond")), "own late");
    assert_eq!(ranked(&library, &late("hear.respond hear.empathize")), "own late weak");
    assert_eq!(ranked(&library, &late("bereavement hear.respond")), "own");
    assert_eq!(ranked(&library, &late("hold")), "");
    assert_eq!(ranked(&library, &at("hear.respond")), "own");
}

#[test]
fn written_channels_have_their_own_words() {
    let library = library(vec![
        phrase("any", "hear.respond"),
        phrase("mail", "hear.respond email"),
        phrase("said", "hear.respond call"),
    ]);
    assert_eq!(ranked(&library, &at("hear.respond")), "any said", "the phone narrows nothing");
    assert_eq!(ranked(&library, &Scene { channel: Some(Id::from("email")), ..at("hear.respond") }), "mail any");
}

#[test]
fn greetings_goodbyes_and_thanks_for_waiting_have_their_moment() {
    let when = |id: &str, when| Phrase { when, ..phrase(id, "hear.empathize") };
    let library = library(vec![
        phrase("plain", "hear.empathize"),
        when("hello", When::Opening),
        when("waited", When::Waited),
        when("bye", When::Closing),
    ]);
    let scene = at("hear.empathize");
    assert_eq!(ranked(&library, &scene), "plain");
    assert_eq!(ranked(&library, &Scene { opening: true, ..scene.clone() }), "hello plain");
    assert_eq!(ranked(&library, &Scene { waited: true, ..scene.clone() }), "plain waited");
    assert_eq!(ranked(&library, &Scene { closing: true, ..scene }), "bye plain");
}

#[test]
fn a_greeting_goes_before_a_phrase_for_the_mood() {
    let hello = Phrase { when: When::Opening, ..phrase("hello", "hear.empathize") };
    let library = library(vec![phrase("angry", "hear.empathize anger"), hello]);
    let scene = Scene { opening: true, mood: Some(Id::from("anger")), ..at("hear.empathize") };
    assert_eq!(ranked(&library, &scene), "hello angry");
}

#[test]
fn not_in_holds_in_and_after() {
    let cheery = Phrase {
        not_in: vec![Id::from("bereavement"), Id::from("grief")],
        ..phrase("cheery", "hear.respond bereavement")
    };
    let library = library(vec![cheery, phrase("plain", "hear.respond bereavement")]);
    let scene = at("hear.respond");
    assert_eq!(ranked(&library, &scene), "cheery plain");
    let been = |id: &str| Scene { been: [Id::from(id)].into(), ..scene.clone() };
    assert_eq!(ranked(&library, &been("bereavement")), "plain");
    assert_eq!(ranked(&library, &been("grief")), "plain");
    assert_eq!(ranked(&library, &been("complaint")), "cheery plain");
    assert_eq!(ranked(&library, &at("bereavement")), "plain");
    assert_eq!(ranked(&library, &Scene { mood: Some(Id::from("grief")), ..scene.clone() }), "plain");
}

#[test]
fn a_verbatim_phrase_never_leads() {
    let quoted = |id: &str| Phrase { verbatim: true, ..phrase(id, "hear.empathize") };
    let some =
        library(vec![quoted("q1"), quoted("q2"), phrase("own", "hear.empathize"), phrase("next", "hear.empathize")]);
    assert_eq!(ranked(&some, &at("hear.empathize")), "own next q1 q2");
    let said = Scene { said: vec![Id::from("own"), Id::from("next")], ..at("hear.empathize") };
    assert_eq!(ranked(&some, &said), "own q1 q2 next", "a said one rather than a quoted one");
    let only = library(vec![quoted("q1"), quoted("q2")]);
    assert_eq!(ranked(&only, &at("hear.empathize")), "q1 q2");
}

#[test]
fn what_was_said_goes_to_the_end_the_longest_ago_first() {
    let library = library(["a", "b", "c", "d"].map(|id| phrase(id, "hear.respond")).into());
    let said = ["c", "a", "c"].map(Id::from).into();
    assert_eq!(ranked(&library, &Scene { said, ..at("hear.respond") }), "b d a c");
}

/// Ids that a phrase or a scene may name.
const PLACES: [&str; 12] = [
    "hear.empathize",
    "hear.respond",
    "bereavement",
    "complaint",
    "hold",
    "return",
    "anger",
    "grief",
    "retail",
    "call",
    "late-parcel",
    "refund",
];

fn any_phrases() -> impl Strategy<Value = Vec<Phrase>> {
    let places = prop::collection::vec(prop::sample::select(PLACES.to_vec()), 0..4);
    let not_in = prop::collection::vec(prop::sample::select(vec!["bereavement", "complaint", "anger", "grief"]), 0..2);
    let when = prop::sample::select(vec![When::Always, When::Always, When::Opening, When::Waited, When::Closing]);
    let parts = (places, not_in, when, prop::bool::weighted(0.3));
    prop::collection::vec(parts, 0..20).prop_map(|all| {
        let mut out = Vec::new();
        for (i, (places, not_in, when, verbatim)) in all.into_iter().enumerate() {
            let plain = phrase(&format!("p{i}"), &places.join(" "));
            out.push(Phrase { when, verbatim, not_in: not_in.into_iter().map(Id::from).collect(), ..plain });
        }
        out
    })
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let maybe = |ids: &[&'static str]| prop::option::of(prop::sample::select(ids.to_vec()).prop_map(Id::from));
    let places = prop::collection::vec(prop::sample::select(PLACES[..6].to_vec()).prop_map(Id::from), 0..3);
    let been = prop::collection::btree_set(prop::sample::select(PLACES[2..8].to_vec()).prop_map(Id::from), 0..3);
    let said = prop::collection::vec((0..20).prop_map(|i| Id::from(format!("p{i}"))), 0..8);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (places, maybe(&["anger", "grief"]), maybe(&["retail"]), maybe(&["late-parcel", "refund"]), been, said, flags)
        .prop_map(|(places, mood, industry, topic, been, said, (opening, waited, closing))| Scene {
            places,
            mood,
            industry,
            topic,
            channel: None,
            been,
            opening,
            waited,
            closing,
            said,
        })
}

proptest! {
    #[test]
    fn nothing_forbidden_is_offered_nothing_twice_and_always_the_same(phrases in any_phrases(), scene in any_scene()) {
        let library = library(phrases);
        let got = rank(&library, &scene);
        prop_assert_eq!(&got, &rank(&library, &scene));
        let unique: BTreeSet<&Id> = got.iter().collect();
        prop_assert_eq!(unique.len(), got.len());
        let phrase = |id: &Id| library.phrase(id).expect("a phrase of the library");
        for id in &got {
            let phrase = phrase(id);
            prop_assert!(phrase.not_in.iter().all(|id| !scene.been.contains(id) && scene.mood.as_ref() != Some(id)));
            prop_assert!(phrase.when != When::Opening || scene.opening);
            prop_assert!(phrase.when != When::Waited || scene.waited);
            prop_assert!(phrase.when != When::Closing || scene.closing);
        }
        let quoted_lead = got.first().is_some_and(|id| phrase(id).verbatim);
        prop_assert!(!quoted_lead || got.iter().all(|id| phrase(id).verbatim));
        let tail: Vec<bool> = got.iter().skip(1).map(|id| scene.said.contains(id)).collect();
        prop_assert!(tail.is_sorted(), "said ones are at the end");
    }
}

#[test]
fn one_greeting_leads_and_the_step_stands_below_it() {
    let greeting = |id: &str| Phrase { when: When::Opening, ..phrase(id, "hear.respond") };
    let library = library(vec![
        greeting("hello"),
        greeting("welcome"),
        phrase("a", "hear.respond"),
        phrase("b", "hear.respond"),
        phrase("c", "hear.respond"),
    ]);
    let opening = Scene { opening: true, ..at("hear.respond") };
    assert_eq!(ranked(&library, &opening), "hello b c a welcome", "a leads once hello is said; b and c do not move");
    assert_eq!(ranked(&library, &at("hear.respond")), "a b c");
}

#[test]
fn what_they_ring_about_has_the_last_line_that_is_seen() {
    let mut phrases: Vec<Phrase> = ["a", "b", "c", "d"].map(|id| phrase(id, "hear.respond")).into();
    phrases.push(phrase("late", "late-parcel"));
    phrases.push(phrase("later", "late-parcel"));
    let library = library(phrases);
    let scene = Scene { topic: Some(Id::from("late-parcel")), ..at("hear.respond") };
    assert_eq!(ranked(&library, &scene), "a b late c d later");
    let said = Scene { said: vec![Id::from("late")], ..scene };
    assert_eq!(ranked(&library, &said), "a b later c d late");
}
