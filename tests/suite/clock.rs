//! A machine whose clock was wrong.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::support::node::Node;

const HOUR: i64 = 3_600_000;

fn machine_time() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_millis().try_into().unwrap()
}

#[tokio::test]
async fn a_node_goes_on_though_the_last_entry_is_hours_ahead_of_its_clock() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    node.stop().await;
    let db = rusqlite::Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    for table in ["entries", "forums"] {
        db.execute(&format!("UPDATE {table} SET time = time + ?1"), [5 * HOUR]).unwrap();
    }
    drop(db);

    let node = Node::in_folder(folder.path()).await;
    let mut phone = node.phone().await;
    let told = phone.welcome["now"].as_i64().unwrap();
    assert!((told - machine_time()).abs() < HOUR, "it is not ahead for good");
    phone.done(json!({ "do": "ask", "session": 1, "text": "متى تُعلن النتائج؟" })).await;
    node.stop().await;
}
