//! Pairing a strange screen by the code that it shows.

use majlis::domain::id::CommandId;
use majlis::domain::role::Actor;
use reqwest::Method;
use serde_json::{Value, json};

use super::{refused, request, send};
use crate::support::client::Client;
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, OTHER_DESK, PRESENTER};
use crate::support::node::{Node, token_of};

const SECRET: &str = "secret-of-a-strange-screen";

async fn shown(node: &Node) -> String {
    shown_by(node, SECRET).await
}

/// The code that the screen with that secret shows.
async fn shown_by(node: &Node, secret: &str) -> String {
    let (status, offer) = node.post("/v1/screens", json!({ "secret": secret })).await;
    assert_eq!(status, 200, "{offer}");
    assert!(offer["lasts_ms"].as_u64().is_some_and(|lasts| lasts >= 60_000));
    offer["code"].as_str().unwrap().to_owned()
}

async fn collected(node: &Node) -> (u16, Value) {
    node.post("/v1/screens/collect", json!({ "secret": SECRET })).await
}

fn pairing(node: &Node, link: (majlis::domain::id::LinkNo, &str), body: &Value) -> reqwest::RequestBuilder {
    request(node, Method::POST, "/v1/screens/pair").bearer_auth(token_of(link)).json(body)
}

#[tokio::test]
async fn a_screen_shows_a_code_and_becomes_a_wall_when_somebody_types_it() {
    let node = Node::alone().await;
    for (link, secret) in [(DESK, SECRET), (ORGANISER, "secret-of-another-screen")] {
        let code = shown_by(&node, secret).await;
        let collected = async || node.post("/v1/screens/collect", json!({ "secret": secret })).await;
        assert_eq!(collected().await.0, 204, "nobody typed it yet");
        let typed = format!("{} {}", &code[..3], &code[3..]);
        let pair = pairing(&node, link, &json!({ "code": typed, "hall": 1, "name": "شاشة القاعة" }));
        let paired = send(pair).await;
        assert_eq!(paired.status(), 200);
        let paired: Value = paired.json().await.unwrap();
        let (status, grant) = collected().await;
        assert_eq!(status, 200);
        let wall = Client::hello(node.address, grant["token"].as_str().unwrap(), "screen", None).await;
        assert_eq!(wall.welcome["you"]["role"], "screen");
        assert_eq!(wall.welcome["you"]["hall"], 1);
        assert_eq!(wall.welcome["you"]["link"], paired["link"]);
        assert_eq!(collected().await, (200, grant), "an answer may have been lost");
    }
    node.stop().await;
}

#[tokio::test]
async fn only_desks_pair_and_only_in_their_hall() {
    let node = Node::alone().await;
    let code = shown(&node).await;
    let body = |hall: u32| json!({ "code": code, "hall": hall, "name": "x" });
    assert_eq!(refused(pairing(&node, PRESENTER, &body(1))).await, (403, "not_allowed".into()));
    assert_eq!(refused(pairing(&node, OTHER_DESK, &body(1))).await, (403, "not_allowed".into()));
    assert_eq!(refused(pairing(&node, DESK, &body(9))).await, (404, "unknown_hall".into()));
    let phone =
        request(&node, Method::POST, "/v1/screens/pair").bearer_auth(node.join().await).json(&body(1));
    assert_eq!(refused(phone).await, (403, "not_allowed".into()));
    assert_eq!(collected(&node).await.0, 204, "none of them left anything");
    node.stop().await;
}

#[tokio::test]
async fn a_code_that_no_screen_shows_makes_no_link() {
    let node = Node::alone().await;
    let links = node.site.rooms.enter(FORUM).await.unwrap();
    let before = links.now_state().state.links.len();
    for code in ["000000", "12", "abc"] {
        let pair = pairing(&node, DESK, &json!({ "code": code, "hall": 1, "name": "x" }));
        assert_eq!(refused(pair).await, (404, "no_such_screen".into()), "{code}");
    }
    assert_eq!(links.now_state().state.links.len(), before);
    node.stop().await;
}

#[tokio::test]
async fn of_two_who_type_a_code_the_first_has_the_screen() {
    let node = Node::alone().await;
    let code = shown(&node).await;
    let pair = |link, hall: u32| pairing(&node, link, &json!({ "code": code, "hall": hall, "name": "شاشة" }));
    assert_eq!(send(pair(OTHER_DESK, 2)).await.status(), 200);
    assert_eq!(refused(pair(ORGANISER, 1)).await, (409, "screen_taken".into()), "before it was collected");
    let (status, grant) = collected(&node).await;
    assert_eq!(status, 200);
    assert_eq!(refused(pair(ORGANISER, 1)).await, (409, "screen_taken".into()), "and after");
    assert_eq!(collected(&node).await, (200, grant));
    let room = node.site.rooms.enter(FORUM).await.unwrap();
    let links = &room.now_state().state.links;
    assert_eq!(links.values().filter(|link| link.name == "شاشة").count(), 1, "who came late made no link");
    node.stop().await;
}

#[tokio::test]
async fn a_code_is_good_again_when_no_link_came_of_it() {
    let node = Node::alone().await;
    let code = shown(&node).await;
    let pair = |name: &str| pairing(&node, DESK, &json!({ "code": code, "hall": 1, "name": name }));
    assert_eq!(refused(pair("")).await, (400, "malformed".into()));
    assert_eq!(collected(&node).await.0, 204);
    assert_eq!(send(pair("شاشة")).await.status(), 200);
    assert_eq!(collected(&node).await.0, 200);
    node.stop().await;
}

#[tokio::test]
async fn a_pairing_that_fails_keeps_nobody_from_the_screen() {
    let node = Node::alone().await;
    for _ in 0..10 {
        let code = shown(&node).await;
        let pair =
            |link, name: &str| send(pairing(&node, link, &json!({ "code": code, "hall": 1, "name": name })));
        let (without_name, good) = tokio::join!(pair(DESK, ""), pair(ORGANISER, "شاشة"));
        assert_eq!((without_name.status().as_u16(), good.status().as_u16()), (400, 200));
    }
    node.stop().await;
}

#[tokio::test]
async fn a_forum_that_is_full_of_links_says_so_and_the_code_is_good_again() {
    let node = Node::alone().await;
    let room = node.site.rooms.enter(FORUM).await.unwrap();
    let full = |no: u64| {
        let secret = format!("one-of-very-many-secrets-{no}");
        let link = json!({"do": "create_link", "role": "screen", "hall": 1, "name": "شاشة", "expires": null, "secret": secret});
        room.give(Actor::Crew(ORGANISER.0), CommandId(no), serde_json::from_value(link).unwrap())
    };
    futures_util::future::join_all((1..=500).map(full)).await;
    let code = shown(&node).await;
    let pair = |link| pairing(&node, link, &json!({ "code": code, "hall": 1, "name": "شاشة" }));
    assert_eq!(refused(pair(DESK)).await, (409, "too_many_links".into()));
    assert_eq!(send(pair(ORGANISER)).await.status(), 200);
    node.stop().await;
}

#[tokio::test]
async fn a_secret_has_its_form() {
    let node = Node::alone().await;
    for secret in ["short", "with spaces with spaces with", ""] {
        let offer = request(&node, Method::POST, "/v1/screens").json(&json!({ "secret": secret }));
        assert_eq!(refused(offer).await, (400, "malformed".into()), "{secret}");
    }
    node.stop().await;
}

#[tokio::test]
async fn a_screen_has_one_link_by_its_secret_and_another_needs_another_secret() {
    let node = Node::alone().await;
    let pair = async |hall: u32| {
        let code = shown(&node).await;
        pairing(&node, ORGANISER, &json!({ "code": code, "hall": hall, "name": "شاشة" }))
    };
    assert_eq!(send(pair(1).await).await.status(), 200);
    let (_, first) = collected(&node).await;
    assert_eq!(send(pair(1).await).await.status(), 200, "the same link again");
    assert_eq!(collected(&node).await, (200, first));
    assert_eq!(refused(pair(2).await).await, (409, "screen_taken".into()));
    node.stop().await;
}
