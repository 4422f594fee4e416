//! In the making.

use crate::domain::change::Change;
use crate::domain::state::State;

pub fn apply(_state: &mut State, _rev: u64, _change: &Change) {}
