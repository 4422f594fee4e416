//! Looks after the copies: what happened while this node was away, or while nobody here had a forum loaded; and what Redis
//! may have lost whenever another process of it came.

use std::sync::Weak;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::domain::id::ForumId;
use crate::journal::answer::JournalError;
use crate::journal::registry::{ForumRecord, Registry};

use super::Both;
use super::registry::Codes;

/// How often all copies are looked at.
const EVERY: Duration = Duration::from_secs(30);
/// How soon they are looked at again when they could not be, and Redis may have lost something; then half as often each time.
const AGAIN: Duration = Duration::from_millis(200);
/// Copies that are looked at at the same time: what a server keeps that has frozen is waited for, each for as long as an answer may take.
const AT_ONCE: usize = 8;

/// Runs until the journal is dropped.
pub(super) async fn care(
    both: Weak<Both>,
    taken: impl Future<Output = Result<(), JournalError>>,
    stop: CancellationToken,
) {
    if let Err(why) = taken.await {
        tracing::warn!(%why, "what the process before this one left could not be taken as acknowledged");
    }
    let Some(mut arrivals) = both.upgrade().map(|both| both.redis.arrivals()) else { return };
    let (mut next, mut is_another, mut again) = (Instant::now(), true, AGAIN);
    loop {
        tokio::select! {
            () = sleep_until(next) => {}
            // The sender lives as long as Redis's lines do.
            Ok(()) = arrivals.changed() => (is_another, again) = (true, AGAIN),
            () = stop.cancelled() => return,
        }
        let Some(both) = both.upgrade() else { return };
        let looked = both.look_after_all(is_another).await;
        next = Instant::now() + if is_another { again } else { EVERY };
        match looked {
            Ok(()) => (is_another, next) = (false, Instant::now() + EVERY),
            Err(why) => {
                again = (again * 2).min(EVERY);
                tracing::warn!(%why, "the copies on the disk could not be looked after");
            }
        }
    }
}

/// Does all of that, a few at once, and tells the first failure: one that fails, or waits for a server that is away, keeps no other from it.
async fn each_at_once(
    doing: impl Iterator<Item = impl Future<Output = Result<(), JournalError>>>,
) -> Result<(), JournalError> {
    let mut done = stream::iter(doing).buffer_unordered(AT_ONCE);
    let mut failed = Ok(());
    while let Some(outcome) = done.next().await {
        failed = failed.and(outcome);
    }
    failed
}

impl Both {
    /// `is_another`: Redis may lack what it had.
    pub(super) async fn look_after_all(&self, is_another: bool) -> Result<(), JournalError> {
        let mut codes = Ok(());
        if is_another {
            self.put_settings_back().await?;
            codes = self.put_codes_back().await;
        }
        let known = self.redis.forums().await?;
        let gone = self.disk.gone().await?;
        for copied in self.disk.forums().await? {
            let is_known = known.iter().any(|record| record.id == copied.id);
            // One that is only not there may be the last copy that there is.
            if !is_known && self.redis.is_deleted(copied.id).await? {
                self.disk.delete_forum(copied.id).await?;
            }
        }
        let restored = self.restore(&known).await?;
        let each = known.into_iter();
        each_at_once(each.map(|ForumRecord { id, .. }| self.look_after(id, gone.contains(&id), is_another)))
            .await?;
        restored.failed.into_iter().try_for_each(|(_, why)| Err(why))?;
        codes
    }

    /// Has Redis know the codes again that lead into the forums of the disk. They come before the entries, of which there may be many: whoever
    /// types a code meanwhile waits.
    async fn put_codes_back(&self) -> Result<(), JournalError> {
        let came = self.redis.came();
        let copied = self.disk.forums().await?.into_iter();
        each_at_once(copied.map(|ForumRecord { id, .. }| self.put_codes_of(id))).await?;
        self.codes_are_there.find(came);
        Ok(())
    }

    async fn put_codes_of(&self, forum: ForumId) -> Result<(), JournalError> {
        if self.is_deleted(forum).await? {
            return Ok(());
        }
        self.bring_codes_together(forum, Codes::MayBeLost).await
    }

    async fn look_after(&self, forum: ForumId, is_gone: bool, is_another: bool) -> Result<(), JournalError> {
        if is_gone || self.redis.is_deleted(forum).await? {
            // Redis forgot that it was deleted, or whoever began to delete it did not finish.
            self.redis.delete_forum(forum).await?;
            return self.disk.delete_forum(forum).await;
        }
        self.mend(forum).await?;
        let may_be_lost = is_another || !self.redis.registry_says_which_it_is().await?;
        let codes = if may_be_lost { Codes::MayBeLost } else { Codes::AreThere };
        self.bring_codes_together(forum, codes).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::Barrier;
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn a_copy_that_waits_for_a_server_that_is_away_keeps_no_other_waiting() {
        let together = Arc::new(Barrier::new(AT_ONCE));
        let looking = (0..2 * AT_ONCE).map(|at| {
            let together = Arc::clone(&together);
            async move {
                together.wait().await;
                if at == 3 { Err(JournalError::Unavailable("away".into())) } else { Ok(()) }
            }
        });
        let looked = timeout(Duration::from_secs(30), each_at_once(looking)).await;
        assert_eq!(looked, Ok(Err(JournalError::Unavailable("away".into()))));
    }
}
