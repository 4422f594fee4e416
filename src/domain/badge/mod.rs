//! Badges: a list of attendees becomes personal codes, with which voting rights go.
//!
//! A badge is no way in and names no device: people ask and support as whoever their device is, and say their badge's code with a
//! ballot where a poll asks for it. So what somebody wrote cannot be traced to a badge, and a phone, a borrowed tablet and an
//! usher's device that say the code of one badge cast one ballot. Where names are by badge its name alone goes with what is asked, as words
//! of that.
//!
//! Codes are kept nowhere. They are made from a key that was drawn with the badges and lies with the words, so that the sheet can
//! be printed again, no entry and no snapshot holds a code, and with the words they are gone for good.

mod apply;
mod bring;
mod change;
pub mod code;
mod command;
mod decide;
mod groups;
mod holder;
mod making;
mod slips;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use super::forum::Title;
use super::id::{BadgeNo, WordsNo};
use super::poll::Voter;
use super::text::fold::fold;

pub use apply::apply;
pub use change::{BadgeChange, Issued};
pub use code::BadgeCode;
pub use command::{BadgeCommand, Columns, Row};
pub use decide::decide;
pub use groups::Groups;
pub use holder::Holder;
pub use slips::{Printing, SLIPS, Slip, Slips};
pub use view::{BadgeEntry, BadgeGroup, BadgesView, SlipEntry, SlipSheet, SlipsView, badges, list, slips};

/// Badges of a forum at most.
pub const MOST: usize = 50_000;
/// Groups of badges at most.
pub const GROUPS: usize = 50;
/// Longest number that an organiser gives a badge, in graphemes.
pub const LABEL_LENGTH: usize = 20;
/// Longest name on a badge, in graphemes.
pub const NAME_LENGTH: usize = 60;
/// Longest name of a group, in graphemes.
pub const GROUP_LENGTH: usize = 60;

/// The badges of a forum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badges {
    /// Names of groups; a group is known by its place, which it keeps.
    pub groups: Arc<Vec<Title>>,
    /// The badges.
    pub list: OrdMap<BadgeNo, Arc<Badge>>,
    /// Their slips.
    #[serde(default, skip_serializing_if = "Slips::is_empty")]
    pub slips: Slips,
    /// The codes of all badges, also those that ended. Never in a snapshot: made from the keys among the words.
    #[serde(skip)]
    codes: OrdMap<BadgeCode, (BadgeNo, u32)>,
    /// Under what the ballots of each badge are filed. Made from the keys among the words.
    #[serde(skip)]
    voters: OrdMap<Voter, BadgeNo>,
    /// The numbers of badges, folded; none of those that were erased. Made from the list and its words.
    #[serde(skip)]
    labels: OrdSet<(String, BadgeNo)>,
    /// The keys of codes. Made from the list.
    #[serde(skip)]
    keys: OrdSet<WordsNo>,
    /// How many badges of each group are good. Made from the list.
    #[serde(skip)]
    census: BTreeMap<Option<u8>, u32>,
}

/// One attendee's badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// The number that the organiser gave it.
    pub label: Option<WordsNo>,
    /// Whose it is, where the list says so.
    pub name: Option<WordsNo>,
    /// Its group, by its place.
    pub group: Option<u8>,
    /// The key that its codes are made with, one of the words.
    pub key: WordsNo,
    /// Its place among those that were made with that key.
    pub place: u32,
    /// How often its code was replaced: only the newest is good.
    pub edition: u32,
    /// Whether it was ended: none of its codes is good.
    pub ended: bool,
    /// Raised by whatever changes it: what a command about it names.
    pub version: u32,
}

impl Badges {
    /// Whether none was ever made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.groups.is_empty()
    }

    /// The badge that has that number, folded.
    #[must_use]
    pub fn labelled(&self, label: &str) -> Option<BadgeNo> {
        let from = (label.to_owned(), BadgeNo::default());
        self.labels.range(from..).next().filter(|(found, _)| found == label).map(|(_, no)| *no)
    }

    /// The place of the group of that name, folded.
    #[must_use]
    pub fn group_named(&self, name: &str) -> Option<u8> {
        let is_it = |title: &Title| [&title.ar, &title.en].into_iter().any(|text| fold(text) == name);
        self.groups.iter().position(is_it).map(|at| at as u8)
    }

    /// How many good badges may vote where these groups do.
    #[must_use]
    pub fn electors(&self, groups: Groups) -> u32 {
        self.census.iter().filter(|(group, _)| groups.admits(**group)).map(|(_, count)| count).sum()
    }
}
