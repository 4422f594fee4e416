//! How long a connection may say nothing.
//!
//! A browser answers a WebSocket ping by itself, also for a page in the background whose timers hardly run (RFC 6455, 5.5.2):
//! so whoever is not heard is asked before it is given up, and whoever does not answer is gone.

use std::time::Duration;

/// How long. Counted in whole seconds, of which the sweep that looks runs once each: what is to happen after so long happens
/// within two seconds more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Then a connection is asked whether it is there.
    pub asked: Duration,
    /// Then it is given up.
    pub given_up: Duration,
}

impl Default for Silence {
    /// A dead connection is gone 10 seconds after it was heard last.
    fn default() -> Self {
        Self { asked: Duration::from_secs(4), given_up: Duration::from_secs(8) }
    }
}

/// What a connection's silence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was heard of late.
    There,
    /// It is to be asked.
    Doubtful,
    /// It is gone.
    Gone,
}

impl Silence {
    /// What silence comes to that began so many whole seconds of the clock ago.
    pub(super) fn verdict(&self, seconds: u32) -> Verdict {
        let longer_than = |bound: Duration| u64::from(seconds) > bound.as_secs();
        match () {
            () if longer_than(self.given_up) => Verdict::Gone,
            () if longer_than(self.asked) => Verdict::Doubtful,
            () => Verdict::There,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After so much silence, in milliseconds, from a moment within a second, with sweeps at another moment within each.
    fn verdict(heard_at: u64, swept_at: u64) -> Verdict {
        Silence::default().verdict(u32::try_from(swept_at / 1_000 - heard_at / 1_000).unwrap())
    }

    #[test]
    fn who_is_not_heard_is_asked_by_six_seconds_and_gone_between_eight_and_ten() {
        for (heard, sweep) in
            (0..1_000).step_by(50).flat_map(|heard| (0..1_000).step_by(50).map(move |s| (heard, s)))
        {
            let sweeps = (0..).map(|second| second * 1_000 + sweep).skip_while(|at| *at < heard);
            let first = |wanted| sweeps.clone().find(|at| verdict(heard, *at) == wanted).unwrap() - heard;
            assert!((4_000..=6_000).contains(&first(Verdict::Doubtful)), "{heard} {sweep}");
            assert!((8_000..=10_000).contains(&first(Verdict::Gone)), "{heard} {sweep}");
        }
    }
}
