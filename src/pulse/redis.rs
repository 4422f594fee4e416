//! The pulse of many nodes: a channel of its own for each forum.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use redis::RedisResult;

use crate::backbone::{Backbone, Hears, Lines, Subscriber};
use crate::domain::id::ForumId;

use super::listeners::{Beats, Listeners};
use super::{Pulse, PulseError};

/// The pulse over Redis.
pub struct RedisPulse {
    lines: Lines,
    /// The command that publishes where it is heard.
    publish: &'static str,
    subscriber: Subscriber,
    listeners: Arc<Published>,
}

impl RedisPulse {
    /// Over lines of its own.
    #[must_use]
    pub fn over(backbone: &Backbone) -> Self {
        let listeners = Arc::new(Published::default());
        let subscriber = Subscriber::start(backbone, Arc::clone(&listeners));
        Self { lines: backbone.lines(), publish: backbone.publish(), subscriber, listeners }
    }

    async fn send(&self, channel: &str, beat: &[u8]) -> RedisResult<()> {
        let mut line = self.lines.to(channel).await?;
        redis::cmd(self.publish).arg(channel).arg(beat).exec_async(&mut line).await
    }
}

#[async_trait]
impl Pulse for RedisPulse {
    async fn publish(&self, forum: ForumId, beat: Bytes) {
        if let Err(why) = self.send(&channel(forum), &beat).await {
            tracing::debug!(%why, "lost a beat");
        }
    }

    async fn subscribe(&self, forum: ForumId) -> Result<Beats, PulseError> {
        let beats = self.listeners.0.listen(forum);
        self.subscriber.subscribe(channel(forum)).await.map_err(PulseError)?;
        Ok(beats)
    }
}

#[derive(Default)]
struct Published(Listeners);

impl Hears for Published {
    fn message(&self, channel: &str, payload: Bytes) -> bool {
        forum_of(channel).is_some_and(|forum| self.0.tell(forum, payload))
    }

    fn gap(&self) {}
}

fn channel(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}:pulse")
}

fn forum_of(channel: &str) -> Option<ForumId> {
    channel.strip_prefix("majlis:{")?.strip_suffix("}:pulse")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_names_its_forum() {
        assert_eq!(forum_of(&channel(ForumId(0xab))), Some(ForumId(0xab)));
    }
}
