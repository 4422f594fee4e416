//! Which session a code leads to.

use crate::domain::agenda::Phase;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::state::State;

/// The hall and the session that a code leads to: a hall's own, or, for the forum's, the one session that is on.
pub(super) fn lead(state: &State, hall: Option<HallNo>) -> (Option<HallNo>, Option<SessionNo>) {
    // Where there is one hall, there is nothing to choose.
    let only = || state.halls.keys().next().copied().filter(|_| state.halls.len() == 1);
    if let Some(hall) = hall.or_else(only) {
        return (Some(hall), session_of(state, hall));
    }
    let mut on = state.sessions.iter().filter(|(_, session)| session.phase == Phase::Open);
    match (on.next(), on.next()) {
        (Some((no, session)), None) => (Some(session.hall), Some(*no)),
        _ => (None, None),
    }
}

/// What is on in a hall, else what comes next, else what was last.
pub(super) fn session_of(state: &State, hall: HallNo) -> Option<SessionNo> {
    let sessions = state.sessions_of(hall);
    let mut newest_first = sessions.iter().rev();
    let on = newest_first.find(|(_, session)| session.phase == Phase::Open);
    let next = sessions.iter().find(|(_, session)| session.phase == Phase::Upcoming);
    on.or(next).or(sessions.last()).map(|(no, _)| *no)
}
