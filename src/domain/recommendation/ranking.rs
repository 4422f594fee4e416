//! What rapporteurs' marks come to.

use std::cmp::Ordering;

use super::{Marks, Recommendation};

/// The means of a recommendation's marks, as sums over so many voices. Ordered by the product of the two means; one without marks comes last.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// All marks for what it would bring.
    pub impact: u64,
    /// All marks for how well it can be done.
    pub feasibility: u64,
    /// How many gave them.
    pub voices: u64,
}

impl Score {
    /// The product of the two means in hundredths, rounded half up: 100 to 2,500; 0 without marks.
    #[must_use]
    pub fn hundredths(self) -> u32 {
        mean(self.impact * self.feasibility, self.voices * self.voices)
    }

    /// The two means in hundredths, rounded half up.
    #[must_use]
    pub fn means(self) -> (u32, u32) {
        (mean(self.impact, self.voices), mean(self.feasibility, self.voices))
    }

    /// The product, and what it is to be divided by.
    fn ratio(self) -> (u128, u128) {
        let voices = u128::from(self.voices.max(1));
        (u128::from(self.impact) * u128::from(self.feasibility), voices * voices)
    }
}

/// Hundredths of a ratio, rounded half up; 0 of nothing.
fn mean(sum: u64, of: u64) -> u32 {
    if of == 0 { 0 } else { u32::try_from((sum * 200 + of) / (of * 2)).unwrap_or(u32::MAX) }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((own, by), (others, others_by)) = (self.ratio(), other.ratio());
        (own * others_by).cmp(&(others * by))
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}

impl Recommendation {
    /// What its marks come to.
    #[must_use]
    pub fn score(&self) -> Score {
        let given = self.marks.values().filter_map(|marked| marked.marks);
        given.fold(Score::default(), |sum, Marks { impact, feasibility }| Score {
            impact: sum.impact + u64::from(impact),
            feasibility: sum.feasibility + u64::from(feasibility),
            voices: sum.voices + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(impact: u64, feasibility: u64, voices: u64) -> Score {
        Score { impact, feasibility, voices }
    }

    #[test]
    fn means_are_rounded_half_up_and_compared_exactly() {
        assert_eq!(score(13, 9, 3).means(), (433, 300));
        assert_eq!(score(1, 1, 8).means().0, 13, "an eighth is 12.5 hundredths");
        assert_eq!(score(13, 9, 3).hundredths(), 1_300);
        assert_eq!(score(0, 0, 0).hundredths(), 0);
        // 4.3333 and 4.3334 are one number in hundredths, and not alike.
        assert!(score(43_334, 10_000, 10_000) > score(13, 3, 3));
        assert_eq!(score(8, 6, 2), score(4, 3, 1));
        assert!(score(1, 1, 1) > score(0, 0, 0));
    }
}
