//! What a participant can say of a statement.

/// A vote on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// Agrees.
    Agree,
    /// Disagrees.
    Disagree,
    /// Saw it and takes neither side.
    Pass,
}

impl Vote {
    /// As a number of the vote matrix: 1, -1, and 0 for a pass.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Agree => 1.0,
            Self::Disagree => -1.0,
            Self::Pass => 0.0,
        }
    }
}
