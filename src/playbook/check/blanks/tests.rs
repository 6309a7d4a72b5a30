//! Which blanks nobody fills.

use super::{
    super::super::tests::{advice, own, place},
    filled, odd_form,
};
use crate::playbook::review;

/// The advice on one phrase: its place and its fix.
fn told(say: &str) -> Vec<(String, String)> {
    let text = format!("title: t\nphrases:\n  - {{id: p, for: hold, say: \"{say}\"}}\n");
    let day = "2026-11-21".parse().expect("a day");
    let faults = review(&[own("a", &text)], day).into_iter().filter(|fault| fault.code == "HK0609");
    faults.map(|fault| (format!("{}:{}", fault.line, fault.column), fault.fix.unwrap_or_default())).collect()
}

#[test]
fn forms_that_only_people_understand_are_told_with_the_slot() {
    for (say, column, slot) in [
        ("Hello [name], hold on.", 36, "{name}"),
        ("Hello [Caller's Name], hold on.", 36, "{caller-s-name}"),
        ("Hello <first name>, hold on.", 36, "{first-name}"),
        ("It leaves on ____, sorry.", 43, "{date}"),
        ("It leaves on __, sorry.", 43, "{date}"),
        ("Hello %NAME%, hold on.", 36, "{name}"),
        ("Hello ${name}, hold on.", 36, "{name}"),
    ] {
        assert_eq!(told(say), [(format!("3:{column}"), format!("write a blank as `{slot}`"))], "{say}");
    }
}

#[test]
fn brackets_and_signs_of_a_text_are_left_alone() {
    for say in [
        "That is 5% off and 10% later.",
        "It costs $5 or less.",
        "We saved 5 < 6 and 7 > 6.",
        "Hello there [...] and so on.",
        "Hello {name}, hold on.",
        "It is under a_b today.",
    ] {
        assert_eq!(told(say), [], "{say}");
    }
    let quote = "title: t\nphrases: [{id: p, for: hold, verbatim: true, say: \"Hello [name].\"}]\n";
    assert_eq!(advice(&[own("a", quote)]), Vec::<String>::new());
}

#[test]
fn a_slot_that_hearken_fills_may_have_been_meant() {
    for (wrong, meant) in [
        ("custmer", "customer"),
        ("costumer", "customer"),
        ("Customer", "customer"),
        ("AGENT", "agent"),
        ("compny", "company"),
        ("day-part", "daypart"),
        ("call-back", "callback"),
        ("emergency-numer", "emergency-number"),
    ] {
        assert_eq!(filled(wrong), Some(meant), "{wrong}");
        let fix = format!("did you mean `{{{meant}}}`?");
        assert_eq!(told(&format!("Hello {{{wrong}}}, hold on.")), [("3:36".to_string(), fix)], "{wrong}");
    }
    for fine in ["customer", "numbers", "date", "day", "amount", "agency-fee", "promises", &"x".repeat(500)] {
        assert_eq!(filled(fine), None, "{fine}");
    }
}

#[test]
fn a_slot_used_once_may_be_one_that_is_used_often() {
    let text = |wrong: &str| {
        format!(
            "title: t\nphrases:\n  - {{id: a, for: hold, say: \"I see {{reference}} and {{name}} now.\"}}\n  - {{id: b, for: hold, say: \"I have {{reference}} for {{name}} here.\"}}\n  - {{id: c, for: return, say: \"Take {{{wrong}}}.\"}}\n"
        )
    };
    for wrong in ["refrence", "referense", "Reference", "refernece", "nmae"] {
        let text = text(wrong);
        let at = place(&text, &format!("{{{wrong}}}"));
        assert_eq!(advice(&[own("a", &text)]), [format!("a:{at} HK0609")], "{wrong}");
    }
    for fine in ["reference", "references", "names", "game", "order", "ref"] {
        assert_eq!(advice(&[own("a", &text(fine))]), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn items_are_looked_at_too() {
    let text = "title: t\nscenarios:\n  - {id: s, title: S, short: s, goal: g, items: [{id: a, do: \"Ask for {custmer}\"}, {id: b, do: \"Note ____ down\"}]}\nphrases: [{id: p, for: s, say: Good morning.}]\n";
    assert_eq!(advice(&[own("a", text)]), ["{custmer}", "____"].map(|mark| format!("a:{} HK0609", place(text, mark))));
}

#[test]
fn a_form_ends_where_it_ends() {
    let at = |text: &str| odd_form(text).map(|(part, _)| part);
    assert_eq!(at("[a]"), Some(0..3));
    assert_eq!(at("a __ b"), Some(2..4));
    assert_eq!(at("${a}"), Some(0..4));
    assert_eq!(at("[é ü] %"), Some(0..7), "letters of any language");
    for none in ["", "[", "<a", "%", "$", "_", "[]", "[ ]", "[1]", "<>"] {
        assert_eq!(at(none), None, "{none}");
    }
}
