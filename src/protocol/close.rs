//! Why a connection ends, and whether to come back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The last frame of a connection that the server ends. The WebSocket close frame has [`ByeCode::close_code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Bye {
    /// Why.
    pub code: ByeCode,
    /// Whether coming back makes sense.
    pub reconnect: bool,
    /// Not before so many milliseconds, with a jitter of the client's own on top.
    pub after_ms: u32,
}

/// Why a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ByeCode {
    /// The server is stopping or making room: come back.
    Restart,
    /// Nothing was heard for too long: come back.
    Silent,
    /// The room cannot go on here (a newer node wrote what this one does not know): come back, to another node.
    Elsewhere,
    /// The server holds as many connections as it can: come back later.
    Full,
    /// No `hello` in time, or something else first.
    NoHello,
    /// A frame that is not JSON, not UTF-8, or of no known kind.
    Malformed,
    /// A frame longer than the limit.
    TooLarge,
    /// Far more frames than the limit.
    Flood,
    /// The token is not one of this forum's, or was altered.
    BadToken,
    /// The token's time is over: join again.
    TokenExpired,
    /// The role link was revoked.
    Revoked,
    /// The token does not allow that view.
    WrongView,
    /// There is no such forum here.
    UnknownForum,
    /// There is no such session.
    UnknownSession,
}

impl ByeCode {
    /// The WebSocket close code: 4000 to 4099 say "come back", 4100 and up "don't, as you are".
    #[must_use]
    pub fn close_code(self) -> u16 {
        match self {
            Self::Restart => 4000,
            Self::Silent => 4001,
            Self::Elsewhere => 4002,
            Self::Full => 4003,
            Self::NoHello => 4100,
            Self::Malformed => 4101,
            Self::TooLarge => 4102,
            Self::Flood => 4103,
            Self::BadToken => 4104,
            Self::TokenExpired => 4105,
            Self::Revoked => 4106,
            Self::WrongView => 4107,
            Self::UnknownForum => 4108,
            Self::UnknownSession => 4109,
        }
    }

    /// The last frame that says so, with no delay of the server's own.
    #[must_use]
    pub fn bye(self) -> Bye {
        Bye { code: self, reconnect: self.close_code() < 4100, after_ms: 0 }
    }
}
