//! What is said beside a stream finds the stream, on this node or on another.
//!
//! A request comes to whichever node; what it says of commands is decided there. What is said of the client itself (it is
//! there; what a wall shows; what a desk holds) belongs to the visit of its stream. Its node is not known, so what does not
//! find it here goes with the next report to all. Only streams of the same holder are looked at, whose token was read: nobody
//! speaks for another.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::id::LineId;

use super::guest::{Guest, Who};
use super::said::{Carrier, Said};
use super::{Presence, lock};

/// Most that is kept for the next report. The pulse may be lost: whoever is not heard of for long comes again.
const MOST: usize = 1_024;

/// Something said beside a stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Aside {
    /// By whom.
    pub who: Who,
    /// The stream's name.
    pub line: LineId,
    pub said: Said,
}

/// What waits for the next report: of each stream the newest of each kind.
#[derive(Debug, Default)]
pub(super) struct Asides(HashMap<(Who, LineId, Discriminant<Said>), Said>);

impl Asides {
    fn keep(&mut self, Aside { who, line, said }: Aside) {
        let is_full = self.0.len() >= MOST;
        match self.0.entry((who, line, discriminant(&said))) {
            Entry::Occupied(mut known) => *known.get_mut() = said,
            Entry::Vacant(_) if is_full => metrics::counter!("majlis_asides_dropped_total").increment(1),
            Entry::Vacant(free) => {
                free.insert(said);
            }
        }
    }

    /// All of it, for a report.
    pub(super) fn take(&mut self) -> Vec<Aside> {
        let all = std::mem::take(&mut self.0);
        all.into_iter().map(|((who, line, _), said)| Aside { who, line, said }).collect()
    }
}

impl Presence {
    /// Something was said beside a stream.
    pub(super) fn hear_aside(&self, aside: Aside) {
        if !self.is_said_here(&aside) {
            self.tell_others(aside);
        }
    }

    /// Other nodes are to hear that.
    pub(super) fn tell_others(&self, aside: Aside) {
        let is_urgent = aside.said != Said::Here;
        lock(&self.asides).keep(aside);
        if is_urgent {
            self.hurry.notify_one();
        }
    }

    /// Other nodes heard this beside streams that they have not.
    pub(super) fn hear_asides(&self, asides: Vec<Aside>) {
        for aside in asides {
            self.is_said_here(&aside);
        }
    }

    /// Has the stream's visit say it, if it is on this node.
    fn is_said_here(&self, aside: &Aside) -> bool {
        let carriers = [Carrier::Stream(Some(aside.line)), Carrier::Reading(Some(aside.line))];
        let is_it = |guest: &&Arc<Guest>| carriers.contains(&guest.carrier);
        let guest = lock(&self.guests).of(aside.who).iter().rfind(is_it).cloned();
        if let Some(guest) = &guest {
            self.say(guest, aside.said.clone());
        }
        guest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use metrics_exporter_prometheus::PrometheusBuilder;

    use super::*;
    use crate::domain::id::{PersonId, QuestionNo};
    use crate::domain::role::Role;
    use crate::room::seat::Seat;

    const LINE: LineId = LineId(7);
    const SEAT: Seat = Seat { role: Role::Participant, session: None, hall: None, stand: None };

    fn person(no: u8) -> Who {
        Who::Person(PersonId([no; 16]))
    }

    #[test]
    fn a_ping_beside_a_stream_is_answered_on_it_and_one_for_another_nodes_goes_there() {
        let (near, far) = (Arc::new(Presence::new()), Arc::new(Presence::new()));
        let stream = far.arrive(person(1), Carrier::Stream(Some(LINE)), SEAT);
        let beside = near.arrive(person(1), Carrier::Beside(Some(LINE)), SEAT);
        assert_eq!(near.connections(), 0, "a request is no visit");
        beside.say(Said::Ping);
        let asides = lock(&near.asides).take();
        assert!(!stream.take_asked());
        far.hear_asides(asides);
        assert!(stream.take_asked());
        far.arrive(person(1), Carrier::Beside(Some(LINE)), SEAT).say(Said::Ping);
        assert!(stream.take_asked(), "and at once where it is on the same node");
        assert!(lock(&far.asides).take().is_empty());
    }

    #[test]
    fn nobody_speaks_for_anothers_stream() {
        let presence = Arc::new(Presence::new());
        let stream = presence.arrive(person(1), Carrier::Stream(Some(LINE)), SEAT);
        presence.arrive(person(2), Carrier::Beside(Some(LINE)), SEAT).say(Said::Ping);
        presence.hear_asides(lock(&presence.asides).take());
        presence.arrive(person(1), Carrier::Beside(Some(LineId(8))), SEAT).say(Said::Ping);
        presence.arrive(person(1), Carrier::Beside(None), SEAT).say(Said::Ping);
        assert!(!stream.take_asked());
    }

    #[test]
    fn of_what_waits_for_others_the_newest_of_each_kind_is_kept_within_a_bound() {
        let figures = PrometheusBuilder::new().build_recorder();
        let presence = Arc::new(Presence::new());
        let beside = presence.arrive(person(1), Carrier::Beside(Some(LINE)), SEAT);
        for said in [Said::Here, Said::Holding(QuestionNo(1)), Said::Holding(QuestionNo(2))] {
            beside.say(said);
        }
        let kept: Vec<_> = lock(&presence.asides).take().into_iter().map(|aside| aside.said).collect();
        assert!(kept.len() == 2 && kept.contains(&Said::Holding(QuestionNo(2))), "{kept:?}");
        metrics::with_local_recorder(&figures, || {
            for line in 0..2 * MOST as u64 {
                presence.arrive(person(1), Carrier::Beside(Some(LineId(line))), SEAT).say(Said::Here);
            }
        });
        assert_eq!(lock(&presence.asides).take().len(), MOST);
        let (dropped, told) = (format!("majlis_asides_dropped_total {MOST}\n"), figures.handle().render());
        assert!(told.contains(&dropped), "{told}");
    }
}
