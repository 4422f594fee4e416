//! Stopping a node without anybody losing anything.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::node::{HALL_CODE, Node};
use crate::support::within::within;

#[tokio::test]
async fn sockets_are_told_to_come_back_and_what_was_acknowledged_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut phone = node.phone().await;
    let token = node.join().await;
    let (rev, question) = phone.done(json!({ "do": "ask", "session": 1, "text": "من يبدأ؟" })).await;
    let address = node.address;
    let away = tokio::spawn(phone.sent_away());
    node.stop().await;
    let end = within(away).await.unwrap();
    assert_eq!((end.code(), end.close, &end.bye["reconnect"]), ("restart", 4000, &json!(true)));
    assert!(end.bye["after_ms"].as_u64().is_some_and(|after| after < 10_000), "{:?}", end.bye);
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    // A successor finds everything, and the token is good there too.
    let next = Node::in_folder(folder.path()).await;
    let mut phone = next.phone_of(&token).await;
    assert!(phone.welcome["rev"].as_u64().unwrap() >= rev && question.is_some());
    phone.ping().await;
    next.stop().await;
}

#[tokio::test]
async fn a_request_under_way_is_answered() {
    let node = Node::alone().await;
    let address = node.address;
    let mut raw = TcpStream::connect(address).await.unwrap();
    let body = json!({ "code": HALL_CODE }).to_string();
    let head = format!(
        "POST /v1/join HTTP/1.1\r\nhost: majlis\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    raw.write_all(head.as_bytes()).await.unwrap();
    let mut said = [0; 256];
    let read = within(raw.read(&mut said)).await.unwrap();
    assert!(said[..read].starts_with(b"HTTP/1.1 100 "), "the node reads the body");
    let finish = async {
        // The node has heard that it is to stop.
        while TcpStream::connect(address).await.is_ok() {}
        raw.write_all(body.as_bytes()).await.unwrap();
        let mut answer = String::new();
        raw.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let ((), answer) = tokio::join!(node.stop(), within(finish));
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("connection: close"), "{answer}");
}
