//! What another node wrote is not told to be done by one that would not have it if the other were lost.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::FutureExt;
use majlis::backbone::Access;
use majlis::domain::id::CommandId;
use majlis::journal::Journal;
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::twofold::Twofold;
use majlis::protocol::server::WayCode;
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, RoomHandle};

use super::{ask, person};
use crate::support::drafts::{FORUM, make};
use crate::support::forum::{PANEL, founding};
use crate::support::house::House;
use crate::support::redis::{PATIENT, RedisServer, journal_by};
use crate::support::told::failing;
use crate::support::within::{until, within};

/// Long enough for a machine that is busy, short enough to wait for.
const IMPATIENT: Duration = Duration::from_secs(1);

const AGAIN: Answer = Answer::Way(WayCode::TryAgain, 1_000);

/// A node over that Redis with a disk of its own.
async fn node(server: &RedisServer, disk: Options, timeout: Duration, replicas: usize) -> (Twofold, House) {
    let redis = journal_by(&Access::to(server.url()), timeout, replicas).await;
    let journal = Twofold::new(redis, Arc::new(Embedded::open(disk).await.unwrap()));
    let house = House::over(Arc::new(journal.clone()), Arc::new(LocalPulse::default()), "node");
    (journal, house)
}

async fn heard(room: &RoomHandle) {
    let has_it =
        |standing: &Arc<majlis::room::Standing>| standing.state.sessions[&PANEL].board.counts.received == 1;
    within(room.states().wait_for(has_it)).await.unwrap();
}

/// As a phone does, until it is acknowledged.
async fn done_at_last(room: &RoomHandle) {
    let sending = async {
        while !matches!(room.submit(person(1), CommandId(7), ask("سؤال")).await, Answer::Done { .. }) {}
    };
    within(sending).await;
}

#[tokio::test]
async fn what_stands_already_is_done_once_it_is_on_this_nodes_disk() {
    let (server, folders) =
        (RedisServer::start(), [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()]);
    let (disk, fails) = failing();
    let here = Options { disk, ..Options::new(folders[0].path()) };
    let (journal, near) = node(&server, here, PATIENT, 0).await;
    let (_, other) = node(&server, Options::new(folders[1].path()), PATIENT, 0).await;
    make(&journal, FORUM).await;
    near.rooms.found(FORUM, founding(journal.now()), Vec::new()).await.unwrap();
    let (near_room, other_room) = (near.room().await, other.room().await);
    fails.store(true, Ordering::SeqCst);
    done_at_last(&other_room).await;
    heard(&near_room).await;
    let answer = within(near_room.submit(person(1), CommandId(7), ask("سؤال"))).await;
    assert_eq!(answer, AGAIN, "its own disk does not have it");

    fails.store(false, Ordering::SeqCst);
    done_at_last(&near_room).await;
    let kept = Embedded::open_read_only(folders[0].path()).await.unwrap().head(FORUM).await;
    assert_eq!(kept, Ok(Some(near_room.now_state().head())));
}

#[tokio::test]
async fn what_stands_already_is_done_once_the_replicas_have_it() {
    let server = RedisServer::start();
    let port = server.port().to_string();
    let replica =
        RedisServer::start_with(&["--replicaof", "127.0.0.1", &port, "--repl-diskless-sync-delay", "0"]);
    until(async || server.ask::<String>("INFO replication").await.contains("state=online")).await;
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (journal, near) = node(&server, Options::new(folders[0].path()), IMPATIENT, 1).await;
    let (_, other) = node(&server, Options::new(folders[1].path()), IMPATIENT, 1).await;
    make(&journal, FORUM).await;
    near.rooms.found(FORUM, founding(journal.now()), Vec::new()).await.unwrap();
    let (near_room, other_room) = (near.room().await, other.room().await);
    replica.freeze();
    let mut pending = other_room.give(person(1), CommandId(7), ask("سؤال"));
    heard(&near_room).await;
    let answer = within(near_room.submit(person(1), CommandId(7), ask("سؤال"))).await;
    assert_eq!(answer, AGAIN, "no replica has it");
    assert_eq!((&mut pending).now_or_never(), None, "whoever wrote it does not know either");

    replica.thaw();
    done_at_last(&near_room).await;
    assert!(matches!(within(pending).await, Answer::Done { .. }));
}
