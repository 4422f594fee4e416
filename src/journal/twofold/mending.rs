//! Bringing the disk's copy of a forum up to what Redis has.

use std::sync::Arc;

use crate::domain::id::ForumId;
use crate::journal::Journal;
use crate::journal::answer::JournalError;
use crate::journal::embedded::{Copied, Decided};
use crate::journal::entry::{Entry, Head};
use crate::journal::registry::{Claim, ForumRecord, Registry};

use super::Both;

/// Entries copied at once.
const PAGE: usize = 1_000;
/// Entries of other nodes that may wait for the disk. What comes beyond that is copied later, from Redis.
pub(super) const ARCHIVING: usize = 4_096;

/// A copy could not be brought up to what Redis has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum MendError {
    /// Redis does not have what the disk has, or has something else in its place.
    #[error(
        "this node's disk has another history of forum {0} than Redis: what is on the disk was acknowledged and is kept; \
         restore Redis from its own backup, or start this node with another data folder"
    )]
    Strayed(ForumId),
    /// One of the two could not be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<MendError> for JournalError {
    fn from(why: MendError) -> Self {
        match why {
            MendError::Strayed(_) => Self::Unavailable(why.to_string()),
            MendError::Journal(why) => why,
        }
    }
}

impl Both {
    /// Copies whatever the disk lacks.
    pub(super) async fn mend(&self, forum: ForumId) -> Result<(), MendError> {
        let copy = self.copies.of(forum);
        let _alone = copy.mending.lock().await;
        let debts = copy.debts();
        let mended = self.copy_rest(forum).await;
        if mended.is_ok() {
            copy.pay(debts);
        }
        match &mended {
            Err(why @ MendError::Strayed(_)) if copy.set_strayed(true) => {
                tracing::error!(%forum, %why, "the copy on the disk is left as it is");
            }
            Ok(()) if copy.set_strayed(false) => {
                tracing::warn!(%forum, "Redis has the history of the copy on the disk again");
            }
            _ => {}
        }
        mended
    }

    /// Mends the copy if this node acknowledged, or is about to, what may not be in it.
    pub(super) async fn settle(&self, forum: ForumId) -> Result<(), JournalError> {
        let unsettled = self.copies.known(forum).is_some_and(|copy| copy.unsettled());
        if unsettled { Ok(self.mend(forum).await?) } else { Ok(()) }
    }

    /// The same while nobody waits for it.
    pub(super) fn mend_by_itself(this: &Arc<Self>, forum: ForumId) {
        let both = Arc::clone(this);
        tokio::spawn(async move {
            if let Err(MendError::Journal(why)) = both.mend(forum).await {
                tracing::warn!(%forum, %why, "the copy on the disk is behind");
            }
        });
    }

    /// Copies entries that others wrote, behind what waits to be written already.
    pub(super) fn archive(this: &Arc<Self>, forum: ForumId, entries: &[Entry]) {
        let places = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let Ok(places) = Arc::clone(&this.archiving).try_acquire_many_owned(places) else {
            return this.copies.of(forum).owe();
        };
        let noted = this.write_down(forum);
        let copying = this.disk.copy(forum, entries.to_vec(), None, Decided::All);
        let both = Arc::clone(this);
        tokio::spawn(async move {
            let (noted, copied) = futures_util::join!(noted, copying);
            drop(places);
            match noted.and(copied) {
                Ok(Copied::Whole) => {}
                Ok(_) => Self::mend_by_itself(&both, forum),
                Err(why) => tracing::warn!(%forum, %why, "entries of other nodes are not on the disk yet"),
            }
        });
    }

    /// Copies up to where Redis stands now. It has no end to wait for while other nodes write.
    async fn copy_rest(&self, forum: ForumId) -> Result<(), MendError> {
        let head = self.redis.heads(&[forum]).await.pop().transpose()?.flatten();
        let until = head.map_or(0, |head| head.rev);
        loop {
            self.write_down(forum).await?;
            let Some(head) = self.disk.head(forum).await? else {
                if self.take_in(forum).await? {
                    continue;
                }
                return Ok(());
            };
            // The copy's last entry is read too: it may be another one.
            let entries = self.redis.read(forum, head.rev.saturating_sub(1), PAGE).await?;
            let last = match entries.last() {
                None => return self.is_not_ahead(forum, head).await,
                Some(last) if last.head() == head => return Ok(self.is_whole(forum, head).await?),
                Some(last) => last.rev,
            };
            match self.disk.copy(forum, entries, None, Decided::All).await? {
                Copied::Whole if last >= until => return Ok(()),
                Copied::Whole | Copied::NoForum => {}
                Copied::Lacks(at) if at != head => {}
                Copied::Lacks(_) | Copied::Strayed(_) => return Err(MendError::Strayed(forum)),
            }
        }
    }

    /// Redis has the copy's last entry: it is in doubt no more.
    async fn is_whole(&self, forum: ForumId, copy: Head) -> Result<(), JournalError> {
        if self.disk.acknowledged(forum).await? < copy.rev {
            self.disk.acknowledge(forum, copy.rev).await?;
        }
        Ok(())
    }

    /// Redis has no entry where the copy has its last one. The copy may have one that never got there, and no more.
    async fn is_not_ahead(&self, forum: ForumId, copy: Head) -> Result<(), MendError> {
        // Asked first: what was acknowledged before Redis is asked must be there.
        let acknowledged = self.disk.acknowledged(forum).await?;
        match self.redis.head(forum).await? {
            // The forum is not there: deleted, or lost with all of Redis.
            None => Ok(()),
            Some(head) if head.rev >= copy.rev => Ok(()),
            Some(head) if head.rev + 1 == copy.rev && acknowledged < copy.rev => Ok(()),
            Some(_) => Err(MendError::Strayed(forum)),
        }
    }

    /// Makes room for a forum on the disk. False when Redis does not have it.
    async fn take_in(&self, forum: ForumId) -> Result<bool, MendError> {
        let all = self.redis.forums().await?;
        let Some(record) = all.into_iter().find(|record| record.id == forum) else { return Ok(false) };
        if let Claim::Taken(_) = self.disk.create_forum(record.clone()).await? {
            // The name is that of an earlier forum whose copy is still here.
            let slug = format!("{}-{forum}", record.slug);
            self.disk.create_forum(ForumRecord { slug, ..record }).await?;
        }
        Ok(true)
    }
}
