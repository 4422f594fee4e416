//! What is told of evidence: as much of what it says as there is room for.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::{Evidence, Gone};
use crate::domain::forum::Title;
use crate::domain::id::{PollNo, SessionNo, StatementNo, WordsNo};
use crate::domain::idea::{IdeaBoard, Spot};
use crate::domain::role::Role;
use crate::domain::stand::{self, AtStand, Interest};
use crate::domain::state::State;
use crate::domain::statement::{Conversation, Stage};
use crate::domain::text::direction::{self, Direction};
use crate::domain::view::poll::tally;

/// Options, stars or words of a poll that are told with it: those in front.
const OPTIONS: usize = 12;
/// Most bytes of what evidence of one recommendation says in a view.
const BYTES: usize = 8_000;

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
    pub(in crate::domain::recommendation) fn said(&self) -> impl Iterator<Item = &str> {
        let titles = self.options.iter().flat_map(|option| [&option.title.ar, &option.title.en]);
        self.text.iter().chain(&self.answer).chain(&self.heading).chain(titles).map(String::as_str)
    }
}

/// Evidence as it is told: as much of what it says as there is room for. What is not to be seen by everyone is told to rapporteurs as such,
/// and to nobody else.
pub(in crate::domain::recommendation) fn told(
    state: &State,
    all: &[Evidence],
    to_crew: bool,
) -> Vec<EvidenceView> {
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
pub(in crate::domain::recommendation) fn edition(all: &[EvidenceView]) -> u32 {
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
