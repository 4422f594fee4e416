//! A poll of a record, with what was counted.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::PollNo;
use crate::domain::left_out::is_default;
use crate::domain::ranking::Ranked;
use crate::domain::split::{GroupsView, ShiftView};
use crate::domain::view::shape::AnswerView;

/// A poll: its last round.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordPoll {
    /// Its number.
    pub poll: PollNo,
    /// What it asked.
    pub title: Title,
    /// What kind of answer it took.
    pub answer: AnswerView,
    /// How many voted.
    pub voters: u32,
    /// For how many of them somebody else entered it.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub assisted: u32,
    /// The devices that were here while it was open; of a poll for badges how many badges might vote when it closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub here: Option<u32>,
    /// It was for badges.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub badges: bool,
    /// Its ballots were secret.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub secret: bool,
    /// It still takes ballots.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub open: bool,
    /// The place of a quiz's right answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right: Option<u8>,
    /// What the steps of a grid are called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Title>>")]
    pub labels: Vec<Title>,
    /// The statements of a grid and how many gave each step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grid: Option<Vec<RecordRow>>,
    /// What a ranking came to that is not by Borda: `options` are its first choices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ranked: Option<Ranked>,
    /// What was counted, in the order of the options, of stars from one; none where it was not revealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub options: Option<Vec<RecordOption>>,
    /// What each group of badges chose, in the order of the options.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub groups: Option<GroupsView>,
    /// How opinions moved since the earlier poll of the pair, in the order of the options.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shift: Option<ShiftView>,
    /// The words of a cloud, most people first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<Vec<RecordWord>>,
    /// Free texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub texts: Option<Vec<String>>,
}

/// What was counted for an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordOption {
    /// The option; empty for stars and for yes, no and abstain, which pages have words for.
    pub title: Title,
    /// Votes, points, first choices, or people.
    pub n: u32,
    /// How many gave it any of a hundred points.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub backers: Option<u32>,
}

/// A statement of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordRow {
    /// What it says.
    pub title: Title,
    /// How many gave each step.
    pub steps: Vec<u32>,
}

/// A word of a cloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordWord {
    /// Its most frequent spelling.
    pub text: String,
    /// How many people sent it.
    pub n: u32,
}
