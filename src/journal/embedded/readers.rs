//! Connections that only read, so that no read waits for a commit.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

/// Idle connections that are kept; more are opened under load and closed again.
const KEPT: usize = 4;

/// How a connection is opened.
pub(super) type Open = fn(&Path) -> rusqlite::Result<Connection>;

#[derive(Debug)]
pub(super) struct Readers {
    file: PathBuf,
    open: Open,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(file: PathBuf, open: Open) -> Self {
        Self { file, open, idle: Mutex::default() }
    }

    /// Reads with a connection of its own. Blocks the thread.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = idle.map_or_else(|| (self.open)(&self.file), Ok)?;
        let answer = read(&db);
        let mut kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if answer.is_ok() && kept.len() < KEPT {
            kept.push(db);
        }
        answer
    }
}
