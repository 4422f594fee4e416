use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::state::State;

/// How the record is given: to organisers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordHead {
    /// What `set_record` names; 0 before it was ever set.
    pub version: u32,
    /// Everyone may read it.
    pub published: bool,
    /// What stands before it; its lines are paragraphs.
    pub intro: Title,
}

/// How the record is given.
#[must_use]
pub fn head(state: &State) -> RecordHead {
    let set = &state.publication;
    RecordHead { version: set.version, published: set.published, intro: set.intro.clone() }
}
