//! Which servers take writes: each is tried with one.

use std::time::Duration;

use futures_util::future::join_all;
use redis::RedisResult;
use tokio::time::timeout;

use crate::journal::answer::{Health, JournalError};

use super::asking::Patience;
use super::call::Way;
use super::{RedisJournal, keys, unavailable};

/// How many seconds what was written to try whether anything can be is kept.
const PROBE_LASTS: u64 = 60;
/// A server that has not taken it by then is away: whoever asks for all of them does not wait for one that has frozen.
const WITHIN: Duration = Duration::from_secs(1);
/// How long replicas have for it, in milliseconds: less than a second, after which it is tried again, so that no try waits for the one
/// before it.
const WAIT_MS: u64 = 900;
/// A server that has not told by then how many of them have it is away.
const REPLICAS_WITHIN: Duration = Duration::from_millis(1_500);

/// What each server came to, by its address.
type Tried = Vec<(String, Result<(), JournalError>)>;

impl RedisJournal {
    async fn try_each(&self) -> Result<Tried, JournalError> {
        let shards = self.reads.shards().await.map_err(unavailable)?;
        let trying = shards.into_iter().map(async |(server, tag)| (server, self.try_one(&tag).await));
        Ok(join_all(trying).await)
    }

    async fn try_one(&self, tag: &str) -> Result<(), JournalError> {
        let key = keys::probe(tag);
        let probe = redis::cmd("SETEX").arg(&key).arg(PROBE_LASTS).arg(1).to_owned();
        if self.replicas == 0 {
            return timeout(WITHIN, self.ask(&key, &probe)).await.unwrap_or_else(|_| Err(late()));
        }
        self.try_with_replicas(&key, &probe).await
    }

    /// Where replicas were asked for, enough of them have it too: otherwise nothing is acknowledged.
    async fn try_with_replicas(&self, key: &str, probe: &redis::Cmd) -> Result<(), JournalError> {
        let line = self.probes.to(key).await.map_err(unavailable)?;
        timeout(WITHIN, line.pinned()).await.map_err(|_| late())?.map_err(unavailable)?;
        let patience = Patience::for_so_long(WITHIN);
        let Ok(tried) = timeout(REPLICAS_WITHIN, patience.asks(|| self.write_probe(key, probe))).await else {
            // Nobody else waits over this line so long that it would be left.
            line.leave();
            return Err(late());
        };
        self.is_on_enough(tried.map_err(unavailable)?.map_err(unavailable)?)
    }

    /// Writes it where it is: how many replicas have it.
    async fn write_probe(&self, key: &str, probe: &redis::Cmd) -> RedisResult<RedisResult<usize>> {
        let line = self.probes.to(key).await?;
        let here = self.send_and_wait(&mut line.clone(), probe.clone(), Way::Here, WAIT_MS).await;
        let there = match here {
            Err(why) => match self.probes.ahead(&line, &why) {
                Some(mut ahead) => self.send_and_wait(&mut ahead, probe.clone(), Way::Ahead, WAIT_MS).await,
                None => Err(why),
            },
            answer => answer,
        };
        there.map(|(_, have)| have)
    }

    /// Forums that others keep go on where one takes none.
    pub(super) async fn tried_with_a_write(&self) -> Health {
        let tried = match self.try_each().await {
            Ok(tried) => tried,
            Err(why) => return Err(why).into(),
        };
        let mut writes = Err(JournalError::Unavailable("no server of Redis keeps anything".into()));
        let mut away = Vec::new();
        for (server, taken) in tried {
            if taken.is_err() {
                away.push(server);
            }
            writes = writes.or(taken);
        }
        if writes.is_ok() { Health { writes, away } } else { writes.into() }
    }
}

fn late() -> JournalError {
    JournalError::Unavailable("Redis does not answer".into())
}
