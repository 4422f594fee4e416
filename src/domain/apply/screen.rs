//! What the walls of a hall show.

use crate::domain::change::Change;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::screen::Screen;
use crate::domain::state::State;
use crate::domain::topic::Part;

use super::agenda::with_hall;

pub fn apply(state: &mut State, rev: u64, change: &Change) {
    match change {
        Change::SceneSet { hall, scene } => set(state, rev, *hall, |screen| screen.scene = *scene),
        Change::Hidden { hall, on } => set(state, rev, *hall, |screen| screen.hidden = *on),
        Change::Announced { hall, text } => {
            set(state, rev, *hall, |screen| screen.announcement = *text);
            touch_sessions(state, rev, *hall);
        }
        Change::Cued { hall, cue } => {
            with_hall(state, *hall, |hall| hall.screen.cue = *cue);
            state.topics.touch(Part::Screen(*hall), rev);
        }
        _ => {}
    }
}

fn set(state: &mut State, rev: u64, no: HallNo, change: impl FnOnce(&mut Screen)) {
    with_hall(state, no, |hall| {
        change(&mut hall.screen);
        hall.screen.version = hall.screen.version.saturating_add(1);
    });
    state.topics.touch(Part::Screen(no), rev);
}

/// Phones are told an announcement with their session.
pub fn touch_sessions(state: &mut State, rev: u64, hall: HallNo) {
    let there: Vec<SessionNo> =
        state.sessions.iter().filter(|(_, session)| session.hall == hall).map(|(no, _)| *no).collect();
    for no in there {
        state.topics.touch(Part::Session(no), rev);
    }
}
