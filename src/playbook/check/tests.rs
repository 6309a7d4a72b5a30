//! What a playbook must hold, and what it may only refer to.

use super::{
    super::{
        Severity, built_in_but_ear, load,
        model::{Audience, Id, When},
        tests::{SMALL, library, only, own, places},
    },
    nearest,
};

/// The small playbook with one text replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

/// The codes of the small playbook with one text replaced.
fn codes(from: &str, to: &str) -> Vec<&'static str> {
    load(&[own("a", &changed(from, to))]).faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn the_nearest_name_is_one_that_may_have_been_meant() {
    let names = ["resolve", "verify", "empathize", "hear.empathize"];
    for (wrong, expected) in [
        ("resovle", Some("resolve")),
        ("emphatize", Some("empathize")),
        ("hear.empathise", Some("hear.empathize")),
        ("verfy", Some("verify")),
        ("zzz", None),
        ("", None),
        ("a-very-long-name-that-nothing-resembles", None),
    ] {
        assert_eq!(nearest(wrong, names.into_iter()), expected, "{wrong}");
    }
}

#[test]
fn each_missing_field_is_named() {
    for (from, name) in [
        ("    title: DUO\n", "title"),
        ("    target: \"2:00\"\n", "target"),
        ("        title: Open\n", "title"),
        ("        goal: nothing is left\n", "goal"),
        ("        share: 40\n", "share"),
        (", do: Sum up", "do"),
        ("    for: hold\n", "for"),
        ("    short: loss\n", "short"),
        ("    goal: sympathy first\n", "goal"),
        (", word: grumpy", "word"),
        (", title: Parcel is late", "title"),
        (", country: NO", "country"),
        (", for: loss, name", "for"),
        (", checked: 2026-11-21", "checked"),
        (", why: \"You don't\"", "why"),
    ] {
        let to = if from.ends_with("name") { ", name" } else { "" };
        let fault = only(&changed(from, to));
        assert_eq!(fault.code, "HK0203", "{from}");
        assert!(fault.message.ends_with(&format!("no `{name}`")), "{}", fault.message);
    }
    assert_eq!(places("topics: []\n"), ["1:1 HK0203"]);
    assert_eq!(places("title: t\ntopics: [{title: A}]\n"), ["2:10 HK0203"]);
}

#[test]
fn each_wrong_value_is_told_at_its_place() {
    for (from, to, at, code) in [
        ("target: \"2:00\"", "target: \"2:60\"", "6:13", "HK0308"),
        ("target: \"2:00\"", "target: 120", "6:13", "HK0308"),
        ("target: \"2:00\"", "target: \"0:00\"", "6:13", "HK0308"),
        ("share: 60", "share: 50", "17:16", "HK0303"),
        ("when: waited", "when: wated", "29:11", "HK0304"),
        ("short: loss", "short: bereavements", "33:12", "HK0305"),
        ("country: NO", "country: no", "44:28", "HK0309"),
        ("country: NO", "country: GBR", "44:28", "HK0309"),
        ("checked: 2026-11-21", "checked: 21.11.2026", "44:83", "HK0310"),
        ("checked: 2026-11-21", "checked: 2026-02-30", "44:83", "HK0310"),
        ("number: \"0044\"", "number: none", "44:66", "HK0311"),
        ("id: grumpy,", "id: grum_py,", "41:14", "HK0301"),
        ("id: sum,", "id: duo.sum,", "18:25", "HK0301"),
        ("id: late,", "id: -late,", "42:15", "HK0301"),
        ("items: [{id: sum, do: Sum up}]", "items: []", "18:16", "HK0312"),
        ("for: hold", "for: []", "25:10", "HK0312"),
        ("{use: duo.open.name}", "{use: duo.open.name, killer: true}", "37:38", "HK0314"),
    ] {
        let faults = load(&[own("a", &changed(from, to))]).faults;
        let told: Vec<_> = faults.iter().filter(|fault| fault.code != "HK0401").collect();
        assert_eq!(told.len(), 1, "{to}\n{told:#?}");
        assert_eq!((format!("{}:{}", told[0].line, told[0].column).as_str(), told[0].code), (at, code), "{to}");
        assert!(told[0].fix.is_some(), "{to}");
    }
}

#[test]
fn references_to_nothing_name_the_nearest() {
    for (from, to, fix) in [
        ("[duo.open, grumpy]", "[duo.opne, grumpy]", "did you mean `duo.open`?"),
        ("[duo.open, grumpy]", "[duo.open, grmpy]", "did you mean `grumpy`?"),
        ("[duo.open, grumpy]", "[duo, grumpy]", "name a step, such as `duo.close`"),
        ("for: hold", "for: hodl", "did you mean `hold`?"),
        ("not_in: loss", "not_in: lss", "did you mean `loss`?"),
        ("returns: duo.close", "returns: duo.clos", "did you mean `duo.close`?"),
        ("use: duo.open.name", "use: duo.open.nmae", "did you mean `duo.open.name`?"),
        (", for: loss, name", ", for: los, name", "did you mean `loss`?"),
    ] {
        let fault = only(&changed(from, to));
        assert_eq!((fault.code, fault.fix.as_deref()), ("HK0401", Some(fix)), "{to}");
    }
}

#[test]
fn a_reference_to_the_wrong_kind_says_what_it_is() {
    let fault = only(&changed("not_in: loss", "not_in: late"));
    assert_eq!(fault.message, "`late` is a topic, a scenario or emotion is wanted");
    assert_eq!(codes("returns: duo.close", "returns: loss"), ["HK0401"]);
}

#[test]
fn branches_lead_to_other_scenarios_once() {
    let text = |branches: &str| changed("    returns: duo.close\n", &format!("    branches: {branches}\n"));
    assert_eq!(only(&text("[loss]")).code, "HK0403");
    assert_eq!(only(&text("[nowhere]")).code, "HK0401");
    let two = "title: t\nscenarios:\n  - {id: hub, title: Hub, short: hub, goal: g, branches: [a, a]}\n  \
               - {id: a, title: A, short: a, goal: g, items: [{id: x, do: Wait}]}\n";
    assert_eq!(places(two), ["3:62 HK0302"]);
    assert_eq!(library(&two.replace("a, a", "a")).scenarios[0].branches, [Id::from("a")]);
}

#[test]
fn an_id_twice_in_one_file_shows_both_lines() {
    let fault = only("title: t\ntopics:\n  - {id: open, title: A}\n  - {id: open, title: B}\n");
    assert_eq!((fault.at().as_str(), fault.code), ("a.yaml:4:10", "HK0302"));
    assert!(fault.message.contains("lines 3 and 4"), "{}", fault.message);
    assert_eq!(codes("{id: sum, do: Sum up}", "{id: sum, do: Sum up}, {id: sum, do: Again}"), ["HK0302"]);
    assert_eq!(codes("- id: wait", "- id: hello"), ["HK0302"]);
}

#[test]
fn a_name_with_two_meanings_is_told_at_the_later_place() {
    let fault = only("title: t\nemotions: [{id: sad, title: Sad, word: sad}]\ntopics: [{id: sad, title: Sad}]\n");
    assert_eq!((fault.at().as_str(), fault.code), ("a.yaml:3:15", "HK0402"));
    assert_eq!(fault.message, "`sad` is already an emotion, a.yaml:2");
    assert_eq!(only("title: t\ntopics: [{id: hold, title: Hold}]\n").code, "HK0402");
    assert_eq!(
        places("title: t\ntopics: [{id: a, title: A}]\ndispositions: [{id: a, title: A}]\n"),
        Vec::<String>::new()
    );
}

#[test]
fn cautions_are_warnings_and_the_file_loads() {
    let items = |list: String| changed("items: [{id: sum, do: Sum up}]", &format!("items: [{list}]"));
    let ten: Vec<String> = (0..10).map(|i| format!("{{id: i{i}, do: Do it}}")).collect();
    for (text, code) in [
        (items(ten.join(", ")), "HK0603"),
        (items(format!("{}, {{id: late, do: Now, killer: true}}", ten[..5].join(", "))), "HK0604"),
        (changed("goal: they know who speaks", "goal: they know who speaks and why they were called"), "HK0606"),
    ] {
        let fault = only(&text);
        assert_eq!((fault.severity, fault.code), (Severity::Warning, code));
        assert!(load(&[own("a", &text)]).library.step(&Id::from("duo.close")).is_some());
    }
    let fifth = format!("{}, {{id: late, do: Now, killer: true}}", ten[..4].join(", "));
    let why = format!("{}, {{id: late, do: Now, killer: true, because: It cannot be sooner}}", ten[..5].join(", "));
    for sound in [fifth, why, ten[..9].join(", ")] {
        assert_eq!(places(&items(sound)), Vec::<String>::new());
    }
}

#[test]
fn an_item_that_a_list_borrows_from_itself_stands_there_twice() {
    let fault = only(&changed("{use: duo.open.name}", "{use: loss.stop}"));
    assert_eq!((fault.code, fault.at().as_str()), ("HK0302", "a.yaml:37:15"));
    let twice = changed("{use: duo.open.name}", "{use: duo.open.name}\n      - {use: duo.open.name}");
    assert_eq!(places(&twice), ["38:15 HK0302"]);
}

#[test]
fn words_and_defaults_become_meanings() {
    assert_eq!(library(SMALL).frameworks[0].audience, Audience::Caller);
    let text = changed("use_when: Always.", "audience: colleague");
    assert_eq!(library(&text).frameworks[0].audience, Audience::Colleague);
    assert_eq!(library(SMALL).phrases[0].when, When::Always);
    let room = library(SMALL).scenarios[0].room;
    assert!(room.pauses && !room.hides_clock && room.budget == 1 && !room.segments);
    let text = changed(
        "    returns: duo.close\n",
        "    room: {framework: continues, clock: hidden, budget: 4, wording: segments}\n    severe: true\n",
    );
    let scenario = library(&text).scenarios.remove(0);
    let room = scenario.room;
    assert!(!room.pauses && room.hides_clock && room.budget == 4 && room.segments && scenario.severe);
}

#[test]
fn a_budget_has_its_range() {
    for budget in [0, 5, 300] {
        let text = changed("    returns: duo.close\n", &format!("    room: {{budget: {budget}}}\n"));
        assert_eq!(only(&text).code, "HK0311");
    }
}

#[test]
fn phrase_ids_may_hold_dots_and_long_ids_are_refused() {
    assert_eq!(places("title: t\nphrases: [{id: a.b-1, for: hold, say: Yes.}]\n"), Vec::<String>::new());
    for wrong in ["a..b", ".a", "a.", "a b", "é", "a/b", &"x".repeat(65)] {
        let text = format!("title: t\nphrases: [{{id: \"{wrong}\", for: hold, say: Yes.}}]\n");
        assert_eq!(only(&text).code, "HK0301", "{wrong}");
    }
}

/// A scenario with one of its lines as given.
fn scenario(line: &str) -> String {
    let whole = ["items: [{id: c, do: Wait}]", "room: {clock: hidden}", "never: []", "returns: hear.respond"];
    let key = line.split(':').next().unwrap_or_default();
    let others: String =
        whole.iter().filter(|other| !other.starts_with(key)).map(|line| format!("    {line}\n")).collect();
    format!("title: t\nscenarios:\n  - id: s\n    title: S\n    short: s\n    goal: g\n    {line}\n{others}")
}

#[test]
fn advice_speaks_of_the_keys_of_the_very_thing() {
    for (text, place, message, advice) in [
        (scenario("never:\n      - \"No.\""), "8:9", "keys are expected here", "`say:`, `why:` and `instead:`"),
        (scenario("items:\n      - \"Say sorry\""), "8:9", "keys are expected here", "`id:` and `do:`"),
        (scenario("room: clock hidden"), "7:11", "keys are expected here", "`clock: hidden`"),
        (scenario("returns: respond"), "7:14", "no step `respond`", "`hear.respond`"),
        ("title: t\ntopics:\n  -id: a\n   title: A\n".into(), "3:3", "missing after the `-`", "`- `"),
        ("title: t\ntopics:\n  - late\n".into(), "3:5", "keys are expected here", "`id:` and `title:`"),
        ("title: !now\n".into(), "1:8", "begins with `!`", "quotes"),
    ] {
        let mut files = built_in_but_ear();
        files.push(own("a.yaml", &text));
        let faults = load(&files).faults;
        assert_eq!(faults.len(), 1, "{text}\n{faults:#?}");
        let told = format!("{}:{}", faults[0].line, faults[0].column);
        assert_eq!(told, place, "{text}");
        assert!(faults[0].message.contains(message), "{}", faults[0].message);
        assert!(faults[0].fix.as_deref().is_some_and(|fix| fix.contains(advice)), "{:?}", faults[0].fix);
    }
}

#[test]
fn several_ids_in_one_text_are_to_be_put_into_brackets() {
    for places in ["hold, return", "(hold, return)", "[hold return]"] {
        let fault = only(&format!("title: t\nphrases:\n  - id: a\n    say: Yes.\n    for: {places}\n"));
        assert_eq!(fault.fix.as_deref(), Some("put several into brackets, with commas: `[hold, return]`"));
    }
}

#[test]
fn a_wrong_id_is_told_once_and_how_often_it_comes() {
    let phrase = |id: &str| format!("  - {{id: {id}, for: wilted, say: One {id}.}}\n");
    let text = format!("title: t\nphrases:\n{}", ["a", "b", "c"].map(phrase).concat());
    let fault = only(&text);
    assert_eq!((fault.line, fault.code), (3, "HK0401"));
    assert!(fault.message.ends_with("`wilted`, and 2 more places below"), "{}", fault.message);
}

#[test]
fn all_that_a_thing_lacks_is_told_in_one_run() {
    let faults = load(&[own("a.yaml", "title: t\nscenarios:\n  - id: s\n")]).faults;
    let told: Vec<_> = faults.iter().filter_map(|fault| fault.fix.as_deref()).collect();
    assert_eq!(told, ["add `title:`", "add `short:`", "add `goal:`", "add `items:`"]);
}

#[test]
fn titles_and_items_have_their_columns() {
    let long = "a title that is far too long for its place";
    for (text, place) in [
        (format!("title: t\ntopics: [{{id: a, title: {long}}}]\n"), "2:25 HK0606"),
        (
            scenario(&format!("items: [{{id: c, do: {long} {long}}}]")).replace("    returns: hear.respond\n", ""),
            "7:25 HK0606",
        ),
    ] {
        assert_eq!(places(&text), [place], "{text}");
    }
}
