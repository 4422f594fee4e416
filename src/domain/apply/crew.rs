//! Role links.

use std::sync::Arc;

use crate::domain::award;
use crate::domain::id::{CommandId, LinkNo};
use crate::domain::profile::{Profile, Profiled};
use crate::domain::role::{Author, Link};
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

pub fn create(state: &mut State, rev: u64, no: LinkNo, (by, id): (Option<LinkNo>, CommandId), grant: &Link) {
    state.links.insert(no, Arc::new(grant.clone()));
    state.last.link = state.last.link.max(no);
    if let Some(by) = by {
        state.made.insert((Author::Link(by), id), Made::Link(no));
    }
    award::touch_juries(state, rev);
    state.topics.touch(Part::Links, rev);
}

pub fn revoke(state: &mut State, rev: u64, no: LinkNo) {
    if let Some(link) = state.links.get_mut(&no) {
        Arc::make_mut(link).revoked = true;
    }
    if state.profiles.remove(&no).is_some() {
        touch_walls(state, rev, no);
    }
    award::touch_juries(state, rev);
    state.topics.touch(Part::Links, rev);
}

/// What a wall is like.
pub fn profile(state: &mut State, rev: u64, no: LinkNo, profile: Option<Profile>) {
    let stands = state.profiles.get(&no).copied().unwrap_or_default();
    let version = stands.version.saturating_add(1);
    state.profiles.insert(no, Profiled { profile, version });
    touch_walls(state, rev, no);
    state.topics.touch(Part::Links, rev);
}

/// Walls are told what they are like with what they show: those of the link's hall, or of all.
fn touch_walls(state: &mut State, rev: u64, link: LinkNo) {
    let Some(link) = state.links.get(&link).cloned() else { return };
    for no in state.halls.keys().filter(|no| link.reaches(**no)) {
        state.topics.touch(Part::Screen(*no), rev);
    }
}
