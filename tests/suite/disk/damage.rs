//! A database in which something else lies than what was written.

use std::path::Path;

use majlis::journal::embedded::OpenError;
use majlis::journal::{Head, Journal, JournalError};
use rusqlite::Connection;

use crate::support::drafts::{FORUM, make, write_all};
use crate::support::folder::opened;
use crate::support::within::within;

/// A folder with a forum of some length.
async fn written(folder: &Path) {
    let journal = opened(folder).await.unwrap();
    make(&*journal, FORUM).await;
    let body = "x".repeat(2_000);
    write_all(&*journal, FORUM, Head::GENESIS, &[body.as_str(); 40]).await;
    journal.close().await;
}

/// Overwrites the later half of the database, as a bad sector or a careless hand would.
fn damage(folder: &Path) {
    let file = folder.join("majlis.sqlite3");
    let mut bytes = std::fs::read(&file).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();
}

/// As the operator reads it.
fn is_damage(why: &JournalError) -> bool {
    why.to_string().contains("restore a backup")
}

#[tokio::test]
async fn a_damaged_database_is_not_opened_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path()).await;
    damage(folder.path());
    let refused = opened(folder.path()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Database { .. }), "{refused}");
    assert!(refused.to_string().contains("restore a backup"), "{refused}");
}

/// A trigger would go on altering what is written.
#[tokio::test]
async fn a_database_to_which_somebody_else_added_something_is_not_opened_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path()).await;
    let db = Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    db.execute_batch("CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM words; END").unwrap();
    drop(db);
    let refused = opened(folder.path()).await.unwrap_err().to_string();
    assert!(refused.contains("the trigger \"t\"") && refused.contains("restore a backup"), "{refused}");
    Connection::open(folder.path().join("majlis.sqlite3")).unwrap().execute_batch("DROP TRIGGER t").unwrap();
    opened(folder.path()).await.unwrap().close().await;
}

#[tokio::test]
async fn a_database_of_which_nothing_is_left_is_no_new_one() {
    for bytes in [0, 1, 99] {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path()).await;
        let file = folder.path().join("majlis.sqlite3");
        std::fs::File::options().write(true).open(&file).unwrap().set_len(bytes).unwrap();
        for _ in 0..2 {
            let refused = opened(folder.path()).await.unwrap_err();
            assert!(matches!(refused, OpenError::Cut { .. }), "{refused}");
            assert!(refused.to_string().contains("restore a backup"), "{refused}");
        }
        assert_eq!(std::fs::metadata(&file).unwrap().len(), bytes, "it is left as it is");
    }
}

/// A log of it is left where its process was killed, also one that was of an older version and left no other sign.
#[tokio::test]
async fn a_log_without_its_database_is_of_no_new_one() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("lock", ""), ("majlis.sqlite3", ""), ("majlis.sqlite3-wal", "entries")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let refused = opened(folder.path()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Cut { bytes: 0, .. }), "{refused}");
}

#[tokio::test]
async fn a_first_start_that_was_killed_before_there_was_a_database_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["lock", "majlis.sqlite3"] {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    written(folder.path()).await;
    opened(folder.path()).await.unwrap().close().await;
}

#[tokio::test]
async fn a_database_damaged_while_it_is_in_use_makes_the_node_not_ready_for_good() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path()).await;
    let journal = opened(folder.path()).await.unwrap();
    assert_eq!(journal.healthy().await, Ok(()));
    damage(folder.path());
    let read = journal.read(FORUM, 0, 100).await;
    assert!(read.is_err_and(|why| is_damage(&why)));
    // Though single rows may still be written and read.
    let unhealthy = within(async {
        loop {
            if let Err(why) = journal.healthy().await {
                break why;
            }
        }
    });
    let why = unhealthy.await;
    assert!(is_damage(&why), "{why}");
    journal.close().await;
}
