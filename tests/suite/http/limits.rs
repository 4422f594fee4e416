//! What is counted of a network, of a person and of a link: of more than that a word is said, and whoever has a token comes in.

use std::hash::Hash;
use std::time::Instant;

use majlis::domain::id::PersonId;
use majlis::http::error::ApiCode;
use majlis::http::guesses::Guesser;
use majlis::http::limiter::Limiter;
use majlis::http::network::Network;
use majlis::journal::{Claim, Destination, JoinCode};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::{refused, request, send};
use crate::support::counted::counted;
use crate::support::drafts::{FORUM, OTHER, make};
use crate::support::forum::{DESK, founding};
use crate::support::node::{HALL_CODE, Node, token_of};

/// A code of the other forum.
const OTHER_CODE: &str = "471240";

/// As if somebody had asked for it all day.
fn spent<K: Eq + Hash + Copy>(limiter: &Limiter<K>, key: K) {
    let now = Instant::now();
    (0..60_000).for_each(|_| limiter.spend(key, now));
}

/// A node with two forums, and somebody's token of the first, and who that is.
async fn node_with_two_forums() -> (Node, String, PersonId) {
    let node = Node::alone().await;
    make(&*node.site.registry, OTHER).await;
    node.site.rooms.found(OTHER, founding(node.site.journal.now()), Vec::new()).await.unwrap();
    let (code, place) = (OTHER_CODE.parse::<JoinCode>().unwrap(), Destination { forum: OTHER, hall: None });
    assert_eq!(node.site.registry.claim_code(code, place).await, Ok(Claim::Won));
    let (_, joined) = node.post("/v1/join", json!({ "code": HALL_CODE })).await;
    let token = joined["token"].as_str().unwrap().to_owned();
    (node, token, joined["person"].as_str().unwrap().parse().unwrap())
}

#[tokio::test]
async fn too_much_of_whatever_is_counted_is_told_and_who_has_a_token_is_not_counted_by_address() {
    let (node, token, person) = node_with_two_forums().await;
    let (limits, here) = (&node.site.limits, Network::of(node.address.ip()));
    for by_network in [&limits.newcomers, &limits.screens, &limits.collects, &limits.qr, &limits.logos] {
        spent(by_network, here);
    }
    for by_person in [&limits.travellers, &limits.own] {
        spent(by_person, person);
    }
    spent(&limits.pairings, (FORUM, DESK.0));
    let post = |path: &str, body: Value| request(&node, Method::POST, path).json(&body);
    let get = |path: &str| request(&node, Method::GET, path);
    let secret = json!({ "secret": "secret-of-a-strange-screen" });
    let pairing = json!({ "code": "123456", "hall": 1, "name": "شاشة" });
    let asked: [(&str, &str, RequestBuilder); 9] = [
        ("a newcomer", "newcomers", post("/v1/join", json!({ "code": HALL_CODE }))),
        (
            "somebody of another forum",
            "travellers",
            post("/v1/join", json!({ "code": OTHER_CODE, "token": token })),
        ),
        ("a screen", "screens", post("/v1/screens", secret.clone())),
        ("what was left for a screen", "collects", post("/v1/screens/collect", secret)),
        ("a screen's code", "pairings", post("/v1/screens/pair", pairing).bearer_auth(token_of(DESK))),
        ("a code's picture", "qr", get("/v1/qr/471231.svg")),
        ("a text's picture", "qr", post("/v1/qr", json!({ "text": "x" }))),
        ("a logo", "logos", get(&format!("/v1/logos/{FORUM}/00"))),
        ("what is one's own", "own", get("/v1/mine").bearer_auth(&token)),
    ];
    for (what, limit, ask) in asked {
        let figure = format!("majlis_limited_total{{limit=\"{limit}\"}}");
        let before = counted(&figure);
        assert_eq!(refused(ask).await, (429, "rate_limited".into()), "{what}");
        assert_eq!(counted(&figure) - before, 1, "{what}");
    }
    let again = post("/v1/join", json!({ "code": HALL_CODE, "token": token }));
    assert_eq!(send(again).await.status(), 200, "a hall behind one address is not kept out");
    node.phone_of(&token).await.ping().await;
    node.stop().await;
}

/// What comes of a code that is typed by whoever shows that token.
async fn joins(node: &Node, code: &str, token: &str) -> (u16, Value) {
    let (status, answer) = node.post("/v1/join", json!({ "code": code, "token": token })).await;
    (status, answer[if status == 200 { "token" } else { "code" }].clone())
}

#[tokio::test]
async fn whoever_goes_to_and_fro_between_forums_makes_up_no_more_people_than_the_network_may() {
    let (node, here, _) = node_with_two_forums().await;
    let (status, there) = joins(&node, OTHER_CODE, &here).await;
    let there = there.as_str().unwrap();
    assert_eq!(status, 200);
    spent(&node.site.limits.newcomers, Network::of(node.address.ip()));
    for (code, token) in [(OTHER_CODE, &*here), (HALL_CODE, there)] {
        assert_eq!(joins(&node, code, token).await, (429, json!("rate_limited")), "somebody new by {code}");
    }
    for (code, token) in [(HALL_CODE, &*here), (OTHER_CODE, there)] {
        assert_eq!(joins(&node, code, token).await, (200, json!(token)), "who is there already by {code}");
    }
    node.stop().await;
}

#[tokio::test]
async fn what_is_no_code_at_all_makes_nobody_and_costs_no_place_of_a_newcomer() {
    let (node, ..) = node_with_two_forums().await;
    spent(&node.site.limits.newcomers, Network::of(node.address.ip()));
    let tried = async |code: &str| {
        refused(request(&node, Method::POST, "/v1/join").json(&json!({ "code": code }))).await
    };
    assert_eq!(tried("x").await, (404, "unknown_code".into()));
    assert_eq!(tried(HALL_CODE).await, (429, "rate_limited".into()));
    node.stop().await;
}

#[tokio::test]
async fn a_token_of_one_forum_makes_no_more_guesses_at_the_codes_of_another() {
    let (node, token, _) = node_with_two_forums().await;
    let (stranger, now) = (Guesser { network: Network::of(node.address.ip()), known: None }, Instant::now());
    let guess = || node.site.connections.guesses.tell(stranger, Ok(None), now).unwrap_err().code();
    assert!((0..400).any(|_| guess() == ApiCode::TooManyTries));
    assert_eq!(joins(&node, OTHER_CODE, &token).await, (429, json!("too_many_tries")));
    assert_eq!(joins(&node, HALL_CODE, &token).await, (200, json!(token)));
    node.stop().await;
}
