//! Which session somebody who comes in is shown.

use super::agenda::{Phase, Session};
use super::id::{HallNo, SessionNo};
use super::state::State;

/// The session of a hall: the one that runs, else the next, else the last; none where the hall has none.
#[must_use]
pub fn of_hall(state: &State, hall: HallNo) -> Option<SessionNo> {
    choose(state, |session| session.hall == hall)
}

/// The same over all halls. Where several have a session that runs, the first hall's: it is the main one.
#[must_use]
pub fn of_forum(state: &State) -> Option<SessionNo> {
    let running = |hall: &HallNo| {
        let here = |session: &Session| session.hall == *hall && session.phase == Phase::Open;
        state.sessions.values().any(|session| here(session))
    };
    match state.halls.keys().find(|hall| running(hall)) {
        Some(hall) => of_hall(state, *hall),
        None => choose(state, |_| true),
    }
}

/// The session that runs in the forum, if exactly one does.
#[must_use]
pub fn only_running(state: &State) -> Option<SessionNo> {
    let mut running = state.sessions.iter().filter(|(_, session)| session.phase == Phase::Open);
    let (no, _) = running.next()?;
    running.next().is_none().then_some(*no)
}

/// Of several that run the one that began last: the desk may have forgotten to end the one before.
fn choose(state: &State, within: impl Fn(&Session) -> bool) -> Option<SessionNo> {
    let in_phase = |phase| {
        let sessions = state.sessions.iter();
        sessions
            .filter(move |(_, session)| session.phase == phase)
            .filter(|(_, session)| within(session))
            .map(|(no, session)| (session.starts, *no))
    };
    let running = in_phase(Phase::Open).max();
    let next = || in_phase(Phase::Upcoming).min();
    let last = || in_phase(Phase::Ended).max();
    running.or_else(next).or_else(last).map(|(_, no)| no)
}
