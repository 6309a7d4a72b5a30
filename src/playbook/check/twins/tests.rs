//! Which phrases say the same, and which only look like it.

use std::fmt::Write;

use super::{
    super::super::tests::{advice, file, own, team},
    carriers,
};
use crate::playbook::{model::Layer, review};

/// The advice on two phrases at the same place.
fn told(one: &str, other: &str) -> Vec<String> {
    advice(&[own(
        "a",
        &format!(
            "title: t\nphrases:\n  - {{id: p, for: hold, say: \"{one}\"}}\n  - {{id: q, for: hold, say: \"{other}\"}}\n"
        ),
    )])
}

#[test]
fn phrases_that_say_the_same_are_told_at_the_later_one() {
    for (one, other) in [
        ("I'm so sorry.", "I'm so sorry!"),
        ("I'm so sorry.", "I am so SORRY"),
        ("I can see it here.", "Here I can see it."),
        ("I can see {item} here.", "I can see {parcel} here."),
        ("Thank you for waiting.", "Thank you for your waiting... now"),
        ("May I ask your name?", "May I please ask your name?"),
        ("I will write this down for you today.", "I'll write this down for you today."),
        ("I called the driver and asked for a new slot.", "I called the driver and asked for a new slot today."),
        ("I called the driver and asked for a new slot today.", "I called the driver and asked for a new slot."),
    ] {
        let expected = if other.starts_with("Thank") { vec![] } else { vec!["a:4:29 HK0610".to_string()] };
        assert_eq!(told(one, other), expected, "{one} / {other}");
    }
}

#[test]
fn phrases_that_say_something_else_are_none() {
    for (one, other) in [
        ("I'm so sorry.", "I'm so glad."),
        ("Would you like me to call you back?", "Would you like me to write you back?"),
        ("I will call you back today.", "I will call you back tomorrow."),
        ("You can send that parcel back to us by post.", "You cannot send that parcel back to us by post."),
        (
            "I can send your whole parcel again by tomorrow noon.",
            "I can not send your whole parcel again by tomorrow noon.",
        ),
        ("Call us again within 14 days from any number.", "Call us again within 30 days from any number."),
        ("I see it left.", "I see it left {day}."),
        ("Take your time.", "Take your time, call again."),
    ] {
        assert_eq!(told(one, other), Vec::<String>::new(), "{one} / {other}");
    }
}

#[test]
fn the_place_the_time_and_a_quote_make_a_difference() {
    let text = |second: &str| {
        format!(
            "title: t\ntopics: [{{id: late, title: L}}]\nphrases:\n  - {{id: p, for: [hold, late], say: One moment please.}}\n  - {{id: q, {second}, say: One moment please.}}\n"
        )
    };
    let at = |second: &str| advice(&[own("a", &text(second))]);
    assert_eq!(at("for: [return, late]"), ["a:5:39 HK0610"]);
    for other in ["for: return", "for: hold, when: waited", "for: hold, verbatim: true"] {
        assert_eq!(at(other), Vec::<String>::new(), "{other}");
    }
}

#[test]
fn of_two_files_the_upper_one_is_told_and_names_the_other() {
    let phrase = |id: &str| format!("title: t\nphrases: [{{id: {id}, for: hold, say: One moment please.}}]\n");
    let files = [file(Layer::BuiltIn, "low.yaml", &phrase("p")), team("high.yaml", &phrase("q"))];
    assert_eq!(advice(&files), ["high.yaml:2:35 HK0610"]);
    let day = "2026-11-21".parse().expect("a day");
    let fault = review(&files, day).remove(0);
    assert!(fault.message.contains("`p`, low.yaml:2"), "{}", fault.message);
    let under =
        [file(Layer::BuiltIn, "a", &phrase("p")), file(Layer::BuiltIn, "b", &phrase("q")), own("c", "title: c\n")];
    assert_eq!(advice(&under), Vec::<String>::new(), "nobody mends a built-in file from above");
}

#[test]
fn words_that_carry_are_kept_and_blanks_are_alike() {
    assert_eq!(carriers("I'm so sorry {name} has died."), ["i", "sorry", "{}", "died"]);
    assert_eq!(carriers("And so on."), ["and", "so", "on"]);
    assert_eq!(carriers("{a}{b"), ["{}", "{}"]);
}

#[test]
fn a_hundred_thousand_phrases_are_compared_in_time() {
    let day = "2026-11-21".parse().expect("a day");
    let mut files = vec![];
    for number in 0..10 {
        let mut text = format!("title: {number}\ntopics: [{{id: desk-{number}, title: D}}]\nphrases:\n");
        for i in 0..9000 {
            let _ = writeln!(
                text,
                "  - {{id: p-{number}-{i}, for: desk-{number}, say: I see parcel {i} here. It left our house on Monday by van.}}"
            );
        }
        files.push(team(&format!("{number}.yaml"), &text));
    }
    // A comparison of each with each would take minutes here; the bench has the figures.
    assert_eq!(review(&files, day), []);
}
