//! The vote over what is proposed.

use std::ops::RangeInclusive;

use super::{
    Places, decided, drafter, has_public_room, held, is_draft, is_said, not_voted_on, rapporteur, with_cues,
};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, current, done_before, set_before};
use crate::domain::id::{LinkNo, PersonId, RecommendationNo, VoteNo};
use crate::domain::recommendation::{
    Cast, RecommendationChange, RecommendationCommand, Recommendations, Round, Rule, Stage, Voice,
};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::domain::timer::until;

/// Of how many in a hundred there are to be more.
const MORE_THAN: RangeInclusive<u8> = 50..=99;
/// How many voters a rule asks for at most.
const VOTERS: RangeInclusive<u32> = 1..=1_000_000;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &RecommendationCommand,
) -> Result<Decision, Refusal> {
    match command {
        RecommendationCommand::Propose { recommendation, version, on } => {
            rapporteur(who)?;
            propose(state, (*recommendation, *version), *on)
        }
        RecommendationCommand::OpenVote { round, list, rule, seconds } => {
            let by = (rapporteur(who)?, Places::of(who));
            open(state, request, by, (*round, list), (*rule, seconds.unwrap_or(0)))
        }
        RecommendationCommand::TimeVote { round, seconds } => {
            set_time(state, request, rapporteur(who)?, *round, *seconds)
        }
        RecommendationCommand::CloseVote { round } => {
            drafter(who)?;
            close(state, request, *round)
        }
        RecommendationCommand::Vote { round, recommendation, vote: said, seq } => {
            vote(state, request, who.person()?, (*round, *recommendation), (*said, *seq))
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

fn propose(state: &State, (no, version): (RecommendationNo, u32), on: bool) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let becomes = if on { Stage::Proposed } else { Stage::Draft };
    if stands.stage == becomes {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if on {
        is_draft(state, no, stands)?;
        has_public_room(state, 1)?;
        is_said(state, stands)?;
    } else {
        not_voted_on(state, no)?;
        if stands.stage != Stage::Proposed {
            return Err(Code::WrongState.into());
        }
    }
    Ok(decided(RecommendationChange::Proposed { recommendation: no, on }))
}

fn is_rule(rule: Rule) -> Result<(), Refusal> {
    if !MORE_THAN.contains(&rule.more_than) {
        return Err(Code::OutOfRange.at(i64::from(*MORE_THAN.end())));
    }
    if !VOTERS.contains(&rule.voters) {
        return Err(Code::OutOfRange.at(i64::from(*VOTERS.end())));
    }
    Ok(())
}

/// What everyone votes on: all that is proposed, but what was agreed already.
fn voted_on(of: &Recommendations) -> Vec<RecommendationNo> {
    let agreed = |no: RecommendationNo| of.outcome(no).is_some_and(|outcome| outcome.agreed);
    let proposed = |no: &RecommendationNo| of.all.get(no).is_some_and(|held| held.stage == Stage::Proposed);
    of.in_order().into_iter().filter(|no| proposed(no) && !agreed(*no)).collect()
}

fn open(
    state: &State,
    request: &Request,
    (by, places): (LinkNo, Places),
    (at_hand, list): (VoteNo, &[RecommendationNo]),
    (rule, seconds): (Rule, u32),
) -> Result<Decision, Refusal> {
    let of = &state.recommendations;
    if done_before(state, by, request)? {
        let made = of.rounds.values().find(|round| (round.by, round.id) == (by, request.id));
        return Ok(Decision { made: made.map(|round| round.no.0), ..Decision::stands() });
    }
    current(of.round().map_or(0, |round| round.no.0), at_hand.0)?;
    is_rule(rule)?;
    if of.open_round().is_some() {
        return Err(Code::VoteOpen.into());
    }
    if of.rounds.len() >= places.votes {
        return Err(Code::OutOfRange.at_most(places.votes));
    }
    let proposed = voted_on(of);
    if proposed.is_empty() {
        return Err(Code::NothingProposed.into());
    }
    // Whoever opens it saw just these.
    if list.len() != proposed.len() || !proposed.iter().all(|no| list.contains(no)) {
        return Err(Code::Changed.into());
    }
    let list = proposed;
    let (round, time, id) = (state.last.vote.next(), request.now, request.id);
    let until = until(time, seconds)?;
    let opened = RecommendationChange::VoteOpened { round, list, rule, until, time, by, id, apart: false };
    Ok(Decision { made: Some(round.0), ..with_cues(state, [opened]) })
}

fn round_of(state: &State, no: VoteNo) -> Result<&Round, Refusal> {
    state.recommendations.rounds.get(&no).map(|round| &**round).ok_or_else(|| Code::RoundOver.into())
}

/// So many seconds from now is another moment each time: known again by its id.
fn set_time(
    state: &State,
    request: &Request,
    by: LinkNo,
    no: VoteNo,
    seconds: u32,
) -> Result<Decision, Refusal> {
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    // What is over is not opened again for those who come later.
    if !round_of(state, no)?.takes_votes(request.now) {
        return Err(Code::RoundOver.into());
    }
    let until = until(request.now, seconds)?;
    Ok(decided(RecommendationChange::VoteTimed { round: no, until, by, id: request.id }))
}

fn close(state: &State, request: &Request, no: VoteNo) -> Result<Decision, Refusal> {
    let opened = round_of(state, no)?;
    if opened.closed.is_some() {
        return Ok(Decision::stands());
    }
    let time = opened.until.map_or(request.now, |until| until.min(request.now));
    Ok(with_cues(state, [RecommendationChange::VoteClosed { round: no, time }]))
}

/// What the clock brings about: the end of a vote whose time is over.
pub fn due(state: &State, now: Time) -> Vec<Change> {
    let open = state.recommendations.open_round();
    let over = open.and_then(|round| Some((round.no, round.until.filter(|until| *until <= now)?)));
    let closed = over.map(|(round, time)| RecommendationChange::VoteClosed { round, time });
    closed.map(|closed| with_cues(state, [closed]).changes).unwrap_or_default()
}

fn vote(
    state: &State,
    request: &Request,
    person: PersonId,
    (round, no): (VoteNo, RecommendationNo),
    (vote, seq): (Option<Voice>, Seq),
) -> Result<Decision, Refusal> {
    let opened = round_of(state, round)?;
    if !opened.list.contains(&no) {
        return Err(Code::UnknownRecommendation.into());
    }
    let before = opened.cast(person, no).map(Cast::order);
    if set_before(before, (seq, request.id))? {
        return Ok(Decision::stands());
    }
    if !opened.takes_votes(request.now) {
        return Err(Code::RoundOver.into());
    }
    is_said(state, held(state, no)?)?;
    let id = request.id;
    Ok(decided(RecommendationChange::Voted { round, recommendation: no, person, vote, seq, id }))
}
