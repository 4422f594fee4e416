//! QR codes.

use reqwest::Method;
use serde_json::json;

use super::{get, refused, request, said, send};
use crate::support::node::Node;

#[tokio::test]
async fn a_join_code_has_a_picture_that_can_be_kept() {
    let node = Node::alone().await;
    let response = get(&node, "/v1/qr/471231.svg").await;
    assert_eq!(response.status(), 200);
    assert_eq!(said(&response, "content-type"), "image/svg+xml");
    assert_eq!(said(&response, "cache-control"), "public, max-age=3600");
    assert!(response.text().await.unwrap().contains("<svg"));
    for path in ["/v1/qr/47123.svg", "/v1/qr/abcdef.svg", "/v1/qr/471231"] {
        assert_eq!(get(&node, path).await.status(), 404, "{path}");
    }
    node.stop().await;
}

#[tokio::test]
async fn a_text_has_one_that_nobody_keeps() {
    let node = Node::alone().await;
    let draw = |text: &str| request(&node, Method::POST, "/v1/qr").json(&json!({ "text": text }));
    let response = send(draw("WIFI:T:WPA;S:Forum;P:secret;;")).await;
    assert_eq!(response.status(), 200);
    assert_eq!(said(&response, "cache-control"), "no-store");
    assert!(response.text().await.unwrap().contains("<svg"));
    assert_eq!(send(draw(&"x".repeat(512))).await.status(), 200);
    assert_eq!(refused(draw(&"x".repeat(513))).await, (413, "too_large".into()));
    node.stop().await;
}
