//! What was given in a forum, as it is counted in time.

use crate::domain::change::Change;
use crate::domain::id::{PersonId, SessionNo};
use crate::domain::idea::{IdeaAct, IdeaChange};
use crate::domain::question::Source;
use crate::domain::recommendation::RecommendationChange;
use crate::domain::role::Author;
use crate::domain::speaking::SpeakingAct;
use crate::domain::stand::StandAct;
use crate::domain::statement::StatementChange;

/// Something that somebody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Question,
    Support,
    Ballot,
    Idea,
    /// All the dots that somebody has on a board now.
    Dots {
        person: PersonId,
        session: SessionNo,
        n: u32,
    },
    /// A statement, or what somebody says of one or of a recommendation.
    Vote,
    /// A visit to a stand, a rating or a remark.
    Stand,
    /// A request for the microphone.
    Speaker,
    Rating {
        person: PersonId,
        stars: u8,
    },
}

/// What was given by a change. What organisers prepared was given by nobody, and what is taken back is no gift.
pub(super) fn given(change: &Change) -> Option<Given> {
    match change {
        Change::Asked { source, .. } => (*source != Source::Seed).then_some(Given::Question),
        Change::Supported { on, .. } => on.then_some(Given::Support),
        Change::Voted { mark, .. } => mark.as_ref().map(|_| Given::Ballot),
        Change::Rated { person, stars, .. } => Some(Given::Rating { person: *person, stars: *stars }),
        Change::Statements(change) => of_statements(change),
        Change::Ideas(change) => of_ideas(change),
        Change::Stands(change) => of_stands(&change.act),
        Change::Speaking(change) => of_speaking(&change.act),
        Change::Recommendations(change) => of_recommendations(change),
        Change::ForumSet { .. }
        | Change::LookSet { .. }
        | Change::LogoSet { .. }
        | Change::RecordSet { .. }
        | Change::HallSet { .. }
        | Change::SessionSet { .. }
        | Change::SessionMade { .. }
        | Change::HallMade { .. }
        | Change::HallDropped { .. }
        | Change::SessionDropped { .. }
        | Change::LinkCreated { .. }
        | Change::LinkRevoked { .. }
        | Change::Profiled { .. }
        | Change::Reworded { .. }
        | Change::Withdrawn { .. }
        | Change::Curated { .. }
        | Change::Undone { .. }
        | Change::Blocked { .. }
        | Change::BoardSet { .. }
        | Change::Paused { .. }
        | Change::PhaseSet { .. }
        | Change::Noted { .. }
        | Change::Delayed { .. }
        | Change::FeedbackSet { .. }
        | Change::PollCreated { .. }
        | Change::PollEdited { .. }
        | Change::PollDropped { .. }
        | Change::PollsOrdered { .. }
        | Change::PollOpened { .. }
        | Change::PollClosing { .. }
        | Change::PollClosed { .. }
        | Change::PollRevealed { .. }
        | Change::WordRuled { .. }
        | Change::RulingNamed { .. }
        | Change::Named { .. }
        | Change::NameRuled { .. }
        | Change::SceneSet { .. }
        | Change::Cued { .. }
        | Change::Hidden { .. }
        | Change::Announced { .. }
        | Change::Badges(_)
        | Change::Award(_)
        | Change::Show(_)
        | Change::AuthorErased { .. }
        | Change::Erased { .. } => None,
    }
}

fn of_statements(change: &StatementChange) -> Option<Given> {
    match change {
        StatementChange::Submitted { author, .. } => {
            matches!(author, Author::Person(_)).then_some(Given::Vote)
        }
        StatementChange::Voted { vote, .. } => vote.map(|_| Given::Vote),
        StatementChange::Planned { .. }
        | StatementChange::Staged { .. }
        | StatementChange::Withdrawn { .. }
        | StatementChange::Ruled { .. }
        | StatementChange::Pictured { .. } => None,
    }
}

fn of_ideas(change: &IdeaChange) -> Option<Given> {
    match &change.act {
        IdeaAct::Came { .. } => Some(Given::Idea),
        IdeaAct::Dotted { person, dots, .. } => {
            let n = dots.iter().fold(0_u32, |sum, dots| sum.saturating_add(dots.n));
            Some(Given::Dots { person: *person, session: change.session, n })
        }
        IdeaAct::Set { .. }
        | IdeaAct::Led { .. }
        | IdeaAct::Timed { .. }
        | IdeaAct::ResultsShown { .. }
        | IdeaAct::Reworded { .. }
        | IdeaAct::Corrected { .. }
        | IdeaAct::Ruled { .. }
        | IdeaAct::Blocked { .. }
        | IdeaAct::Clustered { .. }
        | IdeaAct::Named { .. }
        | IdeaAct::Dissolved { .. }
        | IdeaAct::Placed { .. }
        | IdeaAct::Arranged { .. }
        | IdeaAct::Sat { .. }
        | IdeaAct::Harvested { .. } => None,
    }
}

fn of_stands(act: &StandAct) -> Option<Given> {
    match act {
        StandAct::Visited { .. } | StandAct::Rated { .. } | StandAct::Came { .. } => Some(Given::Stand),
        StandAct::Set { .. }
        | StandAct::Added { .. }
        | StandAct::Changed { .. }
        | StandAct::Ordered { .. }
        | StandAct::Dropped { .. }
        | StandAct::Rekeyed { .. }
        | StandAct::Closed { .. }
        | StandAct::Ruled { .. }
        | StandAct::Answered { .. }
        | StandAct::Paged { .. }
        | StandAct::Marked { .. }
        | StandAct::Blocked { .. } => None,
    }
}

fn of_speaking(act: &SpeakingAct) -> Option<Given> {
    match act {
        SpeakingAct::Asked { .. } => Some(Given::Speaker),
        SpeakingAct::Set { .. }
        | SpeakingAct::Withdrawn { .. }
        | SpeakingAct::Called { .. }
        | SpeakingAct::Over { .. }
        | SpeakingAct::Moved { .. }
        | SpeakingAct::Cleared
        | SpeakingAct::Closed { .. }
        | SpeakingAct::Ruled { .. }
        | SpeakingAct::Blocked { .. } => None,
    }
}

fn of_recommendations(change: &RecommendationChange) -> Option<Given> {
    match change {
        RecommendationChange::Voted { vote, .. } => vote.map(|_| Given::Vote),
        RecommendationChange::Drafted { .. }
        | RecommendationChange::Edited { .. }
        | RecommendationChange::Assigned { .. }
        | RecommendationChange::Cited { .. }
        | RecommendationChange::Founded { .. }
        | RecommendationChange::Merged { .. }
        | RecommendationChange::Unmerged { .. }
        | RecommendationChange::Marked { .. }
        | RecommendationChange::Arranged { .. }
        | RecommendationChange::Proposed { .. }
        | RecommendationChange::Withdrawn { .. }
        | RecommendationChange::Restored { .. }
        | RecommendationChange::VoteOpened { .. }
        | RecommendationChange::VoteTimed { .. }
        | RecommendationChange::VoteClosed { .. }
        | RecommendationChange::Published { .. }
        | RecommendationChange::Unpublished { .. }
        | RecommendationChange::Followed { .. } => None,
    }
}
