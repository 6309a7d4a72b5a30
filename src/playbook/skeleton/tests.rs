//! Every skeleton is sound as it stands, and each thing that is switched off in it is sound when it is switched on.

use super::{
    super::{SourceFile, built_in_but_ear, load, tests::own},
    *,
};

const IDS: [&str; 5] =
    ["florist", "late-parcel", "x", "A9", "a-name-that-is-as-long-as-an-id-may-be-and-not-a-letter-longerx"];

/// Faults and warnings of a file over the shipped ones.
fn faults(text: &str) -> Vec<String> {
    let files: Vec<SourceFile> = built_in_but_ear().into_iter().chain([own("new.yaml", text)]).collect();
    load(&files).faults.iter().map(|fault| fault.one_line()).collect()
}

/// The ids that a kind can be tried with.
fn ids(kind: &str) -> Vec<&'static str> {
    if kind == "remove" { vec!["hardship", "hear.hear", "late-delivery"] } else { IDS.to_vec() }
}

/// Whether a line is switched off, and not a remark.
fn is_off(line: &str) -> bool {
    line.trim_start().strip_prefix('#').is_some_and(|rest| !rest.starts_with(' ') || rest.starts_with("  "))
}

#[test]
fn every_kind_is_sound_as_it_stands() {
    assert_eq!(kinds().len(), 16);
    for kind in kinds() {
        for id in ids(&kind) {
            let spoken = [WHOLE, "framework", "scenario"].contains(&kind.as_str());
            let id = if spoken { &id[..id.len().min(MAX_ID - 2)] } else { id };
            let text = skeleton(&kind, id).expect("a skeleton");
            if kind == "remove" && id == "hear.hear" {
                // The other steps have to share its time.
                assert_eq!(faults(&text).len(), 1, "{text}");
                continue;
            }
            assert_eq!(faults(&text), [""; 0], "{text}");
        }
    }
}

#[test]
fn every_list_of_a_file_has_one_and_may_be_named_as_it_is_there() {
    for key in ["frameworks", "phrases", "topics", "industries", "contacts"] {
        let text = skeleton(key, "florist").expect("a skeleton");
        assert_eq!(text, skeleton(&one_of(key), "florist").expect("a skeleton"));
        assert!(text.contains(&format!("\n{key}:\n")), "{text}");
    }
}

#[test]
fn what_is_switched_off_is_sound_once_it_is_on() {
    for kind in kinds().into_iter().filter(|kind| kind != "remove") {
        let text = skeleton(&kind, "florist").expect("a skeleton");
        let on = |line: &str| if is_off(line) { line.replacen('#', "", 1) } else { line.to_string() };
        let all: String = text.lines().map(|line| on(line) + "\n").collect();
        assert_eq!(faults(&all), [""; 0], "{all}");
        let lines: Vec<&str> = text.lines().collect();
        for (i, line) in lines.iter().enumerate().filter(|(_, line)| is_off(line) && !line.ends_with(':')) {
            if line.trim_start().starts_with("#  ") {
                continue;
            }
            let one: String = lines
                .iter()
                .enumerate()
                .map(|(k, row)| (if k == i { on(row) } else { row.to_string() }) + "\n")
                .collect();
            assert_eq!(faults(&one), [""; 0], "{one}");
        }
    }
}

#[test]
fn each_field_has_one_short_line_of_plain_words() {
    for kind in kinds() {
        let text = skeleton(&kind, if kind == "remove" { "hardship" } else { "florist" }).expect("a skeleton");
        assert!(text.starts_with("# yaml-language-server: $schema=playbook.schema.json\n"), "{text}");
        let rows: Vec<&str> = text.lines().collect();
        for (i, row) in
            rows.iter().enumerate().filter(|(_, row)| !row.trim_start().starts_with("# ") && row.contains(':'))
        {
            assert!(rows[i - 1].trim_start().starts_with("# "), "{row} has no remark in\n{text}");
        }
        assert!(rows.iter().all(|row| row.chars().count() <= 130), "{text}");
        for word in ["string", "boolean", "array", "mapping", "scalar", "integer"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn an_id_that_cannot_be_one_is_told_with_one_that_can() {
    for (kind, id, near) in [
        ("phrase", "late parcel", "late-parcel"),
        ("phrase", "late_parcel", "late-parcel"),
        ("framework", "parcel.desk", "parcel-desk"),
        ("topic", "-late-", "late"),
        ("topic", "a..b", "a.b"),
    ] {
        let trouble = skeleton(kind, id).expect_err("no id");
        assert_eq!(trouble.message, format!("`{id}` cannot be an id"));
        assert!(trouble.hint.starts_with(&format!("did you mean `{near}`?")), "{}", trouble.hint);
    }
    assert!(skeleton("topic", "\u{1b}[2J").expect_err("no id").message.contains("<U+001B>"));
    assert!(skeleton("topic", "").expect_err("no id").hint.starts_with("an id has letters"));
    assert!(skeleton("topic", &"x".repeat(65)).is_err() && skeleton("phrase", "a.b").is_ok());
}

#[test]
fn a_kind_that_is_none_is_told_with_the_nearest() {
    let trouble = skeleton("scenaro", "florist").expect_err("no kind");
    assert!(trouble.hint.starts_with("did you mean `scenario`? there are playbook, framework,"), "{}", trouble.hint);
    assert!(skeleton("zzz", "florist").expect_err("no kind").hint.starts_with("there are playbook"));
}

#[test]
fn a_whole_has_a_topic_and_a_phrase_for_it() {
    let text = skeleton("playbook", "late-parcel").expect("a skeleton");
    for part in
        ["title: \"Late parcel\"\n", "  - id: late-parcel\n", "  - id: late-parcel-1\n", "    for: late-parcel\n"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
