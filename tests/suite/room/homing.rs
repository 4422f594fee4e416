//! What a node acknowledged and the journal lost, brought home by its room.

use std::sync::Arc;

use futures_util::future::join_all;
use majlis::domain::command::Command;
use majlis::domain::home::Matter;
use majlis::domain::id::{CommandId, QuestionNo};
use majlis::domain::question::{Reason, Status};
use majlis::domain::register::Seq;
use majlis::domain::state::State;
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::{Draft, Entry, Head, Journal};
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, RoomHandle, Standing};
use majlis::verify;

use super::{MODERATOR, ask, done, person};
use crate::support::counted::counted;
use crate::support::drafts::{FORUM, make, write};
use crate::support::forum::PANEL;
use crate::support::house::House;
use crate::support::shaky::{Fault, Shaky};
use crate::support::store::{Node, Store};
use crate::support::strays::Strays;
use crate::support::within::within;

/// A journal that went on from its first entries, without those that it lost.
struct Parted {
    store: Store,
    folder: tempfile::TempDir,
    base: u64,
    lost: Vec<Entry>,
}

/// A forum with a question on the list. What `lost` gives to its room is lost.
async fn parted(lost: impl AsyncFnOnce(&RoomHandle)) -> Parted {
    let before = Store::embedded().await;
    let house = House::open(&before).await;
    let room = house.room().await;
    done(&room, person(1), ask("سؤال من قبل")).await;
    let (base, _) = done(&room, MODERATOR, Command::Approve { question: QuestionNo(1), version: 1 }).await;
    lost(&room).await;
    let all = before.near.journal.read(FORUM, 0, 1_000).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let journal = Arc::new(Embedded::open(Options::new(folder.path())).await.unwrap());
    let store = Store::of_two(Node::of(journal.clone()), Node::of(journal));
    make(&*store.near.registry, FORUM).await;
    let (common, lost) = all.split_at(usize::try_from(base).unwrap());
    copy(&*store.near.journal, common).await;
    Parted { store, folder, base, lost: lost.to_vec() }
}

async fn copy(journal: &dyn Journal, entries: &[Entry]) {
    let mut head = Head::GENESIS;
    for entry in entries {
        let (body, time) = (entry.body.clone(), entry.time);
        let draft = Draft {
            body,
            words: entry.words.to_vec(),
            erase: entry.erased.to_vec(),
            next_deadline: None,
            begins_epoch: false,
            time,
        };
        head = write(journal, FORUM, head, draft).await;
        assert_eq!(head, entry.head(), "it is the same entry");
    }
}

impl Parted {
    /// A node over the journal that has lost nothing itself.
    fn other(&self) -> House {
        House::over(Arc::clone(&self.store.near.journal), Arc::new(LocalPulse::default()), "other")
    }

    fn strays(&self) -> Arc<Strays> {
        Strays::over(Arc::clone(&self.store.near.journal), self.base, self.lost.clone())
    }

    async fn is_whole(&self, home: usize) {
        let report = verify::folder(self.folder.path(), None).await.unwrap();
        let forum = &report.forums[0];
        // Nobody gave the forum's codes to this journal.
        let is_of_codes = |other: &verify::Difference| other.what.contains("does not lead there");
        assert!(forum.differences.iter().all(is_of_codes), "{:?}", forum.differences);
        assert_eq!(forum.counted.home, home as u64);
    }
}

fn node(journal: Arc<dyn Journal>, name: &str) -> House {
    House::over(journal, Arc::new(LocalPulse::default()), name)
}

async fn until(room: &RoomHandle, is_so: impl Fn(&State) -> bool) -> Standing {
    let mut states = room.states();
    let standing = within(states.wait_for(|standing| is_so(&standing.state))).await.unwrap();
    Standing::clone(&standing)
}

fn received(state: &State) -> u32 {
    state.sessions[&PANEL].board.counts.received
}

#[tokio::test]
async fn what_the_journal_lost_is_in_it_again_once_and_what_was_decided_since_stands() {
    let figures = || ["majlis_brought_home_total", "majlis_not_taken_over_total"].map(counted);
    let before = figures();
    let parted = parted(async |room| {
        within(room.submit(person(2), CommandId(22), ask("سؤال ضاع"))).await;
        done(room, person(3), Command::Support { question: QuestionNo(1), on: true, seq: Seq(5) }).await;
        done(room, MODERATOR, Command::Approve { question: QuestionNo(2), version: 1 }).await;
        let dismiss = Command::Dismiss { question: QuestionNo(1), version: 2, reason: Reason::Other };
        done(room, MODERATOR, dismiss).await;
    })
    .await;
    let other = parted.other();
    let room = other.room().await;
    done(&room, person(4), ask("سؤال بعد ذلك")).await;
    done(&room, MODERATOR, Command::Answer { question: QuestionNo(1), version: 2 }).await;

    let strays = parted.strays();
    let near = node(strays.clone(), "near");
    let room = near.room().await;
    let state = until(&room, |state| state.homes.len() == 4).await.state;
    within(strays.are_home()).await;
    assert_eq!(received(&state), 3);
    assert_eq!(state.questions[&QuestionNo(3)].standing.status, Status::Listed, "its number was given anew");
    assert_eq!(state.text(state.questions[&QuestionNo(3)].original), "سؤال ضاع");
    assert_eq!(state.questions[&QuestionNo(1)].supports(), 1);
    assert_eq!(state.questions[&QuestionNo(1)].standing.status, Status::Answered, "it was answered since");
    let left: Vec<_> = state.homes.values().flat_map(|home| &home.left).map(|left| left.about).collect();
    assert_eq!(left, [Matter::Question], "the dismissal is told");
    let after = figures();
    assert_eq!([after[0] - before[0], after[1] - before[1]], [4, 1], "and counted");

    let again = within(room.submit(person(2), CommandId(22), ask("سؤال ضاع"))).await;
    assert!(matches!(again, Answer::Done { made: Some(3), .. }), "{again:?}");
    assert_eq!(received(&room.now_state().state), 3);
    parted.is_whole(4).await;
}

#[tokio::test]
async fn commands_go_on_while_a_long_history_comes_home() {
    let parted = parted(async |room| {
        for number in 10..60 {
            done(room, person(number), ask("سؤال ضاع")).await;
        }
    })
    .await;
    let near = node(parted.strays(), "near");
    let room = near.room().await;
    let (rev, _) = done(&room, person(2), ask("سؤال جديد")).await;
    let standing = until(&room, |state| state.homes.len() == 50).await;
    assert!(rev < standing.rev, "it did not wait for all of them");
    assert_eq!(received(&standing.state), 52);
}

#[tokio::test]
async fn a_node_that_ended_before_it_noted_what_is_home_brings_nothing_twice() {
    let parted = parted(async |room| {
        done(room, person(2), ask("سؤال ضاع")).await;
        done(room, person(3), ask("سؤال آخر ضاع")).await;
    })
    .await;
    let strays = parted.strays();
    strays.forgets(true);
    let near = node(strays.clone(), "near");
    let standing = until(&near.room().await, |state| state.homes.len() == 2).await;
    within(near.rooms.stop()).await;
    drop(near);

    strays.forgets(false);
    let again = node(strays.clone(), "again");
    let room = again.room().await;
    within(strays.are_home()).await;
    assert_eq!(room.now_state().rev, standing.rev);
    assert_eq!(room.now_state().state, standing.state);
    parted.is_whole(2).await;
}

#[tokio::test]
async fn a_node_that_ended_in_the_middle_goes_on_where_it_was() {
    let parted = parted(async |room| {
        let (_, made) = done(room, person(2), ask("سؤال ضاع")).await;
        let question = QuestionNo(made.unwrap());
        done(room, MODERATOR, Command::Approve { question, version: 1 }).await;
        done(room, person(3), Command::Support { question, on: true, seq: Seq(5) }).await;
    })
    .await;
    done(&parted.other().room().await, person(4), ask("سؤال بعد ذلك")).await;
    let journal = Arc::clone(&parted.store.near.journal);
    let first = Strays::over(journal, parted.base, parted.lost[..1].to_vec());
    let near = node(first.clone(), "near");
    until(&near.room().await, |state| state.homes.len() == 1).await;
    within(near.rooms.stop()).await;
    drop(near);

    let again = node(parted.strays(), "again");
    let state = until(&again.room().await, |state| state.homes.len() == 3).await.state;
    assert_eq!(
        state.questions[&QuestionNo(3)].supports(),
        1,
        "what it is about is known by the number it was given"
    );
    parted.is_whole(3).await;
}

#[tokio::test]
async fn two_nodes_bring_home_the_same_and_more_at_once_and_each_entry_comes_once() {
    let parted = parted(async |room| {
        for number in 10..30 {
            done(room, person(number), ask("سؤال ضاع")).await;
        }
    })
    .await;
    let journal = &parted.store.near.journal;
    let some = Strays::over(Arc::clone(journal), parted.base, parted.lost[..12].to_vec());
    let all = parted.strays();
    let houses = [node(some.clone(), "some"), node(all.clone(), "all")];
    let rooms = join_all(houses.iter().map(House::room)).await;
    within(async { tokio::join!(some.are_home(), all.are_home()) }).await;
    for room in &rooms {
        let state = until(room, |state| state.homes.len() == 20).await.state;
        assert_eq!(received(&state), 21);
    }
    parted.is_whole(20).await;
}

#[tokio::test]
async fn what_goes_wrong_on_the_way_home_loses_and_doubles_nothing() {
    let parted = parted(async |room| {
        for number in 10..18 {
            done(room, person(number), ask("سؤال ضاع")).await;
        }
    })
    .await;
    let shaky = Shaky::over(Arc::clone(&parted.store.near.journal));
    shaky.next([Fault::AnswerLost, Fault::RequestLost, Fault::Refused, Fault::NotYourTurn]);
    let strays = Strays::over(shaky.clone(), parted.base, parted.lost.clone());
    let near = node(strays.clone(), "near");
    let room = near.room().await;
    within(strays.are_home()).await;
    assert_eq!(received(&room.now_state().state), 9);
    parted.is_whole(8).await;
}

#[tokio::test]
async fn what_went_astray_while_a_room_runs_is_asked_for_at_a_hint() {
    let parted = parted(async |room| {
        done(room, person(2), ask("سؤال ضاع")).await;
    })
    .await;
    let journal = Arc::clone(&parted.store.near.journal);
    let strays = Strays::over(journal, parted.base, Vec::new());
    let near = node(strays.clone(), "near");
    let room = near.room().await;
    done(&room, person(3), ask("سؤال جديد")).await;
    strays.strays(FORUM, parted.lost.clone());
    until(&room, |state| received(state) == 3).await;
    within(strays.are_home()).await;
}

#[tokio::test]
async fn what_goes_astray_while_a_room_asks_is_asked_for_again() {
    let parted = parted(async |room| {
        done(room, person(2), ask("سؤال ضاع")).await;
    })
    .await;
    let journal = Arc::clone(&parted.store.near.journal);
    let strays = Strays::over(journal, parted.base, Vec::new());
    strays.holds_answers(true);
    let near = node(strays.clone(), "near");
    let room = near.room().await;
    within(strays.are_asked_for()).await;
    strays.strays(FORUM, parted.lost.clone());
    // Once this is done the hint was heard.
    done(&room, person(3), ask("سؤال جديد")).await;
    strays.holds_answers(false);
    until(&room, |state| received(state) == 3).await;
    within(strays.are_home()).await;
}
