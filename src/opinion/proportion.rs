//! Tests of proportions, with one success and one trial more than there were, as Polis has them: so a few votes don't
//! count as certainty.

/// A z-value above this is significant at 90 %, one-sided.
pub const SIGNIFICANT: f64 = 1.2816;

/// The probability of a success, with one success and one failure assumed beforehand: (s + 1) / (n + 2).
#[must_use]
pub fn probability(successes: u32, trials: u32) -> f64 {
    (f64::from(successes) + 1.0) / (f64::from(trials) + 2.0)
}

/// The z-value of successes being more than half.
#[must_use]
pub fn majority(successes: u32, trials: u32) -> f64 {
    let (successes, trials) = (f64::from(successes) + 1.0, f64::from(trials) + 1.0);
    2.0 * trials.sqrt() * (successes / trials - 0.5)
}

/// The same with the pseudo-count of [`probability`]: a single vote is no majority, three of one mind are.
#[must_use]
pub fn cautious_majority(successes: u32, trials: u32) -> f64 {
    2.0 * (f64::from(trials) + 2.0).sqrt() * (probability(successes, trials) - 0.5)
}

/// The z-value of successes being more frequent within than elsewhere (the two-proportion test); each is successes, then trials.
#[must_use]
pub fn difference(within: (u32, u32), elsewhere: (u32, u32)) -> f64 {
    let one_more = |(successes, trials): (u32, u32)| (f64::from(successes) + 1.0, f64::from(trials) + 1.0);
    let ((a, n), (b, m)) = (one_more(within), one_more(elsewhere));
    let pooled = (a + b) / (n + m);
    if pooled >= 1.0 {
        return 0.0;
    }
    (a / n - b / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}
