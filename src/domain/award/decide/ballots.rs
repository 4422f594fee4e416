//! Papers and blind ballots.

use std::sync::Arc;

use super::{award_of, decided};
use crate::domain::award::{Award, AwardChange, AwardKey, BlindBallot, Blinded, PublicKey, Stage, TrackKind};
use crate::domain::badge::BadgeCode;
use crate::domain::ballot::Mark;
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, not_a_round, takes_ballot};
use crate::domain::id::{PollNo, SessionNo};
use crate::domain::poll::{Poll, PollPhase};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;

/// A ballot is changed so often at most: the highest sequence number.
const MOST: Seq = Seq(100);

/// A badge takes its paper once. Asked for again with the same blinded message it is given again, whatever became of the badge
/// since: nobody else can do anything with it. A message that was blinded with the key of a scoring that was taken back would use the
/// paper up and come to none.
pub fn take_paper(
    state: &State,
    who: &Authority,
    session: SessionNo,
    code: BadgeCode,
    (blinded, named): (&Blinded, Option<&PublicKey>),
) -> Result<Decision, Refusal> {
    who.person()?;
    let award = award_of(state, session)?;
    let key = key_of(award)?;
    if named.is_some_and(|named| *named != key.public) {
        return Err(Code::Changed.into());
    }
    let holder = state.holder(code).ok_or(Code::UnknownBadge)?;
    if award.stage == Stage::Opened || state.words.get(key.private).is_none() {
        return Err(Code::AwardSealed.into());
    }
    let taken = award.papers.get(&holder.badge).map(|papers| papers.as_slice()).unwrap_or_default();
    if taken.iter().any(|paper| paper.blinded == *blinded) {
        return Ok(Decision::stands());
    }
    if !holder.is_good {
        return Err(Code::BadgeEnded.into());
    }
    if award.plan.people.is_none_or(|people| !people.groups.admits(holder.group)) {
        return Err(Code::NotYourGroup.into());
    }
    if !taken.is_empty() {
        return Err(Code::PaperTaken.into());
    }
    let (badge, edition, blinded) = (holder.badge, holder.edition, blinded.clone());
    Ok(decided(AwardChange::PaperTaken { session, badge, edition, blinded }))
}

/// A blind ballot, whose signatures were looked at before.
pub fn cast(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    ballot: &BlindBallot,
) -> Result<Decision, Refusal> {
    let Authority::Ballot = who else { return Err(Code::NotAllowed.into()) };
    let award = award_of(state, session)?;
    key_of(award)?;
    let BlindBallot { choice, round, seq, signed } = ballot;
    let (no, poll) = poll_of(state, award, signed.track)?;
    // Nobody knows who casts them, so that nobody can be stopped from filling the journal.
    if !(Seq(1)..=MOST).contains(seq) {
        return Err(Code::BadSeq.into());
    }
    let cast_in = poll.round(*round).ok_or_else(|| not_a_round(poll, *round))?;
    let (voter, id) = (signed.key.voter(), ballot.command());
    let before = cast_in.ballots.get(&voter);
    if before.is_some_and(|before| before.order() == (0, *seq, id)) {
        return Ok(Decision::stands());
    }
    if award.stage == Stage::Opened {
        return Err(Code::AwardSealed.into());
    }
    takes_ballot(state, request, poll, *round)?;
    // Of two ballots with one number nobody else could say which one stands.
    if let Some(before) = before.filter(|before| before.seq >= *seq) {
        return Err(Code::Stale.at(before.seq.0.cast_signed()));
    }
    let mark = choice.map(|choice| nominee(poll, choice)).transpose()?;
    Ok(Decision::of([Change::Voted {
        poll: no,
        round: *round,
        voter,
        mark,
        seq: *seq,
        id,
        took: None,
        assisted: None,
        edition: 0,
        signed: Some(Arc::new(signed.clone())),
        slip: false,
    }]))
}

/// The award's key, once its scoring began.
fn key_of(award: &Award) -> Result<&AwardKey, Refusal> {
    if award.plan.people.is_none_or(|people| !people.blind) {
        return Err(Code::NotBlind.into());
    }
    award.key.as_deref().ok_or_else(|| Code::AwardNotReady.into())
}

fn poll_of<'a>(state: &'a State, award: &Award, track: u8) -> Result<(PollNo, &'a Poll), Refusal> {
    let judged =
        award.plan.tracks.get(usize::from(track)).is_some_and(|track| track.kind == TrackKind::Scored);
    let no = award.polls.get(usize::from(track)).copied().flatten().filter(|_| judged);
    let no = no.ok_or(Code::UnknownNominee)?;
    let poll = state.polls.get(&no).filter(|poll| poll.phase != PollPhase::Draft).ok_or(Code::PollNotOpen)?;
    Ok((no, poll))
}

fn nominee(poll: &Poll, choice: u8) -> Result<Mark, Refusal> {
    let mark = [choice].as_slice().try_into().ok().map(Mark::Options);
    mark.filter(|mark| poll.plan.takes(mark)).ok_or_else(|| Code::BadBallot.into())
}
