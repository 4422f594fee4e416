//! How a room leaves the map of running rooms: by itself, and never while somebody is coming in.

use std::sync::{Arc, Weak};

use dashmap::DashMap;
use tokio::sync::OnceCell;

use crate::domain::id::ForumId;

use super::handle::{RoomHandle, Shared};

/// The running rooms. A slot is empty while its room is being loaded.
pub(super) type Slots = DashMap<ForumId, Arc<OnceCell<RoomHandle>>>;

/// One room's place in the map.
pub(super) struct Door {
    slots: Weak<Slots>,
    forum: ForumId,
    shared: Weak<Shared>,
}

impl Door {
    pub(super) fn new(slots: &Arc<Slots>, forum: ForumId, handle: &RoomHandle) -> Self {
        Self { slots: Arc::downgrade(slots), forum, shared: Arc::downgrade(&handle.0) }
    }

    /// Whether nobody but the map holds the room.
    pub(super) fn is_alone(&self) -> bool {
        self.shared.strong_count() <= 1
    }

    /// Leaves if the room is alone, and tells whether it did. `close` runs before anybody else can look.
    ///
    /// Whoever comes in holds the slot from the moment it was found in the map until it holds the room itself; so when
    /// both are held by the map alone, nobody is on the way.
    pub(super) fn leave(&self, close: impl FnOnce()) -> bool {
        let Some(slots) = self.slots.upgrade() else { return true };
        let left = slots.remove_if(&self.forum, |_, slot| {
            let alone = self.is_ours(slot) && Arc::strong_count(slot) == 1 && self.is_alone();
            if alone {
                close();
            }
            alone
        });
        left.is_some()
    }

    /// Leaves whoever holds it: the room has ended, and the next one to enter loads another.
    pub(super) fn fall_shut(&self) {
        if let Some(slots) = self.slots.upgrade() {
            slots.remove_if(&self.forum, |_, slot| self.is_ours(slot));
        }
    }

    fn is_ours(&self, slot: &OnceCell<RoomHandle>) -> bool {
        slot.get().is_some_and(|handle| std::ptr::eq(Arc::as_ptr(&handle.0), self.shared.as_ptr()))
    }
}
