//! A phone that stops reading: what the kernel holds for it, and what it gets when it reads again.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::net::TcpSocket;

use crate::support::client::{Client, MAJLIS_V1, Socket, over};
use crate::support::forum::DESK;
use crate::support::node::Node;
use crate::support::views::Views;
use crate::support::within::within;

/// The most that the kernel may hold for one phone.
const HELD: usize = 64 * 1024;
/// What the phone's own side takes in unread, as little as the system allows.
const TAKEN: u32 = 2 * 1024;
/// More questions than a window holds.
const QUESTIONS: u64 = 60;

#[tokio::test]
async fn a_phone_that_stops_reading_holds_up_nobody_and_skips_to_the_newest() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let text = "كلام طويل ".repeat(25);
    for question in 1..=QUESTIONS {
        phone.done(json!({ "do": "ask", "session": 1, "text": format!("{question} {text}") })).await;
        desk.done(json!({ "do": "approve", "question": question, "version": 1 })).await;
    }
    let (socket, own) = narrow(node.address).await;
    let hello = json!({ "t": "hello", "token": node.join().await, "view": "participant", "session": 1 });
    let mut stalled = Client::try_hello_on(socket, &hello, Views::default()).await.unwrap();
    // It reads no more. Every question changes once, each change as large as the question, and the others see it.
    for question in 1..=QUESTIONS {
        desk.done(json!({ "do": "reply", "question": question, "version": 2, "text": text })).await;
    }
    phone.until_view(2, |window| all_replied(&window["items"])).await;
    let held = held_for(node.address, own);
    assert!(held > 0, "more was sent than the phone's side takes");
    assert!(held <= HELD, "{held} bytes");
    // It reads again.
    let before = stalled.heard.len();
    stalled.until_view(2, |window| all_replied(&window["items"])).await;
    let windows = stalled.heard[before..].iter().filter(|frame| frame.contains(r#""topic":2"#)).count();
    assert!(windows <= 2, "{windows} windows: the one that it stalled in, and the newest");
    stalled.ping().await;
    assert_eq!(stalled.views.topics[&2].view, phone.views.topics[&2].view);
    node.stop().await;
}

/// A socket whose own side takes in next to nothing, and its address.
async fn narrow(server: SocketAddr) -> (Socket, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(TAKEN).unwrap();
    let stream = within(socket.connect(server)).await.unwrap();
    let own = stream.local_addr().unwrap();
    (over(stream, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap(), own)
}

/// Bytes that the kernel holds for the server on its side of a connection: sent and not taken in, or still to be sent.
fn held_for(server: SocketAddr, client: SocketAddr) -> usize {
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let port = |address: &str| u16::from_str_radix(address.rsplit(':').next().unwrap_or_default(), 16);
    let ends = (Ok(server.port()), Ok(client.port()));
    let mut lines = table.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let line = lines.find(|line| (port(line[1]), port(line[2])) == ends).expect("the connection is there");
    let (unsent, _) = line[4].split_once(':').unwrap();
    usize::from_str_radix(unsent, 16).unwrap()
}

fn all_replied(items: &Value) -> bool {
    let mut items = items.as_array().into_iter().flatten();
    items.all(|item| item["reply"].is_string())
}
