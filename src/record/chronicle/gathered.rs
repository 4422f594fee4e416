//! What a change is to a chronicle: something that was given, a moment that a hall remembers, or neither.

use super::marks::{About, MarkKind};
use crate::domain::agenda::Phase;
use crate::domain::award::AwardChange;
use crate::domain::change::Change;
use crate::domain::id::{HallNo, PersonId, PollNo, SessionNo};
use crate::domain::idea::{IdeaAct, IdeaPhase};
use crate::domain::ledger::Deed;
use crate::domain::question::Source;
use crate::domain::recommendation::RecommendationChange;
use crate::domain::role::Author;
use crate::domain::speaking::SpeakingAct;
use crate::domain::stand::StandAct;
use crate::domain::statement::{Stage, StatementChange};

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

/// What a chronicle takes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gathered {
    Given(Given),
    Moment(MarkKind, About),
    Nothing,
}

impl Gathered {
    /// What organisers prepared was given by nobody, and what is taken back is no gift.
    pub fn of(change: &Change) -> Self {
        match change {
            Change::Asked { source, .. } => given_if(*source != Source::Seed, Given::Question),
            Change::Supported { on, .. } => given_if(*on, Given::Support),
            Change::Voted { mark, .. } => given_if(mark.is_some(), Given::Ballot),
            Change::Rated { person, stars, .. } => {
                Self::Given(Given::Rating { person: *person, stars: *stars })
            }
            Change::PhaseSet { session, phase, .. } => of_session(*session, of_phase(*phase)),
            Change::PollOpened { poll, .. } => of_poll(*poll, MarkKind::PollOpened),
            Change::PollClosed { poll, .. } => of_poll(*poll, MarkKind::PollClosed),
            Change::PollRevealed { poll, on: true } => of_poll(*poll, MarkKind::PollRevealed),
            Change::PollRevealed { poll, on: false } => of_poll(*poll, MarkKind::PollHidden),
            Change::Curated { question, deed, .. } => match of_deed(deed) {
                Some(kind) => Self::Moment(kind, About::Question(*question)),
                None => Self::Nothing,
            },
            Change::Award(change) => of_award(change),
            Change::Statements(change) => of_statements(change),
            Change::Ideas(change) => of_ideas(change.session, &change.act),
            Change::Stands(change) => of_stands(&change.act),
            Change::Speaking(change) => of_speaking(change.session, &change.act),
            Change::Recommendations(change) => of_recommendations(change),
            Change::SceneSet { hall, .. } => of_hall(*hall, MarkKind::Scene),
            Change::Hidden { hall, on: true } => of_hall(*hall, MarkKind::Hidden),
            Change::Hidden { hall, on: false } => of_hall(*hall, MarkKind::Shown),
            Change::Announced { hall, text: Some(_) } => of_hall(*hall, MarkKind::Announced),
            Change::Announced { hall, text: None } => of_hall(*hall, MarkKind::Unannounced),
            Change::ForumSet { .. }
            | Change::LookSet { .. }
            | Change::LogoSet { .. }
            | Change::RecordSet { .. }
            | Change::HallSet { .. }
            | Change::HallMade { .. }
            | Change::HallDropped { .. }
            | Change::SessionSet { .. }
            | Change::SessionMade { .. }
            | Change::SessionDropped { .. }
            | Change::LinkCreated { .. }
            | Change::LinkRevoked { .. }
            | Change::Profiled { .. }
            | Change::Reworded { .. }
            | Change::Withdrawn { .. }
            | Change::Undone { .. }
            | Change::Blocked { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::Noted { .. }
            | Change::Delayed { .. }
            | Change::FeedbackSet { .. }
            | Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollDropped { .. }
            | Change::PollsOrdered { .. }
            | Change::PollClosing { .. }
            | Change::WordRuled { .. }
            | Change::RulingNamed { .. }
            | Change::Named { .. }
            | Change::NameRuled { .. }
            | Change::Cued { .. }
            | Change::Badges(_)
            | Change::Show(_)
            | Change::AuthorErased { .. }
            | Change::Erased { .. } => Self::Nothing,
        }
    }
}

fn given_if(it_is: bool, given: Given) -> Gathered {
    if it_is { Gathered::Given(given) } else { Gathered::Nothing }
}

fn of_session(session: SessionNo, kind: MarkKind) -> Gathered {
    Gathered::Moment(kind, About::Session(session))
}

fn of_poll(poll: PollNo, kind: MarkKind) -> Gathered {
    Gathered::Moment(kind, About::Poll(poll))
}

fn of_hall(hall: HallNo, kind: MarkKind) -> Gathered {
    Gathered::Moment(kind, About::Hall(hall))
}

fn of_phase(phase: Phase) -> MarkKind {
    match phase {
        Phase::Upcoming => MarkKind::SessionBack,
        Phase::Open => MarkKind::SessionOpened,
        Phase::Ended => MarkKind::SessionEnded,
    }
}

fn of_deed(deed: &Deed) -> Option<MarkKind> {
    match deed {
        Deed::Stage => Some(MarkKind::QuestionStaged),
        Deed::Answer => Some(MarkKind::QuestionAnswered),
        Deed::Approve
        | Deed::Dismiss { .. }
        | Deed::Restore { .. }
        | Deed::Merge { .. }
        | Deed::Move { .. }
        | Deed::Label { .. }
        | Deed::Edit { .. }
        | Deed::Shorten { .. }
        | Deed::Queue { .. }
        | Deed::Unqueue
        | Deed::Reply { .. } => None,
    }
}

fn of_award(change: &AwardChange) -> Gathered {
    match change {
        AwardChange::Opened { session, .. } => of_session(*session, MarkKind::AwardOpened),
        AwardChange::Revealed { session, track, .. } => {
            Gathered::Moment(MarkKind::AwardRevealed, About::Track(*session, *track))
        }
        AwardChange::Planned { .. }
        | AwardChange::Begun { .. }
        | AwardChange::PaperTaken { .. }
        | AwardChange::Scored { .. }
        | AwardChange::Recused { .. }
        | AwardChange::Prepared { .. }
        | AwardChange::Replaced { .. }
        | AwardChange::Sealed { .. }
        | AwardChange::OpeningAsked { .. } => Gathered::Nothing,
    }
}

fn of_statements(change: &StatementChange) -> Gathered {
    let session = change.session();
    match change {
        StatementChange::Submitted { author, .. } => {
            given_if(matches!(author, Author::Person(_)), Given::Vote)
        }
        StatementChange::Voted { vote, .. } => given_if(vote.is_some(), Given::Vote),
        StatementChange::Staged { stage: Stage::Open, .. } => of_session(session, MarkKind::StatementsOpened),
        StatementChange::Staged { stage: Stage::Closed, .. } => {
            of_session(session, MarkKind::StatementsClosed)
        }
        StatementChange::Pictured { .. } => of_session(session, MarkKind::Picture),
        StatementChange::Staged { stage: Stage::Preparing, .. }
        | StatementChange::Planned { .. }
        | StatementChange::Withdrawn { .. }
        | StatementChange::Ruled { .. } => Gathered::Nothing,
    }
}

fn of_ideas(session: SessionNo, act: &IdeaAct) -> Gathered {
    match act {
        IdeaAct::Came { .. } => Gathered::Given(Given::Idea),
        IdeaAct::Dotted { person, dots, .. } => {
            let n = dots.iter().fold(0_u32, |sum, dots| sum.saturating_add(dots.n));
            Gathered::Given(Given::Dots { person: *person, session, n })
        }
        IdeaAct::Led { phase, .. } if *phase != IdeaPhase::Preparing => {
            of_session(session, MarkKind::IdeasPhase)
        }
        IdeaAct::ResultsShown { on: true } => of_session(session, MarkKind::ResultsShown),
        IdeaAct::ResultsShown { on: false } => of_session(session, MarkKind::ResultsHidden),
        IdeaAct::Led { .. }
        | IdeaAct::Set { .. }
        | IdeaAct::Timed { .. }
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
        | IdeaAct::Harvested { .. } => Gathered::Nothing,
    }
}

fn of_stands(act: &StandAct) -> Gathered {
    match act {
        StandAct::Visited { .. } | StandAct::Rated { .. } | StandAct::Came { .. } => {
            Gathered::Given(Given::Stand)
        }
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
        | StandAct::Blocked { .. } => Gathered::Nothing,
    }
}

fn of_speaking(session: SessionNo, act: &SpeakingAct) -> Gathered {
    match act {
        SpeakingAct::Asked { .. } => Gathered::Given(Given::Speaker),
        SpeakingAct::Called { .. } => of_session(session, MarkKind::SpeakerCalled),
        SpeakingAct::Set { .. }
        | SpeakingAct::Withdrawn { .. }
        | SpeakingAct::Over { .. }
        | SpeakingAct::Moved { .. }
        | SpeakingAct::Cleared
        | SpeakingAct::Closed { .. }
        | SpeakingAct::Ruled { .. }
        | SpeakingAct::Blocked { .. } => Gathered::Nothing,
    }
}

fn of_recommendations(change: &RecommendationChange) -> Gathered {
    match change {
        RecommendationChange::Voted { vote, .. } => given_if(vote.is_some(), Given::Vote),
        RecommendationChange::VoteOpened { .. } => Gathered::Moment(MarkKind::VoteOpened, About::Forum),
        RecommendationChange::VoteClosed { .. } => Gathered::Moment(MarkKind::VoteClosed, About::Forum),
        RecommendationChange::Published { recommendation, .. } => {
            Gathered::Moment(MarkKind::Recommended, About::Recommendation(*recommendation))
        }
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
        | RecommendationChange::VoteTimed { .. }
        | RecommendationChange::Unpublished { .. }
        | RecommendationChange::Followed { .. } => Gathered::Nothing,
    }
}
