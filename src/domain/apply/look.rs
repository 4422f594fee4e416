//! How the forum looks.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::id::WordsNo;
use crate::domain::state::State;
use crate::domain::topic::Part;

pub fn apply(state: &mut State, rev: u64, change: &Change) {
    let look = Arc::make_mut(&mut state.look);
    match change {
        Change::LookSet { accent, hijri } => (look.accent, look.hijri) = (*accent, *hijri),
        Change::LogoSet { logo } => look.logo.clone_from(logo),
        _ => return,
    }
    look.version = look.version.saturating_add(1);
    state.topics.touch(Part::Agenda, rev);
}

/// The agenda tells of no logo whose bytes are gone.
pub fn erased(state: &mut State, rev: u64, words: &BTreeSet<WordsNo>) {
    if state.look.logo.as_ref().is_some_and(|logo| words.contains(&logo.words)) {
        state.topics.touch(Part::Agenda, rev);
    }
}
