//! Questions by what is typed: what a desk looks for, and what an attendee may support instead of asking it again.

use crate::domain::id::SessionNo;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::view::question::item;
use crate::domain::view::shape::QuestionItem;
use crate::domain::view::{search, similar};

/// The most questions that are found.
const FOUND: usize = 20;

/// The most characters of what is typed that are read.
const TYPED: usize = 1_000;

/// The questions of the session that fit what is typed, best first, at most 20.
///
/// Desks search all lists for every word of it; participants get published questions that are like it. Nobody else
/// searches.
#[must_use]
pub fn find(state: &State, session: SessionNo, role: Role, typed: &str) -> Vec<QuestionItem> {
    let Some(board) = state.index.board(session) else { return Vec::new() };
    let typed: String = typed.chars().take(TYPED).collect();
    let found = match role {
        Role::Moderator | Role::Organiser => search::search(state, board, &typed, FOUND),
        Role::Participant => similar::similar(board, &typed),
        Role::Presenter
        | Role::Screen
        | Role::Juror
        | Role::Facilitator
        | Role::Team
        | Role::Rapporteur
        | Role::Usher
        | Role::Kiosk => Vec::new(),
    };
    found.into_iter().take(FOUND).filter_map(|no| item(state, no, role)).collect()
}
