//! The registry is Redis's. The disk knows the forums and their codes, and keeps the settings: a Redis that comes back
//! empty must not make a new deployment of one whose phones hold tokens of the old key.

use std::collections::BTreeSet;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

use crate::domain::id::ForumId;
use crate::journal::answer::JournalError;
use crate::journal::hash::Hash;
use crate::journal::registry::{Claim, Destination, ForumRecord, Granted, JoinCode, Registry};

use super::healing::has_just_come;
use super::{Both, Twofold};

#[async_trait]
impl Registry for Twofold {
    async fn create_forum(&self, record: ForumRecord) -> Result<Claim<ForumId>, JournalError> {
        let forum = record.id;
        let claim = self.both.redis.create_forum(record).await?;
        if claim == Claim::Won {
            self.mend(forum).await?;
        }
        Ok(claim)
    }

    async fn forums(&self) -> Result<Vec<ForumRecord>, JournalError> {
        let known = self.both.redis.forums().await?;
        // Nobody may be told that there is none of a name that Redis only lost.
        let restored = self.both.restore(&known).await?;
        let mut forums = if restored.any { self.both.redis.forums().await? } else { known };
        for (record, why) in restored.failed {
            tracing::debug!(forum = %record.id, %why, "a forum that Redis does not know cannot be put back now");
            if forums.iter().all(|known| known.id != record.id) {
                forums.push(record);
            }
        }
        Ok(forums)
    }

    async fn delete_forum(&self, forum: ForumId) -> Result<(), JournalError> {
        self.both.redis.delete_forum(forum).await?;
        self.both.disk.delete_forum(forum).await
    }

    async fn claim_code(
        &self,
        code: JoinCode,
        place: Destination,
    ) -> Result<Claim<Destination>, JournalError> {
        let claim = self.both.redis.claim_code(code, place).await?;
        if claim == Claim::Won {
            self.both.disk.claim_code(code, place).await?;
        }
        Ok(claim)
    }

    async fn lookup(&self, code: JoinCode) -> Result<Option<Destination>, JournalError> {
        // Asked first: all of them may be there a moment after Redis said that it does not have this one.
        let are_there = self.both.codes_are_there.is(self.both.redis.came());
        let place = self.both.redis.lookup(code).await?;
        if place.is_some() {
            return Ok(place);
        }
        // Nobody is told that a code leads nowhere that is put back in a moment, nor counted as somebody who guesses.
        if !are_there && self.both.knows(code).await? {
            return Err(has_just_come());
        }
        if self.both.redis.has_just_come() { Err(JournalError::MayCome) } else { Ok(None) }
    }

    async fn codes(&self, forum: ForumId) -> Result<Vec<(JoinCode, Destination)>, JournalError> {
        self.both.redis.codes(forum).await
    }

    async fn release_code(&self, code: JoinCode) -> Result<(), JournalError> {
        self.both.redis.release_code(code).await?;
        self.both.disk.release_code(code).await
    }

    async fn offer(&self, code: JoinCode, secret: Hash, lasts: Duration) -> Result<bool, JournalError> {
        self.both.redis.offer(code, secret, lasts).await
    }

    async fn grant(&self, code: JoinCode, grant: Bytes) -> Result<Granted, JournalError> {
        self.both.redis.grant(code, grant).await
    }

    async fn take_back_grant(&self, code: JoinCode, grant: Bytes) -> Result<(), JournalError> {
        self.both.redis.take_back_grant(code, grant).await
    }

    async fn collect(&self, secret: Hash, again: Duration) -> Result<Option<Bytes>, JournalError> {
        self.both.redis.collect(secret, again).await
    }

    async fn forget_offers(&self) -> Result<(), JournalError> {
        self.both.redis.forget_offers().await
    }

    async fn setting(&self, key: &str) -> Result<Option<Bytes>, JournalError> {
        self.both.setting(key).await
    }

    async fn set_setting(
        &self,
        key: &str,
        expected: Option<Bytes>,
        value: Bytes,
    ) -> Result<bool, JournalError> {
        let was_set = self.both.redis.set_setting(key, expected, value).await?;
        if was_set {
            // The disk has it too before anybody is told.
            self.both.setting(key).await?;
        }
        Ok(was_set)
    }

    async fn tell_node(&self, name: &str, about: Bytes) -> Result<(), JournalError> {
        self.both.redis.tell_node(name, about.clone()).await?;
        // Whoever looks at the folder alone sees whose copy it is.
        self.both.disk.tell_node(name, about).await
    }

    async fn told_of_nodes(&self) -> Result<Vec<(String, Bytes)>, JournalError> {
        self.both.redis.told_of_nodes().await
    }

    async fn forget_node(&self, name: &str) -> Result<(), JournalError> {
        self.both.redis.forget_node(name).await
    }
}

impl Both {
    /// A setting as it was set last, wherever that is known.
    async fn setting(&self, key: &str) -> Result<Option<Bytes>, JournalError> {
        let is_first = self.asked_for().insert(key.to_owned());
        let known = self.redis.setting_of(key).await?;
        let mut kept = self.disk.setting_of(key).await?;
        if let (Some(known), Some(kept)) = (&known, &mut kept)
            && !is_first
            && known.times == kept.times
            && known.value != kept.value
        {
            // This process knew it there: Redis lost it since, and a node that came in the same moment set it anew.
            kept.times += 1;
        }
        match (known, kept) {
            (known, Some(kept)) if known.as_ref().is_none_or(|known| known.times < kept.times) => {
                if known.is_some() {
                    tracing::warn!(
                        key,
                        "Redis has an older setting than this node: the newer one is put back"
                    );
                } else {
                    tracing::info!(key, "Redis does not have a setting: this node's is put there");
                }
                self.redis.put_setting_back(key, &kept).await?;
                // Where another node was first, what it put there is what counts.
                self.redis.setting(key).await
            }
            (Some(known), kept) => {
                if kept.as_ref() != Some(&known) {
                    self.disk.copy_setting(key, known.clone()).await?;
                }
                Ok(Some(known.value))
            }
            (None, _) => Ok(None),
        }
    }

    /// Puts back the settings that Redis may have lost. They come before the forums: a node that starts meanwhile and finds neither keys
    /// nor forums draws keys of its own, and every phone would be a stranger.
    pub(super) async fn put_settings_back(&self) -> Result<(), JournalError> {
        let asked_for = self.asked_for().clone();
        for key in asked_for {
            self.setting(&key).await?;
        }
        Ok(())
    }

    fn asked_for(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the disk has a code of a forum that was not deleted.
    async fn knows(&self, code: JoinCode) -> Result<bool, JournalError> {
        match self.disk.lookup(code).await? {
            Some(place) => Ok(!self.is_deleted(place.forum).await?),
            None => Ok(false),
        }
    }

    /// Has the disk know the codes of a forum that Redis knows, and Redis those that it lost. No code leaves the disk because
    /// Redis does not have it: Redis may have lost it a moment ago. One that leads elsewhere by now is left to lead there.
    pub(super) async fn bring_codes_together(
        &self,
        forum: ForumId,
        redis_has: Codes,
    ) -> Result<(), JournalError> {
        let (there, here) = (self.redis.codes(forum).await?, self.disk.codes(forum).await?);
        for (code, place) in here.iter().filter(|code| !there.contains(code)) {
            let leads = match redis_has {
                Codes::AreThere => self.redis.lookup(*code).await?,
                Codes::MayBeLost => match self.redis.claim_code(*code, *place).await? {
                    Claim::Won => None,
                    Claim::Taken(elsewhere) => Some(elsewhere),
                },
            };
            if leads.is_some_and(|leads| leads != *place) {
                tracing::warn!(%forum, %code, "a code that this node knew leads elsewhere by now");
                self.disk.release_code(*code).await?;
            }
        }
        for (code, place) in there.iter().filter(|code| !here.contains(code)) {
            self.disk.claim_code(*code, *place).await?;
        }
        Ok(())
    }
}

/// What is known of the codes in Redis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codes {
    /// It has those that it had; one that is not there was freed by whoever had claimed it.
    AreThere,
    /// It may have lost some.
    MayBeLost,
}
