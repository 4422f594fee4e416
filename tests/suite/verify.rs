//! `majlis verify`: what it finds whole, and what it finds out.

use std::path::Path;

use majlis::domain::id::QuestionNo;
use majlis::journal::Head;
use majlis::verify::{self, Report, VerifyError};
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::support::blind_award::{BlindAward, badges, kept};
use crate::support::drafts::FORUM;
use crate::support::lively::{CODE, Lively};
use crate::support::node::{FORUM_CODE, HALL_CODE, Node};
use crate::support::redis::RedisServer;
use crate::support::within::within;

/// A folder with a forum in which something of everything has happened, stopped.
async fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut forum = Lively::found(folder.path()).await;
    forum.live().await;
    forum.erase(QuestionNo(3)).await;
    forum.stop().await;
    folder
}

async fn verified(folder: &Path) -> Report {
    within(verify::folder(folder, None)).await.unwrap()
}

fn database(folder: &Path) -> Connection {
    Connection::open(folder.join("majlis.sqlite3")).unwrap()
}

/// The entry whose body holds that, and its body.
fn entry_with(db: &Connection, piece: &str) -> (i64, String) {
    let mut select = db.prepare("SELECT rev, body FROM entries ORDER BY rev").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    let entries = rows.map(|row| row.map(|(rev, body)| (rev, String::from_utf8(body).unwrap())).unwrap());
    entries.into_iter().find(|(_, body)| body.contains(piece)).expect("there is such an entry")
}

#[tokio::test]
async fn a_forum_of_an_epoch_or_a_revision_below_zero_is_told_in_words() {
    for (column, said) in [("epoch", "-1 is no epoch"), ("rev", "-1 is no revision")] {
        let folder = folder().await;
        database(folder.path()).execute(&format!("UPDATE forums SET {column} = -1"), []).unwrap();
        let told = match within(verify::folder(folder.path(), None)).await {
            Ok(report) => report.to_string(),
            Err(why) => why.to_string(),
        };
        assert!(told.contains(said) && told.contains("somebody else wrote to the database"), "{told}");
    }
}

/// Writes the chain anew, as somebody would who covers the traces.
fn rechain(db: &Connection) {
    let mut select = db.prepare("SELECT rev, body FROM entries ORDER BY rev").unwrap();
    let rows = select.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    let mut head = Head::GENESIS;
    for (rev, body) in rows.map(Result::unwrap) {
        head = head.then(&body);
        db.execute("UPDATE entries SET hash = ?2 WHERE rev = ?1", params![rev, head.hash.0]).unwrap();
    }
    db.execute("UPDATE forums SET hash = ?1", params![head.hash.0]).unwrap();
}

#[track_caller]
fn tells(report: &Report, pieces: &[&str]) {
    let told = report.to_string();
    assert!(!report.is_whole(), "{told}");
    for piece in pieces {
        assert!(told.contains(piece), "no \"{piece}\" in:\n{told}");
    }
}

#[tokio::test]
async fn what_was_written_is_found_whole_with_a_snapshot_and_without() {
    let folder = folder().await;
    let report = verified(folder.path()).await;
    assert!(report.is_whole(), "{report}");
    let forum = &report.forums[0];
    assert!(forum.snapshot.is_some_and(|rev| rev == forum.counted.entries), "{report}");
    assert_eq!((forum.counted.questions, forum.counted.supports), (8, 5));
    assert_eq!((forum.counted.rounds, forum.counted.ballots, forum.counted.ratings), (5, 10, 2));
    assert!(forum.counted.erased > 0 && forum.counted.texts > 10, "{report}");

    database(folder.path()).execute("DELETE FROM snapshots", []).unwrap();
    let report = verified(folder.path()).await;
    assert!(report.is_whole() && report.forums[0].snapshot.is_none(), "{report}");
}

#[tokio::test]
async fn it_goes_beside_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let mut forum = Lively::found(folder.path()).await;
    forum.live().await;
    let report = verified(folder.path()).await;
    assert!(report.is_whole(), "{report}");
    forum.stop().await;
}

#[tokio::test]
async fn one_forum_is_named_by_its_code_or_its_name() {
    let folder = folder().await;
    let slug = verified(folder.path()).await.forums[0].slug.clone();
    for named in [CODE, "٤٧١-٢٣٤", &slug] {
        let report = within(verify::folder(folder.path(), Some(named))).await.unwrap();
        assert_eq!(report.forums.len(), 1, "{named}");
    }
    let unknown = within(verify::folder(folder.path(), Some("999999"))).await.unwrap_err();
    assert!(matches!(unknown, VerifyError::NoForum { .. }));
    assert!(unknown.to_string().contains(&slug), "{unknown}");
}

#[tokio::test]
async fn a_flipped_byte_of_an_entry_is_found() {
    let folder = folder().await;
    let db = database(folder.path());
    let (rev, body) = entry_with(&db, "\"stars\":3");
    let flipped = body.replace("\"stars\":3", "\"stars\":1");
    db.execute("UPDATE entries SET body = ?2 WHERE rev = ?1", params![rev, flipped.into_bytes()]).unwrap();
    let report = verified(folder.path()).await;
    tells(&report, &[&format!("entry {rev}: it does not follow from the entry before it")]);
}

#[tokio::test]
async fn a_changed_ballot_is_found_against_the_snapshot_though_the_chain_was_made_good() {
    let folder = folder().await;
    let db = database(folder.path());
    let (rev, body) = entry_with(&db, "\"mark\":{\"options\":[1]}");
    let changed = body.replacen("\"mark\":{\"options\":[1]}", "\"mark\":{\"options\":[0]}", 1);
    db.execute("UPDATE entries SET body = ?2 WHERE rev = ?1", params![rev, changed.into_bytes()]).unwrap();
    rechain(&db);
    let report = verified(folder.path()).await;
    tells(
        &report,
        &["snapshot of revision", "it is of another history", "poll 1 is not what the entries come to"],
    );
}

#[tokio::test]
async fn a_snapshot_that_says_something_else_is_found() {
    let folder = folder().await;
    let db = database(folder.path());
    let bytes: Vec<u8> = db.query_row("SELECT bytes FROM snapshots", [], |row| row.get(0)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let forged = text.replacen("\"received\":", "\"received\":1", 1);
    db.execute("UPDATE snapshots SET bytes = ?1", params![forged.into_bytes()]).unwrap();
    tells(&verified(folder.path()).await, &["session 1 is not what the entries come to"]);
}

#[tokio::test]
async fn a_missing_entry_and_a_cut_end_are_found() {
    let folder = folder().await;
    let db = database(folder.path());
    db.execute("DELETE FROM entries WHERE rev = (SELECT max(rev) FROM entries)", []).unwrap();
    tells(&verified(folder.path()).await, &["1 more should follow"]);
    db.execute("DELETE FROM entries WHERE rev = 4", []).unwrap();
    tells(&verified(folder.path()).await, &["entry 4 is missing"]);
}

#[tokio::test]
async fn an_altered_or_missing_or_revived_text_is_found() {
    let folder = folder().await;
    let db = database(folder.path());
    db.execute("UPDATE words SET text = 'another' WHERE no = 1", []).unwrap();
    db.execute("DELETE FROM words WHERE no = 2", []).unwrap();
    db.execute(
        "INSERT INTO words (forum, no, rev, salt, text) SELECT forum, 9999, 1, salt, 'x' FROM words LIMIT 1",
        [],
    )
    .unwrap();
    let report = verified(folder.path()).await;
    tells(
        &report,
        &["text 1 of entry 1: it is not the text that was filed", "text 2 of entry", "it is missing"],
    );
    let erased: u32 = db
        .query_row(
            "SELECT CAST(erased AS INTEGER) FROM entries WHERE erased != '' ORDER BY rev DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    db.execute(
        "INSERT INTO words (forum, no, rev, salt, text) SELECT forum, ?1, 1, salt, 'x' FROM words LIMIT 1",
        [erased],
    )
    .unwrap();
    tells(&verified(folder.path()).await, &["it was erased and is still there"]);
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_told() {
    let folder = folder().await;
    let db = database(folder.path());
    db.execute("UPDATE entries SET body = ?1 WHERE rev = 5", params![b"{"]).unwrap();
    rechain(&db);
    tells(
        &verified(folder.path()).await,
        &["entry 5: it cannot be read", "what comes after it was not counted"],
    );
}

#[tokio::test]
async fn an_altered_time_is_found() {
    let folder = folder().await;
    let db = database(folder.path());
    db.execute("UPDATE entries SET time = time - 60000 WHERE rev = 3", []).unwrap();
    db.execute("UPDATE forums SET time = time + 1", []).unwrap();
    tells(
        &verified(folder.path()).await,
        &[
            "entry 3: its time is not the one at which it was decided",
            "list of forums: the time of the last entry is not the one that stands there",
        ],
    );
}

#[tokio::test]
async fn altered_traces_of_an_erasure_and_a_text_under_another_entry_are_found() {
    let folder = folder().await;
    let db = database(folder.path());
    db.execute("UPDATE entries SET erased = '' WHERE erased != ''", []).unwrap();
    db.execute("UPDATE words SET rev = 2 WHERE no = 1", []).unwrap();
    tells(
        &verified(folder.path()).await,
        &[
            "the texts that it took away are not those that it erased",
            "entry 2: text 1 lies beside it and was not filed with it",
        ],
    );
}

#[tokio::test]
async fn altered_codes_are_found() {
    let folder = folder().await;
    let db = database(folder.path());
    db.execute("UPDATE codes SET code = 999999 WHERE hall IS NULL", []).unwrap();
    db.execute("DELETE FROM codes WHERE hall = 1", []).unwrap();
    tells(
        &verified(folder.path()).await,
        &[
            &format!("the forum: its code {CODE} does not lead there"),
            "code 999999: it leads to the forum, and no entry says so",
            "hall 1: its code 000000 does not lead there",
        ],
    );
}

#[tokio::test]
async fn entries_that_were_cut_off_and_left_lying_are_found() {
    let folder = folder().await;
    database(folder.path())
        .execute(
            "UPDATE forums SET (rev, hash, time) =
             (SELECT rev, hash, time FROM entries ORDER BY rev DESC LIMIT 1 OFFSET 2)",
            [],
        )
        .unwrap();
    tells(&verified(folder.path()).await, &["2 entries come after the one that it says is the last"]);
}

#[tokio::test]
async fn a_forum_that_was_struck_from_the_list_is_found() {
    let folder = folder().await;
    let entries = verified(folder.path()).await.forums[0].counted.entries;
    database(folder.path()).execute("DELETE FROM forums", []).unwrap();
    let told =
        format!("forum {FORUM}: it is not in the list of forums, and {entries} entries of it are there");
    tells(&verified(folder.path()).await, &[&told]);
}

/// A node over Redis keeps a copy of the entries; where codes lead is in Redis.
#[tokio::test]
async fn the_copy_of_a_node_over_redis_is_whole_without_codes_and_found_by_those_that_it_says() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = Node::over_redis(server.port(), folder.path()).await;
    node.found().await;
    node.phone().await.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    node.stop().await;
    let report = verified(folder.path()).await;
    assert!(report.is_whole() && report.forums[0].counted.questions == 1, "{report}");
    for (code, is_there) in [(FORUM_CODE, true), (HALL_CODE, true), ("999999", false)] {
        assert_eq!(within(verify::folder(folder.path(), Some(code))).await.is_ok(), is_there, "{code}");
    }
}

#[tokio::test]
async fn an_entry_that_came_home_twice_is_told() {
    let folder = folder().await;
    let db = database(folder.path());
    let origin = format!(r#""origin":{{"epoch":1,"rev":9,"hash":"{}"}},"changes":"#, "0".repeat(64));
    let with_it = "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), '\"changes\":', ?1) AS BLOB) WHERE rev IN (3, 4)";
    assert_eq!(db.execute(with_it, params![origin]), Ok(2));
    rechain(&db);
    let report = verified(folder.path()).await;
    tells(&report, &["came home  2 of them", "entry 4: the lost entry 9 of epoch 1 came home before"]);
}

/// Whether a report is whole and has at least so many questions.
#[track_caller]
fn is_whole_with(report: &Report, questions: usize) {
    assert!(report.is_whole() && report.forums[0].counted.questions >= questions, "{report}");
}

/// Both promises of *majlis verify*: it reads beside a server that writes, and any copy of a folder that nobody has.
#[tokio::test]
async fn folders_of_running_nodes_are_verified_beside_them_and_copies_of_them_by_themselves() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let alone = Node::in_folder(folders[0].path()).await;
    let shared = Node::over_redis(server.port(), folders[1].path()).await;
    for (node, folder) in [(alone, &folders[0]), (shared, &folders[1])] {
        node.found().await;
        let mut phone = node.phone().await;
        for asked in 1..=12 {
            phone.done(json!({ "do": "ask", "session": 1, "text": format!("سؤال {asked}") })).await;
            is_whole_with(&verified(folder.path()).await, asked);
        }
        node.stop().await;
        let copy = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        is_whole_with(&verified(copy.path()).await, 12);
        database(copy.path()).execute("UPDATE words SET text = 'x' WHERE no = 3", []).unwrap();
        tells(&verified(copy.path()).await, &["text 3 of entry"]);
    }
}

/// An award with a blind ballot of each of two voters, stopped: what lies there of the ballots says the first nominee.
async fn blind_votes(folder: &Path) {
    let node = Node::in_folder(folder).await;
    node.found().await;
    let mut award = BlindAward::begun(&node).await;
    let codes = badges(&node, &mut award.organiser, 2).await;
    award.opens().await;
    for code in &codes {
        kept(&node, &award.voter(&node, code).await.ballot(0, 1, 1, Some(0))).await;
    }
    node.stop().await;
}

/// Has every entry that holds that say something else, and covers the traces.
fn rewritten(db: &Connection, piece: &str, alter: impl Fn(&mut Value)) {
    let mut select = db.prepare("SELECT rev, body FROM entries ORDER BY rev").unwrap();
    let rows = select.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    for (rev, body) in rows.map(Result::unwrap) {
        let mut entry: Value = serde_json::from_slice(&body).unwrap();
        if entry.to_string().contains(piece) {
            entry["changes"].as_array_mut().unwrap().iter_mut().for_each(&alter);
            let told = serde_json::to_vec(&entry).unwrap();
            db.execute("UPDATE entries SET body = ?2 WHERE rev = ?1", params![rev, told]).unwrap();
        }
    }
    db.execute("DELETE FROM snapshots", []).unwrap();
    rechain(db);
}

/// The innermost object that has that field.
fn with_field<'a>(value: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    if value.get(name).is_some() {
        return Some(value);
    }
    match value {
        Value::Object(fields) => fields.values_mut().find_map(|value| with_field(value, name)),
        Value::Array(values) => values.iter_mut().find_map(|value| with_field(value, name)),
        _ => None,
    }
}

/// What is told, and what was altered.
type Alteration = (&'static str, fn(&mut Value));

#[tokio::test]
async fn an_altered_ballot_is_told_though_the_chain_was_written_anew() {
    let altered: [Alteration; 5] = [
        ("a blind ballot was not signed with its voter's key, or altered since", |change| {
            if let Some(voted) = with_field(change, "signed") {
                voted["mark"] = json!({"options": [1]});
            }
        }),
        ("the paper of a blind ballot was not signed with the award's key", |change| {
            if let Some(signed) = with_field(change, "paper") {
                signed["paper"] = json!("A".repeat(342));
            }
        }),
        ("a ballot of a blind poll is not signed", |change| {
            if let Some(voted) = with_field(change, "signed") {
                voted.as_object_mut().unwrap().remove("signed");
            }
        }),
        ("a blind ballot is of no award that began before it", |change| {
            if with_field(change, "public").is_some()
                && let Some(begun) = with_field(change, "key")
            {
                begun.as_object_mut().unwrap().remove("key");
            }
        }),
        ("1 papers were given, and 2 keys voted", |change| {
            if let Some(taken) = with_field(change, "blinded") {
                (taken["badge"], taken["blinded"]) = (json!(1), json!("0".repeat(64)));
            }
        }),
    ];
    let made = tempfile::tempdir().unwrap();
    blind_votes(made.path()).await;
    let report = verified(made.path()).await;
    assert!(report.is_whole(), "{report}");
    let file = "majlis.sqlite3";
    for (told, alter) in altered {
        let folder = tempfile::tempdir().unwrap();
        for held in std::fs::read_dir(made.path()).unwrap().map(Result::unwrap) {
            std::fs::copy(held.path(), folder.path().join(held.file_name())).unwrap();
        }
        assert!(folder.path().join(file).exists());
        let piece = match () {
            () if told.contains("papers were given") => "\"blinded\"",
            () if told.contains("of no award") => "\"public\"",
            () => "\"signed\"",
        };
        rewritten(&database(folder.path()), piece, alter);
        tells(&verified(folder.path()).await, &[told]);
    }
}
