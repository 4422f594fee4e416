//! Ballots.

use std::ops::RangeInclusive;

use super::elector::Elector;
use super::mark::mark;
use crate::domain::badge::BadgeCode;
use crate::domain::ballot::{Ballot, Choice, Mark};
use crate::domain::change::Change;
use crate::domain::decide::admission::may_rewrite;
use crate::domain::decide::{Authority, Decision, Request, Scribe};
use crate::domain::id::PollNo;
use crate::domain::poll::{Poll, PollPhase};
use crate::domain::question::Assistant;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;
use crate::domain::time::Time;

/// How far above the ballot that stands one with a slip, or for somebody, may be numbered: as its number goes up to 65,535, whoever enters
/// one at the end of them would leave the badge's holder none to go above it.
const AHEAD: u64 = 16;

pub fn vote(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, round): (PollNo, u32),
    (choice, seq): (&Choice, Seq),
    badge: Option<BadgeCode>,
) -> Result<Decision, Refusal> {
    let poll = state.polls.get(&no).filter(|poll| poll.phase != PollPhase::Draft).ok_or(Code::UnknownPoll)?;
    if poll.plan.settings.blind {
        return Err(Code::BlindOnly.into());
    }
    if !numbers(poll).contains(&seq) {
        return Err(Code::BadSeq.into());
    }
    let cast_in = poll.round(round).ok_or_else(|| not_a_round(poll, round))?;
    let is_over = poll.plan.settings.secret && cast_in.key.is_none();
    if is_over && cast_in.cast.contains(&request.id) {
        return Ok(Decision::stands());
    }
    let elector = Elector::of(state, who, (poll, (no, round)), badge)?;
    let voter = poll.filed_under(cast_in, elector.id, &state.words);
    let edition = poll.filed_edition(cast_in, elector.id, elector.edition, &state.words);
    let edition = edition.unwrap_or(elector.edition);
    let order = (edition, seq, request.id);
    let before = voter.and_then(|voter| cast_in.ballots.get(&voter));
    if before.is_some_and(|ballot| ballot.order() == order) {
        return Ok(Decision::stands());
    }
    let is_secret = poll.plan.settings.secret;
    // In a secret round no ballot says how it was cast: where few are cast with a slip, or for others, that would tell whose it is.
    let slip = voter.filter(|_| elector.slip && !is_secret).map(|voter| (voter, edition, request.id));
    if slip.is_some_and(|slip| cast_in.slips.contains(&slip)) {
        return Ok(Decision::stands());
    }
    takes_ballot(state, request, poll, round)?;
    elector.may_vote()?;
    // While a round takes ballots its key is among the words; without it nobody can vote in secret any more.
    let voter = voter.ok_or(Code::PollClosed)?;
    let has_voted = before.is_some_and(|ballot| ballot.edition == edition);
    if elector.slip && if is_secret { has_voted } else { cast_in.is_spent(voter, edition) } {
        return Err(Code::SlipUsed.into());
    }
    let highest = before.map_or(0, |ballot| ballot.seq.0).saturating_add(AHEAD);
    if (elector.slip || elector.assisted.is_some()) && seq.0 > highest {
        return Err(Code::BadSeq.at(highest.cast_signed()));
    }
    let mut scribe = Scribe::new(state);
    let mark = mark(&poll.plan, choice, &state.forum.rules, &mut scribe)?;
    if elector.slip && mark.is_none() {
        return Err(Code::BadBallot.into());
    }
    if !poll.plan.settings.changeable {
        // Whoever found a badge that was replaced since did not vote for its holder.
        let own = before.filter(|ballot| ballot.edition == edition);
        match (own, &mark) {
            (Some(_), _) => return Err(Code::BallotFinal.into()),
            (None, None) => return Err(Code::BadBallot.into()),
            (None, Some(_)) => {}
        }
    }
    // An usher or a kiosk goes above a ballot that stands only by saying its number: somebody was asked first.
    let is_asked_first = has_voted && elector.assisted.is_some_and(|by| by != Assistant::Desk);
    let is_below = |ballot: &&Ballot| ballot.order() > order || (is_asked_first && ballot.seq >= seq);
    if let Some(ballot) = before.filter(is_below) {
        return Err(stale(poll, ballot));
    }
    if matches!(mark, Some(Mark::Texts(_))) {
        may_rewrite(cast_in.rewritten.get(&voter).copied().unwrap_or_default())?;
    }
    let took = took(poll, before, mark.as_ref(), request.now);
    let (assisted, slip) = (elector.assisted.filter(|_| !is_secret), slip.is_some());
    let id = request.id;
    let signed = None;
    Ok(scribe.decision([Change::Voted {
        poll: no,
        round,
        voter,
        mark,
        seq,
        id,
        took,
        assisted,
        edition,
        signed,
        slip,
    }]))
}

/// A later ballot stands. Of a badge's its number is told, as its holder's next one goes above it: devices of one badge know nothing of each
/// other.
fn stale(poll: &Poll, stands: &Ballot) -> Refusal {
    match poll.plan.settings.voters {
        Some(_) => Code::Stale.at(stands.seq.0.cast_signed()),
        None => Code::Stale.into(),
    }
}

/// How long after the opening of the round an answer came that has points. Giving the same answer again is no later one.
fn took(poll: &Poll, before: Option<&Ballot>, mark: Option<&Mark>, now: Time) -> Option<u32> {
    mark.filter(|_| poll.is_scored())?;
    let same = before.filter(|before| before.mark.as_ref() == mark).and_then(|before| before.took);
    let opened = poll.round.opened?;
    same.or_else(|| Some(u32::try_from((now - opened).0.max(0)).unwrap_or(u32::MAX)))
}

/// The sequence numbers that a ballot may have. In a secret round and in one for badges they count from 1: the milliseconds of a device's
/// clock would stay beside the ballot for good, and tell by their offset whose other commands came from the same device.
fn numbers(poll: &Poll) -> RangeInclusive<Seq> {
    let count = poll.plan.settings.secret || poll.plan.settings.voters.is_some();
    if count { Seq(1)..=Seq(u64::from(u16::MAX)) } else { Seq(0)..=Seq::MAX }
}

pub fn not_a_round(poll: &Poll, round: u32) -> Code {
    if round > poll.round.no { Code::PollNotOpen } else { Code::RoundOver }
}

/// Refuses a ballot when the round does not take any, or not now.
pub fn takes_ballot(state: &State, request: &Request, poll: &Poll, round: u32) -> Result<(), Refusal> {
    let session = state.sessions.get(&poll.session).ok_or(Code::UnknownSession)?;
    if round != poll.round.no {
        return Err(Code::RoundOver.into());
    }
    if session.paused.is_some() {
        return Err(Code::Paused.into());
    }
    if poll.takes_ballots(request.now) { Ok(()) } else { Err(Code::PollClosed.into()) }
}
