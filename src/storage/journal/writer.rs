//! The writer's thread: it alone changes the store.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::storage::StorageError;
use crate::storage::journal::{Report, Retention, Tell, Write, apply, erase, lock, read, schema, tell};

/// The first wait before something is tried again, and the longest; each wait is twice the one before.
const WAITS: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// How much is taken at once: a commit is not put off for ever by someone who writes without end.
const BATCH: usize = 1_000;

/// The one who writes.
pub(super) struct Writer {
    dir: PathBuf,
    retention: Retention,
    /// None after a failure of the disk, until the store is opened again.
    pub(super) conn: Option<Connection>,
    /// What is not on disk yet, in order.
    queue: Vec<Write>,
    jobs: Vec<erase::Job>,
    /// The jobs that were said to wait.
    told: BTreeSet<i64>,
    /// Whether the file is to be rebuilt before the next checkpoint.
    rebuild: bool,
    report: Tell,
    wait: Duration,
}

impl Writer {
    /// A writer of an open store, with the erasures that an earlier run left.
    pub(super) fn new(dir: PathBuf, retention: Retention, conn: Connection, report: Tell) -> Writer {
        let (queue, told) = (Vec::new(), BTreeSet::new());
        let mut writer = Writer {
            dir,
            retention,
            conn: Some(conn),
            queue,
            jobs: Vec::new(),
            told,
            rebuild: false,
            report,
            wait: WAITS.0,
        };
        writer.look_for_jobs();
        writer
    }

    /// Writes until the queue is closed, and then once more.
    pub(super) fn run(mut self, inbox: &Receiver<Write>) {
        self.erase();
        loop {
            let open = self.gather(inbox);
            self.save();
            self.erase();
            if !open {
                return;
            }
        }
    }

    /// Waits for something to do and takes everything there is; false once nothing more can come.
    fn gather(&mut self, inbox: &Receiver<Write>) -> bool {
        let idle = self.queue.is_empty() && self.jobs.is_empty();
        let first = if idle { inbox.recv().map_err(RecvTimeoutError::from) } else { inbox.recv_timeout(self.wait) };
        match first {
            Ok(write) => self.queue.push(write),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        self.queue.extend(inbox.try_iter().take(BATCH));
        apply::coalesce(&mut self.queue);
        true
    }

    /// Queues something, as the channel does.
    #[cfg(test)]
    pub(super) fn push(&mut self, write: Write) {
        self.queue.push(write);
    }

    /// Writes the queue in one transaction, and tells.
    pub(super) fn save(&mut self) {
        if self.queue.is_empty() {
            return;
        }
        match self.commit() {
            Ok(()) => {
                self.wait = WAITS.0;
                let saved = std::mem::take(&mut self.queue);
                self.after(&saved);
                for write in saved {
                    if let Write::Event { ticket, .. }
                    | Write::Review { ticket, .. }
                    | Write::ReviewGone { ticket, .. }
                    | Write::Person { ticket, .. }
                    | Write::Flush { ticket } = write
                    {
                        tell(&self.report, Report::Saved { ticket });
                    }
                }
            }
            Err(error) => {
                self.back_off();
                tell(&self.report, Report::NotSaved { reason: format!("{error}; {}", error.hint()) });
            }
        }
    }

    /// One transaction over the whole queue: all of it or nothing.
    fn commit(&mut self) -> Result<(), StorageError> {
        self.reopen()?;
        let path = schema::path(&self.dir);
        let Some(conn) = self.conn.as_mut() else { return Err(StorageError::Busy { path }) };
        // A newer hearken may have been here since.
        schema::check(conn, &path)?;
        let written = write_all(conn, &self.queue, &self.retention, &self.dir);
        written.map_err(|error| {
            if matches!(error.sqlite_error_code(), Some(ErrorCode::SystemIoFailure)) {
                // What a failed flush left in memory may never reach the disk: nothing of this connection is believed.
                self.conn = None;
            }
            schema::fault(&path, &error)
        })
    }

    /// Opens the store again after a failure of the disk, and has everything in it written and flushed once more.
    fn reopen(&mut self) -> Result<(), StorageError> {
        if self.conn.is_none() {
            let conn = schema::open_to_write(&self.dir)?;
            // Where a reader is in the way, the retry still writes every page of the queue anew.
            erase::checkpoint(&conn).map_err(|e| schema::fault(&schema::path(&self.dir), &e))?;
            self.conn = Some(conn);
        }
        Ok(())
    }

    /// What follows from what was written.
    fn after(&mut self, saved: &[Write]) {
        let erases = |write: &Write| {
            matches!(
                write,
                Write::PromiseGone { .. }
                    | Write::Erase { .. }
                    | Write::Discard { .. }
                    | Write::Forget { .. }
                    | Write::Purge { .. }
                    | Write::Sweep { .. }
            )
        };
        self.rebuild |= saved.iter().any(|write| matches!(write, Write::Purge { .. } | Write::Forget { .. }));
        if saved.iter().any(erases) {
            self.look_for_jobs();
        }
        if saved.iter().any(|write| matches!(write, Write::Sweep { .. })) {
            // Lock files of calls that ended are clutter; what cannot be tidied now is tidied another day.
            if let Ok(open) = read::unfinished(&self.dir) {
                let _ = lock::tidy(&self.dir, &open.into_iter().map(|open| open.call).collect());
            }
        }
    }

    /// Reads the erasures that are to be completed.
    fn look_for_jobs(&mut self) {
        if let Some(jobs) = self.conn.as_ref().and_then(|conn| erase::pending(conn).ok()) {
            self.jobs = jobs;
        }
    }

    /// Tries to complete the erasures.
    pub(super) fn erase(&mut self) {
        if self.jobs.is_empty() || self.reopen().is_err() {
            return;
        }
        let Some(conn) = self.conn.as_mut() else { return };
        if std::mem::take(&mut self.rebuild) {
            // Records are many and hold no text; rebuilding the file gives their room back. Without it they are zeroed.
            let _ = conn.execute_batch("VACUUM");
        }
        let complete = erase::checkpoint(conn).and_then(|complete| {
            if complete {
                erase::finish(conn, &self.jobs)?;
            }
            Ok(complete)
        });
        if matches!(complete, Ok(true)) {
            self.wait = WAITS.0;
            self.told.clear();
            for job in std::mem::take(&mut self.jobs) {
                tell(&self.report, job.done());
            }
            return;
        }
        self.back_off();
        for job in &self.jobs {
            if self.told.insert(job.id) {
                tell(&self.report, job.waits());
            }
        }
    }

    /// Waits longer before the next try.
    fn back_off(&mut self) {
        self.wait = (self.wait * 2).min(WAITS.1);
    }
}

/// Writes everything or nothing.
fn write_all(
    conn: &mut Connection,
    queue: &[Write],
    retention: &Retention,
    dir: &std::path::Path,
) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut deleted = false;
    for write in queue {
        deleted |= apply::apply(&tx, write, retention, &|call| lock::is_held(dir, call))?;
    }
    if deleted {
        erase::shred(&tx)?;
    }
    tx.commit()
}
