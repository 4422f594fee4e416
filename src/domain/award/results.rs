//! What was counted, as the change that opens an award says it: everything that a record needs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Lot, Tie};
use crate::domain::id::PollNo;

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardResults {
    /// What the last ties fell to.
    pub lot: Lot,
    /// By the tracks' places.
    pub tracks: Vec<TrackResult>,
}

/// What was counted of a track.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrackResult {
    /// Whether every nominee had marks of enough jurors. Without it the jury decides nothing here.
    pub jury_quorum: bool,
    /// Whether enough people voted. Without it their votes decide nothing here.
    pub people_quorum: bool,
    /// The poll of the people's choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub poll: Option<PollNo>,
    /// The round of it that counts: its last; 0 where it was never opened.
    pub round: u32,
    /// How many ballots that has.
    pub ballots: u32,
    /// By the nominees' places.
    pub nominees: Vec<NomineeResult>,
}

/// What was counted for a nominee. Points are thousandths, out of 100,000; the jury's, where they are levelled, and what they are
/// part of, may lie below 0 or above that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NomineeResult {
    /// How many jurors' marks count.
    pub sheets: u32,
    /// How many jurors were not to judge it.
    pub recused: u32,
    /// The jury's points, where anybody gave marks that count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub jury: Option<i32>,
    /// The average by criterion, as it was given: points out of 100,000.
    pub criteria: Vec<u32>,
    /// How many jurors who judged more than one of the track gave nobody more.
    pub firsts: u32,
    /// Votes of the people.
    pub votes: u32,
    /// The people's points, where enough voted: the share of the most votes that a nominee of the track has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub people: Option<u32>,
    /// What the place goes by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub total: Option<i32>,
    /// The place, from 1; equals share one, and the next follows after all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<u8>,
    /// The last rule that parted it from any with as many points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tie: Option<Tie>,
    /// The place by votes alone, where the people's choice is a prize of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub people_place: Option<u8>,
}
