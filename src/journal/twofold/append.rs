//! Appending to both.

use std::sync::Arc;

use futures_util::future::Either;

use crate::domain::id::ForumId;
use crate::journal::answer::{self, AppendError, Appended, JournalError, Refusal};
use crate::journal::embedded::{Copied, Decided};
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
        draft.begins_epoch |= this.copies.of(forum).begins_epoch();
        let mut left = ATTEMPTS;
        loop {
            left -= 1;
            let answer = Self::try_append(this, forum, after, &draft).await;
            match &answer {
                Ok(Appended::Behind(_)) if left > 0 => this.heal(forum).await?,
                Err(AppendError::Refused(Refusal::Resuming(millis))) if left > 0 => {
                    this.heal(forum).await?;
                    tokio::time::sleep(answer::resumes_in(*millis)).await;
                    draft.begins_epoch = true;
                }
                Ok(Appended::Written { .. }) => {
                    this.copies.of(forum).begin_epoch(false);
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
        let copy = |decided| this.disk.copy(forum, vec![entry.clone()], deadline, decided);
        // The disk begins now; whether it is done is asked when it matters.
        let early = entry.erased.is_empty().then(|| copy(Decided::AllButLast));
        let answer = this.redis.try_append(forum, after, draft).await;
        match &answer {
            Ok(appended) if has_it(appended, written) => {
                let copied = early.map_or_else(|| Either::Left(copy(Decided::All)), Either::Right).await;
                this.has(forum, copied).await?;
                Self::acknowledge(this, forum, written.rev);
            }
            // Perhaps written: who asks for the head learns it only once the disk has it too.
            Err(AppendError::Unknown(_)) => this.copies.of(forum).owe(),
            Ok(_) | Err(AppendError::Refused(_)) => Self::take_back(this, forum, written),
        }
        answer
    }
    /// Redis has it. The disk has it now too, or nobody is told that it is written.
    async fn has(&self, forum: ForumId, copied: Result<Copied, JournalError>) -> Result<(), AppendError> {
        if copied == Ok(Copied::Whole) {
            return Ok(());
        }
        self.copies.of(forum).owe();
        let mended = match copied {
            Ok(_) => self.settle(forum).await,
            Err(why) => Err(why),
        };
        mended.map_err(|why| AppendError::Unknown(format!("written, but not on this node's disk: {why}")))
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
