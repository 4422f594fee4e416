//! The pulse of a single node.

use async_trait::async_trait;
use bytes::Bytes;

use crate::domain::id::ForumId;

use super::listeners::{Beats, Listeners};
use super::{Pulse, PulseError};

/// The pulse inside one process.
#[derive(Debug, Default)]
pub struct LocalPulse(Listeners);

#[async_trait]
impl Pulse for LocalPulse {
    async fn publish(&self, forum: ForumId, beat: Bytes) {
        self.0.tell(forum, beat);
    }

    async fn subscribe(&self, forum: ForumId) -> Result<Beats, PulseError> {
        Ok(self.0.listen(forum))
    }
}
