//! A room over the journal of a single node.

use std::sync::Arc;

use majlis::domain::change::Change;
use majlis::domain::command::Command;
use majlis::domain::forum::Forum;
use majlis::domain::id::{CommandId, PersonId, QuestionNo, SessionNo};
use majlis::domain::refusal::Code;
use majlis::domain::register::Seq;
use majlis::domain::role::Actor;
use majlis::domain::words::Text;
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, FoundError, NodeId, RoomConfig, RoomError, Rooms};

use crate::support::drafts::{FORUM, OTHER, make};
use crate::support::store::Store;
use crate::support::within::within;

fn rooms(store: &Store, node: &str) -> Rooms {
    let config = RoomConfig::new(NodeId::new(node));
    Rooms::new(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), config)
}

fn founding() -> Vec<Change> {
    vec![Change::ForumSet { forum: Forum::default() }]
}

fn ask(text: &str) -> Command {
    Command::Ask { session: SessionNo(1), text: Text::new(text), name: None }
}

#[tokio::test]
async fn a_forum_that_is_not_there_cannot_be_entered_and_leaves_no_trace() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    assert_eq!(rooms.enter(OTHER).await.unwrap_err(), RoomError::NoForum);
    assert_eq!(rooms.count(), 0);
}

#[tokio::test]
async fn a_forum_is_founded_once() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    make(&*store.near.registry, FORUM).await;
    rooms.found(FORUM, founding(), Vec::new()).await.unwrap();
    assert!(matches!(rooms.found(FORUM, founding(), Vec::new()).await, Err(FoundError::Already)));
    let room = rooms.enter(FORUM).await.unwrap();
    assert_eq!(room.now_state().rev, 1);
}

#[tokio::test]
async fn a_refused_command_writes_nothing() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    make(&*store.near.registry, FORUM).await;
    rooms.found(FORUM, founding(), Vec::new()).await.unwrap();
    let room = rooms.enter(FORUM).await.unwrap();
    let person = Actor::Person(PersonId([7; 16]));
    let answer = within(room.submit(person, CommandId(1), ask("لماذا؟"))).await;
    assert_eq!(answer, Answer::Refused(Code::UnknownSession.into()));
    let support = Command::Support { question: QuestionNo(1), on: true, seq: Seq::default() };
    let answer = within(room.submit(person, CommandId(2), support)).await;
    assert_eq!(answer, Answer::Refused(Code::UnknownQuestion.into()));
    assert_eq!(store.near.journal.head(FORUM).await.unwrap().map(|head| head.rev), Some(1));
}

#[tokio::test]
async fn stopping_ends_every_room() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    make(&*store.near.registry, FORUM).await;
    let room = rooms.enter(FORUM).await.unwrap();
    within(rooms.stop()).await;
    assert!(room.end().is_some());
    assert_eq!(rooms.count(), 0);
    let answer = within(room.submit(Actor::Clock, CommandId(1), ask("?"))).await;
    assert_eq!(answer, Answer::Gone);
    assert_eq!(rooms.enter(FORUM).await.unwrap_err(), RoomError::Stopping);
}
