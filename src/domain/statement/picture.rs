//! The picture of opinions as it is told and kept: whole numbers, and nobody's name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::StatementNo;

/// A place on the map, in thousandths along both axes, to the nearest ten.
pub type Spot = (i32, i32);

/// Who votes alike, what is typical of each group, what unites and what divides them.
///
/// Nothing in it says who stands where: people are spots, in the order of the spots. A group of fewer than three people tells
/// nothing but that it is there, and so do those who are in no group; of fewer than ten people altogether there is nothing but `people` and `votes`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "OpinionPicture")]
pub struct Picture {
    /// How many people voted. Those who are in none of the groups have voted too little to be grouped.
    pub people: u32,
    /// How many votes they gave, also on what is not published any more.
    pub votes: u32,
    /// The groups, by their numbers. None before anybody voted; one where nobody differs.
    pub groups: Vec<Group>,
    /// What was said of each statement, by number; to phones of those that are named here alone.
    pub statements: Vec<Shares>,
    /// The statements that unite the groups, the one they agree on most first: at most ten.
    pub uniting: Vec<Uniting>,
    /// The statements that divide them, the one that does most first: at most ten.
    pub dividing: Vec<Dividing>,
}

/// A group of people who vote alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "OpinionGroup")]
pub struct Group {
    /// Its number from 0, which it keeps while most of its people stay: pages make a letter of it.
    pub group: u8,
    /// How many people it has.
    pub people: u32,
    /// They are fewer than three: what they say is not told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub few: bool,
    /// Where its people stand in the mean; not of few, whose own places that would tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub centre: Option<Spot>,
    /// The smallest convex line around its people, counter-clockwise; none of few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Spot>>")]
    pub hull: Vec<Spot>,
    /// Where its people stand, of very many as many as are drawn. Not to phones, and not of few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Spot>>")]
    pub spots: Vec<Spot>,
    /// The statements that are typical of it: those it agrees with, then those it disagrees with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Typical>>")]
    pub typical: Vec<Typical>,
}

/// A side that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OpinionSide")]
pub enum Side {
    /// For the statement.
    Agree,
    /// Against it.
    Disagree,
}

/// A statement that is typical of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "TypicalStatement")]
pub struct Typical {
    /// Which.
    pub s: StatementNo,
    /// The side that the group takes.
    pub side: Side,
}

/// What was said of a statement: how many agree, disagree and pass. What those of few said, or who is in no group, is in none of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "StatementShares")]
pub struct Shares {
    /// Which.
    pub s: StatementNo,
    /// By all groups that are not few.
    pub all: [u32; 3],
    /// By each group, in their order; null of one that is few.
    pub groups: Vec<Option<[u32; 3]>>,
}

/// A statement on which every group takes the same side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "UnitingStatement")]
pub struct Uniting {
    /// Which.
    pub s: StatementNo,
    /// The side.
    pub side: Side,
    /// The probability, in thousandths, that one of each group takes it, all at once.
    pub strength: u32,
}

/// A statement on which two groups take opposite sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "DividingStatement")]
pub struct Dividing {
    /// Which.
    pub s: StatementNo,
    /// The number of the group that agrees.
    pub agree: u8,
    /// That of the one that disagrees.
    pub disagree: u8,
    /// The probability, in thousandths, that one of each takes these sides.
    pub strength: u32,
}

impl Picture {
    /// The same as a phone has it: no spots, and of the statements those that are named.
    #[must_use]
    pub fn for_phones(&self) -> Self {
        let named = |s: StatementNo| {
            let typical = self.groups.iter().flat_map(|group| &group.typical).map(|typical| typical.s);
            let uniting = self.uniting.iter().map(|uniting| uniting.s);
            let dividing = self.dividing.iter().map(|dividing| dividing.s);
            typical.chain(uniting).chain(dividing).any(|named| named == s)
        };
        let groups = self.groups.iter().map(|group| Group { spots: Vec::new(), ..group.clone() });
        Self {
            groups: groups.collect(),
            statements: self.statements.iter().filter(|shares| named(shares.s)).cloned().collect(),
            ..self.clone()
        }
    }
}
