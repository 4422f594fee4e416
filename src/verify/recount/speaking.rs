//! Who waits for the microphone and who has spoken, counted from the changes alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{PersonId, SessionNo, SpeakerNo};
use crate::domain::speaking::{SpeakingAct, SpeakingChange, TicketStatus};

use super::Order;

/// Of every session, its queue.
#[derive(Debug, Default)]
pub(super) struct Speaking(BTreeMap<SessionNo, Floor>);

/// The queue of a session as its changes tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::verify) struct Floor {
    /// Those who wait, in no order.
    pub waiting: BTreeSet<PersonId>,
    /// Who has the microphone.
    pub speaking: Option<PersonId>,
    /// How many turns each has had.
    pub turns: BTreeMap<PersonId, u32>,
    set: BTreeMap<PersonId, Order>,
    tickets: BTreeMap<SpeakerNo, PersonId>,
}

impl Speaking {
    pub fn take(&mut self, change: &SpeakingChange) {
        let floor = self.0.entry(change.session).or_default();
        match &change.act {
            SpeakingAct::Asked { speaker, person, seq, id, .. } => {
                if floor.sets(*person, (*seq, *id)) {
                    floor.tickets.insert(*speaker, *person);
                    if floor.speaking != Some(*person) {
                        floor.waiting.insert(*person);
                    }
                }
            }
            SpeakingAct::Withdrawn { person, seq, id } => {
                if floor.sets(*person, (*seq, *id)) {
                    floor.waiting.remove(person);
                }
            }
            SpeakingAct::Called { speaker, .. } => {
                floor.finish();
                floor.speaking = floor.tickets.get(speaker).copied();
                floor.leave(*speaker);
            }
            SpeakingAct::Over { speaker, how, .. } => {
                let speaks =
                    floor.speaking.is_some() && floor.speaking == floor.tickets.get(speaker).copied();
                match how {
                    TicketStatus::Done if speaks => floor.finish(),
                    _ if speaks => floor.speaking = None,
                    _ => floor.leave(*speaker),
                }
            }
            SpeakingAct::Cleared => floor.waiting.clear(),
            SpeakingAct::Closed { .. } => {
                floor.finish();
                floor.waiting.clear();
            }
            SpeakingAct::Set { .. }
            | SpeakingAct::Moved { .. }
            | SpeakingAct::Ruled { .. }
            | SpeakingAct::Blocked { .. } => {}
        }
    }

    pub fn drop(&mut self, session: SessionNo) {
        self.0.remove(&session);
    }

    pub fn of(&self, session: SessionNo) -> Floor {
        self.0.get(&session).cloned().unwrap_or_default()
    }
}

impl Floor {
    /// Whether that is the latest of the person.
    fn sets(&mut self, person: PersonId, order: Order) -> bool {
        let is_latest = self.set.get(&person).is_none_or(|before| *before < order);
        if is_latest {
            self.set.insert(person, order);
        }
        is_latest
    }

    fn leave(&mut self, speaker: SpeakerNo) {
        if let Some(person) = self.tickets.get(&speaker) {
            self.waiting.remove(person);
        }
    }

    /// Whoever has the microphone has had a turn.
    fn finish(&mut self) {
        if let Some(person) = self.speaking.take() {
            *self.turns.entry(person).or_default() += 1;
        }
    }
}
