//! What people wrote is forgotten in time, on every node and in Redis.

use std::path::Path;
use std::sync::Arc;

use majlis::domain::agenda::Phase;
use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, PersonId, QuestionNo};
use majlis::domain::role::Actor;
use majlis::domain::time::Millis;
use majlis::domain::words::Text;
use majlis::journal::Journal;
use majlis::journal::embedded::Options;
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, RoomHandle};
use tempfile::TempDir;

use crate::support::drafts::{FORUM, make};
use crate::support::folder::{gone_from, lie_in};
use crate::support::forum::{PANEL, founding};
use crate::support::house::House;
use crate::support::node::Node;
use crate::support::redis::RedisServer;
use crate::support::shaky::Shaky;
use crate::support::within::{BOUND, until, within};

const WRITTEN: &str = "كتبت هنا ما لا ينبغي أن يبقى";
const QUESTION: QuestionNo = QuestionNo(1);
const DAY: Millis = Millis::minutes(24 * 60);

/// A node of the past: its journal's clock is so many days behind.
async fn then(server: &RedisServer, folder: &Path, days: i64) -> (House, Arc<dyn Journal>) {
    let disk = Arc::new(server.twofold(Options::new(folder)).await);
    let journal = Shaky::over(disk.clone());
    journal.passes(Millis(-days * DAY.0));
    make(&*disk, FORUM).await;
    (House::over(journal.clone(), Arc::new(LocalPulse::default()), "then"), journal)
}

/// A forum of so many days ago, in which somebody asked something, as two nodes left it on their disks: nothing of them is there any more.
fn held(server: &RedisServer, folders: &[TempDir; 2], days: i64) {
    let past = || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(hold(server, folders, days));
        runtime.shutdown_timeout(BOUND);
    };
    std::thread::scope(|threads| threads.spawn(past).join()).unwrap();
}

async fn hold(server: &RedisServer, folders: &[TempDir; 2], days: i64) {
    for folder in folders {
        Node::over_redis(server.port(), folder.path()).await.stop().await;
    }
    let (first, journal) = then(server, folders[0].path(), days).await;
    first.rooms.found(FORUM, founding(journal.now()), Vec::new()).await.unwrap();
    let (second, _) = then(server, folders[1].path(), days).await;
    let ask = Command::Ask { session: PANEL, text: Text::new(WRITTEN), name: None, badge: None };
    let by = Actor::Person(PersonId([1; 16]));
    let answer = within(first.room().await.submit(by, CommandId(1), ask)).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    let there = second.room().await;
    within(there.states().wait_for(|standing| standing.state.questions.contains_key(&QUESTION)))
        .await
        .unwrap();
    until(async || folders.iter().all(|folder| lie_in(folder.path(), WRITTEN.as_bytes()))).await;
    for house in [first, second] {
        house.rooms.stop().await;
    }
    assert!(server.holds(WRITTEN).await);
}

/// Whether the question still has its words.
fn has_words(room: &RoomHandle) -> bool {
    let standing = room.now_state();
    standing.state.words.get(standing.state.questions[&QUESTION].standing.text).is_some()
}

/// The nodes of today over what those of then left, each with its room.
async fn now(server: &RedisServer, folders: &[TempDir; 2]) -> [(Node, RoomHandle); 2] {
    let mut nodes = Vec::new();
    for folder in folders {
        let node = Node::over_redis(server.port(), folder.path()).await;
        let room = within(node.site.rooms.enter(FORUM)).await.unwrap();
        nodes.push((node, room));
    }
    nodes.try_into().unwrap_or_else(|_| panic!("there are two"))
}

#[tokio::test]
async fn ninety_days_after_the_last_day_no_node_and_no_redis_knows_what_was_written() {
    let (server, folders) =
        (RedisServer::start(), [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()]);
    held(&server, &folders, 91);
    let nodes = now(&server, &folders).await;
    for ((_, room), folder) in nodes.iter().zip(&folders) {
        within(room.states().wait_for(|_| !has_words(room))).await.unwrap();
        within(gone_from(folder.path(), WRITTEN.as_bytes())).await;
    }
    assert!(!server.holds(WRITTEN).await);
    let [first, second] = nodes;
    assert!(
        first.1.now_state().state.questions.contains_key(&QUESTION),
        "the question itself is still counted"
    );
    for (node, _) in [first, second] {
        node.stop().await;
    }
    assert!(
        folders.iter().all(|folder| !lie_in(folder.path(), WRITTEN.as_bytes())),
        "nor does a stop write it again"
    );
}

#[tokio::test]
async fn a_day_earlier_everything_is_there() {
    let (server, folders) =
        (RedisServer::start(), [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()]);
    held(&server, &folders, 89);
    let nodes = now(&server, &folders).await;
    for (_, room) in &nodes {
        // By then the clock has come to all that was due.
        let is_over = |phase: Phase| phase == Phase::Ended;
        within(
            room.states().wait_for(|standing| standing.state.sessions.values().all(|one| is_over(one.phase))),
        )
        .await
        .unwrap();
        assert!(has_words(room));
    }
    for (node, _) in nodes {
        node.stop().await;
    }
}
