//! Appends that go wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::join_all;
use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, QuestionNo};
use majlis::domain::register::Seq;
use majlis::journal::Journal;
use majlis::protocol::server::WayCode;
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, NodeId, RoomConfig, RoomError, RoomHandle, Rooms};

use super::{MODERATOR, ask, done, person};
use crate::support::drafts::{FORUM, make};
use crate::support::forum::{PANEL, founding};
use crate::support::house::House;
use crate::support::shaky::{Fault, Looks, Shaky};
use crate::support::store::Store;
use crate::support::within::within;

/// The forum's room over a journal that can be made to fail.
async fn room(store: &Store) -> (Rooms, RoomHandle, Arc<Shaky>) {
    room_with(store, |_| {}).await
}

/// The same with settings of its own.
async fn room_with(store: &Store, set: impl FnOnce(&mut RoomConfig)) -> (Rooms, RoomHandle, Arc<Shaky>) {
    drop(House::open(store).await);
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    let mut config = RoomConfig::new(NodeId::new("shaky"));
    set(&mut config);
    let rooms = Rooms::new(journal.clone(), Arc::new(LocalPulse::default()), config);
    let room = rooms.enter(FORUM).await.unwrap();
    (rooms, room, journal)
}

/// The same, which hears nothing of what others write.
async fn deaf_room(store: &Store) -> (House, RoomHandle, Arc<Shaky>) {
    drop(House::open(store).await);
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    journal.deafen();
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky");
    let room = house.room().await;
    (house, room, journal)
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
async fn a_clock_that_was_set_back_keeps_no_forum_waiting_for_what_did_not_arrive_before() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.next([Fault::RequestLost, Fault::Ahead, Fault::Ahead]);
    let answer = within(room.submit(person(1), CommandId(1), ask("سؤال"))).await;
    assert_eq!(answer, Answer::Way(WayCode::TryAgain, 1_000));
    let answer = within(room.submit(person(1), CommandId(1), ask("سؤال"))).await;
    assert_eq!(answer, Answer::Way(WayCode::TryAgain, 1_000));
    done(&room, person(1), ask("سؤال")).await;
    assert_eq!(questions(&room), 1);
}

#[tokio::test]
async fn what_was_written_though_nobody_heard_of_it_is_acknowledged_once_it_is_kept() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.keeps(false);
    journal.next([Fault::AnswerLost]);
    let mut pending = room.give(person(1), CommandId(5), ask("سؤال"));
    within(journal.did_not_keep(2)).await;
    assert_eq!((&mut pending).now_or_never(), None);
    journal.keeps(true);
    assert!(matches!(within(pending).await, Answer::Done { made: Some(1), .. }));
    assert_eq!(questions(&room), 1);
}

#[tokio::test]
async fn an_entry_that_can_never_be_written_is_not_tried_for_ever() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    journal.next([Fault::RequestLost, Fault::WordsTaken]);
    let answer = within(room.submit(person(1), CommandId(5), ask("سؤال"))).await;
    assert_eq!(answer, Answer::Way(WayCode::TryAgain, 1_000));
    let answer = within(room.submit(person(1), CommandId(5), ask("سؤال"))).await;
    assert!(matches!(answer, Answer::Done { made: Some(1), .. }), "{answer:?}");
}

#[tokio::test]
async fn nothing_is_refused_for_good_while_what_is_newer_cannot_be_read() {
    let store = Store::embedded().await;
    let (_house, room, journal) = deaf_room(&store).await;
    journal.is_unreadable(true);
    let other = House::over(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), "other");
    let (_, made) = done(&other.room().await, person(1), ask("سؤال")).await;
    let approve = Command::Approve { question: QuestionNo(made.unwrap()), version: 1 };
    let answer = within(room.submit(MODERATOR, CommandId(5), approve.clone())).await;
    assert_eq!(
        answer,
        Answer::Way(WayCode::TryAgain, 1_000),
        "it knows of no such question, and of more that it cannot read"
    );
    journal.is_unreadable(false);
    let answer = within(room.submit(MODERATOR, CommandId(5), approve)).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
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
async fn a_refusal_that_cannot_be_made_sure_of_is_to_be_sent_again() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room(&store).await;
    for looks in [Looks::Failing, Looks::Unsettled] {
        journal.looks(looks);
        let answer = within(room.submit(MODERATOR, CommandId(5), ask("سؤال"))).await;
        assert_eq!(answer, Answer::Way(WayCode::TryAgain, 1_000), "{looks:?}");
    }
    // Whoever is refused nothing does not wait for that.
    let answer = within(room.submit(person(1), CommandId(6), ask("سؤال"))).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    journal.looks(Looks::Answered);
    let answer = within(room.submit(MODERATOR, CommandId(5), ask("سؤال"))).await;
    assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
}

#[tokio::test]
async fn a_room_goes_on_while_it_makes_sure_of_a_refusal() {
    let store = Store::embedded().await;
    let (rooms, room, journal) = room_with(&store, |config| config.inbox = 5).await;
    journal.looks(Looks::Held);
    let mut refused = Vec::new();
    for id in 1..=5 {
        refused.push(room.give(MODERATOR, CommandId(id), ask("سؤال")));
    }
    within(journal.is_looked_at()).await;
    assert!(refused.iter_mut().all(|answer| answer.now_or_never().is_none()), "nobody is put off");
    journal.looks(Looks::Answered);
    for answer in within(join_all(refused)).await {
        assert!(matches!(answer, Answer::Refused(_)), "{answer:?}");
    }
    drop(rooms);
}

#[tokio::test]
async fn a_room_goes_on_while_it_looks_for_what_it_did_not_hear_of() {
    let store = Store::embedded().await;
    drop(House::open(&store).await);
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    journal.deafen();
    let config = RoomConfig { inbox: 5, ..RoomConfig::new(NodeId::new("shaky")) };
    let rooms = Rooms::new(journal.clone(), Arc::new(LocalPulse::default()), config);
    let room = rooms.enter(FORUM).await.unwrap();
    journal.looks(Looks::Held);
    let other = House::over(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), "other");
    done(&other.room().await, person(1), ask("سؤال")).await;
    within(journal.is_looked_at()).await;
    let mut given = Vec::new();
    for id in 1..=5 {
        given.push(room.give(person(2), CommandId(id), ask("سؤال")));
    }
    assert!(given.iter_mut().all(|answer| answer.now_or_never().is_none()), "nobody is put off");
    journal.looks(Looks::Answered);
    for answer in within(join_all(given)).await {
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    }
}

#[tokio::test]
async fn those_that_lost_are_not_heaped_upon_those_that_wait() {
    let store = Store::embedded().await;
    let (_rooms, room, journal) = room_with(&store, |config| config.batch = 2).await;
    journal.next([Fault::NotYourTurn; 8]);
    let given = (1..=12).map(|number| room.give(person(number), CommandId(number.into()), ask("سؤال")));
    let answers = within(join_all(given.collect::<Vec<_>>())).await;
    let mut together = BTreeMap::<u64, usize>::new();
    for answer in answers {
        let Answer::Done { rev, .. } = answer else { panic!("{answer:?}") };
        *together.entry(rev).or_default() += 1;
    }
    assert!(together.values().all(|entry| *entry <= 2), "{together:?}");
}

#[tokio::test]
async fn what_was_seen_in_another_epoch_is_put_off_and_not_refused_for_good() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    done(&room, person(1), ask("سؤال")).await;
    done(&room, MODERATOR, Command::Approve { question: QuestionNo(1), version: 1 }).await;
    let epoch = room.now_state().epoch;
    let support = |question| Command::Support { question: QuestionNo(question), on: true, seq: Seq(1) };
    let give = async |epoch, question| {
        within(room.give_of(Some(epoch), person(2), CommandId(fastrand::u64(..)), support(question))).await
    };
    let put_off = Answer::Way(WayCode::TryAgain, 1_000);
    assert_eq!([give(epoch + 1, 1).await, give(epoch + 1, 9).await], [put_off.clone(), put_off]);
    assert!(matches!(give(epoch, 1).await, Answer::Done { .. }));
    assert!(matches!(give(epoch, 9).await, Answer::Refused(_)));
}

#[tokio::test]
async fn a_room_goes_on_once_the_journal_has_its_history_again_and_more() {
    let store = Store::embedded().await;
    let (_house, room, journal) = deaf_room(&store).await;
    journal.looks(Looks::Forgetful);
    let answer = within(room.submit(MODERATOR, CommandId(5), ask("سؤال"))).await;
    assert_eq!(answer, Answer::Way(WayCode::TryAgain, 1_000));

    let other = House::over(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), "other");
    let (rev, _) = done(&other.room().await, person(1), ask("سؤال")).await;
    journal.looks(Looks::Answered);
    within(room.states().wait_for(|standing| standing.rev >= rev)).await.unwrap();
    done(&room, person(2), ask("سؤال آخر")).await;
}

#[tokio::test]
async fn a_room_is_loaded_and_decides_though_another_node_writes_at_every_look() {
    let store = Store::embedded().await;
    let other = House::open(&store).await;
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    journal.beside(other.room().await);
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky");
    let room = within(house.room()).await;
    done(&room, person(1), ask("سؤال")).await;
}

#[tokio::test]
async fn nobody_listens_to_a_forum_that_is_not_there() {
    let store = Store::embedded().await;
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky");
    assert_eq!(house.rooms.enter(FORUM).await.unwrap_err(), RoomError::NoForum);
    assert_eq!((journal.listeners(), house.rooms.count()), (0, 0));
}

#[tokio::test]
async fn who_leaves_while_a_room_is_loaded_leaves_no_trace() {
    let store = Store::embedded().await;
    make(&*store.near.registry, FORUM).await;
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky");
    journal.looks(Looks::Held);
    assert!(house.rooms.enter(FORUM).now_or_never().is_none());
    assert_eq!(house.rooms.count(), 0);
}

#[tokio::test]
async fn a_forum_is_founded_though_nobody_heard_that_it_was() {
    let store = Store::embedded().await;
    make(&*store.near.registry, FORUM).await;
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky");
    journal.next([Fault::AnswerLost]);
    within(house.rooms.found(FORUM, founding(journal.now()), Vec::new())).await.unwrap();
}
