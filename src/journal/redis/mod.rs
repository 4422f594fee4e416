//! The journal of many nodes: Redis streams, pub/sub, and scripts that do each step at once.

mod append;
mod frame;
mod keys;
mod registry;
mod replicas;
mod scripts;
mod tailing;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use bytes::Bytes;
use dashmap::DashMap;
use redis::aio::ConnectionManager;
use redis::{FromRedisValue, Pipeline, RedisError};

use crate::backbone::{Backbone, BackboneError, Subscriber};
use crate::domain::id::ForumId;
use crate::domain::time::Time;

use super::answer::{AppendError, Appended, JournalError};
use super::clock::JournalClock;
use super::entry::{Draft, Entry, Filed, Head, Snapshot};
use super::hash::Hash;
use super::tail::{Tailing, Tails};
use super::{Journal, chain};

use tailing::Published;

/// How many seconds what was written to try whether anything can be is kept.
const PROBE_LASTS: u64 = 60;

/// The journals of a deployment, in Redis.
pub struct RedisJournal {
    /// Appends have a connection of their own: `WAIT` holds it up.
    writes: ConnectionManager,
    reads: ConnectionManager,
    subscriber: Subscriber,
    tails: Arc<Tails>,
    clock: JournalClock,
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
            writes: backbone.connection().await?,
            reads: backbone.connection().await?,
            subscriber,
            tails,
            clock: JournalClock::shared(),
            node: node_name(),
            timeout: backbone.timeout(),
            replicas,
            unconfirmed: DashMap::new(),
        };
        journal.prepare().await.map_err(|why| backbone.unreachable(&why))?;
        Ok(journal)
    }

    /// The script is there before the first append needs it, and the clock is Redis's before
    /// anybody asks for the time.
    async fn prepare(&self) -> Result<(), RedisError> {
        self.in_time(scripts::APPEND.load_async(&mut self.writes.clone())).await?;
        let sent = Instant::now();
        let time = self.in_time(redis::cmd("TIME").query_async(&mut self.reads.clone())).await?;
        self.learn(time, sent);
        Ok(())
    }

    fn learn(&self, (seconds, micros): (i64, i64), sent: Instant) {
        self.clock.learn(Time(seconds * 1_000 + micros / 1_000), sent, Instant::now());
    }

    /// A command that was not answered in time failed: perhaps it was done.
    async fn in_time<T>(&self, call: impl Future<Output = Result<T, RedisError>>) -> Result<T, RedisError> {
        let late = || RedisError::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
        tokio::time::timeout(self.timeout, call).await.unwrap_or_else(|_| Err(late()))
    }

    async fn ask<T: FromRedisValue>(&self, pipeline: &Pipeline) -> Result<T, JournalError> {
        let mut connection = self.reads.clone();
        self.in_time(pipeline.query_async(&mut connection)).await.map_err(unavailable)
    }

    async fn call<T: FromRedisValue>(&self, script: &redis::ScriptInvocation<'_>) -> Result<T, JournalError> {
        let mut connection = self.reads.clone();
        self.in_time(script.invoke_async(&mut connection)).await.map_err(unavailable)
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
    let number = getrandom::u64().unwrap_or_else(|_| JournalClock::shared().now().0.cast_unsigned());
    format!("{number:016x}")
}

/// Epoch, revision, hash, and the mark of a deleted forum.
type StoredHead = (Option<u32>, Option<u64>, Option<Bytes>, Option<u8>);

/// Epoch, revision, hash, format and bytes.
type StoredSnapshot = (Option<u32>, Option<u64>, Option<Bytes>, Option<u32>, Option<Bytes>);

fn head((epoch, rev, hash, gone): StoredHead) -> Result<Option<Head>, JournalError> {
    let (Some(epoch), Some(rev), Some(hash), None) = (epoch, rev, hash, gone) else { return Ok(None) };
    let hash = Hash::from_bytes(&hash).ok_or_else(|| unreadable("a head's hash"))?;
    Ok(Some(Head { epoch, rev, hash }))
}

#[async_trait]
impl Journal for RedisJournal {
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError> {
        let appended = self.append_once(forum, &after, &draft).await;
        if matches!(appended, Err(AppendError::Unknown(_))) && self.replicas > 0 {
            *self.unconfirmed.entry(forum).or_default() += 1;
        }
        appended
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        self.confirm(forum).await?;
        Ok(self.heads(&[forum]).await?.pop().flatten())
    }

    async fn heads(&self, forums: &[ForumId]) -> Result<Vec<Option<Head>>, JournalError> {
        let mut pipeline = redis::pipe();
        pipeline.cmd("TIME");
        for forum in forums {
            pipeline.cmd("HMGET").arg(keys::head(*forum)).arg(&["epoch", "rev", "hash", "gone"]);
        }
        let sent = Instant::now();
        let mut answers: std::vec::IntoIter<redis::Value> = self.ask::<Vec<_>>(&pipeline).await?.into_iter();
        let time = answers.next().ok_or_else(|| unreadable("no time"))?;
        let (seconds, micros): (i64, i64) =
            redis::from_redis_value(time).map_err(|_| unreadable("the time"))?;
        self.clock.learn(Time(seconds * 1_000 + micros / 1_000), sent, Instant::now());
        answers
            .map(|answer| head(redis::from_redis_value(answer).map_err(|_| unreadable("a head"))?))
            .collect()
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        let mut script = scripts::READ.prepare_invoke();
        script.key(keys::entries(forum)).key(keys::words(forum)).arg(after).arg(limit);
        let frames = self.call(&script).await?;
        let entries = append::entries(frames).ok_or_else(|| unreadable("an entry"))?;
        match chain::hole(after, &entries) {
            Some(rev) => Err(JournalError::Hole { rev }),
            None => Ok(entries),
        }
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        let mut pipeline = redis::pipe();
        pipeline.hgetall(keys::words(forum));
        let (stored,): (Vec<(Bytes, Bytes)>,) = self.ask(&pipeline).await?;
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
        let mut pipeline = redis::pipe();
        let fields = ["epoch", "rev", "hash", "format", "bytes"];
        pipeline.cmd("HMGET").arg(keys::snapshot(forum)).arg(&fields);
        let (stored,): (StoredSnapshot,) = self.ask(&pipeline).await?;
        let (Some(epoch), Some(rev), Some(hash), Some(format), Some(bytes)) = stored else { return Ok(None) };
        let hash = Hash::from_bytes(&hash).ok_or_else(|| unreadable("a snapshot's hash"))?;
        Ok(Some(Snapshot { head: Head { epoch, rev, hash }, format, bytes }))
    }

    async fn save_snapshot(&self, forum: ForumId, snapshot: Snapshot) -> Result<(), JournalError> {
        let Snapshot { head, format, bytes } = snapshot;
        let mut script = scripts::SAVE_SNAPSHOT.prepare_invoke();
        script.key(keys::head(forum)).key(keys::snapshot(forum));
        script.arg(head.epoch).arg(head.rev).arg(&head.hash.0[..]).arg(format).arg(&bytes[..]);
        self.call(&script).await
    }

    async fn deadlines(&self, before: Time) -> Result<Vec<(ForumId, Time)>, JournalError> {
        let forums = self.forum_ids().await?;
        if forums.is_empty() {
            return Ok(Vec::new());
        }
        let mut pipeline = redis::pipe();
        for forum in &forums {
            pipeline.hget(keys::head(*forum), "deadline");
        }
        let deadlines: Vec<Option<i64>> = self.ask(&pipeline).await?;
        let due = forums.into_iter().zip(deadlines).filter_map(|(forum, at)| Some((forum, Time(at?))));
        let mut due: Vec<_> = due.filter(|(_, at)| *at < before).collect();
        due.sort_unstable_by_key(|(forum, at)| (*at, *forum));
        Ok(due)
    }

    fn now(&self) -> Time {
        self.clock.now()
    }

    async fn healthy(&self) -> Result<(), JournalError> {
        let mut pipeline = redis::pipe();
        pipeline.set_ex(keys::PROBE, 1, PROBE_LASTS).ignore();
        self.ask(&pipeline).await
    }

    async fn leave_turn(&self, forum: ForumId) {
        let mut script = scripts::LEAVE_TURN.prepare_invoke();
        script.key(keys::head(forum)).key(keys::turns(forum)).arg(&self.node);
        if let Err(why) = self.call::<i64>(&script).await {
            tracing::debug!(%why, "stays in the line until it is passed over");
        }
    }
}
