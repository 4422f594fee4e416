//! Bringing the disk's copy of a forum and Redis together.
//!
//! Three things may be found. The copy lacks what others wrote: it is copied. Redis lacks the end of the copy, as after it was
//! started from an older one: the very same entries are put back. Redis went on another way than the copy: then Redis's
//! history stands, and what the copy has beyond the revision up to which both are the same is set aside, to be brought
//! home by the forum's room.

use std::sync::Arc;

use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::Journal;
use crate::journal::answer::JournalError;
use crate::journal::embedded::{Copied, Deadline, Decided};
use crate::journal::entry::{Entry, Head};
use crate::journal::registry::{Claim, ForumRecord, Registry};

use super::Both;
use super::copies::Copy;

/// How often it is looked again while nothing comes of it: others may be writing at the same moment.
const ROUNDS: u32 = 16;
/// Entries copied at once.
const PAGE: usize = 1_000;
/// Entries of other nodes that may wait for the disk. What comes beyond that is copied later, from Redis.
pub(super) const ARCHIVING: usize = 4_096;

impl Both {
    /// Brings the two together.
    pub(super) async fn mend(&self, forum: ForumId) -> Result<(), JournalError> {
        let copy = self.copies.of(forum);
        let _alone = copy.mending.lock().await;
        self.mend_alone(forum, &copy).await
    }

    async fn mend_alone(&self, forum: ForumId, copy: &Copy) -> Result<(), JournalError> {
        let (debts, came) = (copy.entries.so_far(), self.redis.came());
        self.bring_together(forum, || copy.is_there.find(came)).await?;
        copy.is_there.find(came);
        copy.entries.pay(debts);
        Ok(())
    }

    /// Mends the copy if this node acknowledged, or is about to, what may not be in it.
    pub(super) async fn settle(&self, forum: ForumId) -> Result<(), JournalError> {
        let unsettled = self.copies.known(forum).is_some_and(|copy| copy.entries.are_owed());
        if unsettled { self.mend(forum).await } else { Ok(()) }
    }

    /// The same while nobody waits for it. What comes about while one waits for its turn to mend is mended with the rest.
    pub(super) fn mend_by_itself(this: &Arc<Self>, forum: ForumId) {
        let copy = this.copies.of(forum);
        if !copy.is_first_to_await_mending() {
            return;
        }
        let both = Arc::clone(this);
        tokio::spawn(async move {
            let _alone = copy.mending.lock().await;
            copy.awaits_mending_no_more();
            if let Err(why) = both.mend_alone(forum, &copy).await {
                tracing::warn!(%forum, %why, "the copy on the disk is behind");
            }
        });
    }

    /// Copies entries that others wrote, behind what waits to be written already.
    pub(super) fn archive(this: &Arc<Self>, forum: ForumId, entries: &[Entry], next_deadline: Option<Time>) {
        let places = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let Ok(places) = Arc::clone(&this.archiving).try_acquire_many_owned(places) else {
            this.copies.of(forum).entries.owe();
            return Self::mend_by_itself(this, forum);
        };
        let last = entries.last().map(Entry::head);
        let copying = this.give(forum, entries.to_vec(), Deadline::Known(next_deadline));
        let both = Arc::clone(this);
        tokio::spawn(async move {
            let copied = copying.await;
            drop(places);
            match copied {
                Ok(Copied::Whole) => {
                    // Whether replicas have what others wrote is asked where somebody needs to know it.
                    if let Some(last) = last.filter(|_| !both.redis.waits_for_replicas()) {
                        both.copies.of(forum).keep(last);
                    }
                }
                Ok(_) => Self::mend_by_itself(&both, forum),
                Err(why) => tracing::warn!(%forum, %why, "entries of other nodes are not on the disk yet"),
            }
        });
    }

    /// Puts entries that Redis has in the disk's queue, behind what was acknowledged until now: that gives way to none.
    fn give(
        &self,
        forum: ForumId,
        entries: Vec<Entry>,
        deadline: Deadline,
    ) -> impl Future<Output = Result<Copied, JournalError>> + Send + use<> {
        self.copies.of(forum).give();
        let noted = self.write_down(forum);
        let copying = self.disk.copy(forum, entries, deadline, Decided::All);
        async move {
            let (noted, copied) = futures_util::join!(noted, copying);
            noted.and(copied)
        }
    }

    /// Up to where Redis stands now: it has no end to wait for while other nodes write. `is_there` is called once it has all that the disk
    /// has, which may have to copy much after that.
    async fn bring_together(&self, forum: ForumId, is_there: impl Fn() + Sync) -> Result<(), JournalError> {
        let (head, deadline) = self.redis.stands_at(forum).await?.unwrap_or((Head::GENESIS, None));
        let until = head.rev;
        let deadline_after = |last: Head| {
            if last == head { Deadline::Known(deadline) } else { Deadline::Unknown }
        };
        let (mut stood, mut left) = (None, ROUNDS);
        loop {
            self.write_down(forum).await?;
            let Some(copy) = self.disk.head(forum).await? else {
                is_there();
                if self.take_in(forum).await? {
                    continue;
                }
                return Ok(());
            };
            left = if stood.replace(copy) == Some(copy) { left - 1 } else { ROUNDS };
            if left == 0 {
                return Err(JournalError::Unavailable(format!(
                    "Redis and the disk cannot be brought together after entry {} of the forum {forum}: some of its keys are missing \
                     in Redis; restore it from its own copy, or delete the keys that are left so that all is put back",
                    copy.rev
                )));
            }
            // The copy's last entry is read too: it may be another one.
            let entries = self.redis.read(forum, copy.rev.saturating_sub(1), PAGE).await?;
            let Some(last) = entries.last().map(Entry::head) else {
                if self.has_less(forum, copy).await? {
                    continue;
                }
                return Ok(());
            };
            if copy.rev == 0 || entries.first().is_some_and(|first| first.head() == copy) {
                is_there();
            }
            if last == copy {
                return self.is_whole(forum, copy, deadline_after(last)).await;
            }
            match self.give(forum, entries, deadline_after(last)).await? {
                Copied::Whole if last.rev >= until => return Ok(()),
                Copied::Whole | Copied::NoForum => {}
                Copied::Lacks(at) if at != copy => {}
                Copied::Lacks(_) | Copied::Strayed(_) => self.set_aside(forum, copy).await?,
            }
        }
    }

    /// Redis has the copy's last entry: it is in doubt no more.
    async fn is_whole(&self, forum: ForumId, copy: Head, deadline: Deadline) -> Result<(), JournalError> {
        if self.disk.acknowledged(forum).await? < copy.rev {
            self.disk.acknowledge(forum, copy.rev).await?;
        }
        match deadline {
            Deadline::Known(at) if self.disk.deadline(forum).await? != at => {
                self.disk.set_deadline(forum, copy, at).await
            }
            _ => Ok(()),
        }
    }

    /// Redis has no entry where the copy has its last one. Where it is one that is on its way there, nothing is to be done;
    /// else Redis lost some. Tells whether to look again.
    async fn has_less(&self, forum: ForumId, copy: Head) -> Result<bool, JournalError> {
        // Asked first: what was acknowledged before Redis is asked must be there.
        let acknowledged = self.disk.acknowledged(forum).await?.min(copy.rev);
        let found = self.redis.heads(&[forum]).await.pop().transpose()?.flatten();
        if found.is_none() && self.is_deleted(forum).await? {
            return Ok(false);
        }
        let head = found.unwrap_or(Head::GENESIS);
        if found.is_some() && head.rev >= copy.rev {
            // It has come meanwhile, but for a forum of which nothing is there yet. Where it never comes, entries are missing.
            return Ok(head != copy || copy.rev > 0);
        }
        if self.disk.hash_at(forum, head.rev).await? != Some(head.hash) {
            self.set_aside(forum, copy).await?;
            return Ok(true);
        }
        if found.is_some() && head.rev >= acknowledged {
            return Ok(false);
        }
        // Its last entry was given again in a later epoch: nothing of an earlier one can follow it there.
        let next = self.disk.read(forum, head.rev, 1).await?;
        if next.first().is_some_and(|next| next.epoch < head.epoch) {
            self.set_aside(forum, copy).await?;
            return Ok(true);
        }
        self.put_back(forum, head, acknowledged).await
    }

    /// Makes room for a forum on the disk. False when Redis does not have it.
    async fn take_in(&self, forum: ForumId) -> Result<bool, JournalError> {
        let all = self.redis.forums().await?;
        let Some(record) = all.into_iter().find(|record| record.id == forum) else { return Ok(false) };
        make_room(&*self.disk, record).await?;
        Ok(true)
    }
}

/// Has a registry know a forum: by its name, or by another one where that is an earlier forum's.
pub(super) async fn make_room(registry: &dyn Registry, record: ForumRecord) -> Result<(), JournalError> {
    let another = ForumRecord { slug: format!("{}-{}", record.slug, record.id), id: record.id };
    if let Claim::Taken(_) = registry.create_forum(record).await? {
        registry.create_forum(another).await?;
    }
    Ok(())
}
