//! Moments as the forum's clocks showed them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::state::State;
use crate::domain::time::Time;

/// Tells moments in a forum's zone.
pub(super) struct Clock(TimeZone);

impl Clock {
    /// The forum's. One in a zone that this machine does not know is told in UTC.
    pub fn of(state: &State) -> Self {
        Self(TimeZone::get(&state.forum.zone).unwrap_or(TimeZone::UTC))
    }

    /// The moment by RFC 3339, with the zone's distance from UTC, to the second.
    pub fn tell(&self, time: Time) -> String {
        self.written(time, "%Y-%m-%dT%H:%M:%S%:z")
    }

    fn written(&self, time: Time, form: &str) -> String {
        let moment = Timestamp::from_millisecond(time.0).unwrap_or_default();
        moment.to_zoned_datetime(self.0.clone()).strftime(form).to_string()
    }
}

/// The day of a moment in the forum's zone, as 2026-11-29.
#[must_use]
pub fn day(state: &State, time: Time) -> String {
    Clock::of(state).written(time, "%Y-%m-%d")
}
