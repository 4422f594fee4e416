//! What is known of the copies on the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use dashmap::DashMap;
use tokio::sync::Mutex;

use crate::domain::id::ForumId;

/// The copy of one forum.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Held by who mends it: one at a time.
    pub mending: Mutex<()>,
    /// How many debts there were.
    debts: AtomicU64,
    /// Up to which of them the copy has what was owed.
    paid: AtomicU64,
    /// The next own entry begins an epoch: Redis's history went on in one that was another history's too.
    begins_epoch: AtomicBool,
    /// The highest revision that was acknowledged and is not written down; 0 when there is none.
    acknowledged: AtomicU64,
}

impl Copy {
    /// Redis has, or may have, an entry of this node that the disk may not have.
    pub fn owe(&self) {
        self.debts.fetch_add(1, Ordering::SeqCst);
    }

    /// The debts so far. Asked before Redis is read: what is owed after that may not be in what was read.
    pub fn debts(&self) -> u64 {
        self.debts.load(Ordering::SeqCst)
    }

    /// The copy has what those were for.
    pub fn pay(&self, debts: u64) {
        self.paid.fetch_max(debts, Ordering::SeqCst);
    }

    /// Whether the disk may lack something that this node knows of. What others wrote, and is still being copied, is no
    /// such thing: nobody waits for that.
    pub fn unsettled(&self) -> bool {
        self.paid.load(Ordering::SeqCst) < self.debts()
    }

    /// Entries up to that revision were acknowledged. Tells whether some were already that are not written down.
    pub fn acknowledge(&self, rev: u64) -> bool {
        self.acknowledged.fetch_max(rev, Ordering::SeqCst) > 0
    }

    /// What was acknowledged, to be written down now.
    pub fn take_acknowledged(&self) -> Option<u64> {
        Some(self.acknowledged.swap(0, Ordering::SeqCst)).filter(|rev| *rev > 0)
    }

    pub fn begin_epoch(&self, begins: bool) {
        self.begins_epoch.store(begins, Ordering::SeqCst);
    }

    pub fn begins_epoch(&self) -> bool {
        self.begins_epoch.load(Ordering::SeqCst)
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

    /// The copy of a forum of which something is known. One that nobody has yet is not made.
    pub fn known(&self, forum: ForumId) -> Option<Arc<Copy>> {
        self.0.get(&forum).map(|copy| Arc::clone(&copy))
    }

    pub fn forums(&self) -> Vec<ForumId> {
        self.0.iter().map(|copy| *copy.key()).collect()
    }
}
