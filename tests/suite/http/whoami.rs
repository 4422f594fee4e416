//! Who a token is.

use reqwest::Method;
use serde_json::{Value, json};

use super::{refused, request, send};
use crate::support::forum::{DESK, OTHER_DESK, WALL};
use crate::support::node::{Node, token_of};

async fn whoami(node: &Node, token: &str) -> Value {
    let response = send(request(node, Method::GET, "/v1/whoami").bearer_auth(token)).await;
    assert_eq!(response.status(), 200);
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_token_says_its_role_and_its_hall() {
    let node = Node::alone().await;
    let desk = whoami(&node, &token_of(DESK)).await;
    assert_eq!((&desk["role"], &desk["hall"]), (&json!("moderator"), &Value::Null));
    assert_eq!(desk["name"], json!({ "ar": "الملتقى" }));
    assert_eq!((&desk["zone"], &desk["languages"]), (&json!("Asia/Riyadh"), &json!(["ar", "en"])));
    assert_eq!(whoami(&node, &token_of(OTHER_DESK)).await["hall"], 2);
    assert_eq!(whoami(&node, &token_of(WALL)).await["role"], "screen");
    let phone = node.join().await;
    assert_eq!(whoami(&node, &phone).await["role"], "participant");
    node.stop().await;
}

#[tokio::test]
async fn a_token_that_opens_nothing_is_refused() {
    let node = Node::alone().await;
    let ask = || request(&node, Method::GET, "/v1/whoami");
    assert_eq!(refused(ask()).await, (401, "bad_token".into()), "none");
    assert_eq!(refused(ask().basic_auth("a", Some("b"))).await, (401, "bad_token".into()));
    let forged = token_of(DESK).replace("desk", "task");
    assert_eq!(refused(ask().bearer_auth(forged)).await, (401, "bad_token".into()));
    let phone = node.join().await;
    let altered = format!("{}x", &phone[..phone.len() - 1]);
    assert_eq!(refused(ask().bearer_auth(altered)).await, (401, "bad_token".into()));
    let foreign = "c1.00000000000000ff.desk-desk-desk-desk-desk";
    assert_eq!(refused(ask().bearer_auth(foreign)).await, (404, "unknown_forum".into()));
    node.stop().await;
}

#[tokio::test]
async fn an_expired_token_is_told_from_a_forged_one() {
    use majlis::domain::id::PersonId;
    use majlis::domain::time::Millis;

    let node = Node::alone().await;
    let (site, now) = (&node.site, node.site.journal.now());
    let forum = crate::support::drafts::FORUM;
    let expired = site.tokens.participant(forum, PersonId([9; 16]), now - Millis(1));
    let ask = request(&node, Method::GET, "/v1/whoami").bearer_auth(expired);
    assert_eq!(refused(ask).await, (401, "token_expired".into()));
    // One that is past half its life is good, and joining with it brings a newer one for the same person.
    let old = site.tokens.participant(forum, PersonId([9; 16]), now + Millis::minutes(60));
    let (status, joined) = node.post("/v1/join", json!({ "code": "471231", "token": old })).await;
    assert_eq!((status, &joined["person"]), (200, &json!(PersonId([9; 16]).to_string())));
    assert_ne!(joined["token"], json!(old));
    node.stop().await;
}
