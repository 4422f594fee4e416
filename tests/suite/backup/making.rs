//! Making one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use majlis::backup::make;
use majlis::journal::embedded::copy_database;
use majlis::verify;
use rusqlite::Connection;

use super::{ask, backup, names, used};
use crate::support::client::Client;
#[cfg(unix)]
use crate::support::disk::Disk;
use crate::support::folder::{gone_from, lie_in};
use crate::support::node::Node;
use crate::support::program::run;
use crate::support::within::within;

/// Asks until it is told to stop, and counts what was acknowledged.
async fn go_on_asking(mut phone: Client, acknowledged: Arc<AtomicUsize>, stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::SeqCst) {
        let no = acknowledged.load(Ordering::SeqCst);
        if phone.give(ask(&format!("سؤال {no}"))).await["t"] == "done" {
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    }
}

async fn until_more_than(acknowledged: &AtomicUsize, so_many: usize) {
    let more = async {
        while acknowledged.load(Ordering::SeqCst) <= so_many {
            tokio::task::yield_now().await;
        }
    };
    within(more).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_a_hall_asks_is_whole_and_holds_all_that_was_acknowledged_before_it() {
    let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let (acknowledged, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let mut hall = Vec::new();
    for _ in 0..4 {
        let asking = go_on_asking(node.phone().await, Arc::clone(&acknowledged), Arc::clone(&stop));
        hall.push(tokio::spawn(asking));
    }
    until_more_than(&acknowledged, 20).await;
    for no in 0..3 {
        let before = acknowledged.load(Ordering::SeqCst);
        let file = kept.path().join(format!("backup {no}"));
        let holdings = within(make(folder.path(), &file)).await.unwrap();
        until_more_than(&acknowledged, before).await;
        let report = verify::folder(&file, None).await.unwrap();
        assert!(report.is_whole() && report.forums[0].counted.questions >= before, "{before}: {report}");
        assert_eq!(holdings.0[0].rev, report.forums[0].counted.entries);
        assert!(holdings.until().is_some());
    }
    assert_eq!(names(kept.path()).len(), 3, "nothing else is left there");
    stop.store(true, Ordering::SeqCst);
    for asking in hall {
        within(asking).await.unwrap();
    }
    node.stop().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_its_users_alone_and_takes_the_place_of_no_file() {
    use std::os::unix::fs::PermissionsExt;

    let (_kept, file) = backup().await;
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let (other, before) = (used().await, std::fs::read(&file).unwrap());
    let refused = make(other.path(), &file).await.unwrap_err().to_string();
    assert!(refused.contains("is there already") && refused.contains("--to"), "{refused}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(names(file.parent().unwrap()), ["backup"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_disk_that_is_full_leaves_nothing_half_of_a_backup() {
    let (folder, kept) = (used().await, tempfile::tempdir().unwrap());
    let file = kept.path().join("backup");
    let disk = Disk::under(kept.path());
    for room in [0, 8 << 10, 40 << 10] {
        disk.full_after(room);
        let refused = make(folder.path(), &file).await.unwrap_err().to_string();
        assert!(refused.contains("full") && refused.contains("--to"), "{refused}");
        assert!(names(kept.path()).is_empty(), "{:?}", names(kept.path()));
    }
    disk.has_room();
    make(folder.path(), &file).await.unwrap();
}

#[tokio::test]
async fn what_a_backup_that_broke_off_left_is_in_nobodys_way() {
    let (folder, kept) = (used().await, tempfile::tempdir().unwrap());
    std::fs::write(kept.path().join("backup.unfinished"), "half of one").unwrap();
    make(folder.path(), &kept.path().join("backup")).await.unwrap();
    assert_eq!(names(kept.path()), ["backup"]);
}

#[tokio::test]
async fn of_a_folder_that_does_not_hold_what_was_written_no_backup_is_made() {
    let (folder, kept) = (used().await, tempfile::tempdir().unwrap());
    let db = Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    db.execute("UPDATE words SET text = 'x' WHERE no = 1", []).unwrap();
    drop(db);
    let refused = make(folder.path(), &kept.path().join("backup")).await.unwrap_err().to_string();
    assert!(refused.contains("does not hold what was written") && refused.contains("text 1"), "{refused}");
    assert!(names(kept.path()).is_empty());
    let refused = make(kept.path(), &kept.path().join("backup")).await.unwrap_err().to_string();
    assert!(refused.contains("no database of majlis"), "{refused}");
}

/// The file is made by whoever sees to it that nobody else reads it.
#[tokio::test]
async fn no_file_is_made_for_a_copy_where_there_is_none() {
    let (folder, kept) = (used().await, tempfile::tempdir().unwrap());
    copy_database(folder.path(), &kept.path().join("copy")).unwrap_err();
    assert!(names(kept.path()).is_empty());
}

/// What was erased lies no longer in the folder's pages, and not in those of the copy.
#[tokio::test]
async fn what_was_erased_before_is_in_no_backup() {
    let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut phone = node.phone().await;
    phone.done(ask("يُمحى هذا النص")).await;
    phone.done(serde_json::json!({ "do": "erase_mine", "upto": 1 })).await;
    within(gone_from(folder.path(), "يُمحى".as_bytes())).await;
    make(folder.path(), &kept.path().join("backup")).await.unwrap();
    assert!(!lie_in(kept.path(), "يُمحى".as_bytes()));
    node.stop().await;
}

#[tokio::test]
async fn the_command_says_what_the_backup_holds_and_verify_takes_it() {
    let (folder, kept) = (used().await, tempfile::tempdir().unwrap());
    let file = kept.path().join("backup");
    let (data, to) = (folder.path().to_str().unwrap(), file.to_str().unwrap());
    let made = run(["backup", "--data", data, "--to", to]).await;
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success() && said.contains("up to revision 2, of 20"), "{said}");
    let verified = run(["verify", "--data", to]).await;
    assert!(verified.status.success());
    let again = run(["backup", "--data", data, "--to", to]).await;
    assert_eq!(again.status.code(), Some(1));
}
