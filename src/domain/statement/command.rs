//! What is asked for with statements.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{StatementPlan, Vote};
use crate::domain::id::{SessionNo, StatementNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::strict::value_or_null;
use crate::domain::words::Text;

/// Everyone: the statements of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum StatementCommand {
    /// Moderator: how they are held.
    Plan {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at; 0 where there is none yet.
        version: u32,
        /// The whole plan.
        plan: StatementPlan,
    },
    /// Moderator: votes are taken from now on, also again.
    Open {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: no vote is taken any more, and the last picture is made.
    Close {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: a statement of the organisers, published at once.
    Seed {
        /// In which session.
        session: SessionNo,
        /// The statement.
        text: Text,
    },
    /// Participant: write a statement.
    Submit {
        /// In which session.
        session: SessionNo,
        /// The statement.
        text: Text,
    },
    /// Participant: take an own statement back while it waits.
    Withdraw {
        /// In which session.
        session: SessionNo,
        /// Which statement.
        statement: StatementNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: publish a statement that waits, or that was dismissed.
    Approve {
        /// In which session.
        session: SessionNo,
        /// Which statement.
        statement: StatementNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: don't publish a statement, or not any more.
    Dismiss {
        /// In which session.
        session: SessionNo,
        /// Which statement.
        statement: StatementNo,
        /// The version it was read at.
        version: u32,
        /// Why.
        reason: Reason,
    },
    /// Participant: what one says of a statement; none takes it back.
    Vote {
        /// In which session.
        session: SessionNo,
        /// Of which statement.
        statement: StatementNo,
        /// What is said.
        #[serde(deserialize_with = "value_or_null")]
        vote: Option<Vote>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Organiser: remember nothing more of what a statement says.
    Erase {
        /// In which session.
        session: SessionNo,
        /// Which statement.
        statement: StatementNo,
    },
}
