//! Shapes are read with every fault at its place.

use super::super::tests::{library, only, places};

#[test]
fn one_run_reports_every_fault_of_a_file() {
    let text = "title: [x]\nphrazes: []\nphrases:\n  - id: a\n    sai: hello\n    verbatim: yes\n    for: {a: b}\n  - 5\n  \
                - {id: b, for: hold, say: [x], when: maybe}\nscenarios: none\nemotions:\n  - {id: sad, titel: Sad}\n";
    let expected = [
        "1:8 HK0202",
        "2:1 HK0201",
        "5:5 HK0201",
        "6:15 HK0202",
        "7:10 HK0202",
        "8:5 HK0202",
        "9:29 HK0202",
        "9:40 HK0304",
        "10:12 HK0202",
        "12:15 HK0201",
    ];
    assert_eq!(places(text), expected);
}

#[test]
fn a_misspelt_key_gives_no_echo() {
    let fault = only("title: t\ntopics:\n  - {id: late, titel: Late}\n");
    assert_eq!((fault.code, fault.fix.as_deref()), ("HK0201", Some("did you mean `title`?")));
}

#[test]
fn an_unknown_key_names_what_is_possible() {
    let fault = only("title: t\ntopics:\n  - {id: late, title: Late, zzzzzz: 1}\n");
    assert_eq!(fault.fix.as_deref(), Some("possible here: id, title, remark, sources"));
    assert_eq!(fault.label, "unknown key");
}

#[test]
fn who_refers_to_what_could_not_be_read_is_not_blamed() {
    let text = "title: t\ntopicz: [{id: late, title: Late}]\nphrases: [{id: a, for: late, say: Hello there.}]\n";
    let errors: Vec<_> = places(text).into_iter().filter(|place| !place.contains("HK0607")).collect();
    assert_eq!(errors, ["2:1 HK0201"]);
}

#[test]
fn text_is_text_whatever_it_looks_like() {
    let library = library("title: 1.10\ntopics: [{id: a, title: NO}, {id: b, title: 0044}, {id: c, title: 'null'}]\n");
    let titles: Vec<_> = library.topics.iter().map(|topic| topic.title.as_str()).collect();
    assert_eq!(titles, ["NO", "0044", "null"]);
}

#[test]
fn flags_and_numbers_are_strict() {
    for (value, sound) in
        [("true", true), ("false", true), ("yes", false), ("\"true\"", false), ("True", false), ("1", false)]
    {
        let text = format!("title: t\nphrases: [{{id: a, for: hold, say: One moment., verbatim: {value}}}]\n");
        assert_eq!(places(&text).is_empty(), sound, "{value}");
    }
    for (value, sound) in
        [("2", true), ("\"2\"", false), ("2.0", false), ("-1", false), ("+2", false), ("99999999999", false)]
    {
        let text = format!(
            "title: t\nscenarios: [{{id: a, title: A, short: a, goal: g, items: [{{id: x, do: Wait}}], room: {{budget: {value}}}}}]\n"
        );
        assert_eq!(places(&text).is_empty(), sound, "{value}");
    }
}

#[test]
fn one_id_or_a_list_of_ids() {
    let library =
        library("title: t\nphrases: [{id: a, for: hold, say: Yes.}, {id: b, for: [hold, return], say: Yes.}]\n");
    assert_eq!(library.phrases.iter().map(|phrase| phrase.places.len()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(places("title: t\nphrases: [{id: a, for: [[hold]], say: Yes.}]\n"), ["2:25 HK0202"]);
}

#[test]
fn nothing_where_something_is_expected_is_told_at_its_key() {
    assert_eq!(places("title:\n"), ["1:1 HK0202"]);
    assert_eq!(places("title: t\ntopics:\n"), ["2:1 HK0202"]);
    assert_eq!(places("title: t\ntopics: [{id: a, title: }]\n"), ["2:18 HK0202"]);
    assert_eq!(only("title: ~\n").message, "text is expected here, not nothing");
}

#[test]
fn every_key_of_the_language_is_known() {
    for key in [
        "frameworks",
        "phrases",
        "scenarios",
        "emotions",
        "industries",
        "topics",
        "channels",
        "dispositions",
        "callers",
        "scorecards",
        "cues",
        "wording",
        "contacts",
        "languages",
        "remove",
    ] {
        assert_eq!(places(&format!("title: t\n{key}: []\n")), [""; 0], "{key}");
    }
}
