//! What its owner sets again and again, on several devices: the latest setting stands, in whatever order they arrive.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::CommandId;

/// A value that its owner sets again and again: the highest (seq, command) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// What was set.
    pub on: bool,
    /// The client's sequence number.
    pub seq: Seq,
    /// The command that set it.
    pub id: CommandId,
}

/// A client's sequence number: at least the milliseconds of its clock, and one more than its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Seq(#[ts(type = "number")] pub u64);

impl Seq {
    /// The largest that survives a JavaScript number: 2^53 - 1.
    pub const MAX: Self = Self((1 << 53) - 1);
}
