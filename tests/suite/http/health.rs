//! What an operator's machines ask.

use reqwest::Method;

use super::{get, request, said, send};
use crate::support::node::Node;

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
async fn what_is_done_is_counted() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    phone.done(serde_json::json!({ "do": "ask", "session": 1, "text": "متى تُعلن النتائج؟" })).await;
    phone.refused(serde_json::json!({ "do": "ask", "session": 9, "text": "؟" })).await;
    let response = send(request(&node, Method::GET, "/metrics")).await;
    assert!(said(&response, "content-type").starts_with("text/plain; version=0.0.4"));
    let text = response.text().await.unwrap();
    for line in [
        "majlis_commands_total{outcome=\"done\"} ",
        "majlis_commands_total{outcome=\"unknown_session\"} ",
        "majlis_connections ",
        "majlis_rooms 1",
        "majlis_journal_healthy 1",
        "majlis_append_seconds_bucket{le=\"0.001\"} ",
        "# HELP majlis_append_seconds ",
    ] {
        assert!(text.contains(line), "no {line} in\n{text}");
    }
    node.stop().await;
}
