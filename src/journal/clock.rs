//! The clock of a journal: the machine's time since its start, anchored at a moment of a clock that says what time it is.
//!
//! Over Redis that is Redis's clock, learned from its answers. A node by itself has its own machine's, which is wrong before
//! the network told it the time, and may be set while the node runs. A clock that says something else for a moment is not
//! followed; one that says so for a while is.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::domain::time::Time;

/// How long a sample of another clock is trusted before a less exact one may replace it.
const SAMPLE_LASTS: Duration = Duration::from_secs(30);

/// A shared clock this far behind what was given out was set back. It is what a journal puts up with: a node that went on
/// giving out the old time could append nothing.
const SET_BACK: i64 = 2_000;

/// The machine's clock is followed once it has differed for so long, always by as much.
const DIFFERS_FOR: Duration = Duration::from_secs(60);

/// A clock that goes back only when the one it follows was set back.
#[derive(Debug)]
pub struct JournalClock {
    state: Mutex<State>,
    /// The clock it follows is this machine's.
    follows_machine: bool,
}

#[derive(Debug)]
struct State {
    /// The time at a moment since the machine's start.
    anchor: (Duration, Time),
    /// How far off the anchor may be: half the round trip in which it was learned.
    doubt: Duration,
    given: Time,
    /// Since when the machine's clock differs from this one, and by how many milliseconds.
    differs: Option<(Duration, i64)>,
}

impl JournalClock {
    /// This machine's own.
    ///
    /// Not even the time of a journal's last entry keeps it from being behind: a machine that was hours ahead for a minute
    /// would be so for good. Entries themselves are never earlier than the one before them, which is the room's to see to.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self { follows_machine: true, ..Self::at(since_start(), machine_time()) }
    }

    /// One that nodes share: this machine's until it is [learned](Self::learn).
    #[must_use]
    pub fn shared() -> Self {
        Self::at(since_start(), machine_time())
    }

    fn at(moment: Duration, time: Time) -> Self {
        let state = State { anchor: (moment, time), doubt: Duration::MAX, given: time, differs: None };
        Self { state: Mutex::new(state), follows_machine: false }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Time {
        let machine = self.follows_machine.then(machine_time);
        self.at_moment(since_start(), machine)
    }

    fn at_moment(&self, moment: Duration, machine: Option<Time>) -> Time {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(machine) = machine {
            state.follow(moment, machine);
        }
        let reads = state.reads(moment);
        let was_set_back = state.given.0.saturating_sub(reads.0) > SET_BACK;
        state.given = if was_set_back { reads } else { state.given.max(reads) };
        state.given
    }

    /// Learns the shared clock from an answer that carried it: asked at `sent`, heard at `heard`.
    pub fn learn(&self, shared: Time, sent: Instant, heard: Instant) {
        let heard_at = since_start().saturating_sub(heard.elapsed());
        self.learn_at(shared, heard.saturating_duration_since(sent) / 2, heard_at);
    }

    fn learn_at(&self, shared: Time, doubt: Duration, heard: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let old = heard.saturating_sub(state.anchor.0) > SAMPLE_LASTS;
        let asked = heard.saturating_sub(doubt);
        if doubt <= state.doubt || old || state.was_set(asked, shared, doubt) {
            state.anchor = (asked, shared);
            state.doubt = doubt;
        }
    }
}

impl State {
    fn reads(&self, moment: Duration) -> Time {
        let (then, time) = self.anchor;
        Time(time.0.saturating_add(millis(moment.saturating_sub(then))))
    }

    /// Whether a clock that says so at a moment, by so much more or less, was set since the anchor: no journey of an answer explains it.
    fn was_set(&self, moment: Duration, says: Time, doubt: Duration) -> bool {
        let by = says.0.saturating_sub(self.reads(moment).0).saturating_abs();
        by > SET_BACK.saturating_add(millis(doubt)).saturating_add(millis(self.doubt))
    }

    /// Takes the machine's clock as the anchor, if it has differed for long enough.
    fn follow(&mut self, moment: Duration, machine: Time) {
        let by = machine.0.saturating_sub(self.reads(moment).0);
        if by.abs() <= SET_BACK {
            self.differs = None;
            return;
        }
        match self.differs {
            Some((since, before)) if by.saturating_sub(before).abs() <= SET_BACK => {
                if moment.saturating_sub(since) >= DIFFERS_FOR {
                    tracing::warn!(by, "this machine's clock was set: the journal follows it");
                    self.anchor = (moment, machine);
                    self.differs = None;
                }
            }
            _ => self.differs = Some((moment, by)),
        }
    }
}

/// What this machine says the time is.
fn machine_time() -> Time {
    Time(millis(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()))
}

/// The time since the machine's start, in which it may have slept.
#[cfg(target_os = "linux")]
fn since_start() -> Duration {
    let since = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(since.tv_sec.unsigned_abs(), u32::try_from(since.tv_nsec).unwrap_or(0))
}

/// The time since this was asked first, for systems whose own monotonic clock is all there is.
#[cfg(not(target_os = "linux"))]
fn since_start() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);
    const START: Duration = Duration::from_secs(1_000);
    const HOUR: i64 = 3_600_000;

    #[test]
    fn it_follows_the_shared_clock_and_does_not_go_back_by_a_little() {
        let clock = JournalClock::at(START, Time(1_000));
        clock.learn_at(Time(5_000), 5 * MS, START + 10 * MS);
        assert_eq!(clock.at_moment(START + 105 * MS, None), Time(5_100));
        clock.learn_at(Time(4_000), MS, START + 107 * MS);
        assert_eq!(clock.at_moment(START + 108 * MS, None), Time(5_100));
    }

    #[test]
    fn a_shared_clock_that_was_set_is_followed_at_once_though_it_was_asked_more_exactly_before() {
        for set in [-HOUR, HOUR] {
            let clock = JournalClock::at(START, Time(0));
            clock.learn_at(Time(2 * HOUR), MS, START);
            assert_eq!(clock.at_moment(START + 100 * MS, None), Time(2 * HOUR + 101));
            // The journey of this answer may explain all of that.
            clock.learn_at(Time(2 * HOUR + 2_000 + 100), 50 * MS, START + 150 * MS);
            assert_eq!(clock.at_moment(START + 150 * MS, None), Time(2 * HOUR + 151));
            clock.learn_at(Time(2 * HOUR + set), 50 * MS, START + 200 * MS);
            assert_eq!(clock.at_moment(START + 200 * MS, None), Time(2 * HOUR + set + 50));
        }
    }

    #[test]
    fn it_goes_back_with_a_shared_clock_that_was_set_back() {
        let clock = JournalClock::at(START, Time(0));
        clock.learn_at(Time(HOUR), Duration::ZERO, START);
        assert_eq!(clock.at_moment(START, None), Time(HOUR));
        clock.learn_at(Time(1_000), Duration::ZERO, START);
        assert_eq!(clock.at_moment(START + MS, None), Time(1_001));
    }

    #[test]
    fn a_slow_answer_does_not_replace_a_quick_one_until_that_is_old() {
        let clock = JournalClock::at(START, Time(0));
        clock.learn_at(Time(1_000), MS, START + 2 * MS);
        clock.learn_at(Time(3_000), 200 * MS, START + 400 * MS);
        assert_eq!(clock.at_moment(START + 401 * MS, None), Time(1_400));
        let later = START + SAMPLE_LASTS + 2 * MS;
        clock.learn_at(Time(90_000), Duration::ZERO, later);
        assert_eq!(clock.at_moment(later, None), Time(90_000));
    }

    /// A node of a machine whose clock says what is said, each second for that many seconds: what it gives out at last.
    fn of_a_machine(clock: &JournalClock, from: u32, seconds: u32, says: impl Fn(i64) -> i64) -> i64 {
        let given = (from..from + seconds).map(|second| {
            let machine = Time(says(i64::from(second) * 1_000));
            clock.at_moment(START + second * Duration::from_secs(1), Some(machine)).0
        });
        given.last().expect("some seconds")
    }

    #[test]
    fn a_machine_whose_clock_jumps_for_a_moment_is_not_followed() {
        let clock = JournalClock::at(START, Time(0));
        assert_eq!(of_a_machine(&clock, 0, 50, |right| right + 5 * HOUR), 49_000);
        assert_eq!(of_a_machine(&clock, 50, 100, |right| right), 149_000);
        assert_eq!(of_a_machine(&clock, 150, 50, |right| right - 5 * HOUR), 199_000);
    }

    #[test]
    fn a_machine_whose_clock_was_wrong_for_hours_is_followed_when_it_is_set_right() {
        let clock = JournalClock::at(START, Time(5 * HOUR));
        assert_eq!(of_a_machine(&clock, 0, 10, |right| right + 5 * HOUR), 5 * HOUR + 9_000);
        assert_eq!(of_a_machine(&clock, 10, 100, |right| right), 109_000);
    }

    #[test]
    fn a_clock_that_is_all_over_the_place_is_not_followed() {
        let clock = JournalClock::at(START, Time(0));
        assert_eq!(of_a_machine(&clock, 0, 200, |right| right * 7 % (11 * HOUR)), 199_000);
    }

    #[test]
    fn a_machine_that_slept_knows_how_long() {
        let clock = JournalClock::at(START, Time(0));
        let after = START + Duration::from_hours(8);
        assert_eq!(clock.at_moment(after, Some(Time(8 * HOUR))), Time(8 * HOUR));
    }

    #[test]
    fn it_is_the_machines() {
        let before = machine_time();
        let now = JournalClock::of_this_machine().now();
        assert!((before..=machine_time()).contains(&now));
    }
}
