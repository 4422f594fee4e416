//! Statements of a session: short sentences with which everyone agrees or disagrees, or passes, and the picture of opinions that
//! comes of it.
//!
//! A session has one conversation of them. What somebody says of a statement is a register as a ballot is, and stays and counts
//! like one. The picture is worked out beside the rooms from the votes as they stand; the last one, made when the conversation was
//! closed, is a change like any other, so that every node, export and report tells the same.

mod apply;
mod bring;
mod change;
mod command;
mod decide;
mod picture;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::forum::Title;
use super::id::{CommandId, PersonId, SessionNo, StatementNo, WordsNo};
use super::question::Reason;
use super::role::Author;
use super::state::State;
use super::text::fold::fold;
use super::time::Time;
use super::votes;
use super::words::Lexicon;

pub use apply::apply;
pub use change::{Ruling, StatementChange};
pub use command::StatementCommand;
pub use decide::decide;
pub(in crate::domain) use decide::{closing, pictured};
pub use picture::{Dividing, Group, Picture, Shares, Side, Spot, Typical, Uniting};
pub use view::{
    OpinionsView, OwnVotes, StatementItem, StatementStatus, StatementsDiff, StatementsHead, StatementsView,
    has_picture, is_listed, is_shown, own, own_votes, page, said, statements, written,
};

/// The longest statement in graphemes: it is read on a phone in a few seconds.
pub const LENGTH: usize = 140;
/// The longest title in graphemes.
pub const TITLE_LENGTH: usize = 280;
/// Published statements of a conversation at most.
pub const PUBLISHED: usize = 400;
/// Published statements of attendees at most, where no desk reads them: whatever floods in, the organisers can say something.
pub const PUBLISHED_UNREAD: usize = 300;
/// Statements that wait for a desk at most.
pub const WAITING: usize = 2_000;
/// Statements of a conversation at most, whatever became of them.
pub const EVER: usize = 5_000;
/// Of these, those that attendees leave to desks.
pub const DESK_EVER: usize = 500;
/// Statements that a person writes in a session at most, whatever became of them.
pub const WRITTEN: usize = 20;

/// A session's statements, and what people said of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Raised by every change of its plan or its stage: what commands about those name.
    pub version: u32,
    /// How it is held.
    pub plan: Arc<StatementPlan>,
    /// How far it is.
    pub stage: Stage,
    /// When it came to that.
    pub staged: Time,
    /// Its statements.
    pub list: OrdMap<StatementNo, Arc<Statement>>,
    /// Those who wrote some of them.
    pub writers: OrdMap<PersonId, Arc<Writer>>,
    /// What everyone said, by person. A vote that was taken back stays, so that an older one cannot come after it.
    pub votes: OrdMap<PersonId, Arc<Votes>>,
    /// Raised by whatever the picture hangs on: votes, and which of the statements that have some are published.
    pub edition: u64,
    /// The last picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Arc<Pictured>>,
    /// The published statements by their folded texts. Made again where a snapshot is read, which holds no words.
    #[serde(skip)]
    pub keys: OrdSet<(Arc<str>, StatementNo)>,
}

/// How a conversation is held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementPlan {
    /// What it is about.
    pub title: Title,
    /// Whether attendees may write statements.
    pub submit: bool,
    /// Whether what they write waits until a desk has read it.
    pub moderated: bool,
    /// Whether phones are shown the picture of opinions.
    pub shown: bool,
}

/// How far a conversation is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StatementsStage")]
pub enum Stage {
    /// Desks prepare it, and nobody else sees it.
    #[default]
    Preparing,
    /// It takes votes, and statements where the plan says so.
    Open,
    /// It takes neither.
    Closed,
}

/// A statement. Its text is one of the forum's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who made it. Never in a view.
    pub author: Author,
    /// The command that made it.
    pub id: CommandId,
    /// When it came in.
    pub at: Time,
    /// What it says.
    pub text: WordsNo,
    /// Raised by every change of its status: what commands about it name.
    pub version: u32,
    /// What became of it.
    pub status: Status,
    /// How many agree, disagree and pass.
    pub counts: [u32; 3],
    /// How often it was voted on, in steps: 0 below 5, then 1 below 20, and so on by fours. It never falls, so nobody can make
    /// it another one again and again.
    pub step: u8,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A desk has not read it yet.
    Waiting,
    /// Everyone may vote on it.
    Published,
    /// Not published, or not any more: what was said of it counts for no picture.
    Dismissed(Reason),
    /// Taken back by its author while it waited.
    Withdrawn,
}

/// Somebody who wrote statements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    /// They, in order.
    pub own: Vec<StatementNo>,
    /// When the last one came in.
    pub last: Time,
}

/// What somebody can say of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StatementVote")]
pub enum Vote {
    /// For it.
    Agree,
    /// Against it.
    Disagree,
    /// Neither.
    Pass,
}

impl Vote {
    /// Its place among what can be said: that of its count, too.
    #[must_use]
    pub fn place(self) -> usize {
        match self {
            Self::Agree => 0,
            Self::Disagree => 1,
            Self::Pass => 2,
        }
    }
}

/// What a person said, by statement.
pub type Votes = votes::Votes<StatementNo, Vote>;

/// A vote on a statement.
pub type Cast = votes::Cast<Vote>;

/// A picture, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictured {
    /// The version of the arithmetic that made it: another one may make another picture of the same votes.
    pub arithmetic: u32,
    /// The conversation's edition that it was made of.
    pub edition: u64,
    /// What it shows.
    pub picture: Picture,
}

impl Conversation {
    /// How many statements everyone may vote on.
    #[must_use]
    pub fn published(&self) -> usize {
        self.list.values().filter(|statement| statement.is_published()).count()
    }

    /// How many of the published ones attendees wrote.
    #[must_use]
    pub fn published_by_attendees(&self) -> usize {
        self.list.values().filter(|statement| statement.is_published() && !statement.is_seed()).count()
    }

    /// How many wait for a desk.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.list.values().filter(|statement| statement.status == Status::Waiting).count()
    }

    /// What that person said, statement by statement.
    pub fn votes_of(&self, person: PersonId) -> impl Iterator<Item = (StatementNo, &Cast)> {
        let own = self.votes.get(&person).into_iter();
        own.flat_map(|votes| &votes.cast).map(|(statement, cast)| (*statement, cast))
    }

    /// What that person said of a statement.
    #[must_use]
    pub fn cast(&self, person: PersonId, statement: StatementNo) -> Option<&Cast> {
        self.votes.get(&person)?.cast.get(&statement)
    }

    /// Every vote in the box.
    pub fn all_cast(&self) -> impl Iterator<Item = (PersonId, StatementNo, &Cast)> {
        self.votes.iter().flat_map(|(person, votes)| votes.cast.iter().map(|(on, cast)| (*person, *on, cast)))
    }

    /// Puts a vote into the box, in place of the one before it.
    pub fn put(&mut self, person: PersonId, statement: StatementNo, cast: Cast) {
        Arc::make_mut(self.votes.entry(person).or_default()).cast.insert(statement, cast);
    }

    /// The published statement that says the same, but for spelling.
    #[must_use]
    pub fn same(&self, text: &str) -> Option<StatementNo> {
        let key: Arc<str> = fold(text).into();
        let from = (Arc::clone(&key), StatementNo(0));
        self.keys.range(from..).next().filter(|(there, _)| *there == key).map(|(_, statement)| *statement)
    }

    /// Whether the last picture is of another edition than the votes are, or was not made yet.
    #[must_use]
    pub fn lacks_picture(&self) -> bool {
        self.stage == Stage::Closed
            && self.result.as_ref().is_none_or(|result| result.edition != self.edition)
    }

    /// The words of its statements.
    pub fn words(&self) -> impl Iterator<Item = (StatementNo, WordsNo)> {
        self.list.iter().map(|(no, statement)| (*no, statement.text))
    }

    /// Whether anybody gave it anything, or it was ever open.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.stage != Stage::Preparing || !self.writers.is_empty() || !self.votes.is_empty()
    }

    /// Notes what the statement says, where it is published, and that it says nothing any more where it is not.
    pub(super) fn key(&mut self, no: StatementNo, words: &Lexicon) {
        let Some(statement) = self.list.get(&no) else { return };
        let Some(text) = words.get(statement.text) else { return };
        let key = (fold(text).into(), no);
        if statement.is_published() {
            self.keys.insert(key);
        } else {
            self.keys.remove(&key);
        }
    }

    /// Makes anew what no snapshot holds.
    fn key_all(&mut self, words: &Lexicon) {
        self.keys = OrdSet::new();
        let all: Vec<StatementNo> = self.list.keys().copied().collect();
        for no in all {
            self.key(no, words);
        }
    }
}

impl Statement {
    /// Whether everyone may vote on it.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }

    /// Why it was dismissed, where it was.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        if let Status::Dismissed(reason) = self.status { Some(reason) } else { None }
    }

    /// Whether the organisers wrote it.
    #[must_use]
    pub fn is_seed(&self) -> bool {
        matches!(self.author, Author::Link(_))
    }

    /// The step that its votes come to.
    fn stepped(&self) -> u8 {
        const ABOVE: [u32; 6] = [5, 20, 80, 320, 1_280, 5_120];
        let votes: u32 = self.counts.iter().sum();
        ABOVE.iter().take_while(|bound| votes >= **bound).count() as u8
    }

    /// Whether anybody's vote on it stands.
    #[must_use]
    pub fn has_votes(&self) -> bool {
        self.counts != [0; 3]
    }
}

impl State {
    /// A statement of a session.
    #[must_use]
    pub fn statement(&self, session: SessionNo, no: StatementNo) -> Option<&Arc<Statement>> {
        self.conversations.get(&session)?.list.get(&no)
    }

    /// Makes anew what no snapshot holds of the conversations.
    pub(super) fn rebuild_statements(&mut self) {
        let Self { conversations, words, .. } = self;
        let all: Vec<SessionNo> = conversations.keys().copied().collect();
        for no in all {
            if let Some(conversation) = conversations.get_mut(&no) {
                Arc::make_mut(conversation).key_all(words);
            }
        }
    }

    /// When a last picture became due, where one is.
    pub(in crate::domain) fn picture_due(&self) -> Option<Time> {
        self.conversations.values().filter(|held| held.lacks_picture()).map(|held| held.staged).min()
    }
}
