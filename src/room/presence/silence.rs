//! How long a connection may say nothing.
//!
//! A browser answers a WebSocket ping by itself, also for a page in the background whose timers hardly run (RFC 6455, 5.5.2):
//! so whoever is not heard on a socket is asked before it is given up, and whoever does not answer is gone. On a stream nobody
//! can be asked: it is the client that sees by what comes through it whether it lives, and says now and then that it does.

use std::time::Duration;

/// How long. It is looked once a second, and silence is counted in such rounds, not by a clock: a node that stood still for a
/// while, with what was said meanwhile unread, gives nobody up for it. What is to happen after so long happens within a second
/// more.
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
    /// A dead socket is gone within 10 seconds after it was heard last. A stream's client speaks every 20 seconds, by requests that
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
    /// What a socket's silence comes to that lasts for so many rounds.
    pub(super) fn of_socket(&self, rounds: u32) -> Verdict {
        match rounds {
            _ if longer_than(rounds, self.socket) => Verdict::Gone,
            _ if longer_than(rounds, self.asked) => Verdict::Doubtful,
            _ => Verdict::There,
        }
    }

    /// The same of a stream, whose client was told so many rounds ago that this side is there.
    pub(super) fn of_stream(&self, rounds: u32, told: u32) -> Verdict {
        match told {
            _ if longer_than(rounds, self.stream) => Verdict::Gone,
            BETWEEN_SIGNS.. => Verdict::Doubtful,
            _ => Verdict::There,
        }
    }
}

fn longer_than(rounds: u32, bound: Duration) -> bool {
    u64::from(rounds) > bound.as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_heard_is_asked_within_five_rounds_and_gone_within_nine() {
        let verdict = |rounds| Silence::default().of_socket(rounds);
        let first = |wanted| (0..1_000).find(|rounds| verdict(*rounds) == wanted);
        assert_eq!(first(Verdict::Doubtful), Some(5));
        assert_eq!(first(Verdict::Gone), Some(9));
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
