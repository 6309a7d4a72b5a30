//! Which name was meant, and which name is taken.

use super::{super::super::tests::places, nearest};

#[test]
fn a_name_is_suggested_only_if_it_may_have_been_meant() {
    let keys = ["id", "title", "goal", "done_when", "move_on", "pitfall", "share", "items", "do", "use", "for", "say"];
    for (wrong, expected) in [
        ("titel", Some("title")),
        ("tilte", Some("title")),
        ("Title", Some("title")),
        ("TITLE", Some("title")),
        ("titles", Some("title")),
        ("donewhen", Some("done_when")),
        ("done-when", Some("done_when")),
        ("moveon", Some("move_on")),
        ("pitfal", Some("pitfall")),
        ("pitfalls", Some("pitfall")),
        ("shares", Some("share")),
        ("item", Some("items")),
        ("does", Some("do")),
        ("say:", Some("say")),
        ("sai", Some("say")),
        ("goals", Some("goal")),
        ("d", Some("id")),
        ("colour", None),
        ("description", None),
        ("steps", None),
        ("", None),
    ] {
        assert_eq!(nearest(wrong, keys.into_iter()), expected, "{wrong}");
    }
}

#[test]
fn of_two_that_are_as_near_the_first_is_suggested() {
    assert_eq!(nearest("bat", ["cat", "hat"].into_iter()), Some("cat"));
    assert_eq!(nearest("bat", ["hat", "cat"].into_iter()), Some("hat"));
    assert_eq!(nearest("hat", ["cat", "hat"].into_iter()), Some("hat"), "the same name is nearer than any other");
}

#[test]
fn a_very_long_name_is_no_trouble() {
    let long = "x".repeat(100_000);
    assert_eq!(nearest(&long, ["title", "x"].into_iter()), None);
    assert_eq!(nearest("title", [long.as_str()].into_iter()), None);
}

#[test]
fn every_pair_of_kinds_shares_one_namespace() {
    let kinds = [
        ("scenarios", "{id: NAME, title: T, short: s, goal: g, items: [{id: a, do: Wait}]}"),
        ("emotions", "{id: NAME, title: T, word: w}"),
        ("industries", "{id: NAME, title: T}"),
        ("channels", "{id: NAME, title: T}"),
        ("topics", "{id: NAME, title: T}"),
        (
            "frameworks",
            "{id: NAME, title: T, target: \"1:00\", steps: [{id: b, title: A, goal: g, share: 100, items: [{id: a, do: Wait}]}]}",
        ),
    ];
    for (i, (one, first)) in kinds.iter().enumerate() {
        for (two, second) in &kinds[i + 1..] {
            let text = format!("title: t\n{one}: [{first}]\n{two}: [{second}]\n").replace("NAME", "same");
            let column = two.len() + 9;
            assert_eq!(places(&text), [format!("3:{column} HK0402")], "{one} and {two}");
            let apart = format!("title: t\n{one}: [{first}]\n{two}: [{}]\n", second.replace("NAME", "other"))
                .replace("NAME", "same");
            assert_eq!(places(&apart), Vec::<String>::new(), "{one} and {two}");
        }
        let moment = format!("title: t\n{one}: [{}]\n", first.replace("NAME", "transfer"));
        assert_eq!(places(&moment), [format!("2:{} HK0402", one.len() + 9)], "{one}");
    }
}

#[test]
fn phrases_dispositions_and_contacts_have_names_of_their_own() {
    let text = "title: t\ntopics: [{id: same, title: T}]\nphrases: [{id: same, for: same, say: Hello there.}]\ndispositions: [{id: same, title: T}]\nscenarios: [{id: s, title: S, short: s, goal: g, items: [{id: same, do: Wait}]}]\ncontacts: [{id: same, country: GB, for: s, name: N, number: \"1\", checked: 2026-01-01, source: x}]\n";
    assert_eq!(places(text), Vec::<String>::new());
}
