//! How tables are told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ByGroup, Shift, Split};
use crate::domain::forum::Title;
use crate::domain::id::PollNo;
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

/// How opinions moved since an earlier poll asked the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShiftView {
    /// The earlier poll.
    pub poll: PollNo,
    /// Which round of it.
    pub round: u32,
    /// How many chose what then, by option or star.
    pub before: Vec<u32>,
    /// How many answered then.
    pub v: u32,
    /// How many chose what when this round closed.
    pub now: Vec<u32>,
    /// How many answered both; left out, as `moved`, where nothing of that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub both: Option<u32>,
    /// How many chose what then, by row, and what now, by column; the last row did not answer then, the last column not now. Null
    /// where it is not told: fewer than five, or hidden so that none of those follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub moved: Option<Vec<Vec<Option<u32>>>>,
}

impl Round {
    /// What each group chose, where that is told.
    #[must_use]
    pub fn groups(&self, state: &State) -> Option<GroupsView> {
        match self.split.as_deref()? {
            Split::Groups(table) => Some(table.view(state)),
            Split::Shift(_) => None,
        }
    }

    /// How opinions moved since the earlier round, where that is told.
    #[must_use]
    pub fn shift(&self) -> Option<ShiftView> {
        match self.split.as_deref()? {
            Split::Shift(shift) => Some(shift.view()),
            Split::Groups(_) => None,
        }
    }
}

impl Shift {
    fn view(&self) -> ShiftView {
        let (poll, round) = self.earlier;
        ShiftView {
            poll,
            round,
            before: self.before.clone(),
            v: self.before.iter().sum(),
            now: self.now.clone(),
            both: self.moved.as_ref().map(|moved| moved.both),
            moved: self.moved.as_ref().map(|moved| moved.cells.clone()),
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
