//! The registry of a node that needs none.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use majlis::domain::id::ForumId;
use majlis::journal::{Claim, Destination, ForumRecord, Granted, Hash, JoinCode, JournalError, Registry};

/// The registry of a node that needs none: whatever is asked of it, it does not answer.
pub struct NoRegistry;

fn none<T>() -> Result<T, JournalError> {
    Err(JournalError::Unavailable("there is none".into()))
}

#[async_trait]
impl Registry for NoRegistry {
    async fn create_forum(&self, _: ForumRecord) -> Result<Claim<ForumId>, JournalError> {
        none()
    }

    async fn forums(&self) -> Result<Vec<ForumRecord>, JournalError> {
        none()
    }

    async fn delete_forum(&self, _: ForumId) -> Result<(), JournalError> {
        none()
    }

    async fn claim_code(&self, _: JoinCode, _: Destination) -> Result<Claim<Destination>, JournalError> {
        none()
    }

    async fn lookup(&self, _: JoinCode) -> Result<Option<Destination>, JournalError> {
        none()
    }

    async fn codes(&self, _: ForumId) -> Result<Vec<(JoinCode, Destination)>, JournalError> {
        none()
    }

    async fn release_code(&self, _: JoinCode) -> Result<(), JournalError> {
        none()
    }

    async fn offer(&self, _: JoinCode, _: Hash, _: Duration) -> Result<bool, JournalError> {
        none()
    }

    async fn grant(&self, _: JoinCode, _: Bytes) -> Result<Granted, JournalError> {
        none()
    }

    async fn take_back_grant(&self, _: JoinCode, _: Bytes) -> Result<(), JournalError> {
        none()
    }

    async fn collect(&self, _: Hash, _: Duration) -> Result<Option<Bytes>, JournalError> {
        none()
    }

    async fn forget_offers(&self) -> Result<(), JournalError> {
        none()
    }

    async fn setting(&self, _: &str) -> Result<Option<Bytes>, JournalError> {
        none()
    }

    async fn set_setting(&self, _: &str, _: Option<Bytes>, _: Bytes) -> Result<bool, JournalError> {
        none()
    }

    async fn tell_node(&self, _: &str, _: Bytes) -> Result<(), JournalError> {
        none()
    }

    async fn told_of_nodes(&self) -> Result<Vec<(String, Bytes)>, JournalError> {
        none()
    }

    async fn forget_node(&self, _: &str) -> Result<(), JournalError> {
        none()
    }
}
