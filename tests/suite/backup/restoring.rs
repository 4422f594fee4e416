//! Making a folder of one, and who was ahead of it.

use majlis::backup::{make, restore};
use majlis::journal::embedded::Embedded;
use majlis::verify;
use rusqlite::Connection;
use serde_json::json;

use super::{ask, backup, names, used};
use crate::support::client::Client;
use crate::support::forum::DESK;
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::program::run;
use crate::support::redis::RedisServer;
use crate::support::within::within;

#[tokio::test]
async fn devices_ahead_of_a_restored_backup_take_everything_anew_and_go_on() {
    let (folder, kept, again) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let token = node.join().await;
    let mut phone = node.phone_of(&token).await;
    phone.done(ask("قبل النسخة")).await;
    let file = kept.path().join("backup");
    make(folder.path(), &file).await.unwrap();
    let mut desk = node.crew(DESK, "moderator").await;
    for no in 0..5 {
        phone.done(ask(&format!("بعد النسخة {no}"))).await;
    }
    desk.until(|views| views.topics.values().any(|held| held.rev >= 7)).await;
    let (ahead_phone, ahead_desk) = (phone.views.clone(), desk.views.clone());
    node.kill();

    let holdings = within(restore(&file, again.path())).await.unwrap();
    assert_eq!(holdings.0[0].rev, 2);
    assert!(verify::folder(again.path(), None).await.unwrap().is_whole());
    let node = Node::in_folder(again.path()).await;
    for (token, view, ahead) in
        [(token.clone(), "participant", ahead_phone), (token_of(DESK), "moderator", ahead_desk)]
    {
        assert_eq!(ahead.epoch, 1);
        let mut back = Client::resume(node.address, &token, view, ahead).await;
        back.settled().await;
        let mut fresh = Client::hello(node.address, &token, view, Some(1)).await;
        fresh.settled().await;
        assert!(back.views.epoch > 1, "a new one has begun");
        assert_eq!(back.views, fresh.views, "{view}");
        assert!(!back.heard.iter().any(|frame| frame.contains("بعد النسخة")), "{view}");
        if view == "participant" {
            back.done(ask("بعد الاستعادة")).await;
        }
    }
    node.stop().await;
    assert!(verify::folder(again.path(), None).await.unwrap().is_whole());
}

/// The very command that was acknowledged after the backup, under the same id: it counts once, as if it came for the first time.
#[tokio::test]
async fn what_was_acknowledged_after_the_backup_is_taken_when_it_is_sent_again() {
    let (folder, kept, again) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let token = node.join().await;
    let mut phone = node.phone_of(&token).await;
    let (first, second) = ("0000000000000071", "0000000000000072");
    phone.give_as(first, ask("قبل النسخة")).await;
    make(folder.path(), &kept.path().join("backup")).await.unwrap();
    phone.give_as(second, ask("بعد النسخة")).await;
    node.kill();
    restore(&kept.path().join("backup"), again.path()).await.unwrap();
    let node = Node::in_folder(again.path()).await;
    let mut phone = node.phone_of(&token).await;
    for id in [first, second, second] {
        let text = if id == first { "قبل النسخة" } else { "بعد النسخة" };
        assert_eq!(phone.give_as(id, ask(text)).await["t"], "done", "{id}");
    }
    node.stop().await;
    let report = verify::folder(again.path(), None).await.unwrap();
    assert!(report.is_whole() && report.forums[0].counted.questions == 2, "{report}");
}

#[tokio::test]
async fn a_folder_that_holds_a_forum_or_is_in_use_is_left_alone() {
    let ((_kept, file), folder) = (backup().await, used().await);
    let before = verify::folder(folder.path(), None).await.unwrap();
    let refused = restore(&file, folder.path()).await.unwrap_err().to_string();
    assert!(refused.contains("holds forums already") && refused.contains("--data"), "{refused}");
    assert_eq!(verify::folder(folder.path(), None).await.unwrap(), before);

    let empty = tempfile::tempdir().unwrap();
    let node = Node::in_folder(empty.path()).await;
    let refused = restore(&file, empty.path()).await.unwrap_err().to_string();
    assert!(refused.contains("another majlis is using"), "{refused}");
    node.stop().await;
    // A server was started there once, and no forum was made.
    restore(&file, empty.path()).await.unwrap();
    assert_eq!(verify::folder(empty.path(), None).await.unwrap().forums.len(), 1);
}

#[tokio::test]
async fn a_file_that_is_damaged_or_foreign_or_newer_is_refused_and_nothing_is_made_of_it() {
    let (kept, file) = backup().await;
    let folder = kept.path().join("data");
    let refused = async |said: &str| {
        let why = restore(&file, &folder).await.unwrap_err().to_string();
        assert!(why.contains(said), "{why}");
        let made = folder.join("majlis.sqlite3");
        assert!(!made.exists(), "{said}");
    };
    let good = std::fs::read(&file).unwrap();
    std::fs::write(&file, "a letter to somebody".repeat(1_000)).unwrap();
    refused("cannot be restored").await;
    std::fs::write(&file, &good[..good.len() / 2]).unwrap();
    refused("restored").await;
    std::fs::write(&file, &good).unwrap();
    let db = Connection::open(&file).unwrap();
    db.execute("UPDATE entries SET time = time - 1 WHERE rev = 1", []).unwrap();
    refused("is damaged, and was not restored").await;
    db.pragma_update(None, "user_version", 999).unwrap();
    refused("newer majlis").await;
    drop(db);
    std::fs::remove_file(&file).unwrap();
    refused("there is no file").await;
}

/// Something of it that majlis does not make, and what is then told.
const FOREIGN: [(&str, &str); 4] = [
    (
        "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM words; END",
        "the database: it has the trigger \"t\"",
    ),
    ("CREATE VIEW v AS SELECT * FROM words", "the database: it has the view \"v\""),
    ("CREATE TABLE notes (text)", "the database: it has the table \"notes\""),
    (
        "UPDATE settings SET value = x'00' WHERE key = 'token-key'",
        "the keys of the tokens: they cannot be read",
    ),
];

#[tokio::test]
async fn a_file_that_majlis_would_not_have_made_so_is_refused_and_nothing_is_made_of_it() {
    let (kept, file) = backup().await;
    let (good, folder) = (std::fs::read(&file).unwrap(), kept.path().join("data"));
    for (done, told) in FOREIGN {
        std::fs::write(&file, &good).unwrap();
        Connection::open(&file).unwrap().execute_batch(done).unwrap();
        let why = restore(&file, &folder).await.unwrap_err().to_string();
        assert!(why.contains("was not restored") && why.contains(told), "{why}");
        assert!(!folder.exists(), "{done}");
        let report = verify::folder(&file, None).await.unwrap();
        assert!(!report.is_whole() && report.to_string().contains(told), "{report}");
    }
    std::fs::write(&file, &good).unwrap();
    restore(&file, &folder).await.unwrap();
}

#[tokio::test]
async fn what_a_restoring_that_broke_off_left_is_in_nobodys_way() {
    let ((_kept, file), again) = (backup().await, tempfile::tempdir().unwrap());
    let left = again.path().join("restoring");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("majlis.sqlite3"), "half of one").unwrap();
    restore(&file, again.path()).await.unwrap();
    assert!(!names(again.path()).contains(&"restoring".to_owned()));
    assert!(verify::folder(again.path(), None).await.unwrap().is_whole());
}

/// The codes of such a node lie in Redis, and in its folder only in what the forum says of itself.
#[tokio::test]
async fn a_backup_of_a_node_over_redis_serves_by_itself_under_the_same_codes() {
    let (server, folder, kept) =
        (RedisServer::start(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::over_redis(server.port(), folder.path()).await;
    node.found().await;
    node.phone().await.done(ask("سؤال")).await;
    let file = kept.path().join("backup");
    make(folder.path(), &file).await.unwrap();
    node.stop().await;
    let again = kept.path().join("data");
    restore(&file, &again).await.unwrap();
    let node = Node::in_folder(&again).await;
    let (status, joined) = node.post("/v1/join", json!({ "code": HALL_CODE })).await;
    assert_eq!(status, 200, "{joined}");
    node.phone().await.done(ask("بعدها")).await;
    node.stop().await;
    assert!(verify::folder(&again, None).await.unwrap().is_whole());
}

/// All that there was of a deployment over Redis is one node's backup: the node takes it along.
#[tokio::test]
async fn a_restored_folder_is_put_into_a_redis_that_is_empty() {
    let (lost, folder, kept) =
        (RedisServer::start(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::over_redis(lost.port(), folder.path()).await;
    node.found().await;
    node.phone().await.done(ask("سؤال")).await;
    let (file, again) = (kept.path().join("backup"), kept.path().join("data"));
    make(folder.path(), &file).await.unwrap();
    node.stop().await;
    drop(lost);
    restore(&file, &again).await.unwrap();
    let server = RedisServer::start();
    let node = Node::over_redis(server.port(), &again).await;
    let joins = async { while node.post("/v1/join", json!({ "code": HALL_CODE })).await.0 != 200 {} };
    within(joins).await;
    let mut phone = node.phone().await;
    assert!(phone.views.epoch > 1, "a new one has begun");
    phone.done(ask("بعدها")).await;
    node.stop().await;
    let report = verify::folder(&again, None).await.unwrap();
    assert!(report.is_whole() && report.forums[0].counted.questions == 2, "{report}");
}

#[tokio::test]
async fn the_command_says_what_is_lost_and_what_to_do() {
    let ((kept, file), data) = (backup().await, tempfile::tempdir().unwrap());
    let (from, to) = (file.to_str().unwrap(), data.path().to_str().unwrap());
    let restored = run(["restore", "--from", from, "--data", to]).await;
    let said = String::from_utf8(restored.stdout).unwrap();
    for piece in [
        "up to revision 2",
        "is not in the backup",
        "send again",
        "majlis serve --data",
        "over a Redis that is empty",
    ] {
        assert!(said.contains(piece), "no {piece} in {said}");
    }
    let journal = Embedded::open_read_only(data.path()).await.unwrap();
    drop(journal);
    let again = run(["restore", "--from", from, "--data", to]).await;
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(again.status.code() == Some(1) && said.contains("holds forums already"), "{said}");
    drop(kept);
}
