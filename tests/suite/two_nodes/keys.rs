//! A deployment's key is changed.

use std::path::Path;

use majlis::backbone::Access;
use majlis::config::{NewKey, Settings, Store};
use serde_json::{Value, json};

use super::Pair;
use crate::support::client::Client;
use crate::support::node::{HALL_CODE, Node};
use crate::support::redis;
use crate::support::views::Views;

/// A node over that Redis that begins with a new key.
async fn with_new_key(port: u16, folder: &Path, how: NewKey) -> Node {
    let (redis, folder) = (Access::to(redis::url(port)), folder.to_owned());
    let mut settings = Settings::new(Store::Redis { redis, folder, replicas: 0 });
    settings.new_key = Some(how);
    Node::with(settings).await
}

async fn rejoin(node: &Node, token: &str) -> Value {
    node.post("/v1/join", json!({ "code": HALL_CODE, "token": token })).await.1
}

async fn lets_in(node: &Node, token: &str) -> Result<Client, String> {
    let hello = json!({ "t": "hello", "token": token, "view": "participant", "session": 1 });
    Client::try_hello(node.address, &hello, Views::default()).await.map_err(|end| end.code().to_owned())
}

#[tokio::test]
async fn a_new_key_ends_all_tokens_at_once_on_every_node_where_that_is_asked_for() {
    let pair = Pair::start().await;
    let token = pair.first.join().await;
    let old_key = pair.second.site.tokens.clone();
    assert!(old_key.is_of_now(&token));
    let on_the_second = pair.second.phone_of(&token).await;
    pair.first.stop().await;
    let first = with_new_key(pair.server.port(), pair.folders[0].path(), NewKey::AtOnce).await;
    assert_eq!(lets_in(&first, &token).await.err().as_deref(), Some("bad_token"));
    // The other node hears of it, and whoever is in there has to show a token anew.
    assert_eq!(on_the_second.sent_away().await.code(), "restart");
    assert_eq!(lets_in(&pair.second, &token).await.err().as_deref(), Some("bad_token"));
    let anew = rejoin(&first, &token).await["token"].as_str().unwrap().to_owned();
    for node in [&first, &pair.second] {
        lets_in(node, &anew).await.unwrap().ping().await;
    }
    first.stop().await;
    pair.second.stop().await;
}

#[tokio::test]
async fn a_new_key_signs_and_tokens_of_the_old_one_stay_good_for_their_time() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let token = node.join().await;
    node.stop().await;
    let gradually = |settings: &mut Settings| settings.new_key = Some(NewKey::Gradually);
    let node = Node::in_folder_with(folder.path(), gradually).await;
    let before = lets_in(&node, &token).await.unwrap().welcome["you"]["person"].clone();
    let anew = rejoin(&node, &token).await;
    assert_eq!(anew["person"], before, "it stays the same person");
    assert_ne!(anew["token"], token, "and gets a token of the new key");
    node.stop().await;
    // Without being asked to, nothing is changed.
    let node = Node::in_folder(folder.path()).await;
    for token in [&token, anew["token"].as_str().unwrap()] {
        lets_in(&node, token).await.unwrap().ping().await;
    }
    assert!(node.site.tokens.is_of_now(anew["token"].as_str().unwrap()));
    node.stop().await;
}
