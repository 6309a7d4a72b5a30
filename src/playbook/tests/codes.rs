//! Every code has its fault: what an author reads, where, and what to do about it.

use super::{
    marked::{FORM, sheet},
    rehearsed::ROSA,
    *,
};

/// A fault by its code: the text that has it and nothing else, the place, a part of the message, a part of the advice.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Faults that one file on its own can have.
#[rustfmt::skip]
const ALONE: &[Row] = &[
    ("HK0102", "title: \u{FFFD}", "1:1", "UTF-16", "UTF-8"),
    ("HK0103", "title: a\u{8}b", "1:9", "control character U+0008", "delete it"),
    ("HK0104", "title: a\n<<<<<<< HEAD\n", "2:1", "git conflict marker", "choose one side"),
    ("HK0105", "\n\n# nothing\n", "1:1", "file is empty", "title: Parcel desk"),
    ("HK0106", "title: [a", "1:8", "`[` is never closed", "add the `]`"),
    ("HK0107", "title: a\ntopics:\n\t- id: b\n", "3:1", "tab", "blanks"),
    ("HK0108", "title: \"a\n", "1:8", "never closed", "same quote"),
    ("HK0109", "title: Say: no\n", "1:11", "`: ` needs quotes", "double quotes"),
    ("HK0110", "title: \"C:\\parcels\"\n", "1:11", "`\\p` is no escape", "single quotes"),
    ("HK0111", "title: !secret a\n", "1:8", "`!secret`", "take the mark out"),
    ("HK0112", "title: a\n<<: {topics: []}\n", "2:1", "merge keys", "write the fields out"),
    ("HK0113", "title: a\n\n\ntitle: b\n", "4:1", "`title` comes twice: lines 1 and 4", "keep one"),
    ("HK0118", "title: a\n---\ntitle: b\n", "2:1", "second document", "`---`"),
    ("HK0119", "title: a\n? [b]\n: c\n", "2:3", "a key must be a word", "one word"),
    ("HK0201", "title: a\nphrase: []\n", "2:1", "no key `phrase`", "did you mean `phrases`?"),
    ("HK0202", "title: a\ntopics: late\n", "2:9", "a list is expected here, not text", "begins with `- `"),
    ("HK0203", "title: a\ntopics: [{id: late}]\n", "2:10", "the topic `late` has no `title`", "add `title:`"),
    ("HK0204", "Hello there", "1:1", "a playbook is keys with their texts; this is text", "title: Parcel desk"),
    ("HK0301", "title: a\ntopics: [{id: late parcel, title: A}]\n", "2:19", "cannot hold ` `", "plain letters"),
    ("HK0302", "title: a\ntopics: [{id: b, title: B}, {id: b, title: C}]\n", "2:34", "another entry is called `b` already: both on line 2", "rename one"),
    ("HK0306", "title: a\nphrases: [{id: b, for: hold, say: \"{name}\"}]\n", "2:35", "holds no words", "what is to be said"),
    ("HK0307", "title: a\nphrases: [{id: b, for: hold, say: \"Hi {first name}.\"}]\n", "2:39", "`{first name}` is no slot", "letters, digits and `-`"),
    ("HK0304", "title: a\nphrases: [{id: b, for: hold, say: Hello., when: oppening}]\n", "2:49", "`oppening` is not possible", "did you mean `opening`?"),
    ("HK0305", "title: a\nscenarios: [{id: b, title: B, goal: g, short: much too long, items: [{id: c, do: Wait}]}]\n", "2:47", "13 columns; the strip has 11", "shorten"),
    ("HK0312", "title: a\nphrases: [{id: b, for: [], say: Hello.}]\n", "2:24", "this list is empty", "name a step"),
    ("HK0313", "title: a\ntopics: [{id: b, title: \" \"}]\n", "2:25", "text is empty", "leave the key out"),
    ("HK0316", "title: a\ncues: [{id: b, words: [\"rose )\"]}]\n", "2:30", "no partner", "`(this|that)`"),
    ("HK0317", "title: a\ncues: [{id: b, hear: [rose]}]\n", "2:13", "not what it tells", "add `for:`"),
    ("HK0318", "title: a\ncues: [{id: b, same: [rose]}]\n", "2:23", "which word stands for which", "cust|cstmr"),
    ("HK0401", "title: a\nphrases: [{id: b, for: hold, not_in: nowhere, say: Hello.}]\n", "2:38", "no scenario or emotion `nowhere`", "define what it names"),
    ("HK0402", "title: a\ntopics: [{id: return, title: Return}]\n", "2:15", "`return` is a moment of every call", "another id"),
    ("HK0403", "title: a\nscenarios: [{id: b, title: B, short: b, goal: g, branches: [b]}]\n", "2:61", "`b` leads to itself", "its own branches"),
    ("HK0404", "title: a\nremove: [nowhere]\n", "2:10", "no lower layer has `nowhere`", "take it out of `remove`"),
    ("HK0601", "title: a\nphrases: [{id: b, for: hold, say: \"One two three four five six seven eight nine.\"}]\n", "2:35", "the opening has 9 words", "break the line"),
    ("HK0602", "title: a\nphrases: [{id: b, for: hold, say: \"One. 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21\"}]\n", "2:35", "the phrase has 21 words", "two phrases"),
    ("HK0605", "title: a\u{200B}b\n", "1:9", "U+200B", "delete it"),
    ("HK0616", "title: “Call”\n", "1:8", "`“` is no quote", "straight"),
    ("HK0608", "title: Call #4\n", "1:13", "no part of the text", "into quotes"),
];

/// Advice that a review of one file gives, and a load never.
#[rustfmt::skip]
const ADVICE: &[Row] = &[
    ("HK0609", "title: a\nphrases: [{id: b, for: hold, say: \"Hi [name].\"}]\n", "2:39", "nobody can fill it", "`{name}`"),
    ("HK0609", "title: a\nphrases: [{id: b, for: hold, say: \"Hi {custumer}.\"}]\n", "2:39", "nothing fills `{custumer}`", "`{customer}`"),
    ("HK0610", "title: a\nphrases: [{id: b, for: hold, say: I see., verbatim: false}, {id: c, for: hold, say: \"I see!\"}]\n", "2:85", "the same as `b`, a:2", "keep the better one"),
    ("HK0611", "title: a\ntopics: [{id: b-1, title: B}, {id: b-l, title: C}]\n", "2:36", "`b-l` looks like `b-1`, a:2", "rename one"),
    ("HK0612", "title: a\nscenarios: [{id: b, title: B, short: b, goal: g, items: [{id: c, do: Wait}]}]\nphrases: [{id: p, for: b, say: Yes.}]\ncontacts: [{id: d, country: GB, for: b, name: N, number: \"1\", checked: 2024-01-01, source: x}]\n", "4:72", "2 years ago", "look it up"),
    ("HK0613", "title: a\nscenarios: [{id: b, title: B, short: b, goal: g, items: [{id: c, do: Wait}]}]\n", "2:18", "`b` has no phrase", "`for: b`"),
    ("HK0614", "title: a\ntopics: [{id: t, title: T}]\nemotions: [{id: e, title: E, word: e}]\nphrases: [{id: b, for: [t, e], not_in: e, say: Yes.}]\n", "4:40", "never offered", "take it out"),
];

/// Faults in the small playbook, with one text of it replaced.
#[rustfmt::skip]
const CHANGED: &[(&str, [&str; 2], &str, &str, &str)] = &[
    ("HK0303", ["share: 60", "share: 70"], "17:16", "the shares of `duo` add up to 110, not to 100", "100 percent"),
    ("HK0308", ["\"2:00\"", "2m"], "6:13", "`2m` is no time", "\"6:40\""),
    ("HK0309", ["country: NO", "country: Norway"], "44:28", "`Norway` is no country code", "`GB`"),
    ("HK0310", ["2026-11-21", "yesterday"], "44:83", "`yesterday` is no date", "2026-11-21"),
    ("HK0311", ["number: \"0044\"", "number: \"-\""], "44:66", "a number has digits", "999 or 112"),
    ("HK0314", ["{use: duo.open.name}", "{use: duo.open.name, do: Now}"], "37:34", "nothing of its own", "`because` may stay"),
    ("HK0606", ["goal: sympathy first", "goal: sympathy first, and then once more sympathy"], "34:11", "43 columns; 34 are shown", "shorter"),
];

/// Faults in the caller, with one text replaced.
#[rustfmt::skip]
const REHEARSED: &[(&str, [&str; 2], &str, &str, &str)] = &[
    ("HK0319", ["mood: 7", "mood: 11"], "27:11", "`mood` goes from 0 to 10", "from 0 to 10"),
    ("HK0320", ["      - {stage: plan, say: [\"So what now?\"]}\n", ""], "55:7", "no line for the stage `plan`", "stage: plan"),
    ("HK0321", ["      - \"Three calls, and still no bike.\"\n", ""], "29:7", "begins in one way only", "second"),
    ("HK0322", ["        needed: true\n", ""], "36:15", "is not needed", "add `needed: true`"),
    ("HK0323", ["on: policy-shield, ", ""], "52:14", "nothing sets the reaction `rosa.shut` off", "add `hear:`"),
    ("HK0324", [", mood: 4}", "}"], "75:9", "names nothing that could be true", "`mood:`"),
    ("HK0620", ["I have to go.", "I have to go now and then I have to go again and after that I have to go once more and then it is over and I am gone for good and all"], "68:44", "this has 34 words", "two variants"),
];

/// Faults in the form, with one text replaced.
#[rustfmt::skip]
const MARKED: &[(&str, [&str; 2], &str, &str, &str)] = &[
    ("HK0325", ["            kind: judged\n", ""], "31:21", "`flowers.care.day` is objective", "`kind: judged`"),
    ("HK0625", ["weight: 25", "weight: 20"], "34:54", "the weights of `flowers` add up to 95, not to 100", "100 points"),
    ("HK0628", ["no: Says soon.", "no: names the hour"], "34:101", "`no` says what `yes` says", "in each of them"),
];

/// Faults of a form with so many criteria of a kind.
#[rustfmt::skip]
const SHEETS: &[(&str, usize, &str, &str, &str, &str)] = &[
    ("HK0626", 11, "objective", "21:18", "has 11 criteria; 10 can be chosen", "second scorecard"),
    ("HK0627", 1, "judged", "3:9", "all of `a` is weighed", "`kind: objective`"),
];

fn check(fault: &Diagnostic, code: &str, at: &str, message: &str, fix: &str) {
    assert_eq!((fault.code, format!("{}:{}", fault.line, fault.column).as_str()), (code, at), "{}", fault.render());
    assert!(fault.message.contains(message), "{code}: {}", fault.message);
    assert!(fault.fix.as_deref().is_some_and(|told| told.contains(fix)), "{code}: {:?}", fault.fix);
    let warning = code.starts_with("HK06");
    assert_eq!(fault.severity, if warning { Severity::Warning } else { Severity::Error }, "{code}");
}

#[test]
fn each_code_has_its_place_its_words_and_its_advice() {
    for (code, text, at, message, fix) in ALONE {
        let bytes = if *code == "HK0102" { b"\xff\xfet\0".to_vec() } else { text.as_bytes().to_vec() };
        let faults = load(&[SourceFile { layer: Layer::Own, name: "a".into(), bytes }]).faults;
        assert_eq!(faults.len(), 1, "{code}: {faults:#?}");
        check(&faults[0], code, at, message, fix);
    }
    for (code, text, at, message, fix) in ADVICE {
        let files = [own("a", text)];
        assert_eq!(load(&files).faults, [], "{code}");
        let faults = review(&files, NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"));
        assert_eq!(faults.len(), 1, "{code}: {faults:#?}");
        check(&faults[0], code, at, message, fix);
    }
    for (code, [from, to], at, message, fix) in CHANGED {
        assert!(SMALL.contains(from));
        check(&only(&SMALL.replacen(from, to, 1)), code, at, message, fix);
    }
    for (code, [from, to], at, message, fix) in REHEARSED {
        assert!(ROSA.contains(from));
        check(&only(&ROSA.replacen(from, to, 1)), code, at, message, fix);
    }
    for (code, [from, to], at, message, fix) in MARKED {
        assert!(FORM.contains(from));
        check(&only(&FORM.replacen(from, to, 1)), code, at, message, fix);
    }
    for (code, count, kind, at, message, fix) in SHEETS {
        check(&only(&sheet(*count, kind)), code, at, message, fix);
    }
}

#[test]
fn budgets_have_their_places_and_their_advice_too() {
    let anchors: String = (0..51).map(|i| format!("  - &a{i} x\n")).collect();
    let bomb = "title: t\nremove: [&a [x, x, x, x, x, x, x, x, x, x]";
    let rows = [
        ("HK0101", "x".repeat(MAX_BYTES + 1), "1:1", "1048577 bytes", "several files"),
        ("HK0114", format!("title: {}", "[".repeat(60)), "1:", "24 deep", "brackets"),
        ("HK0115", format!("title: t\nremove: [{}]", "a,".repeat(200_010)), "2:", "200000 values", "several files"),
        ("HK0116", format!("title: t\nremove:\n{anchors}"), "53:", "50 anchors", "write the text out"),
        ("HK0117", format!("{bomb}{}]", ", *a".repeat(3000)), "1:1", "repeat more than 20000", "write the text out"),
    ];
    for (code, text, at, message, fix) in rows {
        let fault = only(&text);
        assert_eq!(fault.code, code);
        assert!(format!("{}:{}", fault.line, fault.column).starts_with(at), "{code}: {}", fault.at());
        assert!(fault.message.contains(message), "{code}: {}", fault.message);
        assert!(fault.fix.as_deref().is_some_and(|told| told.contains(fix)), "{code}: {:?}", fault.fix);
    }
}

/// Codes whose faults need more than one file, or a longer list: each has its test beside the code.
const ELSEWHERE: [&str; 8] = ["HK0501", "HK0502", "HK0503", "HK0504", "HK0603", "HK0604", "HK0607", "HK0615"];

#[test]
fn no_code_is_without_a_test() {
    let mut codes = std::collections::BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/playbook"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(path).expect("readable");
                codes.extend(text.match_indices("\"HK").map(|(at, _)| text[at + 1..at + 7].to_string()));
            }
        }
    }
    let tested = ALONE
        .iter()
        .map(|row| row.0)
        .chain(CHANGED.iter().map(|row| row.0))
        .chain(REHEARSED.iter().map(|row| row.0))
        .chain(MARKED.iter().map(|row| row.0))
        .chain(SHEETS.iter().map(|row| row.0))
        .chain(ADVICE.iter().map(|row| row.0))
        .chain(ELSEWHERE);
    let tested = tested.chain(["HK0101", "HK0114", "HK0115", "HK0116", "HK0117"]).map(String::from).collect();
    assert_eq!(codes, tested);
}
