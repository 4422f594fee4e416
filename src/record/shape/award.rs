//! An award, as far as it was revealed.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::left_out::is_default;

/// A track of an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordAwardTrack {
    /// Its name.
    pub title: Title,
    /// The places that were revealed, the first one first.
    pub places: Vec<RecordPlace>,
}

/// A place of an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordPlace {
    /// Which one; none is the people's own prize.
    pub place: Option<u8>,
    /// Who has it: several where equals share it.
    pub nominees: Vec<RecordNominee>,
}

/// A nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordNominee {
    /// Its name.
    pub title: Title,
    /// Whose it is.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub team: Title,
    /// What the place goes by, in thousandths, out of 100,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub total: Option<i32>,
    /// Votes, where the people's counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub votes: Option<u32>,
}
