//! What is asked for with recommendations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Evidence, FollowUp, Marks, Rule, Voice};
use crate::domain::forum::Title;
use crate::domain::id::{RecommendationNo, VoteNo};
use crate::domain::register::Seq;
use crate::domain::strict::value_or_null;
use crate::domain::words::Text;

/// Rapporteurs, desks and attendees: the forum's recommendations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum RecommendationCommand {
    /// Rapporteur or moderator: draft one, of something that people gave.
    Draft {
        /// Its heading.
        title: Text,
        /// Its text; may be empty.
        text: Text,
        /// What it rests on.
        evidence: Vec<Evidence>,
    },
    /// Rapporteur: what a draft says. Organiser: put right what a published one says.
    Edit {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// Its heading.
        title: Text,
        /// Its text; may be empty.
        text: Text,
        /// Its track or topic; may be empty.
        label: Title,
    },
    /// Rapporteur: for which office it is, and by when.
    Assign {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// The office; may be empty.
        owner: Title,
        /// The day.
        #[serde(deserialize_with = "value_or_null")]
        due: Option<Day>,
    },
    /// Rapporteur or moderator: a draft rests on one more thing. Rapporteur: a published one does.
    Cite {
        /// Which one.
        recommendation: RecommendationNo,
        /// On what.
        evidence: Evidence,
    },
    /// Rapporteur: all that a draft or a published one rests on.
    SetEvidence {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// All of it, in its order.
        evidence: Vec<Evidence>,
    },
    /// Rapporteur: unite a draft with another one.
    Merge {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// The one that stays.
        into: RecommendationNo,
    },
    /// Rapporteur: take that back.
    Unmerge {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
    },
    /// Rapporteur: what one thinks of it; none takes it back.
    Mark {
        /// Which one.
        recommendation: RecommendationNo,
        /// One to five each.
        #[serde(deserialize_with = "value_or_null")]
        marks: Option<Marks>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Rapporteur: put them in order by hand; none are in the order of their marks again.
    Arrange {
        /// The arrangement it was read at.
        arrangement: u32,
        /// Those that come first, in their order.
        order: Vec<RecommendationNo>,
    },
    /// Rapporteur: put a draft to the vote, or not.
    Propose {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// Whether it is proposed.
        on: bool,
    },
    /// Rapporteur: everyone votes on all that is proposed and not agreed yet.
    OpenVote {
        /// The number of the vote at hand; 0 before the first.
        round: VoteNo,
        /// All that is proposed and not agreed yet, as it was read.
        list: Vec<RecommendationNo>,
        /// When something is agreed.
        rule: Rule,
        /// For so many seconds; none or 0 is until it is closed by hand.
        #[serde(default)]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// Rapporteur: the vote closes in so many seconds from now; 0 leaves it to be closed by hand.
    TimeVote {
        /// Which one.
        round: VoteNo,
        /// So many.
        seconds: u32,
    },
    /// Rapporteur or moderator: no vote is taken any more.
    CloseVote {
        /// Which one.
        round: VoteNo,
    },
    /// Participant: what one says of a recommendation; none takes it back.
    Vote {
        /// In which vote.
        round: VoteNo,
        /// Of which one.
        recommendation: RecommendationNo,
        /// What is said.
        #[serde(deserialize_with = "value_or_null")]
        vote: Option<Voice>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Rapporteur: show everyone.
    Publish {
        /// These.
        list: Vec<ReadRecommendation>,
        /// Organiser: also what the vote did not agree.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        anyway: bool,
    },
    /// Organiser: show it no more.
    Unpublish {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// Why: everyone is told.
        reason: Text,
    },
    /// Rapporteur: how it stands with a published one.
    Follow {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
        /// How.
        status: FollowUp,
        /// A word on it.
        #[serde(deserialize_with = "value_or_null")]
        note: Option<Text>,
    },
    /// Rapporteur: give up a draft.
    Withdraw {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
    },
    /// Rapporteur: make a draft again of what was given up or is published no more.
    Restore {
        /// Which one.
        recommendation: RecommendationNo,
        /// The version it was read at.
        version: u32,
    },
    /// Organiser: remember nothing more of what it says.
    Erase {
        /// Which one.
        recommendation: RecommendationNo,
    },
}

/// A recommendation as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadRecommendation {
    /// Which one.
    pub recommendation: RecommendationNo,
    /// The version it was read at.
    pub version: u32,
}
