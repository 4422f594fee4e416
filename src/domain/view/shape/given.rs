//! All that a person gave in the forum.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mine::OwnRating;
use super::question::QuestionItem;
use crate::domain::ballot::Choice;
use crate::domain::forum::Title;
use crate::domain::id::{PollNo, SessionNo, WordsNo};
use crate::domain::idea::IdeaItem;
use crate::domain::left_out::is_default;
use crate::domain::speaking::SpeakerItem;
use crate::domain::stand::RemarkItem;
use crate::domain::statement::StatementItem;

/// What a person gave in the forum, session by session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct GivenView {
    /// The highest number of all that it wrote and that is still there: what `erase_mine` names. 0 where nothing is.
    pub upto: WordsNo,
    /// The sessions in which it gave something, in their order in time.
    pub parts: Vec<GivenPart>,
    /// How many of the oldest questions there was no room for.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub left_out: u32,
}

/// What a person gave in a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GivenPart {
    /// In which session.
    pub session: SessionNo,
    /// Own questions that are on its board now, oldest first.
    pub questions: Vec<QuestionItem>,
    /// Own ideas on its board, oldest first, whatever became of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<IdeaItem>>")]
    pub ideas: Vec<IdeaItem>,
    /// Own questions and comments at its stands, oldest first, whatever became of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RemarkItem>>")]
    pub remarks: Vec<RemarkItem>,
    /// What is written on own ballots that are not secret, of all rounds.
    pub answers: Vec<GivenAnswer>,
    /// The own rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rating: Option<OwnRating>,
    /// The name that was given for the leaderboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// Own statements, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementItem>>")]
    pub statements: Vec<StatementItem>,
    /// Of how many statements this person said something.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub said: u32,
    /// Own requests for the microphone, oldest first, whatever became of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<SpeakerItem>>")]
    pub speaking: Vec<SpeakerItem>,
    /// How many of its questions this person supports.
    pub supports: u32,
    /// How many own ballots there are that are not secret, those with words too.
    pub ballots: u32,
    /// How many of its stands this person visited.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub visits: u32,
}

/// What somebody wrote on a ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GivenAnswer {
    /// In which poll.
    pub poll: PollNo,
    /// In which round.
    pub round: u32,
    /// What was asked.
    pub title: Title,
    /// Words, or a free text.
    pub choice: Choice,
}
