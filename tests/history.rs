//! `hearken history` and `hearken stats`, the real program on a store that calls and rehearsals were kept in.

#[path = "support/home.rs"]
mod home;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/mocks.rs"]
mod mocks;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/run.rs"]
mod run;

use std::{collections::BTreeMap, sync::mpsc::channel};

use hearken::{
    app::config::Keep,
    call::{
        event::{Arrival, At, CallId, EndReason, ItemState, TextId, TextRole},
        rehearsal::{CallerState, Exchange, Practice},
        session::{CallSession, Intent, Start},
    },
    playbook::{self, model::Library},
    storage::journal::{Journal, Report, Retention, Write},
};
use home::Home;
use mocks::{Plan, keep};
use run::Ran;
use serde_json::{Value, json};

/// Wednesday 18 November 2026, 14:08 in London.
const START: At = At(1_795_010_880_000);

fn ends(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(!ran.err.contains("panicked") && !ran.out.contains('\x1b'), "{ran:?}");
}

fn read(ran: &Ran) -> Value {
    ends(ran, 0);
    serde_json::from_str(&ran.out).unwrap_or_else(|why| panic!("{why}: {}", ran.out))
}

/// A call opened so long after the start in which these are done, a second after another.
fn call(library: &Library, id: &str, after: u64, practice: Option<&str>, acts: Vec<Intent>) -> CallSession {
    let practice = practice.map(|caller| Practice { caller: caller.into(), seed: 41, from: None, mock: None });
    let start = Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice };
    let mut session = CallSession::open(CallId(id.into()), library, start, START.plus(after));
    let killers: Vec<_> = session.state().killers().map(|item| item.id.clone()).collect();
    let settle = killers.into_iter().map(|item| Intent::SetItem(item, ItemState::Done, None));
    for intent in [Intent::Answer].into_iter().chain(settle).chain(acts) {
        let event = session.decide(library, intent, session.state().last.plus(1_000)).expect("it makes sense");
        session.apply(event);
    }
    session
}

fn rehearsed(passed: bool) -> Vec<Intent> {
    let exchange = Exchange {
        reply: Some(TextId(2)),
        moves: vec!["acknowledge".into()],
        cautions: vec!["blame".into()],
        felt: Vec::new(),
        answer: TextId(3),
        caller: CallerState { made: BTreeMap::new(), ..CallerState::default() },
    };
    vec![
        Intent::CallerSpeaks(TextId(1), Box::default()),
        Intent::Reply(Box::new(exchange)),
        Intent::End(EndReason::Caller),
        Intent::Judge(passed, vec!["blame".into()]),
        Intent::Close,
    ]
}

/// A live call with a name and a note that are still kept, two rehearsals, and a call that is not finished.
fn filled() -> Home {
    let home = Home::new();
    let library = playbook::load(&playbook::built_in()).library;
    let live = vec![
        Intent::Fill("customer".into(), Some(TextId(1))),
        Intent::Note(TextId(2)),
        Intent::Promise(TextId(3), At(START.0 + 9), "UTC".into()),
        Intent::Hold,
        Intent::Resume,
        Intent::End(EndReason::Us),
        Intent::Disposition("resolved".into()),
        Intent::Close,
    ];
    let hour = 3_600_000;
    let calls = [
        call(&library, "a", 0, None, live),
        call(&library, "b", hour, Some("rosa"), rehearsed(true)),
        call(&library, "c", 2 * hour, Some("=1+1,\"x\""), rehearsed(false)),
        call(&library, "d", 3 * hour, None, Vec::new()),
    ];
    let (tell, told) = channel();
    let retention = Retention { notes: Keep::Days(9), caller: Keep::Days(9), keep_days: 90 };
    let journal = Journal::open(&home.data(), retention, move |report| drop(tell.send(report))).expect("a store");
    for session in calls {
        for event in session.events().iter().cloned() {
            let texts = match (event.seq, session.id.0.as_str()) {
                (1, "a") => vec![
                    (TextId(1), TextRole::Caller, "Grace Okoye".into()),
                    (TextId(2), TextRole::Note, "third call since Monday".into()),
                ],
                _ => Vec::new(),
            };
            let (call, digest) = (session.id.clone(), library.digest.clone());
            journal.write(Write::Event { ticket: 1, call, event, texts, digest, shown: Vec::new() });
        }
    }
    journal.write(Write::Flush { ticket: 2 });
    while told.recv().expect("the writer lives") != (Report::Saved { ticket: 2 }) {}
    home
}

#[test]
fn the_past_is_told_newest_first_without_a_word_of_a_caller() {
    let home = filled();
    let json = home.run(&["history", "--json"]);
    let told = read(&json);
    let ids: Vec<&Value> = told.as_array().expect("an array").iter().map(|call| &call["id"]).collect();
    assert_eq!(ids, ["c", "b", "a"], "what is not finished is not past");
    assert_eq!(told[2]["kind"], "call");
    assert_eq!(told[2]["opened"], "2026-11-18T14:08:00+00:00");
    assert_eq!(told[2]["disposition"], "resolved");
    assert_eq!((&told[2]["promises"], &told[2]["passed"], &told[2]["title"]), (&json!(1), &Value::Null, &Value::Null));
    assert_eq!(told[2]["hold_ms"], 1_000);
    let sum = ["talk_ms", "hold_ms", "after_call_ms"].iter().map(|key| told[2][*key].as_u64().expect("ms")).sum();
    assert_eq!(told[2]["handle_ms"].as_u64(), Some(sum));
    assert_eq!(
        (&told[1]["kind"], &told[1]["caller"], &told[1]["passed"]),
        (&json!("rehearsal"), &json!("rosa"), &json!(true))
    );
    assert!(told[1]["title"].as_str().is_some_and(|title| title.len() > 4), "{told}");

    let words = home.run(&["history"]);
    ends(&words, 0);
    let lines: Vec<&str> = words.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", words.out);
    assert!(lines[2].starts_with("2026-11-18 14:08  call       talk 00:"), "{}", lines[2]);
    assert!(lines[2].ends_with("1 promise") && lines[0].contains("not passed"), "{}", words.out);
    let csv = home.run(&["history", "--csv"]);
    for out in [&json.out, &words.out, &csv.out] {
        assert!(!out.contains("Grace") && !out.contains("Monday"), "{out}");
    }
}

#[test]
fn a_spreadsheet_gets_cells_and_no_formula() {
    let home = filled();
    let csv = home.run(&["history", "--csv", "--limit", "2"]);
    ends(&csv, 0);
    let lines: Vec<&str> = csv.out.lines().collect();
    assert_eq!(
        lines[0],
        "id,kind,opened,caller,title,talk_ms,hold_ms,after_call_ms,handle_ms,disposition,passed,promises"
    );
    assert_eq!(lines.len(), 3);
    assert!(lines[1].contains(",\"'=1+1,\"\"x\"\"\","), "{}", lines[1]);
    assert!(lines[1].ends_with(",,false,0") && lines[2].ends_with(",,true,0"), "{}", csv.out);
    assert_eq!(read(&home.run(&["history", "--json", "--limit", "1"])).as_array().map(Vec::len), Some(1));
}

#[test]
fn figures_are_told() {
    let home = filled();
    let told = read(&home.run(&["stats", "--json"]));
    let (calls, practice) = (&told["calls"], &told["practice"]);
    assert_eq!((&calls["count"], &calls["answered"], &calls["promises"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(calls["hold_ms"], json!({"total": 1_000, "mean": 1_000, "median": 1_000}));
    assert_eq!(calls["dispositions"][0]["id"], "resolved");
    assert_eq!(calls["missed"], json!([]));
    assert_eq!((&practice["taken"], &practice["passed"], &practice["replies"]), (&json!(2), &json!(1), &json!(2)));
    assert_eq!(practice["weeks"], json!([{"week": "2026-11-16", "replies": 2}]));
    let acknowledge =
        json!([{"id": "acknowledge", "replies": 2, "weeks": [{"week": "2026-11-16", "replies": 2, "of": 2}]}]);
    assert_eq!(practice["moves"], acknowledge);
    assert_eq!(practice["weakest"]["id"], "blame");
    assert_eq!(practice["weakest"]["reason"], "It was in your replies in 2 of your last 2 rehearsals.");
    assert_eq!(practice["callers"][1]["id"], "rosa");
    assert!(practice["steps"].as_array().is_some_and(|steps| steps.len() == 4), "{practice}");
    let words = home.run(&["stats"]);
    ends(&words, 0);
    for part in ["Live calls: 1", "Practice: 2 taken, 1 passed", "Weakest now: blame.", "acknowledge", "100%"] {
        assert!(words.out.contains(part), "{part} in {}", words.out);
    }
}

/// Three mock calls of Ann's, one of them marked by two, and one of somebody's.
fn trained() -> Home {
    let home = Home::new();
    let plans = [
        Plan { id: "m1", trainee: Some("p1"), marks: "nnppyy", note: "hums", ..Plan::default() },
        Plan { id: "m2", day: 1, trainee: Some("p1"), marks: "nyyyyx", ..Plan::default() },
        Plan { id: "m3", day: 2, trainee: Some("p1"), marks: "yyyyyy", lied: true, ..Plan::default() },
        Plan { id: "again", day: 2, trainee: Some("p1"), of: Some("m3"), marks: "nnnnnn", ..Plan::default() },
        Plan { id: "m4", day: 3, marks: "------", ..Plan::default() },
    ];
    keep(&home.data(), &[("p1", "Ann Lee")], &plans);
    home
}

#[test]
fn mock_calls_are_told_as_such_and_are_nobodys_own_practice() {
    let home = trained();
    let json = home.run(&["history", "--json"]);
    let told = read(&json);
    let kinds: Vec<&Value> = told.as_array().expect("an array").iter().map(|call| &call["kind"]).collect();
    assert_eq!(kinds, ["mock"; 5]);
    assert_eq!((&told[0]["id"], &told[0]["passed"]), (&json!("m4"), &Value::Null), "nothing was marked");
    assert_eq!((&told[3]["caller"], &told[3]["passed"]), (&json!("rosa"), &json!(true)));
    let words = home.run(&["history"]);
    ends(&words, 0);
    let lines: Vec<&str> = words.out.lines().collect();
    assert!(lines[0].contains("  mock       talk ") && lines[0].contains("not marked, "), "{}", words.out);
    assert!(lines[3].contains("passed, 87%, "), "{}", words.out);
    assert!(words.out.contains("automatic fail, ") && words.out.contains("not passed, 60%, "), "{}", words.out);
    let stats = read(&home.run(&["stats", "--json"]));
    let practice = &stats["practice"];
    assert_eq!((&practice["taken"], &practice["passed"], &practice["weakest"]), (&json!(0), &json!(0), &Value::Null));
    assert_eq!((&practice["weeks"], &practice["streak"]["longest"]), (&json!([]), &json!(0)));
    assert_eq!(stats["calls"]["count"], 0);
    for out in [&json.out, &words.out] {
        assert!(!out.contains("Ann") && !out.contains("hums"), "{out}");
    }
}

#[test]
fn trainees_lines_and_callers_are_told() {
    let home = trained();
    let told = &read(&home.run(&["stats", "--json"]))["mocks"];
    assert_eq!((&told["count"], &told["passed"]), (&json!(4), &json!(1)), "a call that two marked counts once");
    let ann = &told["trainees"][0];
    assert_eq!((&ann["name"], &ann["count"], &ann["passed"]), (&json!("Ann Lee"), &json!(3), &json!(1)));
    let first =
        json!({"id": "m1", "day": "2026-11-18", "caller": "rosa", "card": "desk", "percent": 60, "passed": false});
    assert_eq!(ann["sessions"][0], first);
    let percents: Vec<&Value> = ann["sessions"].as_array().expect("all").iter().map(|call| &call["percent"]).collect();
    assert_eq!(percents, [60, 87, 0]);
    let someone = &told["trainees"][1];
    assert_eq!((&someone["name"], &someone["sessions"][0]["percent"]), (&json!("someone"), &Value::Null));
    assert_eq!(told["lines"][0], json!({"id": "desk.open.greet", "title": "greet", "missed": 2, "marked": 3}));
    assert_eq!(told["fails"], json!([{"id": "desk.lie", "title": "lie", "count": 1}]));
    assert_eq!((&told["callers"][0]["id"], &told["callers"][0]["taken"]), (&json!("rosa"), &json!(4)));
    let words = home.run(&["stats"]);
    ends(&words, 0);
    for part in ["Mock calls: 4, 1 passed", "Ann Lee", "60% 87% 0%", "someone", "2    3  greet", "1       lie"] {
        assert!(words.out.contains(part), "{part} in {}", words.out);
    }
    ends(&home.run(&["purge", "--person", "Ann Lee"]), 0);
    let told = &read(&home.run(&["stats", "--json"]))["mocks"];
    assert_eq!((&told["count"], &told["trainees"][0]["name"]), (&json!(1), &json!("someone")));
}

#[test]
fn where_nothing_is_past_nothing_is_made() {
    let home = Home::new();
    for (line, out) in [
        (&["history"][..], ""),
        (&["history", "--json"], "[]\n"),
        (
            &["history", "--csv"],
            "id,kind,opened,caller,title,talk_ms,hold_ms,after_call_ms,handle_ms,disposition,passed,promises\n",
        ),
        (&["stats"], ""),
    ] {
        let ran = home.run(line);
        ends(&ran, 0);
        assert_eq!(ran.out, out, "{line:?}");
        assert!(ran.err.contains("nothing is past yet"), "{ran:?}");
    }
    let told = read(&home.run(&["stats", "--json"]));
    assert_eq!((&told["calls"]["count"], &told["practice"]["weakest"]), (&json!(0), &Value::Null));
    assert!(!home.data().exists(), "looking makes no store");
    ends(&home.run(&["history", "--json", "--csv"]), 2);
}

#[test]
fn what_is_purged_is_past_no_more() {
    let home = filled();
    ends(&home.run(&["purge", "--all"]), 0);
    assert_eq!(home.run(&["history", "--json"]).out, "[]\n");
    assert_eq!(read(&home.run(&["stats", "--json"]))["practice"]["taken"], 0);
}
