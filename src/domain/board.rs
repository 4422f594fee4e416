//! A session's question board: the orders in which questions are read, and the counts that everyone sees.

use std::cmp::Reverse;

use imbl::OrdSet;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::arrivals::Arrivals;
use super::id::{ActNo, QuestionNo};
use super::left_out::is_default;
use super::question::Reason;

/// The board of a session, kept by `apply` beside the questions so that no view searches through all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Questions that wait for a moderator; ascending is oldest first.
    pub waiting: OrdSet<QuestionNo>,
    /// Published ones; descending is newest first.
    pub public: OrdSet<QuestionNo>,
    /// Published ones by support, most first, older first among equals.
    pub ranked: OrdSet<(Reverse<u32>, QuestionNo)>,
    /// Dismissed, merged and withdrawn ones: still readable on the desk.
    pub aside: OrdSet<QuestionNo>,
    /// The stage queue, its head first.
    pub queue: Vec<QuestionNo>,
    /// The question in the spotlight.
    pub on_stage: Option<QuestionNo>,
    /// Raised by every change of the queue or the stage: what `next` names.
    pub stage_version: u32,
    /// The acts of the ledger about its questions; descending is newest first.
    pub acts: OrdSet<ActNo>,
    /// What became of the questions.
    pub counts: Counts,
    /// What came of late.
    pub arrivals: Arrivals,
}

/// The public account of the questions. Seeds are outside of it.
///
/// `received == pending + listed + answered + merged + withdrawn + moved + dismissed.sum()`, at every revision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// Asked here or moved here.
    pub received: u32,
    /// With the questions team.
    pub pending: u32,
    /// On the list.
    pub listed: u32,
    /// Answered.
    pub answered: u32,
    /// United with another one.
    pub merged: u32,
    /// Moved to another session.
    pub moved: u32,
    /// Taken back by the author.
    pub withdrawn: u32,
    /// Dismissed, by reason, in the order of [`Reason::ALL`].
    pub dismissed: [u32; Reason::ALL.len()],
    /// Of those that were received, entered by ushers and at kiosks for somebody.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub assisted: u32,
}

impl Counts {
    /// The sum of what became of the questions: equal to `received`.
    #[must_use]
    pub fn accounted(&self) -> u32 {
        let fates = [self.pending, self.listed, self.answered, self.merged, self.moved, self.withdrawn];
        fates.iter().chain(&self.dismissed).sum()
    }
}
