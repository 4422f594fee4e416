//! What stands for the disk's behaviour around a commit. Fast disks lie, and disks break: whoever
//! measures or tests puts here what the machine at hand does not show.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A moment of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Nothing of the transaction is durable yet.
    Before,
    /// All of it is.
    After,
}

type Hook = dyn Fn(Moment) -> Result<(), String> + Send + Sync;

/// Called around each commit, on the writing thread; an error counts as a failed commit.
#[derive(Clone, Default)]
pub struct Disk(Option<Arc<Hook>>);

impl Disk {
    /// A disk whose every commit takes this much longer.
    #[must_use]
    pub fn slower_by(delay: Duration) -> Self {
        if delay.is_zero() {
            return Self::default();
        }
        Self::with(move |moment| {
            if moment == Moment::Before {
                std::thread::sleep(delay);
            }
            Ok(())
        })
    }

    /// A disk of one's own making.
    #[must_use]
    pub fn with(hook: impl Fn(Moment) -> Result<(), String> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(hook)))
    }

    pub(super) fn at(&self, moment: Moment) -> Result<(), String> {
        self.0.as_ref().map_or(Ok(()), |hook| hook(moment))
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Disk").field(&self.0.as_ref().map(|_| "with a hook")).finish()
    }
}
