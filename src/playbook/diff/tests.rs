//! Every change of a layer is told with both places, and nothing else is.

use super::{
    super::{
        SourceFile,
        tests::{SMALL, file, own, team},
    },
    *,
};

fn over(body: &str) -> Vec<Change> {
    let files = [file(Layer::BuiltIn, "small.yaml", SMALL), team("team.yaml", &format!("title: Team\n{body}\n"))];
    Edition::open(&files).changes(&[])
}

fn told(body: &str) -> String {
    over(body).iter().map(Change::lines).collect()
}

#[test]
fn a_layer_that_says_the_same_changes_nothing() {
    assert_eq!(over(""), []);
    assert_eq!(over("topics: [{id: late, title: Parcel is late}]"), []);
    let again: Vec<SourceFile> =
        vec![file(Layer::BuiltIn, "small.yaml", SMALL), file(Layer::Team(0), "copy.yaml", SMALL)];
    assert_eq!(Edition::open(&again).changes(&[]), []);
}

#[test]
fn a_field_is_told_with_both_values_and_both_places() {
    assert_eq!(
        told("phrases:\n  - id: hello\n    say: Hello there."),
        "~ phrase hello: changed\n    say:\n-     was at small.yaml:22\n-       \"Good {daypart}, this is {agent}. How can I \
         help?\"\n+     is at team.yaml:4\n+       \"Hello there.\"\n"
    );
}

#[test]
fn a_field_that_was_not_there_is_only_added() {
    assert_eq!(
        told("phrases: [{id: hello, when: opening}]"),
        "~ phrase hello: changed\n    when:\n+     is at team.yaml:2\n+       opening\n"
    );
}

#[test]
fn what_is_new_is_told_as_a_whole() {
    assert_eq!(
        told("topics:\n  - {id: florist, title: Florist}"),
        "+ topic florist: added at team.yaml:3\n+     id: florist\n+     title: Florist\n"
    );
}

#[test]
fn what_is_removed_names_the_line_that_asked_for_it() {
    assert_eq!(told("remove:\n  - late"), "- topic late: removed by team.yaml:3, was at small.yaml:42\n");
    assert_eq!(told("remove: [loss.stop]"), "- item loss.stop: removed by team.yaml:2, was at small.yaml:36\n");
}

#[test]
fn parts_with_ids_are_things_of_their_own() {
    let text = told("scenarios: [{id: loss, items: [{id: stop, killer: false}, {id: badge, do: Say it}]}]");
    assert!(
        text.starts_with("~ item loss.stop: changed\n    killer:\n-     was at small.yaml:36\n-       true\n"),
        "{text}"
    );
    assert!(
        text.ends_with("+ item loss.badge: added at team.yaml:2\n+     id: badge\n+     do: \"Say it\"\n"),
        "{text}"
    );
    let text = told("frameworks: [{id: duo, steps: [{id: close, goal: all said}]}]");
    assert!(text.starts_with("~ step duo.close: changed\n    goal:\n"), "{text}");
}

#[test]
fn a_group_of_keys_is_told_key_by_key() {
    let files = [
        file(Layer::BuiltIn, "small.yaml", SMALL),
        team("team.yaml", "title: T\nscenarios: [{id: loss, room: {budget: 2, clock: hidden}}]\n"),
        own("own.yaml", "title: O\nscenarios: [{id: loss, room: {budget: 3}}]\n"),
    ];
    let changes = Edition::open(&files).changes(&[]);
    assert_eq!(changes.iter().map(|change| change.layer).collect::<Vec<_>>(), [Layer::Team(0), Layer::Own]);
    let What::Changed(fields) = &changes[1].what else { panic!("{changes:#?}") };
    assert_eq!(fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["room.budget"]);
    assert_eq!(fields[0].old.as_ref().map(|old| old.at.file.as_str()), Some("team.yaml"));
}

#[test]
fn a_list_without_ids_is_told_as_a_whole() {
    let text = told("scenarios: [{id: loss, never: []}]");
    assert!(text.contains("    never:\n-     was at small.yaml:39\n-       - say: \"I know\"\n"), "{text}");
    assert!(text.contains("+     is at team.yaml:2\n+       []\n"), "{text}");
}

#[test]
fn what_is_removed_and_given_again_has_lost_its_other_fields() {
    let text = told("remove: [wait]\nphrases: [{id: wait, for: hold, say: One moment.}]");
    assert!(text.starts_with("~ phrase wait: changed\n"), "{text}");
    assert!(text.contains("    when:\n-     was at small.yaml:29\n-       waited\n"), "{text}");
}

#[test]
fn only_what_is_asked_for_is_told() {
    let files = [
        file(Layer::BuiltIn, "small.yaml", SMALL),
        team("team.yaml", "title: T\nremove: [loss.stop, late]\nphrases: [{id: hello, say: Hello there.}]\n"),
    ];
    let changes = |ids: &[&str]| {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        Edition::open(&files).changes(&ids).iter().map(|change| change.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(changes(&[]), ["hello", "loss.stop", "late"]);
    assert_eq!(changes(&["loss"]), ["loss.stop"]);
    assert_eq!(changes(&["late", "hello"]), ["hello", "late"]);
    assert!(changes(&["los"]).is_empty());
}

#[test]
fn faulty_files_change_nothing() {
    assert_eq!(over("topics: [{id: late, titel: X}]"), []);
}

#[test]
fn programs_get_values_and_not_words() {
    let json = over("scenarios: [{id: loss, severe: true, room: {budget: 2}}]")[0].to_json();
    let expected = json!([
        {"field": "severe", "old": null, "old_at": null, "new": true, "new_at": "team.yaml:2"},
        {"field": "room", "old": null, "old_at": null, "new": {"budget": 2}, "new_at": "team.yaml:2"},
    ]);
    assert_eq!(json["fields"], expected);
    assert_eq!((&json["layer"], &json["kind"], &json["id"]), (&json!("team 1"), &json!("scenario"), &json!("loss")));
    assert_eq!(over("remove: [late]")[0].to_json()["removed_at"], "team.yaml:2");
}

#[test]
fn nothing_a_terminal_would_obey_is_told() {
    let files = [
        file(Layer::BuiltIn, "small.yaml", SMALL),
        own("a\u{1b}[2J.yaml", "title: t\ntopics: [{id: late, title: \"x\\x1b[2J\\u202Ey\"}]\n"),
    ];
    for change in Edition::open(&files).changes(&[]) {
        let all = format!("{}{}", change.lines(), change.to_json());
        assert!(all.chars().all(|c| c == '\n' || !crate::text::is_unsafe(c)), "{all:?}");
    }
}
