//! The clocks of the servers, each of which judges the entries that it is given.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::time::Time;
use crate::journal::clock::JournalClock;

/// A server that was not heard from for so long keeps nothing any more.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60);

/// What is known of them.
pub(super) struct Clocks {
    own: JournalClock,
    servers: Mutex<HashMap<String, Heard>>,
}

struct Heard {
    clock: JournalClock,
    last: Instant,
}

impl Clocks {
    pub fn new() -> Self {
        Self { own: JournalClock::shared(), servers: Mutex::default() }
    }

    /// Learns a server's clock from an answer that carried it: asked at `sent`, heard now.
    pub fn learn(&self, server: String, time: Time, sent: Instant) {
        let heard = Instant::now();
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        servers.retain(|_, server| heard.saturating_duration_since(server.last) < FORGOTTEN_AFTER);
        let known =
            servers.entry(server).or_insert_with(|| Heard { clock: JournalClock::shared(), last: heard });
        known.clock.learn(time, sent, heard);
        known.last = heard;
    }

    /// The slowest of them, which is ahead of none. This machine's own, while none is known.
    pub fn now(&self) -> Time {
        let servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        servers.values().map(|server| server.clock.now()).min().unwrap_or_else(|| self.own.now())
    }
}

/// The answer to `TIME`.
pub(super) fn time((seconds, micros): (i64, i64)) -> Time {
    Time(seconds * 1_000 + micros / 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_clock_counts() {
        let clocks = Clocks::new();
        let own = clocks.now();
        clocks.learn("fast".into(), Time(own.0 + 60_000), Instant::now());
        assert!(clocks.now().0 >= own.0 + 60_000);
        clocks.learn("slow".into(), Time(own.0 - 60_000), Instant::now());
        assert!(clocks.now().0 < own.0);
    }
}
