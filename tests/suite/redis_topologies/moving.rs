//! What a forum's journal does while its slot is moved, key by key.

use std::pin::{Pin, pin};
use std::time::Duration;

use bytes::Bytes;
use majlis::journal::twofold::Twofold;
use majlis::journal::{AppendError, Head, Journal, JournalError, Refusal, Registry, Snapshot};

use crate::support::cluster::Cluster;
use crate::support::drafts::{bodies, draft, make, with_words, write};
use crate::support::folder::opened;
use crate::support::redis::{PATIENT, journal_by};
use crate::support::within::{until, within};

use super::cluster::{IMPATIENT, forums, journal};

/// What would be refused or answered by then is.
const A_WHILE: Duration = Duration::from_millis(200);

/// Everything that a room asks, at each step of a move.
#[tokio::test]
async fn what_is_asked_for_while_its_slot_is_moved_is_answered_from_either_side() {
    let cluster = Cluster::start().await;
    let journal = journal_by(&cluster.access(), PATIENT, 0).await;
    let forum = forums(&cluster, 1).await[0][0];
    make(&journal, forum).await;
    let first = with_words(&journal, "first", &[(1, "كلمة")]);
    let head = write(&journal, forum, Head::GENESIS, first).await;
    let slot = cluster.slot_of(&format!("{{{forum}}}")).await;

    cluster.begin_to_give(slot, 0, 2).await;
    cluster.give_keys(slot, 0, 2, ":head").await;
    assert_eq!(journal.head(forum).await.unwrap(), Some(head), "it has gone");
    assert_eq!(journal.words(forum).await.unwrap().len(), 1, "they have not");
    cluster.give_keys(slot, 0, 2, ":entries").await;
    let mut reading = pin!(journal.read(forum, 0, 10));
    assert!(waits(reading.as_mut()).await, "what it needs is on both sides");
    cluster.give_keys(slot, 0, 2, ":words").await;
    assert_eq!(bodies(&within(reading).await.unwrap()), ["first"]);
    assert_eq!(journal.words(forum).await.unwrap().len(), 1, "they have by now");

    let second = draft(&journal, "second");
    within(write(&journal, forum, head, second)).await;
    cluster.give_keys(slot, 0, 2, "").await;
    cluster.have_given(slot, 0, 2).await;
    assert_eq!(bodies(&journal.read(forum, 0, 10).await.unwrap()), ["first", "second"]);
}

/// A slot may hold many keys, and moving it take minutes.
#[tokio::test]
async fn an_append_waits_for_its_own_keys_to_be_moved_and_for_no_others() {
    let cluster = Cluster::start().await;
    let journal = journal(&cluster).await;
    let forum = forums(&cluster, 1).await[0][0];
    make(&journal, forum).await;
    let others = "for i = 1, 1000 do redis.call('SET', KEYS[1] .. i, i) end";
    let fill = redis::cmd("EVAL").arg(others).arg(1).arg(format!("{{{forum}}}:other:")).to_owned();
    let () = fill.query_async(&mut cluster.servers[0].connection().await).await.unwrap();
    let head = write(&journal, forum, Head::GENESIS, draft(&journal, "before")).await;
    let slot = cluster.slot_of(&format!("{{{forum}}}")).await;
    let left = async || cluster.servers[0].ask::<u32>(&format!("CLUSTER COUNTKEYSINSLOT {slot}")).await;

    cluster.begin_to_give(slot, 0, 2).await;
    let head = within(write(&journal, forum, head, draft(&journal, "while none is moved"))).await;
    cluster.give_keys(slot, 0, 2, ":head").await;
    let between = draft(&journal, "while some are");
    let mut appending = pin!(write(&journal, forum, head, between));
    assert!(waits(appending.as_mut()).await, "what it needs is on both sides");
    cluster.give_keys(slot, 0, 2, ":entries").await;
    let head = within(appending).await;
    let worded = with_words(&journal, "the first words", &[(1, "كلمة")]);
    let head = within(write(&journal, forum, head, worded)).await;
    assert_eq!((left().await, head.rev), (1_000, 4));
    let all = ["before", "while none is moved", "while some are", "the first words"];
    assert_eq!(bodies(&within(journal.read(forum, 0, 10)).await.unwrap()), all);

    cluster.give_keys(slot, 0, 2, "").await;
    cluster.have_given(slot, 0, 2).await;
    assert_eq!(
        bodies(&journal.read(forum, 0, 10).await.unwrap()),
        all,
        "nothing was in the way of what was moved"
    );
    assert_eq!((left().await, journal.words(forum).await.unwrap().len()), (0, 1));
    assert_eq!(journal.head(forum).await.unwrap(), Some(head));
}

#[tokio::test]
async fn what_redis_lost_is_put_back_while_its_slot_is_moved() {
    let (cluster, folder) = (Cluster::start().await, tempfile::tempdir().unwrap());
    let disk = opened(folder.path()).await.unwrap();
    let node = Twofold::new(journal_by(&cluster.access(), PATIENT, 0).await, disk);
    let forum = forums(&cluster, 1).await[0][0];
    make(&node, forum).await;
    let worded = with_words(&node, "a", &[(1, "كلمة")]);
    let head = write(&node, forum, Head::GENESIS, worded).await;
    let slot = cluster.slot_of(&format!("{{{forum}}}")).await;
    let of = |key| format!("majlis:{{{forum}}}:{key}");
    let _: u32 = cluster.servers[0].ask(&format!("DEL {} {}", of("head"), of("entries"))).await;
    cluster.begin_to_give(slot, 0, 2).await;
    let mut mending = pin!(node.mend(forum));
    assert!(waits(mending.as_mut()).await, "its words are still on the old side");
    cluster.give_keys(slot, 0, 2, ":words").await;
    within(mending).await.unwrap();
    cluster.give_keys(slot, 0, 2, "").await;
    cluster.have_given(slot, 0, 2).await;
    assert_eq!(bodies(&node.read(forum, 0, 10).await.unwrap()), ["a"]);
    assert_eq!(node.head(forum).await, Ok(Some(head)));
}

/// An append of unknown outcome is settled by what replicas have, and until it is its forum stands still.
#[tokio::test]
async fn whether_replicas_have_what_was_written_is_told_while_its_slot_is_moved() {
    let cluster = Cluster::start().await;
    let (replica, _of_the_other) = (cluster.replica_of(0).await, cluster.replica_of(2).await);
    let journal = journal_by(&cluster.access(), IMPATIENT, 1).await;
    let forum = forums(&cluster, 1).await[0][0];
    make(&journal, forum).await;
    let head = write(&journal, forum, Head::GENESIS, draft(&journal, "a")).await;
    let slot = cluster.slot_of(&format!("{{{forum}}}")).await;

    replica.freeze();
    let answer = journal.append(forum, head, draft(&journal, "b")).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    cluster.begin_to_give(slot, 0, 2).await;
    let looked = journal.head(forum).await;
    assert!(matches!(looked, Err(JournalError::Unavailable(_))), "{looked:?}");
    replica.thaw();
    until(async || journal.head(forum).await.is_ok()).await;
    let head = journal.head(forum).await.unwrap().unwrap();
    assert_eq!(head.rev, 2);

    cluster.give_keys(slot, 0, 2, ":head").await;
    let mut keeping = pin!(journal.keep(forum, head));
    assert!(waits(keeping.as_mut()).await, "its entries are where other replicas are");
    cluster.give_keys(slot, 0, 2, ":entries").await;
    assert_eq!(within(keeping).await, Ok(()));
    let left: u32 = cluster.servers[0].ask(&format!("CLUSTER COUNTKEYSINSLOT {slot}")).await;
    assert_eq!(left, 0, "nothing was made where nothing can be moved from");
}

/// By a key of its own, which may be where such a slot is.
#[tokio::test]
async fn a_server_with_replicas_is_not_called_away_because_a_slot_of_its_is_moved() {
    let cluster = Cluster::start().await;
    let (_replica, _of_the_other) = (cluster.replica_of(0).await, cluster.replica_of(2).await);
    let journal = journal_by(&cluster.access(), PATIENT, 1).await;
    // The one without a replica.
    until(async || journal.health().await.away.len() == 1).await;
    let keys: Vec<String> = cluster.servers[0].ask("KEYS *:probe").await;
    let slot = cluster.slot_of(&keys[0]).await;
    let _: u32 = cluster.servers[0].ask(&format!("DEL {}", keys[0])).await;
    cluster.begin_to_give(slot, 0, 2).await;
    // What another one's last try came to stands for a second.
    let another = journal_by(&cluster.access(), PATIENT, 1).await;
    assert_eq!(another.health().await.away.len(), 1);
}

/// Many a forum has no words, no snapshot, and nobody in its line.
#[tokio::test]
async fn a_snapshot_is_saved_a_turn_is_left_and_a_forum_deleted_while_their_slot_is_moved() {
    let cluster = Cluster::start().await;
    let journal = journal_by(&cluster.access(), PATIENT, 0).await;
    let forums = forums(&cluster, 2).await.swap_remove(0);
    for (forum, to_come) in forums.iter().zip([":head", ":none"]) {
        make(&journal, *forum).await;
        let head = write(&journal, *forum, Head::GENESIS, draft(&journal, "a")).await;
        let slot = cluster.slot_of(&format!("{{{forum}}}")).await;
        let left = async |server: usize| {
            cluster.servers[server].ask::<u32>(&format!("CLUSTER COUNTKEYSINSLOT {slot}")).await
        };
        cluster.begin_to_give(slot, 0, 2).await;
        soon(journal.leave_turn(*forum)).await;
        let snapshot = Snapshot { head, format: 1, bytes: Bytes::from_static(b"state") };
        let mut saving = Box::pin(journal.save_snapshot(*forum, snapshot.clone()));
        assert!(waits(saving.as_mut()).await, "one may be made where its forum's head is");
        cluster.give_keys(slot, 0, 2, to_come).await;
        if left(2).await > 0 {
            soon(saving).await.unwrap();
            assert_eq!(soon(journal.snapshot(*forum)).await, Ok(Some(snapshot)));
            soon(journal.leave_turn(*forum)).await;
        } else {
            drop(saving);
        }
        soon(journal.delete_forum(*forum)).await.unwrap();
        assert_eq!(left(0).await + left(2).await, 1, "that it is gone");
        cluster.give_keys(slot, 0, 2, "").await;
        cluster.have_given(slot, 0, 2).await;
        let answer = journal.append(*forum, head, draft(&journal, "b")).await;
        assert_eq!(answer, Err(AppendError::Refused(Refusal::NoForum)));
    }
    assert_eq!(journal.forums().await, Ok(vec![]));
}

/// Much sooner than one gives up who waits until a slot was moved.
async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENT / 2, what).await.expect("it waits for nothing")
}

/// Whether that is not answered for a while.
async fn waits(what: Pin<&mut impl Future>) -> bool {
    tokio::time::timeout(A_WHILE, what).await.is_err()
}
