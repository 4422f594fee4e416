//! The pages: from the binary, compressed, kept for good, and with nothing allowed that they don't need.

use std::path::Path;

use reqwest::Method;

use super::{get, refused, request, said, send};
use crate::support::node::Node;

/// The policy of `web/build/policy.ts`, read as the text that it is.
fn policy_of_the_pages() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/build/policy.ts");
    let text = std::fs::read_to_string(file).unwrap();
    let list = text.split_once("contentSecurityPolicy = [").unwrap().1;
    let list = list.split_once(']').unwrap().0;
    let lines = list.lines().map(|line| line.trim().trim_end_matches(','));
    lines.filter(|line| !line.is_empty()).map(|line| line.trim_matches('"')).collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn every_answer_carries_the_policy_of_the_pages() {
    let node = Node::alone().await;
    // The pages' own server knows no address of the socket but the own host.
    let own = format!("connect-src 'self' ws://{}", node.address);
    let policy = policy_of_the_pages().replace("connect-src 'self'", &own);
    for path in ["/", "/nowhere", "/v1/nowhere", "/healthz", "/v1/qr/471231.svg"] {
        let response = get(&node, path).await;
        assert_eq!(said(&response, "content-security-policy"), policy, "{path}");
        assert_eq!(said(&response, "x-content-type-options"), "nosniff");
        assert_eq!(said(&response, "referrer-policy"), "no-referrer");
        assert_eq!(said(&response, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(said(&response, "cross-origin-resource-policy"), "same-origin");
        let senses = "camera=(), microphone=(), geolocation=()";
        assert_eq!(said(&response, "permissions-policy"), senses);
        assert_eq!(said(&response, "strict-transport-security"), "", "only where it is reached over TLS");
    }
    node.stop().await;
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_to_people_and_to_programs() {
    let node = Node::alone().await;
    let response = get(&node, "/nowhere").await;
    assert_eq!(response.status(), 404);
    assert!(said(&response, "content-type").starts_with("text/html"));
    assert!(response.text().await.unwrap().contains("لا صفحة في هذا العنوان"));
    let unknown = refused(request(&node, Method::GET, "/v1/nowhere")).await;
    assert_eq!(unknown, (404, "not_found".into()));
    assert_eq!(refused(request(&node, Method::POST, "/nowhere")).await, (404, "not_found".into()));
    node.stop().await;
}

/// Needs the built pages (`make web`), as `make test` has them.
#[tokio::test]
async fn every_page_is_at_its_address_and_loads_what_is_there() {
    let node = Node::alone().await;
    for path in ["/", "/j/471231", "/J/471231", "/desk", "/stage", "/screen", "/organise"] {
        let response = get(&node, path).await;
        assert_eq!(response.status(), 200, "{path}: are the pages built? run make web");
        assert_eq!(said(&response, "content-type"), "text/html; charset=utf-8");
        assert_eq!(said(&response, "cache-control"), "no-cache");
        let page = response.text().await.unwrap();
        let parts: Vec<&str> = page.split('"').filter(|part| part.starts_with("/assets/")).collect();
        assert!(!parts.is_empty(), "{path} loads nothing");
        for part in parts {
            let response = send(request(&node, Method::GET, part).header("accept-encoding", "br")).await;
            assert_eq!(response.status(), 200, "{part}");
            assert_eq!(said(&response, "cache-control"), "public, max-age=31536000, immutable");
            // What is very small gets no smaller, and letters are compressed in themselves.
            let ending = std::path::Path::new(part).extension().and_then(|ending| ending.to_str());
            let text = matches!(ending, Some("js" | "css"));
            let encoding = said(&response, "content-encoding").to_owned();
            let packed = !text || encoding == "br" || response.bytes().await.unwrap().len() < 512;
            assert!(packed, "{part}");
        }
    }
    node.stop().await;
}

#[tokio::test]
async fn a_head_is_answered_like_a_get_without_its_body() {
    let node = Node::alone().await;
    for path in ["/healthz", "/v1/qr/471231.svg"] {
        let (whole, head) = (get(&node, path).await, send(request(&node, Method::HEAD, path)).await);
        assert_eq!(head.status(), 200, "{path}");
        assert_eq!(said(&head, "content-type"), said(&whole, "content-type"));
        assert_eq!(head.text().await.unwrap(), "");
    }
    assert_eq!(send(request(&node, Method::HEAD, "/v1/join")).await.status(), 405);
    node.stop().await;
}
