//! What a node over Redis keeps here: a copy of what it applied, and how far it was acknowledged.

use std::sync::Arc;

use rusqlite::Connection;

use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::answer::JournalError;
use crate::journal::entry::{Astray, Entry, Head};
use crate::journal::hash::Hash;

use super::copy::{self, Copied, Deadline, Decided};
use super::work::Done;
use super::{Embedded, astray, rows};

impl Embedded {
    /// Writes down of every forum here that all of it was acknowledged, before anything that is given to be written after
    /// this. What a process before this one left may have been, and nobody knows that it was not.
    pub(in crate::journal) fn take_as_acknowledged(
        &self,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let written = self.writer.submit(|db| rows::acknowledge_all(db).map(Done::from), |()| ());
        async move { Ok(written.await?) }
    }

    /// The hash of the entry at a revision; nothing where there is none.
    pub(in crate::journal) async fn hash_at(
        &self,
        forum: ForumId,
        rev: u64,
    ) -> Result<Option<Hash>, JournalError> {
        if rev == 0 {
            return Ok(Some(Hash::ZERO));
        }
        self.read_with(move |db| rows::hash_at(db, forum, rev)).await
    }

    /// Whether an entry is here, once what waits before is written.
    pub(in crate::journal) async fn holds(&self, forum: ForumId, entry: Head) -> Result<bool, JournalError> {
        let is_here =
            move |db: &_| Ok(entry.rev == 0 || rows::hash_at(db, forum, entry.rev)? == Some(entry.hash));
        self.write(move |db| is_here(db).map(Done::from)).await
    }

    /// Writes down when the forum wants to act by itself, if that is its last entry.
    pub(in crate::journal) async fn set_deadline(
        &self,
        forum: ForumId,
        last: Head,
        at: Option<Time>,
    ) -> Result<(), JournalError> {
        self.write(move |db| rows::set_deadline(db, forum, &last, at).map(Done::from)).await
    }

    /// When the forum wants to act by itself after its last entry.
    pub(in crate::journal) async fn deadline(&self, forum: ForumId) -> Result<Option<Time>, JournalError> {
        self.read_with(move |db| rows::deadline(db, forum)).await
    }

    /// Whether it is known here that the forum was deleted.
    pub(in crate::journal) async fn gone(&self) -> Result<Vec<ForumId>, JournalError> {
        self.read_with(rows::gone).await
    }

    /// Keeps what follows on `base` as astray, and lets the copy end there.
    pub(in crate::journal) async fn set_aside(&self, forum: ForumId, base: u64) -> Result<(), JournalError> {
        let left = Arc::clone(&self.left);
        let set = move |db: &Connection| astray::set_aside(db, forum, base);
        let set = self.writer.submit(set, move |()| left.ends_at(forum, base));
        Ok(set.await?)
    }

    /// The oldest of what is astray of a forum.
    pub(in crate::journal) async fn astray_of(&self, forum: ForumId) -> Result<Option<Astray>, JournalError> {
        self.read_with(move |db| astray::astray(db, forum)).await
    }

    /// The forums of which something is.
    pub(in crate::journal) async fn astray_forums(&self) -> Result<Vec<ForumId>, JournalError> {
        self.read_with(astray::forums).await
    }

    /// The entry of that hash is in the deciding store's history again.
    pub(in crate::journal) async fn came_home(&self, forum: ForumId, hash: Hash) -> Result<(), JournalError> {
        self.write(move |db| astray::is_home(db, forum, &hash)).await
    }

    /// Writes down that the entries up to that revision were acknowledged, once what waits before is written.
    pub(in crate::journal) fn acknowledge(
        &self,
        forum: ForumId,
        rev: u64,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let written =
            self.writer.submit(move |db| rows::acknowledge(db, forum, rev).map(Done::from), |()| ());
        async move { Ok(written.await?) }
    }

    /// Up to which revision they were, with all that waits to be written down.
    pub(in crate::journal) async fn acknowledged(&self, forum: ForumId) -> Result<u64, JournalError> {
        let left = Arc::clone(&self.left);
        self.write(move |db| left.acknowledged(db, forum).map(Done::from)).await
    }

    /// Keeps entries that another store decided on, once what waits before them is written.
    pub(in crate::journal) fn copy(
        &self,
        forum: ForumId,
        entries: Vec<Entry>,
        deadline: Deadline,
        decided: Decided,
    ) -> impl Future<Output = Result<Copied, JournalError>> + Send + use<> {
        let left = Arc::clone(&self.left);
        let copy = move |db: &Connection| copy::copy(db, forum, &entries, deadline, decided, &left);
        let copied = self.writer.submit(copy, |_| ());
        async move { Ok(copied.await?) }
    }

    /// Takes the last entry away again, if it is this one.
    pub(in crate::journal) fn take_back(
        &self,
        forum: ForumId,
        last: Head,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let taken = self.writer.submit(move |db| copy::take_back(db, forum, &last), |()| ());
        async move { Ok(taken.await?) }
    }
}
