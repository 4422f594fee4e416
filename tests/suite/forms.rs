//! Data folders of older forms: they are opened, verified, backed up and gone on with, wherever the power is cut meanwhile.

use majlis::journal::{Journal, Registry};
use majlis::{backup, verify};
use serde_json::json;

#[cfg(unix)]
use crate::support::disk::{Disk, Loses};
use crate::support::drafts::{FORUM, bodies};
use crate::support::folder::opened;
use crate::support::forms;
use crate::support::node::{HALL_CODE, Node};
use crate::support::within::within;

/// The form that this version writes.
const NEWEST: u32 = 2;

#[tokio::test]
async fn a_folder_of_the_first_form_is_verified_as_it_is_then_opened_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    forms::first(folder.path());
    let before = verify::folder(folder.path(), Some(HALL_CODE)).await.unwrap();
    assert!(before.is_whole() && before.forums[0].counted.supports == 2, "{before}");
    assert_eq!(forms::of(folder.path()), 1, "by reading nothing is altered");

    let node = Node::in_folder(folder.path()).await;
    let mut phone = node.phone().await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال من بعد" })).await;
    phone.done(json!({ "do": "support", "question": 1, "on": true, "seq": 1 })).await;
    node.stop().await;
    assert_eq!(forms::of(folder.path()), NEWEST);
    let after = verify::folder(folder.path(), None).await.unwrap();
    let counted = after.forums[0].counted;
    assert!(after.is_whole() && (counted.questions, counted.supports) == (2, 3), "{after}");
}

#[tokio::test]
async fn a_backup_of_the_first_form_is_restored() {
    let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    forms::first(folder.path());
    let (file, again) = (kept.path().join("backup"), kept.path().join("data"));
    backup::make(folder.path(), &file).await.unwrap();
    backup::restore(&file, &again).await.unwrap();
    assert_eq!(forms::of(&again), NEWEST);
    assert!(verify::folder(&again, None).await.unwrap().is_whole());
}

/// Whichever operation of opening fails, and the power with it: the file is of one form or the other, with all that was in
/// it, and is opened once the disk works again.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wherever_the_power_is_cut_while_the_form_changes_the_file_is_of_one_form_and_whole() {
    let mut interrupted = 0;
    for nth in 1..120 {
        let folder = tempfile::tempdir().unwrap();
        forms::first(folder.path());
        let disk = Disk::under(folder.path());
        disk.fail(None, nth, u64::MAX);
        let opening = within(opened(folder.path())).await;
        interrupted += u32::from(opening.is_err());
        disk.cut(if nth % 2 == 0 { Loses::All } else { Loses::Any }, nth);
        if let Ok(journal) = opening {
            within(journal.close()).await;
        }
        disk.mend();
        disk.power_on();
        let journal =
            within(opened(folder.path())).await.unwrap_or_else(|why| panic!("operation {nth}: {why}"));
        assert_eq!(forms::of(folder.path()), NEWEST, "operation {nth}");
        let entries = journal.read(FORUM, 0, 10).await.unwrap();
        assert_eq!((entries.len(), bodies(&entries).len()), (3, 3), "operation {nth}");
        assert_eq!(journal.forums().await.unwrap().len(), 1);
        journal.close().await;
    }
    assert!(interrupted > 5, "the form was being changed in {interrupted} of them");
}
