//! What the forum knows of a participant: what the device did, and no name.

use imbl::OrdSet;
use serde::{Deserialize, Serialize};

use super::id::{IdeaNo, QuestionNo, RemarkNo, SessionNo, SpeakerNo, WordsNo};
use super::register::Seq;
use super::state::State;
use super::time::Time;

/// A participant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Questions asked, in order.
    pub questions: Vec<QuestionNo>,
    /// How many of them wait for a moderator.
    pub waiting: u32,
    /// When the last one was asked.
    pub last_asked: Option<Time>,
    /// Questions supported now.
    pub supports: OrdSet<QuestionNo>,
    /// The highest sequence number of its supports and ratings: a second device goes on above it. Ballots hold their
    /// own, so that a vote touches nothing here: it would double what a ballot costs, and a secret one would tell.
    pub seq: Seq,
    /// The questions through which desks blocked the device. While there is one it may read, and nothing else. Each block is
    /// of its own question, and is taken back there: that a desk sees one shows it none of the others.
    pub blocked_by: OrdSet<QuestionNo>,
    /// The ideas through which they did, in the same way.
    #[serde(default, skip_serializing_if = "OrdSet::is_empty")]
    pub blocked_by_ideas: OrdSet<IdeaNo>,
    /// What it left at stands through which they did.
    #[serde(default, skip_serializing_if = "OrdSet::is_empty")]
    pub blocked_by_remarks: OrdSet<RemarkNo>,
    /// The requests for the microphone through which they did.
    #[serde(default, skip_serializing_if = "OrdSet::is_empty")]
    pub blocked_by_requests: OrdSet<SpeakerNo>,
    /// What its comments and its ballots that are not secret said before they were changed: erased with the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_words: Vec<WordsNo>,
}

impl Person {
    /// The questions that it supports and that are on that session's board.
    pub fn supports_in<'a>(
        &'a self,
        state: &'a State,
        session: SessionNo,
    ) -> impl Iterator<Item = QuestionNo> + 'a {
        let there = move |no: &QuestionNo| {
            state.questions.get(no).is_some_and(|question| question.standing.session == session)
        };
        self.supports.iter().copied().filter(there)
    }

    /// Whether nothing is taken from the device.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        !self.blocked_by.is_empty()
            || !self.blocked_by_ideas.is_empty()
            || !self.blocked_by_remarks.is_empty()
            || !self.blocked_by_requests.is_empty()
    }
}
