//! The connection that writes, and its log.
//!
//! Where a reader is in the way of a checkpoint, SQLite counts the part before it as copied though it syncs the database only
//! after the last frame (`walCheckpoint` in <https://sqlite.org/src/file/src/wal.c>). A sync of the database that fails then is the
//! last that is heard of that part: the system takes its pages for written (<https://lwn.net/Articles/752063/>), the next checkpoint
//! copies what comes after it, and the log that still has it is written over. So checkpoints are made here, where a failure is seen,
//! and after such a one all of the log is copied again: SQLite reads it from its beginning once nobody has it open.
//!
//! The same holds for the log: what lies there may be what a failed sync was to save. So it is saved once more whenever it is opened.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use crate::journal::Again;

use super::condition::Condition;
use super::folder::OpenError;
use super::log::{self, Reach};
use super::place::Place;
use super::private;
use super::readers::Readers;
use super::schema;
use super::work::WriteError;

/// From so many frames on the log is copied, as SQLite does by itself.
const WAITING: i64 = 1_000;
/// How often it is looked whether whoever reads from another process is done.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// What the writing thread writes to.
pub(super) struct Store {
    file: PathBuf,
    place: Place,
    readers: Arc<Readers>,
    condition: Condition,
    /// Absent after a failure until it can be opened again.
    db: Option<Connection>,
    /// One that could not commit, until another is open: without it SQLite would read the log anew, and find there what no
    /// sync has saved.
    failed: Option<Connection>,
    /// What a sync was to save may be lost: nobody reads or writes before all of the log was copied again.
    lost: bool,
    /// Of the copying that failed since it last went well.
    failing: Again,
}

impl Store {
    /// Opens the database, and empties the log if it can: a crash may have come between an erasure and that. Tells whether it did.
    ///
    /// Waits so long for programs that read it where they keep a part of the log from being copied again.
    pub(super) fn open(
        file: PathBuf,
        readers: Arc<Readers>,
        condition: Condition,
        wait: Duration,
    ) -> Result<(Self, bool), OpenError> {
        let db = opened(&file, wait)?;
        let emptied = match log::empty(&db) {
            Ok(reach) => reach.is_done(),
            // It is saved, and goes on: there may be room later.
            Err(why) if why.sqlite_error_code() == Some(ErrorCode::DiskFull) => false,
            Err(why) => return Err(OpenError::database(&file, &why)),
        };
        let store = Self {
            place: Place::of(&file),
            file,
            readers,
            condition,
            db: Some(db),
            failed: None,
            lost: false,
            failing: Again::default(),
        };
        Ok((store, emptied))
    }

    /// The connection, opened again if it failed before.
    pub(super) fn connection(&mut self) -> Result<&mut Connection, WriteError> {
        let db = match self.db.take() {
            Some(db) => db,
            None => self.opened_again()?,
        };
        self.failed = None;
        Ok(self.db.insert(db))
    }

    /// Where its file was taken away, SQLite would make an empty one.
    fn opened_again(&mut self) -> Result<Connection, WriteError> {
        self.place.is_due();
        self.is_in_place()?;
        self.place.is_opened();
        if self.lost { self.begin_anew() } else { Ok(schema::open_writer(&self.file)?) }
    }

    /// Fails where a file of the database was taken away, or another lies in its place. What the log has is copied into the database, as
    /// far as there still is one; it is gone otherwise once nobody has it open.
    pub(super) fn is_in_place(&mut self) -> Result<(), WriteError> {
        let Some(missing) = self.place.missing(Instant::now()) else { return Ok(()) };
        let missing = missing.display();
        let why = format!(
            "{missing} was taken away, or another lies in its place: put it back, and whatever is open goes on; or stop the server in \
             order, which saves what it can, before you restore a backup"
        );
        if let Some(Err(why)) = self.db.as_ref().map(log::copy) {
            self.tell(&why);
        }
        Err(WriteError::NotWritten(why))
    }

    /// A commit failed. What is in the file now only another connection can tell.
    pub(super) fn failed(&mut self) {
        if let Some(db) = self.db.take() {
            self.failed = Some(db);
        }
    }

    /// Whether all of the log is to be copied once more before anything goes on.
    pub(super) fn is_lost(&self) -> bool {
        self.lost
    }

    /// Copies the log into the database when it is long enough.
    pub(super) fn copy_if_due(&mut self) {
        let Some(db) = &self.db else { return };
        let copied = match log::reach(db) {
            Ok(reach) if !reach.is_due(WAITING) => return,
            Ok(_) => log::copy(db),
            Err(why) => Err(why),
        };
        match copied {
            Ok(_) => self.went_well(),
            Err(why) => self.could_not_copy(&why),
        }
    }

    /// Empties the log. False when it is to be tried again.
    pub(super) fn empty_log(&mut self) -> bool {
        let emptied = match self.connection() {
            Ok(db) => log::empty(db),
            Err(why) => {
                self.tell(&why);
                return false;
            }
        };
        match emptied {
            Ok(reach) if reach.is_done() => {
                self.went_well();
                true
            }
            // Somebody reads there.
            Ok(_) => false,
            Err(why) => {
                self.could_not_copy(&why);
                false
            }
        }
    }

    fn tell(&mut self, why: &impl Display) {
        metrics::counter!("majlis_log_copies_failed_total").increment(1);
        if let Some(times) = self.failing.failed(Instant::now()) {
            tracing::warn!(
                %why, times,
                "the log could not be copied into the database; it may still hold what was erased, and is tried again and again"
            );
        }
    }

    fn went_well(&mut self) {
        if let Some(times) = self.failing.is_over() {
            tracing::info!(times, "the log was copied into the database, which had failed before");
        }
    }

    fn could_not_copy(&mut self, why: &rusqlite::Error) {
        self.tell(why);
        self.condition.failed(why);
        let Some(db) = &self.db else { return };
        // A failure raises no count: what counts as copied did so before.
        if log::could_not_sync(why) && log::reach(db).map_or(true, Reach::is_part) {
            self.lose();
        }
    }

    /// Leaves the log as it is: nobody reads or writes, and nothing is copied, until it was read from its beginning.
    fn lose(&mut self) {
        tracing::error!(
            "the disk could not sync, and may have forgotten what it was to save: the log is copied once more"
        );
        self.lost = true;
        self.readers.hold();
        self.db.take().into_iter().for_each(log::leave);
        // Nobody has the log open: the next one may be another file.
        self.place.is_opened();
    }

    /// Copies all of the log, after nobody had it open.
    fn begin_anew(&mut self) -> Result<Connection, WriteError> {
        let db = opened(&self.file, Duration::ZERO)?;
        match log::empty(&db) {
            Ok(reach) if reach.is_done() => {}
            Ok(_) => {
                log::leave(db);
                return Err(OpenError::Read { file: self.file.clone() }.into());
            }
            Err(why) => {
                log::leave(db);
                return Err(why.into());
            }
        }
        self.lost = false;
        self.readers.let_go();
        tracing::info!("all of the log was copied: reading and writing go on");
        Ok(db)
    }
}

impl From<OpenError> for WriteError {
    fn from(why: OpenError) -> Self {
        Self::NotWritten(why.to_string())
    }
}

/// Opens the database where no part of its log counts as copied that perhaps no sync has saved, and saves the log as it lies there.
fn opened(file: &Path, wait: Duration) -> Result<Connection, OpenError> {
    let until = Instant::now() + wait;
    loop {
        let db = schema::open_writer(file)?;
        match log_is_sound(&db, file) {
            Ok(true) => return Ok(db),
            Ok(false) if Instant::now() < until => log::leave(db),
            Ok(false) => {
                log::leave(db);
                return Err(OpenError::Read { file: file.to_owned() });
            }
            Err(why) => {
                log::leave(db);
                return Err(why);
            }
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Whether it was saved as it lies there; not while somebody else's reading keeps SQLite from counting anew what it copied.
fn log_is_sound(db: &Connection, file: &Path) -> Result<bool, OpenError> {
    let failed = |why| OpenError::database(file, &why);
    if log::reach(db).map_err(failed)?.is_part() {
        return Ok(false);
    }
    let unsaved = |source| OpenError::Unsaved { file: file.to_owned(), source };
    log::save_again(db, file).map_err(failed)?.map_err(unsaved)?;
    file.parent().map_or(Ok(()), private::sync_folder).map_err(unsaved)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn what_lies_in_a_log_is_written_once_more_whenever_its_database_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("db");
        let db = schema::open_writer(&file).unwrap();
        // More than is written at once.
        db.execute_batch("INSERT INTO ballast VALUES (1, randomblob(1500000))").unwrap();
        log::leave(db);
        let file_of_log = schema::log_of(&file);
        let left = fs::read(&file_of_log).unwrap();
        for _ in 0..2 {
            let long_ago = SystemTime::UNIX_EPOCH;
            File::options().write(true).open(&file_of_log).unwrap().set_modified(long_ago).unwrap();
            log::leave(opened(&file, Duration::ZERO).unwrap());
            assert!(fs::metadata(&file_of_log).unwrap().modified().unwrap() > long_ago);
            assert!(fs::read(&file_of_log).unwrap() == left, "byte for byte");
        }
    }
}
