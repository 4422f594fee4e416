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
        let moment = Timestamp::from_millisecond(time.0).unwrap_or_default();
        moment.to_zoned_datetime(self.0.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}
