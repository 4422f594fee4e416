//! Where memory is short, rooms that nobody holds leave before their time, those first that were entered longest ago.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::time::Instant;

use crate::domain::time::Millis;

use super::registry::Rooms;
use super::task::STAYS_FOR;

/// Who comes back within so many microseconds finds the room as it was: devices that read at intervals come every few seconds.
const JUST_ENTERED: u64 = 10_000_000;
/// While memory is short a room with a deadline within this time alone stays, or is loaded for it.
pub(super) const SOON: Millis = Millis::minutes(2);

/// Whether memory is short, and since when uses are counted.
#[derive(Debug)]
pub(super) struct Shortage {
    is_short: AtomicBool,
    began: Instant,
}

impl Default for Shortage {
    fn default() -> Self {
        Self { is_short: AtomicBool::new(false), began: Instant::now() }
    }
}

impl Shortage {
    /// For how long before its deadline a forum is kept in memory.
    pub fn stays_for(&self) -> Millis {
        if self.is_short.load(Ordering::Relaxed) { SOON } else { STAYS_FOR }
    }

    fn since_it_began(&self, now: Instant) -> u64 {
        u64::try_from((now - self.began).as_micros()).unwrap_or(u64::MAX)
    }

    /// Somebody enters a room now.
    pub fn note(&self, entered: &Entered, now: Instant) {
        entered.0.store(self.since_it_began(now), Ordering::Relaxed);
    }
}

/// When a room was entered last, in microseconds since the rooms began.
#[derive(Debug, Default)]
pub(super) struct Entered(AtomicU64);

impl Rooms {
    /// Memory is short, or is not any more. While it is, asks so many rooms to leave that nobody holds, those first that were entered
    /// longest ago; one with something due soon stays all the same. Tells how many were asked.
    #[must_use]
    pub fn make_room(&self, is_short: bool, most: usize, now: Instant) -> usize {
        self.0.shortage.is_short.store(is_short, Ordering::Relaxed);
        if is_short { self.spare(most, now) } else { 0 }
    }

    /// Whether memory is short.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.0.shortage.is_short.load(Ordering::Relaxed)
    }

    fn spare(&self, most: usize, now: Instant) -> usize {
        let just = self.0.shortage.since_it_began(now).saturating_sub(JUST_ENTERED);
        let mut idle: Vec<_> = self
            .0
            .slots
            .iter()
            .filter_map(|slot| {
                let room = slot.get().filter(|room| Arc::strong_count(&room.0) == 1)?;
                let entered = room.0.entered.0.load(Ordering::Relaxed);
                (entered <= just).then(|| (entered, Arc::clone(&room.0.leave)))
            })
            .collect();
        idle.sort_unstable_by_key(|(entered, _)| *entered);
        let spared = idle.iter().take(most).map(|(_, leave)| leave.notify_one()).count();
        metrics::counter!("majlis_rooms_spared_total").increment(spared as u64);
        spared
    }
}
