//! Which session somebody who comes in is shown.

use super::agenda::{Phase, Session, SessionKind};
use super::id::{HallNo, SessionNo};
use super::state::State;
use super::time::{Millis, Time};

/// How long a session that has ended is still what people come for, who are asked to rate it. Walls look at it as long, but
/// where a break follows: its countdown is waited for there.
const AFTERGLOW: Millis = Millis(10 * 60_000);
/// The least of it, on a day that is late.
const LEAST_AFTERGLOW: Millis = Millis(60_000);

/// The session of a hall: the one that runs, else the one that has just ended, else the next, else the last; none where
/// the hall has none.
#[must_use]
pub fn of_hall(state: &State, hall: HallNo, now: Time) -> Option<SessionNo> {
    choose(state, now, |session| session.hall == hall)
}

/// The same over all halls. Where several have a session that runs, the first hall's: it is the main one.
#[must_use]
pub fn of_forum(state: &State, now: Time) -> Option<SessionNo> {
    let running = |hall: &HallNo| {
        let here = |session: &Session| session.hall == *hall && session.phase == Phase::Open;
        state.sessions.values().any(|session| here(session))
    };
    match state.halls.keys().find(|hall| running(hall)) {
        Some(hall) => of_hall(state, *hall, now),
        None => choose(state, now, |_| true),
    }
}

/// The session that runs in the forum, if exactly one does.
#[must_use]
pub fn only_running(state: &State) -> Option<SessionNo> {
    let mut running = state.sessions.iter().filter(|(_, session)| session.phase == Phase::Open);
    let (no, _) = running.next()?;
    running.next().is_none().then_some(*no)
}

/// Of several that run the one that began last: the desk may have forgotten to end the one before. What a desk left out is
/// not what comes next, nor a break that nobody opened before its end.
fn choose(state: &State, now: Time, within: impl Fn(&Session) -> bool) -> Option<SessionNo> {
    let those = |phase| {
        let sessions = state.sessions.iter().map(|(no, session)| (*no, &**session));
        sessions.filter(move |(_, session)| session.phase == phase).filter(|(_, session)| within(session))
    };
    let begins = |(no, session): &(SessionNo, &Session)| (session.starts, *no);
    let begun = those(Phase::Open).chain(those(Phase::Ended)).map(|(_, session)| session.starts).max();
    let is_missed = |session: &Session| {
        begun.is_some_and(|begun| session.starts < begun)
            || session.kind == SessionKind::Break && session.ends <= now
    };
    let next = those(Phase::Upcoming).filter(|(_, session)| !is_missed(session)).min_by_key(begins);
    let running = || those(Phase::Open).max_by_key(begins);
    let ended = || {
        those(Phase::Ended).filter_map(|(no, session)| glows(session, next, now).map(|at| (at, no, session)))
    };
    let just_ended = || ended().max_by_key(|(at, no, _)| (*at, *no)).map(|(_, no, session)| (no, session));
    let last = || those(Phase::Ended).chain(those(Phase::Upcoming)).max_by_key(begins);
    running().or_else(just_ended).or(next).or_else(last).map(|(no, _)| no)
}

/// When a session ended that is still what people come for: up to half the time until what comes next.
fn glows(session: &Session, next: Option<(SessionNo, &Session)>, now: Time) -> Option<Time> {
    let ended = session.ended.filter(|_| session.kind != SessionKind::Break)?;
    let until_next = next.map_or(AFTERGLOW.0, |(_, next)| (next.starts.0 - ended.0) / 2);
    let length = Millis(until_next.clamp(LEAST_AFTERGLOW.0, AFTERGLOW.0));
    (now < ended + length).then_some(ended)
}
