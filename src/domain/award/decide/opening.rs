//! Opening: four eyes see that it is time, and the count is made in that moment.

use std::sync::Arc;

use super::{award_of, decided, key_erased};
use crate::domain::award::count::results;
use crate::domain::award::{Award, AwardChange, Stage};
use crate::domain::change::Change;
use crate::domain::decide::{Decision, Request, current, done_before};
use crate::domain::id::{LinkNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// The first organiser asks, another one opens. Whoever comes when the first one's word stands no more is the first one anew.
pub fn open(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, version): (SessionNo, u32),
) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    match award.stage {
        Stage::Preparing | Stage::Scoring => return Err(Code::AwardNotReady.into()),
        Stage::Opened => return Ok(Decision::stands()),
        Stage::Sealed => {}
    }
    let asked = award.waiting(state, request.now);
    if asked.is_some_and(|asked| asked.by == by) {
        return Err(Code::OtherOrganiserNeeded.into());
    }
    current(award.version, version)?;
    polls_are_over(state, award)?;
    let Some(asked) = asked else {
        let (id, time) = (request.id, request.now);
        return Ok(decided(AwardChange::OpeningAsked { session, by, id, time }));
    };
    if award.hand(state, asked.by) == award.hand(state, by) {
        return Err(Code::NotIndependent.into());
    }
    // A sealed award was begun, so it has a lot.
    let results = Arc::new(results(state, award).ok_or(Code::AwardNotReady)?);
    let opened = Change::Award(AwardChange::Opened { session, by, asked: asked.by, results });
    Ok(Decision::of([opened].into_iter().chain(key_erased(award)).collect::<Vec<_>>()))
}

/// What the people were to choose they could choose, and can no more.
fn polls_are_over(state: &State, award: &Award) -> Result<(), Refusal> {
    let mut polls = award.polls.iter().flatten().filter_map(|no| state.polls.get(no));
    let over = polls.all(|poll| poll.phase == PollPhase::Closed);
    if over { Ok(()) } else { Err(Code::AwardPollOpen.into()) }
}
