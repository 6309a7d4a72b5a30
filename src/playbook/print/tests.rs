//! What is shown can be read, says where it comes from, and can be read back.

use super::super::{
    Edition, SourceFile, built_in_but_ear, load,
    model::{Id, Layer},
    tests::{SMALL, file, library, own, team},
};

fn show(files: &[SourceFile], name: &str) -> Option<String> {
    Edition::open(files).show(name)
}

fn shown(name: &str) -> String {
    show(&[own("a.yaml", SMALL)], name).expect("there")
}

#[test]
fn a_phrase_is_shown_with_its_origin() {
    assert_eq!(
        shown("hello"),
        "# from a.yaml:20\nphrases:\n  - id: hello\n    for: [duo.open, grumpy]\n    \
         say: \"Good {daypart}, this is {agent}. How can I help?\"\n    not_in: [loss]\n"
    );
}

#[test]
fn an_opening_without_a_full_stop_keeps_its_line() {
    assert!(
        shown("wait").contains("    say: |-\n      Thanks for waiting\n      I have it here now.\n    when: waited\n")
    );
}

#[test]
fn a_scenario_is_shown_whole() {
    let text = shown("loss");
    for part in [
        "# from a.yaml:31\nscenarios:\n  - id: loss\n    title: \"A loss\"\n    short: loss\n",
        "      - id: stop\n        do: \"Stop the script\"\n        killer: true\n      - use: duo.open.name\n",
        "    returns: duo.close\n",
        "      - say: \"I know\"\n        why: \"You don't\"\n        instead: \"I'm sorry\"\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn each_kind_of_thing_can_be_shown() {
    for (name, head) in [
        ("duo", "frameworks:\n  - id: duo\n    title: DUO\n    use_when: Always.\n".to_string()),
        ("duo.open", "frameworks:\n  - id: duo\n    steps:\n      - id: open\n".into()),
        ("grumpy", "emotions:\n  - id: grumpy\n    title: Grumpy\n    word: grumpy\n".into()),
        ("late", "topics:\n  - id: late\n    title: \"Parcel is late\"\n".into()),
        ("no-loss", "contacts:\n  - id: no-loss\n    country: \"NO\"\n    for: loss\n".into()),
        (
            "loss.stop",
            "scenarios:\n  - id: loss\n    items:\n      - id: stop\n        do: \"Stop the script\"\n        killer: true\n".into(),
        ),
        ("duo.open.name", "        items:\n          - id: name\n            do: \"Say your name. Then theirs.\"\n".into()),
    ] {
        let text = shown(name);
        assert!(text.starts_with("# from a.yaml:"), "{text}");
        assert!(text.contains(&head), "{text}");
    }
    assert!(shown("duo").contains("target: \"2:00\"") && shown("duo").contains("        share: 40\n"));
    assert_eq!(show(&[own("a.yaml", SMALL)], "nothing"), None);
}

#[test]
fn what_is_in_force_is_shown_not_what_was_first() {
    let files = [
        file(Layer::BuiltIn, "small.yaml", SMALL),
        team("team.yaml", "title: T\n\ntopics:\n  - {id: late, title: \"Say \\\"late\\\"\"}\n"),
    ];
    let text = show(&files, "late").expect("there");
    assert_eq!(text, "# from team.yaml:4\ntopics:\n  - id: late\n    title: \"Say \\\"late\\\"\"\n");
}

#[test]
fn things_that_merge_read_back_as_they_were() {
    let before = library(SMALL);
    for name in ["hello", "wait", "grumpy", "late", "no-loss", "loss", "loss.stop", "duo", "duo.open", "duo.open.name"]
    {
        let text = format!("title: again\n{}", shown(name));
        let after = load(&[file(Layer::BuiltIn, "a.yaml", SMALL), own("b.yaml", &text)]);
        assert_eq!(after.faults, [], "{text}");
        assert_eq!(after.library.phrases, before.phrases);
        assert_eq!(after.library.emotions, before.emotions);
        assert_eq!(after.library.topics, before.topics);
        assert_eq!(after.library.scenarios, before.scenarios);
        assert_eq!(after.library.frameworks, before.frameworks);
    }
}

/// What is shown of one thing, without the lines above its list.
fn entry(edition: &Edition, id: &Id) -> String {
    let text = edition.show(id.as_str()).expect("there");
    text.lines().skip_while(|row| !row.starts_with("  - ")).map(|row| format!("{row}\n")).collect()
}

#[test]
fn every_shipped_phrase_reads_back_as_it_was() {
    let before = load(&built_in_but_ear()).library;
    let edition = Edition::open(&built_in_but_ear());
    let entries: String = before.phrases.iter().map(|phrase| entry(&edition, &phrase.id)).collect();
    let mut files = built_in_but_ear();
    files.push(own("again.yaml", &format!("title: Again\nphrases:\n{entries}")));
    let after = load(&files);
    assert_eq!(after.faults, []);
    assert_eq!(after.library.phrases, before.phrases);
    assert!(before.phrases.len() > 100);
}

#[test]
fn every_shipped_mood_and_number_reads_back_as_it_was() {
    let before = load(&built_in_but_ear()).library;
    let edition = Edition::open(&built_in_but_ear());
    let emotions: String = before.emotions.iter().map(|emotion| entry(&edition, &emotion.id)).collect();
    let contacts: String = before.contacts.iter().map(|contact| entry(&edition, &contact.id)).collect();
    let mut files = built_in_but_ear();
    files.push(own("again.yaml", &format!("title: Again\nemotions:\n{emotions}contacts:\n{contacts}")));
    let after = load(&files);
    assert_eq!(after.faults, []);
    assert_eq!(after.library.emotions, before.emotions);
    assert_eq!(after.library.contacts, before.contacts);
}

#[test]
fn texts_that_yaml_would_bend_are_quoted() {
    for title in [
        "NO", "1.10", "null", "~", "a: b", "- a", "a # b", "\"a\"", "it's", "C:\\x", "{a}", "[a]", "@a", " a", "é",
        "true",
    ] {
        let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
        let file = format!("title: t\ntopics: [{{id: a, title: \"{quoted}\"}}]\n");
        let before = library(&file);
        let text = show(&[own("a.yaml", &file)], "a").expect("there");
        let after = library(&format!("title: t\n{text}"));
        assert_eq!(after.topics, before.topics, "{text}");
    }
}

#[test]
fn an_id_of_two_kinds_is_shown_in_both() {
    let text = "title: t\ntopics: [{id: late, title: Late}]\nphrases: [{id: late, for: late, say: One moment.}]\n";
    let shown = show(&[own("a.yaml", text)], "late").expect("there");
    assert!(shown.contains("topics:\n") && shown.contains("phrases:\n"), "{shown}");
    assert_eq!(shown.matches("# from a.yaml:").count(), 2);
}

#[test]
fn nothing_a_terminal_would_obey_is_shown() {
    let text = "title: t\ntopics: [{id: a, title: \"x\\x1b[2J\\u202Ey\"}]\nphrases: [{id: a, for: a, say: \"Hello \\x1b]0;x\\x07 there.\", source: \"S\\x9b\"}]\n";
    let files = [own("a\u{1b}.yaml", text)];
    let shown = show(&files, "a").expect("there");
    assert!(shown.chars().all(|c| c == '\n' || !crate::text::is_unsafe(c)), "{shown:?}");
    assert!(shown.contains("<U+001B>[2J<U+202E>"), "{shown}");
}
