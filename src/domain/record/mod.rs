//! The forum's record as its organisers give it to everyone: whether it is published, and what they say before it.
//!
//! What a record tells is made from the state and the journal whenever somebody reads it. Nothing of it is kept.

mod apply;
mod bring;
mod decide;
mod view;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::forum::Title;

pub use apply::apply;
pub use decide::decide;
pub use view::{RecordHead, head};

/// Longest introduction in each language, in graphemes.
pub const INTRO_LENGTH: usize = 2_000;

/// How the record is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Raised by every change of it: what `set_record` names.
    pub version: u32,
    /// Everyone may read it.
    pub published: bool,
    /// What stands before it; its lines are paragraphs.
    pub intro: Title,
}

impl Publication {
    /// Whether nothing of it was ever set.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.version == 0
    }
}
