//! Looks after the copies: what happened while this node was away, or while nobody here had a forum loaded.

use std::sync::Weak;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::journal::answer::JournalError;
use crate::journal::registry::Registry;

use super::Both;
use super::mending::MendError;

/// How often all copies are looked at.
const EVERY: Duration = Duration::from_secs(30);

/// Runs until the journal is dropped.
pub(super) async fn care(both: Weak<Both>, stop: CancellationToken) {
    let mut rounds = interval(EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = rounds.tick() => {}
            () = stop.cancelled() => return,
        }
        let Some(both) = both.upgrade() else { return };
        if let Err(why) = both.look_after_all().await {
            tracing::warn!(%why, "the copies on the disk could not be looked after");
        }
    }
}

impl Both {
    async fn look_after_all(&self) -> Result<(), JournalError> {
        let known = self.redis.forums().await?;
        for copied in self.disk.forums().await? {
            let is_known = known.iter().any(|record| record.id == copied.id);
            // One that is only not there may be the last copy that there is.
            if !is_known && self.redis.is_deleted(copied.id).await? {
                self.disk.delete_forum(copied.id).await?;
            }
        }
        for record in known {
            match self.mend(record.id).await {
                Ok(()) | Err(MendError::Strayed(_)) => {}
                Err(MendError::Journal(why)) => return Err(why),
            }
        }
        Ok(())
    }
}
