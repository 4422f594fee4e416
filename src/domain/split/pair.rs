//! Two polls that ask the same, before and after.

use super::{Split, is_one_choice};
use crate::domain::id::{PollNo, SessionNo};
use crate::domain::poll::{Poll, PollPhase, PollPlan};
use crate::domain::refusal::Code;
use crate::domain::state::State;

impl State {
    /// The poll that asks the same again, where one names it.
    #[must_use]
    pub fn asked_again(&self, earlier: PollNo) -> Option<PollNo> {
        let session = self.sessions.get(&self.polls.get(&earlier)?.session)?;
        let names_it =
            |no: &PollNo| self.polls.get(no).is_some_and(|poll| poll.plan.settings.after == Some(earlier));
        session.polls.iter().copied().filter(names_it).min()
    }

    /// The poll that this one asks again.
    #[must_use]
    pub fn asked_before(&self, later: PollNo) -> Option<PollNo> {
        self.polls.get(&later)?.plan.settings.after
    }
}

impl Poll {
    /// Whether one of its rounds was told beside that one.
    #[must_use]
    pub(in crate::domain) fn is_told_beside(&self, earlier: (PollNo, u32)) -> bool {
        let tells = |split: &Split| matches!(split, Split::Shift(shift) if shift.earlier == earlier);
        self.rounds().filter_map(|round| round.split.as_deref()).any(tells)
    }
}

/// Whether a poll of that plan may ask again what the one it names asks: another one of its session, and no other asks that again. `no`
/// is its number where it has one.
#[must_use]
pub(in crate::domain) fn fits(
    state: &State,
    session: SessionNo,
    no: Option<PollNo>,
    plan: &PollPlan,
) -> bool {
    let Some(after) = plan.settings.after else { return true };
    let Some(earlier) = state.polls.get(&after) else { return false };
    let is_free = state.asked_again(after).is_none_or(|other| Some(other) == no);
    let is_first = no.is_none_or(|no| state.asked_again(no).is_none());
    earlier.session == session && Some(after) != no && is_free && is_first && asks_again(&earlier.plan, plan)
}

/// Whether a poll may ask again what that earlier one asks: both are of one choice, out of the same, by the same people.
#[must_use]
pub fn asks_again(earlier: &PollPlan, later: &PollPlan) -> bool {
    is_one_choice(later.kind)
        && earlier.settings.after.is_none()
        && is_joined(earlier)
        && is_joined(later)
        && earlier.kind == later.kind
        && earlier.options == later.options
        && earlier.settings.voters == later.settings.voters
}

/// Whether its ballots lie by who cast them, and are told apart in no other way.
fn is_joined(plan: &PollPlan) -> bool {
    let settings = plan.settings;
    !(settings.secret || settings.blind || settings.sealed || settings.by_group)
}

/// The round before of a round that opens now, where the poll asks another one again. An earlier round is told beside one other
/// alone: of two tables of it the difference would tell what few people did.
///
/// Refused while the earlier one is not closed, and where the two do not ask the same any more.
pub(in crate::domain) fn earlier(
    state: &State,
    no: PollNo,
    poll: &Poll,
) -> Result<Option<(PollNo, u32)>, Code> {
    let Some(after) = poll.plan.settings.after else { return Ok(None) };
    if !fits(state, poll.session, Some(no), &poll.plan) {
        return Err(Code::BadPoll);
    }
    let earlier = state.polls.get(&after).ok_or(Code::BadPoll)?;
    if earlier.phase != PollPhase::Closed {
        return Err(Code::EarlierNotClosed);
    }
    let round = (after, earlier.round.no);
    Ok((!poll.is_told_beside(round)).then_some(round))
}
