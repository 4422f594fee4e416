//! Appends that go wrong.

use std::sync::Arc;

use majlis::domain::id::CommandId;
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, RoomHandle, Rooms};

use super::{MODERATOR, ask, done, person};
use crate::support::drafts::FORUM;
use crate::support::forum::PANEL;
use crate::support::house::House;
use crate::support::shaky::{Fault, Shaky};
use crate::support::store::Store;
use crate::support::within::within;

/// The forum's room over a journal that can be made to fail.
async fn room(store: &Store) -> (Rooms, RoomHandle, Arc<Shaky>) {
    drop(House::open(store).await);
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky");
    let room = house.room().await;
    (house.rooms, room, journal)
}

fn questions(room: &RoomHandle) -> u32 {
    room.now_state().state.sessions[&PANEL].board.counts.received
}

#[tokio::test]
async fn what_was_written_though_nobody_heard_of_it_is_acknowledged_once() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.next([Fault::AnswerLost]);
    let (rev, made) = done(&room, person(1), ask("سؤال")).await;
    assert_eq!(made, Some(1));
    assert_eq!(questions(&room), 1);
    assert_eq!(store.near.journal.head(FORUM).await.unwrap().unwrap().rev, rev);
}

#[tokio::test]
async fn what_did_not_arrive_is_written_in_the_end() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.next([Fault::RequestLost, Fault::RequestLost, Fault::AnswerLost]);
    done(&room, person(1), ask("سؤال")).await;
    assert_eq!(questions(&room), 1);
    done(&room, person(2), ask("سؤال آخر")).await;
    assert_eq!(questions(&room), 2);
}

#[tokio::test]
async fn what_the_journal_did_not_take_is_to_be_sent_again() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.next([Fault::Refused]);
    let answer = within(room.submit(person(1), CommandId(5), ask("سؤال"))).await;
    assert!(matches!(answer, Answer::Way(..)), "{answer:?}");
    assert_eq!(questions(&room), 0, "it changed nothing");
    let answer = within(room.submit(person(1), CommandId(5), ask("سؤال"))).await;
    assert!(matches!(answer, Answer::Done { made: Some(1), .. }), "{answer:?}");
}

#[tokio::test]
async fn a_refusal_by_the_rules_needs_no_journal() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.next([Fault::Refused]);
    let answer = within(room.submit(MODERATOR, CommandId(5), ask("سؤال"))).await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
}
