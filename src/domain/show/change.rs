//! What happened in a run of show.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Came, CuePlan, Thing};
use crate::domain::id::{CommandId, CueNo, HallNo, LinkNo};
use crate::domain::time::{Millis, Time};

/// A change of a hall's run of show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowChange {
    /// Of which hall.
    pub hall: HallNo,
    /// What happened.
    #[serde(flatten)]
    pub act: ShowAct,
}

/// What happened in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the cue's")]
pub enum ShowAct {
    /// A cue was added: by whose command, unless it is of the forum's file.
    Added {
        cue: CueNo,
        plan: Arc<CuePlan>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<(LinkNo, CommandId)>,
    },
    /// It is another one, and waits.
    Changed { cue: CueNo, plan: Arc<CuePlan>, by: LinkNo },
    /// It was taken away.
    Dropped { cue: CueNo },
    /// The run or a hand came to it; what it did was said just before.
    Came { cue: CueNo, became: Came },
    /// A desk changed that thing by hand, or gave it back.
    Handed {
        thing: Thing,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<Time>,
    },
    /// It is to be done though a hand came.
    Confirmed { cue: CueNo },
    /// The run stands still, or goes on.
    Held { on: bool, time: Time, by: LinkNo, id: CommandId },
    /// These were moved. Beside a delay of the agenda, by the same command, it is told by that alone that it was done.
    Moved {
        cues: Vec<CueNo>,
        length: Millis,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<(LinkNo, CommandId)>,
    },
    /// It was noted that the hall was rehearsed, or that was taken back.
    Rehearsed { on: bool, by: LinkNo, time: Time },
}

impl ShowChange {
    /// Who gave which command, of what is done once and makes nothing that has a number.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self.act {
            ShowAct::Held { by, id, .. } => Some((by, id)),
            ShowAct::Moved { by, .. } => by,
            ShowAct::Added { .. }
            | ShowAct::Changed { .. }
            | ShowAct::Dropped { .. }
            | ShowAct::Came { .. }
            | ShowAct::Handed { .. }
            | ShowAct::Confirmed { .. }
            | ShowAct::Rehearsed { .. } => None,
        }
    }
}
