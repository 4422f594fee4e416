//! The slots for connections, and who gets one where there are too few.
//!
//! Whoever connects is a stranger until it has said hello with a good token. Strangers take what is left, and where nothing
//! is, the one that came first makes way: a flood of sockets that say nothing keeps nobody out. People who said hello leave
//! some slots to the crew, without whom a forum cannot go on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// One slot in so many is not for people, and at least one.
const CREW: usize = 50;
/// One slot in so many may carry an event stream, which costs several times what a socket does.
const STREAMS: usize = 4;

/// All slots of a node.
#[derive(Debug)]
pub struct Slots {
    most: usize,
    for_people: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    taken: usize,
    people: usize,
    streams: usize,
    /// Those who have not said hello, from the first that came on.
    strangers: BTreeMap<u64, Arc<Holder>>,
    came: u64,
}

/// Who holds a slot.
#[derive(Debug)]
struct Holder {
    no: u64,
    is: Mutex<Is>,
    makes_way: Notify,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Stranger,
    Person,
    Crew,
    /// The slot is another's now.
    Gone,
}

impl Slots {
    /// So many.
    #[must_use]
    pub fn new(most: usize) -> Arc<Self> {
        let for_people = most - most.div_ceil(CREW).min(most / 2);
        Arc::new(Self { most, for_people, held: Mutex::default() })
    }

    /// A slot for a stranger; none where everyone has said hello.
    #[must_use]
    pub fn take(self: &Arc<Self>) -> Option<Slot> {
        let mut held = self.held();
        if held.taken < self.most {
            held.taken += 1;
        } else {
            let (_, first) = held.strangers.pop_first()?;
            *first.is() = Is::Gone;
            first.makes_way.notify_one();
        }
        let no = held.came;
        held.came += 1;
        let holder = Arc::new(Holder { no, is: Mutex::new(Is::Stranger), makes_way: Notify::new() });
        held.strangers.insert(no, Arc::clone(&holder));
        Some(Slot { slots: Arc::clone(self), holder })
    }

    /// A place for an event stream; none where there are as many as there may be.
    #[must_use]
    fn stream(self: &Arc<Self>) -> Option<StreamPlace> {
        let mut held = self.held();
        if held.streams >= self.most.div_ceil(STREAMS) {
            return None;
        }
        held.streams += 1;
        Some(StreamPlace(Arc::clone(self)))
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Holder {
    fn is(&self) -> MutexGuard<'_, Is> {
        self.is.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A slot; free again when this is dropped.
#[derive(Debug)]
pub struct Slot {
    slots: Arc<Slots>,
    holder: Arc<Holder>,
}

impl Slot {
    /// Its holder said hello with a good token. False where no slot is left for another of people. A connection may carry
    /// one conversation after another, and is counted once, as what its last one is.
    #[must_use]
    pub fn settle(&self, is_crew: bool) -> bool {
        let mut held = self.slots.held();
        let mut is = self.holder.is();
        let others = held.people - usize::from(*is == Is::Person);
        if *is == Is::Gone || (!is_crew && others >= self.slots.for_people) {
            return false;
        }
        held.strangers.remove(&self.holder.no);
        *is = if is_crew { Is::Crew } else { Is::Person };
        held.people = others + usize::from(!is_crew);
        true
    }

    /// A place among the event streams of the node; none where there are as many as there may be.
    #[must_use]
    pub fn stream(&self) -> Option<StreamPlace> {
        self.slots.stream()
    }

    /// Waits until it has to make way for another; for ever, once it is settled.
    pub async fn makes_way(&self) {
        while *self.holder.is() != Is::Gone {
            self.holder.makes_way.notified().await;
        }
    }
}

/// A place among the event streams; free again when this is dropped.
#[derive(Debug)]
pub struct StreamPlace(Arc<Slots>);

impl Drop for StreamPlace {
    fn drop(&mut self) {
        self.0.held().streams -= 1;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut held = self.slots.held();
        let is = *self.holder.is();
        held.strangers.remove(&self.holder.no);
        held.people -= usize::from(is == Is::Person);
        held.taken -= usize::from(is != Is::Gone);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn of_those_who_say_nothing_the_first_makes_way() {
        let slots = Slots::new(3);
        let quiet: Vec<_> = (0..5).map(|_| slots.take().unwrap()).collect();
        let gone: Vec<_> = quiet.iter().map(|slot| slot.makes_way().now_or_never().is_some()).collect();
        assert_eq!(gone, [true, true, false, false, false]);
        assert!(!quiet[0].settle(true), "it came too late to say hello");
        drop(quiet);
        let held = slots.held();
        assert_eq!((held.taken, held.strangers.len()), (0, 0));
    }

    #[test]
    fn who_said_hello_stays_and_people_leave_room_for_the_crew() {
        let slots = Slots::new(4);
        let people: Vec<_> = (0..4).map(|_| slots.take().unwrap()).collect();
        assert_eq!(people.iter().filter(|slot| slot.settle(false)).count(), 3);
        let desk = slots.take().unwrap();
        assert!(people[3].makes_way().now_or_never().is_some(), "the one that is too many makes way");
        assert!(desk.settle(true));
        assert!(slots.take().is_none(), "everyone said hello");
        drop(people);
        assert!(slots.take().unwrap().settle(false));
        let held = slots.held();
        assert_eq!((held.taken, held.people), (1, 0));
    }

    #[test]
    fn a_connection_on_which_hello_is_said_again_counts_once() {
        let slots = Slots::new(4);
        let people: Vec<_> = (0..3).map(|_| slots.take().unwrap()).collect();
        for slot in people.iter().chain(&people) {
            assert!(slot.settle(false), "its place is its own");
        }
        assert_eq!(slots.held().people, 3);
        assert!(people[0].settle(true), "a proxy's connection carries a desk next");
        assert_eq!(slots.held().people, 2);
        drop(people);
        let held = slots.held();
        assert_eq!((held.taken, held.people), (0, 0));
    }

    #[test]
    fn a_quarter_of_the_slots_may_carry_streams() {
        let slots = Slots::new(8);
        let slot = slots.take().unwrap();
        let streams = [slot.stream(), slot.stream()];
        assert!(streams.iter().all(Option::is_some) && slot.stream().is_none());
        drop(streams);
        assert!(slot.stream().is_some());
    }
}
