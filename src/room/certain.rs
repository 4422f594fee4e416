//! Appending until it is certain what became of it.
//!
//! An append that timed out may have been written, or may be written yet. It can be written at most once, for it names
//! the revision that it follows. So the same draft is given again and again, after a look at what the journal holds:
//! whichever attempt gets in, it is the same entry.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::id::ForumId;
use crate::journal::{AppendError, Appended, Draft, Entry, Head, Journal, JournalError, Refusal};

use super::sight::{self, Sight};

/// Between two looks at a journal that does not answer.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// What became of an append.
#[derive(Debug)]
pub(super) enum Certain {
    /// It is durable, and the journal's last entry as far as is known: there.
    Written(Head),
    /// Not written, and it cannot be any more: others were first, or it was not this node's turn.
    Conflict { missed: Vec<Entry>, not_your_turn: bool },
    /// Certainly not written.
    Refused(Refusal),
    /// The journal's history is another one than this room's.
    Lost(Head),
}

/// Appends, and does not return before it is known whether the draft was written.
pub(super) async fn append(journal: Arc<dyn Journal>, forum: ForumId, after: Head, draft: Draft) -> Certain {
    match journal.append(forum, after, draft.clone()).await {
        Ok(Appended::Written { head, .. }) => Certain::Written(head),
        Ok(Appended::Conflict { missed, not_your_turn }) => Certain::Conflict { missed, not_your_turn },
        Ok(Appended::Behind(head) | Appended::Fork(head)) => Certain::Lost(head),
        Err(AppendError::Refused(why)) => Certain::Refused(why),
        Err(AppendError::Unknown(why)) => {
            tracing::warn!(%forum, rev = after.rev + 1, why, "an append was perhaps written: looking");
            resolve(&*journal, forum, after, &draft).await
        }
    }
}

/// It is not known yet what became of an append.
#[derive(Debug, thiserror::Error)]
enum Undecided {
    #[error("the journal does not say yet: {0}")]
    Unanswered(#[from] JournalError),
    #[error("the journal does not take it: {0}")]
    Refused(Refusal),
    #[error("the journal went on meanwhile")]
    WentOn,
}

async fn resolve(journal: &dyn Journal, forum: ForumId, after: Head, draft: &Draft) -> Certain {
    let (mut pause, mut refused) = (FIRST_PAUSE, false);
    loop {
        match attempt(journal, forum, after, draft).await {
            Ok(certain) => return certain,
            Err(why @ Undecided::Refused(_)) if !refused => {
                refused = true;
                tracing::warn!(%forum, rev = after.rev + 1, %why, "an entry is given again until the journal takes it");
            }
            Err(why) => tracing::debug!(%forum, %why, "what became of an append is not known yet"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Looks who wrote the revision in question; where nobody did, gives the same draft again.
async fn attempt(
    journal: &dyn Journal,
    forum: ForumId,
    after: Head,
    draft: &Draft,
) -> Result<Certain, Undecided> {
    match sight::see(journal, forum, after).await? {
        Sight::Gone => Ok(Certain::Refused(Refusal::NoForum)),
        Sight::Other(head) => Ok(Certain::Lost(head)),
        Sight::Beyond(_) => Err(Undecided::WentOn),
        Sight::Newer(missed) => match missed.first().filter(|first| first.body == draft.body) {
            Some(own) => {
                // It got there by an attempt that nobody waited for to the end.
                journal.keep(forum, own.head()).await?;
                Ok(Certain::Written(own.head()))
            }
            None => Ok(Certain::Conflict { missed, not_your_turn: false }),
        },
        Sight::Same => give_again(journal, forum, after, draft).await,
    }
}

async fn give_again(
    journal: &dyn Journal,
    forum: ForumId,
    after: Head,
    draft: &Draft,
) -> Result<Certain, Undecided> {
    match journal.append(forum, after, draft.clone()).await {
        Ok(Appended::Written { head, .. }) => Ok(Certain::Written(head)),
        Ok(_) => Err(Undecided::WentOn),
        // No time makes it right, or one that nobody may wait for: the clock was set back. Should an earlier attempt be written
        // nevertheless, what is decided anew after the same entry is not.
        Err(AppendError::Refused(
            why @ (Refusal::WordsTaken | Refusal::Backwards(_) | Refusal::Ahead(_)),
        )) => Ok(Certain::Refused(why)),
        Err(AppendError::Refused(why)) => Err(Undecided::Refused(why)),
        Err(AppendError::Unknown(why)) => Err(JournalError::Unavailable(why).into()),
    }
}
