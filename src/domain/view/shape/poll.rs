//! Polls and their counts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{PollNo, SessionNo, WordsNo};
use crate::domain::left_out::is_default;
use crate::domain::poll::{Method, PollKind, PollSettings};
use crate::domain::ranking::Ranked;
use crate::domain::split::{GroupsView, ShiftView};
use crate::domain::time::{Millis, Time};

/// A poll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PollView {
    /// Its number.
    pub poll: PollNo,
    /// What its commands name.
    pub version: u32,
    /// Which session it belongs to.
    pub session: SessionNo,
    /// What is asked.
    pub title: Title,
    /// What kind of answer it takes. The right answer of a quiz is in `right`, not here.
    pub answer: AnswerView,
    /// The options by their places.
    pub options: Vec<Title>,
    /// What the steps of a scale are called: all of them, or the first and the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Title>>")]
    pub labels: Vec<Title>,
    /// How it is held.
    pub settings: PollSettings,
    /// Where it is in its life.
    pub phase: PollPhaseView,
    /// When an open one closes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<Time>,
    /// How long the round was to be open when it opened, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub time: Option<Millis>,
    /// The round, from 1; 0 of a draft.
    pub round: u32,
    /// Whether everyone sees the results.
    pub revealed: bool,
    /// The place of a quiz's right answer: once revealed, and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right: Option<u8>,
    /// Whose badges may vote, where it is a poll for badges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub electors: Option<ElectorsView>,
    /// The poll that asks the same again, where there is one: its ballots are joined with those of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub asked_again: Option<PollNo>,
    /// The count, as far as this role may see it.
    pub tally: TallyView,
}

/// Whose badges may vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ElectorsView {
    /// The groups; none where every badge may.
    pub groups: Vec<Title>,
    /// How many badges those are now.
    pub badges: u32,
}

/// What kind of answer a poll takes, without what would give it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the poll kind of the same name")]
pub enum AnswerView {
    Single,
    Multiple {
        min: u8,
        max: u8,
    },
    YesNoAbstain,
    Rating {
        max: u8,
    },
    Ranking {
        #[serde(default, skip_serializing_if = "Method::is_borda")]
        #[ts(optional, as = "Option<Method>")]
        method: Method,
    },
    Points,
    Likert {
        steps: u8,
    },
    Cloud {
        words: u8,
    },
    Open,
    Quiz,
}

impl From<PollKind> for AnswerView {
    fn from(kind: PollKind) -> Self {
        match kind {
            PollKind::Single => Self::Single,
            PollKind::Multiple { min, max } => Self::Multiple { min, max },
            PollKind::YesNoAbstain => Self::YesNoAbstain,
            PollKind::Rating { max } => Self::Rating { max },
            PollKind::Ranking { method } => Self::Ranking { method },
            PollKind::Points => Self::Points,
            PollKind::Likert { steps } => Self::Likert { steps },
            PollKind::Cloud { words } => Self::Cloud { words },
            PollKind::Open => Self::Open,
            PollKind::Quiz { .. } => Self::Quiz,
        }
    }
}

/// Where a poll is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PollPhaseView {
    /// Prepared: to moderators only.
    Draft,
    /// Taking ballots.
    Open,
    /// Closed.
    Closed,
}

/// The count of a poll's round. Also what a `change` of a poll carries: nothing else changes with a ballot.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TallyView {
    /// How many voted: the turnout's upper part, seen by everyone.
    pub v: u32,
    /// For how many of them somebody else entered it, told once it is over. In a secret one nobody counts that.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub assisted: u32,
    /// For how many of those an usher did.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ushers: u32,
    /// For how many of those it was entered at a kiosk.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub kiosks: u32,
    /// Votes, points or people by option or star, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<Vec<u32>>,
    /// How many gave each option any points, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub backers: Option<Vec<u32>>,
    /// People by statement and step of a grid, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub steps: Option<Vec<Vec<u32>>>,
    /// What a ranking that is not by Borda comes to, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ranked: Option<Ranked>,
    /// What each group of badges chose, in a poll that tells it, once it is closed and results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub groups: Option<GroupsView>,
    /// How opinions moved since the earlier poll of the pair, once this one is closed and the results of both are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shift: Option<ShiftView>,
    /// The words of a cloud, most people first, at most 60, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<Vec<CloudItem>>,
    /// The latest free texts, newest first, at most 50, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub texts: Option<Vec<String>>,
    /// The devices that were here while it was open, each once: the turnout's lower part, once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub here: Option<u32>,
}

/// A word of a cloud.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CloudItem {
    /// What `rule_word` names.
    pub w: WordsNo,
    /// Its most frequent spelling.
    pub text: String,
    /// How many people sent it.
    pub n: u32,
    /// What a moderator ruled: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub show: Option<bool>,
}
