//! The moderation ledger: every decision, who took it, and what stood before it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{ActNo, LinkNo, QuestionNo, SessionNo, WordsNo};
use super::question::{Reason, Standing, Status};
use super::time::Time;

/// A decision about a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub time: Time,
    /// Which link.
    pub by: LinkNo,
    /// About which question.
    pub question: QuestionNo,
    /// The session the question was on.
    pub session: SessionNo,
    /// What was decided.
    pub deed: Deed,
    /// What stood before, for every question that it changed, its own first: undoing brings that back.
    pub before: Vec<Before>,
    /// It was undone.
    pub undone: bool,
}

/// How a question stood before an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Which question.
    pub question: QuestionNo,
    /// How it stood.
    pub standing: Standing,
    /// Its place in the stage queue, where it was there.
    pub queued_at: Option<u32>,
    /// The act that stood on it until then.
    pub last_act: Option<ActNo>,
}

/// What can be decided about a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// On the list.
    Approve,
    /// Not published.
    Dismiss {
        /// Why.
        reason: Reason,
    },
    /// Back to what it was before it was dismissed, merged or answered.
    Restore {
        /// That.
        to: Status,
    },
    /// United with another question.
    Merge {
        /// That one.
        into: QuestionNo,
    },
    /// To another session.
    Move {
        /// That one.
        to: SessionNo,
    },
    /// Labels set.
    Label {
        /// Places in the session's list of labels, ascending.
        labels: Vec<u8>,
    },
    /// Its shown text corrected; the original is kept.
    Edit {
        /// The new text.
        text: WordsNo,
    },
    /// A shorter text for the wall, or none.
    Shorten {
        /// The text for the wall.
        text: Option<WordsNo>,
    },
    /// Into the stage queue.
    Queue {
        /// At that place, 0 is the head; past the end means the end.
        at: u32,
    },
    /// Off the queue or the stage, back on the list, not answered.
    Unqueue,
    /// On stage, in the spotlight.
    Stage,
    /// Answered.
    Answer,
    /// Answered in writing, or that answer taken away.
    Reply {
        /// The reply.
        text: Option<WordsNo>,
    },
}

/// What kind of decision an [`Act`] was, without its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the deed of the same name")]
pub enum DeedKind {
    Approve,
    Dismiss,
    Restore,
    Merge,
    Move,
    Label,
    Edit,
    Shorten,
    Queue,
    Unqueue,
    Stage,
    Answer,
    Reply,
}

impl Deed {
    /// The words that came with it.
    #[must_use]
    pub fn words(&self) -> Option<WordsNo> {
        match self {
            Self::Edit { text } => Some(*text),
            Self::Shorten { text } | Self::Reply { text } => *text,
            _ => None,
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DeedKind {
        match self {
            Self::Approve => DeedKind::Approve,
            Self::Dismiss { .. } => DeedKind::Dismiss,
            Self::Restore { .. } => DeedKind::Restore,
            Self::Merge { .. } => DeedKind::Merge,
            Self::Move { .. } => DeedKind::Move,
            Self::Label { .. } => DeedKind::Label,
            Self::Edit { .. } => DeedKind::Edit,
            Self::Shorten { .. } => DeedKind::Shorten,
            Self::Queue { .. } => DeedKind::Queue,
            Self::Unqueue => DeedKind::Unqueue,
            Self::Stage => DeedKind::Stage,
            Self::Answer => DeedKind::Answer,
            Self::Reply { .. } => DeedKind::Reply,
        }
    }
}
