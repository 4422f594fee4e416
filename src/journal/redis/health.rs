//! Which servers take writes: each is tried with one.

use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::timeout;

use crate::journal::answer::{Health, JournalError};

use super::{RedisJournal, keys, unavailable};

/// How many seconds what was written to try whether anything can be is kept.
const PROBE_LASTS: u64 = 60;
/// A server that has not taken it by then is away: whoever asks for all of them does not wait for one that has frozen.
const WITHIN: Duration = Duration::from_secs(1);

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
        let late = || Err(JournalError::Unavailable("Redis does not answer".into()));
        timeout(WITHIN, self.write_probe(&key, probe)).await.unwrap_or_else(|_| late())
    }

    /// Where replicas were asked for, enough of them have it too: otherwise nothing is acknowledged.
    async fn write_probe(&self, key: &str, probe: redis::Cmd) -> Result<(), JournalError> {
        if self.replicas == 0 { self.ask(key, &probe).await } else { self.is_on_replicas(key, probe).await }
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
