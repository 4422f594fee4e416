//! What happened on an idea board.

use serde::{Deserialize, Serialize};

use super::{Dots, IdeaBy, IdeaPhase, IdeaPlan, IdeaStatus, Spot};
use crate::domain::forum::Title;
use crate::domain::id::{ClusterNo, CommandId, IdeaNo, LinkNo, PersonId, SessionNo, WordsNo};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::time::Time;

/// What happened on the idea board of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdeaChange {
    /// Of which session.
    pub session: SessionNo,
    /// What.
    #[serde(flatten)]
    pub act: IdeaAct,
}

/// A change of an idea board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the board's")]
pub enum IdeaAct {
    /// What it asks and how it is held was set.
    Set { plan: IdeaPlan },
    /// It is in that phase from now on.
    Led { phase: IdeaPhase, until: Option<Time> },
    /// The time of its phase was set.
    Timed { until: Option<Time>, by: LinkNo, id: CommandId },
    /// The tables' results are shown to everyone, or not before it is closed.
    ResultsShown { on: bool },
    /// An idea came in.
    Came {
        idea: IdeaNo,
        author: Author,
        id: CommandId,
        by: IdeaBy,
        text: WordsNo,
        table: Option<u8>,
        /// On the board at once.
        listed: bool,
        time: Time,
    },
    /// Its author changed it; whether it is on the board then.
    Reworded { idea: IdeaNo, text: WordsNo, listed: bool, time: Time },
    /// A desk corrected it.
    Corrected { idea: IdeaNo, text: WordsNo },
    /// Its author took it back, or a desk decided what becomes of it.
    Ruled { idea: IdeaNo, status: IdeaStatus },
    /// The device that sent it was blocked through it, or that was taken back.
    Blocked { idea: IdeaNo, person: PersonId, on: bool, by: LinkNo, id: CommandId },
    /// A group was made of these.
    Clustered { cluster: ClusterNo, by: LinkNo, id: CommandId, title: Title, ideas: Vec<IdeaNo> },
    /// A group has another name.
    Named { cluster: ClusterNo, title: Title },
    /// A group was dissolved, in which these lay.
    Dissolved { cluster: ClusterNo, ideas: Vec<IdeaNo> },
    /// An idea was put into a group, elsewhere in it, or out of any.
    Placed { idea: IdeaNo, cluster: Option<ClusterNo>, at: u32 },
    /// The groups were put in order.
    Arranged { clusters: Vec<ClusterNo> },
    /// Somebody chose a table.
    Sat { person: PersonId, table: Option<u8>, seq: Seq, id: CommandId },
    /// Somebody gave dots; those before of the same person no longer count.
    Dotted { person: PersonId, dots: Vec<Dots>, seq: Seq, id: CommandId },
    /// A table's result was set.
    Harvested {
        table: u8,
        title: Option<WordsNo>,
        text: Option<WordsNo>,
        rests: Vec<Spot>,
        done: bool,
        time: Time,
    },
}

impl IdeaAct {
    /// Who gave which command, of what is done once and makes nothing that has a number.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self {
            Self::Timed { by, id, .. } | Self::Blocked { by, id, .. } => Some((*by, *id)),
            Self::Set { .. }
            | Self::Led { .. }
            | Self::ResultsShown { .. }
            | Self::Came { .. }
            | Self::Reworded { .. }
            | Self::Corrected { .. }
            | Self::Ruled { .. }
            | Self::Clustered { .. }
            | Self::Named { .. }
            | Self::Dissolved { .. }
            | Self::Placed { .. }
            | Self::Arranged { .. }
            | Self::Sat { .. }
            | Self::Dotted { .. }
            | Self::Harvested { .. } => None,
        }
    }
}

impl IdeaChange {
    /// When it happened, where somebody wrote something.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        match &self.act {
            IdeaAct::Came { time, .. } | IdeaAct::Reworded { time, .. } | IdeaAct::Harvested { time, .. } => {
                Some(*time)
            }
            _ => None,
        }
    }
}
