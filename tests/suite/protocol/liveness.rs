//! L: who is not heard is not there.

use std::time::Duration;

use majlis::config::{Settings, Store};
use majlis::room::Silence;
use serde_json::json;
use tokio::io::AsyncReadExt;

use crate::support::client::{Client, MAJLIS_V1, open};
use crate::support::node::Node;
use crate::support::views::Views;
use crate::support::within::within;

/// A ping of WebSocket that holds nothing, as a server sends it.
const PING: [u8; 2] = [0x89, 0];

#[tokio::test]
async fn l2_who_does_not_answer_pings_is_sent_away_and_who_does_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
    settings.patience.silence =
        Silence { asked: Duration::ZERO, socket: Duration::from_secs(2), ..Silence::default() };
    let node = Node::as_settled(settings).await;
    node.found().await;
    // Neither says anything after its hello. The first reads, and so its library answers pings.
    let mut hidden = node.phone().await;
    let swallowed = within(swallowed_by_the_dead(&node));
    let swallowed = tokio::select! {
        frame = hidden.next() => panic!("it was told {frame:?}"),
        swallowed = swallowed => swallowed,
    };
    assert!(swallowed.windows(PING.len()).any(|two| two == PING), "it was asked first");
    let bye = r#"{"t":"bye","code":"silent","reconnect":true,"after_ms":0}"#;
    assert!(String::from_utf8_lossy(&swallowed).contains(bye), "and told why");
    hidden.ping().await;
    node.stop().await;
}

/// What a socket is sent, from its welcome to its end, that answers nothing.
async fn swallowed_by_the_dead(node: &Node) -> Vec<u8> {
    let socket = open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap();
    let hello = json!({"t": "hello", "token": node.join().await, "view": "participant"});
    let welcomed = Client::try_hello_on(socket, &hello, Views::default()).await.unwrap();
    let (mut line, mut swallowed) = (welcomed.into_line(), Vec::new());
    // Its end may be a reset.
    let _ = line.read_to_end(&mut swallowed).await;
    swallowed
}
