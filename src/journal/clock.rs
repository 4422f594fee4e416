//! The clock of a journal: the local monotonic clock, anchored at a moment that all nodes share.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::domain::time::Time;

/// How long a sample of another clock is trusted before a less exact one may replace it.
const SAMPLE_LASTS: Duration = Duration::from_secs(30);

/// A shared clock this far behind what was given out was set back. It is what a journal puts up with: a node that went on
/// giving out the old time could append nothing.
const SET_BACK: i64 = 2_000;

/// A clock that goes back only when the shared one was set back.
#[derive(Debug)]
pub struct JournalClock(Mutex<State>);

#[derive(Debug)]
struct State {
    anchor: (Instant, Time),
    /// How far off the anchor may be: half the round trip in which it was learned.
    doubt: Duration,
    given: Time,
}

impl JournalClock {
    /// Anchored at this machine's clock, but never before `last`, the time of the last entry.
    #[must_use]
    pub fn anchored(last: Time) -> Self {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self::at(Instant::now(), Time(millis(since_1970)).max(last))
    }

    fn at(instant: Instant, time: Time) -> Self {
        Self(Mutex::new(State { anchor: (instant, time), doubt: Duration::MAX, given: time }))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Time {
        self.at_instant(Instant::now())
    }

    fn at_instant(&self, instant: Instant) -> Time {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (then, time) = state.anchor;
        let elapsed = instant.saturating_duration_since(then);
        let reads = Time(time.0.saturating_add(millis(elapsed)));
        let was_set_back = state.given.0.saturating_sub(reads.0) > SET_BACK;
        state.given = if was_set_back { reads } else { state.given.max(reads) };
        state.given
    }

    /// Learns the shared clock from an answer that carried it: asked at `sent`, heard at `heard`.
    pub fn learn(&self, shared: Time, sent: Instant, heard: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let doubt = heard.saturating_duration_since(sent) / 2;
        let old = heard.saturating_duration_since(state.anchor.0) > SAMPLE_LASTS;
        if doubt <= state.doubt || old {
            state.anchor = (sent + doubt, shared);
            state.doubt = doubt;
        }
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn it_is_never_before_the_last_entry() {
        let far = Time(i64::MAX / 2);
        assert!(JournalClock::anchored(far).now() >= far);
    }

    #[test]
    fn it_follows_the_shared_clock_and_does_not_go_back_by_a_little() {
        let start = Instant::now();
        let clock = JournalClock::at(start, Time(1_000));
        clock.learn(Time(5_000), start, start + 10 * MS);
        assert_eq!(clock.at_instant(start + 105 * MS), Time(5_100));
        clock.learn(Time(4_000), start + 106 * MS, start + 107 * MS);
        assert_eq!(clock.at_instant(start + 108 * MS), Time(5_100));
    }

    #[test]
    fn it_goes_back_with_a_shared_clock_that_was_set_back() {
        let start = Instant::now();
        let clock = JournalClock::at(start, Time(0));
        clock.learn(Time(3_600_000), start, start);
        assert_eq!(clock.at_instant(start), Time(3_600_000));
        clock.learn(Time(1_000), start, start);
        assert_eq!(clock.at_instant(start + MS), Time(1_001));
    }

    #[test]
    fn a_slow_answer_does_not_replace_a_quick_one_until_that_is_old() {
        let start = Instant::now();
        let clock = JournalClock::at(start, Time(0));
        clock.learn(Time(1_000), start, start + 2 * MS);
        clock.learn(Time(3_000), start, start + 400 * MS);
        assert_eq!(clock.at_instant(start + 401 * MS), Time(1_400));
        let later = start + SAMPLE_LASTS + 2 * MS;
        clock.learn(Time(90_000), later, later);
        assert_eq!(clock.at_instant(later), Time(90_000));
    }
}
