//! What is published, followed up, taken back, given up and forgotten.

use super::drafts::fits;
use super::{
    Places, decided, has_public_room, has_room, held, is_draft, is_said, not_voted_on, rapporteur, with_cues,
};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, Scribe, current};
use crate::domain::id::{RecommendationNo, WordsNo};
use crate::domain::recommendation::{
    FollowUp, NOTE_BYTES, NOTE_LENGTH, PUBLIC, ReadRecommendation, RecommendationChange,
    RecommendationCommand, STEPS, Stage,
};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &RecommendationCommand,
) -> Result<Decision, Refusal> {
    match command {
        RecommendationCommand::Publish { list, anyway } => {
            rapporteur(who)?;
            let owns = matches!(who, Authority::Crew(_, link) if link.role == Role::Organiser);
            if *anyway && !owns {
                return Err(Code::NotAllowed.into());
            }
            publish(state, request, list, *anyway)
        }
        RecommendationCommand::Unpublish { recommendation, version, reason } => {
            who.organiser()?;
            unpublish(state, (*recommendation, *version), reason)
        }
        RecommendationCommand::Follow { recommendation, version, status, note } => {
            rapporteur(who)?;
            follow(state, request, (*recommendation, *version), (*status, note.as_ref()))
        }
        RecommendationCommand::Withdraw { recommendation, version } => {
            rapporteur(who)?;
            withdraw(state, (*recommendation, *version))
        }
        RecommendationCommand::Restore { recommendation, version } => {
            rapporteur(who)?;
            restore(state, (*recommendation, *version), Places::of(who))
        }
        RecommendationCommand::Erase { recommendation } => {
            who.organiser()?;
            erase(state, *recommendation)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// All of them or none; those that are published already stay as they are.
fn publish(
    state: &State,
    request: &Request,
    list: &[ReadRecommendation],
    anyway: bool,
) -> Result<Decision, Refusal> {
    if list.len() > PUBLIC {
        return Err(Code::OutOfRange.at_most(PUBLIC));
    }
    let (mut changes, mut gone): (Vec<RecommendationChange>, Vec<WordsNo>) = (Vec::new(), Vec::new());
    let (mut chosen, mut coming): (Vec<RecommendationNo>, usize) = (Vec::new(), 0);
    for read in list {
        let (no, stands) = (read.recommendation, held(state, read.recommendation)?);
        if stands.stage == Stage::Published || chosen.contains(&no) {
            continue;
        }
        current(stands.version, read.version)?;
        can_be_published(state, no)?;
        let unagreed = state.recommendations.lacks_agreement(no);
        if unagreed && !anyway {
            return Err(Code::NotAgreed.at(i64::from(no.0)));
        }
        coming += usize::from(!stands.stage.is_public());
        chosen.push(no);
        gone.extend(stands.unpublished);
        let time = request.now;
        changes.push(RecommendationChange::Published { recommendation: no, anyway: unagreed, time });
    }
    has_public_room(state, coming)?;
    if changes.is_empty() {
        return Ok(Decision::stands());
    }
    let mut published = with_cues(state, changes);
    // Why it was published no more is said no more.
    published.changes.extend((!gone.is_empty()).then_some(Change::Erased { words: gone }));
    Ok(published)
}

/// No recommendation is published that says nothing or rests on nothing that everyone can see.
fn can_be_published(state: &State, no: RecommendationNo) -> Result<(), Refusal> {
    not_voted_on(state, no)?;
    let stands = held(state, no)?;
    is_said(state, stands)?;
    if !matches!(stands.stage, Stage::Draft | Stage::Proposed) {
        return Err(Code::WrongState.into());
    }
    let founded = state.recommendations.standing(state, no) > 0;
    if founded { Ok(()) } else { Err(Code::NoEvidence.at(i64::from(no.0))) }
}

fn unpublish(
    state: &State,
    (no, version): (RecommendationNo, u32),
    reason: &Text,
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    if stands.stage == Stage::Withdrawn && state.says(stands.unpublished, Some(reason)) {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if stands.stage != Stage::Published {
        return Err(Code::WrongState.into());
    }
    fits(reason, NOTE_BYTES, NOTE_LENGTH)?;
    let mut scribe = Scribe::new(state);
    let reason = scribe.file(reason, NOTE_LENGTH)?;
    let unpublished = RecommendationChange::Unpublished { recommendation: no, reason };
    Ok(scribe.decision([Change::Recommendations(unpublished)]))
}

/// Each step stays, so that everyone sees how it went.
fn follow(
    state: &State,
    request: &Request,
    (no, version): (RecommendationNo, u32),
    (status, note): (FollowUp, Option<&Text>),
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let last = stands.steps.last().filter(|_| stands.stage == Stage::Published);
    if last.is_some_and(|last| last.status == status && state.says(last.note, note)) {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if stands.stage != Stage::Published {
        return Err(Code::WrongState.into());
    }
    if stands.steps.len() >= STEPS {
        return Err(Code::ChangedTooOften.at_most(STEPS));
    }
    if let Some(note) = note {
        fits(note, NOTE_BYTES, NOTE_LENGTH)?;
        is_said(state, stands)?;
    }
    let mut scribe = Scribe::new(state);
    let note = scribe.file_optional(note, NOTE_LENGTH)?;
    let time = request.now;
    let followed = RecommendationChange::Followed { recommendation: no, status, note, time };
    Ok(scribe.decision([Change::Recommendations(followed)]))
}

fn withdraw(state: &State, (no, version): (RecommendationNo, u32)) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    if stands.stage == Stage::Withdrawn {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    is_draft(state, no, stands)?;
    Ok(decided(RecommendationChange::Withdrawn { recommendation: no }))
}

fn restore(
    state: &State,
    (no, version): (RecommendationNo, u32),
    places: Places,
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    match stands.stage {
        Stage::Draft => Ok(Decision::stands()),
        Stage::Withdrawn => {
            current(stands.version, version)?;
            has_room(state, places)?;
            Ok(decided(RecommendationChange::Restored { recommendation: no }))
        }
        Stage::Proposed | Stage::Published | Stage::Merged(_) => Err(Code::WrongState.into()),
    }
}

/// It is final: nothing is written of it any more, so that one that is sent again erases nothing new.
fn erase(state: &State, no: RecommendationNo) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let left: Vec<WordsNo> = stands.words().filter(|no| state.words.get(*no).is_some()).collect();
    let changes = (!left.is_empty()).then_some(Change::Erased { words: left });
    Ok(Decision::of(changes.into_iter().collect::<Vec<_>>()))
}
