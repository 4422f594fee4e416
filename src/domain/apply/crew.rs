//! Role links.

use std::sync::Arc;

use crate::domain::award;
use crate::domain::change::Change;
use crate::domain::id::LinkNo;
use crate::domain::profile::Profiled;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

pub fn apply(state: &mut State, rev: u64, change: &Change) {
    if matches!(change, Change::LinkCreated { .. } | Change::LinkRevoked { .. }) {
        award::touch_juries(state, rev);
    }
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
            if state.profiles.remove(link).is_some() {
                touch_walls(state, rev, *link);
            }
        }
        Change::Profiled { link, profile } => {
            let stands = state.profiles.get(link).copied().unwrap_or_default();
            let version = stands.version.saturating_add(1);
            state.profiles.insert(*link, Profiled { profile: *profile, version });
            touch_walls(state, rev, *link);
        }
        _ => {}
    }
    state.topics.touch(Part::Links, rev);
}

/// Walls are told what they are like with what they show: those of the link's hall, or of all.
fn touch_walls(state: &mut State, rev: u64, link: LinkNo) {
    let Some(link) = state.links.get(&link).cloned() else { return };
    for no in state.halls.keys().filter(|no| link.reaches(**no)) {
        state.topics.touch(Part::Screen(*no), rev);
    }
}
