//! Dots, and what they count for.

use std::collections::{BTreeMap, BTreeSet};

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{IdeaBoard, Own};
use crate::domain::id::{ClusterNo, IdeaNo, PersonId};

/// Where dots lie, and what a table's result rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// An idea.
    Idea(IdeaNo),
    /// A group.
    Cluster(ClusterNo),
}

/// Dots on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Dots {
    /// On what.
    pub on: Spot,
    /// How many.
    pub n: u32,
}

/// What all dots come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DotTally {
    /// How many people have dots that count.
    pub voters: u32,
    /// How many dots count on what; nothing is here that has none.
    #[serde(with = "crate::domain::pairs")]
    pub on: OrdMap<Spot, u32>,
}

impl DotTally {
    /// Counts one person's dots.
    fn add(&mut self, counted: &BTreeMap<Spot, u32>) {
        self.voters += u32::from(!counted.is_empty());
        for (spot, n) in counted {
            *self.on.entry(*spot).or_default() += n;
        }
    }

    /// Takes one person's dots out of the count.
    fn take(&mut self, counted: &BTreeMap<Spot, u32>) {
        self.voters = self.voters.saturating_sub(u32::from(!counted.is_empty()));
        for (spot, n) in counted {
            let left = self.on.remove(spot).unwrap_or_default().saturating_sub(*n);
            if left > 0 {
                self.on.insert(*spot, left);
            }
        }
    }
}

impl IdeaBoard {
    /// What dots on that count for: an idea in a group counts for the group, and what is not on the board for nothing.
    #[must_use]
    pub fn counts_for(&self, spot: Spot) -> Option<Spot> {
        match spot {
            Spot::Cluster(no) => self.clusters.contains_key(&no).then_some(spot),
            Spot::Idea(no) => Some(self.listed(no)?.cluster.map_or(spot, Spot::Cluster)),
        }
    }

    /// What somebody's dots come to: in the order in which they were given, no more in all and on one than one may give. What
    /// two ideas had that lie in one group by now is one.
    #[must_use]
    pub fn counted(&self, dots: &[Dots]) -> BTreeMap<Spot, u32> {
        let mut counted = BTreeMap::new();
        let mut left = u32::from(self.plan.dots);
        for given in dots {
            let Some(on) = self.counts_for(given.on) else { continue };
            let has: &mut u32 = counted.entry(on).or_default();
            let n = given.n.min(u32::from(self.plan.most).saturating_sub(*has)).min(left);
            *has += n;
            left -= n;
        }
        counted.retain(|_, n| *n > 0);
        counted
    }

    /// What the dots of that person come to.
    #[must_use]
    pub fn counted_of(&self, own: &Own) -> BTreeMap<Spot, u32> {
        self.counted(own.dots.as_ref().map_or(&[], |given| &given.dots))
    }

    /// Whether anybody gave dots, those that were taken back too.
    #[must_use]
    pub fn has_dots(&self) -> bool {
        self.people.values().any(|own| own.dots.is_some())
    }

    /// Changes what lies where, and counts the dots of those anew who gave some on one of these spots: nobody else's count for
    /// something else.
    pub(super) fn recounting(&mut self, spots: &BTreeSet<Spot>, change: impl FnOnce(&mut Self)) {
        let concerned = self.people.iter().filter(|(_, own)| own.has_dots_on(|on| spots.contains(&on)));
        let before: Vec<(PersonId, BTreeMap<Spot, u32>)> =
            concerned.map(|(person, own)| (*person, self.counted_of(own))).collect();
        change(self);
        for (person, before) in before {
            let now = self.people.get(&person).map(|own| self.counted_of(own)).unwrap_or_default();
            self.count_instead(&before, &now);
        }
    }

    /// Counts all dots anew: how many one has, or may give to one, is another number.
    pub(super) fn recount(&mut self) {
        let mut tally = DotTally::default();
        for own in self.people.values() {
            tally.add(&self.counted_of(own));
        }
        self.tally = tally;
    }

    /// Counts one person's dots instead of those of before.
    pub(super) fn count_instead(&mut self, before: &BTreeMap<Spot, u32>, now: &BTreeMap<Spot, u32>) {
        self.tally.take(before);
        self.tally.add(now);
    }
}
