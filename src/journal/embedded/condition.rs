//! What the store's last operations told of its condition, beyond what they came to.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rusqlite::ErrorCode;
use tokio_util::sync::CancellationToken;

use crate::journal::answer::JournalError;

/// Shared by whoever reads and writes one database.
#[derive(Debug, Clone, Default)]
pub(super) struct Condition(Arc<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// The last thing that was to be written was not.
    refuses: AtomicBool,
    /// What was found that nobody wrote; it stays so.
    damage: OnceLock<String>,
    /// Cancelled when the writing thread ended in a panic.
    broken: CancellationToken,
}

impl Condition {
    /// An operation failed.
    pub(super) fn failed(&self, why: &rusqlite::Error) {
        if matches!(why.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) {
            self.is_damaged(&why.to_string());
        }
    }

    /// Something else lies there than was written.
    pub(super) fn is_damaged(&self, why: &str) {
        if self.0.damage.set(why.to_owned()).is_ok() {
            tracing::error!(why, "the journal's database is damaged: restore a backup");
        }
    }

    /// The damage, if any was seen.
    pub(super) fn damage(&self) -> Option<JournalError> {
        self.0.damage.get().map(|why| JournalError::Damaged(why.clone()))
    }

    /// Something was to be written, and was not.
    pub(super) fn refused(&self) {
        self.0.refuses.store(true, Ordering::Relaxed);
    }

    /// Something as large as an entry was written.
    pub(super) fn took(&self) {
        self.0.refuses.store(false, Ordering::Relaxed);
    }

    /// Whether what was to be written last was not.
    pub(super) fn refuses(&self) -> bool {
        self.0.refuses.load(Ordering::Relaxed)
    }

    /// Cancelled once nothing can be written any more, as the writing thread ended in a panic.
    pub(super) fn broken(&self) -> &CancellationToken {
        &self.0.broken
    }

    /// What a failed read is to the journal.
    pub(super) fn reading(&self, why: &rusqlite::Error) -> JournalError {
        self.failed(why);
        match why {
            rusqlite::Error::FromSqlConversionFailure(_, _, what) => {
                JournalError::Unreadable(what.to_string())
            }
            rusqlite::Error::InvalidColumnType(..) => JournalError::Unreadable(why.to_string()),
            _ => self.damage().unwrap_or_else(|| JournalError::Unavailable(why.to_string())),
        }
    }
}
