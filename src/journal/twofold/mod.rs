//! The journal of a node over Redis that keeps on its own disk what it acknowledged.
//!
//! Redis decides and is read; the node's SQLite is the archive. An append goes to both at the same time and is `Written`
//! once both have it, so a Redis that forgets a suffix is healed by the nodes that acknowledged it (see `mending`). Nothing is
//! decided by what lies on the disk, and nothing that was acknowledged is ever thrown away there.

mod acknowledged;
mod append;
mod caretaker;
mod copies;
mod healing;
mod mending;
mod registry;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use tokio::sync::Semaphore;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::domain::id::ForumId;
use crate::domain::time::Time;

use super::Journal;
use super::answer::{AppendError, Appended, Healed, Health, JournalError};
use super::embedded::Embedded;
use super::entry::{Astray, Draft, Entry, Filed, Head, Snapshot};
use super::hash::Hash;
use super::redis::RedisJournal;
use super::tail::Tailing;

use copies::{Copies, Known};

/// The journals of a deployment in Redis, with a copy on this node's disk. Cheap to clone.
#[derive(Clone)]
pub struct Twofold {
    both: Arc<Both>,
    /// The caretaker ends with the last clone.
    _care: Arc<DropGuard>,
}

/// The two stores, and how far the one is behind the other.
struct Both {
    redis: RedisJournal,
    disk: Arc<Embedded>,
    copies: Copies,
    /// Redis has all the codes that lead into a forum of the disk.
    codes_are_there: Known,
    /// For how many entries of other nodes the disk's queue has room.
    archiving: Arc<Semaphore>,
    /// The settings of the deployment that this node was asked for.
    settings: Mutex<BTreeSet<String>>,
}

impl Twofold {
    /// Joins the two, and begins to bring the disk up to what Redis has. Needs a runtime.
    #[must_use]
    pub fn new(redis: RedisJournal, disk: Arc<Embedded>) -> Self {
        let both = Arc::new(Both {
            redis,
            disk,
            copies: Copies::default(),
            codes_are_there: Known::default(),
            archiving: Arc::new(Semaphore::new(mending::ARCHIVING)),
            settings: Mutex::default(),
        });
        let care = CancellationToken::new();
        // In the disk's queue before anything else is.
        let taken = both.disk.take_as_acknowledged();
        tokio::spawn(caretaker::care(Arc::downgrade(&both), taken, care.clone()));
        Self { both, _care: Arc::new(care.drop_guard()) }
    }

    /// Finishes what waits to be written to the disk and frees its folder. Appends after it are refused.
    pub async fn close(&self) {
        self.both.write_all_down().await;
        Arc::clone(&self.both.disk).close().await;
    }

    /// Looks after all copies, as is done by itself now and then.
    pub async fn look_after(&self) -> Result<(), JournalError> {
        self.both.look_after_all(false).await
    }

    /// Brings the disk's copy of a forum up to what Redis has now.
    pub async fn mend(&self, forum: ForumId) -> Result<(), JournalError> {
        self.both.mend(forum).await
    }
}

#[async_trait]
impl Journal for Twofold {
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError> {
        Both::append(&self.both, forum, after, draft).await
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.both.standing(forum, || self.both.redis.head(forum)).await
    }

    async fn settled(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        // Asked first: what comes meanwhile is another one, and is noticed by whoever asks it.
        self.both.has_all_of(forum).await?;
        self.both.standing(forum, || self.both.redis.settled(forum)).await
    }

    async fn heads(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>> {
        self.both.redis.heads(forums).await
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        self.both.settle(forum).await?;
        let read = self.both.redis.read(forum, after, limit).await;
        self.both.is_not_taken_away(forum, after, &read).await?;
        read
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        self.both.redis.words(forum).await
    }

    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError> {
        let tailing = self.both.redis.tail(forum).await?;
        // A room is loaded: what it reads from Redis is copied too.
        Both::mend_by_itself(&self.both, forum);
        Ok(tailing)
    }

    async fn snapshot(&self, forum: ForumId) -> Result<Option<Snapshot>, JournalError> {
        self.both.redis.snapshot(forum).await
    }

    async fn save_snapshot(&self, forum: ForumId, snapshot: Snapshot) -> Result<(), JournalError> {
        self.both.redis.save_snapshot(forum, snapshot).await
    }

    async fn deadlines(&self, before: Time) -> Result<Vec<(ForumId, Time)>, JournalError> {
        // What is to be brought home is, also where nobody else asks for the forum.
        let astray = self.both.disk.astray_forums().await?.into_iter().map(|forum| (forum, Time(0)));
        Ok(astray.chain(self.both.redis.deadlines(before).await?).collect())
    }

    fn now(&self) -> Time {
        self.both.redis.now()
    }

    async fn health(&self) -> Health {
        let (redis, disk) = tokio::join!(self.both.redis.health(), self.both.disk.health());
        Health { writes: redis.writes.and(disk.writes), away: redis.away }
    }

    async fn heal(&self, forum: ForumId) -> Result<Healed, JournalError> {
        self.both.mend(forum).await.map(|()| Healed::Whole)
    }

    async fn keep(&self, forum: ForumId, entry: Head) -> Result<(), JournalError> {
        let copy = self.both.copies.of(forum);
        if copy.keeps(entry) {
            return Ok(());
        }
        self.both.redis.keep(forum, entry).await?;
        Both::keep_on_disk(&self.both, forum, entry).await?;
        copy.keep(entry);
        Ok(())
    }

    async fn astray(&self, forum: ForumId) -> Result<Option<Astray>, JournalError> {
        self.both.disk.astray_of(forum).await
    }

    async fn is_home(&self, forum: ForumId, origin: Hash) -> Result<(), JournalError> {
        self.both.disk.came_home(forum, origin).await
    }

    async fn leave_turn(&self, forum: ForumId) {
        self.both.redis.leave_turn(forum).await;
    }

    fn archive(&self, forum: ForumId, entries: &[Entry], next_deadline: Option<Time>) {
        Both::archive(&self.both, forum, entries, next_deadline);
    }
}
