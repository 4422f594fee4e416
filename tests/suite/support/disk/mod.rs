//! A disk that behaves as told, below SQLite: full, read-only, slow, broken at its n-th operation, lying, without power.
//!
//! The program under test opens its files as always; what it opens under a folder that is tried goes through [`shim`] to
//! [`tried`], which asks the folder's [`rules`] and remembers what is [`unsynced`].

pub mod history;
mod rules;
mod shim;
mod tried;
mod unsynced;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tried::Tried;

pub use rules::Op;
pub use unsynced::Loses;

/// The disk under a folder. Files opened after this is gone are the system's alone.
pub struct Disk(Arc<Tried>);

impl Disk {
    /// Tries the disk under a folder from now on: for files that are opened after it.
    pub fn under(folder: &Path) -> Self {
        shim::install();
        // As SQLite names its files.
        Self(tried::begin(folder.canonicalize().expect("the folder is there")))
    }

    /// Its files may grow by so many bytes, and no more.
    pub fn full_after(&self, bytes: u64) {
        self.0.state().rules.room = Some(bytes);
    }

    /// It has room for whatever comes.
    pub fn has_room(&self) {
        self.0.state().rules.room = None;
    }

    /// Whether it takes no writes, as when the system mounted it anew after an error.
    pub fn read_only(&self, is: bool) {
        self.0.state().rules.read_only = is;
    }

    /// Each write, and each sync, takes so much longer.
    pub fn slow(&self, write: Duration, sync: Duration) {
        self.0.state().rules.slow = (write, sync);
    }

    /// Of the operations of a kind (of any, when absent) the `nth` from now on fails, counted from 1, and those after it
    /// until `times` have failed.
    pub fn fail(&self, of: Option<Op>, nth: u64, times: u64) {
        self.0.state().rules.fail(of, nth, times);
    }

    /// Nothing fails any more because of [`Self::fail`].
    pub fn mend(&self) {
        self.fail(None, 1, 0);
    }

    /// Whether it says of a sync that it is done, and does nothing.
    pub fn lies(&self, does: bool) {
        self.0.state().rules.lies = does;
    }

    /// Cuts the power: of what was not synced is lost what is said. Whatever is asked of it fails then.
    pub fn cut(&self, loses: Loses, seed: u64) {
        self.0.cut(loses, seed);
    }

    /// The power is back. Whoever had a file open should have closed it.
    pub fn power_on(&self) {
        self.0.state().rules.without_power = false;
    }

    /// How many operations there were.
    pub fn operations(&self) -> u64 {
        self.0.state().rules.done
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        tried::end(&self.0);
    }
}
