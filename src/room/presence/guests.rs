//! Everyone who is connected to this node in a room.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::Arc;

use tokio::time::Instant;

use crate::domain::id::{LinkNo, PersonId, QuestionNo, SessionNo};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::protocol::close::{Bye, ByeCode};
use crate::room::seat::Seat;

use super::crowd::Crowd;
use super::doing::Doing;
use super::guest::{Guest, Who};
use super::here::Here;
use super::report::{Desk, Figure, Wall};
use super::silence::{Silence, Verdict};
use super::touched::Touched;

/// Connections of one person on a node; of more, the oldest goes.
const PER_PERSON: usize = 8;
/// Connections of one role link on a node: all the walls and desks that a link may be open on.
const PER_LINK: usize = 64;
/// How long somebody stays away who was sent away as one too many, so that tabs don't chase one another.
const AWAY_MS: u32 = 30_000;

/// The guests of a room: those of each person and of each role link, from the oldest on.
#[derive(Debug, Default)]
pub(super) struct Guests {
    people: HashMap<PersonId, Vec<Arc<Guest>>>,
    crew: HashMap<LinkNo, Vec<Arc<Guest>>>,
    here: Here,
}

impl Guests {
    pub(super) fn arrive(&mut self, guest: &Arc<Guest>, now: Instant) {
        match guest.who {
            Who::Person(person) => crowd_in(self.people.entry(person).or_default(), guest, PER_PERSON),
            Who::Link(link) => crowd_in(self.crew.entry(link).or_default(), guest, PER_LINK),
        }
        if let Some((session, person)) = counted(guest, guest.at().seat) {
            self.here.came(session, person, now);
        }
    }

    pub(super) fn leave(&mut self, guest: &Arc<Guest>, now: Instant) {
        match guest.who {
            Who::Person(person) => remove(&mut self.people, person, guest),
            Who::Link(link) => remove(&mut self.crew, link, guest),
        }
        if let Some((session, person)) = counted(guest, guest.at().seat) {
            self.here.left(session, person, now);
        }
    }

    /// A guest looks from another seat. What it had in hand is left in the one before; what stands on a wall stands on it
    /// until the wall says otherwise, or nothing.
    pub(super) fn moved(&mut self, guest: &Guest, seat: Seat, now: Instant) {
        let before = {
            let mut at = guest.at();
            if let Doing::Holding(_) = at.doing {
                at.doing = Doing::Looking;
            }
            std::mem::replace(&mut at.seat, seat)
        };
        if let Some((session, person)) = counted(guest, before) {
            self.here.left(session, person, now);
        }
        if let Some((session, person)) = counted(guest, seat) {
            self.here.came(session, person, now);
        }
    }

    pub(super) fn call(&self, touched: Touched) {
        match touched {
            Touched::Everyone => self.everyone().for_each(|guest| guest.call_for_mine()),
            Touched::These(those) => {
                those.into_iter().flat_map(|who| self.of(who)).for_each(|guest| guest.call_for_mine());
            }
        }
    }

    /// Sends away whose link opens nothing any more.
    pub(super) fn check_links(&self, state: &State, now: Time) {
        for (link, own) in &self.crew {
            if !state.links.get(link).is_some_and(|link| link.is_good(now)) {
                for guest in own {
                    guest.send_away(ByeCode::Revoked.bye());
                }
            }
        }
    }

    /// Asks who was silent for long whether they are there, and sends away who was for longer.
    pub(super) fn check_silence(&self, round: u32, bounds: &Silence) {
        for guest in self.everyone() {
            match guest.silence(round, bounds) {
                Verdict::There => {}
                Verdict::Doubtful => guest.ask(round),
                Verdict::Gone => guest.send_away(ByeCode::Silent.bye()),
            }
        }
    }

    /// The connections of one holder, from the oldest on.
    pub(super) fn of(&self, who: Who) -> &[Arc<Guest>] {
        let own = match who {
            Who::Person(person) => self.people.get(&person),
            Who::Link(link) => self.crew.get(&link),
        };
        own.map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn everyone(&self) -> impl Iterator<Item = &Arc<Guest>> {
        self.people.values().chain(self.crew.values()).flatten()
    }

    /// Who is here in a session, or was within the last minute.
    pub(super) fn crowd(&self, session: SessionNo) -> Crowd {
        self.here.crowd(session)
    }

    /// Who is there, to be reported; `time` is the same moment by the server's clock.
    pub(super) fn figure(&mut self, state: &State, now: Instant, time: Time) -> Figure {
        let mut figure = Figure { here: self.here.count(now), ..Figure::default() };
        for (link, guest) in self.crew.iter().flat_map(|(link, own)| own.iter().map(|guest| (*link, guest))) {
            let at = &mut *guest.at();
            if let Some(hall) = at.seat.hall(state) {
                match (at.seat.role, &mut at.doing) {
                    (Role::Moderator, doing) => {
                        figure.desks.push(Desk { link, window: at.window, hall, holding: holding(doing) });
                    }
                    (Role::Screen, Doing::Showing(shown)) if shown.is_alive(now) => {
                        figure.walls.push(Wall {
                            link,
                            hall,
                            scene: shown.scene.clone(),
                            rev: shown.rev,
                            since: shown.since(time),
                            heard: shown.heard(now, time),
                            size: shown.size,
                            failed: shown.failed,
                        });
                    }
                    _ => {}
                }
            }
        }
        figure
    }
}

/// One more of the same holder; of too many the oldest goes.
fn crowd_in(own: &mut Vec<Arc<Guest>>, guest: &Arc<Guest>, most: usize) {
    own.push(Arc::clone(guest));
    let surplus = own.len().saturating_sub(most);
    let bye = Bye { after_ms: AWAY_MS, ..ByeCode::Full.bye() };
    own[..surplus].iter().for_each(|oldest| oldest.send_away(bye));
}

fn holding(doing: &Doing) -> QuestionNo {
    if let Doing::Holding(question) = doing { *question } else { QuestionNo::default() }
}

fn remove<K: Eq + Hash>(all: &mut HashMap<K, Vec<Arc<Guest>>>, key: K, guest: &Arc<Guest>) {
    if let Entry::Occupied(mut own) = all.entry(key) {
        own.get_mut().retain(|other| !Arc::ptr_eq(other, guest));
        if own.get().is_empty() {
            own.remove();
        }
    }
}

/// Under what a guest counts as here: participants do, and only where they look at a session.
fn counted(guest: &Guest, seat: Seat) -> Option<(SessionNo, PersonId)> {
    match guest.who {
        Who::Person(person) => seat.session.map(|session| (session, person)),
        Who::Link(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::id::HallNo;
    use crate::room::presence::Presence;
    use crate::room::presence::lock;
    use crate::room::presence::report::Wall;
    use crate::room::presence::said::{Carrier, Said};

    fn shown(scene: &str, rev: u64) -> Said {
        Said::Shown { scene: scene.to_owned(), rev, size: None, failed: false }
    }

    /// The walls that are alive so long after now, which is that moment by the server's clock.
    fn walls(presence: &Presence, later: Duration, time: Time) -> Vec<Wall> {
        lock(&presence.guests).figure(&State::default(), Instant::now() + later, time).walls
    }

    #[test]
    fn a_wall_is_alive_for_less_than_four_seconds_and_no_longer_than_its_connection() {
        let presence = Arc::new(Presence::new());
        let seat = Seat { role: Role::Screen, session: None, hall: Some(HallNo(1)), stand: None };
        let visit = presence.arrive(Who::Link(LinkNo(5)), Carrier::Socket, seat);
        assert!(walls(&presence, Duration::ZERO, Time(1)).is_empty(), "it has not said anything");
        visit.say(shown("top", 1));
        let later = walls(&presence, Duration::from_secs(3), Time(9_000));
        assert!(matches!(later[..], [Wall { heard: Time(1..=6_000), .. }]), "{later:?}");
        assert!(walls(&presence, Duration::from_secs(4), Time(1)).is_empty(), "its page stands still");
        visit.say(shown("top", 1));
        assert_eq!(walls(&presence, Duration::ZERO, Time(1)).len(), 1);
        drop(visit);
        assert!(walls(&presence, Duration::ZERO, Time(1)).is_empty(), "its connection is gone");
    }

    #[test]
    fn a_wall_says_since_when_its_scene_stands_there() {
        let presence = Arc::new(Presence::new());
        let seat = Seat { role: Role::Screen, session: None, hall: Some(HallNo(1)), stand: None };
        let visit = presence.arrive(Who::Link(LinkNo(5)), Carrier::Socket, seat);
        let since = |time| walls(&presence, Duration::ZERO, time)[0].since;
        visit.say(shown("top", 1));
        assert_eq!(since(Time(1_000)), Time(1_000));
        visit.say(shown("top", 2));
        assert_eq!(since(Time(3_000)), Time(1_000), "the same scene stands on");
        visit.say(shown("join", 3));
        assert_eq!(since(Time(5_000)), Time(5_000));
    }

    #[test]
    fn a_wall_that_looks_at_the_next_session_is_not_silent_and_a_desk_there_has_nothing_in_hand() {
        let presence = Arc::new(Presence::new());
        let seat = |role, session| Seat { role, session, hall: Some(HallNo(1)), stand: None };
        let wall = presence.arrive(Who::Link(LinkNo(5)), Carrier::Socket, seat(Role::Screen, None));
        wall.say(shown("top", 1));
        let since = walls(&presence, Duration::ZERO, Time(1_000))[0].since;
        wall.sit(seat(Role::Screen, Some(SessionNo(2))));
        let there = walls(&presence, Duration::ZERO, Time(2_000));
        assert_eq!(there.iter().map(|wall| wall.since).collect::<Vec<_>>(), [since]);
        assert!(walls(&presence, Duration::from_secs(4), Time(2_000)).is_empty());
        let desk = presence.arrive(Who::Link(LinkNo(6)), Carrier::Socket, seat(Role::Moderator, None));
        desk.say(Said::Holding(QuestionNo(3)));
        desk.sit(seat(Role::Moderator, Some(SessionNo(2))));
        let figure = lock(&presence.guests).figure(&State::default(), Instant::now(), Time(2_000));
        assert_eq!(figure.desks[0].holding, QuestionNo::default());
    }

    #[test]
    fn two_desks_of_one_link_are_told_apart_by_what_their_pages_call_themselves() {
        let presence = Arc::new(Presence::new());
        let seat = Seat { role: Role::Moderator, session: None, hall: Some(HallNo(1)), stand: None };
        let desks = [7, 8].map(|window| {
            let desk = presence.arrive(Who::Link(LinkNo(6)), Carrier::Socket, seat);
            desk.introduce(window);
            desk
        });
        desks[1].say(Said::Holding(QuestionNo(3)));
        desks[0].sit(Seat { session: Some(SessionNo(2)), ..seat });
        let figure = lock(&presence.guests).figure(&State::default(), Instant::now(), Time(2_000));
        let told: Vec<_> = figure.desks.iter().map(|desk| (desk.window, desk.holding)).collect();
        assert_eq!(told, [(7, QuestionNo(0)), (8, QuestionNo(3))], "in another session too");
    }

    #[test]
    fn of_too_many_connections_of_a_link_the_oldest_goes() {
        let presence = Arc::new(Presence::new());
        let seat = Seat { role: Role::Screen, session: None, hall: Some(HallNo(1)), stand: None };
        let arrive = || presence.arrive(Who::Link(LinkNo(5)), Carrier::Socket, seat);
        let mut walls: Vec<_> = (0..64).map(|_| arrive()).collect();
        assert!(walls.iter().all(|wall| wall.sent_away().is_none()));
        walls.push(arrive());
        let gone: Vec<_> = walls.iter().map(|wall| wall.sent_away().map(|bye| bye.code)).collect();
        assert_eq!((gone[0], &gone[1..]), (Some(ByeCode::Full), &[None; 64][..]));
    }

    #[test]
    fn silence_is_counted_in_rounds_so_that_a_node_that_stood_still_gives_nobody_up() {
        let presence = Arc::new(Presence::new());
        let seat = Seat { role: Role::Screen, session: None, hall: Some(HallNo(1)), stand: None };
        let visit = presence.arrive(Who::Link(LinkNo(5)), Carrier::Socket, seat);
        let rounds = |count| (0..count).for_each(|_| presence.check_silence(&Silence::default()));
        rounds(5);
        assert!(visit.take_asked());
        rounds(3);
        assert_eq!(visit.sent_away(), None, "however long those took");
        visit.heard();
        rounds(8);
        assert_eq!(visit.sent_away(), None);
        rounds(1);
        assert_eq!(visit.sent_away().map(|bye| bye.code), Some(ByeCode::Silent));
    }
}
