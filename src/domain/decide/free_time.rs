//! Whether a session may be at that time in that hall: the rules of a forum's file.

use std::collections::BTreeSet;

use crate::domain::agenda::DAYS;
use crate::domain::change::Plan;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};

const DAY: Millis = Millis::minutes(24 * 60);

/// Refuses times that are none, days without end, and a hall that another session has then.
pub fn check(state: &State, no: SessionNo, plan: &Plan, now: Time) -> Result<(), Refusal> {
    let lasts = plan.ends - plan.starts;
    let is_time = plan.starts >= Time(0) && lasts > Millis(0) && plan.ends > now;
    if !is_time || lasts > longest() || days_with(state, no, plan.starts) > DAYS {
        return Err(Code::BadTimes.at_most(DAYS));
    }
    if is_taken(state, &BTreeSet::from([no]), plan.hall, (plan.starts, plan.ends)) {
        return Err(Code::HallTaken.into());
    }
    Ok(())
}

/// Whether a session of the hall that is none of these has some of that time.
pub fn is_taken(
    state: &State,
    these: &BTreeSet<SessionNo>,
    hall: HallNo,
    (starts, ends): (Time, Time),
) -> bool {
    let others = state.sessions.iter().filter(|(no, session)| session.hall == hall && !these.contains(no));
    let mut held = others.filter_map(|(_, session)| session.holds_hall());
    held.any(|(from, to)| from < ends && starts < to)
}

fn longest() -> Millis {
    Millis(DAY.0.saturating_mul(i64::try_from(DAYS).unwrap_or(i64::MAX)))
}

/// On how many days sessions begin, with that one at that moment. Counted by UTC: the bound keeps the agenda small, and
/// is not about when a day begins.
fn days_with(state: &State, no: SessionNo, starts: Time) -> usize {
    let others = state.sessions.iter().filter(|(other, _)| **other != no).map(|(_, session)| session.starts);
    others.chain([starts]).map(|time| time.0.div_euclid(DAY.0)).collect::<BTreeSet<_>>().len()
}
