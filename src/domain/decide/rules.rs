//! The forum's rules in its organiser's hands.

use super::admission::current;
use super::planning::with_forum;
use super::tick::{DAY, kept_since};
use super::{Authority, Decision, Request};
use crate::domain::forum::Names;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::rules::RulesWish;
use crate::domain::state::State;
use crate::domain::time::Time;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    version: u32,
    wish: &RulesWish,
) -> Result<Decision, Refusal> {
    who.organiser()?;
    let rules = wish.of(&state.forum.rules)?;
    if rules == state.forum.rules {
        return Ok(Decision::stands());
    }
    current(state.forum.version, version)?;
    if !names_may_be(state, rules.names) {
        return Err(Code::NamesSettled.into());
    }
    if rules.words_kept_days < state.forum.rules.words_kept_days {
        leaves_a_day(state, rules.words_kept_days, request.now)?;
    }
    Ok(with_forum(state, |forum| forum.rules = rules))
}

/// Words that are kept for fewer days are kept for one more from now on at least: a mistyped number can be set right.
fn leaves_a_day(state: &State, days: u32, now: Time) -> Result<(), Refusal> {
    let Some(since) = kept_since(state) else { return Ok(()) };
    let least = (now + DAY - since).0.div_euclid(DAY.0) + 1;
    if i64::from(days) >= least { Ok(()) } else { Err(Code::OutOfRange.at(least)) }
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
