//! The write-ahead log: how far it reaches, and its way into the database.

use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ffi};

use super::schema::{BUSY, log_of};

/// The log may be longer than memory has room for, where somebody read beside the writing for long: so much of it is written at once.
const PIECE: usize = 1 << 20;

/// How far the log reaches, in frames: pages that were written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Somebody was in the way.
    busy: bool,
    /// So many lie there since it was begun; below zero when that could not be seen.
    frames: i64,
    /// Of so many SQLite says that the database has them. It may not have been synced since.
    copied: i64,
}

impl Reach {
    /// Whether so many lie there, and some are still to be copied.
    pub(super) fn is_due(self, frames: i64) -> bool {
        self.frames >= frames && self.copied < self.frames
    }

    /// Whether SQLite counts some as copied that perhaps no sync has saved: it syncs the database after the last one alone.
    /// So it is where that could not be seen.
    pub(super) fn is_part(self) -> bool {
        self.frames < 0 || self.copied > 0 && self.copied < self.frames
    }

    /// Whether nobody was in the way of all that was to be done.
    pub(super) fn is_done(self) -> bool {
        !self.busy
    }
}

/// How far it reaches now.
pub(super) fn reach(db: &Connection) -> rusqlite::Result<Reach> {
    checkpoint(db, "PRAGMA wal_checkpoint(NOOP)")
}

/// Copies into the database what no reader is in the way of.
pub(super) fn copy(db: &Connection) -> rusqlite::Result<Reach> {
    checkpoint(db, "PRAGMA wal_checkpoint(PASSIVE)")
}

/// Copies it and empties it: erased words may still lie there. A reader in the way is not waited for, since every forum's
/// writes wait for this.
pub(super) fn empty(db: &Connection) -> rusqlite::Result<Reach> {
    db.busy_timeout(Duration::ZERO)?;
    let reach = checkpoint(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    db.busy_timeout(BUSY)?;
    reach
}

/// Writes all of it once more, byte for byte, and syncs it. Of a process before this one a sync may have failed: then the system
/// takes for written what lies there, and shows it, and no sync of SQLite's would save it. Nobody writes meanwhile.
pub(super) fn save_again(db: &Connection, file: &Path) -> rusqlite::Result<io::Result<()>> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    let saved = write_again(&log_of(file));
    db.execute_batch("ROLLBACK")?;
    Ok(saved)
}

fn write_again(log: &Path) -> io::Result<()> {
    let mut log = match OpenOptions::new().read(true).write(true).open(log) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    let mut piece = Vec::with_capacity(PIECE);
    let mut at = 0;
    loop {
        piece.clear();
        (&log).take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return log.sync_all();
        }
        log.seek(SeekFrom::Start(at))?;
        log.write_all(&piece)?;
        at += piece.len() as u64;
    }
}

/// Closes a connection, and the log is left as it lies there, also when it was the last.
pub(super) fn leave(db: Connection) {
    if let Err(why) = db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true) {
        tracing::error!(%why, "a connection could not be told to leave its log alone");
    }
    drop(db);
}

/// Whether a sync failed.
pub(super) fn could_not_sync(why: &rusqlite::Error) -> bool {
    why.sqlite_error().is_some_and(|why| why.extended_code == ffi::SQLITE_IOERR_FSYNC)
}

fn checkpoint(db: &Connection, how: &str) -> rusqlite::Result<Reach> {
    db.prepare_cached(how)?.query_row([], |row| {
        Ok(Reach { busy: row.get::<_, i64>(0)? != 0, frames: row.get(1)?, copied: row.get(2)? })
    })
}
