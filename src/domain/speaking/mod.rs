//! The speaking queue of a session: who asks for the microphone, and whom a desk calls.
//!
//! A session has one queue. Whether somebody wants to speak is a register, as a support is; each request after a turn is a ticket of
//! its own. The order is fair by turns: whoever asks stands behind all who have spoken no more often.

mod apply;
mod bring;
mod change;
mod command;
mod decide;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{CommandId, PersonId, SessionNo, SpeakerNo, WordsNo};
use super::left_out::is_default;
use super::register::Seq;
use super::state::State;
use super::time::Time;

pub use apply::apply;
pub use change::{SpeakingAct, SpeakingChange};
pub use command::SpeakingCommand;
pub use decide::decide;
pub(in crate::domain) use decide::{can_be_shown, closing};
pub use view::{
    OwnSpeaking, SpeakerItem, SpeakerName, SpeakerStatus, SpeakersView, SpeakingView, is_desk_shown,
    is_shown, is_told_anew, kept, own, speakers, speaking, written,
};

/// The longest topic in graphemes: a line that a desk reads while somebody speaks.
pub const TOPIC_LENGTH: usize = 140;
/// Requests that wait in a session at most.
pub const WAITING: usize = 200;
/// How often a person asks in a session, changes what is asked, or takes it back, at most. What waits can be taken back all the same.
pub const REQUESTS: u32 = 50;
/// Tickets that are over and kept at most. The oldest that a desk took off makes room first, then the oldest of all.
pub const KEPT: usize = 500;
/// Requests of a session through which devices are blocked, at most. Each is kept while its block stands, so that it can be taken back.
pub const BLOCKED: usize = 200;
/// Those who are told to everyone as the next.
pub const NEXT: usize = 3;

/// The speaking queue of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakingQueue {
    /// Raised by every change of its plan: what a command about that names.
    pub version: u32,
    /// How it is held.
    pub plan: SpeakingPlan,
    /// Raised by whatever a desk does with those who are in it: what commands about them name. Requests leave it as it is.
    pub arrangement: u32,
    /// The tickets that wait, speak, or are over.
    pub tickets: OrdMap<SpeakerNo, Arc<Ticket>>,
    /// Those that wait, in their order.
    pub waiting: Vec<SpeakerNo>,
    /// The one that has the microphone.
    pub speaking: Option<SpeakerNo>,
    /// Those that are over, in the order in which they came to that.
    pub over: Vec<SpeakerNo>,
    /// Everyone who ever asked.
    pub people: OrdMap<PersonId, Arc<Speaker>>,
    /// How many turns are done.
    pub turns: u32,
}

/// How a queue is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SpeakingPlan {
    /// Whether requests are taken.
    pub open: bool,
    /// Whether walls show who speaks and who is next.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub walls: bool,
}

/// A request for the microphone. Its topic and its name are words of the forum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Who asked. Never in a view.
    pub person: PersonId,
    /// The command that made it.
    pub id: CommandId,
    /// When it came in.
    pub asked: Time,
    /// What became of it.
    pub status: TicketStatus,
    /// When it came to that.
    pub at: Time,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<WordsNo>,
    /// What the person chose to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<WordsNo>,
    /// How many turns the person had had when it came in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: u32,
    /// A desk put it where it is: nobody who asks later comes before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub placed: bool,
}

/// What became of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketStatus {
    /// It waits for its turn.
    Waiting,
    /// It has the microphone.
    Speaking,
    /// It had its turn.
    Done,
    /// Nobody came.
    Absent,
    /// A desk took it off the queue.
    Dismissed,
}

/// How a ticket comes to be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerEnd {
    /// The turn is done.
    Done,
    /// Nobody came.
    Absent,
}

impl From<SpeakerEnd> for TicketStatus {
    fn from(end: SpeakerEnd) -> Self {
        match end {
            SpeakerEnd::Done => Self::Done,
            SpeakerEnd::Absent => Self::Absent,
        }
    }
}

/// Somebody who asked for the microphone in a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The number and the command by which it was asked for or taken back last: the highest stands. None where only a desk spoke.
    pub set: Option<(Seq, CommandId)>,
    /// The latest ticket, unless it was taken back or the queue was cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<SpeakerNo>,
    /// How often this person asked, changed what was asked, or took it back.
    pub requests: u32,
    /// How many turns are done.
    pub turns: u32,
    /// When the latest ticket came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Time>,
    /// A desk took this person off the queue: only a desk brings them back.
    #[serde(default, skip_serializing_if = "is_default")]
    pub barred: bool,
    /// The latest ticket went when the queue was emptied.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cleared: bool,
    /// A desk's word: topics and names off whatever they say from then on, or on though the forum's list has a word of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<bool>,
}

impl SpeakingQueue {
    /// The ticket of somebody who waits or speaks.
    #[must_use]
    pub fn live(&self, person: PersonId) -> Option<(SpeakerNo, &Ticket)> {
        let no = self.people.get(&person)?.ticket?;
        let ticket = self.tickets.get(&no)?;
        ticket.is_live().then_some((no, ticket))
    }

    /// At which place among those who wait somebody comes who has had so many turns.
    #[must_use]
    pub fn place_for(&self, turns: u32) -> usize {
        let stays = |no: &SpeakerNo| {
            self.tickets.get(no).is_some_and(|ticket| ticket.placed || ticket.before <= turns)
        };
        self.waiting.iter().rposition(stays).map_or(0, |last| last + 1)
    }

    /// Whether anybody asked for the microphone.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.people.is_empty()
    }

    /// The tickets of somebody, in the order in which they came in.
    pub fn tickets_of(&self, person: PersonId) -> impl Iterator<Item = (SpeakerNo, &Ticket)> {
        let asked = self.people.contains_key(&person).then_some(&self.tickets);
        let all = asked.into_iter().flatten().filter(move |(_, ticket)| ticket.person == person);
        all.map(|(no, ticket)| (*no, &**ticket))
    }
}

impl Ticket {
    /// Whether it waits or speaks.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.status, TicketStatus::Waiting | TicketStatus::Speaking)
    }

    /// Its topic and its name, where it has them.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> + use<> {
        [self.topic, self.name].into_iter().flatten()
    }
}

impl State {
    /// Whether the device that asked is blocked through that request.
    #[must_use]
    pub(in crate::domain) fn is_blocked_through(&self, no: SpeakerNo, ticket: &Ticket) -> bool {
        self.people.get(&ticket.person).is_some_and(|person| person.blocked_by_requests.contains(&no))
    }

    /// A ticket of a session's queue.
    #[must_use]
    pub fn ticket(&self, session: SessionNo, no: SpeakerNo) -> Option<&Arc<Ticket>> {
        self.queues.get(&session)?.tickets.get(&no)
    }
}
