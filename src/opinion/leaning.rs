//! How a group leans on a statement, and how much that is its own.

use super::counts::{Counts, Side};
use super::proportion::{self, SIGNIFICANT};

/// One side of a statement, as one group takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaning {
    /// The probability that one of the group takes the side, 0 to 1.
    pub probability: f64,
    /// The z-value of most of the group taking it.
    pub majority: f64,
    /// How many times as probable it is as with the others.
    pub ratio: f64,
    /// The z-value of it being more frequent than with the others.
    pub difference: f64,
}

impl Leaning {
    /// Of a group among the others.
    #[must_use]
    pub fn of(group: Counts, others: Counts, side: Side) -> Self {
        let within = (group.took(side), group.seen());
        let elsewhere = (others.took(side), others.seen());
        Self {
            probability: group.probability(side),
            majority: group.majority(side),
            ratio: group.probability(side) / others.probability(side),
            difference: proportion::difference(within, elsewhere),
        }
    }

    /// Whether the side is the group's, and more so than of the others.
    #[must_use]
    pub fn is_significant(&self) -> bool {
        self.difference > SIGNIFICANT && self.majority > SIGNIFICANT
    }

    /// By what representative statements are ranked.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.ratio * self.difference * self.probability * self.majority
    }
}

/// Both sides of a statement, as one group takes them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stance {
    /// Who of the group said what.
    pub counts: Counts,
    /// How it agrees.
    pub agree: Leaning,
    /// How it disagrees.
    pub disagree: Leaning,
}

impl Stance {
    /// Of a group among the others.
    #[must_use]
    pub fn of(group: Counts, others: Counts) -> Self {
        let leaning = |side| Leaning::of(group, others, side);
        Self { counts: group, agree: leaning(Side::Agree), disagree: leaning(Side::Disagree) }
    }

    /// The side that sets the group more apart, and how it takes it.
    #[must_use]
    pub fn own(&self) -> (Side, &Leaning) {
        if self.agree.difference > self.disagree.difference {
            (Side::Agree, &self.agree)
        } else {
            (Side::Disagree, &self.disagree)
        }
    }
}
