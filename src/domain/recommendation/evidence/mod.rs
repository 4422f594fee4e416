//! What recommendations rest on: what people gave, referred to and never copied.
//!
//! Evidence is what everyone may see: what waits, is hidden or is secret is none, and what is not to be seen any more counts no
//! longer. Its words and its numbers are those that everyone is told at the moment.

mod view;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{
    ClusterNo, IdeaNo, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StandNo, StatementNo,
    WordsNo,
};
use crate::domain::idea::{IdeaBoard, is_shown};
use crate::domain::poll::PollPhase;
use crate::domain::question::Status;
use crate::domain::recommendation::{EVIDENCE, Recommendations};
use crate::domain::role::Role;
use crate::domain::stand::{self, AtStand};
use crate::domain::state::State;
use crate::domain::statement::{Conversation, Stage};
use crate::domain::topic::Part;

pub use view::{EvidenceView, OptionCount};
pub(super) use view::{edition, told};

/// A thing that people gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// A question, with whatever was merged into it.
    Question {
        /// Which one.
        question: QuestionNo,
    },
    /// An idea on a board.
    Idea {
        /// Of which session.
        session: SessionNo,
        /// Which one.
        idea: IdeaNo,
    },
    /// A group of ideas.
    Cluster {
        /// Of which session.
        session: SessionNo,
        /// Which one.
        cluster: ClusterNo,
    },
    /// What a table came to.
    Table {
        /// Of which session.
        session: SessionNo,
        /// The table, by its place.
        table: u8,
    },
    /// A statement.
    Statement {
        /// Of which session.
        session: SessionNo,
        /// Which one.
        statement: StatementNo,
    },
    /// A round of a poll.
    Poll {
        /// Which poll.
        poll: PollNo,
        /// Which of its rounds.
        round: u32,
    },
    /// A question to the team of a stand that stands on the stand's page, with its answer.
    Remark {
        /// Of which session's exhibition.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
    },
    /// A stand: how many visited it, and how many left a comment. Comments are between who wrote them and the stand's team: they are
    /// counted and never quoted.
    Stand {
        /// Of which session's exhibition.
        session: SessionNo,
        /// Which one.
        stand: StandNo,
    },
}

/// What became of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "EvidenceGone")]
pub enum Gone {
    /// Its words were erased. Its numbers stay, and count.
    Erased,
    /// It is not there, or not to be seen by everyone: it counts no more.
    Hidden,
}

impl Evidence {
    /// The same thing as it is to be found now: of a question that was merged, the one that stands for it.
    #[must_use]
    pub fn resolved(self, state: &State) -> Self {
        match self {
            Self::Question { question } if state.questions.contains_key(&question) => {
                Self::Question { question: state.root(question) }
            }
            other => other,
        }
    }

    /// Whether everyone may see it, and it has words.
    ///
    /// # Errors
    /// Why it is no evidence.
    pub fn stands(self, state: &State) -> Result<(), Gone> {
        match self {
            Self::Question { question } => {
                let held = state.questions.get(&question).ok_or(Gone::Hidden)?;
                let is_public = matches!(held.standing.status, Status::Listed | Status::Answered);
                seen(is_public)?;
                said(state, [held.standing.text])
            }
            Self::Idea { session, idea } => {
                let held = board(state, session)?.listed(idea).ok_or(Gone::Hidden)?;
                said(state, [held.text])
            }
            Self::Cluster { session, cluster } => {
                let board = board(state, session)?;
                let held = board.clusters.get(&cluster).ok_or(Gone::Hidden)?;
                let listed = held.ideas.iter().filter_map(|no| board.listed(*no)).map(|idea| idea.text);
                let listed: Vec<WordsNo> = listed.collect();
                seen(!listed.is_empty())?;
                said(state, listed)
            }
            Self::Table { session, table } => {
                let board = board(state, session)?;
                seen(board.shows_results(Role::Participant) && board.has_table(table))?;
                let held = board.results.get(&table).ok_or(Gone::Hidden)?;
                said(state, held.words())
            }
            Self::Statement { session, statement } => {
                let held = conversation(state, session)?.list.get(&statement).ok_or(Gone::Hidden)?;
                seen(held.is_published())?;
                said(state, [held.text])
            }
            Self::Poll { poll: no, round } => {
                let poll = state.polls.get(&no).ok_or(Gone::Hidden)?;
                let is_closed = poll.phase == PollPhase::Closed && poll.round.no == round;
                seen(is_closed && poll.shows_results() && !state.is_sealed(no) && poll.round.tally.voters > 0)
            }
            Self::Remark { session, stand, remark } => {
                let at = AtStand { session, stand };
                seen(stand::is_shown(state, session, Role::Participant))?;
                let held = state.remark(at, remark).ok_or(Gone::Hidden)?;
                seen(held.is_published())?;
                if stand::may_be_quoted(state, at, remark) { Ok(()) } else { Err(Gone::Erased) }
            }
            Self::Stand { session, stand } => {
                seen(stand::is_shown(state, session, Role::Participant))?;
                seen(state.stand(session, stand).is_some_and(|held| held.visits > 0 || held.comments > 0))
            }
        }
    }

    /// The parts of the state that say what it says.
    pub(super) fn parts(self, state: &State) -> Vec<Part> {
        match self {
            Self::Question { question } => {
                let session = state.questions.get(&question).map(|held| held.standing.session);
                session.map(|no| vec![Part::Questions(no)]).unwrap_or_default()
            }
            Self::Idea { session, .. } | Self::Cluster { session, .. } => {
                vec![Part::Ideas(session), Part::Board(session)]
            }
            Self::Table { session, .. } => vec![Part::Board(session), Part::Results(session)],
            Self::Statement { session, .. } => vec![Part::Statements(session), Part::Opinions(session)],
            Self::Poll { poll, .. } => {
                let session = state.polls.get(&poll).map(|poll| poll.session);
                let award = session.map(Part::Award);
                [Part::Poll(poll)].into_iter().chain(award).collect()
            }
            Self::Remark { session, stand, .. } | Self::Stand { session, stand } => {
                vec![Part::Stands(session), Part::StandRemarks(session, stand)]
            }
        }
    }

    /// Whether it counts for a recommendation that rests on it: also without its words, by its numbers. They are forgotten by age, long
    /// before what comes of the forum is done.
    #[must_use]
    pub fn counts(self, state: &State) -> bool {
        self.stands(state) != Err(Gone::Hidden)
    }
}

fn seen(by_everyone: bool) -> Result<(), Gone> {
    if by_everyone { Ok(()) } else { Err(Gone::Hidden) }
}

/// Whether any of these words is left.
fn said(state: &State, words: impl IntoIterator<Item = WordsNo>) -> Result<(), Gone> {
    let left = words.into_iter().any(|no| state.words.get(no).is_some());
    if left { Ok(()) } else { Err(Gone::Erased) }
}

/// The board, where attendees see it.
fn board(state: &State, session: SessionNo) -> Result<&IdeaBoard, Gone> {
    let board = state.ideas.get(&session).filter(|_| is_shown(state, session, Role::Participant));
    board.map(|board| &**board).ok_or(Gone::Hidden)
}

/// The statements, where attendees see them.
fn conversation(state: &State, session: SessionNo) -> Result<&Conversation, Gone> {
    let held = state.conversations.get(&session).filter(|held| held.stage != Stage::Preparing);
    held.map(|held| &**held).ok_or(Gone::Hidden)
}

/// The dots on something, where everyone sees them.
impl Recommendations {
    /// What a recommendation rests on, with what was merged into it: each thing once, its own first.
    #[must_use]
    pub fn evidence(&self, state: &State, no: RecommendationNo) -> Vec<Evidence> {
        let Some(held) = self.all.get(&no) else { return Vec::new() };
        let mut seen: BTreeSet<Evidence> = BTreeSet::new();
        let out: BTreeSet<Evidence> = held.left_out.iter().map(|thing| thing.resolved(state)).collect();
        let mut all = Vec::new();
        for (at, no) in self.group(no).into_iter().enumerate() {
            let own = self.all.get(&no).map(|held| held.evidence.as_slice()).unwrap_or_default();
            let own = own.iter().map(|thing| thing.resolved(state));
            all.extend(own.filter(|thing| (at == 0 || !out.contains(thing)) && seen.insert(*thing)));
        }
        all.truncate(EVIDENCE);
        all
    }

    /// How much of that counts.
    #[must_use]
    pub fn standing(&self, state: &State, no: RecommendationNo) -> usize {
        self.evidence(state, no).into_iter().filter(|thing| thing.counts(state)).count()
    }
}
