//! A connection as the room knows it.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::domain::id::{LinkNo, PersonId, QuestionNo, SessionNo};
use crate::protocol::close::Bye;
use crate::room::seat::Seat;

use super::Presence;
use super::doing::{At, Doing, Shown};
use super::lines::Aside;
use super::said::{Carrier, Said};
use super::silence::{Silence, Verdict};

/// A device's reactions count no more often.
const BETWEEN_REACTIONS: Duration = Duration::from_millis(200);
/// In the place of when something was heard: nobody listens at the moment.
const NOT_LISTENING: u32 = u32::MAX;

/// Whose connection it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A participant's.
    Person(PersonId),
    /// A role link's.
    Link(LinkNo),
}

/// What the room and a connection leave for one another.
#[derive(Debug)]
pub(super) struct Guest {
    pub who: Who,
    pub carrier: Carrier,
    bell: Notify,
    mine: AtomicBool,
    asked: AtomicBool,
    /// The round after which it was heard last.
    heard: AtomicU32,
    /// The round in which it was asked last whether it is there.
    asked_at: AtomicU32,
    sent_away: OnceLock<Bye>,
    at: Mutex<At>,
}

impl Guest {
    pub(super) fn new(who: Who, carrier: Carrier, seat: Seat, round: u32) -> Self {
        Self {
            who,
            carrier,
            bell: Notify::new(),
            mine: AtomicBool::new(false),
            asked: AtomicBool::new(false),
            heard: AtomicU32::new(round),
            asked_at: AtomicU32::new(round),
            sent_away: OnceLock::new(),
            at: Mutex::new(At { seat, window: 0, doing: Doing::Looking, reacted: None }),
        }
    }

    /// Its personal part is another one.
    pub(super) fn call_for_mine(&self) {
        self.mine.store(true, Ordering::Release);
        self.bell.notify_one();
    }

    /// It is to leave; the first reason stands.
    pub(super) fn send_away(&self, bye: Bye) {
        if self.sent_away.set(bye).is_ok() {
            self.bell.notify_one();
        }
    }

    /// It is to say whether it is there.
    pub(super) fn ask(&self, round: u32) {
        self.asked_at.store(round, Ordering::Relaxed);
        self.asked.store(true, Ordering::Release);
        self.bell.notify_one();
    }

    /// Something was heard of it in that round.
    pub(super) fn hear(&self, round: u32) {
        self.heard.store(round, Ordering::Relaxed);
    }

    /// A desk has that question in hand; 0 is none.
    pub(super) fn hold(&self, question: QuestionNo) {
        self.at().doing = Doing::Holding(question);
    }

    /// That stands on a wall.
    pub(super) fn show(&self, mut shown: Shown) {
        let mut at = self.at();
        let since = match &at.doing {
            Doing::Showing(before) if before.scene == shown.scene => before.since,
            _ => None,
        };
        shown.since = since;
        at.doing = Doing::Showing(Box::new(shown));
    }

    /// In which session a reaction of it counts, where one may count again.
    pub(super) fn reacts(&self, now: Instant) -> Option<SessionNo> {
        let mut at = self.at();
        let soon = at.reacted.is_some_and(|last| now < last + BETWEEN_REACTIONS);
        let session = at.seat.session.filter(|_| !soon)?;
        at.reacted = Some(now);
        Some(session)
    }

    /// What its silence comes to in that round.
    pub(super) fn silence(&self, round: u32, bounds: &Silence) -> Verdict {
        let heard = self.heard.load(Ordering::Relaxed);
        match self.carrier {
            _ if heard == NOT_LISTENING => Verdict::There,
            // Neither lasts.
            Carrier::Beside(_) | Carrier::Reading(_) => Verdict::There,
            Carrier::Socket => bounds.of_socket(round.saturating_sub(heard)),
            Carrier::Stream(_) => {
                let told = round.saturating_sub(self.asked_at.load(Ordering::Relaxed));
                bounds.of_stream(round.saturating_sub(heard), told)
            }
        }
    }

    pub(super) fn at(&self) -> MutexGuard<'_, At> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's place in the room; it leaves when this is dropped.
#[derive(Debug)]
pub struct Visit {
    pub(super) guest: Arc<Guest>,
    pub(super) presence: Arc<Presence>,
}

impl Visit {
    /// Waits until the room has something for this connection: see [`Visit::sent_away`], [`Visit::take_asked`] and
    /// [`Visit::take_mine`].
    pub async fn called(&self) {
        self.guest.bell.notified().await;
    }

    /// Whether and how it is to leave.
    #[must_use]
    pub fn sent_away(&self) -> Option<Bye> {
        self.guest.sent_away.get().copied()
    }

    /// Whether its personal part changed since this was asked last.
    #[must_use]
    pub fn take_mine(&self) -> bool {
        self.guest.mine.swap(false, Ordering::Acquire)
    }

    /// Whether it is to be asked if it is there.
    #[must_use]
    pub fn take_asked(&self) -> bool {
        self.guest.asked.swap(false, Ordering::Acquire)
    }

    /// Something was heard from it.
    pub fn heard(&self) {
        self.guest.hear(self.presence.round());
    }

    /// Nothing is read from it for a while: its silence says nothing, until it is heard again.
    pub fn deafen(&self) {
        self.guest.heard.store(NOT_LISTENING, Ordering::Relaxed);
    }

    /// It looks from another seat.
    pub fn sit(&self, seat: Seat) {
        self.presence.moved(&self.guest, seat);
    }

    /// The desk's page calls itself that.
    pub fn introduce(&self, window: u32) {
        self.guest.at().window = window;
    }

    /// It says something in passing.
    pub fn say(&self, said: Said) {
        match self.guest.carrier {
            Carrier::Beside(Some(line)) => {
                self.presence.hear_aside(Aside { who: self.guest.who, line, said });
            }
            // Whoever names no stream says it to nobody.
            Carrier::Beside(None) => {}
            Carrier::Reading(line) => {
                self.presence.say(&self.guest, said.clone());
                if let Some(line) = line {
                    self.presence.tell_others(Aside { who: self.guest.who, line, said });
                }
            }
            Carrier::Socket | Carrier::Stream(_) => self.presence.say(&self.guest, said),
        }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        match self.guest.carrier {
            Carrier::Socket | Carrier::Stream(_) => self.presence.left(&self.guest),
            Carrier::Beside(_) => {}
            Carrier::Reading(_) => self.presence.linger(&self.guest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::Role;

    #[test]
    fn silence_counts_only_while_somebody_listens() {
        let seat = Seat { role: Role::Participant, session: None, hall: None, stand: None };
        let presence = Arc::new(Presence::new());
        let visit = presence.arrive(Who::Person(PersonId([1; 16])), Carrier::Socket, seat);
        let verdict = |visit: &Visit| visit.guest.silence(9, &Silence::default());
        assert_eq!(verdict(&visit), Verdict::Gone);
        visit.deafen();
        assert_eq!(verdict(&visit), Verdict::There);
        visit.heard();
        assert_eq!(verdict(&visit), Verdict::Gone);
    }
}
