//! Under what somebody appears on a session's leaderboard.

use serde::{Deserialize, Serialize};

use super::id::{CommandId, WordsNo};
use super::register::Seq;

/// What somebody set for the leaderboard, and what a desk said to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player {
    /// The name; none where there is none any more.
    pub name: Option<WordsNo>,
    /// The number and the command that set it: the highest stands. None where only a desk spoke.
    pub set: Option<(Seq, CommandId)>,
    /// How often a name was overridden or taken back.
    pub rewritten: u32,
    /// A desk's word: off the board whatever the name says from then on, or on it though the forum's list has a word of this
    /// very name.
    pub show: Option<bool>,
}
