//! What of an exhibition looks like to whoever may see it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{HallNo, RemarkNo, SessionNo, StandNo};
use crate::domain::left_out::is_default;
use crate::domain::question::Reason;
use crate::domain::stand::{AtStand, ExhibitionPlan, Mark, Place, RemarkKind, RemarkStatus, StandKey};
use crate::domain::text::direction::Direction;
use crate::domain::time::Time;

/// The stands of an exhibition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StandsView {
    /// How it is held, and the order of its stands.
    #[serde(flatten)]
    #[ts(flatten)]
    pub head: StandsHead,
    /// The stands, in no order.
    pub items: Vec<StandItem>,
}

/// How an exhibition is held.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StandsHead {
    /// Of which session.
    pub session: SessionNo,
    /// What `set` names.
    pub version: u32,
    /// How it is held.
    pub plan: ExhibitionPlan,
    /// What `order` names.
    pub arrangement: u32,
    /// The stands in their order.
    pub order: Vec<StandNo>,
}

/// What changed of the stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StandsDiff {
    /// How it is held, whole.
    pub head: StandsHead,
    /// Whole stands: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StandItem>>")]
    pub put: Vec<StandItem>,
    /// Those that are there no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StandNo>>")]
    pub gone: Vec<StandNo>,
}

/// A stand in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StandItem {
    /// Its number.
    pub s: StandNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// Its name.
    pub title: Title,
    /// Who carries it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub by: Title,
    /// What it is of.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub topic: Title,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
    /// It takes nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub closed: bool,
    /// The edition of what its page tells beside its plan: where that is another one the page is read again.
    pub e: u32,
    /// How many questions its page tells.
    pub q: u32,
    /// So many visited it or more: 10, 20, 50, 100 and so on; to whom the plan says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<u32>,
}

/// The page of a stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StandPage {
    /// Of which session's exhibition.
    pub session: SessionNo,
    /// Its number.
    pub s: StandNo,
    /// Its version.
    pub v: u32,
    /// Its edition.
    pub e: u32,
    /// What it shows.
    pub about: Title,
    /// The questions that its team published, the newest first, at most 60 KB.
    pub items: Vec<PublicAnswer>,
}

/// A question on a stand's page, with what its team answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PublicAnswer {
    /// Its number.
    pub i: RemarkNo,
    /// The question.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// The answer.
    pub answer: String,
    /// The direction of most of its letters.
    pub answer_dir: Direction,
    /// When it was asked, to the minute: who stood there at that moment is told nobody.
    pub at: Time,
}

/// A window on questions and comments: those with which something is to be done, and the newest. The rest is read page by page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RemarksView {
    /// How many there are.
    pub total: u32,
    /// Those in the window, in no order.
    pub items: Vec<RemarkItem>,
}

/// What changed of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RemarksDiff {
    /// How many there are.
    pub total: u32,
    /// Whole items: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RemarkItem>>")]
    pub put: Vec<RemarkItem>,
    /// Those that left the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RemarkNo>>")]
    pub gone: Vec<RemarkNo>,
}

/// A question or comment, as its author, the stand's team and desks see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RemarkItem {
    /// Its number.
    pub i: RemarkNo,
    /// The stand's.
    pub s: StandNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// Which of both it is.
    pub kind: RemarkKind,
    /// What it says; empty once it was erased.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// When it came in, to the minute.
    pub at: Time,
    /// What became of it, unless it is with the team.
    #[serde(default, skip_serializing_if = "RemarkState::is_open")]
    #[ts(optional, as = "Option<RemarkState>")]
    pub status: RemarkState,
    /// Why it was dismissed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
    /// What the team answered; empty once it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<String>,
    /// It is on the stand's page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub published: bool,
    /// Why a desk took it off that page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub held: Option<Reason>,
    /// What the team did with a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mark: Option<Mark>,
    /// The device that sent it was blocked through it: to desks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

/// What became of a question or comment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemarkState {
    /// With a desk.
    Waiting,
    /// With the stand's team.
    #[default]
    Open,
    /// Not with the team, or not any more.
    Dismissed,
    /// Taken back by its author.
    Withdrawn,
}

/// How stands are visited and rated: to desks, and to each team of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct InterestView {
    /// The stands, in no order.
    pub items: Vec<InterestItem>,
}

/// What changed of that.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct InterestDiff {
    /// Whole items: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<InterestItem>>")]
    pub put: Vec<InterestItem>,
    /// Stands that are there no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StandNo>>")]
    pub gone: Vec<StandNo>,
}

/// How a stand is visited and rated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct InterestItem {
    /// The stand.
    pub s: StandNo,
    /// How many people visited it.
    pub visits: u32,
    /// When they came, by five minutes since 1970 and how many: the last twelve in which somebody came.
    #[ts(type = "[number, number][]")]
    pub recent: Vec<(i64, u32)>,
    /// The same by half hours since 1970: the last 48.
    #[ts(type = "[number, number][]")]
    pub halves: Vec<(i64, u32)>,
    /// How many rated it; to its team as it was told last, at 5, 10, 20, 50 and so on.
    pub rated: u32,
    /// The mean of their stars in tenths, from five ratings on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mean: Option<u32>,
    /// Questions without an answer.
    pub questions: u32,
    /// Comments that nobody read.
    pub comments: u32,
    /// Questions and comments that a desk keeps from its team.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub dismissed: u32,
    /// What a desk is to read first: to desks.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub waiting: u32,
}

/// What is a person's own in an exhibition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnStands {
    /// The stands visited, in the order of the visits.
    pub visits: Vec<OwnVisit>,
    /// Own questions and comments, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RemarkItem>>")]
    pub remarks: Vec<RemarkItem>,
}

/// An own visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnVisit {
    /// The stand.
    pub s: StandNo,
    /// When.
    pub at: Time,
    /// What it was rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stars: Option<u8>,
}

/// What a stand's QR code says: to organisers, who print it.
#[derive(Debug, Clone, PartialEq)]
pub struct StandCode {
    /// The stand.
    pub at: AtStand,
    /// The hall of its exhibition.
    pub hall: HallNo,
    /// The key; none where the forum's words were erased.
    pub key: Option<StandKey>,
}

impl RemarkState {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_open(&self) -> bool {
        *self == Self::Open
    }
}

impl RemarkStatus {
    /// What it is told as, and why it was dismissed.
    #[must_use]
    pub fn told(self) -> (RemarkState, Option<Reason>) {
        match self {
            Self::Waiting => (RemarkState::Waiting, None),
            Self::Open => (RemarkState::Open, None),
            Self::Dismissed(reason) => (RemarkState::Dismissed, Some(reason)),
            Self::Withdrawn => (RemarkState::Withdrawn, None),
        }
    }
}
