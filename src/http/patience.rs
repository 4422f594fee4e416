//! How long a peer may take. One that sends or reads a byte at a time must not keep its place for long.

use std::time::Duration;

use crate::room::Silence;

/// How long a peer may take for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To agree on TLS, where it is spoken.
    pub handshake: Duration,
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
            head: Duration::from_secs(15),
            answer: Duration::from_secs(20),
            connection: Duration::from_secs(120),
            grace: Duration::from_secs(30),
            silence: Silence::default(),
            line: Duration::from_secs(10),
        }
    }
}
