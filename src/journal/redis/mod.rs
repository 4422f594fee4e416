//! The journal of many nodes: Redis streams, pub/sub, and scripts that do each step at once.

mod append;
mod asking;
mod call;
mod clocks;
mod frame;
mod heads;
mod health;
mod keys;
mod moving;
mod put_back;
mod registry;
mod replicas;
mod scripts;
mod tailing;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use bytes::Bytes;
use dashmap::DashMap;
use futures_util::future::join_all;
use redis::{RedisError, RedisResult};
use tokio::sync::watch;

use crate::backbone::{Backbone, BackboneError, Healing, Lines, Met, Subscriber};
use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::recent::Recent;

use super::answer::{AppendError, Appended, Health, JournalError};
use super::entry::{Draft, Entry, Filed, Head, Snapshot};
use super::hash::Hash;
use super::tail::{Tail, Tailing, Tails};
use super::{Journal, chain};

use clocks::Clocks;
use tailing::Published;

pub(super) use put_back::PutBack;

/// How long every node may put back what another server lacks, before anything new is written. The scripts are told.
const RESUMES: Duration = Duration::from_secs(2);

/// The journals of a deployment, in Redis.
pub struct RedisJournal {
    /// Appends have lines of their own: `WAIT` holds them up.
    writes: Lines,
    reads: Lines,
    /// Whether anything can be written is tried over lines of their own: a `WAIT` there holds up no append.
    probes: Lines,
    probe: Recent<Health>,
    subscriber: Subscriber,
    /// The command that publishes where it is heard.
    publish: &'static str,
    arrivals: watch::Receiver<u64>,
    met: Arc<Met>,
    tails: Arc<Tails>,
    clocks: Clocks,
    /// What this process is called in the line of those who wait to append.
    node: String,
    timeout: Duration,
    replicas: usize,
    /// The forums of which replicas may lack an entry that Redis has, and how often that came about.
    unconfirmed: DashMap<ForumId, u64>,
}

impl RedisJournal {
    /// Connects. An append is answered once `replicas` replicas have it too; 0 asks for none.
    pub async fn connect(backbone: &Backbone, replicas: usize) -> Result<Self, BackboneError> {
        let tails = Arc::new(Tails::default());
        let subscriber = Subscriber::start(backbone, Arc::new(Published(Arc::clone(&tails))));
        let journal = Self {
            writes: backbone.lines(),
            reads: backbone.lines(),
            probes: backbone.lines(),
            probe: Recent::default(),
            subscriber,
            publish: backbone.publish(),
            arrivals: backbone.arrivals(),
            met: backbone.met(),
            tails,
            clocks: Clocks::new(),
            node: node_name(),
            timeout: backbone.timeout(),
            replicas,
            unconfirmed: DashMap::new(),
        };
        journal.prepare().await.map_err(|why| backbone.unreachable(&why))?;
        journal.met.all_are_there();
        Ok(journal)
    }

    /// The clock is that of the servers before anybody asks for the time, and they know the script before the first append
    /// needs it, where they may be told. One that is away is learned when it is back.
    async fn prepare(&self) -> RedisResult<()> {
        let preparing = self.writes.all().await?.into_iter().map(async |mut line: Healing| {
            let mut both = redis::pipe();
            both.ignore_errors().cmd("TIME").add_command(scripts::APPEND.load());
            let sent = Instant::now();
            let (time, _): (RedisResult<(i64, i64)>, RedisResult<String>) =
                both.query_async(&mut line).await?;
            self.clocks.learn(line.server(), clocks::time(time?), sent);
            RedisResult::Ok(())
        });
        let answers = join_all(preparing).await;
        let any = answers.iter().any(RedisResult::is_ok);
        answers.into_iter().find(|answer| !any && answer.is_err()).unwrap_or(Ok(()))
    }

    /// Appends, or says that others have to have the time to put something back first.
    pub(super) async fn try_append(
        &self,
        forum: ForumId,
        after: Head,
        draft: &Draft,
    ) -> Result<Appended, AppendError> {
        let appended = self.append_once(forum, &after, draft).await;
        if matches!(appended, Err(AppendError::Unknown(_))) && self.replicas > 0 {
            *self.unconfirmed.entry(forum).or_default() += 1;
        }
        appended
    }

    /// Has whoever listens to a forum look at it.
    pub(super) fn hint(&self, forum: ForumId) {
        self.tails.tell(forum, || Tail::Hint);
    }

    /// Whether an append waits until replicas have it.
    pub(super) fn waits_for_replicas(&self) -> bool {
        self.replicas > 0
    }

    /// Whether another process has come so lately that every node is putting back what it may lack.
    pub(super) fn has_just_come(&self) -> bool {
        self.met.last_came().is_some_and(|last| last.elapsed() < RESUMES)
    }

    /// How many other processes came since this one connected. Those whose answers are read after this are counted.
    pub(super) fn came(&self) -> u64 {
        self.met.came()
    }

    /// Counts how often another process came to where something is kept, which may lack some of it.
    pub(super) fn arrivals(&self) -> watch::Receiver<u64> {
        self.arrivals.clone()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn unavailable(why: RedisError) -> JournalError {
    JournalError::Unavailable(why.to_string())
}

fn unreadable(what: &str) -> JournalError {
    JournalError::Unreadable(what.to_owned())
}

/// Random, so that two processes are never taken for one.
fn node_name() -> String {
    // Without the system's randomness no token could be made either; the clock tells processes apart.
    let number = getrandom::u64().unwrap_or_else(|_| Clocks::new().now().0.cast_unsigned());
    format!("{number:016x}")
}

/// Epoch, revision, hash, and the mark of a deleted forum.
type StoredHead = (Option<u32>, Option<u64>, Option<Bytes>, Option<u8>);

/// Epoch, revision, hash, format and bytes.
type StoredSnapshot = (Option<u32>, Option<u64>, Option<Bytes>, Option<u32>, Option<Bytes>);

#[async_trait]
impl Journal for RedisJournal {
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError> {
        self.try_append(forum, after, &draft).await
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.confirm(forum).await?;
        self.heads_of(&[forum]).await.pop().unwrap_or(Ok(None))
    }

    async fn settled(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.confirm(forum).await?;
        self.settled_head(forum).await
    }

    async fn heads(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>> {
        self.heads_of(forums).await
    }

    async fn keep(&self, forum: ForumId, _entry: Head) -> Result<(), JournalError> {
        if self.waits_for_replicas() { self.everything_is_on_replicas(forum).await } else { Ok(()) }
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        let mut script = scripts::READ.key(keys::entries(forum));
        script.beside(keys::words(forum)).arg(after).arg(limit);
        let frames = self.call(&script).await?;
        let entries = append::entries(frames).ok_or_else(|| unreadable("an entry"))?;
        match chain::hole(after, &entries) {
            Some(rev) => Err(JournalError::Hole { rev }),
            None => Ok(entries),
        }
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        let key = keys::words(forum);
        let stored: Vec<(Bytes, Bytes)> = self.ask(&key, redis::cmd("HGETALL").arg(&key)).await?;
        let words = stored.iter().map(|(no, salted)| frame::filed(no, salted)).collect::<Option<Vec<_>>>();
        let mut words = words.ok_or_else(|| unreadable("words"))?;
        words.sort_unstable_by_key(|words| words.no);
        Ok(words)
    }

    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError> {
        let tailing = self.tails.listen(forum);
        self.subscriber.subscribe(keys::channel(forum)).await.map_err(JournalError::Unavailable)?;
        Ok(tailing)
    }

    async fn snapshot(&self, forum: ForumId) -> Result<Option<Snapshot>, JournalError> {
        let fields = ["epoch", "rev", "hash", "format", "bytes"];
        let key = keys::snapshot(forum);
        let stored: StoredSnapshot = self.ask(&key, redis::cmd("HMGET").arg(&key).arg(&fields)).await?;
        let (Some(epoch), Some(rev), Some(hash), Some(format), Some(bytes)) = stored else { return Ok(None) };
        let hash = Hash::from_bytes(&hash).ok_or_else(|| unreadable("a snapshot's hash"))?;
        Ok(Some(Snapshot { head: Head { epoch, rev, hash }, format, bytes }))
    }

    async fn save_snapshot(&self, forum: ForumId, snapshot: Snapshot) -> Result<(), JournalError> {
        let Snapshot { head, format, bytes } = snapshot;
        let mut script = scripts::SAVE_SNAPSHOT.key(keys::head(forum));
        script.beside(keys::snapshot(forum));
        script.arg(head.epoch).arg(head.rev).arg(&head.hash.0[..]).arg(format).arg(&bytes[..]);
        self.call(&script).await
    }

    async fn deadlines(&self, before: Time) -> Result<Vec<(ForumId, Time)>, JournalError> {
        let forums = self.forum_ids().await?;
        let deadlines = self.deadlines_of(&forums).await;
        let mut due = Vec::new();
        for (forum, at) in forums.into_iter().zip(deadlines) {
            match at {
                Ok(at) => due.extend(at.filter(|at| *at < before).map(|at| (forum, at))),
                // Nobody can act there now; it is asked again in the next round.
                Err(why) => tracing::warn!(%forum, %why, "a forum cannot be asked when it wants to act"),
            }
        }
        due.sort_unstable_by_key(|(forum, at)| (*at, *forum));
        Ok(due)
    }

    fn now(&self) -> Time {
        self.clocks.now()
    }

    async fn health(&self) -> Health {
        self.probe.told(Instant::now(), self.tried_with_a_write()).await
    }

    async fn leave_turn(&self, forum: ForumId) {
        let mut script = scripts::LEAVE_TURN.key(keys::head(forum));
        script.beside(keys::turns(forum)).arg(&self.node);
        if let Err(why) = self.call::<i64>(&script).await {
            tracing::debug!(%why, "stays in the line until it is passed over");
        }
    }
}
