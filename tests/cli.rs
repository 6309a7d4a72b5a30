//! The real program without a screen: what each verb prints, to which stream, with which exit code.

#[path = "support/home.rs"]
mod home;
#[path = "support/run.rs"]
mod run;

use std::{fs, io::Read, process::Stdio};

use home::{HEARKEN, Home};
use run::Ran;
use serde_json::{Value, json};

const GOOD: &str = "title: Parcel desk\ntopics:\n  - {id: lost-hat, title: A hat is lost}\n";
const BAD: &str = "title: Parcel desk\ntopics:\n  - {id: lost-hat, titel: A hat is lost}\n";

fn ends(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(!ran.err.contains("panicked"), "{ran:?}");
    assert!(!ran.out.contains('\x1b') && !ran.err.contains('\x1b'), "{ran:?}");
}

#[test]
fn every_verb_explains_itself_on_stdout() {
    let home = Home::new();
    let verbs: [&[&str]; 14] = [
        &[],
        &["live"],
        &["emergency"],
        &["search"],
        &["playbook", "try"],
        &["playbook", "new"],
        &["playbook", "diff"],
        &["playbook", "schema"],
        &["playbook", "check"],
        &["playbook", "list"],
        &["playbook", "show"],
        &["history"],
        &["stats"],
        &["purge"],
    ];
    for verb in verbs {
        let ran = home.run(&[verb, &["--help"]].concat());
        ends(&ran, 0);
        assert!(ran.out.contains("Example"), "{verb:?} has an example: {}", ran.out);
        assert_eq!(ran.err, "");
    }
    let version = home.run(&["--version"]);
    ends(&version, 0);
    assert_eq!(version.out, format!("hearken {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_is_typed_wrong_is_told_on_stderr() {
    let home = Home::new();
    let wrong: [&[&str]; 10] = [
        &["rehears"],
        &["--linear"],
        &["live", "--nmae", "Rosa"],
        &["purge"],
        &["purge", "--all", "--older-than", "30d"],
        &["purge", "--older-than", "soon"],
        &["playbook"],
        &["playbook", "show"],
        &["playbook", "show", "no-such-thing"],
        &["emergency", "extra"],
    ];
    for line in wrong {
        let ran = home.run(line);
        ends(&ran, 2);
        assert_eq!(ran.out, "", "{line:?}");
        assert!(!ran.err.is_empty(), "{line:?}");
    }
}

#[test]
fn the_emergency_sheet_needs_nothing_at_all() {
    let home = Home::new();
    home.write("config/config.yaml", "country: [\n");
    let broken = home.run(&["emergency", "--plain"]);
    ends(&broken, 0);
    assert_eq!(broken.err, "");
    let mut bare = home.command(&["emergency", "--plain", "--playbooks", "/nowhere", "--no-builtin", "--theme", "no"]);
    let bare = Ran::from(bare.env_clear().stdin(Stdio::null()).output().expect("it starts"));
    ends(&bare, 0);
    assert_eq!(bare.err, "");
    for sheet in [&broken.out, &bare.out] {
        assert!(sheet.starts_with("EMERGENCY: "), "{sheet}");
        for word in
            ["[ ] MUST  Exact location", "SUICIDE RISK", "CHILD AT RISK", "Never say:", "Where exactly are you?"]
        {
            assert!(sheet.contains(word), "{word} in {sheet}");
        }
        assert!(sheet.contains("your local emergency number") && !sheet.contains("999"));
    }
    assert!(!home.data().exists(), "no store was made");
}

#[test]
fn the_emergency_sheet_has_the_numbers_of_the_country() {
    let ran = Home::new().run(&["emergency", "--plain"]);
    ends(&ran, 0);
    assert!(ran.out.contains("999 or 112") && ran.out.contains("Samaritans"), "{}", ran.out);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let home = Home::new();
    for verb in ["emergency --plain", "playbook list", "--help"] {
        let ran = home.shell(&format!("\"$HEARKEN\" {verb} | head -n 1; \"$HEARKEN\" {verb} >&-; true\n"));
        ends(&ran, 0);
        assert_eq!(ran.out.lines().count(), 1, "{verb}: {ran:?}");
    }
    let mut child =
        home.command(&["emergency"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("UTF-8");
    assert_eq!((child.wait().expect("it ends").code(), told.as_str()), (Some(0), ""));
}

#[test]
fn a_full_disk_is_the_machines_fault() {
    let ran = Home::new().shell("\"$HEARKEN\" emergency --plain > /dev/full\n");
    ends(&ran, 1);
    assert!(ran.err.contains("could not be written"), "{ran:?}");
}

#[test]
fn without_a_terminal_there_is_no_screen() {
    let home = Home::new();
    for verb in [&[][..], &["live", "--name", "Rosa"]] {
        let ran = home.run(verb);
        ends(&ran, 1);
        assert!(ran.err.contains("terminal") && ran.err.contains("hearken emergency --plain"), "{ran:?}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn check_tells_place_and_fix_and_fails() {
    let home = Home::new();
    let good = home.write("good.yaml", GOOD);
    let bad = home.write("bad.yaml", BAD);
    let ran = home.run(&["playbook", "check", &good]);
    ends(&ran, 0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "1 file: 0 errors, 0 warnings\n"));
    let ran = home.run(&["playbook", "check", &good, &bad]);
    ends(&ran, 2);
    assert!(ran.err.contains("bad.yaml:3:20: error"), "{}", ran.err);
    assert!(ran.err.contains("did you mean") && ran.err.contains("title"), "{}", ran.err);
    assert!(!ran.err.contains("good.yaml"), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn check_answers_programs_in_json() {
    let home = Home::new();
    let bad = home.write("bad.yaml", BAD);
    let ran = home.run(&["playbook", "check", "--json", &bad]);
    ends(&ran, 2);
    assert_eq!(ran.err, "");
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(told["errors"].as_u64(), Some(told["faults"].as_array().expect("a list").len() as u64));
    let fault = &told["faults"][0];
    assert!(fault["file"].as_str().is_some_and(|file| file.ends_with("bad.yaml")));
    assert_eq!((fault["line"].as_u64(), fault["severity"].as_str()), (Some(3), Some("error")));
}

#[test]
fn warnings_fail_only_where_they_are_to() {
    let home = Home::new();
    let say = "one two three four five six seven eight nine ten and so on it goes for ever without an end to it";
    let text = format!("{GOOD}phrases:\n  - {{id: long, for: lost-hat, say: \"{say}\"}}\n");
    let file = home.write("long.yaml", &text);
    let ran = home.run(&["playbook", "check", &file]);
    ends(&ran, 0);
    assert!(ran.err.contains("warning"), "{}", ran.err);
    ends(&home.run(&["playbook", "check", "--strict", &file]), 2);
}

#[test]
fn check_looks_into_folders_and_says_what_is_not_there() {
    let home = Home::new();
    home.write("team/good.yaml", GOOD);
    home.write("team/bad.yml", BAD);
    home.write("team/notes.txt", "no playbook");
    let ran = home.run(&["playbook", "check", "team"]);
    ends(&ran, 2);
    assert!(ran.err.contains("bad.yml:3") && ran.err.contains("2 files"), "{}", ran.err);
    let ran = home.run(&["playbook", "check", "nowhere.yaml"]);
    ends(&ran, 2);
    assert!(ran.err.contains("nowhere.yaml"), "{}", ran.err);
}

#[test]
fn check_tells_nothing_of_files_that_were_not_named() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("empty")).expect("a folder");
    for (place, told) in [("empty", "no .yaml file is in it"), ("nowhere", "it is not there")] {
        let ran = home.run(&["playbook", "check", "--on", "2040-01-01", place]);
        ends(&ran, 2);
        assert!(ran.err.contains(&format!("{place}: {told}")), "{}", ran.err);
        assert!(ran.err.ends_with("0 files: 1 error, 0 warnings\n"), "{}", ran.err);
    }
    // A number that is too old is for who ships it to look up again.
    ends(&home.run(&["playbook", "check", "--strict", "--on", "2040-01-01"]), 0);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks/contacts.yaml");
    ends(&home.run(&["playbook", "check", "--strict", "--on", "2040-01-01", shipped]), 2);
}

#[test]
fn ids_that_name_nothing_are_told_with_the_nearest() {
    let home = Home::new();
    home.write("team/wedding.yaml", "title: W\ntopics:\n  - id: ruined\n    titel: Ruined\n");
    for (words, told) in [
        (["show", "bereavment"], "did you mean `bereavement`?"),
        (["show", "ruined"], "it stands in team/wedding.yaml, which was left out: mend line 4"),
        (["diff", "bereavment"], "did you mean `bereavement`?"),
        (["diff", "nonsense-of-all"], "nothing is called `nonsense-of-all`"),
    ] {
        let ran = home.run(&["--playbooks", "team", "playbook", words[0], words[1]]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{words:?}");
        assert!(ran.err.contains(told), "{}", ran.err);
    }
}

#[test]
fn list_and_show_agree_on_what_is_in_force() {
    let home = Home::new();
    home.write(
        "team/a.yaml",
        "title: A\ntopics: [{id: q-one, title: One}]\nphrases: [{id: q-a, for: q-one, say: Yes.}]\n",
    );
    home.write("team/b.yaml", "title: B\nremove: [q-one]\n");
    let list = home.run(&["--playbooks", "team", "playbook", "list"]);
    assert!(!list.out.contains("phrase      q-a "), "{}", list.out);
    let shown = home.run(&["--playbooks", "team", "playbook", "show", "q-a"]);
    assert_eq!((shown.code, shown.out.as_str()), (Some(2), ""));
    assert!(shown.err.contains("`q-a` is not in force"), "{}", shown.err);
}

#[test]
fn the_shipped_playbooks_pass_their_own_check() {
    let home = Home::new();
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks");
    let ran = home.run(&["playbook", "check", "--strict", shipped]);
    ends(&ran, 0);
    ends(&home.run(&["playbook", "check", "--strict"]), 0);
}

#[test]
fn hostile_files_are_refused_without_a_raw_byte() {
    let home = Home::new();
    let cases = [
        ("esc.yaml", "title: \"a\u{1b}[31mb\"\n"),
        ("empty.yaml", ""),
        ("quote.yaml", "title: \"never closed\n"),
        ("bomb.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: [*c, *c]\n"),
    ];
    for (name, text) in cases {
        let file = home.write(name, text);
        let ran = home.run(&["playbook", "check", &file]);
        ends(&ran, 2);
        assert!(ran.err.contains(&format!("{name}:")), "{ran:?}");
    }
}

#[test]
fn list_shows_each_layer_and_the_last_word() {
    let home = Home::new();
    home.write("team/hats.yaml", GOOD);
    let ran = home.run(&["playbook", "list", "--playbooks", "team"]);
    ends(&ran, 0);
    let line =
        |id: &str| ran.out.lines().find(|line| line.contains(&format!(" {id} "))).unwrap_or_default().to_string();
    assert!(line("lost-hat").contains("team 1") && line("lost-hat").contains("hats.yaml:3"), "{}", ran.out);
    assert!(line("hear").contains("built-in"), "{}", ran.out);
    let only = home.run(&["--no-builtin", "--playbooks", "team", "playbook", "list"]);
    ends(&only, 0);
    assert!(only.out.contains("lost-hat") && !only.out.contains("emergency"), "{}", only.out);
}

#[test]
fn folders_come_from_the_environment_too() {
    let home = Home::new();
    home.write("one/hats.yaml", GOOD);
    home.write("two/gloves.yaml", &GOOD.replace("lost-hat", "lost-glove"));
    let mut command = home.command(&["playbook", "list"]);
    let ran = Ran::from(command.env("HEARKEN_PLAYBOOKS", "one:two").output().expect("it starts"));
    ends(&ran, 0);
    assert!(ran.out.contains("lost-hat") && ran.out.contains("lost-glove"), "{}", ran.out);
}

#[test]
fn show_gives_yaml_with_its_place() {
    let ran = Home::new().run(&["playbook", "show", "bereavement"]);
    ends(&ran, 0);
    assert!(ran.out.starts_with("# from ") && ran.out.contains("id: bereavement"), "{}", ran.out);
}

#[test]
fn wrong_settings_are_told_with_their_place() {
    let home = Home::new();
    home.write("config/config.yaml", "agent: Sam\nkeep_dyas: 30\n");
    for verb in [&[][..], &["live"], &["playbook", "list"], &["playbook", "check"]] {
        let ran = home.run(verb);
        ends(&ran, 2);
        assert!(ran.err.contains("config.yaml:2:1"), "{ran:?}");
    }
}

#[test]
fn keys_and_themes_that_are_none_are_told() {
    let home = Home::new();
    let ran = home.run(&["--theme", "plaid"]);
    ends(&ran, 2);
    assert!(ran.err.contains("plaid") && ran.err.contains("light"), "{ran:?}");
    home.write("config/config.yaml", "agent: Sam\nkeys:\n  hold: [e]\n");
    let ran = home.run(&[]);
    ends(&ran, 2);
    assert!(ran.err.contains("hold"), "{ran:?}");
}

#[test]
fn purge_says_what_it_forgot() {
    let home = Home::new();
    let ran = home.run(&["purge", "--all"]);
    ends(&ran, 0);
    assert!(ran.err.contains("nothing is kept"), "{ran:?}");
    assert!(!home.data().exists(), "asking to forget makes nothing");
    fs::create_dir(home.data()).expect("a folder");
    let ran = home.run(&["purge", "--older-than", "30d"]);
    ends(&ran, 0);
    assert!(ran.err.contains("forgotten: calls 0"), "{ran:?}");
}

#[test]
fn a_store_that_cannot_be_used_is_the_machines_fault() {
    let home = Home::new();
    home.write("data", "a file where a folder should be");
    let ran = home.run(&["purge", "--all"]);
    ends(&ran, 1);
    assert!(ran.err.contains("help:"), "{ran:?}");
}

#[test]
fn what_it_makes_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    fs::create_dir(home.data()).expect("a folder");
    ends(&home.shell(&format!("umask 000; '{HEARKEN}' purge --all\n")), 0);
    let mut folders = vec![home.data()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let mode = entry.metadata().expect("its mode").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{} is {mode:o}", entry.path().display());
            seen += 1;
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn search_finds_what_the_palette_finds() {
    let home = Home::new();
    let ran = home.run(&["search", "late", "parcel"]);
    ends(&ran, 0);
    assert!(ran.out.starts_with("topic     late-delivery"), "{}", ran.out);
    let ran = home.run(&["search", "--json", "--limit", "2", "my husband died"]);
    ends(&ran, 0);
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(answer["query"], "my husband died");
    let results = answer["results"].as_array().expect("a list");
    assert_eq!(results.len(), 2);
    assert_eq!((&results[0]["kind"], &results[0]["id"]), (&json!("scenario"), &json!("bereavement")));
    for result in results {
        assert!(
            result["text"].is_string() && result["score"].is_number() && result["category"].is_string(),
            "{result}"
        );
        let why = result["why"].as_array().expect("a list");
        assert!(why.iter().all(|part| part["word"].is_string() && part["weight"].is_u64()), "{result}");
    }
    assert_eq!(results[0]["why"].as_array().map(Vec::len), Some(3), "{}", results[0]);
    let sentence = "hello, I am ringing because the parcel I ordered is late and has not come";
    let ran = home.run(&["search", "--json", sentence]);
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    let of =
        |field: &str| answer["results"].as_array().into_iter().flatten().map(|r| r[field].clone()).collect::<Vec<_>>();
    assert_eq!(of("id")[0], "late-delivery");
    assert!(of("category").iter().collect::<std::collections::HashSet<_>>().len() >= 3, "{}", ran.out);
    let nothing = home.run(&["search", "zzzzzzzzz"]);
    ends(&nothing, 0);
    assert_eq!((nothing.out.as_str(), nothing.err.as_str()), ("", "nothing is found for `zzzzzzzzz`\n"));
    let bare = home.run(&["--no-builtin", "search", "emergency"]);
    assert_eq!(bare.out, "", "what stays behind F9 is not found");
}

#[test]
fn search_streams_in_order_and_tells_what_is_no_question() {
    let home = Home::new();
    let lines = "{\"id\": 1, \"text\": \"refund\"}\n{\"id\": [\"b\"], \"text\": \"passed away\"}\n";
    let ran = home.shell(&format!("printf '%s' '{lines}' | \"$HEARKEN\" search --stdin --limit 1"));
    ends(&ran, 0);
    let answers: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&answers[0]["id"], &answers[0]["results"][0]["category"]), (&json!(1), &json!("refund")));
    assert_eq!((&answers[1]["id"], &answers[1]["results"][0]["id"]), (&json!(["b"]), &json!("bereavement")));
    let ran = home.shell("printf 'refund\\n{\"id\": 2, \"text\": \"refund\"}\\n' | \"$HEARKEN\" search --stdin");
    ends(&ran, 2);
    assert!(ran.out.starts_with("{\"id\":null,\"error\":\"line 1: it is not JSON\"}\n{\"id\":2,"), "{}", ran.out);
}

#[test]
fn what_cannot_be_tried_is_told_with_the_nearest() {
    let ran = Home::new().run(&["playbook", "try", "bereavment"]);
    ends(&ran, 2);
    assert!(ran.err.contains("did you mean `bereavement`?"), "{}", ran.err);
}
