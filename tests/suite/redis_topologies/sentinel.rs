use std::sync::Arc;
use std::time::Duration;

use majlis::backbone::{Backbone, BackboneError};
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::twofold::Twofold;
use majlis::journal::{Appended, Head, Journal, Tail};

use crate::support::drafts::{FORUM, bodies, draft, make, write, write_all};
use crate::support::redis::{PATIENT, RedisServer, journal_by};
use crate::support::sentinels::Watched;
use crate::support::within::within;

use super::writer::Writer;

/// Long enough for a busy machine, short enough for a server that is frozen.
const IMPATIENT: Duration = Duration::from_secs(2);

#[tokio::test]
async fn a_node_follows_its_primary_and_loses_nothing_acknowledged() {
    let mut redis = Watched::start().await;
    let journal = journal_by(&redis.access(), IMPATIENT, 1).await;
    make(&journal, FORUM).await;
    let mut tail = journal.tail(FORUM).await.unwrap();
    let mut writer = Writer::new(&journal, FORUM);
    writer.write(20).await;

    // The one that was the primary goes on taking connections, and says that it takes no writes.
    let planned = redis.fail_over();
    tokio::join!(planned, writer.write(20));
    writer.write(20).await;

    redis.both_follow().await;
    let primary = redis.primary().await.port();
    redis.servers.iter_mut().find(|server| server.port() == primary).unwrap().stop();
    tokio::join!(redis.is_left(primary), writer.write(20));
    writer.write(20).await;
    writer.all_is_there().await;

    // Once the subscription is back, what is published is heard from the one that is the primary now.
    let heard = async {
        loop {
            tokio::select! {
                next = tail.next() => if matches!(next, Some(Tail::Entry(entry)) if entry.rev > 100) { return },
                () = writer.write(1) => {}
            }
        }
    };
    within(heard).await;
}

#[tokio::test]
async fn a_primary_that_freezes_is_left() {
    let redis = Watched::start().await;
    let journal = journal_by(&redis.access(), IMPATIENT, 1).await;
    make(&journal, FORUM).await;
    let mut writer = Writer::new(&journal, FORUM);
    writer.write(10).await;
    let frozen = redis.primary().await;
    frozen.freeze();
    writer.write(10).await;
    assert_ne!(redis.primary().await.port(), frozen.port());

    // Awake, it believes for a moment that it still is the primary.
    frozen.thaw();
    writer.write(20).await;
    writer.all_is_there().await;
}

#[tokio::test]
async fn an_entry_that_a_stale_replica_lacks_is_put_back() {
    let mut redis = Watched::start().await;
    let folder = tempfile::tempdir().unwrap();
    let disk = Arc::new(Embedded::open(Options::new(folder.path())).await.unwrap());
    let node = Twofold::new(journal_by(&redis.access(), IMPATIENT, 0).await, disk);
    make(&node, FORUM).await;
    let sure = journal_by(&redis.access(), IMPATIENT, 2).await;
    let both = write(&sure, FORUM, Head::GENESIS, draft(&sure, "a")).await;

    // The replicas hear no more, and what is written now is on none of them.
    redis.servers[1..].iter().for_each(RedisServer::freeze);
    let () = redis.servers[0].ask("CONFIG SET min-replicas-to-write 0").await;
    let _: u32 = redis.servers[0].ask("CLIENT KILL TYPE replica").await;
    let last = write_all(&node, FORUM, both, &["b", "c"]).await;
    let before = redis.servers[0].port();
    redis.servers[0].stop();
    redis.servers[1..].iter().for_each(RedisServer::thaw);
    within(redis.is_left(before)).await;

    let appending = async {
        loop {
            if let Ok(Appended::Written { head, .. }) = node.append(FORUM, last, draft(&node, "d")).await {
                return head;
            }
        }
    };
    assert!(within(appending).await.epoch > 1);
    let there = within(sure.read(FORUM, 0, 10)).await.unwrap();
    assert_eq!(bodies(&there), ["a", "b", "c", "d"]);
}

#[tokio::test]
async fn a_replica_that_may_evict_is_refused_too() {
    let redis = Watched::start().await;
    let () = redis.servers[1].ask("CONFIG SET maxmemory-policy allkeys-lru").await;
    let refused = Backbone::connect(&redis.access(), PATIENT).await.unwrap_err();
    let BackboneError::Evicts { address, .. } = &refused else { panic!("{refused}") };
    assert_eq!(*address, format!("127.0.0.1:{}", redis.servers[1].port()));
}
