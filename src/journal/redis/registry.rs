//! The registry beside the journals.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use redis::ToRedisArgs;

use crate::domain::id::{ForumId, HallNo};
use crate::journal::answer::JournalError;
use crate::journal::entry::Head;
use crate::journal::hash::Hash;
use crate::journal::registry::{Claim, Destination, ForumRecord, Granted, JoinCode, Registry};
use crate::journal::setting::{Setting, times_of};

use super::{RedisJournal, keys, scripts, unavailable, unreadable};

impl RedisJournal {
    async fn slugs(&self) -> Result<Vec<ForumRecord>, JournalError> {
        let slugs: Vec<(String, String)> =
            self.ask(keys::SLUGS, redis::cmd("HGETALL").arg(keys::SLUGS)).await?;
        let record = |(slug, id): (String, String)| Some(ForumRecord { id: id.parse().ok()?, slug });
        slugs.into_iter().map(record).collect::<Option<_>>().ok_or_else(|| unreadable("a forum's id"))
    }

    /// Whether there was such a forum and it was deleted: not the same as one that is not there.
    pub(in crate::journal) async fn is_deleted(&self, forum: ForumId) -> Result<bool, JournalError> {
        let key = keys::head(forum);
        self.ask(&key, redis::cmd("HEXISTS").arg(&key).arg("gone")).await
    }

    /// Whether whoever keeps the registry says which process it is: else nobody sees that another one came.
    pub(in crate::journal) async fn registry_says_which_it_is(&self) -> Result<bool, JournalError> {
        let line = self.reads.to(keys::CODES).await.map_err(unavailable)?;
        Ok(!line.pinned().await.map_err(unavailable)?.identity().is_empty())
    }

    pub(super) async fn forum_ids(&self) -> Result<Vec<ForumId>, JournalError> {
        Ok(self.slugs().await?.into_iter().map(|record| record.id).collect())
    }
}

#[async_trait]
impl Registry for RedisJournal {
    async fn create_forum(&self, record: ForumRecord) -> Result<Claim<ForumId>, JournalError> {
        let mut create = scripts::CREATE.key(keys::SLUGS);
        create.arg(&record.slug).arg(record.id.to_string());
        let holder: String = self.call(&create).await?;
        let holder = holder.parse().map_err(|_| unreadable("a forum's id"))?;
        if holder != record.id {
            return Ok(Claim::Taken(holder));
        }
        // Also when it was there: whoever made it may have died in between.
        let Head { epoch, rev, hash } = Head::GENESIS;
        let key = keys::head(record.id);
        for (field, value) in [
            ("epoch", epoch.to_redis_args()),
            ("rev", rev.to_redis_args()),
            ("hash", (&hash.0[..]).to_redis_args()),
        ] {
            // A head is read as none until the last of them is there.
            self.ask::<()>(&key, redis::cmd("HSETNX").arg(&key).arg(field).arg(value)).await?;
        }
        Ok(Claim::Won)
    }

    async fn forums(&self) -> Result<Vec<ForumRecord>, JournalError> {
        let mut forums = self.slugs().await?;
        forums.sort_unstable_by(|one, other| one.slug.cmp(&other.slug));
        Ok(forums)
    }

    async fn delete_forum(&self, forum: ForumId) -> Result<(), JournalError> {
        // From the first step on nobody reads it or writes to it; until the last one it is found, so that what broke off is done again
        // and finished. Each key is deleted where it is, also while their slot is moved.
        self.call::<()>(&scripts::DELETE_FORUM.key(keys::head(forum))).await?;
        for key in [keys::entries(forum), keys::words(forum), keys::turns(forum), keys::snapshot(forum)] {
            self.ask::<()>(&key, redis::cmd("DEL").arg(&key)).await?;
        }
        for found_by in [keys::CODES, keys::SLUGS] {
            self.call::<()>(scripts::FORGET.key(found_by).arg(forum.to_string())).await?;
        }
        Ok(())
    }

    async fn claim_code(
        &self,
        code: JoinCode,
        place: Destination,
    ) -> Result<Claim<Destination>, JournalError> {
        let mut claim = scripts::CLAIM.key(keys::CODES);
        claim.arg(code.to_string()).arg(place_text(place));
        let holder: String = self.call(&claim).await?;
        let holder = place_of(&holder)?;
        Ok(if holder == place { Claim::Won } else { Claim::Taken(holder) })
    }

    async fn lookup(&self, code: JoinCode) -> Result<Option<Destination>, JournalError> {
        let code = code.to_string();
        let place: Option<String> =
            self.ask(keys::CODES, redis::cmd("HGET").arg(keys::CODES).arg(code)).await?;
        place.as_deref().map(place_of).transpose()
    }

    async fn codes(&self, forum: ForumId) -> Result<Vec<(JoinCode, Destination)>, JournalError> {
        let all: Vec<(String, String)> =
            self.ask(keys::CODES, redis::cmd("HGETALL").arg(keys::CODES)).await?;
        let mut codes = Vec::new();
        for (code, place) in all {
            let code = code.parse().map_err(|_| unreadable("a code"))?;
            codes.push((code, place_of(&place)?));
        }
        codes.retain(|(_, place)| place.forum == forum);
        codes.sort_unstable_by_key(|(code, place)| (place.hall, *code));
        Ok(codes)
    }

    async fn release_code(&self, code: JoinCode) -> Result<(), JournalError> {
        self.ask(keys::CODES, redis::cmd("HDEL").arg(keys::CODES).arg(code.to_string())).await
    }

    async fn offer(&self, code: JoinCode, secret: Hash, lasts: Duration) -> Result<bool, JournalError> {
        let millis = u64::try_from(lasts.as_millis()).unwrap_or(u64::MAX).clamp(1, i64::MAX as u64 / 2);
        let mut offer = scripts::OFFER.key(keys::offer(code));
        offer.key(keys::shown(&secret)).key(keys::grant(&secret));
        offer.arg(secret.to_string()).arg(code.to_string()).arg(millis).arg(keys::OFFERS);
        self.call(&offer).await
    }

    async fn grant(&self, code: JoinCode, grant: Bytes) -> Result<Granted, JournalError> {
        let mut leave = scripts::GRANT.key(keys::offer(code));
        leave.arg(&grant[..]).arg(keys::GRANTS);
        let (became, screen): (String, String) = self.call(&leave).await?;
        match became.as_str() {
            "left" => screen.parse().map(Granted::Left).map_err(|_| unreadable("a screen's hash")),
            "taken" => Ok(Granted::Taken),
            _ => Ok(Granted::NoScreen),
        }
    }

    async fn take_back_grant(&self, code: JoinCode, grant: Bytes) -> Result<(), JournalError> {
        let mut take = scripts::TAKE_BACK.key(keys::offer(code));
        take.arg(&grant[..]).arg(keys::GRANTS);
        self.call(&take).await
    }

    async fn collect(&self, secret: Hash, again: Duration) -> Result<Option<Bytes>, JournalError> {
        let mut collect = scripts::COLLECT.key(keys::shown(&secret));
        collect.key(keys::grant(&secret));
        collect.arg(u64::try_from(again.as_millis()).unwrap_or(u64::MAX)).arg(keys::OFFERS);
        self.call(&collect).await
    }

    async fn forget_offers(&self) -> Result<(), JournalError> {
        // Each of their keys ends by itself.
        Ok(())
    }

    async fn setting(&self, key: &str) -> Result<Option<Bytes>, JournalError> {
        Ok(self.setting_of(key).await?.map(|setting| setting.value))
    }

    async fn set_setting(
        &self,
        key: &str,
        expected: Option<Bytes>,
        value: Bytes,
    ) -> Result<bool, JournalError> {
        let mut set = scripts::SET_SETTING.key(keys::SETTINGS);
        set.arg(key).arg(&value[..]).arg(times_of(key));
        if let Some(expected) = &expected {
            set.arg(&expected[..]);
        }
        self.call(&set).await
    }

    async fn tell_node(&self, name: &str, about: Bytes) -> Result<(), JournalError> {
        self.ask(keys::NODES, redis::cmd("HSET").arg(keys::NODES).arg(name).arg(&about[..])).await
    }

    async fn told_of_nodes(&self) -> Result<Vec<(String, Bytes)>, JournalError> {
        self.ask(keys::NODES, redis::cmd("HGETALL").arg(keys::NODES)).await
    }

    async fn forget_node(&self, name: &str) -> Result<(), JournalError> {
        self.ask(keys::NODES, redis::cmd("HDEL").arg(keys::NODES).arg(name)).await
    }
}

impl RedisJournal {
    /// A setting, and how often it was set.
    pub(in crate::journal) async fn setting_of(&self, key: &str) -> Result<Option<Setting>, JournalError> {
        let mut get = redis::cmd("HMGET");
        get.arg(keys::SETTINGS).arg(key).arg(times_of(key));
        let (value, times): (Option<Bytes>, Option<u64>) = self.ask(keys::SETTINGS, &get).await?;
        Ok(value.map(|value| Setting { value, times: times.unwrap_or(0) }))
    }

    /// Puts back a setting that was set more often than what stands there.
    pub(in crate::journal) async fn put_setting_back(
        &self,
        key: &str,
        Setting { value, times }: &Setting,
    ) -> Result<(), JournalError> {
        let mut put = scripts::PUT_SETTING_BACK.key(keys::SETTINGS);
        put.arg(key).arg(&value[..]).arg(times_of(key)).arg(*times);
        self.call(&put).await
    }
}

/// "forum", or "forum hall".
fn place_text(place: Destination) -> String {
    match place.hall {
        Some(hall) => format!("{} {hall}", place.forum),
        None => place.forum.to_string(),
    }
}

fn place_of(text: &str) -> Result<Destination, JournalError> {
    let (forum, hall) = text.split_once(' ').map_or((text, None), |(forum, hall)| (forum, Some(hall)));
    let hall = hall.map(|hall| hall.parse().map(HallNo)).transpose();
    match (forum.parse(), hall) {
        (Ok(forum), Ok(hall)) => Ok(Destination { forum, hall }),
        _ => Err(unreadable("where a code leads")),
    }
}
