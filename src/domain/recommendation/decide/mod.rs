//! What rapporteurs, desks and attendees decide of recommendations.

mod drafts;
mod publishing;
mod vote;

use std::sync::Arc;

use super::{
    EVER, ORGANISERS_EVER, ORGANISERS_STANDING, ORGANISERS_VOTES, PUBLIC, RAPPORTEURS_EVER,
    RAPPORTEURS_STANDING, Recommendation, RecommendationChange, RecommendationCommand, STANDING, Stage,
    VOTES,
};
use crate::domain::agenda::{Phase, Session};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request};
use crate::domain::due::has_open_poll;
use crate::domain::id::{LinkNo, RecommendationNo, SessionNo};
use crate::domain::idea::{IdeaBoard, IdeaPhase};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::screen::Cue;
use crate::domain::state::State;
use crate::domain::statement;

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

/// Refuses what is none of one whose words were erased: that is final.
fn is_said(state: &State, held: &Recommendation) -> Result<(), Refusal> {
    if state.words.get(held.title).is_some() { Ok(()) } else { Err(Code::WrongState.into()) }
}

fn not_voted_on(state: &State, no: RecommendationNo) -> Result<(), Refusal> {
    if state.recommendations.is_voted_on(no) { Err(Code::VoteOpen.into()) } else { Ok(()) }
}

/// How many recommendations there may be with one more of that role.
#[derive(Debug, Clone, Copy)]
struct Places {
    standing: usize,
    ever: usize,
    votes: usize,
}

impl Places {
    fn of(who: &Authority) -> Self {
        let all = Self { standing: STANDING, ever: EVER, votes: VOTES };
        let left = |standing, ever, votes| Self {
            standing: all.standing - standing,
            ever: all.ever - ever,
            votes: all.votes - votes,
        };
        match who {
            Authority::Crew(_, link) if link.role == Role::Organiser => all,
            Authority::Crew(_, link) if link.role == Role::Rapporteur => {
                left(ORGANISERS_STANDING, ORGANISERS_EVER, ORGANISERS_VOTES)
            }
            _ => left(RAPPORTEURS_STANDING, RAPPORTEURS_EVER, VOTES),
        }
    }
}

/// Whether one more may stand.
fn has_room(state: &State, places: Places) -> Result<(), Refusal> {
    let standing = state.recommendations.count(Stage::stands);
    if standing < places.standing {
        Ok(())
    } else {
        Err(Code::TooManyRecommendations.at_most(places.standing))
    }
}

/// Whether so many more may be put before everyone.
fn has_public_room(state: &State, more: usize) -> Result<(), Refusal> {
    let public = state.recommendations.count(Stage::is_public);
    if public + more <= PUBLIC { Ok(()) } else { Err(Code::TooManyRecommendations.at_most(PUBLIC)) }
}

/// The changes by which walls on `auto` follow: those of every hall whose running session asks nothing of its people just now.
fn cues(state: &State) -> Vec<Change> {
    let busy = |hall| {
        let mut open =
            state.sessions.iter().filter(|(_, held)| held.hall == hall && held.phase == Phase::Open);
        open.any(|(no, held)| is_busy(state, *no, held))
    };
    let halls = state.halls.iter();
    let halls = halls.filter(|(no, hall)| hall.screen.cue != Some(Cue::Recommendations) && !busy(**no));
    halls.map(|(hall, _)| Change::Cued { hall: *hall, cue: Some(Cue::Recommendations) }).collect()
}

/// Whether a session has an open poll, open statements, a board that is led, or an award that has begun.
fn is_busy(state: &State, no: SessionNo, session: &Session) -> bool {
    let led = |board: &Arc<IdeaBoard>| !matches!(board.phase, IdeaPhase::Preparing | IdeaPhase::Closed);
    has_open_poll(state, session)
        || state.conversations.get(&no).is_some_and(|held| held.stage == statement::Stage::Open)
        || state.ideas.get(&no).is_some_and(led)
        || state.awards.get(&no).is_some_and(|award| award.has_begun())
}

fn with_cues(state: &State, changes: impl IntoIterator<Item = RecommendationChange>) -> Decision {
    let changes = changes.into_iter().map(Change::Recommendations);
    Decision::of(changes.chain(cues(state)).collect::<Vec<_>>())
}
