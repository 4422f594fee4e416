//! A database in which something else lies than what was written.

use std::path::Path;
use std::sync::Arc;

use majlis::journal::embedded::{Embedded, OpenError, Options};
use majlis::journal::{Head, Journal, JournalError};

use crate::support::drafts::{FORUM, make, write_all};
use crate::support::within::within;

async fn open(folder: &Path) -> Result<Arc<Embedded>, OpenError> {
    Ok(Arc::new(Embedded::open(Options::new(folder)).await?))
}

/// A folder with a forum of some length.
async fn written(folder: &Path) {
    let journal = open(folder).await.unwrap();
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
    let refused = open(folder.path()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Database { .. }), "{refused}");
    assert!(refused.to_string().contains("restore a backup"), "{refused}");
}

#[tokio::test]
async fn a_database_damaged_while_it_is_in_use_makes_the_node_not_ready_for_good() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path()).await;
    let journal = open(folder.path()).await.unwrap();
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
