//! What is asked for with badges.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{BadgeNo, PollNo};
use crate::domain::strict::value_or_null;
use crate::domain::words::Text;

/// Organiser: badges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum BadgeCommand {
    /// Make one badge.
    Issue {
        /// The organiser's own number for it; no other badge has it.
        #[serde(deserialize_with = "value_or_null")]
        label: Option<Text>,
        /// Whose it is.
        #[serde(deserialize_with = "value_or_null")]
        name: Option<Text>,
        /// Its group, by its name: a new one is made.
        #[serde(deserialize_with = "value_or_null")]
        group: Option<Text>,
    },
    /// Make badges of a list. One whose number there is already gets the list's name and group, and keeps its code. It comes as
    /// the body of a request.
    #[serde(skip)]
    Import {
        /// The list.
        rows: Arc<[Row]>,
        /// What it says of each: the rest stands as it is.
        columns: Columns,
    },
    /// Say otherwise what a badge says.
    Describe {
        /// Which badge.
        badge: BadgeNo,
        /// The version it was read at.
        version: u32,
        /// Its number.
        #[serde(deserialize_with = "value_or_null")]
        label: Option<Text>,
        /// Whose it is.
        #[serde(deserialize_with = "value_or_null")]
        name: Option<Text>,
        /// Its group, by its name.
        #[serde(deserialize_with = "value_or_null")]
        group: Option<Text>,
    },
    /// A badge was lost: it gets another code, and the old one is no good any more.
    Replace {
        /// Which badge.
        badge: BadgeNo,
        /// The version it was read at.
        version: u32,
    },
    /// Print slips: of each badge one, with which it votes once in the round of the poll that is open, else in its next one. They are
    /// for the badges that are named, for those of a group, or for all; those that are no good, or may not vote there, get none.
    /// A slip of the badge that was printed for that round before is no good any more.
    PrintSlips {
        /// For which poll.
        poll: PollNo,
        /// For which of its rounds: the one that is open, else the next one.
        round: u32,
        /// For these badges, at most a thousand.
        #[serde(deserialize_with = "value_or_null")]
        badges: Option<Vec<BadgeNo>>,
        /// For those of this group, by its place.
        #[serde(deserialize_with = "value_or_null")]
        group: Option<u8>,
    },
    /// End a badge, or let it be good again.
    End {
        /// Which badge.
        badge: BadgeNo,
        /// The version it was read at.
        version: u32,
        /// Whether it is ended.
        on: bool,
    },
}

/// Which columns a list has beside numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns {
    /// Names.
    pub names: bool,
    /// Groups.
    pub groups: bool,
}

/// What is said of one badge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The organiser's own number for it.
    pub label: Option<Text>,
    /// Whose it is.
    pub name: Option<Text>,
    /// Its group, by its name.
    pub group: Option<Text>,
}
