//! Topics: the parts of a view by their numbers on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::PollNo;

/// A topic's number. Polls begin at [`Topic::POLLS`]: poll 7 is topic 107.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Topic(pub u32);

#[allow(missing_docs, reason = "each is the view of the same name")]
impl Topic {
    pub const AGENDA: Self = Self(0);
    pub const SESSION: Self = Self(1);
    pub const QUESTIONS: Self = Self(2);
    pub const WAITING: Self = Self(3);
    pub const STAGE: Self = Self(4);
    pub const COUNTS: Self = Self(5);
    pub const ACTS: Self = Self(6);
    pub const FEEDBACK: Self = Self(7);
    pub const SCREEN: Self = Self(8);
    pub const LINKS: Self = Self(9);
    /// Dismissed, merged and withdrawn questions: read by `page` alone.
    pub const ASIDE: Self = Self(10);
    pub const LEADERS: Self = Self(11);
    pub const BADGES: Self = Self(12);
    pub const AWARD: Self = Self(13);
    pub const JURY: Self = Self(14);
    pub const STATEMENTS: Self = Self(15);
    pub const OPINIONS: Self = Self(16);
    pub const IDEAS: Self = Self(17);
    pub const BOARD: Self = Self(18);
    pub const AWARD_PLAN: Self = Self(19);
    pub const RESULTS: Self = Self(20);
    pub const STANDS: Self = Self(23);
    pub const REMARKS: Self = Self(24);
    pub const INTEREST: Self = Self(25);
    pub const RECORD: Self = Self(26);
    pub const PAPERS: Self = Self(27);
    pub const RECOMMENDATIONS: Self = Self(21);
    pub const DRAFTS: Self = Self(22);
    pub const SHOW: Self = Self(29);
    pub const NEXT_CUE: Self = Self(30);
    pub const SPEAKING: Self = Self(31);
    pub const SPEAKERS: Self = Self(32);
    /// The first number of polls, less one.
    pub const POLLS: Self = Self(100);

    /// A poll's topic.
    #[must_use]
    pub fn poll(poll: PollNo) -> Self {
        Self(Self::POLLS.0.saturating_add(poll.0))
    }

    /// The poll that the topic is of.
    #[must_use]
    pub fn as_poll(self) -> Option<PollNo> {
        self.0.checked_sub(Self::POLLS.0).filter(|no| *no > 0).map(PollNo)
    }
}
