//! All that a person gave, for that person to see.

use reqwest::Method;
use serde_json::{Value, json};

use super::{refused, request, send};
use crate::support::client::Client;
use crate::support::forum::DESK;
use crate::support::node::{Node, token_of};

#[tokio::test]
async fn m3_a_person_sees_all_that_it_gave_and_nobody_else_does() {
    let node = Node::alone().await;
    let token = node.join().await;
    let own = |token: &str| request(&node, Method::GET, "/v1/mine").bearer_auth(token);
    let read = async |token: &str| send(own(token)).await.json::<Value>().await.unwrap();
    assert_eq!(read(&token).await, json!({"upto": 0, "parts": []}));
    let mut phone = Client::hello(node.address, &token, "participant", Some(1)).await;
    phone.settled().await;
    phone.done(json!({"do": "ask", "session": 1, "text": "كيف نشارك؟"})).await;
    let given = read(&token).await;
    assert_eq!(given["parts"].as_array().unwrap().len(), 1, "only sessions with something in them");
    assert_eq!(given["parts"][0]["session"], 1);
    assert_eq!(given["parts"][0]["questions"][0]["text"], "كيف نشارك؟");
    phone.done(json!({"do": "erase_mine", "upto": given["upto"]})).await;
    let left = read(&token).await;
    assert_eq!((&left["upto"], &left["parts"][0]["questions"][0]["text"]), (&json!(0), &json!("")));
    let other = node.join().await;
    assert_eq!(read(&other).await["parts"], json!([]));
    assert_eq!(refused(own(&token_of(DESK))).await, (403, "not_allowed".into()));
    node.stop().await;
}

#[tokio::test]
async fn who_looks_again_and_again_is_told_to_wait() {
    let node = Node::alone().await;
    let token = node.join().await;
    let own = || request(&node, Method::GET, "/v1/mine").bearer_auth(&token);
    // A slow machine is allowed one more meanwhile, and another one.
    let mut looked = 0;
    while looked < 60 && send(own()).await.status() == 200 {
        looked += 1;
    }
    assert!((20..60).contains(&looked), "{looked}");
    assert_eq!(refused(own()).await, (429, "rate_limited".into()));
    node.stop().await;
}
