//! How a command ended.

/// How a command was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Accepted: the revision that holds it, and the number of what it made.
    Done { rev: u64, no: Option<u32> },
    /// Refused.
    Refused { code: String, limit: Option<i64> },
}
