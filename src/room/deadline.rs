//! When the room has to give itself a command.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::time::{Millis, Time};

/// A room that was just loaded leaves the clock's work for so long: desks that were here before must be able to come
/// back first, and other nodes to say that they have some. What is due is due anyway; the entry only announces it.
const SETTLING: Duration = Duration::from_secs(5);
/// A deadline at which nothing could be done (a desk is connected, and it decides) is tried again after this.
const AGAIN: Duration = Duration::from_secs(1);
/// The journal's clock may be corrected: no moment is trusted for longer.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// The clock's appointments in one room.
#[derive(Debug)]
pub(super) struct Deadline {
    not_before: Instant,
    next: Option<Time>,
}

impl Deadline {
    pub(super) fn new(now: Instant, next: Option<Time>) -> Self {
        Self { not_before: now + SETTLING, next }
    }

    /// The state changed, and says when it next wants something.
    pub(super) fn set(&mut self, next: Option<Time>) {
        self.next = next;
    }

    /// When to look again whether the clock has something to do.
    pub(super) fn wake(&self, now: Instant, clock: Time) -> Instant {
        let Some(due) = self.next else { return now + LOOK_AGAIN };
        let left = u64::try_from((due - clock).0).unwrap_or(0);
        let due = now + Duration::from_millis(left).min(LOOK_AGAIN);
        due.max(self.not_before)
    }

    /// Whether the clock has something to do now. Saying so counts as a try.
    pub(super) fn take(&mut self, now: Instant, clock: Time) -> bool {
        let due = now >= self.not_before && self.next.is_some_and(|due| due <= clock);
        if due {
            self.not_before = now + AGAIN;
        }
        due
    }

    /// Whether something is to be done within that time.
    pub(super) fn is_within(&self, clock: Time, ahead: Millis) -> bool {
        self.next.is_some_and(|due| due <= clock + ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_deadline_waits_until_the_room_has_settled_and_is_tried_again() {
        let start = Instant::now();
        let mut deadline = Deadline::new(start, Some(Time(1_000)));
        assert_eq!(deadline.wake(start, Time(2_000)), start + SETTLING);
        assert!(!deadline.take(start + SECOND, Time(3_000)));
        assert!(deadline.take(start + SETTLING, Time(7_000)));
        assert!(!deadline.take(start + SETTLING, Time(7_000)));
        assert!(deadline.take(start + SETTLING + AGAIN, Time(8_000)));
    }

    #[test]
    fn it_wakes_when_it_is_due_and_never_trusts_the_clock_for_long() {
        let start = Instant::now();
        let later = start + 10 * SECOND;
        let mut deadline = Deadline::new(start, Some(Time(20_000)));
        assert_eq!(deadline.wake(later, Time(18_500)), later + 3 * SECOND / 2);
        assert!(!deadline.take(later, Time(19_999)));
        deadline.set(Some(Time(i64::MAX)));
        assert_eq!(deadline.wake(later, Time(0)), later + LOOK_AGAIN);
        deadline.set(None);
        assert!(!deadline.take(later, Time(i64::MAX)));
        assert!(!deadline.is_within(Time(0), Millis::minutes(60)));
    }
}
