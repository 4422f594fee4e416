//! Who is connected to the room, and what that is worth now: how many are here, desks, walls, reactions.
//!
//! One figure a node goes over the pulse every second; what all nodes say together is what the crew feels and what
//! decisions that depend on who is here are told. None of it is kept.

mod crowd;
mod doing;
mod feeler;
mod felt;
mod guest;
mod guests;
mod here;
mod lines;
mod lingering;
mod lost;
mod report;
mod said;
mod silence;
mod touched;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::domain::decide::Circumstances;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::protocol::client::Reaction;
use crate::protocol::close::Bye;
use crate::protocol::server::ServerPulse;

use super::seat::Seat;
use doing::Shown;
use felt::Felt;
use guest::Guest;
use guests::Guests;
use lines::Asides;
use lingering::Lingering;
use report::Reactions;

pub(super) use feeler::Feeler;
pub use guest::{Visit, Who};
pub use said::{Carrier, Said};
pub use silence::Silence;
pub(super) use touched::Touched;

/// The people of a room, on this node and felt from all.
#[derive(Debug)]
pub(super) struct Presence {
    /// How often it was looked who is silent: once a second.
    rounds: AtomicU32,
    guests: Mutex<Guests>,
    touched: Mutex<Touched>,
    reactions: Mutex<Reactions>,
    /// What was said beside streams of other nodes, and is still to be told to them.
    asides: Mutex<Asides>,
    lingering: Mutex<Lingering>,
    /// Something is to be passed on soon.
    hurry: Notify,
    felt: Mutex<Felt>,
}

impl Presence {
    pub(super) fn new() -> Self {
        Self {
            rounds: AtomicU32::new(0),
            guests: Mutex::default(),
            touched: Mutex::default(),
            reactions: Mutex::default(),
            asides: Mutex::default(),
            lingering: Mutex::default(),
            hurry: Notify::new(),
            felt: Mutex::default(),
        }
    }

    /// A connection comes in, or a request that is of one.
    pub(super) fn arrive(self: &Arc<Self>, who: Who, carrier: Carrier, seat: Seat) -> Visit {
        let guest = self.take_up(who, carrier, seat).unwrap_or_else(|| {
            let guest = Arc::new(Guest::new(who, carrier, seat, self.round()));
            if !matches!(carrier, Carrier::Beside(_)) {
                lock(&self.guests).arrive(&guest, Instant::now());
            }
            guest
        });
        Visit { guest, presence: Arc::clone(self) }
    }

    /// An entry was applied: these have another personal part.
    pub(super) fn touch(&self, touched: Touched) {
        lock(&self.touched).merge(touched);
    }

    /// Calls those who were touched since the last call.
    pub(super) fn call_touched(&self) {
        let touched = std::mem::take(&mut *lock(&self.touched));
        lock(&self.guests).call(touched);
    }

    /// Sends everybody away, each as `bye` says.
    pub(super) fn send_all_away(&self, mut bye: impl FnMut() -> Bye) {
        lock(&self.guests).everyone().for_each(|guest| guest.send_away(bye()));
    }

    /// Sends participants away who are on event streams.
    pub(super) fn send_streams_away(&self, bye: Bye) {
        let guests = lock(&self.guests);
        let is_to_go =
            |guest: &&Arc<Guest>| matches!((guest.who, guest.carrier), (Who::Person(_), Carrier::Stream(_)));
        guests.everyone().filter(is_to_go).for_each(|guest| guest.send_away(bye));
    }

    /// How many connections there are.
    pub(super) fn connections(&self) -> usize {
        lock(&self.guests).everyone().count()
    }

    /// As what each of them looks, and by what it came.
    pub(super) fn census(&self) -> Vec<(Role, Carrier)> {
        lock(&self.guests).everyone().map(|guest| (guest.at().seat.role, guest.carrier)).collect()
    }

    /// Tells what decisions depend on.
    pub(super) fn tell(&self, around: &mut Circumstances) {
        lock(&self.felt).tell(around);
    }

    /// What a desk of that hall feels at a moment of the server's clock.
    pub(super) fn feels(&self, state: &State, hall: HallNo, time: Time) -> ServerPulse {
        let seat = Seat { role: Role::Moderator, session: None, hall: Some(hall), stand: None };
        lock(&self.felt).pulse(state, &seat, time)
    }

    /// The clock of silence.
    fn round(&self) -> u32 {
        self.rounds.load(Ordering::Relaxed)
    }

    /// Looks once more who is silent.
    fn check_silence(&self, bounds: &Silence) {
        let round = self.rounds.fetch_add(1, Ordering::Relaxed) + 1;
        lock(&self.guests).check_silence(round, bounds);
    }

    fn moved(&self, guest: &Guest, seat: Seat) {
        lock(&self.guests).moved(guest, seat, Instant::now());
    }

    fn left(&self, guest: &Arc<Guest>) {
        lock(&self.guests).leave(guest, Instant::now());
    }

    /// A guest says something in passing.
    fn say(&self, guest: &Guest, said: Said) {
        let now = Instant::now();
        guest.hear(self.round());
        match said {
            Said::Here => {}
            Said::Ping => guest.ask(self.round()),
            Said::Holding(question) => guest.hold(question),
            Said::Shown { scene, rev, size, failed } => guest.show(Shown::new(scene, rev, size, failed, now)),
            Said::Reaction(reaction) => {
                if let Some(session) = guest.reacts(now) {
                    self.reacted(session, reaction);
                }
            }
        }
    }

    fn reacted(&self, session: SessionNo, reaction: Reaction) {
        let mut reactions = lock(&self.reactions);
        let count = reactions.entry(session).or_default().entry(reaction).or_default();
        *count = count.saturating_add(1);
        self.hurry.notify_one();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
