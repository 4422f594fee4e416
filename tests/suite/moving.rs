//! A forum that moves from one data folder to another, and what was erased that lies in no file any more.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use majlis::backup::{ImportError, pack, restore, take_in};
use majlis::domain::id::{PollNo, QuestionNo, SessionNo};
use majlis::domain::time::Time;
use majlis::export::{self, Record};
use majlis::journal::embedded::Embedded;
use majlis::journal::{Entry, Journal, Registry};
use majlis::room::read_state;
use majlis::verify;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::client::next_seq;
#[cfg(unix)]
use crate::support::disk::Disk;
use crate::support::drafts::FORUM;
use crate::support::folder::{gone_from, lie_in};
use crate::support::forum::{DESK, ORGANISER};
use crate::support::lively::Lively;
use crate::support::node::Node;
use crate::support::program::{program, run};
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

/// A data folder with a forum in which something of everything has happened, a question of which was erased.
async fn lived() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut forum = Lively::found(folder.path()).await;
    forum.live().await;
    forum.erase(QuestionNo(2)).await;
    forum.stop().await;
    folder
}

/// Such a forum in a file, in a folder of its own.
async fn packed() -> (TempDir, PathBuf) {
    let (from, kept) = (lived().await, tempfile::tempdir().unwrap());
    let file = kept.path().join("forum.majlis");
    pack(from.path(), "471234", &file).await.unwrap();
    (kept, file)
}

async fn entries(folder: &Path) -> Vec<Entry> {
    Embedded::open_read_only(folder).await.unwrap().read(FORUM, 0, 10_000).await.unwrap()
}

/// What an export says; not of which revision, as the entry that begins an epoch is one more.
async fn exported(folder: &Path) -> Vec<u8> {
    let journal = Embedded::open_read_only(folder).await.unwrap();
    let mut state = read_state(&journal, FORUM).await.unwrap().state;
    state.rev = 0;
    let mut bytes = Vec::new();
    export::json(&Record::of(&state), &mut bytes).unwrap();
    bytes
}

async fn is_whole(folder: &Path) -> bool {
    verify::folder(folder, None).await.unwrap().is_whole()
}

async fn slugs(folder: &Path) -> Vec<String> {
    let Ok(journal) = Embedded::open_read_only(folder).await else { return Vec::new() };
    journal.forums().await.unwrap().into_iter().map(|record| record.slug).collect()
}

#[tokio::test]
async fn a_forum_that_moved_has_the_same_entries_and_exports_and_goes_on_by_its_links() {
    let (from, there, kept) = (lived().await, tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (file, again) = (kept.path().join("one"), kept.path().join("two"));
    let held = pack(from.path(), "471234", &file).await.unwrap();
    pack(from.path(), &held.0[0].slug, &again).await.unwrap();
    assert_eq!(
        std::fs::read(&file).unwrap(),
        std::fs::read(&again).unwrap(),
        "it is the same file each time"
    );
    let taken = take_in(&file, there.path(), Some("moved")).await.unwrap();
    assert_eq!((taken.slug.as_str(), taken.held), ("moved", held.0[0].clone()));
    assert!(is_whole(there.path()).await);
    assert_eq!(exported(there.path()).await, exported(from.path()).await);
    let (before, after) = (entries(from.path()).await, entries(there.path()).await);
    assert_eq!(after[..before.len()], before[..]);
    assert_eq!(after.len(), before.len() + 1, "it goes on in a new epoch");
    assert!(after[before.len()].epoch > before[before.len() - 1].epoch);
    let words = Embedded::open_read_only(from.path()).await.unwrap().words(FORUM).await.unwrap();
    assert_eq!(Embedded::open_read_only(there.path()).await.unwrap().words(FORUM).await.unwrap(), words);

    let node = Node::in_folder(there.path()).await;
    let (status, joined) = node.post("/v1/join", json!({ "code": "471234" })).await;
    assert_eq!(status, 200, "{joined}");
    node.stop().await;
    assert!(is_whole(there.path()).await);
}

#[tokio::test]
async fn a_forum_comes_beside_others_and_is_let_go_of_by_age_like_them() {
    let there = tempfile::tempdir().unwrap();
    let (kept, file) = packed().await;
    let toml = kept.path().join("other.toml");
    std::fs::write(&toml, include_str!("../../examples/rehearsal/forum.toml")).unwrap();
    let program =
        crate::support::program::Program::serve_with(there.path(), &["--forum", toml.to_str().unwrap()])
            .await;
    program.terminate().await;
    take_in(&file, there.path(), None).await.unwrap();
    assert_eq!(slugs(there.path()).await.len(), 2);
    let journal = Embedded::open_read_only(there.path()).await.unwrap();
    let due = journal.deadlines(Time(i64::MAX)).await.unwrap();
    assert!(due.iter().any(|(forum, _)| *forum == FORUM), "its clock goes on: {due:?}");
    assert!(is_whole(there.path()).await);
}

#[tokio::test]
async fn no_key_of_the_server_and_nothing_that_was_erased_is_in_an_archive() {
    let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut phone = node.phone().await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "يُمحى هذا النص" })).await;
    phone.done(json!({ "do": "erase_mine", "upto": 1 })).await;
    let file = kept.path().join("forum.majlis");
    let slug = slugs(folder.path()).await.remove(0);
    pack(folder.path(), &slug, &file).await.unwrap();
    assert!(!lie_in(kept.path(), "يُمحى".as_bytes()));
    let db = Connection::open(&file).unwrap();
    for table in ["settings", "snapshots", "offers", "gone"] {
        let rows: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    node.stop().await;
}

/// Words that never end, in the place of the forum's.
const ENDLESS: &str = "
    ALTER TABLE words RENAME TO others;
    CREATE VIEW words AS
        WITH RECURSIVE all_of(no) AS (SELECT 1 UNION ALL SELECT no + 1 FROM all_of)
        SELECT id AS forum, no, 1 AS rev, zeroblob(16) AS salt, 'x' AS text FROM forums, all_of;";

#[tokio::test]
async fn an_archive_that_is_not_what_was_written_is_refused_and_nothing_comes_of_it() {
    let (kept, file) = packed().await;
    let (good, folder) = (std::fs::read(&file).unwrap(), kept.path().join("data"));
    let refused = async |said: &[&str]| {
        let why = take_in(&file, &folder, None).await.unwrap_err().to_string();
        assert!(said.iter().all(|said| why.contains(said)), "{why}");
        assert!(slugs(&folder).await.is_empty(), "{said:?}");
    };
    std::fs::write(&file, "a letter to somebody".repeat(1_000)).unwrap();
    refused(&["cannot be imported"]).await;
    std::fs::write(&file, &good[..good.len() / 2]).unwrap();
    refused(&["import"]).await;
    for (done, said) in [
        (
            "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), '1', '2') AS BLOB) WHERE rev = 5",
            ["entry 5", "does not follow"],
        ),
        ("DELETE FROM entries WHERE rev = 7", ["a hole", "entry 7 is missing"]),
        (
            "DELETE FROM entries WHERE rev = (SELECT max(rev) FROM entries)",
            ["after entry", "more should follow"],
        ),
        ("UPDATE words SET text = 'x' WHERE no = 3", ["text 3", "not the text that was filed"]),
        ("UPDATE entries SET time = time - 1 WHERE rev = 1", ["entry 1", "its time"]),
        ("UPDATE codes SET hall = NULL", ["nothing was imported", "code"]),
        ("UPDATE forums SET slug = char(27) || '[2J'", ["list of forums", "no name for a forum"]),
        (
            "UPDATE entries SET epoch = 4294967295; UPDATE forums SET epoch = 4294967295",
            ["epoch 4294967295", "hardly a later one"],
        ),
        (
            "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM words; END",
            ["the database", "trigger"],
        ),
        (ENDLESS, ["the database", "view \"words\""]),
        ("PRAGMA user_version = 999", ["cannot be imported", "newer majlis"]),
    ] {
        std::fs::write(&file, &good).unwrap();
        Connection::open(&file).unwrap().execute_batch(done).unwrap();
        refused(&said).await;
    }
    std::fs::remove_file(&file).unwrap();
    refused(&["there is no file"]).await;
    std::fs::write(&file, &good).unwrap();
    take_in(&file, &folder, None).await.unwrap();
}

/// A text that is said to be of any length takes hardly a page of the file, where its second page is followed by itself.
#[tokio::test]
async fn a_file_whose_texts_are_said_to_be_longer_than_it_is_told_before_they_are_read() {
    let (kept, file) = packed().await;
    let letters = "a".repeat(300_000);
    let db = Connection::open(&file).unwrap();
    let size: u16 = db.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    let size = usize::from(size);
    let filed = "INSERT INTO words SELECT forum, 999, rev, salt, ?1 FROM words LIMIT 1";
    db.execute(filed, [&letters]).unwrap();
    drop(db);
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.chunks(size).position(|page| page[4..].iter().all(|byte| *byte == b'a')).unwrap();
    bytes[at * size..at * size + 4].copy_from_slice(&u32::try_from(at + 1).unwrap().to_be_bytes());
    std::fs::write(&file, bytes).unwrap();
    let data = kept.path().join("data");
    let report = verify::folder(&file, None).await.unwrap();
    assert!(report.forums.is_empty() && !report.is_whole(), "nothing of it was read: {report}");
    let told = [
        report.to_string(),
        take_in(&file, &data, None).await.unwrap_err().to_string(),
        restore(&file, &data).await.unwrap_err().to_string(),
    ];
    assert!(told.iter().all(|told| told.contains("the database: it is damaged")), "{told:#?}");
    assert!(!data.exists());
}

#[tokio::test]
async fn a_forum_that_is_there_or_was_deleted_and_a_name_or_code_of_another_are_told() {
    let (_kept, file) = packed().await;
    let there = tempfile::tempdir().unwrap();
    take_in(&file, there.path(), None).await.unwrap();
    assert!(matches!(take_in(&file, there.path(), Some("b")).await, Err(ImportError::There(_))));
    assert!(matches!(take_in(&file, there.path(), Some("ملتقى")).await, Err(ImportError::BadSlug(_))));
    let journal = crate::support::folder::opened(there.path()).await.unwrap();
    let in_use = take_in(&file, there.path(), None).await.unwrap_err().to_string();
    assert!(in_use.contains("another majlis is using"), "{in_use}");
    journal.delete_forum(FORUM).await.unwrap();
    within(journal.close()).await;
    assert!(matches!(take_in(&file, there.path(), None).await, Err(ImportError::Deleted)));

    let other = tempfile::tempdir().unwrap();
    let journal = crate::support::folder::opened(other.path()).await.unwrap();
    let id = majlis::domain::id::ForumId(7);
    let record = majlis::journal::ForumRecord { id, slug: slugs_of(&file).await };
    journal.create_forum(record).await.unwrap();
    let place = majlis::journal::Destination { forum: id, hall: None };
    journal.claim_code("471234".parse().unwrap(), place).await.unwrap();
    within(journal.close()).await;
    assert!(matches!(take_in(&file, other.path(), None).await, Err(ImportError::SlugTaken(_))));
    assert!(matches!(take_in(&file, other.path(), Some("b")).await, Err(ImportError::CodeTaken(_))));
    assert_eq!(slugs(other.path()).await.len(), 1);
}

async fn slugs_of(file: &Path) -> String {
    slugs(file).await.remove(0)
}

#[cfg(unix)]
#[tokio::test]
async fn an_import_that_is_killed_or_has_no_room_leaves_all_or_nothing() {
    let (_kept, file) = packed().await;
    let full = tempfile::tempdir().unwrap();
    let disk = Disk::under(full.path());
    for bytes in [20_000, 60_000, 100_000] {
        disk.full_after(bytes);
        let taken = take_in(&file, full.path(), None).await;
        disk.has_room();
        assert_eq!(slugs(full.path()).await.is_empty(), taken.is_err(), "{bytes}: {taken:?}");
        if taken.is_ok() {
            break;
        }
    }
    if slugs(full.path()).await.is_empty() {
        take_in(&file, full.path(), None).await.unwrap();
    }
    assert!(is_whole(full.path()).await);
    drop(disk);

    for grown in [1, 30_000, 80_000] {
        let there = tempfile::tempdir().unwrap();
        let log = there.path().join("majlis.sqlite3-wal");
        let mut command = program(["import", "--data"]);
        let mut child = command.arg(there.path()).arg(&file).stdout(Stdio::null()).spawn().unwrap();
        let has_grown = || std::fs::metadata(&log).is_ok_and(|log| log.len() >= grown);
        let growing = async {
            while !has_grown() && child.try_wait().unwrap().is_none() {
                tokio::task::yield_now().await;
            }
        };
        within(growing).await;
        // It may have ended by itself.
        let _ = child.start_kill();
        within(child.wait()).await.unwrap();
        // The lock is the next one's, whoever held it.
        if slugs(there.path()).await.is_empty() {
            take_in(&file, there.path(), None).await.unwrap();
        }
        assert!(is_whole(there.path()).await, "{grown}");
        assert_eq!(exported(there.path()).await, exported(&file).await);
    }
}

#[tokio::test]
async fn the_commands_say_what_moved_and_what_to_do() {
    let (from, kept) = (lived().await, tempfile::tempdir().unwrap());
    let (file, there) = (kept.path().join("forum.majlis"), kept.path().join("there"));
    let (data, out, to) = (from.path().to_str().unwrap(), file.to_str().unwrap(), there.to_str().unwrap());
    let export = ["export", "--data", data, "--forum", "471234", "--format", "archive"];
    let refused = run(export).await;
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--out"), "{refused:?}");
    let made = run(export.into_iter().chain(["--out", out])).await;
    assert!(
        made.status.success() && String::from_utf8_lossy(&made.stdout).contains("up to revision"),
        "{made:?}"
    );
    let taken = run(["import", "--data", to, out]).await;
    assert!(
        taken.status.success() && String::from_utf8_lossy(&taken.stdout).contains("serve --data"),
        "{taken:?}"
    );
    let again = run(["import", "--data", to, out]).await;
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"), "{again:?}");
    assert!(run(["verify", "--data", to]).await.status.success());
}

/// The codes of such a node lie in Redis, which has what another folder brought as soon as the node is there.
#[tokio::test]
async fn a_forum_that_came_to_a_node_over_redis_is_in_redis_and_on_the_other_node() {
    let (_kept, file) = packed().await;
    let (server, folders) =
        (RedisServer::start(), [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()]);
    let other = Node::over_redis(server.port(), folders[1].path()).await;
    take_in(&file, folders[0].path(), None).await.unwrap();
    let node = Node::over_redis(server.port(), folders[0].path()).await;
    // So into a folder that no node had before, whose key is Redis's and not one of its own.
    assert_eq!(setting(folders[0].path()).await, setting(folders[1].path()).await);
    for node in [&node, &other] {
        until(async || node.post("/v1/join", json!({ "code": "471234" })).await.0 == 200).await;
    }
    node.stop().await;
    other.stop().await;
    assert!(is_whole(folders[0].path()).await);
}

async fn setting(folder: &Path) -> Option<Vec<u8>> {
    let journal = Embedded::open_read_only(folder).await.unwrap();
    let key = journal.setting(majlis::keys::SETTING).await.unwrap();
    key.map(|key| key.to_vec())
}

const TELLTALE: &str = "telltale-7f3a";

/// Writes the telltale in every way in which a phone can, and tells one question of it.
async fn writes_everything(node: &Node) -> u64 {
    let part = |what: &str, act: Value| {
        let mut command = json!({ "do": what, "session": 1 });
        command.as_object_mut().unwrap().extend(act.as_object().unwrap().clone());
        command
    };
    let text = |no: u32| format!("{TELLTALE} {no}");
    let (mut desk, mut phone) = (node.crew(DESK, "moderator").await, node.phone().await);
    let made = async |desk: &mut crate::support::client::Client, answer: Value, options: Value| {
        let draft = json!({ "title": { "ar": "س" }, "answer": answer, "options": options });
        let poll = desk.done(json!({ "do": "create_poll", "session": 1, "poll": draft })).await.1.unwrap();
        desk.done(json!({ "do": "open_poll", "poll": poll, "version": 1 })).await;
        poll
    };
    let open = made(&mut desk, json!({ "kind": "open" }), json!([])).await;
    let cloud = made(&mut desk, json!({ "kind": "cloud", "words": 2 }), json!([])).await;
    let quiz =
        made(&mut desk, json!({ "kind": "quiz", "answer": 1 }), json!([{ "ar": "٣" }, { "ar": "٤" }])).await;
    let plan = json!({ "title": { "ar": "س" }, "submit": true, "moderated": true, "shown": true });
    desk.done(part("statements", json!({ "act": "plan", "version": 0, "plan": plan }))).await;
    for seed in ["أولى", "ثانية"] {
        desk.done(part("statements", json!({ "act": "seed", "text": seed }))).await;
    }
    desk.done(part("statements", json!({ "act": "open", "version": 1 }))).await;
    let plan = json!({ "title": { "ar": "س" }, "moderation": "before", "each": 3, "dots": 3, "most": 2, "tables": [] });
    desk.done(part("ideas", json!({ "act": "set", "version": 0, "plan": plan }))).await;
    desk.done(part("ideas", json!({ "act": "lead", "version": 1, "phase": "collecting" }))).await;
    let room = node.site.rooms.enter(FORUM).await.unwrap();
    let version = room.now_state().state.sessions[&SessionNo(1)].version;
    desk.done(json!({ "do": "set_feedback", "session": 1, "version": version, "open": true })).await;
    let choice = json!({ "options": [1] });
    phone.done(json!({ "do": "vote", "poll": quiz, "round": 1, "choice": choice, "seq": next_seq() })).await;
    let version = room.now_state().state.polls[&PollNo(quiz as u32)].version;
    desk.done(json!({ "do": "close_poll", "poll": quiz, "version": version, "seconds": 0 })).await;
    let version = room.now_state().state.polls[&PollNo(quiz as u32)].version;
    desk.done(json!({ "do": "reveal_poll", "poll": quiz, "version": version, "on": true })).await;

    let asked = phone.done(json!({ "do": "ask", "session": 1, "text": text(1) })).await.1.unwrap();
    phone.done(json!({ "do": "edit", "question": asked, "version": 1, "text": text(2) })).await;
    for no in [3, 4] {
        let choice = json!({ "text": text(no) });
        phone
            .done(json!({ "do": "vote", "poll": open, "round": 1, "choice": choice, "seq": next_seq() }))
            .await;
        let choice = json!({ "words": [text(no + 10)] });
        phone
            .done(json!({ "do": "vote", "poll": cloud, "round": 1, "choice": choice, "seq": next_seq() }))
            .await;
        phone.done(json!({ "do": "rate", "session": 1, "stars": 4, "comment": text(no + 20), "seq": next_seq() })).await;
        phone.done(json!({ "do": "name", "session": 1, "name": text(no + 30), "seq": next_seq() })).await;
    }
    phone.done(part("statements", json!({ "act": "submit", "text": text(40) }))).await;
    let idea = phone.done(part("ideas", json!({ "act": "submit", "text": text(50) }))).await.1.unwrap();
    phone.done(part("ideas", json!({ "act": "reword", "idea": idea, "version": 1, "text": text(51) }))).await;
    asked
}

/// Over Redis with two nodes, so in three stores; its dump without compression, so that what lies in it is seen.
#[tokio::test]
async fn what_a_phone_wrote_in_every_way_is_in_no_file_once_it_was_erased() {
    let server = RedisServer::start_with(&["--rdbcompression", "no"]);
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let node = Node::over_redis(server.port(), folders[0].path()).await;
    let other = Node::over_redis(server.port(), folders[1].path()).await;
    node.found().await;
    let watching = other.phone().await;
    let question = writes_everything(&node).await;
    let telltale = TELLTALE.as_bytes();
    let _: String = server.ask("SAVE").await;
    assert!(lie_in(server.folder(), telltale));
    for folder in &folders {
        until(async || lie_in(folder.path(), telltale)).await;
    }
    let mut organiser = other.crew(ORGANISER, "organiser").await;
    let erase = json!({ "do": "erase_author", "of": { "is": "question", "question": question } });
    let erased = organiser.give(erase).await;
    assert!(erased["no"].as_u64().is_some_and(|texts| texts >= 8), "{erased}");
    drop((watching, organiser));
    node.stop().await;
    other.stop().await;
    let _: String = server.ask("SAVE").await;
    assert!(!lie_in(server.folder(), telltale));
    for folder in &folders {
        within(gone_from(folder.path(), telltale)).await;
        assert!(is_whole(folder.path()).await);
    }
    let kept = tempfile::tempdir().unwrap();
    let slug = slugs(folders[0].path()).await.remove(0);
    pack(folders[0].path(), &slug, &kept.path().join("archive")).await.unwrap();
    assert!(!lie_in(kept.path(), telltale));
}
