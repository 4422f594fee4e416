//! What links open that were taken back or have expired: nothing.

use majlis::domain::time::Millis;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::{refused, request, send};
use crate::support::client::Client;
use crate::support::drafts::FORUM;
use crate::support::forum::ORGANISER;
use crate::support::node::{Node, token_of};
use crate::support::within::until;

/// Another organiser's link: its number. One with an end is made so that it is still to come.
async fn made(node: &Node, organiser: &mut Client, secret: &str, lasts: Option<Millis>) -> u64 {
    loop {
        let expires = lasts.map(|lasts| node.site.journal.now() + lasts);
        let link = json!({"do": "create_link", "role": "organiser", "hall": null, "name": "x", "expires": expires, "secret": secret});
        let answer = organiser.give(link).await;
        if answer["t"] == "done" {
            return answer["no"].as_u64().unwrap();
        }
    }
}

/// All that an organiser may ask for.
fn everything(node: &Node, token: &str) -> Vec<RequestBuilder> {
    let (rehearsal, forum) = (format!("/v1/forums/{FORUM}/rehearsal"), format!("/v1/forums/{FORUM}"));
    let logo = format!("/v1/forums/{FORUM}/logo?version=1");
    let pairing = json!({"code": "123456", "hall": 1, "name": "شاشة"});
    let asked = [
        (Method::GET, "/v1/whoami", Value::Null),
        (Method::GET, "/v1/export/json", Value::Null),
        (Method::GET, "/v1/export/xlsx", Value::Null),
        (Method::GET, "/v1/export/csv/questions", Value::Null),
        (Method::GET, "/v1/forums", Value::Null),
        (Method::POST, "/v1/forums", json!({})),
        (Method::POST, rehearsal.as_str(), Value::Null),
        (Method::PUT, logo.as_str(), Value::Null),
        (Method::DELETE, logo.as_str(), Value::Null),
        (Method::POST, "/v1/screens/pair", pairing),
        (Method::DELETE, forum.as_str(), Value::Null),
    ];
    let asked = asked
        .into_iter()
        .map(|(method, path, body)| request(node, method, path).bearer_auth(token).json(&body));
    asked.collect()
}

#[tokio::test]
async fn a_link_that_was_taken_back_or_has_expired_opens_nothing() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let secrets = ["organiser-that-was-taken-back", "organiser-for-a-second-alone"];
    let tokens = secrets.map(|secret| token_of((ORGANISER.0, secret)));
    let no = made(&node, &mut organiser, secrets[0], None).await;
    let whoami = || request(&node, Method::GET, "/v1/whoami").bearer_auth(&tokens[0]);
    assert_eq!(send(whoami()).await.status(), 200, "it was good");
    organiser.done(json!({"do": "revoke_link", "link": no})).await;
    made(&node, &mut organiser, secrets[1], Some(Millis::seconds(1))).await;
    for token in &tokens {
        until(async || {
            send(request(&node, Method::GET, "/v1/whoami").bearer_auth(token)).await.status() == 401
        })
        .await;
        for ask in everything(&node, token) {
            let path = ask.try_clone().unwrap().build().unwrap().url().path().to_owned();
            assert_eq!(refused(ask).await, (401, "token_expired".into()), "{path}");
        }
        let hello = json!({"t": "hello", "token": token, "view": "organiser", "session": 1});
        let (_, answers) = node.post("/v1/read", json!([hello])).await;
        assert_eq!(answers[0]["code"], "revoked", "{answers}");
    }
    organiser.ping().await;
    node.stop().await;
}
