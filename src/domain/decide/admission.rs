//! Whether a session takes anything at all, and a person another change of the same text.

use crate::domain::id::SessionNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// How often a person changes one text: a question that waits, a comment, what is written on a ballot.
///
/// What it said before stays among the forum's words until all of it is erased, so without an end to this a single person
/// could fill every node's memory.
const REWRITINGS: usize = 50;

/// Refuses to take a text anew that was changed so many times.
pub fn may_rewrite(times: usize) -> Result<(), Refusal> {
    if times < REWRITINGS { Ok(()) } else { Err(Code::ChangedTooOften.at_most(REWRITINGS)) }
}

/// Refuses another question where the session's board is full.
pub fn has_room(state: &State, session: SessionNo) -> Result<(), Refusal> {
    let session = state.sessions.get(&session).ok_or(Code::UnknownSession)?;
    let most = state.forum.rules.questions_per_session;
    let board = &session.board;
    let held = board.waiting.len() + board.public.len() + board.aside.len();
    if held < most as usize { Ok(()) } else { Err(Code::BoardFull.at(i64::from(most))) }
}

/// Refuses all input of a paused session.
pub fn not_paused(state: &State, session: SessionNo) -> Result<(), Refusal> {
    let paused = state.sessions.get(&session).is_some_and(|session| session.paused.is_some());
    if paused { Err(Code::Paused.into()) } else { Ok(()) }
}
