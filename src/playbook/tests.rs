//! Loading as a trainer notices it.

use super::*;

fn own(text: &str) -> Vec<SourceFile> {
    vec![SourceFile { layer: Layer::Own, name: "a.yaml".into(), bytes: text.as_bytes().to_vec() }]
}

fn print(files: &[SourceFile]) -> String {
    load(files).faults.iter().map(Diagnostic::render).collect()
}

#[test]
fn a_small_playbook_loads() {
    let loaded = load(&own(
        "title: Parcel desk\ntopics:\n  - {id: late-parcel, title: Parcel is late}\nphrases:\n  - id: late-1\n    for: late-parcel\n    say: \"I can see the parcel left on {date}.\"\n",
    ));
    assert_eq!(loaded.faults, []);
    assert_eq!(loaded.library.phrases[0].say.plain(), "I can see the parcel left on {date}.");
}

#[test]
#[ignore]
fn look() {
    let mut dir: Vec<_> = std::fs::read_dir("/work/shared/hostile").unwrap().map(|x| x.unwrap().path()).collect();
    dir.sort();
    for path in dir.iter().filter(|p| p.extension().is_some_and(|x| x == "yaml")) {
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        println!("{}", print(&[SourceFile { layer: Layer::Own, name, bytes: std::fs::read(path).unwrap() }]));
    }
}

#[test]
#[ignore]
fn look_at_content() {
    let mut files = vec![];
    let mut dir: Vec<_> = std::fs::read_dir("/work/main/playbooks").unwrap().map(|x| x.unwrap().path()).collect();
    dir.sort();
    for path in dir {
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        files.push(SourceFile { layer: Layer::BuiltIn, name, bytes: std::fs::read(path).unwrap() });
    }
    let start = std::time::Instant::now();
    let loaded = load(&files);
    println!("{:?}", start.elapsed());
    for fault in &loaded.faults {
        println!("{}", fault.render());
    }
    println!("{} phrases {} scenarios", loaded.library.phrases.len(), loaded.library.scenarios.len());
}
