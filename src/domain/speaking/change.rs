//! What happened in a speaking queue.

use serde::{Deserialize, Serialize};

use super::{SpeakingPlan, TicketStatus};
use crate::domain::id::{CommandId, LinkNo, PersonId, SessionNo, SpeakerNo, WordsNo};
use crate::domain::register::Seq;
use crate::domain::time::Time;

/// What happened in the speaking queue of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakingChange {
    /// Of which session.
    pub session: SessionNo,
    /// What.
    #[serde(flatten)]
    pub act: SpeakingAct,
}

/// A change of a speaking queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the ticket's")]
pub enum SpeakingAct {
    /// How it is held was set.
    Set { plan: SpeakingPlan },
    /// Somebody asked for the microphone, or changed what was asked: the ticket is the one at hand, or a new one.
    Asked {
        speaker: SpeakerNo,
        person: PersonId,
        topic: Option<WordsNo>,
        name: Option<WordsNo>,
        seq: Seq,
        id: CommandId,
        time: Time,
    },
    /// Somebody took it back.
    Withdrawn { person: PersonId, seq: Seq, id: CommandId },
    /// Somebody has the microphone, and who had it is done.
    Called { speaker: SpeakerNo, time: Time },
    /// A ticket is over.
    Over { speaker: SpeakerNo, how: TicketStatus, time: Time },
    /// One of those who wait was put at that place.
    Moved { speaker: SpeakerNo, at: u32 },
    /// Everyone who waits was taken off.
    Cleared,
    /// Nothing is taken any more: whoever spoke is done, and whoever waits was taken off.
    Closed { time: Time },
    /// A desk decided whether somebody's topics and names are shown.
    Ruled { person: PersonId, show: bool, by: LinkNo, id: CommandId },
    /// The device that asked was blocked through it, or that was taken back.
    Blocked { speaker: SpeakerNo, person: PersonId, on: bool, by: LinkNo, id: CommandId },
}

impl SpeakingChange {
    /// When it happened, where somebody wrote something.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        if let SpeakingAct::Asked { time, .. } = self.act { Some(time) } else { None }
    }

    /// Who gave which command, of what is done once.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self.act {
            SpeakingAct::Ruled { by, id, .. } | SpeakingAct::Blocked { by, id, .. } => Some((by, id)),
            _ => None,
        }
    }
}
