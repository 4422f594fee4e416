//! The forum's rules in its organiser's hands.

use super::admission::current;
use super::planning::with_forum;
use super::{Authority, Decision};
use crate::domain::forum::Names;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::rules::RulesWish;
use crate::domain::state::State;

pub fn decide(state: &State, who: &Authority, version: u32, wish: &RulesWish) -> Result<Decision, Refusal> {
    who.organiser()?;
    let rules = wish.of(&state.forum.rules)?;
    if rules == state.forum.rules {
        return Ok(Decision::stands());
    }
    current(state.forum.version, version)?;
    if !names_may_be(state, rules.names) {
        return Err(Code::NamesSettled.into());
    }
    Ok(with_forum(state, |forum| forum.rules = rules))
}

/// Whether names may be such from now on. Those of badges are erased with what their badges say, and those that people typed are not: once
/// there are some, it is settled which they are.
pub fn names_may_be(state: &State, names: Names) -> bool {
    let is_by_badge = |names| names == Names::Badge;
    is_by_badge(names) == is_by_badge(state.forum.rules.names) || !has_names(state)
}

fn has_names(state: &State) -> bool {
    let asked = state.questions.values().filter_map(|question| question.name);
    let players = state.sessions.values().flat_map(|session| session.players.values());
    let tickets = state.queues.values().flat_map(|queue| queue.tickets.values());
    let others = players.filter_map(|player| player.name).chain(tickets.filter_map(|ticket| ticket.name));
    asked.chain(others).any(|no| state.words.get(no).is_some())
}
