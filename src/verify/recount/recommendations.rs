//! The votes over recommendations, counted from the changes alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Order;
use crate::domain::id::{PersonId, RecommendationNo, VoteNo};
use crate::domain::recommendation::{RecommendationChange, Voice};

/// Of every vote, what everyone said.
#[derive(Debug, Default)]
pub(in crate::verify) struct Recommendations(BTreeMap<VoteNo, Ballots>);

/// A vote: what is voted on, and what was said.
#[derive(Debug, Default)]
struct Ballots {
    list: BTreeSet<RecommendationNo>,
    said: BTreeMap<(RecommendationNo, PersonId), (Order, Option<Voice>)>,
}

impl Recommendations {
    pub fn take(&mut self, change: &RecommendationChange) {
        match change {
            RecommendationChange::VoteOpened { round, list, .. } => {
                self.0.entry(*round).or_default().list.extend(list);
            }
            RecommendationChange::Voted { round, recommendation, person, vote, seq, id } => {
                let Some(held) = self.0.get_mut(round).filter(|held| held.list.contains(recommendation))
                else {
                    return;
                };
                let (order, key) = ((*seq, *id), (*recommendation, *person));
                if held.said.get(&key).is_none_or(|(before, _)| *before < order) {
                    held.said.insert(key, (order, *vote));
                }
            }
            RecommendationChange::Drafted { .. }
            | RecommendationChange::Edited { .. }
            | RecommendationChange::Assigned { .. }
            | RecommendationChange::Cited { .. }
            | RecommendationChange::Founded { .. }
            | RecommendationChange::Merged { .. }
            | RecommendationChange::Unmerged { .. }
            | RecommendationChange::Marked { .. }
            | RecommendationChange::Arranged { .. }
            | RecommendationChange::Proposed { .. }
            | RecommendationChange::Withdrawn { .. }
            | RecommendationChange::Restored { .. }
            | RecommendationChange::VoteTimed { .. }
            | RecommendationChange::VoteClosed { .. }
            | RecommendationChange::Published { .. }
            | RecommendationChange::Unpublished { .. }
            | RecommendationChange::Followed { .. } => {}
        }
    }

    /// How many agree, disagree and abstain in a vote, by recommendation; nothing of those of which nobody says anything.
    pub fn counts(&self, round: VoteNo) -> BTreeMap<RecommendationNo, [u32; 3]> {
        let mut counts = BTreeMap::<RecommendationNo, [u32; 3]>::new();
        let said = self.0.get(&round).into_iter().flat_map(|held| &held.said);
        for ((no, _), (_, voice)) in said {
            let Some(voice) = voice else { continue };
            let place = match voice {
                Voice::Agree => 0,
                Voice::Disagree => 1,
                Voice::Abstain => 2,
            };
            counts.entry(*no).or_default()[place] += 1;
        }
        counts
    }

    /// How many people say something in a vote.
    pub fn voters(&self, round: VoteNo) -> u32 {
        let said = self.0.get(&round).into_iter().flat_map(|held| &held.said);
        let voters: BTreeSet<PersonId> =
            said.filter(|(_, (_, voice))| voice.is_some()).map(|((_, person), _)| *person).collect();
        voters.len() as u32
    }
}
