//! Random histories of a forum whose names are by badge.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::commands::{Step, step};
use super::replay::{Given, go_on, replayed};
use super::secrecy::everything;
use super::{cases, founded_where, laws_hold, unseen};
use crate::domain::command::Command;
use crate::domain::forum::Names;
use crate::domain::id::{BadgeNo, WordsNo};
use crate::domain::question::Source;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::tests::scene::Scene;

/// More about badges and those who say theirs than chance has.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let named = (step(), prop_oneof![2 => 0..=4_u8, 2 => 78..=79_u8, 1 => Just(18_u8), 2 => 190..=193_u8]);
    let about_names = named.prop_map(|(step, deed)| Step { deed, ..step });
    prop::collection::vec(prop_oneof![1 => step(), 1 => about_names], 1..120)
}

fn names(state: &State) -> impl Iterator<Item = WordsNo> + '_ {
    let asked = state.questions.values().filter_map(|question| question.name);
    let played = state.sessions.values().flat_map(|session| session.players.values());
    let spoken = state.queues.values().flat_map(|queue| queue.tickets.values());
    asked
        .chain(played.filter_map(|player| player.name))
        .chain(spoken.filter_map(|ticket| ticket.name))
        .filter(|no| state.words.get(*no).is_some())
}

fn on_badge(state: &State, no: BadgeNo) -> Option<Arc<str>> {
    state.words.get(state.badges.list.get(&no)?.name?).cloned()
}

fn on_badges(state: &State) -> impl Iterator<Item = (BadgeNo, Arc<str>)> + '_ {
    state.badges.list.keys().filter_map(|no| Some((*no, on_badge(state, *no)?)))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn by_badge_every_name_is_or_was_a_badges_and_nobody_asks_without(steps in steps()) {
        let (mut scene, _) = founded_where(Names::Badge);
        let mut had: BTreeSet<Arc<str>> = on_badges(&scene.state).map(|(_, name)| name).collect();
        let mut before = scene.state.clone();
        go_on(&mut scene, &steps, |scene: &mut Scene, given: &Given| {
            let state = &scene.state;
            laws_hold(state);
            for question in state.questions.values().filter(|asked| asked.source.is_given()) {
                assert!(question.name.is_some(), "nobody is nameless");
            }
            had.extend(on_badges(state).map(|(_, name)| name));
            assert!(names(state).all(|no| had.contains(state.text(no))), "a name that no badge had");
            for (no, name) in on_badges(&before).filter(|(no, _)| on_badge(state, *no).is_none()) {
                let stays = names(state).any(|no| state.text(no) == &*name);
                assert!(!stays || given.command == Command::Tick, "{no} has it no more");
            }
            before = state.clone();
        });
    }

    #[test]
    fn by_badge_every_replica_is_the_same_and_no_view_tells_more_than_its_role_may_see(steps in steps()) {
        let (mut scene, mut journal) = founded_where(Names::Badge);
        journal.extend(go_on(&mut scene, &steps, |_, _| {}));
        let state = &scene.state;
        prop_assert!(replayed(&journal, |_| true) == *state);
        prop_assert!(replayed(&journal, |no| state.words.get(no).is_some()) == *state);
        for role in Role::ALL {
            let told = everything(state, role);
            for unseen in unseen(state, role) {
                prop_assert!(!told.contains(&unseen), "{unseen} is told to {role:?}");
            }
        }
    }
}

impl Source {
    /// Whether somebody asked it who is to say a badge.
    fn is_given(self) -> bool {
        matches!(self, Self::Phone | Self::Usher | Self::Kiosk)
    }
}
