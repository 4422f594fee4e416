//! The two ends of a room's inbox: many give, the room's task takes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

use super::handle::{Answer, Asked};
use super::queue::Queue;

/// A new one, with so many places for what people ask for.
pub(super) fn inbox(places: usize) -> (Inlet, Outlet) {
    let held = Held { queue: Queue::new(places), is_shut: false };
    let inbox = Arc::new(Inbox { held: Mutex::new(held), filled: Notify::new() });
    (Inlet(Arc::clone(&inbox)), Outlet(inbox))
}

struct Inbox {
    held: Mutex<Held>,
    /// Something came in, or nothing will any more.
    filled: Notify,
}

struct Held {
    queue: Queue,
    is_shut: bool,
}

impl Inbox {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shut(&self) {
        self.lock().is_shut = true;
        self.filled.notify_one();
    }
}

/// Where commands go in. The inbox is shut when it is dropped.
pub(super) struct Inlet(Arc<Inbox>);

impl Inlet {
    /// Puts a command in. Whoever there is no place for is answered.
    pub fn put(&self, asked: Asked) {
        let mut held = self.0.lock();
        if held.is_shut {
            drop(held);
            return asked.answer(Answer::Gone);
        }
        let out = held.queue.put(asked, Instant::now());
        drop(held);
        self.0.filled.notify_one();
        if let Some(out) = out {
            out.answer(Answer::BUSY);
        }
    }

    /// Puts several in, between which nothing comes and of which none is taken before all are in.
    pub fn put_all(&self, all: Vec<Asked>) {
        let (now, mut out) = (Instant::now(), Vec::new());
        let mut held = self.0.lock();
        let answer = if held.is_shut { Answer::Gone } else { Answer::BUSY };
        for asked in all {
            if held.is_shut {
                out.push(asked);
            } else {
                out.extend(held.queue.put(asked, now));
            }
        }
        drop(held);
        self.0.filled.notify_one();
        for asked in out {
            asked.answer(answer.clone());
        }
    }

    /// Whether nothing goes in any more.
    pub fn is_shut(&self) -> bool {
        self.0.lock().is_shut
    }
}

impl Drop for Inlet {
    fn drop(&mut self) {
        self.0.shut();
    }
}

/// Where the room's task takes them. What is still inside when it is dropped is never answered.
pub(super) struct Outlet(Arc<Inbox>);

impl Outlet {
    /// Takes at most so many.
    pub fn take(&self, most: usize) -> Vec<Asked> {
        self.0.lock().queue.take(most)
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.0.lock().queue.is_empty()
    }

    /// Whether nothing waits that was due by that moment.
    pub fn is_through(&self, moment: Instant) -> bool {
        self.0.lock().queue.is_through(moment)
    }

    /// Nothing goes in any more; what is inside may still be taken.
    pub fn shut(&self) {
        self.0.shut();
    }

    /// Whether nothing goes in any more.
    pub fn is_shut(&self) -> bool {
        self.0.lock().is_shut
    }

    /// Until something waits, or nothing will any more. Cancel-safe.
    pub async fn filled(&self) {
        while self.is_empty() && !self.is_shut() {
            self.0.filled.notified().await;
        }
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        let mut held = self.0.lock();
        held.is_shut = true;
        let left = held.queue.take(usize::MAX);
        drop(held);
        // Whoever asked learns that the room is gone: outside of the lock, as anything may follow from it.
        drop(left);
    }
}
