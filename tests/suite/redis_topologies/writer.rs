//! A writer that goes on through every failover, and remembers what was acknowledged.

use std::time::Duration;

use majlis::domain::id::ForumId;
use majlis::journal::redis::RedisJournal;
use majlis::journal::{AppendError, Appended, Head, Journal, Refusal};

use crate::support::drafts::{bodies, draft, resumed};
use crate::support::within::within;

/// How soon what was refused is tried again.
const AGAIN: Duration = Duration::from_millis(20);

pub struct Writer<'a> {
    journal: &'a RedisJournal,
    forum: ForumId,
    head: Head,
}

impl<'a> Writer<'a> {
    /// In a forum that was just made.
    pub fn new(journal: &'a RedisJournal, forum: ForumId) -> Self {
        Self { journal, forum, head: Head::GENESIS }
    }

    /// Has so many more entries acknowledged.
    pub async fn write(&mut self, entries: usize) {
        for _ in 0..entries {
            self.head = within(self.write_one()).await;
        }
    }

    /// As a room does: what is not known is looked at, and the same entry is sent again until it is there.
    async fn write_one(&self) -> Head {
        let mut draft = draft(self.journal, &format!("entry {}", self.head.rev + 1));
        let own = self.head.then(&draft.body);
        // The epoch may be the next one, after a server that might have lost something.
        let is_own = |head: Head| (head.rev, head.hash) == (own.rev, own.hash);
        loop {
            match self.journal.append(self.forum, self.head, draft.clone()).await {
                Ok(Appended::Written { head, .. }) => return head,
                Ok(Appended::Conflict { missed, .. }) => {
                    let first = missed.first().map(majlis::journal::Entry::head);
                    return first.filter(|head| is_own(*head)).expect("nobody else writes");
                }
                Err(AppendError::Refused(Refusal::Resuming(millis))) => resumed(&mut draft, millis).await,
                Err(AppendError::Refused(_)) => tokio::time::sleep(AGAIN).await,
                Err(AppendError::Unknown(_)) => match self.look().await {
                    head if is_own(head) => return head,
                    head => assert_eq!(head, self.head, "what was acknowledged is there"),
                },
                other => panic!("what was acknowledged is lost: {other:?}"),
            }
        }
    }

    async fn look(&self) -> Head {
        loop {
            if let Ok(head) = self.journal.head(self.forum).await {
                return head.expect("the forum is there");
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// That everything acknowledged is there, once and in order.
    pub async fn all_is_there(&self) {
        let entries = within(self.journal.read(self.forum, 0, 10_000)).await.unwrap();
        let expected: Vec<String> = (1..=self.head.rev).map(|rev| format!("entry {rev}")).collect();
        assert_eq!(bodies(&entries), expected);
    }
}
