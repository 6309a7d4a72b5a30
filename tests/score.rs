//! `hearken score`: two observers on the same mock calls, the real program on files and on a store.

#[path = "support/home.rs"]
mod home;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/mocks.rs"]
mod mocks;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/run.rs"]
mod run;

use home::Home;
use mocks::{Plan, file, keep};
use run::Ran;
use serde_json::{Value, json};

fn ends(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(!ran.err.contains("panicked"), "{ran:?}");
    assert!(!ran.out.contains('\x1b') && !ran.err.contains('\x1b'), "{ran:?}");
}

fn read(ran: &Ran) -> Value {
    ends(ran, 0);
    serde_json::from_str(&ran.out).unwrap_or_else(|why| panic!("{why}: {}", ran.out))
}

/// One call that Ann marked and Bo marked again.
fn two(home: &Home, ann: &str, bo: &str) -> (String, String) {
    let first = Plan { id: "call-1", marks: ann, note: "said the name twice", ..Plan::default() };
    let second = Plan { id: "call-2", of: Some("call-1"), marks: bo, lied: true, ..Plan::default() };
    let one = home.write("first.json", &file(&first, None, Some("Ann")));
    (one, home.write("second.json", &file(&second, None, Some("Bo"))))
}

/// Several calls in one file, each with its marks.
fn several(home: &Home, name: &str, of: bool, marks: &[&str]) -> String {
    let all: Vec<String> = marks
        .iter()
        .enumerate()
        .map(|(n, marks)| {
            let (own, root) = (format!("{name}-{n}"), format!("a-{n}"));
            let plan = Plan { id: &own, of: of.then_some(root.as_str()), marks, day: n as u64, ..Plan::default() };
            file(&plan, None, None)
        })
        .collect();
    home.write(&format!("{name}.json"), &format!("[{}]", all.join(",")))
}

#[test]
fn two_markings_of_one_call_are_told_line_by_line() {
    let home = Home::new();
    let (one, other) = two(&home, "yypnx-", "ynpyxy");
    let ran = home.run(&["score", "agree", &one, &other]);
    ends(&ran, 0);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "Ann and Bo on 1 mock call, marked by desk");
    let row = |name: &str| *lines.iter().find(|line| line[2..].starts_with(name)).expect("a row");
    let words = |name: &str| row(name).split_whitespace().collect::<Vec<_>>();
    assert_eq!(words("greet"), ["greet", "objective", "yes", "yes", "1/1", "100%", "-"]);
    assert_eq!(words("name"), ["!", "name", "objective", "yes", "no", "0/1", "0%", "-"]);
    assert_eq!(words("echo"), ["echo", "judged", "partly", "partly", "1/1", "100%", "-"]);
    assert_eq!(words("recap"), ["recap", "objective", "n/a", "n/a", "1/1", "100%", "-"]);
    assert_eq!(words("frame"), ["frame", "objective", "-", "yes", "0/0", "-", "-", "only", "Bo"]);
    assert_eq!(words("lie"), "! lie both 0, only Ann 0, only Bo 1".split(' ').collect::<Vec<_>>());
    // Five lines both marked: yes-yes, yes-no, partly-partly, no-yes, n/a-n/a. By chance 7 of 25, observed 15 of 25.
    assert!(ran.out.contains("All lines: 3 of 5 the same, 60%; kappa 0.44"), "{}", ran.out);
    assert!(
        ran.out.contains("! talk about these first: objective lines") && ran.out.contains("Kappa is"),
        "{}",
        ran.out
    );
    assert!(lines.iter().all(|line| line.chars().count() <= 160), "{}", ran.out);
}

#[test]
fn programs_get_the_same() {
    let home = Home::new();
    let (one, other) = two(&home, "yypnx-", "ynpyxy");
    let told = read(&home.run(&["score", "agree", &one, &other, "--json"]));
    assert_eq!(told["first"], json!({"name": "Ann", "sessions": ["call-1"]}));
    assert_eq!((&told["card"], &told["calls"]), (&json!("desk"), &json!(1)));
    let line = json!({
        "id": "desk.open.name", "title": "name", "kind": "objective", "first": "yes", "second": "no", "pairs": 1,
        "same": 0, "percent": 0, "kappa": null, "only_first": 0, "only_second": 0, "flagged": true
    });
    assert_eq!(told["lines"][1], line);
    assert_eq!((&told["lines"][5]["first"], &told["lines"][5]["only_second"]), (&Value::Null, &json!(1)));
    let fail = json!({
        "id": "desk.lie", "title": "lie", "both": 0, "only_first": 0, "only_second": 1, "neither": 0, "flagged": true
    });
    assert_eq!(told["fails"], json!([fail]));
    let overall = &told["overall"];
    assert_eq!((&overall["pairs"], &overall["same"], &overall["percent"]), (&json!(5), &json!(3), &json!(60)));
    assert!((overall["kappa"].as_f64().expect("a number") - 8.0 / 18.0).abs() < 1e-12, "{overall}");
    assert_eq!(told["limits"], json!({"objective": 90, "judged": 80}));
}

#[test]
fn calls_are_paired_by_the_first_that_marked_them() {
    let home = Home::new();
    let a = several(&home, "a", false, &["yyyyyy", "nnnnnn", "ynynyn", "pppppp"]);
    // The second observer's list has another order, lacks one and has one more.
    let b = several(&home, "b", true, &["yyyyyn", "nnnnnn", "yyyyyy"]);
    let told = read(&home.run(&["score", "agree", &a, &b, "--json"]));
    assert_eq!(
        (&told["calls"], &told["first"]["name"], &told["second"]["name"]),
        (&json!(3), &json!("a"), &json!("b"))
    );
    let line = &told["lines"][0];
    assert_eq!((&line["pairs"], &line["same"], &line["kappa"]), (&json!(3), &json!(3), &json!(1.0)));
    assert_eq!((&line["first"], &line["second"]), (&Value::Null, &Value::Null), "one mark would be one of three");
    let ran = home.run(&["score", "agree", &a, &b]);
    ends(&ran, 0);
    assert!(ran.err.contains("not compared, since only one marked them: `a-3`"), "{ran:?}");
    assert!(ran.out.starts_with("a and b on 3 mock calls, marked by desk"), "{}", ran.out);
    // Calls that have nothing to do with each other.
    let c = several(&home, "c", false, &["yyyyyy", "nnnnnn"]);
    let ran = home.run(&["score", "agree", &a, &c]);
    ends(&ran, 2);
    assert!(ran.err.contains("a and c marked no call both"), "{ran:?}");
    // One each are taken to be the same call.
    let (x, y) = (several(&home, "x", false, &["yyyyyy"]), several(&home, "y", false, &["yyyyyy"]));
    assert_eq!(read(&home.run(&["score", "agree", &x, &y, "--json"]))["overall"]["percent"], 100);
    let ran = home.run(&["score", "agree", &x, &x]);
    ends(&ran, 0);
    assert!(ran.err.contains("a call is compared with itself"), "{ran:?}");
    let twice = format!("[{0},{0}]", std::fs::read_to_string(&x).expect("a file").trim_matches(['[', ']']));
    let ran = home.run(&["score", "agree", &home.write("twice.json", &twice), &a]);
    ends(&ran, 2);
    assert!(ran.err.contains("twice holds the call `x-0` twice"), "{ran:?}");
}

#[test]
fn sessions_of_the_store_are_named_by_the_beginning_of_their_id() {
    let home = Home::new();
    let plans = [
        Plan { id: "0193-aa", marks: "yyyyyy", ..Plan::default() },
        Plan { id: "0193-ab", of: Some("0193-aa"), marks: "yyyyyn", ..Plan::default() },
    ];
    keep(&home.data(), &[], &plans);
    let told = read(&home.run(&["score", "agree", "0193-aa", "0193-ab", "--json"]));
    assert_eq!((&told["first"]["name"], &told["overall"]["same"]), (&json!("0193-aa"), &json!(5)));
    let ran = home.run(&["score", "agree", "0193-aa", "0193"]);
    ends(&ran, 2);
    assert!(ran.err.contains("2 sessions begin with `0193`") && ran.err.contains("`0193-ab`, `0193-aa`"), "{ran:?}");
    for unknown in ["0194", "", "no\x1bsuch.json", "config/config.yaml"] {
        let ran = home.run(&["score", "agree", "0193-aa", unknown]);
        ends(&ran, 2);
        assert!(ran.err.contains("help:"), "{ran:?}");
    }
    let ran = Home::new().run(&["score", "agree", "a", "b"]);
    ends(&ran, 2);
    assert!(ran.err.contains("there is no file and no session `a`"), "{ran:?}");
}

#[test]
fn a_page_for_the_meeting_has_what_differs_first_and_runs_nothing() {
    let home = Home::new();
    let (marks, note) = ("nyyyyy", "<script>alert(1)</script> & \"so\" \u{202e}on");
    let first = Plan { id: "c-1", marks, note, ..Plan::default() };
    let second = Plan { id: "c-2", of: Some("c-1"), lied: true, note: "did greet", ..Plan::default() };
    let one = home.write("first.json", &file(&first, None, Some("Ann </title><b>")));
    let other = home.write("second.json", &file(&second, None, Some("Bo")));
    let line = ["score", "agree", &one, &other, "--html", "meeting.html"];
    let ran = home.run(&line);
    ends(&ran, 0);
    assert!(ran.out.contains("5 of 6 the same") && ran.err.contains("meeting.html is written"), "{ran:?}");
    let page = std::fs::read_to_string(home.path().join("meeting.html")).expect("a page");
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} in {page}"));
    assert!(at("Talk about first") < at("Automatic fails seen by one"), "{page}");
    assert!(at("Automatic fails seen by one") < at("Lines seen differently"));
    assert!(at("Lines seen differently") < at("A noted") && at("A noted") < at("did greet"));
    assert!(at("Agreed") < at("All lines") && page.contains("class=\"rule\""));
    assert!(page.contains("5 of 6 the same, 83%") && page.contains("kappa 0.00"), "{page}");
    for raw in ["<script", "Ann </title>", "<b>", "\u{202e}", "src=", "href="] {
        assert!(!page.contains(raw), "{raw} in {page}");
    }
    ends(&home.run(&line), 2);
    ends(&home.run(&[&line[..], &["--force"]].concat()), 0);
    ends(&home.run(&["score", "agree", &one, &other, "--force"]), 2);
    ends(&home.run(&["score", "agree", &one, &other, "--html", "no/such/folder.html"]), 2);
}

#[test]
fn a_page_of_shipped_lines_says_what_each_grade_is() {
    use hearken::playbook;
    let home = Home::new();
    let library = playbook::load(&playbook::built_in()).library;
    let card = library.scorecards.first().expect("a shipped form");
    let (section, line) = card.criteria().find(|(_, line)| line.partly.is_some()).expect("a graded line");
    let swap = |text: String| {
        let text =
            text.replace("desk.open.greet", line.id.as_str()).replace("\"desk.open\"", &format!("\"{}\"", section.id));
        text.replace("\"card\":\"desk\"", &format!("\"card\":\"{}\"", card.id))
    };
    let plan = |id, of, marks| Plan { id, of, marks, ..Plan::default() };
    let one = home.write("a.json", &swap(file(&plan("c-1", None, "y-----"), None, None)));
    let other = home.write("b.json", &swap(file(&plan("c-2", Some("c-1"), "p-----"), None, None)));
    ends(&home.run(&["score", "agree", &one, &other, "--html", "page.html"]), 0);
    let page = std::fs::read_to_string(home.path().join("page.html")).expect("a page");
    let escaped = |text: &str| text.replace('&', "&#38;").replace('"', "&#34;").replace('\'', "&#39;");
    for words in [&card.title, &line.title, &line.yes, line.partly.as_ref().expect("it is graded"), &line.no] {
        assert!(page.contains(&escaped(words)), "{words} in {page}");
    }
}

#[test]
fn different_sheets_are_not_compared() {
    let home = Home::new();
    let (one, other) = two(&home, "yyyyyy", "yyyyyy");
    let text = std::fs::read_to_string(&other).expect("a file").replace("desk.open.name", "desk.open.called");
    let changed = home.write("changed.json", &text);
    let ran = home.run(&["score", "agree", &one, &changed]);
    ends(&ran, 2);
    assert!(ran.err.contains("`desk.open.name`, `desk.open.called`"), "{ran:?}");
    assert_eq!(ran.out, "");
}

#[test]
fn a_file_that_is_none_is_told_with_its_place() {
    let home = Home::new();
    let (one, _) = two(&home, "yyyyyy", "yyyyyy");
    let good = std::fs::read_to_string(&one).expect("a file");
    for (text, part) in [
        ("{\n  nonsense", "bad.json:2:3: "),
        ("[]", "bad.json: it holds 0 sessions"),
        ("{\"hearken_session\": 7}", "newer hearken"),
        (&good.replace("\"call-1\"", "\"../../etc\\u001b[2J\""), "its id `../../etc<U+001B>[2J` is none"),
        (&good.replace("\"seq\":2,", "\"seq\":9999999,"), "event 9999999: its number"),
    ] {
        let bad = home.write("bad.json", text);
        for line in [&["score", "agree", &bad, &one][..], &["score", "import", &bad]] {
            let ran = home.run(line);
            ends(&ran, 2);
            assert!(ran.err.contains(part), "{part}: {ran:?}");
        }
    }
    assert!(!home.data().exists(), "nothing is made for what is refused");
}

#[test]
fn what_another_marked_is_taken_in_whole_and_once() {
    let home = Home::new();
    keep(&home.data(), &[], &[Plan { id: "mine", ..Plan::default() }]);
    let plan = Plan {
        id: "theirs",
        trainee: Some("p1"),
        note: "spoke of a secret garden",
        marks: "yyyyyn",
        ..Plan::default()
    };
    let theirs = home.write("theirs.json", &file(&plan, Some(("p1", "Ann Lee")), Some("Bo")));
    let ran = home.run(&["score", "import", &theirs]);
    ends(&ran, 0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "taken in: mock calls 1, new names 1\n"));
    let told = read(&home.run(&["history", "--json"]));
    let row = &told.as_array().expect("all").iter().find(|row| row["id"] == "theirs").expect("it is past");
    assert_eq!((&row["kind"], &row["passed"]), (&json!("mock"), &json!(true)));
    assert_eq!(read(&home.run(&["stats", "--json"]))["mocks"]["trainees"][0]["name"], "Ann Lee");
    // What is taken in is what the file says.
    let told = read(&home.run(&["score", "agree", "theirs", &theirs, "--json"]));
    assert_eq!(told["overall"], json!({"pairs": 6, "same": 6, "percent": 100, "kappa": 1.0}));
    // With one that is here already nothing is taken in.
    let more = home.write("more.json", &file(&Plan { id: "more", ..Plan::default() }, None, None));
    let ran = home.run(&["score", "import", &more, &theirs]);
    ends(&ran, 2);
    assert!(ran.err.contains("`theirs` is here already; nothing was taken in"), "{ran:?}");
    let ran = home.run(&["score", "import", &more, &more]);
    ends(&ran, 2);
    assert!(ran.err.contains("`more` is there twice"), "{ran:?}");
    assert_eq!(read(&home.run(&["history", "--json"])).as_array().map(Vec::len), Some(2));
    ends(&home.run(&["purge", "--person", "ann lee"]), 0);
    let left = std::fs::read(home.data().join("hearken.db")).expect("the store");
    for word in ["Ann Lee", "secret garden"] {
        assert!(!String::from_utf8_lossy(&left).contains(word), "{word}");
    }
    ends(&home.run(&["score", "import", &theirs]), 0);
}

#[test]
fn only_finished_mock_calls_are_taken_in() {
    let home = Home::new();
    let text = file(&Plan { id: "c", ..Plan::default() }, None, None);
    let mut value: Value = serde_json::from_str(&text).expect("JSON");
    value["events"].as_array_mut().expect("events").pop();
    let ran = home.run(&["score", "import", &home.write("open.json", &value.to_string())]);
    ends(&ran, 2);
    assert!(ran.err.contains("`c` is not finished"), "{ran:?}");
    value["events"][0]["what"]["practice"].as_object_mut().expect("practice").remove("mock");
    let rehearsal = home.write("rehearsal.json", &value.to_string());
    for line in [&["score", "import", &rehearsal][..], &["score", "agree", &rehearsal, &rehearsal]] {
        let ran = home.run(line);
        ends(&ran, 2);
        assert!(ran.err.contains("`c` is no mock call"), "{ran:?}");
    }
    ends(&home.run(&["score", "import"]), 2);
    ends(&home.run(&["score"]), 2);
}
