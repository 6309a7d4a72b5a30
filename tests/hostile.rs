//! Files that were written to break things: each gets its verdict at the place where a person would point, nothing raw
//! from it is ever told, and neither the other playbooks nor the emergency checklist suffer.
//!
//! `tests/hostile/expect.tsv` holds file, verdict and every fault as `line:column:code`.

#[path = "support/home.rs"]
mod home;
#[path = "support/run.rs"]
#[allow(dead_code)] // Other tests run shell lines with it.
mod run;

use std::{collections::BTreeSet, fs, path::PathBuf};

use hearken::{
    playbook::{self, Diagnostic, Loaded, SourceFile, model::Id, model::Layer, model::Library},
    text::is_unsafe,
};
use home::Home;
use run::Ran;

/// A file of the corpus and what is expected of it.
struct Case {
    name: String,
    verdict: String,
    faults: String,
    bytes: Vec<u8>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/hostile")
}

fn cases() -> Vec<Case> {
    let table = fs::read_to_string(folder().join("expect.tsv")).expect("the table is there");
    let row = |row: &str| {
        let [name, verdict, faults] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let bytes = fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        Case { name: name.into(), verdict: verdict.into(), faults: faults.into(), bytes }
    };
    table.lines().skip(1).map(row).collect()
}

fn file(layer: Layer, name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { layer, name: name.into(), bytes: bytes.into() }
}

/// The built-in playbooks with these laid over them.
fn load(more: impl IntoIterator<Item = SourceFile>) -> Loaded {
    let mut files = playbook::built_in_but_ear();
    files.extend(more);
    let Loaded { library, .. } = playbook::load(&files);
    Loaded { library, faults: playbook::review(&files, "2026-11-21".parse().expect("a day")) }
}

fn verdict(faults: &[Diagnostic]) -> &'static str {
    match faults {
        [] => "accept",
        faults if faults.iter().any(Diagnostic::is_error) => "reject",
        _ => "warn",
    }
}

/// Everything a fault tells, in every form.
fn told(fault: &Diagnostic) -> String {
    let fix = fault.fix.as_deref().unwrap_or_default();
    let rows = [&fault.file, &fault.source, &fault.message, &fault.label, fix, &fault.one_line(), &fault.at()];
    format!("{}\n{}\n{}", rows.join("\n"), fault.render(), fault.to_json())
}

/// The emergency family's killer items, with their words and the list they stand in.
fn killers(library: &Library) -> BTreeSet<String> {
    let family = library.scenarios.iter().filter(|scenario| scenario.emergency || scenario.id.as_str() == "emergency");
    let items = family.flat_map(|scenario| scenario.items.iter().map(move |item| (scenario, item)));
    let killers = items.filter(|(_, item)| item.killer);
    killers.map(|(scenario, item)| format!("{}: {} {}", scenario.id, item.id, item.text.plain())).collect()
}

#[test]
fn every_file_of_the_corpus_is_in_the_table() {
    let listed: BTreeSet<String> = cases().into_iter().map(|case| case.name).collect();
    let there = fs::read_dir(folder()).expect("the folder is there");
    let there = there.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    assert_eq!(listed, there.filter(|name| name.ends_with(".yaml")).collect());
}

#[test]
fn every_file_gets_its_verdict_and_every_fault_its_place() {
    let mut wrong = String::new();
    for case in cases() {
        let faults = load([file(Layer::Own, &case.name, case.bytes)]).faults;
        let place = |fault: &Diagnostic| {
            let other = if fault.file == case.name { "" } else { "blames-another-file:" };
            format!("{other}{}:{}:{}", fault.line, fault.column, fault.code)
        };
        let places: Vec<String> = faults.iter().map(place).collect();
        let places = if places.is_empty() { "-".into() } else { places.join(" ") };
        if (verdict(&faults), &places) != (&case.verdict, &case.faults) {
            let expected = format!("{} {}", case.verdict, case.faults);
            wrong.push_str(&format!(
                "{}\n  expected {expected}\n  told     {} {places}\n",
                case.name,
                verdict(&faults)
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn nothing_raw_from_a_file_is_told_and_every_fault_says_how_to_mend_it() {
    for case in cases() {
        let name = format!("{}\u{1b}[2J\u{202E}\n", case.name);
        for fault in load([file(Layer::Own, &name, case.bytes)]).faults {
            let told = told(&fault);
            assert!(told.chars().all(|c| c == '\n' || !is_unsafe(c)), "{}: {:?}", case.name, told);
            assert!(fault.fix.as_deref().is_some_and(|fix| !fix.is_empty()), "{}: {}", case.name, fault.one_line());
            assert!(fault.render().lines().all(|row| row.chars().count() < 400), "{}", fault.render());
        }
    }
}

#[test]
fn what_is_loaded_is_clean_too() {
    for case in cases().into_iter().filter(|case| case.verdict != "reject") {
        let library = load([file(Layer::Own, &case.name, case.bytes)]).library;
        let topics = library.topics.iter().map(|topic| topic.title.clone());
        let texts = topics.chain(library.phrases.iter().map(|phrase| phrase.say.plain()));
        for text in texts {
            assert!(text.chars().all(|c| c == '\u{200D}' || !is_unsafe(c)), "{}: {text:?}", case.name);
        }
    }
}

#[test]
fn no_file_stops_another_or_takes_anything_from_the_emergency_list() {
    let good = |layer| {
        file(
            layer,
            "good.yaml",
            "title: Good\ntopics: [{id: florist, title: Florist}]\nphrases: [{id: roses, for: florist, say: One moment please.}]\n",
        )
    };
    let whole = killers(&load([]).library);
    assert!(whole.len() >= 12, "{whole:?}");
    let check = |name: &str, loaded: Loaded| {
        let others: Vec<_> = loaded.faults.iter().filter(|fault| fault.file == "good.yaml").collect();
        assert!(others.is_empty(), "{name}: {others:#?}");
        assert!(loaded.library.phrase(&Id::from("roses")).is_some(), "{name}");
        assert!(killers(&loaded.library).is_superset(&whole), "{name}");
        assert!(loaded.library.scenario(&Id::from("emergency")).is_some_and(|hub| hub.branches.len() >= 3), "{name}");
    };
    for case in cases() {
        check(&case.name, load([file(Layer::Team(0), &case.name, case.bytes.clone()), good(Layer::Own)]));
        check(&case.name, load([file(Layer::Own, &case.name, case.bytes), good(Layer::Team(0))]));
    }
    let bad = cases().into_iter().filter(|case| case.verdict == "reject");
    check("all at once", load(bad.map(|case| file(Layer::Own, &case.name, case.bytes)).chain([good(Layer::Team(0))])));
    assert!(killers(&playbook::emergency()).is_superset(&whole));
}

#[test]
fn one_run_tells_the_faults_of_all_files() {
    let all = load(cases().into_iter().map(|case| file(Layer::Own, &case.name, case.bytes)));
    for case in cases().into_iter().filter(|case| case.verdict == "reject") {
        let first = case.faults.split(' ').next().unwrap_or_default();
        let places: Vec<String> = all
            .faults
            .iter()
            .filter(|fault| fault.file == case.name)
            .map(|fault| format!("{}:{}:{}", fault.line, fault.column, fault.code))
            .collect();
        assert!(places.iter().any(|place| place == first), "{}: {first} is not among {places:?}", case.name);
    }
}

#[test]
fn what_is_accepted_means_what_was_written() {
    let of = |name: &str| {
        let case = cases().into_iter().find(|case| case.name == name).expect("in the corpus");
        load([file(Layer::Own, "same.yaml", case.bytes)]).library
    };
    let plain = of("00-good-minimal.yaml");
    assert!(plain.phrase(&Id::from("open")).is_some());
    for same in ["62-utf8-bom.yaml", "63-crlf.yaml", "64-cr-only.yaml"] {
        assert_eq!(of(same).phrases, plain.phrases, "{same}");
        assert_eq!(of(same).topics, plain.topics, "{same}");
        assert_eq!(of(same).origins, plain.origins, "{same}");
    }
    let norway = of("26-norway.yaml");
    let title = |id: &str| norway.topic(&Id::from(id)).map(|topic| topic.title.as_str());
    let titles = ["no", "v", "time", "oct", "tel"].map(title);
    assert_eq!(titles, ["NO", "1.10", "12:30:45", "0o17", "0044123"].map(Some));
    let repeated = of("39-aliases-that-are-fine.yaml");
    assert_eq!(repeated.phrase(&Id::from("b")).map(|phrase| phrase.places.len()), Some(2));
    let added = of("83-emergency-added-to.yaml");
    let hub = added.scenario(&Id::from("emergency")).expect("there");
    assert_eq!(hub.items.last().map(|item| item.id.as_str()), Some("emergency.badge"));
}

/// What git cannot hold well: large and endless shapes, each with the code it is refused with.
fn large() -> Vec<(&'static str, String, &'static str)> {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    vec![
        ("a scalar of 10 MB", format!("title: \"{}\"\n", "A".repeat(10_000_000)), "HK0101"),
        (
            "200,000 phrases",
            format!(
                "title: t\nphrases:\n{}",
                many(200_000, &|i| format!("  - {{id: k{i}, for: hold, say: Hello there.}}\n"))
            ),
            "HK0101",
        ),
        ("a gap of 2 MiB of NUL", "\0".repeat(2 << 20), "HK0101"),
        ("flow nested 3,000 deep", format!("title: {}{}\n", "[".repeat(3000), "]".repeat(3000)), "HK0114"),
        ("flow nested 100,000 deep", format!("title: {}\n", "[".repeat(100_000)), "HK0114"),
        ("maps nested 100,000 deep", format!("title: {}\n", "{a: ".repeat(100_000)), "HK0114"),
        ("blocks nested 400 deep", many(400, &|i| format!("{}a:\n", " ".repeat(i))), "HK0114"),
        ("keys of keys", format!("{}x\n", "? ".repeat(2000)), "HK0114"),
        ("lists of lists", format!("title:\n  {}x\n", "- ".repeat(2000)), "HK0114"),
        ("3,000 anchors", many(3000, &|i| format!("k{i}: &n{i} v\n")), "HK0116"),
        ("a key of 70,000 letters", format!("{}: v\n", "k".repeat(70_000)), "HK0106"),
        ("300,000 values", format!("title: t\nremove: [{}]\n", "a,".repeat(300_000)), "HK0115"),
        (
            "60,000 keys in one map",
            format!("title: t\ntopics: [{{{}}}]\n", many(60_000, &|i| format!("k{i}: 1, "))),
            "HK0201",
        ),
        ("one key 100,000 times", "title: t\n".repeat(100_000), "HK0113"),
        (
            "an attempt behind fifty other faults",
            format!("title: t\ntopics: [{}]\nremove: [emergency]\n", many(60, &|i| format!("{{id: a{i}}}, "))),
            "HK0501",
        ),
        ("conflict marks only", "<<<<<<< x\n".repeat(50_000), "HK0104"),
        ("escape bytes only", "\u{1b}[2J".repeat(50_000), "HK0103"),
        ("letters that are all marks", format!("title: \"x{}\"\nx: 1\n", "\u{301}".repeat(300_000)), "HK0201"),
        ("quotes only", "\"".repeat(100_001), "HK0106"),
    ]
}

#[test]
fn large_and_endless_shapes_are_refused_by_name_and_harm_nobody() {
    let whole = killers(&load([]).library);
    for (name, text, code) in large() {
        let loaded = load([file(Layer::Own, name, text)]);
        assert!(!loaded.faults.is_empty(), "{name}");
        for fault in &loaded.faults {
            assert_eq!(fault.file, name);
            assert!(told(fault).len() < 6000 && fault.fix.is_some(), "{name}: {}", fault.one_line());
            assert!(told(fault).chars().all(|c| c == '\n' || !is_unsafe(c)), "{name}");
        }
        assert!(loaded.faults.len() <= 100, "{name}: {}", loaded.faults.len());
        let codes: BTreeSet<_> = loaded.faults.iter().map(|fault| fault.code).collect();
        assert!(codes.contains(code), "{name}: {code} is not among {codes:?}");
        assert_eq!(killers(&loaded.library), whole, "{name}");
    }
}

/// What a run of the program must never do.
fn harmless(ran: &Ran, name: &str) {
    assert!(ran.code.is_some_and(|code| code == 0 || code == 2), "{name}: {ran:?}");
    for text in [&ran.out, &ran.err] {
        assert!(!text.contains("panicked"), "{name}: {text}");
        assert!(text.chars().all(|c| c == '\n' || c == '\u{200D}' || !is_unsafe(c)), "{name}: {text:?}");
    }
}

#[test]
fn the_program_refuses_each_file_with_its_place_and_exit_code() {
    let all = cases();
    let (some, others) = all.split_at(all.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| refuses(others));
        refuses(some);
    });
}

fn refuses(cases: &[Case]) {
    let home = Home::new();
    for case in cases {
        let path = home.path().join(&case.name);
        fs::write(&path, &case.bytes).expect("written");
        let ran = home.run(&["playbook", "check", &case.name]);
        harmless(&ran, &case.name);
        assert_eq!(ran.code, Some(if case.verdict == "reject" { 2 } else { 0 }), "{}: {}", case.name, ran.err);
        for place in case.faults.split(' ').filter(|place| *place != "-") {
            let [line, column, code] = place.split(':').collect::<Vec<_>>()[..] else { panic!("{place}") };
            let rows: Vec<&str> = ran.err.lines().filter(|row| row.contains(&format!("[{code}]"))).collect();
            let start = format!("{}:{line}:{column}: ", case.name);
            assert!(rows.iter().any(|row| row.starts_with(&start)), "{place}: {}", ran.err);
        }
        // What is refused is refused with it too.
        if case.verdict != "reject" {
            let strict = home.run(&["playbook", "check", "--strict", &case.name]);
            assert_eq!(strict.code, Some(if case.verdict == "accept" { 0 } else { 2 }), "{}", case.name);
        }
    }
}

#[test]
fn the_program_leads_through_an_emergency_with_all_of_them_in_its_folder() {
    let home = Home::new();
    let team = home.path().join("team");
    fs::create_dir(&team).expect("a folder");
    let plain = home.run(&["emergency", "--plain"]);
    for case in cases() {
        fs::write(team.join(&case.name), &case.bytes).expect("written");
    }
    let ran = home.run(&["--playbooks", "team", "emergency", "--plain"]);
    harmless(&ran, "emergency");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(plain.out.contains("location"), "{plain:?}");
    for row in plain.out.lines() {
        assert!(ran.out.contains(row.trim()), "{row} is missing in\n{}", ran.out);
    }
    let all = home.run(&["playbook", "check", "team"]);
    harmless(&all, "all");
    assert_eq!(all.code, Some(2));
    for case in cases().into_iter().filter(|case| case.verdict == "reject") {
        assert!(all.err.contains(&format!("{}:", case.name)), "{}", case.name);
    }
}
