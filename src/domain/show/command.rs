//! What is asked for with a run of show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CuePlan;
use crate::domain::id::{CueNo, HallNo};

/// Moderators and organisers: the run of show of a hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum ShowCommand {
    /// Moderator: one more cue.
    Add {
        /// In which hall.
        hall: HallNo,
        /// What it is.
        cue: CuePlan,
    },
    /// Moderator: make a cue another. One that came already waits anew.
    Change {
        /// In which hall.
        hall: HallNo,
        /// Which cue.
        cue: CueNo,
        /// The version it was read at.
        version: u32,
        /// The whole new plan.
        plan: CuePlan,
    },
    /// Moderator: take a cue away.
    Drop {
        /// In which hall.
        hall: HallNo,
        /// Which cue.
        cue: CueNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: do a cue at once, whatever became of it, unless it was done.
    Now {
        /// In which hall.
        hall: HallNo,
        /// Which cue.
        cue: CueNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: leave a cue out.
    Skip {
        /// In which hall.
        hall: HallNo,
        /// Which cue.
        cue: CueNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: a cue is to be done though a hand came.
    Confirm {
        /// In which hall.
        hall: HallNo,
        /// Which cue.
        cue: CueNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: the hall's run stands still. It names no version: whoever needs it is in a hurry.
    Hold {
        /// In which hall.
        hall: HallNo,
    },
    /// Moderator: it goes on.
    GoOn {
        /// In which hall.
        hall: HallNo,
        /// The version it was read at.
        version: u32,
        /// All cues that wait are moved by as long as it stood still; else those whose moment passed meanwhile are missed.
        later: bool,
    },
    /// Moderator: move the cues that wait.
    Shift {
        /// In which hall.
        hall: HallNo,
        /// The version it was read at.
        version: u32,
        /// By how many minutes, -120 to 120.
        minutes: i32,
        /// That one and those after it; none is all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        from: Option<CueNo>,
        /// The hall's version, as `delay` names it, where the rest of the agenda is delayed with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        agenda: Option<u32>,
    },
    /// Organiser: note that the hall was rehearsed, or take that back.
    Rehearsed {
        /// Which hall.
        hall: HallNo,
        /// The version it was read at; 0 where there is no run yet.
        version: u32,
        /// Whether it was.
        on: bool,
    },
}

impl ShowCommand {
    /// The hall that it is about.
    #[must_use]
    pub fn hall(&self) -> HallNo {
        match self {
            Self::Add { hall, .. }
            | Self::Change { hall, .. }
            | Self::Drop { hall, .. }
            | Self::Now { hall, .. }
            | Self::Skip { hall, .. }
            | Self::Confirm { hall, .. }
            | Self::Hold { hall }
            | Self::GoOn { hall, .. }
            | Self::Shift { hall, .. }
            | Self::Rehearsed { hall, .. } => *hall,
        }
    }
}
