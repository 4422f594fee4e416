//! What is asked for with the speaking queue.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SpeakerEnd, SpeakingPlan};
use crate::domain::badge::BadgeCode;
use crate::domain::id::{SessionNo, SpeakerNo};
use crate::domain::left_out::is_default;
use crate::domain::register::Seq;
use crate::domain::words::Text;

/// Attendees and desks: the speaking queue of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum SpeakingCommand {
    /// Participant: ask for the microphone. While one waits or speaks it changes what was said and keeps the place.
    Ask {
        /// In which session.
        session: SessionNo,
        /// What it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        topic: Option<Text>,
        /// What to be called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        name: Option<Text>,
        /// The device's sequence number.
        seq: Seq,
        /// The code of the asker's badge, where names are by badge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        badge: Option<BadgeCode>,
    },
    /// Participant: take it back.
    Withdraw {
        /// In which session.
        session: SessionNo,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Moderator: whether requests are taken, and whether walls show them.
    Set {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at; 0 where there is none yet.
        version: u32,
        /// The whole plan.
        plan: SpeakingPlan,
    },
    /// Moderator: give somebody the microphone. Who had it is done.
    Call {
        /// In which session.
        session: SessionNo,
        /// The arrangement it was read at.
        arrangement: u32,
        /// Whom: who waits, or is over and has asked for no other turn since.
        speaker: SpeakerNo,
    },
    /// Moderator: a turn is done, or nobody came.
    End {
        /// In which session.
        session: SessionNo,
        /// The arrangement it was read at.
        arrangement: u32,
        /// Whose: who speaks; also who waits, where nobody came.
        speaker: SpeakerNo,
        /// Which of both.
        how: SpeakerEnd,
    },
    /// Moderator: put somebody elsewhere among those who wait.
    Move {
        /// In which session.
        session: SessionNo,
        /// The arrangement it was read at.
        arrangement: u32,
        /// Whom.
        speaker: SpeakerNo,
        /// At which place, from 0.
        at: u32,
    },
    /// Moderator: take somebody off the queue for the rest of the session.
    Dismiss {
        /// In which session.
        session: SessionNo,
        /// The arrangement it was read at.
        arrangement: u32,
        /// Whom.
        speaker: SpeakerNo,
    },
    /// Moderator: take off everyone who waits. They may ask again, unless all of them are dismissed.
    Clear {
        /// In which session.
        session: SessionNo,
        /// The arrangement it was read at.
        arrangement: u32,
        /// Each of them is off for the rest of the session.
        #[serde(default, skip_serializing_if = "is_default")]
        #[ts(optional, as = "Option<bool>")]
        dismiss: bool,
    },
    /// Moderator: block the device that asked, or take that block back. What it asked for is off with it.
    Block {
        /// In which session.
        session: SessionNo,
        /// Whose.
        speaker: SpeakerNo,
        /// Whether it is blocked through this request.
        on: bool,
    },
    /// Moderator: keep somebody's topics and names from everyone else, or show them.
    Rule {
        /// In which session.
        session: SessionNo,
        /// Whose.
        speaker: SpeakerNo,
        /// Whether they are shown.
        show: bool,
    },
}
