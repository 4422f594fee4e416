//! What is known of the copies on the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dashmap::DashMap;
use tokio::sync::Mutex;

use crate::domain::id::ForumId;

/// The copy of one forum.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Held by who mends it: one at a time.
    pub mending: Mutex<()>,
    owes: AtomicBool,
    strayed: AtomicBool,
}

impl Copy {
    /// Redis has, or may have, an entry of this node that the disk may not have.
    pub fn owe(&self) {
        self.owes.store(true, Ordering::SeqCst);
    }

    /// Whether it does; from now on it does not, unless it is said again. Asked before Redis is read: what is owed
    /// after that may not be in what was read.
    pub fn take_debt(&self) -> bool {
        self.owes.swap(false, Ordering::SeqCst)
    }

    /// Whether the disk may lack something that this node knows of.
    pub fn unsettled(&self) -> bool {
        self.owes.load(Ordering::SeqCst) || self.mending.try_lock().is_err()
    }

    /// The disk has another history than Redis. Only somebody with both before them can mend that.
    pub fn stray(&self) {
        self.strayed.store(true, Ordering::SeqCst);
    }

    pub fn strayed(&self) -> bool {
        self.strayed.load(Ordering::SeqCst)
    }
}

/// The copies of all forums of this node.
#[derive(Debug, Default)]
pub(super) struct Copies(DashMap<ForumId, Arc<Copy>>);

impl Copies {
    pub fn of(&self, forum: ForumId) -> Arc<Copy> {
        if let Some(copy) = self.0.get(&forum) {
            return Arc::clone(&copy);
        }
        Arc::clone(&self.0.entry(forum).or_default())
    }
}
