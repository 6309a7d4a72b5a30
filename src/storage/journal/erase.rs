//! Forgetting for real.
//!
//! Deleting a row is not enough. `secure_delete` overwrites what is freed, but SQLite's b-trees leave copies of rows in
//! the unused middle of a page when they move rows to its neighbour. So [`shred`] rewrites the few tables with free text
//! from the rows that stay, over pages that were zeroed whole. Old page images also stand in the write-ahead log until a
//! truncating checkpoint is complete, which any reader can hold up. So each erasure is a job in the store, done when
//! [`checkpoint`] says so, in this run of the program or in a later one.

use std::time::Duration;

use rusqlite::{Connection, params};

use crate::app::config::Keep;
use crate::call::event::{At, CallId, TextRole};
use crate::call::mock::PersonId;
use crate::storage::journal::apply::{DAY, role_name};
use crate::storage::journal::{Report, Retention, read, schema};

/// The tables with free text in them.
const TEXTS: [&str; 4] = ["texts", "drafts", "promises", "people"];

/// How long one try waits for readers: the writer has other things to write.
const GLANCE: Duration = Duration::from_millis(20);

/// An erasure that is not complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    /// Its number in the store.
    pub(super) id: i64,
    kind: String,
    call: CallId,
    seq: u32,
}

impl Job {
    /// What is told when it is complete.
    pub(super) fn done(&self) -> Report {
        match self.kind.as_str() {
            "purge" => Report::Purged,
            "promise" => Report::PromiseErased { call: self.call.clone(), seq: self.seq },
            _ => Report::Erased { call: self.call.clone() },
        }
    }

    /// What is told when it has to wait.
    pub(super) fn waits(&self) -> Report {
        match self.kind.as_str() {
            "purge" => Report::PurgePending,
            _ => Report::ErasePending { call: self.call.clone() },
        }
    }
}

/// Notes an erasure, in the transaction that deletes.
fn add(conn: &Connection, kind: &str, call: &CallId, seq: u32) -> rusqlite::Result<()> {
    conn.execute("INSERT INTO jobs (kind, call, seq) VALUES (?1, ?2, ?3)", params![kind, call.0, seq])?;
    Ok(())
}

/// The erasures that are not complete.
pub(super) fn pending(conn: &Connection) -> rusqlite::Result<Vec<Job>> {
    let mut find = conn.prepare_cached("SELECT id, kind, call, seq FROM jobs ORDER BY id")?;
    let rows = find.query_map([], |row| {
        Ok(Job { id: row.get(0)?, kind: row.get(1)?, call: CallId(row.get(2)?), seq: row.get(3)? })
    })?;
    rows.collect()
}

/// Takes erasures off the list.
pub(super) fn finish(conn: &mut Connection, jobs: &[Job]) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for job in jobs {
        tx.prepare_cached("DELETE FROM jobs WHERE id = ?1")?.execute([job.id])?;
    }
    tx.commit()
}

/// Wrap-up ended.
pub(super) fn call_texts(conn: &Connection, call: &CallId, retention: &Retention) -> rusqlite::Result<()> {
    settle(conn, call, retention)?;
    add(conn, "erase", call, 0)
}

/// Deletes a call's drafts and the texts that end with it, and dates the others. How many went.
fn settle(conn: &Connection, call: &CallId, retention: &Retention) -> rusqlite::Result<usize> {
    let mut gone = conn.prepare_cached("DELETE FROM drafts WHERE call = ?1")?.execute([&call.0])?;
    let mut dated = Vec::new();
    for role in [TextRole::Note, TextRole::Caller, TextRole::Promise] {
        if let Some(Keep::Days(days)) = retention.of(role) {
            // A date once given is never put off.
            let sql = "UPDATE texts SET erase_after = min(coalesce(erase_after, last + ?3), last + ?3)
                FROM calls WHERE calls.id = texts.call AND call = ?1 AND role = ?2";
            let ms = i64::try_from(u64::from(days) * DAY).unwrap_or(i64::MAX);
            conn.prepare_cached(sql)?.execute(params![call.0, role_name(role), ms])?;
            dated.push(role_name(role));
        }
    }
    let (first, second) = (dated.first().unwrap_or(&""), dated.get(1).unwrap_or(&""));
    // What was said in practice is nobody's secret: it stays until it is purged.
    let sql = "DELETE FROM texts WHERE call = ?1 AND role NOT IN (?2, ?3, ?4)";
    let practice = role_name(TextRole::Practice);
    gone += conn.prepare_cached(sql)?.execute(params![call.0, first, second, practice])?;
    Ok(gone)
}

/// A promise was done or cancelled.
pub(super) fn promise(conn: &Connection, call: &CallId, seq: u32) -> rusqlite::Result<()> {
    conn.execute("DELETE FROM promises WHERE call = ?1 AND seq = ?2", params![call.0, seq])?;
    add(conn, "promise", call, seq)
}

/// An unfinished call is forgotten.
pub(super) fn discard(conn: &Connection, call: &CallId) -> rusqlite::Result<()> {
    forget(conn, call)?;
    conn.execute("DELETE FROM promises WHERE call = ?1", [&call.0])?;
    add(conn, "erase", call, 0)
}

/// Someone is forgotten, with every call of theirs that is not in hand.
pub(super) fn person(
    conn: &Connection,
    person: &PersonId,
    now: At,
    held: &dyn Fn(&CallId) -> bool,
) -> rusqlite::Result<()> {
    let mut stays = false;
    for call in read::calls_of(conn, person)? {
        if held(&call) {
            stays = true;
            // The call that it marks again may be gone then, and with it what says whose it is.
            conn.execute("UPDATE calls SET person = ?2 WHERE id = ?1", params![call.0, person.0])?;
            continue;
        }
        forget(conn, &call)?;
        conn.execute("DELETE FROM promises WHERE call = ?1", [&call.0])?;
    }
    if !stays {
        conn.execute("DELETE FROM people WHERE id = ?1", [&person.0])?;
    }
    orphans(conn, now.0)?;
    add(conn, "purge", &CallId(String::new()), 0)
}

/// Deletes everything of a call but its promises.
fn forget(conn: &Connection, call: &CallId) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM events WHERE call = ?1",
        "DELETE FROM texts WHERE call = ?1",
        "DELETE FROM drafts WHERE call = ?1",
        "DELETE FROM records WHERE call = ?1",
        "DELETE FROM calls WHERE id = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([&call.0])?;
    }
    Ok(())
}

/// Calls, by a condition over `calls` with one time in it.
fn calls_where(conn: &Connection, condition: &str, time: i64) -> rusqlite::Result<Vec<CallId>> {
    let mut find = conn.prepare(&format!("SELECT id FROM calls WHERE {condition} ORDER BY id"))?;
    let rows = find.query_map([time], |row| Ok(CallId(row.get(0)?)))?;
    rows.collect()
}

/// Forgets calls, promises and answers to cards from before a time, or all of them, but for calls in hand.
pub(super) fn purge(
    conn: &Connection,
    before: Option<At>,
    now: At,
    held: &dyn Fn(&CallId) -> bool,
) -> rusqlite::Result<()> {
    let until = before.map_or(i64::MAX, |before| before.0);
    for call in calls_where(conn, "last < ?1", until)?.iter().filter(|call| !held(call)) {
        forget(conn, call)?;
    }
    conn.execute(
        "DELETE FROM promises WHERE due < ?1 AND (?2 OR call NOT IN (SELECT id FROM calls))",
        params![until, before.is_some()],
    )?;
    conn.execute("DELETE FROM reviews WHERE at < ?1", [until])?;
    // What belongs to calls that are not known is left from nowhere.
    conn.execute("DELETE FROM records WHERE call NOT IN (SELECT id FROM calls)", [])?;
    conn.execute("DELETE FROM drafts WHERE call NOT IN (SELECT id FROM calls)", [])?;
    conn.execute("DELETE FROM texts WHERE call NOT IN (SELECT id FROM calls) OR erase_after <= ?1", [now.0])?;
    let gone = "DELETE FROM people WHERE agreed < ?1 AND id NOT IN (SELECT person FROM calls WHERE person IS NOT NULL)";
    conn.execute(gone, [until])?;
    if before.is_none() {
        conn.execute("DELETE FROM help", [])?;
    }
    orphans(conn, until)?;
    add(conn, "purge", &CallId(String::new()), 0)
}

/// Deletes what is past its date, and what a crash left of calls that were closed. Whether anything went.
pub(super) fn sweep(conn: &Connection, now: At, retention: &Retention) -> rusqlite::Result<bool> {
    let mut swept = false;
    let closed = "closed IS NOT NULL AND closed <= ?1
        AND (id IN (SELECT call FROM texts) OR id IN (SELECT call FROM drafts))";
    for call in calls_where(conn, closed, now.0)? {
        let mut gone = settle(conn, &call, retention)?;
        gone += conn.execute("DELETE FROM texts WHERE call = ?1 AND erase_after <= ?2", params![call.0, now.0])?;
        if gone > 0 {
            swept = true;
            add(conn, "erase", &call, 0)?;
        }
    }
    let days = i64::try_from(u64::from(retention.keep_days) * DAY).unwrap_or(i64::MAX);
    let until = now.0.saturating_sub(days);
    for call in calls_where(conn, "closed < ?1 AND practice IS NULL", until)? {
        swept = true;
        forget(conn, &call)?;
        add(conn, "erase", &call, 0)?;
    }
    if swept {
        orphans(conn, until)?;
    }
    Ok(swept)
}

/// Deletes wording last shown before a time that no event is about.
fn orphans(conn: &Connection, until: i64) -> rusqlite::Result<()> {
    let sql = "DELETE FROM wordings WHERE last < ?1 AND id NOT IN (SELECT wording FROM events)";
    if conn.execute(sql, [until])? > 0 {
        conn.execute("DELETE FROM shown WHERE wording NOT IN (SELECT id FROM wordings)", [])?;
    }
    Ok(())
}

/// Rewrites the tables with free text, so that no copy of a deleted row stays between the rows of a page.
pub(super) fn shred(conn: &Connection) -> rusqlite::Result<()> {
    for table in TEXTS {
        // Without a condition SQLite frees every page of the table, and `secure_delete` zeroes each one whole.
        conn.execute_batch(&format!(
            "CREATE TEMP TABLE kept AS SELECT * FROM main.{table};
            DELETE FROM main.{table};
            INSERT INTO main.{table} SELECT * FROM temp.kept;
            DROP TABLE temp.kept"
        ))?;
    }
    Ok(())
}

/// Moves the write-ahead log into the store and empties it; false while a reader or writer is in the way.
pub(super) fn checkpoint(conn: &Connection) -> rusqlite::Result<bool> {
    conn.busy_timeout(GLANCE)?;
    let busy = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    conn.busy_timeout(schema::PATIENCE)?;
    Ok(busy? == 0)
}
