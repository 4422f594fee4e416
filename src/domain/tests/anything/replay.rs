//! Random histories: no panic, nothing done twice, and one state whichever way it was come to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use super::commands::{Step, give, step, wait};
use super::forum::Entry;
use super::{cases, founded, keys, laws_hold};
use crate::domain::command::Command;
use crate::domain::decide::next_deadline;
use crate::domain::id::{CommandId, LinkNo, PersonId, WordsNo};
use crate::domain::question::Staging;
use crate::domain::recommendation::Stage;
use crate::domain::role::Actor;
use crate::domain::state::State;
use crate::domain::tests::scene::Scene;
use crate::domain::written::{self, Piece};

/// An organiser's link of every history.
const OWNER: Actor = Actor::Crew(LinkNo(3));

/// A command that was given.
#[derive(Debug, Clone)]
pub struct Given {
    pub actor: Actor,
    pub id: CommandId,
    pub command: Command,
    pub accepted: bool,
}

/// Runs a history, and shows the scene after every step with what was given.
pub fn run(steps: &[Step], after: impl FnMut(&mut Scene, &Given)) -> Vec<Entry> {
    let (mut scene, mut journal) = founded();
    journal.extend(go_on(&mut scene, steps, after));
    journal
}

/// Goes on with a history: what is written from there on.
pub fn go_on(scene: &mut Scene, steps: &[Step], mut after: impl FnMut(&mut Scene, &Given)) -> Vec<Entry> {
    let mut journal = Vec::new();
    for step in steps {
        wait(scene, step);
        let (actor, command) = give(scene, step);
        let id = scene.fresh_id();
        scene.around.keys = keys(&scene.state);
        let answer = scene.give_as(actor, id, &command);
        let accepted = answer.is_ok();
        if let Ok(decision) = answer
            && !decision.changes.is_empty()
        {
            journal.push((scene.state.rev, decision.changes, decision.words));
        }
        after(scene, &Given { actor, id, command, accepted });
    }
    journal
}

pub fn replayed(journal: &[Entry], kept: impl Fn(WordsNo) -> bool) -> State {
    let mut state = State::default();
    for (rev, changes, words) in journal {
        let left: Vec<_> = words.iter().filter(|(no, _)| kept(*no)).cloned().collect();
        state.apply_entry(*rev, changes, &left);
        // What an entry's body says of its words counts, also where they are gone: see `room::replica`.
        state.last.words = words.iter().map(|(no, _)| *no).fold(state.last.words, WordsNo::max);
    }
    state
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_laws_hold_at_every_revision(steps in prop::collection::vec(step(), 1..150)) {
        run(&steps, |scene, _| {
            laws_hold(&scene.state);
            nothing_erased_is_on_its_way_to_a_stage(&scene.state);
        });
    }

    #[test]
    fn whatever_is_published_rests_on_something_and_was_agreed_unless_it_is_told_otherwise(
        steps in prop::collection::vec(step(), 1..200),
    ) {
        let mut before = State::default();
        run(&steps, |scene, _| {
            let now = &scene.state;
            for (no, held) in now.recommendations.all.iter().filter(|(_, held)| held.stage == Stage::Published) {
                let stood = before.recommendation(*no);
                if stood.is_some_and(|stood| stood.stage == Stage::Published) {
                    continue;
                }
                assert!(now.recommendations.standing(now, *no) > 0, "{no} rests on nothing");
                let anyway = held.published.is_some_and(|published| published.anyway);
                assert!(anyway || !before.recommendations.lacks_agreement(*no), "{no} was not agreed");
            }
            before = now.clone();
        });
    }

    #[test]
    fn whatever_is_sent_again_is_acknowledged_at_once_and_does_nothing_later(
        steps in prop::collection::vec(step(), 1..200),
    ) {
        let mut kept: Vec<Given> = Vec::new();
        run(&steps, |scene, given| {
            if given.command == Command::Tick {
                come_to_rest(scene);
            }
            let stands = scene.state.clone();
            if given.accepted {
                let again = scene.give_as(given.actor, given.id, &given.command);
                assert!(again.is_ok() || loses_its_right(given), "sent again: {given:?} {again:?}");
                assert_eq!(scene.state, stands, "sent again, it changes nothing: {given:?}");
            }
            // Any command before may have been kept by a device that heard no answer.
            let older = (given.id.0 * 7) as usize % kept.len().max(1);
            if let Some(older) = kept.get(older) {
                let _ = scene.give_as(older.actor, older.id, &older.command);
                assert_eq!(scene.state, stands, "sent again later, it changes nothing: {older:?}");
            }
            if given.accepted && given.command != Command::Tick {
                kept.push(given.clone());
            }
        });
    }

    #[test]
    fn every_replica_and_every_snapshot_is_the_same_state(steps in prop::collection::vec(step(), 1..150)) {
        let mut last = None;
        let journal = run(&steps, |scene, _| last = Some(scene.state.clone()));
        let state = last.expect("there was a step");
        prop_assert_eq!(&replayed(&journal, |_| true), &state);
        prop_assert_eq!(&replayed(&journal, |no| state.words.get(no).is_some()), &state, "without what was erased");
        let snapshot = serde_json::to_string(&state).expect("a snapshot is JSON");
        // What cues say is in their plans, as titles are: docs/show.md.
        let unplanned = State { shows: imbl::OrdMap::new(), ..state.clone() };
        let told = serde_json::to_string(&unplanned).expect("a snapshot is JSON");
        for (_, text) in state.words.iter() {
            prop_assert!(!told.contains(&**text), "a snapshot holds no words: {}", text);
        }
        let mut loaded: State = serde_json::from_str(&snapshot).expect("it can be read");
        let words: Vec<_> = state.words.iter().map(|(no, text)| (no, Arc::clone(text))).collect();
        loaded.file_again(&words);
        prop_assert_eq!(&loaded, &state);
    }

    /// Whoever adds something that phones write adds it to `written`: otherwise its words are left here.
    #[test]
    fn all_that_a_person_ever_wrote_is_found_and_erased_by_any_piece_of_it(
        steps in prop::collection::vec(step(), 1..200),
    ) {
        let mut filed = BTreeMap::<PersonId, BTreeSet<WordsNo>>::new();
        let (mut last, mut end) = (founded().0.state.last.words, None);
        run(&steps, |scene, given| {
            let state = &scene.state;
            let new = (last.0 + 1..=state.last.words.0).map(WordsNo);
            if let Actor::Person(person) = given.actor && !is_nobodys(state, &given.command) {
                filed.entry(person).or_default().extend(new);
            }
            last = state.last.words;
            end = Some(scene.clone());
        });
        let mut scene = end.expect("there was a step");
        for (person, mut own) in filed {
            let is_there = |scene: &Scene, no: &WordsNo| scene.state.words.get(*no).is_some();
            own.retain(|no| is_there(&scene, no));
            let found: BTreeSet<_> = written::all(&scene.state, person).collect();
            prop_assert!(own.is_subset(&found), "left: {:?}", own.difference(&found).collect::<Vec<_>>());
            let Some(of) = own.iter().map(|no| Piece::Words { words: *no }).find(|of| {
                written::author(&scene.state, *of) == Ok(person)
            }) else { continue };
            let decision = scene.does(OWNER, &Command::EraseAuthor { of });
            prop_assert_eq!(decision.made, Some(found.len() as u32));
            prop_assert!(!own.iter().any(|no| is_there(&scene, no)));
            laws_hold(&scene.state);
        }
    }

    #[test]
    fn the_clock_leaves_nothing_undone(steps in prop::collection::vec(step(), 1..120)) {
        run(&steps, |scene, _| {
            come_to_rest(scene);
            let due = next_deadline(&scene.state);
            assert!(due.is_none_or(|due| due > scene.now), "{due:?} is past at {:?}", scene.now);
        });
    }
}

/// Ticks until there is nothing to do any more. Twice at most: statements that a tick closed are pictured by the next one, and a
/// session that it ended may have a cue missed.
fn come_to_rest(scene: &mut Scene) {
    for _ in 0..3 {
        let before = scene.state.rev;
        scene.does(Actor::Clock, &Command::Tick);
        if scene.state.rev == before {
            return;
        }
    }
    panic!("the clock does not come to rest");
}

/// What stands on ballots of secret polls and of badges: nobody finds whose it is.
fn is_nobodys(state: &State, command: &Command) -> bool {
    let Command::Vote { poll, .. } = command else { return false };
    state.polls.get(poll).is_some_and(|poll| poll.plan.settings.secret || poll.plan.settings.voters.is_some())
}

/// Not among the laws: a replica that lags behind has lost words whose erasure it has yet to read.
fn nothing_erased_is_on_its_way_to_a_stage(state: &State) {
    for (no, question) in &state.questions {
        let is_on_its_way = question.standing.place != Staging::Off;
        assert!(!(is_on_its_way && state.is_erased(question)), "{no} is empty");
    }
}

/// Whoever takes the own link back cannot be told so again.
fn loses_its_right(given: &Given) -> bool {
    matches!(given.command, Command::RevokeLink { .. })
}
