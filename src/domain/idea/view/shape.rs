//! What of an idea board looks like to whoever may see it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{ClusterNo, IdeaNo, SessionNo};
use crate::domain::idea::{Dots, IdeaPhase, IdeaPlan, IdeaStatus, Spot};
use crate::domain::question::Reason;
use crate::domain::text::direction::Direction;
use crate::domain::time::Time;

/// A window on the ideas of a board: the newest. The rest is read page by page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct IdeasView {
    /// How many there are on the board.
    pub total: u32,
    /// Those in the window, in no order.
    pub items: Vec<IdeaItem>,
}

/// What changed of the ideas on the board.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct IdeasDiff {
    /// How many there are on the board.
    pub total: u32,
    /// Whole items: new ones and changed ones, also beyond the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<IdeaItem>>")]
    pub put: Vec<IdeaItem>,
    /// Those that are not to be seen any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<IdeaNo>>")]
    pub gone: Vec<IdeaNo>,
}

/// An idea as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct IdeaItem {
    /// Its number.
    pub i: IdeaNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// Its text as it is shown; empty once it was erased.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// When it came in.
    pub at: Time,
    /// How it came in, unless from a phone.
    #[serde(default, skip_serializing_if = "IdeaBy::is_phone")]
    #[ts(optional, as = "Option<IdeaBy>")]
    pub by: IdeaBy,
    /// The table that it is of, by its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<u8>,
    /// What became of it, unless it is on the board: to its author and to desks.
    #[serde(default, skip_serializing_if = "IdeaState::is_listed")]
    #[ts(optional, as = "Option<IdeaState>")]
    pub status: IdeaState,
    /// Why it was dismissed: to its author and to desks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
    /// What its author wrote, where a desk corrected it: to desks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub original: Option<String>,
    /// The device that sent it was blocked through it: to desks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

/// How an idea came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdeaBy {
    /// From a phone.
    #[default]
    Phone,
    /// A table's facilitator entered it.
    Table,
    /// A desk entered it.
    Desk,
}

/// What became of an idea.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdeaState {
    /// With the desk.
    Waiting,
    /// On the board.
    #[default]
    Listed,
    /// Not on the board, or not any more.
    Dismissed,
    /// Taken back by its author.
    Withdrawn,
}

/// A board: everything of it but the texts of its ideas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BoardView {
    /// Of which session.
    pub session: SessionNo,
    /// What commands about the board itself name.
    pub version: u32,
    /// What it asks, and how it is held.
    pub plan: IdeaPlan,
    /// Where it is.
    pub phase: IdeaPhase,
    /// When the time of the phase is over: nothing that attendees send then or later is taken in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<Time>,
    /// What arranging the groups names.
    pub arrangement: u32,
    /// The groups in their order.
    pub clusters: Vec<ClusterView>,
    /// The tables that are done, by their places.
    pub done: Vec<u8>,
    /// Whether everyone sees the tables' results.
    pub results_shown: bool,
    /// What the dots come to.
    pub tally: DotsView,
}

/// What changed of a board since the revision before, where nothing else of it did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct BoardDiff {
    /// How many people gave dots that count.
    pub v: u32,
    /// The dots as in the whole tally: they take its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Dots>>")]
    pub n: Vec<Dots>,
    /// There are more, as in the whole tally.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub more: bool,
    /// Groups that are new or other ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<ClusterView>>")]
    pub put: Vec<ClusterView>,
    /// Groups that are no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<ClusterNo>>")]
    pub gone: Vec<ClusterNo>,
    /// The order of the groups, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub order: Option<Vec<ClusterNo>>,
    /// What arranging the groups names, where it is another number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub arrangement: Option<u32>,
    /// The tables that are done, where these are others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub done: Option<Vec<u8>>,
}

/// What the tables of a board came to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ResultsView {
    /// One for each table that wrote something: to desks, and to everyone once it is shown.
    pub items: Vec<ResultView>,
}

/// What changed of that.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ResultsDiff {
    /// Whole results: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<ResultView>>")]
    pub put: Vec<ResultView>,
    /// The tables of which there is none any more, or none that is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<u8>>")]
    pub gone: Vec<u8>,
}

/// A group of ideas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClusterView {
    /// Its number.
    pub c: ClusterNo,
    /// What dissolving it names.
    pub v: u32,
    /// What naming it names.
    pub e: u32,
    /// Its name; may be empty.
    pub title: Title,
    /// Its ideas in their order.
    pub ideas: Vec<IdeaNo>,
}

/// What the dots come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct DotsView {
    /// How many people gave dots that count.
    pub v: u32,
    /// The dots on groups and on ideas that are in none, most first; nothing while they are not shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Dots>>")]
    pub n: Vec<Dots>,
    /// There are more: phones are told those in front while dots are given.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub more: bool,
}

/// What a table came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ResultView {
    /// The table, by its place.
    pub table: u8,
    /// What `harvest` names.
    pub v: u32,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<String>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// The ideas and groups that it rests on and that are on the board.
    pub rests: Vec<Spot>,
    /// The table is done.
    pub done: bool,
}

/// What is somebody's own on a board.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnIdeas {
    /// Own ideas, oldest first.
    pub items: Vec<IdeaItem>,
    /// Own dots as they count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Dots>>")]
    pub dots: Vec<Dots>,
    /// The table that was chosen; a facilitator's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<u8>,
    /// What a facilitator's table came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub result: Option<ResultView>,
}

impl IdeaBy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_phone(&self) -> bool {
        *self == Self::Phone
    }
}

impl IdeaState {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_listed(&self) -> bool {
        *self == Self::Listed
    }
}

impl IdeaStatus {
    /// What it is told as, and why it was dismissed.
    #[must_use]
    pub fn told(self) -> (IdeaState, Option<Reason>) {
        match self {
            Self::Waiting => (IdeaState::Waiting, None),
            Self::Listed => (IdeaState::Listed, None),
            Self::Dismissed { reason, .. } => (IdeaState::Dismissed, Some(reason)),
            Self::Withdrawn => (IdeaState::Withdrawn, None),
        }
    }
}

impl BoardView {
    /// What leads from an earlier view of the board to this one; none where more changed than is told by differences.
    #[must_use]
    pub fn since(&self, was: &Self) -> Option<BoardDiff> {
        if self.rest() != was.rest() {
            return None;
        }
        let before: BTreeMap<ClusterNo, &ClusterView> =
            was.clusters.iter().map(|held| (held.c, held)).collect();
        let order = |view: &Self| view.clusters.iter().map(|held| held.c).collect::<Vec<_>>();
        let (now, then) = (order(self), order(was));
        let put = self.clusters.iter().filter(|held| before.get(&held.c) != Some(held)).cloned().collect();
        Some(BoardDiff {
            v: self.tally.v,
            n: self.tally.n.clone(),
            more: self.tally.more,
            put,
            gone: then.iter().filter(|no| !now.contains(no)).copied().collect(),
            order: (now != then).then_some(now),
            arrangement: (self.arrangement != was.arrangement).then_some(self.arrangement),
            done: (self.done != was.done).then(|| self.done.clone()),
        })
    }

    /// What is told with the whole board alone.
    fn rest(&self) -> (SessionNo, u32, &IdeaPlan, IdeaPhase, Option<Time>, bool) {
        (self.session, self.version, &self.plan, self.phase, self.until, self.results_shown)
    }
}
