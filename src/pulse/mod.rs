//! The pulse: what is worth seeing now and not worth keeping. Reactions, and who is here.
//!
//! Nothing of it is stored, and any of it may be lost: whoever listens must be right without it.

mod listeners;
pub mod local;
pub mod redis;

use async_trait::async_trait;
use bytes::Bytes;

use crate::domain::id::ForumId;

pub use listeners::Beats;

/// The pulse cannot be felt now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the pulse cannot be reached: {0}")]
pub struct PulseError(pub String);

/// The pulse of every forum of a deployment.
#[async_trait]
pub trait Pulse: Send + Sync + 'static {
    /// Sends to everyone who listens on any node, the sender's own node too, if it can.
    async fn publish(&self, forum: ForumId, beat: Bytes);

    /// What is sent from now on.
    async fn subscribe(&self, forum: ForumId) -> Result<Beats, PulseError>;
}
