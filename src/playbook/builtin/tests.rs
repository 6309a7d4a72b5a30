//! The shipped set is whole and sound.

use super::*;

#[test]
fn every_shipped_file_is_in_the_table() {
    let files = |inside: &str| -> Vec<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks/").to_string() + inside;
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
        names
            .filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"))
            .map(|name| inside.to_string() + &name)
            .collect()
    };
    let mut found = [files(""), files("cues/"), files("callers/"), files("scorecards/")].concat();
    let all = FILES.iter().chain(EAR).chain(CALLERS).chain(SCORECARDS);
    let mut known: Vec<String> = all.map(|(name, _)| name.to_string()).collect();
    found.sort();
    known.sort();
    assert_eq!(known, found);
}

#[test]
fn the_shipped_set_has_no_fault() {
    let loaded = load(&built_in());
    let faults: String = loaded.faults.iter().map(|fault| fault.render()).collect();
    assert!(faults.is_empty(), "{faults}");
    assert!(loaded.library.frameworks.len() >= 2 && !loaded.library.phrases.is_empty());
}

#[test]
fn the_emergency_family_stands_alone() {
    let all = load(&built_in()).library;
    let library = emergency();
    let family = |library: &Library| -> Vec<_> {
        library.scenarios.iter().filter(|x| x.emergency).map(|x| (x.id.clone(), x.items.clone())).collect()
    };
    assert_eq!(family(&library), family(&all));
    assert_eq!(library.scenarios.len(), family(&all).len());
    assert!(library.scenario(&HUB.into()).is_some_and(|hub| !hub.branches.is_empty()));
    assert!(!library.contacts.is_empty() && !library.phrases.is_empty());
    assert!(library.phrases.iter().flat_map(|x| &x.places).all(|place| library.scenario(place).is_some()));
    assert!(library.frameworks.is_empty());
}

#[test]
fn the_family_loads_without_the_rest() {
    let loaded = load(&built_in_emergency());
    assert_eq!(loaded.faults, []);
    let mut files = built_in_emergency();
    let text = "title: T\nphrases: [{id: a, for: emergency, say: Where are you?}]";
    files.push(SourceFile { layer: Layer::Own, name: "own.yaml".into(), bytes: text.into() });
    let loaded = load(&files);
    assert_eq!(loaded.faults, []);
    assert!(loaded.library.phrase(&"a".into()).is_some());
}
