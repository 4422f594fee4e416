//! The state of a forum, and where in its journal it stands.

use crate::domain::state::State;
use crate::domain::time::Time;
use crate::journal::{Hash, Head};

/// A forum at one revision. Never changes: what comes after is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Everything that the journal says up to here.
    pub state: State,
    /// The journal's epoch.
    pub epoch: u32,
    /// The revision: how many entries were applied.
    pub rev: u64,
    /// The last entry's hash.
    pub hash: Hash,
    /// When the last entry was decided.
    pub time: Time,
    /// The newest form of its entries; 0 without one.
    pub form: u32,
}

impl Standing {
    /// A forum without an entry.
    #[must_use]
    pub fn genesis() -> Self {
        let Head { epoch, rev, hash } = Head::GENESIS;
        Self { state: State::default(), epoch, rev, hash, time: Time(0), form: 0 }
    }

    /// Where in the journal it stands.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { epoch: self.epoch, rev: self.rev, hash: self.hash }
    }
}
