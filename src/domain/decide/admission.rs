//! Whether a session takes anything at all.

use crate::domain::id::SessionNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

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
