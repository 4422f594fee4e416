//! What the walls of a hall on `auto` follow: the desk's latest act.

use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::id::SessionNo;
use crate::domain::screen::Cue;
use crate::domain::state::State;

/// The change by which the hall's walls follow what the desk did in that session. A session that is not on leaves the walls
/// to the one that is, and walls that follow it already hear nothing new.
pub fn cue(state: &State, session: SessionNo, cue: Cue) -> Option<Change> {
    let session = state.sessions.get(&session)?;
    let hall = session.hall;
    let on = |phase: Phase| phase == Phase::Open;
    let other_on = || state.sessions.values().any(|other| other.hall == hall && on(other.phase));
    let follows = state.halls.get(&hall).is_some_and(|hall| hall.screen.cue == Some(cue));
    let wanted = !follows && (on(session.phase) || !other_on());
    wanted.then_some(Change::Cued { hall, cue: Some(cue) })
}
