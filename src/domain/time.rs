//! Moments and lengths, in milliseconds. The domain is told the time; it never asks for it.

use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment: milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Time(#[ts(type = "number")] pub i64);

impl Time {
    /// The latest that a client names: the end of the year 9999. Every client's calendar tells it, while a browser's holds
    /// no moment beyond 8.64e15 and fails the whole page.
    pub const LATEST: Self = Self(253_402_300_799_999);
}

/// A length of time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Millis(#[ts(type = "number")] pub i64);

impl Millis {
    /// That many seconds.
    #[must_use]
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    /// That many minutes.
    #[must_use]
    pub const fn minutes(minutes: i64) -> Self {
        Self(minutes.saturating_mul(60_000))
    }
}

impl Add<Millis> for Time {
    type Output = Time;

    fn add(self, length: Millis) -> Time {
        Time(self.0.saturating_add(length.0))
    }
}

impl Sub<Millis> for Time {
    type Output = Time;

    fn sub(self, length: Millis) -> Time {
        Time(self.0.saturating_sub(length.0))
    }
}

impl Sub for Time {
    type Output = Millis;

    fn sub(self, earlier: Time) -> Millis {
        Millis(self.0.saturating_sub(earlier.0))
    }
}
