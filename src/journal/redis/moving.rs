//! Asking for what lies in a slot of a cluster while that is moved, key by key.
//!
//! `ASK` says that what was asked for is at the new server, which answers whoever says `ASKING`; `TRYAGAIN`, that not all of a
//! script's keys are on one side. A slot may hold many keys, and nobody waits for the last of them: the scripts that write and read
//! entries name no more keys than every forum has, and find the others by the name of the first. While a forum's keys are where
//! they were such a script runs there; a key that it needs and does not find there ends it before anything is written. Once none
//! of them is there any more it runs where they have gone, and not before: it would take what is still on its way for what is not
//! there, and what it made in its place could not be moved there.

use std::time::Instant;

use redis::{RedisError, RedisResult, Value};

use crate::backbone::{Healing, Lines, Pinned};
use crate::domain::id::ForumId;

use super::asking::Patience;
use super::call::{Call, Way};
use super::{RedisJournal, keys};

/// Answers that say that keys are on their way, or have come to where they go.
const MOVING: [&str; 3] = ["ASK", "TRYAGAIN", "MOVED"];
/// What a server says whose script asked for a key that is not there, or not any more, while its slot is moved.
const OUT_OF_REACH: &str = "non local key";

/// What a script answered that writes.
pub(super) struct Written {
    pub answer: Value,
    /// How many replicas have it.
    pub have: RedisResult<usize>,
    /// The server that ran it.
    pub server: String,
    /// When it was sent there.
    pub sent: Instant,
}

/// Whether nothing was done because keys are on their way, or have come to where they go.
pub(super) fn is_moving(why: &RedisError) -> bool {
    why.code().is_some_and(|code| MOVING.contains(&code)) || why.to_string().contains(OUT_OF_REACH)
}

impl RedisJournal {
    /// Has the server that keeps a forum, or to which all of it has gone, run a script that writes; while some of it is on its way,
    /// as soon as it has come, or not at all. The call is made for the process that is asked.
    pub(super) async fn write_where_it_is(
        &self,
        forum: ForumId,
        call: impl Fn(&str) -> Call<'static> + Send + Sync,
    ) -> RedisResult<Written> {
        Patience::for_so_long(self.timeout).asks(|| self.write_once(forum, &call)).await
    }

    async fn write_once(
        &self,
        forum: ForumId,
        call: &(impl Fn(&str) -> Call<'static> + Send + Sync),
    ) -> RedisResult<Written> {
        let line = self.writes.to(&keys::head(forum)).await?;
        let there = line.pinned().await?;
        let made = call(there.identity());
        match self.write_there(there, &made, Way::Here).await {
            Err(why) if is_moving(&why) => match gone_to(&self.writes, &line, made.all_keys()).await {
                Some(ahead) => {
                    let there = ahead.pinned().await?;
                    let made = call(there.identity());
                    self.write_there(there, &made, Way::Ahead).await
                }
                None => Err(why),
            },
            written => written,
        }
    }

    async fn write_there(&self, mut there: Pinned, call: &Call<'_>, way: Way) -> RedisResult<Written> {
        let sent = Instant::now();
        let (answer, have) = self.run_and_wait(&mut there, call, way).await?;
        Ok(Written { answer, have, server: there.server(), sent })
    }
}

/// Where all of these keys have gone. Where their slot is moved away no key is made any more: what is not there stays away.
pub(super) async fn gone_to(
    lines: &Lines,
    line: &Healing,
    keys: impl Iterator<Item = &String>,
) -> Option<Healing> {
    let mut asked = redis::pipe();
    asked.ignore_errors();
    for key in keys {
        asked.cmd("PTTL").arg(key);
    }
    let answers: Vec<RedisResult<Value>> = asked.query_async(&mut line.clone()).await.ok()?;
    let gone = answers.into_iter().map(|answer| lines.ahead(line, &answer.err()?));
    gone.collect::<Option<Vec<_>>>()?.pop()
}
