//! A database that lacks what its process had saved before it was killed.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;

use majlis::backup;
use majlis::domain::id::ForumId;
use majlis::journal::embedded::{Embedded, OpenError, Options};
use majlis::journal::{AppendError, Appended, Head, Journal, Registry};
use majlis::verify;
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::process::Command;

use crate::support::drafts::{FORUM, OTHER, bodies, draft, make, write_all};
use crate::support::folder::opened;
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

const DATABASE: &str = "majlis.sqlite3";
const LOG: &str = "majlis.sqlite3-wal";
const INDEX: &str = "majlis.sqlite3-shm";

/// What a process that was killed leaves: two entries in the database, two in its log.
async fn killed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let head = write_all(&*journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    journal.close().await;
    let journal = opened(folder.path()).await.unwrap();
    write_all(&*journal, FORUM, head, &["c", "d"]).await;
    let left = copied(folder.path());
    journal.close().await;
    left
}

/// All that lies in a folder, as it lies there.
fn copied(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

/// What the operator reads where a server does not start.
async fn refused(folder: &Path) -> String {
    let refused = opened(folder).await.unwrap_err();
    assert!(matches!(refused, OpenError::Lacking { .. }), "{refused}");
    refused.to_string()
}

/// Whether `majlis verify` tells it.
async fn lacks(folder: &Path) -> bool {
    let report = verify::folder(folder, None).await.unwrap();
    report.to_string().contains("it lacks what was saved last")
}

async fn held(folder: &Path, forum: ForumId) -> Vec<String> {
    let journal = opened(folder).await.unwrap();
    let entries = journal.read(forum, 0, 100_000).await.unwrap();
    journal.close().await;
    bodies(&entries).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_log_that_was_cut_or_taken_away_is_noticed_and_what_is_put_back_is_all_there() {
    let left = killed().await;
    let cuts: [fn(&Path); 4] = [
        |folder| fs::remove_file(folder.join(LOG)).unwrap(),
        |folder| {
            fs::remove_file(folder.join(LOG)).unwrap();
            fs::remove_file(folder.join(INDEX)).unwrap();
        },
        |folder| File::create(folder.join(LOG)).unwrap().set_len(0).unwrap(),
        |folder| {
            let log = File::options().write(true).open(folder.join(LOG)).unwrap();
            let bytes = log.metadata().unwrap().len();
            // The end of the last commit alone.
            log.set_len(bytes - 1).unwrap();
        },
    ];
    for cut in cuts {
        let folder = copied(left.path());
        cut(folder.path());
        for _ in 0..2 {
            let why = refused(folder.path()).await;
            assert!(why.contains("revision 4 of") && why.contains("Put back what belongs there"), "{why}");
        }
        assert!(lacks(folder.path()).await);
        fs::copy(left.path().join(LOG), folder.path().join(LOG)).unwrap();
        assert!(!lacks(folder.path()).await);
        assert_eq!(held(folder.path(), FORUM).await, ["a", "b", "c", "d"]);
    }
}

#[tokio::test]
async fn what_a_first_start_left_that_broke_off_is_in_nobodys_way_and_what_somebody_else_left_is_kept() {
    let torn = vec![0; 3_584];
    let other = b"notes of somebody".repeat(50);
    for (left, opens) in [(&torn, true), (&other, false)] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(DATABASE), left).unwrap();
        match opened(folder.path()).await {
            Ok(journal) => journal.close().await,
            Err(_) => assert_eq!(&fs::read(folder.path().join(DATABASE)).unwrap(), left),
        }
        assert_eq!(opened(folder.path()).await.is_ok(), opens);
    }
    // Where a database was made it is not taken for one that never was.
    let folder = killed().await;
    fs::remove_file(folder.path().join(LOG)).unwrap();
    fs::write(folder.path().join(DATABASE), &torn).unwrap();
    assert!(opened(folder.path()).await.is_err());
    assert_eq!(fs::read(folder.path().join(DATABASE)).unwrap(), torn);
}

/// What it takes back it had a moment before.
#[tokio::test]
async fn a_copy_that_takes_entries_back_is_never_said_to_lack_any() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let journal = server.twofold(Options::new(folder.path())).await;
    make(&journal, FORUM).await;
    write_all(&journal, FORUM, Head::GENESIS, &["a"]).await;
    let refusing = async {
        for _ in 0..300 {
            let refused = journal.append(FORUM, Head::GENESIS, draft(&journal, "late")).await;
            assert!(matches!(refused, Ok(Appended::Conflict { .. })), "{refused:?}");
        }
    };
    let looks = async {
        loop {
            assert!(!lacks(folder.path()).await);
        }
    };
    tokio::select! {
        () = refusing => {}
        () = looks => {}
    }
    journal.close().await;
}

#[tokio::test]
async fn an_older_database_in_the_place_of_the_newer_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let head = write_all(&*journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    journal.close().await;
    let older = copied(folder.path());
    let journal = opened(folder.path()).await.unwrap();
    write_all(&*journal, FORUM, head, &["c"]).await;
    journal.close().await;
    assert_eq!(held(older.path(), FORUM).await, ["a", "b"], "by itself it is a folder like any other");
    fs::copy(older.path().join(DATABASE), folder.path().join(DATABASE)).unwrap();
    assert!(refused(folder.path()).await.contains("revision 3 of"));
}

/// A tool that opens a database copies its log into it when it is done, and takes it away.
#[tokio::test]
async fn a_log_that_a_tool_copied_into_the_database_is_not_missed() {
    let folder = killed().await;
    let db = Connection::open(folder.path().join(DATABASE)).unwrap();
    let there: i64 = db.query_row("SELECT count(*) FROM entries", [], |row| row.get(0)).unwrap();
    db.close().unwrap();
    assert_eq!(there, 4);
    assert!(!folder.path().join(LOG).exists());
    assert_eq!(held(folder.path(), FORUM).await, ["a", "b", "c", "d"]);
}

/// Also where the forum that was written to last is deleted, and where another takes its place.
#[tokio::test]
async fn what_was_deleted_is_not_missed_also_where_a_backup_takes_its_place() {
    let folder = killed().await;
    let backups = tempfile::tempdir().unwrap();
    let backup = backups.path().join("backup");
    let other = tempfile::tempdir().unwrap();
    let journal = opened(other.path()).await.unwrap();
    make(&*journal, OTHER).await;
    journal.close().await;
    backup::make(other.path(), &backup).await.unwrap();
    let journal = opened(folder.path()).await.unwrap();
    journal.delete_forum(FORUM).await.unwrap();
    journal.close().await;
    opened(folder.path()).await.unwrap().close().await;
    backup::restore(&backup, folder.path()).await.unwrap();
    assert_eq!(held(folder.path(), OTHER).await, [""; 0]);
}

/// Redis has what it lacks.
#[tokio::test]
async fn a_copy_that_lacks_what_was_saved_last_is_opened_and_filled_again() {
    let folder = killed().await;
    fs::remove_file(folder.path().join(LOG)).unwrap();
    let options = Options { is_copy: true, ..Options::new(folder.path()) };
    let journal = Embedded::open(options).await.unwrap();
    let held = journal.read(FORUM, 0, 10).await.unwrap();
    assert_eq!(bodies(&held), ["a", "b"]);
    std::sync::Arc::new(journal).close().await;
}

#[tokio::test]
async fn a_database_that_was_taken_away_is_not_made_anew_and_its_log_stays() {
    let folder = killed().await;
    let log = fs::read(folder.path().join(LOG)).unwrap();
    let database = fs::read(folder.path().join(DATABASE)).unwrap();
    fs::remove_file(folder.path().join(DATABASE)).unwrap();
    for _ in 0..2 {
        let refused = opened(folder.path()).await.unwrap_err();
        assert!(matches!(refused, OpenError::Cut { bytes: 0, .. }), "{refused}");
    }
    assert_eq!(fs::read(folder.path().join(LOG)).unwrap(), log);
    fs::write(folder.path().join(DATABASE), database).unwrap();
    assert_eq!(held(folder.path(), FORUM).await, ["a", "b", "c", "d"]);
}

#[tokio::test]
async fn the_database_of_a_folder_whose_log_lies_beside_it_is_no_backup() {
    let folder = killed().await;
    let to = tempfile::tempdir().unwrap();
    let refused = backup::restore(&folder.path().join(DATABASE), to.path()).await.unwrap_err().to_string();
    assert!(refused.contains("majlis backup"), "{refused}");
}

/// The server runs. What it acknowledges after it looked would be gone with it.
#[tokio::test]
async fn nothing_is_acknowledged_into_files_that_were_taken_away_and_put_back_they_are_gone_on_with() {
    for file in [DATABASE, LOG] {
        let folder = tempfile::tempdir().unwrap();
        let journal = opened(folder.path()).await.unwrap();
        make(&*journal, FORUM).await;
        let mut head = write_all(&*journal, FORUM, Head::GENESIS, &["a"]).await;
        let (here, away) = (folder.path().join(file), folder.path().join("away"));
        fs::rename(&here, &away).unwrap();
        let why = within(async {
            loop {
                match journal.append(FORUM, head, draft(&*journal, "b")).await {
                    Ok(Appended::Written { head: written, .. }) => head = written,
                    Err(AppendError::Refused(why)) => break why.to_string(),
                    other => panic!("{other:?}"),
                }
            }
        })
        .await;
        assert!(why.contains("was taken away"), "{why}");
        assert!(journal.healthy().await.is_err_and(|why| why.to_string().contains("put it back")));
        fs::rename(&away, &here).unwrap();
        // Who asks again within a second is told what the last try came to.
        until(async || journal.healthy().await.is_ok()).await;
        write_all(&*journal, FORUM, head, &["c"]).await;
        journal.close().await;
        assert_eq!(held(folder.path(), FORUM).await.len() as u64, head.rev + 1);
    }
}

#[tokio::test]
async fn no_empty_database_is_made_in_the_place_of_one_that_was_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let mut head = write_all(&*journal, FORUM, Head::GENESIS, &["a"]).await;
    let (here, away) = (folder.path().join(DATABASE), folder.path().join("away"));
    fs::rename(&here, &away).unwrap();
    within(async {
        while let Ok(Appended::Written { head: written, .. }) =
            journal.append(FORUM, head, draft(&*journal, "b")).await
        {
            head = written;
        }
    })
    .await;
    journal.close().await;
    assert!(!here.exists(), "as it ends the log is emptied, and it is looked for then");
    fs::rename(&away, &here).unwrap();
    assert_eq!(held(folder.path(), FORUM).await.len() as u64, head.rev);
}

/// What was acknowledged before it looked is saved where the process ends in order.
#[tokio::test]
async fn what_a_log_had_that_was_taken_away_is_copied_into_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    make(&*journal, FORUM).await;
    let head = write_all(&*journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    fs::remove_file(folder.path().join(LOG)).unwrap();
    let refused = within(async {
        let mut head = head;
        loop {
            match journal.append(FORUM, head, draft(&*journal, "c")).await {
                Ok(Appended::Written { head: written, .. }) => head = written,
                other => break (head, other),
            }
        }
    });
    let (head, refused) = refused.await;
    assert!(matches!(refused, Err(AppendError::Refused(_))), "{refused:?}");
    let left = copied(folder.path());
    journal.close().await;
    assert_eq!(
        held(left.path(), FORUM).await.len() as u64,
        head.rev,
        "nothing acknowledged is missing, also had it been killed"
    );
}

/// The database finds no place in a file of four kilobytes.
#[tokio::test]
async fn a_limit_on_the_size_of_files_ends_no_server() {
    let folder = tempfile::tempdir().unwrap();
    let limited = "ulimit -f 8; exec \"$0\" serve --listen 127.0.0.1:0 --data \"$1\"";
    let mut serving = Command::new("sh");
    serving.args(["-c", limited, env!("CARGO_BIN_EXE_majlis")]).arg(folder.path()).kill_on_drop(true);
    let ended = within(serving.output()).await.unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.signal(), ended.status.code()), (None, Some(1)), "{said}");
    assert!(said.contains("majlis.sqlite3"), "{said}");
}
