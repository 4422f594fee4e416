//! Networks to rehearse on.

use std::time::Duration;

/// How a phone's network behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Network {
    /// As it is.
    #[default]
    Good,
    /// A full hall: 20 to 150 ms more before each frame, a cut in a hundred seconds.
    Hall,
    /// A bad one: 100 to 800 ms more before each frame, a cut in twenty seconds.
    Bad,
}

impl Network {
    /// How long a frame is held before it is sent.
    #[must_use]
    pub fn delay(self) -> Duration {
        match self {
            Self::Good => Duration::ZERO,
            Self::Hall => Duration::from_millis(fastrand::u64(20..150)),
            Self::Bad => Duration::from_millis(fastrand::u64(100..800)),
        }
    }

    /// How long the connection lasts before it is cut.
    #[must_use]
    pub fn lasts(self) -> Duration {
        let mean = match self {
            Self::Good => return Duration::from_secs(365 * 24 * 3600),
            Self::Hall => 100.0,
            Self::Bad => 20.0,
        };
        // The time between cuts that come at random is spread exponentially.
        Duration::from_secs_f64(-mean * fastrand::f64().max(f64::MIN_POSITIVE).ln())
    }
}
