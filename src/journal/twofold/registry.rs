//! The registry is Redis's. The disk knows the forums, for their entries.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

use crate::domain::id::ForumId;
use crate::journal::answer::JournalError;
use crate::journal::hash::Hash;
use crate::journal::registry::{Claim, Code, ForumRecord, Place, Registry};

use super::Twofold;

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
        self.both.redis.forums().await
    }

    async fn delete_forum(&self, forum: ForumId) -> Result<(), JournalError> {
        self.both.redis.delete_forum(forum).await?;
        self.both.disk.delete_forum(forum).await
    }

    async fn claim_code(&self, code: Code, place: Place) -> Result<Claim<Place>, JournalError> {
        self.both.redis.claim_code(code, place).await
    }

    async fn lookup(&self, code: Code) -> Result<Option<Place>, JournalError> {
        self.both.redis.lookup(code).await
    }

    async fn codes(&self, forum: ForumId) -> Result<Vec<(Code, Place)>, JournalError> {
        self.both.redis.codes(forum).await
    }

    async fn release_code(&self, code: Code) -> Result<(), JournalError> {
        self.both.redis.release_code(code).await
    }

    async fn offer(&self, code: Code, secret: Hash, lasts: Duration) -> Result<bool, JournalError> {
        self.both.redis.offer(code, secret, lasts).await
    }

    async fn grant(&self, code: Code, grant: Bytes) -> Result<bool, JournalError> {
        self.both.redis.grant(code, grant).await
    }

    async fn collect(&self, secret: Hash) -> Result<Option<Bytes>, JournalError> {
        self.both.redis.collect(secret).await
    }

    async fn setting(&self, key: &str) -> Result<Option<Bytes>, JournalError> {
        self.both.redis.setting(key).await
    }

    async fn set_setting(
        &self,
        key: &str,
        expected: Option<Bytes>,
        value: Bytes,
    ) -> Result<bool, JournalError> {
        self.both.redis.set_setting(key, expected, value).await
    }
}
