//! What a look at the journal shows to whoever has everything up to some revision.

use crate::domain::id::ForumId;
use crate::journal::{Entry, Head, Journal, JournalError};

/// Entries read at once.
const PAGE: usize = 256;

/// How the journal stands to what is known of it.
#[derive(Debug)]
pub(super) enum Sight {
    /// It ends there.
    Same,
    /// It goes on, up to where it stood at the look.
    Newer(Vec<Entry>),
    /// It goes on like this and further, and what comes then could not be read.
    Beyond(Vec<Entry>),
    /// Its history is another one.
    Other(Head),
    /// There is no such forum any more.
    Gone,
}

impl Sight {
    /// Whether it shows where the journal stands, and all that is new.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Self::Beyond(_))
    }
}

/// Looks, and reads what is new.
pub(super) async fn see(journal: &dyn Journal, forum: ForumId, known: Head) -> Result<Sight, JournalError> {
    compare(journal, forum, known, journal.head(forum).await?).await
}

/// The same for who is refused for good where nothing is new: an error while the journal may have to be healed first.
pub(super) async fn see_settled(
    journal: &dyn Journal,
    forum: ForumId,
    known: Head,
) -> Result<Sight, JournalError> {
    compare(journal, forum, known, journal.settled(forum).await?).await
}

async fn compare(
    journal: &dyn Journal,
    forum: ForumId,
    known: Head,
    stands: Option<Head>,
) -> Result<Sight, JournalError> {
    let Some(head) = stands else { return Ok(Sight::Gone) };
    if head == known {
        return Ok(Sight::Same);
    }
    if head.epoch < known.epoch || head.rev <= known.rev {
        return Ok(Sight::Other(head));
    }
    let mut newer = journal.read(forum, known.rev, PAGE).await?;
    while let Some(last) = newer.last().map(|last| last.rev).filter(|last| *last < head.rev) {
        let more = journal.read(forum, last, PAGE).await?;
        if more.is_empty() {
            break;
        }
        newer.extend(more);
    }
    let is_whole = newer.last().is_some_and(|last| last.rev >= head.rev);
    Ok(if is_whole { Sight::Newer(newer) } else { Sight::Beyond(newer) })
}
