//! How measured times are spread.

use std::time::Duration;

/// Times in milliseconds, sorted.
#[derive(Debug)]
pub struct Spread(Vec<f64>);

/// The head of the columns that [`Spread`] prints.
pub const HEAD: &str = "   p50 ms    p99 ms    max ms";

impl Spread {
    /// The spread of these.
    pub fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        let mut sorted: Vec<f64> = times.into_iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
        sorted.sort_by(f64::total_cmp);
        Self(sorted)
    }

    /// So many of 100 are no longer.
    pub fn at(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or(f64::NAN)
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>9.1} {:>9.1} {:>9.1}", self.at(50), self.at(99), self.at(100))
    }
}
