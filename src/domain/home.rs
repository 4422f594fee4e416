//! Entries that the journal had lost and has again: which ones, and what came of each.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::id::{
    ActNo, BadgeNo, ClusterNo, CommandId, CueNo, HallNo, IdeaNo, LinkNo, PollNo, QuestionNo,
    RecommendationNo, RemarkNo, SessionNo, SpeakerNo, StandNo, StatementNo, VoteNo, WordsNo,
};

/// What came of a lost entry when it was brought home.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The numbers that it gave out in the lost history, with those that the same things have now: what comes after it
    /// there names them by the first ones.
    #[serde(default, skip_serializing_if = "Anew::is_empty")]
    pub anew: Anew,
    /// What the crew had decided in it that was not taken over, as something else was decided of the same since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
}

impl Home {
    /// Whether there is nothing to tell of it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.anew.is_empty() && self.left.is_empty()
    }
}

/// Numbers of things of a lost history, and those that the same things have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "each holds the numbers of its kind")]
pub struct Anew {
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub halls: OrdMap<HallNo, HallNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub sessions: OrdMap<SessionNo, SessionNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub questions: OrdMap<QuestionNo, QuestionNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub polls: OrdMap<PollNo, PollNo>,
    /// Rounds, each by its poll and its number there.
    #[serde(skip_serializing_if = "OrdMap::is_empty", with = "super::pairs")]
    pub rounds: OrdMap<(PollNo, u32), (PollNo, u32)>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub links: OrdMap<LinkNo, LinkNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub acts: OrdMap<ActNo, ActNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub words: OrdMap<WordsNo, WordsNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub badges: OrdMap<BadgeNo, BadgeNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub statements: OrdMap<StatementNo, StatementNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub ideas: OrdMap<IdeaNo, IdeaNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub clusters: OrdMap<ClusterNo, ClusterNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub stands: OrdMap<StandNo, StandNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub remarks: OrdMap<RemarkNo, RemarkNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub cues: OrdMap<CueNo, CueNo>,
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub recommendations: OrdMap<RecommendationNo, RecommendationNo>,
    /// Votes over recommendations.
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub votes: OrdMap<VoteNo, VoteNo>,
    /// Tickets of speaking queues.
    #[serde(skip_serializing_if = "OrdMap::is_empty")]
    pub speakers: OrdMap<SpeakerNo, SpeakerNo>,
}

impl Anew {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A decision that was not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// What it was about.
    pub about: Matter,
    /// Who had given which command, where such a command is done once: sent again, it must not come to something new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<(LinkNo, CommandId)>,
}

/// What a decision of the crew is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// The forum's name, rules, network, look or logo.
    Forum,
    /// A hall, or the agenda of its day.
    Hall,
    /// A session: its plan, its phase, its board, its pause, its note, its feedback.
    Session,
    /// A role link or what its wall is like.
    Link,
    /// A question: what was decided of it, or its own author's change of it.
    Question,
    /// Who asked a question.
    Person,
    /// A poll: its draft, its rounds, its words.
    Poll,
    /// A name on a leaderboard.
    Name,
    /// The walls of a hall.
    Wall,
    /// A badge.
    Badge,
    /// An award.
    Award,
    /// A session's statements.
    Statement,
    /// An idea board.
    Ideas,
    /// An exhibition.
    Stands,
    /// A hall's run of show.
    Show,
    /// A speaking queue.
    Speaking,
    /// The recommendations.
    Recommendations,
}
