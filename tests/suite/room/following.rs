//! Rooms that come and go: what they were is in the journal.

use std::sync::Arc;
use std::time::Duration;

use majlis::domain::change::Change;
use majlis::domain::command::Command;
use majlis::domain::forum::Forum;
use majlis::domain::id::QuestionNo;
use majlis::pulse::local::LocalPulse;
use majlis::room::{NodeId, RoomConfig, Rooms};

use super::{MODERATOR, ask, done, person};
use crate::support::drafts::{FORUM, OTHER, make};
use crate::support::house::House;
use crate::support::store::Store;
use crate::support::within::within;

fn rooms(store: &Store, config: impl FnOnce(&mut RoomConfig)) -> Rooms {
    let mut set = RoomConfig::new(NodeId::new("again"));
    config(&mut set);
    Rooms::new(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), set)
}

#[tokio::test]
async fn a_room_comes_back_as_it_was_with_and_without_its_snapshot() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    for number in 1..=5 {
        done(&room, person(number), ask(&format!("السؤال رقم {number}"))).await;
    }
    done(&room, MODERATOR, Command::Approve { question: QuestionNo(2), version: 1 }).await;
    let was = room.now_state();
    let replayed = rooms(&store, |_| {}).enter(FORUM).await.unwrap();
    assert_eq!(replayed.now_state(), was, "from the first entry");
    within(house.rooms.stop()).await;
    assert!(store.near.journal.snapshot(FORUM).await.unwrap().is_some());
    let loaded = rooms(&store, |_| {}).enter(FORUM).await.unwrap();
    assert_eq!(loaded.now_state(), was, "from the snapshot");
    done(&loaded, person(6), ask("سؤال بعد العودة")).await;
}

#[tokio::test]
async fn a_room_that_nobody_holds_leaves_and_comes_back_when_it_is_asked_for() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, |config| config.idle = Duration::from_millis(50));
    make(&*store.near.registry, OTHER).await;
    // It has no session, so nothing is due in it.
    let founding = vec![Change::ForumSet { forum: Forum::default() }];
    rooms.found(OTHER, founding, Vec::new()).await.unwrap();
    let mut states = rooms.enter(OTHER).await.unwrap().states();
    // The channel closes when the room has left.
    within(async { while states.changed().await.is_ok() {} }).await;
    assert_eq!(rooms.count(), 0);
    assert_eq!(rooms.enter(OTHER).await.unwrap().now_state().rev, 1);
}

#[tokio::test]
async fn a_room_that_somebody_holds_stays() {
    let store = Store::embedded().await;
    drop(House::open(&store).await);
    let rooms = rooms(&store, |config| config.idle = Duration::from_millis(20));
    let room = rooms.enter(FORUM).await.unwrap();
    for number in 1..=20 {
        done(&room, person(number), ask("سؤال")).await;
    }
    assert!(room.end().is_none());
    assert_eq!(rooms.count(), 1);
}
