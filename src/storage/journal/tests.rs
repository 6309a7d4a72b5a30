use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::*;
use crate::call::event::{Arrival, EndReason, FrameworkPin, Guidance, ItemPin, ItemState, StepPin, Transfer, What};
use crate::playbook::model::Room;

pub(super) fn open(dir: &Path, retention: Retention) -> (Journal, Receiver<Report>) {
    let (tell, told) = channel();
    let journal = Journal::open(dir, retention, move |report| drop(tell.send(report))).unwrap();
    (journal, told)
}

pub(super) fn call(name: &str) -> CallId {
    CallId(name.to_owned())
}

pub(super) fn event(ticket: u64, name: &str, seq: u32, what: What) -> Write {
    with_texts(ticket, name, seq, what, vec![])
}

pub(super) fn with_texts(
    ticket: u64,
    name: &str,
    seq: u32,
    what: What,
    texts: Vec<(TextId, TextRole, String)>,
) -> Write {
    let event = CallEvent { seq, at: At(1_000 + i64::from(seq)), what };
    let shown = vec![(Id::from("hear.1"), "I hear you.".to_owned())];
    Write::Event { ticket, call: call(name), event, texts, digest: "d1".to_owned(), shown }
}

pub(super) fn draft(name: &str, field: &str, text: &str) -> Write {
    Write::Draft { call: call(name), field: field.to_owned(), role: TextRole::Note, text: text.to_owned() }
}

pub(super) fn promise(name: &str, seq: u32, due: i64, text: &str, who: &str) -> Write {
    let (zone, text, who) = ("Europe/London".to_owned(), text.to_owned(), who.to_owned());
    Write::Promise { call: call(name), seq, due: At(due), zone, text, who }
}

/// The next report; a journal that says nothing for half a minute never will.
pub(super) fn next(told: &Receiver<Report>) -> Report {
    told.recv_timeout(std::time::Duration::from_secs(30)).unwrap()
}

/// Waits until all before is on disk.
pub(super) fn flush(journal: &Journal, told: &Receiver<Report>) {
    journal.write(Write::Flush { ticket: 999_999 });
    wait_for(told, &Report::Saved { ticket: 999_999 });
}

/// Waits for a report.
pub(super) fn wait_for(told: &Receiver<Report>, wanted: &Report) {
    while next(told) != *wanted {}
}

/// A connection past the journal.
pub(super) fn side(dir: &Path) -> Connection {
    let conn = Connection::open(schema::path(dir)).unwrap();
    conn.busy_timeout(schema::PATIENCE).unwrap();
    conn
}

/// The store as an earlier version had it: 1 is the first that has something to lose here.
pub(super) fn back_to(dir: &Path, version: usize) {
    let steps = [
        "DROP TABLE help; ALTER TABLE calls DROP COLUMN practice; ALTER TABLE calls DROP COLUMN passed",
        "DROP TABLE reviews",
        "DROP TABLE records",
        "DROP TABLE people; ALTER TABLE calls DROP COLUMN person; ALTER TABLE calls DROP COLUMN mock",
    ];
    assert_eq!(steps.len() + 1, schema::MIGRATIONS.len(), "each step has its way back");
    let side = side(dir);
    for step in steps[version - 1..].iter().rev() {
        side.execute_batch(step).unwrap();
    }
    side.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
}

fn texts(journal: &Journal, name: &str) -> Vec<(u32, TextRole)> {
    journal.load(&call(name)).unwrap().texts.into_iter().map(|(id, (role, _))| (id.0, role)).collect()
}

/// Another process of these tests, doing one of the chores below.
pub(super) fn child(chore: &str, dir: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "storage::journal::tests::chores_of_another_process", "--ignored", "--nocapture"])
        .env("HEARKEN_CHORE", chore)
        .env("HEARKEN_CHORE_DIR", dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The lines that a child says, without those of the test harness.
pub(super) fn lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let out = child.stdout.take().unwrap();
    let said = |line: String| line.split_once("say ").map(|(_, said)| said.to_owned());
    BufReader::new(out).lines().map_while(Result::ok).filter_map(said)
}

#[test]
#[ignore = "started by other tests, in a process of its own"]
fn chores_of_another_process() {
    let (Ok(chore), Some(dir)) = (std::env::var("HEARKEN_CHORE"), std::env::var_os("HEARKEN_CHORE_DIR")) else {
        return;
    };
    let (journal, told) = open(Path::new(&dir), Retention::default());
    match chore.as_str() {
        "write" => {
            for seq in 1.. {
                journal.write(event(u64::from(seq), "killed", seq, What::Answered));
                if let Ok(Report::Saved { ticket }) = told.try_recv() {
                    println!("\nsay {ticket}");
                }
            }
        }
        "hold" => {
            let _claim = journal.claim(&call("c1")).unwrap();
            println!("\nsay held");
            std::io::stdin().lines().for_each(drop);
        }
        "read" => {
            println!("\nsay reading");
            let (stop, stopped) = channel();
            let wait = std::thread::Builder::new().spawn(move || {
                std::io::stdin().lines().for_each(drop);
                stop.send(()).unwrap();
            });
            drop(wait.unwrap());
            while stopped.try_recv().is_err() {
                journal.load(&call("c1")).unwrap();
                journal.unfinished().unwrap();
            }
        }
        _ => {}
    }
}

#[test]
fn what_is_written_is_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(event(7, "c1", 1, What::Answered));
    journal.write(event(8, "c1", 2, What::Ended { reason: EndReason::Us }));
    assert_eq!(next(&told), Report::Saved { ticket: 7 });
    assert_eq!(next(&told), Report::Saved { ticket: 8 });
    drop(journal);
    let (journal, _told) = open(dir.path(), Retention::default());
    let stored = journal.load(&call("c1")).unwrap();
    assert_eq!(stored.events.len(), 2);
    assert_eq!(stored.events[1].what, What::Ended { reason: EndReason::Us });
    let unfinished = journal.unfinished().unwrap();
    let expected = Unfinished { call: call("c1"), opened: At(1_001), last: At(1_002), held_by_other: false };
    assert_eq!(unfinished, [expected]);
}

#[test]
fn a_call_that_is_not_known_is_empty() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _told) = open(dir.path(), Retention::default());
    assert_eq!(journal.load(&call("nobody")).unwrap(), Stored::default());
    assert_eq!(journal.summary().unwrap(), Summary::default());
}

#[test]
fn dropping_the_journal_writes_what_is_queued() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _told) = open(dir.path(), Retention::default());
    for seq in 1..=200 {
        journal.write(event(0, "c1", seq, What::Answered));
    }
    drop(journal);
    let (journal, _told) = open(dir.path(), Retention::default());
    assert_eq!(journal.load(&call("c1")).unwrap().events.len(), 200);
}

#[test]
fn a_killed_process_loses_nothing_it_called_saved() {
    let dir = tempfile::tempdir().unwrap();
    let mut process = child("write", dir.path());
    let mut last_saved = 0;
    for line in lines(&mut process) {
        last_saved = line.parse().unwrap();
        if last_saved >= 40 {
            process.kill().unwrap();
        }
    }
    process.wait().unwrap();
    assert!(last_saved >= 40);
    let (journal, _told) = open(dir.path(), Retention::default());
    let events = journal.load(&call("killed")).unwrap().events;
    assert!(events.len() >= last_saved, "{} of {last_saved}", events.len());
    assert!(events.iter().zip(1..).all(|(event, seq)| event.seq == seq), "no gap");
}

#[test]
fn a_newer_event_is_kept_as_it_came() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let body = json!({"kind": "teleported", "where": ["here", {"x": 1}]});
    journal.write(event(1, "c1", 1, What::Newer { body: body.clone() }));
    flush(&journal, &told);
    let known_but_odd = r#"{"kind":"noted","text":{"new":true}}"#;
    for (seq, odd) in [(2, known_but_odd), (3, "not json")] {
        let sql = "INSERT INTO events VALUES ('c1', ?1, 5, 9, 'x', ?2, NULL)";
        side(dir.path()).execute(sql, (seq, odd)).unwrap();
    }
    let events = journal.load(&call("c1")).unwrap().events;
    let bodies = [body, serde_json::from_str(known_but_odd).unwrap(), Value::String("not json".to_owned())];
    for (event, body) in events.iter().zip(bodies) {
        assert_eq!(event.what, What::Newer { body });
    }
    assert_eq!(events.len(), 3);
}

#[test]
fn two_journals_on_one_folder_write_and_read() {
    let dir = tempfile::tempdir().unwrap();
    let (first, told_first) = open(dir.path(), Retention::default());
    let (second, told_second) = open(dir.path(), Retention::default());
    for seq in 1..=50 {
        first.write(event(u64::from(seq), "a", seq, What::Answered));
        second.write(event(u64::from(seq), "b", seq, What::Held));
    }
    flush(&first, &told_first);
    flush(&second, &told_second);
    for journal in [&first, &second] {
        assert_eq!(journal.load(&call("a")).unwrap().events.len(), 50);
        assert_eq!(journal.load(&call("b")).unwrap().events.len(), 50);
    }
    assert_eq!(first.summary().unwrap().calls, 2);
}

#[test]
fn two_journals_may_make_the_store_at_the_same_time() {
    for _ in 0..8 {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for name in ["a", "b", "c"] {
                let dir = dir.path();
                scope.spawn(move || {
                    let (journal, told) = open(dir, Retention::default());
                    journal.write(event(1, name, 1, What::Answered));
                    flush(&journal, &told);
                });
            }
        });
        let (journal, _told) = open(dir.path(), Retention::default());
        assert_eq!(journal.summary().unwrap().calls, 3);
    }
}

#[test]
fn failures_are_told_and_tried_again_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let other = side(dir.path());
    other.execute_batch("CREATE TRIGGER no BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'no way'); END").unwrap();
    journal.write(event(1, "c1", 1, What::Answered));
    for _ in 0..2 {
        let Report::NotSaved { reason } = next(&told) else { panic!("saved") };
        assert!(reason.contains("no way"), "{reason}");
    }
    // A smaller one that would go in has to wait for its turn.
    journal.write(draft("c1", "note", "hello"));
    journal.write(Write::Flush { ticket: 2 });
    assert!(matches!(next(&told), Report::NotSaved { .. }));
    assert!(journal.load(&call("c1")).unwrap().drafts.is_empty());
    other.execute_batch("DROP TRIGGER no").unwrap();
    let saved: Vec<Report> = told.iter().filter(|r| !matches!(r, Report::NotSaved { .. })).take(2).collect();
    assert_eq!(saved, [Report::Saved { ticket: 1 }, Report::Saved { ticket: 2 }]);
    let stored = journal.load(&call("c1")).unwrap();
    assert_eq!((stored.events.len(), stored.drafts.len()), (1, 1));
}

#[test]
fn leaving_does_not_wait_for_a_store_that_refuses() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    side(dir.path())
        .execute_batch("CREATE TRIGGER no BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'no'); END")
        .unwrap();
    journal.write(event(1, "c1", 1, What::Answered));
    drop(journal);
    assert!(told.iter().all(|report| matches!(report, Report::NotSaved { .. })));
}

/// A writer without its thread.
fn writer(dir: &Path) -> (writer::Writer, Receiver<Report>) {
    let (tell, told) = channel();
    paths::folder(dir).unwrap();
    lock::prepare(dir).unwrap();
    let conn = schema::open_to_write(dir).unwrap();
    let report: Tell = Arc::new(Mutex::new(move |report| drop(tell.send(report))));
    (writer::Writer::new(dir.to_owned(), Retention::default(), conn, report), told)
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost_or_out_of_order() {
    let dir = tempfile::tempdir().unwrap();
    let (mut writer, told) = writer(dir.path());
    let pages = |writer: &writer::Writer, n: u32| {
        writer.conn.as_ref().unwrap().pragma_update_and_check(None, "max_page_count", n, |_| Ok(())).unwrap();
    };
    pages(&writer, 1);
    let long = vec![(TextId(1), TextRole::Note, "long ".repeat(20_000))];
    writer.push(with_texts(1, "c1", 1, What::Noted { text: TextId(1) }, long));
    writer.save();
    writer.push(event(2, "c1", 2, What::Answered));
    writer.save();
    for _ in 0..2 {
        let Report::NotSaved { reason } = next(&told) else { panic!("saved") };
        assert!(reason.contains("disk is full") && reason.contains("make room"), "{reason}");
    }
    pages(&writer, 1_000_000);
    writer.save();
    assert_eq!(next(&told), Report::Saved { ticket: 1 });
    assert_eq!(next(&told), Report::Saved { ticket: 2 });
    assert_eq!(read::load(dir.path(), &call("c1")).unwrap().events.len(), 2);
}

#[test]
fn after_a_failing_flush_the_store_is_opened_again_and_written_anew() {
    let dir = tempfile::tempdir().unwrap();
    let (mut writer, told) = writer(dir.path());
    writer.push(event(1, "c1", 1, What::Answered));
    writer.save();
    writer.conn = None;
    // The same again, as after a flush of which nobody knows what it did.
    writer.push(event(1, "c1", 1, What::Answered));
    writer.push(event(2, "c1", 2, What::Held));
    writer.save();
    let tickets: Vec<Report> = told.try_iter().collect();
    assert_eq!(tickets, [1, 1, 2].map(|ticket| Report::Saved { ticket }));
    assert_eq!(read::load(dir.path(), &call("c1")).unwrap().events.len(), 2);
}

#[test]
fn a_writer_that_is_gone_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let (tell, told) = channel();
    let journal = Journal::open(dir.path(), Retention::default(), move |report| {
        assert_ne!(report, Report::Saved { ticket: 1 }, "a receiver that panics");
        tell.send(report).unwrap();
    })
    .unwrap();
    journal.write(Write::Flush { ticket: 1 });
    let reason = loop {
        journal.write(Write::Flush { ticket: 2 });
        if let Ok(Report::NotSaved { reason }) = told.try_recv() {
            break reason;
        }
    };
    assert!(reason.contains("start hearken again"));
}

#[test]
fn only_the_newest_draft_of_a_field_counts() {
    let mut queue = vec![
        draft("c1", "note", "a"),
        draft("c1", "slot", "x"),
        event(1, "c1", 1, What::Answered),
        draft("c1", "note", "ab"),
        draft("c2", "note", "other"),
    ];
    apply::coalesce(&mut queue);
    assert_eq!(
        queue,
        [
            draft("c1", "slot", "x"),
            event(1, "c1", 1, What::Answered),
            draft("c1", "note", "ab"),
            draft("c2", "note", "other"),
        ]
    );
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    queue.push(draft("c1", "slot", ""));
    queue.into_iter().for_each(|write| journal.write(write));
    flush(&journal, &told);
    let drafts = journal.load(&call("c1")).unwrap().drafts;
    assert_eq!(drafts, BTreeMap::from([("note".to_owned(), "ab".to_owned())]));
}

#[test]
fn card_numbers_never_reach_the_store() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let card = "4111 1111 1111 1111";
    let noted = vec![(TextId(1), TextRole::Note, format!("card {card}"))];
    journal.write(with_texts(1, "c1", 1, What::Noted { text: TextId(1) }, noted));
    journal.write(draft("c1", "note", &format!("again {card} ok")));
    journal.write(promise("c1", 2, 5, &format!("refund to {card}"), &format!("Ann {card}")));
    flush(&journal, &told);
    let stored = journal.load(&call("c1")).unwrap();
    assert_eq!(stored.texts[&TextId(1)].1, "card **** **** **** 1111");
    assert_eq!(stored.drafts["note"], "again **** **** **** 1111 ok");
    let promised = &journal.promises().unwrap()[0];
    assert_eq!(
        (promised.text.as_str(), promised.who.as_str()),
        ("refund to **** **** **** 1111", "Ann **** **** **** 1111")
    );
}

#[test]
fn promises_come_by_their_time_and_outlive_their_call() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    for (name, seq, due) in [("a", 1, 30), ("b", 1, 10), ("a", 2, 20)] {
        journal.write(promise(name, seq, due, "call back", "Ann"));
    }
    journal.write(Write::Erase { call: call("a") });
    flush(&journal, &told);
    let dues: Vec<i64> = journal.promises().unwrap().iter().map(|p| p.due.0).collect();
    assert_eq!(dues, [10, 20, 30]);
    journal.write(Write::PromiseGone { call: call("a"), seq: 2 });
    wait_for(&told, &Report::PromiseErased { call: call("a"), seq: 2 });
    let left: Vec<(CallId, u32)> = journal.promises().unwrap().into_iter().map(|p| (p.call, p.seq)).collect();
    assert_eq!(left, [(call("b"), 1), (call("a"), 1)]);
    assert_eq!(journal.promises().unwrap()[0].zone, "Europe/London");
}

/// A call with one text of each role.
fn three_roles(name: &str) -> Write {
    let texts = [TextRole::Note, TextRole::Caller, TextRole::Promise];
    let texts = texts.into_iter().zip(1..).map(|(role, id)| (TextId(id), role, format!("text {id}"))).collect();
    with_texts(1, name, 1, What::Noted { text: TextId(1) }, texts)
}

#[test]
fn each_role_stays_as_long_as_it_may() {
    use TextRole::{Caller, Note, Promise};
    let (never, wrap_up, days) = (Keep::Never, Keep::UntilWrapUp, Keep::Days(3));
    let all = vec![(1, Note), (2, Caller), (3, Promise)];
    let table = [
        (wrap_up, wrap_up, all.clone(), vec![]),
        (never, wrap_up, vec![(2, Caller), (3, Promise)], vec![]),
        (wrap_up, never, vec![(1, Note), (3, Promise)], vec![]),
        (days, wrap_up, all.clone(), vec![(1, Note)]),
        (wrap_up, days, all.clone(), vec![(2, Caller)]),
        (days, days, all, vec![(1, Note), (2, Caller)]),
        (never, days, vec![(2, Caller), (3, Promise)], vec![(2, Caller)]),
    ];
    for (notes, caller, before, after) in table {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention { notes, caller, keep_days: 90 });
        journal.write(three_roles("c1"));
        journal.write(draft("c1", "note", "being typed"));
        flush(&journal, &told);
        assert_eq!(texts(&journal, "c1"), before, "{notes:?} {caller:?}");
        assert_eq!(journal.load(&call("c1")).unwrap().drafts.is_empty(), notes == never);
        journal.write(event(2, "c1", 2, What::Closed));
        journal.write(Write::Erase { call: call("c1") });
        wait_for(&told, &Report::Erased { call: call("c1") });
        assert_eq!(texts(&journal, "c1"), after, "{notes:?} {caller:?} after wrap-up");
        assert!(journal.load(&call("c1")).unwrap().drafts.is_empty());
        let day = i64::try_from(apply::DAY).unwrap();
        journal.write(Write::Sweep { now: At(1_001 + 3 * day - 1) });
        flush(&journal, &told);
        assert_eq!(texts(&journal, "c1"), after, "not yet");
        journal.write(Write::Sweep { now: At(1_002 + 3 * day) });
        flush(&journal, &told);
        assert_eq!(texts(&journal, "c1"), []);
        assert_eq!(journal.load(&call("c1")).unwrap().events.len(), 2, "the record stays");
    }
}

#[test]
fn a_shorter_retention_counts_for_what_is_there_already() {
    let dir = tempfile::tempdir().unwrap();
    let keep = |notes| Retention { notes, ..Retention::default() };
    let day = i64::try_from(apply::DAY).unwrap();
    let (journal, told) = open(dir.path(), keep(Keep::Days(30)));
    journal.write(three_roles("c1"));
    journal.write(event(2, "c1", 2, What::Closed));
    journal.write(Write::Erase { call: call("c1") });
    flush(&journal, &told);
    drop(journal);
    let (journal, told) = open(dir.path(), keep(Keep::Days(60)));
    journal.write(Write::Sweep { now: At(2 * day) });
    flush(&journal, &told);
    assert_eq!(texts(&journal, "c1"), [(1, TextRole::Note)]);
    drop(journal);
    let (journal, told) = open(dir.path(), keep(Keep::Days(2)));
    journal.write(Write::Sweep { now: At(3 * day) });
    wait_for(&told, &Report::Erased { call: call("c1") });
    assert_eq!(texts(&journal, "c1"), []);
}

#[test]
fn a_sweep_ends_what_a_crash_left_and_forgets_old_records() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention { keep_days: 10, ..Retention::default() });
    journal.write(three_roles("closed"));
    journal.write(event(2, "closed", 2, What::Closed));
    journal.write(three_roles("open"));
    journal.claim(&call("closed")).map(drop).unwrap();
    journal.claim(&call("open")).map(drop).unwrap();
    let day = i64::try_from(apply::DAY).unwrap();
    journal.write(Write::Sweep { now: At(day) });
    wait_for(&told, &Report::Erased { call: call("closed") });
    flush(&journal, &told);
    assert_eq!(texts(&journal, "closed"), []);
    assert_eq!(texts(&journal, "open").len(), 3);
    assert_eq!(journal.load(&call("closed")).unwrap().events.len(), 2);
    let locks: Vec<_> = std::fs::read_dir(dir.path().join("locks")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!locks.iter().any(|name| name == "closed.lock"), "{locks:?}");
    assert!(locks.iter().any(|name| name == "open.lock"), "{locks:?}");
    journal.write(Write::Sweep { now: At(11 * day) });
    flush(&journal, &told);
    assert_eq!(journal.load(&call("closed")).unwrap(), Stored::default());
    assert_eq!(journal.load(&call("open")).unwrap().events.len(), 1, "an unfinished call is never swept");
}

#[test]
fn a_purge_forgets_what_is_older_and_nobody_holds() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    for (name, seq) in [("old", 1), ("held", 2), ("new", 50)] {
        journal.write(event(1, name, seq, What::Answered));
        journal.write(promise(name, seq, 1_000 + i64::from(seq), "call", "Ann"));
    }
    let (other, _told) = open(dir.path(), Retention::default());
    let claim = other.claim(&call("held")).unwrap();
    journal.write(Write::Purge { before: Some(At(1_040)), now: At(9_000) });
    wait_for(&told, &Report::Purged);
    let known: Vec<CallId> = journal.unfinished().unwrap().into_iter().map(|c| c.call).collect();
    assert_eq!(known, [call("new"), call("held")]);
    assert_eq!(journal.promises().unwrap().len(), 1);
    journal.write(Write::Purge { before: None, now: At(9_000) });
    wait_for(&told, &Report::Purged);
    assert_eq!(journal.summary().unwrap(), Summary { calls: 1, unfinished: 1, ..Summary::default() });
    drop(claim);
    journal.write(Write::Purge { before: None, now: At(9_000) });
    wait_for(&told, &Report::Purged);
    assert_eq!(journal.summary().unwrap(), Summary::default());
    let shown: u32 = side(dir.path()).query_row("SELECT count(*) FROM shown", [], |row| row.get(0)).unwrap();
    assert_eq!(shown, 0);
}

#[test]
fn the_disposition_that_counts_is_the_last_not_undone() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let set = |id: &str| What::DispositionSet { disposition: Id::from(id) };
    let whats = [
        set("solved"),
        set("callback"),
        set("escalated"),
        What::Undone { seq: 3 },
        What::Undone { seq: 2 },
        What::Redone { seq: 2 },
    ];
    for (what, seq) in whats.into_iter().zip(1..) {
        journal.write(event(1, "c1", seq, what));
    }
    journal.write(event(1, "c1", 7, What::Closed));
    flush(&journal, &told);
    let sql = "SELECT disposition, closed FROM calls";
    let row = side(dir.path()).query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    assert_eq!(row.unwrap(), ("callback".to_owned(), 1_007));
    assert_eq!(journal.unfinished().unwrap(), []);
}

#[test]
fn wording_is_kept_once_per_digest() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    for seq in 1..=3 {
        journal.write(event(1, "c1", seq, What::Answered));
    }
    flush(&journal, &told);
    let count = |sql| side(dir.path()).query_row::<u32, _, _>(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM shown"), 1);
    assert_eq!(count("SELECT count(*) FROM events JOIN wordings ON wordings.id = wording WHERE digest = 'd1'"), 3);
}

// Stores that are not ours.

fn refused(dir: &Path) -> StorageError {
    let before = std::fs::read(schema::path(dir)).unwrap();
    let error = Journal::open(dir, Retention::default(), |_| {}).unwrap_err();
    assert_eq!(std::fs::read(schema::path(dir)).unwrap(), before, "the file is as it was");
    assert!(!error.hint().is_empty());
    error
}

#[test]
fn an_older_program_refuses_a_newer_store() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path(), Retention::default()));
    side(dir.path()).pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
    let error = refused(dir.path());
    assert!(matches!(error, StorageError::Newer { found, known, .. } if found == known + 1), "{error}");
    assert!(error.to_string().contains("newer hearken"));
}

#[test]
fn a_store_that_becomes_newer_is_no_longer_written() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    side(dir.path()).pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
    journal.write(event(1, "c1", 1, What::Answered));
    let Report::NotSaved { reason } = next(&told) else { panic!("saved") };
    assert!(reason.contains("newer hearken"), "{reason}");
    assert!(matches!(journal.load(&call("c1")), Err(StorageError::Newer { .. })));
}

#[test]
fn another_programs_database_is_left_alone() {
    for (version, table) in [(0, "people"), (1, "people"), (-3, "events")] {
        let dir = tempfile::tempdir().unwrap();
        let conn = side(dir.path());
        conn.execute_batch(&format!("CREATE TABLE {table} (x); PRAGMA user_version = {version}")).unwrap();
        drop(conn);
        let error = refused(dir.path());
        assert!(matches!(error, StorageError::Foreign { .. }), "{error}");
    }
}

#[test]
fn a_damaged_store_is_said_to_be_so() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(schema::path(dir.path()), "this is no database at all, ".repeat(100)).unwrap();
    let error = refused(dir.path());
    assert!(matches!(error, StorageError::Damaged { .. }), "{error}");
    assert!(error.hint().contains("move"), "{}", error.hint());
}

#[test]
fn a_store_damaged_inside_fails_softly() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(event(1, "c1", 1, What::Answered));
    flush(&journal, &told);
    drop(journal);
    let mut bytes = std::fs::read(schema::path(dir.path())).unwrap();
    bytes[4096..].fill(7);
    std::fs::write(schema::path(dir.path()), bytes).unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    let answers = [journal.load(&call("c1")).err(), journal.unfinished().err(), journal.promises().err()];
    for error in answers {
        assert!(matches!(error, Some(StorageError::Damaged { .. })), "{error:?}");
    }
    journal.write(event(2, "c1", 2, What::Answered));
    assert!(matches!(next(&told), Report::NotSaved { .. }));
}

#[test]
fn a_folder_that_cannot_be_made_is_said_to_be_so() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    for place in [file.clone(), file.join("below")] {
        let error = Journal::open(&place, Retention::default(), |_| {}).unwrap_err();
        assert!(matches!(error, StorageError::Unusable { .. }), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn every_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let (journal, told) = open(&data, Retention::default());
    let _claim = journal.claim(&call("c1")).unwrap();
    journal.write(event(1, "c1", 1, What::Answered));
    flush(&journal, &told);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&data), mode(&data.join("locks"))), (0o700, 0o700));
    let files = ["hearken.db", "hearken.db-wal", "hearken.db-shm", "locks/c1.lock", "locks/guard"];
    assert_eq!(files.map(|file| mode(&data.join(file))), [0o600; 5]);
}

// Locks.

#[test]
fn a_call_is_in_one_hand_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let (mine, told) = open(dir.path(), Retention::default());
    let (other, _told) = open(dir.path(), Retention::default());
    mine.write(event(1, "c1", 1, What::Answered));
    flush(&mine, &told);
    let held = |journal: &Journal| journal.unfinished().unwrap()[0].held_by_other;
    let claim = mine.claim(&call("c1")).unwrap();
    assert_eq!(claim.call(), &call("c1"));
    assert!(matches!(other.claim(&call("c1")), Err(Taken::Held)));
    assert!(matches!(mine.claim(&call("c1")), Err(Taken::Held)));
    assert_eq!((held(&mine), held(&other)), (false, true));
    drop(claim);
    assert_eq!((held(&mine), held(&other)), (false, false));
    let claim = other.claim(&call("c1")).unwrap();
    assert_eq!((held(&mine), held(&other)), (true, false));
    assert!(dir.path().join("locks/c1.lock").exists());
    claim.close();
    assert!(!dir.path().join("locks/c1.lock").exists());
    mine.claim(&call("c1")).unwrap();
}

#[test]
fn the_lock_of_a_killed_process_is_free() {
    let dir = tempfile::tempdir().unwrap();
    let mut process = child("hold", dir.path());
    assert_eq!(lines(&mut process).next().unwrap(), "held");
    let (journal, _told) = open(dir.path(), Retention::default());
    assert!(matches!(journal.claim(&call("c1")), Err(Taken::Held)));
    process.kill().unwrap();
    process.wait().unwrap();
    journal.claim(&call("c1")).unwrap();
}

#[test]
fn of_many_at_once_one_gets_the_call_and_looking_takes_it_from_no_one() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(event(1, "c1", 1, What::Answered));
    journal.write(event(1, "looked-at", 1, What::Answered));
    flush(&journal, &told);
    let journals: Vec<Journal> = (0..4).map(|_| open(dir.path(), Retention::default()).0).collect();
    let in_hand = std::sync::atomic::AtomicU32::new(0);
    let taken = std::sync::atomic::AtomicU32::new(0);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        for journal in &journals {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert!(journal.unfinished().is_ok());
                    if let Ok(claim) = journal.claim(&call("c1")) {
                        assert_eq!(in_hand.fetch_add(1, order), 0, "two have it");
                        taken.fetch_add(1, order);
                        in_hand.fetch_sub(1, order);
                        claim.close();
                    }
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..400 {
                // The others look at it all the time.
                assert!(journal.claim(&call("looked-at")).is_ok());
            }
        });
    });
    assert!(taken.into_inner() > 0);
}

#[test]
fn nobody_looks_at_a_lock_without_the_guard() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(event(1, "c1", 1, What::Answered));
    flush(&journal, &told);
    journal.claim(&call("c1")).map(drop).unwrap();
    let _guard = lock::Guard::take(dir.path()).unwrap();
    let error = journal.claim(&call("c1")).unwrap_err();
    assert!(matches!(error, Taken::Unusable(_)), "{error}");
    assert!(journal.unfinished().unwrap()[0].held_by_other, "what cannot be told is not offered");
}

#[test]
fn an_id_cannot_lead_out_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _told) = open(&dir.path().join("data"), Retention::default());
    for odd in ["", "../../x", "/etc/x", "a\0b", "ü", &"x".repeat(300)] {
        let claim = journal.claim(&call(odd)).unwrap();
        assert!(matches!(journal.claim(&call(odd)), Err(Taken::Held)), "{odd:?}");
        claim.close();
    }
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
}

// Any events.

fn id() -> impl Strategy<Value = Id> {
    "[a-z]{1,8}(\\.[a-z0-9-]{1,8}){0,2}".prop_map(Id::from)
}

fn items() -> impl Strategy<Value = Vec<ItemPin>> {
    prop::collection::vec((id(), any::<bool>()).prop_map(|(id, killer)| ItemPin { id, killer }), 0..4)
}

fn framework() -> impl Strategy<Value = FrameworkPin> {
    let step = (id(), any::<u32>(), items()).prop_map(|(id, budget_secs, items)| StepPin { id, budget_secs, items });
    (id(), prop::collection::vec(step, 0..4)).prop_map(|(id, steps)| FrameworkPin { id, steps })
}

fn what() -> impl Strategy<Value = What> {
    use prop::option::of;
    let text = || any::<u32>().prop_map(TextId);
    let state = prop::sample::select(vec![
        ItemState::Open,
        ItemState::Done,
        ItemState::Deferred,
        ItemState::NotApplicable,
        ItemState::Overridden,
    ]);
    let room = || any::<bool>().prop_map(|hides_clock| Room { hides_clock, ..Room::default() });
    prop_oneof![
        (".*", framework(), of(id())).prop_map(|(library, framework, industry)| What::Opened {
            arrival: Arrival::Queued,
            library,
            framework,
            industry,
            practice: None
        }),
        Just(What::Answered),
        (framework(), any::<(usize, usize)>())
            .prop_map(|(framework, cursor)| What::FrameworkOpened { framework, cursor }),
        any::<(usize, usize)>().prop_map(|(step, item)| What::StepEntered { step, item }),
        any::<usize>().prop_map(|item| What::CursorMoved { item }),
        (id(), state, of(text()), any::<usize>()).prop_map(|(item, state, why, cursor)| What::ItemSet {
            item,
            state,
            why,
            cursor
        }),
        (id(), any::<u8>()).prop_map(|(phrase, place)| What::Said { phrase, place }),
        (id(), items(), room(), any::<(bool, bool)>(), any::<usize>()).prop_map(
            |(scenario, items, room, (emergency, severe), cursor)| {
                What::ScenarioOpened { scenario, items, room, emergency, severe, cursor }
            }
        ),
        any::<bool>().prop_map(|scenario| What::ListChosen { scenario }),
        (id(), any::<bool>(), of((id(), any::<usize>(), any::<usize>())))
            .prop_map(|(scenario, unfinished, offer)| What::ScenarioClosed { scenario, unfinished, offer }),
        Just(What::OfferDeclined),
        id().prop_map(|cue| What::CueDeclined { cue }),
        Just(What::Held),
        text().prop_map(|text| What::Noted { text }),
        (text(), any::<i64>(), ".*").prop_map(|(text, due, zone)| What::Promised { text, due: At(due), zone }),
        (id(), of(text())).prop_map(|(slot, text)| What::SlotFilled { slot, text }),
        of(id()).prop_map(|emotion| What::MoodSet { emotion }),
        of(id()).prop_map(|topic| What::TopicSet { topic }),
        of(id()).prop_map(|channel| What::ChannelSet { channel }),
        Just(What::GuidanceSet { level: Guidance::Killers }),
        Just(What::TransferChosen { way: Transfer::Callback }),
        Just(What::Ended { reason: EndReason::Transferred }),
        id().prop_map(|disposition| What::DispositionSet { disposition }),
        Just(What::Closed),
        any::<u32>().prop_map(|seq| What::Undone { seq }),
        any::<u32>().prop_map(|seq| What::Redone { seq }),
        any::<bool>().prop_map(|live| What::Reopened { live }),
        (".*", any::<i64>()).prop_map(|(x, n)| What::Newer { body: json!({"kind": "from-tomorrow", "x": x, "n": n}) }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_events_come_back_as_they_went(
        whats in prop::collection::vec((what(), any::<i64>()), 1..40),
        text in ".*",
        name in ".{1,40}",
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        let numbered = whats.into_iter().zip(1..);
        let events: Vec<_> = numbered.map(|((what, at), seq)| CallEvent { seq, at: At(at), what }).collect();
        for event in &events {
            let texts = vec![(TextId(event.seq), TextRole::Caller, text.clone())];
            let (call, event, digest) = (call(&name), event.clone(), text.clone());
            journal.write(Write::Event { ticket: 1, call, event, texts, digest, shown: vec![] });
        }
        flush(&journal, &told);
        drop(journal);
        let (journal, _told) = open(dir.path(), Retention::default());
        let stored = journal.load(&call(&name)).unwrap();
        prop_assert_eq!(stored.events, events);
        let kept = crate::text::card::mask(&text);
        prop_assert!(stored.texts.values().all(|(role, found)| *role == TextRole::Caller && *found == kept));
    }
}
