//! A data folder that is read while somebody else has it, or nobody.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use majlis::journal::embedded::{Embedded, OpenError, Options};
use majlis::journal::{AppendError, Head, Journal, Refusal, Registry};

use crate::support::drafts::{FORUM, bodies, draft, make, write, write_all};

async fn open(folder: &Path) -> Arc<Embedded> {
    Arc::new(Embedded::open(Options::new(folder)).await.unwrap())
}

/// The files of a folder, but what a process shares with others while it reads (`-shm`).
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    files
        .map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap()))
        .filter(|(name, _)| !name.ends_with("-shm"))
        .collect()
}

#[tokio::test]
async fn it_is_read_beside_a_running_server_and_follows_what_that_writes() {
    let folder = tempfile::tempdir().unwrap();
    let server = open(folder.path()).await;
    make(&*server, FORUM).await;
    let head = write_all(&*server, FORUM, Head::GENESIS, &["a", "b"]).await;

    let reader = Embedded::open_read_only(folder.path()).await.unwrap();
    assert_eq!(reader.head(FORUM).await, Ok(Some(head)));
    assert_eq!(bodies(&reader.read(FORUM, 0, 10).await.unwrap()), ["a", "b"]);
    let head = write(&*server, FORUM, head, draft(&*server, "c")).await;
    assert_eq!(reader.head(FORUM).await, Ok(Some(head)));
    assert_eq!(reader.forums().await.unwrap().len(), 1);
}

#[tokio::test]
async fn whatever_would_write_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = open(folder.path()).await;
    make(&*server, FORUM).await;
    let reader = Embedded::open_read_only(folder.path()).await.unwrap();
    let answer = reader.append(FORUM, Head::GENESIS, draft(&reader, "x")).await;
    assert!(matches!(answer, Err(AppendError::Refused(Refusal::Unavailable(_)))), "{answer:?}");
    assert!(reader.delete_forum(FORUM).await.is_err());
    assert_eq!(server.head(FORUM).await, Ok(Some(Head::GENESIS)));
}

#[tokio::test]
async fn a_folder_that_nobody_has_is_read_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let server = open(folder.path()).await;
    make(&*server, FORUM).await;
    let head = write_all(&*server, FORUM, Head::GENESIS, &["a", "b"]).await;
    server.close().await;
    let before = files(folder.path());

    let reader = Embedded::open_read_only(folder.path()).await.unwrap();
    assert_eq!(reader.head(FORUM).await, Ok(Some(head)));
    drop(reader);
    assert_eq!(files(folder.path()), before);
}

#[tokio::test]
async fn what_a_crash_left_in_the_log_is_read_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let server = open(folder.path()).await;
    make(&*server, FORUM).await;
    let head = write_all(&*server, FORUM, Head::GENESIS, &["a", "b"]).await;
    let crashed = tempfile::tempdir().unwrap();
    for (name, bytes) in files(folder.path()) {
        std::fs::write(crashed.path().join(name), bytes).unwrap();
    }
    let before = files(crashed.path());
    assert!(before.get("majlis.sqlite3-wal").is_some_and(|log| !log.is_empty()));

    let reader = Embedded::open_read_only(crashed.path()).await.unwrap();
    assert_eq!(reader.head(FORUM).await, Ok(Some(head)));
    drop(reader);
    assert_eq!(files(crashed.path()), before);
}

#[tokio::test]
async fn a_folder_without_a_database_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Embedded::open_read_only(folder.path()).await.unwrap_err();
    assert!(matches!(refused, OpenError::NoDatabase { .. }), "{refused}");
    assert!(refused.to_string().contains("majlis serve --data"));
    assert!(files(folder.path()).is_empty());

    std::fs::write(folder.path().join("majlis.sqlite3"), "not a database".repeat(1_000)).unwrap();
    let refused = Embedded::open_read_only(folder.path()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Database { .. }), "{refused}");
}
