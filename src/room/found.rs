//! The first entry of a forum.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::decide;
use crate::domain::id::{ForumId, WordsNo};
use crate::domain::state::State;
use crate::journal::{Head, Journal, Refusal};

use super::RoomConfig;
use super::certain::{self, Certain};
use super::entry::{self, Decided};
use super::forms::PARTS;

/// A forum was not founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundError {
    /// Its journal has entries already: a forum is founded once.
    #[error("the forum was founded already")]
    Already,
    /// It has a part that older nodes do not know, and those may still be there.
    #[error(
        "it has an award, which is not made before the upgrade is finished: run majlis upgrade --finish, or leave the award out of its file"
    )]
    Unfinished,
    /// The entry could not be made.
    #[error("{0}")]
    Entry(String),
    /// The journal did not take it.
    #[error(transparent)]
    Journal(#[from] Refusal),
}

/// Writes the changes with which a forum begins, and their words, as the first entry of its journal. Does not return
/// before it is known whether they are written.
pub(super) async fn found(
    journal: Arc<dyn Journal>,
    config: &RoomConfig,
    forum: ForumId,
    changes: Vec<Change>,
    words: Vec<(WordsNo, Arc<str>)>,
) -> Result<(), FoundError> {
    let written = config.forms.writes();
    if written < PARTS && changes.iter().any(Change::is_of_parts) {
        return Err(FoundError::Unfinished);
    }
    let time = journal.now();
    let mut state = State::default();
    state.apply_entry(1, &changes, &words);
    let next_deadline = decide::next_deadline(&state);
    let node = config.node.clone();
    let decided = Decided { form: written, node, time, changes, words, next_deadline, home: None };
    let draft = entry::seal(decided).map_err(|why| FoundError::Entry(why.to_string()))?;
    match certain::append(journal, forum, Head::GENESIS, draft).await {
        Certain::Written(_) => Ok(()),
        Certain::Conflict { .. } | Certain::Lost(_) => Err(FoundError::Already),
        Certain::Refused(why) => Err(why.into()),
    }
}
