//! Since when a room owes answers. For the operator, who sees a store that takes nothing before anybody complains.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// A device that was put off is back within this time, if it is still there.
const BACK_WITHIN: Duration = Duration::from_secs(60);

/// The commands of a room that are not decided.
#[derive(Debug, Default)]
pub(super) struct Owed(Mutex<Debt>);

#[derive(Debug, Default)]
struct Debt {
    unanswered: usize,
    /// The moment from which on something waited and nothing was decided.
    since: Option<Instant>,
    /// When somebody was told last to come again.
    put_off: Option<Instant>,
}

impl Owed {
    /// A command came.
    pub(super) fn came(&self, now: Instant) {
        let mut debt = self.lock();
        debt.unanswered += 1;
        debt.since.get_or_insert(now);
    }

    /// One was decided, whatever it came to.
    pub(super) fn decided(&self, now: Instant) {
        let mut debt = self.lock();
        debt.unanswered = debt.unanswered.saturating_sub(1);
        debt.put_off = None;
        debt.since = (debt.unanswered > 0).then_some(now);
    }

    /// One is to come again: it is owed an answer all the same.
    pub(super) fn put_off(&self, now: Instant) {
        let mut debt = self.lock();
        debt.unanswered = debt.unanswered.saturating_sub(1);
        debt.put_off = Some(now);
    }

    /// For how long nothing has been decided though something was asked for; nothing where nobody waits.
    pub(super) fn lasts(&self, now: Instant) -> Duration {
        let mut debt = self.lock();
        let is_expected = debt.put_off.is_some_and(|put_off| now < put_off + BACK_WITHIN);
        if debt.unanswered == 0 && !is_expected {
            debt.since = None;
        }
        debt.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }

    fn lock(&self) -> MutexGuard<'_, Debt> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn what_waits_is_owed_until_something_is_decided() {
        let (owed, start) = (Owed::default(), Instant::now());
        assert_eq!(owed.lasts(start), Duration::ZERO);
        owed.came(start);
        owed.came(start + SECOND);
        assert_eq!(owed.lasts(start + 5 * SECOND), 5 * SECOND);
        owed.decided(start + 5 * SECOND);
        assert_eq!(owed.lasts(start + 6 * SECOND), SECOND, "the other one waits still");
        owed.decided(start + 6 * SECOND);
        assert_eq!(owed.lasts(start + 9 * SECOND), Duration::ZERO);
    }

    #[test]
    fn who_is_put_off_again_and_again_is_owed_from_the_first_time_on_and_who_left_is_not() {
        let (owed, start) = (Owed::default(), Instant::now());
        for second in 0..30 {
            owed.came(start + second * SECOND);
            owed.put_off(start + second * SECOND);
        }
        assert_eq!(owed.lasts(start + 30 * SECOND), 30 * SECOND);
        let gone = start + 29 * SECOND + BACK_WITHIN;
        assert_eq!(owed.lasts(gone), Duration::ZERO);
        owed.came(gone);
        assert_eq!(owed.lasts(gone + SECOND), SECOND);
    }
}
