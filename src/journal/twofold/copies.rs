//! What is known of the copies on the disk.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dashmap::DashMap;

use crate::domain::id::ForumId;
use crate::journal::entry::Head;

/// The copy of one forum.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Held by who mends it: one at a time.
    pub mending: tokio::sync::Mutex<()>,
    /// Somebody waits for that already, and nobody waits for what comes of it.
    awaits_mending: AtomicBool,
    /// Redis has, or may have, an entry of this node that the disk may not have.
    pub entries: Debts,
    /// An own entry is to begin an epoch: Redis's history went on in one that was another history's too.
    pub epochs: Debts,
    /// Redis has all that the disk has.
    pub is_there: Known,
    /// How often entries that others decided on were put in the disk's queue.
    given: AtomicU64,
    /// The last entry up to which all is known to be kept as what this node wrote itself.
    kept: Mutex<Option<Head>>,
    /// The highest revision that was acknowledged and is not written down; 0 when there is none.
    acknowledged: AtomicU64,
    /// Somebody writes that down soon.
    is_noted_soon: AtomicBool,
}

/// What is known of the process of Redis that came last: something that one which comes after it is to be asked anew.
#[derive(Debug, Default)]
pub(super) struct Known(AtomicU64);

impl Known {
    /// It was found to be so, of the one that was there when so many had come.
    pub fn find(&self, came: u64) {
        self.0.fetch_max(came + 1, Ordering::SeqCst);
    }

    /// Whether it is known, where so many have come.
    pub fn is(&self, came: u64) -> bool {
        self.0.load(Ordering::SeqCst) > came
    }
}

/// What is owed, and how much of it was paid.
#[derive(Debug, Default)]
pub(super) struct Debts {
    so_far: AtomicU64,
    paid: AtomicU64,
}

impl Debts {
    /// One more.
    pub fn owe(&self) {
        self.so_far.fetch_add(1, Ordering::SeqCst);
    }

    /// How many there were. Asked before what pays them begins: it does not pay what is owed later.
    pub fn so_far(&self) -> u64 {
        self.so_far.load(Ordering::SeqCst)
    }

    /// So many of them are paid.
    pub fn pay(&self, debts: u64) {
        self.paid.fetch_max(debts, Ordering::SeqCst);
    }

    /// Whether some are not.
    pub fn are_owed(&self) -> bool {
        self.paid.load(Ordering::SeqCst) < self.so_far()
    }
}

impl Copy {
    /// Whether nobody waits yet to mend it by itself; from now on somebody does.
    pub fn is_first_to_await_mending(&self) -> bool {
        !self.awaits_mending.swap(true, Ordering::SeqCst)
    }

    /// Whoever waited begins: what comes about from now on is for the next one.
    pub fn awaits_mending_no_more(&self) {
        self.awaits_mending.store(false, Ordering::SeqCst);
    }

    /// Entries that others decided on are put in the disk's queue: one that is in doubt there may give way to them.
    pub fn give(&self) {
        self.given.fetch_add(1, Ordering::SeqCst);
    }

    /// How often that was done.
    pub fn given(&self) -> u64 {
        self.given.load(Ordering::SeqCst)
    }

    /// That entry, and all before it, are kept.
    pub fn keep(&self, entry: Head) {
        *self.last_kept() = Some(entry);
    }

    /// Whether that is known of it.
    pub fn keeps(&self, entry: Head) -> bool {
        *self.last_kept() == Some(entry)
    }

    fn last_kept(&self) -> MutexGuard<'_, Option<Head>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Entries up to that revision were acknowledged. Tells whether somebody writes that down soon; if not, the caller does.
    pub fn acknowledge(&self, rev: u64) -> bool {
        self.acknowledged.fetch_max(rev, Ordering::SeqCst);
        self.will_note_soon()
    }

    /// The caller writes it down soon, unless somebody does already: whether somebody does.
    pub fn will_note_soon(&self) -> bool {
        self.is_noted_soon.swap(true, Ordering::SeqCst)
    }

    /// Whoever writes it down soon begins to.
    pub fn is_noted_soon_no_more(&self) {
        self.is_noted_soon.store(false, Ordering::SeqCst);
    }

    /// What was acknowledged and is not written down yet. Until it is, whoever asks writes it down too: what is given to the disk
    /// after a try that failed must not come before it.
    pub fn acknowledged(&self) -> Option<u64> {
        Some(self.acknowledged.load(Ordering::SeqCst)).filter(|rev| *rev > 0)
    }

    /// It is written down up to that revision.
    pub fn is_written_down(&self, rev: u64) {
        // What was acknowledged meanwhile is still to be.
        let _ = self.acknowledged.compare_exchange(rev, 0, Ordering::SeqCst, Ordering::SeqCst);
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
