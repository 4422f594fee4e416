//! What the process before this one left.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::domain::id::ForumId;

use super::rows;

/// Up to which revision the entries of each forum lay here when this process began. All of them count as acknowledged, for
/// nobody knows that the last one was not; also while the disk does not take that down.
#[derive(Debug, Default)]
pub(super) struct Left(Mutex<HashMap<ForumId, u64>>);

impl Left {
    /// What lies here now.
    pub(super) fn found(db: &Connection) -> rusqlite::Result<Self> {
        Ok(Self(Mutex::new(rows::revisions(db)?.into_iter().collect())))
    }

    /// Up to which revision a forum's entries count as acknowledged: as was written down, and as was left.
    pub(super) fn acknowledged(&self, db: &Connection, forum: ForumId) -> rusqlite::Result<u64> {
        let written_down = rows::acknowledged(db, forum)?;
        Ok(self.all().get(&forum).copied().unwrap_or(0).max(written_down))
    }

    /// What came after that revision was taken out.
    pub(super) fn ends_at(&self, forum: ForumId, rev: u64) {
        if let Some(left) = self.all().get_mut(&forum) {
            *left = rev.min(*left);
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ForumId, u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
