//! What happened to statements.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Pictured, Stage, StatementPlan, Vote};
use crate::domain::id::{CommandId, LinkNo, PersonId, SessionNo, StatementNo, WordsNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::time::Time;

/// A change of a session's statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the statement's")]
pub enum StatementChange {
    /// How they are held was set.
    Planned { session: SessionNo, plan: Arc<StatementPlan> },
    /// Votes are taken from now on, or no more.
    Staged { session: SessionNo, stage: Stage, time: Time },
    /// A statement came in.
    Submitted {
        session: SessionNo,
        statement: StatementNo,
        author: Author,
        id: CommandId,
        text: WordsNo,
        /// Published at once, without a moderator.
        published: bool,
        time: Time,
    },
    /// Its author took it back.
    Withdrawn { session: SessionNo, statement: StatementNo },
    /// A desk decided about it.
    Ruled { session: SessionNo, statement: StatementNo, ruling: Ruling, by: LinkNo },
    /// Somebody said something of it; what they said before no longer counts. `None` takes it back.
    Voted {
        session: SessionNo,
        statement: StatementNo,
        person: PersonId,
        vote: Option<Vote>,
        seq: Seq,
        id: CommandId,
    },
    /// The last picture was made.
    Pictured { session: SessionNo, pictured: Arc<Pictured> },
}

/// What a desk decides about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// It is published.
    Publish,
    /// It is not, or not any more.
    Dismiss(Reason),
}

impl StatementChange {
    /// The session whose statements it is of.
    #[must_use]
    pub fn session(&self) -> SessionNo {
        match self {
            Self::Planned { session, .. }
            | Self::Staged { session, .. }
            | Self::Submitted { session, .. }
            | Self::Withdrawn { session, .. }
            | Self::Ruled { session, .. }
            | Self::Voted { session, .. }
            | Self::Pictured { session, .. } => *session,
        }
    }

    /// When it happened, where somebody wrote something. A vote has no words.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        if let Self::Submitted { time, .. } = self { Some(*time) } else { None }
    }

    /// The statement whose author's own part it changes.
    #[must_use]
    pub fn statement(&self) -> Option<StatementNo> {
        match self {
            Self::Submitted { statement, .. }
            | Self::Withdrawn { statement, .. }
            | Self::Ruled { statement, .. } => Some(*statement),
            _ => None,
        }
    }

    /// Whoever voted.
    #[must_use]
    pub fn voter(&self) -> Option<PersonId> {
        if let Self::Voted { person, .. } = self { Some(*person) } else { None }
    }
}
