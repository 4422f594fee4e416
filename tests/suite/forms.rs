//! Data folders of older forms: they are opened, verified, backed up and gone on with, wherever the power is cut meanwhile.

use majlis::journal::{Journal, Registry};
use majlis::{backup, verify};
use serde_json::{Value, json};

use crate::support::client::Client;
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

/// What a version from before them wrote of stands, recommendations and the record.
#[tokio::test]
async fn stands_recommendations_and_a_record_of_an_earlier_version_are_read_and_gone_on_with() {
    for has_snapshot in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        forms::recommended(folder.path(), has_snapshot);
        let before = verify::folder(folder.path(), Some(forms::CODE)).await.unwrap();
        let (counted, snapshot) = (before.forums[0].counted, before.forums[0].snapshot);
        // A snapshot of an older form is not read: the room is made from the first entry.
        assert!(before.is_whole() && snapshot.is_none(), "{before}");
        assert_eq!((counted.visits, counted.recommendations, counted.voices), (4, 2, 6), "{before}");

        let node = Node::in_folder(folder.path()).await;
        let mut organiser = Client::hello(node.address, forms::ORGANISER, "organiser", Some(1)).await;
        organiser.until_view(1, |session| session["phase"] == "open").await;
        let interest = organiser.until_view(25, |view| view["items"][0]["visits"] == 3).await;
        assert_eq!(interest["items"][0]["rated"], 3);
        let record: Value = read(&node, &format!("/v1/record?code={}", forms::CODE)).await;
        assert_eq!(record["intro"]["en"], "The record of the forum.");
        let chapters = record["chapters"].as_array().unwrap();
        let chapter = |name: &str| chapters.iter().find(|chapter| chapter["chapter"] == name).unwrap();
        let told = &chapter("recommendations")["list"][0];
        let outcome = json!({"round": 1, "agree": 2, "disagree": 1, "abstain": 0, "agreed": true});
        assert_eq!((&told["outcome"], &told["steps"][1]["note"]), (&outcome, &json!("بدأ العمل")));
        let parts = chapter("day")["sessions"][0]["parts"].as_array().unwrap();
        let exhibition = parts.iter().find(|part| part["part"] == "exhibition").unwrap();
        assert_eq!(exhibition["stands"][0]["questions"][0]["answer"], "في الشهر القادم");

        let follow = json!({"do": "recommendations", "act": "follow", "recommendation": 1, "version": told["v"], "status": "done", "note": null});
        organiser.done(follow).await;
        let key = read(&node, "/v1/stands").await["stands"][1]["key"].clone();
        let joined = node.post("/v1/join", json!({ "code": forms::CODE })).await.1;
        let mut phone =
            Client::hello(node.address, joined["token"].as_str().unwrap(), "participant", Some(1)).await;
        let visited = phone.done(json!({"do": "stands", "act": "visit", "key": key})).await;
        assert_eq!(visited.1, Some(2));
        organiser.until_view(25, |view| view["items"][1]["visits"] == 2).await;
        node.stop().await;
        assert!(verify::folder(folder.path(), None).await.unwrap().is_whole());
    }
}

async fn read(node: &Node, path: &str) -> Value {
    let request = reqwest::Client::new().get(format!("http://{}{path}", node.address));
    within(request.bearer_auth(forms::ORGANISER).send()).await.unwrap().json().await.unwrap()
}
