//! The crew where it reads at intervals: its visit goes on between two readings.
//!
//! Otherwise a desk would leave its hall to the clock, and a wall would be told as silent, each time that an answer ends. People
//! need none of it: they count as here for a minute after they left.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::guest::{Guest, Who};
use super::said::Carrier;
use super::{Presence, lock};
use crate::room::seat::Seat;

/// How long a visit goes on without a reading, several times as long as between two of them.
const LASTS: Duration = Duration::from_secs(5);

/// Visits between two readings, and until when they go on.
#[derive(Debug, Default)]
pub(super) struct Lingering(Vec<(Arc<Guest>, Instant)>);

impl Lingering {
    /// Takes up the visit of the same page again, if it goes on.
    fn take_up(&mut self, who: Who, carrier: Carrier, seat: Seat) -> Option<Arc<Guest>> {
        let is_it =
            |guest: &Guest| (guest.who, guest.carrier, guest.at().seat.role) == (who, carrier, seat.role);
        let at = self.0.iter().position(|(guest, _)| is_it(guest))?;
        Some(self.0.swap_remove(at).0)
    }

    /// Those of whom it is over.
    fn over(&mut self, now: Instant) -> Vec<Arc<Guest>> {
        self.0.extract_if(.., |(_, until)| *until <= now).map(|(guest, _)| guest).collect()
    }
}

impl Presence {
    /// The visit that a reading goes on with.
    pub(super) fn take_up(&self, who: Who, carrier: Carrier, seat: Seat) -> Option<Arc<Guest>> {
        if !matches!((who, carrier), (Who::Link(_), Carrier::Reading(_))) {
            return None;
        }
        let guest = lock(&self.lingering).take_up(who, carrier, seat)?;
        let before = guest.at().seat;
        if before != seat {
            self.moved(&guest, seat);
        }
        Some(guest)
    }

    /// A reading has ended.
    pub(super) fn linger(&self, guest: &Arc<Guest>) {
        match guest.who {
            Who::Link(_) => lock(&self.lingering).0.push((Arc::clone(guest), Instant::now() + LASTS)),
            Who::Person(_) => self.left(guest),
        }
    }

    /// Lets those leave who have not read again.
    pub(super) fn end_lingering(&self, now: Instant) {
        let over = lock(&self.lingering).over(now);
        for guest in over {
            self.left(&guest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{HallNo, LineId, LinkNo, PersonId, QuestionNo};
    use crate::domain::role::Role;
    use crate::domain::state::State;
    use crate::domain::time::Time;
    use crate::room::presence::said::Said;

    const DESK: Who = Who::Link(LinkNo(6));
    const SEAT: Seat = Seat { role: Role::Moderator, session: None, hall: Some(HallNo(1)), stand: None };

    /// What the desks that are there have in hand.
    fn held(presence: &Presence) -> Vec<QuestionNo> {
        let figure = lock(&presence.guests).figure(&State::default(), Instant::now(), Time(1));
        figure.desks.iter().map(|desk| desk.holding).collect()
    }

    #[test]
    fn a_desk_that_reads_at_intervals_is_one_and_there_until_it_reads_no_more() {
        let presence = Arc::new(Presence::new());
        let read = |name| presence.arrive(DESK, Carrier::Reading(Some(LineId(name))), SEAT);
        read(1).say(Said::Holding(QuestionNo(3)));
        assert_eq!(held(&presence), [QuestionNo(3)], "between two readings too");
        drop(read(1));
        assert_eq!(held(&presence), [QuestionNo(3)]);
        drop(read(2));
        assert_eq!(held(&presence), [QuestionNo(3), QuestionNo(0)], "another window is another desk");
        presence.end_lingering(Instant::now() + LASTS);
        assert!(held(&presence).is_empty());
    }

    #[test]
    fn what_a_desk_says_in_a_reading_is_said_on_other_nodes_where_it_reads_too() {
        let (near, far) = (Arc::new(Presence::new()), Arc::new(Presence::new()));
        let read = |presence: &Arc<Presence>| presence.arrive(DESK, Carrier::Reading(Some(LineId(1))), SEAT);
        drop(read(&far));
        read(&near).say(Said::Holding(QuestionNo(3)));
        far.hear_asides(lock(&near.asides).take());
        assert_eq!(held(&far), [QuestionNo(3)]);
    }

    #[test]
    fn a_person_that_reads_leaves_with_the_answer() {
        let presence = Arc::new(Presence::new());
        drop(presence.arrive(Who::Person(PersonId([1; 16])), Carrier::Reading(None), SEAT));
        assert_eq!(presence.connections(), 0);
    }
}
