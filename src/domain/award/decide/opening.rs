//! Opening: four eyes see that it is time, and the count is made in that moment.

use std::sync::Arc;

use super::{award_of, decided};
use crate::domain::award::count::results;
use crate::domain::award::{Asked, Award, AwardChange, Stage, TOGETHER};
use crate::domain::decide::{Decision, Request, current};
use crate::domain::id::{LinkNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::time::Time;

/// The first organiser asks, another one opens. Whoever comes later than half an hour after the first, or after the first
/// one's link has ended, is the first one anew.
pub fn open(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, version): (SessionNo, u32),
) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    match award.stage {
        Stage::Preparing | Stage::Scoring => return Err(Code::AwardNotReady.into()),
        Stage::Opened => return Ok(Decision::stands()),
        Stage::Sealed => {}
    }
    let asked = award.asked.filter(|asked| waits(state, asked, request.now));
    match asked {
        Some(asked) if asked.by == by && asked.id == request.id => return Ok(Decision::stands()),
        Some(asked) if asked.by == by => return Err(Code::OtherOrganiserNeeded.into()),
        _ => {}
    }
    current(award.version, version)?;
    polls_are_closed(state, award)?;
    if asked.is_none() {
        let (id, time) = (request.id, request.now);
        return Ok(decided(AwardChange::OpeningAsked { session, by, id, time }));
    }
    // A sealed award was begun, so it has a lot.
    let results = results(state, award).ok_or(Code::AwardNotReady)?;
    Ok(decided(AwardChange::Opened { session, by, results: Arc::new(results) }))
}

/// Whether the first organiser's word still stands.
fn waits(state: &State, asked: &Asked, now: Time) -> bool {
    let link = state.links.get(&asked.by);
    let in_force = link.is_some_and(|link| link.role == Role::Organiser && link.is_good(now));
    in_force && now < asked.time + TOGETHER
}

fn polls_are_closed(state: &State, award: &Award) -> Result<(), Refusal> {
    let mut polls = award.polls.iter().flatten().filter_map(|no| state.polls.get(no));
    let open = polls.any(|poll| matches!(poll.phase, PollPhase::Open { .. }));
    if open { Err(Code::AwardPollOpen.into()) } else { Ok(()) }
}
