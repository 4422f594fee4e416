//! Waiting until replicas have what was written.

use redis::RedisError;
use redis::aio::ConnectionManager;

use crate::domain::id::ForumId;
use crate::journal::answer::{AppendError, JournalError};

use super::{RedisJournal, keys, unavailable};

/// How long the mark stays, in milliseconds: nobody reads it.
const MARK_MS: u32 = 1;

impl RedisJournal {
    /// Waits for the replicas that were asked for, after an append on this connection.
    pub(super) async fn wait_for_replicas(
        &self,
        connection: &mut ConnectionManager,
    ) -> Result<(), AppendError> {
        if self.replicas == 0 {
            return Ok(());
        }
        let unknown = |why: RedisError| AppendError::Unknown(why.to_string());
        let have = self.replicas_that_have(connection).await.map_err(unknown)?;
        if have < self.replicas {
            return Err(AppendError::Unknown(self.too_few(have)));
        }
        Ok(())
    }

    /// Whoever looks whether an append was written is not told so before the replicas have it too.
    pub(super) async fn confirm(&self, forum: ForumId) -> Result<(), JournalError> {
        let Some(times) = self.unconfirmed.get(&forum).map(|times| *times) else { return Ok(()) };
        self.everything_is_on_replicas(forum).await?;
        self.unconfirmed.remove_if(&forum, |_, now| *now == times);
        Ok(())
    }

    /// `WAIT` counts the replicas that have what its own connection wrote, and that may be a new one: so it writes first.
    async fn everything_is_on_replicas(&self, forum: ForumId) -> Result<(), JournalError> {
        let mut connection = self.writes.clone();
        let mark = redis::cmd("SET").arg(keys::mark(forum)).arg(1).arg("PX").arg(MARK_MS).to_owned();
        self.in_time(mark.query_async::<()>(&mut connection)).await.map_err(unavailable)?;
        let have = self.replicas_that_have(&mut connection).await.map_err(unavailable)?;
        if have < self.replicas {
            return Err(JournalError::Unavailable(self.too_few(have)));
        }
        Ok(())
    }

    async fn replicas_that_have(&self, connection: &mut ConnectionManager) -> Result<usize, RedisError> {
        let millis = self.timeout.as_millis() as u64;
        let wait = redis::cmd("WAIT").arg(self.replicas).arg(millis).to_owned();
        self.in_time(wait.query_async(connection)).await
    }

    fn too_few(&self, have: usize) -> String {
        format!("written, but on {have} of {} replicas", self.replicas)
    }
}
