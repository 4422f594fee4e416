//! How the forum looks.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::id::WordsNo;
use crate::domain::look::{Accent, Logo, Look};
use crate::domain::state::State;
use crate::domain::topic::Part;

pub fn set(state: &mut State, rev: u64, accent: Option<Accent>, hijri: bool) {
    alter(state, rev, |look| (look.accent, look.hijri) = (accent, hijri));
}

pub fn set_logo(state: &mut State, rev: u64, logo: Option<&Logo>) {
    alter(state, rev, |look| look.logo = logo.cloned());
}

fn alter(state: &mut State, rev: u64, change: impl FnOnce(&mut Look)) {
    let look = Arc::make_mut(&mut state.look);
    change(look);
    look.version = look.version.saturating_add(1);
    state.topics.touch(Part::Agenda, rev);
}

/// The agenda tells of no logo whose bytes are gone.
pub fn erased(state: &mut State, rev: u64, words: &BTreeSet<WordsNo>) {
    if state.look.logo.as_ref().is_some_and(|logo| words.contains(&logo.words)) {
        state.topics.touch(Part::Agenda, rev);
    }
}
