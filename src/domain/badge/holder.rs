//! Whose badge a code is.

use super::{BadgeCode, code};
use crate::domain::id::BadgeNo;
use crate::domain::poll::Voter;
use crate::domain::state::State;

/// A badge, as its code tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Which badge.
    pub badge: BadgeNo,
    /// Its group.
    pub group: Option<u8>,
    /// Under what its ballots are filed.
    pub voter: Voter,
    /// How often its code had been replaced when this one was made.
    pub edition: u32,
    /// Whether the code is good: the badge was neither ended nor given another code.
    pub is_good: bool,
}

impl State {
    /// The group of whoever cast a ballot under that: none of a badge of no group, nor of one whose key was erased.
    #[must_use]
    pub(in crate::domain) fn group_of(&self, voter: Voter) -> Option<u8> {
        let badge = self.badges.voters.get(&voter)?;
        self.badges.list.get(badge)?.group
    }

    /// Whose badge that code is, or was.
    #[must_use]
    pub fn holder(&self, code: BadgeCode) -> Option<Holder> {
        let (no, edition) = *self.badges.codes.get(&code)?;
        let badge = self.badges.list.get(&no)?;
        let key = self.words.get(badge.key)?;
        Some(Holder {
            badge: no,
            group: badge.group,
            edition,
            voter: code::voter(key, badge.place),
            is_good: !badge.ended && badge.edition == edition,
        })
    }
}
