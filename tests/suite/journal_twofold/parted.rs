//! Redis went on another way than the disk of a node that goes on.

use std::sync::atomic::Ordering;

use majlis::journal::{ForumRecord, Head, Journal, Refusal, Registry};

use super::{TwofoldNode, is_whole};
use crate::support::drafts::{FORUM, OTHER, bodies, draft, make, write, write_all};
use crate::support::folder::opened;
use crate::support::redis::RedisServer;
use crate::support::told::failing;
use crate::support::within::until;

#[tokio::test]
async fn all_that_the_disk_has_beyond_redis_is_astray_also_what_is_not_known_to_be_acknowledged() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let both = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    // As after an acknowledgement that was not written down yet.
    write_all(&*node.disk, FORUM, both, &["lost", "lost too"]).await;
    let other = server.journal().await;
    write(&other, FORUM, both, draft(&other, "instead")).await;
    is_whole(&node, &server).await;
    let astray = node.journal.astray(FORUM).await.unwrap().unwrap();
    assert_eq!((astray.base, bodies(&astray.entries)), (1, vec!["lost", "lost too"]));
}

#[tokio::test]
async fn what_lay_on_the_disk_at_the_start_is_not_given_up_also_where_the_disk_took_nothing_down() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let both = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    node.journal.mend(FORUM).await.unwrap();
    node.journal.close().await;
    let disk = opened(folder.path()).await.unwrap();
    // As after an acknowledgement that was not written down before the process was killed.
    write_all(&*disk, FORUM, both, &["perhaps told"]).await;
    disk.close().await;
    let other = server.journal().await;
    write(&other, FORUM, both, draft(&other, "instead")).await;

    let (disk, fails) = failing();
    fails.store(true, Ordering::SeqCst);
    let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
    let beside = ForumRecord { id: OTHER, slug: "beside".into() };
    node.disk.create_forum(beside).await.unwrap_err();
    fails.store(false, Ordering::SeqCst);
    is_whole(&node, &server).await;
    let astray = node.journal.astray(FORUM).await.unwrap().unwrap();
    assert_eq!(bodies(&astray.entries), ["perhaps told"]);
}

/// Until the node reaches Redis again, by each of its lines.
async fn reaches_redis(node: &TwofoldNode) {
    until(async || {
        let refused = node.journal.append(OTHER, Head::GENESIS, draft(&node.journal, "x")).await;
        refused == Err(Refusal::NoForum.into()) && node.journal.heads(&[FORUM]).await[0].is_ok()
    })
    .await;
}

#[tokio::test]
async fn the_entry_after_the_one_that_showed_that_redis_lost_some_begins_an_epoch() {
    // Nobody notices that another process came, where it does not say which it is.
    let silent = ["--user", "default", "on", "nopass", "~*", "&*", "+@all", "-info"];
    let (mut server, folder) = (RedisServer::start_with(&silent), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let both = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    write_all(&node.journal, FORUM, both, &["lost"]).await;
    server.go_back();
    let other = server.journal().await;
    let theirs = write(&other, FORUM, both, draft(&other, "instead")).await;
    assert_eq!(theirs.epoch, 1, "nobody noticed");

    reaches_redis(&node).await;
    let first = write(&node.journal, FORUM, theirs, draft(&node.journal, "b")).await;
    assert!(node.journal.astray(FORUM).await.unwrap().is_some(), "its copy showed it");
    let next = write(&node.journal, FORUM, first, draft(&node.journal, "c")).await;
    assert!(next.epoch > 1, "{next:?}");
    let after = write(&node.journal, FORUM, next, draft(&node.journal, "d")).await;
    assert_eq!(after.epoch, next.epoch, "once");
    is_whole(&node, &server).await;
}
