//! Faults as people read them.

use super::super::{
    load,
    tests::{only, own},
};
use super::*;

#[test]
fn a_fault_reads_like_a_compiler_s() {
    let text = "title: t\nphrases:\n  - id: a\n    for: [hodl]   # typo\n    say: Hello there.\n";
    assert_eq!(
        only(text).render(),
        "a.yaml:4:11: error[HK0401]: there is no step, scenario, emotion, industry, channel, topic or moment `hodl`\n  \
         |\n4 |     for: [hodl]   # typo\n  |           ^^^^ no such step, scenario, emotion, industry, channel, topic or \
         moment\n  |\n  = help: did you mean `hold`?\n"
    );
}

#[test]
fn one_line_is_for_the_status_line() {
    assert_eq!(only("titel: x\ntitle: y\n").one_line(), "a.yaml:1:1 there is no key `titel` here");
}

#[test]
fn programs_get_every_part() {
    let json = only("titel: x\ntitle: y\n").to_json();
    assert_eq!(json["severity"], "error");
    assert_eq!(json["code"], "HK0201");
    assert_eq!(
        (json["line"].as_u64(), json["column"].as_u64(), json["end_column"].as_u64()),
        (Some(1), Some(1), Some(6))
    );
    assert_eq!(json["fix"], "did you mean `title`?");
}

#[test]
fn columns_count_what_is_in_the_file_and_marks_fit_what_is_shown() {
    let fault = only("title: \"日本 \u{202E}x\"\n");
    assert_eq!((fault.column, fault.end_column), (12, 13));
    let text = fault.render();
    assert!(text.starts_with("a.yaml:1:12: warning[HK0605]"), "{text}");
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows[2], "1 | title: \"日本 <U+202E>x\"");
    assert_eq!(rows[3], "  |              ^^^^^^^^");
}

#[test]
fn a_very_long_line_is_cut_around_its_place() {
    let text = "title: t\ntopics: [{id: a, title: b}, {id: x, titel: y}]\n";
    assert!(!only(text).source.contains('…'));
    let long: String = (0..500).map(|i| format!("{{id: t{i}, title: x}}, ")).collect();
    let fault = only(&format!("title: t\ntopics: [{long}{{id: x, titel: y}}, {}]\n", long.replace("id: t", "id: u")));
    assert!(fault.column > 5000);
    assert!(fault.source.starts_with('…') && fault.source.ends_with('…') && fault.source.chars().count() < 250);
    let text = fault.render();
    assert!(
        text.contains("titel") && text.lines().any(|row| row.trim_start_matches([' ', '|']).starts_with("^^^^^")),
        "{text}"
    );
}

#[test]
fn a_fault_over_several_lines_is_marked_to_the_end_of_the_first() {
    let fault = only("title: t\nphrases:\n  a: b\n  c: d\n");
    assert_eq!((fault.line, fault.column, fault.end_column), (3, 3, 7));
}

#[test]
fn faults_come_in_the_order_of_files_and_places() {
    let faults = load(&[own("b", "x: 1\ny: 2\n"), own("a", "z: 1\n")]).faults;
    let places: Vec<String> = faults.iter().map(|fault| fault.at()).collect();
    assert_eq!(places, ["b:1:1", "b:2:1", "a:1:1"]);
    assert!(faults.iter().all(Diagnostic::is_error));
    assert!(Severity::Error < Severity::Warning);
}
