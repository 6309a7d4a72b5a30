//! The database file: how it is opened, what it is made of, and how an older one becomes a newer one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::storage::{StorageError, paths};

/// The name of the store in its folder.
pub(super) const FILE: &str = "hearken.db";

/// How long a connection waits for another process.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The oldest SQLite without the bug that loses commits when a write-ahead log is reset.
const SAFE_SQLITE: i32 = 3_051_003;

/// One step per version of the store, the first from nothing. Steps are only ever added.
pub(super) const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE calls (
        id TEXT PRIMARY KEY, opened INTEGER NOT NULL, last INTEGER NOT NULL, closed INTEGER, disposition TEXT
    ) WITHOUT ROWID;
    CREATE INDEX calls_open ON calls (opened) WHERE closed IS NULL;
    CREATE TABLE events (
        call TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, v INTEGER NOT NULL, kind TEXT NOT NULL,
        body TEXT NOT NULL, wording INTEGER, PRIMARY KEY (call, seq)
    ) WITHOUT ROWID;
    CREATE TABLE wordings (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, last INTEGER NOT NULL);
    CREATE TABLE shown (
        wording INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (wording, id)
    ) WITHOUT ROWID;
    CREATE TABLE texts (
        call TEXT NOT NULL, id INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, erase_after INTEGER,
        PRIMARY KEY (call, id)
    ) WITHOUT ROWID;
    CREATE TABLE drafts (
        call TEXT NOT NULL, field TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (call, field)
    ) WITHOUT ROWID;
    CREATE TABLE promises (
        call TEXT NOT NULL, seq INTEGER NOT NULL, due INTEGER NOT NULL, zone TEXT NOT NULL, text TEXT NOT NULL,
        who TEXT NOT NULL, PRIMARY KEY (call, seq)
    ) WITHOUT ROWID;
    CREATE TABLE jobs (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, call TEXT NOT NULL, seq INTEGER NOT NULL);
",
    "
    ALTER TABLE calls ADD COLUMN practice TEXT;
    ALTER TABLE calls ADD COLUMN passed INTEGER;
    CREATE TABLE help (step TEXT PRIMARY KEY, level TEXT NOT NULL) WITHOUT ROWID;
",
    "
    CREATE TABLE reviews (
        at INTEGER NOT NULL, card TEXT NOT NULL, day TEXT NOT NULL, grade INTEGER NOT NULL, PRIMARY KEY (at, card)
    ) WITHOUT ROWID;
",
    "
    CREATE TABLE records (call TEXT PRIMARY KEY, v INTEGER NOT NULL, body TEXT NOT NULL);
",
    "
    CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, agreed INTEGER NOT NULL) WITHOUT ROWID;
    ALTER TABLE calls ADD COLUMN person TEXT;
    ALTER TABLE calls ADD COLUMN mock INTEGER NOT NULL DEFAULT 0;
",
];

/// The store's version that this program writes.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// The store of a folder.
pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join(FILE)
}

/// Opens the store for the writer, making it or bringing it up to date. One that is not ours is left as it is.
pub(super) fn open_to_write(dir: &Path) -> Result<Connection, StorageError> {
    let path = path(dir);
    if rusqlite::version_number() < SAFE_SQLITE {
        let reason = format!("SQLite {} can lose what was saved; 3.51.3 is needed", rusqlite::version());
        return Err(StorageError::Refused { path, reason });
    }
    make_private(&path)?;
    let fault = |e| fault(&path, &e);
    let mut conn = connect(&path).map_err(fault)?;
    check(&conn, &path)?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(fault)?;
    if mode != "wal" {
        let reason = "this disk cannot hold a write-ahead log".to_owned();
        return Err(StorageError::Refused { path, reason });
    }
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
        .map_err(fault)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    // Another process may have been here in between.
    let from = check(&tx, &path)?;
    for step in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        tx.execute_batch(step).map_err(fault)?;
    }
    tx.pragma_update(None, "user_version", VERSION).map_err(fault)?;
    tx.commit().map_err(fault)?;
    Ok(conn)
}

/// Opens the store for one answer.
pub(super) fn open_to_read(dir: &Path) -> Result<Connection, StorageError> {
    let path = path(dir);
    let conn = connect(&path).map_err(|e| fault(&path, &e))?;
    check(&conn, &path)?;
    Ok(conn)
}

/// A connection that makes no file.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    Ok(conn)
}

/// SQLite gives the files beside the store the store's own mode, so that this one decides for all.
fn make_private(path: &Path) -> Result<(), StorageError> {
    let file = paths::file(path).map_err(|e| StorageError::unusable(path, e))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_only = std::fs::Permissions::from_mode(0o600);
        file.set_permissions(owner_only).map_err(|e| StorageError::unusable(path, e))?;
    }
    drop(file);
    Ok(())
}

/// The version of the store, if this program may write it; 0 for an empty file.
pub(super) fn check(conn: &Connection, path: &Path) -> Result<i64, StorageError> {
    let fault = |e| fault(path, &e);
    let found: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fault)?;
    let named = |name: &str| -> Result<i64, StorageError> {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE ?1";
        conn.query_row(sql, [name], |row| row.get(0)).map_err(fault)
    };
    if found > VERSION {
        return Err(StorageError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    let ours = if found <= 0 { named("%")? == 0 } else { named("events")? == 1 && named("jobs")? == 1 };
    if found < 0 || !ours {
        return Err(StorageError::Foreign { path: path.to_owned() });
    }
    Ok(found)
}

/// What the database refuses, as people are told.
pub(super) fn fault(path: &Path, error: &rusqlite::Error) -> StorageError {
    let path = path.to_owned();
    let reason = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StorageError::Full { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StorageError::Busy { path },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StorageError::Damaged { path, reason },
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StorageError::Unusable { path, source: std::io::Error::other(reason) }
        }
        _ => StorageError::Refused { path, reason },
    }
}
