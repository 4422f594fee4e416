//! Beginning a new epoch: what comes after is told from what came before, which may not be all that there was.

use std::sync::Arc;

use crate::domain::decide;
use crate::domain::id::ForumId;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::journal::{Draft, Journal};

use super::certain::{self, Certain};
use super::entry::{self, Decided, NodeId};
use super::replica::{self, RoomError};
use super::standing::Standing;

/// A new epoch was not begun.
#[derive(Debug, thiserror::Error)]
pub enum EpochError {
    /// What there is cannot be read.
    #[error(transparent)]
    Room(#[from] RoomError),
    /// The entry could not be made.
    #[error("{0}")]
    Entry(String),
    /// It was not written.
    #[error("the journal did not take it: {0}")]
    NotWritten(String),
}

/// Writes an entry without changes that begins the next epoch of a forum, for a journal that was restored: devices that
/// were ahead of it take everything anew. Tells the state; nothing is written where there is no entry yet.
pub async fn begin_epoch(
    journal: Arc<dyn Journal>,
    node: NodeId,
    forum: ForumId,
) -> Result<State, EpochError> {
    let standing = replica::read_state(&*journal, forum).await?;
    if standing.rev == 0 {
        return Ok(standing.state);
    }
    let draft = epoch_draft(&standing, node, journal.now())?;
    match certain::append(journal, forum, standing.head(), draft).await {
        Certain::Written(_) => Ok(standing.state),
        other => Err(EpochError::NotWritten(format!("{other:?}"))),
    }
}

/// The entry without changes that begins the next epoch after a state.
pub fn epoch_draft(standing: &Standing, node: NodeId, now: Time) -> Result<Draft, EpochError> {
    let (time, next_deadline) = (now.max(standing.time), decide::next_deadline(&standing.state));
    // Without changes it is right in every form, and whoever knows the history so far knows it too.
    let (changes, words) = (Vec::new(), Vec::new());
    let decided = Decided { form: standing.form, node, time, changes, words, next_deadline, home: None };
    let draft = entry::seal(decided).map_err(|why| EpochError::Entry(why.to_string()))?;
    Ok(Draft { begins_epoch: true, ..draft })
}
