//! Telling whoever listens that a journal grew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::broadcast;

use crate::domain::id::ForumId;

use super::entry::Entry;

/// Entries that may wait for one listener; one that is further behind reads the journal instead.
const WAITING: usize = 256;

/// What a listener hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tail {
    /// The journal grew by this entry. Also told to the node that wrote it.
    Entry(Entry),
    /// Something may have been missed: read the journal from the own revision on.
    Hint,
}

/// A listener. From the moment it exists, every new entry is told or hinted at.
#[derive(Debug)]
pub struct Tailing {
    heard: broadcast::Receiver<Tail>,
    forum: ForumId,
    all: Weak<Senders>,
}

impl Tailing {
    /// The next thing heard; nothing any more once the journal is closed. Cancel-safe.
    pub async fn next(&mut self) -> Option<Tail> {
        match self.heard.recv().await {
            Ok(tail) => Some(tail),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Tail::Hint),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

impl Drop for Tailing {
    /// The last listener of a forum takes away what it was told by: nobody else may ever look at it again.
    fn drop(&mut self) {
        let Some(all) = self.all.upgrade() else { return };
        let mut all = lock(&all);
        // None comes in while the map is held, and this one counts still.
        if all.get(&self.forum).is_some_and(|sender| sender.receiver_count() <= 1) {
            all.remove(&self.forum);
        }
    }
}

type Senders = Mutex<HashMap<ForumId, broadcast::Sender<Tail>>>;

fn lock(senders: &Senders) -> MutexGuard<'_, HashMap<ForumId, broadcast::Sender<Tail>>> {
    senders.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The listeners of every forum on this node.
#[derive(Debug, Default)]
pub struct Tails(Arc<Senders>);

impl Tails {
    /// A new listener.
    #[must_use]
    pub fn listen(&self, forum: ForumId) -> Tailing {
        let mut all = lock(&self.0);
        let sender = all.entry(forum).or_insert_with(|| broadcast::channel(WAITING).0);
        Tailing { heard: sender.subscribe(), forum, all: Arc::downgrade(&self.0) }
    }

    /// Tells the forum's listeners. False when there is none.
    pub fn tell(&self, forum: ForumId, tail: impl FnOnce() -> Tail) -> bool {
        lock(&self.0).get(&forum).is_some_and(|sender| sender.send(tail()).is_ok())
    }

    /// Tells every listener.
    pub fn tell_all(&self, tail: &Tail) {
        for sender in lock(&self.0).values() {
            // A listener that leaves just now need not hear it.
            let _ = sender.send(tail.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_listener_that_is_too_slow_is_told_to_read() {
        let tails = Tails::default();
        let mut slow = tails.listen(ForumId(1));
        for _ in 0..=WAITING {
            tails.tell(ForumId(1), || Tail::Hint);
        }
        assert_eq!(slow.next().await, Some(Tail::Hint));
    }

    #[tokio::test]
    async fn a_forum_is_forgotten_with_its_last_listener() {
        let tails = Tails::default();
        let (one, mut other) = (tails.listen(ForumId(1)), tails.listen(ForumId(1)));
        drop(one);
        assert!(tails.tell(ForumId(1), || Tail::Hint));
        assert_eq!(other.next().await, Some(Tail::Hint));
        drop(other);
        assert!(lock(&tails.0).is_empty());
        assert!(!tails.tell(ForumId(1), || Tail::Hint));
    }
}
