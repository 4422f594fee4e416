//! What is asked for with an award.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AwardPlan, BlindBallot, Blinded, PublicKey};
use crate::domain::badge::BadgeCode;
use crate::domain::id::{LinkNo, SessionNo};
use crate::domain::register::Seq;

/// Organisers and jurors: a session's award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum AwardCommand {
    /// Organiser: what it is about and how it is decided, until the scoring begins.
    Plan {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at; 0 where there is none yet.
        version: u32,
        /// The whole plan.
        plan: AwardPlan,
    },
    /// Organiser: the plan is settled, and the jury gives marks.
    Begin {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Organiser: back to preparing, as long as no juror gave anything and none of the people's polls was opened.
    Prepare {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Organiser: a juror goes on by another link. What was given by the first is the other's, and the first is taken back.
    Replace {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
        /// The juror's link.
        juror: LinkNo,
        /// The one that comes in its place.
        heir: LinkNo,
    },
    /// Organiser: no mark is taken any more. It cannot be taken back.
    Seal {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
        /// Also where a nominee has marks of too few jurors.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        anyway: bool,
    },
    /// Organiser: count. It takes two, each with a link of their own, within half an hour.
    Open {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: one more place of a track, from the third to the first.
    Reveal {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
        /// Of which track.
        track: u8,
    },
    /// Juror: marks for a nominee, or other ones.
    Score {
        /// Of which session.
        session: SessionNo,
        /// In which track.
        track: u8,
        /// For which nominee.
        nominee: u8,
        /// One for each criterion, from 0 to the scale's highest; none takes them back.
        marks: Vec<u8>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Juror: not to judge a nominee, or to judge it after all. Organiser: the same for a juror.
    Recuse {
        /// Of which session.
        session: SessionNo,
        /// In which track.
        track: u8,
        /// Which nominee.
        nominee: u8,
        /// Whether the juror does not judge it.
        on: bool,
        /// The device's sequence number.
        seq: Seq,
        /// The juror's link, where an organiser says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        juror: Option<LinkNo>,
    },
    /// A badge's paper, signed. No frame says it: the server does, which answers with the signature.
    #[serde(skip)]
    Paper {
        /// Of which session.
        session: SessionNo,
        /// The badge's code.
        badge: BadgeCode,
        /// Of the blinded message.
        blinded: Blinded,
        /// With which key it was blinded; clients of before do not say it.
        key: Option<PublicKey>,
    },
    /// A blind ballot whose signatures are good. No frame says it either: the server does, which looked at them.
    #[serde(skip)]
    Cast {
        /// Of which session.
        session: SessionNo,
        /// The ballot.
        ballot: Arc<BlindBallot>,
    },
}

impl AwardCommand {
    /// The session whose award it is about.
    #[must_use]
    pub fn session(&self) -> SessionNo {
        match self {
            Self::Plan { session, .. }
            | Self::Begin { session, .. }
            | Self::Prepare { session, .. }
            | Self::Replace { session, .. }
            | Self::Seal { session, .. }
            | Self::Open { session, .. }
            | Self::Reveal { session, .. }
            | Self::Score { session, .. }
            | Self::Recuse { session, .. }
            | Self::Paper { session, .. }
            | Self::Cast { session, .. } => *session,
        }
    }
}
