//! The connection that writes, and its log.
//!
//! Where a reader is in the way of a checkpoint, SQLite counts the part before it as copied though it syncs the database only
//! after the last frame (`walCheckpoint` in <https://sqlite.org/src/file/src/wal.c>). A sync of the database that fails then is the
//! last that is heard of that part: the system takes its pages for written (<https://lwn.net/Articles/752063/>), the next checkpoint
//! copies what comes after it, and the log that still has it is written over. So checkpoints are made here, where a failure is seen,
//! and after such a one all of the log is copied again: SQLite reads it from its beginning once nobody has it open.

use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::Connection;

use super::folder::OpenError;
use super::log::{self, Reach};
use super::readers::Readers;
use super::schema;
use super::work::WriteError;

/// So many frames wait before they are copied, as SQLite does by itself.
const WAITING: i64 = 1_000;

/// What the writing thread writes to.
pub(super) struct Store {
    file: PathBuf,
    readers: Arc<Readers>,
    /// Absent after a failure until it can be opened again.
    db: Option<Connection>,
    /// One that could not commit, until another is open: without it SQLite would read the log anew, and find there what no
    /// sync has saved.
    failed: Option<Connection>,
    /// A part of the log counts as copied that no sync has saved.
    in_part: bool,
    /// Such a part may be lost: nobody reads or writes before all of the log was copied again.
    lost: bool,
}

impl Store {
    /// Opens the database, and empties the log if it can: a crash may have come between an erasure and that. Tells whether it did.
    pub(super) fn open(file: PathBuf, readers: Arc<Readers>) -> Result<(Self, bool), OpenError> {
        let db = schema::open_writer(&file)?;
        let reach = log::empty(&db).map_err(|why| OpenError::database(&file, &why))?;
        let store = Self { file, readers, db: Some(db), failed: None, in_part: reach.is_part(), lost: false };
        Ok((store, reach.is_done()))
    }

    /// The connection, opened again if it failed before.
    pub(super) fn connection(&mut self) -> Result<&mut Connection, WriteError> {
        let db = match self.db.take() {
            Some(db) => db,
            None if self.lost => self.begin_anew()?,
            None => self.open_again()?,
        };
        self.failed = None;
        Ok(self.db.insert(db))
    }

    /// A commit failed. What is in the file now only another connection can tell.
    pub(super) fn failed(&mut self) {
        if let Some(db) = self.db.take() {
            self.failed = Some(db);
        }
    }

    /// Copies the log into the database when enough of it waits.
    pub(super) fn copy_if_due(&mut self) {
        let Some(db) = &self.db else { return };
        let copied = match log::reach(db) {
            Ok(reach) if reach.waiting() < WAITING => return,
            Ok(_) => log::copy(db),
            Err(why) => Err(why),
        };
        if let Err(why) = self.checked(copied) {
            tracing::warn!(%why, "the log could not be copied into the database yet");
        }
    }

    /// Empties the log. False when it is to be tried again.
    pub(super) fn empty_log(&mut self) -> bool {
        let Some(db) = &self.db else { return false };
        let emptied = log::empty(db);
        match self.checked(emptied) {
            Ok(reach) => reach.is_done(),
            Err(why) => {
                tracing::warn!(%why, "the log still holds words that were erased");
                false
            }
        }
    }

    fn checked(&mut self, copied: rusqlite::Result<Reach>) -> rusqlite::Result<Reach> {
        match &copied {
            Ok(reach) => self.in_part = reach.is_part(),
            Err(why) if self.in_part && log::could_not_sync(why) => self.lose(),
            Err(_) => {}
        }
        copied
    }

    /// Leaves the log as it is: nobody reads or writes, and nothing is copied, until it was read from its beginning.
    fn lose(&mut self) {
        tracing::error!(
            "the disk could not sync, and may have forgotten what it was to save; the log is copied once more"
        );
        self.lost = true;
        self.readers.hold();
        self.db.take().into_iter().chain(self.failed.take()).for_each(log::leave);
    }

    /// Copies all of the log, after nobody had it open.
    fn begin_anew(&mut self) -> Result<Connection, WriteError> {
        let db = self.open_again()?;
        if !log::reach(&db)?.is_at_its_beginning() || !log::empty(&db)?.is_done() {
            return Err(WriteError::NotWritten(
                "another program has the database open, and the log must be copied once more: end that program".to_owned(),
            ));
        }
        (self.lost, self.in_part) = (false, false);
        self.readers.let_go();
        Ok(db)
    }

    fn open_again(&self) -> Result<Connection, WriteError> {
        schema::open_writer(&self.file).map_err(|why| WriteError::NotWritten(why.to_string()))
    }
}
