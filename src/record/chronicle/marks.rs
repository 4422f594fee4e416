//! The moments that a hall remembers.

use serde::Serialize;
use ts_rs::TS;

use super::Chronicle;
use crate::domain::id::{HallNo, PollNo, QuestionNo, RecommendationNo, SessionNo};
use crate::domain::recommendation;
use crate::domain::role::Role;
use crate::domain::state::State;
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

/// The marks of a chronicle with what they are about, as it is called now. What was on the walls of a hall that went is left out: a mark
/// of no hall stands on the line of each.
#[must_use]
pub fn marks(state: &State, chronicle: &Chronicle) -> Vec<MarkView> {
    let is_there =
        |mark: &&Mark| !matches!(mark.about, About::Hall(hall) if !state.halls.contains_key(&hall));
    chronicle.marks.iter().filter(is_there).map(|mark| view(state, mark)).collect()
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
        About::Hall(hall) => Some(hall),
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
