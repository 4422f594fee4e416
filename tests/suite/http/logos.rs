//! A forum's logo.

use reqwest::{Method, RequestBuilder, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{get, refused, request, said, send};
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::{Node, token_of};
use crate::support::within::within;

/// More than any body may have.
const LONG: usize = 1024 * 1024 + 1;
const DRAWING: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'><path d='M0 0h4v2z'/></svg>";

fn put(node: &Node, version: u32, picture: &str) -> RequestBuilder {
    let path = format!("/v1/forums/{FORUM}/logo?version={version}");
    request(node, Method::PUT, &path).bearer_auth(token_of(ORGANISER)).body(picture.to_owned())
}

async fn is_set(request: RequestBuilder) {
    assert_eq!(send(request).await.status(), 204);
}

/// The logo as the forum's agenda names it.
async fn logo(node: &Node) -> (Response, serde_json::Value) {
    let (_, joined) = node.post("/v1/join", serde_json::json!({ "code": "471230" })).await;
    let look = joined["look"].clone();
    let hash = look["logo"]["hash"].as_str().unwrap_or("none");
    (get(node, &format!("/v1/logos/{FORUM}/{hash}")).await, look)
}

#[tokio::test]
async fn a_logo_is_shown_to_everyone_for_ever_and_may_do_nothing() {
    let node = Node::alone().await;
    is_set(put(&node, 1, DRAWING)).await;
    is_set(put(&node, 1, DRAWING)).await;
    let (shown, look) = logo(&node).await;
    assert_eq!(
        (&look["version"], &look["logo"]["width"], &look["logo"]["height"]),
        (&2.into(), &4.into(), &2.into())
    );
    assert_eq!(shown.status(), 200);
    assert_eq!(said(&shown, "content-type"), "image/svg+xml");
    assert_eq!(said(&shown, "cache-control"), "public, max-age=31536000, immutable");
    let nothing = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
    assert_eq!(said(&shown, "content-security-policy"), nothing);
    assert_eq!(said(&shown, "x-content-type-options"), "nosniff");
    assert_eq!(shown.text().await.unwrap(), DRAWING);
    node.stop().await;
}

#[tokio::test]
async fn a_logo_is_taken_away_and_its_address_leads_nowhere() {
    let node = Node::alone().await;
    is_set(put(&node, 1, DRAWING)).await;
    let (_, look) = logo(&node).await;
    let path = format!("/v1/forums/{FORUM}/logo?version=2");
    is_set(request(&node, Method::DELETE, &path).bearer_auth(token_of(ORGANISER))).await;
    let hash = look["logo"]["hash"].as_str().unwrap();
    let gone = request(&node, Method::GET, &format!("/v1/logos/{FORUM}/{hash}"));
    assert_eq!(refused(gone).await, (404, "not_found".into()));
    assert_eq!(logo(&node).await.1["logo"], serde_json::Value::Null);
    node.stop().await;
}

#[tokio::test]
async fn what_cannot_be_a_logo_is_refused_with_its_reason() {
    let node = Node::alone().await;
    let wrong = [
        ("GIF89a".to_owned(), 415, "picture_kind"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned(), 422, "picture_broken"),
        (DRAWING.replace("<path", "<script>1</script><path"), 422, "picture_unsafe"),
        (DRAWING.replace("</svg>", &format!("<!--{}--></svg>", "x".repeat(128 * 1024))), 413, "too_large"),
    ];
    for (picture, status, code) in wrong {
        assert_eq!(refused(put(&node, 1, &picture)).await, (status, code.to_owned()));
    }
    is_set(put(&node, 1, DRAWING)).await;
    let other = DRAWING.replace("h4", "h3");
    assert_eq!(refused(put(&node, 1, &other)).await, (409, "changed".into()));
    let path = format!("/v1/forums/{FORUM}/logo?version=2");
    let desk = request(&node, Method::PUT, &path).bearer_auth(token_of(DESK)).body(other);
    assert_eq!(refused(desk).await, (403, "not_allowed".into()));
    assert_eq!(refused(request(&node, Method::PUT, &path)).await, (401, "bad_token".into()));
    node.stop().await;
}

#[tokio::test]
async fn a_request_that_is_not_as_described_is_refused_in_json_as_every_other() {
    let node = Node::alone().await;
    for query in ["", "?version=", "?version=-1", "?version=last"] {
        for method in [Method::PUT, Method::DELETE] {
            let path = format!("/v1/forums/{FORUM}/logo{query}");
            let wrong = request(&node, method, &path).bearer_auth(token_of(ORGANISER));
            assert_eq!(refused(wrong).await, (400, "malformed".into()), "{query}");
        }
    }
    // A body that does not say how long it is, and comes to be longer than any.
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    let token = token_of(ORGANISER);
    let head = format!(
        "PUT /v1/forums/{FORUM}/logo?version=1 HTTP/1.1\r\nhost: majlis\r\nauthorization: Bearer {token}\r\n\
         connection: close\r\ntransfer-encoding: chunked\r\n\r\n{LONG:x}\r\n"
    );
    within(raw.write_all(head.as_bytes())).await.unwrap();
    within(raw.write_all(&vec![b'x'; LONG])).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") && within(raw.read_buf(&mut answer)).await.unwrap() > 0 {}
    let answer = String::from_utf8(answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains(r#""code":"too_large""#), "{answer}");
    node.stop().await;
}
