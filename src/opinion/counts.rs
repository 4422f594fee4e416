//! How many said what.

use std::ops::{Add, Sub};

use super::proportion;
use super::vote::Vote;

/// A side that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// For the statement.
    Agree,
    /// Against it.
    Disagree,
}

/// The votes of some people on one statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many agree.
    pub agrees: u32,
    /// How many disagree.
    pub disagrees: u32,
    /// How many pass.
    pub passes: u32,
}

impl Counts {
    /// How many voted.
    #[must_use]
    pub fn seen(self) -> u32 {
        self.agrees + self.disagrees + self.passes
    }

    /// How many took the side.
    #[must_use]
    pub fn took(self, side: Side) -> u32 {
        match side {
            Side::Agree => self.agrees,
            Side::Disagree => self.disagrees,
        }
    }

    /// The probability of taking the side, with the pseudo-count.
    #[must_use]
    pub fn probability(self, side: Side) -> f64 {
        proportion::probability(self.took(side), self.seen())
    }

    /// The z-value of a majority taking the side.
    #[must_use]
    pub fn majority(self, side: Side) -> f64 {
        proportion::majority(self.took(side), self.seen())
    }

    /// One more vote.
    pub fn count(&mut self, vote: Vote) {
        match vote {
            Vote::Agree => self.agrees += 1,
            Vote::Disagree => self.disagrees += 1,
            Vote::Pass => self.passes += 1,
        }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            agrees: self.agrees + other.agrees,
            disagrees: self.disagrees + other.disagrees,
            passes: self.passes + other.passes,
        }
    }
}

impl Sub for Counts {
    type Output = Self;

    /// What is left without those of the other, which are among these.
    fn sub(self, other: Self) -> Self {
        Self {
            agrees: self.agrees - other.agrees,
            disagrees: self.disagrees - other.disagrees,
            passes: self.passes - other.passes,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}
