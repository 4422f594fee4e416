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
    if !is_time || lasts > longest() || adds_a_day_too_many(state, no, plan.starts) {
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

/// Whether sessions begin on more days than they may once that one begins then, and on more than before: an agenda that has
/// too many is still put right.
///
/// Counted by UTC, as no zone is known here: a file's day of the west or the east may be two of these, so that a long
/// series of evenings takes no day more though its file would.
fn adds_a_day_too_many(state: &State, no: SessionNo, starts: Time) -> bool {
    let day = |time: Time| time.0.div_euclid(DAY.0);
    let stands: BTreeSet<i64> = state.sessions.values().map(|session| day(session.starts)).collect();
    let others = state.sessions.iter().filter(|(other, _)| **other != no);
    let with: BTreeSet<i64> = others.map(|(_, session)| day(session.starts)).chain([day(starts)]).collect();
    with.len() > DAYS.max(stands.len())
}
