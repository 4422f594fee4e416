//! A forum as it was: its entries read again, and what a wall was shown at any of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::domain::entrance;
use crate::domain::id::{ForumId, HallNo, SessionNo};
use crate::domain::role::Role;
use crate::journal::{Entry, Head, Journal, JournalError, chain};

use super::entry::{self, Body};
use super::forms::Forms;
use super::pictures::Pictures;
use super::publisher::whole_frames;
use super::replica::{RoomError, follow, from_snapshot};
use super::seat::Seat;
use super::standing::Standing;

/// Entries read at once.
const PAGE: usize = 1_000;
/// So many states are kept on the way from the first entry to the last.
const KEPT: u64 = 64;
/// The states that are kept at most, whatever the journal has grown to meanwhile.
const MOST_KEPT: usize = 80;
/// Entries between two of them at least.
const STEP: u64 = 200;

/// Reads the entries of a journal that come after `from`, up to a revision, and hands on what each says. Tells where it came to, which is
/// short of that revision only where the journal ends before.
///
/// # Errors
/// Where the journal does not answer, where its entries don't follow from `from`, and where one cannot be read.
pub async fn read_on(
    journal: &dyn Journal,
    forum: ForumId,
    from: Head,
    until: u64,
    mut take: impl FnMut(&Entry, &Body),
) -> Result<Head, RoomError> {
    let mut at = from;
    while at.rev < until {
        let left = usize::try_from(until - at.rev).unwrap_or(PAGE);
        let entries = journal.read(forum, at.rev, PAGE.min(left)).await?;
        if entries.is_empty() {
            break;
        }
        at = chain::verify(at, &entries)?;
        for entry in &entries {
            let body = entry::decode(&entry.body).map_err(|why| RoomError::Entry { rev: entry.rev, why })?;
            take(entry, &body);
        }
    }
    Ok(at)
}

/// A forum's states of before, as far as somebody looked at them: those on the way to the last one are kept, at intervals, so that the
/// next look is near one of them. They share what they have in common.
#[derive(Debug, Default)]
pub struct Past {
    kept: BTreeMap<u64, Arc<Standing>>,
}

impl Past {
    /// The state at a revision of a journal that goes on to `head`.
    ///
    /// # Errors
    /// As those of [`read_on`]; and a hole where there is no such revision.
    pub async fn at(
        &mut self,
        journal: &dyn Journal,
        forum: ForumId,
        rev: u64,
        head: Head,
    ) -> Result<Arc<Standing>, RoomError> {
        match self.walk(journal, forum, rev, head).await {
            // What was kept, or the snapshot, is of another history.
            Err(RoomError::Broken(_)) => {
                self.kept = BTreeMap::from([(0, Arc::new(Standing::genesis()))]);
                self.walk(journal, forum, rev, head).await
            }
            found => found,
        }
    }

    /// How many states are kept.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.kept.len()
    }

    async fn walk(
        &mut self,
        journal: &dyn Journal,
        forum: ForumId,
        rev: u64,
        head: Head,
    ) -> Result<Arc<Standing>, RoomError> {
        let every = interval(head.rev);
        // A journal that grew while somebody looked has newer ones to keep.
        self.kept.retain(|rev, _| rev.is_multiple_of(every));
        let before = self.kept.range(..=rev).next_back().map(|(_, standing)| Arc::clone(standing));
        let mut standing = if let Some(standing) = before {
            Standing::clone(&standing)
        } else {
            let saved = from_snapshot(journal, forum, Forms::NEWEST).await?;
            saved.filter(|saved| saved.rev <= rev).unwrap_or_else(Standing::genesis)
        };
        while standing.rev < rev {
            let left = usize::try_from(rev - standing.rev).unwrap_or(PAGE);
            let entries = journal.read(forum, standing.rev, PAGE.min(left)).await?;
            if entries.is_empty() {
                return Err(JournalError::Hole { rev: standing.rev + 1 }.into());
            }
            for entry in &entries {
                follow(&mut standing, entry, Forms::NEWEST)?;
                if entry.rev.is_multiple_of(every) && self.kept.len() < MOST_KEPT {
                    self.kept.insert(entry.rev, Arc::new(standing.clone()));
                }
            }
        }
        Ok(Arc::new(standing))
    }
}

/// How many entries lie between two kept states of a journal that long. Twice as many as before once it is twice as long, so that every second
/// one can stay.
fn interval(length: u64) -> u64 {
    STEP.saturating_mul((length / (KEPT * STEP) + 1).next_power_of_two())
}

/// What a hall's walls were shown.
#[derive(Debug)]
pub struct Wall {
    /// The session that they looked at.
    pub session: Option<SessionNo>,
    /// The frames that a wall gets that comes in then, a topic each.
    pub frames: Vec<Utf8Bytes>,
}

/// What the walls of a hall were shown, as far as the state tells it; none where there was no such hall. What is felt and never kept is
/// not in it: reactions, who was here, and pictures of opinions that were drawn while people voted.
#[must_use]
pub fn wall(standing: &Standing, hall: HallNo) -> Option<Wall> {
    let state = &standing.state;
    state.halls.get(&hall)?;
    let session = entrance::of_hall(state, hall, standing.time);
    let seat =
        Seat { role: Role::Screen, session, hall: Some(hall).filter(|_| session.is_none()), stand: None };
    Some(Wall { session, frames: whole_frames(state, &Pictures::default(), &seat) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Once as many were kept as may be, none was near the end of a journal that grew on.
    #[test]
    fn of_a_journal_that_grows_while_it_is_looked_at_states_are_kept_from_its_beginning_to_its_end() {
        let mut kept: BTreeSet<u64> = BTreeSet::new();
        for length in (0..10_000).map(|no| no * STEP) {
            let every = interval(length);
            kept.retain(|rev| rev.is_multiple_of(every));
            if length.is_multiple_of(every) {
                kept.insert(length);
            }
            let all = length / every + 1;
            assert_eq!(kept.len() as u64, all, "at {length}");
            assert!(all <= KEPT + 1 && (length < KEPT * STEP || all > KEPT / 2), "{all} at {length}");
        }
    }
}
