//! How tables are told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ByGroup, Split};
use crate::domain::forum::Title;
use crate::domain::poll::Round;
use crate::domain::state::State;

/// What each group chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GroupsView {
    /// How many voted when the round closed: the sum of the rows.
    pub v: u32,
    /// The groups in their order; those of which fewer than five voted are one row, the last.
    pub rows: Vec<GroupRowView>,
}

/// A group, or some that are put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GroupRowView {
    /// What they are called; an empty title for badges of no group.
    pub names: Vec<Title>,
    /// How many of them voted, five at least.
    pub v: u32,
    /// How many chose what, by option or star. Null where it is not told: fewer than five, or hidden so that none of those follows.
    pub n: Vec<Option<u32>>,
}

impl Round {
    /// What each group chose, where that is told.
    #[must_use]
    pub fn groups(&self, state: &State) -> Option<GroupsView> {
        match self.split.as_deref()? {
            Split::Groups(table) => Some(table.view(state)),
        }
    }
}

impl ByGroup {
    fn view(&self, state: &State) -> GroupsView {
        let name = |group: &Option<u8>| {
            let named = group.and_then(|at| state.badges.groups.get(usize::from(at)));
            named.cloned().unwrap_or_default()
        };
        let rows = self.rows.iter().map(|row| GroupRowView {
            names: row.groups.iter().map(name).collect(),
            v: row.voters,
            n: row.counts.clone(),
        });
        GroupsView { v: self.rows.iter().map(|row| row.voters).sum(), rows: rows.collect() }
    }
}
