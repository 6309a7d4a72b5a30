//! Patterns that cannot be read, lists that do not exist, cues without an aim: each at its place.

use crate::playbook::tests::{library, only, places};

#[test]
fn a_pattern_that_cannot_be_read_is_told_at_its_sign() {
    let text = "title: t\ncues:\n  - id: a\n    words: [rose, \"wilted (flowers\"]\n";
    let fault = only(text);
    assert_eq!((fault.code, fault.line, fault.column), ("HK0316", 4, 27));
    assert!(fault.fix.is_some_and(|fix| fix.contains("`(this|that)`")));
}

#[test]
fn a_list_that_is_not_there_names_the_nearest() {
    let text = "title: t\ncues:\n  - {id: roses, words: [rose]}\n  - {id: b, words: [\"{rosse} bush\"]}\n";
    let fault = only(text);
    assert_eq!((fault.code, fault.fix.as_deref()), ("HK0401", Some("did you mean `{roses}`?")));
}

#[test]
fn a_cue_has_an_aim_and_something_to_hear() {
    let scene = "scenarios: [{id: s, title: S, short: s, goal: g, items: [{id: c, do: Wait}]}]\n";
    for (cue, code) in [
        ("{id: a, for: s}", "HK0317"),
        ("{id: a, hear: [rose]}", "HK0317"),
        ("{id: a}", "HK0203"),
        ("{id: a, same: [\"rose\"]}", "HK0318"),
        ("{id: a, same: [\"red rose = flower\"]}", "HK0318"),
    ] {
        let told = places(&format!("title: t\n{scene}cues: [{cue}]\n"));
        assert!(told.len() == 1 && told[0].ends_with(code), "{cue}: {told:?}");
    }
}

#[test]
fn cues_and_wording_are_read() {
    let library = library(
        "title: t\nscenarios: [{id: s, title: S, short: s, goal: g, items: [{id: c, do: Wait}]}]\ncues:\n  - {id: roses, words: [rose*]}\n  - {id: a, for: s, hear: [\"{roses} .. wilted\"], unless: [\"not ~\"], despite: [b]}\n  - {id: c, same: [\"cust|cstmr = customer\"]}\nwording:\n  - {id: m, title: M, hear: [sorry]}\n  - {id: n, title: N, hear: [only flowers], in: s, why: w, instead: i}\n",
    );
    assert_eq!(library.cues.len(), 3);
    assert_eq!(library.cues[1].listening.unless.len(), 1);
    assert_eq!(library.cues[2].same[0].forms, ["cust", "cstmr"]);
    assert_eq!(library.wording[0].caution, None);
    assert_eq!(library.wording[1].caution.as_ref().map(|caution| caution.why.as_str()), Some("w"));
}

#[test]
fn a_caution_says_why_and_what_instead() {
    let told = places("title: t\nwording: [{id: n, title: N, hear: [only flowers], why: w}]\n");
    assert_eq!(told, ["2:11 HK0203"]);
}
