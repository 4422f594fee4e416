//! What a journal answers.

use crate::domain::time::Time;

use super::entry::{Entry, Head};

/// The journal took a position on an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// Durable. `server_time` is the clock of a journal that has one of its own.
    Written {
        /// Where the journal stands now.
        head: Head,
        /// Redis's time when it wrote the entry.
        server_time: Option<Time>,
    },
    /// Not written: others were first.
    Conflict {
        /// What was missed, in order from the next revision on. Perhaps not all of it (the oldest
        /// come first); empty when nothing was missed and it is only not this node's turn.
        missed: Vec<Entry>,
        /// Another node waits longer: try after the next published entry, or 10 ms
        /// (see [`Turns`](super::turns::Turns)).
        not_your_turn: bool,
    },
    /// Not written: the journal ends before the entry this node has. It forgot what it acknowledged.
    Behind(Head),
    /// Not written: the journal's history is another one, in this epoch or in a new one.
    Fork(Head),
}

/// What healing a journal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Healed {
    /// It has what this node acknowledged, or that is kept apart to be brought home: whoever has something else than the
    /// journal starts over from it.
    Whole,
    /// There is no copy to heal it from: it may have again one day what it lost.
    Unable,
}

/// An append failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Certainly not written.
    #[error("not written: {0}")]
    Refused(Refusal),
    /// Perhaps written: only the head can tell.
    #[error("perhaps written: {0}")]
    Unknown(String),
}

/// Why an append was certainly not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No forum of that id, or it was deleted.
    #[error("there is no such forum")]
    NoForum,
    /// The draft's time is more than two seconds ahead of both the journal's clock and its last entry.
    #[error("the entry's time is ahead of the journal's by {0} ms")]
    Ahead(i64),
    /// The draft's time is earlier than the last entry's.
    #[error("the entry's time is {0} ms earlier than the entry before it")]
    Backwards(i64),
    /// A number of its words is in use in this forum.
    #[error("words of that number are there already")]
    WordsTaken,
    /// Another server than the one that wrote last has taken the journal's place, and may lack some of it: for so many
    /// milliseconds more nothing but that is written, and then what begins the next epoch.
    #[error("Redis has begun anew: for {0} ms more every node puts back what it may have lost")]
    Resuming(i64),
    /// The store could not be reached or did not accept writes.
    #[error("{0}")]
    Unavailable(String),
}

impl From<Refusal> for AppendError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Anything but an append failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The store could not be reached, or not in time.
    #[error("the journal's store cannot be used: {0}")]
    Unavailable(String),
    /// It is not there, and another node may put it back in a moment.
    #[error("the journal's store does not have it now, and may have it in a moment")]
    MayCome,
    /// An entry that should be there is not.
    #[error("the journal has a hole: entry {rev} is missing")]
    Hole {
        /// The revision that is missing.
        rev: u64,
    },
    /// What lies in the store is not what a journal writes.
    #[error("the journal's store holds something unreadable: {0}")]
    Unreadable(String),
    /// The store itself is damaged: what lies there is not what was written.
    #[error("the journal's store is damaged ({0}): restore a backup")]
    Damaged(String),
}

/// How a store does, as one try with a write told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Whether it takes writes. Where it is of several servers, whether any of them does.
    pub writes: Result<(), JournalError>,
    /// Of several servers, those that take no writes though others do: the forums that they keep wait.
    pub away: Vec<String>,
}

impl From<Result<(), JournalError>> for Health {
    /// Of a store of one server.
    fn from(writes: Result<(), JournalError>) -> Self {
        Self { writes, away: Vec::new() }
    }
}
