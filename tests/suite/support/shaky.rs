//! A journal whose next appends, or whose looks, go wrong, as told.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use async_trait::async_trait;
use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, ForumId, PersonId};
use majlis::domain::role::Actor;
use majlis::domain::time::{Millis, Time};
use majlis::domain::words::Text;
use majlis::journal::{
    AppendError, Appended, Draft, Entry, Filed, Head, Health, Journal, JournalError, Refusal, Snapshot,
    Tailing,
};
use majlis::room::RoomHandle;
use tokio::sync::watch;

use super::forum::PANEL;

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
    /// Numbers of its words are in use.
    WordsTaken,
    /// The clock was set back by an hour.
    Ahead,
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
    /// It says where it stands, and not that nothing is to be put back.
    Unsettled,
}

/// The journal.
pub struct Shaky {
    inner: Arc<dyn Journal>,
    faults: Mutex<VecDeque<Fault>>,
    looks: watch::Sender<Looks>,
    /// How many looks were begun.
    begun: watch::Sender<u32>,
    /// Nothing can be read.
    unreadable: AtomicBool,
    /// Whether it keeps what it is asked to.
    keeps: watch::Sender<bool>,
    /// How often it was asked to and did not.
    not_kept: watch::Sender<u32>,
    deaf: AtomicBool,
    listeners: AtomicUsize,
    /// Milliseconds that have passed at once.
    passed: AtomicI64,
    /// A room of another node in which somebody asks just before each read.
    busy: OnceLock<RoomHandle>,
}

impl Shaky {
    pub fn over(inner: Arc<dyn Journal>) -> Arc<Self> {
        Arc::new(Self {
            inner,
            faults: Mutex::default(),
            looks: watch::Sender::new(Looks::Answered),
            begun: watch::Sender::new(0),
            unreadable: AtomicBool::new(false),
            keeps: watch::Sender::new(true),
            not_kept: watch::Sender::new(0),
            deaf: AtomicBool::new(false),
            listeners: AtomicUsize::new(0),
            passed: AtomicI64::new(0),
            busy: OnceLock::new(),
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

    /// Until it is looked at once more.
    pub async fn is_looked_at(&self) {
        self.begun.subscribe().changed().await.unwrap();
    }

    /// Whether it answers reads with nothing, as where keys of a forum were lost.
    pub fn is_unreadable(&self, is: bool) {
        self.unreadable.store(is, Ordering::SeqCst);
    }

    /// Whether it keeps what it is asked to keep.
    pub fn keeps(&self, does: bool) {
        self.keeps.send_replace(does);
    }

    /// Until it was asked to keep something and did not, so many times in all.
    pub async fn did_not_keep(&self, times: u32) {
        self.not_kept.subscribe().wait_for(|not_kept| *not_kept >= times).await.unwrap();
    }

    /// How many listened.
    pub fn listeners(&self) -> usize {
        self.listeners.load(Ordering::SeqCst)
    }

    /// From now on somebody asks in that room, of another node, just before each read.
    pub fn beside(&self, busy: RoomHandle) {
        assert!(self.busy.set(busy).is_ok(), "it is beside one room");
    }

    /// So much time has passed at once.
    pub fn passes(&self, time: Millis) {
        self.passed.fetch_add(time.0, Ordering::SeqCst);
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
            Some(Fault::WordsTaken) => Err(Refusal::WordsTaken.into()),
            Some(Fault::Ahead) => Err(Refusal::Ahead(3_600_000).into()),
            Some(Fault::NotYourTurn) => Ok(Appended::Conflict { missed: Vec::new(), not_your_turn: true }),
        }
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.begun.send_modify(|begun| *begun += 1);
        let looks = *self.looks.subscribe().wait_for(|looks| *looks != Looks::Held).await.unwrap();
        match looks {
            Looks::Failing => Err(JournalError::Unavailable("nobody answers".into())),
            Looks::Forgetful => Ok(Some(Head::GENESIS)),
            Looks::Answered | Looks::Held | Looks::Unsettled => self.inner.head(forum).await,
        }
    }

    async fn settled(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        if *self.looks.borrow() == Looks::Unsettled {
            return Err(JournalError::Unavailable("others put back what it lost".into()));
        }
        self.head(forum).await
    }

    async fn heads(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>> {
        self.inner.heads(forums).await
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        if let Some(busy) = self.busy.get() {
            let by = Actor::Person(PersonId(fastrand::u128(..).to_be_bytes()));
            let ask =
                Command::Ask { session: PANEL, text: Text::new("سؤال آخر"), name: None, badge: None };
            busy.submit(by, CommandId(fastrand::u64(..)), ask).await;
        }
        if self.unreadable.load(Ordering::SeqCst) {
            return Ok(Vec::new());
        }
        self.inner.read(forum, after, limit).await
    }

    async fn keep(&self, forum: ForumId, entry: Head) -> Result<(), JournalError> {
        if *self.keeps.borrow() {
            return self.inner.keep(forum, entry).await;
        }
        self.not_kept.send_modify(|not_kept| *not_kept += 1);
        Err(JournalError::Unavailable("the disk is full".into()))
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        self.inner.words(forum).await
    }

    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError> {
        self.listeners.fetch_add(1, Ordering::SeqCst);
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
        self.inner.now() + Millis(self.passed.load(Ordering::SeqCst))
    }

    async fn health(&self) -> Health {
        self.inner.health().await
    }
}
