//! Ballots.

use std::ops::RangeInclusive;

use super::mark::mark;
use crate::domain::badge::BadgeCode;
use crate::domain::ballot::{Ballot, Choice, Mark};
use crate::domain::change::Change;
use crate::domain::decide::admission::may_rewrite;
use crate::domain::decide::{Authority, Decision, Request, Scribe};
use crate::domain::id::{PersonId, PollNo};
use crate::domain::poll::{Poll, PollPhase, Round, Voter};
use crate::domain::pseudonym;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;
use crate::domain::time::Time;

pub fn vote(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, round): (PollNo, u32),
    (choice, seq): (&Choice, Seq),
    badge: Option<BadgeCode>,
) -> Result<Decision, Refusal> {
    let poll = state.polls.get(&no).filter(|poll| poll.phase != PollPhase::Draft).ok_or(Code::UnknownPoll)?;
    if !numbers(poll).contains(&seq) {
        return Err(Code::BadSeq.into());
    }
    let cast_in = poll.round(round).ok_or_else(|| not_a_round(poll, round))?;
    let elector = elector(state, who, poll, badge)?;
    let voter = voter(state, poll, cast_in, elector.id);
    if voter.is_none() && cast_in.cast.contains(&request.id) {
        return Ok(Decision::stands());
    }
    let before = voter.and_then(|voter| cast_in.ballots.get(&voter));
    if before.is_some_and(|ballot| (ballot.seq, ballot.id) == (seq, request.id)) {
        return Ok(Decision::stands());
    }
    takes_ballot(state, request, poll, round)?;
    if !elector.is_good {
        return Err(Code::BadgeEnded.into());
    }
    // While a round takes ballots its key is among the words; without it nobody can vote in secret any more.
    let voter = voter.ok_or(Code::PollClosed)?;
    let mut scribe = Scribe::new(state);
    let mark = mark(&poll.plan, choice, &state.forum.rules, &mut scribe)?;
    if !poll.plan.settings.changeable {
        match (before, &mark) {
            (Some(_), _) => return Err(Code::BallotFinal.into()),
            (None, None) => return Err(Code::BadBallot.into()),
            (None, Some(_)) => {}
        }
    }
    if before.is_some_and(|ballot| (ballot.seq, ballot.id) > (seq, request.id)) {
        return Err(Code::Stale.into());
    }
    if matches!(mark, Some(Mark::Texts(_))) {
        may_rewrite(cast_in.rewritten.get(&voter).copied().unwrap_or_default())?;
    }
    let took = took(poll, before, mark.as_ref(), request.now);
    let (id, assisted) = (request.id, elector.assisted);
    Ok(scribe.decision([Change::Voted { poll: no, round, voter, mark, seq, id, took, assisted }]))
}

/// Whose ballot it is.
struct Elector {
    /// The participant, or the badge by what its ballots are filed under.
    id: PersonId,
    /// Whether the badge may vote, where there is one: one that ended may still hear what became of its ballot.
    is_good: bool,
    /// A desk enters it for somebody.
    assisted: bool,
}

/// Whose ballot it is: the participant's, or where the poll asks for badges the badge's, whoever says its code.
fn elector(
    state: &State,
    who: &Authority,
    poll: &Poll,
    badge: Option<BadgeCode>,
) -> Result<Elector, Refusal> {
    let Some(groups) = poll.plan.settings.voters else {
        return Ok(Elector { id: who.person()?, is_good: true, assisted: false });
    };
    let assisted = match who {
        Authority::Person(_) => false,
        _ => who.desk_of(state, poll.session).map(|_| true)?,
    };
    let holder = state.holder(badge.ok_or(Code::BadgeNeeded)?).ok_or(Code::UnknownBadge)?;
    if !groups.admits(holder.group) {
        return Err(Code::NotYourGroup.into());
    }
    Ok(Elector { id: holder.voter.0, is_good: holder.is_good, assisted })
}

/// How long after the opening of the round an answer came that has points. Giving the same answer again is no later one.
fn took(poll: &Poll, before: Option<&Ballot>, mark: Option<&Mark>, now: Time) -> Option<u32> {
    mark.filter(|_| poll.is_scored())?;
    let same = before.filter(|before| before.mark.as_ref() == mark).and_then(|before| before.took);
    let opened = poll.round.opened?;
    same.or_else(|| Some(u32::try_from((now - opened).0.max(0)).unwrap_or(u32::MAX)))
}

/// The sequence numbers that a ballot may have. In a secret round they count from 1: the milliseconds of a device's clock
/// would stay beside the ballot for good, and tell by their offset whose other commands came from the same device.
fn numbers(poll: &Poll) -> RangeInclusive<Seq> {
    if poll.plan.settings.secret { Seq(1)..=Seq(u64::from(u16::MAX)) } else { Seq(0)..=Seq::MAX }
}

fn not_a_round(poll: &Poll, round: u32) -> Code {
    if round > poll.round.no { Code::PollNotOpen } else { Code::RoundOver }
}

/// Under what the person's ballot is filed in that round; nobody can tell once a secret round's key is gone.
fn voter(state: &State, poll: &Poll, round: &Round, person: PersonId) -> Option<Voter> {
    if !poll.plan.settings.secret {
        return Some(Voter(person));
    }
    let key = state.words.get(round.key?)?;
    Some(pseudonym::voter(key, person))
}

/// Refuses a ballot when the round does not take any, or not now.
fn takes_ballot(state: &State, request: &Request, poll: &Poll, round: u32) -> Result<(), Refusal> {
    let session = state.sessions.get(&poll.session).ok_or(Code::UnknownSession)?;
    if round != poll.round.no {
        return Err(Code::RoundOver.into());
    }
    if session.paused.is_some() {
        return Err(Code::Paused.into());
    }
    if poll.takes_ballots(request.now) { Ok(()) } else { Err(Code::PollClosed.into()) }
}
