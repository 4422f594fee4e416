//! What happened to an award.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{AwardKey, AwardPlan, AwardResults, Blinded, Case, Lot};
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo, SessionNo};
use crate::domain::register::Seq;
use crate::domain::time::Time;

/// A change of a session's award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the award's")]
pub enum AwardChange {
    /// What it is about and how it is decided was set.
    Planned { session: SessionNo, plan: Arc<AwardPlan> },
    /// The scoring began; the polls are those of the people's choice, which were made just before.
    Begun {
        session: SessionNo,
        lot: Lot,
        polls: Vec<Option<PollNo>>,
        /// The key of blind ballots, where the people's choice is by those.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Arc<AwardKey>>,
    },
    /// A badge took its paper: the key on it was signed, and nobody saw which. `edition` is how often the badge's code had been
    /// replaced.
    PaperTaken { session: SessionNo, badge: BadgeNo, edition: u32, blinded: Blinded },
    /// A juror gave marks; those before of the same juror for the same nominee no longer count.
    Scored { session: SessionNo, case: Case, marks: Box<[u8]>, seq: Seq, id: CommandId },
    /// A juror judges a nominee no more, or again; `by` is the organiser who said so, where one did.
    Recused {
        session: SessionNo,
        case: Case,
        on: bool,
        seq: Seq,
        id: CommandId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<LinkNo>,
    },
    /// It is prepared again, as nothing was given yet; the polls of the people's choice were dropped just before.
    Prepared { session: SessionNo },
    /// A juror's link came in place of another one, with what was given by that.
    Replaced { session: SessionNo, juror: LinkNo, heir: LinkNo },
    /// No mark is taken any more.
    Sealed { session: SessionNo },
    /// An organiser asked for the opening.
    OpeningAsked { session: SessionNo, by: LinkNo, id: CommandId, time: Time },
    /// Another one did too, and this was counted; `asked` is the first one.
    Opened { session: SessionNo, by: LinkNo, asked: LinkNo, results: Arc<AwardResults> },
    /// So many steps of a track are revealed.
    Revealed { session: SessionNo, track: u8, steps: u8, by: LinkNo, id: CommandId },
}

impl AwardChange {
    /// The session whose award it is of.
    #[must_use]
    pub fn session(&self) -> SessionNo {
        match self {
            Self::Planned { session, .. }
            | Self::Begun { session, .. }
            | Self::PaperTaken { session, .. }
            | Self::Scored { session, .. }
            | Self::Recused { session, .. }
            | Self::Prepared { session }
            | Self::Replaced { session, .. }
            | Self::Sealed { session }
            | Self::OpeningAsked { session, .. }
            | Self::Opened { session, .. }
            | Self::Revealed { session, .. } => *session,
        }
    }

    /// Who gave which command, of what is done once and makes nothing that has a number.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self {
            Self::OpeningAsked { by, id, .. } | Self::Revealed { by, id, .. } => Some((*by, *id)),
            Self::Planned { .. }
            | Self::Begun { .. }
            | Self::PaperTaken { .. }
            | Self::Scored { .. }
            | Self::Recused { .. }
            | Self::Prepared { .. }
            | Self::Replaced { .. }
            | Self::Sealed { .. }
            | Self::Opened { .. } => None,
        }
    }

    /// The juror whose own part it changes.
    #[must_use]
    pub fn juror(&self) -> Option<LinkNo> {
        match self {
            Self::Scored { case, .. } | Self::Recused { case, .. } => Some(case.juror),
            _ => None,
        }
    }
}
