//! How much is stored of a forum, as far as it was measured, and whether that is as much as may be. Of participants nothing is taken
//! then but what makes less: what follows from it is not the room's to decide.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::domain::id::ForumId;

use super::handle::RoomHandle;
use super::registry::Rooms;

/// What was measured last.
#[derive(Debug, Default)]
pub(super) struct Stored {
    bytes: AtomicU64,
    is_full: AtomicBool,
}

impl Rooms {
    /// So many bytes are stored of a forum; does nothing where it is not loaded. Tells whether it is another answer than the last one
    /// whether that is as much as may be.
    #[must_use]
    pub fn note_stored(&self, forum: ForumId, bytes: u64, is_full: bool) -> bool {
        let slot = self.0.slots.get(&forum);
        let Some(room) = slot.as_ref().and_then(|slot| slot.get()) else { return false };
        room.0.stored.bytes.store(bytes, Ordering::Relaxed);
        room.0.stored.is_full.swap(is_full, Ordering::Relaxed) != is_full
    }

    /// Whether as much is stored of a forum as may be, as far as it is loaded and was measured.
    #[must_use]
    pub fn is_full(&self, forum: ForumId) -> bool {
        let slot = self.0.slots.get(&forum);
        slot.as_ref().and_then(|slot| slot.get()).is_some_and(RoomHandle::is_full)
    }
}

impl RoomHandle {
    /// Whether as much is stored of the forum as may be.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.0.stored.is_full.load(Ordering::Relaxed)
    }

    /// How many bytes are stored of it, as was measured last.
    pub(super) fn stored_bytes(&self) -> u64 {
        self.0.stored.bytes.load(Ordering::Relaxed)
    }
}
