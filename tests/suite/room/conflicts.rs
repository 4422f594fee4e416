//! Two rooms of one forum, on two nodes, deciding at the same time.

use std::sync::Arc;

use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, QuestionNo};
use majlis::domain::refusal::Code;
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, RoomHandle};

use super::{MODERATOR, ask, done, person};
use crate::support::forum::PANEL;
use crate::support::house::House;
use crate::support::store::Store;
use crate::support::within::within;

/// Two nodes on a store, with the forum on both.
pub async fn nodes(store: &Store) -> [(House, RoomHandle); 2] {
    drop(House::open(store).await);
    let pulse = Arc::new(LocalPulse::default());
    let near = House::over(Arc::clone(&store.near.journal), pulse.clone(), "near");
    let other = House::over(Arc::clone(&store.other.journal), pulse, "other");
    let rooms = (near.room().await, other.room().await);
    [(near, rooms.0), (other, rooms.1)]
}

/// Waits until both stand where the further one does.
pub async fn level(rooms: [&RoomHandle; 2]) {
    let rev = rooms.iter().map(|room| room.now_state().rev).max().unwrap();
    for room in rooms {
        within(room.states().wait_for(|standing| standing.rev >= rev)).await.unwrap();
    }
}

#[tokio::test]
async fn everything_that_both_acknowledged_is_in_both() {
    let store = Store::embedded().await;
    let [(_near, near), (_other, other)] = nodes(&store).await;
    let mut giving = tokio::task::JoinSet::new();
    for number in 0..60_u8 {
        let room = if number % 2 == 0 { near.clone() } else { other.clone() };
        giving.spawn(async move { done(&room, person(number), ask("سؤال")).await });
    }
    let numbers: std::collections::BTreeSet<_> =
        within(giving.join_all()).await.into_iter().map(|(_, made)| made.unwrap()).collect();
    assert_eq!(numbers.len(), 60, "each has a number of its own");
    level([&near, &other]).await;
    assert_eq!(near.now_state(), other.now_state());
    assert_eq!(near.now_state().state.sessions[&PANEL].board.counts.received, 60);
}

#[tokio::test]
async fn of_two_clashing_acts_one_is_told_that_the_other_came_first() {
    let store = Store::embedded().await;
    let [(_near, near), (_other, other)] = nodes(&store).await;
    done(&near, person(1), ask("سؤال")).await;
    level([&near, &other]).await;
    let approve = Command::Approve { question: QuestionNo(1), version: 1 };
    let dismiss = Command::Dismiss {
        question: QuestionNo(1),
        version: 1,
        reason: majlis::domain::question::Reason::OffTopic,
    };
    let (first, second) = within(async {
        tokio::join!(
            near.submit(MODERATOR, CommandId(1), approve),
            other.submit(MODERATOR, CommandId(2), dismiss)
        )
    })
    .await;
    let done = |answer: &Answer| matches!(answer, Answer::Done { .. });
    assert!(done(&first) != done(&second), "{first:?} {second:?}");
    let refused = if done(&first) { second } else { first };
    assert_eq!(refused, Answer::Refused(Code::Changed.into()));
    level([&near, &other]).await;
    assert_eq!(near.now_state(), other.now_state());
}

#[tokio::test]
async fn the_same_command_on_both_nodes_happens_once() {
    let store = Store::embedded().await;
    let [(_near, near), (_other, other)] = nodes(&store).await;
    let (first, second) = within(async {
        tokio::join!(
            near.submit(person(1), CommandId(7), ask("سؤال")),
            other.submit(person(1), CommandId(7), ask("سؤال"))
        )
    })
    .await;
    let made = |answer: Answer| match answer {
        Answer::Done { made, .. } => made,
        other => panic!("{other:?}"),
    };
    assert_eq!((made(first), made(second)), (Some(1), Some(1)));
    level([&near, &other]).await;
    assert_eq!(near.now_state().state.questions.len(), 1);
}

#[tokio::test]
async fn what_another_node_wrote_a_moment_ago_is_known_to_who_would_refuse() {
    let store = Store::embedded().await;
    let [(_near, near), (_other, other)] = nodes(&store).await;
    for number in 1..=30_u32 {
        let (_, made) = done(&near, person(number as u8), ask("سؤال")).await;
        let question = QuestionNo(made.unwrap());
        done(&other, MODERATOR, Command::Approve { question, version: 1 }).await;
    }
}
