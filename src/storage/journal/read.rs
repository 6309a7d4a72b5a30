//! Answers from the store, each on a connection of its own that is closed at once: an open reader holds erasure up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde_json::Value;

use crate::app::people::Person;
use crate::app::rehearse::Past;
use crate::call::event::{At, CallEvent, CallId, Guidance, TextId, TextRole, What};
use crate::call::mock::PersonId;
use crate::playbook::model::Id;
use crate::practice::drill::{Grade, Review};
use crate::storage::StorageError;
use crate::storage::journal::{apply, schema};

/// A call whose wrap-up did not end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Which.
    pub call: CallId,
    /// When it came to be.
    pub opened: At,
    /// When something last happened in it.
    pub last: At,
    /// Whether another hearken has it in hand.
    pub held_by_other: bool,
}

/// What is kept of a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// Its log, in order.
    pub events: Vec<CallEvent>,
    /// Its texts; an erased one is absent.
    pub texts: BTreeMap<TextId, (TextRole, String)>,
    /// What was being typed, by field.
    pub drafts: BTreeMap<String, String>,
}

/// A promise that is neither done nor cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPromise {
    /// In which call.
    pub call: CallId,
    /// The event that made it.
    pub seq: u32,
    /// By when.
    pub due: At,
    /// The time zone it was said in.
    pub zone: String,
    /// What.
    pub text: String,
    /// Whom to call.
    pub who: String,
}

/// What is kept of practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practised {
    /// Finished rehearsals, the oldest first; in a mock call someone else is trained.
    pub past: Vec<Past>,
    /// How much wording steps have in rehearsals, where that was agreed to.
    pub help: BTreeMap<Id, Guidance>,
    /// What went badly in the last rehearsals, the latest first.
    pub weak: Vec<Id>,
    /// Those who are trained and have a name, by name.
    pub people: Vec<Person>,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Calls, finished or not.
    pub calls: u32,
    /// Calls whose wrap-up did not end.
    pub unfinished: u32,
    /// Texts of calls.
    pub texts: u32,
    /// Open promises.
    pub promises: u32,
    /// Answers to cards.
    pub reviews: u32,
    /// People with a name.
    pub people: u32,
    /// Erasures that are not complete yet.
    pub erasing: u32,
}

/// One answer, from one state of the store.
pub(super) fn answer<T>(dir: &Path, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StorageError> {
    let mut conn = schema::open_to_read(dir)?;
    let path = schema::path(dir);
    let tx = conn.transaction().map_err(|e| schema::fault(&path, &e))?;
    let answer = ask(&tx);
    // Nothing was written; ending the transaction either way is all that counts.
    drop(tx);
    answer.map_err(|e| schema::fault(&path, &e))
}

/// The calls whose wrap-up did not end, the latest first; who holds them is not told here.
pub(super) fn unfinished(dir: &Path) -> Result<Vec<Unfinished>, StorageError> {
    answer(dir, |conn| {
        let mut find =
            conn.prepare("SELECT id, opened, last FROM calls WHERE closed IS NULL ORDER BY last DESC, id")?;
        let rows = find.query_map([], |row| {
            let (opened, last) = (At(row.get(1)?), At(row.get(2)?));
            Ok(Unfinished { call: CallId(row.get(0)?), opened, last, held_by_other: false })
        })?;
        rows.collect()
    })
}

/// Everything kept of one call.
pub(super) fn load(dir: &Path, call: &CallId) -> Result<Stored, StorageError> {
    answer(dir, |conn| {
        let events = log(conn, call)?;
        let mut find = conn.prepare("SELECT id, role, text FROM texts WHERE call = ?1")?;
        let texts = find.query_map([&call.0], |row| {
            let role: String = row.get(1)?;
            Ok((TextId(row.get(0)?), (apply::role(&role), row.get(2)?)))
        })?;
        let texts = texts.collect::<rusqlite::Result<_>>()?;
        let mut find = conn.prepare("SELECT field, text FROM drafts WHERE call = ?1")?;
        let drafts = find.query_map([&call.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Stored { events, texts, drafts: drafts.collect::<rusqlite::Result<_>>()? })
    })
}

/// A call's log.
pub(super) fn log(conn: &Connection, call: &CallId) -> rusqlite::Result<Vec<CallEvent>> {
    let mut find = conn.prepare_cached("SELECT seq, at, body FROM events WHERE call = ?1 ORDER BY seq")?;
    let events = find.query_map([&call.0], |row| {
        // Borrowed from the page it lies on: most events are read and gone.
        let body = row.get_ref(2)?.as_str()?;
        Ok(CallEvent { seq: row.get(0)?, at: At(row.get(1)?), what: what(body) })
    })?;
    events.collect()
}

/// An event's body; one that is not even JSON is kept as the text it is.
fn what(body: &str) -> What {
    What::from_json(body).unwrap_or_else(|_| What::Newer { body: Value::String(body.to_owned()) })
}

/// The open promises, the first due first.
pub(super) fn promises(dir: &Path) -> Result<Vec<StoredPromise>, StorageError> {
    answer(dir, |conn| {
        let mut find = conn.prepare("SELECT call, seq, due, zone, text, who FROM promises ORDER BY due, call, seq")?;
        let rows = find.query_map([], |row| {
            Ok(StoredPromise {
                call: CallId(row.get(0)?),
                seq: row.get(1)?,
                due: At(row.get(2)?),
                zone: row.get(3)?,
                text: row.get(4)?,
                who: row.get(5)?,
            })
        })?;
        rows.collect()
    })
}

/// Every answer to a card, in order; what this version cannot read is left out.
pub(super) fn reviews(dir: &Path) -> Result<Vec<Review>, StorageError> {
    answer(dir, |conn| {
        let mut find = conn.prepare("SELECT card, at, day, grade FROM reviews ORDER BY at, card")?;
        let rows = find.query_map([], |row| {
            let (card, day): (String, String) = (row.get(0)?, row.get(2)?);
            let (day, grade) = (day.parse::<NaiveDate>().ok(), Grade::of(row.get(3)?));
            let at = At(row.get(1)?);
            Ok(day.zip(grade).map(|(day, grade)| Review { card: Id::from(card), at, day, grade }))
        })?;
        rows.filter_map(Result::transpose).collect()
    })
}

/// So many rehearsals say what is weak now.
const JUDGED: u32 = 12;

/// What is kept of practice.
pub(super) fn practised(dir: &Path) -> Result<Practised, StorageError> {
    answer(dir, |conn| {
        let sql = "SELECT practice, last, passed FROM calls WHERE practice IS NOT NULL AND closed IS NOT NULL
            AND mock = 0 ORDER BY last";
        let mut find = conn.prepare(sql)?;
        let past = find.query_map([], |row| {
            let caller: String = row.get(0)?;
            Ok(Past { caller: Id::from(caller), at: At(row.get(1)?), passed: row.get(2)? })
        })?;
        let past = past.collect::<rusqlite::Result<_>>()?;
        let mut find = conn.prepare("SELECT step, level FROM help")?;
        let rows = find.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut help = BTreeMap::new();
        for row in rows {
            let (step, level) = row?;
            help.extend(Guidance::named(&level).map(|level| (Id::from(step), level)));
        }
        let sql = "SELECT body FROM events WHERE kind = 'judged' AND call NOT IN (SELECT id FROM calls WHERE mock = 1)
            ORDER BY at DESC LIMIT ?1";
        let mut find = conn.prepare(sql)?;
        let mut weak: Vec<Id> = Vec::new();
        for body in find.query_map([JUDGED], |row| row.get::<_, String>(0))? {
            if let What::Judged { weak: found, .. } = what(&body?) {
                weak.extend(found.into_iter().filter(|id| !weak.contains(id)).collect::<Vec<_>>());
            }
        }
        Ok(Practised { past, help, weak, people: named(conn)? })
    })
}

/// Everyone who has a name, by name.
pub(super) fn people(dir: &Path) -> Result<Vec<Person>, StorageError> {
    answer(dir, named)
}

fn named(conn: &Connection) -> rusqlite::Result<Vec<Person>> {
    let mut find = conn.prepare("SELECT id, name, agreed FROM people")?;
    let rows =
        find.query_map([], |row| Ok(Person { id: PersonId(row.get(0)?), name: row.get(1)?, agreed: At(row.get(2)?) }))?;
    let mut people = rows.collect::<rusqlite::Result<Vec<Person>>>()?;
    people.sort_by_key(|person| (person.name.to_lowercase(), person.id.clone()));
    Ok(people)
}

/// The mock calls of someone. Those that mark one call, the first and all others, are theirs as soon as one is.
pub(super) fn calls_of(conn: &Connection, person: &PersonId) -> rusqlite::Result<Vec<CallId>> {
    let sql = "SELECT calls.id, coalesce(calls.person = ?1, 0), events.body FROM calls
        LEFT JOIN events ON events.call = calls.id AND events.kind = 'opened' WHERE mock = 1 ORDER BY calls.id";
    let mut find = conn.prepare(sql)?;
    let rows = find.query_map([&person.0], |row| {
        let (call, own) = (CallId(row.get(0)?), row.get::<_, bool>(1)?);
        let first = match row.get_ref(2)?.as_str_or_null()?.map(what) {
            Some(What::Opened { practice: Some(practice), .. }) => practice.mock.and_then(|mock| mock.of),
            _ => None,
        };
        Ok((first.unwrap_or_else(|| call.clone()), call, own))
    })?;
    let all = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let theirs: BTreeSet<&CallId> = all.iter().filter(|(.., own)| *own).map(|(first, ..)| first).collect();
    Ok(all.iter().filter(|(first, ..)| theirs.contains(first)).map(|(_, call, _)| call.clone()).collect())
}

/// The days on which cards were answered, in order; what this version cannot read is left out.
pub(super) fn drilled(dir: &Path) -> Result<Vec<NaiveDate>, StorageError> {
    answer(dir, |conn| {
        let mut find = conn.prepare("SELECT DISTINCT day FROM reviews ORDER BY day")?;
        let days = find.query_map([], |row| Ok(row.get_ref(0)?.as_str()?.parse().ok()))?;
        days.filter_map(Result::transpose).collect()
    })
}

/// How much is kept.
pub(super) fn summary(dir: &Path) -> Result<Summary, StorageError> {
    answer(dir, |conn| {
        let sql = "SELECT (SELECT count(*) FROM calls), (SELECT count(*) FROM calls WHERE closed IS NULL),
            (SELECT count(*) FROM texts), (SELECT count(*) FROM promises), (SELECT count(*) FROM jobs),
            (SELECT count(*) FROM reviews), (SELECT count(*) FROM people)";
        conn.query_row(sql, params![], |row| {
            Ok(Summary {
                calls: row.get(0)?,
                unfinished: row.get(1)?,
                texts: row.get(2)?,
                promises: row.get(3)?,
                erasing: row.get(4)?,
                reviews: row.get(5)?,
                people: row.get(6)?,
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{back_to, flush, open, wait_for};
    use super::super::{Report, Retention, Write};
    use super::*;

    fn review(card: &str, at: i64, grade: Grade) -> Review {
        let day = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        Review { card: card.into(), at: At(at), day, grade }
    }

    #[test]
    fn answers_to_cards_come_back_in_order_and_can_be_taken_back_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        let all = [review("b", 1, Grade::Again), review("a", 2, Grade::Good), review("b", 3, Grade::Easy)];
        for (ticket, review) in (1..).zip(all.iter().rev().cloned()) {
            journal.write(Write::Review { ticket, review });
        }
        wait_for(&told, &Report::Saved { ticket: 3 });
        assert_eq!(journal.reviews().unwrap(), all);
        journal.write(Write::ReviewGone { ticket: 4, review: all[1].clone() });
        wait_for(&told, &Report::Saved { ticket: 4 });
        assert_eq!(journal.reviews().unwrap(), [all[0].clone(), all[2].clone()]);
        assert_eq!(journal.summary().unwrap().reviews, 2);
        assert_eq!(journal.kept().unwrap().drilled, [all[0].day]);
        journal.write(Write::Purge { before: Some(At(2)), now: At(9) });
        wait_for(&told, &Report::Purged);
        assert_eq!(journal.reviews().unwrap(), [all[2].clone()]);
        // A sweep leaves practice alone: it stays until it is purged.
        journal.write(Write::Sweep { now: At(i64::MAX / 2) });
        flush(&journal, &told);
        assert_eq!(journal.reviews().unwrap().len(), 1);
        journal.write(Write::Purge { before: None, now: At(9) });
        wait_for(&told, &Report::Purged);
        assert_eq!(journal.reviews().unwrap(), []);
    }

    #[test]
    fn a_store_from_before_practice_gets_its_place_and_keeps_what_it_has() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, told) = open(dir.path(), Retention::default());
        flush(&journal, &told);
        drop(journal);
        back_to(dir.path(), 2);
        let (journal, told) = open(dir.path(), Retention::default());
        journal.write(Write::Review { ticket: 1, review: review("a", 1, Grade::Good) });
        wait_for(&told, &Report::Saved { ticket: 1 });
        assert_eq!(journal.reviews().unwrap().len(), 1);
    }
}
