//! Asking as callers do, in whole sentences, of a florist's desk and of the shipped set.

use proptest::prelude::*;

use crate::{
    coach::{
        Hit, Index,
        fixture::{label, phrase, scenario, step},
    },
    playbook::{
        self, Diagnostic, SourceFile,
        model::{Framework, Id, Kind, Label, Layer, Library, Origin, Phrase, Piece, Scenario, Wording},
    },
};

fn says(id: &str, places: &str, text: &str) -> Phrase {
    Phrase { say: Wording { opening: vec![Piece::Text(text.into())], rest: Vec::new() }, ..phrase(id, places) }
}

fn library(topics: &[(&str, &str)], phrases: &[(&str, &str)]) -> Library {
    let titled = |(id, title): &(&str, &str)| Label { title: (*title).into(), ..label(id) };
    let numbered = |(i, (place, text)): (usize, &(&str, &str))| says(&format!("p{i}"), place, text);
    Library {
        topics: topics.iter().map(titled).collect(),
        phrases: phrases.iter().enumerate().map(numbered).collect(),
        ..Library::default()
    }
}

/// A florist's desk, as its callers talk.
const FLORIST: &str = r#"
title: Florist
topics:
  - {id: wreath, title: Wreath for a funeral}
  - {id: bouquet, title: Order a bouquet}
  - {id: wilted, title: Flowers wilted}
  - {id: subscription-pause, title: Pause a subscription}
  - {id: ribbon, title: Change the text on a ribbon}
  - {id: workshop, title: Book a workshop}
phrases:
  - {id: fl-1, for: wreath, say: "Hello, I would like a wreath for my uncle's funeral please"}
  - {id: fl-2, for: wreath, say: "Good morning, could you make a funeral wreath with white lilies"}
  - {id: fl-3, for: wreath, say: "Hi, I need a wreath by Thursday please"}
  - {id: fl-4, for: bouquet, say: "Hello, I would like to order a bouquet of roses please"}
  - {id: fl-5, for: bouquet, say: "Hi, can I order twelve tulips for my sister please"}
  - {id: fl-6, for: bouquet, say: "Good morning, I need a birthday bouquet by Friday"}
  - {id: fl-7, for: wilted, say: "Hello, the roses I got from you have wilted"}
  - {id: fl-8, for: wilted, say: "Hi, my flowers were brown when I opened the box"}
  - {id: fl-9, for: wilted, say: "Good morning, the lilies are drooping after one day"}
  - {id: fl-10, for: subscription-pause, say: "Hello, I would like to pause my weekly subscription please"}
  - {id: fl-11, for: subscription-pause, say: "Hi, can I skip the weekly flowers while I am on holiday"}
  - {id: fl-12, for: subscription-pause, say: "Good morning, please hold my subscription until May"}
  - {id: fl-13, for: ribbon, say: "Hello, I would like to change the words on the ribbon please"}
  - {id: fl-14, for: ribbon, say: "Hi, there is a spelling mistake on my ribbon"}
  - {id: fl-15, for: ribbon, say: "Good morning, can I alter the name that is printed on the ribbon"}
  - {id: fl-16, for: workshop, say: "Hello, I would like to book a place on your workshop please"}
  - {id: fl-17, for: workshop, say: "Hi, is there room for two at the wreath workshop in December"}
  - {id: fl-18, for: workshop, say: "Good morning, can I sign up for the class on Saturday"}
"#;

fn florist(with_shipped: bool) -> Index {
    let mut files = if with_shipped { playbook::built_in_but_ear() } else { Vec::new() };
    files.push(SourceFile { layer: Layer::Team(0), name: "florist".into(), bytes: FLORIST.into() });
    let loaded = playbook::load(&files);
    assert!(!loaded.faults.iter().any(Diagnostic::is_error), "{:?}", loaded.faults);
    Index::build(&loaded.library)
}

fn shipped() -> Index {
    Index::build(&playbook::load(&playbook::built_in_but_ear()).library)
}

/// The first different categories of what is found.
fn categories(hits: &[Hit], most: usize) -> Vec<&str> {
    let mut out = Vec::new();
    for hit in hits {
        if !out.contains(&hit.category.as_str()) {
            out.push(hit.category.as_str());
        }
    }
    out.truncate(most);
    out
}

/// What is not found among the first three categories.
fn missed(index: &Index, table: &[(&str, &str)]) -> Vec<String> {
    let miss = |(query, want): &(&str, &str)| {
        let hits = index.find(query, &[], 10);
        let found = categories(&hits, 3);
        (!found.contains(want)).then(|| format!("{query}: {want}, not {found:?}"))
    };
    table.iter().filter_map(miss).collect()
}

fn ids(index: &Index, query: &str) -> Vec<String> {
    index.find(query, &[], 10).iter().map(|hit| hit.id.to_string()).collect()
}

#[test]
fn a_callers_sentence_finds_its_topic_alone_and_beside_the_shipped_set() {
    let table = [
        ("hello there, this is Maud, could I have a wreath made for a funeral on Tuesday", "wreath"),
        ("oh hi, I was hoping to get some roses in a bouquet for my wife", "bouquet"),
        ("good afternoon, the tulips that came today have all wilted already", "wilted"),
        ("hi, we are away in June and want to pause the subscription for a bit", "subscription-pause"),
        ("I am afraid the name on the ribon is spelt wrong", "ribbon"),
        ("are there any places left on the workshops before Christmas", "workshop"),
    ];
    for with_shipped in [false, true] {
        let index = florist(with_shipped);
        let wrong = missed(&index, &table);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let first = table.iter().filter(|(query, want)| categories(&index.find(query, &[], 10), 1) == [*want]);
        assert!(first.count() >= 5);
    }
}

#[test]
fn in_the_shipped_set_topics_go_before_scenarios_that_only_hold_the_small_words() {
    let table = [
        ("hi, my order was meant to come on Friday and the parcel is late", "late-delivery"),
        ("I can't remember the password for my login any more", "password-reset"),
        ("good morning, I would like my money back, when do I get the refund", "refund"),
        ("can I cancel what I ordered from you yesterday", "cancel"),
        ("there is a charge on my statement that I don't know", "unknown-charge"),
        ("hello, I've lost my card somewhere in town", "card-lost"),
        ("the wifi is so weak in our kitchen", "wifi"),
        ("I'd like to give back a coat, can I return it or exchange it", "return-exchange"),
        ("could we have a table for six on Friday night", "table"),
        ("my husband has died and there is an account in his name", "bereavement"),
        ("I can smell gas in the hallway of our building", "fire-gas"),
        ("I lost my job in spring and I can't pay you this month", "hardship"),
        ("would it matter to anybody if I didn't want to live any more", "suicide-risk"),
        ("put me through to your supervisor, I won't talk to you", "supervisor"),
        ("I want to make a complaint about the way I was spoken to", "complaint"),
    ];
    let wrong = missed(&shipped(), &table);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_scenario_is_found_line_by_line() {
    let mut all = library(&[("fence", "Fence")], &[("fence", "Which panel of the fence is loose?")]);
    let heard = ["my goat is out", "is it on the road", "the goat and the fence are my own", "we have lost the goat"];
    let heard = heard.iter().map(|line| line.to_string()).collect();
    all.scenarios = vec![Scenario { heard, ..scenario("goat") }];
    let index = Index::build(&all);
    assert_eq!(ids(&index, "oh dear, my goat has gone")[0], "goat");
    assert_eq!(ids(&index, "is my fence the one on the panel that is loose")[0], "fence");
}

#[test]
fn one_topic_does_not_fill_the_list() {
    let mut phrases: Vec<(&str, &str)> = vec![("kiln", "The kiln is cold again this morning"); 12];
    phrases.extend([("glaze", "The glaze looks cold and grey"), ("wheel", "The wheel is stuck again this morning")]);
    let index = Index::build(&library(&[("kiln", "Kiln"), ("glaze", "Glaze"), ("wheel", "Wheel")], &phrases));
    for query in ["again this morning our big kiln is cold", "the kiln is cold again this morning"] {
        let hits = index.find(query, &[], 10);
        assert_eq!(hits.len(), 10, "{query}");
        assert_eq!(categories(&hits, 3).len(), 3, "{query}");
        let other = hits.iter().position(|hit| hit.category != Id::from("kiln"));
        assert_eq!(other, Some(3), "{query}: three of the best, then others");
        assert!(hits.iter().any(|hit| hit.id == Id::from("kiln")), "{query}: the topic is among them");
    }
}

#[test]
fn who_types_the_words_of_a_phrase_gets_the_phrase() {
    let index = shipped();
    let phrases = playbook::load(&playbook::built_in_but_ear()).library.phrases;
    let long = phrases.iter().filter(|phrase| phrase.say.plain().split_whitespace().count() > 8).step_by(25);
    for phrase in long {
        let text = phrase.say.plain();
        let query = text.split_whitespace().take(7).collect::<Vec<_>>().join(" ");
        let found = ids(&index, &query);
        assert!(found.iter().take(3).any(|id| *id == phrase.id.to_string()), "{query}: {} in {found:?}", phrase.id);
    }
}

#[test]
fn a_quoted_phrase_goes_before_its_topic_and_forgives_a_typo() {
    let index = florist(false);
    for query in ["twelve tulips for my sister", "twelve tulps for my sister", "my sister tulips for twelve"] {
        assert_eq!(ids(&index, query)[..2], ["fl-5", "bouquet"], "{query}");
    }
}

#[test]
fn small_words_are_known_by_the_lines_and_not_by_a_list() {
    // A made-up tongue: what is said for everything counts little, whatever it means.
    let topics = [("ka", "Kasun"), ("lo", "Lorin"), ("mi", "Mirak")];
    let lines = [
        ("ka", "umba ve tor kasun"),
        ("ka", "umba kasun ve"),
        ("lo", "umba ve tor lorin"),
        ("lo", "umba ve tor"),
        ("mi", "tor umba ve mirak"),
    ];
    let hits = Index::build(&library(&topics, &lines)).find("umba ve tor nu mirak", &[], 5);
    assert_eq!(hits[0].category, Id::from("mi"));
    assert_eq!(hits[0].why[0].word, "mirak");
}

#[test]
fn why_names_the_words_that_spoke_for_it_best_first() {
    let index = florist(true);
    let hits = index.find("Hello, I would like to alter the Ribbon please", &[], 10);
    let first = &hits[0];
    assert_eq!(first.category, Id::from("ribbon"));
    assert!(first.why[0].word == "ribbon" || first.why[0].word == "alter", "{:?}", first.why);
    for hit in &hits {
        assert!(!hit.why.is_empty() && hit.why.len() <= 6, "{hit:?}");
        assert!(hit.why.iter().map(|reason| reason.weight).sum::<u32>() <= 100, "{hit:?}");
        assert!(hit.why.iter().map(|reason| reason.weight).rev().is_sorted(), "{hit:?}");
    }
    let weight = |word: &str| first.why.iter().find(|reason| reason.word == word).map_or(0, |reason| reason.weight);
    assert!(weight("ribbon") > 3 * weight("hello") && weight("ribbon") > 3 * weight("please"), "{:?}", first.why);
}

#[test]
fn why_is_told_of_fragments_too_and_as_it_was_typed() {
    let index = Index::build(&library(&[("cafe", "Café")], &[("cafe", "The Café doesn't open on Sunday")]));
    let words = |query: &str| {
        let hit = index.find(query, &[], 1).pop().expect("a hit");
        let mut words: Vec<String> = hit.why.into_iter().map(|reason| reason.word).collect();
        words.sort();
        words
    };
    assert_eq!(words("Café, Sunday"), ["café", "sunday"]);
    assert_eq!(words("doesn't the CAFE (open) zzzz"), ["cafe", "doesn't", "open", "the"]);
    assert_eq!(words("phrase:"), [""; 0]);
}

#[test]
fn three_words_are_a_fragment_however_they_are_parted() {
    let phrases = [("code", "The sign-in code was sent"); 8];
    let mut all = library(&[("code", "Code"), ("sign", "Sign")], &phrases);
    all.phrases.push(says("other", "sign", "A sign in the window"));
    let index = Index::build(&all);
    let places = |query: &str| index.find(query, &[], 8).iter().filter(|hit| hit.category == Id::from("code")).count();
    assert_eq!(places("sign-in code sent"), 8);
    assert!(places("the sign-in code sent") < 8, "a sentence is varied");
}

#[test]
fn what_a_desk_wrote_goes_before_what_is_shipped() {
    let text = "The kiln is cold";
    let mut all = library(&[("shipped", "Kiln"), ("own", "Kiln")], &[("shipped", text), ("own", text)]);
    let origin = |layer| Origin { layer, file: String::new(), line: 1 };
    for (id, layer) in [("shipped", Layer::BuiltIn), ("own", Layer::Team(0))] {
        all.origins.insert((Kind::Topic, Id::from(id)), origin(layer));
    }
    let hits = Index::build(&all).find("good day, our kiln went quite cold", &[], 10);
    assert_eq!(categories(&hits, 2), ["own", "shipped"]);
}

#[test]
fn a_sentence_keeps_to_what_is_asked_for() {
    let index = florist(true);
    let kinds = |query: &str| index.find(query, &[], 10).into_iter().map(|hit| hit.kind).collect::<Vec<_>>();
    assert!(kinds("topic: I would like a wreath for him").iter().all(|kind| *kind == Kind::Topic));
    assert!(kinds("phrase: I would like a wreath for him").iter().all(|kind| *kind == Kind::Phrase));
    let said = [Id::from("fl-3"), Id::from("fl-12")];
    let hits = index.find("said: I would like a wreath for him", &said, 10);
    assert_eq!(hits.first().map(|hit| hit.id.as_str()), Some("fl-3"));
    assert!(hits.iter().all(|hit| said.contains(&hit.id)));
}

#[test]
fn a_phrase_is_listed_under_the_topic_for_which_it_was_found() {
    let mut all = library(&[("lock", "Lock"), ("key", "Key")], &[]);
    all.frameworks = vec![Framework {
        id: Id::from("hear"),
        title: "HEAR".into(),
        audience: Default::default(),
        use_when: String::new(),
        target_secs: 400,
        steps: vec![step("hear.respond")],
        background: Default::default(),
    }];
    all.phrases = vec![
        says("both", "hear.respond lock key", "Turn the brass key in the lock twice"),
        says("keys", "key", "A second brass key is cut while you wait"),
        says("step", "hear.respond", "This is what happens now"),
    ];
    let index = Index::build(&all);
    let hits = index.find("who could cut me another brass key", &[], 10);
    let both = hits.iter().find(|hit| hit.id == Id::from("both")).expect("found");
    assert_eq!((both.category.as_str(), both.home.as_str()), ("key", "Key"));
    let step = index.find("this is what happens now", &[], 1).pop().expect("found");
    assert_eq!((step.id.as_str(), step.category.as_str()), ("step", "hear.respond"));
}

#[test]
fn the_answer_is_the_same_whenever_the_index_is_built() {
    let query = "hello, I would like to change my order of roses for the funeral please";
    let first = florist(true).find(query, &[], 50);
    assert!((0..4).all(|_| florist(true).find(query, &[], 50) == first));
}

#[test]
fn nothing_known_finds_nothing() {
    let index = florist(true);
    assert_eq!(index.find("zzqx wqqz xkkj qjjx", &[], 10), []);
    assert_eq!(Index::build(&Library::default()).find("hello I am here", &[], 10), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_sentence_is_answered_in_order_and_once(
        query in "([a-e]{1,3} ){3,12}[a-e]{1,3}",
        texts in prop::collection::vec(("[xyz]", "([a-e]{1,3} ){0,6}[a-e]{1,3}"), 0..40),
        limit in 1usize..20,
    ) {
        let rows: Vec<(&str, &str)> = texts.iter().map(|(topic, text)| (topic.as_str(), text.as_str())).collect();
        let index = Index::build(&library(&[("x", "A b"), ("y", "C"), ("z", "E ab")], &rows));
        let hits = index.find(&query, &[], limit);
        prop_assert!(hits.len() <= limit);
        prop_assert!(hits.iter().map(|hit| hit.score).rev().is_sorted());
        prop_assert!(hits.iter().all(|hit| hit.score <= 2_400_399));
        let ids: std::collections::BTreeSet<_> = hits.iter().map(|hit| (hit.kind, &hit.id)).collect();
        prop_assert_eq!(ids.len(), hits.len(), "nothing twice");
        prop_assert_eq!(&hits, &index.find(&query, &[], limit));
    }
}
