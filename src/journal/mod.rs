//! The journal: the ordered entries of each forum, with the words beside them.
//!
//! One trait, two implementations (SQLite for one node, Redis for many) and one that joins them so
//! that a node over Redis keeps on its own disk what it acknowledged. One contract suite
//! (`tests/suite/journal_contract`) runs against all of them. To a journal an entry's body is bytes.

mod again;
pub mod answer;
pub mod chain;
mod clock;
pub mod embedded;
pub mod entry;
pub mod hash;
mod numbers;
pub mod redis;
pub mod registry;
mod relation;
mod setting;
pub mod tail;
pub mod turns;
pub mod twofold;

use async_trait::async_trait;

use crate::domain::id::ForumId;
use crate::domain::time::Time;

pub(crate) use again::Again;
pub use answer::{AppendError, Appended, Healed, Health, JournalError, Refusal};
pub use entry::{Astray, Draft, Entry, Filed, Head, Snapshot};
pub use hash::Hash;
pub use registry::{Claim, Destination, ForumRecord, Granted, JoinCode, Registry};
pub use tail::{Tail, Tailing};
pub use turns::Turns;

/// The ordered entries of every forum of a deployment.
#[async_trait]
pub trait Journal: Send + Sync + 'static {
    /// Appends an entry on the condition that the journal still stands at `after`.
    ///
    /// `Written` is answered once the entry and its words are durable. An append that was given up
    /// while waiting for the answer may still be written: drop no future of this without reading
    /// the head afterwards.
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError>;

    /// Where a forum's journal stands; `None` when there is no such forum.
    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError>;

    /// The same, for who is about to be refused for good, or to be told that there is no such thing: an error as long as the store may
    /// lack what another one in its place had and what is being put back.
    async fn settled(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.head(forum).await
    }

    /// The heads of many forums in one round trip to each server that keeps some, in the order asked for. One that
    /// cannot be asked keeps no other from being answered for.
    async fn heads(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>>;

    /// At most `limit` entries after a revision, in order and without a hole. Fewer does not mean
    /// the end (an answer is bounded in bytes too); an empty answer does.
    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError>;

    /// Every word of a forum that was not erased, by ascending number. With a snapshot, which holds
    /// references only, this is what a room starts from.
    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError>;

    /// A listener to what is appended from now on.
    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError>;

    /// The newest snapshot that was saved.
    async fn snapshot(&self, forum: ForumId) -> Result<Option<Snapshot>, JournalError>;

    /// Saves a snapshot, unless a newer one (by epoch, then revision) is there.
    async fn save_snapshot(&self, forum: ForumId, snapshot: Snapshot) -> Result<(), JournalError>;

    /// The forums that want to act by themselves before a moment, and when; the earliest first. One whose server is
    /// away is left out: nobody can act there.
    async fn deadlines(&self, before: Time) -> Result<Vec<(ForumId, Time)>, JournalError>;

    /// The journal's clock. Goes back only where the clock that the nodes share was set back, or where a slower one than
    /// all known came to a cluster; over Redis it may differ by a little between nodes: a room decides at this time or at
    /// its last entry's, whichever is later.
    fn now(&self) -> Time;

    /// How the store does now: it is tried with one write, on each server of which it consists.
    async fn health(&self) -> Health;

    /// Whether the store takes writes now, as [`Journal::health`] says.
    async fn healthy(&self) -> Result<(), JournalError> {
        self.health().await.writes
    }

    /// Puts back what this node acknowledged and the journal lost, where that can be done.
    async fn heal(&self, _forum: ForumId) -> Result<Healed, JournalError> {
        Ok(Healed::Unable)
    }

    /// Answers once an entry that the journal has, and all before it, survive whatever an own append that was written
    /// does: others may have written them, and be waiting still for what makes them durable. Answers at the first poll
    /// where that is known. An error says that it is not so yet, or that the journal has the entry no more.
    async fn keep(&self, _forum: ForumId, _entry: Head) -> Result<(), JournalError> {
        Ok(())
    }

    /// A room that was told to wait for its turn has nothing to append any more: the next in line
    /// need not wait for it. Does nothing where nobody takes turns.
    async fn leave_turn(&self, _forum: ForumId) {}

    /// Entries that this room applied, in order, for a node that keeps its own copy, and when the forum next wants to act
    /// by itself after the last of them. Returns at once; an own append after it is copied after it.
    fn archive(&self, _forum: ForumId, _entries: &[Entry], _next_deadline: Option<Time>) {}

    /// Entries that were acknowledged here and that the journal's history lacks, in order, and after which revision of
    /// the journal's they go: up to there both histories are the same. None where nothing is astray.
    async fn astray(&self, _forum: ForumId) -> Result<Option<Astray>, JournalError> {
        Ok(None)
    }

    /// Those of that origin are in the journal again (or were): they are astray no more.
    async fn is_home(&self, _forum: ForumId, _origin: Hash) -> Result<(), JournalError> {
        Ok(())
    }
}
