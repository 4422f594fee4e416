//! Whose badges may vote.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Groups of badges by their places; none of them means every badge, also one of no group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
#[ts(type = "Array<number>")]
pub struct Groups(u64);

/// A group's place was beyond the last that there can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("groups of badges are counted from 0 to {}", super::GROUPS - 1)]
pub struct NoSuchGroup;

impl Groups {
    /// Every badge, whatever its group.
    pub const ALL: Self = Self(0);

    /// Whether a badge of that group is one of these.
    #[must_use]
    pub fn admits(self, group: Option<u8>) -> bool {
        self == Self::ALL || group.is_some_and(|group| self.0 & bit(group) != 0)
    }

    /// Their places, in order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..super::GROUPS as u8).filter(move |group| self.0 & bit(*group) != 0)
    }
}

fn bit(group: u8) -> u64 {
    1_u64.checked_shl(u32::from(group)).unwrap_or(0)
}

impl TryFrom<Vec<u8>> for Groups {
    type Error = NoSuchGroup;

    fn try_from(places: Vec<u8>) -> Result<Self, NoSuchGroup> {
        let is_one = |place: &u8| usize::from(*place) < super::GROUPS;
        if !places.iter().all(is_one) {
            return Err(NoSuchGroup);
        }
        Ok(Self(places.into_iter().fold(0, |all, place| all | bit(place))))
    }
}

impl From<Groups> for Vec<u8> {
    fn from(groups: Groups) -> Self {
        groups.iter().collect()
    }
}
