//! One commit on a disk that fails.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use majlis::journal::embedded::{Embedded, OpenError, Options};
use majlis::journal::{AppendError, Appended, Draft, Head, Journal, JournalError, Refusal};

use crate::support::counted::counted;
use crate::support::disk::{Disk, Loses, Op};
use crate::support::drafts::{FORUM, OTHER, bodies, draft, make, write, write_all};
use crate::support::folder::opened;
use crate::support::within::within;

fn is_refused(answer: &Result<Appended, AppendError>) -> bool {
    matches!(answer, Err(AppendError::Refused(Refusal::Unavailable(_))))
}

/// A body that is larger than what SQLite keeps of a transaction in memory, so that it is written before the commit.
fn large() -> String {
    "x".repeat(3_000_000)
}

#[tokio::test]
async fn what_was_to_be_committed_with_an_entry_that_found_no_room_is_certainly_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    let journal = opened(folder.path()).await.unwrap();
    for forum in [FORUM, OTHER] {
        make(&*journal, forum).await;
    }
    let large = large();
    let first = draft(&*journal, "first");
    let second = Head::GENESIS.then(&first.body);
    disk.full_after(1_000_000);
    // The first holds the writer up, so that the others are one batch.
    disk.slow(Duration::ZERO, Duration::from_millis(200));
    let (before, waiting) = (disk.operations(), Arc::clone(&journal));
    let holds_up = tokio::spawn(async move { waiting.append(OTHER, Head::GENESIS, first).await });
    within(async {
        while disk.operations() < before + 2 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let answers = tokio::join!(
        journal.append(FORUM, Head::GENESIS, draft(&*journal, "beside it")),
        journal.append(OTHER, second, draft(&*journal, &large)),
        journal.append(FORUM, Head::GENESIS.then(b"beside it"), draft(&*journal, "after it")),
    );
    let first = holds_up.await.unwrap();
    assert!(matches!(first, Ok(Appended::Written { .. })), "{first:?}");
    for answer in [&answers.0, &answers.1, &answers.2] {
        assert!(is_refused(answer), "{answers:?}");
    }
    assert_eq!(journal.heads(&[FORUM, OTHER]).await, [Ok(Some(Head::GENESIS)), Ok(Some(second))]);
    disk.has_room();
    write(&*journal, FORUM, Head::GENESIS, draft(&*journal, &large)).await;
    journal.close().await;
}

#[tokio::test]
async fn a_disk_without_room_for_an_entry_is_not_ready_though_there_is_room_for_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    assert_eq!(journal.healthy().await, Ok(()));
    disk.full_after(50_000);
    let entry = "x".repeat(60_000);
    let answer = journal.append(FORUM, Head::GENESIS, draft(&*journal, &entry)).await;
    assert!(answer.is_err(), "{answer:?}");
    // What was tried within the last second stands; the next try tells. A row a second would fit for a while.
    let tells = async { while journal.healthy().await.is_ok() {} };
    tokio::time::timeout(Duration::from_secs(3), tells).await.expect("the first try tells");
    let said = journal.healthy().await;
    assert!(matches!(&said, Err(JournalError::Unavailable(why)) if why.contains("full")), "{said:?}");
    disk.has_room();
    within(async { while journal.healthy().await.is_err() {} }).await;
    write(&*journal, FORUM, Head::GENESIS, draft(&*journal, &entry)).await;
    journal.close().await;
}

/// Appends on a disk whose next sync fails, until it is known what became of the entry, as a room does.
async fn append_for_certain(journal: &Embedded, after: Head, draft: &Draft) -> Head {
    loop {
        match journal.append(FORUM, after, draft.clone()).await {
            Ok(Appended::Written { head, .. }) => return head,
            Ok(Appended::Conflict { missed, .. }) => {
                assert_eq!(missed[0].body, draft.body, "nobody else wrote");
                return missed[0].head();
            }
            Err(_) => {}
            answer => panic!("{answer:?}"),
        }
    }
}

/// Somebody who reads from elsewhere, and goes on until it is dropped.
fn reads(folder: &Path) -> rusqlite::Connection {
    let reader = rusqlite::Connection::open(folder.join("majlis.sqlite3")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entries").unwrap();
    reader
}

#[tokio::test]
async fn an_entry_whose_sync_failed_is_written_once_however_often_it_is_tried_again() {
    for cut in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::under(folder.path());
        let journal = opened(folder.path()).await.unwrap();
        make(&*journal, FORUM).await;
        disk.fail(Some(Op::Sync), 1, 2);
        let answer = journal.append(FORUM, Head::GENESIS, draft(&*journal, "a")).await;
        assert!(matches!(answer, Err(AppendError::Unknown(_))), "only the head can tell: {answer:?}");
        append_for_certain(&journal, Head::GENESIS, &draft(&*journal, "a")).await;
        if cut {
            disk.cut(Loses::All, 1);
        }
        journal.close().await;
        disk.power_on();
        let journal = opened(folder.path()).await.unwrap();
        assert_eq!(bodies(&journal.read(FORUM, 0, 10).await.unwrap()), ["a"], "cut: {cut}");
        journal.close().await;
    }
}

/// The system forgets what a failed sync was to save, and shows it all the same.
#[tokio::test]
async fn what_is_acknowledged_after_a_sync_that_failed_does_not_stand_on_what_was_never_saved() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let large = "x".repeat(20_000);
    let first = write(&*journal, FORUM, Head::GENESIS, draft(&*journal, &large)).await;
    disk.fail(Some(Op::Sync), 1, 1);
    let answer = journal.append(FORUM, first, draft(&*journal, &large)).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "only the head can tell: {answer:?}");
    let head = journal.head(FORUM).await.unwrap().unwrap();
    let acknowledged = write(&*journal, FORUM, head, draft(&*journal, "acknowledged")).await;
    disk.cut(Loses::All, 1);
    journal.close().await;
    disk.power_on();
    let journal = opened(folder.path()).await.unwrap();
    assert_eq!(journal.head(FORUM).await, Ok(Some(acknowledged)));
    journal.close().await;
}

/// A reader is in the way of a checkpoint, which copies a part then, and SQLite counts it as copied; the sync that was to save
/// it fails later, and the log that still has it would be written over.
#[tokio::test]
async fn a_part_of_the_log_that_a_failed_sync_was_to_save_is_copied_again() {
    const FAILED: &str = "majlis_log_copies_failed_total";
    let before = counted(FAILED);
    // Among these is the sync of the database; whichever it is, nothing is lost.
    for nth in 2..=4 {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::under(folder.path());
        let journal = opened(folder.path()).await.unwrap();
        make(&*journal, FORUM).await;
        let first = write(&*journal, FORUM, Head::GENESIS, draft(&*journal, &large())).await;
        let reader = reads(folder.path());
        let second = write(&*journal, FORUM, first, draft(&*journal, &large())).await;
        // By then what the second one left was copied in part.
        let mut head = write(&*journal, FORUM, second, draft(&*journal, "a third one")).await;
        drop(reader);
        disk.fail(Some(Op::Sync), nth, 1);
        for _ in 0..4 {
            head = within(append_for_certain(&journal, head, &draft(&*journal, &large()))).await;
        }
        disk.cut(Loses::All, 1);
        journal.close().await;
        disk.power_on();
        let journal = opened(folder.path()).await.unwrap();
        assert_eq!(journal.first_fault().await, Ok(None));
        assert_eq!(journal.head(FORUM).await, Ok(Some(head)));
        for rev in 0..head.rev {
            let next = journal.read(FORUM, rev, 1).await.unwrap();
            assert_eq!(next[0].rev, rev + 1);
        }
        journal.close().await;
    }
    assert!(counted(FAILED) > before);
}

/// As after a process that was killed, on a disk that is full.
#[tokio::test]
async fn a_folder_on_a_full_disk_is_opened_and_read_and_written_to_once_there_is_room() {
    let (before, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let journal = opened(before.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let first = write(&*journal, FORUM, Head::GENESIS, draft(&*journal, "before")).await;
    for file in ["majlis.sqlite3", "majlis.sqlite3-wal"] {
        std::fs::copy(before.path().join(file), folder.path().join(file)).unwrap();
    }
    let disk = Disk::under(folder.path());
    disk.full_after(0);
    let journal = opened(folder.path()).await.unwrap();
    assert_eq!(journal.head(FORUM).await, Ok(Some(first)));
    let refused = journal.append(FORUM, first, draft(&*journal, &large())).await;
    assert!(is_refused(&refused), "{refused:?}");
    disk.has_room();
    write(&*journal, FORUM, first, draft(&*journal, "after")).await;
    journal.close().await;
}

/// Somebody who reads from elsewhere keeps SQLite from counting anew what it copied, of which a sync may have failed.
#[tokio::test]
async fn a_log_of_which_a_part_counts_as_copied_is_not_gone_on_with_before_all_of_it_can_be_copied() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let first = write(&*journal, FORUM, Head::GENESIS, draft(&*journal, &large())).await;
    let reader = reads(folder.path());
    let second = write(&*journal, FORUM, first, draft(&*journal, &large())).await;
    journal.close().await;
    let refused = Embedded::open(Options { lock_wait: Duration::ZERO, ..Options::new(folder.path()) }).await;
    assert!(matches!(refused, Err(OpenError::Read { .. })), "{refused:?}");
    drop(reader);
    let journal = opened(folder.path()).await.unwrap();
    assert_eq!(journal.head(FORUM).await, Ok(Some(second)));
    journal.close().await;
}

#[tokio::test]
async fn a_slow_disk_is_slow_and_right() {
    const SYNC: Duration = Duration::from_millis(150);
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    disk.slow(Duration::ZERO, SYNC);
    let began = std::time::Instant::now();
    let mut head = Head::GENESIS;
    let appends: Vec<_> = (0..40)
        .map(|_| {
            let draft = draft(&*journal, "x");
            let append = journal.append(FORUM, head, draft.clone());
            head = head.then(&draft.body);
            append
        })
        .collect();
    let read = async {
        // Whoever reads does not wait for a commit.
        let before = std::time::Instant::now();
        journal.read(FORUM, 0, 10).await.unwrap();
        assert!(before.elapsed() < SYNC, "{:?}", before.elapsed());
    };
    let (answers, ()) = tokio::join!(futures_util::future::join_all(appends), read);
    assert!(answers.iter().all(|answer| matches!(answer, Ok(Appended::Written { .. }))), "{answers:?}");
    assert!(began.elapsed() > SYNC, "nobody is told before the disk has it");
    assert!(began.elapsed() < 10 * SYNC, "what waits is committed together: {:?}", began.elapsed());
    journal.close().await;
}

#[tokio::test]
async fn a_disk_that_lies_leaves_what_there_was_at_some_moment() {
    for seed in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::under(folder.path());
        let journal = opened(folder.path()).await.unwrap();
        make(&*journal, FORUM).await;
        let kept = write_all(&*journal, FORUM, Head::GENESIS, &["a", "b"]).await;
        disk.lies(true);
        write_all(&*journal, FORUM, kept, &["c", "d", "e"]).await;
        disk.cut(Loses::Last, seed);
        journal.close().await;
        disk.power_on();
        disk.lies(false);
        let alone = opened(folder.path()).await;
        let journal = Embedded::open_read_only(folder.path()).await.unwrap();
        let held = journal.read(FORUM, 0, 10).await.unwrap();
        assert!(held.len() >= 2, "what was truly synced is there");
        assert_eq!(
            matches!(alone, Err(OpenError::Lacking { .. })),
            held.len() < 5,
            "what is missing is told, and what is there opens"
        );
        assert_eq!(
            bodies(&held),
            ["a", "b", "c", "d", "e"][..held.len()],
            "the beginning of what was acknowledged"
        );
        if let Ok(alone) = alone {
            alone.close().await;
        }
    }
}
