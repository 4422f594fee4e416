//! How much of its time a node gives to what is read on demand: searches, pages, other sessions.
//!
//! A thousand phones that search must not take the time in which ballots are counted, and none of them the time of the
//! others. What a search costs follows what is on the board, so that the time it takes is counted, not the searches.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// One part in so many of a core's time, for all participants of a room.
const OF_ROOM: u32 = 5;
/// The same for one client.
const OF_CLIENT: u32 = 100;
/// So much may be taken at once.
const AHEAD: Duration = Duration::from_secs(1);

/// The time that was taken.
#[derive(Debug)]
pub struct Effort {
    began: Instant,
    part: u32,
    /// Until when the room has given what was taken, in microseconds since it began.
    given_until: AtomicU64,
}

impl Effort {
    pub(super) fn of_room() -> Self {
        Self::one_in(OF_ROOM)
    }

    /// What one client gets.
    #[must_use]
    pub fn of_client() -> Self {
        Self::one_in(OF_CLIENT)
    }

    fn one_in(part: u32) -> Self {
        Self { began: Instant::now(), part, given_until: AtomicU64::new(0) }
    }

    /// Whether some is left.
    #[must_use]
    pub fn is_spared(&self, now: Instant) -> bool {
        self.given_until.load(Ordering::Relaxed) <= micros(now + AHEAD - self.began)
    }

    /// Counts what was begun then and is done now.
    pub fn took(&self, begun: Instant, now: Instant) {
        let (now, given) = (micros(now - self.began), micros((now - begun) * self.part));
        let count = |until: u64| Some(until.max(now).saturating_add(given));
        // It always says some.
        let _ = self.given_until.fetch_update(Ordering::Relaxed, Ordering::Relaxed, count);
    }
}

fn micros(length: Duration) -> u64 {
    u64::try_from(length.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_time_is_given_however_many_ask() {
        let effort = Effort::one_in(5);
        let (mut now, search) = (effort.began, Duration::from_millis(2));
        let mut taken = Duration::ZERO;
        while now < effort.began + Duration::from_secs(60) {
            now += search;
            if effort.is_spared(now) {
                taken += search;
                effort.took(now - search, now);
            }
        }
        let most = Duration::from_secs(60) / 5 + AHEAD / 5 + search;
        assert!(taken <= most && taken > most / 2, "{taken:?}");
    }

    #[test]
    fn what_was_not_taken_is_not_kept_for_later() {
        let effort = Effort::one_in(5);
        let later = effort.began + Duration::from_secs(3_600);
        effort.took(later - AHEAD, later);
        assert!(!effort.is_spared(later));
        assert!(effort.is_spared(later + AHEAD * 5));
    }
}
