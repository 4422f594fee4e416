//! Who keeps which words, so that erasing some goes to those who keep them and not through the whole forum.
//!
//! Derived from questions, ballots, statements and ratings, kept beside them by `apply`, never in a snapshot. Words of the agenda and of
//! the walls are not here: those few are looked through.

use imbl::OrdMap;

use super::id::{
    BadgeNo, IdeaNo, PersonId, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StatementNo,
    WordsNo,
};
use super::poll::Voter;
use super::stand::AtStand;

/// Where words are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    /// One of a question's: its text, its name, or one that it had before.
    Question(QuestionNo),
    /// Written on a ballot that stands, that voter's.
    Poll(PollNo, Voter),
    /// The comment of a rating that stands, that person's.
    Feedback(SessionNo, PersonId),
    /// The name of somebody on the session's leaderboard, that person's.
    Player(SessionNo, PersonId),
    /// The topic or the name of a request to speak, that person's.
    Speaker(SessionNo, PersonId),
    /// A badge's number or name.
    Badge(BadgeNo),
    /// What a statement of that session says.
    Statement(SessionNo, StatementNo),
    /// One of an idea's, on that session's board.
    Idea(SessionNo, IdeaNo),
    /// What a table of that session's board came to.
    Table(SessionNo, u8),
    /// What the QR code of that stand says: nobody wrote it.
    StandKey(AtStand),
    /// A question or comment at that stand, or its answer.
    Remark(AtStand, RemarkNo),
    /// What a recommendation says, why it is published no more, or a word on what was done of it.
    Recommendation(RecommendationNo),
}

impl Keeper {
    /// The question, where it is one.
    #[must_use]
    pub fn question(&self) -> Option<QuestionNo> {
        if let Self::Question(no) = self { Some(*no) } else { None }
    }

    /// The statement, where it is one.
    #[must_use]
    pub fn statement(&self) -> Option<(SessionNo, StatementNo)> {
        if let Self::Statement(session, no) = self { Some((*session, *no)) } else { None }
    }

    /// The recommendation, where it is one.
    #[must_use]
    pub fn recommendation(&self) -> Option<RecommendationNo> {
        if let Self::Recommendation(no) = self { Some(*no) } else { None }
    }

    /// Who appears under them on a leaderboard of that session.
    #[must_use]
    pub fn player(&self, of: SessionNo) -> Option<PersonId> {
        if let Self::Player(session, person) = self { (*session == of).then_some(*person) } else { None }
    }

    /// The poll, where it is one.
    #[must_use]
    pub fn poll(&self) -> Option<PollNo> {
        if let Self::Poll(no, _) = self { Some(*no) } else { None }
    }
}

/// The keeper of each words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keepers(OrdMap<WordsNo, Keeper>);

impl Keepers {
    /// Who keeps these.
    #[must_use]
    pub fn get(&self, no: WordsNo) -> Option<Keeper> {
        self.0.get(&no).copied()
    }

    /// They are kept there from now on.
    pub fn put(&mut self, words: impl IntoIterator<Item = WordsNo>, keeper: Keeper) {
        for no in words {
            self.0.insert(no, keeper);
        }
    }

    /// Nobody keeps them any more.
    pub fn take(&mut self, words: impl IntoIterator<Item = WordsNo>) {
        for no in words {
            self.0.remove(&no);
        }
    }
}
