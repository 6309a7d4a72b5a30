//! Logs of every version replay for ever: these were written by the version that their folder names.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
}

use std::{fs, path::Path};

use hearken::call::{
    event::{At, CallEvent, CallId, EndReason, ItemState, What},
    session::CallSession,
    state::Phase,
};
use support::journey::Journey;

/// The call that the kept log tells: hold, undo, nested scenarios, promise, transfer, wrap-up.
const SCRIPT: &str = "l t:4s 1 t:20s w \"Grace\" Enter Space Space t:30s i \"a note\" Enter F4 Space t:10s F3 Space F2 Space \
                      Esc Esc Esc n Enter m 1 h t:50s h u U p \"call back Thu noon\" Enter Tab t:9s Space Tab F9 Space Esc t Enter \
                      g 2 e t:30s Space d d d d d d d d d d d d d d d d d d r 3 Enter";

/// One event a line: sequence number, moment and body, with tabs between.
fn read(path: &Path) -> Vec<CallEvent> {
    let text = fs::read_to_string(path).expect("the log is there");
    let event = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let mut next = || parts.next().expect("three parts");
        let (seq, at) = (next().parse().expect("a number"), At(next().parse().expect("a moment")));
        CallEvent { seq, at, what: What::from_json(next()).expect("a body") }
    };
    text.lines().map(event).collect()
}

fn written(events: &[CallEvent]) -> String {
    events.iter().map(|event| format!("{}\t{}\t{}\n", event.seq, event.at.0, event.what.to_json())).collect()
}

#[test]
fn the_log_of_version_1_comes_to_what_it_came_to_then() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/v1/whole-call.tsv");
    if std::env::var_os("HEARKEN_WRITE_LOG").is_some() {
        let mut journey = Journey::new();
        journey.play(SCRIPT);
        let (_, events) = journey.logs.pop_first().expect("a call was made");
        fs::write(&path, written(&events)).expect("the log can be written");
    }
    let events = read(&path);
    assert_eq!(written(&events), fs::read_to_string(&path).expect("the log is there"), "nothing is lost in reading it");
    assert!(!events.iter().any(|event| matches!(event.what, What::Newer { .. })), "every kind is known");
    let session = CallSession::replay(CallId("kept".into()), events);
    let state = session.state();
    let times = state.clock.times(state.last);
    assert_eq!((times.talk, times.hold, times.after_call), (73_000, 50_000, 30_000));
    assert_eq!((state.phase, state.ended), (Phase::Closed, Some(EndReason::Transferred)));
    assert_eq!((state.said.len(), state.notes.len(), state.promises.len()), (2, 1, 1));
    assert_eq!(
        state.been.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        ["bereavement", "emergency", "frustration", "hardship", "interpreter"]
    );
    assert!(state.items.values().all(|item| matches!(item.state, ItemState::Done | ItemState::Deferred)));
    assert_eq!(state.newer, 0);
}

#[test]
fn a_log_from_a_newer_version_is_kept_and_the_rest_still_counts() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/v1/whole-call.tsv");
    let mut events = read(&path);
    let plain = CallSession::replay(CallId("kept".into()), events.clone());
    let newer = What::from_json(r#"{"kind":"sentiment-heard","score":0.3}"#).expect("a body");
    let last = events.last().expect("a log").seq;
    events.push(CallEvent { seq: last + 1, at: plain.state().last, what: newer });
    let session = CallSession::replay(CallId("kept".into()), events);
    assert_eq!(session.state().newer, 1);
    assert_eq!(session.state().items, plain.state().items);
    assert_eq!(session.state().clock, plain.state().clock);
}
