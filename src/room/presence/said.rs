//! What a client says in passing, and by what it says it.

use serde::{Deserialize, Serialize};

use crate::domain::id::{LineId, QuestionNo};
use crate::protocol::client::{Reaction, Size};

/// What a visit is carried by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// A socket, both ways.
    Socket,
    /// A stream to the client, which says what it says by requests beside it, under this name where it gave one.
    Stream(Option<LineId>),
    /// A request beside the stream of that name. It is no visit of its own: what is said is said by the stream's.
    Beside(Option<LineId>),
    /// A request of a client that reads at intervals, by this name where it gave one.
    Reading(Option<LineId>),
}

/// What is said of no command: worth something now, and lost without harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Nothing, but it is there.
    Here,
    /// It asks whether this side is there.
    Ping,
    /// A desk has that question in hand; 0 is none.
    Holding(QuestionNo),
    /// A reaction.
    Reaction(Reaction),
    /// What stands on a wall.
    Shown {
        /// The scene's name.
        scene: String,
        /// The highest revision painted.
        rev: u64,
        /// The picture's size.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<Size>,
        /// It stands there in place of what could not be drawn.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        failed: bool,
    },
}
