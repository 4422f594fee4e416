//! What requests get that are not as they should be.

use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{refused, request};
use crate::support::forum::ORGANISER;
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::within::within;

#[tokio::test]
async fn a_body_that_is_not_as_described_is_malformed() {
    let node = Node::alone().await;
    let join = || request(&node, Method::POST, "/v1/join");
    let as_json = |body: &'static [u8]| join().header("content-type", "application/json").body(body);
    for body in [b"".as_slice(), b"{", b"[]", b"{\"code\": 471231}", b"{\"code\": \"\xff\xfe\"}", b"null"] {
        assert_eq!(refused(as_json(body)).await, (400, "malformed".into()), "{body:?}");
    }
    let listed = join().json(&json!([HALL_CODE, null]));
    assert_eq!(refused(listed).await, (400, "malformed".into()), "the values without their names");
    let unnamed = join().body(json!({ "code": HALL_CODE }).to_string());
    assert_eq!(refused(unnamed).await, (400, "malformed".into()), "of no known kind");
    node.stop().await;
}

#[tokio::test]
async fn an_address_that_is_no_text_is_malformed() {
    let node = Node::alone().await;
    for (method, path) in [
        (Method::GET, "/v1/qr/%FF"),
        (Method::GET, "/v1/export/csv/%FF"),
        (Method::GET, "/v1/logos/%FF/%C3%28"),
        (Method::DELETE, "/v1/forums/%FF"),
        (Method::POST, "/v1/forums/%FF/rehearsal"),
        (Method::PUT, "/v1/forums/%FF/logo?version=1"),
    ] {
        let asked = request(&node, method.clone(), path).bearer_auth(token_of(ORGANISER));
        assert_eq!(refused(asked).await, (400, "malformed".into()), "{method} {path}");
    }
    node.stop().await;
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read() {
    let node = Node::alone().await;
    let long = json!({ "code": HALL_CODE, "token": "x".repeat(5_000) });
    assert_eq!(
        refused(request(&node, Method::POST, "/v1/join").json(&long)).await,
        (413, "too_large".into())
    );
    // One that only says how long it would be is not waited for.
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    let head = "POST /v1/join HTTP/1.1\r\nhost: majlis\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n";
    raw.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 512];
    let read = within(raw.read(&mut answer)).await.unwrap();
    assert!(answer[..read].starts_with(b"HTTP/1.1 413"), "{}", String::from_utf8_lossy(&answer[..read]));
    node.stop().await;
}

#[tokio::test]
async fn an_address_takes_its_methods_and_no_others() {
    let node = Node::alone().await;
    for (method, path) in [
        (Method::GET, "/v1/join"),
        (Method::POST, "/v1/whoami"),
        (Method::DELETE, "/v1/forums"),
        (Method::PUT, "/healthz"),
    ] {
        let answer = refused(request(&node, method.clone(), path)).await;
        assert_eq!(answer, (405, "method_not_allowed".into()), "{method} {path}");
    }
    node.stop().await;
}

#[tokio::test]
async fn what_is_no_http_is_answered_and_hurts_nobody() {
    let node = Node::alone().await;
    for nonsense in ["\x16\x03\x01\x02\x00\x01\x00", "GET\r\n\r\n", "POST /v1/join HTTP/9.9\r\n\r\n"] {
        let mut raw = TcpStream::connect(node.address).await.unwrap();
        raw.write_all(nonsense.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        within(raw.read_to_end(&mut answer)).await.unwrap();
        assert!(
            answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"),
            "{}",
            String::from_utf8_lossy(&answer)
        );
    }
    let endless = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(64 * 1024));
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    // The server may hang up before it has read all of it.
    let _ = raw.write_all(endless.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = within(raw.read_to_end(&mut answer)).await;
    assert!(!answer.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(node.post("/v1/join", json!({ "code": HALL_CODE })).await.0, 200);
    node.stop().await;
}
