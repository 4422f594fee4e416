//! What waits in a room, in an order in which many who send much come after those who seldom send.
//!
//! Each person has a share: one command in so long. What comes within it is due at the moment when it came, what comes beyond it
//! as much later as it is too early (a virtual clock for each person). The earliest due are taken first, and where there is no
//! place left the latest due has to go. Nobody is identified for it, and nothing is asked about where they come from: whoever makes
//! up thousands of people gets the share of each, and no more. The crew has places of its own, and is due when it comes.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::id::PersonId;
use crate::domain::role::Actor;

use super::handle::Asked;

/// One command in so long is everybody's share: 30,000 people, as many as one network can make up at once, have 15,000 a second,
/// which a room takes.
const SHARE: Duration = Duration::from_secs(2);
/// Nothing is due later than so long after it came: what is too much waits, but not for ever, and nobody's past is kept longer.
const LATEST: Duration = Duration::from_secs(30);
/// Places of the crew: links are given out one by one, and each has a pace.
const CREW: usize = 1_024;
/// So many people are remembered before those are forgotten whose share is whole again.
const SWEPT_FROM: usize = 1_024;

/// When something is due, and the number under which it came.
type Place = (Instant, u64);

/// Those that wait.
#[derive(Debug)]
pub(super) struct Queue {
    places: usize,
    came: u64,
    crew: VecDeque<(Place, Asked)>,
    people: BTreeMap<Place, Asked>,
    shares: Shares,
}

impl Queue {
    /// With so many places for people.
    pub fn new(places: usize) -> Self {
        let (came, crew, people) = Default::default();
        Self { places, came, crew, people, shares: Shares::default() }
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.crew.is_empty() && self.people.is_empty()
    }

    /// Whether nothing waits that was due by that moment.
    pub fn is_through(&self, moment: Instant) -> bool {
        self.next().is_none_or(|(due, _)| due > moment)
    }

    /// Puts it in its place, and hands back what there is no place for: this one, or another one that is due later.
    pub fn put(&mut self, asked: Asked, now: Instant) -> Option<Asked> {
        self.came += 1;
        // Who votes blindly is nobody, and has the share of one.
        let (Actor::Person(person) | Actor::Ballot(person)) = asked.request.actor else {
            return self.put_crew(asked, now);
        };
        let place = (self.shares.spend(person, now), self.came);
        self.people.insert(place, asked);
        let (&last, _) = self.people.last_key_value().filter(|_| self.people.len() > self.places)?;
        let out = self.people.remove(&last)?;
        if let Actor::Person(person) | Actor::Ballot(person) = out.request.actor {
            self.shares.give_back(person, last.0);
        }
        Some(out)
    }

    fn put_crew(&mut self, asked: Asked, now: Instant) -> Option<Asked> {
        if self.crew.len() >= CREW {
            return Some(asked);
        }
        self.crew.push_back(((now, self.came), asked));
        None
    }

    /// Takes at most so many, the earliest due, in the order in which they came: what is decided together is decided as if nobody
    /// had overtaken anybody.
    pub fn take(&mut self, most: usize) -> Vec<Asked> {
        let mut taken = Vec::with_capacity(most.min(self.crew.len() + self.people.len()));
        while taken.len() < most
            && let Some((place, asked)) = self.pop()
        {
            taken.push((place.1, asked));
        }
        taken.sort_unstable_by_key(|(came, _)| *came);
        taken.into_iter().map(|(_, asked)| asked).collect()
    }

    fn pop(&mut self) -> Option<(Place, Asked)> {
        let next = self.next()?;
        if self.crew.front().is_some_and(|(place, _)| *place == next) {
            return self.crew.pop_front();
        }
        self.people.pop_first()
    }

    fn next(&self) -> Option<Place> {
        let crew = self.crew.front().map(|(place, _)| *place);
        crew.into_iter().chain(self.people.keys().next().copied()).min()
    }
}

/// Until when people have had their share.
#[derive(Debug)]
struct Shares {
    until: HashMap<PersonId, Instant>,
    swept_at: usize,
}

impl Default for Shares {
    fn default() -> Self {
        Self { until: HashMap::new(), swept_at: SWEPT_FROM }
    }
}

impl Shares {
    /// When that is due which a person asks for now.
    fn spend(&mut self, person: PersonId, now: Instant) -> Instant {
        self.sweep(now);
        let until = self.until.entry(person).or_insert(now);
        let due = (*until).clamp(now, now + LATEST);
        *until = due + SHARE;
        due
    }

    /// The last that a person asked for had to go: it cost nothing.
    fn give_back(&mut self, person: PersonId, due: Instant) {
        self.until.insert(person, due);
    }

    fn sweep(&mut self, now: Instant) {
        if self.until.len() >= self.swept_at {
            self.until.retain(|_, until| *until > now);
            self.swept_at = SWEPT_FROM.max(self.until.len() * 2);
            self.until.shrink_to(self.swept_at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::decide::Request;
    use crate::domain::id::{CommandId, LinkNo};
    use crate::domain::time::Time;

    const MILLI: Duration = Duration::from_millis(1);
    const DESK: Actor = Actor::Crew(LinkNo(1));

    fn person(no: u64) -> Actor {
        Actor::Person(PersonId(u128::from(no).to_be_bytes()))
    }

    fn asked(actor: Actor, id: u64) -> Asked {
        let request = Request { actor, id: CommandId(id), now: Time(0) };
        Asked { request, command: Command::Tick, epoch: None, answer: None }
    }

    fn ids(asked: Vec<Asked>) -> Vec<u64> {
        asked.into_iter().map(|asked| asked.request.id.0).collect()
    }

    #[test]
    fn what_fits_is_taken_in_the_order_in_which_it_came() {
        let (mut queue, now) = (Queue::new(100), Instant::now());
        for (id, actor) in (1..).zip([person(1), person(1), DESK, person(1), person(2), DESK]) {
            assert!(queue.put(asked(actor, id), now).is_none());
        }
        assert_eq!(ids(queue.take(100)), [1, 2, 3, 4, 5, 6]);
        assert!(queue.is_empty());
    }

    #[test]
    fn who_seldom_sends_is_taken_before_what_others_sent_beyond_their_share() {
        let (mut queue, now) = (Queue::new(1_000), Instant::now());
        for id in 0..100 {
            queue.put(asked(person(id % 10), id), now);
        }
        queue.put(asked(person(77), 100), now + MILLI);
        queue.put(asked(DESK, 101), now + MILLI);
        let first = ids(queue.take(12));
        assert_eq!(first, (0..10).chain([100, 101]).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_due_latest_has_to_go_and_the_crew_never() {
        let (mut queue, now) = (Queue::new(10), Instant::now());
        for id in 0..10 {
            queue.put(asked(person(id % 5), id), now);
        }
        for id in 10..14 {
            assert!(queue.put(asked(DESK, id), now + MILLI).is_none());
        }
        assert_eq!(queue.put(asked(person(1), 14), now).map(|out| out.request.id.0), Some(14));
        assert_eq!(queue.put(asked(person(9), 15), now + MILLI).map(|out| out.request.id.0), Some(9));
        assert_eq!(ids(queue.take(100)), [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15]);
    }

    #[test]
    fn what_had_to_go_cost_nothing() {
        let (mut queue, now) = (Queue::new(1), Instant::now());
        queue.put(asked(person(1), 1), now);
        for id in 2..50 {
            assert!(queue.put(asked(person(2), id), now).is_some());
        }
        queue.take(1);
        queue.put(asked(person(2), 50), now + MILLI);
        assert!(!queue.is_through(now + MILLI), "it is due at once");
    }

    #[test]
    fn nothing_waits_for_ever_and_nobody_is_remembered_for_long() {
        let (mut queue, start) = (Queue::new(100_000), Instant::now());
        for id in 0..10_000 {
            queue.put(asked(person(id), id), start);
            queue.put(asked(person(0), id), start);
        }
        assert!(queue.people.keys().all(|(due, _)| *due <= start + LATEST));
        queue.take(usize::MAX);
        let later = start + LATEST + SHARE;
        (0..20_000).for_each(|id| {
            queue.put(asked(person(100_000 + id), id), later);
            queue.take(1);
        });
        assert!(!queue.shares.until.contains_key(&PersonId([0; 16])));
        assert!(queue.shares.until.len() <= 20_000, "{}", queue.shares.until.len());
    }

    #[test]
    fn the_desks_turn_comes_after_so_many_batches_whatever_comes_meanwhile() {
        let (mut queue, start) = (Queue::new(100), Instant::now());
        let mut made_up = 0;
        let mut flood = |queue: &mut Queue, now| {
            for _ in 0..1_000 {
                made_up += 1;
                queue.put(asked(person(made_up), 0), now);
            }
        };
        flood(&mut queue, start);
        queue.put(asked(DESK, 1), start + MILLI);
        let batches = (2..).take_while(|at| {
            flood(&mut queue, start + MILLI * *at);
            !ids(queue.take(10)).contains(&1)
        });
        assert!(batches.count() <= 100 / 10);
    }
}
