//! Who is trained, and that they are forgotten for good.

use std::sync::mpsc::Receiver;

use super::proofs::{found, planted, reader};
use super::tests::{back_to, call, child, draft, event, flush, lines, open, promise, side, wait_for, with_texts};
use super::*;
use crate::call::event::{Arrival, FrameworkPin, What};
use crate::call::mock::{DeskAct, Mock, SheetPin};
use crate::call::rehearsal::Practice;

fn id(name: &str) -> PersonId {
    PersonId(name.to_owned())
}

/// A person, named with words that stand nowhere else.
fn person(name: &str) -> Person {
    let planted = planted(&format!("name {name}"), 5);
    Person { id: id(name), name: planted.chars().take(40).collect(), agreed: At(500) }
}

fn opened(trainee: Option<&str>, of: Option<&str>) -> What {
    let mock = Mock { trainee: trainee.map(id), of: of.map(call), sheet: SheetPin::default() };
    let practice = Practice { caller: "rosa".into(), seed: 41, from: None, mock: Some(Box::new(mock)) };
    What::Opened {
        arrival: Arrival::Ringing,
        library: "d1".to_owned(),
        framework: FrameworkPin { id: "hear".into(), steps: Vec::new() },
        industry: None,
        practice: Some(Box::new(practice)),
    }
}

/// A finished mock call with a note, a draft and a promise in it.
fn mock(journal: &Journal, name: &str, trainee: Option<&str>, of: Option<&str>) {
    journal.write(event(1, name, 1, opened(trainee, of)));
    let note = vec![(TextId(1), TextRole::Practice, planted(name, 700))];
    let act = DeskAct::Observed { text: TextId(1), talk: 0, about: None };
    journal.write(with_texts(1, name, 2, What::AtDesk { act: Box::new(act) }, note));
    journal.write(draft(name, "note", &planted(name, 300)));
    journal.write(promise(name, 3, 5, &planted(name, 200), "Ann"));
    journal.write(event(1, name, 4, What::Judged { passed: true, weak: vec!["blame".into()] }));
    journal.write(event(1, name, 5, What::Closed));
}

/// Ann has two mock calls, one marked again by someone who gave no name and once more; Bo has one, and one is nobody's.
fn filled(dir: &Path) -> (Journal, Receiver<Report>) {
    let (journal, told) = open(dir, Retention::default());
    for name in ["ann", "bo"] {
        journal.write(Write::Person { ticket: 7, person: person(name) });
    }
    mock(&journal, "a1", Some("ann"), None);
    mock(&journal, "a2", Some("ann"), None);
    mock(&journal, "again", None, Some("a1"));
    mock(&journal, "more", Some("ann"), Some("a1"));
    mock(&journal, "b1", Some("bo"), None);
    mock(&journal, "nobody", None, None);
    wait_for(&told, &Report::Saved { ticket: 7 });
    flush(&journal, &told);
    (journal, told)
}

fn names(journal: &Journal) -> Vec<String> {
    journal.people().unwrap().into_iter().map(|person| person.id.0).collect()
}

fn calls(journal: &Journal) -> Vec<String> {
    journal.records().map(|record| record.unwrap().call.0).collect()
}

#[test]
fn names_are_kept_cleaned_and_in_order_and_can_be_mended() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let person = |n: &str, name: &str| Person { id: id(n), name: name.to_owned(), agreed: At(500) };
    for (n, name) in [("p1", "zoe"), ("p2", " \u{202e}Ann \n"), ("p3", "ben"), ("p4", "  "), ("p1", "Zoë")] {
        journal.write(Write::Person { ticket: 1, person: person(n, name) });
    }
    flush(&journal, &told);
    let practised = journal.practised().unwrap();
    assert_eq!(practised.people, [person("p2", "<U+202E>Ann"), person("p3", "ben"), person("p1", "Zoë")]);
    assert_eq!((journal.people().unwrap(), journal.summary().unwrap().people), (practised.people, 3));
}

#[test]
fn what_someone_else_practised_is_not_ones_own() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _told) = filled(dir.path());
    let practised = journal.practised().unwrap();
    assert_eq!((practised.past.len(), practised.weak.len()), (0, 0));
    assert_eq!(calls(&journal).len(), 6, "and it is past all the same");
    // It is practice: it stays until it is purged.
    journal.write(Write::Sweep { now: At(i64::MAX / 2) });
    drop(journal);
    let (journal, _told) = open(dir.path(), Retention::default());
    assert_eq!(calls(&journal).len(), 6);
}

#[test]
fn who_is_forgotten_leaves_nothing_and_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = filled(dir.path());
    let all: Vec<String> = journal.calls_of(&id("ann")).unwrap().into_iter().map(|call| call.0).collect();
    assert_eq!(all, ["a1", "a2", "again", "more"]);
    for name in ["name ann", "a1", "again", "more"] {
        assert!(!found(dir.path(), name).is_empty(), "the search finds {name}");
    }
    journal.write(Write::Forget { person: id("ann"), now: At(9_999) });
    wait_for(&told, &Report::Purged);
    for name in ["name ann", "a1", "a2", "again", "more"] {
        assert_eq!(found(dir.path(), name), [] as [PathBuf; 0], "{name}");
        assert_eq!(journal.load(&call(name)).unwrap(), Stored::default());
    }
    for name in ["name bo", "b1", "nobody"] {
        assert!(!found(dir.path(), name).is_empty(), "{name} stays");
    }
    assert_eq!((names(&journal), calls(&journal).len()), (vec!["bo".to_owned()], 2));
    assert_eq!(journal.promises().unwrap().len(), 2);
    assert_eq!(journal.load(&call("b1")).unwrap().events.len(), 4);
}

#[test]
fn nobody_is_called_forgotten_while_someone_reads() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = filled(dir.path());
    let reading = reader(dir.path());
    journal.write(Write::Forget { person: id("ann"), now: At(9_999) });
    wait_for(&told, &Report::PurgePending);
    assert!(!found(dir.path(), "name ann").is_empty(), "a reader keeps the old pages");
    drop(reading);
    wait_for(&told, &Report::Purged);
    assert_eq!(found(dir.path(), "name ann"), [] as [PathBuf; 0]);
}

#[test]
fn a_name_stays_with_a_call_that_is_in_hand() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = filled(dir.path());
    // Another process has `c1` in hand.
    mock(&journal, "c1", Some("ann"), None);
    flush(&journal, &told);
    let mut process = child("hold", dir.path());
    assert_eq!(lines(&mut process).next().unwrap(), "held");
    journal.write(Write::Forget { person: id("ann"), now: At(9_999) });
    wait_for(&told, &Report::Purged);
    assert_eq!(journal.calls_of(&id("ann")).unwrap(), [call("c1")]);
    assert_eq!(names(&journal), ["ann", "bo"]);
    assert_eq!(found(dir.path(), "a1"), [] as [PathBuf; 0]);
    drop(process.stdin.take());
    process.wait().unwrap();
    journal.write(Write::Forget { person: id("ann"), now: At(9_999) });
    wait_for(&told, &Report::Purged);
    assert_eq!((names(&journal), found(dir.path(), "name ann")), (vec!["bo".to_owned()], vec![]));
}

#[test]
fn who_has_nothing_left_goes_with_a_purge() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = filled(dir.path());
    journal.write(Write::Person { ticket: 7, person: Person { agreed: At(2_000), ..person("new") } });
    journal.write(Write::Discard { call: call("b1") });
    journal.write(Write::Purge { before: Some(At(1_000)), now: At(9_999) });
    wait_for(&told, &Report::Purged);
    // Whoever has a call stays, and whoever agreed only now.
    assert_eq!(names(&journal), ["ann", "new"]);
    assert_eq!(found(dir.path(), "name bo"), [] as [PathBuf; 0]);
    journal.write(Write::Purge { before: None, now: At(9_999) });
    wait_for(&told, &Report::Purged);
    assert_eq!((names(&journal), journal.summary().unwrap()), (vec![], Summary::default()));
    for name in ["name ann", "name new", "a1"] {
        assert_eq!(found(dir.path(), name), [] as [PathBuf; 0], "{name}");
    }
}

#[test]
fn a_store_from_before_mock_calls_gets_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(event(1, "c1", 1, What::Answered));
    flush(&journal, &told);
    drop(journal);
    back_to(dir.path(), 4);
    let (journal, told) = open(dir.path(), Retention::default());
    mock(&journal, "a1", Some("ann"), None);
    journal.write(Write::Person { ticket: 1, person: person("ann") });
    flush(&journal, &told);
    assert_eq!(journal.calls_of(&id("ann")).unwrap(), [call("a1")]);
    let columns = "SELECT person, mock FROM calls ORDER BY id DESC";
    let row = side(dir.path()).query_row(columns, [], |row| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?)));
    assert_eq!(row.unwrap(), (None, false), "an earlier call is no mock");
}

#[test]
fn records_of_an_earlier_version_are_written_anew_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = filled(dir.path());
    side(dir.path()).execute_batch("UPDATE records SET v = 1; DELETE FROM records WHERE call = 'b1'").unwrap();
    let current = || -> u32 {
        let sql = format!("SELECT count(*) FROM records WHERE v = {}", crate::practice::progress::VERSION);
        side(dir.path()).query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(current(), 0);
    journal.write(Write::Sweep { now: At(9_999) });
    flush(&journal, &told);
    assert_eq!((current(), calls(&journal).len()), (6, 6));
}
