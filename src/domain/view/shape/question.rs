//! Questions, and windows on lists of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{QuestionNo, SessionNo};
use crate::domain::left_out::is_default;
use crate::domain::question::{Assistant, Reason, Source};
use crate::domain::text::direction::Direction;
use crate::domain::time::Time;

/// A question as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestionItem {
    /// Its number.
    pub q: QuestionNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// Its text as it is shown; empty once it was erased.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// The name its author gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// When it was asked.
    pub at: Time,
    /// How many people support it.
    pub n: u32,
    /// What became of it.
    pub status: StatusView,
    /// Why it was dismissed: to its author and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
    /// The question it was merged into: to its author and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub into: Option<QuestionNo>,
    /// Its labels by their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<u8>>")]
    pub labels: Vec<u8>,
    /// The reply in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reply: Option<String>,
    /// How it came in, where a desk typed it or the organisers prepared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<Source>,
    /// What entered it for somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub assisted: Option<Assistant>,
    /// Its way to the stage: on it, or its place in the queue (0 is the head; to moderators and presenters).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<StagePlace>,
    /// How many questions were merged into it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub merged: u32,
    /// The shorter text for the wall: to moderators, presenters and screens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wall: Option<String>,
    /// What its author wrote, where a moderator corrected it: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub original: Option<String>,
    /// The session it is on, where that is not the one asked about: to its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<SessionNo>,
    /// The device that asked was blocked through this question: to moderators.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the status of the same name")]
pub enum StatusView {
    Pending,
    Listed,
    Answered,
    Merged,
    Dismissed,
    Withdrawn,
}

/// Where a question is on its way to the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StagePlace {
    /// On stage now.
    On,
    /// So many places behind the queue's head.
    Queued(u32),
}

/// A window on a list of questions: those in front. The rest is read page by page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WindowView {
    /// How many there are in all.
    pub total: u32,
    /// Those in the window, in no order: the client sorts.
    pub items: Vec<QuestionItem>,
}

/// What changed in a window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WindowDiff {
    /// How many there are in all.
    pub total: u32,
    /// Whole items: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<QuestionItem>>")]
    pub put: Vec<QuestionItem>,
    /// Those that left the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<QuestionNo>>")]
    pub gone: Vec<QuestionNo>,
}

/// What is on stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StageView {
    /// What `next` names.
    pub version: u32,
    /// The question in the spotlight.
    pub on: Option<QuestionItem>,
    /// What comes next: two to presenters, the whole queue to moderators, none to the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<QuestionItem>>")]
    pub next: Vec<QuestionItem>,
}
