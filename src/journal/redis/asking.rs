//! Asking whoever keeps a key.
//!
//! Believed is who says in the same breath that it takes writes. Who has become a replica answers reads all the same, and forgets
//! everything while it takes in another's data: what it does not have may well be there.
//!
//! While a slot of a cluster is moved, some of its keys are at the old server and some at the new one (see `moving`). Nothing was
//! done then, and it is asked again until it is answered or its time is over.

use std::io;
use std::time::{Duration, Instant};

use redis::{Cmd, FromRedisValue, RedisError, RedisResult, Value};
use tokio::time::sleep;

use crate::backbone::{Healing, is_primary};
use crate::journal::answer::JournalError;

use super::call::{Call, Way, is_unknown};
use super::moving::{gone_to, is_moving};
use super::{RedisJournal, unavailable, unreadable};

/// How soon it is asked again for what is on its way.
const AGAIN: Duration = Duration::from_millis(20);

/// How long it is waited for keys on their way.
pub(super) struct Patience {
    until: Instant,
}

impl Patience {
    pub fn for_so_long(time: Duration) -> Self {
        Self { until: Instant::now() + time }
    }

    /// Asks until something else is answered than that keys are on their way, or the time is over.
    pub async fn asks<T, F>(self, once: impl Fn() -> F) -> RedisResult<T>
    where
        F: Future<Output = RedisResult<T>> + Send,
    {
        loop {
            match once().await {
                Err(why) if is_moving(&why) && Instant::now() < self.until => sleep(AGAIN).await,
                answer => return answer,
            }
        }
    }
}

impl RedisJournal {
    /// Asks whoever keeps that key.
    pub(super) async fn ask<T: FromRedisValue>(&self, key: &str, command: &Cmd) -> Result<T, JournalError> {
        self.patiently(|| self.ask_once(key, command)).await
    }

    /// Has whoever keeps its keys run a script.
    pub(super) async fn call<T: FromRedisValue>(&self, call: &Call<'_>) -> Result<T, JournalError> {
        self.patiently(|| self.call_once(call)).await
    }

    /// Asks until it is answered, or its time is over.
    async fn patiently<T: FromRedisValue, F>(&self, once: impl Fn() -> F) -> Result<T, JournalError>
    where
        F: Future<Output = RedisResult<Value>> + Send,
    {
        read(Patience::for_so_long(self.timeout).asks(once).await.map_err(unavailable)?)
    }

    async fn call_once(&self, call: &Call<'_>) -> RedisResult<Value> {
        let line = self.reads.to(call.place()).await?;
        match run(&line, call, Way::Here).await {
            Err(why) if is_moving(&why) => match gone_to(&self.reads, &line, call.all_keys()).await {
                Some(ahead) => run(&ahead, call, Way::Ahead).await,
                None => Err(why),
            },
            answer => answer,
        }
    }

    async fn ask_once(&self, key: &str, command: &Cmd) -> RedisResult<Value> {
        let line = self.reads.to(key).await?;
        match believed(line.clone(), command, Way::Here).await {
            Err(why) => self.ask_ahead(&line, why, command).await,
            answer => answer,
        }
    }

    /// Asks where the key has gone to, if that is why it was not answered.
    pub(super) async fn ask_ahead(
        &self,
        asked: &Healing,
        why: RedisError,
        command: &Cmd,
    ) -> RedisResult<Value> {
        match self.reads.ahead(asked, &why) {
            Some(line) => believed(line, command, Way::Ahead).await,
            None => Err(why),
        }
    }
}

async fn run(line: &Healing, call: &Call<'_>, way: Way) -> RedisResult<Value> {
    match believed(line.clone(), &call.by_hash(way), way).await {
        Err(why) if is_unknown(&why) => believed(line.clone(), &call.whole(way), way).await,
        answer => answer,
    }
}

/// What a server answers that takes writes. One that does not any more is left.
async fn believed(mut line: Healing, command: &Cmd, way: Way) -> RedisResult<Value> {
    let mut pipeline = redis::pipe();
    pipeline.ignore_errors();
    if way == Way::Ahead {
        pipeline.cmd("ASKING");
    }
    pipeline.add_command(command.clone()).cmd("ROLE");
    let mut answers: Vec<RedisResult<Value>> = pipeline.query_async(&mut line).await?;
    if !answers.pop().is_some_and(|role| role.is_ok_and(is_primary)) {
        return Err(no_primary(&line));
    }
    answers.pop().unwrap_or_else(|| Err(io::Error::other("no answer").into()))
}

/// Leaves a server that takes no writes any more.
pub(super) fn no_primary(line: &Healing) -> RedisError {
    line.leave();
    io::Error::other(format!("{} is no primary any more", line.server())).into()
}

fn read<T: FromRedisValue>(answer: Value) -> Result<T, JournalError> {
    redis::from_redis_value(answer).map_err(|why| unreadable(&why.to_string()))
}
