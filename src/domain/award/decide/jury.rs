//! What jurors give, and whom they do not judge.

use super::{award_of, decided};
use crate::domain::award::{Award, AwardChange, AwardCommand, Case, Stage};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, current, set_before};
use crate::domain::id::{LinkNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::time::Time;

pub fn score(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &AwardCommand,
) -> Result<Decision, Refusal> {
    let AwardCommand::Score { session, track, nominee, marks, seq } = command else {
        return Err(Code::NotAllowed.into());
    };
    let juror = juror(state, who, *session)?;
    let award = award_of(state, *session)?;
    let case = case(award, (*track, *nominee), juror)?;
    let before = award.sheets.get(&case);
    if set_before(before.map(|sheet| (sheet.seq, sheet.id)), (*seq, request.id))? {
        return Ok(Decision::stands());
    }
    takes_marks(award)?;
    if award.is_recused(case) {
        return Err(Code::Recused.into());
    }
    let fits = marks.len() == award.plan.criteria.len() && marks.iter().all(|mark| *mark <= award.plan.scale);
    let takes_back = marks.is_empty() && before.is_some();
    if !(fits || takes_back) {
        return Err(Code::BadMarks.at(i64::from(award.plan.scale)));
    }
    let marks = marks.as_slice().into();
    Ok(decided(AwardChange::Scored { session: *session, case, marks, seq: *seq, id: request.id }))
}

/// Marks that were given before are kept, and count no more while it stands.
pub fn recuse(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &AwardCommand,
) -> Result<Decision, Refusal> {
    let AwardCommand::Recuse { session, track, nominee, on, seq, juror: named } = command else {
        return Err(Code::NotAllowed.into());
    };
    let (juror, by) = match named {
        None => (juror(state, who, *session)?, None),
        Some(named) => {
            let by = who.organiser()?;
            is_juror(state, *named)?;
            let award = award_of(state, *session)?;
            if !reaches(state, *session, &state.links[named]) && !award.heirs.contains_key(named) {
                return Err(Code::UnknownLink.into());
            }
            (award.standing(*named), Some(by))
        }
    };
    let award = award_of(state, *session)?;
    let case = case(award, (*track, *nominee), juror)?;
    let recusal = award.recusals.get(&case).copied().unwrap_or_default();
    let before = if by.is_some() { recusal.organiser } else { recusal.own };
    if set_before(before.map(|set| (set.seq, set.id)), (*seq, request.id))? {
        return Ok(Decision::stands());
    }
    takes_marks(award)?;
    let (session, on, seq, id) = (*session, *on, *seq, request.id);
    Ok(decided(AwardChange::Recused { session, case, on, seq, id, by }))
}

/// A juror who goes on by another link loses nothing of what was given, and counts once.
pub fn replace(
    state: &State,
    now: Time,
    (session, version): (SessionNo, u32),
    (juror, heir): (LinkNo, LinkNo),
) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    is_juror(state, juror)?;
    is_juror(state, heir)?;
    if award.heirs.get(&juror) == Some(&heir) {
        return Ok(Decision::stands());
    }
    let link = &state.links[&heir];
    let is_other = juror != heir && !award.heirs.contains_key(&juror) && !award.heirs.contains_key(&heir);
    if !(is_other && reaches(state, session, link) && link.is_good(now)) {
        return Err(Code::UnknownLink.into());
    }
    takes_marks(award)?;
    current(award.version, version)?;
    let replaced = Change::Award(AwardChange::Replaced { session, juror, heir });
    let ended = (!state.links[&juror].revoked).then_some(Change::LinkRevoked { link: juror });
    Ok(Decision::of([replaced].into_iter().chain(ended).collect::<Vec<_>>()))
}

fn reaches(state: &State, session: SessionNo, link: &Link) -> bool {
    state.sessions.get(&session).is_some_and(|session| link.reaches(session.hall))
}

fn is_juror(state: &State, link: LinkNo) -> Result<(), Refusal> {
    let there = state.links.get(&link).is_some_and(|link| link.role == Role::Juror);
    if there { Ok(()) } else { Err(Code::UnknownLink.into()) }
}

/// The link of a juror that reaches the session's hall.
fn juror(state: &State, who: &Authority, session: SessionNo) -> Result<LinkNo, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    match who {
        Authority::Crew(no, link) if link.role == Role::Juror && reaches(state, session, link) => Ok(*no),
        _ => Err(Code::NotAllowed.into()),
    }
}

fn case(award: &Award, (track, nominee): (u8, u8), juror: LinkNo) -> Result<Case, Refusal> {
    // Until the scoring begins its places may be another nominee's a moment later.
    if award.stage == Stage::Preparing {
        return Err(Code::AwardNotReady.into());
    }
    award.plan.judged(track, nominee).ok_or(Code::UnknownNominee)?;
    Ok(Case { track, nominee, juror })
}

fn takes_marks(award: &Award) -> Result<(), Refusal> {
    match award.stage {
        Stage::Preparing => Err(Code::AwardNotReady.into()),
        Stage::Scoring => Ok(()),
        Stage::Sealed | Stage::Opened => Err(Code::AwardSealed.into()),
    }
}
