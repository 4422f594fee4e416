//! A state that follows a journal: loaded, then brought forward entry by entry.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::id::ForumId;
use crate::journal::{Entry, Journal, JournalError, chain};

use super::entry::{self, BadBody};
use super::forms::Forms;
use super::snapshot;
use super::standing::Standing;

/// Entries read at once.
const PAGE: usize = 1_000;

/// A room cannot be entered, or cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// There is no such forum.
    #[error("there is no such forum")]
    NoForum,
    /// A newer node wrote what this one does not know: it must not decide on half of it.
    #[error("entry {rev} of the journal: {why}")]
    Entry {
        /// Of which revision.
        rev: u64,
        /// What is wrong with it.
        why: BadBody,
    },
    /// The entries do not follow one from the other.
    #[error("the journal does not hold together: {0}")]
    Broken(#[from] chain::Broken),
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The deployment was told that every node is of the newer version.
    #[error("the deployment writes form {written} of entries, and this version knows forms up to {knows}")]
    Outgrown {
        /// The form that is written.
        written: u32,
        /// The newest that this node knows.
        knows: u32,
    },
    /// This node is stopping.
    #[error("this node is stopping")]
    Stopping,
}

impl RoomError {
    /// Whether it is the entries that this node cannot read, so that another, newer one can serve the forum.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        matches!(self, Self::Entry { why: BadBody::Newer { .. }, .. } | Self::Outgrown { .. })
    }

    /// Whether what lies in the journal is not what was written.
    pub(super) fn is_damage(&self) -> bool {
        let is_read_wrong = |why: &JournalError| !matches!(why, JournalError::Unavailable(_));
        match self {
            Self::Broken(_) => true,
            Self::Entry { why, .. } => !matches!(why, BadBody::Newer { .. }),
            Self::Journal(why) => is_read_wrong(why),
            Self::NoForum | Self::Outgrown { .. } | Self::Stopping => false,
        }
    }
}

/// A state that was loaded.
#[derive(Debug)]
pub(super) struct Loaded {
    pub standing: Standing,
    /// The revision of the snapshot that it came from; 0 when there was none.
    pub saved: u64,
}

/// The newest state of a forum, for whoever reads it without a room.
pub async fn read_state(journal: &dyn Journal, forum: ForumId) -> Result<Standing, RoomError> {
    load(journal, forum, Forms::NEWEST).await.map(|loaded| loaded.standing)
}

/// Loads the newest state of a forum, for a node that knows forms of entries up to `knows`: from its snapshot where there is
/// a good one, else from its first entry.
pub(super) async fn load(journal: &dyn Journal, forum: ForumId, knows: u32) -> Result<Loaded, RoomError> {
    // Up to where it stands now. What others write meanwhile is told to whoever listens: while they write, to read on to an
    // end has none.
    let until = journal.head(forum).await?.ok_or(RoomError::NoForum)?.rev;
    if let Some(standing) = from_snapshot(journal, forum, knows).await? {
        let saved = standing.rev;
        match catch_up(journal, forum, standing, until, knows).await {
            Ok(standing) => return all_of(until, Loaded { standing, saved }),
            Err(RoomError::Broken(why)) => {
                tracing::warn!(%forum, %why, "the snapshot is of another history: starting from the first entry");
            }
            Err(why) => return Err(why),
        }
    }
    let standing = catch_up(journal, forum, Standing::genesis(), until, knows).await?;
    all_of(until, Loaded { standing, saved: 0 })
}

/// Nothing is decided where entries are missing that the journal says it has.
fn all_of(until: u64, loaded: Loaded) -> Result<Loaded, RoomError> {
    let rev = loaded.standing.rev;
    if rev < until { Err(JournalError::Hole { rev: rev + 1 }.into()) } else { Ok(loaded) }
}

/// The snapshot's state, if the journal still has what went into it.
pub(super) async fn from_snapshot(
    journal: &dyn Journal,
    forum: ForumId,
    knows: u32,
) -> Result<Option<Standing>, RoomError> {
    let Some(saved) = journal.snapshot(forum).await? else { return Ok(None) };
    let standing = snapshot::decode_known(&saved, journal.words(forum).await?, knows);
    if standing.is_none() {
        tracing::warn!(%forum, format = saved.format, "the snapshot cannot be read: starting from the first entry");
    }
    // The newest entry that a snapshot holds must be the journal's, also when no entry follows it.
    let before = saved.head.rev.saturating_sub(1);
    let last = journal.read(forum, before, 1).await?;
    let is_there = saved.head.rev == 0 || last.first().is_some_and(|entry| entry.head() == saved.head);
    Ok(standing.filter(|_| is_there))
}

/// The state of a forum as it was at a revision.
pub(super) async fn load_at(
    journal: &dyn Journal,
    forum: ForumId,
    rev: u64,
    knows: u32,
) -> Result<Standing, RoomError> {
    let saved = from_snapshot(journal, forum, knows).await?.filter(|saved| saved.rev <= rev);
    let standing = catch_up(journal, forum, saved.unwrap_or_else(Standing::genesis), rev, knows).await?;
    if standing.rev < rev {
        return Err(JournalError::Hole { rev: standing.rev + 1 }.into());
    }
    Ok(standing)
}

/// Applies the entries that the journal has beyond it, up to a revision.
async fn catch_up(
    journal: &dyn Journal,
    forum: ForumId,
    mut standing: Standing,
    until: u64,
    knows: u32,
) -> Result<Standing, RoomError> {
    while standing.rev < until {
        let left = usize::try_from(until - standing.rev).unwrap_or(PAGE);
        let entries = journal.read(forum, standing.rev, PAGE.min(left)).await?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            follow(&mut standing, entry, knows)?;
        }
        tokio::task::yield_now().await;
    }
    Ok(standing)
}

/// Applies the next entry, of a form up to `knows`, and tells what it changed. Nothing is applied when it fails.
pub(super) fn follow(standing: &mut Standing, entry: &Entry, knows: u32) -> Result<Vec<Change>, RoomError> {
    chain::verify(standing.head(), [entry])?;
    let body =
        entry::decode_known(&entry.body, knows).map_err(|why| RoomError::Entry { rev: entry.rev, why })?;
    let words: Vec<_> = entry.words.iter().map(|filed| (filed.no, Arc::clone(&filed.text))).collect();
    body.apply(&mut standing.state, entry.rev, &words);
    let head = entry.head();
    (standing.epoch, standing.rev, standing.hash) = (head.epoch, head.rev, head.hash);
    standing.time = entry.time;
    standing.form = standing.form.max(body.f);
    Ok(body.changes)
}
