//! Names on leaderboards.

use std::sync::Arc;

use crate::domain::id::{CommandId, PersonId, SessionNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::player::Player;
use crate::domain::register::Seq;
use crate::domain::state::State;

use super::person::with_person;
use super::scores::renamed;

/// A desk lets the name onto the board, or takes it off.
pub fn rule(state: &mut State, rev: u64, session: SessionNo, person: PersonId, show: bool) {
    if let Some(player) = player(state, session, person) {
        player.show = Some(show);
        renamed(state, rev, session, person);
    }
}

fn player(state: &mut State, session: SessionNo, person: PersonId) -> Option<&mut Player> {
    let session = Arc::make_mut(state.sessions.get_mut(&session)?);
    Some(session.players.entry(person).or_default())
}

/// Sets a name unless a later one of the same person stands. What a desk let onto the board was the name before; whom it
/// took off stays off.
pub fn name(
    state: &mut State,
    rev: u64,
    (no, person): (SessionNo, PersonId),
    name: Option<WordsNo>,
    set: (Seq, CommandId),
) {
    let Some(player) = player(state, no, person) else { return };
    if player.set >= Some(set) {
        return;
    }
    let before = player.name;
    let rewritten = player.rewritten.saturating_add(u32::from(before.is_some()));
    *player = Player { name, set: Some(set), rewritten, show: player.show.filter(|show| !show) };
    state.keepers.take(before);
    state.keepers.put(name, Keeper::Player(no, person));
    with_person(state, person, |person| person.seq = person.seq.max(set.0));
    renamed(state, rev, no, person);
}
