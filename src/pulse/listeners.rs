//! The listeners on this node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::broadcast;

use crate::domain::id::ForumId;

/// Beats that may wait for one listener; of more than these it loses the oldest.
const WAITING: usize = 256;

/// What a listener hears of one forum.
#[derive(Debug)]
pub struct Beats(broadcast::Receiver<Bytes>);

impl Beats {
    /// The next beat, skipping what was lost; nothing any more once the pulse is gone. Cancel-safe.
    pub async fn next(&mut self) -> Option<Bytes> {
        loop {
            match self.0.recv().await {
                Ok(beat) => return Some(beat),
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Listeners(Mutex<HashMap<ForumId, broadcast::Sender<Bytes>>>);

impl Listeners {
    pub(super) fn listen(&self, forum: ForumId) -> Beats {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Beats(all.entry(forum).or_insert_with(|| broadcast::channel(WAITING).0).subscribe())
    }

    /// Tells the forum's listeners. False, and the forum is forgotten, when there is none.
    pub(super) fn tell(&self, forum: ForumId, beat: Bytes) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = all.get(&forum).is_some_and(|sender| sender.send(beat).is_ok());
        if !told {
            all.remove(&forum);
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_listener_that_is_too_slow_loses_the_oldest() {
        let listeners = Listeners::default();
        let mut slow = listeners.listen(ForumId(1));
        for number in 0..=255_u8 {
            listeners.tell(ForumId(1), Bytes::copy_from_slice(&[number]));
        }
        listeners.tell(ForumId(1), Bytes::from_static(b"new"));
        assert_eq!(slow.next().await.as_deref(), Some(&[1][..]));
    }

    #[test]
    fn a_forum_without_listeners_is_forgotten() {
        let listeners = Listeners::default();
        drop(listeners.listen(ForumId(1)));
        listeners.tell(ForumId(1), Bytes::new());
        assert!(listeners.0.lock().unwrap().is_empty());
    }
}
