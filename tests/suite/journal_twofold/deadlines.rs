//! When a forum wants to act by itself is known wherever its entries are.

use majlis::domain::time::Time;
use majlis::journal::{Draft, Head, Journal};

use super::TwofoldNode;
use crate::support::drafts::{FORUM, draft, make, write, write_all};
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

const DUE: Time = Time(4_000_000_000_000);

/// A node that learned of another one's entry and puts it back after Redis lost it.
async fn is_put_back_with_its_deadline(learns: impl AsyncFnOnce(&TwofoldNode, &RedisServer)) {
    let (mut server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let early = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    let other = server.journal().await;
    write(&other, FORUM, early, Draft { next_deadline: Some(DUE), ..draft(&other, "b") }).await;
    learns(&node, &server).await;
    assert_eq!(node.disk.deadlines(Time(i64::MAX)).await, Ok(vec![(FORUM, DUE)]));
    server.go_back();
    within(async { while node.journal.mend(FORUM).await.is_err() {} }).await;
    assert_eq!(server.journal().await.deadlines(Time(i64::MAX)).await, Ok(vec![(FORUM, DUE)]));
}

#[tokio::test]
async fn what_a_node_heard_of_another_is_put_back_with_its_deadline() {
    is_put_back_with_its_deadline(async |node, server| {
        let heard = server.journal().await.read(FORUM, 1, 1).await.unwrap();
        node.journal.archive(FORUM, &heard, Some(DUE));
        until(async || node.disk.head(FORUM).await.unwrap().unwrap().rev == 2).await;
    })
    .await;
}

#[tokio::test]
async fn what_a_node_read_of_another_is_put_back_with_its_deadline() {
    is_put_back_with_its_deadline(async |node, _| node.journal.mend(FORUM).await.unwrap()).await;
}

#[tokio::test]
async fn a_deadline_that_the_disk_missed_is_on_it_once_it_is_mended() {
    is_put_back_with_its_deadline(async |node, server| {
        let heard = server.journal().await.read(FORUM, 1, 1).await.unwrap();
        node.journal.archive(FORUM, &heard, None);
        node.disk.healthy().await.unwrap();
        node.journal.mend(FORUM).await.unwrap();
    })
    .await;
}
