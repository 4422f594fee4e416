//! Nodes of two versions beside each other: the older one knows the form of entries before the newest.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Output;

use majlis::domain::time::Time;
use majlis::journal::Registry;
use majlis::room::{Forms, Standing, entry};
use majlis::upgrade::{self as upgrades, SETTING};
use serde_json::json;

use super::{poll, topic, vote};
use crate::support::client::{Client, next_seq};
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::{BEFORE, Node};
use crate::support::program;
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

/// A node by itself that knows forms up to that one.
async fn alone_knowing(knows: u32, folder: &Path) -> Node {
    Node::in_folder_with(folder, |settings| settings.knows = knows).await
}

/// `majlis upgrade`: whether it ended well, and all that it said.
async fn upgrade(arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = program::run([&["upgrade"], arguments].concat()).await;
    let text = [stdout, stderr].concat();
    (status.success(), String::from_utf8(text).unwrap())
}

/// The forms of all entries after a revision.
async fn forms(node: &Node, after: u64) -> Vec<u32> {
    let entries = node.site.journal.read(FORUM, after, 1_000).await.unwrap();
    entries.iter().map(|entry| entry::form_of(&entry.body).unwrap()).collect()
}

/// The forum as it stands on a node at that revision or after it.
async fn stands(node: &Node, rev: u64) -> Standing {
    let mut states = node.site.rooms.enter(FORUM).await.unwrap().states();
    let standing = within(states.wait_for(|standing| standing.rev >= rev)).await.unwrap();
    Standing::clone(&standing)
}

async fn readiness(address: SocketAddr) -> (u16, String) {
    let response = within(reqwest::get(format!("http://{address}/readyz"))).await.unwrap();
    (response.status().as_u16(), within(response.text()).await.unwrap())
}

/// Of an outgrown node: it is not ready and says what to do, and sends its phones to another.
async fn is_outgrown(node: &Node) {
    let (status, why) = readiness(node.address).await;
    assert!(status == 503 && why.contains("upgrade this node"), "{status} {why}");
    let hello = json!({"t": "hello", "token": node.join_directly(), "view": "participant", "session": 1});
    let sent = Client::try_hello(node.address, &hello, crate::support::views::Views::default()).await;
    assert_eq!(sent.err().map(|end| end.code().to_owned()).as_deref(), Some("elsewhere"));
}

/// Gives of everything by both nodes in turn.
async fn a_while(one: &Node, other: &Node) {
    let (mut desk, mut wall) = (one.crew(DESK, "moderator").await, other.crew(WALL, "screen").await);
    let mut phones = [one.phone().await, other.phone().await];
    let poll = poll(&mut desk).await;
    for (phone, option) in phones.iter_mut().zip([0, 1]) {
        phone.until_view(topic(poll), |poll| poll["phase"] == "open").await;
        phone.done(vote(poll, option, next_seq())).await;
        phone.done(json!({"do": "ask", "session": 1, "text": format!("سؤال {option}")})).await;
    }
    wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([1, 1])).await;
    let waiting = desk.until_view(3, |waiting| waiting["total"] == 2).await;
    let question = waiting["items"][0]["q"].as_u64().unwrap();
    desk.done(json!({"do": "approve", "question": question, "version": 1})).await;
    let newest = one.site.rooms.enter(FORUM).await.unwrap().now_state().state.last.words;
    for phone in &mut phones {
        phone.done(json!({"do": "erase_mine", "upto": newest})).await;
    }
}

#[tokio::test]
async fn two_versions_decide_beside_each_other_until_the_upgrade_is_finished() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let older = Node::over_redis_knowing(BEFORE, server.port(), folders[0].path()).await;
    older.found().await;
    let newer = Node::over_redis_knowing(Forms::NEWEST, server.port(), folders[1].path()).await;
    a_while(&older, &newer).await;
    let rev = newer.site.journal.head(FORUM).await.unwrap().unwrap().rev;
    let (here, there) = (stands(&older, rev).await, stands(&newer, rev).await);
    assert_eq!(here, there, "the same state under the same hash");
    assert!(forms(&newer, 0).await.iter().all(|form| *form == BEFORE));

    let url = server.url();
    let (is_done, told) = upgrade(&["--redis", &url]).await;
    assert!(is_done && told.starts_with("2 nodes run:") && told.contains("Left to do: upgrade "), "{told}");
    let (is_done, told) = upgrade(&["--redis", &url, "--finish"]).await;
    assert!(!is_done && told.contains("older_nodes: "), "{told}");
    assert!(
        told.contains(&older.address.to_string()) && !told.contains(&newer.address.to_string()),
        "{told}"
    );
    assert_eq!(newer.site.registry.setting(SETTING).await.unwrap().as_deref(), Some(&b"3"[..]));

    older.stop().await;
    let (is_done, told) = upgrade(&["--redis", &url, "--finish"]).await;
    assert!(is_done, "{told}");
    within(newer.site.rooms.forms().until(Forms::NEWEST)).await;
    let rev = newer.site.journal.head(FORUM).await.unwrap().unwrap().rev;
    newer.phone().await.done(json!({"do": "ask", "session": 1, "text": "سؤال بعد"})).await;
    assert_eq!(forms(&newer, rev).await, [Forms::NEWEST]);

    let older = Node::over_redis_knowing(BEFORE, server.port(), folders[0].path()).await;
    is_outgrown(&older).await;
    assert_eq!(readiness(newer.address).await.0, 200);
    newer.phone().await.ping().await;
    older.stop().await;
    newer.stop().await;
}

#[tokio::test]
async fn an_older_node_that_was_there_all_along_stops_deciding_when_the_upgrade_is_finished_nevertheless() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let older = Node::over_redis_knowing(BEFORE, server.port(), folders[0].path()).await;
    older.found().await;
    let newer = Node::over_redis_knowing(Forms::NEWEST, server.port(), folders[1].path()).await;
    let phone = older.phone().await;
    let registry = &newer.site.registry;
    assert_eq!(registry.set_setting(SETTING, Some("3".into()), "4".into()).await, Ok(true));
    within(newer.site.rooms.forms().until(Forms::NEWEST)).await;
    newer.phone().await.done(json!({"do": "ask", "session": 1, "text": "سؤال جديد"})).await;
    assert_eq!(phone.sent_away().await.code(), "elsewhere");
    within(older.site.rooms.forms().until(Forms::NEWEST)).await;
    is_outgrown(&older).await;

    // A store that came back with the older form had lost the newer.
    assert_eq!(registry.set_setting(SETTING, Some("4".into()), "3".into()).await, Ok(true));
    until(async || registry.setting(SETTING).await.unwrap().as_deref() == Some(b"4")).await;
    older.stop().await;
    newer.stop().await;
}

#[tokio::test]
async fn a_node_alone_can_go_back_until_its_upgrade_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let ask = |text: &str| json!({"do": "ask", "session": 1, "text": text});
    let older = alone_knowing(BEFORE, folder.path()).await;
    older.found().await;
    older.phone().await.done(ask("قبل")).await;
    let (is_done, told) = upgrade(&["--data", data, "--finish"]).await;
    assert!(
        !is_done && told.contains("older_nodes: ") && told.contains(&older.address.to_string()),
        "{told}"
    );
    older.stop().await;

    let newer = alone_knowing(Forms::NEWEST, folder.path()).await;
    newer.phone().await.done(ask("الأحدث")).await;
    let was = stands(&newer, 0).await;
    newer.stop().await;
    let older = alone_knowing(BEFORE, folder.path()).await;
    assert_eq!(stands(&older, 0).await, was, "whatever the newer one wrote, its snapshot too");
    older.phone().await.done(ask("عودة")).await;
    older.stop().await;

    let newer = alone_knowing(Forms::NEWEST, folder.path()).await;
    assert!(forms(&newer, 0).await.iter().all(|form| *form == BEFORE));
    let (is_done, told) = upgrade(&["--data", data]).await;
    assert!(is_done && told.ends_with("Left to do: majlis upgrade --finish\n"), "{told}");
    let (is_done, told) = upgrade(&["--data", data, "--finish"]).await;
    assert!(is_done, "beside the running server: {told}");
    within(newer.site.rooms.forms().until(Forms::NEWEST)).await;
    let rev = stands(&newer, 0).await.rev;
    newer.phone().await.done(ask("بعد")).await;
    assert_eq!(forms(&newer, rev).await, [Forms::NEWEST]);
    newer.stop().await;
    let (is_done, told) = upgrade(&["--data", data, "--finish"]).await;
    assert!(is_done && told.contains("finished already"), "{told}");
    let older = alone_knowing(BEFORE, folder.path()).await;
    is_outgrown(&older).await;
    older.stop().await;
}

#[tokio::test]
async fn a_deployment_begins_at_the_newest_form_and_one_from_before_at_that_of_its_entries() {
    let node = Node::alone().await;
    assert_eq!(node.site.rooms.forms().writes(), Forms::NEWEST);
    assert_eq!(forms(&node, 0).await, [Forms::NEWEST]);
    node.stop().await;

    let folder = tempfile::tempdir().unwrap();
    let node = alone_knowing(BEFORE, folder.path()).await;
    node.found().await;
    node.stop().await;
    let db = rusqlite::Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    assert_eq!(db.execute("DELETE FROM settings WHERE key IN (?1, 'node')", [SETTING]), Ok(2));
    drop(db);
    let (is_done, told) = upgrade(&["--data", folder.path().to_str().unwrap(), "--finish"]).await;
    assert!(!is_done && told.contains("not_begun: "), "{told}");
    let node = alone_knowing(Forms::NEWEST, folder.path()).await;
    assert_eq!(node.site.rooms.forms().writes(), BEFORE, "what wrote them may be started again");
    node.stop().await;
}

#[tokio::test]
async fn the_folder_of_a_node_over_redis_points_to_its_redis() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = Node::over_redis(server.port(), folder.path()).await;
    node.found().await;
    let data = folder.path().to_str().unwrap();
    until(async || upgrade(&["--data", data]).await.1.contains("--redis")).await;
    node.stop().await;
}

/// Whoever finishes the upgrade would not know of it.
#[tokio::test]
async fn a_node_that_could_not_tell_of_itself_does_not_conclude_what_is_written() {
    let server = RedisServer::start();
    let store = server.journal().await;
    let finished = Forms::NEWEST.to_string().into();
    assert!(store.set_setting(SETTING, None, finished).await.unwrap());
    let () = server.ask("SET majlis:{registry}:nodes unwritable").await;
    let node = upgrades::Node {
        version: "0".into(),
        knows: Forms::NEWEST,
        place: "here".into(),
        shared: true,
        told: Time(0),
    };
    let settled = async || upgrades::settle(&store, &store, ("name", &node)).await.unwrap().writes();
    assert_eq!(settled().await, Forms::OLDEST_WRITTEN);
    let older = upgrades::Node { knows: BEFORE, ..node.clone() };
    let forms = upgrades::settle(&store, &store, ("older", &older)).await.unwrap();
    assert!(forms.are_outgrown(), "that it hears, though it cannot tell of itself either");
    let _: u32 = server.ask("DEL majlis:{registry}:nodes").await;
    assert_eq!(settled().await, Forms::NEWEST);
    assert_eq!(store.told_of_nodes().await.unwrap().len(), 1);
}

#[tokio::test]
async fn nothing_of_badges_and_boards_is_taken_until_the_upgrade_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let older = alone_knowing(BEFORE, folder.path()).await;
    older.found().await;
    older.stop().await;
    let newer = alone_knowing(Forms::NEWEST, folder.path()).await;
    let mut organiser = newer.crew(ORGANISER, "organiser").await;
    let badge = json!({"do": "badges", "act": "issue", "label": "A-1", "name": null, "group": null});
    assert_eq!(organiser.refused(badge.clone()).await, "upgrade_unfinished");
    let draft =
        json!({"title": {"ar": "أيهما؟"}, "answer": {"kind": "yes_no_abstain"}, "settings": {"voters": []}});
    let poll = json!({"do": "create_poll", "session": 1, "poll": draft});
    assert_eq!(organiser.refused(poll.clone()).await, "upgrade_unfinished");
    let options = json!([{"ar": "أ"}, {"ar": "ب"}]);
    let kinds = [
        json!({"kind": "ranking", "method": "schulze"}),
        json!({"kind": "points"}),
        json!({"kind": "likert", "steps": 2}),
    ];
    for kind in kinds {
        let labels = if kind["kind"] == "likert" { options.clone() } else { json!([]) };
        let draft = json!({"title": {"ar": "أيهما؟"}, "answer": kind, "options": options, "labels": labels});
        let further = json!({"do": "create_poll", "session": 1, "poll": draft});
        assert_eq!(organiser.refused(further).await, "upgrade_unfinished", "{kind}");
    }
    let plan =
        json!({"title": {"ar": "؟"}, "moderation": "after", "each": 3, "dots": 3, "most": 1, "tables": []});
    let board = json!({"do": "ideas", "act": "set", "session": 1, "version": 0, "plan": plan});
    assert_eq!(organiser.refused(board.clone()).await, "upgrade_unfinished");
    assert!(newer.site.rooms.forms().raise_to(Forms::NEWEST));
    organiser.done(badge).await;
    organiser.done(board).await;
    organiser.done(poll).await;
    newer.stop().await;
}
