use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use majlis::journal::embedded::Disk;
use majlis::journal::{AppendError, Appended, Head, Journal, JournalError, Registry};
use rusqlite::Connection;
use serde_json::json;

use super::{TwofoldNode, all_of, is_whole};
use crate::support::drafts::{FORUM, draft, erasing, make, write, write_all};
use crate::support::folder::opened;
use crate::support::node::Node;
use crate::support::redis::RedisServer;
use crate::support::told::{failing, stuck};
use crate::support::within::{until, within};

#[tokio::test]
async fn what_a_failing_disk_did_not_take_is_not_acknowledged() {
    for erase in [&[][..], &[1]] {
        let server = RedisServer::start();
        let folder = tempfile::tempdir().unwrap();
        let (disk, fails) = failing();
        let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
        make(&node.journal, FORUM).await;
        let draft = erasing(&node.journal, "a", erase);
        let head = Head::GENESIS.then(&draft.body);
        fails.store(true, Ordering::SeqCst);
        let answer = node.journal.append(FORUM, Head::GENESIS, draft).await;
        assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
        // Whoever looks whether it was written is not told so before the disk has it.
        let looked = node.journal.head(FORUM).await;
        assert!(matches!(looked, Err(JournalError::Unavailable(_))), "{looked:?}");
        let looked = node.journal.read(FORUM, 0, 1).await;
        assert!(matches!(looked, Err(JournalError::Unavailable(_))), "{looked:?}");

        fails.store(false, Ordering::SeqCst);
        assert_eq!(node.journal.head(FORUM).await, Ok(Some(head)));
        assert_eq!(node.disk.head(FORUM).await, Ok(Some(head)));
        is_whole(&node, &server).await;
    }
}

#[tokio::test]
async fn a_slow_disk_is_waited_for() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let (disk, waits) = stuck();
    let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
    make(&node.journal, FORUM).await;
    let witness = server.journal().await;
    let mut heard = witness.tail(FORUM).await.unwrap();
    waits.store(true, Ordering::SeqCst);
    let mut append = node.journal.append(FORUM, Head::GENESIS, draft(&node.journal, "a"));
    let in_redis = async {
        tokio::select! {
            _ = heard.next() => {}
            answer = &mut append => panic!("acknowledged before the disk has it: {answer:?}"),
        }
    };
    within(in_redis).await;
    assert!((&mut append).now_or_never().is_none());
    waits.store(false, Ordering::SeqCst);
    let answer = within(append).await;
    assert!(matches!(answer, Ok(Appended::Written { .. })), "{answer:?}");
}

#[tokio::test]
async fn nobody_waits_until_a_new_disk_has_what_others_wrote() {
    let server = RedisServer::start();
    let other = server.journal().await;
    make(&other, FORUM).await;
    let last = write_all(&other, FORUM, Head::GENESIS, &["a", "b"]).await;
    let folder = tempfile::tempdir().unwrap();
    let (begin, mut copying) = tokio::sync::watch::channel(false);
    let waits = Arc::new(AtomicBool::new(true));
    let waiting = Arc::clone(&waits);
    let disk = Disk::with(move |_| {
        begin.send_replace(true);
        while waiting.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        Ok(())
    });
    let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
    // Its caretaker begins to copy, and the disk takes its time.
    within(copying.wait_for(|begun| *begun)).await.unwrap();
    assert_eq!(within(node.journal.head(FORUM)).await, Ok(Some(last)));
    assert_eq!(within(node.journal.read(FORUM, 0, 10)).await.unwrap().len(), 2);
    waits.store(false, Ordering::SeqCst);
    is_whole(&node, &server).await;
}

/// Entries of other nodes for which the disk's queue has room.
const ROOM: u64 = 4_096;

#[tokio::test]
async fn entries_of_others_beyond_the_queue_of_a_slow_disk_are_copied_later() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let (disk, waits) = stuck();
    let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
    make(&node.journal, FORUM).await;
    let other = server.journal().await;
    let last = write_all(&other, FORUM, Head::GENESIS, &vec!["x"; ROOM as usize + 1]).await;
    let (entries, _) = all_of(&other, FORUM).await;
    let (fitting, beyond) = entries.split_at(ROOM as usize);
    waits.store(true, Ordering::SeqCst);
    node.journal.archive(FORUM, fitting, None);
    node.journal.archive(FORUM, beyond, None);
    waits.store(false, Ordering::SeqCst);
    // Nobody asks, or writes more, and it is sooner than all copies are looked at again.
    let copied = until(async || node.disk.head(FORUM).await == Ok(Some(last)));
    tokio::time::timeout(Duration::from_secs(15), copied).await.expect("it is copied by itself");
    is_whole(&node, &server).await;
}

#[tokio::test]
async fn a_node_whose_disk_is_full_is_not_healthy() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let (disk, fails) = failing();
    let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
    assert_eq!(node.journal.healthy().await, Ok(()));
    fails.store(true, Ordering::SeqCst);
    // What was tried within the last second stands.
    within(async { while node.journal.healthy().await.is_ok() {} }).await;
    fails.store(false, Ordering::SeqCst);
    make(&node.journal, FORUM).await;
    write(&node.journal, FORUM, Head::GENESIS, draft(&node.journal, "a")).await;
    assert_eq!(node.disk.forums().await, node.journal.forums().await);
}

/// As the program opens its folder, and not only the journal.
#[tokio::test]
async fn an_older_database_in_the_folder_of_a_node_over_redis_is_filled_again() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let first = Node::over_redis(server.port(), folder.path()).await;
    first.found().await;
    let (database, older) = (folder.path().join("majlis.sqlite3"), folder.path().join("older"));
    let copying = Connection::open(&database).unwrap();
    copying.execute("VACUUM INTO ?1", [older.to_str()]).unwrap();
    drop(copying);
    let mut phone = first.phone().await;
    phone.done(json!({"do": "ask", "session": 1, "text": "سؤال"})).await;
    drop(phone);
    first.stop().await;
    std::fs::rename(older, &database).unwrap();

    let node = Node::over_redis(server.port(), folder.path()).await;
    node.phone().await.until_view(5, |counts| counts["received"] == 1).await;
    node.stop().await;
    let (held, _) = all_of(&*opened(folder.path()).await.unwrap(), FORUM).await;
    assert_eq!(held, all_of(&server.journal().await, FORUM).await.0);
}
