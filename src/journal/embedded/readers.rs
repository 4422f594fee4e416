//! Connections that only read, so that no read waits for a commit.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use rusqlite::{Connection, ffi};

/// Idle connections that are kept; more are opened under load and closed again.
const KEPT: usize = 4;

/// How a connection is opened.
pub(super) type Open = fn(&Path) -> rusqlite::Result<Connection>;

#[derive(Debug)]
pub(super) struct Readers {
    file: PathBuf,
    open: Open,
    /// Whether nobody may read.
    held: RwLock<bool>,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(file: PathBuf, open: Open) -> Self {
        Self { file, open, held: RwLock::default(), idle: Mutex::default() }
    }

    /// Reads with a connection of its own. Blocks the thread.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        if *held {
            return Err(held_off());
        }
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = idle.map_or_else(|| (self.open)(&self.file), Ok)?;
        let answer = read(&db);
        let mut kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if answer.is_ok() && kept.len() < KEPT {
            kept.push(db);
        }
        answer
    }

    /// Lets nobody read any more: waits for those who do, and closes what they left. Blocks the thread.
    pub(super) fn hold(&self) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        *held = true;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Lets them read again.
    pub(super) fn let_go(&self) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = false;
    }
}

fn held_off() -> rusqlite::Error {
    let why = "the disk could not sync, and nothing is read before it can: look at the log, and replace a disk that does so again".to_owned();
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), Some(why))
}
