//! What replies do and risk.

use super::*;
use crate::playbook::{SourceFile, load, model::Layer};

const TEXT: &str = r#"title: t
scenarios:
  - id: loss
    title: L
    short: l
    goal: g
    items: [{id: c, do: Wait}]
    never:
      - {say: "You should have told us sooner.", why: Blame., instead: "Thank you for telling us."}
cues:
  - {id: not, words: ["not", never]}
  - {id: same, same: ["don't = do not", "can't = can not"]}
wording:
  - {id: apologize, title: Sorry, hear: [sorry], unless: ["sorry for your loss"]}
  - {id: offer, title: Offers, hear: ["i can send"]}
  - {id: timeframe, title: Time}
  - {id: refusal, title: "No", hear: ["i can not"], unless_moves: [offer], why: w, instead: i}
  - {id: bright, title: Bright, hear: ["great day"], in: loss, why: w, instead: i}
  - {id: capitals, title: Shouts, why: w, instead: i}
  - {id: second-apology, title: Again, why: w, instead: i}
"#;

fn look(reply: &str, setting: &Setting) -> (Vec<String>, Vec<(String, String)>) {
    let files = [SourceFile { layer: Layer::Own, name: "a".into(), bytes: TEXT.into() }];
    let loaded = load(&files);
    assert_eq!(loaded.faults, []);
    let found = review(&loaded.library, &Ear::new(&loaded.library), reply, setting);
    let risk = |risk: &Risk| (risk.id.to_string(), reply[risk.evidence[0].clone()].to_string());
    (found.moves.iter().map(|made| made.id.to_string()).collect(), found.cautions.iter().map(risk).collect())
}

fn loss() -> Setting {
    Setting { scenarios: vec![Id::from("loss")], ..Setting::default() }
}

fn cautions(reply: &str, setting: &Setting) -> Vec<(String, String)> {
    look(reply, setting).1
}

fn caution(id: &str, words: &str) -> Vec<(String, String)> {
    vec![(id.into(), words.into())]
}

#[test]
fn moves_are_found_with_time_frames_among_them() {
    let reply = "I'm sorry. I can send it by Friday noon.";
    let reply = reply.replace("I'm", "I am");
    assert_eq!(look(&reply, &Setting::default()).0, ["apologize", "offer", "timeframe"]);
    assert_eq!(look("Sorry for your loss.", &Setting::default()).0, [""; 0]);
}

#[test]
fn a_no_with_a_step_behind_it_is_none() {
    assert_eq!(cautions("I can't do that.", &Setting::default()), caution("refusal", "I can't"));
    assert_eq!(cautions("I can't do that. I can send another.", &Setting::default()), []);
}

#[test]
fn a_scene_decides_what_hurts() {
    assert_eq!(cautions("Have a great day!", &Setting::default()), []);
    assert_eq!(cautions("Have a great day!", &loss()), caution("bright", "great day"));
}

#[test]
fn what_a_scenario_forbids_is_known_in_other_words_and_not_when_it_is_denied() {
    let told = caution("never", "You really should have told us");
    assert_eq!(cautions("You really should have told us.", &loss()), told);
    assert_eq!(cautions("You really should have told us.", &Setting::default()), []);
    assert_eq!(cautions("Nobody says you should not have told us sooner.", &loss()), []);
    assert_eq!(cautions("You told us.", &loss()), []);
}

#[test]
fn sorry_once_is_an_apology_and_twice_a_caution() {
    assert_eq!(cautions("I am sorry.", &Setting::default()), []);
    assert_eq!(cautions("I am sorry. So sorry.", &Setting::default()), caution("second-apology", "sorry"));
    let again = Setting { apologized: true, ..Setting::default() };
    assert_eq!(cautions("I am sorry.", &again), caution("second-apology", "sorry"));
}

#[test]
fn capitals_shout_and_abbreviations_do_not() {
    for quiet in ["Your PIN and the SMS", "I AM here", "A BBC TV set", "the UK HQ", "id A1B2C3D4E5", "{NAME} is here"] {
        assert!(capitals(quiet).is_empty(), "{quiet}");
    }
    assert_eq!(capitals("please LISTEN to me").first(), Some(&(7..13)));
    assert_eq!(capitals("I TOLD YOU so").first(), Some(&(2..10)));
    assert_eq!(capitals("DO NOT CALL.").first(), Some(&(0..12)));
}
