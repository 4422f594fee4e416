//! Healing a Redis that lost what was acknowledged.

use crate::domain::id::ForumId;
use crate::journal::Journal;
use crate::journal::answer::JournalError;
use crate::journal::entry::{Entry, Head};
use crate::journal::redis::PutBack;
use crate::journal::registry::{ForumRecord, Registry};

use super::Both;
use super::mending::make_room;
use super::registry::Codes;

/// Entries read from the disk at once.
const PAGE: usize = 100;

impl Both {
    /// Whether it is known that the forum was deleted. One that Redis only does not have is one that it lost.
    pub(super) async fn is_deleted(&self, forum: ForumId) -> Result<bool, JournalError> {
        Ok(self.redis.is_deleted(forum).await? || self.disk.gone().await?.contains(&forum))
    }

    /// Fails as long as this node did not see that Redis has what the disk has of a forum: there may be many entries to put back, of other forums first.
    pub(super) async fn has_all_of(&self, forum: ForumId) -> Result<(), JournalError> {
        let came = self.redis.came();
        let is_there = self.copies.known(forum).is_some_and(|copy| copy.is_there.is(came));
        if is_there || self.disk.head(forum).await?.is_none() { Ok(()) } else { Err(has_just_come()) }
    }

    /// Where a forum stands as Redis says, which is asked again once what it lost was put back.
    pub(super) async fn standing<F>(
        &self,
        forum: ForumId,
        ask: impl Fn() -> F,
    ) -> Result<Option<Head>, JournalError>
    where
        F: Future<Output = Result<Option<Head>, JournalError>>,
    {
        self.settle(forum).await?;
        let head = ask().await?;
        if head.is_none() && self.is_put_back(forum).await? {
            return ask().await;
        }
        Ok(head)
    }

    /// Whether a forum that Redis does not have was put back there: nobody may be told that one does not exist that Redis only lost. An
    /// error while another node may have it.
    async fn is_put_back(&self, forum: ForumId) -> Result<bool, JournalError> {
        let has_copy = self.disk.head(forum).await?.is_some();
        if !has_copy && !self.redis.has_just_come() || self.is_deleted(forum).await? {
            return Ok(false);
        }
        if !has_copy {
            return Err(has_just_come());
        }
        self.mend(forum).await?;
        if self.redis.head(forum).await?.is_none() && !self.is_deleted(forum).await? {
            return Err(keys_are_missing(&format!("does not know where the forum {forum} stands")));
        }
        Ok(true)
    }

    /// Fails where Redis lacks an entry that its own head is beyond and that the disk has: somebody took keys away, and it is not the
    /// journal that is damaged.
    pub(super) async fn is_not_taken_away(
        &self,
        forum: ForumId,
        after: u64,
        read: &Result<Vec<Entry>, JournalError>,
    ) -> Result<(), JournalError> {
        let rev = match read {
            Err(JournalError::Hole { rev }) => *rev,
            Ok(entries) if entries.is_empty() => after + 1,
            _ => return Ok(()),
        };
        if self.disk.hash_at(forum, rev).await?.is_none()
            || self.redis.head(forum).await?.is_none_or(|head| head.rev < rev)
        {
            return Ok(());
        }
        // Between the two questions it may have come.
        match self.redis.read(forum, rev - 1, 1).await {
            Ok(entries) if !entries.is_empty() => Ok(()),
            _ => Err(keys_are_missing(&format!("lacks entry {rev} of the forum {forum}"))),
        }
    }

    /// Gives Redis, which stands at `head`, the entries up to a revision again, as they were. Tells whether to look again.
    pub(super) async fn put_back(
        &self,
        forum: ForumId,
        head: Head,
        until: u64,
    ) -> Result<bool, JournalError> {
        if head.rev >= until {
            return Ok(false);
        }
        let (last, mut after) = (self.disk.head(forum).await?, head);
        while after.rev < until {
            let entries = self.disk.read(forum, after.rev, PAGE).await?;
            if entries.is_empty() {
                break;
            }
            for entry in entries.iter().take_while(|entry| entry.rev <= until) {
                let is_last = last == Some(entry.head());
                let deadline = if is_last { self.disk.deadline(forum).await? } else { None };
                match self.redis.put_back(forum, &after, entry, deadline).await? {
                    PutBack::There => after = entry.head(),
                    PutBack::Other => return Ok(true),
                    PutBack::Gone => return Ok(false),
                }
            }
        }
        let entries = after.rev - head.rev;
        metrics::counter!("majlis_put_back_total").increment(entries);
        let (from, until) = (head.rev, after.rev);
        if from == 0 {
            // Also where Redis lost all of it: nobody can tell it from one that is new.
            tracing::warn!(%forum, until, "Redis had nothing of the forum: it was put there from the data folder");
        } else {
            tracing::warn!(%forum, from, until, "Redis lost entries: they were put back");
        }
        Ok(true)
    }

    /// Has Redis know every forum again that it lost though it was never deleted, each once it is whole. One that cannot be made so
    /// keeps no other from it.
    pub(super) async fn restore(&self, known: &[ForumRecord]) -> Result<Restored, JournalError> {
        let mut restored = Restored::default();
        for record in self.disk.forums().await? {
            if known.iter().any(|known| known.id == record.id) {
                continue;
            }
            match self.restore_one(record.clone()).await {
                Ok(was_lost) => restored.any |= was_lost,
                Err(why) => restored.failed.push((record, why)),
            }
        }
        Ok(restored)
    }

    async fn restore_one(&self, record: ForumRecord) -> Result<bool, JournalError> {
        let id = record.id;
        if self.is_deleted(id).await? {
            return Ok(false);
        }
        self.mend(id).await?;
        make_room(&self.redis, record).await?;
        self.bring_codes_together(id, Codes::MayBeLost).await?;
        Ok(true)
    }

    /// Redis went on another way than the copy: what the copy has beyond what both have is kept apart from it.
    pub(super) async fn set_aside(&self, forum: ForumId, copy: Head) -> Result<(), JournalError> {
        let Some(head) = self.redis.heads(&[forum]).await.pop().transpose()?.flatten() else { return Ok(()) };
        let base = self.common(forum, copy.rev.min(head.rev)).await?;
        self.disk.set_aside(forum, base).await?;
        metrics::counter!("majlis_set_aside_total").increment(1);
        // Where nobody noticed that Redis lost something, its history went on in the same epoch.
        if head.epoch <= copy.epoch {
            self.copies.of(forum).epochs.owe();
        }
        tracing::error!(%forum, base, last = copy.rev, "Redis went on without entries that were acknowledged here: they are brought home");
        self.redis.hint(forum);
        Ok(())
    }

    /// The last revision up to `most` at which both have the same entry: before it all are the same, after it none.
    async fn common(&self, forum: ForumId, most: u64) -> Result<u64, JournalError> {
        let (mut same, mut most) = (0, most);
        while same < most {
            let middle = same + (most - same).div_ceil(2);
            let there = self.redis.read(forum, middle - 1, 1).await?.first().map(|entry| entry.hash);
            if there.is_some() && there == self.disk.hash_at(forum, middle).await? {
                same = middle;
            } else {
                most = middle - 1;
            }
        }
        Ok(same)
    }
}

/// What came of having Redis know again what it lost.
#[derive(Debug, Default)]
pub(super) struct Restored {
    /// It lost some, and knows them again.
    pub any: bool,
    /// Those that it cannot be given now.
    pub failed: Vec<(ForumRecord, JournalError)>,
}

/// Redis does not have all of what the disk has, and what it has keeps the rest from being put back.
fn keys_are_missing(what: &str) -> JournalError {
    JournalError::Unavailable(format!(
        "Redis {what}, which is on the disk: some of its keys are missing there; delete those that are left, so that all is put back"
    ))
}

/// Another Redis has just come, and does not have what is asked for: every node puts back what it has.
pub(super) fn has_just_come() -> JournalError {
    JournalError::Unavailable("Redis has begun anew, and every node puts back what it may have lost".into())
}
