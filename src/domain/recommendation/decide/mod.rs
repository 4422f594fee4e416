//! What rapporteurs, desks and attendees decide of recommendations.

mod drafts;
mod publishing;
mod vote;

use std::sync::Arc;

use super::{PUBLIC, Recommendation, RecommendationChange, RecommendationCommand, STANDING, Stage};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request};
use crate::domain::due::has_open_poll;
use crate::domain::id::{LinkNo, RecommendationNo};
use crate::domain::agenda::Phase;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::screen::Cue;
use crate::domain::state::State;

pub use vote::due;

/// Decides a command about recommendations.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &RecommendationCommand,
) -> Result<Decision, Refusal> {
    match command {
        RecommendationCommand::Draft { .. }
        | RecommendationCommand::Edit { .. }
        | RecommendationCommand::Assign { .. }
        | RecommendationCommand::Cite { .. }
        | RecommendationCommand::SetEvidence { .. }
        | RecommendationCommand::Merge { .. }
        | RecommendationCommand::Unmerge { .. }
        | RecommendationCommand::Mark { .. }
        | RecommendationCommand::Arrange { .. } => drafts::decide(state, request, who, command),
        RecommendationCommand::Propose { .. }
        | RecommendationCommand::OpenVote { .. }
        | RecommendationCommand::TimeVote { .. }
        | RecommendationCommand::CloseVote { .. }
        | RecommendationCommand::Vote { .. } => vote::decide(state, request, who, command),
        RecommendationCommand::Publish { .. }
        | RecommendationCommand::Unpublish { .. }
        | RecommendationCommand::Follow { .. }
        | RecommendationCommand::Withdraw { .. }
        | RecommendationCommand::Restore { .. }
        | RecommendationCommand::Erase { .. } => publishing::decide(state, request, who, command),
    }
}

/// The link of a rapporteur or an organiser, or a refusal.
fn rapporteur(who: &Authority) -> Result<LinkNo, Refusal> {
    match who {
        Authority::Crew(no, link) if matches!(link.role, Role::Rapporteur | Role::Organiser) => Ok(*no),
        _ => Err(Code::NotAllowed.into()),
    }
}

/// The same, or that of a moderator: whoever hears something worth recommending.
fn drafter(who: &Authority) -> Result<LinkNo, Refusal> {
    match who {
        Authority::Crew(no, link) if link.role == Role::Moderator => Ok(*no),
        _ => rapporteur(who),
    }
}

fn held(state: &State, no: RecommendationNo) -> Result<&Arc<Recommendation>, Refusal> {
    state.recommendation(no).ok_or_else(|| Code::UnknownRecommendation.into())
}

fn decided(change: RecommendationChange) -> Decision {
    Decision::of([Change::Recommendations(change)])
}

/// Refuses what is none of a draft's, and to touch what everyone is just voting on.
fn is_draft(state: &State, no: RecommendationNo, held: &Recommendation) -> Result<(), Refusal> {
    not_voted_on(state, no)?;
    if held.stage == Stage::Draft { Ok(()) } else { Err(Code::WrongState.into()) }
}

fn not_voted_on(state: &State, no: RecommendationNo) -> Result<(), Refusal> {
    if state.recommendations.is_voted_on(no) { Err(Code::VoteOpen.into()) } else { Ok(()) }
}

/// Whether one more may stand.
fn has_room(state: &State) -> Result<(), Refusal> {
    let standing = state.recommendations.count(Stage::stands);
    if standing < STANDING { Ok(()) } else { Err(Code::TooManyRecommendations.at_most(STANDING)) }
}

/// Whether so many more may be put before everyone.
fn has_public_room(state: &State, more: usize) -> Result<(), Refusal> {
    let public = state.recommendations.count(Stage::is_public);
    if public + more <= PUBLIC { Ok(()) } else { Err(Code::TooManyRecommendations.at_most(PUBLIC)) }
}

/// The changes by which walls on `auto` follow: those of every hall, but where people vote in a poll just now.
fn cues(state: &State) -> Vec<Change> {
    let votes = |session: &crate::domain::agenda::Session| {
        session.phase == Phase::Open && has_open_poll(state, session)
    };
    let busy = |hall| state.sessions.values().any(|session| session.hall == hall && votes(session));
    let halls = state.halls.iter().filter(|(no, hall)| {
        hall.screen.cue != Some(Cue::Recommendations) && !busy(**no)
    });
    halls.map(|(hall, _)| Change::Cued { hall: *hall, cue: Some(Cue::Recommendations) }).collect()
}

fn with_cues(state: &State, changes: impl IntoIterator<Item = RecommendationChange>) -> Decision {
    let changes = changes.into_iter().map(Change::Recommendations);
    Decision::of(changes.chain(cues(state)).collect::<Vec<_>>())
}
