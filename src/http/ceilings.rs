//! What of a node's room is used up. It is measured elsewhere; here is what follows from it.
//!
//! Where memory is short no more participants come in and no forum is made; where the store is full what participants give is
//! refused. The crew and its walls come in and go on in either case: without them a forum cannot be brought to its end.

use std::sync::atomic::{AtomicBool, Ordering};

/// What is used up now.
#[derive(Debug, Default)]
pub struct Ceilings {
    memory: AtomicBool,
    store: AtomicBool,
}

impl Ceilings {
    /// Whether the process has as much memory as it may.
    #[must_use]
    pub fn is_out_of_memory(&self) -> bool {
        self.memory.load(Ordering::Relaxed)
    }

    /// Whether the store is as large as it may be.
    #[must_use]
    pub fn is_store_full(&self) -> bool {
        self.store.load(Ordering::Relaxed)
    }

    /// Says it of the memory.
    pub fn set_out_of_memory(&self, is_so: bool) {
        self.memory.store(is_so, Ordering::Relaxed);
    }

    /// Says it of the store.
    pub fn set_store_full(&self, is_so: bool) {
        self.store.store(is_so, Ordering::Relaxed);
    }
}
