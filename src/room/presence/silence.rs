//! How long a connection may say nothing.
//!
//! A browser answers a WebSocket ping by itself, also for a page in the background whose timers hardly run (RFC 6455, 5.5.2):
//! so whoever is not heard on a socket is asked before it is given up, and whoever does not answer is gone. On a stream nobody
//! can be asked: it is the client that sees by what comes through it whether it lives, and says now and then that it does.

use std::time::Duration;

/// How long. Counted in whole seconds, of which the sweep that looks runs once each: what is to happen after so long happens
/// within two seconds more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Then a socket is asked whether its client is there.
    pub asked: Duration,
    /// Then a socket is given up.
    pub socket: Duration,
    /// Then a stream is given up.
    pub stream: Duration,
}

impl Default for Silence {
    /// A dead socket is gone 10 seconds after it was heard last. A stream's client speaks every 20 seconds, by requests that
    /// may be lost.
    fn default() -> Self {
        Self {
            asked: Duration::from_secs(4),
            socket: Duration::from_secs(8),
            stream: Duration::from_secs(30),
        }
    }
}

/// On each stream something is said every so many seconds, whatever else is: a client that hears nothing for 9 knows that it is
/// dead, or held back on the way.
const BETWEEN_SIGNS: u32 = 3;

/// What a connection's silence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was heard of late.
    There,
    /// It is to be asked; on a stream, to be shown that this side is there.
    Doubtful,
    /// It is gone.
    Gone,
}

impl Silence {
    /// What a socket's silence comes to that began so many whole seconds of the clock ago.
    pub(super) fn of_socket(&self, seconds: u32) -> Verdict {
        match seconds {
            _ if longer_than(seconds, self.socket) => Verdict::Gone,
            _ if longer_than(seconds, self.asked) => Verdict::Doubtful,
            _ => Verdict::There,
        }
    }

    /// The same of a stream, whose client was told so many whole seconds ago that this side is there.
    pub(super) fn of_stream(&self, seconds: u32, told: u32) -> Verdict {
        match told {
            _ if longer_than(seconds, self.stream) => Verdict::Gone,
            BETWEEN_SIGNS.. => Verdict::Doubtful,
            _ => Verdict::There,
        }
    }
}

fn longer_than(seconds: u32, bound: Duration) -> bool {
    u64::from(seconds) > bound.as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a socket's silence comes to that was heard and looked at at these milliseconds of the clock.
    fn verdict(heard_at: u64, swept_at: u64) -> Verdict {
        Silence::default().of_socket(u32::try_from(swept_at / 1_000 - heard_at / 1_000).unwrap())
    }

    #[test]
    fn who_is_not_heard_is_asked_by_six_seconds_and_gone_between_eight_and_ten() {
        let phases = || (0..1_000).step_by(50);
        for (heard, sweep) in phases().flat_map(|heard| phases().map(move |sweep| (heard, sweep))) {
            let sweeps = (0..).map(|second| second * 1_000 + sweep).skip_while(|at| *at < heard);
            let first = |wanted| sweeps.clone().find(|at| verdict(heard, *at) == wanted).unwrap() - heard;
            assert!((4_000..=6_000).contains(&first(Verdict::Doubtful)), "{heard} {sweep}");
            assert!((8_000..=10_000).contains(&first(Verdict::Gone)), "{heard} {sweep}");
        }
    }

    #[test]
    fn a_stream_is_told_something_every_three_seconds_and_given_up_after_thirty() {
        let verdict = |silent, told| Silence::default().of_stream(silent, told);
        assert_eq!([0, 2, 3, 4].map(|told| verdict(30, told)), {
            use Verdict::{Doubtful, There};
            [There, There, Doubtful, Doubtful]
        });
        assert_eq!(verdict(31, 0), Verdict::Gone);
    }
}
