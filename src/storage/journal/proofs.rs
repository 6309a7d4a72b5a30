//! Proofs that what is erased is in no file of the folder.

use std::sync::mpsc::Receiver;

use rusqlite::Connection;

use super::tests::{call, child, draft, event, flush, lines, open, promise, side, wait_for, with_texts};
use super::*;
use crate::call::event::What;

/// Words that stand nowhere else, long enough to find a part of a copy.
pub(super) fn planted(name: &str, bytes: usize) -> String {
    format!("<planted {name}>").repeat(bytes / name.len() + 1)
}

/// The files of a folder that hold a planted text, in whole or in part.
pub(super) fn found(dir: &Path, name: &str) -> Vec<PathBuf> {
    let needle = format!("planted {name}>");
    let mut hits = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            hits.extend(found(&path, name));
        } else if String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(&needle) {
            hits.push(path);
        }
    }
    hits
}

fn note(name: &str, seq: u32, text: &str) -> Write {
    let texts = vec![(TextId(seq), TextRole::Note, text.to_owned())];
    with_texts(1, name, seq, What::Noted { text: TextId(seq) }, texts)
}

fn erase(journal: &Journal, told: &Receiver<Report>, name: &str) {
    journal.write(Write::Erase { call: call(name) });
    wait_for(told, &Report::Erased { call: call(name) });
}

/// A connection in the middle of reading.
pub(super) fn reader(dir: &Path) -> Connection {
    let conn = side(dir);
    conn.execute_batch("BEGIN").unwrap();
    let _: i64 = conn.query_row("SELECT count(*) FROM texts", [], |row| row.get(0)).unwrap();
    conn
}

#[test]
fn texts_of_every_length_leave_nothing() {
    for bytes in [10, 400, 3_000, 5_000, 200_000] {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        let (_other, _told) = open(dir.path(), Retention::default());
        for name in ["gone", "stays"] {
            journal.write(note(name, 1, &planted(name, bytes)));
            journal.write(draft(name, "note", &planted(name, bytes)));
            flush(&journal, &told);
            journal.write(draft(name, "note", &planted(name, bytes / 2)));
        }
        flush(&journal, &told);
        assert!(!found(dir.path(), "gone").is_empty(), "the search finds what is there");
        erase(&journal, &told, "gone");
        assert_eq!(found(dir.path(), "gone"), [] as [PathBuf; 0], "{bytes}");
        let stored = journal.load(&call("stays")).unwrap();
        assert_eq!(stored.texts[&TextId(1)].1, planted("stays", bytes));
        assert_eq!(stored.drafts["note"], planted("stays", bytes / 2));
        assert_eq!(journal.load(&call("gone")).unwrap().events.len(), 1, "the log stays");
    }
}

#[test]
fn rows_moved_between_pages_leave_no_copy() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    // Many rows of many lengths, between each other, so that pages split, merge and hand rows over.
    let names: Vec<String> = (0..60_u32).map(|n| format!("n{}", n * 7_919 % 101)).collect();
    for seq in 1..=12 {
        for (name, n) in names.iter().zip(1_usize..) {
            journal.write(note(name, seq, &planted(name, n * 37 % 900)));
            journal.write(draft(name, "note", &planted(name, n * 91 % 1_500)));
        }
        flush(&journal, &told);
    }
    for name in &names {
        erase(&journal, &told, name);
        assert_eq!(found(dir.path(), name), [] as [PathBuf; 0], "{name}");
    }
}

#[test]
fn nothing_is_called_erased_while_someone_reads() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(note("gone", 1, &planted("gone", 500)));
    flush(&journal, &told);
    let reading = reader(dir.path());
    journal.write(Write::Erase { call: call("gone") });
    wait_for(&told, &Report::ErasePending { call: call("gone") });
    assert!(!found(dir.path(), "gone").is_empty(), "a reader keeps the old pages");
    assert_eq!(journal.summary().unwrap().erasing, 1);
    // The writer is not held up by it.
    journal.write(event(5, "c1", 1, What::Answered));
    wait_for(&told, &Report::Saved { ticket: 5 });
    drop(reading);
    wait_for(&told, &Report::Erased { call: call("gone") });
    assert_eq!(found(dir.path(), "gone"), [] as [PathBuf; 0]);
    assert_eq!(journal.summary().unwrap().erasing, 0);
}

#[test]
fn waiting_is_said_once() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let reading = reader(dir.path());
    journal.write(Write::Erase { call: call("gone") });
    // Each of these is followed by another try.
    let mut reports = Vec::new();
    for ticket in 1..=4 {
        journal.write(Write::Flush { ticket });
        reports.extend(told.iter().take_while(|report| *report != Report::Saved { ticket }));
    }
    drop(reading);
    reports.extend(told.iter().take_while(|report| *report != Report::Erased { call: call("gone") }));
    assert_eq!(reports, [Report::ErasePending { call: call("gone") }]);
}

#[test]
fn an_erasure_outlives_the_program() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(note("gone", 1, &planted("gone", 500)));
    flush(&journal, &told);
    let reading = reader(dir.path());
    journal.write(Write::Erase { call: call("gone") });
    wait_for(&told, &Report::ErasePending { call: call("gone") });
    drop(journal);
    assert!(!found(dir.path(), "gone").is_empty());
    let (journal, told) = open(dir.path(), Retention::default());
    wait_for(&told, &Report::ErasePending { call: call("gone") });
    drop(reading);
    wait_for(&told, &Report::Erased { call: call("gone") });
    assert_eq!(found(dir.path(), "gone"), [] as [PathBuf; 0]);
    drop(journal);
    let (journal, told) = open(dir.path(), Retention::default());
    flush(&journal, &told);
    assert_eq!(journal.summary().unwrap().erasing, 0, "and is not done twice");
}

#[test]
fn erasing_works_while_another_process_reads_and_reads() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let mut process = child("read", dir.path());
    let mut said = lines(&mut process);
    assert_eq!(said.next().unwrap(), "reading");
    for n in 0..8 {
        let name = format!("gone{n}");
        journal.write(note("c1", n + 1, "stays"));
        journal.write(note(&name, 1, &planted(&name, 2_000)));
        flush(&journal, &told);
        erase(&journal, &told, &name);
        assert_eq!(found(dir.path(), &name), [] as [PathBuf; 0]);
    }
    drop(process.stdin.take());
    assert_eq!(said.next(), None);
    assert!(process.wait().unwrap().success(), "the reader was never refused");
}

#[test]
fn discarded_promised_and_purged_texts_leave_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    for name in ["discarded", "purged"] {
        journal.write(note(name, 1, &planted(name, 700)));
        journal.write(promise(name, 2, 5, &planted(name, 300), &planted(name, 30)));
    }
    for seq in [1, 2] {
        let name = format!("promise{seq}");
        journal.write(promise("kept", seq, 5, &planted(&name, 4_000), &planted(&name, 40)));
    }
    flush(&journal, &told);
    journal.write(Write::Discard { call: call("discarded") });
    wait_for(&told, &Report::Erased { call: call("discarded") });
    assert_eq!(found(dir.path(), "discarded"), [] as [PathBuf; 0]);
    assert_eq!(journal.load(&call("discarded")).unwrap(), Stored::default());
    journal.write(Write::PromiseGone { call: call("kept"), seq: 1 });
    wait_for(&told, &Report::PromiseErased { call: call("kept"), seq: 1 });
    assert_eq!(found(dir.path(), "promise1"), [] as [PathBuf; 0]);
    assert_eq!(found(dir.path(), "promise2").len(), 1);
    let reading = reader(dir.path());
    journal.write(Write::Purge { before: None, now: At(9_999) });
    wait_for(&told, &Report::PurgePending);
    drop(reading);
    wait_for(&told, &Report::Purged);
    for name in ["purged", "promise2", "kept"] {
        assert_eq!(found(dir.path(), name), [] as [PathBuf; 0], "{name}");
    }
}

#[test]
fn a_record_holds_no_text_and_goes_with_its_call() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let caller = vec![(TextId(1), TextRole::Caller, planted("name", 300))];
    journal.write(with_texts(1, "c1", 1, What::SlotFilled { slot: "customer".into(), text: Some(TextId(1)) }, caller));
    journal.write(note("c1", 2, &planted("note", 300)));
    journal.write(event(1, "c1", 3, What::Answered));
    journal.write(event(1, "c1", 4, What::Ended { reason: crate::call::event::EndReason::Us }));
    journal.write(event(1, "c1", 5, What::DispositionSet { disposition: planted("result", 5).as_str().into() }));
    journal.write(event(1, "c1", 6, What::Closed));
    erase(&journal, &told, "c1");
    for name in ["name", "note"] {
        assert_eq!(found(dir.path(), name), [] as [PathBuf; 0], "{name}");
    }
    assert_eq!(journal.records().count(), 1);
    assert!(!found(dir.path(), "result").is_empty(), "ids stay with the record");
    journal.write(Write::Purge { before: None, now: At(9_999) });
    wait_for(&told, &Report::Purged);
    assert_eq!(found(dir.path(), "result"), [] as [PathBuf; 0]);
    assert_eq!(journal.records().count(), 0);
}

#[test]
fn the_copy_of_a_promise_goes_with_the_call_and_the_promise_stays() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let texts = vec![(TextId(1), TextRole::Promise, planted("copy", 100))];
    let what = What::Promised { text: TextId(1), due: At(5), zone: "+01:00".to_owned() };
    journal.write(with_texts(1, "c1", 1, what, texts));
    journal.write(promise("c1", 1, 5, &planted("original", 100), "Ann"));
    flush(&journal, &told);
    erase(&journal, &told, "c1");
    assert_eq!(found(dir.path(), "copy"), [] as [PathBuf; 0]);
    assert_eq!(journal.promises().unwrap()[0].text, planted("original", 100));
}

#[test]
fn what_is_never_to_be_kept_is_never_written() {
    let dir = tempfile::tempdir().unwrap();
    let retention = Retention { notes: Keep::Never, caller: Keep::Never, keep_days: 90 };
    let (journal, told) = open(dir.path(), retention);
    let texts = vec![
        (TextId(1), TextRole::Note, planted("note", 3_000)),
        (TextId(2), TextRole::Caller, planted("caller", 3_000)),
    ];
    journal.write(with_texts(1, "c1", 1, What::Noted { text: TextId(1) }, texts));
    journal.write(draft("c1", "note", &planted("draft", 3_000)));
    flush(&journal, &told);
    for name in ["note", "caller", "draft"] {
        assert_eq!(found(dir.path(), name), [] as [PathBuf; 0]);
    }
    assert_eq!(journal.load(&call("c1")).unwrap().events.len(), 1);
}

#[test]
fn a_write_that_failed_leaves_nothing_after_the_call_is_discarded() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let other = side(dir.path());
    other.execute_batch("CREATE TRIGGER no BEFORE INSERT ON promises BEGIN SELECT RAISE(FAIL, 'no'); END").unwrap();
    journal.write(note("gone", 1, &planted("gone", 9_000_000)));
    journal.write(promise("gone", 2, 5, "call", "Ann"));
    assert!(told.iter().any(|report| matches!(report, Report::NotSaved { .. })));
    journal.write(Write::Discard { call: call("gone") });
    other.execute_batch("DROP TRIGGER no").unwrap();
    wait_for(&told, &Report::Erased { call: call("gone") });
    assert_eq!(found(dir.path(), "gone"), [] as [PathBuf; 0]);
}

#[test]
fn texts_past_their_date_leave_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let retention = Retention { notes: Keep::Days(2), ..Retention::default() };
    let (journal, told) = open(dir.path(), retention);
    journal.write(note("gone", 1, &planted("gone", 900)));
    journal.write(event(1, "gone", 2, What::Closed));
    erase(&journal, &told, "gone");
    assert!(!found(dir.path(), "gone").is_empty());
    journal.write(Write::Sweep { now: At(1_002 + 2 * i64::try_from(apply::DAY).unwrap()) });
    wait_for(&told, &Report::Erased { call: call("gone") });
    assert_eq!(found(dir.path(), "gone"), [] as [PathBuf; 0]);
}
