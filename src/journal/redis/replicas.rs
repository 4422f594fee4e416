//! Waiting until replicas have what was written.
//!
//! `WAIT` counts the replicas that have what *its own connection* wrote, and a new connection wrote nothing. So it is
//! always sent together with what it waits for: both go over one connection, or neither is answered.

use std::io;
use std::time::Duration;

use redis::{RedisError, RedisResult, Value};

use redis::aio::ConnectionLike;

use crate::domain::id::ForumId;
use crate::journal::answer::{AppendError, Appended, JournalError};

use super::call::{Call, Way, is_unknown};
use super::{RedisJournal, keys, scripts, unavailable};

/// What was waited for has the others behind it; they are not to find the connection dead.
fn wait_ms(timeout: Duration) -> u64 {
    timeout.as_millis() as u64 / 2
}

impl RedisJournal {
    /// Has a script run by that server and, where replicas were asked for, says how many of them have what it wrote.
    pub(super) async fn run_and_wait(
        &self,
        line: &mut (impl ConnectionLike + Send),
        call: &Call<'_>,
        way: Way,
    ) -> RedisResult<(Value, RedisResult<usize>)> {
        if self.replicas == 0 && way == Way::Here {
            return Ok((call.run(line).await?, Ok(0)));
        }
        let wait = wait_ms(self.timeout);
        match self.send_and_wait(line, call.by_hash(way), way, wait).await {
            Err(why) if is_unknown(&why) => self.send_and_wait(line, call.whole(way), way, wait).await,
            answer => answer,
        }
    }

    /// Sends that, and says how many replicas have what it wrote after so many milliseconds at most.
    pub(super) async fn send_and_wait(
        &self,
        line: &mut (impl ConnectionLike + Send),
        command: redis::Cmd,
        way: Way,
        wait: u64,
    ) -> RedisResult<(Value, RedisResult<usize>)> {
        let mut all = redis::pipe();
        all.ignore_errors();
        if way == Way::Ahead {
            all.cmd("ASKING");
        }
        all.add_command(command);
        // Nobody is waited for where none were asked for.
        all.cmd("WAIT").arg(self.replicas).arg(wait);
        let mut answers: Vec<RedisResult<Value>> = all.query_async(line).await?;
        let mut last = || answers.pop().unwrap_or_else(|| Err(io::Error::other("no answer").into()));
        let (have, answer) = (last(), last());
        Ok((answer?, have.and_then(|have| Ok(redis::from_redis_value(have)?))))
    }

    /// What was written is acknowledged once enough replicas have it.
    pub(super) async fn acknowledged(
        &self,
        forum: ForumId,
        appended: &Appended,
        own: crate::journal::Head,
        have: RedisResult<usize>,
    ) -> Result<(), AppendError> {
        let unknown = |why: String| AppendError::Unknown(why);
        match appended {
            Appended::Written { .. } => {
                let have = have.map_err(|why: RedisError| unknown(why.to_string()))?;
                if have < self.replicas {
                    return Err(unknown(self.too_few(have)));
                }
                Ok(())
            }
            // Written before, by an append whose answer was lost.
            Appended::Conflict { missed, .. } if missed.first().is_some_and(|first| first.head() == own) => {
                self.confirm(forum).await.map_err(|why| unknown(why.to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Whoever looks whether an append was written is not told so before the replicas have it too.
    pub(super) async fn confirm(&self, forum: ForumId) -> Result<(), JournalError> {
        let Some(times) = self.unconfirmed.get(&forum).map(|times| *times) else { return Ok(()) };
        self.everything_is_on_replicas(forum).await?;
        self.unconfirmed.remove_if(&forum, |_, now| *now == times);
        Ok(())
    }

    /// Replicas that have what is written now have everything before it. It is written where all of the forum's entries are.
    pub(super) async fn everything_is_on_replicas(&self, forum: ForumId) -> Result<(), JournalError> {
        let call = |_: &str| call_to_mark(forum);
        let written = self.write_where_it_is(forum, call).await.map_err(unavailable)?;
        self.is_on_enough(written.have.map_err(unavailable)?)
    }

    /// Whether that many replicas are as many as were asked for.
    pub(super) fn is_on_enough(&self, have: usize) -> Result<(), JournalError> {
        if have < self.replicas { Err(JournalError::Unavailable(self.too_few(have))) } else { Ok(()) }
    }

    fn too_few(&self, have: usize) -> String {
        format!(
            "written, but on {have} of {} replicas of Redis: start more of them, or ask for fewer by --replicas",
            self.replicas
        )
    }
}

fn call_to_mark(forum: ForumId) -> Call<'static> {
    let mut call = scripts::MARK.key(keys::head(forum));
    call.key(keys::entries(forum)).beside(keys::words(forum));
    call
}
