//! When what changed is sent: at once after quiet, then at most so often.

use std::time::Duration;

use tokio::time::Instant;

/// To moderators, presenters, organisers and walls: ten times a second.
pub(super) const CREW: Duration = Duration::from_millis(100);
/// To phones: four times a second.
pub(super) const PHONES: Duration = Duration::from_millis(250);
/// How stands are visited, to desks: a second is soon enough for a map, and each visit is another one.
pub(super) const SELDOM: Duration = Duration::from_secs(1);

/// One rhythm.
#[derive(Debug)]
pub(in crate::room) struct Rhythm {
    every: Duration,
    last: Option<Instant>,
    waiting: bool,
}

impl Rhythm {
    pub(in crate::room) fn new(every: Duration) -> Self {
        Self { every, last: None, waiting: false }
    }

    /// Something changed.
    pub(in crate::room) fn touch(&mut self) {
        self.waiting = true;
    }

    /// When to send; none when there is nothing to send.
    pub(in crate::room) fn due(&self, now: Instant) -> Option<Instant> {
        self.waiting.then(|| self.last.map_or(now, |last| last + self.every).max(now))
    }

    /// Whether to send now. Saying so counts as sent.
    pub(in crate::room) fn take(&mut self, now: Instant) -> bool {
        let due = self.due(now).is_some_and(|due| due <= now);
        if due {
            self.last = Some(now);
            self.waiting = false;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_change_after_quiet_goes_at_once_and_the_next_waits() {
        let start = Instant::now();
        let mut rhythm = Rhythm::new(PHONES);
        assert_eq!(rhythm.due(start), None);
        rhythm.touch();
        assert!(rhythm.take(start));
        rhythm.touch();
        let soon = start + PHONES / 4;
        assert_eq!(rhythm.due(soon), Some(start + PHONES));
        assert!(!rhythm.take(soon));
        assert!(rhythm.take(start + PHONES));
        assert_eq!(rhythm.due(start + 2 * PHONES), None);
    }
}
