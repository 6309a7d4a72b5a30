use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    call::{
        event::{Arrival, EndReason},
        mock::{CriterionPin, Mark, Marker, SheetPin},
        rehearsal::Practice,
        session::{Intent, Start},
    },
    playbook::model::Library,
    practice::{agreement::Observed, mock, progress::Record, scorecard::Score},
};

/// A finished mock call of Ann's in which one line was marked, taken back and noted.
fn stored() -> (CallId, Stored) {
    let pin = CriterionPin {
        id: "card.open.greet".into(),
        section: "card.open".into(),
        weight: 5,
        judged: false,
        graded: false,
        error: None,
    };
    let sheet = SheetPin { card: "card".into(), pass: 80, criteria: vec![pin], fails: vec!["card.lie".into()] };
    let mock = Mock { trainee: Some(PersonId("p-1".into())), of: None, sheet };
    let practice = Practice { caller: "rosa".into(), seed: 1, from: None, mock: Some(Box::new(mock)) };
    let start = Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: Some(practice) };
    let id = CallId("c-1".into());
    let mut session = CallSession::open(id.clone(), &Library::default(), start, At(1_000_000));
    let mark =
        |mark| Intent::AtDesk(DeskAct::Marked { by: Marker::Trainer, criterion: "card.open.greet".into(), mark });
    for intent in [
        Intent::Answer,
        mark(Some(Mark::No)),
        mark(Some(Mark::Yes)),
        Intent::Undo,
        Intent::AtDesk(DeskAct::Observed { text: TextId(1), talk: 2_000, about: None }),
        Intent::End(EndReason::Caller),
        Intent::Judge(false, Vec::new()),
        Intent::Close,
    ] {
        let event = session.decide(&Library::default(), intent, session.state().last.plus(1_000)).unwrap();
        session.apply(event);
    }
    let mut events = session.events().to_vec();
    let last = events.len() as u32;
    // Something that only a newer hearken knows has fields of any name.
    let body = json!({"kind": "teleported", "seq": 3, "at": "home"});
    events.push(CallEvent { seq: last + 1, at: At(1_100_000), what: What::Newer { body } });
    let texts = [(TextId(1), (TextRole::Practice, "said <b>\"hello\"</b>".to_owned()))].into();
    (id, Stored { events, texts, drafts: BTreeMap::new() })
}

fn ann() -> Person {
    Person { id: PersonId("p-1".into()), name: "Ann Lee".into(), agreed: At(999) }
}

fn written() -> String {
    let (id, stored) = stored();
    to_json(&id, &stored, Some(&ann()), Some("Bo"))
}

fn value() -> Value {
    serde_json::from_str(&written()).unwrap()
}

/// What is said of a file with one thing changed.
fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut value = value();
    change(&mut value);
    parse("f.json", value.to_string().as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_call_comes_back_as_it_was() {
    let (id, stored) = stored();
    let found = parse("f.json", written().as_bytes()).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].id, &found[0].events, &found[0].texts), (&id, &stored.events, &stored.texts));
    assert_eq!((found[0].trainee.clone(), found[0].observer.as_deref()), (Some(ann()), Some("Bo")));
    let call = found[0].call();
    assert!(!call.is_real());
    let score = Score::of(call.session.state().mock.as_ref().unwrap(), Marker::Trainer);
    assert_eq!((score.percent(), score.open), (0, 0), "what was taken back is taken back here too");
    // The form of the file stays.
    let value = value();
    assert_eq!(value["hearken_session"], 1);
    let opened = &value["events"][0];
    assert_eq!(
        (&opened["seq"], &opened["at"], &opened["what"]["kind"]),
        (&json!(1), &json!(1_000_000), &json!("opened"))
    );
    assert_eq!(value["texts"], json!([{"id": 1, "role": "practice", "text": "said <b>\"hello\"</b>"}]));
    assert_eq!(value["trainee"], json!({"id": "p-1", "name": "Ann Lee", "agreed": 999}));
}

#[test]
fn a_call_without_names_and_texts_is_whole_too() {
    let (id, mut stored) = stored();
    stored.texts.clear();
    let text = to_json(&id, &stored, None, None);
    let found = parse("f.json", text.as_bytes()).unwrap();
    assert_eq!((&found[0].trainee, &found[0].observer, found[0].texts.len()), (&None, &None, 0));
    assert_eq!(found[0].events, stored.events);
}

#[test]
fn a_list_holds_several() {
    let two = format!(" [{}, {}]", written(), written());
    assert_eq!(parse("f.json", two.as_bytes()).unwrap().len(), 2);
    assert_eq!(parse("f.json", b"[]").unwrap_err().what, "it holds 0 sessions; 1 to 200 are read");
    let mut bad = vec![value(), value()];
    bad[1]["id"] = json!("../x");
    let error = parse("f.json", json!(bad).to_string().as_bytes()).unwrap_err().to_string();
    assert!(error.starts_with("f.json: session 2: its id `../x` is none"), "{error}");
    let many = format!("[{}]", vec!["{\"hearken_session\":1}"; 201].join(","));
    assert!(parse("f.json", many.as_bytes()).unwrap_err().what.contains("201 sessions"));
}

#[test]
fn what_is_no_session_is_told_with_its_place() {
    let told = |text: &str| parse("f.json", text.as_bytes()).unwrap_err().to_string();
    for (text, part) in [
        ("", "f.json:1:0: EOF"),
        ("nonsense", "f.json:1:2: expected ident"),
        ("{\"hearken_session\": 1,\n \"id\": ]", "f.json:2:8: expected value"),
        ("{}", "f.json: it is no session of hearken: it has no `hearken_session`"),
        ("{\"id\": \"c1\", \"kind\": \"mock\"}", "it has no `hearken_session`"),
        ("{\"hearken_session\": 2, \"all\": \"new\"}", "newer hearken (version 2)"),
        ("{\"hearken_session\": 1}", "missing field `id`"),
        ("{\"hearken_session\": \"1\"}", "f.json:1:23: invalid type: string"),
        ("3", "invalid type: integer"),
        ("\u{202e}", "expected value"),
    ] {
        let told = told(text);
        assert!(told.contains(part), "{text}: {told}");
    }
    assert_eq!(told(&"[".repeat(200_000)), "f.json:1:128: recursion limit exceeded");
    let (open, shut) = ("[".repeat(200_000), "]".repeat(200_000));
    let deep = written().replacen("\"what\":", &format!("\"what\":{open}{shut},\"more\":"), 1);
    assert!(told(&deep).contains("recursion limit"), "{}", told(&deep));
    let large = format!("{{\"x\":\"{}\"}}", "y".repeat(9 << 20));
    assert_eq!(told(&large), "f.json: it is larger than 8 MiB");
}

#[test]
fn what_a_file_may_not_hold_is_refused_where_it_stands() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 22] = [
        (|v| v["id"] = json!(""), "its id ``"),
        (|v| v["id"] = json!("x".repeat(65)), "its id `xxxxx"),
        (|v| v["id"] = json!("-x"), "its id `-x`"),
        (|v| v["events"] = json!([]), "its first event opens no call"),
        (|v| v["events"][0]["what"] = json!({"kind": "answered"}), "its first event opens no call"),
        (|v| v["events"][2]["seq"] = json!(2), "event 2: its number does not rise"),
        (|v| v["events"][0]["seq"] = json!(0), "event 0: its number"),
        (|v| v["events"][8]["seq"] = json!(u32::MAX), "event 4294967295: its number"),
        (|v| v["events"][3]["at"] = json!(5), "event 4: its time"),
        (|v| v["events"][0]["at"] = json!(-1), "event 1: its time"),
        (|v| v["events"][9]["at"] = json!(i64::MAX), "its time"),
        (|v| v["events"][4]["what"] = json!([1]), "event 5: its `what` is no object"),
        (|v| v["events"][5]["what"]["talk"] = json!(u64::MAX), "event 6: its moment lies after the call"),
        (|v| v["events"][2]["what"]["criterion"] = json!("x".repeat(300)), "event 3: a name in it is longer than 256"),
        (|v| v["texts"][0]["id"] = json!(0), "text 0: its number"),
        (|v| v["texts"][0]["text"] = json!("x".repeat(20_001)), "text 1: it is longer than 20000"),
        (|v| v["trainee"]["id"] = json!("p-2"), "its `trainee` is not who is trained in it"),
        (|v| v["trainee"]["id"] = json!("p 2"), "its trainee's id `p 2` is none"),
        (|v| v["trainee"]["name"] = json!(" \t"), "its `trainee` has no name"),
        (|v| pin(v)["criteria"][0]["weight"] = json!(4_000_000_000_u32), "`card.open.greet` weighs 4000000000"),
        (|v| pin(v)["criteria"][0]["weight"] = json!(0), "weighs 0; 1 to 1000"),
        (|v| pin(v)["pass"] = json!(101), "it passes from 101 %"),
    ];
    for (change, part) in cases {
        let told = refused(change);
        assert!(told.starts_with("f.json: ") && told.contains(part), "{part}: {told}");
    }
    let twice = refused(|v| v["texts"] = json!([v["texts"][0], v["texts"][0]]));
    assert!(twice.contains("text 1: its number is there twice"), "{twice}");
    let many = refused(|v| v["events"] = json!(vec![v["events"][0].clone(); EVENTS + 1]));
    assert!(many.contains("it has 5001 events"), "{many}");
    let lines = refused(|v| pin(v)["fails"] = json!(vec!["card.lie"; 501]));
    assert!(lines.contains("more than 500 lines"), "{lines}");
}

fn pin(value: &mut Value) -> &mut Value {
    &mut value["events"][0]["what"]["practice"]["mock"]["sheet"]
}

#[test]
fn nothing_in_it_reaches_a_terminal_raw_and_no_card_number_the_disk() {
    let mut value = value();
    value["observer"] = json!("Bo\u{1b}[2J\n");
    value["trainee"]["name"] = json!("\u{202e}Ann");
    value["texts"][0]["text"] = json!("card 4111 1111 1111 1111\u{9b}31m\nnext");
    value["events"][2]["what"]["criterion"] = json!("card.\u{1b}]0;x");
    value["events"][9]["what"]["at"] = json!({"a\u{7}b": ["\u{200b}"]});
    let found = parse("f.json", value.to_string().as_bytes()).unwrap().remove(0);
    assert_eq!(found.observer.as_deref(), Some("Bo<U+001B>[2J"));
    assert_eq!(found.trainee.as_ref().unwrap().name, "<U+202E>Ann");
    let text = &found.texts[&TextId(1)].1;
    assert!(text.contains("1111<U+009B>31m next") && !text.contains("4111"), "{text}");
    let bodies: String = found.events.iter().map(|event| event.what.to_json()).collect();
    assert!(
        !bodies.contains("\\u") && bodies.contains("card.<U+001B>]0;x") && bodies.contains("a<U+0007>b"),
        "{bodies}"
    );
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for path in [dir.path().to_owned(), dir.path().join("no\u{1b}.json")] {
        let error = read(&path).unwrap_err();
        assert!(error.what.starts_with("it cannot be read: ") && !error.place.contains('\u{1b}'), "{error}");
    }
    let path = dir.path().join("one.json");
    std::fs::write(&path, written()).unwrap();
    assert_eq!(read(&path).unwrap().len(), 1);
    std::fs::write(&path, vec![b' '; 9 << 20]).unwrap();
    assert!(read(&path).unwrap_err().what.contains("larger"));
}

/// Everything that is made of a call from a file.
fn use_it(bytes: &[u8]) -> bool {
    let Ok(found) = parse("f.json", bytes) else { return false };
    for session in found {
        let call = session.call();
        if let Some(marking) = &call.session.state().mock {
            let _ = (Score::of(marking, Marker::Trainer).percent(), Observed::of(marking));
        }
        let _ = (mock::debrief(&Library::default(), &call), Record::of(session.id.clone(), &session.events));
    }
    true
}

/// A value with any of its parts replaced by another.
fn spoilt(value: &mut Value, at: &mut usize, with: &Value) {
    if *at == 0 {
        *value = with.clone();
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(all) => all.iter_mut().for_each(|value| spoilt(value, at, with)),
        Value::Object(all) => all.values_mut().for_each(|value| spoilt(value, at, with)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_torn_file_breaks_anything(cut in 0..4_000_usize, to in 0..4_000_usize, byte in any::<u8>()) {
        let mut bytes = written().into_bytes();
        let (cut, to) = (cut % bytes.len(), to % bytes.len());
        bytes[cut] = byte;
        use_it(&bytes);
        bytes.drain(cut.min(to)..cut.max(to));
        use_it(&bytes);
    }

    #[test]
    fn no_value_anywhere_breaks_anything(
        at in 0..400_usize,
        with in prop_oneof![
            Just(json!(null)), Just(json!(0)), Just(json!(u64::MAX)), Just(json!(i64::MIN)), Just(json!(4_000_000)),
            Just(json!("")), Just(json!("hear")), Just(json!([])), Just(json!({})), Just(json!(true)),
            Just(json!({"kind": "undone", "seq": 1})), Just(json!({"kind": "undone", "seq": 4})),
            Just(json!({"kind": "step-entered", "step": 9, "item": u32::MAX})),
            Just(json!({"kind": "item-set", "item": "x", "state": "done", "why": null, "cursor": 999})),
            Just(json!({"kind": "held"})), Just(json!({"kind": "reopened", "live": false})),
            Just(json!({"kind": "at-desk", "act": "felt", "mood": 255})),
        ],
    ) {
        let mut value = value();
        spoilt(&mut value, &mut at.clone(), &with);
        use_it(value.to_string().as_bytes());
    }
}

#[test]
fn what_is_sound_is_used() {
    assert!(use_it(written().as_bytes()));
}
