use std::time::Instant;

use majlis::http::error::ApiCode;
use majlis::http::guesses::Guesser;
use majlis::http::network::Network;
use serde_json::json;

use crate::support::client::Client;
use crate::support::forum::DESK;
use crate::support::node::{FORUM_CODE, HALL_CODE, Node};

#[tokio::test]
async fn j1_a_code_is_read_in_the_digits_of_any_keyboard() {
    let node = Node::alone().await;
    for code in [HALL_CODE, "471 231", " 47-12-31 ", "٤٧١٢٣١", "۴۷۱۲۳۱", "٤٧١ 231"] {
        let (status, joined) = node.post("/v1/join", json!({ "code": code })).await;
        assert_eq!((status, &joined["session"]), (200, &json!(1)), "{code}: {joined}");
    }
}

#[tokio::test]
async fn j1_the_token_is_what_hello_takes() {
    let node = Node::alone().await;
    let (_, joined) = node.post("/v1/join", json!({ "code": HALL_CODE })).await;
    let token = joined["token"].as_str().unwrap();
    let phone = Client::hello(node.address, token, "participant", joined["session"].as_u64()).await;
    assert_eq!(phone.welcome["you"]["person"], joined["person"]);
}

#[tokio::test]
async fn j2_a_good_token_keeps_the_person_and_any_other_is_overlooked() {
    let node = Node::alone().await;
    let (_, first) = node.post("/v1/join", json!({ "code": HALL_CODE })).await;
    let (_, again) = node.post("/v1/join", json!({ "code": FORUM_CODE, "token": first["token"] })).await;
    assert_eq!(again["person"], first["person"]);
    for token in [json!("p1.forged"), json!(""), json!(null)] {
        let (status, other) = node.post("/v1/join", json!({ "code": HALL_CODE, "token": token })).await;
        assert_eq!(status, 200);
        assert_ne!(other["person"], first["person"]);
    }
}

#[tokio::test]
async fn j3_a_code_leads_to_what_runs_in_its_hall_and_the_forums_offers_the_halls() {
    let node = Node::alone().await;
    let (_, hall) = node.post("/v1/join", json!({ "code": HALL_CODE })).await;
    assert_eq!((&hall["hall"], &hall["session"]), (&json!(1), &json!(1)));
    // Two sessions run, so the forum's code leaves the choice.
    let (_, forum) = node.post("/v1/join", json!({ "code": FORUM_CODE })).await;
    assert_eq!((&forum["hall"], &forum["session"]), (&json!(null), &json!(null)));
    let doors: Vec<_> =
        forum["halls"].as_array().unwrap().iter().map(|door| (&door["hall"], &door["session"])).collect();
    assert_eq!(doors, [(&json!(1), &json!(1)), (&json!(2), &json!(3))]);
}

#[tokio::test]
async fn j4_an_error_has_a_stable_code_and_says_what_to_do() {
    let node = Node::alone().await;
    let cases = [
        (json!({ "code": "999999" }), 404, "unknown_code"),
        (json!({ "code": "no code" }), 404, "unknown_code"),
        (json!({ "kode": HALL_CODE }), 400, "malformed"),
        (json!({ "code": 471_231 }), 400, "malformed"),
        (json!([]), 400, "malformed"),
        (json!({ "code": "4".repeat(100_000) }), 413, "too_large"),
    ];
    for (body, expected, code) in cases {
        let (status, answer) = node.post("/v1/join", body).await;
        assert_eq!((status, &answer["code"]), (expected, &json!(code)), "{answer}");
        assert!(answer["message"].as_str().is_some_and(|message| message.len() > 10), "{answer}");
    }
}

#[tokio::test]
async fn j5_too_many_wrong_codes_have_to_wait_and_nobody_else_has_to() {
    let node = Node::alone().await;
    let token = node.join().await;
    let as_known = |code: String| node.post("/v1/join", json!({ "code": code, "token": token }));
    let as_stranger = |code: String| node.post("/v1/join", json!({ "code": code }));
    assert!(refused_at(as_known).await <= 10, "a person's own are few");
    assert!(refused_at(as_stranger).await <= 330, "300, and one more every two seconds that it takes");
    assert_eq!(as_known(HALL_CODE.into()).await.0, 200, "a good token opens its forum always");
    assert_eq!(as_stranger(HALL_CODE.into()).await.0, 200, "somebody of this network is in that forum");
}

#[tokio::test]
async fn j5_a_desk_that_is_in_is_somebody_of_its_network_too() {
    let node = Node::alone().await;
    let _desk = node.crew(DESK, "moderator").await;
    let (stranger, now) = (Guesser { network: Network::of(node.address.ip()), known: None }, Instant::now());
    let guess = || node.site.connections.guesses.tell(stranger, Ok(None), now).unwrap_err().code();
    assert!((0..400).any(|_| guess() == ApiCode::TooManyTries), "wrong codes of strangers are counted");
    assert_eq!(node.post("/v1/join", json!({ "code": HALL_CODE })).await.0, 200);
}

/// After how many wrong codes more are refused.
async fn refused_at<F: Future<Output = (u16, serde_json::Value)>>(post: impl Fn(String) -> F) -> usize {
    for wrong in 0..1_000 {
        let (status, answer) = post(format!("{wrong:06}")).await;
        if status == 429 {
            assert_eq!(answer["code"], "too_many_tries");
            return wrong;
        }
        assert_eq!((status, &answer["code"]), (404, &json!("unknown_code")));
    }
    panic!("codes may be guessed for ever");
}
