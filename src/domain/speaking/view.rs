//! What each role sees of a speaking queue.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NEXT, Speaker, SpeakingPlan, SpeakingQueue, Ticket, TicketStatus, WAITING};
use crate::domain::agenda::Phase;
use crate::domain::forum::Names;
use crate::domain::id::{PersonId, SessionNo, SpeakerNo};
use crate::domain::left_out::is_default;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::text::direction::{self, Direction};
use crate::domain::time::Time;
use crate::domain::view::space::Space;

/// Most of those who are over that a desk is told, the latest.
const OVER: usize = 50;
/// Most bytes of the texts that a desk is told: those of the first ones.
const SPACE: usize = 28 * 1024;

/// A session's speaking queue, as everyone in the hall sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakingView {
    /// Of which session.
    pub session: SessionNo,
    /// It takes requests.
    pub open: bool,
    /// Walls show it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub walls: bool,
    /// Who has the microphone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub now: Option<SpeakerName>,
    /// The first ones of those who wait, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<SpeakerName>>")]
    pub next: Vec<SpeakerName>,
    /// How many wait: up to five exactly, from there on rounded up to tens.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub waiting: u32,
}

/// Somebody who speaks, or is among the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakerName {
    /// The ticket.
    pub n: SpeakerNo,
    /// What the person chose to be called, unless it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// What it is about, unless it is held: to presenters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub topic: Option<String>,
    /// Where the topic's lines begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub dir: Option<Direction>,
}

/// A session's speaking queue, as desks see it: who speaks, those who wait in order, then the latest that are over, and whatever else a
/// device was blocked through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakersView {
    /// Of which session.
    pub session: SessionNo,
    /// What commands about its plan name.
    pub version: u32,
    /// How it is held.
    pub plan: SpeakingPlan,
    /// What commands about those in it name.
    pub arrangement: u32,
    /// How many wait.
    pub waiting: u32,
    /// How many turns are done.
    pub spoken: u32,
    /// The tickets. Where the texts are too many they are left out of the last ones.
    pub items: Vec<SpeakerItem>,
}

/// A ticket, to desks and to its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakerItem {
    /// Its number.
    pub n: SpeakerNo,
    /// What became of it.
    pub status: SpeakerStatus,
    /// When it came to that.
    pub at: Time,
    /// What the person chose to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub topic: Option<String>,
    /// Where the topic's lines begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub dir: Option<Direction>,
    /// Nobody but desks and its owner sees name and topic.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
    /// It is a desk that decided so.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub off: bool,
    /// How many turns the person had had when it came in.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub spoke: u32,
    /// The device that asked was blocked through it: to desks.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub blocked: bool,
}

/// What became of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerStatus {
    /// It waits for its turn.
    Waiting,
    /// It has the microphone.
    Speaking,
    /// It had its turn.
    Done,
    /// Nobody came.
    Absent,
    /// A desk took it off for the rest of the session.
    Dismissed,
    /// The queue was emptied: to its owner, who may ask again.
    Cleared,
}

impl From<TicketStatus> for SpeakerStatus {
    fn from(status: TicketStatus) -> Self {
        match status {
            TicketStatus::Waiting => Self::Waiting,
            TicketStatus::Speaking => Self::Speaking,
            TicketStatus::Done => Self::Done,
            TicketStatus::Absent => Self::Absent,
            TicketStatus::Dismissed => Self::Dismissed,
        }
    }
}

/// The own request for the microphone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnSpeaking {
    /// The ticket, while it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<SpeakerNo>,
    /// What became of it.
    pub status: SpeakerStatus,
    /// The place among those who wait: 1 is next. Up to five exactly, from there on rounded up to tens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<u32>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub topic: Option<String>,
    /// What to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// Nobody but the desks sees name and topic.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
    /// How many turns are done.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub spoke: u32,
}

/// How a count or a place is told to those whom it does not concern by one: so few hands wake thousands of phones.
fn stepped(count: usize) -> u32 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if count <= 5 { count } else { count.div_ceil(10).saturating_mul(10) }
}

/// Whether the place may be told otherwise than before, where others before it came or went.
#[must_use]
pub fn is_told_anew(place: usize, shift: usize) -> bool {
    stepped(place.saturating_sub(shift)) != stepped(place.saturating_add(shift))
}

/// Whether that role sees the session's queue.
#[must_use]
pub fn is_shown(state: &State, session: SessionNo, role: Role) -> bool {
    let shown = |queue: &Arc<SpeakingQueue>| role != Role::Screen || queue.plan.walls;
    role.is_in_the_hall() && role != Role::Rapporteur && state.queues.get(&session).is_some_and(shown)
}

/// Whether it sees who asked what.
#[must_use]
pub fn is_desk_shown(state: &State, session: SessionNo, role: Role) -> bool {
    role.is_desk() && state.queues.contains_key(&session)
}

/// The session's queue, as that role sees it.
#[must_use]
pub fn speaking(state: &State, session: SessionNo, role: Role) -> Option<SpeakingView> {
    let queue = state.queues.get(&session)?;
    let is_over = state.sessions.get(&session).is_none_or(|session| session.phase == Phase::Ended);
    let named = |no: &SpeakerNo| speaker(state, queue, *no, role);
    Some(SpeakingView {
        session,
        open: queue.plan.open && !is_over,
        walls: queue.plan.walls,
        now: queue.speaking.as_ref().and_then(named),
        next: queue.waiting.iter().take(NEXT).filter_map(named).collect(),
        waiting: stepped(queue.waiting.len()),
    })
}

fn speaker(state: &State, queue: &SpeakingQueue, no: SpeakerNo, role: Role) -> Option<SpeakerName> {
    let ticket = queue.tickets.get(&no)?;
    let said = Said::of(state, queue, ticket);
    let name = said.name.filter(|_| !said.held);
    let topic = said.topic.filter(|_| !said.held && role == Role::Presenter);
    Some(SpeakerName { n: no, dir: topic.as_deref().map(direction::of), name, topic })
}

/// What a ticket says, and whether only desks and its owner may see it.
struct Said {
    name: Option<String>,
    topic: Option<String>,
    held: bool,
    off: bool,
}

impl Said {
    fn of(state: &State, queue: &SpeakingQueue, ticket: &Ticket) -> Self {
        let text = |no| state.words.get(no).map(ToString::to_string);
        let name = ticket.name.filter(|_| state.forum.rules.names != Names::Off).and_then(text);
        let topic = ticket.topic.and_then(text);
        let shown = queue.people.get(&ticket.person).and_then(|own| own.show);
        let listed = || [&name, &topic].into_iter().flatten().any(|text| state.word_list.is_in(text));
        let says = name.is_some() || topic.is_some();
        let held = says && !shown.unwrap_or_else(|| !listed());
        Self { held, off: shown == Some(false), name, topic }
    }
}

/// The session's queue, as desks see it.
#[must_use]
pub fn speakers(state: &State, session: SessionNo) -> Option<SpeakersView> {
    let queue = state.queues.get(&session)?;
    let is_blocked =
        |no: &SpeakerNo| queue.tickets.get(no).is_some_and(|ticket| state.is_blocked_through(*no, ticket));
    let over = queue.over.iter().rev().enumerate();
    let over = over.filter(|(at, no)| *at < OVER || is_blocked(no)).map(|(_, no)| no);
    let order = queue.speaking.iter().chain(queue.waiting.iter().take(WAITING)).chain(over);
    let mut space = Space(SPACE);
    let told = |no: &SpeakerNo| Some(SpeakerItem { blocked: is_blocked(no), ..item(state, queue, *no)? });
    let items = order.filter_map(told).map(|item| item.within(&mut space)).collect();
    Some(SpeakersView {
        session,
        version: queue.version,
        plan: queue.plan,
        arrangement: queue.arrangement,
        waiting: queue.waiting.len() as u32,
        spoken: queue.turns,
        items,
    })
}

fn item(state: &State, queue: &SpeakingQueue, no: SpeakerNo) -> Option<SpeakerItem> {
    let ticket = queue.tickets.get(&no)?;
    let Said { name, topic, held, off } = Said::of(state, queue, ticket);
    Some(SpeakerItem {
        n: no,
        status: ticket.status.into(),
        at: ticket.at,
        dir: topic.as_deref().map(direction::of),
        name,
        topic,
        held,
        off,
        spoke: ticket.before,
        blocked: false,
    })
}

impl SpeakerItem {
    /// The same, without its texts where there is no space for them.
    fn within(self, space: &mut Space) -> Self {
        let texts = [&self.name, &self.topic].into_iter().flatten().map(String::as_str);
        if space.takes(texts) { self } else { Self { name: None, topic: None, dir: None, ..self } }
    }
}

/// The own request in the session; none where there was none, or it was taken back.
#[must_use]
pub fn own(state: &State, session: SessionNo, person: PersonId) -> Option<OwnSpeaking> {
    let queue = state.queues.get(&session)?;
    let own = queue.people.get(&person)?;
    let Some((no, ticket)) = own.ticket.and_then(|no| Some((no, queue.tickets.get(&no)?))) else {
        return own.at_last().map(|status| OwnSpeaking::without_ticket(status, own.turns));
    };
    let Said { name, topic, held, .. } = Said::of(state, queue, ticket);
    let waits = queue.waiting.iter().position(|other| *other == no);
    Some(OwnSpeaking {
        n: Some(no),
        status: ticket.status.into(),
        place: waits.map(|place| stepped(place + 1)),
        topic,
        name,
        held,
        spoke: own.turns,
    })
}

impl Speaker {
    /// What is told of somebody who has no ticket any more.
    fn at_last(&self) -> Option<SpeakerStatus> {
        let cleared = self.cleared.then_some(SpeakerStatus::Cleared);
        cleared.or(self.barred.then_some(SpeakerStatus::Dismissed))
    }
}

impl OwnSpeaking {
    fn without_ticket(status: SpeakerStatus, spoke: u32) -> Self {
        Self { n: None, status, place: None, topic: None, name: None, held: false, spoke }
    }
}

/// All tickets of the session that are kept, in the order in which they came in.
#[must_use]
pub fn kept(state: &State, session: SessionNo) -> Vec<SpeakerItem> {
    let Some(queue) = state.queues.get(&session) else { return Vec::new() };
    queue.tickets.keys().filter_map(|no| item(state, queue, *no)).collect()
}

/// All that somebody asked for in the session, whatever became of it.
#[must_use]
pub fn written(state: &State, session: SessionNo, person: PersonId) -> Vec<SpeakerItem> {
    let Some(queue) = state.queues.get(&session) else { return Vec::new() };
    queue.tickets_of(person).filter_map(|(no, _)| item(state, queue, no)).collect()
}
