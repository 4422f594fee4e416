//! Who a client is, and where it sits.

use std::sync::Arc;

use crate::domain::entrance;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::http::token::Credential;
use crate::protocol::close::ByeCode;
use crate::protocol::server::You;
use crate::room::{RoomHandle, Seat, Who};

/// Who somebody is, and the role link that they came by.
pub(super) type Identity = (Who, Option<Arc<Link>>);

/// Who a token is, and as what it may look.
pub(super) fn identify(
    state: &State,
    credential: &Credential,
    view: Role,
    room: &RoomHandle,
) -> Result<(Identity, You), ByeCode> {
    let (identity, you) = match credential {
        Credential::Person { person, .. } => {
            let you = You {
                view,
                role: Role::Participant,
                person: Some(*person),
                link: None,
                hall: None,
                stand: None,
            };
            ((Who::Person(*person), None), you)
        }
        Credential::Crew { secret, .. } => {
            let (no, link) = state.link_of(secret).ok_or(ByeCode::BadToken)?;
            if !link.is_good(room.clock()) {
                return Err(ByeCode::Revoked);
            }
            let stand = link.stand.filter(|_| view == Role::Team).map(|at| at.stand);
            let you = You { view, role: link.role, person: None, link: Some(no), hall: link.hall, stand };
            ((Who::Link(no), Some(Arc::clone(link))), you)
        }
    };
    let allowed = you.role == view || you.role == Role::Organiser;
    if allowed { Ok((identity, you)) } else { Err(ByeCode::WrongView) }
}

/// Whether whoever looks at that session goes on to: an organiser may take it off the agenda, or to another hall, where a
/// link of one hall does not follow it.
pub(super) fn stays(state: &State, you: &You, session: SessionNo) -> bool {
    let there = state.sessions.get(&session);
    let is_reached = there.is_none_or(|there| you.hall.is_none_or(|own| own == there.hall));
    is_reached && !state.was_dropped(session)
}

/// Whether whoever sits there goes on to: their session is theirs still, or their hall is there.
pub(super) fn keeps(state: &State, you: &You, seat: &Seat) -> bool {
    match (seat.session, seat.hall) {
        (Some(session), _) => stays(state, you, session),
        (None, Some(hall)) => !state.was_hall_dropped(hall),
        (None, None) => true,
    }
}

/// The seat of a view: of the session named, else of the one that the hall, or the forum, offers.
pub(super) fn choose(
    state: &State,
    you: &You,
    session: Option<SessionNo>,
    hall: Option<HallNo>,
    now: Time,
) -> Result<Seat, ByeCode> {
    // Whoever was in a session that is not theirs any more is where one comes in.
    if let Some(no) = session.filter(|no| stays(state, you, *no)) {
        let is_there = state.sessions.contains_key(&no);
        let seat = Seat { role: you.view, session, hall: None, stand: you.stand };
        return if is_there { Ok(seat) } else { Err(ByeCode::UnknownSession) };
    }
    // So is whoever was in a hall that was taken away.
    let hall = hall.filter(|hall| !state.was_hall_dropped(*hall));
    if hall.is_some() && you.hall.is_some() && hall != you.hall {
        return Err(ByeCode::WrongView);
    }
    let hall = hall.or(you.hall);
    if hall.is_some_and(|hall| !state.halls.contains_key(&hall)) {
        return Err(ByeCode::UnknownSession);
    }
    let link = you.link.and_then(|link| state.links.get(&link));
    let table = link.and_then(|link| link.table).filter(|_| you.view == Role::Facilitator);
    let at_stand = link.and_then(|link| link.stand).filter(|_| you.view == Role::Team);
    // Where the holder of such a link works, as long as that is on the agenda.
    let own = table.map(|at| at.session).or(at_stand.map(|at| at.session));
    let own = own.filter(|session| state.sessions.contains_key(session));
    let offered = match hall {
        _ if own.is_some() => own,
        _ if you.view == Role::Juror => entrance::of_jury(state, hall, now),
        Some(hall) => entrance::of_hall(state, hall, now),
        None if you.view == Role::Moderator => entrance::of_desks(state, now),
        None => entrance::of_forum(state, now),
    };
    let hall = hall.filter(|_| offered.is_none());
    Ok(Seat { role: you.view, session: offered, hall, stand: you.stand })
}
