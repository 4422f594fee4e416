//! A session as it is held.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::agenda::Phase;
use crate::domain::forum::{Moderation, Names, Title};
use crate::domain::id::{HallNo, PollNo, SessionNo};
use crate::domain::time::Millis;

/// How a session works at the moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SessionView {
    /// Its number.
    pub session: SessionNo,
    /// Where.
    pub hall: HallNo,
    /// What its commands name.
    pub version: u32,
    /// Where it is in its life.
    pub phase: Phase,
    /// Questions open or closed by hand; none follows the agenda: open from `early` before the start to the end.
    pub asking: Option<bool>,
    /// See `asking`.
    pub early: Millis,
    /// When questions are read.
    pub moderation: Moderation,
    /// Labels by their places.
    pub labels: Vec<Title>,
    /// All input is stopped.
    pub paused: bool,
    /// What the desk says meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pause_message: Option<String>,
    /// Feedback open or closed by hand; none follows the agenda: open from the middle of the session on.
    pub feedback: Option<bool>,
    /// A line over everything in this hall.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub announcement: Option<String>,
    /// A line of the desk to the stage: presenters and moderators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Its polls in their order; drafts for moderators only.
    pub polls: Vec<PollNo>,
    /// Whether names may be given.
    pub names: Names,
    /// Longest question in graphemes.
    pub question_length: usize,
    /// Longest name in graphemes.
    pub name_length: usize,
    /// Longest comment, reply or free answer in graphemes.
    pub comment_length: usize,
    /// Whether the presenter may call the next question.
    pub presenter_calls_next: bool,
}
