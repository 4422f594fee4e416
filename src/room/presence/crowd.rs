//! How many different devices there were, whichever nodes they came to.
//!
//! Of everyone's number only the smallest ones are kept: as long as those are all, the count is exact, and beyond it follows
//! from how close together they lie. What two nodes kept is put together by keeping the smallest of both, so that a device
//! that both saw counts once, and a report that is lost or comes twice changes nothing.
//!
//! The estimate from the k smallest of uniform numbers, (k - 1) / the largest of them, has a standard error of
//! 1 / sqrt(k - 2), here 2.2% (Bar-Yossef and others, 2002, "Counting distinct elements in a data stream").

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::id::PersonId;

/// Numbers that are kept: 8 KiB of them.
const KEPT: usize = 2_048;

/// A crowd, by the smallest of its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Crowd(BTreeSet<u32>);

impl Crowd {
    /// Somebody was there. The server draws a person's bits, so that the first of them are a number as good as any.
    pub(super) fn add(&mut self, PersonId([a, b, c, d, ..]): PersonId) {
        self.put(u32::from_be_bytes([a, b, c, d]));
    }

    /// Those of another node were there as well.
    pub(super) fn unite(&mut self, other: &Self) {
        other.0.iter().for_each(|number| self.put(*number));
    }

    /// How many there were.
    pub(super) fn count(&self) -> u32 {
        let kept = self.0.len() as u64;
        match self.0.last() {
            Some(last) if self.0.len() >= KEPT => {
                let estimate = ((kept - 1) << u32::BITS) / (u64::from(*last) + 1);
                u32::try_from(estimate.max(kept)).unwrap_or(u32::MAX)
            }
            _ => self.0.len() as u32,
        }
    }

    fn put(&mut self, number: u32) {
        if self.0.len() < KEPT {
            self.0.insert(number);
        } else if self.0.last().is_some_and(|last| number < *last) && self.0.insert(number) {
            self.0.pop_last();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(people: std::ops::Range<u64>) -> Crowd {
        let mut crowd = Crowd::default();
        for seed in people {
            let mut draw = fastrand::Rng::with_seed(seed);
            crowd.add(PersonId(std::array::from_fn(|_| draw.u8(..))));
        }
        crowd
    }

    #[test]
    fn a_hall_is_counted_exactly_and_a_large_one_closely() {
        for people in [0, 1, 12, 900, 2_047] {
            assert_eq!(u64::from(crowd(0..people).count()), people);
        }
        let many = crowd(0..20_000).count();
        assert!(many.abs_diff(20_000) < 1_400, "{many}");
        assert!(crowd(0..20_000).0.len() <= KEPT);
    }

    #[test]
    fn whoever_came_to_two_nodes_counts_once() {
        let mut both = crowd(0..700);
        both.unite(&crowd(300..1_000));
        assert_eq!(both.count(), 1_000);
        both.unite(&crowd(0..700));
        assert_eq!(both.count(), 1_000, "heard again");
        let mut many = crowd(0..12_000);
        many.unite(&crowd(8_000..20_000));
        assert_eq!(many, crowd(0..20_000), "the same as of one node that saw all");
    }
}
