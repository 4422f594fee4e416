//! The moments that a hall remembers.

use serde::Serialize;
use ts_rs::TS;

use super::Chronicle;
use crate::domain::agenda::Phase;
use crate::domain::award::AwardChange;
use crate::domain::change::Change;
use crate::domain::id::{HallNo, PollNo, QuestionNo, RecommendationNo, SessionNo};
use crate::domain::idea::{IdeaAct, IdeaPhase};
use crate::domain::ledger::Deed;
use crate::domain::recommendation::{self, RecommendationChange};
use crate::domain::role::Role;
use crate::domain::speaking::SpeakingAct;
use crate::domain::state::State;
use crate::domain::statement::{Stage, StatementChange};
use crate::domain::time::Time;
use crate::domain::view::question;
use crate::record::shape::MarkView;

/// What happened, as a time line tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum MarkKind {
    SessionOpened,
    SessionEnded,
    /// It was set back to before it began.
    SessionBack,
    PollOpened,
    PollClosed,
    PollRevealed,
    /// Its results are not seen any more.
    PollHidden,
    QuestionStaged,
    QuestionAnswered,
    StatementsOpened,
    StatementsClosed,
    /// The last picture of opinions was made.
    Picture,
    /// An idea board was led to another phase.
    IdeasPhase,
    ResultsShown,
    /// What the tables of an idea board came to is not seen any more.
    ResultsHidden,
    AwardOpened,
    AwardRevealed,
    /// Somebody was given the microphone.
    SpeakerCalled,
    /// Everyone votes on recommendations.
    VoteOpened,
    VoteClosed,
    /// A recommendation was published.
    Recommended,
    /// A hall's walls show something else.
    Scene,
    Hidden,
    /// A hall's walls show something again.
    Shown,
    Announced,
    /// The announcement is over.
    Unannounced,
}

/// A moment that a hall remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The revision that brought it about.
    pub rev: u64,
    /// When.
    pub at: Time,
    /// What.
    pub kind: MarkKind,
    /// About what.
    pub about: About,
}

/// What a mark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the thing of its name")]
pub enum About {
    Session(SessionNo),
    Poll(PollNo),
    Question(QuestionNo),
    Track(SessionNo, u8),
    Recommendation(RecommendationNo),
    Hall(HallNo),
    Forum,
}

/// What of a change a hall remembers.
pub(super) fn told(change: &Change) -> Option<(MarkKind, About)> {
    match change {
        Change::PhaseSet { session, phase, .. } => {
            let kind = match phase {
                Phase::Upcoming => MarkKind::SessionBack,
                Phase::Open => MarkKind::SessionOpened,
                Phase::Ended => MarkKind::SessionEnded,
            };
            Some((kind, About::Session(*session)))
        }
        Change::PollOpened { poll, .. } => Some((MarkKind::PollOpened, About::Poll(*poll))),
        Change::PollClosed { poll, .. } => Some((MarkKind::PollClosed, About::Poll(*poll))),
        Change::PollRevealed { poll, on } => {
            let kind = if *on { MarkKind::PollRevealed } else { MarkKind::PollHidden };
            Some((kind, About::Poll(*poll)))
        }
        Change::Curated { question, deed, .. } => {
            of_question(deed).map(|kind| (kind, About::Question(*question)))
        }
        Change::Award(change) => of_award(change),
        Change::Statements(change) => {
            of_statements(change).map(|kind| (kind, About::Session(change.session())))
        }
        Change::Ideas(change) => of_ideas(&change.act).map(|kind| (kind, About::Session(change.session))),
        Change::Speaking(change) => {
            of_speaking(&change.act).map(|kind| (kind, About::Session(change.session)))
        }
        Change::Recommendations(change) => of_recommendations(change),
        Change::SceneSet { hall, .. } => Some((MarkKind::Scene, About::Hall(*hall))),
        Change::Hidden { hall, on } => {
            let kind = if *on { MarkKind::Hidden } else { MarkKind::Shown };
            Some((kind, About::Hall(*hall)))
        }
        Change::Announced { hall, text } => {
            let kind = if text.is_some() { MarkKind::Announced } else { MarkKind::Unannounced };
            Some((kind, About::Hall(*hall)))
        }
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
        | Change::Asked { .. }
        | Change::Reworded { .. }
        | Change::Withdrawn { .. }
        | Change::Supported { .. }
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
        | Change::Voted { .. }
        | Change::WordRuled { .. }
        | Change::RulingNamed { .. }
        | Change::Named { .. }
        | Change::NameRuled { .. }
        | Change::Rated { .. }
        | Change::Cued { .. }
        | Change::Badges(_)
        | Change::Stands(_)
        | Change::Show(_)
        | Change::AuthorErased { .. }
        | Change::Erased { .. } => None,
    }
}

fn of_question(deed: &Deed) -> Option<MarkKind> {
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

fn of_award(change: &AwardChange) -> Option<(MarkKind, About)> {
    match change {
        AwardChange::Opened { session, .. } => Some((MarkKind::AwardOpened, About::Session(*session))),
        AwardChange::Revealed { session, track, .. } => {
            Some((MarkKind::AwardRevealed, About::Track(*session, *track)))
        }
        AwardChange::Planned { .. }
        | AwardChange::Begun { .. }
        | AwardChange::PaperTaken { .. }
        | AwardChange::Scored { .. }
        | AwardChange::Recused { .. }
        | AwardChange::Prepared { .. }
        | AwardChange::Replaced { .. }
        | AwardChange::Sealed { .. }
        | AwardChange::OpeningAsked { .. } => None,
    }
}

fn of_statements(change: &StatementChange) -> Option<MarkKind> {
    match change {
        StatementChange::Staged { stage, .. } => match stage {
            Stage::Preparing => None,
            Stage::Open => Some(MarkKind::StatementsOpened),
            Stage::Closed => Some(MarkKind::StatementsClosed),
        },
        StatementChange::Pictured { .. } => Some(MarkKind::Picture),
        StatementChange::Planned { .. }
        | StatementChange::Submitted { .. }
        | StatementChange::Withdrawn { .. }
        | StatementChange::Ruled { .. }
        | StatementChange::Voted { .. } => None,
    }
}

fn of_ideas(act: &IdeaAct) -> Option<MarkKind> {
    match act {
        IdeaAct::Led { phase, .. } => (*phase != IdeaPhase::Preparing).then_some(MarkKind::IdeasPhase),
        IdeaAct::ResultsShown { on: true } => Some(MarkKind::ResultsShown),
        IdeaAct::ResultsShown { on: false } => Some(MarkKind::ResultsHidden),
        IdeaAct::Set { .. }
        | IdeaAct::Timed { .. }
        | IdeaAct::Came { .. }
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
        | IdeaAct::Dotted { .. }
        | IdeaAct::Harvested { .. } => None,
    }
}

fn of_speaking(act: &SpeakingAct) -> Option<MarkKind> {
    match act {
        SpeakingAct::Called { .. } => Some(MarkKind::SpeakerCalled),
        SpeakingAct::Set { .. }
        | SpeakingAct::Asked { .. }
        | SpeakingAct::Withdrawn { .. }
        | SpeakingAct::Over { .. }
        | SpeakingAct::Moved { .. }
        | SpeakingAct::Cleared
        | SpeakingAct::Closed { .. }
        | SpeakingAct::Ruled { .. }
        | SpeakingAct::Blocked { .. } => None,
    }
}

fn of_recommendations(change: &RecommendationChange) -> Option<(MarkKind, About)> {
    match change {
        RecommendationChange::VoteOpened { .. } => Some((MarkKind::VoteOpened, About::Forum)),
        RecommendationChange::VoteClosed { .. } => Some((MarkKind::VoteClosed, About::Forum)),
        RecommendationChange::Published { recommendation, .. } => {
            Some((MarkKind::Recommended, About::Recommendation(*recommendation)))
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
        | RecommendationChange::Voted { .. }
        | RecommendationChange::Unpublished { .. }
        | RecommendationChange::Followed { .. } => None,
    }
}

/// The marks of a chronicle with what they are about, as it is called now.
#[must_use]
pub fn marks(state: &State, chronicle: &Chronicle) -> Vec<MarkView> {
    chronicle.marks.iter().map(|mark| view(state, mark)).collect()
}

fn view(state: &State, mark: &Mark) -> MarkView {
    let title_of = |no: SessionNo| state.sessions.get(&no).map(|session| session.title.clone());
    let (session, title, text) = match mark.about {
        About::Session(no) => (Some(no), title_of(no), None),
        About::Poll(no) => {
            let poll = state.polls.get(&no);
            (poll.map(|poll| poll.session), poll.map(|poll| poll.plan.title.clone()), None)
        }
        About::Question(no) => {
            let session = state.questions.get(&no).map(|question| question.standing.session);
            let item = question::item(state, no, Role::Participant);
            (session, None, item.map(|item| item.text).filter(|text| !text.is_empty()))
        }
        About::Track(no, at) => {
            let plan = state.awards.get(&no).map(|award| &award.plan);
            let track = plan.and_then(|plan| plan.tracks.get(usize::from(at)));
            (Some(no), track.map(|track| track.title.clone()), None)
        }
        About::Recommendation(no) => {
            let published =
                state.recommendation(no).filter(|held| held.stage == recommendation::Stage::Published);
            let title = published.and_then(|held| state.words.get(held.title));
            (None, None, title.map(ToString::to_string))
        }
        About::Hall(_) | About::Forum => (None, None, None),
    };
    let hall = match mark.about {
        About::Hall(hall) => Some(hall).filter(|hall| state.halls.contains_key(hall)),
        _ => session.and_then(|no| state.sessions.get(&no)).map(|session| session.hall),
    };
    MarkView {
        rev: mark.rev,
        at: mark.at,
        mark: mark.kind,
        hall,
        session,
        title: title.unwrap_or_default(),
        text,
    }
}
