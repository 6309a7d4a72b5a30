//! What is heard, and what only sounds like it.

use super::*;
use crate::playbook::{SourceFile, load, model::Layer};

const TEXT: &str = r#"title: t
scenarios:
  - {id: loss, title: L, short: l, goal: g, items: [{id: c, do: Wait}]}
  - {id: fire, title: F, short: f, goal: g, emergency: true, items: [{id: c, do: Wait}]}
emotions:
  - {id: grief, title: G, word: grieving}
cues:
  - {id: not, words: ["not", never, "no"]}
  - {id: family, words: [husband, "mother (in law)", wife]}
  - {id: died, words: [died, "passed (away|on)"]}
  - {id: denied, unless: ["not ~", "if .. ~"]}
  - id: a
    for: [loss, grief]
    hear: ["{family} .. {died}"]
    hint: [funeral, probate]
    unless: ["phone died", "~ laughing"]
  - {id: b, for: fire, hear: ["on fire", "(smell|smells of) smoke"], despite: [denied]}
"#;

fn heard(text: &str) -> Vec<(String, u32, Vec<String>)> {
    let files = [SourceFile { layer: Layer::Own, name: "a".into(), bytes: TEXT.into() }];
    let loaded = load(&files);
    assert_eq!(loaded.faults, []);
    let cues = listen(&loaded.library, &Ear::new(&loaded.library), text);
    let words = |heard: Heard| heard.evidence.into_iter().map(|span| text[span].to_string()).collect();
    cues.scenarios.into_iter().map(|heard| (heard.id.to_string(), heard.score, words(heard))).collect()
}

fn ids(text: &str) -> Vec<String> {
    heard(text).into_iter().map(|(id, ..)| id).collect()
}

#[test]
fn a_find_has_its_words() {
    let expected = [("loss".to_string(), 80, vec!["husband sadly passed away".to_string()])];
    assert_eq!(heard("Hi, my husband sadly passed away."), expected);
    assert_eq!(ids("my mother in law died"), ["loss"]);
}

#[test]
fn what_is_skipped_turns_nothing_round_and_no_sentence_ends_in_it() {
    assert_eq!(ids("my husband did not, I say, never passed away"), [""; 0]);
    assert_eq!(ids("my husband called. Passed away"), [""; 0]);
    assert_eq!(ids("my husband he was only forty and died"), [""; 0]);
}

#[test]
fn it_is_ruled_out_by_its_own_rules_and_the_general_ones() {
    for text in
        ["my husband nearly died laughing", "my wife says her phone died", "if my husband died", "not husband died"]
    {
        assert_eq!(ids(text), [""; 0], "{text}");
    }
    assert_eq!(ids("if the house is on fire"), ["fire"], "a cue may stand despite a general rule");
}

#[test]
fn hints_take_two_that_are_not_the_same() {
    assert_eq!(ids("the funeral, the funeral"), [""; 0]);
    assert_eq!(heard("probate after the funeral").first().map(|(_, score, _)| *score), Some(65));
}

#[test]
fn danger_stands_first_and_more_is_surer() {
    let heard = heard("my husband died, my wife died, we are on fire");
    assert_eq!(heard[0].0, "fire");
    assert_eq!((heard[1].0.as_str(), heard[1].1), ("loss", 86));
}

#[test]
fn moods_are_heard_by_the_same_cues() {
    let files = [SourceFile { layer: Layer::Own, name: "a".into(), bytes: TEXT.into() }];
    let library = load(&files).library;
    let cues = listen(&library, &Ear::new(&library), "my wife died");
    assert_eq!(cues.emotions.iter().map(|heard| heard.id.as_str()).collect::<Vec<_>>(), ["grief"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_heard_without_a_fall(text in "\\PC{0,60}") {
        for (_, score, words) in heard(&text) {
            proptest::prop_assert!((50..=98).contains(&score) && !words.is_empty());
        }
    }
}
