//! How a room leaves the map of running rooms: by itself, and never while somebody is coming in.

use std::sync::{Arc, Weak};

use dashmap::DashMap;
use tokio::sync::OnceCell;

use crate::domain::id::ForumId;

use super::handle::{RoomHandle, Shared};

/// The running rooms. A slot is empty while its room is being loaded.
pub(super) type Slots = DashMap<ForumId, Arc<OnceCell<RoomHandle>>>;

/// Somebody on the way to a room. The slot is held until the room is: it does not leave meanwhile.
pub(super) struct Coming<'a> {
    slots: &'a Slots,
    forum: ForumId,
    pub slot: Arc<OnceCell<RoomHandle>>,
}

impl<'a> Coming<'a> {
    pub(super) fn to(slots: &'a Slots, forum: ForumId) -> Self {
        let known = slots.get(&forum).map(|slot| Arc::clone(&slot));
        let slot = known.unwrap_or_else(|| Arc::clone(&slots.entry(forum).or_default()));
        Self { slots, forum, slot }
    }
}

impl Drop for Coming<'_> {
    /// No empty slot stays behind, whether there was no room or whoever came did not wait for it.
    fn drop(&mut self) {
        if self.slot.get().is_none() {
            self.slots.remove_if(&self.forum, |_, held| {
                Arc::ptr_eq(held, &self.slot) && held.get().is_none() && Arc::strong_count(held) == 2
            });
        }
    }
}

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
