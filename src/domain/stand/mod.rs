//! The exhibition of a session: its stands, who visited them, what they were rated, and what was asked and said there.
//!
//! A stand is visited by what its QR code says, once by each person. Questions and comments go to the stand's team and to nobody
//! else; the team answers, and may publish a question with its answer on the stand's page. How many came and when is counted as they come, in steps
//! of five minutes, so that a page tells the last quarter of an hour by its own clock and no room has to wake for it.

mod apply;
mod bring;
mod change;
mod command;
mod decide;
mod key;
mod plan;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{CommandId, PersonId, RemarkNo, SessionNo, StandNo, WordsNo};
use super::question::Reason;
use super::register::Seq;
use super::state::State;
use super::time::{Millis, Time};

pub use apply::apply;
pub use change::{StandAct, StandChange};
pub use command::StandCommand;
pub use decide::decide;
pub(in crate::domain) use decide::{can_be_shown, is_stand};
pub(in crate::domain) use key::drawn;
pub use key::{StandKey, key_of};
pub use plan::{ExhibitionPlan, Interest, Place, StandPlan};
pub use view::{
    InterestDiff, InterestItem, InterestView, OwnStands, OwnVisit, PublicAnswer, RemarkItem, RemarkState,
    RemarksDiff, RemarksView, StandCode, StandItem, StandPage, StandsDiff, StandsHead, StandsView, codes,
    given, interest, interest_of, is_listed, is_shown, is_soon, minute, own, page, page_of_key,
    page_of_remarks, remarks, remarks_of, stands, visits_of,
};

/// Stands of an exhibition at most.
pub const STANDS: usize = 100;
/// Stands of a forum at most: whoever scans a code is looked for among all of them.
pub const STANDS_IN_ALL: usize = 400;
/// Questions and comments of a person at one stand at most that are not taken back.
pub const AT_A_STAND: usize = 5;
/// Questions and comments of a person in an exhibition at most, whatever became of them.
pub const OF_A_PERSON: usize = 50;
/// Questions and comments of a stand at most with which nobody did anything yet.
pub const REMARKS: usize = 1_000;
/// The same, with what was answered, marked or read. What was dismissed or taken back makes room: a person's own bound is on it.
pub const REMARKS_EVER: usize = 10_000;
/// All of them at most: nothing grows without an end.
pub const REMARKS_IN_ALL: usize = 100_000;
/// From so many ratings on their mean is told: of fewer it would tell what one of them was.
pub const RATINGS_TOLD: u32 = 5;
/// So long after its end visits and ratings are taken: phones that had no network at a stand send them when they have one.
pub const AFTERWARDS: Millis = Millis::minutes(30);
/// Visits are counted by so long.
pub const BUCKET: Millis = Millis::minutes(5);

/// The exhibition of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibition {
    /// Raised by every change of how it is held: what that names.
    pub version: u32,
    /// How it is held.
    pub plan: ExhibitionPlan,
    /// Its stands.
    pub stands: OrdMap<StandNo, Arc<Stand>>,
    /// Their order, each once.
    pub order: Vec<StandNo>,
    /// Raised whenever that changes: what ordering them names.
    pub arrangement: u32,
    /// What attendees did there.
    pub people: OrdMap<PersonId, Arc<Visitor>>,
}

/// A stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Raised by what organisers and desks decide of it: what they name.
    pub version: u32,
    /// What it is.
    pub plan: Arc<StandPlan>,
    /// What its QR code says: one of the forum's words, so that it lies with them and no snapshot holds it.
    pub key: WordsNo,
    /// It takes nothing.
    pub closed: bool,
    /// How many people visited it.
    pub visits: u32,
    /// The same by when they came, in lengths of [`BUCKET`] since 1970.
    pub came: OrdMap<i64, u32>,
    /// How many rated it one star, two, and so on.
    pub stars: [u32; 5],
    /// What its team is told of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    /// What was asked and said there.
    pub remarks: OrdMap<RemarkNo, Arc<Remark>>,
    /// How many questions have no answer, and how many comments no mark.
    pub due: [u32; 2],
    /// How much waits for a desk.
    pub waiting: u32,
    /// How many comments are with its team.
    #[serde(default)]
    pub comments: u32,
    /// How much desks keep from its team.
    #[serde(default)]
    pub dismissed: u32,
    /// How much was taken back by its authors.
    #[serde(default)]
    pub withdrawn: u32,
    /// Raised by every change of what its page tells beside its plan.
    pub edition: u32,
}

/// What a team is told of the ratings of its stand: as they were when they were 5, 10, 20, 50 and so on. It stands before whoever
/// rates, and each single one would tell it what that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How many rated it.
    pub rated: u32,
    /// The mean of their stars, in tenths.
    pub mean: u32,
}

/// What an attendee did in an exhibition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// The stands visited. In a snapshot it is a list, for there are very many.
    #[serde(with = "super::pairs")]
    pub visits: OrdMap<StandNo, Visit>,
    /// Questions and comments, in order.
    pub remarks: Vec<(StandNo, RemarkNo)>,
    /// When the last one came in.
    pub last: Option<Time>,
}

/// A visit. It is the first one that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "(Time, CommandId, Option<(u8, Seq, CommandId)>)",
    into = "(Time, CommandId, Option<(u8, Seq, CommandId)>)"
)]
pub struct Visit {
    /// When.
    pub at: Time,
    /// The command that told it.
    pub id: CommandId,
    /// What the stand was rated.
    pub rating: Option<StandRating>,
}

/// A rating of a stand: the highest (seq, id) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandRating {
    /// One to five.
    pub stars: u8,
    /// The device's sequence number.
    pub seq: Seq,
    /// The command that set it.
    pub id: CommandId,
}

/// A question to a stand's team, or a comment for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Who made it. Never in a view.
    pub author: PersonId,
    /// The command that made it.
    pub id: CommandId,
    /// When it came in.
    pub at: Time,
    /// Which of both it is.
    pub kind: RemarkKind,
    /// What it says.
    pub text: WordsNo,
    /// What became of it.
    pub status: RemarkStatus,
    /// What the team answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<WordsNo>,
    /// How often an answer was written.
    #[serde(default)]
    pub written: u32,
    /// Whether question and answer are on the stand's page.
    #[serde(default, skip_serializing_if = "OnPage::is_private")]
    pub page: OnPage,
    /// What the team did with a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// What it said was erased: nobody has anything to do with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
    /// Raised by whatever changes it: what commands about it name.
    pub version: u32,
}

/// What somebody left at a stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// A question to its team.
    Question,
    /// A comment for its team.
    Comment,
}

/// What became of a question or comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkStatus {
    /// A desk reads it first: it holds a word of the forum's list.
    Waiting,
    /// With the stand's team.
    Open,
    /// Not with the team, or not any more.
    Dismissed(Reason),
    /// Taken back by its author.
    Withdrawn,
}

/// Whether a question is on its stand's page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnPage {
    /// It is between its author and the team.
    #[default]
    Private,
    /// Everyone reads it, with its answer.
    Published,
    /// A desk took it off the page: the team cannot publish it again.
    Held(Reason),
}

/// What a team did with a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RemarkMark")]
pub enum Mark {
    /// It was read.
    Read,
    /// It was read with thanks.
    Thanked,
}

/// A stand of a session's exhibition: the place of a team's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AtStand {
    /// Of which session's exhibition.
    pub session: SessionNo,
    /// The stand.
    pub stand: StandNo,
}

impl From<(Time, CommandId, Option<(u8, Seq, CommandId)>)> for Visit {
    fn from((at, id, rating): (Time, CommandId, Option<(u8, Seq, CommandId)>)) -> Self {
        Self { at, id, rating: rating.map(|(stars, seq, id)| StandRating { stars, seq, id }) }
    }
}

impl From<Visit> for (Time, CommandId, Option<(u8, Seq, CommandId)>) {
    fn from(Visit { at, id, rating }: Visit) -> Self {
        (at, id, rating.map(|StandRating { stars, seq, id }| (stars, seq, id)))
    }
}

impl OnPage {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_private(&self) -> bool {
        *self == Self::Private
    }

    /// Why a desk took it off the page, where one did.
    #[must_use]
    pub fn held(self) -> Option<Reason> {
        if let Self::Held(reason) = self { Some(reason) } else { None }
    }
}

impl Remark {
    /// All the words that it has.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> + use<> {
        std::iter::once(self.text).chain(self.answer)
    }

    /// Whether the team sees it.
    #[must_use]
    pub fn is_with_team(&self) -> bool {
        self.status == RemarkStatus::Open
    }

    /// Whether it is on its stand's page as long as its words are there.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.status == RemarkStatus::Open && self.page == OnPage::Published
    }

    /// Whether the team has something to do with it.
    #[must_use]
    pub fn is_due(&self) -> bool {
        let done = match self.kind {
            RemarkKind::Question => self.answer.is_some(),
            RemarkKind::Comment => self.mark.is_some(),
        };
        self.status == RemarkStatus::Open && !done && !self.erased
    }
}

/// A count as everyone may be told it: the highest of 10, 20, 50, 100 and so on that it reaches; none below 10.
fn in_steps(count: u32) -> Option<u32> {
    steps().skip_while(|step| *step < 10).take_while(|step| *step <= count).last()
}

/// 1, 2, 5, 10, 20, 50 and so on.
fn steps() -> impl Iterator<Item = u32> {
    (0..9).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_u32.pow(zeros)))
}

impl Visitor {
    /// The highest sequence number of its ratings.
    #[must_use]
    pub fn seq(&self) -> Seq {
        let ratings = self.visits.values().filter_map(|visit| visit.rating);
        ratings.map(|rating| rating.seq).max().unwrap_or_default()
    }
}

impl Stand {
    /// How many people rated it.
    #[must_use]
    pub fn rated(&self) -> u32 {
        self.stars.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The mean of its ratings in tenths, from [`RATINGS_TOLD`] on.
    #[must_use]
    pub fn mean(&self) -> Option<u32> {
        let rated = u64::from(self.rated());
        let stars: u64 = (1..).zip(self.stars).map(|(stars, count)| stars * u64::from(count)).sum();
        let tenths = (stars * 20 + rated) / (rated * 2).max(1);
        (rated >= u64::from(RATINGS_TOLD)).then_some(tenths as u32)
    }

    /// Its visits as everyone may see them: the highest of 10, 20, 50, 100 and so on that they reach; none below 10.
    #[must_use]
    pub fn step(&self) -> Option<u32> {
        in_steps(self.visits)
    }

    /// The comments that are with its team as everyone may be told of them, in the same steps.
    #[must_use]
    pub fn comments_step(&self) -> Option<u32> {
        in_steps(self.comments)
    }

    /// How many questions and comments nobody did anything with yet.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.due.iter().chain([&self.waiting]).map(|count| *count as usize).sum()
    }

    /// How many questions and comments there are that nobody took back or set aside.
    #[must_use]
    pub fn standing(&self) -> usize {
        self.remarks.len().saturating_sub(self.dismissed as usize + self.withdrawn as usize)
    }

    /// Whether anybody gave it anything.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.visits > 0 || !self.remarks.is_empty()
    }
}

impl Exhibition {
    /// Whether anybody gave it anything.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.people.is_empty()
    }

    /// What a person said of a stand.
    #[must_use]
    pub fn visit(&self, person: PersonId, stand: StandNo) -> Option<&Visit> {
        self.people.get(&person)?.visits.get(&stand)
    }

    /// A person's questions and comments that are there, in order.
    pub fn remarks_of(&self, person: PersonId) -> impl Iterator<Item = (StandNo, RemarkNo, &Arc<Remark>)> {
        let own = self.people.get(&person).into_iter().flat_map(|visitor| &visitor.remarks);
        own.filter_map(|(stand, no)| Some((*stand, *no, self.stands.get(stand)?.remarks.get(no)?)))
    }
}

impl State {
    /// A stand of a session.
    #[must_use]
    pub fn stand(&self, session: SessionNo, no: StandNo) -> Option<&Arc<Stand>> {
        self.exhibitions.get(&session)?.stands.get(&no)
    }

    /// A question or comment at a stand.
    #[must_use]
    pub fn remark(&self, at: AtStand, no: RemarkNo) -> Option<&Arc<Remark>> {
        self.stand(at.session, at.stand)?.remarks.get(&no)
    }
}

/// Whether a question or comment may be quoted where everyone reads it: a question that is on its stand's page may, as its team let
/// everyone read it. What is between its author and a team is not, and neither is any comment: those are counted and not quoted.
#[must_use]
pub fn may_be_quoted(state: &State, at: AtStand, no: RemarkNo) -> bool {
    let shown = state.exhibitions.get(&at.session).is_some_and(|held| held.plan.shown);
    shown && state.remark(at, no).is_some_and(|remark| view::is_on_page(state, remark))
}
