//! Event streams as connections that a node holds: how many, for how long, and what becomes of them when it stops.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::node::Node;
use crate::support::streamed::{Events, Streamed};
use crate::support::within::within;

async fn hello(node: &Node) -> Value {
    json!({"t": "hello", "token": node.join().await, "view": "participant", "session": 1})
}

#[tokio::test]
async fn a_stream_outlives_the_patience_with_its_connection() {
    let short = Duration::from_millis(100);
    let node = Node::alone_with(|settings| {
        (settings.patience.connection, settings.patience.grace) = (short, short);
    })
    .await;
    let mut phone = Streamed::open(node.address, &hello(&node).await).await;
    // Said every three seconds: long after.
    phone.hear("pong").await;
    node.stop().await;
}

#[tokio::test]
async fn more_streams_than_a_quarter_of_the_connections_are_refused_in_words() {
    let node = Node::alone_with(|settings| settings.max_connections = 8).await;
    let hello = hello(&node).await;
    let (first, _second) =
        (Streamed::open(node.address, &hello).await, Streamed::open(node.address, &hello).await);
    let (status, why) = Events::open(node.address, &hello).await.err().expect("a refusal");
    assert_eq!((status, &why["code"]), (503, &json!("full")));
    drop(first);
    within(async { while Events::open(node.address, &hello).await.is_err() {} }).await;
    node.stop().await;
}

#[tokio::test]
async fn a_node_that_stops_ends_its_streams_with_a_word() {
    let node = Node::alone().await;
    let mut phone = Streamed::open(node.address, &hello(&node).await).await;
    let ended = async {
        let bye = phone.hear("bye").await;
        (bye, phone.next().await)
    };
    let ((), (bye, next)) = tokio::join!(node.stop(), ended);
    assert_eq!((&bye["code"], &bye["reconnect"], next), (&json!("restart"), &json!(true), None));
}
