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

#[test]
fn where_a_sentence_ends_people_agree() {
    for (text, expected) in [
        ("Thank you, Mrs. Jones. I have it.", "Thank you, Mrs. Jones."),
        ("It is at 5 p.m. today. Good?", "It is at 5 p.m. today."),
        ("It costs $4.50 a month. Shall I?", "It costs $4.50 a month."),
        ("Go to example.com now. Then call.", "Go to example.com now."),
        ("Call 0800 111 999. Then wait.", "Call 0800 111 999."),
        ("Wait… I see it. Good.", "Wait…"),
        ("Wait… let me see. Good.", "Wait… let me see."),
        ("Wait... Let me see. Good.", "Wait..."),
        ("Stop!!! I see it.", "Stop!!!"),
        ("Is that so?! I see.", "Is that so?!"),
        ("(One moment.) I see.", "(One moment.)"),
        ("She said 'no.' I see.", "She said 'no.'"),
        ("“Yes.” I see.", "“Yes.”"),
        ("Ask for ext. 12 first. Then wait.", "Ask for ext. 12 first."),
        ("The U.S. office is shut. Sorry.", "The U.S. office is shut."),
        ("Hello, {agent}. Good day.", "Hello, {agent}."),
        ("Hello {agent.name}. Good day.", "Hello {agent.name}."),
        ("No. 5 is yours. Good.", "No. 5 is yours."),
        ("One.Two three. Four.", "One.Two three."),
        ("   ", "   "),
        ("Hello", "Hello"),
        ("Hello.\n", "Hello."),
        ("Hello\n\nthere. You.", "Hello"),
    ] {
        assert_eq!(opening(text), expected, "{text}");
    }
}

#[test]
fn opening_and_rest_are_the_whole_without_the_blank_between() {
    for say in [
        "One. Two. Three.",
        "One moment",
        "Wait… let me see. Good.",
        "Hi {name}. It is {day}, {time}.",
        "Go! Now. {a} {b}",
    ] {
        let library = library(&format!("title: t\nphrases: [{{id: a, for: hold, say: \"{say}\"}}]\n"));
        let wording = &library.phrases[0].say;
        assert_eq!(wording.plain(), say);
        assert!(!wording.opening.is_empty(), "{say}");
        let ends_blank = |pieces: &[Piece]| matches!(pieces.last(), Some(Piece::Text(text)) if text.ends_with(' '));
        assert!(!ends_blank(&wording.opening) && !ends_blank(&wording.rest), "{wording:?}");
    }
}

#[test]
fn slots_are_told_in_the_order_of_reading() {
    let library =
        library("title: t\nphrases: [{id: a, for: hold, say: \"{b} and {a}, {b}. Or {emergency-number}?\"}]\n");
    let slots: Vec<&str> = library.phrases[0].say.slots().map(Id::as_str).collect();
    assert_eq!(slots, ["b", "a", "b", "emergency-number"]);
}

#[test]
fn blanks_inside_a_slot_do_not_count() {
    let library = library("title: t\nphrases: [{id: a, for: hold, say: \"Hi { name }, hello.\"}]\n");
    assert_eq!(library.phrases[0].say.plain(), "Hi {name}, hello.");
}

#[test]
fn a_slot_that_cannot_be_is_told_in_every_text_with_slots() {
    for (text, place) in [
        ("title: t\nphrases: [{id: a, for: hold, say: \"Hi {x\"}]\n", "2:39"),
        ("title: t\nphrases: [{id: a, for: hold, say: Hello there., segments: [Hello, \"Hi {x\"]}]\n", "2:71"),
        ("title: t\nscenarios: [{id: a, title: A, short: a, goal: g, items: [{id: x, do: \"Ask {x\"}]}]\n", "2:75"),
    ] {
        assert_eq!(places(text), [format!("{place} HK0307")], "{text}");
    }
    assert_eq!(places("title: \"{x\"\n"), Vec::<String>::new(), "a title has no slots");
}

#[test]
fn words_that_nobody_can_see_are_no_words() {
    for say in ["\\u200b", "\\u200b{name}\\u2060", "\\x1b", "\\u202e..."] {
        let text = format!("title: t\nphrases: [{{id: a, for: hold, say: \"{say}\"}}]\n");
        assert!(places(&text).iter().any(|place| place.ends_with("HK0306") || place.ends_with("HK0313")), "{say}");
    }
}

#[test]
fn words_of_other_languages_are_words() {
    for say in ["Ein Moment bitte, Frau Müller.", "请稍等。", "एक पल रुकिए।", "Один момент.", "لحظة واحدة."]
    {
        let text = format!("title: t\nphrases: [{{id: a, for: hold, say: \"{say}\"}}]\n");
        assert_eq!(library(&text).phrases[0].say.plain(), say);
    }
}
