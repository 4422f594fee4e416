//! A session begins or ends, and what comes with it: the same by hand and by the clock.

use super::Circumstances;
use super::poll::closed;
use crate::domain::agenda::{Phase, Session};
use crate::domain::change::Change;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::screen::Scene;
use crate::domain::speaking;
use crate::domain::state::State;
use crate::domain::statement::closing;
use crate::domain::time::Time;

/// The session is in that phase from now on.
///
/// One that opens ends the others that are open in its hall: a hall has one session at a time, and whoever starts the
/// next one means that the one before is over. One that ends closes its polls, its statements and its speaking queue. The walls leave what they followed; a
/// scene that was held by hand is let go when another session opens, but for one that says so ([`Scene::Quiet`]).
pub fn turn(state: &State, no: SessionNo, phase: Phase, now: Time, around: &Circumstances) -> Vec<Change> {
    let Some(session) = state.sessions.get(&no) else { return Vec::new() };
    let mut changes = Vec::new();
    if phase == Phase::Open {
        for (other, there) in open_in(state, session.hall).filter(|(other, _)| *other != no) {
            changes.extend(ending(state, other, there, now, around));
        }
    }
    if phase == Phase::Ended {
        changes.extend(ending(state, no, session, now, around));
    } else {
        changes.push(Change::PhaseSet { session: no, phase, time: now });
    }
    changes.extend(walls(state, session.hall, phase));
    changes
}

/// The sessions that run in a hall.
pub fn open_in(state: &State, hall: HallNo) -> impl Iterator<Item = (SessionNo, &Session)> {
    let there = state.sessions.iter().filter(move |(_, session)| session.hall == hall);
    there.filter(|(_, session)| session.phase == Phase::Open).map(|(no, session)| (*no, &**session))
}

/// What the end of a session comes to.
pub fn ending(
    state: &State,
    no: SessionNo,
    session: &Session,
    now: Time,
    around: &Circumstances,
) -> Vec<Change> {
    let polls = session.polls.iter().filter_map(|no| Some((*no, state.polls.get(no)?)));
    let open = polls.filter(|(_, poll)| matches!(poll.phase, PollPhase::Open { .. }));
    let closed = open.flat_map(|(no, poll)| closed(state, poll, no, now, around));
    let closed = closed.chain(closing(state, no, now)).chain(speaking::closing(state, no, now));
    closed.chain([Change::PhaseSet { session: no, phase: Phase::Ended, time: now }]).collect()
}

fn walls(state: &State, no: HallNo, phase: Phase) -> Vec<Change> {
    let Some(screen) = state.halls.get(&no).map(|hall| &hall.screen) else { return Vec::new() };
    let held = !matches!(screen.scene, Scene::Auto | Scene::Quiet);
    let uncued = screen.cue.is_some().then_some(Change::Cued { hall: no, cue: None });
    let let_go = (phase == Phase::Open && held).then_some(Change::SceneSet { hall: no, scene: Scene::Auto });
    uncued.into_iter().chain(let_go).collect()
}
