//! What recommendations rest on: what people gave, referred to and never copied.
//!
//! Evidence is what everyone may see: what waits, is hidden or is secret is none, and what is not to be seen any more counts no
//! longer. Its words and its numbers are those that everyone is told at the moment.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::{EVIDENCE, Recommendations};
use crate::domain::forum::Title;
use crate::domain::id::{
    ClusterNo, IdeaNo, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StandNo, StatementNo,
    WordsNo,
};
use crate::domain::idea::{IdeaBoard, Spot, is_shown};
use crate::domain::poll::PollPhase;
use crate::domain::question::Status;
use crate::domain::role::Role;
use crate::domain::stand::{self, AtStand, Interest};
use crate::domain::state::State;
use crate::domain::statement::{Conversation, Stage};
use crate::domain::text::direction::{self, Direction};
use crate::domain::topic::Part;
use crate::domain::view::poll::tally;

/// Options, stars or words of a poll that are told with it: those in front.
const OPTIONS: usize = 12;
/// Most bytes of what evidence of one recommendation says in a view.
const BYTES: usize = 8_000;

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

/// A piece of evidence as it is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceView {
    /// What it is.
    #[serde(flatten)]
    pub of: Evidence,
    /// In which session it lies, where it does not say so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub on: Option<SessionNo>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// The direction of most letters of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub dir: Option<Direction>,
    /// What the stand's team answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<String>,
    /// What it is called: a group's name, a poll's title, a table's name, a stand's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<Title>,
    /// The heading of what a table came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub heading: Option<String>,
    /// How many ideas are in the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ideas: Option<u32>,
    /// How many comments are with the stand's team: told in steps, as its visits are, and to whom they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comments: Option<u32>,
    /// How many support the question, how many dots lie on the idea or the group, how many voted in the poll, how many visited the
    /// stand, which is told in steps; left out where that is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<u32>,
    /// How many agree with the statement, disagree and pass; left out where that is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub votes: Option<[u32; 3]>,
    /// The options in front, with their votes or points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<OptionCount>>")]
    pub options: Vec<OptionCount>,
    /// What became of it, where something did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub gone: Option<Gone>,
    /// There was no room for what it says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub cut: bool,
}

/// An option of a poll, or a word of a cloud, with what it has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OptionCount {
    /// The option; a word in `ar` and `en` alike; a star's number.
    pub title: Title,
    /// Its votes, points or people.
    pub n: u32,
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

    /// What everyone may be told of it.
    fn told(self, state: &State) -> EvidenceView {
        let bare = EvidenceView { gone: self.stands(state).err(), ..EvidenceView::of(self) };
        if bare.gone == Some(Gone::Hidden) {
            return bare;
        }
        self.shown(state, &bare).unwrap_or(bare)
    }

    fn shown(self, state: &State, bare: &EvidenceView) -> Option<EvidenceView> {
        let bare = bare.clone();
        match self {
            Self::Question { question } => {
                let held = state.questions.get(&question)?;
                let on = Some(held.standing.session);
                Some(EvidenceView {
                    on,
                    n: Some(held.supports()),
                    ..bare.saying(state.text(held.standing.text))
                })
            }
            Self::Idea { session, idea } => {
                let board = state.ideas.get(&session)?;
                let n =
                    if board.listed(idea)?.cluster.is_none() { dots(board, Spot::Idea(idea)) } else { None };
                Some(EvidenceView { n, ..bare.saying(state.text(board.listed(idea)?.text)) })
            }
            Self::Cluster { session, cluster } => {
                let board = state.ideas.get(&session)?;
                let held = board.clusters.get(&cluster)?;
                let ideas = held.ideas.iter().filter(|no| board.listed(**no).is_some()).count() as u32;
                let n = dots(board, Spot::Cluster(cluster));
                Some(EvidenceView { title: Some(held.title.clone()), ideas: Some(ideas), n, ..bare })
            }
            Self::Table { session, table } => {
                let board = state.ideas.get(&session)?;
                let held = board.results.get(&table)?;
                let says = |no: Option<WordsNo>| no.map(|no| state.text(no)).filter(|text| !text.is_empty());
                let title = board.plan.tables.get(usize::from(table)).cloned();
                let heading = says(held.title).map(str::to_owned);
                let told = says(held.text).map_or_else(|| bare.clone(), |text| bare.clone().saying(text));
                Some(EvidenceView { title, heading, ..told })
            }
            Self::Statement { session, statement } => {
                let held = state.conversations.get(&session)?;
                let said = held.list.get(&statement)?;
                let votes = votes(held, statement);
                Some(EvidenceView { votes, ..bare.saying(state.text(said.text)) })
            }
            Self::Poll { poll: no, .. } => {
                let poll = state.polls.get(&no)?;
                let (on, title) = (Some(poll.session), Some(poll.plan.title.clone()));
                let (n, options) = (Some(poll.round.tally.voters), options(state, no));
                Some(EvidenceView { on, title, n, options, ..bare })
            }
            Self::Remark { session, stand, remark } => {
                let at = AtStand { session, stand };
                let (held, there) = (state.remark(at, remark)?, state.stand(session, stand)?);
                let title = Some(there.plan.title.clone());
                if !stand::may_be_quoted(state, at, remark) {
                    return Some(EvidenceView { title, ..bare });
                }
                let answer = held.answer.map(|no| state.text(no).to_owned());
                Some(EvidenceView { answer, title, ..bare.saying(state.text(held.text)) })
            }
            Self::Stand { session, stand } => {
                let there = state.stand(session, stand)?;
                let plan = state.exhibitions.get(&session)?.plan;
                let told = |count: Option<u32>| count.filter(|_| plan.interest == Interest::Everyone);
                let (n, comments) = (told(there.step()), told(there.comments_step()));
                let title = Some(there.plan.title.clone());
                Some(EvidenceView { title, comments, n, ..bare })
            }
        }
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
fn dots(board: &IdeaBoard, on: Spot) -> Option<u32> {
    board.shows_dots(Role::Participant).then(|| board.tally.on.get(&on).copied().unwrap_or(0))
}

/// What was said of a statement as the last picture tells it, in which what few said is not told apart; nothing before the end, or
/// where phones are shown no picture.
fn votes(held: &Conversation, no: StatementNo) -> Option<[u32; 3]> {
    let told = held.result.as_ref().filter(|_| held.stage == Stage::Closed && held.plan.shown)?;
    told.picture.statements.iter().find(|shares| shares.s == no).map(|shares| shares.all)
}

/// Those in front of what a poll came to.
fn options(state: &State, no: PollNo) -> Vec<OptionCount> {
    let (Some(poll), told) = (state.polls.get(&no), tally(state, no, Role::Participant)) else {
        return Vec::new();
    };
    let named = |at: usize| {
        let star = || Title { ar: (at + 1).to_string(), en: (at + 1).to_string() };
        poll.plan.options.get(at).cloned().unwrap_or_else(star)
    };
    // Of a grid the statements that most people answered.
    let answered = told.steps.map(|rows| rows.iter().map(|row| row.iter().sum()).collect());
    // Of a ranking that is not by Borda by their places, and before those are told by first choices.
    let (first, places) = told.ranked.map(|ranked| (ranked.first, ranked.places)).unzip();
    let counts = told.n.or(first).or(answered).unwrap_or_default().into_iter().enumerate();
    let places = places.unwrap_or_default();
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|(at, n)| (places.get(*at).copied(), std::cmp::Reverse(*n)));
    let counts = counts.into_iter().map(|(at, n)| OptionCount { title: named(at), n });
    let words = told.words.unwrap_or_default().into_iter();
    let words =
        words.map(|word| OptionCount { title: Title { ar: word.text.clone(), en: word.text }, n: word.n });
    counts.chain(words).take(OPTIONS).collect()
}

impl EvidenceView {
    fn of(of: Evidence) -> Self {
        Self {
            of,
            on: None,
            text: None,
            dir: None,
            answer: None,
            title: None,
            heading: None,
            ideas: None,
            comments: None,
            n: None,
            votes: None,
            options: Vec::new(),
            gone: None,
            cut: false,
        }
    }

    fn saying(self, text: &str) -> Self {
        if text.is_empty() {
            return self;
        }
        Self { text: Some(text.to_owned()), dir: Some(direction::of(text)), ..self }
    }

    /// The same without what takes room.
    fn bare(&self) -> Self {
        Self { gone: self.gone, cut: true, ..Self::of(self.of) }
    }

    /// All that it says.
    pub(super) fn said(&self) -> impl Iterator<Item = &str> {
        let titles = self.options.iter().flat_map(|option| [&option.title.ar, &option.title.en]);
        self.text.iter().chain(&self.answer).chain(&self.heading).chain(titles).map(String::as_str)
    }
}

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

/// Evidence as it is told: as much of what it says as there is room for. What is not to be seen by everyone is told to rapporteurs as such,
/// and to nobody else.
pub(super) fn told(state: &State, all: &[Evidence], to_crew: bool) -> Vec<EvidenceView> {
    let mut left = BYTES;
    let told =
        all.iter().map(|thing| thing.told(state)).filter(|view| to_crew || view.gone != Some(Gone::Hidden));
    told.map(|view| {
        let takes = serde_json::to_vec(&view).map_or(usize::MAX, |json| json.len());
        if takes <= left {
            left -= takes;
            view
        } else {
            view.bare()
        }
    })
    .collect()
}

/// A number of what they say, whatever is counted of them: a support of one is told to nobody by itself.
pub(super) fn edition(all: &[EvidenceView]) -> u32 {
    let mut hash = Sha256::new();
    for view in all {
        let names = view.title.iter().flat_map(|title| [title.ar.as_str(), title.en.as_str()]);
        for text in view.said().chain(names) {
            hash.update(text);
            hash.update([0]);
        }
        hash.update(serde_json::to_vec(&(view.of, view.gone, view.cut)).unwrap_or_default());
    }
    let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
    u32::from_be_bytes([a, b, c, d])
}
