//! The conditional append: one script, one round trip.

use std::io;

use redis::{RedisError, RedisResult, Value};

use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::answer::{AppendError, Appended, Refusal};
use crate::journal::entry::{Draft, Entry, Head};
use crate::journal::hash::Hash;
use crate::journal::numbers;

use super::call::Call;
use super::moving::{Written, is_moving};
use super::{RedisJournal, frame, keys, scripts};

const UNREADABLE: &str = "an unreadable answer";

/// Errors with which Redis answers before a script wrote anything.
const NOTHING_WRITTEN: [&str; 11] = [
    "OOM",
    "READONLY",
    "LOADING",
    "MISCONF",
    "NOREPLICAS",
    "MASTERDOWN",
    "CLUSTERDOWN",
    "BUSY",
    "NOAUTH",
    "NOPERM",
    "NOSCRIPT",
];

impl RedisJournal {
    /// Runs the script and, where asked for, waits for replicas.
    pub(super) async fn append_once(
        &self,
        forum: ForumId,
        after: &Head,
        draft: &Draft,
    ) -> Result<Appended, AppendError> {
        let entry = draft.entry(after);
        let (answer, have) = self.send(forum, after, draft, &entry).await.map_err(failed)?;
        let appended = answer.appended(&entry)?;
        self.acknowledged(forum, &appended, entry.head(), have).await?;
        Ok(appended)
    }

    /// Has whoever keeps the forum now append the entry, and learns its clock.
    async fn send(
        &self,
        forum: ForumId,
        after: &Head,
        draft: &Draft,
        entry: &Entry,
    ) -> RedisResult<(Answer, RedisResult<usize>)> {
        let call = |server: &str| self.call_to_append(forum, after, draft, entry, server);
        let Written { answer, have, server, sent } = self.write_where_it_is(forum, call).await?;
        let answer = Answer::read(answer).ok_or_else(|| RedisError::from(io::Error::other(UNREADABLE)))?;
        self.clocks.learn(server, answer.now, sent);
        Ok((answer, have))
    }

    fn call_to_append(
        &self,
        forum: ForumId,
        after: &Head,
        draft: &Draft,
        entry: &Entry,
        server: &str,
    ) -> Call<'static> {
        let mut call = scripts::APPEND.key(keys::head(forum));
        call.key(keys::entries(forum)).beside(keys::words(forum)).beside(keys::turns(forum));
        call.arg(after.epoch).arg(after.rev).arg(&after.hash.0[..]);
        call.arg(entry.epoch).arg(&entry.hash.0[..]).arg(entry.time.0);
        call.arg(draft.next_deadline.map(|time| time.0.to_string()).unwrap_or_default());
        call.arg(&entry.body[..]).arg(numbers::to_text(&entry.erased));
        call.arg(&self.node).arg(self.publish).arg(keys::channel(forum)).arg(server);
        for words in &*entry.words {
            call.arg(words.no.0).arg(frame::salted(words));
        }
        call
    }
}

fn failed(why: RedisError) -> AppendError {
    let refused = why.is_connection_refusal()
        || is_moving(&why)
        || why.code().is_some_and(|code| NOTHING_WRITTEN.contains(&code));
    if refused { Refusal::Unavailable(why.to_string()).into() } else { unknown(why) }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn unknown(why: RedisError) -> AppendError {
    AppendError::Unknown(why.to_string())
}

/// The script's answer: what it came to, Redis's time, and what belongs to it.
struct Answer {
    verdict: String,
    now: Time,
    rest: Vec<Value>,
}

impl Answer {
    fn read(answer: Value) -> Option<Self> {
        let mut parts = redis::from_redis_value::<Vec<Value>>(answer).ok()?;
        let rest = parts.split_off(2.min(parts.len()));
        let [verdict, now] = <[Value; 2]>::try_from(parts).ok()?;
        let verdict = redis::from_redis_value(verdict).ok()?;
        Some(Self { verdict, now: Time(redis::from_redis_value(now).ok()?), rest })
    }

    fn appended(self, entry: &Entry) -> Result<Appended, AppendError> {
        let rest = self.rest;
        let appended = match self.verdict.as_str() {
            "written" => Some(Appended::Written { head: entry.head(), server_time: Some(self.now) }),
            "conflict" => conflict(rest),
            "behind" => stands(rest).map(Appended::Behind),
            "fork" => stands(rest).map(Appended::Fork),
            refused => return Err(refusal(refused, rest).map_or_else(unreadable, AppendError::Refused)),
        };
        appended.ok_or_else(unreadable)
    }
}

fn unreadable() -> AppendError {
    AppendError::Unknown(UNREADABLE.into())
}

fn conflict(rest: Vec<Value>) -> Option<Appended> {
    let [waits, missed] = <[Value; 2]>::try_from(rest).ok()?;
    let not_your_turn = redis::from_redis_value::<u8>(waits).ok()? == 1;
    Some(Appended::Conflict { missed: entries(missed)?, not_your_turn })
}

/// The frames in an answer as entries.
pub(super) fn entries(frames: Value) -> Option<Vec<Entry>> {
    let frames: Vec<bytes::Bytes> = redis::from_redis_value(frames).ok()?;
    frames.into_iter().map(frame::entry).collect()
}

fn stands(rest: Vec<Value>) -> Option<Head> {
    let [head] = <[Value; 1]>::try_from(rest).ok()?;
    let (epoch, rev, hash): (u32, u64, bytes::Bytes) = redis::from_redis_value(head).ok()?;
    Some(Head { epoch, rev, hash: Hash::from_bytes(&hash)? })
}

fn refusal(verdict: &str, rest: Vec<Value>) -> Option<Refusal> {
    let millis = rest.into_iter().next().and_then(|millis| redis::from_redis_value(millis).ok());
    match verdict {
        "no forum" => Some(Refusal::NoForum),
        "words taken" => Some(Refusal::WordsTaken),
        "resuming" => millis.map(Refusal::Resuming),
        "ahead" => millis.map(Refusal::Ahead),
        "backwards" => millis.map(Refusal::Backwards),
        _ => None,
    }
}
