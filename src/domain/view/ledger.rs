//! The latest acts of a session's ledger.

use crate::domain::id::{ActNo, SessionNo};
use crate::domain::ledger::{Act, Deed};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::view::shape::{ActItem, ActsView};

/// Most acts that a desk is shown.
const SHOWN: usize = 50;

/// The latest acts, newest first; none to other roles than moderators and organisers.
#[must_use]
pub fn acts(state: &State, session: SessionNo, role: Role) -> ActsView {
    if !role.is_desk() {
        return ActsView { acts: Vec::new() };
    }
    let latest = state.sessions.get(&session).into_iter().flat_map(|session| session.board.acts.iter().rev());
    let acts = latest.filter_map(|no| Some((*no, state.acts.get(no)?)));
    ActsView { acts: acts.take(SHOWN).map(|(no, act)| item(state, no, act)).collect() }
}

fn item(state: &State, no: ActNo, act: &Act) -> ActItem {
    let stands = |before: &crate::domain::ledger::Before| {
        state.questions.get(&before.question).is_some_and(|question| question.last_act == Some(no))
    };
    let reason = if let Deed::Dismiss { reason } = act.deed { Some(reason) } else { None };
    ActItem {
        act: no,
        at: act.time,
        by: act.by,
        desk: state.links.get(&act.by).map(|link| link.name.clone()).unwrap_or_default(),
        q: act.question,
        deed: act.deed.kind(),
        reason,
        undone: act.undone,
        last: !act.undone && act.before.iter().all(stands),
    }
}
