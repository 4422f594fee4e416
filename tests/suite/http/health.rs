//! What an operator's machines ask.

use reqwest::Method;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::{get, request, said, send};
use crate::support::node::{HALL_CODE, Node};
#[cfg(unix)]
use crate::support::program::Unheard;
use crate::support::redis::free_port;
use crate::support::within::{until, within};

fn ask(text: &str) -> Value {
    json!({ "do": "ask", "session": 1, "text": text })
}

/// Asks again and again until the node says of itself what is expected.
async fn says(node: &Node, status: u16, reason: &str) {
    let said = async {
        loop {
            let response = get(node, "/readyz").await;
            let is_it = response.status() == status;
            if is_it && response.text().await.unwrap().contains(reason) {
                return;
            }
        }
    };
    within(said).await;
}

#[tokio::test]
async fn a_node_that_serves_is_alive_and_ready() {
    let node = Node::alone().await;
    for path in ["/healthz", "/readyz"] {
        let response = get(&node, path).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(said(&response, "cache-control"), "no-store");
    }
    node.stop().await;
}

#[tokio::test]
async fn a_node_whose_forums_are_being_opened_is_alive_and_not_ready() {
    let node = Node::alone_with(|settings| settings.opens_later = true).await;
    assert_eq!(get(&node, "/healthz").await.status(), 200);
    says(&node, 503, "its forums are being opened").await;
    node.site.open();
    says(&node, 200, "ready").await;
    node.stop().await;
}

#[tokio::test]
#[cfg(unix)]
async fn a_server_is_ready_once_its_forums_were_opened_and_its_links_told() {
    let (folder, address) = (tempfile::tempdir().unwrap(), format!("127.0.0.1:{}", free_port()));
    let server = Unheard::serve(folder.path(), &address);
    let ready = async || {
        let answer = reqwest::get(format!("http://{address}/readyz")).await.ok()?;
        Some((answer.status().as_u16(), answer.text().await.ok()?))
    };
    until(async || ready().await.is_some()).await;
    let (status, reason) = ready().await.unwrap();
    assert!(status == 503 && reason.contains("its forums are being opened"), "{status}: {reason}");
    server.hear();
    until(async || ready().await.is_some_and(|(status, _)| status == 200)).await;
}

#[tokio::test]
async fn what_is_done_is_counted() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    phone.done(ask("متى تُعلن النتائج؟")).await;
    phone.refused(json!({ "do": "ask", "session": 9, "text": "؟" })).await;
    let response = send(request(&node, Method::GET, "/metrics")).await;
    assert!(said(&response, "content-type").starts_with("text/plain; version=0.0.4"));
    let text = response.text().await.unwrap();
    for line in [
        "majlis_commands_total{outcome=\"done\"} ",
        "majlis_commands_total{outcome=\"unknown_session\"} ",
        "majlis_connections ",
        "majlis_rooms 1",
        "majlis_rooms_lost 0",
        "majlis_journal_healthy 1",
        "majlis_append_seconds_bucket{le=\"0.001\"} ",
        "# HELP majlis_append_seconds ",
    ] {
        assert!(text.contains(line), "no {line} in\n{text}");
    }
    node.stop().await;
}

/// A restored backup, and a Redis whose newest entries are gone, look like this.
#[tokio::test]
async fn a_node_whose_journal_lost_entries_is_not_ready_until_it_has_them_again() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut phone = node.phone().await;
    phone.done(ask("سؤال")).await;
    let db = Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    db.execute_batch(
        "CREATE TEMP TABLE kept AS SELECT * FROM entries; CREATE TEMP TABLE stood AS SELECT * FROM forums",
    )
    .unwrap();
    let (rev, hash): (i64, Vec<u8>) = db
        .query_row("SELECT rev, hash FROM entries ORDER BY rev DESC LIMIT 1 OFFSET 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    db.execute("UPDATE forums SET rev = ?1, hash = ?2", params![rev, hash]).unwrap();
    db.execute("DELETE FROM entries WHERE rev > ?1", [rev]).unwrap();

    assert_eq!(phone.refused(ask("سؤال آخر")).await, "try_again");
    says(&node, 503, "the journal lost what it acknowledged in 1 forums").await;
    assert_eq!(get(&node, "/healthz").await.status(), 200, "ending the process mends nothing");
    let counted = get(&node, "/metrics").await.text().await.unwrap();
    assert!(counted.contains("majlis_rooms_lost 1"), "{counted}");

    db.execute_batch("REPLACE INTO entries SELECT * FROM kept; REPLACE INTO forums SELECT * FROM stood")
        .unwrap();
    says(&node, 200, "ready").await;
    phone.done(ask("سؤال آخر")).await;
    node.stop().await;
}

/// What lies in a database can be altered while it is open; a forum that is not running is read when somebody comes.
#[tokio::test]
async fn a_node_that_met_an_entry_that_somebody_altered_is_not_ready_until_it_is_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let db = Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    db.execute_batch(
        "CREATE TEMP TABLE kept AS SELECT * FROM entries; UPDATE entries SET body = zeroblob(length(body))",
    )
    .unwrap();
    let join = async || node.post("/v1/join", json!({ "code": HALL_CODE })).await.0;
    assert_eq!(join().await, 503);
    says(&node, 503, "the entries of 1 forums are not what was written: `majlis verify` says where").await;
    let counted = get(&node, "/metrics").await.text().await.unwrap();
    assert!(counted.contains("majlis_rooms_damaged 1"), "{counted}");

    db.execute_batch("REPLACE INTO entries SELECT * FROM kept").unwrap();
    assert_eq!(join().await, 200);
    says(&node, 200, "ready").await;
    node.stop().await;
}
