//! What only the journal in a data folder can show.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use majlis::journal::embedded::{Disk, Embedded, Moment, OpenError, Options, set_beside};
use majlis::journal::{
    AppendError, Appended, Entry, Granted, Hash, Head, JoinCode, Journal, Refusal, Registry,
};

use crate::support::drafts::{FORUM, OTHER, bodies, draft, erasing, make, with_words, write, write_all};
use crate::support::folder::{lie_in, opened};
use crate::support::within::within;

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let head = write_all(&*journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    let last = journal.read(FORUM, 1, 1).await.unwrap()[0].time;
    journal.close().await;

    let journal = opened(folder.path()).await.unwrap();
    assert_eq!(journal.head(FORUM).await, Ok(Some(head)));
    assert!(journal.now() >= last);
    write(&*journal, FORUM, head, draft(&*journal, "c")).await;
    assert_eq!(bodies(&journal.read(FORUM, 0, 10).await.unwrap()), ["a", "b", "c"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_it_made_is_its_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("new/data");
    let journal = opened(&folder).await.unwrap();
    make(&*journal, FORUM).await;
    write(&*journal, FORUM, Head::GENESIS, draft(&*journal, "a")).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&above.path().join("new"))), (0o700, 0o700));
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() > 2, "the log lies beside the database: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    journal.close().await;
}

#[tokio::test]
async fn erased_words_lie_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    make(&*journal, OTHER).await;
    let mut heads = [Head::GENESIS; 2];
    for round in 0..60 {
        for (head, forum) in heads.iter_mut().zip([FORUM, OTHER]) {
            let texts: Vec<_> =
                (0..5).map(|no| (round * 5 + no + 1, format!("secret-{forum}-{round}-{no} "))).collect();
            let words: Vec<_> =
                texts.iter().map(|(no, text)| (*no, text.repeat(1 + *no as usize % 9))).collect();
            let words: Vec<_> = words.iter().map(|(no, text)| (*no, text.as_str())).collect();
            *head = write(&*journal, forum, *head, with_words(&*journal, "filed", &words)).await;
        }
    }
    assert!(lie_in(folder.path(), b"secret-"));
    let other = format!("secret-{OTHER}");
    let here = format!("secret-{FORUM}");

    let odd: Vec<u32> = (1..=300).filter(|no| no % 2 == 1).collect();
    let even: Vec<u32> = (1..=300).filter(|no| no % 2 == 0).collect();
    let head = write(&*journal, FORUM, heads[0], erasing(&*journal, "first half", &odd)).await;
    assert!(lie_in(folder.path(), here.as_bytes()));
    write(&*journal, FORUM, head, erasing(&*journal, "second half", &even)).await;
    assert!(!lie_in(folder.path(), here.as_bytes()), "erased words are still on the disk");
    assert!(lie_in(folder.path(), other.as_bytes()));

    journal.delete_forum(OTHER).await.unwrap();
    assert!(!lie_in(folder.path(), b"secret-"), "a deleted forum is still on the disk");
}

#[tokio::test]
async fn what_a_screen_collected_lies_in_no_file_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    let (code, secret, left) =
        (JoinCode::new(5).unwrap(), Hash::of(&[b"secret"]), b"what-is-left-for-a-wall");
    assert_eq!(journal.offer(code, secret, Duration::from_secs(60)).await, Ok(true));
    assert_eq!(journal.grant(code, Bytes::from_static(left)).await, Ok(Granted::Left(secret)));
    assert!(lie_in(folder.path(), left));
    assert!(journal.collect(secret, Duration::ZERO).await.unwrap().is_some());
    journal.forget_offers().await.unwrap();
    assert!(!lie_in(folder.path(), left));
}

#[tokio::test]
async fn a_second_process_waits_for_the_folder_and_then_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path()).await.unwrap();
    let impatient = Options { lock_wait: Duration::from_millis(1), ..Options::new(folder.path()) };
    let refused = Embedded::open(impatient).await.unwrap_err();
    assert!(matches!(refused, OpenError::Taken { .. }), "{refused}");
    assert!(refused.to_string().contains("--data"));

    let successor = tokio::spawn(Embedded::open(Options::new(folder.path())));
    make(&*first, FORUM).await;
    first.close().await;
    let successor = successor.await.unwrap().unwrap();
    assert_eq!(successor.head(FORUM).await, Ok(Some(Head::GENESIS)));
}

#[tokio::test]
async fn a_closed_journal_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    journal.clone().close().await;
    let answer = journal.append(FORUM, Head::GENESIS, draft(&*journal, "x")).await;
    assert!(matches!(answer, Err(AppendError::Refused(Refusal::Unavailable(_)))), "{answer:?}");
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let refused = Embedded::open(Options::new(file.join("below"))).await.unwrap_err();
    assert!(matches!(refused, OpenError::Folder { .. }), "{refused}");
    assert!(refused.to_string().contains("--data"));
}

#[tokio::test]
async fn a_database_of_a_newer_version_or_of_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path()).await.unwrap().close().await;
    let file = folder.path().join("majlis.sqlite3");
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = Embedded::open(Options::new(folder.path())).await.unwrap_err();
    assert!(matches!(refused, OpenError::Newer { found: 99, .. }), "{refused}");

    std::fs::write(&file, "not a database".repeat(1_000)).unwrap();
    let refused = Embedded::open(Options::new(folder.path())).await.unwrap_err();
    assert!(matches!(refused, OpenError::Database { .. }), "{refused}");
}

/// A disk whose next commit fails at the moment given.
fn failing(at: Moment) -> (Disk, Arc<AtomicBool>) {
    let fails = Arc::new(AtomicBool::new(false));
    let next = Arc::clone(&fails);
    let disk = Disk::with(move |moment| {
        if moment == at && next.swap(false, Ordering::SeqCst) {
            Err("the disk failed".into())
        } else {
            Ok(())
        }
    });
    (disk, fails)
}

#[tokio::test]
async fn after_a_failed_commit_the_head_tells_whether_it_was_written() {
    for (at, written) in [(Moment::Before, false), (Moment::After, true)] {
        let folder = tempfile::tempdir().unwrap();
        let (disk, fails) = failing(at);
        let journal = Embedded::open(Options { disk, ..Options::new(folder.path()) }).await.unwrap();
        make(&journal, FORUM).await;
        let draft = draft(&journal, "a");
        let head = Head::GENESIS.then(&draft.body);
        fails.store(true, Ordering::SeqCst);
        match journal.append(FORUM, Head::GENESIS, draft.clone()).await {
            Err(AppendError::Unknown(_)) if written => {}
            Err(AppendError::Refused(Refusal::Unavailable(_))) if !written => {}
            other => panic!("{other:?}"),
        }
        let stands = journal.head(FORUM).await.unwrap().unwrap();
        assert_eq!(stands, if written { head } else { Head::GENESIS });
        write(&journal, FORUM, stands, draft).await;
    }
}

#[tokio::test]
async fn of_what_the_writing_thread_took_and_never_answered_only_the_head_tells() {
    let folder = tempfile::tempdir().unwrap();
    let breaks = Arc::new(AtomicBool::new(false));
    let broken = Arc::clone(&breaks);
    let disk = Disk::with(move |moment| {
        assert!(moment != Moment::After || !broken.load(Ordering::SeqCst), "it breaks after the commit");
        Ok(())
    });
    let journal = Embedded::open(Options { disk, ..Options::new(folder.path()) }).await.unwrap();
    make(&journal, FORUM).await;
    breaks.store(true, Ordering::SeqCst);
    let draft = draft(&journal, "a");
    let answer = journal.append(FORUM, Head::GENESIS, draft.clone()).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    assert_eq!(journal.head(FORUM).await, Ok(Some(Head::GENESIS.then(&draft.body))));
    // Until the thread is gone, it may take more that it never answers.
    let refused = async {
        loop {
            match journal.append(FORUM, Head::GENESIS, draft.clone()).await {
                Err(AppendError::Unknown(_)) => tokio::task::yield_now().await,
                answer => break answer,
            }
        }
    };
    let answer = within(refused).await;
    assert!(matches!(answer, Err(AppendError::Refused(Refusal::Unavailable(_)))), "{answer:?}");
}

#[tokio::test]
async fn a_reader_holds_up_no_append_though_words_were_erased_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let filed =
        write(&*journal, FORUM, Head::GENESIS, with_words(&*journal, "a", &[(1, "what-was-said ")])).await;
    let reader = rusqlite::Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM words;").unwrap();
    let began = std::time::Instant::now();
    let erased = write(&*journal, FORUM, filed, erasing(&*journal, "b", &[1])).await;
    write_all(&*journal, FORUM, erased, &["c", "d"]).await;
    assert!(began.elapsed() < Duration::from_secs(4), "each would wait 5 s for the reader");
    assert!(lie_in(folder.path(), b"what-was-said"), "the reader may still read it");
    drop(reader);
    let leaves = async {
        while lie_in(folder.path(), b"what-was-said") {
            tokio::task::yield_now().await;
        }
    };
    within(leaves).await;
}

#[tokio::test]
async fn what_waits_while_a_commit_is_under_way_is_committed_together() {
    let folder = tempfile::tempdir().unwrap();
    let commits = Arc::new(AtomicU32::new(0));
    let (gate, waits) = (Arc::new(AtomicBool::new(false)), Arc::clone(&commits));
    let closed = Arc::clone(&gate);
    let disk = Disk::with(move |moment| {
        if moment == Moment::Before {
            waits.fetch_add(1, Ordering::SeqCst);
            while closed.load(Ordering::SeqCst) {
                std::thread::yield_now();
            }
        }
        Ok(())
    });
    let journal = Embedded::open(Options { disk, ..Options::new(folder.path()) }).await.unwrap();
    make(&journal, FORUM).await;
    make(&journal, OTHER).await;
    let before = commits.load(Ordering::SeqCst);

    gate.store(true, Ordering::SeqCst);
    let mut head = Head::GENESIS;
    let appends: Vec<_> = (0..100)
        .map(|_| {
            let draft = draft(&journal, "x");
            let append = journal.append(FORUM, head, draft.clone());
            head = head.then(&draft.body);
            append
        })
        .collect();
    let open = async { gate.store(false, Ordering::SeqCst) };
    let (answers, ()) = tokio::join!(futures_util::future::join_all(appends), open);
    assert!(answers.iter().all(|answer| matches!(answer, Ok(Appended::Written { .. }))), "{answers:?}");
    assert!(commits.load(Ordering::SeqCst) - before <= 2);
}

#[tokio::test]
async fn a_hole_in_the_store_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    write_all(&*journal, FORUM, Head::GENESIS, &["a", "b", "c"]).await;
    let file = folder.path().join("majlis.sqlite3");
    rusqlite::Connection::open(&file).unwrap().execute("DELETE FROM entries WHERE rev = 2", []).unwrap();
    let read: Result<Vec<Entry>, _> = journal.read(FORUM, 0, 10).await;
    assert_eq!(read, Err(majlis::journal::JournalError::Hole { rev: 2 }));
}

/// The server that runs there may have left it for a moment, to copy all of it again from its beginning.
#[tokio::test]
async fn who_sets_something_beside_a_server_leaves_the_log_as_it_lies() {
    let (folder, left) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    write_all(&*journal, FORUM, Head::GENESIS, &["a"]).await;
    for file in ["majlis.sqlite3", "majlis.sqlite3-wal"] {
        std::fs::copy(folder.path().join(file), left.path().join(file)).unwrap();
    }
    let log = || std::fs::read(left.path().join("majlis.sqlite3-wal")).unwrap_or_default();
    let before = log();
    assert!(!before.is_empty() && set_beside(left.path(), "key", None, b"value".to_vec()).await.unwrap());
    assert!(log().starts_with(&before) && log().len() > before.len());
    let again = opened(left.path()).await.unwrap();
    assert_eq!(again.setting("key").await, Ok(Some(Bytes::from_static(b"value"))));
    assert_eq!(again.head(FORUM).await.unwrap().unwrap().rev, 1);
}
