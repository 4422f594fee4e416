//! What happened to recommendations.

use serde::{Deserialize, Serialize};

use super::{Day, Evidence, FollowUp, Marks, Rule, Voice};
use crate::domain::forum::Title;
use crate::domain::id::{CommandId, LinkNo, PersonId, RecommendationNo, VoteNo, WordsNo};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::time::Time;

/// A change of the recommendations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the recommendation's")]
pub enum RecommendationChange {
    /// One was drafted.
    Drafted {
        recommendation: RecommendationNo,
        author: Author,
        id: CommandId,
        title: WordsNo,
        text: Option<WordsNo>,
        evidence: Vec<Evidence>,
        time: Time,
    },
    /// What it says was changed; once it was published, when.
    Edited {
        recommendation: RecommendationNo,
        title: WordsNo,
        text: Option<WordsNo>,
        label: Title,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrected: Option<Time>,
    },
    /// It is for that office, by that day; once it was put to the vote, when that was set.
    Assigned {
        recommendation: RecommendationNo,
        owner: Title,
        due: Option<Day>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_vote: Option<Time>,
    },
    /// It rests on one more thing.
    Cited { recommendation: RecommendationNo, evidence: Evidence },
    /// It rests on these, and on none that others brought to it.
    Founded { recommendation: RecommendationNo, evidence: Vec<Evidence> },
    /// It was united with another one.
    Merged { recommendation: RecommendationNo, into: RecommendationNo },
    /// It stands by itself again.
    Unmerged { recommendation: RecommendationNo },
    /// What a rapporteur thinks of it; marks before of the same link no longer count.
    Marked { recommendation: RecommendationNo, by: LinkNo, marks: Option<Marks>, seq: Seq, id: CommandId },
    /// They were put in order by hand, or are by their marks again.
    Arranged { order: Vec<RecommendationNo> },
    /// It is to be put to the vote, or is a draft again.
    Proposed { recommendation: RecommendationNo, on: bool },
    /// It was given up.
    Withdrawn { recommendation: RecommendationNo },
    /// It is a draft again.
    Restored { recommendation: RecommendationNo },
    /// Everyone votes on these.
    VoteOpened {
        round: VoteNo,
        list: Vec<RecommendationNo>,
        rule: Rule,
        until: Option<Time>,
        time: Time,
        by: LinkNo,
        id: CommandId,
        /// It came home to a history in which not all of these stand as they were voted on: it says nothing of how they stand.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        apart: bool,
    },
    /// When the vote closes by itself was set.
    VoteTimed { round: VoteNo, until: Option<Time>, by: LinkNo, id: CommandId },
    /// No vote is taken any more.
    VoteClosed { round: VoteNo, time: Time },
    /// Somebody said something of one; what they said before no longer counts.
    Voted {
        round: VoteNo,
        recommendation: RecommendationNo,
        person: PersonId,
        vote: Option<Voice>,
        seq: Seq,
        id: CommandId,
    },
    /// Everyone sees it.
    Published { recommendation: RecommendationNo, anyway: bool, time: Time },
    /// It is published no more.
    Unpublished { recommendation: RecommendationNo, reason: WordsNo },
    /// How it stands with it.
    Followed { recommendation: RecommendationNo, status: FollowUp, note: Option<WordsNo>, time: Time },
}

impl RecommendationChange {
    /// Whose own part it changes by a vote.
    #[must_use]
    pub fn voter(&self) -> Option<PersonId> {
        if let Self::Voted { person, .. } = self { Some(*person) } else { None }
    }

    /// Whose own part it changes by marks.
    #[must_use]
    pub fn marker(&self) -> Option<LinkNo> {
        if let Self::Marked { by, .. } = self { Some(*by) } else { None }
    }

    /// Who gave which command, of what is done once and makes nothing that has a number.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self {
            Self::VoteOpened { by, id, .. } | Self::VoteTimed { by, id, .. } => Some((*by, *id)),
            Self::Drafted { .. }
            | Self::Edited { .. }
            | Self::Assigned { .. }
            | Self::Cited { .. }
            | Self::Founded { .. }
            | Self::Merged { .. }
            | Self::Unmerged { .. }
            | Self::Marked { .. }
            | Self::Arranged { .. }
            | Self::Proposed { .. }
            | Self::Withdrawn { .. }
            | Self::Restored { .. }
            | Self::VoteClosed { .. }
            | Self::Voted { .. }
            | Self::Published { .. }
            | Self::Unpublished { .. }
            | Self::Followed { .. } => None,
        }
    }
}
