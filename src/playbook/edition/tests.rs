//! Every field says where it comes from, layer by layer.

use super::{
    super::{
        built_in_but_ear,
        tests::{SMALL, file, own, team},
    },
    *,
};

fn layered() -> Edition {
    Edition::open(&[
        file(Layer::BuiltIn, "small.yaml", SMALL),
        team(
            "team.yaml",
            "title: T\nphrases:\n  - id: hello\n    say: Hello there.\nscenarios:\n  - id: loss\n    room: {clock: hidden}\n    \
             items:\n      - id: badge\n        do: Say your badge number\n",
        ),
        own(
            "own.yaml",
            "title: O\nscenarios:\n  - id: loss\n    room:\n      budget: 3\nphrases:\n  - {id: hello, when: opening}\n",
        ),
    ])
}

#[test]
fn each_field_of_a_layered_thing_says_its_line() {
    assert_eq!(
        layered().show("hello").expect("there"),
        "# from own.yaml:7\nphrases:\n  - id: hello  # own.yaml:7\n    for: [duo.open, grumpy]  # small.yaml:21\n    \
         say: \"Hello there.\"  # team.yaml:4\n    when: opening  # own.yaml:7\n    not_in: [loss]  # small.yaml:23\n"
    );
}

#[test]
fn so_does_each_entry_of_a_list_and_each_part_of_a_room() {
    let text = layered().show("loss").expect("there");
    for row in [
        "      clock: hidden  # team.yaml:7\n      budget: 3  # own.yaml:5\n",
        "      - id: stop  # small.yaml:36\n        do: \"Stop the script\"  # small.yaml:36\n",
        "      - id: badge  # team.yaml:9\n        do: \"Say your badge number\"  # team.yaml:10\n",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
}

#[test]
fn what_one_file_gave_has_one_line_for_all() {
    let text = layered().show("late").expect("there");
    assert_eq!(text, "# from small.yaml:42\ntopics:\n  - id: late\n    title: \"Parcel is late\"\n");
}

#[test]
fn places_beside_the_lines_are_only_remarks() {
    let edition = layered();
    for id in ["hello", "loss", "duo"] {
        let text = format!("title: again\n{}", edition.show(id).expect("there"));
        let after = super::super::load(&[file(Layer::BuiltIn, "small.yaml", SMALL), own("again.yaml", &text)]);
        assert_eq!(after.faults, [], "{text}");
    }
}

#[test]
fn files_with_faults_are_named_and_nothing_of_them_is_shown() {
    let files = [
        file(Layer::BuiltIn, "small.yaml", SMALL),
        own("bad.yaml", "title: b\ntopics: [{id: late, titel: X}]\nzz: 1\n"),
    ];
    let edition = Edition::open(&files);
    assert_eq!(edition.left_out().map(|fault| fault.at()).collect::<Vec<_>>(), ["bad.yaml:2:21"]);
    assert!(edition.show("late").expect("there").contains("Parcel is late"));
    assert_eq!(edition.show("nothing"), None);
}

#[test]
fn everything_that_is_shipped_can_be_shown_and_loads_again() {
    let edition = Edition::open(&built_in_but_ear());
    let mut seen = 0;
    for (_, id) in edition.loaded.library.origins.keys() {
        let text = format!("title: again\n{}", edition.show(id.as_str()).expect("there"));
        let files: Vec<SourceFile> = built_in_but_ear().into_iter().chain([own("again.yaml", &text)]).collect();
        if seen % 9 == 0 {
            assert_eq!(super::super::load(&files).faults, [], "{text}");
        }
        seen += 1;
    }
    assert!(seen > 200);
}
