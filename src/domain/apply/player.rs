//! Names on leaderboards.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::id::{CommandId, PersonId, SessionNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::player::Player;
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};

use super::person::with_person;
use super::scores::renamed;

pub fn apply(state: &mut State, rev: u64, change: &Change) {
    match change {
        Change::Named { session, person, name, seq, id, .. } => {
            name_player(state, rev, (*session, *person), *name, (*seq, *id));
        }
        Change::NameRuled { session, person, show, by, id } => {
            if let Some(player) = player(state, *session, *person) {
                player.show = Some(*show);
                renamed(state, rev, *session, *person);
            }
            state.made.insert((Author::Link(*by), *id), Made::Done);
        }
        _ => {}
    }
}

fn player(state: &mut State, session: SessionNo, person: PersonId) -> Option<&mut Player> {
    let session = Arc::make_mut(state.sessions.get_mut(&session)?);
    Some(session.players.entry(person).or_default())
}

/// Sets a name unless a later one of the same person stands. What a desk let onto the board was the name before; whom it
/// took off stays off.
fn name_player(
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
