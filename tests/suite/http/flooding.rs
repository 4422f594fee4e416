//! Requests that come without end: from one device, and on one connection.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::client::new_id;
use crate::support::node::Node;
use crate::support::within::within;

/// A hello and as many searches as fit beside it: 81 frames' worth.
fn searches(token: &str) -> Value {
    let hello = json!({ "t": "hello", "token": token, "view": "participant", "session": 1 });
    let mut frames = vec![hello];
    frames.resize(9, json!({ "t": "find", "text": "ماء" }));
    Value::Array(frames)
}

fn is_flood(answers: &Value) -> bool {
    answers.as_array().and_then(|answers| answers.last()).is_some_and(|last| last["code"] == "flood")
}

#[tokio::test]
async fn x1_a_flood_of_requests_is_kept_out_and_answered_once_a_second() {
    let node = Node::alone().await;
    let (token, mut phone) = (node.join().await, node.phone().await);
    let mut sent = 0;
    while !is_flood(&node.post("/v1/do", searches(&token)).await.1) {
        sent += 1;
        assert!(sent < 40, "2,000 frames in ten seconds are a flood");
        // Nobody else waits for it.
        phone.ping().await;
    }
    for path in ["/v1/do", "/v1/read"] {
        let begun = Instant::now();
        assert!(is_flood(&node.post(path, searches(&token)).await.1), "kept out by any way");
        assert!(begun.elapsed() >= Duration::from_secs(1), "{:?}", begun.elapsed());
    }
    let hello = json!({ "t": "hello", "token": node.join().await, "view": "participant", "session": 1 });
    let ask = json!({ "do": "ask", "session": 1, "text": "سؤال" });
    let command = json!({ "t": "do", "id": new_id(), "command": ask });
    let (_, answers) = node.post("/v1/do", json!([hello, command])).await;
    assert_eq!(answers[0]["t"], "done", "{answers}");
    node.stop().await;
}

#[tokio::test]
async fn requests_on_one_connection_are_taken_at_the_pace_of_one_device() {
    let node = Node::alone().await;
    let took = one_after_the_other(&node, AT_ONCE + 50, "").await;
    assert!(took >= Duration::from_millis(900), "{took:?}");
    node.stop().await;
}

#[tokio::test]
async fn requests_that_a_proxy_carries_for_many_are_not_taken_at_the_pace_of_one_device() {
    let node = Node::alone().await;
    // At the pace of one device they would take fifteen seconds.
    let took = one_after_the_other(&node, AT_ONCE + 750, "x-forwarded-for: 203.0.113.1\r\n").await;
    assert!(took < Duration::from_secs(12), "{took:?}");
    node.stop().await;
}

/// Requests of one device that are taken at once.
const AT_ONCE: usize = 250;

/// Sends so many requests on one connection, each with that header: how long it took until all were answered.
async fn one_after_the_other(node: &Node, count: usize, header: &str) -> Duration {
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    let begun = Instant::now();
    let request = format!("GET /healthz HTTP/1.1\r\nhost: majlis\r\n{header}");
    let requests = format!("{request}\r\n").repeat(count - 1) + &request + "connection: close\r\n\r\n";
    let mut answers = String::new();
    let (sent, _) = within(async {
        let (mut from, mut to) = raw.split();
        tokio::join!(to.write_all(requests.as_bytes()), from.read_to_string(&mut answers))
    })
    .await;
    sent.unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 ").count(), count, "none is lost");
    begun.elapsed()
}
