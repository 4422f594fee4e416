//! How much each person, and each role link, may send: over all of its connections and requests on this node, so that more of
//! them, or new ones, bring no more.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::id::ForumId;
use crate::domain::role::Role;
use crate::http::limiter::limited;
use crate::http::swept::Swept;
use crate::room::Who;

use super::allowance::{Allowance, Rate, rate_of};

/// A role link may be open on several desks, or on all the walls of a hall: it has as much as so many connections.
const OF_A_LINK: u32 = 5;

/// What the operator reads of frames above the limit, and of those far above it, bans included.
const FRAMES: &str = "frames";
const FLOODS: &str = "floods";

/// Connections and requests of a person that may be under way at once: those that stay, of which there are eight, and as many
/// again that are just answered. A role link's may be five times as many as the connections that it may have.
const AT_ONCE: usize = 16;
const AT_ONCE_OF_A_LINK: usize = 320;

/// What somebody may send, shared by all connections of theirs.
#[derive(Debug, Clone)]
pub(super) struct Share {
    allowance: Arc<Mutex<Allowance>>,
    at_once: usize,
}

impl Share {
    fn new(who: Who, role: Role, now: Instant) -> Self {
        let is_link = matches!(who, Who::Link(_));
        let connections = if is_link { OF_A_LINK } else { 1 };
        let at_once = if is_link { AT_ONCE_OF_A_LINK } else { AT_ONCE };
        let allowance = Allowance::new(rate_of(role) * connections, now);
        Self { allowance: Arc::new(Mutex::new(allowance)), at_once }
    }

    /// Whether there are more holders of it, this one among them, than there may be.
    pub(super) fn is_crowded(&self) -> bool {
        // One is kept for whoever comes next.
        Arc::strong_count(&self.allowance) - 1 > self.at_once
    }

    /// For how much longer nobody of that share is let in, after a flood.
    pub(super) fn is_banned(&self, now: Instant) -> Option<Duration> {
        self.lock().is_banned(now).inspect(|_| limited(FLOODS, 1))
    }

    /// Counts what costs as much as so many frames.
    pub(super) fn count(&self, frames: u32, now: Instant) -> Rate {
        let rate = self.lock().count(frames, now);
        match rate {
            Rate::Fine => {}
            Rate::Over(_) => limited(FRAMES, 1),
            Rate::Flood => limited(FLOODS, 1),
        }
        rate
    }

    fn says_nothing(&self, now: Instant) -> bool {
        Arc::strong_count(&self.allowance) == 1 && self.lock().is_over(now)
    }

    fn lock(&self) -> MutexGuard<'_, Allowance> {
        self.allowance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everybody's.
#[derive(Debug)]
pub struct Shares(Swept<(ForumId, Who), Share>);

impl Default for Shares {
    fn default() -> Self {
        limited(FRAMES, 0);
        limited(FLOODS, 0);
        Self(Swept::default())
    }
}

impl Shares {
    /// The share of whoever comes in.
    pub(super) fn of(&self, forum: ForumId, who: Who, role: Role, now: Instant) -> Share {
        let share = self.0.entry((forum, who)).or_insert_with(|| Share::new(who, role, now)).clone();
        self.0.sweep(|share| !share.says_nothing(now));
        share
    }
}

#[cfg(test)]
mod tests {
    use super::super::allowance::OVER;
    use super::*;
    use crate::domain::id::{LinkNo, PersonId};
    use crate::http::swept::SWEEP_AT;

    const FORUM: ForumId = ForumId(1);

    #[test]
    fn more_connections_of_a_person_may_send_no_more_and_others_as_much_as_ever() {
        let (shares, now) = (Shares::default(), Instant::now());
        let of = |person: u8| shares.of(FORUM, Who::Person(PersonId([person; 16])), Role::Participant, now);
        let tabs = [of(1), of(1)];
        for turn in 0..200 {
            assert_eq!(tabs[turn % 2].count(1, now), Rate::Fine);
        }
        drop(tabs);
        assert!(matches!(of(1).count(1, now), Rate::Over(_)), "nor does another one bring any");
        assert_eq!(of(2).count(200, now), Rate::Fine);
        let link = shares.of(FORUM, Who::Link(LinkNo(1)), Role::Screen, now);
        assert_eq!(link.count(1_000, now), Rate::Fine, "a link is open in several places");
    }

    #[test]
    fn of_one_person_so_many_are_under_way_and_no_more() {
        let (shares, now) = (Shares::default(), Instant::now());
        let of = |person: u8| shares.of(FORUM, Who::Person(PersonId([person; 16])), Role::Participant, now);
        let mut held: Vec<_> = (0..16).map(|_| of(1)).collect();
        assert!(!held[0].is_crowded());
        assert!(of(1).is_crowded() && !of(2).is_crowded());
        held.pop();
        assert!(!of(1).is_crowded(), "one was answered");
        let link = || shares.of(FORUM, Who::Link(LinkNo(1)), Role::Screen, now);
        let walls: Vec<_> = (0..320).map(|_| link()).collect();
        assert!(!walls[0].is_crowded() && link().is_crowded());
    }

    #[test]
    fn who_left_and_sent_nothing_of_late_is_forgotten() {
        let (shares, start) = (Shares::default(), Instant::now());
        let of = |no: u64, now| {
            let mut person = [0; 16];
            person[..8].copy_from_slice(&no.to_be_bytes());
            shares.of(FORUM, Who::Person(PersonId(person)), Role::Participant, now)
        };
        let here = of(0, start);
        (1..SWEEP_AT as u64 - 1).for_each(|no| drop(of(no, start)));
        of(SWEEP_AT as u64, start + OVER);
        assert_eq!(shares.0.len(), 2, "who is here is not, nor who comes now");
        drop(here);
    }
}
