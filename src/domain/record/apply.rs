use std::sync::Arc;

use super::Publication;
use crate::domain::forum::Title;
use crate::domain::state::State;
use crate::domain::topic::Part;

/// Everyone is told by the agenda whether there is a record to read.
pub fn apply(state: &mut State, rev: u64, published: bool, intro: &Title) {
    if state.publication.published != published {
        state.topics.touch(Part::Agenda, rev);
    }
    let version = state.publication.version.saturating_add(1);
    state.publication = Arc::new(Publication { version, published, intro: intro.clone() });
    state.topics.touch(Part::Record, rev);
}
