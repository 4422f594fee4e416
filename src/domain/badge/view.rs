//! What desks see of badges, and the list that an organiser prints.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Badge, BadgeCode, Printing};
use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, PollNo};
use crate::domain::state::State;

/// How many printings are told, the last ones.
const PRINTINGS: usize = 200;

/// The badges in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BadgesView {
    /// How many are good.
    pub good: u32,
    /// How many were ended.
    pub ended: u32,
    /// Their groups, by their places.
    pub groups: Vec<BadgeGroup>,
    /// The slips that were printed, the last ones of all printings at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<SlipsView>>")]
    pub slips: Vec<SlipsView>,
}

/// Slips that were printed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlipsView {
    /// Which printing, from 1.
    pub printing: u32,
    /// For which poll.
    pub poll: PollNo,
    /// For which of its rounds.
    pub round: u32,
    /// How many.
    pub made: u32,
}

/// Slips as they are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlipSheet {
    /// For which poll.
    pub poll: PollNo,
    /// For which of its rounds; 0 where there are none.
    pub round: u32,
    /// Those that are good.
    pub slips: Vec<SlipEntry>,
}

/// A slip, for whoever prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlipEntry {
    /// Whose.
    pub badge: BadgeNo,
    /// The organiser's number for the badge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<String>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// The badge's group, by its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub group: Option<u8>,
    /// Its code.
    pub code: BadgeCode,
    /// By which printing.
    pub printing: u32,
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
        slips: printings(state).rev().take(PRINTINGS).map(|(no, of)| shown(no, of)).rev().collect(),
    }
}

fn printings(state: &State) -> impl DoubleEndedIterator<Item = (u32, &Printing)> + ExactSizeIterator {
    let all = state.badges.slips.printings.iter().enumerate();
    all.map(|(at, of)| (at as u32 + 1, &**of))
}

fn shown(printing: u32, of: &Printing) -> SlipsView {
    SlipsView { printing, poll: of.poll, round: of.round, made: of.slips.len() as u32 }
}

/// The slips of a poll that are good, of its last round that has any, or of one printing alone: an organiser's alone.
#[must_use]
pub fn slips(state: &State, poll: PollNo, printing: Option<u32>) -> SlipSheet {
    let of_poll = |(no, of): &(u32, &Printing)| of.poll == poll && printing.is_none_or(|only| only == *no);
    let round = printings(state).filter(of_poll).map(|(_, of)| of.round).max().unwrap_or(0);
    let of_round = printings(state).filter(of_poll).filter(|(_, of)| of.round == round);
    let text = |words: Option<_>| words.and_then(|no| state.words.get(no)).map(ToString::to_string);
    let slips = of_round.flat_map(|(printing, _)| {
        state.slips_of(printing).map(move |(no, badge, code)| SlipEntry {
            badge: no,
            label: text(badge.label),
            name: text(badge.name),
            group: badge.group,
            code,
            printing,
        })
    });
    SlipSheet { poll, round, slips: slips.collect() }
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
