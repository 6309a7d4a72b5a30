//! What each [`Write`] does to the tables. Everything may be applied twice: what failed to be flushed is written again.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use crate::app::config::Keep;
use crate::app::people::{self, Person};
use crate::call::event::{At, CallEvent, CallId, TextId, TextRole, VERSION, What};
use crate::playbook::model::Id;
use crate::practice::drill::Review;
use crate::storage::journal::{Retention, Write, erase, records};
use crate::text::card;

/// Milliseconds of a day.
pub(super) const DAY: u64 = 86_400_000;

/// Applies one write; `held` tells whether a running hearken has a call in hand. Whether texts were deleted.
pub(super) fn apply(
    conn: &Connection,
    write: &Write,
    retention: &Retention,
    held: &dyn Fn(&CallId) -> bool,
) -> rusqlite::Result<bool> {
    match write {
        Write::Event { call, event, texts, digest, shown, .. } => {
            let wording = wording(conn, digest, shown, event.at)?;
            put_event(conn, call, event, wording)?;
            for text in texts {
                put_text(conn, call, event.at, text, retention)?;
            }
            Ok(false)
        }
        Write::Draft { call, field, role, text } => {
            put_draft(conn, call, field, *role, text, retention).map(|()| false)
        }
        Write::Promise { call, seq, due, zone, text, who } => {
            let sql = "INSERT INTO promises (call, seq, due, zone, text, who) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT DO UPDATE SET due = excluded.due, zone = excluded.zone, text = excluded.text, who = excluded.who";
            let mut put = conn.prepare_cached(sql)?;
            put.execute(params![call.0, seq, due.0, zone, card::mask(text), card::mask(who)])?;
            Ok(false)
        }
        Write::Help { step, level } => {
            let sql = "INSERT INTO help (step, level) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET level = excluded.level";
            conn.execute(sql, params![step.as_str(), level.name()])?;
            Ok(false)
        }
        Write::PromiseGone { call, seq } => erase::promise(conn, call, *seq).map(|()| true),
        Write::Erase { call } => erase::call_texts(conn, call, retention).map(|()| true),
        Write::Discard { call } => erase::discard(conn, call).map(|()| true),
        Write::Person { person, .. } => put_person(conn, person).map(|()| false),
        Write::Forget { person, now } => erase::person(conn, person, *now, held).map(|()| true),
        Write::Purge { before, now } => erase::purge(conn, *before, *now, held).map(|()| true),
        Write::Sweep { now } => {
            let swept = erase::sweep(conn, *now, retention)?;
            records::renew(conn).map(|()| swept)
        }
        Write::Review { review, .. } => put_review(conn, review).map(|()| false),
        Write::ReviewGone { review, .. } => {
            let sql = "DELETE FROM reviews WHERE at = ?1 AND card = ?2";
            conn.prepare_cached(sql)?.execute(params![review.at.0, review.card.as_str()]).map(|_| false)
        }
        Write::Flush { .. } => Ok(false),
    }
}

/// Drops drafts that a later one of the same field replaces; the others keep their order.
pub(super) fn coalesce(queue: &mut Vec<Write>) {
    let mut newer = BTreeSet::new();
    let mut kept: Vec<Write> = Vec::with_capacity(queue.len());
    for write in queue.drain(..).rev() {
        match &write {
            Write::Draft { call, field, .. } if !newer.insert((call.clone(), field.clone())) => {}
            _ => kept.push(write),
        }
    }
    kept.reverse();
    *queue = kept;
}

/// Writes an answer to a card.
fn put_review(conn: &Connection, review: &Review) -> rusqlite::Result<()> {
    let sql = "INSERT INTO reviews (at, card, day, grade) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET day = excluded.day, grade = excluded.grade";
    let day = review.day.to_string();
    conn.prepare_cached(sql)?.execute(params![review.at.0, review.card.as_str(), day, review.grade.number()])?;
    Ok(())
}

/// Writes who someone is; a name that nothing is left of is none.
fn put_person(conn: &Connection, person: &Person) -> rusqlite::Result<()> {
    let Some(name) = people::name(&person.name) else { return Ok(()) };
    let sql = "INSERT INTO people (id, name, agreed) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET name = excluded.name, agreed = excluded.agreed";
    conn.prepare_cached(sql)?.execute(params![person.id.0, card::mask(&name), person.agreed.0])?;
    Ok(())
}

/// The number of a library's wording, with what was shown of it.
fn wording(conn: &Connection, digest: &str, shown: &[(Id, String)], at: At) -> rusqlite::Result<i64> {
    let find = "SELECT id FROM wordings WHERE digest = ?1";
    let found = conn.prepare_cached(find)?.query_row([digest], |row| row.get(0)).optional()?;
    let wording = match found {
        Some(wording) if shown.is_empty() => return Ok(wording),
        Some(wording) => {
            conn.execute("UPDATE wordings SET last = max(last, ?2) WHERE id = ?1", params![wording, at.0])?;
            wording
        }
        None => {
            conn.execute("INSERT INTO wordings (digest, last) VALUES (?1, ?2)", params![digest, at.0])?;
            conn.last_insert_rowid()
        }
    };
    let sql =
        "INSERT INTO shown (wording, id, text) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET text = excluded.text";
    let mut put = conn.prepare_cached(sql)?;
    for (id, text) in shown {
        put.execute(params![wording, id.as_str(), text])?;
    }
    Ok(wording)
}

/// The part of a body that is a column of its own.
#[derive(Default, Deserialize)]
struct Kind {
    #[serde(default)]
    kind: String,
}

/// Writes one event and what it means for its call.
fn put_event(conn: &Connection, call: &CallId, event: &CallEvent, wording: i64) -> rusqlite::Result<()> {
    let body = event.what.to_json();
    let Kind { kind } = serde_json::from_str(&body).unwrap_or_default();
    let sql = "INSERT INTO events (call, seq, at, v, kind, body, wording) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET at = excluded.at, v = excluded.v, kind = excluded.kind, body = excluded.body,
            wording = excluded.wording";
    conn.prepare_cached(sql)?.execute(params![call.0, event.seq, event.at.0, VERSION, kind, body, wording])?;
    let sql = "INSERT INTO calls (id, opened, last) VALUES (?1, ?2, ?2)
        ON CONFLICT DO UPDATE SET last = max(last, excluded.last)";
    conn.prepare_cached(sql)?.execute(params![call.0, event.at.0])?;
    if let What::Opened { practice: Some(practice), .. } = &event.what {
        let mock = practice.mock.as_deref();
        let person = mock.and_then(|mock| mock.trainee.as_ref()).map(|person| &person.0);
        let sql = "UPDATE calls SET practice = ?2, mock = ?3, person = ?4 WHERE id = ?1";
        conn.execute(sql, params![call.0, practice.caller.as_str(), mock.is_some(), person])?;
    }
    if let What::Judged { passed, .. } = &event.what {
        conn.execute("UPDATE calls SET passed = ?2 WHERE id = ?1", params![call.0, passed])?;
    }
    if event.what == What::Closed {
        let sql = "UPDATE calls SET closed = ?2, disposition = ?3 WHERE id = ?1";
        conn.execute(sql, params![call.0, event.at.0, disposition(conn, call)?])?;
        records::put(conn, call)?;
    }
    Ok(())
}

/// The disposition that counts at the end: the last one set and not undone.
fn disposition(conn: &Connection, call: &CallId) -> rusqlite::Result<Option<String>> {
    let sql =
        "SELECT seq, body FROM events WHERE call = ?1 AND kind IN ('disposition-set', 'undone', 'redone') ORDER BY seq";
    let mut find = conn.prepare_cached(sql)?;
    let mut rows = find.query([&call.0])?;
    let mut set: Vec<(u32, String)> = Vec::new();
    let mut undone = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (seq, body): (u32, String) = (row.get(0)?, row.get(1)?);
        match What::from_json(&body) {
            Ok(What::DispositionSet { disposition }) => set.push((seq, disposition.to_string())),
            Ok(What::Undone { seq }) => {
                undone.insert(seq);
            }
            Ok(What::Redone { seq }) => {
                undone.remove(&seq);
            }
            _ => {}
        }
    }
    Ok(set.into_iter().rev().find(|(seq, _)| !undone.contains(seq)).map(|(_, id)| id))
}

/// Writes a text, unless its role is never to be written.
fn put_text(
    conn: &Connection,
    call: &CallId,
    at: At,
    (id, role, text): &(TextId, TextRole, String),
    retention: &Retention,
) -> rusqlite::Result<()> {
    let erase_after = match retention.of(*role) {
        Some(Keep::Never) => return Ok(()),
        None | Some(Keep::UntilWrapUp) => None,
        Some(Keep::Days(days)) => Some(at.plus(u64::from(days) * DAY).0),
    };
    let sql = "INSERT INTO texts (call, id, role, text, erase_after) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET role = excluded.role, text = excluded.text, erase_after = excluded.erase_after";
    conn.prepare_cached(sql)?.execute(params![call.0, id.0, role_name(*role), card::mask(text), erase_after])?;
    Ok(())
}

/// Writes what is being typed, or removes it.
fn put_draft(
    conn: &Connection,
    call: &CallId,
    field: &str,
    role: TextRole,
    text: &str,
    retention: &Retention,
) -> rusqlite::Result<()> {
    if text.is_empty() || retention.of(role) == Some(Keep::Never) {
        conn.prepare_cached("DELETE FROM drafts WHERE call = ?1 AND field = ?2")?.execute(params![call.0, field])?;
        return Ok(());
    }
    let sql = "INSERT INTO drafts (call, field, role, text) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET role = excluded.role, text = excluded.text";
    conn.prepare_cached(sql)?.execute(params![call.0, field, role_name(role), card::mask(text)])?;
    Ok(())
}

/// A role as it is written.
pub(super) fn role_name(role: TextRole) -> &'static str {
    match role {
        TextRole::Note => "note",
        TextRole::Caller => "caller",
        TextRole::Promise => "promise",
        TextRole::Practice => "practice",
    }
}

/// A role as it was written; one from a newer version is treated like the caller's own words.
pub(super) fn role(name: &str) -> TextRole {
    match name {
        "note" => TextRole::Note,
        "promise" => TextRole::Promise,
        "practice" => TextRole::Practice,
        _ => TextRole::Caller,
    }
}
