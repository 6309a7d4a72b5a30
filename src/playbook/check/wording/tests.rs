//! Openings, slots and hidden characters.

use super::{
    super::super::{
        model::{Id, Piece},
        tests::{library, only, places},
    },
    opening_end,
};

fn opening(text: &str) -> &str {
    &text[..opening_end(text)]
}

#[test]
fn an_opening_is_the_first_sentence() {
    for (text, expected) in [
        ("I hear you. Let me look.", "I hear you."),
        ("Really? Tell me more.", "Really?"),
        ("Oh no! That is bad.", "Oh no!"),
        ("He said \"stop.\" Then he left.", "He said \"stop.\""),
        ("One sentence only", "One sentence only"),
        ("One sentence only.", "One sentence only."),
        ("Use a word, e.g. Parcel, here. Then go.", "Use a word, e.g. Parcel, here."),
        ("Ask Dr. Miller first. Then go.", "Ask Dr. Miller first."),
        ("Ask J. Smith first. Then go.", "Ask J. Smith first."),
        ("Well... let me see. Yes.", "Well... let me see."),
        ("So do I. Let me see.", "So do I."),
        ("Version 2.5 is out. Good.", "Version 2.5 is out."),
        ("It costs {price}. Shall I?", "It costs {price}."),
        ("first line\nsecond line. Third.", "first line"),
        ("", ""),
    ] {
        assert_eq!(opening(text), expected);
    }
}

#[test]
fn slots_become_pieces() {
    let library =
        library("title: t\nphrases: [{id: a, for: hold, say: \"Hi {customer}, {agent} here. By {date}.\"}]\n");
    let say = &library.phrases[0].say;
    let text = |text: &str| Piece::Text(text.to_string());
    let slot = |name: &str| Piece::Slot(Id::from(name));
    assert_eq!(say.opening, [text("Hi "), slot("customer"), text(", "), slot("agent"), text(" here.")]);
    assert_eq!(say.rest, [text("By "), slot("date"), text(".")]);
    assert_eq!(say.plain(), "Hi {customer}, {agent} here. By {date}.");
}

#[test]
fn braces_that_are_no_slot_are_told_where_they_stand() {
    for (say, column, word) in [
        ("Hi {name", 4, "not closed"),
        ("Hi name}", 8, "closes nothing"),
        ("Hi {a b}", 4, "no slot"),
        ("Hi {}", 4, "no slot"),
        ("Hi {{name}}", 4, "not closed"),
        ("Zoë. Then {x_y} now", 11, "no slot"),
    ] {
        let fault = only(&format!("title: t\nphrases:\n  - id: a\n    for: hold\n    say: \"{say}\"\n"));
        assert_eq!((fault.code, fault.line, fault.column), ("HK0307", 5, 10 + column), "{say}");
        assert!(fault.message.contains(word), "{}", fault.message);
        assert!(fault.fix.is_some_and(|fix| fix.contains("{name}") || fix.contains("braces")));
    }
}

#[test]
fn a_place_inside_a_folded_text_is_where_the_text_begins() {
    assert_eq!(
        places("title: t\nphrases:\n  - id: a\n    for: hold\n    say: >\n      Hi\n      {name\n"),
        ["6:7 HK0307"]
    );
}

#[test]
fn a_text_without_words_is_refused() {
    for say in ["\"...\"", "\"{name}\"", "\"42\"", "\"- {a} -\""] {
        let text = format!("title: t\nphrases: [{{id: a, for: hold, say: {say}}}]\n");
        assert_eq!(only(&text).code, "HK0306", "{say}");
    }
    assert_eq!(only("title: t\nphrases: [{id: a, for: hold, say: \"  \"}]\n").code, "HK0313");
    assert_eq!(only("title: \"\"\n").code, "HK0313");
}

#[test]
fn long_phrases_are_a_warning_unless_verbatim() {
    let nine = "one two three four five six seven eight nine.";
    let text = |say: &str, more: &str| format!("title: t\nphrases:\n  - {{id: a, for: hold, say: \"{say}\"{more}}}\n");
    assert_eq!(places(&text(nine, "")), ["3:29 HK0601"]);
    assert_eq!(places(&text(nine, ", verbatim: true")), Vec::<String>::new());
    assert_eq!(places(&text("one two three four five six seven {eight}.", "")), Vec::<String>::new());
    let long = format!("Short! {nine} {nine} One.");
    assert_eq!(places(&text(&long, "")), Vec::<String>::new());
    assert_eq!(places(&text(&format!("{long} More."), "")), ["3:29 HK0602"]);
    assert_eq!(places(&text("one two — three four – five six ... seven eight.", "")), Vec::<String>::new());
}

#[test]
fn a_line_break_ends_the_opening() {
    let library = library(
        "title: t\nphrases:\n  - id: a\n    for: hold\n    say: |\n      Still here with you\n      I am looking now.\n      Nearly there.\n",
    );
    let say = &library.phrases[0].say;
    assert_eq!(say.opening, [Piece::Text("Still here with you".into())]);
    assert_eq!(say.rest, [Piece::Text("I am looking now. Nearly there.".into())]);
}
