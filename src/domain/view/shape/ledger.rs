//! The moderators' ledger.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{ActNo, LinkNo, QuestionNo};
use crate::domain::ledger::DeedKind;
use crate::domain::question::Reason;
use crate::domain::time::Time;

/// The latest acts of a session's ledger, newest first: to moderators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ActsView {
    /// At most 50 of them.
    pub acts: Vec<ActItem>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ActItem {
    /// Its number: what `undo` names.
    pub act: ActNo,
    /// When.
    pub at: Time,
    /// Which link.
    pub by: LinkNo,
    /// What that link is called.
    pub desk: String,
    /// About which question.
    pub q: QuestionNo,
    /// What was decided.
    pub deed: DeedKind,
    /// Why it was dismissed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
    /// It was undone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub undone: bool,
    /// It can still be undone by whoever acted: nothing came after it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub last: bool,
}
