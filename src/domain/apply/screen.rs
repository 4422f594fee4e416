//! What the walls of a hall show.

use crate::domain::id::{HallNo, SessionNo, WordsNo};
use crate::domain::screen::{Cue, Scene, Screen};
use crate::domain::state::State;
use crate::domain::topic::Part;

use super::agenda::with_hall;

pub fn show(state: &mut State, rev: u64, no: HallNo, scene: Scene) {
    set(state, rev, no, |screen| screen.scene = scene);
}

pub fn hide(state: &mut State, rev: u64, no: HallNo, on: bool) {
    set(state, rev, no, |screen| screen.hidden = on);
}

pub fn announce(state: &mut State, rev: u64, no: HallNo, text: Option<WordsNo>) {
    set(state, rev, no, |screen| screen.announcement = text);
    touch_sessions(state, rev, no);
}

/// What walls on `auto` follow.
pub fn cue(state: &mut State, rev: u64, no: HallNo, cue: Option<Cue>) {
    with_hall(state, no, |hall| hall.screen.cue = cue);
    state.topics.touch(Part::Screen(no), rev);
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
