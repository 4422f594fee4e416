//! What each part looks like to whoever may see it. On the wire exactly as here; fields that say nothing are left out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::ballot::Choice;
use crate::domain::forum::{Moderation, Names, Title};
use crate::domain::id::{ActNo, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, WordsNo};
use crate::domain::ledger::DeedKind;
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::question::{Reason, Seq, Source};
use crate::domain::role::Role;
use crate::domain::screen::Scene;
use crate::domain::text::direction::Direction;
use crate::domain::time::{Millis, Time};

/// The forum, its halls and the agenda: the same for everyone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AgendaView {
    /// The forum's name.
    pub name: Title,
    /// Languages of its pages, the first one first.
    pub languages: Vec<String>,
    /// IANA name of its zone.
    pub zone: String,
    /// The forum's join code.
    pub code: String,
    /// Every screen says that it is a rehearsal.
    pub rehearsal: bool,
    /// Halls in their order.
    pub halls: Vec<HallView>,
    /// Sessions by start.
    pub sessions: Vec<SessionEntry>,
}

/// A hall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HallView {
    /// Its number.
    pub hall: HallNo,
    /// Its name.
    pub name: Title,
    /// Its join code.
    pub code: String,
    /// What `delay` names.
    pub version: u32,
}

/// A session in the agenda.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SessionEntry {
    /// Its number.
    pub session: SessionNo,
    /// Where.
    pub hall: HallNo,
    /// What kind.
    pub kind: SessionKind,
    /// Its name.
    pub title: Title,
    /// A line about it.
    pub about: Title,
    /// Start, shifts included.
    pub starts: Time,
    /// End, shifts included.
    pub ends: Time,
    /// Where it is in its life.
    pub phase: Phase,
}

/// How a session works at the moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SessionView {
    /// Its number.
    pub session: SessionNo,
    /// Where.
    pub hall: HallNo,
    /// What its commands name.
    pub version: u32,
    /// Where it is in its life.
    pub phase: Phase,
    /// Questions open or closed by hand; none follows the agenda: open from `early` before the start to the end.
    pub asking: Option<bool>,
    /// See `asking`.
    pub early: Millis,
    /// When questions are read.
    pub moderation: Moderation,
    /// Labels by their places.
    pub labels: Vec<Title>,
    /// All input is stopped.
    pub paused: bool,
    /// What the desk says meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pause_message: Option<String>,
    /// Feedback open or closed by hand; none follows the agenda: open from the middle of the session on.
    pub feedback: Option<bool>,
    /// A line over everything in this hall.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub announcement: Option<String>,
    /// A line of the desk to the stage: presenters and moderators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Its polls in their order; drafts for moderators only.
    pub polls: Vec<PollNo>,
    /// Whether names may be given.
    pub names: Names,
    /// Longest question in graphemes.
    pub question_length: usize,
    /// Longest name in graphemes.
    pub name_length: usize,
    /// Longest comment, reply or free answer in graphemes.
    pub comment_length: usize,
    /// Whether the presenter may call the next question.
    pub presenter_calls_next: bool,
}

/// A question as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestionItem {
    /// Its number.
    pub q: QuestionNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// Its text as it is shown; empty once it was erased.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// The name its author gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// When it was asked.
    pub at: Time,
    /// How many people support it.
    pub n: u32,
    /// What became of it.
    pub status: StatusView,
    /// Why it was dismissed: to its author and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
    /// The question it was merged into: to its author and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub into: Option<QuestionNo>,
    /// Its labels by their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<u8>>")]
    pub labels: Vec<u8>,
    /// The reply in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reply: Option<String>,
    /// How it came in, unless from a phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<Source>,
    /// Its way to the stage: on it, or its place in the queue (0 is the head; to moderators and presenters).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<StagePlace>,
    /// How many questions were merged into it.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<u32>")]
    pub merged: u32,
    /// The shorter text for the wall: to moderators, presenters and screens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wall: Option<String>,
    /// What its author wrote, where a moderator corrected it: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub original: Option<String>,
    /// The session it is on, where that is not the one asked about: to its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<SessionNo>,
    /// The device that asked is blocked: to moderators.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the status of the same name")]
pub enum StatusView {
    Pending,
    Listed,
    Answered,
    Merged,
    Dismissed,
    Withdrawn,
}

/// Where a question is on its way to the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StagePlace {
    /// On stage now.
    On,
    /// So many places behind the queue's head.
    Queued(u32),
}

/// A window on a list of questions: those in front. The rest is read page by page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WindowView {
    /// How many there are in all.
    pub total: u32,
    /// Those in the window, in no order: the client sorts.
    pub items: Vec<QuestionItem>,
}

/// What changed in a window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WindowDiff {
    /// How many there are in all.
    pub total: u32,
    /// Whole items: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<QuestionItem>>")]
    pub put: Vec<QuestionItem>,
    /// Those that left the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<QuestionNo>>")]
    pub gone: Vec<QuestionNo>,
}

/// What is on stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StageView {
    /// What `next` names.
    pub version: u32,
    /// The question in the spotlight.
    pub on: Option<QuestionItem>,
    /// What comes next: two to presenters, the whole queue to moderators, none to the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<QuestionItem>>")]
    pub next: Vec<QuestionItem>,
}

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

/// What people said of a session: to moderators, organisers and screens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FeedbackView {
    /// How many gave one to five stars.
    pub stars: [u32; 5],
    /// The latest comments, newest first, at most 50: to moderators and organisers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub comments: Vec<String>,
}

/// What a hall's walls were asked to show. What `auto` comes to depends on the clock, so the client resolves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ScreenView {
    /// Which hall.
    pub hall: HallNo,
    /// What its commands name.
    pub version: u32,
    /// What was asked for.
    #[serde(flatten)]
    pub scene: Scene,
    /// What `auto` follows: the desk's latest act in this session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cue: Option<CueView>,
    /// A line over every scene.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub announcement: Option<String>,
    /// The walls are empty, whatever the scene.
    pub hidden: bool,
}

/// The desk's latest act that a wall on `auto` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CueView {
    /// The question on stage.
    Spotlight,
    /// That poll.
    Poll(PollNo),
}

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
    /// How it is held.
    pub settings: PollSettings,
    /// Where it is in its life.
    pub phase: PollPhaseView,
    /// When an open one closes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<Time>,
    /// The round, from 1.
    pub round: u32,
    /// Whether everyone sees the results.
    pub revealed: bool,
    /// The place of a quiz's right answer: once revealed, and to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right: Option<u8>,
    /// The count, as far as this role may see it.
    pub tally: TallyView,
}

/// What kind of answer a poll takes, without what would give it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the poll kind of the same name")]
pub enum AnswerView {
    Single,
    Multiple { min: u8, max: u8 },
    YesNoAbstain,
    Rating { max: u8 },
    Ranking,
    Cloud { words: u8 },
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
            PollKind::Ranking => Self::Ranking,
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
    /// Votes, points or people by option or star, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<Vec<u32>>,
    /// The words of a cloud, most people first, at most 60, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<Vec<CloudItem>>,
    /// The latest free texts, newest first, at most 50, where results are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub texts: Option<Vec<String>>,
    /// The most devices that were here at one time while it was open: the turnout's lower part, once it is closed.
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

/// Role links: to organisers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LinksView {
    /// All of them, revoked ones too.
    pub links: Vec<LinkItem>,
}

/// A role link. Nobody can read its secret again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkItem {
    /// Its number.
    pub link: LinkNo,
    /// Its role.
    pub role: Role,
    /// The hall it is for; none is the whole forum.
    pub hall: Option<HallNo>,
    /// What it is called.
    pub name: String,
    /// From then on it opens nothing.
    pub expires: Option<Time>,
    /// It was taken back.
    pub revoked: bool,
}

/// The personal part beside the shared views of a session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct MineView {
    /// Own questions of this session, and those moved away from it.
    pub questions: Vec<QuestionItem>,
    /// Questions of this session that this person supports.
    pub supports: Vec<QuestionNo>,
    /// Own ballots of the rounds at hand. Those of secret polls are remembered by the device alone.
    pub ballots: Vec<OwnBallot>,
    /// The own rating of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rating: Option<OwnRating>,
    /// The highest sequence number of this person's registers: the next one is above it.
    pub seq: Seq,
    /// The device is blocked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

/// An own ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnBallot {
    /// In which poll.
    pub poll: PollNo,
    /// In which round.
    pub round: u32,
    /// What it says.
    pub choice: Choice,
}

/// An own rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnRating {
    /// One to five.
    pub stars: u8,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comment: Option<String>,
}
