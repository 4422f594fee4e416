//! The leaderboard of a session's quizzes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::WordsNo;
use crate::domain::scores::Score;

/// Whoever has most points over a session's quizzes: those that are not secret, closed, and revealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeadersView {
    /// How many quizzes count; 0 once all were hidden again.
    pub quizzes: u32,
    /// How many people answered them.
    pub people: u32,
    /// At most 10, most points first; of equals the one who came to the board first.
    pub top: Vec<Leader>,
}

/// Somebody on the leaderboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Leader {
    /// Where.
    #[serde(flatten)]
    #[ts(flatten)]
    pub place: Place,
    /// The name that was given; to moderators also one that is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// What `rule_name` names: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub w: Option<WordsNo>,
    /// The name is not shown to anyone else: to moderators.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
}

/// A place on the leaderboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Place {
    /// From 1. Equals share one, and the next follows after all of them: 1, 2, 2, 4.
    pub rank: u32,
    /// The points of all quizzes that count.
    pub points: u32,
    /// How many of them were answered rightly.
    pub right: u32,
    /// A number from 0 that nobody else of the board has: pages make an alias of it where no name is shown.
    pub alias: u32,
}

impl From<&Score> for Place {
    fn from(score: &Score) -> Self {
        Self { rank: score.rank, points: score.points, right: score.right, alias: score.alias }
    }
}
