//! The seats that somebody sits in, and the newest edition of each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::protocol::codec;
use crate::protocol::server::ServerPulse;
use crate::room::standing::Standing;

use super::edition::{Beat, Edition};
use super::press::Press;
use super::seat::Seat;

/// What a seat shows, as it goes on. Closed when the room has ended.
pub type Showing = watch::Receiver<Arc<Edition>>;

/// All seats of a room.
#[derive(Debug)]
pub(in crate::room) struct Seats {
    states: watch::Receiver<Arc<Standing>>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    press: Press,
    epoch: u32,
    beats: u64,
    taken: HashMap<Seat, watch::Sender<Arc<Edition>>>,
    closed: bool,
}

impl Seats {
    /// No seat is taken yet.
    pub(in crate::room) fn new(states: watch::Receiver<Arc<Standing>>) -> Self {
        Self { states, open: Mutex::default() }
    }

    /// Takes a seat: made now if nobody sits there.
    pub(in crate::room) fn take(&self, seat: Seat) -> Showing {
        let mut open = self.lock();
        if open.closed {
            return watch::channel(Arc::default()).1;
        }
        if let Some(taken) = open.taken.get(&seat) {
            return taken.subscribe();
        }
        let edition = open.edition(&seat, &self.standing());
        let (sender, showing) = watch::channel(Arc::new(edition));
        open.taken.insert(seat, sender);
        showing
    }

    /// Shows what changed in the seats for which `these` holds, and gives up those that nobody sits in.
    pub(super) fn show(&self, these: impl Fn(&Seat) -> bool) {
        let mut open = self.lock();
        let standing = self.standing();
        open.taken.retain(|_, taken| taken.receiver_count() > 0);
        let taken: Vec<Seat> = open.taken.keys().copied().filter(these).collect();
        for seat in taken {
            let next = open.edition(&seat, &standing);
            open.set(&seat, |shown| Edition { beat: shown.beat.clone(), ..next });
        }
        open.press.tidy();
    }

    /// The crew's seats that are taken. Phones feel nothing, they are too many.
    pub(in crate::room) fn of_the_crew(&self) -> Vec<Seat> {
        self.lock().taken.keys().copied().filter(|seat| !seat.is_phone()).collect()
    }

    /// Lets seats feel something. One that feels what it felt before is left alone, unless it is reactions, which count
    /// each time; one that was left meanwhile feels nothing.
    pub(in crate::room) fn feel(&self, felt: Vec<(Seat, ServerPulse)>) {
        let mut open = self.lock();
        for (seat, pulse) in felt {
            let again = !pulse.reactions.is_empty();
            open.beats += 1;
            let beat = Beat { no: open.beats, text: codec::pulse(pulse) };
            open.set(&seat, |shown| {
                let same = shown.beat.as_ref().is_some_and(|before| before.text == beat.text);
                let beat = if same && !again { shown.beat.clone() } else { Some(beat) };
                Edition { beat, ..Edition::clone(shown) }
            });
        }
    }

    /// The room has ended: nothing comes any more.
    pub(super) fn close(&self) {
        let mut open = self.lock();
        open.closed = true;
        open.taken.clear();
    }

    /// The newest state. Asked for under the lock, so that no seat goes back.
    fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.states.borrow())
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn edition(&mut self, seat: &Seat, standing: &Standing) -> Edition {
        if self.epoch != standing.epoch {
            // Revisions of another history say nothing about this one.
            self.press = Press::default();
            self.epoch = standing.epoch;
        }
        let sheets = self.press.sheets(&standing.state, seat);
        Edition { epoch: standing.epoch, sheets, beat: None }
    }

    /// Sets what a seat shows; nobody wakes where it is what stands there.
    fn set(&mut self, seat: &Seat, next: impl FnOnce(&Edition) -> Edition) {
        let Some(taken) = self.taken.get(seat) else { return };
        taken.send_if_modified(|shown| {
            let next = next(shown);
            let differs = !next.is(shown);
            if differs {
                *shown = Arc::new(next);
            }
            differs
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::Role;

    fn seat(role: Role) -> Seat {
        Seat { role, session: None, hall: None }
    }

    #[test]
    fn nothing_is_made_for_a_seat_that_nobody_sits_in() {
        let (_states, seen) = watch::channel(Arc::new(Standing::genesis()));
        let seats = Seats::new(seen);
        let (phone, wall) = (seats.take(seat(Role::Participant)), seats.take(seat(Role::Screen)));
        assert_eq!(seats.lock().taken.len(), 2);
        drop(wall);
        seats.show(|_| true);
        assert_eq!(seats.lock().taken.len(), 1);
        drop(phone);
        seats.show(|_| true);
        assert!(seats.lock().taken.is_empty());
    }

    #[test]
    fn a_pulse_wakes_the_crew_when_it_says_something_new_and_reactions_each_time() {
        let (_states, seen) = watch::channel(Arc::new(Standing::genesis()));
        let seats = Seats::new(seen);
        let (phone, mut wall) = (seats.take(seat(Role::Participant)), seats.take(seat(Role::Screen)));
        let here = |here| ServerPulse { here: Some(here), ..ServerPulse::default() };
        let mut woken = |pulse: &ServerPulse| {
            seats.feel(seats.of_the_crew().into_iter().map(|seat| (seat, pulse.clone())).collect());
            let woken = wall.has_changed().unwrap();
            wall.borrow_and_update();
            woken
        };
        assert!(woken(&here(12)));
        assert!(!woken(&here(12)));
        assert!(woken(&here(13)));
        let clap =
            ServerPulse { reactions: [(crate::protocol::client::Reaction::Clap, 1)].into(), ..here(13) };
        assert!(woken(&clap) && woken(&clap));
        assert!(!phone.has_changed().unwrap());
    }
}
