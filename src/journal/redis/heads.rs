//! What is asked of many forums at once: of each server in one call, and of all servers at the same time.

use std::time::Instant;

use futures_util::future::join_all;
use redis::{Cmd, FromRedisValue, Pipeline, RedisResult, Value};

use crate::backbone::{Healing, is_primary};
use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::answer::{JournalError, Refusal};
use crate::journal::entry::Head;
use crate::journal::hash::Hash;

use super::asking::no_primary;
use super::clocks::time;
use super::{RedisJournal, StoredHead, keys, scripts, unavailable, unreadable};

impl RedisJournal {
    /// Where each stands. A server that is away keeps no other from answering.
    pub(super) async fn heads_of(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>> {
        let stored = self.of_each(forums, &["epoch", "rev", "hash", "gone"]).await;
        stored.into_iter().map(|stored| stored.and_then(head)).collect()
    }

    /// Where a forum stands, where no other server may have been further: nothing is refused for good on what one lacks that every
    /// node puts back yet.
    pub(super) async fn settled_head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        let key = keys::head(forum);
        let there = self.reads.to(&key).await.map_err(unavailable)?.pinned().await.map_err(unavailable)?;
        let mut script = scripts::SETTLED.key(key);
        script.arg(there.identity()).arg(u64::try_from(there.lasts().as_millis()).unwrap_or(u64::MAX));
        let answer: Vec<Value> = self.call(&script).await?;
        let bad = |_| unreadable("where a forum stands");
        match <[Value; 2]>::try_from(answer) {
            Ok([_, millis]) => Err(resuming(redis::from_redis_value(millis).map_err(bad)?)),
            Err(rest) if rest.is_empty() => Ok(None),
            Err(rest) => {
                let (epoch, rev, hash) = redis::from_redis_value(Value::Array(rest)).map_err(bad)?;
                head((Some(epoch), Some(rev), Some(hash), None))
            }
        }
    }

    /// Where a forum stands, and when it wants to act by itself after that.
    pub(in crate::journal) async fn stands_at(
        &self,
        forum: ForumId,
    ) -> Result<Option<(Head, Option<Time>)>, JournalError> {
        let fields = ["epoch", "rev", "hash", "gone", "deadline"];
        let stored = self.of_each::<(_, _, _, _, Option<i64>)>(&[forum], &fields).await.pop();
        let Some((epoch, rev, hash, gone, deadline)) = stored.transpose()? else { return Ok(None) };
        Ok(head((epoch, rev, hash, gone))?.map(|head| (head, deadline.map(Time))))
    }

    /// When each wants to act by itself, if it does and can be asked.
    pub(super) async fn deadlines_of(&self, forums: &[ForumId]) -> Vec<Result<Option<Time>, JournalError>> {
        let stored = self.of_each::<(Option<i64>,)>(forums, &["deadline"]).await;
        stored.into_iter().map(|stored| Ok(stored?.0.map(Time))).collect()
    }

    /// Those fields of each forum's head.
    async fn of_each<T: FromRedisValue>(
        &self,
        forums: &[ForumId],
        fields: &[&str],
    ) -> Vec<Result<T, JournalError>> {
        let heads: Vec<String> = forums.iter().map(|forum| keys::head(*forum)).collect();
        let servers = self.reads.to_each(&heads).await;
        let asking = servers.into_iter().map(async |(line, asked)| {
            let answers = match line {
                Ok(line) => self.fields(line, asked.iter().map(|at| &heads[*at]), fields).await,
                Err(why) => Err(why),
            };
            (asked, answers)
        });
        let mut found: Vec<Option<Result<T, JournalError>>> = forums.iter().map(|_| None).collect();
        for (asked, answers) in join_all(asking).await {
            match answers {
                Ok(answers) => asked.into_iter().zip(answers).for_each(|(at, answer)| {
                    found[at] = Some(answer.map_err(unavailable));
                }),
                Err(why) => asked.into_iter().for_each(|at| found[at] = Some(Err(unavailable(why.clone())))),
            }
        }
        let lost = || Err(unreadable("fewer answers than questions"));
        found.into_iter().map(|answer| answer.unwrap_or_else(lost)).collect()
    }

    /// Asks one server, and learns its clock.
    async fn fields<T: FromRedisValue>(
        &self,
        line: Healing,
        heads: impl Iterator<Item = &String>,
        fields: &[&str],
    ) -> RedisResult<Vec<RedisResult<T>>> {
        let asked: Vec<Cmd> =
            heads.map(|head| redis::cmd("HMGET").arg(head).arg(fields).to_owned()).collect();
        let mut pipeline: Pipeline = redis::pipe();
        pipeline.ignore_errors().cmd("TIME");
        for command in &asked {
            pipeline.add_command(command.clone());
        }
        pipeline.cmd("INFO").arg("replication").cmd("ROLE");
        let mut there = line.pinned().await?;
        let sent = Instant::now();
        let mut answers = pipeline.query_async::<Vec<RedisResult<Value>>>(&mut there).await?;
        if !answers.pop().is_some_and(|role| role.is_ok_and(is_primary)) {
            return Err(no_primary(&line));
        }
        if let Some(Ok(replication)) = answers.pop() {
            // Where it may not be asked it is not known.
            there.heed_history(&redis::from_redis_value::<String>(replication).unwrap_or_default());
        }
        let mut answers = answers.into_iter();
        if let Some(Ok(answer)) = answers.next()
            && let Ok(answer) = redis::from_redis_value(answer)
        {
            self.clocks.learn(line.server(), time(answer), sent);
        }
        let mut found = Vec::with_capacity(asked.len());
        for (command, answer) in asked.iter().zip(answers) {
            let answer = match answer {
                Err(why) => self.ask_ahead(&line, why, command).await,
                answer => answer,
            };
            found.push(answer.and_then(|answer| Ok(redis::from_redis_value(answer)?)));
        }
        Ok(found)
    }
}

fn resuming(millis: i64) -> JournalError {
    JournalError::Unavailable(Refusal::Resuming(millis).to_string())
}

fn head((epoch, rev, hash, gone): StoredHead) -> Result<Option<Head>, JournalError> {
    let (Some(epoch), Some(rev), Some(hash), None) = (epoch, rev, hash, gone) else { return Ok(None) };
    let hash = Hash::from_bytes(&hash).ok_or_else(|| unreadable("a head's hash"))?;
    Ok(Some(Head { epoch, rev, hash }))
}
