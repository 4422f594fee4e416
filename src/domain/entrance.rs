//! Which session somebody who comes in is shown.

use std::cmp::Reverse;

use super::agenda::{Phase, Session, SessionKind};
use super::award::Stage;
use super::id::{HallNo, SessionNo};
use super::state::State;
use super::time::{Millis, Time};

/// How long a session that has ended is still what a hall is about, unless what comes next comes sooner: people rate it.
const AFTERGLOW: Millis = Millis(10 * 60_000);
/// The same where a break follows at once: its countdown is waited for.
const AFTERGLOW_IN_BREAK: Millis = Millis(3 * 60_000);
/// The least of both, on a day that is late.
const LEAST_AFTERGLOW: Millis = Millis(60_000);

/// The session of a hall, for whoever comes in and for its walls: the one that runs, else the one that has just ended, also
/// in the break after it, else the next, else the last; none where the hall has none.
#[must_use]
pub fn of_hall(state: &State, hall: HallNo, now: Time) -> Option<SessionNo> {
    choose(state, now, |session| session.hall == hall).map(|focus| focus.session)
}

/// The same over the time to come, as long as nothing is done: each session with the moment from which it is that, which
/// the first one has not.
#[must_use]
pub fn course(state: &State, hall: HallNo) -> Vec<(Option<Time>, SessionNo)> {
    let mut course: Vec<(Option<Time>, SessionNo)> = Vec::new();
    let mut from = None;
    while let Some(focus) = choose(state, from.unwrap_or(Time(i64::MIN)), |session| session.hall == hall) {
        if course.last().is_none_or(|(_, before)| *before != focus.session) {
            course.push((from, focus.session));
        }
        if focus.until.is_none() {
            break;
        }
        from = focus.until;
    }
    course
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
        None => choose(state, now, |_| true).map(|focus| focus.session),
    }
}

/// The same for a desk of all halls: of the sessions that run, breaks left out, the one where most questions wait, of
/// equals the first hall's.
#[must_use]
pub fn of_desks(state: &State, now: Time) -> Option<SessionNo> {
    let running = state.sessions.iter().filter(|(_, session)| session.phase == Phase::Open);
    let asked = running.filter(|(_, session)| session.kind != SessionKind::Break);
    let most = asked.max_by_key(|(_, session)| (session.board.counts.pending, Reverse(session.hall)));
    most.map(|(no, _)| *no).or_else(|| of_forum(state, now))
}

/// The same for a juror: of the awards, in that hall or in any, the one whose scoring is on, else the first that is not over,
/// else the first; without any as for everyone.
#[must_use]
pub fn of_jury(state: &State, hall: Option<HallNo>, now: Time) -> Option<SessionNo> {
    let here = |session: &Session| hall.is_none_or(|hall| session.hall == hall);
    let awards =
        state.sessions.iter().filter(|(_, session)| session.kind == SessionKind::Award && here(session));
    let scoring = |no: &SessionNo| state.awards.get(no).is_some_and(|award| award.stage == Stage::Scoring);
    let first = awards
        .min_by_key(|(no, session)| (!scoring(no), session.phase == Phase::Ended, session.starts, **no));
    first.map(|(no, _)| *no).or_else(|| match hall {
        Some(hall) => of_hall(state, hall, now),
        None => of_forum(state, now),
    })
}

/// The session that runs in the forum, if exactly one does.
#[must_use]
pub fn only_running(state: &State) -> Option<SessionNo> {
    let mut running = state.sessions.iter().filter(|(_, session)| session.phase == Phase::Open);
    let (no, _) = running.next()?;
    running.next().is_none().then_some(*no)
}

/// A session, and the moment at which time alone makes it another one.
struct Focus {
    session: SessionNo,
    until: Option<Time>,
}

/// Of several that run the one that began last: the desk may have forgotten to end the one before.
fn choose(state: &State, now: Time, within: impl Fn(&Session) -> bool) -> Option<Focus> {
    let those = |phase| {
        let sessions = state.sessions.iter().map(|(no, session)| (*no, &**session));
        sessions.filter(move |(_, session)| session.phase == phase).filter(|(_, session)| within(session))
    };
    let begins = |(no, session): &(SessionNo, &Session)| (session.starts, *no);
    let running = those(Phase::Open).max_by_key(begins);
    if let Some((session, _)) = running.filter(|(_, session)| session.kind != SessionKind::Break) {
        return Some(Focus { session, until: None });
    }
    let begun = those(Phase::Open).chain(those(Phase::Ended)).map(|(_, session)| session.starts).max();
    let follows = running.or_else(|| {
        those(Phase::Upcoming).filter(|(_, session)| !is_missed(session, begun, now)).min_by_key(begins)
    });
    let passes = follows.and_then(|(_, session)| passes_by_itself(session));
    let ended = those(Phase::Ended).filter_map(|(no, session)| Some((ended(session)?, no)));
    if let Some((ended, session)) = ended.max() {
        let until = ended + afterglow(ended, follows.map(|(_, session)| session));
        if now < until {
            return Some(Focus { session, until: Some(passes.map_or(until, |passes| passes.min(until))) });
        }
    }
    let last = || those(Phase::Ended).chain(those(Phase::Upcoming)).max_by_key(begins);
    let (session, _) = follows.or_else(last)?;
    Some(Focus { session, until: passes })
}

/// What a desk left out is not what comes next, nor a break that nobody opened before its end.
fn is_missed(session: &Session, begun: Option<Time>, now: Time) -> bool {
    begun.is_some_and(|begun| session.starts < begun)
        || passes_by_itself(session).is_some_and(|passes| passes <= now)
}

/// When a session that has not begun is no longer what comes next, though nobody did anything.
fn passes_by_itself(session: &Session) -> Option<Time> {
    (session.kind == SessionKind::Break && session.phase == Phase::Upcoming).then_some(session.ends)
}

/// When a session ended that people may rate.
fn ended(session: &Session) -> Option<Time> {
    session.ended.filter(|_| session.kind != SessionKind::Break)
}

/// Up to half the time until what follows begins, or until it is over where that is a break which begins meanwhile: the
/// one of the next morning is waited for by nobody.
fn afterglow(ended: Time, follows: Option<&Session>) -> Millis {
    let (most, half) = match follows {
        None => return AFTERGLOW,
        Some(pause) if pause.kind == SessionKind::Break && pause.starts <= ended + AFTERGLOW => {
            (AFTERGLOW_IN_BREAK, pause.ends.0.saturating_sub(ended.0) / 2)
        }
        Some(next) => (AFTERGLOW, next.starts.0.saturating_sub(ended.0) / 2),
    };
    Millis(half.clamp(LEAST_AFTERGLOW.0, most.0))
}
