//! Telling whoever listens that a journal grew.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

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
pub struct Tailing(broadcast::Receiver<Tail>);

impl Tailing {
    /// The next thing heard; nothing any more once the journal is closed. Cancel-safe.
    pub async fn next(&mut self) -> Option<Tail> {
        match self.0.recv().await {
            Ok(tail) => Some(tail),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Tail::Hint),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

/// The listeners of every forum on this node.
#[derive(Debug, Default)]
pub struct Tails(Mutex<HashMap<ForumId, broadcast::Sender<Tail>>>);

impl Tails {
    /// A new listener.
    pub fn listen(&self, forum: ForumId) -> Tailing {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = all.entry(forum).or_insert_with(|| broadcast::channel(WAITING).0);
        Tailing(sender.subscribe())
    }

    /// Tells the forum's listeners. False, and the forum is forgotten, when there is none.
    pub fn tell(&self, forum: ForumId, tail: impl FnOnce() -> Tail) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let listening = all.get(&forum).filter(|sender| sender.receiver_count() > 0);
        let told = listening.is_some_and(|sender| sender.send(tail()).is_ok());
        if !told {
            all.remove(&forum);
        }
        told
    }

    /// Tells every listener.
    pub fn tell_all(&self, tail: &Tail) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, sender| sender.send(tail.clone()).is_ok());
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
    async fn a_forum_without_listeners_is_forgotten() {
        let tails = Tails::default();
        drop(tails.listen(ForumId(1)));
        tails.tell(ForumId(1), || Tail::Hint);
        assert!(tails.0.lock().unwrap().is_empty());
    }
}
