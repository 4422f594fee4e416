//! What is asked for with an exhibition.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ExhibitionPlan, Mark, StandKey, StandPlan};
use crate::domain::id::{RemarkNo, SessionNo, StandNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::words::Text;

/// Organisers, desks, teams of stands and attendees: a session's exhibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum StandCommand {
    /// Organiser: how it is held.
    Set {
        /// Of which session.
        session: SessionNo,
        /// The version it was read at; 0 where there is none yet.
        version: u32,
        /// The whole plan.
        plan: ExhibitionPlan,
    },
    /// Organiser: a stand more, at the end.
    Add {
        /// In which session's exhibition.
        session: SessionNo,
        /// What it is.
        plan: StandPlan,
    },
    /// Organiser: change what a stand is.
    Change {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// The version it was read at.
        version: u32,
        /// The whole new plan.
        plan: StandPlan,
    },
    /// Organiser: put the stands in order.
    Order {
        /// Of which session.
        session: SessionNo,
        /// The arrangement that was read.
        arrangement: u32,
        /// All of them, each once.
        stands: Vec<StandNo>,
    },
    /// Organiser: take a stand away, while nobody has given it anything.
    Drop {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// The version it was read at.
        version: u32,
    },
    /// Organiser: another QR code for a stand; the one before is no good any more.
    Rekey {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: a stand takes nothing any more, or does again.
    Close {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// The version it was read at.
        version: u32,
        /// Whether it is closed.
        on: bool,
    },

    /// Participant: be at a stand. Whoever was there before is not counted again.
    Visit {
        /// What its QR code says.
        key: StandKey,
    },
    /// Participant: rate a stand that was visited, or change the rating.
    Rate {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// One to five.
        stars: u8,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Participant: ask a stand's team something.
    Ask {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// The question.
        text: Text,
    },
    /// Participant: tell a stand's team something.
    Comment {
        /// Of which session.
        session: SessionNo,
        /// Which stand.
        stand: StandNo,
        /// The comment.
        text: Text,
    },
    /// Participant: take an own question or comment back, before the team did something with it.
    TakeBack {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
    },

    /// Team, moderator: answer a question, or correct the answer.
    Answer {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which question.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
        /// The whole answer.
        text: Text,
    },
    /// Team, moderator: put a question and its answer on the stand's page, or take them off it.
    Publish {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which question.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
        /// Whether everyone reads it.
        on: bool,
    },
    /// Team, moderator: a comment was read.
    Mark {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which comment.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
        /// How.
        mark: Mark,
    },

    /// Moderator: let one that waits go to the team.
    Approve {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: keep one from the team and from the page.
    Dismiss {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
        /// Why.
        reason: Reason,
    },
    /// Moderator: take a published question off the stand's page. It stays with the team.
    Hold {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which question.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
        /// Why.
        reason: Reason,
    },
    /// Moderator: give one that was dismissed to the team, or let one that was held be published again.
    Restore {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: block the device that sent it, or take that block back.
    Block {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
        /// Whether it is blocked through this one.
        on: bool,
    },
    /// Organiser: remember nothing more of what it says and of its answer.
    Erase {
        /// Of which session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
    },
}
