//! The schema that editors read is the one that the shapes give, takes every shipped playbook, and refuses of the broken
//! ones what a schema can tell.

use std::{fs, path::Path};

use hearken::playbook::{self, SourceFile, model::Layer, schema};
use jsonschema::Validator;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator() -> Validator {
    jsonschema::draft7::new(&schema::value()).expect("a sound schema")
}

/// As editors read YAML: `NO` is a text. Nothing where it cannot be read.
fn json(text: &str) -> Option<Value> {
    serde_yaml::from_str_with_options(text, serde_yaml::options! { strict_booleans: true }).ok()
}

#[test]
fn the_shipped_schema_is_the_one_of_the_shapes() {
    let kept = fs::read_to_string(root().join("assets/playbook.schema.json")).unwrap_or_default();
    assert!(
        kept.replace("\r\n", "\n") == schema::text(),
        "assets/playbook.schema.json is old: cargo run -- playbook schema > assets/playbook.schema.json"
    );
}

#[test]
fn every_shipped_playbook_is_accepted() {
    let validator = validator();
    for SourceFile { name, bytes, .. } in playbook::built_in() {
        let value = std::str::from_utf8(&bytes).ok().and_then(json).expect("YAML");
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{name}\n{}", faults.join("\n"));
    }
}

/// Codes that a schema can tell: unknown keys, wrong types, missing ids and titles, no map at all, ids, choices, slots,
/// times, countries, dates, numbers, lists without an entry, texts without a letter,
/// numbers out of their range.
const TOLD: [&str; 13] = [
    "HK0201", "HK0202", "HK0204", "HK0301", "HK0304", "HK0307", "HK0308", "HK0309", "HK0310", "HK0311", "HK0312",
    "HK0313", "HK0319",
];

/// Files with such a fault that pass all the same, and why.
const PASSED: [(&str, &str); 1] =
    [("53-invisible-text.yaml", "a text of nothing but letters that nobody sees is a text to a schema")];

/// What a schema cannot tell: a text that cannot be read at all (HK01), a field that no layer gives (HK0203: a lower one
/// may), what comes twice (HK0302), sums (HK0303), columns (HK0305), words (HK0306), `use` beside other keys (HK0314), what
/// an id names (HK04), the emergency list (HK05), and style (HK06).
#[test]
fn of_the_hostile_files_it_refuses_what_a_schema_can_tell() {
    let validator = validator();
    let (mut refused, mut accepted) = (0, 0);
    for entry in fs::read_dir(root().join("tests/hostile")).expect("a folder") {
        let path = entry.expect("readable").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("readable");
        if !name.ends_with(".yaml") {
            continue;
        }
        let mut files = playbook::built_in_but_ear();
        files.push(SourceFile { layer: Layer::Own, name: name.clone(), bytes: bytes.clone() });
        let faults = playbook::load(&files).faults;
        let Some(value) = std::str::from_utf8(&bytes).ok().and_then(json) else {
            continue;
        };
        let told = faults.iter().any(|fault| TOLD.contains(&fault.code));
        if PASSED.iter().any(|(passed, _)| *passed == name) {
            assert!(told && validator.is_valid(&value), "{name} is told by a schema too");
        } else if told {
            assert!(!validator.is_valid(&value), "{name} passes: {faults:#?}");
            refused += 1;
        } else if faults.is_empty() {
            assert!(validator.is_valid(&value), "{name}: {:?}", validator.validate(&value));
            accepted += 1;
        }
    }
    assert!(refused >= 10 && accepted >= 4, "{refused} refused, {accepted} accepted");
}
