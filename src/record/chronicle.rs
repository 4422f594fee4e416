//! What a walk over a journal gathers that no state holds: how much was given when, and the moments that a hall remembers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use ts_rs::TS;

use crate::domain::agenda::Phase;
use crate::domain::award::AwardChange;
use crate::domain::change::Change;
use crate::domain::id::{HallNo, PersonId, PollNo, QuestionNo, RecommendationNo, SessionNo};
use crate::domain::idea::{Dots, IdeaAct, IdeaChange, IdeaPhase};
use crate::domain::ledger::Deed;
use crate::domain::question::Source;
use crate::domain::recommendation::{self, RecommendationChange};
use crate::domain::role::Role;
use crate::domain::speaking::{SpeakingAct, SpeakingChange};
use crate::domain::stand::{StandAct, StandChange};
use crate::domain::state::State;
use crate::domain::statement::{Stage, StatementChange};
use crate::domain::time::Time;
use crate::domain::view::question;

use super::LEAST_RATINGS;
use super::shape::{MarkView, RecordQuarter};

/// How long a quarter of an hour is, in milliseconds.
pub const QUARTER: u32 = 15 * 60 * 1_000;
/// The most quarters that are kept: sixty days of them, each with something.
const MOST_QUARTERS: usize = 60 * 24 * 4;
/// The most marks that are kept.
pub const MOST_MARKS: usize = 4_000;

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

#[derive(Debug, Clone, Copy, Default)]
struct Quarter {
    questions: u32,
    supports: u32,
    ballots: u32,
    ideas: u32,
    dots: u32,
    votes: u32,
    stands: u32,
    speakers: u32,
    ratings: u32,
    stars: u32,
    /// How many people these ratings are of.
    raters: u32,
}

/// What was gathered so far, entry by entry.
#[derive(Debug, Clone, Default)]
pub struct Chronicle {
    quarters: BTreeMap<i64, Quarter>,
    /// How many dots each person has on each board.
    dots: BTreeMap<(SessionNo, PersonId), u32>,
    /// Who rated in the quarter that was counted last: no entry is earlier than the one before it.
    raters: (i64, BTreeSet<PersonId>),
    marks: Vec<Mark>,
    /// There were more than are kept.
    has_more: bool,
    /// The last revision that erased words.
    erased: u64,
}

impl Chronicle {
    /// Takes the next entry: its revision, when it was decided, and what it changed.
    pub fn take(&mut self, rev: u64, at: Time, changes: &[Change]) {
        for change in changes {
            self.count(at, change);
            if matches!(change, Change::Erased { .. }) {
                self.erased = rev;
            }
            let Some((kind, about)) = told(change) else { continue };
            if self.marks.len() < MOST_MARKS {
                self.marks.push(Mark { rev, at, kind, about });
            } else {
                self.has_more = true;
            }
        }
    }

    /// The last revision that erased words; 0 when none did.
    #[must_use]
    pub fn erased(&self) -> u64 {
        self.erased
    }

    /// Whether there were more marks than are kept.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.has_more
    }

    /// The quarters in which something was given.
    #[must_use]
    pub fn quarters(&self) -> Vec<RecordQuarter> {
        let told = self.quarters.iter().map(|(from, quarter)| RecordQuarter {
            from: Time(*from),
            questions: quarter.questions,
            supports: quarter.supports,
            ballots: quarter.ballots,
            ideas: quarter.ideas,
            dots: quarter.dots,
            votes: quarter.votes,
            stands: quarter.stands,
            speakers: quarter.speakers,
            ratings: quarter.ratings,
            // Somebody's rating that was changed four times is one person's, and tells what they think.
            mood: mean(quarter.stars, quarter.ratings, 1).filter(|_| quarter.raters >= LEAST_RATINGS),
        });
        told.collect()
    }

    fn count(&mut self, at: Time, change: &Change) {
        let add: fn(&mut Quarter, u32) = match change {
            // What organisers prepared was given by nobody.
            Change::Asked { source: Source::Seed, .. } => return,
            Change::Asked { .. } => |quarter, _| quarter.questions += 1,
            Change::Supported { on: true, .. } => |quarter, _| quarter.supports += 1,
            Change::Voted { mark: Some(_), .. } => |quarter, _| quarter.ballots += 1,
            Change::Ideas(IdeaChange { act: IdeaAct::Came { .. }, .. }) => |quarter, _| quarter.ideas += 1,
            Change::Ideas(IdeaChange { act: IdeaAct::Dotted { .. }, .. }) => {
                |quarter, new| quarter.dots += new
            }
            Change::Statements(
                StatementChange::Submitted { .. } | StatementChange::Voted { vote: Some(_), .. },
            )
            | Change::Recommendations(RecommendationChange::Voted { vote: Some(_), .. }) => {
                |quarter, _| quarter.votes += 1
            }
            Change::Stands(StandChange {
                act: StandAct::Visited { .. } | StandAct::Rated { .. } | StandAct::Came { .. },
                ..
            }) => |quarter, _| quarter.stands += 1,
            Change::Speaking(SpeakingChange { act: SpeakingAct::Asked { .. }, .. }) => {
                |quarter, _| quarter.speakers += 1
            }
            Change::Rated { .. } => |quarter, stars| {
                quarter.ratings += 1;
                quarter.stars += stars;
            },
            _ => return,
        };
        let of_it = match change {
            Change::Rated { stars, .. } => u32::from(*stars),
            Change::Ideas(IdeaChange { session, act: IdeaAct::Dotted { person, dots, .. } }) => {
                let new = self.new_dots((*session, *person), dots);
                if new == 0 {
                    return;
                }
                new
            }
            _ => 1,
        };
        let from = at.0.saturating_sub(at.0.rem_euclid(i64::from(QUARTER)));
        if self.quarters.len() < MOST_QUARTERS || self.quarters.contains_key(&from) {
            let quarter = self.quarters.entry(from).or_default();
            add(quarter, of_it);
            if let Change::Rated { person, .. } = change {
                if self.raters.0 != from {
                    self.raters = (from, BTreeSet::new());
                }
                quarter.raters += u32::from(self.raters.1.insert(*person));
            }
        }
    }

    /// How many more dots somebody has on a board than before: all of them are given each time, and what is taken back was not given.
    fn new_dots(&mut self, whose: (SessionNo, PersonId), dots: &[Dots]) -> u32 {
        let now = dots.iter().fold(0_u32, |sum, dots| sum.saturating_add(dots.n));
        now.saturating_sub(self.dots.insert(whose, now).unwrap_or_default())
    }
}

/// A mean of stars in hundredths, from so many ratings on.
pub(super) fn mean(stars: u32, ratings: u32, least: u32) -> Option<u32> {
    (ratings >= least.max(1)).then(|| (stars.saturating_mul(100) + ratings / 2) / ratings)
}

/// What of a change a hall remembers.
fn told(change: &Change) -> Option<(MarkKind, About)> {
    Some(match change {
        Change::PhaseSet { session, phase, .. } => {
            let kind = match phase {
                Phase::Upcoming => MarkKind::SessionBack,
                Phase::Open => MarkKind::SessionOpened,
                Phase::Ended => MarkKind::SessionEnded,
            };
            (kind, About::Session(*session))
        }
        Change::PollOpened { poll, .. } => (MarkKind::PollOpened, About::Poll(*poll)),
        Change::PollClosed { poll, .. } => (MarkKind::PollClosed, About::Poll(*poll)),
        Change::PollRevealed { poll, on } => {
            let kind = if *on { MarkKind::PollRevealed } else { MarkKind::PollHidden };
            (kind, About::Poll(*poll))
        }
        Change::Curated { question, deed: Deed::Stage, .. } => {
            (MarkKind::QuestionStaged, About::Question(*question))
        }
        Change::Curated { question, deed: Deed::Answer, .. } => {
            (MarkKind::QuestionAnswered, About::Question(*question))
        }
        Change::Statements(StatementChange::Staged { session, stage, .. }) => match stage {
            Stage::Preparing => return None,
            Stage::Open => (MarkKind::StatementsOpened, About::Session(*session)),
            Stage::Closed => (MarkKind::StatementsClosed, About::Session(*session)),
        },
        Change::Statements(StatementChange::Pictured { session, .. }) => {
            (MarkKind::Picture, About::Session(*session))
        }
        Change::Ideas(IdeaChange { session, act }) => match act {
            IdeaAct::Led { phase, .. } if *phase != IdeaPhase::Preparing => {
                (MarkKind::IdeasPhase, About::Session(*session))
            }
            IdeaAct::ResultsShown { on } => {
                let kind = if *on { MarkKind::ResultsShown } else { MarkKind::ResultsHidden };
                (kind, About::Session(*session))
            }
            _ => return None,
        },
        Change::Award(AwardChange::Opened { session, .. }) => {
            (MarkKind::AwardOpened, About::Session(*session))
        }
        Change::Award(AwardChange::Revealed { session, track, .. }) => {
            (MarkKind::AwardRevealed, About::Track(*session, *track))
        }
        Change::Speaking(SpeakingChange { session, act: SpeakingAct::Called { .. } }) => {
            (MarkKind::SpeakerCalled, About::Session(*session))
        }
        Change::Recommendations(RecommendationChange::VoteOpened { .. }) => {
            (MarkKind::VoteOpened, About::Forum)
        }
        Change::Recommendations(RecommendationChange::VoteClosed { .. }) => {
            (MarkKind::VoteClosed, About::Forum)
        }
        Change::Recommendations(RecommendationChange::Published { recommendation, .. }) => {
            (MarkKind::Recommended, About::Recommendation(*recommendation))
        }
        Change::SceneSet { hall, .. } => (MarkKind::Scene, About::Hall(*hall)),
        Change::Hidden { hall, on } => {
            let kind = if *on { MarkKind::Hidden } else { MarkKind::Shown };
            (kind, About::Hall(*hall))
        }
        Change::Announced { hall, text } => {
            let kind = if text.is_some() { MarkKind::Announced } else { MarkKind::Unannounced };
            (kind, About::Hall(*hall))
        }
        _ => return None,
    })
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
