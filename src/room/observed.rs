//! What an operator's machines are told of the rooms of a node: how they stand, and of nobody what they do.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::id::ForumId;
use crate::domain::role::Role;

use super::handle::RoomHandle;
use super::presence::Carrier;
use super::registry::Rooms;

/// A room at this moment.
#[derive(Debug)]
pub struct Observed {
    /// Whose.
    pub forum: ForumId,
    /// The newest revision that it has.
    pub rev: u64,
    /// How long ago that was decided.
    pub age: Duration,
    /// For how long it has lacked what the journal has, as far as was seen; nothing where it lacks nothing.
    pub behind: Duration,
    /// For how long it has decided nothing though something was asked for.
    pub owed: Duration,
    /// How many bytes are stored of the forum, as was measured last.
    pub stored: u64,
    /// As what its clients look, and by what they came.
    pub clients: Vec<(Role, Carrier)>,
}

/// Since when a room has lacked what its journal has.
#[derive(Debug, Default)]
pub(super) struct Behind(Mutex<Option<Instant>>);

impl Behind {
    /// A look showed that it does, or that it does not.
    pub(super) fn note(&self, lacks: bool, now: Instant) {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *since = if lacks { Some(since.unwrap_or(now)) } else { None };
    }

    /// For how long it has.
    pub(super) fn lasts(&self, now: Instant) -> Duration {
        let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }
}

impl Rooms {
    /// Every room that runs.
    #[must_use]
    pub fn observe(&self) -> Vec<Observed> {
        let running = self.0.slots.iter();
        running.filter_map(|slot| Some(slot.get()?.observe(*slot.key()))).collect()
    }

    /// Every room that runs, by its forum, and the newest revision that it has.
    #[must_use]
    pub fn revisions(&self) -> Vec<(ForumId, u64)> {
        let running = self.0.slots.iter();
        running.filter_map(|slot| Some((*slot.key(), slot.get()?.now_state().rev))).collect()
    }
}

impl RoomHandle {
    fn observe(&self, forum: ForumId) -> Observed {
        let (now, standing) = (Instant::now(), self.now_state());
        let age = u64::try_from((self.clock() - standing.time).0).unwrap_or(0);
        Observed {
            forum,
            rev: standing.rev,
            age: Duration::from_millis(age),
            behind: self.0.behind.lasts(now),
            owed: self.0.owed.lasts(now),
            stored: self.stored_bytes(),
            clients: self.0.presence.census(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_behind_from_the_first_look_that_shows_it_until_one_that_does_not() {
        let (behind, start) = (Behind::default(), Instant::now());
        let second = Duration::from_secs(1);
        behind.note(true, start);
        behind.note(true, start + second);
        assert_eq!(behind.lasts(start + 3 * second), 3 * second);
        behind.note(false, start + 3 * second);
        assert_eq!(behind.lasts(start + 9 * second), Duration::ZERO);
    }
}
