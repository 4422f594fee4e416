//! "+5 minutes": the rest of a hall's day is shifted.

use super::admission::current;
use super::again::done_before;
use super::free_time::is_taken;
use super::turn::open_in;
use super::{Authority, Decision, Request};
use crate::domain::agenda::{LONGEST_SHIFT, NIGHT, Phase, Session};
use crate::domain::change::Change;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (HallNo, u32),
    (minutes, from): (i32, Option<SessionNo>),
) -> Result<Decision, Refusal> {
    let hall = state.halls.get(&no).ok_or(Code::UnknownHall)?;
    let by = who.desk(no)?;
    if minutes == 0 || done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    if !(-LONGEST_SHIFT..=LONGEST_SHIFT).contains(&minutes) {
        return Err(Code::OutOfRange.at(i64::from(LONGEST_SHIFT)));
    }
    current(hall.version, version)?;
    let length = Millis::minutes(i64::from(minutes));
    let rest = match from {
        Some(first) => rest_from(state, no, first)?,
        None => rest_of_day(state, no, request.now),
    };
    let (_, first) = rest.first().ok_or(Code::WrongState)?;
    // What is shifted back must not have been over, or have begun, before now; nor is what was opened before its planned
    // start over before that.
    let (moved, earliest) = match first.phase {
        Phase::Open => (first.ends, request.now.max(first.starts)),
        Phase::Upcoming | Phase::Ended => (first.starts, request.now),
    };
    if minutes < 0 && moved + length < earliest {
        return Err(Code::OutOfRange.at((moved - earliest).0.max(0)));
    }
    if minutes > 0 && rest.iter().any(|(_, session)| session.ends + length > Time::LATEST) {
        return Err(Code::OutOfRange.into());
    }
    let sessions: Vec<_> = rest.iter().map(|(no, _)| *no).collect();
    if from.is_some() && meets_another(state, no, &rest, length) {
        return Err(Code::HallTaken.into());
    }
    Ok(Decision::of([Change::Delayed { hall: no, sessions, length, by, id: request.id }]))
}

/// Whether what is shifted by hand would come upon what stays.
fn meets_another(state: &State, hall: HallNo, rest: &[(SessionNo, &Session)], length: Millis) -> bool {
    let these = rest.iter().map(|(no, _)| *no).collect();
    let shifted = |session: &Session| (session.starts + length, session.ends + length);
    rest.iter().any(|(_, session)| is_taken(state, &these, hall, shifted(session)))
}

/// What runs in the hall, and what is to come there before the night.
fn rest_of_day(state: &State, hall: HallNo, now: Time) -> Vec<(SessionNo, &Session)> {
    let running: Vec<_> = open_in(state, hall).collect();
    let begun = running.iter().map(|(_, session)| session.starts).min();
    let reached = running.iter().map(|(_, session)| session.ends).max().unwrap_or(now);
    // Without one that runs, what should have begun today and has not counts too; what was left out before does not.
    let to_come = |session: &Session| match begun {
        Some(begun) => session.starts >= begun,
        None => session.ends + NIGHT > now,
    };
    with_those_to_come(state, hall, running, reached, to_come)
}

/// That session, which has not begun, and what is to come after it before the night.
fn rest_from(state: &State, hall: HallNo, no: SessionNo) -> Result<Vec<(SessionNo, &Session)>, Refusal> {
    let first = state.sessions.get(&no).filter(|session| session.hall == hall).ok_or(Code::UnknownSession)?;
    if first.phase != Phase::Upcoming {
        return Err(Code::SessionBegun.into());
    }
    Ok(with_those_to_come(state, hall, Vec::new(), first.starts, |session| session.starts >= first.starts))
}

fn with_those_to_come<'a>(
    state: &'a State,
    hall: HallNo,
    mut rest: Vec<(SessionNo, &'a Session)>,
    mut reached: Time,
    to_come: impl Fn(&Session) -> bool,
) -> Vec<(SessionNo, &'a Session)> {
    for (no, session) in state.sessions_of(hall) {
        if session.phase == Phase::Upcoming && to_come(session) && session.starts < reached + NIGHT {
            reached = reached.max(session.ends);
            rest.push((no, session));
        }
    }
    rest
}
