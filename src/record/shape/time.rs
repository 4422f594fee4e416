//! What lies in time: how much was given when, and the moments of the time line.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::left_out::is_default;
use crate::domain::time::Time;
use crate::record::chronicle::MarkKind;

/// What was given in a quarter of an hour. Something that was changed is given again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct RecordQuarter {
    /// When it began.
    pub from: Time,
    /// Questions.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub questions: u32,
    /// Supports.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub supports: u32,
    /// Ballots of polls.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ballots: u32,
    /// Ideas.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ideas: u32,
    /// Dots on ideas and on groups of them. One that is moved is given again.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub dots: u32,
    /// Statements, and votes on them and on recommendations.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub votes: u32,
    /// Visits of stands, their ratings, and questions and comments to them.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub stands: u32,
    /// Requests for the microphone.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub speakers: u32,
    /// Ratings of sessions.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ratings: u32,
    /// Their mean in hundredths of a star, where they are of five people or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mood: Option<u32>,
}

/// A moment of the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MarkView {
    /// The revision that brought it about.
    pub rev: u64,
    /// When.
    pub at: Time,
    /// What.
    pub mark: MarkKind,
    /// In which hall; none where it is in none any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hall: Option<HallNo>,
    /// In which session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<SessionNo>,
    /// The session, the poll or the track that it is about.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub title: Title,
    /// The question or recommendation that it is about, unless it was erased or taken off the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
}
