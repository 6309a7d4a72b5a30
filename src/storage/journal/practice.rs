//! What is kept of practice, and for how long.

use super::tests::{call, event, flush, open, side, wait_for, with_texts};
use super::*;
use crate::app::rehearse::Past;
use crate::call::event::{Arrival, FrameworkPin, What};
use crate::call::rehearsal::Practice;

fn opened(caller: &str) -> What {
    let practice = Practice { caller: caller.into(), seed: 41, from: None, mock: None };
    What::Opened {
        arrival: Arrival::Ringing,
        library: "d1".to_owned(),
        framework: FrameworkPin { id: "hear".into(), steps: Vec::new() },
        industry: None,
        practice: Some(Box::new(practice)),
    }
}

/// A finished rehearsal with something that was said in it.
fn rehearse(journal: &Journal, name: &str, caller: &str, passed: bool) {
    let said = vec![(TextId(1), TextRole::Practice, "I'm sorry it missed her birthday.".to_owned())];
    journal.write(with_texts(1, name, 1, opened(caller), said));
    journal.write(event(2, name, 2, What::Judged { passed, weak: vec!["blame".into()] }));
    journal.write(event(3, name, 3, What::Closed));
    journal.write(Write::Erase { call: call(name) });
}

#[test]
fn what_was_said_in_practice_outlives_wrap_up_and_the_days_of_records() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention { keep_days: 1, ..Retention::default() });
    rehearse(&journal, "p1", "rosa", false);
    wait_for(&told, &Report::Erased { call: call("p1") });
    let year = i64::try_from(apply::DAY).unwrap() * 365;
    journal.write(Write::Sweep { now: At(year) });
    flush(&journal, &told);
    let stored = journal.load(&call("p1")).unwrap();
    assert_eq!((stored.events.len(), stored.texts.len()), (3, 1));
}

#[test]
fn what_was_practised_is_told_with_how_it_went_and_the_help_that_was_agreed_to() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    rehearse(&journal, "p1", "rosa", false);
    rehearse(&journal, "p2", "nia", true);
    journal.write(event(1, "live", 1, What::Answered));
    journal.write(event(1, "going-on", 1, opened("dev")));
    journal.write(Write::Help { step: "hear.hear".into(), level: Guidance::Cues });
    journal.write(Write::Help { step: "hear.hear".into(), level: Guidance::Killers });
    flush(&journal, &told);
    let past = |caller: &str, passed| Past { caller: caller.into(), at: At(1_003), passed: Some(passed) };
    let practised = journal.practised().unwrap();
    assert_eq!(practised.past, [past("rosa", false), past("nia", true)]);
    assert_eq!(practised.weak, [Id::from("blame")]);
    assert_eq!(practised.help, [(Id::from("hear.hear"), Guidance::Killers)].into());
}

#[test]
fn a_purge_forgets_practice_too() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    rehearse(&journal, "p1", "rosa", true);
    wait_for(&told, &Report::Erased { call: call("p1") });
    journal.write(Write::Help { step: "hear.hear".into(), level: Guidance::Cues });
    journal.write(Write::Purge { before: None, now: At(5_000) });
    wait_for(&told, &Report::Purged);
    assert_eq!(journal.practised().unwrap(), Practised::default());
    assert!(journal.load(&call("p1")).unwrap().texts.is_empty());
    drop(journal);
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        let found = bytes.windows(8).any(|bytes| bytes == b"birthday");
        assert!(!found, "no byte of it is left");
    }
}

#[test]
fn a_store_of_the_first_version_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let first = side(dir.path());
    first.execute_batch(schema::MIGRATIONS[0]).unwrap();
    first.execute("INSERT INTO calls (id, opened, last) VALUES ('c1', 1, 1)", []).unwrap();
    first
        .execute("INSERT INTO events VALUES ('c1', 1, 1, 1, 'answered', '{\"kind\":\"answered\"}', NULL)", [])
        .unwrap();
    first.pragma_update(None, "user_version", 1).unwrap();
    drop(first);
    let (journal, told) = open(dir.path(), Retention::default());
    assert_eq!(journal.load(&call("c1")).unwrap().events.len(), 1);
    rehearse(&journal, "p1", "rosa", true);
    flush(&journal, &told);
    assert_eq!(journal.practised().unwrap().past.len(), 1);
}
