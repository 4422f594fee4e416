//! A map of what is worth remembering for a while, that throws away the rest as it grows.

use std::hash::Hash;
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};

use dashmap::DashMap;

/// Values beyond which those that say nothing any more are thrown away.
pub const SWEEP_AT: usize = 1_024;

/// The map.
#[derive(Debug)]
pub struct Swept<K: Eq + Hash, V> {
    all: DashMap<K, V>,
    sweep_at: AtomicUsize,
}

impl<K: Eq + Hash, V> Default for Swept<K, V> {
    fn default() -> Self {
        Self { all: DashMap::new(), sweep_at: AtomicUsize::new(SWEEP_AT) }
    }
}

impl<K: Eq + Hash, V> Swept<K, V> {
    /// Throws away what is not to be kept, where there is much. Call it after each that comes in, with none of them borrowed.
    pub fn sweep(&self, is_kept: impl Fn(&V) -> bool) {
        if self.all.len() < self.sweep_at.load(Ordering::Relaxed) {
            return;
        }
        self.all.retain(|_, value| is_kept(value));
        // Never swept at each request, however many keys are busy.
        self.sweep_at.store(SWEEP_AT.max(self.all.len() * 2), Ordering::Relaxed);
    }
}

impl<K: Eq + Hash, V> Deref for Swept<K, V> {
    type Target = DashMap<K, V>;

    fn deref(&self) -> &DashMap<K, V> {
        &self.all
    }
}
