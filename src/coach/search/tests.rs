//! Searching a small library as an agent would, and any library with any query.

use proptest::prelude::*;

use super::*;
use crate::{
    coach::fixture::{emotion, label, phrase, scenario, step},
    playbook::model::{Framework, Label, Never, Phrase, Piece, Scenario, Step, Wording},
};

fn says(id: &str, places: &str, text: &str) -> Phrase {
    Phrase { say: Wording { opening: vec![Piece::Text(text.into())], rest: Vec::new() }, ..phrase(id, places) }
}

fn titled(id: &str, title: &str) -> Label {
    Label { title: title.into(), ..label(id) }
}

fn library() -> Library {
    let bereavement = Scenario {
        title: "Bereavement".into(),
        goal: "sympathy before process".into(),
        signs: "a death, closing another's account".into(),
        heard: vec!["my husband passed away".into(), "I need to close my mother's account".into()],
        never: vec![Never {
            say: "at least she lived long".into(),
            why: "cruel".into(),
            instead: says("s", "x", "sorry").say,
        }],
        ..scenario("bereavement")
    };
    let failure = Scenario {
        title: "Our failure".into(),
        short: "our failure".into(),
        goal: "something promised was left undone".into(),
        ..scenario("our-failure")
    };
    let respond =
        Step { title: "Respond".into(), goal: "what is left to do, who, by when".into(), ..step("hear.respond") };
    Library {
        frameworks: vec![Framework {
            id: Id::from("hear"),
            title: "HEAR".into(),
            audience: Default::default(),
            use_when: "The need is unclear or feelings run high.".into(),
            target_secs: 400,
            steps: vec![step("hear.empathize"), respond],
            background: Default::default(),
        }],
        scenarios: vec![bereavement, failure],
        emotions: vec![emotion("anger")],
        topics: vec![
            titled("late-parcel", "Parcel is late"),
            titled("refund", "Refund"),
            titled("password", "Password reset"),
        ],
        phrases: vec![
            says("late-1", "late-parcel", "I can see the parcel left on Monday."),
            says("late-2", "late-parcel hear.respond", "Your parcel left us on Monday; the depot has it."),
            says("left-with", "hear.respond", "Who was it left with? I'll check the photo."),
            Phrase { verbatim: true, ..says("ref-q", "refund", "The refund is on its way.") },
            says("ref-1", "refund", "The refund is on its way."),
            says("ref-2", "refund", "I have started your refund today; it takes three days to reach you."),
            says("pass-1", "password", "I've sent a password reset link to your e-mail."),
            says("cafe", "hear.empathize", "The Café Zoë closes at nine."),
            says("charge", "hear.respond", "You were charged twice, and I'll put that right."),
            says("sorry", "bereavement", "I'm so sorry your husband passed away."),
        ],
        ..Library::default()
    }
}

/// The ids of what is found, best first.
fn found(query: &str) -> String {
    let hits = Index::build(&library()).find(query, &[], 20);
    hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>().join(" ")
}

fn first(query: &str) -> String {
    found(query).split(' ').next().unwrap_or_default().to_string()
}

#[test]
fn fragments_in_any_order_with_typos_and_accents() {
    let table = [
        ("parcel left", "late-1"),
        ("left parcel", "late-1"),
        ("depot parcel", "late-2"),
        ("parsel depo", "late-2"),
        ("dep", "late-2"),
        ("foto check", "left-with"),
        ("cafe zoe", "cafe"),
        ("CAFÉ", "cafe"),
        ("cafe\u{301} nine", "cafe"),
        ("pasword rest link", "pass-1"),
        ("email link", "pass-1"),
        ("e-mail link", "pass-1"),
        ("passwordreset link", "pass-1"),
        ("charging twice", "charge"),
        ("im so sorry", "sorry"),
        ("I'm so sorry", "sorry"),
        ("refund three days", "ref-2"),
        ("rfnd", "refund"),
        ("bereavment", "bereavement"),
        ("my mother's account", "bereavement"),
        ("feelings high", "hear"),
        ("by when", "hear.respond"),
    ];
    for (query, want) in table {
        assert_eq!(first(query), want, "{query}: {}", found(query));
    }
}

#[test]
fn what_holds_more_of_the_words_comes_first_and_a_part_still_counts() {
    let all = found("parsel left");
    assert!(all.starts_with("late-1 late-2"), "{all}");
    assert!(all.contains("left-with"), "{all}");
    assert!(all.contains("our-failure"), "{all}");
}

#[test]
fn exact_before_prefix_before_typo() {
    let phrases = ["refunf now", "refunds now", "refund now"];
    let phrases = (0..).zip(phrases).map(|(i, text)| says(&format!("p{i}"), "x", text)).collect();
    let index = Index::build(&Library { phrases, ..Library::default() });
    let ids: Vec<String> = index.find("refund", &[], 9).into_iter().map(|hit| hit.id.to_string()).collect();
    assert_eq!(ids, ["p2", "p1", "p0"]);
}

#[test]
fn scenarios_and_topics_go_before_phrases_that_fit_as_well() {
    assert_eq!(first("refund"), "refund");
    assert_eq!(first("passed away"), "bereavement");
    assert_eq!(first("password reset"), "password");
}

/// The kinds and ids that the shipped set finds, best first.
fn shipped(query: &str) -> Vec<String> {
    let library = crate::playbook::load(&crate::playbook::built_in_but_ear()).library;
    let hits = Index::build(&library).find(query, &[], 20);
    hits.into_iter().map(|hit| format!("{:?} {}", hit.kind, hit.id).to_lowercase()).collect()
}

#[test]
fn in_the_shipped_set_the_thing_a_person_wants_is_first() {
    let table = [
        ("late parcel", "topic late-delivery"),
        ("late", "topic late-delivery"),
        ("delivry", "topic late-delivery"),
        ("anger", "emotion anger"),
        ("angry", "emotion anger"),
        ("ang", "emotion anger"),
        ("loud", "emotion anger"),
        ("grief", "emotion grief"),
        ("refund", "topic refund"),
        ("died", "scenario bereavement"),
        ("passed away", "scenario bereavement"),
        ("husband died", "scenario bereavement"),
        ("smell gas", "scenario fire-gas"),
        ("gas", "scenario fire-gas"),
        ("danger", "scenario emergency"),
        ("lost job", "scenario hardship"),
        ("lost my job", "scenario hardship"),
        ("password", "topic password-reset"),
        ("pasword", "topic password-reset"),
        ("no english", "scenario interpreter"),
        ("english", "scenario interpreter"),
        ("outage", "topic outage"),
    ];
    let wrong: Vec<String> = table
        .into_iter()
        .map(|(query, want)| (query, want, shipped(query)))
        .filter(|(_, want, found)| found.first().map(String::as_str) != Some(want))
        .map(|(query, want, found)| format!("{query}: {want}, not {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_callers_call_a_topic_is_found_with_typos_where_its_title_says_it() {
    let mut library = crate::playbook::load(&crate::playbook::built_in_but_ear()).library;
    for topic in library.topics.iter_mut().filter(|topic| topic.id == Id::from("late-delivery")) {
        topic.title = "Late or delayed parcel".into();
    }
    let index = Index::build(&library);
    for query in ["parcel", "late parcel", "parsel", "delyed", "delayd", "delay"] {
        let hit = index.find(query, &[], 1).pop().map(|hit| hit.id);
        assert_eq!(hit, Some(Id::from("late-delivery")), "{query}");
    }
}

#[test]
fn letters_inside_words_are_last_and_from_four_on() {
    let texts = ["danger", "an ang", "angers", "anger"];
    let phrases = (0..).zip(texts).map(|(i, text)| says(&format!("p{i}"), "x", text)).collect();
    let index = Index::build(&Library { phrases, ..Library::default() });
    let ids = |query| index.find(query, &[], 9).into_iter().map(|hit| hit.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids("anger"), ["p3", "p2", "p0"]);
    assert_eq!(ids("ang"), ["p1", "p2", "p3"]);
    assert_eq!(ids("nger"), ["p0", "p2", "p3"]);
    assert_eq!(ids("nge"), [""; 0]);
}

#[test]
fn all_words_go_before_some_whatever_the_kind() {
    let mut all = library();
    all.phrases.push(says("both", "x", "we refunded the parcel of Monday"));
    let index = Index::build(&all);
    let hit = index.find("refund parcel", &[], 1).pop().expect("a hit");
    assert_eq!(hit.id, Id::from("both"));
}

#[test]
fn emotions_are_found_by_name_and_narrow() {
    assert_eq!(found("anger"), "anger");
    assert_eq!(found("emotion:"), "anger");
    assert_eq!(found("mood: ang"), "anger");
    assert_eq!(shipped("emotion: loud"), ["emotion anger"]);
}

#[test]
fn a_verbatim_phrase_comes_behind_its_equal() {
    assert_eq!(found("phrase: refund way"), "ref-1 ref-q ref-2");
}

#[test]
fn a_short_text_goes_before_a_long_one_and_the_same_words_before_scattered_ones() {
    let texts = ["we will call when the van is back at the yard", "call me back", "we call back", "call back"];
    let phrases = (0..).zip(texts).map(|(i, text)| says(&format!("p{i}"), "x", text)).collect();
    let index = Index::build(&Library { phrases, ..Library::default() });
    let ids: Vec<String> = index.find("call back", &[], 9).into_iter().map(|hit| hit.id.to_string()).collect();
    assert_eq!(ids, ["p3", "p2", "p1", "p0"]);
}

/// Three topics whose callers all say hello, give a name and talk of their business.
fn bank() -> Library {
    let rows = [
        ("loan", "Apply for a loan", "Hello, my name is Ann and I want to apply for a loan for my business"),
        ("loan", "Apply for a loan", "Hi, I need a loan to buy a van please"),
        ("check", "Order checks", "Hello, my name is Bob, please send new checks for my business"),
        ("check", "Order checks", "Hi, I want to order checks please, my name is Cy"),
        ("close", "Close an account", "Hello, I want to close my business account please, my name is Di"),
        ("close", "Close an account", "Hi, my name is Ed and I want to close the account of my business"),
    ];
    let mut library = Library::default();
    for (i, (topic, title, text)) in rows.into_iter().enumerate() {
        if library.topic(&Id::from(topic)).is_none() {
            library.topics.push(titled(topic, title));
        }
        library.phrases.push(says(&format!("p{i}"), topic, text));
    }
    library
}

#[test]
fn in_a_sentence_the_word_that_tells_topics_apart_counts() {
    let index = Index::build(&bank());
    let table = [
        ("Hello my name is Sue, I own a business and please I want a loan", "loan"),
        ("hi there, I would like new cheks for my business please", "check"),
        ("hello, my name is Joe and I want my business acount closed please", "close"),
    ];
    for (query, want) in table {
        let hit = index.find(query, &[], 1).pop().expect("a hit");
        assert_eq!(hit.category, Id::from(want), "{query}");
    }
}

#[test]
fn a_phrase_of_the_topic_goes_before_one_that_only_has_the_word() {
    let mut library = bank();
    library.phrases.insert(0, says("aside", "check", "a loan"));
    let ids: Vec<String> =
        Index::build(&library).find("phrase: loan", &[], 9).into_iter().map(|hit| hit.id.to_string()).collect();
    assert_eq!(ids, ["p1", "p0", "aside"]);
}

#[test]
fn never_lists_are_not_searchable() {
    assert!(!found("lived long").contains("bereavement"));
    assert_eq!(found("cruel"), "");
}

#[test]
fn a_prefix_narrows() {
    assert_eq!(found("step: left"), "hear.respond");
    assert_eq!(found("topic:parcel"), "late-parcel");
    assert_eq!(found("scenario: left"), "our-failure");
    assert_eq!(found("scenario:"), "bereavement our-failure");
    assert_eq!(found("step:"), "hear.empathize hear.respond");
    assert_eq!(found("framework:"), "hear");
    assert!(found("phrase: passed away").starts_with("sorry"));
}

#[test]
fn said_narrows_to_what_was_said() {
    let index = Index::build(&library());
    let said = [Id::from("ref-2"), Id::from("sorry")];
    let ids = |query| index.find(query, &said, 9).into_iter().map(|hit| hit.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids("said:"), ["ref-2", "sorry"]);
    assert_eq!(ids("said: refund"), ["ref-2"]);
    assert_eq!(ids("said: parcel"), Vec::<String>::new());
}

#[test]
fn a_hit_says_what_and_where() {
    let index = Index::build(&library());
    let hit = |query| index.find(query, &[], 1).pop().expect("a hit");
    let late = hit("depot");
    assert_eq!(
        (late.kind, late.category, late.home.as_str()),
        (Kind::Phrase, Id::from("late-parcel"), "Parcel is late")
    );
    assert_eq!(late.text, "Your parcel left us on Monday; the depot has it.");
    let failure = hit("our failure");
    assert_eq!(failure.text, "Our failure: something promised was left undone");
    assert_eq!((failure.category, failure.home.as_str()), (Id::from("our-failure"), "our failure"));
    let step = hit("step: respond");
    assert_eq!((step.text.as_str(), step.home.as_str()), ("Respond: what is left to do, who, by when", "HEAR"));
}

#[test]
fn the_name_of_its_topic_finds_a_phrase_behind_its_own_words() {
    let all = found("late monday");
    assert!(all.starts_with("late-1 late-2"), "{all}");
}

#[test]
fn nothing_typed_or_wanted_finds_nothing() {
    assert_eq!(found(""), "");
    assert_eq!(found("  ?! "), "");
    assert_eq!(found("zzzz"), "");
    assert!(Index::build(&library()).find("refund", &[], 0).is_empty());
    assert!(Index::build(&Library::default()).find("refund", &[], 5).is_empty());
    assert!(Index::build(&Library::default()).is_empty());
    assert_eq!(Index::build(&library()).len(), 2 + 3 + 1 + 1 + 2 + 10);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_query_is_answered_in_order_and_alike(query in ".{0,30}|[a-f :]{0,20}", texts in prop::collection::vec("[a-f ]{0,20}|.{0,12}", 0..12), limit in 0usize..9) {
        let phrases = (0..).zip(&texts).map(|(i, text)| says(&format!("p{i}"), "x", text)).collect();
        let index = Index::build(&Library { phrases, ..library() });
        let hits = index.find(&query, &[], limit);
        prop_assert!(hits.len() <= limit);
        prop_assert!(hits.iter().map(|hit| hit.score).rev().is_sorted());
        prop_assert!(hits.iter().all(|hit| hit.score <= 2_400_399));
        let ids: std::collections::BTreeSet<_> = hits.iter().map(|hit| (hit.kind, &hit.id)).collect();
        prop_assert_eq!(ids.len(), hits.len(), "nothing twice");
        prop_assert_eq!(&hits, &index.find(&query, &[], limit));
    }

    #[test]
    fn every_phrase_is_found_by_its_own_words_and_with_one_typo(words in prop::collection::vec("[g-z]{5,9}", 2..5), drop in 0usize..5) {
        let text = words.join(" ");
        let phrases = vec![says("other", "x", "abcdef"), says("it", "x", &text)];
        let index = Index::build(&Library { phrases, ..Library::default() });
        let mut typed: Vec<String> = words.iter().rev().cloned().collect();
        prop_assert_eq!(index.find(&typed.join(" "), &[], 1).pop().map(|hit| hit.id), Some(Id::from("it")));
        for word in &mut typed {
            word.remove(drop.min(word.len() - 1));
        }
        prop_assert_eq!(index.find(&typed.join(" "), &[], 1).pop().map(|hit| hit.id), Some(Id::from("it")));
    }
}
