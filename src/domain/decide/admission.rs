//! What every decision asks: whether a version is current, a session takes anything, a text another change.

use crate::domain::id::{PersonId, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// How often a person changes one text: a question that waits, a comment, what is written on a ballot.
///
/// What it said before stays among the forum's words until all of it is erased, so without an end to this a single person
/// could fill every node's memory.
const REWRITINGS: u32 = 50;

/// How often desks write about one question, all of them together.
const WRITINGS: u32 = 200;

/// Refuses to take a text of a person anew that was changed so many times.
pub fn may_rewrite(times: u32) -> Result<(), Refusal> {
    less_than(REWRITINGS, times)
}

/// Refuses to take a desk's words about a question about which desks wrote so many times.
pub fn may_write(times: u32) -> Result<(), Refusal> {
    less_than(WRITINGS, times)
}

fn less_than(most: u32, times: u32) -> Result<(), Refusal> {
    if times < most { Ok(()) } else { Err(Code::ChangedTooOften.at(i64::from(most))) }
}

/// Refuses what was read at another version than the one that stands.
pub fn current(stands: u32, named: u32) -> Result<(), Refusal> {
    if stands == named { Ok(()) } else { Err(Code::Changed.into()) }
}

/// Refuses another question where the session's board is full.
pub fn has_room(state: &State, session: SessionNo) -> Result<(), Refusal> {
    let session = state.sessions.get(&session).ok_or(Code::UnknownSession)?;
    let most = state.forum.rules.questions_per_session;
    let board = &session.board;
    let held = board.waiting.len() + board.public.len() + board.aside.len();
    if held < most as usize { Ok(()) } else { Err(Code::BoardFull.at(i64::from(most))) }
}

/// Refuses another support of a person who supports as much of the session as the rules allow.
pub fn may_support(state: &State, person: PersonId, session: SessionNo) -> Result<(), Refusal> {
    let most = state.forum.rules.supports_per_person;
    let Some(person) = state.people.get(&person) else { return Ok(()) };
    // Most support less in all sessions than the rules allow in one.
    if person.supports.len() < most as usize || person.supports_in(state, session).count() < most as usize {
        return Ok(());
    }
    Err(Code::TooManySupports.at(i64::from(most)))
}

/// Refuses all input of a paused session.
pub fn not_paused(state: &State, session: SessionNo) -> Result<(), Refusal> {
    let paused = state.sessions.get(&session).is_some_and(|session| session.paused.is_some());
    if paused { Err(Code::Paused.into()) } else { Ok(()) }
}
