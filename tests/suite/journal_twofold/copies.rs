use majlis::journal::{AppendError, Draft, Head, Journal, Refusal, Registry, chain};
use rusqlite::Connection;

use super::{TwofoldNode, all_of, is_whole};
use crate::support::drafts::{
    FORUM, bodies, draft, erasing, make, missed, resumed, with_words, write, write_all,
};
use crate::support::folder::{gone_from, lie_in};
use crate::support::redis::RedisServer;
use crate::support::within::within;

#[tokio::test]
async fn what_is_written_is_on_the_disk_when_it_is_acknowledged() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let filed = with_words(&node.journal, "a", &[(1, "one")]);
    let head = write(&node.journal, FORUM, Head::GENESIS, filed).await;
    assert_eq!(node.disk.head(FORUM).await, Ok(Some(head)));
    assert_eq!(all_of(&*node.disk, FORUM).await, all_of(&server.journal().await, FORUM).await);
}

#[tokio::test]
async fn a_node_that_was_away_has_everything_again() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let other = server.journal().await;
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let head = write_all(&node.journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    node.journal.close().await;
    drop(node);

    let filed = write(&other, FORUM, head, with_words(&other, "c", &[(1, "one"), (2, "two")])).await;
    let erased = write(&other, FORUM, filed, erasing(&other, "d", &[1])).await;
    let node = TwofoldNode::start(&server, folder.path()).await;
    is_whole(&node, &server).await;
    // It goes on, over a hole too: nobody told it of this one.
    let unheard = write(&other, FORUM, erased, draft(&other, "e")).await;
    write(&node.journal, FORUM, unheard, draft(&node.journal, "f")).await;
    assert_eq!(bodies(&all_of(&*node.disk, FORUM).await.0), ["a", "b", "c", "d", "e", "f"]);
}

#[tokio::test]
async fn what_was_refused_leaves_the_disk() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let other = server.journal().await;
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let first = write(&other, FORUM, Head::GENESIS, draft(&other, "theirs")).await;
    let late = with_words(&node.journal, "mine", &[(1, "one")]);
    let missed = missed(node.journal.append(FORUM, Head::GENESIS, late).await);
    assert_eq!(bodies(&missed), ["theirs"]);
    is_whole(&node, &server).await;

    let mut ahead = draft(&node.journal, "from the future");
    ahead.time.0 += 3_600_000;
    node.journal.append(FORUM, first, ahead).await.unwrap_err();
    write(&node.journal, FORUM, first, draft(&node.journal, "mine")).await;
    is_whole(&node, &server).await;
}

#[tokio::test]
async fn what_redis_took_before_anybody_heard_of_it_stays_on_the_disk_when_it_is_tried_again() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let mine = with_words(&node.journal, "mine", &[(1, "one")]);
    let there = write(&server.journal().await, FORUM, Head::GENESIS, mine.clone()).await;
    let missed = missed(node.journal.append(FORUM, Head::GENESIS, mine).await);
    assert_eq!(bodies(&missed), ["mine"]);
    // What is written after it comes behind it in the disk's queue, and behind all that was to be taken back.
    node.disk.healthy().await.unwrap();
    assert_eq!(node.disk.head(FORUM).await, Ok(Some(there)));
    is_whole(&node, &server).await;
}

#[tokio::test]
async fn erased_words_are_gone_from_every_disk() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let one = TwofoldNode::start(&server, folders[0].path()).await;
    let other = TwofoldNode::start(&server, folders[1].path()).await;
    make(&one.journal, FORUM).await;
    let words = with_words(&one.journal, "a", &[(1, "what-was-said "), (2, "what-stays ")]);
    let filed = write(&one.journal, FORUM, Head::GENESIS, words).await;
    other.journal.mend(FORUM).await.unwrap();
    assert!(folders.iter().all(|folder| lie_in(folder.path(), b"what-was-said")));

    write(&other.journal, FORUM, filed, erasing(&other.journal, "b", &[1])).await;
    one.journal.archive(FORUM, &server.journal().await.read(FORUM, 1, 1).await.unwrap(), None);
    for (node, folder) in [&one, &other].into_iter().zip(&folders) {
        is_whole(node, &server).await;
        within(gone_from(folder.path(), b"what-was-said")).await;
        assert!(lie_in(folder.path(), b"what-stays"));
    }
}

#[tokio::test]
async fn a_forum_deleted_elsewhere_leaves_the_disk_when_the_node_is_back() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    node.journal.close().await;
    drop(node);

    server.journal().await.delete_forum(FORUM).await.unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    let leaving = async {
        while node.disk.head(FORUM).await != Ok(None) {
            tokio::task::yield_now().await;
        }
    };
    within(leaving).await;
}

/// As where Redis lost an append before anybody was told of it, and it was given again after the others had had their time.
#[tokio::test]
async fn what_is_given_again_in_a_later_epoch_is_of_that_one_on_every_disk() {
    let server = RedisServer::start();
    let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let own = TwofoldNode::start(&server, folders[0].path()).await;
    make(&own.journal, FORUM).await;
    let there = TwofoldNode::start(&server, folders[1].path()).await;
    let told = TwofoldNode::start(&server, folders[2].path()).await;
    for node in [&there, &told] {
        node.journal.mend(FORUM).await.unwrap();
    }
    let mut again = draft(&own.journal, "again");
    // One has it as what it perhaps wrote, the others as what Redis had.
    write(&*own.disk, FORUM, Head::GENESIS, again.clone()).await;
    for node in [&there, &told] {
        node.journal.archive(FORUM, &[again.entry(&Head::GENESIS)], None);
    }
    again.begins_epoch = true;
    let head = write(&own.journal, FORUM, Head::GENESIS, again.clone()).await;
    assert!(head.epoch > Head::GENESIS.epoch);
    assert_eq!(own.disk.head(FORUM).await, Ok(Some(head)));
    told.journal.archive(FORUM, &[again.entry(&Head::GENESIS)], None);
    for node in [&own, &there, &told] {
        is_whole(node, &server).await;
        assert_eq!(node.disk.head(FORUM).await, Ok(Some(head)));
    }
}

/// What it is given again may still be refused: until it is written, what it told of stands.
#[tokio::test]
async fn what_was_acknowledged_is_of_its_epoch_until_another_one_is_written() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let mut again = draft(&node.journal, "again");
    let first = again.entry(&Head::GENESIS);
    node.journal.archive(FORUM, std::slice::from_ref(&first), None);
    again.begins_epoch = true;
    let mut refused = again.clone();
    refused.time.0 += 3_600_000;
    node.journal.append(FORUM, Head::GENESIS, refused).await.unwrap_err();
    node.disk.healthy().await.unwrap();
    assert_eq!(node.disk.head(FORUM).await, Ok(Some(first.head())));
    let head = write(&node.journal, FORUM, Head::GENESIS, again).await;
    assert_eq!(node.journal.head(FORUM).await, Ok(Some(head)));
    is_whole(&node, &server).await;
}

/// What was read before it was given again may come to the disk after it.
#[tokio::test]
async fn the_later_epoch_of_what_was_given_again_stands_until_redis_goes_on_in_the_earlier_one() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let earlier = draft(&node.journal, "again");
    let later = Draft { begins_epoch: true, ..earlier.clone() }.entry(&Head::GENESIS);
    // First of all there, or the node that just came up might put the later one back before it.
    let redis = server.journal().await;
    let head = write(&redis, FORUM, Head::GENESIS, earlier.clone()).await;
    for entry in [&later, &earlier.entry(&Head::GENESIS)] {
        node.journal.archive(FORUM, std::slice::from_ref(entry), None);
    }
    node.disk.healthy().await.unwrap();
    assert_eq!(node.disk.head(FORUM).await, Ok(Some(later.head())));

    write_all(&redis, FORUM, head, &["b", "c"]).await;
    is_whole(&node, &server).await;
    let entries = node.disk.read(FORUM, 0, 10).await.unwrap();
    assert_eq!(chain::verify(Head::GENESIS, &entries).map(|head| head.rev), Ok(3));
}

/// Of the epoch that it would begin, too: it begins none, for it comes after something else.
#[tokio::test]
async fn who_is_behind_what_was_put_back_is_told_what_it_missed_once_the_wait_is_over() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let mut again = Draft { begins_epoch: true, ..draft(&node.journal, "again") };
    let put_back = again.entry(&Head::GENESIS);
    node.journal.archive(FORUM, std::slice::from_ref(&put_back), None);
    node.disk.healthy().await.unwrap();
    node.journal.mend(FORUM).await.unwrap();

    let redis = server.journal().await;
    let answer = loop {
        match redis.append(FORUM, Head::GENESIS, again.clone()).await {
            Err(AppendError::Refused(Refusal::Resuming(1..))) => resumed(&mut again, 100).await,
            other => break other,
        }
    };
    assert_eq!(missed(answer), [put_back]);
}

#[tokio::test]
async fn an_epoch_below_zero_of_an_entry_that_is_copied_again_is_told_in_words() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let head = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    write_all(&server.journal().await, FORUM, head, &["b"]).await;
    let beside = Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    assert_eq!(beside.execute("UPDATE entries SET epoch = -1 WHERE rev = 1", []), Ok(1));
    let told = node.journal.mend(FORUM).await.unwrap_err().to_string();
    assert!(told.contains("-1 is no epoch"), "{told}");
}
