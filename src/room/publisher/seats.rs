//! The seats that somebody sits in, and the newest edition of each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::protocol::codec;
use crate::protocol::server::ServerPulse;
use crate::room::pictures::Pictures;
use crate::room::seat::Seat;
use crate::room::standing::Standing;

use super::edition::{Beat, Edition};
use super::press::{Pace, Press};

/// What a seat shows, as it goes on. Closed when the room has ended.
pub type Showing = watch::Receiver<Arc<Edition>>;

/// All seats of a room.
#[derive(Debug)]
pub(in crate::room) struct Seats {
    states: watch::Receiver<Arc<Standing>>,
    pictures: watch::Receiver<Arc<Pictures>>,
    /// Where editions are made, one after the other. Locked before `open`, never while that is.
    works: Mutex<Works>,
    /// Locked for no longer than it takes to look or to swap: everybody who comes in does.
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Works {
    press: Press,
    epoch: u32,
}

#[derive(Debug, Default)]
struct Open {
    beats: u64,
    taken: HashMap<Seat, watch::Sender<Arc<Edition>>>,
    closed: bool,
}

impl Seats {
    /// No seat is taken yet.
    pub(in crate::room) fn new(
        states: watch::Receiver<Arc<Standing>>,
        pictures: watch::Receiver<Arc<Pictures>>,
    ) -> Self {
        Self { states, pictures, works: Mutex::default(), open: Mutex::default() }
    }

    /// Takes a seat: made now if nobody sits there.
    pub(in crate::room) fn take(&self, seat: Seat) -> Showing {
        if let Some(showing) = self.open().showing(&seat) {
            return showing;
        }
        let mut works = self.works();
        let edition = works.edition(&seat, &self.standing(), &self.pictures(), Pace::Quick);
        let mut open = self.open();
        // Somebody else may have been first.
        open.showing(&seat).unwrap_or_else(|| {
            let (sender, showing) = watch::channel(Arc::new(edition));
            open.taken.insert(seat, sender);
            showing
        })
    }

    /// Shows what changed in the seats for which `these` holds, and gives up those that nobody sits in.
    pub(super) fn show(&self, pace: Pace, these: impl Fn(&Seat) -> bool) {
        let mut works = self.works();
        let (standing, pictures) = (self.standing(), self.pictures());
        let taken = self.open().still_taken(these);
        for seat in taken {
            let next = works.edition(&seat, &standing, &pictures, pace);
            self.open().set(&seat, |shown| Edition { beat: shown.beat.clone(), ..next });
        }
        works.press.tidy();
    }

    /// The seats that are taken and feel something.
    pub(in crate::room) fn of_the_crew(&self) -> Vec<Seat> {
        self.open().taken.keys().copied().filter(Seat::works_in_the_hall).collect()
    }

    /// Lets seats feel something. One that feels what it felt before is left alone, unless it is reactions, which count
    /// each time; one that was left meanwhile feels nothing.
    pub(in crate::room) fn feel(&self, felt: Vec<(Seat, ServerPulse)>) {
        let mut open = self.open();
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
        let mut open = self.open();
        open.closed = true;
        open.taken.clear();
    }

    /// The newest state. Asked for by who has the works, so that no seat goes back.
    fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.states.borrow())
    }

    fn pictures(&self) -> Arc<Pictures> {
        Arc::clone(&self.pictures.borrow())
    }

    fn works(&self) -> MutexGuard<'_, Works> {
        self.works.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Works {
    fn edition(&mut self, seat: &Seat, standing: &Standing, pictures: &Pictures, pace: Pace) -> Edition {
        if self.epoch != standing.epoch {
            // Revisions of another history say nothing about this one.
            self.press = Press::default();
            self.epoch = standing.epoch;
        }
        let sheets = self.press.sheets(&standing.state, pictures.of(standing.epoch), seat, pace);
        Edition { epoch: standing.epoch, sheets, beat: None }
    }
}

impl Open {
    /// What a seat shows that somebody sits in. Nothing, and closed, where the room has ended.
    fn showing(&self, seat: &Seat) -> Option<Showing> {
        if self.closed {
            return Some(watch::channel(Arc::default()).1);
        }
        self.taken.get(seat).map(watch::Sender::subscribe)
    }

    /// Those that somebody sits in still; the others are given up.
    fn still_taken(&mut self, these: impl Fn(&Seat) -> bool) -> Vec<Seat> {
        self.taken.retain(|_, taken| taken.receiver_count() > 0);
        self.taken.keys().copied().filter(these).collect()
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
        Seat { role, session: None, hall: None, stand: None }
    }

    #[test]
    fn nothing_is_made_for_a_seat_that_nobody_sits_in() {
        let (_states, seen) = watch::channel(Arc::new(Standing::genesis()));
        let seats = Seats::new(seen, watch::channel(Arc::default()).1);
        let (phone, wall) = (seats.take(seat(Role::Participant)), seats.take(seat(Role::Screen)));
        assert_eq!(seats.open().taken.len(), 2);
        drop(wall);
        seats.show(Pace::All, |_| true);
        assert_eq!(seats.open().taken.len(), 1);
        drop(phone);
        seats.show(Pace::All, |_| true);
        assert!(seats.open().taken.is_empty());
    }

    #[test]
    fn whoever_comes_in_where_somebody_sits_does_not_wait_for_what_is_being_made() {
        let (_states, seen) = watch::channel(Arc::new(Standing::genesis()));
        let seats = Seats::new(seen, watch::channel(Arc::default()).1);
        let first = seats.take(seat(Role::Participant));
        let making = seats.works();
        assert!(seats.take(seat(Role::Participant)).same_channel(&first));
        drop(making);
    }

    #[test]
    fn a_pulse_wakes_the_crew_when_it_says_something_new_and_reactions_each_time() {
        let (_states, seen) = watch::channel(Arc::new(Standing::genesis()));
        let seats = Seats::new(seen, watch::channel(Arc::default()).1);
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
