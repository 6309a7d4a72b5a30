//! Mistakes of people who do not know YAML, each told at the mistake with what to do.

use super::super::super::tests::only;

/// A text, the place to point at, a part of the message and of the advice.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    // Quotes.
    ("title: \"Parcels\ntopics: []\n", "1:8", "never closed", "same quote"),
    ("title: 'Parcels\ntopics: []\n", "1:8", "never closed", "same quote"),
    ("title: a\nphrases:\n  - {id: a, for: hold, say: \"One moment}\n  - {id: b, for: hold, say: \"One more.\"}\n", "3:29", "never closed", "same quote"),
    ("title: a\nphrases:\n  - id: a\n    say: \"One moment\n    source: \"Me\"\n", "4:10", "never closed", "same quote"),
    ("title: 'It's late'\n", "1:12", "goes on after its closing quote", "write '' for one"),
    ("title: \"A \"late\" parcel\"\n", "1:12", "goes on after its closing quote", "\\\""),
    ("title: \"Parcels\" and letters\n", "1:18", "goes on after its closing quote", "\\\""),
    // Escapes.
    ("title: \"C:\\new\\parcels\"\n", "1:15", "`\\p` is no escape", "single quotes"),
    ("title: \"50\\% off\"\n", "1:11", "`\\%` is no escape", "backslash"),
    ("title: \"\\u12\"\n", "1:9", "`\\u` is no escape", "backslash"),
    ("title: \"fine \\\\ then \\d\"\n", "1:22", "`\\d` is no escape", "backslash"),
    // Colons.
    ("title: Parcels: late\n", "1:15", "`: ` needs quotes", "double quotes"),
    ("title: a\nphrases:\n  - id: a\n    say: Wait: I look.\n", "4:14", "`: ` needs quotes", "double quotes"),
    ("title: a\nscenarios:\n  - id: a\n    goal: first: calm\n", "4:16", "`: ` needs quotes", "double quotes"),
    // Blanks and tabs.
    ("title: a\ntopics:\n\t- {id: a, title: A}\n", "3:1", "tab", "blanks"),
    ("title: a\ntopics:\n  - id: a\n\ttitle: A\n", "4:1", "tab", "blanks"),
    ("title: a\ntopics:\n  - id: a\n   title: A\n", "4:4", "does not fit", "blanks in front"),
    ("title: a\n topics: []\n", "2:8", "no `:` can follow", "blanks in front"),
    // Brackets.
    ("title: [a, b\n", "1:8", "`[` is never closed", "`]`"),
    ("title: {a: b\n", "1:8", "`{` is never closed", "`}`"),
    ("title: a]\ntopics: [}\n", "2:9", "`[` is never closed", "`]`"),
    ("title: a\nremove: [a b, c]]\n", "2:17", "closes nothing", "quotes"),
    ("title: a\nphrases:\n  - {id: a, for: hold say: Hello.}\n", "3:26", "`,`", "quotes"),
    // Characters that mean something.
    ("title: @home\n", "1:8", "can start with this character", "quotes"),
    ("title: `code`\n", "1:8", "can start with this character", "quotes"),
    ("title: %d\n", "1:8", "can start with this character", "quotes"),
    ("title: *late\n", "1:8", "begins with `*`", "quotes"),
    ("%title: a\n", "1:1", "`%`", "delete the line"),
    ("title: &more\n", "1:8", "begins with `&`", "quotes"),
    ("title: - late\n", "1:8", "begins with `-`", "quotes"),
    ("title: > 50 roses\n", "1:8", "begins with `>`", "quotes"),
    ("title: a\ntopics:\n  * id: x\n    title: X\n", "3:3", "`*` begins no entry", "plain `-`"),
    ("title: wedding# where there is room: at most\n", "1:15", "blank is missing before this `#`", "before the `#`"),
    // What was left out.
    ("title: a\nphrases:\n  - id: a\n    for: [hear.empathize, wilted\n    say: \"Sorry.\"\n", "4:10", "`[` is never closed", "`]`"),
    ("title: a\nphrases:\n  - id: a\n    for: [hold,\n    say: \"Sorry.\"\n  - id: b\n    for: hold\n", "4:10", "`[` is never closed", "`]`"),
    ("title: a\ntopics:\n  - id:wilted-new\n    title: Wilted\n", "3:7", "missing after the `:`", "a blank"),
    ("title:Florist desk\ntopics:\n  - id: w\n    title: W\n", "1:6", "missing after the `:`", "a blank"),
    ("title = Florist desk\ntopics: []\n", "1:7", "gives a key nothing", "write `title: Florist desk`"),
    ("title: a\ntopics:\n  -id: w\n   title: W\n", "3:3", "missing after the `-`", "`- `"),
    ("title: a\ntopics:\n  - id: x\n    title: X\n  -id: w\n   title: W\n", "5:3", "missing after the `-`", "`- `"),
    ("title: a\ntopics:\n    id: x\n    title: X\n  - id: w\n    title: W\n", "3:5", "no `- ` in front", "begins with `- `"),
    ("title: a\ntopics:\n  id: x\n  title: X\n  - id: w\n    title: W\n", "3:3", "no `- ` in front", "begins with `- `"),
    ("title: a\nremove: [\"a\" \"b\"]\n", "2:14", "`,` is missing", "comma"),
    ("title: a\nremove:\n  - \"a\",\n  - \"b\"\n", "3:8", "comma ends no entry", "take the comma away"),
    ("title: a\nphrases:\n  - id: a\n    for: hold\n    say:\u{a0}Sorry.\n", "5:9", "U+00A0", "space bar"),
    // Quotes of a word processor.
    ("title: “Parcels: late”\n", "1:16", "`: ` needs quotes", "straight"),
    ("title: \"Parcels”\ntopics: []\n", "1:8", "never closed", "straight"),
    // What comes twice.
    ("title: a\ntopics: []\ntopics: []\n", "3:1", "`topics` comes twice", "both lists under one `topics:`"),
    ("title: a\ntopics:\n  - id: a\n    title: A\n    id: b\n    title: B\n", "5:5", "`id` comes twice", "begins with `- `"),
    // Lines that are none.
    ("title: a\ntopics\n", "2:1", "`key: value` is expected", "`:` after the key"),
    ("title: a\nphrases:\n  - id: a\n  id: b\n", "4:3", "does not fit", "blanks in front"),
];

#[test]
fn each_mistake_is_told_where_it_was_made() {
    let mut wrong = String::new();
    for (text, at, message, fix) in MISTAKES {
        let fault = only(text);
        let place = format!("{}:{}", fault.line, fault.column);
        let advice = fault.fix.as_deref().unwrap_or_default();
        if place != *at || !fault.message.contains(message) || !advice.contains(fix) {
            wrong.push_str(&format!(
                "{text}wanted {at} {message} / {fix}\ntold   {place} {} / {advice}\n\n",
                fault.message
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_explanation_speaks_of_the_parser() {
    for (text, ..) in MISTAKES {
        let fault = only(text);
        let words = format!("{} {}", fault.message, fault.fix.unwrap_or_default()).to_lowercase();
        for word in ["scalar", "mapping", "sequence", "flow", "block", "token", "parse", "simple key", "document"] {
            assert!(!words.contains(word), "{words}");
        }
    }
}
