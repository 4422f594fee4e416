//! A journal whose next appends, or whose looks, go wrong, as told.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use majlis::domain::id::ForumId;
use majlis::domain::time::Time;
use majlis::journal::{
    AppendError, Appended, Draft, Entry, Filed, Head, Journal, JournalError, Refusal, Snapshot, Tailing,
};
use tokio::sync::watch;

/// What happens to an append.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// It is written, and nobody hears of it.
    AnswerLost,
    /// It does not arrive, and nobody knows.
    RequestLost,
    /// The store does not take it.
    Refused,
    /// Another node waits longer.
    NotYourTurn,
}

/// How the journal says where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    Answered,
    /// Not before it is told otherwise.
    Held,
    Failing,
    /// As if it had no entry yet.
    Forgetful,
}

/// The journal.
pub struct Shaky {
    inner: Arc<dyn Journal>,
    faults: Mutex<VecDeque<Fault>>,
    looks: watch::Sender<Looks>,
    deaf: AtomicBool,
}

impl Shaky {
    pub fn over(inner: Arc<dyn Journal>) -> Arc<Self> {
        Arc::new(Self {
            inner,
            faults: Mutex::default(),
            looks: watch::Sender::new(Looks::Answered),
            deaf: AtomicBool::new(false),
        })
    }

    /// What happens to the next appends, each in turn.
    pub fn next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.lock().unwrap().extend(faults);
    }

    /// Nobody who listens from now on hears of anything.
    pub fn deafen(&self) {
        self.deaf.store(true, Ordering::SeqCst);
    }

    /// How it says where it stands, from now on.
    pub fn looks(&self, looks: Looks) {
        self.looks.send_replace(looks);
    }
}

#[async_trait]
impl Journal for Shaky {
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError> {
        let fault = self.faults.lock().unwrap().pop_front();
        match fault {
            None => self.inner.append(forum, after, draft).await,
            Some(Fault::AnswerLost) => {
                self.inner.append(forum, after, draft).await?;
                Err(AppendError::Unknown("the answer was lost".into()))
            }
            Some(Fault::RequestLost) => Err(AppendError::Unknown("the request was lost".into())),
            Some(Fault::Refused) => Err(Refusal::Unavailable("the disk is full".into()).into()),
            Some(Fault::NotYourTurn) => Ok(Appended::Conflict { missed: Vec::new(), not_your_turn: true }),
        }
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        let looks = *self.looks.subscribe().wait_for(|looks| *looks != Looks::Held).await.unwrap();
        match looks {
            Looks::Failing => Err(JournalError::Unavailable("nobody answers".into())),
            Looks::Forgetful => Ok(Some(Head::GENESIS)),
            Looks::Answered | Looks::Held => self.inner.head(forum).await,
        }
    }

    async fn heads(&self, forums: &[ForumId]) -> Result<Vec<Option<Head>>, JournalError> {
        self.inner.heads(forums).await
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        self.inner.read(forum, after, limit).await
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        self.inner.words(forum).await
    }

    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError> {
        // A forum that is not there has no news.
        let forum = if self.deaf.load(Ordering::SeqCst) { ForumId(0) } else { forum };
        self.inner.tail(forum).await
    }

    async fn snapshot(&self, forum: ForumId) -> Result<Option<Snapshot>, JournalError> {
        self.inner.snapshot(forum).await
    }

    async fn save_snapshot(&self, forum: ForumId, snapshot: Snapshot) -> Result<(), JournalError> {
        self.inner.save_snapshot(forum, snapshot).await
    }

    async fn deadlines(&self, before: Time) -> Result<Vec<(ForumId, Time)>, JournalError> {
        self.inner.deadlines(before).await
    }

    fn now(&self) -> Time {
        self.inner.now()
    }

    async fn healthy(&self) -> Result<(), JournalError> {
        self.inner.healthy().await
    }
}
