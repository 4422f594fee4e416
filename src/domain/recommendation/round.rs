//! A vote over all that is proposed.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{CommandId, LinkNo, PersonId, RecommendationNo, VoteNo};
use crate::domain::time::Time;
use crate::domain::votes;

/// One vote over what was proposed when it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its number.
    pub no: VoteNo,
    /// What is voted on.
    pub list: Vec<RecommendationNo>,
    /// When something is agreed.
    pub rule: Rule,
    /// When it was opened.
    pub opened: Time,
    /// When it closes by itself.
    pub until: Option<Time>,
    /// When it was closed.
    pub closed: Option<Time>,
    /// Whose link opened it, and by which command.
    pub by: LinkNo,
    /// That command.
    pub id: CommandId,
    /// What everyone said, by person. What was taken back stays, so that nothing older can come after it.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub votes: OrdMap<PersonId, Arc<Votes>>,
    /// How many agree, disagree and abstain, equal to a recount at every revision.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub counts: OrdMap<RecommendationNo, [u32; 3]>,
    /// How many people said something.
    pub voted: u32,
}

/// When a recommendation is agreed: settled before anybody votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "VoteRule")]
pub struct Rule {
    /// More than so many in a hundred of those who agree or disagree agree: 50 to 99.
    pub more_than: u8,
    /// And so many at least said something of it, also to abstain.
    pub voters: u32,
}

/// What somebody can say of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RecommendationVote")]
pub enum Voice {
    /// For it.
    Agree,
    /// Against it.
    Disagree,
    /// Neither, and present.
    Abstain,
}

/// What a person said, by recommendation.
pub type Votes = votes::Votes<RecommendationNo, Voice>;

/// What somebody said of one.
pub type Cast = votes::Cast<Voice>;

/// What a vote came to for one recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// In which vote.
    pub round: VoteNo,
    /// How many agree, disagree and abstain.
    pub counts: [u32; 3],
    /// Whether that is enough.
    pub agreed: bool,
}

impl Voice {
    /// Its place among the counts.
    #[must_use]
    pub fn place(self) -> usize {
        match self {
            Self::Agree => 0,
            Self::Disagree => 1,
            Self::Abstain => 2,
        }
    }
}

impl Rule {
    /// Whether so many are enough.
    #[must_use]
    pub fn agrees(self, [agree, disagree, abstain]: [u32; 3]) -> bool {
        let (agree, disagree, abstain) = (u64::from(agree), u64::from(disagree), u64::from(abstain));
        agree * 100 > u64::from(self.more_than) * (agree + disagree)
            && agree + disagree + abstain >= u64::from(self.voters)
    }
}

impl Round {
    /// Whether what is received now counts.
    #[must_use]
    pub fn takes_votes(&self, now: Time) -> bool {
        self.closed.is_none() && self.until.is_none_or(|until| now < until)
    }

    /// What that person said of a recommendation.
    #[must_use]
    pub fn cast(&self, person: PersonId, no: RecommendationNo) -> Option<&Cast> {
        self.votes.get(&person)?.cast.get(&no)
    }

    /// Every vote in the box.
    pub fn all_cast(&self) -> impl Iterator<Item = (PersonId, RecommendationNo, &Cast)> {
        self.votes.iter().flat_map(|(person, votes)| votes.cast.iter().map(|(on, cast)| (*person, *on, cast)))
    }

    /// What it comes to for that one.
    #[must_use]
    pub fn outcome(&self, no: RecommendationNo) -> Outcome {
        let counts = self.counts.get(&no).copied().unwrap_or_default();
        Outcome { round: self.no, counts, agreed: self.rule.agrees(counts) }
    }

    /// Takes a vote in the place of the one before it, unless a later one stands; tells whether anything counts otherwise by it.
    pub(super) fn take(&mut self, person: PersonId, no: RecommendationNo, cast: Cast) -> bool {
        let before = self.cast(person, no).copied();
        if before.is_some_and(|before| before.order() >= cast.order()) || !self.list.contains(&no) {
            return false;
        }
        let votes: &mut Votes = Arc::make_mut(self.votes.entry(person).or_default());
        let said = votes.says();
        votes.cast.insert(no, cast);
        let says = votes.says();
        self.voted = self.voted.saturating_add(u32::from(says)).saturating_sub(u32::from(said));
        let before = before.and_then(|before| before.vote);
        let counts = self.counts.entry(no).or_default();
        if let Some(before) = before {
            counts[before.place()] = counts[before.place()].saturating_sub(1);
        }
        if let Some(voice) = cast.vote {
            counts[voice.place()] = counts[voice.place()].saturating_add(1);
        }
        before != cast.vote
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_wants_more_than_its_share_and_its_voters() {
        let half = Rule { more_than: 50, voters: 3 };
        assert!(half.agrees([2, 1, 0]));
        assert!(!half.agrees([2, 2, 5]), "half is not more than half");
        assert!(half.agrees([1, 0, 2]), "who abstains is there");
        assert!(!half.agrees([2, 0, 0]), "two are not three");
        let two_thirds = Rule { more_than: 66, voters: 1 };
        assert!(two_thirds.agrees([2, 1, 0]) && !two_thirds.agrees([66, 34, 0]));
        assert!(!Rule { more_than: 50, voters: 1 }.agrees([0, 0, 4]), "nobody agrees");
    }
}
