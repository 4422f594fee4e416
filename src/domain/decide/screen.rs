//! What the walls of a hall show.

use super::admission::current;
use super::{Authority, Decision, Scribe};
use crate::domain::award;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{HallNo, PollNo};
use crate::domain::idea;
use crate::domain::poll::PollPhase;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::screen::{Scene, Screen};
use crate::domain::speaking;
use crate::domain::stand;
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn decide(state: &State, who: &Authority, command: &Command) -> Result<Decision, Refusal> {
    match command {
        Command::SetScene { hall, version, scene } => set_scene(state, who, *hall, *version, *scene),
        Command::Hide { hall, version, on } => hide(state, who, *hall, *version, *on),
        Command::Announce { hall, version, text } => announce(state, who, *hall, *version, text.as_ref()),
        _ => Err(Code::NotAllowed.into()),
    }
}

/// The walls of a hall, in the hands of a desk that reaches it.
fn walls<'a>(state: &'a State, who: &Authority, no: HallNo) -> Result<&'a Screen, Refusal> {
    let hall = state.halls.get(&no).ok_or(Code::UnknownHall)?;
    who.desk(no)?;
    Ok(&hall.screen)
}

fn set_scene(
    state: &State,
    who: &Authority,
    hall: HallNo,
    version: u32,
    scene: Scene,
) -> Result<Decision, Refusal> {
    let screen = walls(state, who, hall)?;
    if screen.scene == scene {
        return Ok(Decision::stands());
    }
    current(screen.version, version)?;
    can_be_set(state, hall, scene)?;
    Ok(Decision::of([Change::SceneSet { hall, scene }]))
}

/// Whether there is what the scene names, in that hall.
pub fn can_be_set(state: &State, hall: HallNo, scene: Scene) -> Result<(), Refusal> {
    match scene {
        Scene::Poll { poll } => can_be_shown(state, hall, poll),
        Scene::Award { track } => award::can_be_shown(state, hall, track),
        Scene::Ideas { results } => idea::can_be_shown(state, hall, results),
        Scene::Speaking => speaking::can_be_shown(state, hall),
        Scene::Exhibition => stand::can_be_shown(state, hall),
        _ => Ok(()),
    }
}

/// A wall shows polls of its own hall, and no drafts.
fn can_be_shown(state: &State, hall: HallNo, no: PollNo) -> Result<(), Refusal> {
    let poll = state.polls.get(&no).ok_or(Code::UnknownPoll)?;
    let there = state.sessions.get(&poll.session).is_some_and(|session| session.hall == hall);
    match poll.phase {
        _ if !there => Err(Code::UnknownPoll.into()),
        PollPhase::Draft => Err(Code::PollNotOpen.into()),
        PollPhase::Open { .. } | PollPhase::Closed => Ok(()),
    }
}

fn hide(state: &State, who: &Authority, hall: HallNo, version: u32, on: bool) -> Result<Decision, Refusal> {
    let screen = walls(state, who, hall)?;
    if screen.hidden == on {
        return Ok(Decision::stands());
    }
    current(screen.version, version)?;
    Ok(Decision::of([Change::Hidden { hall, on }]))
}

fn announce(
    state: &State,
    who: &Authority,
    hall: HallNo,
    version: u32,
    text: Option<&Text>,
) -> Result<Decision, Refusal> {
    let screen = walls(state, who, hall)?;
    if state.says(screen.announcement, text) {
        return Ok(Decision::stands());
    }
    current(screen.version, version)?;
    let mut scribe = Scribe::new(state);
    let text = scribe.file_instead(screen.announcement, text, state.forum.rules.question_length)?;
    Ok(scribe.decision([Change::Announced { hall, text }]))
}
