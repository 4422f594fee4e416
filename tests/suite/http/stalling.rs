//! A phone that stops reading: what the kernel holds for it, and what it gets when it reads again.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::net::TcpSocket;

use crate::support::client::{Client, MAJLIS_V1, Socket, over};
use crate::support::forum::DESK;
use crate::support::kernel::side;
use crate::support::node::Node;
use crate::support::views::Views;
use crate::support::within::within;

/// The most that the kernel may hold for one phone.
pub(super) const HELD: usize = 64 * 1024;
/// The largest view of a topic.
const WINDOW: usize = 28 * 1024;
/// What the phone's own side takes in unread, as little as the system allows.
const TAKEN: u32 = 2 * 1024;
/// More questions than a window holds.
const QUESTIONS: u64 = 60;
/// Texts that replace one another below each question while the phone reads nothing: far more than the kernel holds.
const REPLIES: u64 = 6;

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
    // It reads no more. Every question changes many times, each change as large as the question, and the others see it.
    for (reply, question) in (1..=REPLIES).flat_map(|reply| (1..=QUESTIONS).map(move |no| (reply, no))) {
        let text = format!("{reply} {text}");
        desk.done(json!({ "do": "reply", "question": question, "version": 1 + reply, "text": text })).await;
    }
    let last = format!("{REPLIES} {}", text.trim_end());
    phone.until_view(2, |window| all_say(&window["items"], &last)).await;
    let held = side(node.address, own).sent;
    assert!(held > 0, "more was sent than the phone's side takes");
    assert!(held <= HELD, "{held} bytes");
    // It reads again: what was on its way, the rest of the frame that it stalled in, and the newest.
    let on_its_way = held + side(own, node.address).unread;
    let before = stalled.heard.len();
    stalled.until_view(2, |window| all_say(&window["items"], &last)).await;
    let heard: usize = stalled.heard[before..].iter().map(String::len).sum();
    let most = on_its_way + 2 * WINDOW;
    assert!(heard <= most, "{heard} bytes, of which {on_its_way} were on their way");
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

fn all_say(items: &Value, reply: &str) -> bool {
    let mut items = items.as_array().into_iter().flatten().peekable();
    items.peek().is_some() && items.all(|item| item["reply"] == reply)
}
