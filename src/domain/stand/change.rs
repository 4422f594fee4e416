//! What happened in an exhibition.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ExhibitionPlan, Mark, OnPage, RemarkKind, RemarkStatus, StandPlan};
use crate::domain::id::{CommandId, LinkNo, PersonId, RemarkNo, SessionNo, StandNo, WordsNo};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::time::Time;

/// A change of a session's exhibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandChange {
    /// Of which session.
    pub session: SessionNo,
    /// What happened.
    #[serde(flatten)]
    pub act: StandAct,
}

/// What happened in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the stand's")]
pub enum StandAct {
    /// How it is held was set.
    Set { plan: ExhibitionPlan },
    /// A stand was added, at the end.
    Added { stand: StandNo, author: Author, id: CommandId, plan: Arc<StandPlan>, key: WordsNo },
    /// What it is was changed.
    Changed { stand: StandNo, plan: Arc<StandPlan> },
    /// The stands were put in order.
    Ordered { stands: Vec<StandNo> },
    /// A stand was taken away to which nobody gave anything.
    Dropped { stand: StandNo },
    /// Its QR code says something else from now on.
    Rekeyed { stand: StandNo, key: WordsNo, by: LinkNo, id: CommandId },
    /// It takes nothing any more, or does again.
    Closed { stand: StandNo, on: bool },
    /// Somebody visited it for the first time.
    Visited { stand: StandNo, person: PersonId, id: CommandId, time: Time },
    /// Somebody rated it; the rating before of the same person no longer counts.
    Rated { stand: StandNo, person: PersonId, stars: u8, seq: Seq, id: CommandId },
    /// A question or comment came in.
    Came {
        stand: StandNo,
        remark: RemarkNo,
        author: PersonId,
        id: CommandId,
        kind: RemarkKind,
        text: WordsNo,
        /// A desk reads it first.
        waits: bool,
        time: Time,
    },
    /// What became of it was decided.
    Ruled { stand: StandNo, remark: RemarkNo, status: RemarkStatus },
    /// It was answered, or the answer was corrected.
    Answered { stand: StandNo, remark: RemarkNo, text: WordsNo, time: Time },
    /// It was put on the stand's page, or taken off it.
    Paged { stand: StandNo, remark: RemarkNo, page: OnPage },
    /// The team read a comment.
    Marked { stand: StandNo, remark: RemarkNo, mark: Mark },
    /// A device was blocked through it, or that block was taken back.
    Blocked { stand: StandNo, remark: RemarkNo, person: PersonId, on: bool, by: LinkNo, id: CommandId },
}

impl StandAct {
    /// The stand, where it is about one.
    #[must_use]
    pub fn stand(&self) -> Option<StandNo> {
        match self {
            Self::Set { .. } | Self::Ordered { .. } => None,
            Self::Added { stand, .. }
            | Self::Changed { stand, .. }
            | Self::Dropped { stand }
            | Self::Rekeyed { stand, .. }
            | Self::Closed { stand, .. }
            | Self::Visited { stand, .. }
            | Self::Rated { stand, .. }
            | Self::Came { stand, .. }
            | Self::Ruled { stand, .. }
            | Self::Answered { stand, .. }
            | Self::Paged { stand, .. }
            | Self::Marked { stand, .. }
            | Self::Blocked { stand, .. } => Some(*stand),
        }
    }

    /// Who gave which command, of what is done once and makes nothing that has a number.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self {
            Self::Rekeyed { by, id, .. } | Self::Blocked { by, id, .. } => Some((*by, *id)),
            Self::Set { .. }
            | Self::Added { .. }
            | Self::Changed { .. }
            | Self::Ordered { .. }
            | Self::Dropped { .. }
            | Self::Closed { .. }
            | Self::Visited { .. }
            | Self::Rated { .. }
            | Self::Came { .. }
            | Self::Ruled { .. }
            | Self::Answered { .. }
            | Self::Paged { .. }
            | Self::Marked { .. } => None,
        }
    }

    /// The question or comment, where it is about one.
    #[must_use]
    pub fn remark(&self) -> Option<RemarkNo> {
        match self {
            Self::Came { remark, .. }
            | Self::Ruled { remark, .. }
            | Self::Answered { remark, .. }
            | Self::Paged { remark, .. }
            | Self::Marked { remark, .. }
            | Self::Blocked { remark, .. } => Some(*remark),
            _ => None,
        }
    }

    /// Who gave what it tells, where an attendee did.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Visited { person, .. } | Self::Rated { person, .. } | Self::Blocked { person, .. } => {
                Some(*person)
            }
            Self::Came { author, .. } => Some(*author),
            _ => None,
        }
    }
}

impl StandChange {
    /// When it happened, where people did it. A rating has no words and no time.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        match &self.act {
            StandAct::Visited { time, .. }
            | StandAct::Came { time, .. }
            | StandAct::Answered { time, .. } => Some(*time),
            _ => None,
        }
    }
}
