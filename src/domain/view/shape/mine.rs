//! The personal part.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::leaders::Place;
use super::question::QuestionItem;
use crate::domain::award::OwnSheet;
use crate::domain::ballot::Choice;
use crate::domain::id::{PollNo, QuestionNo};
use crate::domain::idea::OwnIdeas;
use crate::domain::recommendation::{OwnMarks, OwnVoices};
use crate::domain::register::Seq;
use crate::domain::speaking::OwnSpeaking;
use crate::domain::stand::OwnStands;
use crate::domain::statement::{OwnVotes, StatementItem};

/// The personal part beside the shared views of a session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct MineView {
    /// Own questions of this session, and those moved away from it.
    pub questions: Vec<QuestionItem>,
    /// Questions of this session that this person supports.
    pub supports: Vec<QuestionNo>,
    /// Own ballots of the rounds at hand. Those of secret polls are remembered by the device alone.
    pub ballots: Vec<OwnBallot>,
    /// The own rating of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rating: Option<OwnRating>,
    /// How this person stands on the leaderboard of the session's quizzes, or is to be named there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub player: Option<OwnPlayer>,
    /// A juror's own marks in the session's award, and whom the juror does not judge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<OwnSheet>>")]
    pub sheets: Vec<OwnSheet>,
    /// Own statements of this session, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementItem>>")]
    pub statements: Vec<StatementItem>,
    /// What this person said of its statements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<Box<OwnVotes>>,
    /// What is this person's own on the session's idea board; a facilitator's table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ideas: Option<Box<OwnIdeas>>,
    /// The stands of the session's exhibition that this person visited, and what was asked and said there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stands: Option<Box<OwnStands>>,
    /// The own request for the microphone in the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub speaking: Option<Box<OwnSpeaking>>,
    /// What this person said in the vote at hand over the forum's recommendations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recommendations: Option<Box<OwnVoices>>,
    /// A rapporteur's own marks of the recommendations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<OwnMarks>>")]
    pub marks: Vec<OwnMarks>,
    /// The highest sequence number of this person's registers: the next one is above it.
    pub seq: Seq,
    /// The device is blocked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

/// An own ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnBallot {
    /// In which poll.
    pub poll: PollNo,
    /// In which round.
    pub round: u32,
    /// What it says.
    pub choice: Choice,
    /// Its points, once a quiz is closed and revealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub points: Option<u32>,
}

/// The own place on the leaderboard of a session's quizzes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnPlayer {
    /// The name that was given for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// The name is not shown: it waits for a moderator, or one took it off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
    /// The place itself, once a quiz that this person answered counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
}

/// An own rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnRating {
    /// One to five.
    pub stars: u8,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comment: Option<String>,
}
