//! More connections than a node holds, and ones that only hold a place.

use std::time::Duration;

use majlis::config::{Settings, Store};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::get;
use crate::support::client::{Client, MAJLIS_V1, open};
use crate::support::node::Node;
use crate::support::within::within;

async fn node_for(connections: usize) -> (Node, tempfile::TempDir) {
    node_with(|settings| settings.max_connections = connections).await
}

async fn node_with(change: impl FnOnce(&mut Settings)) -> (Node, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
    change(&mut settings);
    let node = Node::with(settings).await;
    node.found().await;
    (node, folder)
}

/// What a node answers to a request on a connection of its own.
async fn answer(node: &Node) -> String {
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    // It may be refused before it is written.
    let _ = raw.write_all(b"GET /healthz HTTP/1.1\r\nhost: majlis\r\nconnection: close\r\n\r\n").await;
    let mut answer = Vec::new();
    let _ = within(raw.read_to_end(&mut answer)).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn whoever_comes_when_it_is_full_is_told_and_may_come_again() {
    let (node, _folder) = node_for(2).await;
    let sockets = [
        open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap(),
        open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap(),
    ];
    let refusal = answer(&node).await;
    assert!(refusal.starts_with("HTTP/1.1 503 ") && refusal.contains("\"code\":\"full\""), "{refusal}");
    assert!(refusal.contains("retry-after: 5"), "{refusal}");
    drop(sockets);
    within(async { while !answer(&node).await.starts_with("HTTP/1.1 200 ") {} }).await;
    node.stop().await;
}

#[tokio::test]
async fn a_place_is_kept_for_as_long_as_its_socket_lives() {
    let (node, _folder) = node_for(3).await;
    let token = node.join().await;
    let mut phone = Client::hello(node.address, &token, "participant", Some(1)).await;
    phone.settled().await;
    // Each of these leaves its place when it is answered.
    for _ in 0..10 {
        assert_eq!(get(&node, "/healthz").await.status(), 200);
    }
    phone.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn whoever_sends_its_head_a_byte_at_a_time_loses_its_place() {
    let (node, _folder) = node_with(|settings| settings.patience.head = Duration::from_millis(100)).await;
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    raw.write_all(b"GET / HTTP/1.1\r\nhost: maj").await.unwrap();
    let mut answer = Vec::new();
    within(raw.read_to_end(&mut answer)).await.unwrap();
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 408 "), "{answer:?}");
    node.stop().await;
}

#[tokio::test]
async fn a_body_that_trickles_in_is_given_up() {
    let (node, _folder) = node_with(|settings| settings.patience.answer = Duration::from_millis(100)).await;
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    let head =
        "POST /v1/join HTTP/1.1\r\nhost: m\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{";
    raw.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    within(raw.read_to_string(&mut answer)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"too_slow\""), "{answer}");
    node.stop().await;
}

#[tokio::test]
async fn a_connection_that_is_no_socket_is_asked_to_come_again_after_a_while() {
    let (node, _folder) =
        node_with(|settings| settings.patience.connection = Duration::from_millis(100)).await;
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    raw.write_all(b"GET /healthz HTTP/1.1\r\nhost: majlis\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    within(raw.read_to_end(&mut answer)).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "answered first, then ended");
    node.stop().await;
}
