//! A setting of a deployment, which may lie in two places that differ.

use bytes::Bytes;

/// A setting, and how often it was set: of two that differ the one that was set more often is the later one. A Redis that came
/// back from an older copy must not bring a key back that was taken out of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    /// What it is.
    pub value: Bytes,
    /// How often it was set; 0 where it was set before this was counted.
    pub times: u64,
}

/// Under which name it is kept how often a setting was set.
pub(super) fn times_of(key: &str) -> String {
    format!("{key}#times")
}
