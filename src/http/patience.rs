//! How long a peer may take. One that sends or reads a byte at a time must not keep its place for long.

use std::time::Duration;

use crate::room::Silence;

/// How long a peer may take for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To agree on TLS, where it is spoken.
    pub handshake: Duration,
    /// To say hello on a socket.
    pub hello: Duration,
    /// To send a request's head, and to be silent between two requests.
    pub head: Duration,
    /// To send a request's body and be answered.
    pub answer: Duration,
    /// To send requests on one connection that is no socket. Then it is asked to come again.
    pub connection: Duration,
    /// To end after it was asked to.
    pub grace: Duration,
    /// To say nothing on a socket.
    pub silence: Silence,
    /// To take in what was sent to it, or to answer when nothing was: beyond, the kernel gives up the connection.
    pub line: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(10),
            hello: Duration::from_secs(10),
            head: Duration::from_secs(15),
            answer: Duration::from_secs(20),
            connection: Duration::from_secs(120),
            grace: Duration::from_secs(30),
            silence: Silence::default(),
            line: Duration::from_secs(10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_has_as_long_as_it_needs_and_no_longer() {
        let seconds = Duration::from_secs;
        let usual = Patience {
            handshake: seconds(10),
            hello: seconds(10),
            head: seconds(15),
            answer: seconds(20),
            connection: seconds(120),
            grace: seconds(30),
            silence: Silence { asked: seconds(4), socket: seconds(8), stream: seconds(30) },
            line: seconds(10),
        };
        assert_eq!(Patience::default(), usual);
    }
}
