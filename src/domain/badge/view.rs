//! What desks see of badges, and the list that an organiser prints.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Badge, BadgeCode};
use crate::domain::forum::Title;
use crate::domain::id::BadgeNo;
use crate::domain::state::State;

/// The badges in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgesView {
    /// How many are good.
    pub good: u32,
    /// How many were ended.
    pub ended: u32,
    /// Their groups, by their places.
    pub groups: Vec<BadgeGroup>,
}

/// A group of badges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgeGroup {
    /// Its name.
    pub name: Title,
    /// How many of its badges are good.
    pub good: u32,
}

/// A badge, for whoever prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgeEntry {
    /// Its number.
    pub badge: BadgeNo,
    /// What commands about it name.
    pub version: u32,
    /// The organiser's number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<String>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// Its group, by its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub group: Option<u8>,
    /// Its code of now. None of one that is ended, or whose key was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<BadgeCode>,
    /// How often its code was replaced.
    pub edition: u32,
    /// Whether it was ended.
    pub ended: bool,
}

/// The badges in figures.
#[must_use]
pub fn badges(state: &State) -> BadgesView {
    let badges = &state.badges;
    let good: u32 = badges.census.values().sum();
    let group = |(at, name): (usize, &Title)| BadgeGroup {
        name: name.clone(),
        good: badges.census.get(&Some(at as u8)).copied().unwrap_or(0),
    };
    BadgesView {
        good,
        ended: badges.list.len() as u32 - good,
        groups: badges.groups.iter().enumerate().map(group).collect(),
    }
}

/// Every badge with its code: an organiser's alone.
pub fn list(state: &State) -> impl Iterator<Item = BadgeEntry> + '_ {
    state.badges.list.iter().map(|(no, badge)| entry(state, *no, badge))
}

fn entry(state: &State, no: BadgeNo, badge: &Badge) -> BadgeEntry {
    let text = |words: Option<_>| words.and_then(|no| state.words.get(no)).map(ToString::to_string);
    let key = state.words.get(badge.key).filter(|_| !badge.ended);
    BadgeEntry {
        badge: no,
        version: badge.version,
        label: text(badge.label),
        name: text(badge.name),
        group: badge.group,
        code: key.map(|key| BadgeCode::of(key, badge.place, badge.edition)),
        edition: badge.edition,
        ended: badge.ended,
    }
}
