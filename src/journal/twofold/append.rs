//! Appending to both.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::Either;
use tokio::time::{Instant, sleep_until};

use crate::domain::id::ForumId;
use crate::journal::answer::{AppendError, Appended, JournalError, Refusal};
use crate::journal::embedded::{Copied, Deadline, Decided};
use crate::journal::entry::{Draft, Head};

use super::Both;

/// How often an append is tried in all while Redis is being healed.
const ATTEMPTS: usize = 4;

impl Both {
    /// Appends, after Redis was healed where that has to come first: what it lost is put back, and every node has had the
    /// time to do the same.
    pub(super) async fn append(
        this: &Arc<Self>,
        forum: ForumId,
        after: Head,
        mut draft: Draft,
    ) -> Result<Appended, AppendError> {
        let copy = this.copies.of(forum);
        let mut left = ATTEMPTS;
        loop {
            left -= 1;
            let epochs = copy.epochs.so_far();
            draft.begins_epoch |= copy.epochs.are_owed();
            let answer = Self::try_append(this, forum, after, &draft).await;
            match &answer {
                Ok(Appended::Behind(_)) if left > 0 => this.heal(forum).await?,
                Err(AppendError::Refused(Refusal::Resuming(millis))) if left > 0 => {
                    let over = Instant::now() + Duration::from_millis(millis.unsigned_abs());
                    this.heal(forum).await?;
                    sleep_until(over).await;
                    draft.begins_epoch = true;
                }
                Ok(Appended::Written { .. }) if draft.begins_epoch => {
                    copy.epochs.pay(epochs);
                    return answer;
                }
                _ => return answer,
            }
        }
    }

    async fn heal(&self, forum: ForumId) -> Result<(), AppendError> {
        self.mend(forum).await.map_err(|why| Refusal::Unavailable(why.to_string()).into())
    }

    /// Appends to Redis and to the disk at the same time; written once both have it.
    ///
    /// Redis may refuse what the disk has taken meanwhile: then it is taken back. What erases words cannot be taken
    /// back, so it goes to the disk only after Redis has it.
    async fn try_append(
        this: &Arc<Self>,
        forum: ForumId,
        after: Head,
        draft: &Draft,
    ) -> Result<Appended, AppendError> {
        let entry = draft.entry(&after);
        let written = entry.head();
        let deadline = draft.next_deadline;
        let copy = |decided| this.disk.copy(forum, vec![entry.clone()], Deadline::Known(deadline), decided);
        let given = this.copies.of(forum).given();
        // The disk begins now; whether it is done is asked when it matters.
        let early = entry.erased.is_empty().then(|| copy(Decided::AllButLast));
        let answer = this.redis.try_append(forum, after, draft).await;
        match &answer {
            Ok(appended) if has_it(appended, written) => {
                let copied = early.map_or_else(|| Either::Left(copy(Decided::All)), Either::Right).await;
                Self::has(this, forum, written, copied, given).await?;
            }
            // Perhaps written: who asks for the head learns it only once the disk has it too.
            Err(AppendError::Unknown(_)) => this.copies.of(forum).entries.owe(),
            Ok(_) | Err(AppendError::Refused(_)) => Self::take_back(this, forum, written),
        }
        answer
    }

    /// Redis has it. The disk has it now too, and keeps it, or nobody is told that it is written. `given`: how often the disk
    /// had been given what others decided when it was given this.
    async fn has(
        this: &Arc<Self>,
        forum: ForumId,
        written: Head,
        copied: Result<Copied, JournalError>,
        given: u64,
    ) -> Result<(), AppendError> {
        let copy = this.copies.of(forum);
        let is_copied = copied == Ok(Copied::Whole);
        if is_copied {
            Self::acknowledge(this, forum, written.rev);
        } else {
            copy.entries.owe();
        }
        let kept = match copied {
            // Nothing came behind it to which it could have given way, and to what comes from now on it does not.
            Ok(Copied::Whole) if copy.given() == given => Ok(()),
            Ok(_) => Self::keep_on_disk(this, forum, written).await,
            Err(why) => Err(why),
        };
        kept.map_err(|why| AppendError::Unknown(format!("written, but not on this node's disk: {why}")))?;
        copy.keep(written);
        Ok(())
    }

    /// Has the disk keep an entry that Redis has, or had a moment ago.
    pub(super) async fn keep_on_disk(
        this: &Arc<Self>,
        forum: ForumId,
        entry: Head,
    ) -> Result<(), JournalError> {
        // Before it is looked for: to nothing that the disk is given after this does it give way.
        Self::acknowledge(this, forum, entry.rev);
        if this.disk.holds(forum, entry).await? {
            return Ok(());
        }
        this.mend(forum).await?;
        if this.disk.holds(forum, entry).await? {
            return Ok(());
        }
        Err(JournalError::Unavailable(format!("Redis lost entry {} before it was copied", entry.rev)))
    }

    fn take_back(this: &Arc<Self>, forum: ForumId, last: Head) {
        let taking = this.disk.take_back(forum, last);
        tokio::spawn(async move {
            if let Err(why) = taking.await {
                // Still the last one there, it gives way to the entry that was first.
                tracing::warn!(%forum, rev = last.rev, %why, "an entry that was not written is on the disk for now");
            }
        });
    }
}

/// Whether Redis has the entry: written now, or before by an append whose answer was lost, which is then the first that was
/// missed.
fn has_it(appended: &Appended, written: Head) -> bool {
    match appended {
        Appended::Written { .. } => true,
        Appended::Conflict { missed, .. } => missed.first().is_some_and(|first| first.head() == written),
        Appended::Behind(_) | Appended::Fork(_) => false,
    }
}
