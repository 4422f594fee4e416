//! Timers that a desk or a rapporteur sets: of an idea board's phase, of a vote over recommendations.

use std::ops::RangeInclusive;

use super::refusal::{Code, Refusal};
use super::time::{Millis, Time};

/// How long one runs, in seconds.
pub const SECONDS: RangeInclusive<u32> = 5..=4 * 60 * 60;

/// When one that begins now is over; nothing where none is set, which is 0 seconds.
///
/// # Errors
/// `out_of_range` with the bound where it is shorter or longer than [`SECONDS`].
pub fn until(now: Time, seconds: u32) -> Result<Option<Time>, Refusal> {
    if seconds == 0 {
        return Ok(None);
    }
    if !SECONDS.contains(&seconds) {
        let bound = if seconds < *SECONDS.start() { SECONDS.start() } else { SECONDS.end() };
        return Err(Code::OutOfRange.at(i64::from(*bound)));
    }
    Ok(Some(now + Millis::seconds(i64::from(seconds))))
}
