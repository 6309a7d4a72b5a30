//! What finished calls came to: a row for each, written in the transaction that closes the call.
//!
//! Folding thousands of logs takes a second or more, reading their rows some ten milliseconds. A row holds ids and counts,
//! no text. One that is not there, or is of another version, is made from its log while it is read; some of them are
//! written anew at each start.

use std::path::PathBuf;

use rusqlite::{Connection, params};

use crate::call::event::CallId;
use crate::practice::progress::{Record, VERSION};
use crate::storage::StorageError;
use crate::storage::journal::read;

/// How many are read at once: an open reader holds erasure up, so none stays open while its answer is used.
const CHUNK: usize = 512;

/// Writes what a call came to, from its log as it is now.
pub(super) fn put(conn: &Connection, call: &CallId) -> rusqlite::Result<()> {
    let record = Record::of(call.clone(), &read::log(conn, call)?);
    let body = serde_json::to_string(&record).expect("a record is plain data");
    let sql = "INSERT INTO records (call, v, body) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET v = excluded.v, body = excluded.body";
    conn.prepare_cached(sql)?.execute(params![call.0, VERSION, body])?;
    Ok(())
}

/// How many are written anew at once: what else is to be written waits for it.
const RENEWED: usize = 128;

/// Writes records that are missing or of another version, the newest first.
pub(super) fn renew(conn: &Connection) -> rusqlite::Result<()> {
    let sql = "SELECT id FROM calls WHERE closed IS NOT NULL AND id NOT IN (SELECT call FROM records WHERE v = ?1)
        ORDER BY opened DESC LIMIT ?2";
    let mut find = conn.prepare(sql)?;
    let stale = find.query_map(params![VERSION, i64::try_from(RENEWED).unwrap_or(i64::MAX)], |row| row.get(0))?;
    for call in stale.collect::<rusqlite::Result<Vec<String>>>()? {
        put(conn, &CallId(call))?;
    }
    Ok(())
}

/// What finished calls and rehearsals came to, the newest first.
#[derive(Debug)]
pub struct Records {
    dir: PathBuf,
    /// Read and not given yet, the next last.
    ready: Vec<Record>,
    /// The last that was read: when it was opened, and its id.
    last: Option<(i64, String)>,
    over: bool,
}

impl Records {
    /// Those of the store in a folder.
    pub(super) fn of(dir: PathBuf) -> Records {
        Records { dir, ready: Vec::new(), last: None, over: false }
    }

    fn fill(&mut self) -> Result<(), StorageError> {
        let (at, id) = self.last.clone().unwrap_or((i64::MAX, String::new()));
        let rows = read::answer(&self.dir, |conn| chunk(conn, at, &id))?;
        self.over = rows.len() < CHUNK;
        self.last = rows.last().map(|(at, record)| (*at, record.call.0.clone()));
        self.ready = rows.into_iter().rev().map(|(_, record)| record).collect();
        Ok(())
    }
}

impl Iterator for Records {
    type Item = Result<Record, StorageError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty()
            && !self.over
            && let Err(fault) = self.fill()
        {
            self.over = true;
            return Some(Err(fault));
        }
        self.ready.pop().map(Ok)
    }
}

/// The next records below a place, each with the time that orders it.
fn chunk(conn: &Connection, at: i64, id: &str) -> rusqlite::Result<Vec<(i64, Record)>> {
    let sql = "SELECT calls.opened, calls.id, records.body FROM calls
        LEFT JOIN records ON records.call = calls.id AND records.v = ?3
        WHERE calls.closed IS NOT NULL AND (calls.opened, calls.id) < (?1, ?2)
        ORDER BY calls.opened DESC, calls.id DESC LIMIT ?4";
    let mut find = conn.prepare(sql)?;
    let mut rows = find.query(params![at, id, VERSION, i64::try_from(CHUNK).unwrap_or(i64::MAX)])?;
    let mut found = Vec::with_capacity(CHUNK);
    while let Some(row) = rows.next()? {
        let call = CallId(row.get(1)?);
        let kept = row.get_ref(2)?.as_str_or_null()?.and_then(|body| serde_json::from_str(body).ok());
        let record = match kept {
            Some(record) => record,
            None => Record::of(call.clone(), &read::log(conn, &call)?),
        };
        found.push((row.get(0)?, record));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{back_to, call, event, flush, open, side, wait_for};
    use super::super::{Journal, Report, Retention, Write};
    use super::*;
    use crate::call::event::{At, EndReason, What};
    use crate::practice::progress::Kind;

    fn close(journal: &Journal, name: &str) {
        journal.write(event(1, name, 1, What::Answered));
        journal.write(event(2, name, 2, What::Ended { reason: EndReason::Us }));
        journal.write(event(3, name, 3, What::DispositionSet { disposition: "resolved".into() }));
        journal.write(event(4, name, 4, What::Closed));
    }

    fn names(journal: &Journal) -> Vec<String> {
        journal.records().map(|record| record.unwrap().call.0).collect()
    }

    fn rows(dir: &std::path::Path) -> u32 {
        side(dir).query_row("SELECT count(*) FROM records", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_call_has_its_record_once_it_is_closed() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        journal.write(event(1, "open", 1, What::Answered));
        flush(&journal, &told);
        assert_eq!(journal.records().count(), 0);
        close(&journal, "c1");
        flush(&journal, &told);
        let records: Vec<Record> = journal.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].kind, Kind::Call { disposition: Some("resolved".into()) });
        assert_eq!((records[0].times.talk, records[0].times.after_call), (1, 2));
        assert_eq!(rows(dir.path()), 1);
    }

    #[test]
    fn a_record_that_is_missing_or_older_is_made_from_its_log() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        close(&journal, "c1");
        flush(&journal, &told);
        let read = || journal.records().map(Result::unwrap).collect::<Vec<_>>();
        let kept = read();
        for spoil in
            ["UPDATE records SET body = '{\"x\":1}'", "UPDATE records SET v = 0, body = ''", "DELETE FROM records"]
        {
            side(dir.path()).execute_batch(spoil).unwrap();
            assert_eq!(read(), kept, "{spoil}");
        }
        // A store of an earlier version has no such table.
        drop(journal);
        back_to(dir.path(), 3);
        let (journal, _told) = open(dir.path(), Retention::default());
        assert_eq!(journal.records().map(Result::unwrap).collect::<Vec<_>>(), kept);
    }

    #[test]
    fn all_come_once_and_the_newest_first_however_many_there_are() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        let count = 2 * CHUNK + 1;
        flush(&journal, &told);
        let side = side(dir.path());
        side.execute_batch("BEGIN").unwrap();
        for n in 0..count {
            // Several begin in the same millisecond.
            let sql = "INSERT INTO calls (id, opened, last, closed) VALUES (?1, ?2, ?2, ?2)";
            side.execute(sql, params![format!("c{n:05}"), i64::try_from(n / 3).unwrap()]).unwrap();
        }
        side.execute_batch("COMMIT").unwrap();
        let mut wanted: Vec<String> = (0..count).map(|n| format!("c{n:05}")).collect();
        wanted.reverse();
        assert_eq!(names(&journal), wanted);
        assert_eq!(journal.records().take(3).count(), 3);
    }

    #[test]
    fn what_is_forgotten_has_no_record() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        for name in ["c1", "c2", "c3"] {
            close(&journal, name);
        }
        journal.write(Write::Discard { call: call("c1") });
        flush(&journal, &told);
        assert_eq!((names(&journal), rows(dir.path())), (vec!["c3".into(), "c2".into()], 2));
        // Live calls stay no longer than their records may.
        journal.write(Write::Sweep { now: At(i64::MAX / 2) });
        flush(&journal, &told);
        assert_eq!(rows(dir.path()), 0);
        close(&journal, "c4");
        side(dir.path()).execute_batch("INSERT INTO records VALUES ('from nowhere', 1, '')").unwrap();
        journal.write(Write::Purge { before: None, now: At(9_999) });
        wait_for(&told, &Report::Purged);
        assert_eq!((names(&journal).len(), rows(dir.path())), (0, 0));
    }
}
