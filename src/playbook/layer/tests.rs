//! Layers over each other.

use super::super::{
    Loaded, SourceFile, load,
    model::{Id, Kind, Layer, Library},
    tests::{SMALL, file, own, team},
};

/// The small playbook as the lowest layer, with a team's file over it.
fn over(body: &str) -> Loaded {
    load(&[file(Layer::BuiltIn, "small.yaml", SMALL), team("team.yaml", &format!("title: Team\n{body}\n"))])
}

fn sound(body: &str) -> Library {
    let loaded = over(body);
    assert_eq!(loaded.faults, [], "{body}");
    loaded.library
}

fn id(text: &str) -> Id {
    Id::from(text)
}

#[test]
fn fields_given_replace_and_the_others_stay() {
    let library = sound("scenarios: [{id: loss, short: grief, room: {budget: 2}, never: []}]");
    let loss = library.scenario(&id("loss")).expect("there");
    assert_eq!((loss.short.as_str(), loss.title.as_str(), loss.room.budget), ("grief", "A loss", 2));
    assert!(loss.never.is_empty());
    assert_eq!(loss.items.len(), 2);
}

#[test]
fn a_room_keeps_what_a_higher_layer_does_not_name() {
    let low = "title: L\nscenarios: [{id: s, title: S, short: s, goal: g, room: {clock: hidden}, items: [{id: x, do: Wait}]}]\n";
    let high = "title: H\nscenarios: [{id: s, room: {budget: 3}}]\n";
    let room = load(&[team("low", low), own("high", high)]).library.scenarios[0].room;
    assert!(room.hides_clock && room.budget == 3);
}

#[test]
fn steps_and_items_merge_by_id_and_new_ones_are_appended() {
    let library = sound(
        "frameworks:\n  - id: duo\n    steps:\n      - {id: open, items: [{id: name, do: Say who you are}, {id: smile, do: Smile}]}\n",
    );
    let step = library.step(&id("duo.open")).expect("there");
    let items: Vec<_> = step.items.iter().map(|item| (item.id.as_str(), item.text.plain(), item.killer)).collect();
    assert_eq!(
        items,
        [("duo.open.name", "Say who you are".to_string(), true), ("duo.open.smile", "Smile".to_string(), false)]
    );
    assert_eq!(library.frameworks[0].steps.len(), 2);
}

#[test]
fn lists_without_ids_replace() {
    let library = sound("phrases: [{id: hello, for: hold}]");
    let phrase = library.phrase(&id("hello")).expect("there");
    assert_eq!(phrase.places, [id("hold")]);
    assert_eq!(phrase.not_in, [id("loss")]);
}

#[test]
fn what_is_removed_is_gone_and_nobody_is_blamed_for_naming_it() {
    for (removed, gone) in [
        ("late", Kind::Topic),
        ("hello", Kind::Phrase),
        ("loss", Kind::Scenario),
        ("grumpy", Kind::Emotion),
        ("no-loss", Kind::Contact),
        ("duo", Kind::Framework),
    ] {
        let library = sound(&format!("remove: [{removed}]"));
        assert!(!library.origins.contains_key(&(gone, id(removed))), "{removed}");
    }
}

#[test]
fn removing_a_thing_takes_its_name_out_of_what_refers_to_it() {
    let library = sound("remove: [grumpy, duo]");
    assert!(library.phrase(&id("hello")).is_none(), "no place is left");
    let loss = library.scenario(&id("loss")).expect("there");
    assert_eq!(loss.returns, None);
    assert_eq!(loss.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["loss.stop"]);
}

#[test]
fn items_and_steps_are_removed_by_their_full_ids() {
    let library = sound("remove: [loss.stop]");
    assert_eq!(library.scenario(&id("loss")).map(|loss| loss.items.len()), Some(1));
    let library = sound("remove: [duo.open]\nframeworks: [{id: duo, steps: [{id: close, share: 100}]}]");
    assert_eq!(library.frameworks[0].steps.len(), 1);
}

#[test]
fn a_removal_that_leaves_a_framework_unsound_is_told_where_it_was_asked_for() {
    let loaded = over("remove: [duo.open]");
    assert_eq!(loaded.faults.len(), 1, "{:#?}", loaded.faults);
    assert_eq!((loaded.faults[0].at().as_str(), loaded.faults[0].code), ("team.yaml:2:10", "HK0303"));
    assert_eq!(loaded.library.frameworks[0].steps.len(), 2);
}

#[test]
fn emptying_a_list_is_told_where_it_was_asked_for() {
    let loaded = over("remove: [duo.close.sum]");
    assert_eq!((loaded.faults[0].at().as_str(), loaded.faults[0].code), ("team.yaml:2:10", "HK0312"));
}

#[test]
fn removing_nothing_names_the_nearest() {
    let loaded = over("remove: [lats, duo.opne]");
    let told: Vec<_> = loaded.faults.iter().map(|fault| (fault.code, fault.fix.as_deref().unwrap_or(""))).collect();
    assert_eq!(told, [("HK0404", "did you mean `late`?"), ("HK0404", "did you mean `duo.open`?")]);
}

#[test]
fn a_file_may_replace_what_it_removes() {
    let library = sound("remove: [late]\ntopics: [{id: late, title: Other}]");
    assert_eq!(library.topics.len(), 1);
    assert_eq!(library.topics[0].title, "Other");
    let loaded = over("remove: [late]\ntopics: [{id: late}]");
    assert!(loaded.faults.iter().any(|fault| fault.code == "HK0203" && fault.file == "team.yaml"));
}

#[test]
fn a_partial_definition_of_nothing_is_incomplete() {
    let loaded = over("phrases: [{id: nobody, say: Hello there.}]");
    assert_eq!(loaded.faults.len(), 1);
    assert_eq!((loaded.faults[0].at().as_str(), loaded.faults[0].code), ("team.yaml:2:11", "HK0203"));
}

#[test]
fn a_partial_definition_of_what_was_left_out_is_a_warning() {
    let bad = team("bad.yaml", "title: Bad\nbogus: 1\ntopics: [{id: lost, title: Lost}]\n");
    let loaded = load(&[bad, own("own.yaml", "title: Own\nphrases: []\ntopics: [{id: lost}]\n")]);
    let own: Vec<_> = loaded.faults.iter().filter(|fault| fault.file == "own.yaml").map(|fault| fault.code).collect();
    assert_eq!(own, ["HK0607"]);
}

#[test]
fn two_files_of_one_layer_merge_in_order() {
    let one = team("1.yaml", "title: 1\ntopics: [{id: a, title: One}]\n");
    let two = team("2.yaml", "title: 2\ntopics: [{id: a, title: Two}]\n");
    let title = |files: &[_]| load(files).library.topics[0].title.clone();
    assert_eq!(title(&[one.clone(), two.clone()]), "Two");
    assert_eq!(title(&[two, one]), "One");
}

/// What a review tells of an id that two files of a folder have, with its advice.
fn rivals(files: &[SourceFile]) -> Vec<String> {
    let faults = super::super::review(files, "2026-11-21".parse().expect("a day"));
    let told =
        |fault: &super::super::Diagnostic| format!("{} {}", fault.one_line(), fault.fix.clone().unwrap_or_default());
    faults.iter().filter(|fault| fault.code == "HK0615").map(told).collect()
}

#[test]
fn an_id_in_two_files_of_a_folder_is_told_at_the_later_one() {
    let one = "title: a\nphrases:\n  - {id: q-c, for: hold, say: One moment.}\n";
    let two = one.replace("One moment", "Please hold");
    assert_eq!(
        rivals(&[team("a.yaml", one), team("b.yaml", &two)]),
        [
            "b.yaml:3:10 `q-c` is in a.yaml:3 too, of the same folder; this one counts keep one of the two, or give this \
          one another id"
        ]
    );
    assert_eq!(rivals(&[team("a.yaml", one), own("b.yaml", &two)]), Vec::<String>::new());
    assert_eq!(rivals(&[team("a.yaml", one), team("b.yaml", one)]), Vec::<String>::new());
    let more = "title: b\nphrases:\n  - {id: q-c, when: waited}\n";
    assert_eq!(rivals(&[team("a.yaml", one), team("b.yaml", more)]), Vec::<String>::new());
    let built_in = |name, text: &str| file(Layer::BuiltIn, name, text);
    assert_eq!(rivals(&[built_in("a.yaml", one), built_in("b.yaml", &two)]), Vec::<String>::new());
    // What lies below both is no rival of either.
    let say = "title: c\nphrases:\n  - {id: q-c, say: Just a second.}\n";
    assert_eq!(rivals(&[built_in("a.yaml", one), team("b.yaml", more), team("c.yaml", say)]), Vec::<String>::new());
}

#[test]
fn what_a_file_of_the_same_folder_removes_is_told() {
    let one = "title: a\ntopics: [{id: q-one, title: One}]\n";
    let two = "title: b\nremove: [q-one]\n";
    assert_eq!(
        rivals(&[team("a.yaml", one), team("b.yaml", two)]),
        ["b.yaml:2:10 `q-one` stands in a.yaml:2, of the same folder take it out there: `remove` is for lower layers"]
    );
    assert_eq!(rivals(&[team("a.yaml", one), own("b.yaml", two)]), Vec::<String>::new());
}
