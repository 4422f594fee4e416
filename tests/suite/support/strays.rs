//! A journal that lost some entries, as a node sees it that had acknowledged them and has them on its disk.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use majlis::domain::id::ForumId;
use majlis::domain::time::Time;
use majlis::journal::tail::Tails;
use majlis::journal::{
    AppendError, Appended, Astray, Draft, Entry, Filed, Hash, Head, Health, Journal, JournalError, Snapshot,
    Tail, Tailing,
};
use tokio::sync::watch;

/// The journal. Who listens hears hints alone.
pub struct Strays {
    inner: Arc<dyn Journal>,
    base: u64,
    astray: watch::Sender<Vec<Entry>>,
    /// The node ends before it can note on its disk what is home.
    forgets: Mutex<bool>,
    /// Whether it keeps its answer to itself when it is asked what is astray, and how often it was asked.
    held: watch::Sender<bool>,
    asked: watch::Sender<u32>,
    tails: Tails,
}

impl Strays {
    pub fn over(inner: Arc<dyn Journal>, base: u64, astray: Vec<Entry>) -> Arc<Self> {
        let (astray, forgets) = (watch::Sender::new(astray), Mutex::new(false));
        let (held, asked, tails) = (watch::Sender::new(false), watch::Sender::new(0), Tails::default());
        Arc::new(Self { inner, base, astray, forgets, held, asked, tails })
    }

    /// Whether nothing that is told to be home is noted.
    pub fn forgets(&self, forgets: bool) {
        *self.forgets.lock().unwrap() = forgets;
    }

    /// Whether whoever asks what is astray is answered later, with what was so when it asked.
    pub fn holds_answers(&self, holds: bool) {
        self.held.send_replace(holds);
    }

    /// Until it was asked what is astray.
    pub async fn are_asked_for(&self) {
        self.asked.subscribe().wait_for(|asked| *asked > 0).await.unwrap();
    }

    /// More went astray, as the journal's own side found out.
    pub fn strays(&self, forum: ForumId, entries: Vec<Entry>) {
        self.astray.send_modify(|astray| astray.extend(entries));
        self.tails.tell(forum, || Tail::Hint);
    }

    /// Until nothing is astray any more.
    pub async fn are_home(&self) {
        self.astray.subscribe().wait_for(Vec::is_empty).await.unwrap();
    }
}

#[async_trait]
impl Journal for Strays {
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError> {
        self.inner.append(forum, after, draft).await
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.inner.head(forum).await
    }

    async fn heads(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>> {
        self.inner.heads(forums).await
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        self.inner.read(forum, after, limit).await
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        self.inner.words(forum).await
    }

    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError> {
        Ok(self.tails.listen(forum))
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

    async fn health(&self) -> Health {
        self.inner.health().await
    }

    async fn astray(&self, _forum: ForumId) -> Result<Option<Astray>, JournalError> {
        let entries = self.astray.borrow().clone();
        self.asked.send_modify(|asked| *asked += 1);
        self.held.subscribe().wait_for(|held| !held).await.unwrap();
        Ok((!entries.is_empty()).then_some(Astray { base: self.base, entries }))
    }

    async fn is_home(&self, _forum: ForumId, origin: Hash) -> Result<(), JournalError> {
        if *self.forgets.lock().unwrap() {
            return Err(JournalError::Unavailable("the node ends".into()));
        }
        self.astray.send_modify(|astray| astray.retain(|entry| entry.hash != origin));
        Ok(())
    }
}
