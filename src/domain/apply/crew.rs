//! Role links.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

pub fn apply(state: &mut State, rev: u64, change: &Change) {
    match change {
        Change::LinkCreated { link, id, by, grant } => {
            state.links.insert(*link, Arc::new(grant.clone()));
            state.last.link = state.last.link.max(*link);
            if let Some(by) = by {
                state.made.insert((Author::Link(*by), *id), Made::Link(*link));
            }
        }
        Change::LinkRevoked { link } => {
            if let Some(link) = state.links.get_mut(link) {
                Arc::make_mut(link).revoked = true;
            }
        }
        _ => {}
    }
    state.topics.touch(Part::Links, rev);
}
