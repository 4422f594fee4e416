//! What a node over Redis keeps here: a copy of what it applied, and how far it was acknowledged.

use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::answer::JournalError;
use crate::journal::entry::{Entry, Head};

use super::copy::{self, Copied, Decided};
use super::work::Done;
use super::{Embedded, rows};

impl Embedded {
    /// Writes down that the entries up to that revision were acknowledged, once what waits before is written.
    pub(in crate::journal) fn acknowledge(
        &self,
        forum: ForumId,
        rev: u64,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let written =
            self.writer.submit(move |db| rows::acknowledge(db, forum, rev).map(Done::from), |()| ());
        async move { written.await.map_err(|why| JournalError::Unavailable(why.to_string())) }
    }

    /// Up to which revision they were, as far as that was written down.
    pub(in crate::journal) async fn acknowledged(&self, forum: ForumId) -> Result<u64, JournalError> {
        self.read_with(move |db| rows::acknowledged(db, forum)).await
    }

    /// Keeps entries that another store decided on, once what waits before them is written.
    pub(in crate::journal) fn copy(
        &self,
        forum: ForumId,
        entries: Vec<Entry>,
        deadline: Option<Time>,
        decided: Decided,
    ) -> impl Future<Output = Result<Copied, JournalError>> + Send + use<> {
        let copied = self.writer.submit(move |db| copy::copy(db, forum, &entries, deadline, decided), |_| ());
        async move { copied.await.map_err(|why| JournalError::Unavailable(why.to_string())) }
    }

    /// Takes the last entry away again, if it is this one.
    pub(in crate::journal) fn take_back(
        &self,
        forum: ForumId,
        last: Head,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let taken = self.writer.submit(move |db| copy::take_back(db, forum, &last), |()| ());
        async move { taken.await.map_err(|why| JournalError::Unavailable(why.to_string())) }
    }
}
