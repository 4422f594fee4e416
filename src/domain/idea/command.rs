//! What is asked for with an idea board.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Dots, IdeaPhase, IdeaPlan, Spot};
use crate::domain::forum::Title;
use crate::domain::id::{ClusterNo, IdeaNo, SessionNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::strict::value_or_null;
use crate::domain::words::Text;

/// Attendees, facilitators and desks: a session's idea board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum IdeaCommand {
    /// Moderator: what the board asks and how it is held.
    Set {
        /// Of which session.
        session: SessionNo,
        /// The board's version it was read at; 0 where there is none yet.
        version: u32,
        /// The whole plan.
        plan: IdeaPlan,
    },
    /// Moderator: lead the board to another phase, on or back.
    Lead {
        /// Of which session.
        session: SessionNo,
        /// The board's version it was read at.
        version: u32,
        /// To that one.
        phase: IdeaPhase,
        /// For so many seconds; none or 0 is without a timer.
        #[serde(default)]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// Moderator: the phase at hand is over in so many seconds from now; 0 takes the timer away.
    Timer {
        /// Of which session.
        session: SessionNo,
        /// The board's version it was read at.
        version: u32,
        /// So many.
        seconds: u32,
    },
    /// Moderator: show everyone what the tables came to, or not any more.
    ShowResults {
        /// Of which session.
        session: SessionNo,
        /// The board's version it was read at.
        version: u32,
        /// Whether they are shown.
        on: bool,
    },

    /// Participant: send an idea. It is of the table that was chosen.
    Submit {
        /// To that session's board.
        session: SessionNo,
        /// The idea.
        text: Text,
    },
    /// Facilitator: enter an idea for the own table. Moderator: for any table or none. It is on the board at once.
    Enter {
        /// On that session's board.
        session: SessionNo,
        /// The idea.
        text: Text,
        /// The table, by its place; a facilitator's own need not be said.
        #[serde(default)]
        #[ts(optional)]
        table: Option<u8>,
    },
    /// Its author: change an own idea. Moderator: correct the shown text; the original is kept.
    Reword {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// The version it was read at.
        version: u32,
        /// The whole new text.
        text: Text,
    },
    /// Its author: take an own idea back.
    TakeBack {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: put an idea that waits on the board.
    Approve {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: not on the board, or not any more.
    Dismiss {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// The version it was read at.
        version: u32,
        /// Why.
        reason: Reason,
    },
    /// Moderator: bring a dismissed idea back to where it was.
    Restore {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: take nothing more from the device that sent an idea, or take that back.
    Block {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// Whether it is blocked through this idea.
        on: bool,
    },
    /// Organiser: remember nothing more of what an idea says.
    Erase {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
    },

    /// Moderator: make a group of ideas.
    Cluster {
        /// On that session's board.
        session: SessionNo,
        /// Its name; may be empty.
        #[serde(default)]
        title: Title,
        /// Its ideas, in their order, as they were read.
        ideas: Vec<ReadIdea>,
    },
    /// Moderator: give a group another name.
    NameCluster {
        /// On that session's board.
        session: SessionNo,
        /// Which group.
        cluster: ClusterNo,
        /// The edition it was read at.
        edition: u32,
        /// The name; may be empty.
        title: Title,
    },
    /// Moderator: dissolve a group. Its ideas stay on the board; dots on the group itself count no more.
    Dissolve {
        /// On that session's board.
        session: SessionNo,
        /// Which group.
        cluster: ClusterNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: put an idea into a group, elsewhere in it, or out of any.
    Place {
        /// On that session's board.
        session: SessionNo,
        /// Which idea.
        idea: IdeaNo,
        /// The version it was read at.
        version: u32,
        /// Into that group; none is out of any.
        #[serde(deserialize_with = "value_or_null")]
        cluster: Option<ClusterNo>,
        /// Its place there, 0 is the first; past the end means the end. Without a group it says nothing.
        at: u32,
    },
    /// Moderator: the order of the groups.
    Arrange {
        /// On that session's board.
        session: SessionNo,
        /// The arrangement it was read at.
        arrangement: u32,
        /// All groups, each once.
        clusters: Vec<ClusterNo>,
    },

    /// Participant: choose the table where one sits, or none.
    Sit {
        /// Of that session's board.
        session: SessionNo,
        /// The table, by its place.
        #[serde(deserialize_with = "value_or_null")]
        table: Option<u8>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Participant: all own dots. No dots take them back.
    Dot {
        /// On that session's board.
        session: SessionNo,
        /// Where they lie.
        dots: Vec<Dots>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Facilitator: what the own table came to. Moderator: what any table did.
    Harvest {
        /// On that session's board.
        session: SessionNo,
        /// The table, by its place.
        table: u8,
        /// The result's version it was read at; 0 where there is none yet.
        version: u32,
        /// A heading.
        #[serde(deserialize_with = "value_or_null")]
        title: Option<Text>,
        /// The text.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
        /// The ideas and groups that it rests on.
        rests: Vec<Spot>,
        /// Whether the table is done.
        done: bool,
    },
}

/// An idea as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadIdea {
    /// Which idea.
    pub idea: IdeaNo,
    /// The version it was read at.
    pub version: u32,
}
