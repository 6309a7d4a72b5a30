//! What `playbooks/README.md` tells authors is true: its files are sound and do what it says, its field reference is the one
//! of the shapes, and each skeleton and diff comes out of the program as it is told there.

#[path = "support/home.rs"]
mod home;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/run.rs"]
#[allow(dead_code)] // Other tests run shell lines with it.
mod run;

use std::fs;

use hearken::playbook::{self, SourceFile, model::Id, model::Layer, skeleton::kinds};
use home::Home;

const README: &str = include_str!("../playbooks/README.md");

/// The files in it, in their order.
fn files() -> Vec<SourceFile> {
    let block = |(i, text): (usize, &str)| SourceFile {
        layer: Layer::Team(0),
        name: format!("{i}.yaml"),
        bytes: text.split_once("```").expect("an end").0.into(),
    };
    README.split("```yaml\n").skip(1).enumerate().map(block).collect()
}

#[test]
fn the_field_reference_is_the_one_of_the_shapes() {
    let now = reference::renewed(README).expect("the marks are there");
    assert!(now == README, "playbooks/README.md is old: cargo run --example reference");
}

#[test]
fn its_files_are_sound_alone_and_together() {
    let files = files();
    assert!(files.len() >= 3);
    for file in &files {
        let all: Vec<SourceFile> = playbook::built_in_but_ear().into_iter().chain([file.clone()]).collect();
        assert_eq!(playbook::load(&all).faults, [], "{}", String::from_utf8_lossy(&file.bytes));
    }
    let all: Vec<SourceFile> = playbook::built_in_but_ear().into_iter().chain(files).collect();
    let loaded = playbook::load(&all);
    assert_eq!(loaded.faults, []);
    assert!(loaded.library.scenario(&Id::from("ruined-wedding")).is_some());
    assert!(loaded.library.scenario(&Id::from("interpreter")).is_none(), "the last file hides it");
}

#[test]
fn every_kind_of_warning_and_every_group_of_codes_is_explained() {
    for code in
        ["HK01", "HK02", "HK03", "HK04", "HK05", "HK0601", "HK0602", "HK0603", "HK0604", "HK0605", "HK0606", "HK0607"]
    {
        assert!(README.contains(&format!("| `{code}")), "{code}");
    }
}

#[test]
fn the_folder_it_lies_in_is_read_without_it() {
    let ran = Home::new().run(&["playbook", "check", "--strict", concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks")]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("0 errors, 0 warnings"), "{ran:?}");
}

#[test]
fn every_skeleton_passes_the_strict_check_and_keeps_its_remarks() {
    let kinds = kinds();
    let (some, others) = kinds.split_at(kinds.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| skeletons_of(others));
        skeletons_of(some);
    });
}

fn skeletons_of(kinds: &[String]) {
    let home = Home::new();
    for kind in kinds {
        let id = if kind == "remove" { "interpreter" } else { "flower-shop" };
        let name = format!("{kind}.yaml");
        let ran = home.run(&["playbook", "new", kind, id, "--out", &name]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
        let text = fs::read_to_string(home.path().join(&name)).expect("written");
        assert!(text.starts_with("# yaml-language-server: $schema=") && text.matches("# ").count() > 4, "{text}");
        assert_eq!(home.run(&["playbook", "new", kind, id]).out, text);
        let checked = home.run(&["playbook", "check", "--strict", &name]);
        assert_eq!(checked.code, Some(0), "{kind}: {checked:?}\n{text}");
        let again = home.run(&["playbook", "new", kind, id, "--out", &name]);
        assert_eq!(again.code, Some(2));
        assert!(again.err.contains("is there already") && again.err.contains("help:"), "{again:?}");
    }
}

#[test]
fn names_that_are_taken_or_wrong_are_told_with_a_way_out() {
    let home = Home::new();
    for (words, told) in [
        (["phrse", "a"], "did you mean `phrase`?"),
        (["phrase", "late parcel"], "did you mean `late-parcel`?"),
        (["scenario", "bereavement"], "there is a scenario `bereavement` already"),
        (["topic", "hold"], "is a moment of every call"),
        (["topic", "anger"], "already an emotion"),
        (["remove", "emergency"], "cannot be removed"),
        (["remove", "nowhere"], "no lower layer has `nowhere`"),
    ] {
        let ran = home.run(&["playbook", "new", words[0], words[1]]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{words:?}");
        assert!(ran.err.contains(told) && ran.err.contains("help:"), "{words:?}: {}", ran.err);
    }
}

#[test]
fn the_program_tells_what_the_layers_change() {
    let home = Home::new();
    let ran = home.run(&["playbook", "diff"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "no layer changes anything\n"));
    let text =
        "title: Flowers\nremove:\n  - interpreter\nphrases:\n  - id: ber-time\n    say: There is no hurry at all.\n";
    home.write("team/flowers.yaml", text);
    home.write("team/torn.yaml", "title: Torn\ntopics: [{id: a, titel: A}]\n");
    let ran = home.run(&["--playbooks", "team", "playbook", "diff"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for row in [
        "team 1 changes:\n",
        "- scenario interpreter: removed by team/flowers.yaml:3, was at interpreter.yaml:",
        "~ phrase ber-time: changed\n    say:\n-     was at bereavement.yaml:",
        "+     is at team/flowers.yaml:6\n+       \"There is no hurry at all.\"\n",
    ] {
        assert!(ran.out.contains(row), "{row}\n{}", ran.out);
    }
    assert!(ran.err.contains("team/torn.yaml is left out"), "{}", ran.err);
    let one = home.run(&["--playbooks", "team", "playbook", "diff", "--json", "ber-time"]);
    let value: serde_json::Value = serde_json::from_str(&one.out).expect("JSON");
    assert_eq!(value["changes"].as_array().map(Vec::len), Some(1));
    assert_eq!(value["left_out"], serde_json::json!(["team/torn.yaml"]));
    let shown = home.run(&["--playbooks", "team", "playbook", "show", "ber-time"]);
    assert!(shown.out.contains("    say: \"There is no hurry at all.\"  # team/flowers.yaml:6\n"), "{}", shown.out);
    assert!(shown.out.contains("    for: [bereavement]  # bereavement.yaml:"), "{}", shown.out);
}
