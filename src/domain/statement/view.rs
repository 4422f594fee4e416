//! What each role sees of the statements of a session.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Conversation, Picture, Stage, Statement, StatementPlan, Status, Vote, WRITTEN};
use crate::domain::id::{PersonId, SessionNo, StatementNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::text::direction::{self, Direction};
use crate::domain::time::Time;
use crate::domain::view::question::{WINDOW_BYTES, WINDOW_ITEMS};
use crate::domain::view::space::Space;

/// Most bytes of their texts.
const OWN_SPACE: usize = 32 * 1024;

/// A session's statements. The window holds those in front, of at most 28 KB: to attendees, walls and presenters the published
/// ones that were voted on least; to desks those that wait, the oldest first, then the newest. All the others are read by pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementsView {
    /// How they are held.
    pub head: StatementsHead,
    /// Those in front, in no order.
    pub items: Vec<StatementItem>,
}

/// What changed of them: the head as it is now, items that are new or other ones, and those that left the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementsDiff {
    /// How they are held.
    pub head: StatementsHead,
    /// Whole items, by `s`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementItem>>")]
    pub put: Vec<StatementItem>,
    /// The numbers of those that left the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementNo>>")]
    pub gone: Vec<StatementNo>,
}

/// How a session's statements are held, and the public account of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementsHead {
    /// Of which session.
    pub session: SessionNo,
    /// What commands about all of it name.
    pub version: u32,
    /// How far it is.
    pub stage: Stage,
    /// How it is held.
    pub plan: StatementPlan,
    /// Those that attendees wrote: the sum of what became of them.
    pub received: u32,
    /// Those that wait for a desk.
    pub waiting: u32,
    /// Those that are published, without the organisers' own.
    pub published: u32,
    /// Those that their authors took back.
    pub withdrawn: u32,
    /// Those that were dismissed, by reason, in the order of the desk's.
    pub dismissed: [u32; Reason::ALL.len()],
    /// The organisers' own that are published.
    pub seeds: u32,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementItem {
    /// Its number.
    pub s: StatementNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// What it says, empty once it was erased.
    pub text: String,
    /// Where its lines begin.
    pub dir: Direction,
    /// What became of it.
    pub status: StatementStatus,
    /// The organisers wrote it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub seed: bool,
    /// How often it was voted on, in steps from 0, which is below 5: offer those with the lowest first. It never falls.
    pub step: u8,
    /// When it came in: to desks and its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub at: Option<Time>,
    /// Why it was dismissed: to desks and its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<Reason>,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StatementStatus {
    /// It waits for a desk.
    Waiting,
    /// Everyone may vote on it.
    Published,
    /// It is not published, or not any more.
    Dismissed,
    /// Its author took it back.
    Withdrawn,
}

impl From<Status> for StatementStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Waiting => Self::Waiting,
            Status::Published => Self::Published,
            Status::Dismissed(_) => Self::Dismissed,
            Status::Withdrawn => Self::Withdrawn,
        }
    }
}

/// What a person said of the session's statements, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnVotes {
    /// Those agreed with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementNo>>")]
    pub agree: Vec<StatementNo>,
    /// Those disagreed with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementNo>>")]
    pub disagree: Vec<StatementNo>,
    /// Those passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StatementNo>>")]
    pub pass: Vec<StatementNo>,
}

/// The picture of opinions of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpinionsView {
    /// Of which session.
    pub session: SessionNo,
    /// It is the last one, worked out from all the votes when the statements were closed; else it is a moment old.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub last: bool,
    /// What it shows.
    pub picture: Picture,
}

/// Whether that role sees the session's statements at all.
#[must_use]
pub fn is_shown(state: &State, session: SessionNo, role: Role) -> bool {
    let open = |held: &Conversation| role.is_desk() || held.stage != Stage::Preparing;
    role != Role::Juror && state.conversations.get(&session).is_some_and(|held| open(held))
}

/// Whether that role is shown the picture of opinions, where there is one.
#[must_use]
pub fn has_picture(state: &State, session: SessionNo, role: Role) -> bool {
    let shown = |held: &Conversation| role != Role::Participant || held.plan.shown;
    let begun = |held: &Conversation| held.stage != Stage::Preparing && shown(held);
    role != Role::Juror && state.conversations.get(&session).is_some_and(|held| begun(held))
}

/// The statements of a session, as that role sees them.
#[must_use]
pub fn statements(state: &State, session: SessionNo, role: Role) -> Option<StatementsView> {
    let held = state.conversations.get(&session)?;
    let mut front: Vec<(_, StatementNo)> =
        held.list.iter().filter_map(|(no, said)| Some((rank(*no, said, role)?, *no))).collect();
    front.sort_unstable();
    let items = fitting(state, held, role, front.into_iter().map(|(_, no)| no));
    Some(StatementsView { head: head(session, held), items })
}

/// Which of them come first; none of what is not in the window.
fn rank(no: StatementNo, said: &Statement, role: Role) -> Option<(u8, u32)> {
    match said.status {
        Status::Waiting if role.is_desk() => Some((0, no.0)),
        Status::Published if role.is_desk() => Some((1, u32::MAX - no.0)),
        Status::Published => Some((said.step, no.0)),
        Status::Waiting | Status::Dismissed(_) | Status::Withdrawn => None,
    }
}

/// A page of the statements in the order of their numbers, from behind `after`, and the `after` of the next page: to desks of all
/// of them.
#[must_use]
pub fn page(
    state: &State,
    session: SessionNo,
    after: StatementNo,
    role: Role,
) -> (Vec<StatementItem>, Option<StatementNo>) {
    let shown = is_shown(state, session, role);
    let Some(held) = state.conversations.get(&session).filter(|_| shown) else { return (Vec::new(), None) };
    let behind = (std::ops::Bound::Excluded(after), std::ops::Bound::Unbounded);
    let seen = |said: &Statement| role.is_desk() || said.is_published();
    let those = || held.list.range(behind).filter(|(_, said)| seen(said)).map(|(no, _)| *no);
    let items = fitting(state, held, role, those());
    let reached = items.last().map(|item| item.s);
    let next = reached.filter(|reached| those().any(|no| no > *reached));
    (items, next)
}

/// Whether a statement is still one of those that the role reads.
#[must_use]
pub fn is_listed(state: &State, session: SessionNo, no: StatementNo, role: Role) -> bool {
    state.statement(session, no).is_some_and(|said| role.is_desk() || said.is_published())
}

/// The first of them that fit into a frame; always the first one, so that paging comes to an end.
fn fitting(
    state: &State,
    held: &Conversation,
    role: Role,
    those: impl Iterator<Item = StatementNo>,
) -> Vec<StatementItem> {
    let mut left = WINDOW_BYTES;
    let items = those.filter_map(|no| item(state, held, no, role.is_desk())).take(WINDOW_ITEMS);
    items
        .take_while(|item| {
            let takes = serde_json::to_vec(item).map_or(usize::MAX, |json| json.len().saturating_add(1));
            let fits = takes <= left || left == WINDOW_BYTES;
            left = left.saturating_sub(takes);
            fits
        })
        .collect()
}

fn item(state: &State, held: &Conversation, no: StatementNo, told: bool) -> Option<StatementItem> {
    let said = held.list.get(&no)?;
    let text = state.text(said.text).to_owned();
    Some(StatementItem {
        s: no,
        v: said.version,
        dir: direction::of(&text),
        text,
        status: said.status.into(),
        seed: said.is_seed(),
        step: said.step,
        at: told.then_some(said.at),
        reason: said.reason().filter(|_| told),
    })
}

fn head(session: SessionNo, held: &Conversation) -> StatementsHead {
    let mut told = StatementsHead {
        session,
        version: held.version,
        stage: held.stage,
        plan: StatementPlan::clone(&held.plan),
        received: 0,
        waiting: 0,
        published: 0,
        withdrawn: 0,
        dismissed: [0; Reason::ALL.len()],
        seeds: 0,
    };
    for said in held.list.values() {
        if said.is_seed() {
            told.seeds += u32::from(said.is_published());
            continue;
        }
        told.received += 1;
        match said.status {
            Status::Waiting => told.waiting += 1,
            Status::Published => told.published += 1,
            Status::Withdrawn => told.withdrawn += 1,
            Status::Dismissed(reason) => told.dismissed[reason.place()] += 1,
        }
    }
    told
}

/// What that person wrote in the session, the latest last.
#[must_use]
pub fn own(state: &State, session: SessionNo, person: PersonId) -> Vec<StatementItem> {
    let Some(held) = state.conversations.get(&session) else { return Vec::new() };
    let Some(writer) = held.writers.get(&person) else { return Vec::new() };
    let mut space = Space(OWN_SPACE);
    let latest = writer.own.iter().rev().take(WRITTEN).filter_map(|no| item(state, held, *no, true));
    let mut items: Vec<_> = latest.take_while(|item| space.takes([&*item.text])).collect();
    items.reverse();
    items
}

/// All that person wrote in the session, however much it is.
#[must_use]
pub fn written(state: &State, session: SessionNo, person: PersonId) -> Vec<StatementItem> {
    let Some(held) = state.conversations.get(&session) else { return Vec::new() };
    let Some(writer) = held.writers.get(&person) else { return Vec::new() };
    writer.own.iter().filter_map(|no| item(state, held, *no, true)).collect()
}

/// Of how many statements of the session that person said something.
#[must_use]
pub fn said(state: &State, session: SessionNo, person: PersonId) -> u32 {
    let held = state.conversations.get(&session);
    held.map_or(0, |held| held.votes_of(person).filter(|(_, cast)| cast.vote.is_some()).count() as u32)
}

/// What that person said in the session, and the highest sequence number of it.
#[must_use]
pub fn own_votes(state: &State, session: SessionNo, person: PersonId) -> (Option<OwnVotes>, Seq) {
    let Some(held) = state.conversations.get(&session) else { return (None, Seq::default()) };
    let (mut own, mut seq) = (OwnVotes::default(), Seq::default());
    for (no, cast) in held.votes_of(person) {
        seq = seq.max(cast.seq);
        match cast.vote {
            Some(Vote::Agree) => own.agree.push(no),
            Some(Vote::Disagree) => own.disagree.push(no),
            Some(Vote::Pass) => own.pass.push(no),
            None => {}
        }
    }
    ((own != OwnVotes::default()).then_some(own), seq)
}
